"""Ornaments: drawings that float over a background at a speed of their own, each a mask of 0 to 255.

A painter gets an empty mask, the middle to draw around, the frame's shorter side as its measure, and chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

Mask = Any  # numpy.ndarray of uint8, height x width
_SHIFT = 4  # cv2 takes sixteenths of a pixel


def _at(x: float, y: float) -> tuple[int, int]:
    return round(x * 16), round(y * 16)


def _line(mask: Mask, points: Any, light: float, thick: float = 2, closed: bool = False) -> None:
    import cv2
    import numpy as np

    array = np.round(np.asarray(points, np.float64) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(mask, [array], closed, float(light), max(1, round(thick)), cv2.LINE_AA, _SHIFT)


def _blurred(mask: Mask, sigma: float) -> Mask:
    """Blurred widely: at a quarter of the size, where it is the same and costs a sixteenth."""
    import cv2

    if sigma < 6:
        return cv2.GaussianBlur(mask, (0, 0), sigma)
    h, w = mask.shape
    small = cv2.resize(mask, (max(1, w // 4), max(1, h // 4)), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 4), (w, h), interpolation=cv2.INTER_LINEAR)


def _circle(mask: Mask, x: float, y: float, r: float, light: float, thick: float = 2) -> None:
    import cv2

    if r > 0.3:
        cv2.circle(
            mask, _at(x, y), round(r * 16), float(light), -1 if thick < 0 else max(1, round(thick)), cv2.LINE_AA, _SHIFT
        )


def _arc(mask: Mask, x: float, y: float, r: float, a: float, b: float, light: float, thick: float = 2) -> None:
    import numpy as np

    turn = np.radians(np.linspace(a, b, max(3, int(abs(b - a) / 2))))
    _line(mask, np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], 1), light, thick)


def rings(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A dial: circles, a scale around one of them, arcs, and a few bodies in orbit."""
    w = s / 540
    for k, part in enumerate((0.16, 0.26, 0.38, 0.52, 0.68, 0.86, 1.06, 1.28)):
        r = s * part
        _circle(mask, x, y, r, 190 - k * 14, w)
        for _ in range(2):
            a = chance.uniform(0, 360)
            _arc(mask, x, y, r, a, a + chance.uniform(18, 64), 255, 3.2 * w)
        a = math.radians(chance.uniform(0, 360))
        _circle(mask, x + r * math.cos(a), y + r * math.sin(a), chance.uniform(3, 9) * w, 255, -1)
    for part, every, long in ((0.52, 3, 0.018), (0.86, 1.5, 0.014)):
        for k in range(int(360 / every)):
            a, deep = math.radians(k * every), long * (2.2 if k % 10 == 0 else 1)
            near, far = s * part, s * (part + deep)
            _line(
                mask,
                [(x + near * math.cos(a), y + near * math.sin(a)), (x + far * math.cos(a), y + far * math.sin(a))],
                200,
                w,
            )


