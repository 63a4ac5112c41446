"""The voices of a film told apart: where each stands, and a colour that is read on the theme and is nobody else's."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Sequence

from ytempire.media.themes import contrast, rgb
from ytempire.models import Speaker
from ytempire.models.theme import Theme

READABLE = 4.5
WIDE = 0.24  # how far the outermost voices stand from the middle, when nobody chose
HUES = 24


def cast(asked: Sequence[Speaker], theme: Theme) -> tuple[Speaker, ...]:
    """The speakers with what was not asked for filled in; one alone stays as it is."""
    if len(asked) < 2:
        return tuple(asked)
    colours = apart([speaker.colour for speaker in asked], theme)
    pans = [speaker.pan for speaker in asked]
    if not any(pans):
        step = 2 * WIDE / (len(asked) - 1)
        pans = [round(-WIDE + step * place, 3) for place in range(len(asked))]
    return tuple(
        speaker.model_copy(update={"pan": pan, "colour": colour})
        for speaker, pan, colour in zip(asked, pans, colours, strict=True)
    )


def apart(colours: Sequence[str], theme: Theme) -> list[str]:
    """Each colour, and for each that is empty one far from the rest: the theme's accent for the first."""
    out = list(colours)
    taken = [c for c in out if c]
    for place, colour in enumerate(out):
        if not colour:
            first = place == 0 and readable(theme.accent, theme)
            out[place] = theme.accent if first else _farthest(taken or [theme.accent], theme)
            taken.append(out[place])
    return out


def readable(colour: str, theme: Theme) -> bool:
    """Whether words of this colour are read on the theme's paper."""
    return min(contrast(colour, theme.paper.near), contrast(colour, theme.paper.far)) >= READABLE


def bright(theme: Theme) -> bool:
    """Whether words on this theme are lighter than its paper."""
    return contrast("#ffffff", theme.paper.far) > contrast("#000000", theme.paper.far)


def on(colour: str, theme: Theme) -> str:
    """What is read on a field of this colour."""
    return max((theme.on_accent, theme.ink, theme.paper.near), key=lambda ink: round(contrast(ink, colour), 3))


def brightened(colour: str, dark: str) -> str:
    """The same hue, as light as it takes to be read at a glance on something dark."""
    r, g, b = (value / 255 for value in rgb(colour))
    hue, light, full = colorsys.rgb_to_hls(r, g, b)
    while contrast(colour, dark) < 5.5 and light < 0.9:
        light += 0.04
        r, g, b = colorsys.hls_to_rgb(hue, light, full)
        colour = f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"
    return colour


def _farthest(taken: Sequence[str], theme: Theme) -> str:
    near = [*taken, theme.ink]
    return max(_candidates(theme), key=lambda c: round(min(_distance(c, other) for other in near), 4))


def _candidates(theme: Theme) -> list[str]:
    """Colours all round the wheel, each as near to the middle as it can be read."""
    found = []
    for step in range(HUES):
        for light in (62, 68, 74, 80, 86) if bright(theme) else (42, 36, 30, 25, 20):
            r, g, b = colorsys.hls_to_rgb(step / HUES, light / 100, 0.72)
            colour = f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"
            if readable(colour, theme):
                found.append(colour)
                break
    return found or [theme.accent]


def _distance(a: str, b: str) -> float:
    """How far apart two colours look (OKLab)."""
    return math.dist(_lab(a), _lab(b))


def _lab(colour: str) -> tuple[float, float, float]:
    r, g, b = ((v / 255 / 12.92) if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in rgb(colour))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    mid = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )
