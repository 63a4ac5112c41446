"""Backgrounds and photographs: painted once, always the same, moving by parts of a pixel, never still."""

from __future__ import annotations

import io
import itertools
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ytempire.errors import ConfigError
from ytempire.media import grounds, layers, photos, plates
from ytempire.media.layers import Field
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import zones
from ytempire.models import Cut, Picture

SMALL = (480, 270)


def photo(
    folder: Path, width: int = 800, height: int = 600, form: str = "JPEG", mode: str = "RGB", **more: Any
) -> Path:
    import numpy as np
    from PIL import Image

    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([x * 255 / width, y * 255 / height, (x * 7 + y * 3) % 256], 2).astype(np.uint8)
    image = Image.fromarray(picture).convert(mode)
    file = folder / f"p.{form.lower()}"
    image.save(file, form, **more)
    return file


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


@pytest.mark.parametrize("variant", range(6))
@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_a_photograph_moves_smoothly_and_covers_its_window(variant: int, name: str, tmp_path: Path) -> None:
    import numpy as np

    plate = photos.plate(photo(tmp_path), theme(name), *SMALL, cut(variant=variant), zones(1920, 1080, "keys"))
    made = [np.frombuffer(f, np.uint8)[: 480 * 270].astype(int) for f in frames(plate, 45)]
    steps = [np.abs(b - a).mean() for a, b in itertools.pairwise(made)]
    assert min(steps) > 0.02
    assert max(steps) < 6 * (sum(steps) / len(steps)) + 0.5


@pytest.mark.parametrize("variant", range(5))
@pytest.mark.parametrize("name", ["midnight", "paper"])
def test_a_long_scene_shows_parts_of_its_picture_without_a_jump(variant: int, name: str, tmp_path: Path) -> None:
    import numpy as np

    long = cut(variant=variant, frames=400, layout="left")
    plate = photos.plate(photo(tmp_path, 1600, 900), theme(name), 240, 136, long, zones(1920, 1080, "keys"))
    assert len((plate.pans or plate.inset.pans) if plate.inset or plate.pans else ()) == 2
    made = [np.frombuffer(f, np.uint8)[: 240 * 136].astype(int) for f in frames(plate, 400)]
    steps = [np.abs(b - a).mean() for a, b in pairwise(made)]
    assert max(steps) < 12
    assert min(steps) > 0


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


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("JPEG", "CMYK"),
        ("WEBP", "RGB"),
        ("GIF", "P"),
        ("BMP", "RGB"),
        ("TIFF", "RGB"),
    ],
)
def test_every_usual_kind_of_picture_is_read(form: str, mode: str, tmp_path: Path) -> None:
    assert photos.load(photo(tmp_path, 400, 330, form, mode)).mode == "RGB"


def test_a_picture_is_turned_the_right_way_up(tmp_path: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    assert photos.load(photo(tmp_path, 800, 400, exif=exif)).size == (400, 800)


def plain(folder: Path, width: int, height: int) -> Path:
    from PIL import Image

    Image.new("1", (width, height)).save(folder / "plain.png")
    return folder / "plain.png"


def hostile(folder: Path, kind: str) -> Path:
    file = folder / "evil.jpg"
    good = photo(folder, 700, 500).read_bytes()
    if kind == "text":
        file.write_text("not a picture " * 100)
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "cut short":
        file.write_bytes(good[: len(good) // 3])
    elif kind == "header only":
        file.write_bytes(good[:20])
    elif kind == "playlist":
        file.write_text("ffconcat version 1.0\nfile '/etc/passwd'\n")
    elif kind == "svg":
        file.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')
    elif kind == "1x1":
        return photo(folder, 1, 1, "PNG")
    elif kind == "30,000 px wide":
        return plain(folder, 30_000, 330)
    elif kind == "64 megapixels":
        return plain(folder, 8_000, 8_000)
    elif kind == "missing":
        return folder / "none.jpg"
    return file


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("text", "not a picture"),
        ("empty", "not a picture"),
        ("cut short", "damaged"),
        ("header only", "not a picture|damaged"),
        ("playlist", "not a picture"),
        ("svg", "not a picture"),
        ("1x1", "too small: 1x1"),
        ("missing", "no such picture"),
        ("30,000 px wide", "too long: 30000x330"),
        ("64 megapixels", "more than 40 million"),
    ],
)
def test_a_hostile_picture_is_refused_with_its_name_and_the_reason(kind: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=reason) as error:
        photos.load(hostile(tmp_path, kind), "pictures/evil.jpg")
    assert str(error.value).startswith("pictures/evil.jpg  ")
    assert error.value.problems[0].next
