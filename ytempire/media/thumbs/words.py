"""Words, and beside them a figure, a drawn object or a picture: four layouts across, one upright."""

from __future__ import annotations

import math

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting, Voice, fit, fits
from ytempire.media.themes import mix
from ytempire.media.thumbs.canvas import Canvas, heavy
from ytempire.media.zones import Box


def fitted(
    canvas: Canvas, text: str, accent: str, width: float, height: float, rows: int, most: float = 340
) -> Setting:
    if blocked(canvas) and accent:
        width *= 0.94  # a block stands out a little on both sides
    voice = heavy(canvas.theme)
    least = math.ceil(canvas.height * (0.10 if canvas.width > canvas.height else 0.045) / fonts.face(voice.key).cap)
    if not canvas.loose and not fits(text, voice, width, height, most=most, least=least, rows=rows):
        raise ConfigError(f"“{text}” has no room", "thumbnail", "Say it with shorter words.")
    found = fit(text, voice, width, height, most=most, least=least, rows=rows, accent=accent, where="thumbnail")
    if len(found.rows) > 2 and fits(text, voice, width, height, most=most, least=least, rows=2):
        # a word on a line of its own makes a long column; two lines that are nearly as large read better
        two = fit(text, voice, width, height, most=most, least=least, rows=2, accent=accent, where="thumbnail")
        return two if two.size >= 0.9 * found.size else found
    return found


def blocked(canvas: Canvas) -> bool:
    return canvas.theme.emphasis in ("block", "underline")


def hero(canvas: Canvas, box: Box, figure: str, name: str | None, medal: bool = True) -> None:
    """The figure, or the drawn object, as large as there is room."""
    theme = canvas.theme
    if figure:
        voice = Voice(heavy(theme).key, tight=-0.04, leading=0.96)
        rows = 1 if fits(figure, voice, box.width, box.height, most=400, least=120, rows=1) else 2
        setting = fit(figure, voice, box.width, box.height, most=420, least=60, rows=rows, where="thumbnail figure")
        top = box.y0 + (box.height - setting.height + setting.size * 0.22) / 2
        x = box.x0 + (box.width - setting.width) / 2
        dark = mix(theme.paper.near, "#000000", 0.25)
        under = dark if theme.paper.relief > 0 else mix(theme.paper.near, theme.ink, 0.2)
        canvas.text(setting, x, top, theme.accent, theme.accent, block=False, what="figure", shade=under)
        return
    if not name:
        return
    size = min(box.width, box.height)
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    ink, lit = theme.ink, theme.accent
    if medal:
        r = size / 2
        canvas.disc(cx + r * 0.05, cy + r * 0.07, r, mix(theme.paper.near, "#000000", 0.4), 0.45)
        canvas.disc(cx, cy, r, theme.accent)
        canvas.disc(cx, cy, r * 0.93, theme.on_accent, line=r * 0.018)
        ink = theme.on_accent
        lit = mix(theme.on_accent, theme.accent, 0.42)
        size *= 0.66
    canvas.draw(name, Box(cx - size / 2, cy - size / 2, cx + size / 2, cy + size / 2), ink, lit)


def bar(canvas: Canvas, setting: Setting, x: float, y: float, wide: float, tall: float = 16) -> None:
    """The short bar over the words; none where a block begins there."""
    if not (blocked(canvas) and 0 in setting.rows[0].accents):
        canvas.fill([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], canvas.theme.accent)


