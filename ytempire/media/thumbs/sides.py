"""Layouts of a comparison: two halves with an arrow between them, or the first struck out over the second."""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media.fit import Setting
from ytempire.media.thumbs.canvas import Canvas
from ytempire.media.thumbs.figures import figured, shade, shaded
from ytempire.media.thumbs.told import Told
from ytempire.media.thumbs.words import fitted
from ytempire.media.zones import Box


def halves(canvas: Canvas, told: Told) -> None:
    """One thing on either side of a slanting edge, and an arrow from the first to the second."""
    theme = canvas.theme
    upright = canvas.height > canvas.width
    if told.photo:
        canvas.scrim(Box(-100, 0, canvas.width / 2, canvas.height), 0.6)
    if upright:
        canvas.fill([(0, 900), (1080, 780), (1080, 1920), (0, 1920)], theme.accent)
        boxes = (Box(76, 330, 1004, 700), Box(76, 1030, 1004, 1400))
        middle = (540.0, 840.0)
    else:
        canvas.fill([(676, 0), (1280, 0), (1280, 720), (556, 720)], shade(canvas), 0.45)
        canvas.fill([(700, 0), (1280, 0), (1280, 720), (580, 720)], theme.accent)
        boxes = (Box(56, 120, 556, 600), Box(724, 120, 1230, 600))
        middle = (640.0, 360.0)
    most = 420 if upright else 330
    settings = [
        figured(canvas, text, box.width - (0 if upright else 30), box.height * (0.8 if told.sides else 1), most, 2)
        for text, box in zip((told.figure, told.second), boxes, strict=True)
    ]
    under = _sides(canvas, told, [box.width - (0 if upright else 40) for box in boxes])
    inks = ((theme.ink, ""), (theme.on_accent, ""))
    for k, (setting, box) in enumerate(zip(settings, boxes, strict=True)):
        label = under[k] if under else None
        tall_ = setting.height - setting.size * 0.22 + (label.cap + 44 if label else 0)
        top = box.y0 + (box.height - tall_) / 2
        x = box.x0 if upright else box.x0 + (box.width - setting.width) / 2
        for i, row in enumerate(setting.rows):
            one = Setting(setting.size, (row,), setting.step, row.width, setting.cap, setting.voice, setting.cap)
            left = x + (0.0 if upright else (setting.width - row.width) / 2)
            shaded(canvas, one, left, top + i * setting.step, *inks[k])
        if label:
            x = box.x0 if upright else box.x0 + (box.width - label.width) / 2
            y = top + setting.height - setting.size * 0.22 + 44
            canvas.text(label, x, y, inks[k][0], inks[k][0], block=False)
    if not upright or not under:
        _arrow(canvas, *middle, 62 if upright else 54, upright)


def struck(canvas: Canvas, told: Told) -> None:
    """The first struck out, the second large under it."""
    theme = canvas.theme
    if canvas.height > canvas.width:
        halves(canvas, told)
        return
    if told.photo:
        canvas.scrim(Box(-200, 0, 1200, 720), 0.66)
    old = figured(canvas, told.figure, 900, 190, most=214)
    new = figured(canvas, told.second, 1040, 370, most=430)
    top = 62.0
    shaded(canvas, old, 64, top, theme.ink)
    middle, thick = top + old.cap * 0.52, max(16.0, old.cap * 0.13)
    wide = old.width + 44
    canvas.fill(
        [(42, middle + thick * 0.9), (42 + wide, middle - thick * 0.9), (42 + wide, middle + thick * 0.1),
         (42, middle + thick * 1.9)],
        theme.accent,
    )  # fmt: skip
    room = 650 - (top + old.cap + 40)
    shaded(canvas, new, 64, top + old.cap + 40 + (room - new.cap) / 2, theme.accent, shade(canvas))
    label = _sides(canvas, told, [500.0, 1130 - new.width])
    if label and new.width < 800:
        y = top + old.cap + 40 + (room + new.cap) / 2 - label[1].cap
        canvas.text(label[1], 64 + new.width + 46, min(y, 596 - label[1].cap), theme.ink, theme.ink, block=False)


def _sides(canvas: Canvas, told: Told, widths: list[float]) -> list[Setting] | None:
    """A word or two under each side, if both have room."""
    if len(told.sides) != 2 or not all(told.sides):
        return None
    try:
        return [fitted(canvas, text, "", wide, 160, 1, most=118) for text, wide in zip(told.sides, widths, strict=True)]
    except ConfigError:
        return None


def _arrow(canvas: Canvas, x: float, y: float, r: float, down: bool) -> None:
    theme = canvas.theme
    canvas.disc(x + 4, y + 6, r, shade(canvas), 0.5)
    canvas.disc(x, y, r, theme.ink)
    a, b, c = r * 0.52, r * 0.16, r * 0.44
    shape = [(-a, -b), (0.0, -b), (0.0, -c), (a, 0.0), (0.0, c), (0.0, b), (-a, b)]
    turned = [(x + (q if down else p), y + (p if down else q)) for p, q in shape]
    canvas.fill(turned, theme.paper.near)
