"""Films that go step by step: a story, a tutorial, a quiz."""

import re

import pytest
from films_of import made_of, of, shown
from hypothesis import given, settings, strategies as st

from ytempire.editorial import formats
from ytempire.editorial.formats import asking, story
from ytempire.editorial.gathering import gather
from ytempire.editorial.notes import parse_note
from ytempire.editorial.quantities import find
from ytempire.editorial.words import tokens
from ytempire.models import Quiz

# --- story -----------------------------------------------------------------------------------------


def test_a_story_goes_forward_in_time_but_for_its_opening():
    for film in made_of("story"):
        by = {f.id: f for f in film.brief.facts}
        told = [t for s in film.board.shots[1:] for f in s.facts if f in by and (t := story.when(by[f])) is not None]
        assert told == sorted(told), film.script.title


def test_a_story_opens_with_its_turn_and_comes_back_to_it():
    film = of("story", "krakatoa.md")
    assert film.texts[0] == "27 August 1883."
    turn = next(s for s in film.script.scenes if s.role == "turn")
    assert "27 August" in turn.lines[0].text
    assert film.texts.count("The island exploded.") == 1


def test_a_story_opens_with_its_strongest_moment_and_comes_back_to_the_day_it_happened():
    film = of("story", "vasa.md")
    assert film.texts[0] == "About 30 people drowned in sight of the crowd."
    turn = next(s for s in film.board.shots if s.role == "turn")
    by = {f.id: f for f in film.brief.facts}
    assert by[turn.facts[0]].section == "The maiden voyage"
    assert any("sank" in by[f].text for f in turn.facts)


def test_a_story_without_a_turn_is_refused():
    flat = "\n\n".join(
        f"In {y} the town built a school with {n} rooms."
        for y, n in zip(range(1900, 1990, 9), range(5, 15), strict=True)
    )
    brief = gather("the town", "", [parse_note(f"# The town\n\n{flat}\n", "notes/t.md")])
    assert "turns" in story.unfit(brief)


# --- tutorial --------------------------------------------------------------------------------------


def test_every_listing_of_a_step_is_typed_in_the_order_of_the_note():
    for film in made_of("tutorial"):
        by = {f.id: f for f in film.brief.facts}
        typed = [by[f] for s in film.board.shots for f in s.facts if f in by and by[f].listing]
        assert len(typed) >= 3
        orders = [f.order for f in typed]
        assert orders == sorted(orders)
        assert all(k in {"terminal", "code", "title"} for k in shown(film, "step"))
        assert sum(k in {"terminal", "code"} for k in shown(film, "step")) >= 3


def test_no_command_is_read_out():
    for film in made_of("tutorial"):
        for text in film.texts:
            assert not re.search(r"--\w|\$ |/\w+/|[{}<>|=]", text), text


def test_steps_are_counted_as_announced():
    film = of("tutorial", "venv.md")
    assert any("five steps" in t.lower() for t in film.texts)
    assert sum(t.startswith("Step ") for t in film.texts) == 5


# --- quiz ------------------------------------------------------------------------------------------


def test_a_quiz_asks_with_a_clock_and_answers_right_behind_it():
    for film in made_of("quiz"):
        asked = [s for s in film.script.scenes if isinstance(s.visual, Quiz) and s.visual.seconds]
        assert 3 <= len(asked) <= 5
        for scene in asked:
            texts = [x.text for x in scene.lines]
            at = texts.index(scene.visual.text)
            assert at + 1 < len(texts), texts
            told = {t for x in texts[at + 1 :] for t in tokens(x)}
            wanted = [t for t in tokens(asking.right_of(scene.visual)) if t not in {"the", "a", "of", "about"}]
            spelled = {str(int(f.quantity.value)) for x in texts[at + 1 :] for f in find(x)}
            assert any(t in told or t in spelled or t[:4] in {x[:4] for x in told} for t in wanted), texts


def test_the_right_option_is_among_the_options_and_no_other_is_right():
    for film in made_of("quiz"):
        for scene in film.script.scenes:
            if isinstance(scene.visual, Quiz) and scene.visual.options:
                options = scene.visual.options
                assert len(set(options)) == len(options) == 3
                right = options[scene.visual.answer - 1]
                assert right.lower() in asking.right_of(scene.visual).lower()


def test_a_question_does_not_give_its_answer_away():
    for film in made_of("quiz"):
        for q in formats.quiz.found(film.brief):
            gives = {t for t in tokens(q.reveal) if t not in {"the", "a", "of", "in"}}
            assert not gives <= set(tokens(q.text)), q.text


@pytest.mark.parametrize(
    ("fact", "asked", "answer"),
    [
        ("An octopus has three hearts.", "How many hearts does an octopus have?", "3 hearts"),
        ("An owl can turn its head by 270 degrees.", "An owl can turn its head by how many degrees?", "270 degrees"),
        ("The largest planet is Jupiter.", "What is the largest planet?", "Jupiter"),
        ("A group of crows is called a murder.", "A group of crows is called what?", "Murder"),
        ("In 1889 the Eiffel Tower opened in Paris.", "In which year did the Eiffel Tower open in Paris?", "1889"),
        (
            "The sky is blue because air scatters blue light most.",
            "Why is the sky blue?",
            "Air scatters blue light most",
        ),
    ],
)
def test_a_fact_is_asked_as_a_person_would(fact, asked, answer):
    brief = gather("x", "", [parse_note(f"# Things\n\n{fact}\n", "notes/x.md")])
    one = asking.asked_of(brief.facts[0], brief.facts, fact, "x")
    assert (one.text, one.reveal) == (asked, answer)


@given(st.integers(min_value=2, max_value=10**9), st.text(min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_wrong_numbers_are_never_right(value, key):
    for shown_ in (str(value), f"{value:,}"):
        wrong = asking._near(float(value), shown_, key)
        assert shown_ not in wrong
        assert all(int(w.replace(",", "")) >= 0 for w in wrong)
