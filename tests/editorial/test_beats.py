from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from ytempire.editorial.beats import beats, elements
from ytempire.editorial.directive import VISUALS
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    CueWord,
    Items,
    Moment,
    Moments,
    Side,
    Statement,
    Title,
    Visual,
)  # fmt: skip


def spoken(text: str, step: int = 10, at: int = 7) -> list[CueWord]:
    return [CueWord(text=w, start=at + i * step, end=at + i * step + step - 1) for i, w in enumerate(text.split())]


def heard_at(visual: Visual, text: str) -> list[str]:
    """The word that is being said as each element appears; "" before the first."""
    words = spoken(text)
    found = beats(visual, words, words[-1].end + 40)
    return [next((w.text for w in reversed(words) if w.start <= beat), "") for beat in found]


def test_a_bar_grows_as_its_own_figure_is_told():
    loose, box = Bar(label="Loose", value=5.86, shown="$5.86"), Bar(label="Box", value=0.16, shown="$0.16")
    chart = Chart(title="A ton", bars=(loose, box))
    assert heard_at(chart, "Loose cargo cost $5.86 a ton. In that box it fell to 16 cents.") == ["Loose", "box"]


def test_a_moment_lights_as_its_year_is_said():
    line = Moments(title="t", moments=(Moment(date="1956", text="Ideal X sails"), Moment(date="1966", text="Rotterdam"),
                                       Moment(date="2006", text="Emma Maersk")))  # fmt: skip
    text = "The first went in 1956. Ten years on a ship reached Rotterdam. By 2006 the Emma Maersk carried more."
    said = heard_at(line, text)
    assert said == ["1956.", "Rotterdam.", "2006"]


def test_items_match_by_their_stems():
    items = Items(title="t", items=("cranes", "longshoremen", "a truck"))
    said = heard_at(items, "A crane, no longshoremen at all, and trucks everywhere.")
    assert said == ["crane,", "longshoremen", "trucks"]


def test_a_number_in_words_is_the_number_in_figures():
    two = Comparison(title="t", left=Side(title="Before", shown="8 days"), right=Side(title="After", shown="12 hours"))
    assert heard_at(two, "A ship waited eight long days in port. And now twelve hours.") == ["eight", "twelve"]


def test_a_shared_word_does_not_call_the_wrong_side():
    left, right = Side(title="Break bulk", shown="8 days"), Side(title="Container", shown="8 hours")
    two = Comparison(title="t", left=left, right=right)
    said = heard_at(two, "Break bulk kept a ship in port for eight days. A container ship leaves after 8 hours.")
    assert said == ["Break", "container"]


def test_every_word_of_a_statement_comes_with_its_own_word():
    said = heard_at(Statement(text="The box moved the world"), "So the box, a dumb box, moved the whole world.")
    assert said == ["the", "box,", "moved", "the", "world."]


def test_something_is_on_the_screen_at_once_though_it_is_said_late():
    number = Counter(value=5.86, shown="$5.86", label="a ton")
    words = spoken("Nobody on the docks in the spring of that year would have guessed that it cost $5.86 a ton.")
    assert beats(number, words, 240)[0] <= 6


def test_what_is_never_said_still_comes_in_the_first_part():
    found = beats(Title(headline="The box", support="A trucker and the docks"), spoken("Hello there my friend."), 90)
    assert found[0] <= 6
    assert found[0] < found[1] < 60


texts = st.text(alphabet="ab 12$.,é'-", max_size=14)
visuals = st.one_of([st.builds(cls) for cls in VISUALS.values()]) | st.builds(
    Items,
    items=st.lists(st.sampled_from(["a box", "the ship", "12 tons", "$5", ""]), min_size=2, max_size=6).map(tuple),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(visuals, st.lists(st.sampled_from(["a", "box", "ships", "12", "twelve", "$5.", "—", "million"]), max_size=25),
       st.integers(1, 400), st.integers(1, 20))  # fmt: skip
def test_beats_never_go_back_and_stay_in_the_scene(visual: Visual, said: list[str], frames: int, step: int):
    found = beats(visual, spoken(" ".join(said), step), frames)
    assert len(found) == len(elements(visual))
    assert list(found) == sorted(found)
    assert all(0 <= beat <= 0.85 * frames for beat in found)
    if found:
        assert found[0] <= max(6, 75)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.integers(150, 400))
def test_elements_stand_eight_frames_apart_where_there_is_room(count: int, frames: int):
    items = Items(title="t", items=tuple(f"box {n}" for n in range(count)))
    found = beats(items, spoken("all the boxes " + " ".join(str(n) for n in range(count)), 1), frames)
    assert all(b - a >= 8 for a, b in pairwise(found))
