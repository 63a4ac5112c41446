"""The steps of the ladder, and which scenes of words alone would like a picture."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ytempire.editorial.ladder import SHARE, proposed, rungs, subject
from ytempire.models import Bar, Chart, Line, Picture, Role, Scene, Statement, Title

ROLES = (Role(name="hook", visuals=("title", "picture")), Role(name="beat", visuals=("picture", "chart")),
         Role(name="turn", visuals=("chart",)))  # fmt: skip
TEXTS = (
    "The feathers of the barn owl have a soft comb.", "The port of Rotterdam never sleeps.",
    "Copper cables cross the floor of the ocean.", "A lighthouse keeper climbs the stairs.",
    "The pilot lands the plane on the river.", "Farmers harvest the wheat in August.",
)  # fmt: skip


def scene(id: str, text: str, role: str = "beat") -> Scene:
    return Scene(id=id, role=role, title="x", visual=None, paragraphs=((Line(text=text),),))


def film(*roles: str) -> list[Scene]:
    return [scene(f"s{n}", TEXTS[n % len(TEXTS)], role) for n, role in enumerate(roles)]


WORDS = Statement(text="It never sleeps")


def test_free_steps_come_first_and_nothing_is_made_unless_it_is_allowed():
    assert rungs(False, False, False) == ("own picture", "stock picture", "any picture")
    assert rungs(False, True, True) == ("own picture", "stock picture", "made picture", "any picture")
    assert rungs(True, True, True) == (
        "own clip", "stock clip", "own picture", "stock picture", "made clip", "made picture", "any picture",
    )  # fmt: skip


def test_only_scenes_of_words_whose_part_likes_pictures_are_asked_for():
    scenes = film("hook", "beat", "turn", "beat", "turn", "beat")
    shown = {s.id: WORDS for s in scenes}
    assert set(proposed(scenes, shown, ROLES)) == {"s1", "s3"}  # a share of the film, and no hook
    shown["s1"] = Chart(title="x", bars=(Bar(label="a", value=1, shown="1"), Bar(label="b", value=2, shown="2")))
    assert "s1" not in proposed(scenes, shown, ROLES)


def test_no_picture_stands_beside_another_one():
    scenes = film(*["beat"] * 10)
    found = proposed(scenes, {s.id: WORDS for s in scenes}, ROLES)
    places = [n for n, s in enumerate(scenes) if s.id in found]
    assert 0 < len(places) <= SHARE * len(scenes)
    assert all(b - a > 1 for a, b in pairwise(places))
    shown = {s.id: WORDS for s in scenes} | {"s4": Picture(file="a.jpg")}
    assert not {"s3", "s5"} & set(proposed(scenes, shown, ROLES))


def test_nothing_is_asked_for_twice():
    scenes = [scene("s0", TEXTS[0]), scene("s1", TEXTS[1]), scene("s2", TEXTS[0]), *film(*["turn"] * 5)[3:]]
    scenes += [scene(f"t{n}", TEXTS[n], "turn") for n in range(5)]
    found = proposed(scenes, {s.id: WORDS for s in scenes}, ROLES)
    assert "s0" in found
    assert "s2" not in found
    assert len({p.about for p in found.values()}) == len(found)


def test_the_words_on_the_screen_stay_on_the_picture():
    scenes = film("beat", "turn", "turn")
    shown = {s.id: Title(headline="The quiet wing") for s in scenes}
    assert proposed(scenes, shown, ROLES)["s0"].title == "The quiet wing"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (TEXTS[0], {"feathers", "barn", "owl", "comb"}),
        (TEXTS[1], {"port", "rotterdam"}),
        (TEXTS[2], {"copper", "cables", "ocean", "floor"}),
        (TEXTS[3], {"lighthouse", "keeper", "stairs"}),
    ],
)
def test_a_scene_is_about_its_own_nouns(text, named):
    words = set(subject(scene("s", text)).split())
    assert words
    assert words <= named


@pytest.mark.parametrize("text", ["It was.", "They went there and came back.", "And so it is."])
def test_a_scene_without_things_asks_for_none(text):
    assert subject(scene("s", text)) == ""
