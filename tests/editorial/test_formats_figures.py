"""Films that weigh and count: a comparison, a data story, a digest of news."""

import re

import films
import pytest
from films_of import OWN, made_of, notes, of, shown
from hypothesis import given, settings, strategies as st

from ytempire.editorial.cutting import whole
from ytempire.editorial.formats import news_digest, sides
from ytempire.editorial.formats.figures_of import drawn, tabled
from ytempire.editorial.gathering import gather
from ytempire.editorial.notes import parse_note
from ytempire.editorial.quantities import find
from ytempire.models import History, Past

# --- comparison ------------------------------------------------------------------------------------


def test_every_criterion_tells_of_both():
    for film in made_of("comparison"):
        two = sides.two_of(film.brief)
        by = {f.id: f for f in film.brief.facts}
        whose = {f.id: w for w, f in sides.owners(film.brief, two)}
        for shot in film.board.shots:
            if shot.role == "criterion":
                assert {c for f in shot.facts if f in by for c in whose.get(f, "")} == {"a", "b"}, shot.title


def test_a_comparison_shows_bars_or_sides_and_ends_with_a_table():
    for film in made_of("comparison"):
        assert {"chart", "comparison", "table"} & set(shown(film, "criterion"))
        assert "table" in shown(film, "verdict")


def test_the_verdict_is_what_the_notes_say():
    film = of("comparison", "led.md")
    verdict = " ".join(x.text for s in film.script.scenes if s.role == "verdict" for x in s.lines)
    assert "an LED bulb is the better choice" in verdict
    film = of("comparison", "mars-venus.md")
    verdict = " ".join(x.text for s in film.script.scenes if s.role == "verdict" for x in s.lines)
    assert not re.search(r"\b(?:better choice|wins)\b", verdict)


def test_a_verdict_that_depends_is_told_from_both_sides():
    film = of("comparison", "heating.md")
    told = [x.text for s in film.script.scenes if s.role == "verdict" for x in s.lines]
    assert "If the house is well insulated and you stay for ten years, the heat pump wins." in told
    assert "In a draughty house that you will soon leave, the boiler is cheaper." in told


def test_a_point_is_named_by_what_is_measured_and_told_in_the_order_of_the_note():
    film = of("comparison", "heating.md")
    names = [s.title for s in film.board.shots if s.role == "criterion"]
    assert names == ["The difference", "Price", "How long it lasts", "Carbon dioxide"]
    at = film.texts.index("A heat pump gives off about 0.6 tonnes.")
    assert film.texts[at - 1].endswith("2.2 tonnes of carbon dioxide a year.")
    assert "How long does it last?" in film.texts


def test_a_hedge_stays_with_its_number_in_a_table():
    two = sides.two_of(gather("Mount Everest or K2", "", notes("everest.md")))
    people = next(c for c in sides.criteria(gather("x", "", notes("everest.md")), two) if c.name == "People")
    assert sides.cells(people, two) == ("7,000+ people", "< 1,000 people")


@pytest.mark.parametrize(
    ("title", "a", "b"),
    [
        ("Tea vs coffee", "Tea", "Coffee"),
        ("The difference between frogs and toads", "Frogs", "Toads"),
        ("Venus or Mars?", "Venus", "Mars"),
        ("Incandescent bulbs versus LED bulbs", "Incandescent bulbs", "LED bulbs"),
        ("How moths and butterflies differ", "Moths", "Butterflies"),
    ],
)
def test_two_things_are_read_out_of_a_title(title, a, b):
    body = f"{a} are old. {a} are green. {b} are new. {b} are blue."
    two = sides.two_of(gather(title, "", [parse_note(f"# {title}\n\n{body}\n", "notes/t.md")]))
    assert (two.a, two.b) == (a, b)


# --- data story ------------------------------------------------------------------------------------


