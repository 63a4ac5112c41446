"""Voices told apart, and lower thirds that meet nothing."""

from __future__ import annotations

import itertools

import pytest

from ytempire.media.cast import _distance, apart, brightened, cast, on, readable
from ytempire.media.graphics.compose import compose
from ytempire.media.themes import NAMES, contrast, theme
from ytempire.media.zones import zones
from ytempire.models import Bar, Chart, Counter, Cut, Items, LowerThird, Quotation, Speaker, Statement, Title

SHAPES = [(1920, 1080), (1080, 1920), (1080, 1080)]
VISUALS = (
    Title(headline="The box that changed the world", support="And nobody saw it"),
    Statement(text="Every port that waited too long lost its trade"),
    Counter(value=58, shown="58", label="boxes on the Ideal X"),
    Items(title="What changed", items=("Fewer hands", "Faster ships", "Cheaper freight", "Larger quays", "New towns")),
    Quotation(text="If it had been in a box, it would have been there already.", by="Malcom McLean"),
    Chart(title="Cost a ton", bars=(Bar(label="Loose", value=5.86, shown="$5.86"),
                                    Bar(label="Boxes", value=0.16, shown="$0.16"))),
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_default_colours_are_read_on_the_theme_and_far_from_each_other(name):
    made = cast([Speaker(name=n) for n in ("narrator", "host", "guest", "expert")], theme(name))
    colours = [s.colour for s in made]
    assert all(readable(c, theme(name)) for c in colours)
    assert min(_distance(a, b) for a, b in itertools.combinations(colours, 2)) > 0.1
    assert all(contrast(on(c, theme(name)), c) >= 4.5 for c in colours)
    assert [s.pan for s in made] == [-0.24, -0.08, 0.08, 0.24]


def test_what_was_asked_for_stays():
    asked = [Speaker(name="host", pan=0.5, colour="#ffffff"), Speaker(name="guest", tone="radio")]
    made = cast(asked, theme("midnight"))
    assert made[0] == asked[0]
    assert (made[1].pan, made[1].tone) == (0, "radio")
    assert cast(asked[:1], theme("midnight")) == tuple(asked[:1])
    assert apart(["#ffb224", ""], theme("midnight"))[1] != "#ffb224"


def test_a_dark_colour_is_lifted_until_it_is_read_on_dark():
    assert contrast(brightened("#101080", "#0a0a14"), "#0a0a14") >= 5.5
    assert brightened("#ffd93b", "#0a0a14") == "#ffd93b"


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_a_lower_third_meets_nothing_and_stays_inside(name, size):
    third = LowerThird(name="Ada Byron", text="field biologist", start=10, end=130)
    drawn = 0
    for visual in VISUALS:
        for layout in ("left", "right", "center"):
            cut = Cut(id="s1", frames=240, visual=visual, layout=layout, lower_third=third, source="A field guide",
                      beats=(0, 20, 40, 60, 80)[: 5 if isinstance(visual, Items) else 3])  # fmt: skip
            zoned = zones(*size, "keys")
            made = compose(cut, theme(name), zoned, 30, "keys", "Tiny Owls")
            own = [b for b in made.boxes if b.what == "lower third"]
            for box in own:
                assert box.within(zoned.content, 2)
                assert not [b for b in made.boxes if b is not box and b.meets(box, 8)]
            drawn += len(own)
    assert drawn >= 15, "where there is room, it is there"


def test_a_name_without_room_leaves_the_scene_as_it_was():
    crowded = Items(title="What changed in every harbour",
                    items=tuple(f"{n} was replaced by something new" for n in "ABCDEF"))  # fmt: skip
    cut = Cut(id="s1", frames=240, visual=crowded, beats=(0, 20, 40, 60, 80, 100))
    named = cut.model_copy(update={"lower_third": LowerThird(name="Ada Byron", start=10, end=130)})
    zoned = zones(1080, 1080, "words")
    before, after = (compose(c, theme("signal"), zoned, 30, "words") for c in (cut, named))
    if "lower third" not in [b.what for b in after.boxes]:
        assert [b for b in after.boxes if b.what != "lower third"] == list(before.boxes)


def test_a_plain_scene_has_no_progress_source_or_mark():
    cut = Cut(id="s1", frames=90, visual=Title(headline="Owls"), source="A field guide")
    shown = ["".join(e.text for e in compose(c, theme("midnight"), zones(1920, 1080), 30, "none", "Tiny Owls").events)
             for c in (cut, cut.model_copy(update={"plain": True}))]  # fmt: skip
    assert "Tiny" in shown[0]
    assert "Tiny" not in shown[1]
    assert "field guide" not in shown[1]
