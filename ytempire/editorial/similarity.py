"""How near two texts are: TF-IDF cosine, the subject key, duplicates, and groups of notes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ytempire.editorial.bags import bag
from ytempire.editorial.words import STOPWORDS, content, stem, tokens

FORMAT_WORDS = frozenset(
    stem(w)
    for w in bag("""
    amazing answer beginner best brief change complete documentary doe easy episode everything explain explained
    explainer explanation fact facts full guide hidden history idea inside introduction know learn list lesson
    life meaning minute mystery myth new number origin overview part question quick ranked reason real rise
    science secret seconds short simple simply story strange surprising tale tell things tip top tour true truth
    tutorial ultimate understand understanding unknown untold video way weird work works world worst year years
    came become began begin start started happened turn turned
    """)
)

Vector = dict[str, float]


class Space:
    """Texts as vectors over 1- and 2-grams of stems; sublinear counts, smooth inverse document frequency."""

    def __init__(self, texts: Sequence[str], grams: int = 2) -> None:
        self._grams = grams
        counted = [self._counts(t) for t in texts]
        seen: Counter[str] = Counter(g for c in counted for g in c)
        self._n = len(texts)
        self._idf = {g: math.log((1 + self._n) / (1 + n)) + 1 for g, n in seen.items()}
        self.vectors = [self._weigh(c) for c in counted]

    def _counts(self, text: str) -> Counter[str]:
        words = content(text)
        grams = Counter(words)
        for n in range(2, self._grams + 1):
            grams.update(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))
        return grams

    def _weigh(self, counts: Counter[str]) -> Vector:
        default = math.log(1 + self._n) + 1
        vector = {g: (1 + math.log(n)) * self._idf.get(g, default) for g, n in counts.items()}
        length = math.sqrt(sum(v * v for v in vector.values()))
        return {g: v / length for g, v in vector.items()} if length else {}

    def vector(self, text: str) -> Vector:
        """Another text in the same space."""
        return self._weigh(self._counts(text))


def cosine(a: Vector, b: Vector) -> float:
    """0 for nothing in common, 1 for the same words."""
    if len(b) < len(a):
        a, b = b, a
    return min(1.0, sum(a[g] * b[g] for g in sorted(a) if g in b))


def alike(a: str, b: str) -> float:
    """The cosine of two texts' words by themselves, without a collection around them."""
    space = Space((a, b), grams=1)
    return cosine(*space.vectors)


def subject_key(subject: str) -> str:
    """What a subject is about, free of format words and order: two films with one key are about one thing."""
    stems = sorted({stem(t) for t in tokens(re.sub(r"['’]s\b", "", subject)) if t not in STOPWORDS} - FORMAT_WORDS)
    return " ".join(stems) or " ".join(sorted({stem(t) for t in tokens(subject)}))


def duplicates(sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (first, again) of sentences that say the same in the same words."""
    seen: dict[str, int] = {}
    out = []
    for i, sentence in enumerate(sentences):
        words = tokens(sentence)
        if len(words) < 4:
            continue
        key = " ".join(words)
        if key in seen:
            out.append((seen[key], i))
        else:
            seen[key] = i
    return out


def repeated(words: Sequence[str], n: int = 4) -> float:
    """The share of n-grams that have been said before (rep-n)."""
    grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def central(texts: Sequence[str]) -> list[float]:
    """How central each sentence is among the others (LexRank), scaled to at most 1."""
    return list(_central(tuple(texts)))


@lru_cache(maxsize=64)
def _central(texts: tuple[str, ...], rounds: int = 20) -> tuple[float, ...]:
    n = len(texts)
    if n < 2:
        return (1.0,) * n
    vectors = Space(texts, grams=1).vectors
    near = [[cosine(vectors[i], vectors[j]) if i != j else 0.0 for j in range(n)] for i in range(n)]
    sums = [sum(row) or 1.0 for row in near]
    rank = [1.0 / n] * n
    for _ in range(rounds):
        rank = [0.15 / n + 0.85 * sum(rank[j] * near[j][i] / sums[j] for j in range(n)) for i in range(n)]
    top = max(rank)
    return tuple(r / top for r in rank)
