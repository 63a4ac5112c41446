"""Pictures shown before, likeness to what was drawn, and what leaves its place: each is found."""

from __future__ import annotations

import numpy as np
import pytest
from films_with_faults import SMALL, blobs as blobs, failed, lossless, made, plan
from hypothesis import given, strategies as st

from ytempire.media import inspect
from ytempire.media.inspect.laid import outside
from ytempire.media.inspect.likeness import ssim
from ytempire.media.zones import Box, zones
from ytempire.models import Blob, Cut, Measure, Picture, Roll, Rules, Statement, Timeline, Title, Visual

# --- pictures seen before -------------------------------------------------------------------------

OWL, FOX = (Blob(digest=d * 64, bytes=9, suffix=".jpg") for d in "ab")


def shown(scene: int, blob: Blob, name: str, visual: Visual | None = None, plain: bool = False) -> Cut:
    return Cut(id=f"s{scene}", frames=60, visual=visual or Picture(file=name), files={name: blob}, plain=plain)


def laid(timeline: Timeline, rules: Rules = SMALL, used: tuple[str, ...] = ()) -> dict[str, Measure]:
    from ytempire.media.inspect.laid import repetition

    placed, begin = [], 0
    for cut in timeline.cuts:
        placed.append(inspect.rows.Placed(cut, begin))
        begin += cut.frames
    return failed(tuple(repetition(placed, timeline, rules, used)))


def test_a_picture_twice_is_found_even_under_another_name():
    twice = laid(plan(shown(0, OWL, "owl.jpg"), shown(1, FOX, "fox.jpg"), shown(2, OWL, "same owl.jpg")))
    assert (twice["repetition"].scene, twice["repetition"].at) == ("s2", 4.0)
    assert "scene s0" in twice["repetition"].value
    assert not twice["repetition"].warning
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg")))["repetition"].warning  # as the script asks
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg")), Rules(repeats=1)) == {}
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg", plain=True))) == {}


def test_a_picture_of_the_last_films_is_found():
    wrong = laid(plan(shown(0, OWL, "owl.jpg"), shown(1, FOX, "fox.jpg")), used=(FOX.digest,))
    assert list(wrong) == ["seen before"]
    assert wrong["seen before"].scene == "s1"


@given(st.floats(0, 30), st.floats(0, 30))
def test_two_parts_of_a_clip_count_as_one_only_where_they_meet(first, second):
    cuts = [shown(n, OWL, "x.mp4", Roll(file="x.mp4", start=at)) for n, at in enumerate((first, second))]
    assert ("repetition" in laid(plan(*cuts))) == (2 - abs(first - second) > 0.5)


# --- likeness -------------------------------------------------------------------------------------


def test_frames_are_held_against_what_was_drawn(tmp_path, blobs):
    timeline = plan(*(Cut(id=f"s{n}", frames=45, visual=Title(headline="x")) for n in range(3)))
    samples = [inspect.Drawn(f"s{n}", n * 45 + 25, lossless(tmp_path, n * 45 + 25), 3) for n in range(3)]
    rules, more = SMALL, {"samples": samples, "keep": lambda data: blobs.put(data, ".jpg")}
    good = made(tmp_path, timeline, blobs, quality=18)
    assert "likeness" not in failed(inspect.measure(good, timeline, rules, **more))
    poor = failed(inspect.measure(made(tmp_path, timeline, blobs, quality=48), timeline, rules, **more))["likeness"]
    assert poor.scene == "s2"
    assert poor.value < "SSIM 0.93"
    assert poor.picture
    elsewhere = [inspect.Drawn("s1", 70, lossless(tmp_path, 25), 3)]  # another moment than the film has there
    made(tmp_path, timeline, blobs, quality=18)
    assert "likeness" in failed(inspect.measure(good, timeline, rules, samples=elsewhere))
    beyond = [inspect.Drawn("s2", 134, lossless(tmp_path, 25), 3)]
    assert "1 of 3 frames" in failed(inspect.measure(good, timeline, rules, samples=beyond))["likeness"].value


def test_likeness_is_one_for_the_same_and_falls_with_noise():
    dice = np.random.default_rng(1)
    still = dice.integers(0, 255, (90, 160), np.uint8)
    rough = np.clip(still + dice.normal(0, 40, still.shape), 0, 255).astype(np.uint8)
    assert ssim(still, still) == pytest.approx(1.0)
    assert ssim(still, rough) < 0.95


# --- letters and places ---------------------------------------------------------------------------


def test_a_letter_without_a_font_and_a_scene_without_room_are_told(tmp_path, blobs):
    cuts = (
        Cut(id="fine", frames=30, visual=Title(headline="Fine")),
        Cut(id="boxes", frames=30, visual=Title(headline="箱 first")),
        Cut(id="long", frames=30, visual=Statement(text="Word " * 120)),
    )
    wrong = failed(tuple(inspect.laid(plan(*cuts), SMALL)))
    assert (wrong["letters"].scene, wrong["letters"].timecode) == ("boxes", "00:01.00")
    assert "U+7BB1" in wrong["letters"].value
    assert wrong["layout"].scene in ("boxes", "long")


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080)])
def test_what_leaves_the_safe_area_is_found(size):
    zoned = zones(*size, "words")
    safe = zoned.safe
    inside = Box(safe.x0 + 5, safe.y0 + 5, safe.x0 + 300, safe.y0 + 90, "headline")
    low = Box(safe.x0, safe.y1 - 40, safe.x0 + 200, safe.y1 + 30, "support")
    caption = Box(300, zoned.caption.y0, 600, zoned.caption.y1, "caption")
    over = Box(320, zoned.caption.y0 - 40, 500, zoned.caption.y0 + 20, "bar")
    assert outside((inside, caption), zoned) == []
    assert [box for box, _ in outside((inside, low), zoned)] == [low]
    assert ("meets the captions") in [said for _, said in outside((caption, over), zoned)]
