"""The fonts that are shipped: what they can draw, and that libass draws what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import fonts, subs
from ytempire.media.ffmpeg import run

KEYS = fonts.keys()


def test_every_font_has_its_licence_beside_it_and_all_are_small() -> None:
    licences = [f.name for f in fonts.FOLDER.glob("OFL-*.txt")]
    assert licences == sorted(licences) or len(licences) == 3
    assert {"OFL-inter.txt", "OFL-fraunces.txt", "OFL-jetbrains-mono.txt"} == set(licences)
    assert all("SIL Open Font License" in (fonts.FOLDER / name).read_text("utf-8") for name in licences)
    assert sum(f.stat().st_size for f in fonts.FOLDER.iterdir()) < 1_200_000


@pytest.mark.parametrize("key", KEYS)
def test_a_font_is_called_by_one_name_of_its_own(key: str) -> None:
    face = fonts.face(key)
    assert face.family.replace(" ", "").lower() == key.replace("-", "").lower()
    assert 0.6 < face.cap < 0.8
    assert face.advance[fonts.JOINER] == 0.0


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_of_europe_and_every_sign_of_type_can_be_drawn(key: str) -> None:
    letters = "ABCXYZ abcxyz 0123456789 ÀÆÇÉÎÑÖØÜßàæçéîñöøüÿ ĀăĄćČďĐęĚğĞįİłŁńňőŒœřŘśŠşŞťůŰŵŷźŻžŽ țȚșȘ"
    signs = "!?.,;:-–—‘’“”„…•·†‡‰′″‹›«»()[]{}<>/\\|@#$%&*+=~^_`'\" ©®™°±×÷−≈≠≤≥∞√ ←↑→↓ €£¥₹₽¢ ¼½¾ ²³¹ №µ"
    assert fonts.missing_glyphs(letters + signs, key) == ""


def test_what_no_font_draws_is_named_once_and_refused() -> None:
    assert fonts.missing_glyphs("a箱b箱c😀") == "箱😀"
    with pytest.raises(ConfigError, match=r"notes:3 .*箱 \(U\+7BB1 cjk unified ideograph-7bb1\)"):
        fonts.require("箱", where="notes:3")
    fonts.require("decomposed: e\u0301, soft\u00adhyphen, zero\u200bwidth")


def test_a_font_that_lacks_a_sign_borrows_it() -> None:
    assert fonts.runs("a → b", "Fraunces-Bold") == (
        ("Fraunces-Bold", "a "),
        ("Inter-Bold", "→"),
        ("Fraunces-Bold", " b"),
    )


@given(st.text(max_size=40), st.sampled_from(KEYS))
def test_width_grows_with_size_and_never_fails(text: str, key: str) -> None:
    one, two = fonts.width(text, key, 50), fonts.width(text, key, 100)
    assert two == pytest.approx(2 * one)


@given(st.text())
def test_a_settled_text_stays_as_it_is(text: str) -> None:
    assert fonts.settle(fonts.settle(text)) == fonts.settle(text)


@pytest.mark.parametrize("key", ["Inter-ExtraBold", "Fraunces-Bold", "JetBrainsMono-Regular"])
def test_libass_draws_as_wide_and_as_high_as_was_measured(key: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    import cv2
    import numpy as np

    face, size, text = fonts.face(key), 100.0, "HAVOTATH"
    (tmp_path / "fonts").symlink_to(fonts.FOLDER)
    line = rf"{{\an7\pos(50,{200 - face.ascent * size:.2f})\fn{face.family}\fs{size * face.line:.3f}}}{text}"
    (tmp_path / "t.ass").write_text(subs.ass([subs.Event(0, 0, 9, line)], 960, 270, 30), "utf-8")
    run(
        [
            "-f",
            "lavfi",
            "-i",
            "color=black:s=960x270:r=30",
            "-vf",
            "ass=t.ass:fontsdir=fonts",
            "-frames:v",
            "1",
            "t.png",
        ],
        cwd=tmp_path,
    )
    seen = cv2.imread(str(tmp_path / "t.png"), 0) > 127
    xs, ys = np.nonzero(seen.any(0))[0], np.nonzero(seen.any(1))[0]
    expected = fonts.width(text, key, size) - 2 * face.bearing["H"] * size
    assert xs[-1] + 1 - xs[0] == pytest.approx(expected, abs=0.035 * size)
    assert xs[0] == pytest.approx(50 + face.bearing["H"] * size, abs=1.5)
    assert 200 - ys[0] == pytest.approx(face.cap * size, abs=2.5)
