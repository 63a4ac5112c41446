"""Bars that grow to their values; the track shows the whole, the value stands where the bar ends.

Fits: two to six bars, lying with the label over each, standing when there are at most five and their labels are
short, or in rows as in a table when they are many. Values below 0 grow the other way. A value that is no number is
refused.
"""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import fits
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.sheet import FIGURE, TEXT, Sheet
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Bar, Chart

MOST = 1e100  # beyond it, arithmetic with lengths is no longer sure


def build(sheet: Sheet, visual: Chart) -> None:
    """Elements: each bar."""
    z = sheet.zones
    for i, bar in enumerate(visual.bars):
        if not abs(bar.value) < MOST:
            what = "is too large to be drawn" if abs(bar.value) >= MOST else "is not a number"
            raise ConfigError(f"the value of “{bar.label}”, {bar.value:g}, {what}", sheet.where(f"bar {i + 1}"),
                              "Write it in larger units, such as millions.")  # fmt: skip
    beats = sheet.beats(len(visual.bars))
    short = all(fits(b.label, sheet.strong(), 250, 90, most=36, least=32, rows=2) for b in visual.bars)
    if not z.tall and sheet.cut.variant % 2 == 1 and short and len(visual.bars) <= 5 and _positive(visual):
        columns(sheet, visual, side_head(sheet, visual.title, visual.unit), beats)
        return
    if z.tall or sheet.cut.layout != "right":
        room = head(sheet, visual.title, visual.unit)
    else:
        room = side_head(sheet, visual.title, visual.unit)
    if (room.height + 20) / len(visual.bars) < (112 if z.tall else 98):
        rows(sheet, visual, room, beats)
    else:
        bars(sheet, visual, room, beats)


def _positive(visual: Chart) -> bool:
    return all(b.value >= 0 for b in visual.bars)


def _lit(visual: Chart, i: int) -> bool:
    return visual.accent == i


def bars(sheet: Sheet, visual: Chart, room: Box, beats: list[int]) -> None:
    """Lying bars, the label over each."""
    theme, z = sheet.theme, sheet.zones
    count = len(visual.bars)
    gap = 38.0 if count <= 3 else 32.0
    pitch = min((room.height + gap) / count, 250.0 if not z.tall else 240.0)
    label_size = 48.0 if pitch > 200 else 44.0 if pitch > 150 else 38.0 if pitch > 118 else 34.0
    if z.tall:
        label_size = max(38.0, label_size)
    tall = max(26.0, min(112.0, pitch - gap - label_size * 1.16))
    top = room.y0 + max(0.0, room.height - pitch * count + gap) * (0.5 if not z.tall else 0.2)
    value_size = min(72.0, max(34.0, tall * 0.78))
    value_key = theme.type.display
    right = min(room.x1, z.edge(room.y1))
    values = [fonts.width(sheet_text(b.shown), value_key, value_size) for b in visual.bars]
    percent = all("%" in b.shown for b in visual.bars) and all(0 <= b.value <= 100 for b in visual.bars)
    track = right - room.x0
    if percent:
        track -= max(values) + 30
    low = min(0.0, *(b.value for b in visual.bars))
    high = max(0.0, *(b.value for b in visual.bars))
    whole = 100.0 if percent else max(high - low, 1e-9)
    scale = (track if percent else track - max(values) - 40) / whole
    zero = room.x0 + (-low) * scale
    for i, (bar, at) in enumerate(zip(visual.bars, beats, strict=True)):
        y = top + i * pitch
        label = sheet.fit(
            bar.label, sheet.text(), track, label_size * 1.3, most=label_size, least=28, rows=1, what=f"bar {i + 1}"
        )
        sheet.block(label, room.x0, y, theme.ink, at=at, what="label")
        y += label_size * 1.16
        radius = min(theme.round, tall / 2)
        sheet.field(room.x0, y, track, tall, at=min(2 * i, at), radius=radius, what="track")
        _bar(sheet, visual, bar, i, Box(zero, y, zero, y + tall), scale, at, radius)
        end = room.x0 + track if percent else max(zero, zero + bar.value * scale)
        base = y + tall / 2 + fonts.face(value_key).cap * value_size / 2
        sheet.line(
            sheet_text(bar.shown),
            value_key,
            value_size,
            end + (30 if percent else 24),
            base,
            theme.accent if _lit(visual, i) else theme.ink,
            at=at + sheet.frames(300),
            enter="fade",
            what="value",
        )


