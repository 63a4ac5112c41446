"""A title card: kicker, headline with one accented word, support, and an object or an ornament beside it.

Fits: the headline takes the largest size from 176 down to 48 pixels that holds it in three lines (four in 9:16), the
support from 66 (50 over nine words) to 34 in three. When a word names something that can be drawn, it is; where it
would make the headline small, it is left out. A word longer than a line is broken with a hyphen.
"""

from __future__ import annotations

from ytempire.media.fit import fits
from ytempire.media.graphics import furniture, objects
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.zones import Box
from ytempire.models import Title

SHORT = 9  # words of a support line that is set larger


def build(sheet: Sheet, visual: Title) -> None:
    """Elements: headline, support."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    at, later = sheet.beats(2, soon=True)
    drawn = objects.named(sheet, (visual.headline, visual.support, visual.kicker))
    big = theme.type.big
    object_box: Box | None = None
    if z.tall:
        top, bottom = c.y0 + 10, c.y1 - 10
        x, align = (c.x0, "left") if layout != "center" else (540.0, "center")
        width = z.line(align == "center")
        most, rows = 172 * big, 4
        if z.square:  # an object only where it leaves the headline large
            side, gap = 200.0, 34.0
            room = bottom - top - side - gap - 250
            bold = fits(sheet.case(visual.headline), sheet.headline(), width, room, most=most, least=82 * big, rows=3)
            drawn = drawn if bold else ()
        else:
            side, gap = 240.0, 36.0
        if drawn:
            middle = {"left": c.x0 + side / 2, "right": z.reach - side / 2, "center": 540.0}[layout]
            object_box = Box(middle - side / 2, top, middle + side / 2, top + side)
            top += side + gap
    else:
        top, bottom = c.y0 + 20, c.y1 - 10
        most, rows = 176 * big, 3
        if layout == "center":
            x, align, width = 960.0, "center", 1440.0
            if drawn and sheet.cut.variant % 2 == 0:
                side = 250.0
                object_box = Box(960 - side / 2, top, 960 + side / 2, top + side)
                top += side + 26
                most = 136 * big
        elif layout == "left":
            x, align, width = c.x0, "left", 1090.0 if drawn else 1330.0
            if drawn:
                object_box = Box(c.x1 - 540, c.y0 + 60, c.x1, c.y1 - 60)
        else:
            x, align, width = (c.x0 + 620, "left", 1070.0) if drawn else (c.x0 + 360, "left", 1330.0)
            if drawn:
                object_box = Box(c.x0, c.y0 + 60, c.x0 + 540, c.y1 - 60)
    over = furniture.kicker_height(sheet, visual.kicker)
    short = len(visual.support.split()) <= SHORT  # then it says as much as the headline, and can be read as far off
    support = sheet.fit(
        visual.support,
        sheet.text(),
        width * (0.92 if align == "left" else 0.86),
        190,
        most=(66 if short else 50) if not z.tall else (56 if short else 46),
        least=34,
        rows=3,
        what="support",
    )
    under = (64 + support.height) if support.rows else 34.0
    room = bottom - top - over - under - 30
    headline = sheet.fit(
        sheet.case(visual.headline),
        sheet.headline(),
        width,
        room,
        most=most,
        least=48,
        rows=rows,
        accent=visual.accent,
        what="headline",
    )
    tall = over + headline.height + under
    y = top + max(0.0, (bottom - top - tall) / 2) * (0.9 if object_box is None or not z.tall else 0.4)
    if object_box:
        objects.draw(sheet, drawn, object_box, at=0)
    furniture.kicker(sheet, visual.kicker, x, y, width, align, at=0)  # type: ignore[arg-type]
    y += over
    sheet.block(headline, x, y, theme.ink, align=align, at=at, step=4, what="headline")  # type: ignore[arg-type]
    y += headline.height + (22 if theme.kicker != "pill" else 30)
    furniture.rule(sheet, x, y, align, at=at + 8)  # type: ignore[arg-type]
    if support.rows:
        sheet.block(support, x, y + 42, theme.muted, align=align, at=max(later, at + 6), step=3, what="support")  # type: ignore[arg-type]
