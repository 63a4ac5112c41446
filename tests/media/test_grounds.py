"""Grounds give any frame at any time, layers lie on all of them, and what was made last is kept for a while."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import grounds, joins, layers, plates
from ytempire.media.scenes import Grounds
from ytempire.media.themes import theme
from ytempire.models import Cut, Statement, Transition

SMALL = (240, 136)


def paper(frames: int = 40) -> plates.Plate:
    cut = Cut(id="s", frames=frames, visual=Statement(text="One"))
    return plates.paint_scene(theme("midnight"), *SMALL, cut, 30)


def bright(ground: grounds.Ground, first: int, last: int) -> list[Any]:
    return [y.copy() for y, _, _ in ground.frames(first, last)]


@pytest.mark.parametrize("frames", [40, 620])
def test_a_part_of_a_ground_is_the_part_of_the_whole_and_it_goes_on_past_both_ends(frames: int) -> None:
    import numpy as np

    ground = paper(frames)
    whole = bright(ground, -6, frames + 6)
    for first, last in ((-6, -2), (-2, 5), (17, 23), (frames - 3, frames + 6)):
        part = bright(ground, first, last)
        assert all(np.array_equal(a, b) for a, b in zip(part, whole[first + 6 : last + 6], strict=True))
    assert max(np.abs(b.astype(int) - a).mean() for a, b in pairwise(whole[:13])) < 4


def test_layers_stand_before_the_first_frame_and_after_the_last() -> None:
    field = layers.Field(0, 0, 960, 540, "#ffffff", 0.0, at=0)
    laid = grounds.lay(paper(), layers.fields([field], SMALL[0] / 1920, *SMALL), 40)
    made = bright(laid, -3, 43)
    assert abs(int(made[0][30, 40]) - int(made[3][30, 40])) < 12
    assert made[20][30, 40] == made[45][30, 40] == 235
    assert grounds.lay(paper(), (), 40).__class__ is plates.Plate


def test_a_mark_lies_in_its_corner_and_is_as_clear_as_asked(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    image = Image.new("RGBA", (200, 100), (255, 255, 255, 0))
    image.paste((255, 255, 255, 255), (0, 0, 100, 100))  # its right half is clear
    image.save(tmp_path / "m.png")
    ground = paper()
    plain = bright(ground, 0, 1)[0].astype(int)
    for corner, spot in (("top-left", (5, 6)), ("bottom-right", (SMALL[1] - 8, SMALL[0] - 40))):
        mark = layers.mark(tmp_path / "m.png", corner, 0.2, 0.5, *SMALL)  # type: ignore[arg-type]
        seen = bright(grounds.lay(ground, [mark], 40), 0, 1)[0].astype(int)
        expected = (plain[spot] + 235) / 2
        assert abs(seen[spot] - expected) < 4
        away = np.abs(seen - plain)
        x0, y0, x1, y1 = mark.boxes[0]
        assert away[:, : x0 or None].max(initial=0) == 0 or x0 == 0
        assert away[y0:y1, (x0 + x1) // 2 + 2 : x1].max() <= 1
    (tmp_path / "bad.png").write_bytes(b"no")
    with pytest.raises(ConfigError, match=r"look.watermark  this is not a picture"):
        layers.mark(tmp_path / "bad.png", "top-left", 0.2, 0.5, *SMALL)


class Counted:
    """A ground that knows how often it was made."""

    made = 0

    def __init__(self) -> None:
        Counted.made += 1

    def frames(self, first: int, last: int) -> Iterator[Any]:
        yield from ()


def test_a_ground_is_made_once_however_many_ask_and_few_are_kept() -> None:
    Counted.made = 0
    kept, started = Grounds(most=2), threading.Barrier(8)

    def ask(_: int) -> grounds.Ground:
        started.wait()
        return kept.get("one", Counted)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert Counted.made == 1
    for key in ("two", "one", "three", "one"):
        kept.get(key, Counted)
    assert Counted.made == 3, "the one that was used last stays"
    kept.get("two", Counted)
    assert Counted.made == 4


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["dissolve", "wipe", "fade", "zoom"]), st.integers(2, 40), st.sampled_from(["left", "down"]))
def test_a_mask_goes_from_almost_none_to_almost_all(kind: Any, frames: int, way: Any) -> None:
    import numpy as np

    blend = joins.blend(Transition(kind=kind, frames=frames, way=way), 64, 36, 30, "#000000")
    shown = [y.mean() / 255 for y, _, _ in blend.parts[0].frames(0, frames)]
    assert len(shown) == frames
    assert all(b >= a - 1e-9 for a, b in pairwise(shown))
    assert shown[0] < 0.5 + 1e-9 <= shown[-1] + 0.51 / frames + 1e-9
    if frames >= 8:
        assert shown[0] < 0.1
        assert shown[-1] > 0.9
    y, u, v = next(iter(blend.parts[0].frames(0, 1)))
    assert (y.shape, u.shape, v.shape) == ((36, 64), (18, 32), (18, 32))
    assert np.asarray(y).dtype == np.uint8
