"""A photograph moves by parts of a pixel, and stays as sharp as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ytempire.media.plates import EDGE, _panned, phase

W, H = 640, 360


@given(st.floats(EDGE, 700), st.floats(1.02, 1.16))
def test_every_phase_can_be_met(at, size):
    begin, skip = phase(at, size)
    assert begin >= 0
    assert abs(begin + (size - 1) / 2 + skip * size - at) <= 0.09


@pytest.fixture(scope="module")
def planes():
    import cv2

    dice = np.random.default_rng(5)
    w, h = round(W * 1.16 / 4) * 4, round(H * 1.16 / 4) * 4
    fine = cv2.resize(dice.integers(16, 235, (h // 2, w // 2), dtype=np.uint8), (w, h), interpolation=cv2.INTER_CUBIC)
    half = np.ascontiguousarray(fine[::2, ::2])
    return tuple(cv2.copyMakeBorder(p, EDGE, 4, EDGE, 4, cv2.BORDER_REPLICATE) for p in (fine, half, half))


@pytest.mark.parametrize(
    "pan",
    [
        ((4.0, 3.0, 1.14), (45.0, 26.0, 1.02)),
        ((0.0, 10.0, 1.03), (80.0, 20.0, 1.03)),
        ((50.0, 40.0, 1.04), (0.0, 30.3, 1.04)),
        ((10.7, 0.0, 1.02), (20.0, 8.0, 1.13)),
    ],
)
def test_it_is_what_an_exact_warp_gives_and_keeps_its_sharpness(planes, pan):
    import cv2

    frame = (np.empty((H, W), np.uint8), np.empty((H // 2, W // 2), np.uint8), np.empty((H // 2, W // 2), np.uint8))
    sharp = []
    for t in np.linspace(0, 1, 25):
        _panned(planes, pan, t, frame)
        along = t * t * (3 - 2 * t) * 0.35 + t * 0.65
        x, y, s = (a + (b - a) * along for a, b in zip(*pan, strict=True))
        way = np.array([[s, 0, x + EDGE], [0, s, y + EDGE]])
        exact = cv2.warpAffine(planes[0], way, (W, H), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        assert np.abs(exact.astype(int) - frame[0]).mean() < 2
        sharp.append(float(cv2.Laplacian(frame[0], cv2.CV_32F).std()) / s**2)
    assert max(sharp) / min(sharp) < 1.1
