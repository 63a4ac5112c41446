"""How scenes follow each other: drawn from a list by the film's seed, fitting the scenes, and never twice the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from ytempire.address import address
from ytempire.models import Cut, Transition, TransitionKind

LENGTHS: dict[TransitionKind, int] = {"cut": 0, "fade": 14, "dissolve": 12, "wipe": 12, "slide": 10, "zoom": 12}
"""Frames at 30 a second."""

SHORTEST = 8  # a join that is shorter is felt as a fault, so it is a cut
ABRUPT = frozenset({"hook", "beat", "loop"})
"""Roles that end with a hard cut: what they promise follows at once."""

CALM: tuple[TransitionKind, ...] = ("dissolve", "fade", "cut")
QUIET = frozenset({"payoff", "why", "recap", "call to action"})
"""Roles that a viewer should come to without being pushed."""

T = TypeVar("T")
Way = Literal["left", "right", "up", "down"]
WAYS: dict[bool, tuple[Way, ...]] = {
    False: ("left", "right", "left", "up", "left", "down"),  # a wide frame: as one reads, more often than not
    True: ("up", "left", "up", "down", "up", "right"),
}


def joins(
    kinds: Sequence[TransitionKind], cuts: Sequence[Cut], seed: int, fps: int = 30, tall: bool = False
) -> tuple[Transition, ...]:
    """One join between each scene and the next.

    Which kind depends on the list, the seed, the place and the two roles; no scene's words or length change what
    the others get. Only how long it is, and whether there is room for it at all, depends on the two scenes.
    """
    chosen: list[TransitionKind] = []
    for index, (one, two) in enumerate(pairwise(cuts)):
        last = chosen[-1] if chosen else "cut"
        chosen.append(_kind(kinds or ("cut",), one, two, last, seed, index))
    return tuple(
        _join(kind, one, two, _draw(WAYS[tall], "way", seed, index), fps)
        for index, (kind, (one, two)) in enumerate(zip(chosen, pairwise(cuts), strict=True))
    )


def _kind(
    kinds: Sequence[TransitionKind], one: Cut, two: Cut, last: TransitionKind, seed: int, index: int
) -> TransitionKind:
    if one.role in ABRUPT and "cut" in kinds:
        return "cut"
    left = [kind for kind in kinds if kind == "cut" or kind != last] or list(kinds)
    if two.role in QUIET or one.plain or two.plain:
        left = [kind for kind in left if kind in CALM] or left
    return _draw(left, "join", seed, index)


def _join(kind: TransitionKind, one: Cut, two: Cut, way: Way, fps: int) -> Transition:
    room = min(one.frames, two.frames) // 3
    frames = min(round(LENGTHS[kind] * fps / 30), room) // 2 * 2
    if kind == "cut" or frames < round(SHORTEST * fps / 30):
        return Transition()
    return Transition(kind=kind, frames=frames, way=way)


def _draw(choices: Sequence[T], *what: object) -> T:
    """One of these, the same for the same words."""
    return choices[int(address("draw", *what)[:12], 16) % len(choices)]
