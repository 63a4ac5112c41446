"""A photograph moves by parts of a pixel, and stays as sharp as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ytempire.media import photos
from ytempire.media.plates import EDGE, _panned, phase


@given(st.floats(EDGE, 700), st.floats(1.02, 1.16))
def test_every_phase_can_be_met(at, size):
    begin, skip = phase(at, size)
    assert begin >= 0
    assert abs(begin + (size - 1) / 2 + skip * size - at) <= 0.08


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    from PIL import Image

    dice = np.random.default_rng(5)
    noise = dice.integers(0, 255, (360, 640, 3), dtype=np.uint8)
    file = tmp_path_factory.mktemp("photo") / "p.png"
    Image.fromarray(noise).resize((1280, 720), Image.Resampling.BICUBIC).save(file)
    return file


@pytest.mark.parametrize("variant", range(6))
def test_it_is_what_an_exact_warp_gives_and_keeps_its_sharpness(photo, variant):
    import cv2

    w, h = 640, 360
    planes, pan = photos._moving(photo, w, h, variant, "")
    frame = (np.empty((h, w), np.uint8), np.empty((h // 2, w // 2), np.uint8), np.empty((h // 2, w // 2), np.uint8))
    sharp = []
    for t in np.linspace(0, 1, 25):
        _panned(planes, pan, t, frame)
        along = t * t * (3 - 2 * t) * 0.35 + t * 0.65
        x, y, s = (a + (b - a) * along for a, b in zip(*pan, strict=True))
        way = np.array([[s, 0, x + EDGE], [0, s, y + EDGE]])
        exact = cv2.warpAffine(planes[0], way, (w, h), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        assert np.abs(exact.astype(int) - frame[0]).mean() < 1.5
        sharp.append(float(cv2.Laplacian(frame[0], cv2.CV_32F).std()) / s)
    assert max(sharp) / min(sharp) < 1.2
