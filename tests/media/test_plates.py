"""Backgrounds: painted once, always the same, moving by parts of a pixel, never still."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ytempire.media import grounds, layers, plates
from ytempire.media.layers import Field
from ytempire.media.themes import NAMES, theme
from ytempire.models import Cut, Picture

SMALL = (480, 270)


def cut(**more: Any) -> Cut:
    return Cut(**{"id": "s01", "role": "x", "title": "", "frames": 90, "visual": Picture(file="p.jpg"), **more})


def frames(plate: plates.Plate, count: int) -> list[bytes]:
    return [bytes(f) for f in plates.moving(plate, count, 30)]


@pytest.mark.parametrize("name", NAMES)
def test_a_plate_is_always_the_same_and_each_seed_and_variant_another(name: str) -> None:
    def first(variant: int = 0, seed: str = "a") -> bytes:
        return frames(plates.paint(theme(name), *SMALL, free="right", variant=variant, seed=seed), 1)[0]

    assert first() == first()
    assert len({first(), first(seed="b"), *(first(v) for v in range(1, 4))}) == 5


@pytest.mark.parametrize("name", NAMES)
def test_a_background_is_never_still(name: str) -> None:
    import numpy as np

    for variant in range(4):
        plate = plates.paint(theme(name), *SMALL, free="left", variant=variant, seed="s")
        made = [np.frombuffer(f, np.uint8)[: SMALL[0] * SMALL[1]].astype(int) for f in frames(plate, 60)]
        assert np.abs(made[59] - made[0]).mean() > 0.35


def test_a_feed_writes_exactly_the_frames_asked_for() -> None:
    plate = plates.paint(theme("signal"), *SMALL, free="right", variant=1, seed="s")
    pipe = io.BytesIO()
    grounds.feed((plate, -3, 14))(pipe)
    assert len(pipe.getvalue()) == 17 * 480 * 270 * 3 // 2


def test_fields_come_within_eight_frames_and_leave_by_the_cut() -> None:
    import numpy as np

    plain = plates.paint(theme("midnight"), *SMALL, free="right", variant=0, seed="s")
    field = Field(480, 270, 400, 300, "#ffffff", 0.0, radius=20, at=4)
    laid = grounds.lay(plain, layers.fields([field], 0.25, *SMALL, until=40, leave=5), 40)
    made = [y.copy() for y, _, _ in laid.frames(0, 40)]
    assert made[3][100, 150] < 90
    assert made[20][100, 150] == 235
    assert made[39][100, 150] < 150
    assert np.array_equal(
        made[20][:60], np.frombuffer(frames(plain, 21)[20], np.uint8)[: 480 * 270].reshape(270, 480)[:60]
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_long_scene_changes_its_background_slowly(name: str) -> None:
    import numpy as np

    long = cut(frames=620, layout="left")
    plate = plates.paint_scene(theme(name), 240, 136, long, 30)
    assert len(plate.then) == 1
    made = [np.frombuffer(f, np.uint8)[: 240 * 136].astype(int) for f in frames(plate, 620)]
    assert max(np.abs(b - a).mean() for a, b in pairwise(made)) < 4
    assert np.abs(made[-1] - made[0]).mean() > 1
    assert plates.paint_scene(theme(name), 240, 136, cut(frames=200), 30).then == ()


def test_a_photograph_between_pixels_lies_between_them(tmp_path: Path) -> None:
    import numpy as np

    ramp = np.tile(np.arange(0, 200, dtype=np.uint8), (50, 1))
    out = np.empty((20, 100), np.uint8)
    plates._shifted(ramp, 10.5, 3.25, out)
    assert abs(float(out[0, 0]) - 10.5) <= 0.5
    plates._shifted(ramp, 10.0, 3.0, out)
    assert out[0, 0] == 10
