"""Which hit of a search shows what is said: by words, size, shape, length and age; what was seen before is last."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ytempire.address import address
from ytempire.editorial.words import STOPWORDS, TOKEN, content
from ytempire.models import Hit

WELL = 0.5  # of what is asked for that a hit's words name: it shows what is said
MOST_WORDS = 6  # of a search


@dataclass(frozen=True)
class Wanted:
    """What a scene needs: words, the frame in pixels, and seconds of a clip or a piece (0 for a picture)."""

    about: str
    width: int
    height: int
    seconds: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Ranked:
    """A hit with how much of the words it names (0-1) and all that speaks for it."""

    hit: Hit
    fits: float
    score: float

    @property
    def well(self) -> bool:
        return self.fits >= WELL


def query(about: str) -> str:
    """What is typed into a search: the words that carry meaning, in their order, a few of them."""
    words = [word for word in TOKEN.findall(about) if word.lower() not in STOPWORDS and len(word) > 1]
    return " ".join(list(dict.fromkeys(words))[:MOST_WORDS]).lower() or " ".join(about.split())[:100].lower()


def ranked(hits: Sequence[Hit], wanted: Wanted, film: Collection[str] = (), used: Collection[str] = ()) -> list[Ranked]:
    """The hits, best first: those of this `film` are left out, those `used` by earlier ones stand last.

    Of words, one that few hits have counts more. Equal hits stand by the seed, the same for the same question.
    """
    asked = list(dict.fromkeys(content(wanted.about)))
    told = {hit.id: set(content(hit.words)) for hit in hits}
    spread = Counter(word for words in told.values() for word in words)
    weights = {word: math.log(1 + (1 + len(hits)) / (1 + spread[word])) for word in asked}
    ages = sorted({_age(hit) for hit in hits})
    found = []
    for place, hit in enumerate(hits):
        if hit.id in film:
            continue
        fits = _fits(asked, weights, told[hit.id])
        young = (ages.index(_age(hit)) / (len(ages) - 1)) if len(ages) > 1 else 0.5
        score = 4.0 * fits + 1.2 * _size(hit, wanted) + 1.0 * _shape(hit, wanted) + 1.5 * _length(hit, wanted)
        score += 0.3 * young + 0.8 * (1 - place / max(1, len(hits)))  # the service's own order says something too
        found.append(Ranked(hit, fits, round(score, 6)))
    return sorted(found, key=lambda r: (r.hit.id in used, -r.score, address("hit", wanted.seed, r.hit.id)))


def _fits(asked: Sequence[str], weights: dict[str, float], words: set[str]) -> float:
    """The share of what is asked for that is named; a hit without words is in the middle."""
    if not words:
        return WELL * 0.9
    total = sum(weights.values())
    return sum(weights[word] for word in asked if word in words) / total if total else 0.0


def _size(hit: Hit, wanted: Wanted) -> float:
    side = min(hit.width, hit.height)
    return min(1.0, side / min(wanted.width, wanted.height)) if side else 0.5


def _shape(hit: Hit, wanted: Wanted) -> float:
    """1 for the frame's own shape, less the more of it would be cut away."""
    if not hit.width or not hit.height:
        return 0.5
    own, frame = hit.width / hit.height, wanted.width / wanted.height
    return min(own, frame) / max(own, frame)


def _length(hit: Hit, wanted: Wanted) -> float:
    """Whether it is long enough; much longer is more to fetch and no better."""
    if not wanted.seconds or not hit.seconds:
        return 0.5
    if hit.seconds < wanted.seconds:
        return 0.8 * hit.seconds / wanted.seconds
    return 1.0 if hit.seconds <= 6 * wanted.seconds + 20 else 0.7


def _age(hit: Hit) -> tuple[str, int]:
    """When it came: its day, or its number, which only grows."""
    return hit.date, int(hit.id) if hit.id.isdigit() else 0
