"""Two pictures: the second comes as it is spoken of, beside the first or in its place, and nothing jumps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ytempire.media import grounds, pairs
from ytempire.media.blobs import Blobs
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import zones
from ytempire.models import Blob, Cut, Frozen, Pair, Picture, Visual

FRAMES = 60
NOMINAL = {(320, 180): (1920, 1080), (180, 320): (1080, 1920), (200, 200): (1080, 1080)}


class Look(Frozen):
    """What a ground must know of a frame."""

    width: int
    height: int
    fps: int = 30
    lut: Blob | None = None


def cut(folder: Path, visual: Visual, **more: Any) -> tuple[Cut, Blobs]:
    blobs = Blobs(folder / "blobs")
    for name, grey in (("a.png", 40), ("b.png", 220)):
        Image.new("L", (640, 480), grey).convert("RGBA").save(folder / name)
    files = {name: blobs.put((folder / name).read_bytes(), ".png") for name in ("a.png", "b.png")}
    return Cut(id="s1", frames=FRAMES, visual=visual, files=files, beats=(0, 24), **more), blobs


def frames(folder: Path, visual: Visual, name: str, size: tuple[int, int], first: int, last: int) -> list[Any]:
    own, blobs = cut(folder, visual)
    ground = grounds.ground(own, Look(width=size[0], height=size[1]), theme(name), zones(*NOMINAL[size]), blobs)
    return [y.copy() for y, _, _ in ground.frames(first, last)]


A, B = Picture(file="a.png"), Picture(file="b.png")


@pytest.mark.parametrize("size", NOMINAL)
@pytest.mark.parametrize("name", NAMES)
def test_beside_the_second_appears_in_its_own_window_when_it_is_spoken_of(name, size, tmp_path):
    visual = Pair(first=A, second=B, title="Two")
    own, _ = cut(tmp_path, visual)
    unit = size[0] / NOMINAL[size][0]
    one, two = (
        (slice(round(b.y0 * unit) + 6, round(b.y1 * unit) - 6), slice(round(b.x0 * unit) + 6, round(b.x1 * unit) - 6))
        for b in pairs.windows(own, theme(name), zones(*NOMINAL[size]))
    )
    made = frames(tmp_path, visual, name, size, 0, FRAMES)
    at = pairs.when(own, 30)
    assert abs(float(made[0][one].mean()) - float(made[-1][one].mean())) < 4
    assert float(made[-1][two].mean()) > 180
    assert abs(float(made[at - 1][two].mean()) - float(made[0][two].mean())) < 12
    steps = [abs(float(b[two].mean()) - float(a[two].mean())) for a, b in pairwise(made)]
    assert max(steps) < 25


@pytest.mark.parametrize("size", NOMINAL)
@pytest.mark.parametrize(("name", "title"), [("midnight", ""), ("paper", ""), ("signal", "Then and now")])
def test_one_becomes_the_other_from_left_to_right(name, title, size, tmp_path):
    made = frames(tmp_path, Pair(first=A, second=B, title=title, way="becomes"), name, size, 0, FRAMES)
    low = round(size[1] * 0.4)
    middle = [float(y[low - 4 : low + 4, size[0] // 2 - 4 : size[0] // 2 + 4].mean()) for y in made]
    assert middle[0] < 80
    assert middle[-1] > 150
    half = made[24 + pairs.CROSSES // 2]
    row = half[low]
    assert float(row[size[0] // 4]) > float(row[3 * size[0] // 4])


@pytest.mark.parametrize(
    "visual",
    [
        Pair(first=A, second=B),
        Pair(first=A, second=B, way="becomes"),
        Pair(first=A, second=B, way="becomes", title="Then and now"),
        Picture(file="a.png", front="b.png", motion="right"),
        Picture(file="a.png"),
    ],
)
@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_any_part_of_a_scene_is_what_the_whole_has_there(visual, name, tmp_path):
    size = (320, 180)
    whole = frames(tmp_path, visual, name, size, -12, FRAMES + 12)
    for first, last in ((-12, -6), (-2, 3), (20, 30), (45, 62), (64, 72)):
        part = frames(tmp_path, visual, name, size, first, last)
        for k, y in enumerate(part):
            assert np.array_equal(y, whole[first + 12 + k]), (first, last, k)


def test_a_picture_goes_on_moving_under_a_join(tmp_path):
    y, x = np.mgrid[0:480, 0:640]
    Image.fromarray(((x * 3 + y * 2) % 256).astype(np.uint8)).convert("RGB").save(tmp_path / "wavy.png")
    own, blobs = cut(tmp_path, Picture(file="wavy.png", motion="left"))
    own = own.model_copy(update={"files": {"wavy.png": blobs.put((tmp_path / "wavy.png").read_bytes(), ".png")}})
    ground = grounds.ground(own, Look(width=320, height=180), theme("midnight"), zones(1920, 1080), blobs)
    made = [p[0].astype(int) for p in ground.frames(-8, FRAMES + 8)]
    assert min(np.abs(b - a).mean() for a, b in pairwise(made)) > 0.2
