"""The ornaments of the theme midnight."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import Mask, arc, blurred, circle, line, spoke


def rings(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A dial: circles, a scale around one of them, arcs, and a few bodies in orbit."""
    w = s / 540
    for k, part in enumerate((0.16, 0.26, 0.38, 0.52, 0.68, 0.86, 1.06, 1.28)):
        r = s * part
        circle(mask, x, y, r, 190 - k * 14, w)
        for _ in range(2):
            a = chance.uniform(0, 360)
            arc(mask, x, y, r, a, a + chance.uniform(18, 64), 255, 3.2 * w)
        a = math.radians(chance.uniform(0, 360))
        circle(mask, x + r * math.cos(a), y + r * math.sin(a), chance.uniform(3, 9) * w, 255, -1)
    for part, every, long in ((0.52, 3, 0.018), (0.86, 1.5, 0.014)):
        for k in range(int(360 / every)):
            a, deep = math.radians(k * every), long * (2.2 if k % 10 == 0 else 1)
            near, far = s * part, s * (part + deep)
            spoke(mask, x, y, a, near, far, 200, w)


def stars(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A chart of stars, some of them joined."""
    import cv2

    h, width = mask.shape
    spots = [(chance.gauss(x, s * 0.52), chance.gauss(y, s * 0.4)) for _ in range(46)]
    for i, a in enumerate(spots[:26]):
        near = sorted(spots[:26], key=lambda b: (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)[1 : 2 + i % 2]
        for b in near:
            line(mask, [a, b], 120, s / 700)
    glow = mask * 0
    for i, (px, py) in enumerate(spots):
        r = s / 540 * (chance.uniform(5, 9) if i < 26 else chance.uniform(2, 4))
        circle(mask, px, py, r, 255, -1)
        if i % 5 == 0:
            circle(glow, px, py, r * 7, 120, -1)
            circle(mask, px, py, r * 2.6, 210, s / 540)
    for _ in range(160):
        circle(
            mask,
            chance.uniform(0, width),
            chance.uniform(0, h),
            chance.uniform(0.8, 2.2) * s / 1080,
            chance.uniform(90, 220),
            -1,
        )
    cv2.add(mask, blurred(glow, s / 60), dst=mask)


def swell(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Long waves, one behind another."""
    import numpy as np

    h, width = mask.shape
    across = np.linspace(-20, width + 20, 240)
    phase, turn = chance.uniform(0, 6), chance.choice((-1, 1))
    for k in range(30):
        t = k / 29
        base = h * (0.30 + 0.72 * t)
        rise = np.sin(across / s * 2.1 * turn + phase + t * 2.4) * s * 0.10
        rise += np.sin(across / s * 4.7 + phase * 2 - t * 3.8) * s * 0.035 * (0.3 + t)
        near = np.exp(-(((across - x) / (s * 1.2)) ** 2)) * s * 0.12 * (1 - t)
        line(mask, np.stack([across, base + rise - near], 1), 70 + 185 * (1 - abs(2 * t - 0.7)) * 0.9, s / 620)


def beams(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Light through a window: soft bands, falling across."""
    import cv2
    import numpy as np

    h, _width = mask.shape
    lean = s * chance.choice((-0.55, 0.55))
    for k in range(5):
        left = x + s * (k - 2.2) * 0.42 + chance.uniform(-30, 30)
        wide = s * chance.uniform(0.10, 0.24)
        shape = np.array(
            [(left - lean, -20), (left - lean + wide, -20), (left + lean + wide, h + 20), (left + lean, h + 20)],
            np.int32,
        )
        part = np.zeros_like(mask)
        cv2.fillConvexPoly(part, shape, 120 + 25 * (k % 3), cv2.LINE_AA)
        cv2.add(mask, part, dst=mask)
    mask[:] = blurred(mask, s / 45)
    for _ in range(90):
        circle(
            mask,
            chance.gauss(x, s * 0.7),
            chance.uniform(0, h),
            chance.uniform(1.2, 3.6) * s / 1080,
            chance.uniform(140, 255),
            -1,
        )
