"""What the offline writer shows: a picture a scene, few words on it, and nothing that the notes do not hold."""

from itertools import pairwise

import films
import pytest

from ytempire.editorial import visuals
from ytempire.editorial.knowledge import Knowledge
from ytempire.editorial.words import content, count, stem
from ytempire.models import Line, Scene


@pytest.fixture(params=films.PLAINLY, ids=lambda p: f"{p[0]}-{p[1]}")
def made(request):
    return films.films(*request.param)


def test_every_scene_has_a_picture_and_neighbours_differ(made):
    for film in made:
        assert all(scene.visual for scene in film.script.scenes)
        kinds = [scene.visual.kind for scene in film.script.scenes]
        assert sum(a == b for a, b in pairwise(kinds)) <= 2, (film.script.title, kinds)


@pytest.mark.parametrize(("channel", "name"), [("demo", "explainer"), ("demo-short", "short")])
def test_in_a_starter_film_hardly_any_neighbours_are_of_one_kind(channel, name):
    for film in films.starter_films(channel, name):
        kinds = [scene.visual.kind for scene in film.script.scenes]
        assert sum(a == b for a, b in pairwise(kinds)) <= 1, (film.script.title, kinds)


def test_no_number_is_shown_twice(made):
    for film in made:
        shown = [v.shown for s in film.script.scenes if (v := s.visual) and v.kind == "counter"]
        assert len(shown) == len(set(shown))


def test_the_screen_holds_few_words(made):
    for film in made:
        for scene in [*film.board.shots, *film.script.scenes]:
            v, recap = scene.visual, scene.role == "recap"
            match v.kind if v else "":
                case "title":
                    assert count(v.headline) <= 7
                    assert count(v.support) <= 12
                case "counter":
                    assert count(v.label) <= 5
                case "chart":
                    assert all(count(b.label) <= 5 for b in v.bars)
                case "timeline":
                    assert all(count(m.text) <= (9 if recap else 6) for m in v.moments)
                case "list":
                    assert all(count(i) <= (9 if recap else 6) for i in v.items)
                case "statement":
                    assert count(v.text) <= 9
                case "quote":
                    assert count(v.text) <= 28
                case "question":
                    assert count(v.text) <= 16
                    assert count(v.reveal) <= 9


def test_what_is_on_the_screen_is_what_is_said_or_shown_in_a_picture(made):
    for film in made:
        told = {stem(w) for line in film.texts for w in content(line)}
        told |= {stem(w) for s in film.script.scenes for w in content(f"{s.title} {film.script.title} {s.role}")}
        told |= {stem(w) for w in content(f"{films.BRAND.title} {films.BRAND.tagline} {film.script.question}")}
        for scene in film.script.scenes:
            if scene.visual and scene.visual.kind in {"title", "statement", "question", "counter"}:
                new = [w for t in visuals.texts(scene.visual) for w in content(t)]
                new = [w for w in new if stem(w) not in told and not any(c.isdigit() for c in w)]
                assert not new, (scene.visual, new)


def test_no_screen_says_half_a_sentence(made):
    for film in made:
        for scene in film.script.scenes:
            v = scene.visual
            if v and v.kind == "statement":
                assert v.text.rstrip(".?!…").split()[-1].lower() not in {"the", "a", "of", "and", "to", "that", "was"}
            if v and v.kind == "title":
                assert not v.headline.endswith((",", ":"))
                assert v.headline.split()[-1].lower() not in {"the", "a", "of", "and", "to"}


def test_every_number_on_the_screen_is_in_the_notes(made):
    for film in made:
        known = Knowledge(film.brief).numbers
        for scene in film.script.scenes:
            if scene.visual and scene.visual.kind == "counter":
                assert abs(scene.visual.value) in known
            if scene.visual and scene.visual.kind == "chart":
                assert all(b.value in known for b in scene.visual.bars)


def test_a_persons_scene_without_a_picture_gets_one():
    line = Line(text="A crane loaded 58 aluminium boxes in 1956.")
    scene = Scene(id="s", role="body", title="The crane", paragraphs=((line,),))
    assert visuals.default_visual(scene).kind == "counter"
    bare = scene.model_copy(update={"paragraphs": ((Line(text="Yes."),),)})
    assert visuals.default_visual(bare).kind == "statement"
