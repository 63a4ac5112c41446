"""A picture as what moves: its planes, larger than what is seen of it, and its ways."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Literal

from ytempire.media import luts
from ytempire.media.pans import End, Pan, Planes, Still, bordered
from ytempire.media.photos import GREY, Colour, load
from ytempire.media.plates import yuv

Motion = Literal["auto", "in", "out", "left", "right", "up", "down", "still"]
SOFT = 0.52  # the blur of a picture that is laid out much larger than it is shown, in its own pixels
ROOM = 1.16  # how much larger a picture is than what is seen of it: it moves in that
PACE = 34.0  # pixels a second at 1080 that a view may wander


def still(
    file: Path, size: tuple[int, int], variant: int, seconds: float, motion: Motion = "auto", where: str = "",
    under: Colour = GREY, lut: luts.Lut | None = None,
) -> Still:  # fmt: skip
    """A picture's planes, larger than what is seen of it, and its ways: in a long scene the whole, then a part."""
    import cv2

    cv2.setNumThreads(1)
    count = max(1, min(3, round(seconds / 6))) if motion == "auto" else 1
    close = 1.5 if count > 1 else min(1.5, max(ROOM, 1.05 + 0.021 * seconds)) if motion in ("in", "out") else ROOM
    array = _opened(file, where, round(max(size) * close * 1.2), under, lut)
    has = min(array.shape[1] / size[0], array.shape[0] / size[1])
    room = max(ROOM, min(close, has * 1.15))  # a part is shown as large as its own pixels allow
    w, h = _canvas(size, room, motion, seconds, array.shape[1] / array.shape[0])
    fitted = _covered(array, w, h)
    if room > 1.2:  # a pixel wide, an edge would be seen to flicker where it is shown smaller
        fitted = cv2.GaussianBlur(fitted, (0, 0), SOFT)
    ways = tuple(way(size, (w, h), variant, k, seconds / count, motion) for k in range(count))
    return Still(_bordered(_planes(fitted)), ways)


DEEP = 1.3  # the room of a picture in two layers


