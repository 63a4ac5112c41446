"""What ornaments are drawn with: lines, circles and arcs on a mask, in sixteenths of a pixel."""

from __future__ import annotations

import math
from typing import Any

Mask = Any  # numpy.ndarray of uint8, height x width
SHIFT = 4  # cv2 takes sixteenths of a pixel


def at(x: float, y: float) -> tuple[int, int]:
    return round(x * 16), round(y * 16)


def line(mask: Mask, points: Any, light: float, thick: float = 2, closed: bool = False) -> None:
    import cv2
    import numpy as np

    array = np.round(np.asarray(points, np.float64) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(mask, [array], closed, float(light), max(1, round(thick)), cv2.LINE_AA, SHIFT)


def blurred(mask: Mask, sigma: float) -> Mask:
    """Blurred widely: at a quarter of the size, where it is the same and costs a sixteenth."""
    import cv2

    if sigma < 6:
        return cv2.GaussianBlur(mask, (0, 0), sigma)
    h, w = mask.shape
    small = cv2.resize(mask, (max(1, w // 4), max(1, h // 4)), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 4), (w, h), interpolation=cv2.INTER_LINEAR)


def circle(mask: Mask, x: float, y: float, r: float, light: float, thick: float = 2) -> None:
    import cv2

    if r > 0.3:
        cv2.circle(
            mask, at(x, y), round(r * 16), float(light), -1 if thick < 0 else max(1, round(thick)), cv2.LINE_AA, SHIFT
        )


def arc(mask: Mask, x: float, y: float, r: float, a: float, b: float, light: float, thick: float = 2) -> None:
    import numpy as np

    turn = np.radians(np.linspace(a, b, max(3, int(abs(b - a) / 2))))
    line(mask, np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], 1), light, thick)


def spoke(mask: Mask, x: float, y: float, a: float, near: float, far: float, light: float, thick: float = 2) -> None:
    """A line that points away from (x, y) at the angle `a` (radians), between two distances."""
    c, d = math.cos(a), math.sin(a)
    line(mask, [(x + near * c, y + near * d), (x + far * c, y + far * d)], light, thick)
