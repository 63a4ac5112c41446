"""Photographs: what is no picture is refused; what is one covers its window and moves smoothly."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from photos_made import SMALL, Look, lumas, photo

from ytempire.media import grounds, stills
from ytempire.media.blobs import Blobs
from ytempire.media.graphics.compose import compose
from ytempire.media.themes import NAMES, rgb, theme
from ytempire.media.zones import zones
from ytempire.models import Cut, Picture


@pytest.mark.parametrize("variant", range(6))
@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_a_photograph_moves_smoothly_and_covers_its_window(variant: int, name: str, tmp_path: Path) -> None:
    import numpy as np

    photo(tmp_path, form="JPEG").rename(tmp_path / "p.jpg")
    made = lumas(tmp_path, name, 45, variant=variant)
    steps = [np.abs(b - a).mean() for a, b in pairwise(made)]
    assert min(steps) > 0.02
    assert max(steps) < 6 * (sum(steps) / len(steps)) + 0.5


@pytest.mark.parametrize("variant", range(5))
@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_a_long_scene_shows_parts_of_its_picture_without_a_jump(variant: int, name: str, tmp_path: Path) -> None:
    import numpy as np

    photo(tmp_path, 1600, 900).rename(tmp_path / "p.jpg")
    assert len(stills.still(tmp_path / "p.jpg", (240, 136), variant, 400 / 30).ways) == 2
    made = lumas(tmp_path, name, 400, Look(width=240, height=136), variant=variant)
    steps = [np.abs(b - a).mean() for a, b in pairwise(made)]
    assert max(steps) < 12
    assert min(steps) > 0


@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_what_is_to_stand_still_stands_still(name: str, tmp_path: Path) -> None:
    import numpy as np

    photo(tmp_path).rename(tmp_path / "p.jpg")
    made = stills.still(tmp_path / "p.jpg", SMALL, 0, 2.0, "still")
    assert made.ways == (((0.0, 0.0, 1.0), (0.0, 0.0, 1.0)),)
    frames = lumas(tmp_path, "midnight", 5, visual=Picture(file="p.jpg", motion="still"))
    assert np.array_equal(frames[0], frames[4])


@given(
    st.integers(340, 3000), st.integers(340, 3000), st.sampled_from([(480, 270), (270, 480), (300, 300)]),
    st.floats(0.5, 40), st.integers(0, 999), st.sampled_from(["auto", "in", "out", "left", "right", "up", "down"]),
    st.floats(1, 3),
)  # fmt: skip
def test_no_way_leaves_its_picture(width, height, size, seconds, variant, motion, much):
    w, h = stills._canvas(size, 1.3, motion, seconds, width / height)
    assert w >= size[0]
    assert h >= size[1]
    for turn in range(3):
        pan = stills.way(size, (w, h), variant, turn, seconds / 3, motion)
        for x, y, s in (*pan, *stills._amplified(pan, size, (w, h), much)):
            assert x >= 0
            assert y >= 0
            assert s >= 1
            assert x + size[0] * s <= w + 1
            assert y + size[1] * s <= h + 1


@pytest.mark.parametrize(("motion", "sign", "axis"), [("left", 1, 1), ("right", -1, 1), ("up", 1, 0), ("down", -1, 0)])
def test_a_view_goes_where_it_is_told(motion, sign, axis, tmp_path):
    """When the view goes to the left, what is seen moves to the right."""
    (x0, y0, _), (x1, y1, _) = stills.still(photo(tmp_path), SMALL, 3, 3.0, motion).ways[0]
    went = x0 - x1 if axis else y0 - y1
    assert went * sign > 5
    assert abs((y0 - y1) if axis else (x0 - x1)) < 1


def test_what_is_clear_of_a_cut_out_shows_the_picture_behind(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    Image.new("RGB", (800, 450), (40, 40, 40)).save(tmp_path / "p.jpg")
    front = Image.new("RGBA", (800, 450), (255, 0, 255, 0))
    front.paste((230, 230, 230, 255), (300, 150, 500, 450))
    front.save(tmp_path / "f.png")
    seen = lumas(tmp_path, "midnight", 3, visual=Picture(file="p.jpg", front="f.png"))[1]
    bare = lumas(tmp_path, "midnight", 3, visual=Picture(file="p.jpg"))[1]
    assert np.abs(seen[:, :100] - bare[:, :100]).max() <= 2  # nothing of the clear parts' colour
    assert seen[150, 240] > 190


def test_a_cut_out_of_another_shape_stands_on_the_lower_edge(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (800, 450), (30, 30, 30)).save(tmp_path / "p.jpg")
    Image.new("RGBA", (400, 900), (240, 240, 240, 255)).save(tmp_path / "f.png")
    seen = lumas(tmp_path, "midnight", 3, visual=Picture(file="p.jpg", front="f.png"))[1]
    assert seen[200, 240] > 190
    assert seen[200, 20] < 60
    assert seen[5, 240] < 60


# --- words on a picture ---


@pytest.mark.parametrize("shape", [(1920, 1080), (1080, 1920), (1080, 1080)])
@pytest.mark.parametrize("words", ["title", "caption"])
@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_on_the_whitest_picture(name, words, shape, tmp_path):
    """Under every word a contrast of 4.5 to its ink (WCAG), where a white photograph is whitest."""
    import numpy as np
    from PIL import Image

    Image.new("RGB", (800, 450), (255, 255, 255)).save(tmp_path / "p.jpg")
    long = "A ship in a canal that nobody could pass for a week"
    visual = Picture(file="p.jpg", title=long if words == "title" else "", caption=long)
    own = Cut(id="s01", frames=60, visual=visual, layout="left", variant=0)
    chosen, places = theme(name), zones(*shape, "keys")
    drawn = compose(own, chosen, places, 30, "keys")
    unit = 4
    look = Look(width=shape[0] // unit, height=shape[1] // unit)
    blobs = Blobs(tmp_path / "blobs")
    filed = drawn.cut.model_copy(update={"files": {"p.jpg": blobs.put((tmp_path / "p.jpg").read_bytes(), ".jpg")}})
    y, _, _ = next(grounds.ground(filed, look, chosen, places, blobs).frames(30, 31))
    light = np.clip((y.astype(float) - 16) / 219, 0, 1) ** 2.2
    ink = sum(k * (v / 255) ** 2.2 for k, v in zip((0.2126, 0.7152, 0.0722), rgb(chosen.ink), strict=True))
    said = [box for box in drawn.boxes if box.what in ("headline", "caption")]
    assert said
    for box in said:
        part = light[int(box.y0 / unit) : int(box.y1 / unit), int(box.x0 / unit) : int(box.x1 / unit)]
        worst = float(part.max() if ink > 0.4 else part.min())
        assert (max(ink, worst) + 0.05) / (min(ink, worst) + 0.05) >= 4.5, (box, worst)
