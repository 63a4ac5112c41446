"""The end card: thanks, what to watch next, and room for the platform's own buttons."""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media.fit import Setting
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Align, Sheet
from ytempire.media.layers import Hung
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import End

NEXT = "next video"  # the box that the next film's picture, and then the platform's own element, covers
ROUND = 150.0  # across the round button that the platform lays on it


def build(sheet: Sheet, visual: End) -> None:
    """Elements: the headline, the next video, what is asked of the viewer."""
    if sheet.zones.tall:
        _tall(sheet, visual)
    elif not _has_next(visual):
        _alone(sheet, visual)
    else:
        _wide(sheet, visual)


def _has_next(visual: End) -> bool:
    return bool(typeset(visual.next) or visual.next_file)


def _thanks(sheet: Sheet, visual: End, width: float, height: float, most: float, rows: int) -> Setting:
    return sheet.fit(
        sheet.case(visual.headline), sheet.headline(), width, height, most=most * sheet.theme.type.big, least=52,
        rows=rows, what="headline",
    )  # fmt: skip


def _alone(sheet: Sheet, visual: End) -> None:
    """Nothing comes next: the thanks alone, large, with what is asked under them."""
    c, theme = sheet.zones.content, sheet.theme
    first, _, last = sheet.beats(3, soon=True)
    align: Align = "center" if sheet.cut.layout == "center" else "left"
    x = 960.0 if align == "center" else c.x0
    thanks = _thanks(sheet, visual, 1500.0, 380.0, 176.0, 3)
    ask = sheet.fit(visual.ask, sheet.text(1.28), 1240.0, 170, most=56, least=34, rows=3, what="ask")
    foot = max(ask.height, ROUND)
    y = c.y0 + max(0.0, (c.height - thanks.height - 90 - foot) / 2)
    sheet.block(thanks, x, y, theme.ink, align=align, at=first, step=4, what="headline")
    y += thanks.height + 46
    furniture.rule(sheet, x, y, align, at=first + 6)
    y += 44
    wide = ROUND + 40 + ask.width if ask.rows else ROUND
    left = x - wide / 2 if align == "center" else x
    _asks(sheet, ask, left, y, last)


def _wide(sheet: Sheet, visual: End) -> None:
    """The words in one half, the next film in the other."""
    c, theme = sheet.zones.content, sheet.theme
    first, second, last = sheet.beats(3, soon=True)
    layout, odd = sheet.cut.layout, sheet.cut.variant % 2 == 1
    frame_left = layout == "right" or (layout == "center" and odd)
    half = 830.0
    title = sheet.fit(visual.next, sheet.strong(1.16), half, 130, most=50, least=32, rows=2, what="next")
    tall = half * 9 / 16
    whole = tall + (30 + title.height if title.rows else 0)
    if whole > c.height:
        half = (c.height - whole + tall) * 16 / 9
        tall = half * 9 / 16
        whole = c.height
    x = c.x0 if frame_left else c.x1 - half
    top = c.y0 + (c.height - whole) / 2
    _frame(sheet, Box(x, top, x + half, top + tall), second, visual.next_file)
    sheet.block(title, x, top + tall + 30, theme.ink, at=second + 3, step=3, what="next title")
    text = c.x0 if not frame_left else x + half + 90
    width = c.width - half - 90
    thanks = _thanks(sheet, visual, width, 400.0, 116.0, 4)
    ask = sheet.fit(visual.ask, sheet.text(1.24), width - ROUND - 40, 200, most=46, least=32, rows=4, what="ask")
    foot = max(ask.height, ROUND)
    y = c.y0 + max(0.0, (c.height - thanks.height - 96 - foot) / 2)
    sheet.block(thanks, text, y, theme.ink, at=first, step=4, what="headline")
    y += thanks.height + 48
    furniture.rule(sheet, text, y, at=first + 6)
    _asks(sheet, ask, text, y + 48, last)


