"""Which clip fits what is said: by the words of its name, its folder and what is told of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

from ytempire.editorial.words import content


def fitting(about: str, told: Mapping[str, str]) -> list[tuple[str, float]]:
    """Names whose words meet `about`, best first; a word that few of them have counts more. `told` is words by name.

    Equal ones stand in the order of their names, so the same question always has the same answer.
    """
    wanted = set(content(about))
    has = {name: set(content(_spaced(f"{name.rpartition('.')[0]} {words}"))) for name, words in told.items()}
    spread = Counter(word for words in has.values() for word in words & wanted)
    scored = []
    for name, words in has.items():
        score = sum(math.log(1 + len(has) / spread[word]) for word in sorted(words & wanted))
        if score:
            scored.append((name, round(score, 6)))
    return sorted(scored, key=lambda one: (-one[1], one[0]))


def share(about: str, told: str) -> float:
    """How much of `about` some words name, 0 to 1."""
    wanted = set(content(about))
    return len(wanted & set(content(_spaced(told)))) / len(wanted) if wanted else 0.0


def _spaced(text: str) -> str:
    """`ShipAtNight_02` as words."""
    return re.sub(r"[_\-./\\]+|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d)", " ", text)
