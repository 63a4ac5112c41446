"""The ornaments of the theme gazette."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import SHIFT, Mask, at, circle, line


def arches(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Arches in arches, cut from paper."""
    import cv2

    h, _width = mask.shape
    lean = chance.choice((-1, 1))
    for k, (dx, part) in enumerate(((0.0, 0.40), (0.52 * lean, 0.27), (-0.46 * lean, 0.21))):
        foot = h * (1.02 if k == 0 else 0.98)
        cx = x + dx * s
        for j in range(4):
            r = s * part * (1 - j * 0.24)
            top = foot - s * part * (1.5 - 0.12 * k)
            light = (235, 70, 165, 30)[j] if k else (215, 40, 150, 0)[j]
            cv2.rectangle(mask, at(cx - r, top), at(cx + r, h + 40), light, -1, cv2.LINE_AA, SHIFT)
            circle(mask, cx, top, r, light, -1)


def discs(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Flat discs, halves and quarters, as if cut out with scissors."""
    import cv2

    for _ in range(9):
        px, py = x + chance.gauss(0, 0.42) * s, y + chance.gauss(0.05, 0.34) * s
        r, begin = s * chance.uniform(0.07, 0.23), chance.choice((0, 90, 180, 270))
        sweep, light = chance.choice((360, 180, 180, 90)), chance.uniform(90, 235)
        size = (round(r * 16), round(r * 16))
        cv2.ellipse(mask, at(px, py), size, 0, begin, begin + sweep, light, -1, cv2.LINE_AA, SHIFT)


def stripes(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Broad rays from beside the frame, as on an old poster."""
    import cv2
    import numpy as np

    h, width = mask.shape
    turn, count, far = chance.uniform(0, 360), 22, 2.2 * max(h, width)
    cy = y + s * 0.12
    for k in range(count):
        a, b = (math.radians(turn + (k + part) * 360 / count) for part in (0.0, 0.5))
        points = [(x, cy), *((x + far * math.cos(v), cy + far * math.sin(v)) for v in (a, b))]
        cv2.fillPoly(mask, [np.round(np.array(points) * 16).astype(np.int32)], 150, cv2.LINE_AA, SHIFT)
    for part, light in ((0.30, 0), (0.27, 235), (0.17, 60)):
        circle(mask, x, cy, s * part, light, -1)


def leaves(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Large leaves that reach in from the edge."""
    import cv2
    import numpy as np

    h, width = mask.shape
    for k in range(7):
        left = x < width / 2 if k % 3 else x >= width / 2
        foot = (-0.04 * s if left else width + 0.04 * s, h * (0.10 + 0.15 * k) + chance.uniform(-0.05, 0.05) * s)
        turn = math.radians(chance.uniform(-34, 34)) + (0 if left else math.pi)
        long, broad = s * chance.uniform(0.34, 0.62), s * chance.uniform(0.07, 0.13)
        t = np.linspace(0, 1, 40)
        side = np.sin(np.pi * t) ** 0.8 * broad * (1 - 0.35 * t)
        c, d = math.cos(turn), math.sin(turn)
        edges = [
            np.stack([foot[0] + t * long * c - v * side * d, foot[1] + t * long * d + v * side * c], 1) for v in (-1, 1)
        ]
        outline = np.round(np.concatenate([edges[0], edges[1][::-1]]) * 16).astype(np.int32)
        cv2.fillPoly(mask, [outline], chance.uniform(110, 225), cv2.LINE_AA, SHIFT)
        line(mask, [foot, (foot[0] + long * 0.94 * c, foot[1] + long * 0.94 * d)], 20, s / 360)