def stars(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A chart of stars, some of them joined."""
    import cv2

    h, width = mask.shape
    spots = [(chance.gauss(x, s * 0.52), chance.gauss(y, s * 0.4)) for _ in range(46)]
    for i, a in enumerate(spots[:26]):
        near = sorted(spots[:26], key=lambda b: (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)[1 : 2 + i % 2]
        for b in near:
            _line(mask, [a, b], 120, s / 700)
    glow = mask * 0
    for i, (px, py) in enumerate(spots):
        r = s / 540 * (chance.uniform(5, 9) if i < 26 else chance.uniform(2, 4))
        _circle(mask, px, py, r, 255, -1)
        if i % 5 == 0:
            _circle(glow, px, py, r * 7, 120, -1)
            _circle(mask, px, py, r * 2.6, 210, s / 540)
    for _ in range(160):
        _circle(
            mask,
            chance.uniform(0, width),
            chance.uniform(0, h),
            chance.uniform(0.8, 2.2) * s / 1080,
            chance.uniform(90, 220),
            -1,
        )
    cv2.add(mask, _blurred(glow, s / 60), dst=mask)


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
        _line(mask, np.stack([across, base + rise - near], 1), 70 + 185 * (1 - abs(2 * t - 0.7)) * 0.9, s / 620)


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
    mask[:] = _blurred(mask, s / 45)
    for _ in range(90):
        _circle(
            mask,
            chance.gauss(x, s * 0.7),
            chance.uniform(0, h),
            chance.uniform(1.2, 3.6) * s / 1080,
            chance.uniform(140, 255),
            -1,
        )


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
            line = edge.reshape(-1, 2).astype(np.float32)
            if len(line) < 24:
                continue
            kernel = np.ones(9) / 9
            smooth = np.stack(
                [np.convolve(np.r_[line[-4:, i], line[:, i], line[:4, i]], kernel, "valid") for i in (0, 1)], 1
            )
            _line(mask, smooth * step, 235 if k % 5 == 0 else 140, (3.0 if k % 5 == 0 else 1.6) * s / 1080, closed=True)


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
            _line(
                mask,
                np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], 1),
                150 + 90 * (k % 2),
                s / 720,
                closed=True,
            )
    for part, thick in ((0.10, 1), (0.115, 3), (0.385, 1), (0.67, 2), (0.69, 1), (0.78, 4), (0.80, 1)):
        _circle(mask, x, y, s * part, 210, thick * s / 1080)
    for k in range(96):
        a = math.radians(k * 3.75)
        _circle(mask, x + s * 0.735 * math.cos(a), y + s * 0.735 * math.sin(a), s / 150, 200, s / 720)


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
        cv2.fillPoly(mask, [np.round(np.array(shape) * 16).astype(np.int32)], 190, cv2.LINE_AA, _SHIFT)
    for k in range(9):
        _circle(mask, x, y, s * (0.27 - k * 0.027), 210 - k * 12, s / 480)


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
            _circle(mask, cx, cy, r, 0, -1)
            for k in range(4):
                _circle(mask, cx, cy, r * (1 - k * 0.23), 225 * near, s / 560)


def sun(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A low sun behind blinds, and its glow."""
    import cv2
    import numpy as np

    r = s * 0.40
    disc = np.zeros_like(mask)
    _circle(disc, x, y, r, 230, -1)
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
        _circle(mask, x, y, r * (1.28 + 0.22 * k), 130 - 20 * k, s / 480)


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
                _circle(mask, px, py, r, 215, -1)


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
        cv2.fillPoly(mask, [np.round(edge * 16).astype(np.int32)], 90 + 26 * k, cv2.LINE_AA, _SHIFT)


def bokeh(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Lights out of focus."""
    import cv2
    import numpy as np

    _h, _width = mask.shape
    for _k in range(26):
        part = np.zeros_like(mask)
        r = s * chance.uniform(0.02, 0.11)
        px, py = chance.gauss(x, s * 0.5), chance.gauss(y, s * 0.45)
        _circle(part, px, py, r, chance.uniform(50, 140), -1)
        _circle(part, px, py, r, 190, s / 360)
        cv2.add(mask, part, dst=mask)
    mask[:] = cv2.GaussianBlur(mask, (0, 0), s / 420)


def grid(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A floor of squares that runs to the horizon."""
    h, width = mask.shape
    sky = y - s * 0.02
    for k in range(26):
        t = (k / 25) ** 2.2
        py = sky + (h * 1.06 - sky) * t
        _line(mask, [(-10, py), (width + 10, py)], 60 + 195 * t**0.5, s / 640)
    for k in range(-44, 45):
        _line(mask, [(x + k * s * 0.012, sky), (x + k * s * 0.42, h * 1.08)], 165 - 2.6 * abs(k), s / 700)
    for k in range(1, 6):
        _arc(mask, x, sky, s * 0.085 * k, 180, 360, 220 - 24 * k, s / 540)
    for k in range(37):
        a = math.radians(180 + k * 5)
        long = 0.028 if k % 6 == 0 else 0.012
        _line(
            mask,
            [
                (x + s * 0.47 * math.cos(a), sky + s * 0.47 * math.sin(a)),
                (x + s * (0.47 + long) * math.cos(a), sky + s * (0.47 + long) * math.sin(a)),
            ],
            230,
            s / 540,
        )


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
        cv2.fillPoly(mask, [np.round(under * 16).astype(np.int32)], 0, cv2.LINE_AA, _SHIFT)
        _line(mask, points, 235, s / 520)
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
        _circle(mask, x, y, s * 0.13 * k, 200 if k != 6 else 255, s / 540)
    for k in range(12):
        a = math.radians(k * 30)
        _line(mask, [(x, y), (x + s * 0.78 * math.cos(a), y + s * 0.78 * math.sin(a))], 120, s / 800)
    for k in range(180):
        a, long = math.radians(k * 2), 0.024 if k % 5 == 0 else 0.011
        _line(
            mask,
            [
                (x + s * 0.79 * math.cos(a), y + s * 0.79 * math.sin(a)),
                (x + s * (0.79 + long) * math.cos(a), y + s * (0.79 + long) * math.sin(a)),
            ],
            220,
            s / 640,
        )
    for _ in range(9):
        a, r = math.radians(head - chance.uniform(4, 120)), s * chance.uniform(0.14, 0.72)
        _circle(mask, x + r * math.cos(a), y + r * math.sin(a), s * chance.uniform(0.005, 0.011), 255, -1)


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
            cv2.rectangle(mask, _at(px, py), _at(px + side, py + side), light, -1, cv2.LINE_AA, _SHIFT)


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
            cv2.rectangle(mask, _at(cx - r, top), _at(cx + r, h + 40), light, -1, cv2.LINE_AA, _SHIFT)
            _circle(mask, cx, top, r, light, -1)


def discs(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Flat discs, halves and quarters, as if cut out with scissors."""
    import cv2

    for _ in range(9):
        px, py = x + chance.gauss(0, 0.42) * s, y + chance.gauss(0.05, 0.34) * s
        r, begin = s * chance.uniform(0.07, 0.23), chance.choice((0, 90, 180, 270))
        sweep, light = chance.choice((360, 180, 180, 90)), chance.uniform(90, 235)
        size = (round(r * 16), round(r * 16))
        cv2.ellipse(mask, _at(px, py), size, 0, begin, begin + sweep, light, -1, cv2.LINE_AA, _SHIFT)


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
        cv2.fillPoly(mask, [np.round(np.array(points) * 16).astype(np.int32)], 150, cv2.LINE_AA, _SHIFT)
    for part, light in ((0.30, 0), (0.27, 235), (0.17, 60)):
        _circle(mask, x, cy, s * part, light, -1)


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
        cv2.fillPoly(mask, [outline], chance.uniform(110, 225), cv2.LINE_AA, _SHIFT)
        _line(mask, [foot, (foot[0] + long * 0.94 * c, foot[1] + long * 0.94 * d)], 20, s / 360)


def axes(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Two axes with their scale, and curves of a function between them."""
    import numpy as np

    h, width = mask.shape
    foot = min(h * 0.9, y + s * 0.42)
    _line(mask, [(x, -20), (x, h + 20)], 230, s / 500)
    _line(mask, [(-20, foot), (width + 20, foot)], 230, s / 500)
    for k in range(-40, 41):
        long = s * (0.016 if k % 5 == 0 else 0.008)
        _line(mask, [(x + k * s / 20, foot - long), (x + k * s / 20, foot + long)], 215, s / 640)
        _line(mask, [(x - long, foot + k * s / 20), (x + long, foot + k * s / 20)], 215, s / 640)
    across = np.linspace(-20, width + 20, 300)
    t = (across - x) / s
    for k in range(6):
        bend = chance.uniform(0.7, 1.3)
        curve = foot - s * (0.10 + 0.09 * k) * np.exp(-((t * bend) ** 2) * (1.2 + k)) * (2.1 - 0.2 * k)
        _line(mask, np.stack([across, curve], 1), 225 - 26 * k, s / 420)


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
                cv2.fillPoly(mask, outline, 150 * near, cv2.LINE_AA, _SHIFT)
            _line(mask, ring, 245 * min(1.0, near * 1.3), s / 480, closed=True)


def compass(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """A construction with compasses: circles through each other's middles, and their chords."""
    r, turn = s * 0.24, chance.uniform(0, 60)
    middles = [(x, y)] + [
        (x + r * math.cos(math.radians(turn + 60 * k)), y + r * math.sin(math.radians(turn + 60 * k))) for k in range(6)
    ]
    for px, py in middles:
        _circle(mask, px, py, r, 185, s / 560)
        _circle(mask, px, py, s * 0.007, 255, -1)
    for k in range(6):
        _line(mask, [middles[0], middles[k + 1]], 130, s / 640)
        _line(mask, [middles[k + 1], middles[1 + (k + 2) % 6]], 150, s / 640)
    _circle(mask, x, y, 2 * r, 235, s / 480)
    _circle(mask, x, y, 2.5 * r, 110, s / 640)
    for k in range(72):
        a, long = math.radians(turn + k * 5), 0.03 if k % 6 == 0 else 0.014
        near, far = 2 * r, 2 * r + s * long
        _line(
            mask,
            [(x + near * math.cos(a), y + near * math.sin(a)), (x + far * math.cos(a), y + far * math.sin(a))],
            220,
            s / 560,
        )


def steps(mask: Mask, x: float, y: float, s: float, chance: Any) -> None:
    """Bars of a histogram, standing side by side along the foot."""
    import cv2

    h, width = mask.shape
    wide, count = s * 0.045, int(width / (s * 0.06)) + 2
    for k in range(count):
        px = k * s * 0.06
        near = math.exp(-(((px - x) / (s * 0.42)) ** 2))
        tall = s * (0.04 + 0.52 * near * chance.uniform(0.72, 1.0))
        cv2.rectangle(mask, _at(px, h * 0.99 - tall), _at(px + wide, h + 20), 60 + 120 * near, -1, cv2.LINE_AA, _SHIFT)
        _line(mask, [(px, h * 0.99 - tall), (px + wide, h * 0.99 - tall)], 245, s / 400)


Painter = Callable[[Mask, float, float, float, Any], None]
ORNAMENTS: dict[str, Painter] = {
    p.__name__: p
    for p in (
        rings,
        stars,
        swell,
        beams,
        contours,
        rosette,
        hatch,
        scallops,
        sun,
        halftone,
        ribbons,
        bokeh,
        grid,
        trace,
        radar,
        matrix,
        arches,
        discs,
        stripes,
        leaves,
        axes,
        cells,
        compass,
        steps,
    )
}
