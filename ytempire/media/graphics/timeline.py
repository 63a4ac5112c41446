"""Moments on a line: what has been said is lit, what comes is dim.

Fits: two to five moments, from left to right or from top to bottom; all dates in one size. A detail that has no room
is left out.
"""

from __future__ import annotations

from ytempire.media import fonts
from ytempire.media.fit import Setting, fits
from ytempire.media.graphics import shapes
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.sheet import FIGURE, TEXT, Align, Sheet
from ytempire.media.zones import Box
from ytempire.models import Moments


def build(sheet: Sheet, visual: Moments) -> None:
    """Elements: each moment."""
    z = sheet.zones
    beats = sheet.beats(len(visual.moments))
    if z.tall:
        standing(sheet, visual, head(sheet, visual.title, small=len(visual.moments) > 3), beats)
    elif sheet.cut.layout == "right" and (len(visual.moments) <= 4 or sheet.plain):
        standing(sheet, visual, side_head(sheet, visual.title), beats)
    else:
        lying(sheet, visual, head(sheet, visual.title), beats)


def _size(sheet: Sheet, visual: Moments, width: float, most: float) -> float:
    """One size for all dates."""
    voice = sheet.display()
    return min(
        sheet.fit(m.date, voice, width, most * 1.3, most=most, least=34, rows=1, what=f"moment {i + 1}").size
        for i, m in enumerate(visual.moments)
    )


def _date(sheet: Sheet, text: Setting, x: float, top: float, at: int, over: int, align: Align = "left") -> None:
    """Dim before its beat, accented while it is told, ink after."""
    theme = sheet.theme
    if at > 0:
        sheet.block(
            text, x, top, theme.muted, align=align, alpha=0.52, enter="fade", until=at, what="date", emphasis=False
        )
    sheet.block(text, x, top, theme.accent, align=align, at=at, enter="none", until=over, what="date", emphasis=False)
    if over < sheet.cut.frames:
        sheet.block(text, x, top, theme.ink, align=align, at=over, enter="none", what="date", emphasis=False)


def _dot(sheet: Sheet, x: float, y: float, at: int, r: float = 15.0) -> None:
    theme = sheet.theme
    spot = rf"\an5\pos({shapes.n(x)},{shapes.n(y)})"
    if at > 0:
        sheet.path(
            shapes.disc(r * 0.7, r * 0.7, r * 0.7), 0, 0, theme.muted, alpha=0.5, until=at, place=spot, layer=FIGURE + 2
        )
    pop = r"\fscx30\fscy30\t(0,220,0.5,\fscx112\fscy112)\t(220,340,\fscx100\fscy100)"
    sheet.path(shapes.disc(r, r, r), 0, 0, theme.accent, at=at, place=spot, tags=pop, layer=FIGURE + 2)
    wave = r"\fscx40\fscy40\alpha&H60&\t(0,700,0.5,\fscx260\fscy260\alpha&HFF&)"
    sheet.path(
        shapes.ring(r, 3, r, r),
        0,
        0,
        theme.accent,
        at=at,
        until=at + sheet.frames(720),
        place=spot,
        tags=wave,
        leaves=False,
        layer=FIGURE + 1,
    )


def lying(sheet: Sheet, visual: Moments, room: Box, beats: list[int]) -> None:
    """From left to right."""
    theme = sheet.theme
    count = len(visual.moments)
    pitch = room.width / count
    inner = pitch - 44
    date_size = _size(sheet, visual, inner, 110 * theme.type.big)
    zigzag = sheet.cut.variant % 2 == 1 and count >= 4
    texts = [
        sheet.fit(m.text, sheet.strong(), inner, 200, most=48, least=28, rows=4, what=f"moment {i + 1}")
        for i, m in enumerate(visual.moments)
    ]
    details = [
        sheet.fit(m.detail, sheet.text(1.24), inner, 170, most=37, least=28, rows=5, what=f"moment {i + 1}")
        for i, m in enumerate(visual.moments)
    ]
    voice = sheet.display()
    dates = [sheet.fit(m.date, voice, inner, date_size * 1.3, most=date_size, least=34, rows=1) for m in visual.moments]
    under = [t.height + (d.height + 16 if d.rows else 0) for t, d in zip(texts, details, strict=True)]
    cap = dates[0].cap
    block = cap + 60 + 60 + max(under)
    line = room.y0 + (room.height - block) * 0.46 + cap + 60
    if zigzag:
        line = room.y0 + room.height * 0.5
    sheet.fill(room.x0, line - 2, room.width, 4, theme.muted, alpha=0.66, reveal="right", ms=600, what="line")
    for i, at in enumerate(beats):
        x = room.x0 + i * pitch + 16
        over = beats[i + 1] if i + 1 < count else sheet.cut.frames
        if i:
            begin = max(0, at - sheet.frames(260))
            sheet.fill(
                room.x0 + (i - 1) * pitch + 16,
                line - 3,
                pitch,
                6,
                theme.accent,
                at=begin,
                reveal="right",
                ms=420,
                layer=FIGURE + 1,
            )
        _dot(sheet, x, line, at)
        up = zigzag and i % 2 == 1
        if up:
            top = line - 46 - under[i]
            _date(sheet, dates[i], x - 16, line + 46, at, over)
        else:
            top = line + 52
            _date(sheet, dates[i], x - 16, line - 46 - cap, at, over)
        _words(sheet, texts[i], details[i], x - 16, top, at)
    tail = room.x0 + (count - 1) * pitch + 16
    last = beats[-1] + sheet.frames(200)
    if last < sheet.cut.frames - 8:
        sheet.fill(
            tail,
            line - 3,
            room.x1 - tail,
            6,
            theme.accent,
            alpha=0.5,
            at=last,
            reveal="right",
            layer=FIGURE + 1,
            ms=sheet.ms(sheet.cut.frames - last),
            accel=0.8,
        )


