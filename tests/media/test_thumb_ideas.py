"""Thumbnails of every idea keep the rules, and the score says which one they break."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import thumbs
from ytempire.media.themes import NAMES, READABLE, theme
from ytempire.media.thumbs.score import REFUSED, Set, score, set_of, shared
from ytempire.media.thumbs.sheet import Film, sheet
from ytempire.models import Idea

SAYS: dict[str, dict[str, Any]] = {
    "number": {"words": "to load a ton", "accent_word": "ton", "figure": "$5.86", "object": "ship"},
    "question": {"words": "Who paid for it?", "accent_word": "paid"},
    "object": {"words": "Nobody heard it", "accent_word": "Nobody", "object": "owl"},
    "comparison": {"words": "", "figure": "$5.86", "second": "16 cents", "sides": ("hand", "box")},
}


def made(idea: str, name: str, seed: int = 0, portrait: bool = False, **more: Any) -> tuple[bytes, thumbs.Canvas]:
    canvas: list[thumbs.Canvas] = []
    says = {**SAYS.get(idea, {}), **more}
    data, _ = thumbs.draw(theme=theme(name), idea=idea, seed=seed, portrait=portrait, seen=canvas.append, **says)
    return data, canvas[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("idea", SAYS)
def test_every_idea_in_every_layout_and_theme_keeps_what_must_be(idea: str, name: str) -> None:
    seed = NAMES.index(name)
    for portrait in (False, True) if seed in (1, 2) else (False,):
        data, canvas = made(idea, name, seed, portrait)
        value, reasons = score(data, set_of(canvas), "The watch that found lost ships")
        broken = [(r.check, r.value) for r in reasons if r.must and r.points == 0]
        assert not broken
        assert value > REFUSED
        assert canvas.contrast >= READABLE


@pytest.mark.parametrize("idea", SAYS)
def test_the_layouts_of_an_idea_differ(idea: str) -> None:
    count = len(thumbs.LAYOUTS[idea])
    assert len({made(idea, "midnight", seed, words=SAYS[idea]["words"][:8])[0] for seed in range(count)}) == count


def test_every_idea_that_a_package_may_have_can_be_drawn() -> None:
    assert set(get_args(Idea)) == {"words", *thumbs.LAYOUTS}


def test_the_same_idea_gives_the_same_bytes() -> None:
    assert made("comparison", "paper", 1)[0] == made("comparison", "paper", 1)[0]


WORD = st.sampled_from(["the", "box", "won", "nobody", "36×", "Wolkenkratzer", "$1,204.50", "Überraschungen", "I"])
TEXT = st.lists(WORD, max_size=4).map(" ".join)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(list(SAYS)), TEXT, TEXT, TEXT, st.sampled_from(NAMES), st.integers(0, 5), st.booleans())
def test_whatever_is_said_it_stays_inside_or_is_refused_with_the_reason(
    idea: str, words: str, figure: str, second: str, name: str, seed: int, portrait: bool
) -> None:
    says = {"words": words, "accent_word": "", "figure": figure, "second": second, "sides": (), "object": "box"}
    says["object"] = "container"
    try:
        _, canvas = made(idea, name, seed, portrait, **says)
    except ConfigError as error:
        assert "thumbnail" in str(error)
        return
    for box in canvas.boxes:
        assert box.x0 >= 0
        assert box.x1 <= canvas.width
        assert 0 <= box.y0 <= box.y1 <= canvas.height
        assert not box.meets(canvas.corner)


def test_an_idea_that_lacks_its_things_says_so() -> None:
    with pytest.raises(ConfigError, match="needs a number"):
        made("number", "paper", figure="")
    with pytest.raises(ConfigError, match="needs two things to compare"):
        made("comparison", "paper", second="")
    with pytest.raises(ConfigError, match="5 words are too many"):
        made("comparison", "paper", sides=("by hand", "in boxes"))


# --- the score ------------------------------------------------------------------------------------

GOOD = Set(("To load", "a ton"), cap=110, contrast=9.0, boxes=((64, 400, 700, 520),), corner_free=True)


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"said": ("One two three", "four five six")}, "words"),
        ({"cap": 60.0}, "letters"),
        ({"corner_free": False}, "time stamp"),
        ({"contrast": 3.9}, "contrast"),
    ],
)
def test_one_rule_that_must_be_kept_and_is_not_refuses_a_thumbnail(change: dict[str, Any], check: str) -> None:
    data, _ = made("number", "midnight")
    whole, _ = score(data, GOOD)
    value, reasons = score(data, Set(**{**GOOD.__dict__, **change}))
    assert [r.check for r in reasons if r.must and r.points == 0] == [check]
    assert value <= REFUSED < whole


def test_words_that_the_title_says_already_cost_points() -> None:
    data, canvas = made("object", "midnight")
    other, _ = score(data, set_of(canvas), "Why owls are quiet")
    same, reasons = score(data, set_of(canvas), "Nobody heard it coming")
    assert same < other
    assert next(r for r in reasons if r.check == "title").points == 0


def test_a_wrong_size_is_refused_and_a_grey_mush_has_few_points() -> None:
    import numpy as np
    from PIL import Image

    def jpeg(array: Any) -> bytes:
        out = io.BytesIO()
        Image.fromarray(array).save(out, "JPEG")
        return out.getvalue()

    dice = np.random.default_rng(1)
    mush = dice.integers(100, 140, (720, 1280, 3), np.uint8)
    value, reasons = score(jpeg(mush))
    good, _ = score(made("number", "midnight")[0])
    assert value < 65 < good
    assert not any(r.check == "contrast" for r in reasons)
    assert score(jpeg(mush[:400]))[0] <= REFUSED


def test_one_like_the_last_has_fewer_points_than_one_unlike_it(tmp_path: Path) -> None:
    last = tmp_path / "last.jpg"
    data, canvas = made("number", "midnight")
    last.write_bytes(data)
    again = next(r for r in score(data, set_of(canvas), earlier=[last])[1] if r.check == "others")
    other, other_canvas = made("question", "midnight", 1)
    unlike = next(r for r in score(other, set_of(other_canvas), earlier=[last])[1] if r.check == "others")
    assert again.points < 1 < unlike.points


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_share_of_words_in_a_title_is_a_share(words: str, title: str) -> None:
    assert 0 <= shared(words, title) <= 1
    assert shared(words, words) in (0, 1)


def test_a_sheet_has_every_film_on_a_white_and_on_a_dark_page(tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "a.jpg"
    file.write_bytes(made("question", "dusk")[0])
    films = [Film("A film", ((file, "90 question"), (file, "箱 80"))), Film("Another", ((file, "70"),))]
    image = Image.open(io.BytesIO(sheet(films)))
    assert min(image.getpixel((2, 2))) > 240
    assert max(image.getpixel((2, image.height - 3))) < 30
