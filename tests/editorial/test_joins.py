"""How scenes follow each other: never the same twice, never longer than a scene bears, always as the seed says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from ytempire.editorial.joins import ABRUPT, LENGTHS, joins
from ytempire.models import Cut, Statement, TransitionKind

ROLES = ["hook", "stakes", "mechanism", "payoff", "recap", ""]
KINDS = st.lists(st.sampled_from(list(LENGTHS)), max_size=8)
SCENES = st.lists(st.tuples(st.sampled_from(ROLES), st.integers(1, 600)), min_size=1, max_size=14)


def film(scenes: list[tuple[str, int]]) -> list[Cut]:
    return [
        Cut(id=f"s{n}", role=role, frames=frames, visual=Statement(text="A word"), index=n, count=len(scenes))
        for n, (role, frames) in enumerate(scenes)
    ]


@given(KINDS, SCENES, st.integers(0, 99), st.booleans())
def test_no_join_is_used_twice_in_a_row_or_takes_more_than_a_third_of_a_scene(
    kinds: list[TransitionKind], scenes: list[tuple[str, int]], seed: int, tall: bool
) -> None:
    cuts = film(scenes)
    made = joins(kinds, cuts, seed, tall=tall)
    assert len(made) == len(cuts) - 1
    for join, (one, two) in zip(made, pairwise(cuts), strict=True):
        assert join.kind == "cut" or join.kind in kinds
        assert (join.frames == 0) == (join.kind == "cut")
        assert join.kind == "cut" or 8 <= join.frames <= min(one.frames, two.frames) / 3
        assert one.role not in ABRUPT or "cut" not in kinds or join.kind == "cut"
    if len(set(kinds) - {"cut"}) > 1:
        assert all(a.kind != b.kind or a.kind == "cut" for a, b in pairwise(made))


@given(KINDS, SCENES, st.integers(0, 99))
def test_a_scenes_length_changes_no_other_join(
    kinds: list[TransitionKind], scenes: list[tuple[str, int]], seed: int
) -> None:
    before = joins(kinds, film(scenes), seed)
    after = joins(kinds, film([(scenes[0][0], scenes[0][1] + 300), *scenes[1:]]), seed)
    assert before[1:] == after[1:]


def test_the_list_is_used_whole_and_varies_with_the_seed() -> None:
    cuts = film([("mechanism", 150)] * 13)
    kinds: list[TransitionKind] = ["cut", "dissolve", "cut", "slide", "cut", "wipe"]
    seen = [tuple(join.kind for join in joins(kinds, cuts, seed)) for seed in range(8)]
    assert len(set(seen)) == 8
    assert {kind for film in seen for kind in film} == set(kinds)
    assert 0.4 < sum(kind == "cut" for film in seen for kind in film) / (8 * 12) < 0.75


def test_a_list_of_one_kind_is_that_kind_and_an_empty_one_cuts() -> None:
    cuts = film([("mechanism", 150)] * 4)
    assert [join.kind for join in joins(["fade"], cuts, 1)] == ["fade"] * 3
    assert [join.kind for join in joins([], cuts, 1)] == ["cut"] * 3
