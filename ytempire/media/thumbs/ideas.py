"""Layouts for an idea: a number, a question, an object; each across and upright. Comparisons are in sides.py."""

from __future__ import annotations

from collections.abc import Callable

from ytempire.errors import ConfigError
from ytempire.media.themes import mix
from ytempire.media.thumbs.canvas import Canvas, heavy
from ytempire.media.thumbs.figures import figured, flooded, shade, shaded, tone
from ytempire.media.thumbs.sides import halves, struck
from ytempire.media.thumbs.told import Told
from ytempire.media.thumbs.words import bar, blocked, fitted, hero
from ytempire.media.zones import Box

Layout = Callable[[Canvas, Told], None]


# --- a number -------------------------------------------------------------------------------------


def giant(canvas: Canvas, told: Told) -> None:
    """The number as large as the frame allows, what it counts under it."""
    theme = canvas.theme
    if canvas.height > canvas.width:
        _tower(canvas, told)
        return
    if told.photo:
        canvas.scrim(Box(-200, 60, 1000, 720), 0.66)
    words = fitted(canvas, told.words, told.accent, 1010, 210, 2, most=142) if told.words else None
    low = 628 - (words.height - words.size * 0.2) if words else 690.0
    figure = figured(canvas, told.figure, 1140, low - 100, most=620)
    room = low - 40 - 52
    top = 52 + max(0.0, (room - figure.cap) / 2)
    left = 1216 - figure.width - 64
    if told.name and left > 330:
        side = min(left - 40, 400.0)
        cx = 64 + figure.width + 40 + (left - 40) / 2
        cy = top + figure.cap / 2
        hero(canvas, Box(cx - side / 2, cy - side / 2, cx + side / 2, cy + side / 2), "", told.name)
    shaded(canvas, figure, 64, top, theme.accent, shade(canvas))
    if words:
        canvas.text(words, 64, low, theme.ink, theme.accent, blocked(canvas))


def plate(canvas: Canvas, told: Told) -> None:
    """The number on a field of the accent, the words on a band of paper."""
    theme = canvas.theme
    if canvas.height > canvas.width:
        _tower(canvas, told)
        return
    flooded(canvas)
    words = fitted(canvas, told.words, told.accent, 1010, 215, 2, most=132) if told.words else None
    band = 720 - 96 - (words.height - words.size * 0.22 if words else -60)
    if words:
        canvas.fill([(0, band - 20), (1280, band - 84), (1280, 720), (0, 720)], theme.paper.near)
        canvas.text(words, 64, band + 34, theme.ink, theme.accent, blocked(canvas))
    figure = figured(canvas, told.figure, 1140, band - 130, most=600)
    top = 46 + max(0.0, (band - 120 - figure.cap) / 2)
    shaded(canvas, figure, 64, top, theme.on_accent)


def beside(canvas: Canvas, told: Told) -> None:
    """The number in a ring on the left and what it counts behind it: "10" and then "days"."""
    theme = canvas.theme
    if canvas.height > canvas.width or not told.words:
        giant(canvas, told)
        return
    figure = figured(canvas, told.figure, 400, 300, most=300)
    words = fitted(canvas, told.words, told.accent, 560, 470, 4)
    cx, cy, r = 330.0, 344.0, 266.0
    canvas.disc(cx + 12, cy + 16, r, shade(canvas), 0.6)
    canvas.disc(cx, cy, r, theme.accent)
    canvas.disc(cx, cy, r * 0.92, theme.on_accent, line=7)
    shaded(canvas, figure, cx - figure.width / 2, cy - figure.cap / 2, theme.on_accent)
    top = (688 - words.height + words.size * 0.2) / 2 - 14
    bar(canvas, words, 652, top - 46, 150)
    canvas.text(words, 652, top, theme.ink, theme.accent, blocked(canvas))


def _tower(canvas: Canvas, told: Told) -> None:
    """Upright: the number over its words."""
    theme = canvas.theme
    if told.photo:
        canvas.scrim(Box(-100, 260, 1180, 1300), 0.66)
    figure = figured(canvas, told.figure, 930, 560, most=620, rows=2)
    words = fitted(canvas, told.words, told.accent, 930, 620, 4, most=230) if told.words else None
    gap = 128.0
    height = figure.height + (words.height + gap if words else 0.0)
    top = max(290.0, 800 - height / 2)
    shaded(canvas, figure, 76, top, theme.accent, shade(canvas))
    top += figure.height - figure.size * 0.22 + gap
    if words:
        canvas.fill([(76, top - 62), (376, top - 62), (376, top - 40), (76, top - 40)], theme.accent)
        canvas.text(words, 76, top + 20, theme.ink, theme.accent, blocked(canvas))
    if told.name and not told.photo and top < 1100:
        side = min(560.0, 1620 - (top + (words.height if words else 0.0)) - 60)
        if side > 220:
            y = top + (words.height if words else 0.0) + 70
            hero(canvas, Box(76, y, 76 + side, y + side), "", told.name)


# --- a question -----------------------------------------------------------------------------------


