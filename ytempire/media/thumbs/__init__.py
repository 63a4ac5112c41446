"""Thumbnails: at most four words, huge, over the theme or a picture; what lies under them is measured.

draw(words, theme, ...)   a JPEG, and the lowest contrast of its words
LAYOUTS, PLANS            how an idea may be laid out
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from ytempire.errors import ConfigError
from ytempire.media import drawings, fonts
from ytempire.media.themes import Theme
from ytempire.media.thumbs import words as plain
from ytempire.media.thumbs.canvas import BYTES, Canvas, ground, heavy, sign
from ytempire.media.thumbs.ideas import LAYOUTS
from ytempire.media.thumbs.told import WORDS, Told, spoken
from ytempire.media.typeset import typeset
from ytempire.models import Idea

__all__ = ["BYTES", "LAYOUTS", "PLANS", "WORDS", "Canvas", "Told", "draw", "spoken"]

Plan = Literal["aside", "split", "under", "middle"]
PLANS: tuple[Plan, ...] = ("aside", "split", "under", "middle")
_PLAIN = {"aside": plain.aside, "split": plain.split, "under": plain.under, "middle": plain.middle}


def draw(
    words: str,
    theme: Theme,
    *,
    idea: Idea = "words",
    accent_word: str = "",
    mark: str = "",
    photo: Path | None = None,
    figure: str = "",
    second: str = "",
    sides: tuple[str, ...] = (),
    object: str = "",
    portrait: bool = False,
    seed: int = 0,
    seen: Callable[[Canvas], None] = lambda canvas: None,
) -> tuple[bytes, float]:
    """A JPEG of 1280x720 (or 1080x1920) and the lowest contrast of its words with what lies under them.

    `seen` is shown the finished canvas, with what it measured.
    """
    text, figure, second = typeset(words), typeset(figure), typeset(second)
    sides = tuple(typeset(side) for side in sides)
    _check(text, figure, second, sides, idea)
    for key in {heavy(theme).key, heavy(theme).accented}:
        fonts.require(" ".join((text, figure, second, *sides)), key, "thumbnail")
    told = Told(text, accent_word, figure, second, sides, object or None, photo is not None)
    if theme.type.upper or theme.kicker != "rule":
        told = Told(text.upper(), accent_word, figure.upper(), second.upper(), tuple(s.upper() for s in sides),
                    told.name, told.photo)  # fmt: skip
    canvas = None
    if idea != "words":
        canvas = _idea(told, theme, idea, photo, portrait, seed)
    if canvas is None:
        canvas = _words(told, text or figure, theme, photo, portrait, seed)
    sign(canvas, mark)
    seen(canvas)
    return canvas.jpeg(), round(canvas.contrast, 2)


def _check(text: str, figure: str, second: str, sides: tuple[str, ...], idea: str) -> None:
    needs = {"number": figure, "comparison": figure and second}.get(idea, text)
    if not needs:
        lack = {"number": "a number", "comparison": "two things to compare"}.get(idea, "words")
        raise ConfigError(f"a thumbnail needs {lack}", "thumbnail", "Give it one to four words, or another idea.")
    count = len(text.split(" ")) if idea == "words" else spoken(text, figure, second, *sides)
    if count > WORDS:
        raise ConfigError(f"{count} words are too many for a thumbnail", "thumbnail", "Say it in four.")


def _canvas(theme: Theme, photo: Path | None, portrait: bool, seed: int, middle: bool, loose: bool) -> Canvas:
    width, height = (1080, 1920) if portrait else (1280, 720)
    return Canvas(ground(theme, width, height, seed, photo, middle), theme, loose)


def _idea(told: Told, theme: Theme, idea: str, photo: Path | None, portrait: bool, seed: int) -> Canvas | None:
    """The idea in the first of its layouts, from the seed's own on, that has room; None when none has."""
    layouts = LAYOUTS[idea]
    for k in range(len(layouts)):
        canvas = _canvas(theme, photo, portrait, seed, False, False)
        try:
            layouts[(seed + k) % len(layouts)](canvas, told)
        except ConfigError:
            continue
        return canvas
    return None


def _words(told: Told, asked: str, theme: Theme, photo: Path | None, portrait: bool, seed: int) -> Canvas:
    """The words in the seed's own plan first; long words may need another, then no figure, then a hyphen."""
    said, figure = (told.words, told.figure) if told.words else (told.figure, "")
    name = None if photo or figure else told.name or drawings.find([asked], seed)
    plans: list[Plan] = [PLANS[(seed + k) % len(PLANS)] for k in range(len(PLANS))]
    if photo is not None and theme.paper.relief < 0:
        plans = ["split", "under"] if seed % 2 == 0 else ["under", "split"]
    tries = [(p, figure, name, False) for p in plans] + [(p, "", None, False) for p in plans]
    last: tuple[Plan, str, str | None, bool] = ("under", "", None, True)
    for plan, number, drawn, loose in [*tries, last]:
        canvas = _canvas(theme, photo, portrait, seed, plan == "middle", loose)
        try:
            (plain.tall if portrait else _PLAIN[plan])(canvas, said, told.accent, number, drawn, told.photo)
        except ConfigError:
            if loose:
                raise
            continue
        return canvas
    raise AssertionError("the last way always has room or says why not")
