"""A list whose items come as they are said.

Fits: two to six items, all in the size of the one that needs the smallest, from 72 down to 28 pixels: one under
another with a hairline between, or in fields two or three abreast.
"""

from __future__ import annotations

from ytempire.media import fonts
from ytempire.media.fit import Setting
from ytempire.media.graphics import objects, shapes
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Sheet
from ytempire.media.zones import Box
from ytempire.models import Items


def build(sheet: Sheet, visual: Items) -> None:
    """Elements: each item."""
    z = sheet.zones
    beats = sheet.beats(len(visual.items))
    drawn = objects.named(sheet, (visual.title,))
    if z.tall:
        rows(sheet, visual, head(sheet, visual.title, drawn=drawn if len(visual.items) < 5 else ()), beats)
    elif sheet.cut.layout == "center":
        cards(sheet, visual, head(sheet, visual.title), beats)
    else:
        rows(sheet, visual, side_head(sheet, visual.title, drawn=drawn), beats)


def _one_size(sheet: Sheet, visual: Items, width: float, height: float, most: float, lines: int) -> list[Setting]:
    """All items in the size of the one that needs the smallest."""
    voice = sheet.strong(1.2)

    def all_at(size: float) -> list[Setting]:
        return [
            sheet.fit(t, voice, width, height, most=size, least=28, rows=lines, what=f"item {i + 1}")
            for i, t in enumerate(visual.items)
        ]

    first = all_at(most)
    return all_at(min(s.size for s in first))


def rows(sheet: Sheet, visual: Items, room: Box, beats: list[int]) -> None:
    """One under another, with a hairline between."""
    theme, z = sheet.theme, sheet.zones
    count = len(visual.items)
    pitch = min(room.height / count, 210.0 if not z.tall else 190.0)
    top = room.y0 + (room.height - pitch * count) * (0.5 if not z.tall else 0.15)
    right = min(room.x1, z.edge(room.y1))
    lead = 120.0 if visual.numbered else 84.0
    settings = _one_size(sheet, visual, right - room.x0 - lead, pitch - 26, 72 if len(visual.items) < 4 else 60, 3)
    for i, (setting, at) in enumerate(zip(settings, beats, strict=True)):
        y = top + i * pitch
        if i:
            sheet.fill(
                room.x0,
                y,
                right - room.x0,
                2,
                theme.muted,
                alpha=0.72,
                at=min(3 + i * 2, at),
                reveal="right",
                ms=500,
                what="hairline",
            )
        middle = y + pitch / 2
        _bullet(sheet, i, visual.numbered, room.x0, middle, at, min(84.0, pitch * 0.52))
        first = middle - (setting.height - setting.size * 0.22) / 2
        sheet.block(setting, room.x0 + lead, first, theme.ink, at=at, step=2, what="item")


def _bullet(sheet: Sheet, i: int, numbered: bool, x: float, middle: float, at: int, size: float) -> None:
    theme = sheet.theme
    if numbered:
        key = theme.type.display
        cap = fonts.face(key).cap * size
        if at > 0:
            sheet.line(
                str(i + 1),
                key,
                size,
                x,
                middle + cap / 2,
                theme.muted,
                alpha=0.62,
                until=at,
                enter="fade",
                what="number",
            )
        sheet.line(str(i + 1), key, size, x, middle + cap / 2, theme.accent, at=at, enter="none", what="number")
        return
    path = {
        "dash": shapes.rect(44, 7, 3),
        "diamond": shapes.polygon([(15, 0), (30, 15), (15, 30), (0, 15)]),
        "disc": shapes.disc(17, 17, 17),
        "caret": shapes.stroke([(3, 2), (21, 17), (3, 32)], 7),
    }[theme.bullet]
    high = {"dash": 7, "diamond": 30, "disc": 34, "caret": 34}[theme.bullet]
    spot = rf"\pos({n(x)},{n(middle - high / 2)})"
    if at > 0:
        sheet.path(path, 0, 0, theme.muted, alpha=0.62, until=at, place=spot, fade=200)
    sheet.path(path, 0, 0, theme.accent, at=at, place=spot, layer=FIGURE + 1)


def cards(sheet: Sheet, visual: Items, room: Box, beats: list[int]) -> None:
    """In fields, two or three abreast."""
    theme = sheet.theme
    count = len(visual.items)
    across = 2 if count in (2, 4) else 3
    down = -(-count // across)
    gap = 32.0
    wide = (room.width - gap * (across - 1)) / across
    tall = min((room.height - gap * (down - 1)) / down, 400.0)
    top = room.y0 + (room.height - tall * down - gap * (down - 1)) / 2
    inset = 40.0
    lead = 92.0 if visual.numbered else 58.0
    settings = _one_size(sheet, visual, wide - inset * 2, tall - inset * 1.6 - lead, 62, 4)
    for i, (setting, at) in enumerate(zip(settings, beats, strict=True)):
        row, column = divmod(i, across)
        in_row = min(across, count - row * across)
        left = room.x0 + (room.width - in_row * wide - (in_row - 1) * gap) / 2 + column * (wide + gap)
        y = top + row * (tall + gap)
        sheet.field(
            left,
            y,
            wide,
            tall,
            alpha=min(0.97, theme.panel_alpha + 0.05),
            radius=theme.round,
            at=min(i * 2, at),
            what="card",
        )
        sheet.field(left, y, wide, tall, alpha=min(0.97, theme.panel_alpha + 0.03), radius=theme.round, at=at)
        sheet.fill(left, y, wide, 6, theme.accent, at=at, reveal="right", ms=480, layer=FIGURE + 2)
        _bullet(sheet, i, visual.numbered, left + inset, y + inset + 24, at, 72)
        sheet.block(setting, left + inset, y + inset + lead, theme.ink, at=at + 2, step=2, what="item")
