"""Pairs of letters set as near as they were measured, whatever the version of libass.

libass leaves a font's pairs out as soon as there is letter spacing, and versions differ; so it is told to kern nothing,
and every pair is written as a spacing of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ytempire.media import fonts

_PART = re.compile(r"((?<!\\)\{[^}]*\})")
_NAME = re.compile(r"\\fn([^\\}]+)")
_SIZE = re.compile(r"\\fs(\d[\d.]*)")
_SPACE = re.compile(r"\\fsp(-?[\d.]+)")
_DRAWN = re.compile(r"\\p[1-9]")


def kerned(text: str) -> str:
    """An event's text with its pairs as spacing; drawings stay as they are."""
    family, size, space, drawing = "", 0.0, 0.0, False
    out = []
    for part in _PART.split(text):
        if part.startswith("{"):
            if found := _NAME.search(part):
                family = found[1]
            if found := _SIZE.search(part):
                size = float(found[1])
            if found := _SPACE.search(part):
                space = float(found[1])
            drawing = drawing or _DRAWN.search(part) is not None
            out.append(part)
        else:
            out.append(part if drawing or not family else _spaced(part, family, size, space))
    return "".join(out)


@lru_cache(1 << 14)
def _spaced(text: str, family: str, size: float, space: float) -> str:
    face = fonts.named(family)
    if face is None or not face.kern or len(text) < 2:
        return text
    em = size / face.line
    letters = re.findall(r"\\[{}]|.", text, re.S)
    out, now = [], space
    for letter, after in zip(letters, [*letters[1:], ""], strict=True):
        want = space + face.kern.get(letter[-1] + after[-1:], 0.0) * em
        if abs(want - now) > 0.004:
            out.append(rf"{{\fsp{_short(want)}}}")
            now = want
        out.append(letter)
    if now != space:
        out.append(rf"{{\fsp{_short(space)}}}")
    return "".join(out)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