def aside(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """Words on the left, what it is about on the right."""
    theme = canvas.theme
    left, width = 64.0, 660.0 if figure or name else 760.0 if photo else 1060.0
    setting = fitted(canvas, text, accent, width, 560, 4)
    if photo:
        canvas.scrim(Box(-200, 60, left + setting.width * 0.86, 660), 0.62)
    if figure or name:
        hero(canvas, Box(770, 110, 1240, 590), figure, name)
    top = (canvas.height - setting.height + setting.size * 0.2) / 2 - 14
    bar(canvas, setting, left, top - 46, 150)
    canvas.text(setting, left, top, theme.ink, theme.accent, blocked(canvas))


def split(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """The words on a slanting field of the accent, the rest beside it."""
    theme = canvas.theme
    full = not (figure or name or photo)
    edge = 1010.0 if full else 650.0 if figure else 730.0
    canvas.fill([(0, 0), (edge + 130, 0), (edge - 70, 720), (0, 720)], mix(theme.paper.near, "#000000", 0.5), 0.35)
    canvas.fill([(0, 0), (edge + 96, 0), (edge - 96, 720), (0, 720)], theme.accent)
    canvas.fill([(edge + 112, 0), (edge + 128, 0), (edge - 64, 720), (edge - 80, 720)], theme.accent)
    setting = fitted(canvas, text, "", edge - 130, 540, 4)
    top = (canvas.height - setting.height + setting.size * 0.2) / 2 - 8
    canvas.text(setting, 64, top, theme.on_accent, theme.on_accent, block=False)
    if figure:
        hero(canvas, Box(edge + 134, 120, 1250, 590), figure, None)
    elif name:
        hero(canvas, Box(edge + 70, 130, 1240, 590), "", name, medal=False)


def under(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """The words along the lower edge, what it is about over them."""
    theme = canvas.theme
    setting = fitted(canvas, text, accent, 1030, 330 if not photo else 270, 2, most=250)
    top = 720 - 100 - setting.height + setting.size * 0.2
    if photo and theme.paper.relief < 0:  # a veil of light would wash a picture out: a strip of paper, torn aslant
        canvas.fill([(0, top - 96), (1280, top - 40), (1280, 720), (0, 720)], theme.paper.near)
        canvas.fill([(0, top - 112), (1280, top - 56), (1280, top - 48), (0, top - 104)], theme.accent)
    elif photo:
        canvas.scrim(Box(-200, top - 10, 1500, 900), 0.72)
    room = Box(64, 50, 1216, top - 40)
    if figure:
        hero(canvas, Box(room.x0, room.y0, min(room.x1, room.x0 + 900), room.y1), figure, None)
    elif name:
        side = min(room.height, 420.0)
        hero(canvas, Box(1216 - side, 50, 1216, 50 + side), "", name)
    if not figure:
        bar(canvas, setting, 64, top - 46, 190)
    canvas.text(setting, 64, top, theme.ink, theme.accent, blocked(canvas))


def middle(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """Everything on one axis, framed."""
    theme = canvas.theme
    if photo:
        canvas.scrim(Box(140, 120, 1140, 600), 0.5)
    over = 250.0 if figure or name else 0.0
    setting = fitted(canvas, text, accent, 1010, 540 - over, 3 if not over else 2, most=300)
    tall = setting.height - setting.size * 0.2 + over + (34 if over else 0)
    top = (720 - tall) / 2 - 6
    if over:
        hero(canvas, Box(240, top, 1040, top + over), figure, name)
        top += over + 34
    thick = 14.0
    for (x, y), dx, dy in (((34, 34), 1, 1), ((1246, 34), -1, 1)):
        canvas.fill([(x, y), (x + 150 * dx, y), (x + 150 * dx, y + thick * dy), (x, y + thick * dy)], theme.accent)
        canvas.fill([(x, y), (x + thick * dx, y), (x + thick * dx, y + 110 * dy), (x, y + 110 * dy)], theme.accent)
    for i, row in enumerate(setting.rows):
        one = Setting(setting.size, (row,), setting.step, row.width, setting.cap, setting.voice, setting.cap)
        canvas.text(one, (1280 - row.width) / 2, top + i * setting.step, theme.ink, theme.accent, blocked(canvas))


def tall(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """For an upright film: the words over the middle, the rest under them."""
    theme = canvas.theme
    setting = fitted(canvas, text, accent, 930, 860, 4, most=320)
    shown = bool(figure or name)
    top = 300.0 if shown else 560.0
    if photo:
        top = 1900 - 380 - setting.height
        canvas.scrim(Box(-100, top, 1180, top + setting.height), 0.7)
    bar(canvas, setting, 76, top - 66, 220, 22)
    canvas.text(setting, 76, top, theme.ink, theme.accent, blocked(canvas))
    if shown:
        low = top + setting.height + 70
        side = min(720.0, 1600 - low)
        wide = min(928.0, fonts.width(figure, heavy(theme).key, 400) * 0.94) if figure else side
        hero(canvas, Box(76, low, 76 + wide, low + side), figure, name)