def rows(sheet: Sheet, visual: Chart, room: Box, beats: list[int]) -> None:
    """Many bars: each label beside its bar, as in a table."""
    theme, z = sheet.theme, sheet.zones
    right = min(room.x1, z.edge(room.y1))
    pitch = room.height / len(visual.bars)
    tall = min(64.0, pitch - 14)
    key, size = theme.type.display, min(46.0, tall)
    column = min((right - room.x0) * 0.36, max(fonts.width(b.label, theme.type.text, 38) for b in visual.bars) + 4)
    left = room.x0 + column + 28
    values = max(fonts.width(sheet_text(b.shown), key, size) for b in visual.bars)
    low, high = min(0.0, *(b.value for b in visual.bars)), max(0.0, *(b.value for b in visual.bars))
    scale = (right - left - values - 24) / max(high - low, 1e-9)
    zero = left - low * scale
    for i, (bar, at) in enumerate(zip(visual.bars, beats, strict=True)):
        y = room.y0 + i * pitch + (pitch - tall) / 2
        label = sheet.fit(
            bar.label, sheet.text(1.08), column, pitch - 6, most=38, least=26, rows=2, what=f"bar {i + 1}"
        )
        first = y + (tall - label.height + label.size * 0.22) / 2
        sheet.block(label, room.x0, first, theme.ink, at=at, what="label")
        radius = min(theme.round, tall / 2)
        sheet.field(left, y, right - left, tall, at=min(2 * i, at), radius=radius, what="track")
        _bar(sheet, visual, bar, i, Box(zero, y, zero, y + tall), scale, at, radius)
        base = y + tall / 2 + fonts.face(key).cap * size / 2
        end = max(zero, zero + bar.value * scale) + 18
        ink = theme.accent if _lit(visual, i) else theme.ink
        sheet.line(
            sheet_text(bar.shown), key, size, end, base, ink, at=at + sheet.frames(300), enter="fade", what="value"
        )


def sheet_text(text: str) -> str:
    from ytempire.media.typeset import typeset

    return typeset(text)


def _bar(sheet: Sheet, visual: Chart, bar: Bar, i: int, at_zero: Box, scale: float, at: int, radius: float) -> None:
    theme = sheet.theme
    wide = max(8.0, abs(bar.value) * scale)
    left = at_zero.x0 if bar.value >= 0 else at_zero.x0 - wide
    ink = (
        theme.accent
        if _lit(visual, i)
        else mix(theme.panel, theme.ink, 0.12)
        if visual.accent is not None
        else theme.accent
    )
    alpha = 0.0 if _lit(visual, i) or visual.accent is None else 0.32
    sheet.fill(
        left,
        at_zero.y0,
        wide,
        at_zero.height,
        ink,
        alpha=alpha,
        at=at,
        reveal="right" if bar.value >= 0 else "left",
        ms=760,
        radius=min(radius, wide / 2),
        layer=FIGURE + 1,
        what="bar",
        accel=0.4,
    )


def columns(sheet: Sheet, visual: Chart, room: Box, beats: list[int]) -> None:
    """Standing bars, the label under each."""
    theme = sheet.theme
    count = len(visual.bars)
    pitch = room.width / count
    wide = min(170.0, pitch * 0.62)
    base = room.y1 - 104
    high = max(max(b.value for b in visual.bars), 1e-9)
    key, size = theme.type.display, 52.0
    widest = max(fonts.width(sheet_text(b.shown), key, size) for b in visual.bars)
    while widest > pitch - 16 and size > 30:
        widest *= (size - 2) / size
        size -= 2
    full = base - room.y0 - size * 1.2
    sheet.fill(room.x0, base, room.width, 3, theme.muted, alpha=0.4, reveal="right", ms=500, what="ground")
    for i, (bar, at) in enumerate(zip(visual.bars, beats, strict=True)):
        middle = room.x0 + pitch * (i + 0.5)
        tall = max(8.0, full * bar.value / high)
        radius = min(theme.round, wide / 2)
        sheet.field(
            middle - wide / 2,
            base - full,
            wide,
            full,
            alpha=theme.panel_alpha + 0.03,
            at=min(2 * i, at),
            radius=radius,
            what="track",
        )
        ink = theme.accent if _lit(visual, i) or visual.accent is None else mix(theme.panel, theme.ink, 0.12)
        sheet.fill(
            middle - wide / 2,
            base - tall,
            wide,
            tall,
            ink,
            alpha=0.0 if ink == theme.accent else 0.32,
            at=at,
            reveal="up",
            ms=760,
            radius=min(radius, tall / 2),
            layer=FIGURE + 1,
            what="bar",
            accel=0.4,
        )
        sheet.line(
            sheet_text(bar.shown),
            key,
            size,
            middle,
            base - tall - size * 0.32,
            theme.accent if _lit(visual, i) else theme.ink,
            align="center",
            at=at + sheet.frames(300),
            enter="fade",
            what="value",
            layer=TEXT,
        )
        label = sheet.fit(bar.label, sheet.strong(), pitch - 14, 90, most=36, least=28, rows=2, what=f"bar {i + 1}")
        sheet.block(label, middle, base + 26, theme.ink, align="center", at=at, what="label")