def _tall(sheet: Sheet, visual: End) -> None:
    """One under another."""
    z, c, theme = sheet.zones, sheet.zones.content, sheet.theme
    first, second, last = sheet.beats(3, soon=True)
    right = z.edge(c.y1)
    there = _has_next(visual)
    width = right - c.x0
    tight = z.square and there
    most = 84.0 if tight else 104.0 if there else 136.0
    thanks = _thanks(sheet, visual, c.width, 120.0 if tight else 250.0 if there else 420.0, most, 3 if there else 5)
    side = ROUND if not z.square else 120.0
    ask = sheet.fit(visual.ask, sheet.text(1.22), width - side - 40, side - 14, most=44, least=28, rows=4, what="ask")
    title = sheet.fit(visual.next, sheet.strong(1.14), width, 104, most=44, least=30, rows=2, what="next")
    y = c.y0 + 8
    if not there:
        y += max(0.0, (c.height - thanks.height - 130 - side) * 0.35)
    sheet.block(thanks, c.x0, y, theme.ink, at=first, step=4, what="headline")
    y += thanks.height + (24 if tight else 36)
    furniture.rule(sheet, c.x0, y, at=first + 6, width=110.0)
    y += 34 if tight else 46
    if there:
        foot = side + 30
        room = c.y1 - y - foot - (22 + title.height if title.rows else 0)
        tall = min(room, width * 9 / 16)
        if tall < 200:
            raise ConfigError(
                "there is no room for the next video", sheet.where("end"), "Say the headline or its title shorter."
            )
        wide = tall * 16 / 9
        x = c.x0 + (width - wide) / 2 if sheet.cut.layout == "center" else c.x0
        _frame(sheet, Box(x, y, x + wide, y + tall), second, visual.next_file)
        y += tall + 22
        sheet.block(title, c.x0, y, theme.ink, at=second + 3, step=3, what="next title")
        y += title.height + 30
    _asks(sheet, ask, c.x0, y, last, side)


def _frame(sheet: Sheet, box: Box, at: int, picture: str) -> None:
    """The next film's picture, or a field, in a frame, with the sign for playing."""
    theme = sheet.theme
    radius = min(theme.round, 18)
    far = 14.0
    sheet.field(
        box.x0 + far, box.y0 + far, box.width - far, box.height - far, ink=theme.paper.near, alpha=0.55, radius=radius,
        at=at,
    )  # fmt: skip
    sheet.field(box.x0, box.y0, box.width - far, box.height - far, radius=radius, at=at, alpha=theme.panel_alpha - 0.06)
    inner = Box(box.x0, box.y0, box.x1 - far, box.y1 - far, NEXT)
    sheet.boxes.append(inner)
    sheet.field(
        inner.x0, inner.y0, inner.width, inner.height, ink=theme.accent, alpha=0.0, radius=radius, at=at, line=4
    )
    cx, cy = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    r = min(92.0, inner.height * 0.2)
    if picture in sheet.cut.files:
        rim = 4.0
        whole = (inner.x0 + rim, inner.y0 + rim, inner.width - 2 * rim, inner.height - 2 * rim)
        sheet.hung.append(Hung(picture, *whole, at, max(0.0, radius - rim)))
        r = min(64.0, inner.height * 0.16)
    spot = rf"\an5\pos({n(cx)},{n(cy)})"
    pop = r"\fscx40\fscy40\t(0,260,0.5,\fscx106\fscy106)\t(260,380,\fscx100\fscy100)"
    sheet.path(shapes.disc(r, r, r), 0, 0, theme.accent, at=at + 4, place=spot, tags=pop, layer=FIGURE)
    a = r * 0.42
    sign = shapes.polygon([(0, 0), (a * 1.7, a), (0, 2 * a)])
    sheet.path(sign, cx - a * 0.68, cy - a, theme.on_accent, at=at + 8, fade=160, layer=FIGURE + 1)


def _asks(sheet: Sheet, ask: Setting, x: float, y: float, at: int, side: float = ROUND) -> None:
    """What is asked of the viewer, beside the place of the platform's round button."""
    theme = sheet.theme
    r = side / 2
    sheet.field(x, y, side, side, radius=r, at=at)
    sheet.field(x, y, side, side, radius=r, at=at, ink=theme.accent, alpha=0.0, line=4)
    sheet.boxes.append(Box(x, y, x + side, y + side, "button"))
    arm, thick = side * 0.17, side * 0.07
    plus = (
        shapes.rect(2 * arm, thick, thick / 2, r - arm, r - thick / 2)
        + " "
        + shapes.rect(thick, 2 * arm, thick / 2, r - thick / 2, r - arm)
    )
    sheet.path(plus, x, y, theme.accent, at=at + 3, fade=200, layer=FIGURE)
    wave = rf"\an5\pos({n(x + r)},{n(y + r)})"
    grow = r"\fscx100\fscy100\alpha&H60&\t(0,1200,0.5,\fscx128\fscy128\alpha&HFF&)"
    begin = at + 6
    sheet.path(
        shapes.ring(r, 4, r, r), 0, 0, theme.accent, at=begin, until=begin + sheet.frames(1220), place=wave, tags=grow,
        leaves=False,
    )  # fmt: skip
    if ask.rows:
        first = y + r - (ask.height - 0.22 * ask.size) / 2
        sheet.block(ask, x + side + 38, first, theme.muted, at=at + 3, step=3, what="ask")
