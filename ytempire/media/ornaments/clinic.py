"""The ornaments of the theme clinic."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import SHIFT, Mask, at, circle, line, spoke


def axes(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Two axes with their scale, and curves of a function between them."""
    import numpy as np

    h, width = mask.shape
    foot = min(h * 0.9, y + s * 0.42)
    line(mask, [(x, -20), (x, h + 20)], 230, s / 500)
    line(mask, [(-20, foot), (width + 20, foot)], 230, s / 500)
    for k in range(-40, 41):
        long = s * (0.016 if k % 5 == 0 else 0.008)
        line(mask, [(x + k * s / 20, foot - long), (x + k * s / 20, foot + long)], 215, s / 640)
        line(mask, [(x - long, foot + k * s / 20), (x + long, foot + k * s / 20)], 215, s / 640)
    across = np.linspace(-20, width + 20, 300)
    t = (across - x) / s
    for k in range(6):
        bend = chance.uniform(0.7, 1.3)
        curve = foot - s * (0.10 + 0.09 * k) * np.exp(-((t * bend) ** 2) * (1.2 + k)) * (2.1 - 0.2 * k)
        line(mask, np.stack([across, curve], 1), 225 - 26 * k, s / 420)


def cells(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A comb of hexagons that thins out."""
    import cv2
    import numpy as np

    h, width = mask.shape
    r = s * 0.062
    for i in range(-14, 15):
        for j in range(-14, 15):
            px, py = x + i * r * 1.5, y + (j + 0.5 * (i % 2)) * r * math.sqrt(3)
            near = math.exp(-(((px - x) / (s * 0.5)) ** 2) - ((py - y) / (s * 0.46)) ** 2)
            if near < 0.07 or not (-r < px < width + r and -r < py < h + r):
                continue
            ring = [
                (px + r * 0.93 * math.cos(math.radians(60 * k)), py + r * 0.93 * math.sin(math.radians(60 * k)))
                for k in range(6)
            ]
            if chance.random() < 0.16:
                outline = [np.round(np.array(ring) * 16).astype(np.int32)]
                cv2.fillPoly(mask, outline, 150 * near, cv2.LINE_AA, SHIFT)
            line(mask, ring, 245 * min(1.0, near * 1.3), s / 480, closed=True)


def compass(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A construction with compasses: circles through each other's middles, and their chords."""
    r, turn = s * 0.24, chance.uniform(0, 60)
    middles = [(x, y)] + [
        (x + r * math.cos(math.radians(turn + 60 * k)), y + r * math.sin(math.radians(turn + 60 * k))) for k in range(6)
    ]
    for px, py in middles:
        circle(mask, px, py, r, 185, s / 560)
        circle(mask, px, py, s * 0.007, 255, -1)
    for k in range(6):
        line(mask, [middles[0], middles[k + 1]], 130, s / 640)
        line(mask, [middles[k + 1], middles[1 + (k + 2) % 6]], 150, s / 640)
    circle(mask, x, y, 2 * r, 235, s / 480)
    circle(mask, x, y, 2.5 * r, 110, s / 640)
    for k in range(72):
        a, long = math.radians(turn + k * 5), 0.03 if k % 6 == 0 else 0.014
        near, far = 2 * r, 2 * r + s * long
        spoke(mask, x, y, a, near, far, 220, s / 560)


def steps(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Bars of a histogram, standing side by side along the foot."""
    import cv2

    h, width = mask.shape
    wide, count = s * 0.045, int(width / (s * 0.06)) + 2
    for k in range(count):
        px = k * s * 0.06
        near = math.exp(-(((px - x) / (s * 0.42)) ** 2))
        tall = s * (0.04 + 0.52 * near * chance.uniform(0.72, 1.0))
        cv2.rectangle(mask, at(px, h * 0.99 - tall), at(px + wide, h + 20), 60 + 120 * near, -1, cv2.LINE_AA, SHIFT)
        line(mask, [(px, h * 0.99 - tall), (px + wide, h * 0.99 - tall)], 245, s / 400)
