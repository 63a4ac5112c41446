"""The head of a scene that shows several things: over them, or in a column of its own beside them."""

from __future__ import annotations

from ytempire.media.graphics import furniture, objects
from ytempire.media.graphics.sheet import Align, Sheet
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box


def unsaid(title: str, unit: str) -> str:
    """The unit, unless the title has said it: under "Births" nobody needs "births"."""
    return "" if set(unit.lower().split()) <= set(title.lower().split()) else unit


def head(sheet: Sheet, title: str, unit: str = "", drawn: objects.Objects = (), small: bool = False) -> Box:
    """Set the title over everything; gives the room that is left under it. `small`: where much else is to be shown."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    unit = unsaid(title, unit)
    if not typeset(title) and not typeset(unit):
        return Box(c.x0, c.y0 + 8, c.x1, c.y1)
    align: Align = "center" if sheet.cut.layout == "center" and not z.tall else "left"
    x = 960.0 if align == "center" else c.x0
    width = (950.0 if z.tall else 1500.0) - (240.0 if drawn else 0.0)
    top = c.y0 + (8 if not z.tall else 4)
    furniture.rule(sheet, x, top, align, at=0, width=96.0)
    top += 44
    setting = sheet.fit(
        sheet.case(title),
        sheet.headline(),
        width,
        (150 if small else 240) if z.tall else 190,
        most=(64 if small else 84 if z.tall else 88) * theme.type.big,
        least=44,
        rows=3 if z.tall and not small else 2,
        what="title",
    )
    sheet.block(setting, x, top, theme.ink, align=align, at=0, step=3, what="headline")
    y = top + setting.height
    if typeset(unit):
        under = sheet.fit(unit, sheet.text(), width, 100, most=42, least=34, rows=2, what="unit")
        sheet.block(under, x, y + 18, theme.muted, align=align, at=6, what="unit")
        y += 18 + under.height
    if drawn:
        side = 200.0
        objects.draw(sheet, drawn, Box(c.x1 - side, c.y0, c.x1, c.y0 + side))
        y = max(y, c.y0 + side - 20)
    return Box(c.x0, y + (56 if not z.tall else 60), c.x1, c.y1)


def side_head(sheet: Sheet, title: str, unit: str = "", drawn: objects.Objects = (), share: float = 0.36) -> Box:
    """Set the title in a column: on the left if the layout is right, else on the right; gives the room beside it."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    unit = unsaid(title, unit)
    width = c.width * share - 40
    on_left = sheet.cut.layout != "left"
    x = c.x0 if on_left else c.x1 - width
    setting = sheet.fit(
        sheet.case(title), sheet.headline(), width, 420, most=92 * theme.type.big, least=48, rows=5, what="title"
    )
    under = sheet.fit(unit, sheet.text(), width, 180, most=42, least=34, rows=4, what="unit")
    tall = 44 + setting.height + (24 + under.height if under.rows else 0)
    side = 0.0
    if drawn and c.height - tall > 300:
        side = min(300.0, c.height - tall - 60)
    top = c.y0 + max(0.0, (c.height - tall - (side + 44 if side else 0)) / 2)
    if side:
        objects.draw(sheet, drawn, Box(x, top, x + side, top + side))
        top += side + 44
    furniture.rule(sheet, x, top, at=0, width=96.0)
    top += 44
    sheet.block(setting, x, top, theme.ink, at=0, step=3, what="headline")
    if under.rows:
        sheet.block(under, x, top + setting.height + 24, theme.muted, at=6, what="unit")
    gap = 110.0
    if on_left:
        return Box(c.x0 + width + gap, c.y0 + 10, c.x1, c.y1 - 6)
    return Box(c.x0, c.y0 + 10, c.x1 - width - gap, c.y1 - 6)
