"""Kinds of film: what each is made of, that every claim stands on a note, and that unsuitable notes are refused."""

import itertools
import re
from functools import cache

import films
import pytest
import yaml
from hypothesis import given, settings, strategies as st

from ytempire.contracts import Outline, Rewrite
from ytempire.editorial import formats, pages, visuals
from ytempire.editorial.cutting import whole
from ytempire.editorial.draft import spoken
from ytempire.editorial.formats import asking, news_digest, sides, story
from ytempire.editorial.formats.figures_of import drawn, tabled
from ytempire.editorial.gathering import gather
from ytempire.editorial.knowledge import Knowledge, claimed
from ytempire.editorial.notes import parse_note
from ytempire.editorial.quantities import find
from ytempire.editorial.words import count, tokens
from ytempire.errors import ConfigError
from ytempire.models import History, Past, Quiz

KINDS = films.ROOT / "tests" / "editorial" / "kinds"
SPECIAL = ("story", "comparison", "data-story", "news-digest", "tutorial", "quiz")
OWN = {
    "story": ("shackleton.md", "krakatoa.md"),
    "comparison": ("led.md", "mars-venus.md", "everest.md", "amphibians"),
    "data-story": ("vinyl.md", "sleep.md", "air.md"),
    "news-digest": ("chess", "harbour.xml"),
    "tutorial": ("venv.md", "sqlite.md", "website.md"),
    "quiz": ("saturn.md", "heart.md"),
}


@cache
def notes(name):
    """The notes of a file, of a feed, or of a folder."""
    file = KINDS / name
    if file.is_dir():
        return tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in sorted(file.glob("*.md")))
    if file.suffix == ".xml":
        return pages.parse_feed(file.read_bytes(), f"notes/{name}", file.stem)
    return (parse_note(file.read_text("utf-8"), f"notes/{name}"),)


@cache
def golden(name):
    """The notes that a recipe brings with it, as folders of notes that a channel could have."""
    folder = films.ROOT / "recipes" / name / "golden"
    sets = [sorted(f.glob("*.md")) for f in sorted(folder.iterdir()) if f.is_dir()]
    sets += [[f] for f in sorted(folder.glob("*.md"))]
    return tuple(tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in files) for files in sets if files)


@cache
def made_of(name, seed=1):
    """The films of a recipe: of its golden notes, and of notes that nobody tuned it for."""
    out = []
    for given_ in (*golden(name), *(notes(n) for n in OWN[name])):
        out += [films.make(given_, c, name, seed) for c in films.propose(given_, name)]
    return tuple(out)


@pytest.fixture(params=[(name, seed) for name in SPECIAL for seed in (1, 2)], ids=lambda p: f"{p[0]}-{p[1]}")
def made(request):
    return request.param[0], made_of(*request.param)


def of(name, *files):
    found = notes(*files)
    return films.make(found, films.propose(found, name)[0], name)


def shown(film, role):
    return [s.visual.kind for s in film.script.scenes if s.role == role]


# --- every kind ------------------------------------------------------------------------------------


def test_a_recipe_and_a_skeleton_go_together():
    for name in SPECIAL:
        recipe = yaml.safe_load((films.ROOT / "recipes" / name / "recipe.yaml").read_text("utf-8"))
        assert recipe["name"] == name
        assert formats.of(recipe["format"]).name == recipe["format"]
        assert formats.SKELETONS[recipe["format"]].writer is not formats.of("explainer").writer


def test_a_format_that_has_no_skeleton_is_written_plainly():
    assert formats.of("documentary") is formats.PLAIN


def test_every_film_would_be_published(made):
    name, all_ = made
    assert all_, name
    for film in all_:
        review = film.review()
        assert review.gates == (), (film.script.title, [g.evidence for g in review.gates])
        assert review.score >= 80, (film.script.title, [f for f in review.factors if f.value < 0.6])


def test_roles_come_in_order_and_as_often_as_the_recipe_says(made):
    for film in made[1]:
        names = [role.name for role in film.format.roles]
        order = [names.index(s.role) for s in film.board.shots]
        assert order == sorted(order)
        for role in film.format.roles:
            assert role.min <= sum(s.role == role.name for s in film.board.shots) or role.name == "call to action"
            assert sum(s.role == role.name for s in film.board.shots) <= role.max * (2 if role.name == "step" else 1)


def test_a_film_is_as_long_as_its_recipe_says(made):
    for film in made[1]:
        told = spoken(film.script) * 60 / film.format.words_per_minute
        assert film.format.seconds[0] * 0.85 <= told <= film.format.seconds[1] * 1.05, film.script.title


def test_every_number_that_is_said_stands_in_the_note_that_its_line_names(made):
    for film in made[1]:
        sources = {n.id: n for n in film.brief.sources}
        about = f"{film.brief.subject} {film.brief.question} {film.script.title}"
        for scene in film.script.scenes:
            for line in scene.lines:
                counts = re.match(r"(?:Question|Step) \w+|.*\b(?:questions|steps|stories)\b", line.text)
                numbers = [v for _, v in claimed(line.text) if f"{v:g}" not in about]
                if counts or not numbers or line.text.endswith("?"):
                    continue
                assert line.notes, line.text
                one = film.brief.model_copy(update={"sources": tuple(sources[n] for n in line.notes), "facts": ()})
                assert all(v in Knowledge(one).numbers for v in numbers), line.text


