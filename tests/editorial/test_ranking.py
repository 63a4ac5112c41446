"""Which hit of a search is taken."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from ytempire.editorial.ranking import Wanted, query, ranked
from ytempire.models import Hit

OWL = Wanted("the wing of a barn owl", 1920, 1080)


def hit(id: int, words: str = "barn owl wing", **more: object) -> Hit:
    return Hit(**{"id": str(id), "words": words, "width": 4000, "height": 2250, **more})


def best(hits: list[Hit], wanted: Wanted = OWL, **more: object) -> str:
    return ranked(hits, wanted, **more)[0].hit.id


def test_words_go_before_everything_else():
    assert best([hit(9, "sunset over the sea"), hit(1, "owl with an open wing", width=1200, height=800)]) == "1"


def test_a_word_that_few_hits_have_counts_more():
    hits = [hit(n, "owl in a tree") for n in range(1, 6)] + [hit(7, "wing from below")]
    assert best(hits) == "7"


def test_of_equal_words_the_shape_and_size_of_the_frame_count():
    assert best([hit(1, width=2250, height=4000), hit(2)]) == "2"
    assert best([hit(1), hit(2, width=2250, height=4000)], Wanted(OWL.about, 1080, 1920)) == "2"
    assert best([hit(1, width=640, height=360), hit(2)]) == "2"


def test_a_clip_that_is_long_enough_goes_before_a_short_one_and_a_very_long_one():
    wanted = Wanted(OWL.about, 1920, 1080, seconds=8)
    assert best([hit(3, seconds=3), hit(2, seconds=300), hit(1, seconds=12)], wanted) == "1"


def test_what_was_used_before_is_last_and_what_this_film_shows_is_not_there():
    hits = [hit(1), hit(2, "sea"), hit(3)]
    order = [r.hit.id for r in ranked(hits, OWL, film={"3"}, used={"1"})]
    assert order == ["2", "1"]


def test_whether_it_shows_what_is_said_is_told():
    good, bad = ranked([hit(1), hit(2, "a red lorry")], OWL)
    assert good.well
    assert good.fits == 1.0
    assert not bad.well


def test_a_search_is_a_few_words_that_carry_meaning():
    assert query("The wing of a barn owl, in the dark") == "wing barn owl dark"
    assert query("a b c") == "a b c"
    assert query("") == ""


hits_ = st.lists(
    st.builds(
        Hit, id=st.integers(1, 40).map(str), words=st.sampled_from(["", "owl", "barn owl", "sea", "wing owl"]),
        width=st.integers(0, 5000), height=st.integers(0, 5000), seconds=st.floats(0, 500),
        date=st.sampled_from(["", "2024-01-01", "2025-06-01"]),
    ),
    max_size=20, unique_by=lambda h: h.id,
)  # fmt: skip


@given(hits_, st.sets(st.integers(1, 40).map(str)), st.sets(st.integers(1, 40).map(str)), st.integers(0, 99))
@settings(deadline=None)
def test_any_hits_are_ordered_the_same_way_each_time_and_none_is_lost(hits, film, used, seed):
    wanted = Wanted("the wing of an owl", 1080, 1920, 5.0, seed)
    order = ranked(hits, wanted, film, used)
    assert [r.hit.id for r in order] == [r.hit.id for r in ranked(hits, wanted, set(film), set(used))]
    assert {r.hit.id for r in order} == {h.id for h in hits} - film
    late = [r.hit.id in used for r in order]
    assert late == sorted(late)
