"""A channel's own fonts: made into what ours are, or refused with the reason."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import fonts, subs, typefaces
from ytempire.media.ffmpeg import run

SERIF = (fonts.FOLDER / "Fraunces-Bold.ttf").read_bytes()


def saved(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def with_cubic_outlines() -> bytes:
    """The same letters as PostScript outlines, as an .otf file holds them."""
    font = TTFont(io.BytesIO(SERIF))
    drawn, cmap = font.getGlyphSet(), font.getBestCmap()
    names = [".notdef", *dict.fromkeys(g for c, g in cmap.items() if c < 0x180 and g != ".notdef")]
    strings = {}
    for name in names:
        pen = T2CharStringPen(drawn[name].width, drawn)
        drawn[name].draw(pen)
        strings[name] = pen.getCharString()
    build = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({c: g for c, g in cmap.items() if g in strings})
    build.setupCFF("Cubic", {}, strings, {})
    build.setupHorizontalMetrics({n: (drawn[n].width, 0) for n in names})
    build.setupHorizontalHeader(ascent=1900, descent=-500)
    build.setupNameTable({"familyName": "Cubic", "styleName": "Regular"})
    build.setupOS2(usWinAscent=1900, usWinDescent=500)
    build.setupPost()
    return saved(build.font)


def test_a_font_is_made_into_one_that_measures_as_it_did_and_the_same_bytes_give_the_same(tmp_path: Path) -> None:
    made = typefaces.made(SERIF, "x")
    assert made == typefaces.made(SERIF, "x")
    (tmp_path / "own.ttf").write_bytes(made)
    own, ours = fonts.face(str(tmp_path / "own.ttf")), fonts.face("Fraunces-Bold")
    assert own.family.startswith("Own ")
    assert own.advance[fonts.JOINER] == 0
    for text in ("Hello, World 1956", "AVATAR To We", "“Æsir” – naïve"):
        assert fonts.width(text, own.key, 100) == pytest.approx(fonts.width(text, ours.key, 100), abs=0.5)
    assert own.cap == pytest.approx(ours.cap, abs=0.02)


def test_cubic_outlines_are_taken_and_drawn_the_right_way_round(tmp_path: Path) -> None:
    data = with_cubic_outlines()
    assert data[:4] == b"OTTO"
    (tmp_path / "own.ttf").write_bytes(typefaces.made(data, "x"))
    own = fonts.face(str(tmp_path / "own.ttf"))
    assert fonts.width("Hello", own.key, 100) == pytest.approx(
        sum(fonts.face("Fraunces-Bold").advance[c] for c in "Hello") * 100, abs=1
    )
    assert drawn(own, "O", tmp_path) == pytest.approx(drawn(fonts.face("Fraunces-Bold"), "O", tmp_path), rel=0.03)


def drawn(face: fonts.Face, text: str, folder: Path) -> float:
    """How much ink libass lays for a text."""
    import numpy as np

    line = rf"{{\an7\pos(20,20)\fn{face.family}\fs{200 * face.line:.2f}\1c&HFFFFFF&}}{text}"
    (folder / "t.ass").write_text(subs.ass((subs.Event(0, 0, 10, line),), 480, 270, 30), "utf-8")
    fonts.lay(folder / "fonts", line, (face.key,) if face.key.endswith(".ttf") else ())
    run(
        ["-f", "lavfi", "-i", "color=black:s=480x270:r=30:d=0.1", "-vf", "ass=t.ass:fontsdir=fonts,format=gray",
         "-frames:v", "1", "-f", "rawvideo", "out.raw"], cwd=folder, timeout=60,
    )  # fmt: skip
    return float(np.frombuffer((folder / "out.raw").read_bytes(), np.uint8).sum()) / 255


def broken(how: str) -> bytes:
    font = TTFont(io.BytesIO(SERIF))
    if how == "variable":
        font["fvar"] = newTable("fvar")
        font["fvar"].axes, font["fvar"].instances = [], []
        font["fvar"].version = 0x00010000
    elif how == "pictures":
        for tag in ("glyf", "loca"):
            del font[tag]
        out = io.BytesIO()
        font.save(out, reorderTables=False)
        return out.getvalue()
    elif how == "letters":
        for table in font["cmap"].tables:
            table.cmap = {c: g for c, g in table.cmap.items() if chr(c) not in "QZ7"}
    return saved(font)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no font"),
        (b"ttcf" + bytes(40), "is a collection of fonts. Take one font out of it"),
        (b"wOF2" + bytes(40), "is a font for web pages. Use its .ttf or .otf file"),
        (b"<html>", "is no font"),
        (SERIF[:3000], "is a broken font|has no"),
        (b"\0\1\0\0" + b"\xff" * 500, "is a broken font|has no"),
        (broken("variable"), "is a variable font. Take one of its static files"),
        (broken("pictures"), "has no outlines"),
        (broken("letters"), "the font lacks Q Z 7"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as error:
        typefaces.made(data, "channels/owls/f.ttf")
    assert "channels/owls/f.ttf" in str(error.value)


@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(SERIF) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_font_is_made_or_refused_and_never_anything_else(damage: list[tuple[int, int]]) -> None:
    data = bytearray(SERIF)
    for at, value in damage:
        data[at % 4000] = value  # its tables are in front
    try:
        typefaces.made(bytes(data), "f.ttf")
    except ConfigError as error:
        assert "f.ttf" in str(error)
