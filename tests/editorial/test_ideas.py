"""What a thumbnail may say: ideas that differ, from the film's own scenes, at most four words."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from ytempire.editorial.ideas import MOST, counted, pitches
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Cut,
    Line,
    Scene,
    Script,
    Side,
    Statement,
    Title,
    Topic,
    Visual,
)

TOPIC = Topic(subject="shipping containers", question="Why did boxes win?", title="The box that won", slug="box")


def script(*lines: str, title: str = "The box that won", question: str = "Why did boxes win?") -> Script:
    scenes = (Scene(id="s0", role="hook", title="t", paragraphs=(tuple(Line(text=text) for text in lines),)),)
    return Script(title=title, question=question, scenes=scenes)


def cuts(*visuals: Visual) -> list[Cut]:
    return [Cut(id=f"s{n}", frames=90, visual=visual) for n, visual in enumerate(visuals)]


def offered(*visuals: Visual, lines: tuple[str, ...] = (), words: str = "Ports died overnight") -> dict[str, object]:
    return {p.idea: p for p in pitches(script(*lines), TOPIC, cuts(*visuals), words, words.split()[-1])}


def test_a_counter_gives_a_number_with_what_it_counts():
    pitch = offered(Counter(value=58, shown="58", label="boxes on a tanker"))["number"]
    assert (pitch.figure, pitch.words) == ("58", "boxes on a tanker")


def test_two_bars_give_a_comparison_and_their_unit_when_labels_are_long():
    bars = (Bar(label="By hand, in 1956", value=5.86, shown="$5.86"), Bar(label="In a box", value=0.16, shown="$0.16"))
    pitch = offered(Chart(title="x", bars=bars))["comparison"]
    assert (pitch.figure, pitch.second) == ("$5.86", "$0.16")
    bare = (Bar(label="By the old way of work", value=75, shown="75"), Bar(label="x y z w", value=3, shown="3"))
    assert offered(Chart(title="x", unit="pounds", bars=bare))["comparison"].sides == ("pounds", "pounds")
    assert "comparison" not in offered(Chart(title="x", bars=bare))


def test_two_sides_are_compared_by_value_or_by_name():
    sides = Comparison(title="x", left=Side(title="Rail", shown="3 days"), right=Side(title="Road", shown="9 hours"))
    pitch = offered(sides)["comparison"]
    assert (pitch.figure, pitch.second, pitch.sides) == ("3 days", "9 hours", ("Rail", "Road"))


def test_a_question_is_the_films_own_or_the_word_it_begins_with():
    assert offered(lines=("Who paid for it?",))["question"].words == "Who paid for it?"
    assert offered(lines=("Boxes are cheap.",))["question"].words == "Why?"


def test_the_object_says_something_else_than_the_title():
    visuals = (Statement(text="The box won."), Statement(text="Nobody saw it coming."))
    assert offered(*visuals)["object"].words == "Nobody saw it coming"


def test_a_film_of_nothing_but_words_still_has_an_idea():
    assert list(offered(words="Ports died overnight")) == ["question", "object", "words"]
    silent = TOPIC.model_copy(update={"question": "x"})
    assert [p.words for p in pitches(script("x", question="x"), silent, [], "")] == ["Shipping containers"]


def test_a_film_without_a_figure_still_has_three_ideas_that_differ():
    visuals = (Statement(text="Open a database."), Statement(text="Make a table."), Title(headline="Ask it"))
    quiet = TOPIC.model_copy(update={"question": "How do you keep a list?", "title": "Your first database"})
    found = pitches(script("x", title=quiet.title, question=quiet.question), quiet, cuts(*visuals), "")
    assert [(p.idea, p.words) for p in found] == [
        ("question", "How?"),
        ("object", "Open a database"),
        ("words", "Make a table"),
    ]


def test_half_a_card_and_a_last_line_are_no_words_for_a_thumbnail():
    visuals = (Title(headline="A gust", support="laid her over."), Title(headline="Next week, another one"))
    found = pitches(script("x"), TOPIC, cuts(*visuals), "")
    assert next(p.words for p in found if p.idea == "object") == "Shipping containers"


def test_a_question_that_only_leads_on_is_none():
    assert offered(lines=("What about the price?", "How come?", "And what comes next?"))["question"].words == "Why?"
    which = TOPIC.model_copy(update={"question": "Tea or coffee: which is the better choice?"})
    asked = script("x", title="Tea or coffee?", question=which.question)
    assert next(p.words for p in pitches(asked, which, [], "") if p.idea == "question") == "Which is better?"


def test_how_long_it_took_is_no_thumbnail_where_something_was_counted():
    found = offered(Counter(value=30, shown="30", label="days"), Counter(value=72, shown="72", label="flights"))
    assert (found["number"].figure, found["number"].words) == ("72", "flights")


def test_bars_without_a_unit_give_no_bare_number():
    bars = (
        Bar(label="Brown bat", value=20, shown="20"),
        Bar(label="Cat", value=13, shown="13"),
        Bar(label="Cow", value=4, shown="4"),
    )
    assert "number" not in offered(Chart(title="Hours", bars=bars))


LABEL = st.text("abcdefg hij", min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), LABEL, LABEL, LABEL, st.text(max_size=30))
def test_no_idea_ever_has_more_than_four_words(value, label, left, right, line):
    visuals = (
        Counter(value=value, shown=f"{value:g}", label=label),
        Chart(title="x", unit=left, bars=(Bar(label=left, value=1, shown="1"), Bar(label=right, value=2, shown=right))),
        Comparison(title="x", left=Side(title=left, shown=label), right=Side(title=right)),
    )
    for pitch in pitches(script(f"{line}?"), TOPIC, cuts(*visuals), "Few words"):
        assert counted(pitch.words, pitch.figure, pitch.second, *pitch.sides) <= MOST
