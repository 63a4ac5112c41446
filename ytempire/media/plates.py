"""Backgrounds: painted once, larger than the frame, and moved under the words by parts of a pixel."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal

from ytempire.address import text_digest
from ytempire.media.ornaments import ORNAMENTS, TURNS
from ytempire.media.themes import Theme, rgb
from ytempire.models import Cut

Side = Literal["left", "right", "center"]
Plane = Any  # numpy.ndarray of uint8
End = tuple[float, float, float]  # left, top, and plate pixels a frame pixel
Pan = tuple[End, End]  # a photograph's way, from the first frame to the last


@dataclass(frozen=True)
class Drift:
    """How a layer moves: round a circle of `radius` pixels (at 1080p) in `seconds`, from angle `start`; it turns
    by `turn` degrees and grows by `grow` a second."""

    radius: float
    seconds: float
    start: float
    turn: float = 0.0
    grow: float = 0.0


@dataclass(frozen=True)
class Inset:
    """A picture that hangs in the frame and moves within its window."""

    y: Plane
    u: Plane
    v: Plane
    left: int
    top: int
    width: int
    height: int
    pan: Pan


@dataclass(frozen=True)
class Plate:
    """A painted background in Y, U and V, larger than its frame on every side by `rim` pixels; an ornament over it."""

    y: Plane
    u: Plane
    v: Plane
    width: int
    height: int
    rim: int
    path: Drift
    ornament: Plane | None = None
    lighter: bool = True
    pivot: tuple[float, float] = (0.0, 0.0)
    over: Drift | None = None
    pan: Pan | None = None
    inset: Inset | None = None
    scrim: tuple[tuple[Plane, Plane], ...] = ()  # for Y, U and V: how much stays (of 255), and what is added


def chance(*parts: object) -> random.Random:
    """Chance that depends on these words alone."""
    return random.Random(int(text_digest("\0".join(map(str, parts)))[:16], 16))


def paint(theme: Theme, width: int, height: int, *, free: Side, variant: int, seed: str) -> Plate:
    """A theme's background for one scene; `free` is the side with no text, where light and ornament gather."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    paper = theme.paper
    dice = chance("plate", theme.name, seed, variant)
    unit = min(width, height) / 1080
    rim = 2 * math.ceil(38 * unit) + 2
    w, h = width + 2 * rim, height + 2 * rim
    # the light is smooth: a quarter of the size holds all of it
    q = 4
    gy, gx = np.mgrid[0 : h // q + 2, 0 : w // q + 2].astype(np.float32) * q
    tall = height > width
    fx = {"left": 0.20, "right": 0.80, "center": 0.5}[free]
    fy = dice.uniform(0.28, 0.46)
    lean = dice.uniform(-0.35, 0.35)
    t = np.clip((gy / h - 0.5) + lean * (gx / w - 0.5) + 0.5, 0, 1)[..., None]
    near, far = (np.array(rgb(c), np.float32) for c in (paper.near, paper.far))
    light = near * (1 - t) + far * t
    spots = [(fx * w, fy * h, 0.62 if not tall else 0.9, paper.strength),
             ((1 - fx) * w + dice.uniform(-0.12, 0.12) * w, h * dice.uniform(0.8, 1.0), 0.55, paper.strength * 0.7)]  # fmt: skip
    for (cx, cy, size, strength), tint in zip(spots, paper.lights, strict=True):
        r = size * (w if not tall else w * 1.1) * 0.62
        fall = np.exp(-(((gx - cx) / r) ** 2) - ((gy - cy) / (r * 0.82)) ** 2)[..., None] * strength
        light = light * (1 - fall) + np.array(rgb(tint), np.float32) * fall
    edge = np.clip((((gx / w - 0.5) * 2) ** 2 + ((gy / h - 0.5) * 2) ** 2) / 2, 0, 1)[..., None]
    light = light * (1 - edge * (0.34 if paper.relief > 0 else 0.075))
    if paper.texture == "fibre":
        cloud = cv2.GaussianBlur(_noise(light.shape[:2], dice.randrange(1 << 30)), (0, 0), 9 * unit)
        light = light + (cloud / float(cloud.std()) * paper.grain * 0.55)[..., None]
    y, u, v = yuv(light)
    big = cv2.resize(y, (w, h), interpolation=cv2.INTER_CUBIC)
    big += _grain(w, h, paper.grain * unit**0.3, paper.texture)
    planes = [np.clip(big + 0.5, 16, 235).astype(np.uint8)]
    noise = _grain(w // 2, h // 2, 0.5, "smooth")
    for plane in (u, v):
        half = cv2.resize(plane, (w // 2, h // 2), interpolation=cv2.INTER_CUBIC) + noise
        planes.append(np.clip(half + 0.5, 16, 240).astype(np.uint8))

    name = paper.ornaments[variant % len(paper.ornaments)]
    mask = np.zeros((h, w), np.uint8)
    spread = 0.03
    pivot = ((fx + dice.uniform(-spread, spread)) * w, (fy + dice.uniform(0.0, 0.10)) * h)
    ORNAMENTS[name](mask, *pivot, min(w, h), dice)
    if paper.texture == "scan":
        pitch, dot = round(54 * unit), max(1, round(2 * unit))
        for k in range(dot):
            for j in range(dot):
                mask[k::pitch, j::pitch] = 255
    ornament = cv2.convertScaleAbs(mask, alpha=abs(paper.relief) / 255)
    way = 1 if variant % 2 else -1
    path = Drift(30, 13 * way, dice.uniform(0, 6.28))
    over = Drift(34, -9 * way, dice.uniform(0, 6.28), turn=(2.2 * way if name in TURNS else 0.0))
    return Plate(planes[0], planes[1], planes[2], width, height, rim, path, ornament, paper.relief > 0, pivot, over)


def free_side(cut: Cut) -> Side:
    """The side where a scene has no words."""
    sides: dict[str, Side] = {"left": "right", "right": "left", "center": "center"}
    return sides[cut.layout]


def yuv(light: Any) -> tuple[Any, Any, Any]:
    """BT.709, studio range."""
    r, g, b = light[..., 0], light[..., 1], light[..., 2]
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return 16 + y * (219 / 255), 128 + (b - y) / 1.8556 * (224 / 255), 128 + (r - y) / 1.5748 * (224 / 255)


def _noise(shape: tuple[int, ...], seed: int) -> Any:
    import numpy as np

    return np.random.Generator(np.random.PCG64(seed)).standard_normal(shape, np.float32)


def _grain(w: int, h: int, strength: float, texture: str) -> Any:
    """Fine noise; it hides the steps of a gradient. One tile, laid side by side."""
    import cv2
    import numpy as np

    side = 512
    tile = _noise((side, side), 7)
    tile = cv2.GaussianBlur(tile, (0, 0), 0.7, borderType=cv2.BORDER_REFLECT_101)
    tile *= strength / float(tile.std())
    if texture == "fibre":
        for seed, long, across in ((8, 9.0, 0.6), (9, 0.6, 12.0)):
            fibre = cv2.GaussianBlur(_noise((side, side), seed), (0, 0), sigmaX=long, sigmaY=across)
            tile += fibre / float(fibre.std()) * strength * 0.55
    return np.tile(tile, (h // side + 1, w // side + 1))[:h, :w]


def _matrix(plate: Plate, path: Drift, t: float, pivot: tuple[float, float]) -> Any:
    """Where the frame's pixel (x, y) lies on the plate, `t` seconds in."""
    import numpy as np

    unit = min(plate.width, plate.height) / 1080
    a = path.start + 2 * math.pi * t / path.seconds
    dx, dy = path.radius * unit * math.cos(a), path.radius * unit * math.sin(a)
    turn, size = math.radians(path.turn * t), 1 / (1 + path.grow * t)
    c, s = math.cos(turn) * size, math.sin(turn) * size
    px, py = pivot
    ox, oy = plate.rim + dx - px, plate.rim + dy - py
    return np.array([[c, -s, px + c * ox - s * oy], [s, c, py + s * ox + c * oy]], np.float64)


def film(plate: Plate, frames: int, fps: int) -> Callable[[IO[bytes]], None]:
    """A feed of raw yuv420p frames for FFmpeg: one buffer, written again and again."""

    def feed(pipe: IO[bytes]) -> None:
        for frame in moving(plate, frames, fps):
            pipe.write(frame)

    return feed


def moving(plate: Plate, frames: int, fps: int) -> Any:
    """Each frame as the same buffer of Y, U and V, moved on by one step."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    w, h = plate.width, plate.height
    buffer = np.empty(w * h * 3 // 2, np.uint8)
    y = buffer[: w * h].reshape(h, w)
    u = buffer[w * h : w * h * 5 // 4].reshape(h // 2, w // 2)
    v = buffer[w * h * 5 // 4 :].reshape(h // 2, w // 2)
    over = np.empty((h, w), np.uint8)
    view = memoryview(buffer)
    shift = cv2.add if plate.lighter else cv2.subtract
    planes = (y, u, v)
    for i in range(frames):
        along = i / max(1, frames - 1)
        if plate.pan:
            _warp((plate.y, plate.u, plate.v), _panned(plate.pan, along), planes)
        else:
            # nothing but light and grain: whole pixels do, and cost a copy
            m = _matrix(plate, plate.path, i / fps, (0.0, 0.0))
            ox, oy = round(m[0, 2] / 2), round(m[1, 2] / 2)
            y[:] = plate.y[oy * 2 : oy * 2 + h, ox * 2 : ox * 2 + w]
            u[:] = plate.u[oy : oy + h // 2, ox : ox + w // 2]
            v[:] = plate.v[oy : oy + h // 2, ox : ox + w // 2]
        if plate.ornament is not None and plate.over is not None:
            m = _matrix(plate, plate.over, i / fps, plate.pivot)
            cv2.warpAffine(plate.ornament, m, (w, h), dst=over, flags=LINEAR, borderMode=cv2.BORDER_CONSTANT)
            shift(y, over, dst=y)
        for plane, (keep, add) in zip(planes, plate.scrim, strict=False):
            cv2.multiply(plane, keep, dst=plane, scale=1 / 255)
            cv2.add(plane, add, dst=plane)
        if hung := plate.inset:
            x0, y0, x1, y1 = hung.left, hung.top, hung.left + hung.width, hung.top + hung.height
            seen = (y[y0:y1, x0:x1], *(p[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2] for p in (u, v)))
            _warp((hung.y, hung.u, hung.v), _panned(hung.pan, along), seen)
        yield view


LINEAR = 1 | 16  # cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


def _warp(source: tuple[Plane, ...], m: Any, into: tuple[Plane, ...]) -> None:
    """Y, and U and V at half the size, from a plate into a frame."""
    import cv2

    half = m.copy()
    half[:, 2] *= 0.5
    for plane, target, way in zip(source, into, (m, half, half), strict=True):
        size = (target.shape[1], target.shape[0])
        cv2.warpAffine(plane, way, size, dst=target, flags=LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _panned(pan: Pan, t: float) -> Any:
    import numpy as np

    (x0, y0, s0), (x1, y1, s1) = pan
    t = t * t * (3 - 2 * t) * 0.35 + t * 0.65  # starts and stops softly, and never stands
    s = s0 + (s1 - s0) * t
    return np.array([[s, 0, x0 + (x1 - x0) * t], [0, s, y0 + (y1 - y0) * t]], np.float64)