def test_a_data_story_opens_with_figures_and_draws_a_chart_a_scene():
    for film in made_of("data-story"):
        hook = " ".join(x.text for s in film.script.scenes if s.role == "hook" for x in s.lines)
        assert find(hook) or re.search(r"\d", hook), hook
        charts = [s for s in film.board.shots if s.role == "chart"]
        assert 2 <= len(charts) <= 4
        assert all(s.visual.kind in {"line", "chart", "pie", "table", "area"} for s in charts)


def test_a_film_that_its_notes_do_not_explain_does_not_ask_why():
    film = of("data-story", "births.md")
    assert film.script.question == "What do the numbers say about births in South Korea?"
    assert film.script.title == "Births in South Korea, in figures"


def test_the_points_of_a_line_are_read_on_and_not_told_anew():
    film = of("data-story", "births.md")
    assert "By 2000 it was about 640,000." in film.texts
    assert "By 2016, about 436,000." in film.texts
    assert "She had 0.72 in 2023, the lowest figure in the world." in film.texts  # it says more than its number


def test_a_data_story_says_what_its_numbers_leave_out():
    film = of("data-story", "vinyl.md")
    limits = " ".join(x.text for s in film.script.scenes if s.role == "limits" for x in s.lines)
    assert "1978" in limits
    assert "2023" in limits
    assert "RIAA" in limits


def test_a_table_of_a_note_becomes_a_line():
    brief = gather("records", "", notes("vinyl.md"))
    line = next(made for f in brief.facts if (made := tabled(f)))
    assert line.kind == "line"
    assert line.labels == ("1978", "1988", "1993", "2006", "2015", "2023")
    assert line.series[0].values == (341.0, 72.0, 0.3, 0.9, 12.0, 43.0)


def test_no_fact_is_drawn_twice():
    for name in OWN["data-story"]:
        used = [
            f.id for d in drawn([f for f in gather("x", "", notes(name)).facts if f.kind != "picture"]) for f in d.facts
        ]
        assert len(used) == len(set(used))


# --- news digest -----------------------------------------------------------------------------------


def test_a_digest_is_newest_first_and_names_source_and_day_of_every_item():
    for film in made_of("news-digest"):
        by = {f.id: f for f in film.brief.facts}
        sources = {n.id: n for n in film.brief.sources}
        items = [s for s in film.board.shots if s.role == "news"]
        days = [news_digest.day(sources[by[s.facts[0]].note]) for s in items]
        assert days == sorted(days, reverse=True)
        for shot, when in zip(items, days, strict=True):
            said = [x.text for s in whole(film.script, film.board).scenes if s.id == shot.id for x in s.lines]
            first = " ".join(said[:2])
            source = news_digest.source(sources[by[shot.facts[0]].note])
            assert source.removeprefix("The ") in first
            assert news_digest.worded(when, False) in first


def test_a_digest_takes_what_is_newer_than_the_last_one():
    old = notes("chess")
    first = films.propose(old, "news-digest")[0]
    past = Past(subject=first.subject, question=first.question, title=first.title, date="2026-11-09")
    history = History(films=(past,))
    assert films.propose(old, "news-digest", history) == ()
    fresh = films.propose((*old, *notes("harbour.xml")), "news-digest", history)[0]
    assert all(n.startswith("harbour") for n in fresh.notes)


def test_notes_of_other_years_are_no_news():
    texts = {
        y: f"---\ntitle: Note {y}\ndate: {y}-05-05\nsource: A\n---\nA thing of the year {y} happened here.\n"
        for y in (1999, 2010, 2020, 2026)
    }
    found = tuple(parse_note(t, f"notes/{y}.md") for y, t in texts.items())
    assert "within 45 days" in news_digest.lacking(found)


@given(st.dates())
@settings(max_examples=60, deadline=None)
def test_a_day_is_read_back_from_its_own_words(when):
    note = notes("saturn.md")[0]
    for text in (when.isoformat(), news_digest.worded(when)):
        if when.year >= 1000:
            assert news_digest.day(note.model_copy(update={"date": text})) == when


@given(st.text(max_size=30))
@settings(max_examples=80, deadline=None)
def test_no_date_of_a_note_breaks_a_digest(text):
    news_digest.day(notes("saturn.md")[0].model_copy(update={"date": text}))
