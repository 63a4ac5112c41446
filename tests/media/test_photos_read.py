"""Pictures and tables of colours as files: every usual one is read, a hostile one is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from photos_made import Look, lumas, photo

from ytempire.errors import ConfigError
from ytempire.media import luts, photos
from ytempire.media.blobs import Blobs


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
