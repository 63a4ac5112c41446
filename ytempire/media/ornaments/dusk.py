"""The ornaments of the theme dusk."""

from __future__ import annotations

import math
from typing import Any

from ytempire.media.ornaments.strokes import SHIFT, Mask, circle


def sun(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A low sun behind blinds, and its glow."""
    import cv2
    import numpy as np

    r = s * 0.40
    disc = np.zeros_like(mask)
    circle(disc, x, y, r, 230, -1)
    for k in range(9):
        top = y - r * 0.12 + r * (k / 8) ** 0.9 * 1.1
        cv2.rectangle(disc, (0, round(top)), (mask.shape[1], round(top + r * (0.02 + 0.011 * k))), 0, -1)
    shade = np.linspace(1.0, 0.5, mask.shape[0], dtype=np.float32)[:, None]
    disc = (disc * shade).astype(np.uint8)
    glow = np.zeros((mask.shape[0] // 8, mask.shape[1] // 8), np.uint8)
    cv2.circle(glow, (round(x / 8), round(y / 8)), round(r / 8 * 1.15), 110, -1)
    glow = cv2.resize(cv2.GaussianBlur(glow, (0, 0), s / 8 / 9), (mask.shape[1], mask.shape[0]))
    mask[:] = cv2.max(disc, glow)
    for k in range(5):
        circle(mask, x, y, r * (1.28 + 0.22 * k), 130 - 20 * k, s / 480)


def halftone(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Printed dots that swell towards the middle."""
    h, width = mask.shape
    pitch, turn = s / 30, math.radians(chance.choice((18, 27, 45)))
    c, d = math.cos(turn), math.sin(turn)
    reach = int(max(h, width) * 1.5 / pitch)
    for i in range(-reach, reach):
        for j in range(-reach, reach):
            px, py = x + (i * c - j * d) * pitch, y + (i * d + j * c) * pitch
            if not (-pitch < px < width + pitch and -pitch < py < h + pitch):
                continue
            away = math.hypot(px - x, py - y) / s
            r = pitch * 0.52 * max(0.0, 1 - away / 0.95) ** 0.8
            if r > 0.8:
                circle(mask, px, py, r, 215, -1)


def ribbons(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Broad bands that swing across the frame."""
    import cv2
    import numpy as np

    _h, width = mask.shape
    across = np.linspace(-40, width + 40, 160)
    phase, turn = chance.uniform(0, 6), chance.choice((-1, 1))
    for k in range(6):
        base = y + (k - 2.5) * s * 0.15 + turn * (across - x) * 0.34
        wave = np.sin(across / s * 2.6 + phase + k * 0.55) * s * 0.09
        thick = s * (0.032 + 0.010 * (k % 3)) * (1 + 0.5 * np.sin(across / s * 1.7 + k))
        edge = np.concatenate(
            [np.stack([across, base + wave - thick], 1), np.stack([across, base + wave + thick], 1)[::-1]]
        )
        cv2.fillPoly(mask, [np.round(edge * 16).astype(np.int32)], 90 + 26 * k, cv2.LINE_AA, SHIFT)


def bokeh(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Lights out of focus."""
    import cv2
    import numpy as np

    _h, _width = mask.shape
    for _k in range(26):
        part = np.zeros_like(mask)
        r = s * chance.uniform(0.02, 0.11)
        px, py = chance.gauss(x, s * 0.5), chance.gauss(y, s * 0.45)
        circle(part, px, py, r, chance.uniform(50, 140), -1)
        circle(part, px, py, r, 190, s / 360)
        cv2.add(mask, part, dst=mask)
    mask[:] = cv2.GaussianBlur(mask, (0, 0), s / 420)
