"""Ways over a picture: any part of it, at any size, at its place to a twenty-fifth of a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

Plane = Any  # numpy.ndarray of uint8
Planes = tuple[Plane, Plane, Plane]  # Y, and U and V at half the size
End = tuple[float, float, float]  # left, top, and picture pixels a frame pixel
Pan = tuple[End, End]  # a picture's way, from its first frame to its last

EDGE = 80  # pixels around a picture, never seen: room for the phases below
SLACK = 0.04  # of a pixel: what a resize may be off its place before a warp is worth its price
RUN = 15  # frames that a way goes on before a scene and after it, where a join shows them


@dataclass(frozen=True)
class Still:
    """A picture's planes with an edge of EDGE pixels all round, larger than what is seen of it; and its ways.

    alpha: how much of 255 it covers, full size and half, for a cut-out whose planes are multiplied by it.
    """

    planes: Planes
    ways: tuple[Pan, ...]
    alpha: tuple[Plane, ...] = ()


def bordered(plane: Plane) -> Plane:
    """A plane with its edge."""
    import cv2

    return cv2.copyMakeBorder(plane, EDGE, EDGE, EDGE, EDGE, cv2.BORDER_REPLICATE)


def frame_planes(width: int, height: int) -> tuple[Plane, Plane, Plane]:
    """Room for one frame in one piece: Y, and U and V at half the size."""
    import numpy as np

    buffer, size = np.empty(width * height * 3 // 2, np.uint8), width * height
    return (
        buffer[:size].reshape(height, width),
        buffer[size : size * 5 // 4].reshape(height // 2, width // 2),
        buffer[size * 5 // 4 :].reshape(height // 2, width // 2),
    )


def along(pan: Pan, t: float) -> End:
    """Where a way is at share `t` of it: it starts and stops softly, and never stands."""
    t = min(1.0, max(0.0, t))
    t = t * t * (3 - 2 * t) * 0.35 + t * 0.65
    x, y, s = (a + (b - a) * t for a, b in zip(*pan, strict=True))
    return x, y, s


def travelled(still: Still, frame: int, frames: int, fps: int, into: Planes, spare: Planes) -> None:
    """A picture on its ways at a frame of the scene, each way dissolving into the next; `spare` is room for that."""
    fade = round(fps * 0.7)
    k, share = turn(len(still.ways), frame, frames, fade)
    length = frames / len(still.ways)

    def where(way: int) -> End:
        """Where a way is; it is begun when the one before dissolves into it."""
        begin = way * length - (fade if way else RUN)
        end = (way + 1) * length + (RUN if way + 1 == len(still.ways) else 0)
        return along(still.ways[way], (frame - begin) / max(1.0, end - begin - 1))

    show(still, where(k), into, spare)
    if share > 0:
        show(still, where(k + 1), spare, into)
        dissolved(into, spare, share)


def turn(count: int, frame: int, frames: int, fade: int) -> tuple[int, float]:
    """Which of `count` pictures that follow each other is seen, and how far the next has come, from 0 to 1."""
    length = frames / count
    k = max(0, min(count - 1, int(frame / length)))
    left = (k + 1) * length - frame
    return k, 1 - left / fade if k + 1 < count and left < fade else 0.0


def dissolved(planes: Planes, into: Planes, share: float) -> None:
    """So much of one picture in another."""
    import cv2

    for plane, other in zip(planes, into, strict=True):
        cv2.addWeighted(plane, 1 - share, other, share, 0, dst=plane)


def show(still: Still, end: End, into: Planes, spare: Planes) -> None:
    """A picture at one place of its way; a cut-out is laid over what is there, by way of `spare`."""
    import cv2

    if not still.alpha:
        for plane, target, share in zip(still.planes, into, (1.0, 0.5, 0.5), strict=True):
            placed(plane, target, end, share)
        return
    whole, half = still.alpha
    placed(whole, spare[0], end)
    placed(half, spare[1], end, 0.5)
    for plane, target, cover, share in zip(
        still.planes, into, (spare[0], spare[1], spare[1]), (1.0, 0.5, 0.5), strict=True
    ):
        cv2.multiply(target, 255 - cover, dst=target, scale=1 / 255)
        room = cover if share == 1.0 else spare[2]
        placed(plane, room, end, share)
        cv2.add(target, room, dst=target)


def placed(plane: Plane, target: Plane, end: End, share: float = 1.0) -> None:
    """The part of a bordered plane that a place of a way shows; `share` is 0.5 for planes of half the size.

    A resize begins at whole pixels; but as it has a size of its own, each of its pixels stands at another part of
    a pixel. So the part of it is taken that stands where it should: a warp's picture for half a warp's time. (To
    shift first and then resize is as quick, and makes the picture softer and sharper with every pixel it moves.)
    At a few sizes, such as 1.5, no pixel stands there, and a warp is what is left.
    """
    import cv2
    import numpy as np

    x, y, s = end
    h, w = target.shape
    ways = [phase(EDGE + at * share, s) for at in (x, y)]
    (left, skip_x, off_x), (top, skip_y, off_y) = ways
    if max(off_x, off_y) > SLACK * s:
        move = np.array([[s, 0, x * share + EDGE], [0, s, y * share + EDGE]])
        cv2.warpAffine(plane, move, (w, h), dst=target, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        return
    part = plane[top : top + math.ceil((h + skip_y) * s) + 1, left : left + math.ceil((w + skip_x) * s) + 1]
    if s == 1.0:
        target[:] = part[skip_y : skip_y + h, skip_x : skip_x + w]
        return
    sized = cv2.resize(part, None, fx=1 / s, fy=1 / s, interpolation=cv2.INTER_LINEAR)
    target[:] = sized[skip_y : skip_y + h, skip_x : skip_x + w]


def phase(at: float, size: float) -> tuple[int, int, float]:
    """Where a resize by 1 / `size` has to begin and how many of its pixels to skip, so that the next is at `at`.

    And how far off that it is.
    """
    first = at - (size - 1) / 2  # it counts from the middles of pixels
    best = (1.0, 0, 0)
    for skip in range(int((EDGE - 8) / size)):
        begin = round(first - skip * size)
        off = abs(begin - (first - skip * size))
        if off < best[0] - 1e-9:
            best = (off, begin, skip)
        if off < 0.01:
            break
    return best[1], best[2], best[0]
