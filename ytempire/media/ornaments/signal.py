"""The ornaments of the theme signal."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import SHIFT, Mask, arc, at, circle, line, spoke


def grid(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A floor of squares that runs to the horizon."""
    h, width = mask.shape
    sky = y - s * 0.02
    for k in range(26):
        t = (k / 25) ** 2.2
        py = sky + (h * 1.06 - sky) * t
        line(mask, [(-10, py), (width + 10, py)], 60 + 195 * t**0.5, s / 640)
    for k in range(-44, 45):
        line(mask, [(x + k * s * 0.012, sky), (x + k * s * 0.42, h * 1.08)], 165 - 2.6 * abs(k), s / 700)
    for k in range(1, 6):
        arc(mask, x, sky, s * 0.085 * k, 180, 360, 220 - 24 * k, s / 540)
    for k in range(37):
        a = math.radians(180 + k * 5)
        long = 0.028 if k % 6 == 0 else 0.012
        spoke(mask, x, sky, a, s * 0.47, s * (0.47 + long), 230, s / 540)


def trace(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Ridges of a signal, one behind another."""
    import cv2
    import numpy as np

    _h, width = mask.shape
    span = np.linspace(-1, 1, 260)
    rows = 30
    for k in range(rows):
        base = y - s * 0.42 + s * 0.9 * k / (rows - 1)
        bumps = np.zeros_like(span)
        for _ in range(7):
            c, wide, tall = chance.gauss(0, 0.22), chance.uniform(0.02, 0.09), chance.uniform(0.2, 1.0)
            bumps += tall * np.exp(-(((span - c) / wide) ** 2))
        rise = bumps * np.exp(-((span / 0.42) ** 2)) * s * 0.045
        points = np.stack([x + span * s * 0.72, base - rise], 1)
        under = np.concatenate([points, [[x + s * 0.72, base + s * 0.04], [x - s * 0.72, base + s * 0.04]]])
        cv2.fillPoly(mask, [np.round(under * 16).astype(np.int32)], 0, cv2.LINE_AA, SHIFT)
        line(mask, points, 235, s / 520)
    fall = np.exp(-(((np.arange(width) - x) / (s * 0.58)) ** 4)).astype(np.float32)
    mask[:] = (mask * fall).astype(np.uint8)


def radar(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A scope: range circles, bearings, a sweep, and what it found."""
    import cv2
    import numpy as np

    h, width = mask.shape
    step = 6
    gy, gx = np.mgrid[0 : h // step + 1, 0 : width // step + 1].astype(np.float32) * step
    turn = np.degrees(np.arctan2(gy - y, gx - x))
    head = chance.uniform(0, 360)
    behind = (head - turn) % 360
    sweep = np.clip(1 - behind / 80, 0, 1) ** 1.6 * 130 * (np.hypot(gx - x, gy - y) < s * 0.78)
    mask[:] = cv2.resize(sweep.astype(np.float32), (width, h)).astype(np.uint8)
    for k in range(1, 7):
        circle(mask, x, y, s * 0.13 * k, 200 if k != 6 else 255, s / 540)
    for k in range(12):
        a = math.radians(k * 30)
        line(mask, [(x, y), (x + s * 0.78 * math.cos(a), y + s * 0.78 * math.sin(a))], 120, s / 800)
    for k in range(180):
        a, long = math.radians(k * 2), 0.024 if k % 5 == 0 else 0.011
        spoke(mask, x, y, a, s * 0.79, s * (0.79 + long), 220, s / 640)
    for _ in range(9):
        a, r = math.radians(head - chance.uniform(4, 120)), s * chance.uniform(0.14, 0.72)
        circle(mask, x + r * math.cos(a), y + r * math.sin(a), s * chance.uniform(0.005, 0.011), 255, -1)


def matrix(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A punched tape: small squares, on and off."""
    import cv2

    h, width = mask.shape
    pitch = s / 34
    for i in range(int(width / pitch) + 1):
        run = chance.uniform(0.15, 0.7)
        for j in range(int(h / pitch) + 1):
            px, py = i * pitch, j * pitch
            near = math.exp(-(((px - x) / (s * 0.55)) ** 2) - ((py - y) / (s * 0.6)) ** 2)
            if chance.random() > run * (0.25 + near):
                continue
            side = pitch * (0.56 if near > 0.3 else 0.3)
            light = (90 + 165 * chance.random()) * min(1.0, 0.25 + near)
            cv2.rectangle(mask, at(px, py), at(px + side, py + side), light, -1, cv2.LINE_AA, SHIFT)