def layered(
    back: tuple[Path, str], front: tuple[Path, str], size: tuple[int, int], variant: int, seconds: float,
    motion: Motion, under: Colour, lut: luts.Lut | None,
) -> tuple[Still, Still]:  # fmt: skip
    """A picture and a cut-out over it that moves about twice as far; halfway both lie as they were cut."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    array = _opened(*back, round(max(size) * DEEP * 1.2), under, lut)
    cut_out = np.asarray(_graded(load(*front, alpha=True), lut))
    w, h = _canvas(size, DEEP, motion, seconds, array.shape[1] / array.shape[0])
    aspects = [a.shape[1] / a.shape[0] for a in (array, cut_out)]
    over = cv2.cvtColor(cut_out, cv2.COLOR_RGBA2mRGBA)  # multiplied, so that no colour of what is clear bleeds in
    if abs(aspects[0] / aspects[1] - 1) < 0.03:
        over = _covered(over, w, h)
    else:  # of another shape: it stands in the middle of the lower edge
        scale = min(0.86 * h / over.shape[0], 0.8 * w / over.shape[1])
        small = _resized(over, max(2, round(over.shape[1] * scale)), max(2, round(over.shape[0] * scale)))
        over = np.zeros((h, w, 4), np.uint8)
        left = (w - small.shape[1]) // 2
        over[h - small.shape[0] :, left : left + small.shape[1]] = small
    over = cv2.GaussianBlur(over, (0, 0), SOFT)
    far = way(size, (w, h), variant, 0, seconds, motion, reach=0.5)
    near = _amplified(far, size, (w, h), 2.2)
    planes, alpha = _cut_planes(over)
    behind = cv2.GaussianBlur(_covered(array, w, h), (0, 0), SOFT)
    return Still(_bordered(_planes(behind)), (far,)), Still(_bordered(planes), (near,), alpha)


def _opened(file: Path, where: str, draft: int, under: Colour, lut: luts.Lut | None) -> Any:
    import numpy as np

    return np.asarray(_graded(load(file, where, draft=draft, under=under), lut))


def _graded(image: Any, lut: luts.Lut | None) -> Any:
    return luts.graded(image, lut) if lut else image


def _canvas(size: tuple[int, int], room: float, motion: Motion, seconds: float, aspect: float) -> tuple[int, int]:
    """How large a picture is laid out: with room to move in, along its own length when it is to travel that way."""
    width, height = size
    if motion == "still":
        return size
    w, h = width * room, height * room
    reach = PACE * min(size) / 1080 * (seconds + 1) * 1.2
    if motion in ("left", "right") and aspect * height * 1.04 > w:
        h = height * 1.04
        w = min(aspect * h, width * 1.04 + reach)
    elif motion in ("up", "down") and width * 1.04 / aspect > h:
        w = width * 1.04
        h = min(w / aspect, height * 1.04 + reach)
    return 2 * math.ceil(w / 2), 2 * math.ceil(h / 2)


def _covered(array: Any, w: int, h: int) -> Any:
    """A picture that covers w x h, cut at the sides or above and below."""
    scale = max(w / array.shape[1], h / array.shape[0])
    fitted = _resized(array, max(w, round(array.shape[1] * scale)), max(h, round(array.shape[0] * scale)))
    top = round((fitted.shape[0] - h) * 0.38)  # a face is above the middle more often than below
    left = (fitted.shape[1] - w) // 2
    return fitted[top : top + h, left : left + w]


def _resized(array: Any, w: int, h: int) -> Any:
    import cv2

    return cv2.resize(array, (w, h), interpolation=cv2.INTER_AREA if w < array.shape[1] else cv2.INTER_CUBIC)


def way(
    seen: tuple[int, int], size: tuple[int, int], variant: int, turn: int, seconds: float, motion: Motion = "auto",
    reach: float = 1.0,
) -> Pan:  # fmt: skip
    """One way over a picture, never faster than an eye likes: nearer, farther, across, or up.

    `left` is where the view goes: what is seen moves to the right. `reach` below 1 makes the way shorter.
    """
    (width, height), (w, h) = seen, size
    if motion == "still":
        return (0.0, 0.0, 1.0), (0.0, 0.0, 1.0)
    whole = min(w / width, h / height) * 0.99
    far = PACE * min(width, height) / 1080 * seconds * reach  # pixels that it may wander
    if motion in ("left", "right", "up", "down"):
        s = max(1.015, min(whole, 1.03))
        free = (w - width * s, h - height * s)
        across = motion in ("left", "right")
        go = min(far, free[0] if across else free[1])
        x, y = free[0] * 0.5, free[1] * 0.42
        ends: list[End] = []
        for side in (-0.5, 0.5):
            left, top = (x + side * go, y) if across else (x, free[1] * 0.5 + side * go)
            ends.append((min(max(0.0, left), free[0]), min(max(0.0, top), free[1]), s))
        return (ends[0], ends[1]) if motion in ("right", "down") else (ends[1], ends[0])
    near = 1.02 if turn % 2 == 0 and whole < 1.2 else max(1.02, whole * (0.72 if turn % 2 else 0.87))
    near = near if motion == "auto" else 1.02
    first, last = (whole, max(near, whole - 0.021 * seconds * reach)) if turn % 2 == 0 else (near * 1.03, near)
    kind = (variant + turn * 2) % 5 if motion == "auto" else 0
    if kind in (1, 4) or motion == "out":
        first, last = last, first

    def at(px: float, py: float, zoom: float, away: float) -> End:
        """An end of a way: the part around (px, py) of the room there is, wandered `away` of the reach."""
        free = (w - width * zoom, h - height * zoom)
        x = free[0] * px + away * min(far, free[0]) * (1 if kind % 2 else -1) * 0.5
        y = free[1] * py + (away * min(far, free[1]) * 0.5 if kind in (2, 4) else 0.0)
        return min(max(0.0, x), max(0.0, free[0])), min(max(0.0, y), max(0.0, free[1])), zoom

    px, py = ((0.5, 0.45), (0.62, 0.4), (0.36, 0.5))[turn % 3]
    wander = 1.0 if motion == "auto" else 0.0
    return at(px, py, first, -wander), at(px, py, last, wander)


def _amplified(pan: Pan, seen: tuple[int, int], size: tuple[int, int], much: float) -> Pan:
    """The same way, so much longer on both sides of its middle, as far as there is picture."""
    whole = min(size[0] / seen[0], size[1] / seen[1])
    spots = [(x + seen[0] * s / 2, y + seen[1] * s / 2, s) for x, y, s in pan]
    middle = [(a + b) / 2 for a, b in zip(*spots, strict=True)]
    ends: list[End] = []
    for spot in spots:
        x, y, s = (m + (v - m) * much for v, m in zip(spot, middle, strict=True))
        s = min(max(1.005, s), whole)
        free = [size[k] - seen[k] * s for k in (0, 1)]
        x, y = (min(max(0.0, v - seen[k] * s / 2), max(0.0, free[k])) for k, v in enumerate((x, y)))
        ends.append((x, y, s))
    return ends[0], ends[1]


def _bordered(planes: Planes) -> Planes:
    y, u, v = (bordered(p) for p in planes)
    return y, u, v


def _cut_planes(picture: Any) -> tuple[Planes, tuple[Any, Any]]:
    """The planes of a cut-out whose colours are multiplied by its alpha, and the alpha, whole and half."""
    import cv2
    import numpy as np

    h, w = picture.shape[:2]
    alpha = np.ascontiguousarray(picture[..., 3])
    half = cv2.resize(alpha, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    y, u, v = yuv(picture[..., :3].astype(np.float32))
    clear = 1 - alpha.astype(np.float32) / 255
    u, v = (cv2.resize(p - 128 * clear, (w // 2, h // 2), interpolation=cv2.INTER_AREA) for p in (u, v))
    y, u, v = (np.clip(p + 0.5, 0, 240).astype(np.uint8) for p in (y - 16 * clear, u, v))
    return (y, u, v), (bordered(alpha), bordered(half))


def _planes(picture: Any) -> Planes:
    """A picture as Y, and U and V at half the size; in strips, because their numbers are four times as large."""
    import cv2
    import numpy as np

    h, w = picture.shape[:2]
    y, u, v = (np.empty((h // k, w // k), np.uint8) for k in (1, 2, 2))
    for top in range(0, h, 128):
        strip = yuv(picture[top : top + 128].astype(np.float32))
        y[top : top + 128] = np.clip(strip[0] + 0.5, 16, 235)
        for plane, part in zip((u, v), strip[1:], strict=True):
            half = cv2.resize(part, (w // 2, part.shape[0] // 2), interpolation=cv2.INTER_AREA)
            plane[top // 2 : top // 2 + half.shape[0]] = np.clip(half + 0.5, 16, 240)
    return y, u, v
