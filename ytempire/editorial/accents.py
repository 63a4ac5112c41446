"""Which short sound goes with what appears: few, well apart, and never two alike in one breath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ytempire.editorial.beats import elements
from ytempire.models import Cut, Effect, EffectName, Transition

APART, ALIKE = 1.2, 2.4  # seconds between two sounds, and between two of a kind
AHEAD: dict[EffectName, float] = {"whoosh": 0.3, "riser": 0.25}  # seconds that one begins before what it is for
SWEPT = frozenset({"wipe", "slide", "zoom"})
"""Joins that move, and so are heard."""


@dataclass(frozen=True)
class _Wish:
    """A sound that would fit: when on the film, which, and how much it matters (the least number the most)."""

    frame: int
    name: EffectName
    rank: int
    cut: int


def accented(cuts: Sequence[Cut], joins: Sequence[Transition], fps: int) -> tuple[Cut, ...]:
    """The scenes with their short sounds; those that a scene has already stay."""
    starts = (0, *accumulate(cut.frames for cut in cuts))
    wishes = [wish for index, cut in enumerate(cuts) for wish in _wishes(cut, index, starts[index], fps)]
    wishes += _joined(cuts, joins, starts, fps)
    taken: list[_Wish] = []
    for wish in sorted(wishes, key=lambda w: (w.rank, w.frame, w.name)):
        gaps = [(abs(wish.frame - other.frame) / fps, other.name == wish.name) for other in taken]
        if all(gap >= (ALIKE if alike and wish.name not in ("pop", "tick") else APART) for gap, alike in gaps):
            taken.append(wish)
    heard: list[Cut] = []
    for index, cut in enumerate(cuts):
        own = [w for w in sorted(taken, key=lambda w: w.frame) if w.cut == index]
        added = tuple(Effect(start=wish.frame - starts[index], name=wish.name) for wish in own)
        heard.append(cut.model_copy(update={"effects": (*cut.effects, *added)}) if added else cut)
    return tuple(heard)


def _joined(cuts: Sequence[Cut], joins: Sequence[Transition], starts: Sequence[int], fps: int) -> list[_Wish]:
    """Air as a scene is pushed away; it begins in the scene before."""
    made = []
    for index, _ in enumerate(pairwise(cuts)):
        if index < len(joins) and joins[index].kind in SWEPT and joins[index].frames:
            frame = max(starts[index], starts[index + 1] - round(AHEAD["whoosh"] * fps))
            made.append(_Wish(frame, "whoosh", 0, index))
    return made


def _wishes(cut: Cut, index: int, start: int, fps: int) -> list[_Wish]:
    names = _names(cut)
    out = []
    for beat, (name, rank) in zip(cut.beats, names, strict=False):
        if name:
            frame = max(start, start + beat - round(AHEAD.get(name, 0.0) * fps))
            out.append(_Wish(frame, name, rank, index))
    return out


def _names(cut: Cut) -> list[tuple[EffectName | None, int]]:
    """A sound for each element of what is seen, or none."""
    count = max(len(elements(cut.visual)), len(cut.beats))
    if cut.plain:  # a clip of the channel's own has its own sound
        return [] if cut.effects else [("chime", -1)]
    match cut.visual.kind:
        case "title":
            return [("thud", 1)]
        case "counter":
            return [("thud" if cut.role in ("hook", "payoff") else "tick", 1)]
        case "list" | "map" | "comparison":
            return [("pop", 2)] * count
        case "timeline" | "table":
            return [("tick", 3)] * count
        case "chart" | "line" | "area" | "pie":
            return [("riser", 2)]
        case "picture" | "pair":
            return [("shutter", 3)]
        case "terminal":
            return [("type", 2)] * count
        case "code":
            return [("type", 3)]
        case "question":
            return [("pop", 2), *[(None, 9)] * max(0, count - 2), ("chime", 1)]
        case "end":
            return [("chime", 1)]
    return []