def _words(sheet: Sheet, text: Setting, detail: Setting, x: float, top: float, at: int, align: Align = "left") -> None:
    theme = sheet.theme
    if at > 0:
        sheet.block(text, x, top, theme.muted, align=align, alpha=0.6, enter="fade", until=at, what="coming")
    sheet.block(text, x, top, theme.ink, align=align, at=at, what="moment", enter="none", layer=TEXT)
    if detail.rows:
        sheet.block(detail, x, top + text.height + 16, theme.muted, align=align, at=at + 3, what="detail", step=2)


def standing(sheet: Sheet, visual: Moments, room: Box, beats: list[int]) -> None:
    """From top to bottom."""
    theme, z = sheet.theme, sheet.zones
    count = len(visual.moments)
    pitch = min(room.height / count, 230.0 if z.tall else 220.0)
    top = room.y0 + (room.height - pitch * count) * (0.25 if z.tall else 0.5)
    right = min(room.x1, z.edge(room.y1))
    wide = right - room.x0 - 60
    date_wide = min(
        wide * 0.42, max(fonts.width(m.date, theme.type.display, 76 * theme.type.big) for m in visual.moments)
    )
    line = room.x0 + 18
    beside = wide - date_wide - 40 > 380 and (not z.tall or count > 3)
    date_size = _size(sheet, visual, date_wide if beside else wide, (72 if beside else 64) * theme.type.big)
    voice = sheet.display()
    sheet.fill(line - 2, top + 20, 4, pitch * count - 40, theme.muted, alpha=0.66, reveal="down", ms=600, what="line")
    for i, (moment, at) in enumerate(zip(visual.moments, beats, strict=True)):
        y = top + i * pitch
        over = beats[i + 1] if i + 1 < count else sheet.cut.frames
        date = sheet.fit(
            moment.date, voice, date_wide if beside else wide, date_size * 1.4, most=date_size, least=34, rows=1
        )
        if i:
            sheet.fill(
                line - 3,
                y - pitch + 20 + date.cap / 2,
                6,
                pitch,
                theme.accent,
                at=max(0, at - sheet.frames(260)),
                reveal="down",
                ms=420,
                layer=FIGURE + 1,
            )
        _dot(sheet, line, y + 20 + date.cap / 2, at)
        x = room.x0 + 60
        _date(sheet, date, x, y + 20, at, over)
        text_x = x + date_wide + 40 if beside else x
        text_y = y + 20 + (date.cap - 42 * 0.72) / 2 if beside else y + 20 + date.height + 8
        room_down = pitch - (20 if beside else 20 + date.height + 8) - 18
        wide_text = right - text_x
        text = sheet.fit(
            moment.text,
            sheet.strong(),
            wide_text,
            min(132.0, room_down),
            most=42,
            least=28,
            rows=3,
            what=f"moment {i + 1}",
        )
        left = room_down - text.height - 14
        short = fits(moment.detail, sheet.text(1.2), wide_text, left, most=34, least=28, rows=2)  # else it is left out
        said = moment.detail if short else ""
        detail = sheet.fit(said, sheet.text(1.2), wide_text, left, most=34, least=28, rows=2, what=f"moment {i + 1}")
        _words(sheet, text, detail, text_x, text_y, at)
