"""The ornaments of the theme paper."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import SHIFT, Mask, circle, line


def contours(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A map's lines of height, with one summit near the middle."""
    import cv2
    import numpy as np

    h, width = mask.shape
    step = max(2, round(s / 180))
    small = np.zeros((h // step + 1, width // step + 1), np.float32)
    gy, gx = np.mgrid[0 : small.shape[0], 0 : small.shape[1]].astype(np.float32) * step
    hills = [(x, y, s * 0.42, 1.0)] + [
        (
            chance.uniform(-0.1, 1.1) * width,
            chance.uniform(-0.1, 1.1) * h,
            s * chance.uniform(0.16, 0.42),
            chance.uniform(-0.5, 0.65),
        )
        for _ in range(11)
    ]
    for cx, cy, r, tall in hills:
        small += tall * np.exp(-(((gx - cx) / r) ** 2 + ((gy - cy) / (r * 0.8)) ** 2))
    for k, level in enumerate(np.linspace(-0.4, 1.15, 32)):
        found, _ = cv2.findContours((small > level).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        for edge in found:
            points = edge.reshape(-1, 2).astype(np.float32)
            if len(points) < 24:
                continue
            kernel = np.ones(9) / 9
            smooth = np.stack(
                [np.convolve(np.r_[points[-4:, i], points[:, i], points[:4, i]], kernel, "valid") for i in (0, 1)], 1
            )
            line(mask, smooth * step, 235 if k % 5 == 0 else 140, (3.0 if k % 5 == 0 else 1.6) * s / 1080, closed=True)


def rosette(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Guilloche, as on a banknote."""
    import numpy as np

    turn = np.linspace(0, 2 * np.pi, 1600)
    petals = chance.choice((8, 10, 12))
    for low, high, deep, lift in ((0.20, 0.34, 0.055, 0.9), (0.44, 0.56, 0.075, 1.6)):
        for k in range(10):
            t = k / 9
            wave = np.cos(petals * turn + t * np.pi * lift) * s * deep
            r = s * (low + (high - low) * t) + wave
            line(
                mask,
                np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], 1),
                150 + 90 * (k % 2),
                s / 720,
                closed=True,
            )
    for part, thick in ((0.10, 1), (0.115, 3), (0.385, 1), (0.67, 2), (0.69, 1), (0.78, 4), (0.80, 1)):
        circle(mask, x, y, s * part, 210, thick * s / 1080)
    for k in range(96):
        a = math.radians(k * 3.75)
        circle(mask, x + s * 0.735 * math.cos(a), y + s * 0.735 * math.sin(a), s / 150, 200, s / 720)


def hatch(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """An engraver's sun: rays that thicken and thin, and rings."""
    import cv2
    import numpy as np

    count = 144
    for k in range(count):
        a = 2 * math.pi * k / count
        near, far = s * 0.30, s * (1.7 if k % 2 else 0.72 + 0.2 * math.sin(k * 0.7))
        thin, thick = s * 0.0012, s * (0.0062 if k % 2 else 0.0035)
        dx, dy = math.cos(a), math.sin(a)
        mid = near + (far - near) * 0.3
        shape = [
            (x + near * dx - dy * thin, y + near * dy + dx * thin),
            (x + mid * dx - dy * thick, y + mid * dy + dx * thick),
            (x + far * dx, y + far * dy),
            (x + mid * dx + dy * thick, y + mid * dy - dx * thick),
            (x + near * dx + dy * thin, y + near * dy - dx * thin),
        ]
        cv2.fillPoly(mask, [np.round(np.array(shape) * 16).astype(np.int32)], 190, cv2.LINE_AA, SHIFT)
    for k in range(9):
        circle(mask, x, y, s * (0.27 - k * 0.027), 210 - k * 12, s / 480)


def scallops(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Overlapping shells in rows, fading away from the middle."""
    h, width = mask.shape
    r = s * 0.085
    for j in range(int(h / (r * 0.5)) + 3):
        for i in range(int(width / r / 2) + 3):
            cx, cy = (i + 0.5 * (j % 2)) * 2 * r - r, h + r - j * r * 0.5
            near = math.exp(-(((cx - x) / (s * 0.7)) ** 2) - ((cy - y) / (s * 0.62)) ** 2)
            if near < 0.06:
                continue
            circle(mask, cx, cy, r, 0, -1)
            for k in range(4):
                circle(mask, cx, cy, r * (1 - k * 0.23), 225 * near, s / 560)
