"""Photographs: what is no picture is refused; what is one covers its window and moves smoothly."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import grounds, luts, photos, stills
from ytempire.media.blobs import Blobs
from ytempire.media.graphics.compose import compose
from ytempire.media.themes import NAMES, rgb, theme
from ytempire.media.zones import zones
from ytempire.models import Blob, Cut, Frozen, Picture

SMALL = (480, 270)


class Look(Frozen):
    """What a ground must know of a frame."""

    width: int = SMALL[0]
    height: int = SMALL[1]
    fps: int = 30
    lut: Blob | None = None


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


def lumas(folder: Path, name: str, frames: int, look: Look | None = None, **more: Any) -> list[Any]:
    """The brightness of a picture's frames."""
    look = look or Look()
    blobs = Blobs(folder / "blobs")
    own = Cut(**{"id": "s01", "frames": frames, "visual": Picture(file="p.jpg"), **more})
    files = {
        n: blobs.put((folder / n).read_bytes(), Path(n).suffix) for n in ("p.jpg", "f.png") if (folder / n).exists()
    }
    own = own.model_copy(update={"files": files})
    places = zones(1920, 1080, "keys") if look.width > look.height else zones(1080, 1920, "words")
    ground = grounds.ground(own, look, theme(name), places, blobs)
    return [planes[0].astype(int) for planes in ground.frames(0, frames)]


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
    elif kind == "heic":
        file.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
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
        ("svg", "is a SVG picture, which cannot be read here"),
        ("heic", "is a HEIC picture, which cannot be read here"),
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


def test_what_is_transparent_shows_the_colour_it_is_laid_on(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGBA", (400, 400), (255, 255, 255, 0)).save(tmp_path / "clear.png")
    assert photos.load(tmp_path / "clear.png", under=(10, 20, 30)).getpixel((5, 5)) == (10, 20, 30)


def test_of_a_picture_that_moves_the_first_frame_is_taken(tmp_path: Path) -> None:
    from PIL import Image

    first, second = (Image.new("RGB", (400, 400), c) for c in ("#ff0000", "#0000ff"))
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second])
    assert photos.load(tmp_path / "a.gif").getpixel((9, 9))[0] > 200


def test_a_picture_of_16_bits_keeps_its_brightness(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    Image.fromarray(np.full((400, 400), 40_000, np.uint16)).save(tmp_path / "deep.png")
    assert abs(photos.load(tmp_path / "deep.png").getpixel((9, 9))[0] - 40_000 / 257) < 2


# --- tables of colours ---


def cube(size: int, red: float = 1.0) -> str:
    rows = [f"{r / (size - 1) * red:.6f} {g / (size - 1):.6f} {b / (size - 1):.6f}"
            for b in range(size) for g in range(size) for r in range(size)]  # fmt: skip
    return "\n".join(['TITLE "warm 3"', "# a comment", f"LUT_3D_SIZE {size}", "DOMAIN_MIN 0 0 0", *rows, ""])


def test_a_table_that_changes_nothing_changes_nothing():
    from PIL import Image

    picture = Image.radial_gradient("L").convert("RGB")
    assert luts.graded(picture, luts.parse(cube(17))).tobytes() == picture.tobytes()


def test_a_table_grades_a_picture(tmp_path: Path) -> None:
    (tmp_path / "c.cube").write_text(cube(5, red=0.0))
    photo(tmp_path).rename(tmp_path / "p.jpg")
    look = Look(lut=Blobs(tmp_path / "blobs").put((tmp_path / "c.cube").read_bytes(), ".cube"))
    plain, graded = lumas(tmp_path, "midnight", 1), lumas(tmp_path, "midnight", 1, look)
    assert graded[0].mean() < plain[0].mean() - 5


def test_three_curves_become_a_table():
    from PIL import Image

    lut = luts.parse("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n")
    assert luts.graded(Image.new("RGB", (1, 1), (255, 0, 0)), lut).getpixel((0, 0)) == (0, 255, 255)


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        ("", "x.cube", "says no LUT_3D_SIZE"),
        ("LUT_3D_SIZE 2\n0 0 0\n", "x.cube", "has 1 colours of 8"),
        ("LUT_3D_SIZE 999\n", "x.cube:1", "from 2 to 65"),
        ("LUT_3D_SIZE two\n", "x.cube:1", "from 2 to 65"),
        ("\nLUT_3D_SIZE 2\n0 0\n", "x.cube:3", "not three numbers"),
        ("LUT_3D_SIZE 2\n0 0 nan\n", "x.cube:2", "not a number"),
        ("0 0 0\n", "x.cube:1", "before it says"),
        ("DOMAIN_MAX 2 2 2\n", "x.cube:1", "not the usual"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1\n", "x.cube:4", "more colours"),
        ("LUT_3D_SIZE 2\nLUT_3D_SIZE 2\n", "x.cube:2", "second time"),
    ],
)
def test_a_bad_table_is_named_by_its_line(text, where, told):
    with pytest.raises(ConfigError, match=told) as error:
        luts.parse(text, "x.cube")
    assert error.value.problems[0].where == where


@given(st.text(alphabet="LUT_3D SIZE0123456789.-e\n#na", max_size=120))
def test_any_text_is_a_table_or_is_refused(text):
    try:
        lut = luts.parse(text)
    except ConfigError:
        return
    assert len(lut.table) == 3 * lut.size**3


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
