"""One picture for each piece of a film: the best that differ from their neighbours and show nothing twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import LEMMA_PAST
from ytempire.editorial.visuals import Option, texts
from ytempire.editorial.words import count, tokens
from ytempire.models import Chart, Comparison, Counter, Line, Map, Pair, Picture, Roll, Statement, Table, Title, Visual

BEAM = 32
_CARRIES = ("to", "every", "per", "a", "an", "for", "from", "each", "in", "of", "on", "under", "between")


def choose(of: Sequence[Sequence[Option]]) -> list[Visual]:
    """One picture a piece: the best that differ in kind from their neighbours and show nothing twice."""
    beam: list[tuple[float, tuple[int, ...], frozenset[str], tuple[str, ...]]] = [(0.0, (), frozenset(), ())]
    for found in of:
        grown = []
        for value, path, seen, kinds in beam:
            for j, option in enumerate(found):
                kind, own = option.visual.kind, keys(option.visual)
                score = value + option.worth - 8.0 * len(own & seen) - 0.2 * kinds.count(kind)
                score -= 4.0 * (kind in kinds[-1:]) + 0.3 * (kind in kinds[-2:-1])
                grown.append((score, (*path, j), seen | own, (*kinds, kind)))
        grown.sort(key=lambda g: (-g[0], g[1]))
        beam = grown[:BEAM]
    return [of[i][j].visual for i, j in enumerate(beam[0][1])]


def keys(visual: Visual | None) -> frozenset[str]:
    """What must not be seen twice: a photograph, a number, a statement, a headline."""
    match visual:
        case None:
            return frozenset()
        case Picture():
            return frozenset({visual.file or visual.about})
        case Roll():
            return frozenset({visual.file or visual.about})
        case Pair():
            return frozenset({visual.first.file, visual.second.file})
        case Counter():
            return frozenset({f"={visual.shown}"})
        case Chart():
            return frozenset(f"={bar.shown}" for bar in visual.bars)
        case Comparison() if any(c.isdigit() for c in " ".join(texts(visual))):
            return frozenset(f"={n}" for n in re.findall(r"[$£€]?\d[\d,.]*\d|\d", " ".join(texts(visual))))
        case Title():
            return frozenset({" ".join(tokens(visual.headline))})
        case Statement():
            return frozenset({" ".join(tokens(visual.text))})
        case Map():
            return frozenset({"map " + " ".join(sorted(spot.name for spot in visual.spots))})
        case Table():
            return frozenset({"table " + " ".join(cell for row in visual.rows for cell in row)})
        case _:
            return frozenset({" ".join(texts(visual)).lower()})


def poor(visual: Visual | None) -> bool:
    """A picture that tells nothing by itself: a small bare number, a statement of two words."""
    if isinstance(visual, Counter):
        return visual.value < 10 and visual.shown.strip().isdigit() and len(visual.label.split()) < 3
    if isinstance(visual, Comparison):  # two sides without figures tell little
        return not (visual.left.shown and visual.right.shown)
    return isinstance(visual, Statement) and len(visual.text.split()) < 3


def plain(visual: Visual) -> Visual:
    """The picture without a second line that is only a scrap of the sentence."""
    opens = visual.second.split()[:1] if isinstance(visual, Counter) else []
    if isinstance(visual, Counter) and opens and opens[0] not in _CARRIES and not _past(opens[0]):
        return visual.model_copy(update={"second": ""})
    return visual


def _past(word: str) -> bool:
    return bare(word) in LEMMA_PAST or bool(re.fullmatch(r"[a-z]{4,}ed", word))


def dull(visual: Visual, lines: Sequence[Line]) -> float:
    """What a picture loses that is whole at once and then stands for long."""
    words = sum(count(line.text) for line in lines)
    return 0.08 * max(0, words - 13) if isinstance(visual, Title | Statement | Counter) else 0.0
