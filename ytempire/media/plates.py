"""Backgrounds: painted once, larger than the frame, and moved under the words by parts of a pixel."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from ytempire.address import text_digest
from ytempire.media.layers import Plane, Planes
from ytempire.media.ornaments import ORNAMENTS
from ytempire.media.themes import rgb
from ytempire.models import Cut
from ytempire.models.theme import Theme

Side = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Drift:
    """How a layer moves: on a way of `radius` pixels (at 1080p) in `seconds`, from angle `start`."""

    radius: float
    seconds: float
    start: float
    way: Literal["round", "sway", "climb", "tick"] = "round"


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
    over: Drift | None = None
    then: tuple[Plate, ...] = ()  # what it becomes in a long scene, one after another
    length: int = 1  # the scene's frames
    fps: int = 30

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Frames `first` up to `last` of the scene: the same three arrays each time, filled anew.

        Before its beginning and after its end everything moves on as it did.
        """
        import cv2
        import numpy as np

        cv2.setNumThreads(1)
        w, h = self.width, self.height
        planes = _empty(w, h)
        spare = _empty(w, h) if self.then else planes  # what a picture dissolves into
        over = np.empty((h, w), np.uint8)
        turns = (self, *self.then)
        for i in range(first, last):
            k, share = _turn(len(turns), i, self.length, round(self.fps * 1.6))
            _ground(turns[k], i / self.fps, planes, over)
            if share > 0:
                _ground(turns[k + 1], i / self.fps, spare, over)
                _dissolved(planes, spare, share)
            yield planes


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
    spots = [
        (fx * w, fy * h, 0.62 if not tall else 0.9, paper.strength),
        ((1 - fx) * w + dice.uniform(-0.12, 0.12) * w, h * dice.uniform(0.8, 1.0), 0.55, paper.strength * 0.7),
    ]
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
    mask: Plane = np.zeros((h, w), np.uint8)
    spread = 0.03
    middle = ((fx + dice.uniform(-spread, spread)) * w, (fy + dice.uniform(0.0, 0.10)) * h)
    ORNAMENTS[name](mask, *middle, min(w, h), dice)
    if paper.texture == "scan":
        pitch, dot = round(54 * unit), max(1, round(2 * unit))
        for k in range(dot):
            for j in range(dot):
                mask[k::pitch, j::pitch] = 255
    elif paper.texture == "squared":  # the lines of a drawing board, each fifth one stronger
        pitch = max(4, round(27 * unit))
        for every, light in ((pitch, 70), (pitch * 5, 140)):
            for k in range(max(1, round(1.4 * unit))):
                mask[k::every] = np.maximum(mask[k::every], light)
                mask[:, k::every] = np.maximum(mask[:, k::every], light)
    elif paper.texture == "print":  # the screen of a cheap press
        pitch = max(4, 2 * round(5 * unit))
        down, across = (np.sin(np.arange(n, dtype=np.float32) * (math.pi / pitch)) ** 2 for n in (h, w))
        screen = (down[:, None] * across[None, :] + (1 - down)[:, None] * (1 - across)[None, :] - 0.62) * 190
        mask = cv2.max(mask, np.clip(screen, 0, 255).astype(np.uint8))
    ornament = cv2.convertScaleAbs(mask, alpha=abs(paper.relief) / 255)
    way = 1 if variant % 2 else -1
    move = theme.motion
    path = Drift(30 * move.reach, 13 * way * move.swing, dice.uniform(0, 6.28), move.drift)
    over = Drift(34 * move.reach, -9 * way * move.swing, dice.uniform(0, 6.28), move.drift)
    return Plate(planes[0], planes[1], planes[2], width, height, rim, path, ornament, paper.relief > 0, over)


