"""A long scene becomes several, and nothing that is said changes."""

from __future__ import annotations

from itertools import pairwise

import films
import pytest
from hypothesis import given, settings, strategies as st

from ytempire.editorial.cutting import LONGEST, TOGETHER, cut, seconds, whole
from ytempire.models import Line, Scene, Script, Storyboard

WORDS = st.lists(
    st.sampled_from(["owls", "fly", "58", "in", "1956", "slowly", "because", "boxes", "?"]), min_size=1, max_size=14
)
LINES = st.builds(Line, text=WORDS.map(" ".join), notes=st.sampled_from([(), ("n1",)]))
SCENES = st.lists(
    st.lists(st.lists(LINES, min_size=1, max_size=4).map(tuple), min_size=1, max_size=3).map(tuple),
    min_size=1,
    max_size=4,
)


def script(scenes: list) -> Script:
    return Script(
        title="Owls",
        scenes=tuple(Scene(id=f"s{n}", role="body", title="Owls", paragraphs=p) for n, p in enumerate(scenes)),
    )


@settings(deadline=None, max_examples=60)
@given(scenes=SCENES)
def test_every_sentence_stays_in_its_order(scenes):
    before = script(scenes)
    after = cut(before, 180)
    assert [line for s in after.scenes for line in s.lines] == [line for s in before.scenes for line in s.lines]
    assert len({s.id for s in after.scenes}) == len(after.scenes)
    assert all(
        s.visual is not None for s in after.scenes if len(after.scenes) > len(before.scenes) and s.id[-1].isalpha()
    )


@settings(deadline=None, max_examples=60)
@given(scenes=SCENES)
def test_what_was_cut_can_be_put_together_again(scenes):
    before = script(scenes)
    planned = Storyboard(title="", question="", promise="", shots=())
    ids = {s.id for s in before.scenes}
    joined = whole(cut(before, 180), planned)
    assert [line.text for s in joined.scenes for line in s.lines] == [t.text for s in before.scenes for t in s.lines]
    assert {s.id for s in joined.scenes} <= ids


@pytest.mark.parametrize("film", films.starter_films("demo", "explainer"), ids=lambda film: film.topic.slug)
def test_no_picture_of_a_starter_film_stands_much_too_long(film):
    lengths = [seconds(scene.lines, film.format.words_per_minute * 1.2) for scene in film.script.scenes]
    assert sum(lengths) / len(lengths) < LONGEST
    assert max(lengths) < TOGETHER + 1  # a chart or a list whose parts come one by one
    assert sum(length > LONGEST + 3.5 for length in lengths) <= 2


@pytest.mark.parametrize("film", films.starter_films("demo", "explainer"), ids=lambda film: film.topic.slug)
def test_no_number_is_shown_twice_running(film):
    shown = [scene.visual for scene in film.script.scenes]
    assert all(a != b for a, b in pairwise(shown))
