from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from ytempire.editorial.beats import beats, elements, guess
from ytempire.editorial.directive import VISUALS
from ytempire.models import (
    Area,
    Bar,
    Chart,
    Comparison,
    Counter,
    CueWord,
    Curve,
    End,
    Items,
    Map,
    Moment,
    Moments,
    Pie,
    Quiz,
    Series,
    Side,
    Spot,
    Statement,
    Table,
    Terminal,
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


# --- every kind follows its words -------------------------------------------------------------------


def test_a_row_of_a_table_comes_as_its_first_cell_is_said():
    rows = (("First", "1735", "75"), ("Second", "1739", "86"), ("Fourth", "1759", "3"))
    table = Table(title="t", columns=("Clock", "Year", "Pounds"), rows=rows)
    text = "His first clock of 1735 weighed 75 pounds. The second of 1739 weighed 86. The fourth of 1759 weighed 3."
    assert heard_at(table, text) == ["first", "second", "fourth"]


def test_a_line_comes_by_its_name_and_without_one_by_its_last_value():
    named = Curve(title="t", labels=("a", "b"), series=(Series(name="Ships", values=(1, 2)),
                                                        Series(name="Trains", values=(3, 4))))  # fmt: skip
    assert heard_at(named, "First the ships grew, and then the trains grew too.") == ["ships", "trains"]
    alone = Area(title="t", labels=("a", "b"), series=(Series(values=(1, 21413)),), shown="21,413")
    assert heard_at(alone, "It held 21,413 boxes when the year was done.") == ["21,413"]


def test_a_part_of_a_pie_comes_with_its_name_or_its_share():
    parts = (Bar(label="Water", value=71, shown="71%"), Bar(label="Land", value=29, shown="29%"))
    told = "Water covers 71 percent. Land covers 29 percent."
    assert heard_at(Pie(title="t", parts=parts), told) == ["Water", "Land"]


def test_a_place_comes_as_it_is_named():
    spots = (Spot(name="Newark", north=40.7, east=-74.2), Spot(name="Houston", north=29.8, east=-95.4))
    assert heard_at(Map(title="t", spots=spots), "It left Newark, and five days later it reached Houston.") == [
        "Newark,", "Houston."
    ]  # fmt: skip


def test_an_answer_waits_until_the_countdown_has_run_out():
    quiz = Quiz(text="How many hearts does it have?", reveal="3 hearts", seconds=2)
    words = spoken("How many hearts does it have? It has 3 hearts.")
    found = beats(quiz, words, 400)
    asked = next(word.end for word in words if word.text.endswith("?"))
    assert found[0] <= 20
    assert found[1] >= asked + 60


def test_options_stand_before_the_countdown_begins():
    quiz = Quiz(text="How many hearts?", options=("two", "three", "four"), answer=2, seconds=3)
    found = beats(quiz, spoken("How many hearts? Three of them."), 400)
    assert len(found) == 5
    assert max(found[1:4]) <= found[4] - 3 * 30
    assert list(found) == sorted(found)


def test_the_voice_waits_after_the_question_and_after_the_options_that_are_read_out():
    quiz = Quiz(text="How many?", options=("two", "three"), answer=2, seconds=3)
    assert guess(quiz, ["How many?", "It has three."]) == (0, 90)
    assert guess(quiz, ["Now guess.", "How many?", "Two, or three?", "It has three."]) == (2, 90)
    assert guess(quiz, ["How many?"]) is None
    assert guess(quiz.model_copy(update={"seconds": 0}), ["How many?", "Three."]) is None
    assert guess(Title(headline="How many?"), ["How many?", "Three."]) is None


def test_what_is_typed_comes_line_by_line():
    terminal = Terminal(script="run: make boxes\nwait: 1\nrun: ship them\n")
    found = beats(terminal, spoken("First we make the boxes, and then we ship them all."), 300)
    assert len(found) == 2
    assert found[0] < found[1]


def test_an_end_card_asks_when_the_voice_does():
    end = End(headline="Next time", next="The clock", ask="Another thing that came nearer")
    headline, _, ask = heard_at(end, "Next time, another thing that came nearer.")
    assert headline in {"", "Next", "time,"}
    assert ask in {"another", "thing", "came"}
