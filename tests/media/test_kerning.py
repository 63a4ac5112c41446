"""Pairs of letters stand as near as they were measured, with letter spacing and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ytempire.media import fonts, subs
from ytempire.media.ffmpeg import run
from ytempire.media.graphics.sheet import escape
from ytempire.media.kerning import kerned


def test_each_pair_becomes_a_spacing_of_its_own_and_the_rest_is_left() -> None:
    face = fonts.face("Inter-Bold")
    line = rf"{{\an7\fsp2\pos(1,2)\fn{face.family}\fs{100 * face.line:.2f}}}AVA{{\c&HFF&}} on"
    made = kerned(line)
    pair = 2 + face.kern["AV"] * 100
    assert rf"{{\fsp{pair:.2f}}}AV".rstrip("0") in re.sub(r"(\.\d)0\}", r"\1}", made)
    assert made.endswith(r"A{\c&HFF&} on")
    assert re.sub(r"\{\\fsp-?[\d.]+\}", "", made) == line


def test_a_drawing_and_an_unknown_font_are_left_as_they_are() -> None:
    drawing = r"{\an7\pos(1,2)\1c&HFFFFFF&\p4}m 0 0 l 8 0 8 8 0 8"
    assert kerned(drawing) == drawing
    assert kerned(r"{\fnNobody Knows\fs40}AVAV") == r"{\fnNobody Knows\fs40}AVAV"


@given(st.text(max_size=30), st.sampled_from(fonts.keys()), st.floats(-5, 5))
def test_no_letter_is_lost_or_added(text: str, key: str, space: float) -> None:
    face = fonts.face(key)
    head = rf"{{\fsp{space:.2f}\fn{face.family}\fs{40 * face.line:.2f}}}"
    body = escape(text)
    assert re.sub(r"\{\\fsp-?[\d.]+\}", "", kerned(head + body)).removeprefix(head) == body


@pytest.mark.parametrize("space", [0.0, -4.0, 3.0])
@pytest.mark.parametrize("key", ["Inter-ExtraBold", "Fraunces-Bold"])
def test_libass_draws_spaced_letters_as_wide_as_they_were_measured(key: str, space: float, tmp_path: Path) -> None:
    import numpy as np

    face, size, text = fonts.face(key), 100.0, "HAVAToTH"
    line = rf"{{\an7\fsp{space}\pos(50,50)\fn{face.family}\fs{size * face.line:.3f}\1c&HFFFFFF&}}{text}"
    (tmp_path / "t.ass").write_text(subs.ass([subs.Event(0, 0, 9, line)], 960, 270, 30), "utf-8")
    fonts.lay(tmp_path / "fonts", line)
    run(
        ["-f", "lavfi", "-i", "color=black:s=960x270:r=30:d=0.1", "-vf", "ass=t.ass:fontsdir=fonts,format=gray",
         "-frames:v", "1", "-f", "rawvideo", "out.raw"], cwd=tmp_path, timeout=60,
    )  # fmt: skip
    seen = np.frombuffer((tmp_path / "out.raw").read_bytes(), np.uint8).reshape(270, 960).max(0) > 90
    columns = np.nonzero(seen)[0]
    want = fonts.width(text, key, size, space) - space - 2 * face.bearing["H"] * size
    assert columns[-1] + 1 - columns[0] == pytest.approx(want, abs=0.05 * size)
