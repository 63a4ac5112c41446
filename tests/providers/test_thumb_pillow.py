"""Thumbnails: few words, huge, and measured to be readable on whatever lies under them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.contracts import DrawThumbnail, Kit
from ytempire.errors import ConfigError
from ytempire.media import thumbs
from ytempire.media.blobs import Blobs
from ytempire.media.themes import NAMES, READABLE, theme
from ytempire.providers.thumb_pillow import PillowThumb


def noisy(folder: Path) -> Path:
    """The hardest ground: stripes of black and white."""
    import numpy as np
    from PIL import Image

    y, x = np.mgrid[0:720, 0:1280]
    light = (((x // 23 + y // 31) % 2) * 255).astype(np.uint8)
    file = folder / "noisy.png"
    Image.fromarray(np.stack([light] * 3, 2)).save(file)
    return file


def opened(data: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("name", NAMES)
def test_every_plan_can_be_read_and_has_the_right_size(name: str) -> None:
    made = []
    for seed in range(4):
        data, contrast = thumbs.draw("The box that won", theme(name), accent_word="box", mark="Boxes", seed=seed,
                                     figure="58" if seed % 2 else "")  # fmt: skip
        assert opened(data).size == (1280, 720)
        assert len(data) < 2_000_000
        assert contrast >= READABLE
        made.append(data)
    assert len(set(made)) == 4


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_words_over_the_hardest_picture_can_still_be_read(name: str, seed: int, tmp_path: Path) -> None:
    _, contrast = thumbs.draw("Ports died overnight", theme(name), accent_word="died", photo=noisy(tmp_path), seed=seed)
    assert contrast >= READABLE


def test_an_upright_one_for_an_upright_film() -> None:
    data, contrast = thumbs.draw("Nobody saw it", theme("dusk"), portrait=True, figure="58", seed=2)
    assert opened(data).size == (1080, 1920)
    assert contrast >= READABLE


def test_the_same_request_gives_the_same_bytes() -> None:
    once = thumbs.draw("One box", theme("signal"), seed=3)
    assert thumbs.draw("One box", theme("signal"), seed=3) == once


def placed(words: str, name: str, seed: int, figure: str = "", portrait: bool = False) -> thumbs.Canvas:
    """The canvas as it was painted, to look at its boxes."""
    made: list[thumbs.Canvas] = []
    thumbs.draw(
        words, theme(name), accent_word=words.split()[-1], figure=figure, seed=seed, portrait=portrait, seen=made.append
    )
    return made[0]


WORDS = st.sampled_from(["the", "box", "won", "why", "ships", "huge", "nobody", "overnight", "36×", "cheaper", "world"])
SAID = st.lists(WORDS, min_size=1, max_size=4)


@settings(max_examples=14, deadline=None)
@given(SAID, st.sampled_from(NAMES), st.integers(0, 7), st.sampled_from(["", "58", "$5.86"]), st.booleans())
def test_words_are_huge_inside_the_frame_and_clear_of_the_time_stamp(
    words: list[str], name: str, seed: int, figure: str, portrait: bool
) -> None:
    canvas = placed(" ".join(words), name, seed, figure, portrait)
    assert canvas.boxes
    for box in canvas.boxes:
        assert box.x0 >= 0
        assert box.x1 <= canvas.width
        assert box.y1 <= canvas.height
        assert not box.meets(canvas.corner)
        if box.what != "figure":
            assert box.height >= (0.10 if not portrait else 0.05) * canvas.height


def test_more_than_four_words_and_none_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"5 words are too many for a thumbnail\. Say it in four"):
        thumbs.draw("The box that won everything", theme("paper"))
    with pytest.raises(ConfigError, match="needs words"):
        thumbs.draw(" ", theme("paper"))
    with pytest.raises(ConfigError, match="U\\+7BB1"):
        thumbs.draw("箱", theme("paper"))


def test_the_provider_keeps_a_jpeg(tmp_path: Path) -> None:
    kit = Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "scratch")
    provider = PillowThumb(PillowThumb.Options(), kit)
    reply = provider.answer(DrawThumbnail(words="The box", theme="midnight", accent_word="box", mark="Boxes"), "call")
    assert reply.image.suffix == ".jpg"
    assert kit.blobs.has(reply.image)
    assert reply.contrast >= READABLE
    bad = kit.blobs.put(b"no picture", ".jpg")
    with pytest.raises(ConfigError, match="not a picture"):
        provider.answer(DrawThumbnail(words="The box", theme="midnight", photo=bad), "call")
