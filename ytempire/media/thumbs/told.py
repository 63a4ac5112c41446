"""What a thumbnail tells, before it is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS = 4


@dataclass(frozen=True)
class Told:
    """Few words, and what stands with them: a number, the other side of a comparison, an object or a picture."""

    words: str = ""
    accent: str = ""
    figure: str = ""
    second: str = ""
    sides: tuple[str, ...] = ()  # a word under each side
    name: str | None = None  # of a drawn object
    photo: bool = False


def spoken(*texts: str) -> int:
    """How many words texts have; a figure is read as one thing and is no word: `$5.86`, `36×`, `58`."""
    return sum(bool(re.search(r"[^\W\d_]{2,}|^[^\W\d_]$", part)) for text in texts for part in text.split())