def paint_scene(theme: Theme, width: int, height: int, cut: Cut, fps: int) -> Plate:
    """The background of a scene: in a long one light and ornament give way to others, about every nine seconds."""
    count = max(1, min(4, round(cut.frames / fps / 9)))
    free = free_side(cut)
    first, *rest = (
        paint(theme, width, height, free=free, variant=cut.variant + k, seed=f"{cut.id}-{k}" if k else cut.id)
        for k in range(count)
    )
    return replace(first, then=tuple(rest), length=cut.frames, fps=fps)


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
    import numpy as np

    tile = _tile(strength, texture)
    side = len(tile)
    return np.tile(tile, (h // side + 1, w // side + 1))[:h, :w]


@lru_cache(maxsize=8)
def _tile(strength: float, texture: str) -> Any:
    import cv2

    side = 512
    tile = _noise((side, side), 7)
    tile = cv2.GaussianBlur(tile, (0, 0), 0.7, borderType=cv2.BORDER_REFLECT_101)
    tile *= strength / float(tile.std())
    if texture == "fibre":
        for seed, long, across in ((8, 9.0, 0.6), (9, 0.6, 12.0)):
            fibre = cv2.GaussianBlur(_noise((side, side), seed), (0, 0), sigmaX=long, sigmaY=across)
            tile += fibre / float(fibre.std()) * strength * 0.55
    return tile


def _empty(width: int, height: int) -> Planes:
    import numpy as np

    y, u, v = (np.empty((height // k, width // k), np.uint8) for k in (1, 2, 2))
    return y, u, v


def moving(plate: Plate, frames: int, fps: int) -> Iterator[bytes]:
    """The first frames of a plate on its own, each as the bytes of Y, U and V."""
    for planes in replace(plate, length=frames, fps=fps).frames(0, frames):
        yield b"".join(plane.tobytes() for plane in planes)


def _ground(plate: Plate, t: float, planes: Planes, over: Plane) -> None:
    """A painted background, `t` seconds in, and its ornament over it."""
    import cv2

    # nothing but light and grain: whole pixels do, and cost a copy
    dx, dy = _drifted(plate, plate.path, t)
    for plane, source, k in zip(planes, (plate.y, plate.u, plate.v), (2, 1, 1), strict=True):
        h, w = plane.shape
        x, y = round(dx / 2) * k, round(dy / 2) * k
        plane[:] = source[y : y + h, x : x + w]
    if plate.ornament is not None and plate.over is not None:
        _shifted(plate.ornament, *_drifted(plate, plate.over, t), over)
        (cv2.add if plate.lighter else cv2.subtract)(planes[0], over, dst=planes[0])


def _turn(count: int, frame: int, frames: int, fade: int) -> tuple[int, float]:
    """Which of `count` pictures that follow each other is seen, and how far the next has come, from 0 to 1."""
    length = frames / count
    k = min(count - 1, max(0, int(frame / length)))
    left = (k + 1) * length - frame
    return k, 1 - left / fade if k + 1 < count and left < fade else 0.0


def _dissolved(planes: Planes, into: Planes, share: float) -> None:
    import cv2

    for plane, other in zip(planes, into, strict=True):
        cv2.addWeighted(plane, 1 - share, other, share, 0, dst=plane)


def _drifted(plate: Plate, drift: Drift, t: float) -> tuple[float, float]:
    """Where on its plate a layer's frame begins, `t` seconds in."""
    reach = drift.radius * min(plate.width, plate.height) / 1080
    a = drift.start + 2 * math.pi * t / drift.seconds
    if drift.way == "tick":  # like a hand: a small step twice a second, and a moment's rest
        beat = abs(t) * 2
        whole, part = divmod(beat, 1.0)
        part = min(1.0, part / 0.6)
        stepped = (whole + part * part * (3 - 2 * part)) / 2 * (1 if t >= 0 else -1)
        a = drift.start + 2 * math.pi * stepped / drift.seconds
    if drift.way == "sway":
        return plate.rim + reach * math.cos(a), plate.rim + reach * 0.3 * math.sin(2 * a)
    if drift.way == "climb":
        return plate.rim + reach * 0.25 * math.sin(2 * a), plate.rim + reach * math.sin(a)
    return plate.rim + reach * math.cos(a), plate.rim + reach * math.sin(a)


def _shifted(source: Plane, x: float, y: float, into: Plane) -> None:
    """The part of a plane that begins at (x, y), parts of a pixel included: two blends, a sixth of a warp's cost."""
    import cv2
    import numpy as np

    h, w = into.shape
    x0, y0 = max(0, min(math.floor(x), source.shape[1] - w - 1)), max(0, min(math.floor(y), source.shape[0] - h - 1))
    fx, fy = min(1.0, max(0.0, x - x0)), min(1.0, max(0.0, y - y0))
    side = np.empty((h + 1, w), np.uint8)
    cv2.addWeighted(
        source[y0 : y0 + h + 1, x0 : x0 + w], 1 - fx, source[y0 : y0 + h + 1, x0 + 1 : x0 + w + 1], fx, 0, dst=side
    )
    cv2.addWeighted(side[:h], 1 - fy, side[1:], fy, 0, dst=into)
