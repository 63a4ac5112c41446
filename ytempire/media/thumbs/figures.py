"""Figures and grounds that the ideas share: a figure as large as there is room, its shade, a field of the accent."""

from __future__ import annotations

import math

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting, Voice, fit, fits
from ytempire.media.themes import Theme, luminance, mix
from ytempire.media.thumbs.canvas import Canvas, heavy
from ytempire.media.zones import Box


def figured(canvas: Canvas, text: str, width: float, height: float, most: float = 600, rows: int = 1) -> Setting:
    """A figure as large as there is room, on one line if it can be; refused when it would be small."""
    voice = Voice(heavy(canvas.theme).key, tight=-0.035, leading=0.98)
    least = math.ceil(canvas.height * (0.13 if canvas.width > canvas.height else 0.06) / fonts.face(voice.key).cap)
    for count in range(1, rows + 1):
        size = most
        while size >= least:
            if fits(text, voice, width, height, most=size, least=size, rows=count):
                return fit(text, voice, width, height, most=size, least=size, rows=count, where="thumbnail figure")
            size *= 0.95
    raise ConfigError(f"“{text}” has no room", "thumbnail", "Say it shorter.")


def shaded(canvas: Canvas, setting: Setting, x: float, top: float, ink: str, under: str = "") -> Box:
    """A figure, with a hard shade under it."""
    return canvas.text(setting, x, top, ink, ink, block=False, what="figure", shade=under)


def shade(canvas: Canvas) -> str:
    theme = canvas.theme
    dark = mix(theme.paper.near, "#000000", 0.35)
    return dark if theme.paper.relief > 0 else mix(theme.paper.far, theme.ink, 0.22)


def flooded(canvas: Canvas, lean: float = 0.42) -> None:
    """The whole ground in the accent, with a slanting field that is a little deeper."""
    theme, w, h = canvas.theme, canvas.width, canvas.height
    canvas.fill([(0, 0), (w, 0), (w, h), (0, h)], theme.accent)
    canvas.fill([(w * (1 - lean), 0), (w, 0), (w, h), (w * (0.82 - lean), h)], tone(theme, 0.12))
    canvas.fill([(w * 0.88, 0), (w, 0), (w, h), (w * 0.70, h)], tone(theme, 0.22))


def tone(theme: Theme, share: float) -> str:
    """Another shade of the accent, on which what stands on the accent can be read better and not worse."""
    return mix(theme.accent, "#ffffff" if luminance(theme.on_accent) < luminance(theme.accent) else "#000000", share)