def test_nothing_is_said_twice_and_no_link_comes_again(made):
    for film in made[1]:
        said = [" ".join(tokens(t)) for t in film.texts if count(t) > 3 and t != film.script.question]
        again = {t for t in said if said.count(t) > 1}
        assert not again, (film.script.title, again)


def test_neighbours_are_seldom_of_one_kind_and_words_on_the_screen_are_few(made):
    for film in made[1]:
        kinds = [s.visual.kind for s in film.script.scenes]
        same = sum(a == b for a, b in itertools.pairwise(kinds))
        assert same <= max(1, len(kinds) // 4), (film.script.title, kinds)
        for scene in film.script.scenes:
            if scene.visual.kind in {"terminal", "code"}:
                continue
            for text in visuals.texts(scene.visual):
                assert count(text) <= (28 if scene.visual.kind == "quote" else 17), text


def test_a_storyboard_that_a_person_changed_is_written_as_it_stands(made):
    _name, all_ = made
    film = all_[0]
    kept = [s for s in film.board.shots if s.role != "call to action"]
    kept[1:-1] = kept[1:-1][:-1] if len(kept) > 6 else kept[1:-1]
    board = film.board.model_copy(update={"shots": tuple(kept)})
    script = formats.of(film.format.format).writer(board, film.brief, _frame(film), _house(), 1)
    assert [script.scene(i).id for i in range(len(kept))] == [s.id for s in kept]


def _frame(film):
    from ytempire.providers.writer_offline import _frame as frame

    return frame(film.format)


def _house():
    from ytempire.providers.writer_offline import _house as house

    return house(films.BRAND)


def test_the_same_notes_and_seed_give_the_same_film(made):
    name, all_ = made
    given_ = golden(name)[0]
    again = films.make(given_, films.propose(given_, name)[0], name, all_[0].board and 1)
    assert again.script == made_of(name, 1)[0].script


def test_another_seed_tells_the_same_facts_in_other_words():
    one, two = made_of("comparison", 1)[0], made_of("comparison", 2)[0]
    assert {f for s in one.board.shots for f in s.facts} & {f for s in two.board.shots for f in s.facts}
    assert one.texts != two.texts


def test_failing_scenes_are_written_again_by_the_writer_of_the_kind(made):
    _name, all_ = made
    film = all_[0]
    request = Rewrite(
        script=film.script, review=film.review(), storyboard=film.board, brief=film.brief, format=film.format,
        brand=films.BRAND,
    )  # fmt: skip
    again = films.WRITER.answer(request, "").script
    assert [s.id for s in whole(again, film.board).scenes] == [s.id for s in whole(film.script, film.board).scenes]
    assert film.review(again).gates == ()


# --- notes that do not suit ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file", "why"),
    [
        ("story", "led.md", "3 different dates"),
        ("comparison", "shackleton.md", "two things"),
        ("data-story", "shackleton.md", "2 sets of figures"),
        ("tutorial", "saturn.md", "fenced block of code"),
        ("quiz", "venv.md", "3 facts that answer a question"),
        ("news-digest", "saturn.md", "a day and a source"),
    ],
)
def test_notes_that_do_not_make_such_a_film_are_refused_with_one_that_they_do_make(name, file, why):
    with pytest.raises(ConfigError) as caught:
        films.propose(notes(file), name)
    said = str(caught.value)
    assert caught.value.exit_code == 2
    assert why in said
    assert f"make no {name}" in said
    instead = re.search(r"They suit recipe: ([\w-]+)", said)[1]
    assert films.propose(notes(file), instead)


def test_a_storyboard_is_refused_too_where_another_writer_had_proposed_the_film():
    film = made_of("quiz")[0]
    format = films.recipe("tutorial")
    with pytest.raises(ConfigError, match="make no tutorial"):
        films.WRITER.answer(Outline(topic=film.topic, brief=film.brief, format=format, brand=films.BRAND), "")


def test_a_channel_of_mixed_notes_makes_the_films_that_suit():
    mixed = (*notes("saturn.md"), *notes("venv.md"), *notes("led.md"))
    assert [c.notes for c in films.propose(mixed, "tutorial")] == [("venv",)]
    assert [c.notes for c in films.propose(mixed, "comparison")] == [("led",)]


def test_a_topic_that_was_asked_for_and_does_not_suit_is_not_replaced_by_another():
    mixed = (*notes("saturn.md"), *notes("venv.md"))
    with pytest.raises(ConfigError, match="make no tutorial"):
        films.propose(mixed, "tutorial", asked="Saturn")


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


def test_a_story_without_a_turn_is_refused():
    flat = "\n\n".join(
        f"In {y} the town built a school with {n} rooms."
        for y, n in zip(range(1900, 1990, 9), range(5, 15), strict=True)
    )
    brief = gather("the town", "", [parse_note(f"# The town\n\n{flat}\n", "notes/t.md")])
    assert "turns" in story.unfit(brief)


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


@given(
    st.lists(
        st.sampled_from(
            [s for n in ("saturn.md", "krakatoa.md", "led.md", "venv.md") for s in notes(n)[0].text.split("\n") if s]
        ),
        max_size=8,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_notes_are_refused_in_words_or_made_into_a_whole_film(lines):
    found = (parse_note("# A thing or another\n\n" + "\n\n".join(lines), "notes/x.md"),)
    for name in SPECIAL:
        try:
            films_ = [films.make(found, c, name) for c in films.propose(found, name)]
        except ConfigError as error:
            assert f"make no {name}" in str(error)
            continue
        for film in films_:
            assert film.script.scenes
