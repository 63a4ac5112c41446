"""Kinds of film: what each is made of, that every claim stands on a note, and that unsuitable notes are refused."""

import itertools
import re

import films
import pytest
import yaml
from films_of import SPECIAL, golden, made_of, notes
from hypothesis import given, settings, strategies as st

from ytempire.contracts import Outline, Rewrite
from ytempire.editorial import formats, visuals
from ytempire.editorial.cutting import whole
from ytempire.editorial.draft import spoken
from ytempire.editorial.knowledge import Knowledge, claimed
from ytempire.editorial.notes import parse_note
from ytempire.editorial.words import count, tokens
from ytempire.errors import ConfigError


@pytest.fixture(params=[(name, seed) for name in SPECIAL for seed in (1, 2)], ids=lambda p: f"{p[0]}-{p[1]}")
def made(request):
    return request.param[0], made_of(*request.param)


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