def marked(canvas: Canvas, told: Told) -> None:
    """The question on the left, its mark over the whole height on the right."""
    theme = canvas.theme
    if canvas.height > canvas.width:
        _pillar(canvas, told)
        return
    if told.photo:
        canvas.scrim(Box(-200, 60, 800, 660), 0.66)
    text = told.words.rstrip("?").rstrip(" \u200a")
    words = fitted(canvas, text, told.accent.rstrip("?"), 700, 560, 4, most=300)
    sign = figured(canvas, "?", 480, 700, most=684)
    x = 1216 - sign.width
    shaded(canvas, sign, x, 62, theme.accent, shade(canvas))
    about = told.name if len(words.rows) == 1 and not told.photo else None  # one word alone: show what it asks about
    side = 250.0
    top = (720 - words.height + words.size * 0.2 - (side + 10 if about else 0)) / 2 - 10
    bar(canvas, words, 64, top - 46, 150)
    canvas.text(words, 64, top, theme.ink, theme.accent, blocked(canvas))
    if about:
        low = top + words.cap + 56
        hero(canvas, Box(64, low, 64 + side, low + side), "", about)


def _pillar(canvas: Canvas, told: Told) -> None:
    """Upright: the question, and its mark below as large as the words."""
    theme = canvas.theme
    if told.photo:
        canvas.scrim(Box(-100, 260, 1180, 1300), 0.66)
    text = told.words.rstrip("?").rstrip(" \u200a")
    words = fitted(canvas, text, told.accent.rstrip("?"), 930, 560, 4, most=300)
    top = 300.0
    bar(canvas, words, 76, top - 66, 220, 22)
    canvas.text(words, 76, top, theme.ink, theme.accent, blocked(canvas))
    low = top + words.height + 70
    sign = figured(canvas, "?", 800, 1620 - low, most=1100)
    shaded(canvas, sign, (1080 - sign.width) / 2, low, theme.accent, shade(canvas))


def asked(canvas: Canvas, told: Told) -> None:
    """The question on a field of the accent; its mark, larger than the frame, is part of the ground."""
    theme = canvas.theme
    upright = canvas.height > canvas.width
    flooded(canvas, 0.36)
    key = heavy(theme).key
    size, x, base = (1500.0, 330.0, 1560.0) if upright else (980.0, 700.0, 700.0)
    canvas.glyphs("?", key, size, 0.0, x, base, tone(theme, 0.42))
    words = fitted(canvas, told.words, "", 930 if upright else 860, 900 if upright else 560, 4, most=340)
    top = (canvas.height - words.height + words.size * 0.2) / 2 - (160 if upright else 8)
    canvas.text(words, 76 if upright else 64, top, theme.on_accent, theme.on_accent, block=False)


# --- an object ------------------------------------------------------------------------------------


def tile(canvas: Canvas, told: Told) -> None:
    """The words on paper, the object over the whole height of a field beside them."""
    theme = canvas.theme
    name = _named(told)
    if canvas.height > canvas.width:
        words = fitted(canvas, told.words, told.accent, 930, 620, 3, most=260)
        top = 300.0
        canvas.text(words, 76, top, theme.ink, theme.accent, blocked(canvas))
        edge = top + words.height + 60
        canvas.fill([(0, edge + 90), (1080, edge), (1080, 1920), (0, 1920)], theme.accent)
        side = min(700.0, 1580 - edge - 130)
        box = Box(540 - side / 2, edge + 130, 540 + side / 2, edge + 130 + side)
        canvas.draw(name, box, theme.on_accent, mix(theme.on_accent, theme.accent, 0.42))
        return
    words = fitted(canvas, told.words, told.accent, 600, 560, 4)
    canvas.fill([(776, 0), (1280, 0), (1280, 720), (656, 720)], shade(canvas), 0.45)
    canvas.fill([(800, 0), (1280, 0), (1280, 720), (680, 720)], theme.accent)
    ink, lit = theme.on_accent, mix(theme.on_accent, theme.accent, 0.42)
    canvas.draw(name, Box(762, 90, 1242, 570), ink, lit)
    top = (720 - words.height + words.size * 0.2) / 2 - 14
    bar(canvas, words, 64, top - 46, 150)
    canvas.text(words, 64, top, theme.ink, theme.accent, blocked(canvas))


def spot(canvas: Canvas, told: Told) -> None:
    """The object in the light, large; the words along the lower edge."""
    theme = canvas.theme
    name = _named(told)
    if canvas.height > canvas.width:
        tile(canvas, told)
        return
    words = fitted(canvas, told.words, told.accent, 1010, 250, 2, most=190)
    low = 640 - (words.height - words.size * 0.2)
    side = min(470.0, low - 90)
    cx, cy = 830.0, 50 + side / 2
    for r, cover in ((0.86, 0.10), (0.70, 0.14), (0.54, 0.22)):
        canvas.disc(cx, cy, side * r, theme.accent, cover)
    canvas.draw(name, Box(cx - side / 2, 50, cx + side / 2, 50 + side), theme.ink, theme.accent)
    bar(canvas, words, 64, low - 46, 190)
    canvas.text(words, 64, low, theme.ink, theme.accent, blocked(canvas))


def _named(told: Told) -> str:
    if not told.name:
        raise ConfigError("there is nothing to draw", "thumbnail", "Name something that can be drawn.")
    return told.name


LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "number": (giant, plate, beside),
    "question": (marked, asked),
    "object": (tile, spot),
    "comparison": (halves, struck),
}
