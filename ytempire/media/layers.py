"""What lies still on a moving ground: fields of colour, a scrim, the channel's picture in its corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ytempire.media.themes import rgb

Plane = Any  # numpy.ndarray of uint8
Planes = tuple[Plane, Plane, Plane]  # Y, and U and V at half the size
Pair = tuple[Plane, Plane]  # how much stays (of 255), and what is added
Edges = tuple[int, int, int, int]  # left, top, right, bottom
Polygon = tuple[tuple[float, float], ...]
Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
COMES = 8  # frames in which a field comes


@dataclass(frozen=True)
class Field:
    """A still field of colour between a background and its graphics: a card, a track, a disc; in nominal pixels.

    Laid on here it costs a twentieth of what libass takes for it. It comes from frame `at` on, within 8 frames, or
    from left to right within `wipe` frames.
    """

    x: float
    y: float
    width: float
    height: float
    colour: str
    alpha: float  # how much shows through
    radius: float = 0.0
    at: int = 0
    line: float = 0.0  # only its outline, so thick
    shape: tuple[Polygon, ...] = ()  # not the rectangle but what lies in these, in the frame's nominal pixels
    holes: tuple[Polygon, ...] = ()  # and not in these
    wipe: int = 0
    pace: float = 1.0  # of the wipe: below 1 it is fast first


@dataclass(frozen=True)
class Hung:
    """A picture that hangs still in a box, which it fills; `name` is what the scene calls it, in nominal pixels."""

    name: str
    x: float
    y: float
    width: float
    height: float
    at: int = 0
    radius: float = 0.0


@dataclass(frozen=True)
class Layer:
    """Something still, as what stays of the ground and what is added to it, for each plane in its own rectangle."""

    boxes: tuple[Edges, ...]
    pairs: tuple[Pair, ...]
    at: int | None = None  # it comes from this frame on; None is there from the beginning
    comes: int = COMES
    until: int | None = None  # it is gone at this frame; None stays
    leave: int = 0
    wipe: int = 0  # it comes from left to right in so many frames, and not everywhere at once
    pace: float = 1.0

    def lay(self, planes: Planes, frame: int) -> None:
        """Put it on a frame's planes."""
        import cv2

        share = 1.0 if self.at is None or self.wipe else min(1.0, (frame - self.at + 1) / self.comes)
        shown = 1.0
        if self.wipe and self.at is not None:
            shown = max(0.0, min(1.0, (frame - self.at) / self.wipe)) ** self.pace  # as libass counts
        if self.until is not None:
            share = min(share, (self.until - frame) / (self.leave + 1))
        if share <= 0:
            return
        for plane, (x0, y0, x1, y1), (keep, add) in zip(planes, self.boxes, self.pairs, strict=True):
            if shown < 1:
                x1 = x0 + round((x1 - x0) * shown)
                keep, add = keep[:, : x1 - x0], add[:, : x1 - x0]
                if x1 <= x0:
                    continue
            part = plane[y0:y1, x0:x1]
            if share < 1:
                keep = cv2.addWeighted(keep, share, keep, 0, 255 * (1 - share))
                add = cv2.convertScaleAbs(add, alpha=share)
            cv2.multiply(part, keep, dst=part, scale=1 / 255)
            cv2.add(part, add, dst=part)


def veil(pairs: Sequence[Pair]) -> Layer:
    """A scrim over the whole frame, always there."""
    return Layer(tuple((0, 0, keep.shape[1], keep.shape[0]) for keep, _ in pairs), tuple(pairs))


def fields(
    asked: Sequence[Field], unit: float, width: int, height: int, until: int | None = None, leave: int = 0
) -> tuple[Layer, ...]:
    """A composition's fields, each in the rectangle that it covers; `unit` is frame pixels in a nominal one."""
    import cv2
    import numpy as np

    out = []
    for field in asked:
        box = _even(field.x * unit, field.y * unit, field.width * unit, field.height * unit, width, height)
        x0, y0, x1, y1 = box
        if x1 <= x0 or y1 <= y0:
            continue
        cover = (_filled if field.shape else _rounded)(field, unit, x0, y0, x1, y1) * (1 - field.alpha)
        half = cv2.resize(cover, ((x1 - x0) // 2, (y1 - y0) // 2), interpolation=cv2.INTER_AREA)
        tint = _yuv(np.array(rgb(field.colour), np.float32).reshape(1, 1, 3))
        pairs = tuple(_pair(c, float(value[0, 0])) for c, value in zip((cover, half, half), tint, strict=True))
        way = (field.wipe, field.pace)
        out.append(Layer(_boxes(box), pairs, field.at, COMES, until, leave, *way))
    return tuple(out)


def mark(
    file: Path, corner: Corner, share: float, opacity: float, width: int, height: int, at: int | None = None,
    margin: float = 0.03, where: str = "look.watermark",
) -> Layer:  # fmt: skip
    """The channel's picture in a corner, `share` of the frame wide; `at` is when it comes, None if it is there.

    margin: how far from the frame's edges, as a share of the shorter side.
    """
    import cv2
    import numpy as np

    from ytempire.media.photos import load

    image = load(file, where, alpha=True)
    wide = max(8, 2 * round(share * width / 2))
    tall = max(8, 2 * round(wide * image.height / image.width / 2))
    if tall > (most := 2 * round(0.2 * height / 2)):
        wide, tall = max(8, 2 * round(wide * most / tall / 2)), most
    gap = round(margin * min(width, height))
    x = gap if corner.endswith("left") else width - gap - wide
    y = gap if corner.startswith("top") else height - gap - tall
    box = _even(x, y, wide, tall, width, height)
    size = (box[2] - box[0], box[3] - box[1])
    pixels = np.asarray(image, np.float32)
    cover = pixels[..., 3:] / 255
    small = cv2.resize(np.concatenate([pixels[..., :3] * cover, cover], 2), size, interpolation=cv2.INTER_AREA)
    alpha = np.clip(small[..., 3], 0, 1)
    colour = small[..., :3] / np.maximum(alpha, 1e-4)[..., None]
    y_, u, v = _yuv(colour)
    half = (size[0] // 2, size[1] // 2)
    thin = cv2.resize(alpha, half, interpolation=cv2.INTER_AREA)
    chroma = [cv2.resize(p * alpha, half, interpolation=cv2.INTER_AREA) / np.maximum(thin, 1e-4) for p in (u, v)]
    pairs = [_pair(alpha * opacity, y_), *(_pair(thin * opacity, plane) for plane in chroma)]
    return Layer(_boxes(box), tuple(pairs), at, comes=24)


def hung(
    asked: Hung, file: Path, unit: float, width: int, height: int, until: int | None = None, leave: int = 0,
    where: str = "",
) -> Layer:  # fmt: skip
    """A picture over its whole box; what of it has no room is cut off on both sides."""
    import cv2
    import numpy as np

    from ytempire.media.photos import load

    image = load(file, where)
    box = _even(asked.x * unit, asked.y * unit, asked.width * unit, asked.height * unit, width, height)
    wide, tall = box[2] - box[0], box[3] - box[1]
    share = max(wide / image.width, tall / image.height)
    seen = (wide / share, tall / share)
    left, top = (int((whole - some) / 2) for whole, some in zip(image.size, seen, strict=True))
    middle = image.crop((left, top, left + max(1, round(seen[0])), top + max(1, round(seen[1]))))
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(np.asarray(middle, np.float32), (wide, tall), interpolation=way)
    y, u, v = _yuv(np.clip(pixels, 0, 255))
    half = (wide // 2, tall // 2)
    cover = _rounded(Field(asked.x, asked.y, asked.width, asked.height, "", 0.0, asked.radius), unit, *box)
    covers = (cover, *[cv2.resize(cover, half, interpolation=cv2.INTER_AREA)] * 2)
    planes = (y, *(cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in (u, v)))
    pairs = tuple(_pair(part, plane) for part, plane in zip(covers, planes, strict=True))
    return Layer(_boxes(box), pairs, asked.at, COMES, until, leave)


def spread(layer: Layer, width: int, height: int) -> tuple[Planes, Planes]:
    """A layer as a whole picture, and how much of it shows at each pixel: for laying it on inside FFmpeg."""
    import numpy as np

    picture, mask = [], []
    for (x0, y0, x1, y1), (keep, add), share in zip(layer.boxes, layer.pairs, (1, 2, 2), strict=True):
        seen, shown = (np.zeros((height // share, width // share), np.uint8) for _ in range(2))
        cover = 255 - keep.astype(np.float32)
        shown[y0:y1, x0:x1] = cover
        seen[y0:y1, x0:x1] = np.clip(add * (255 / np.maximum(cover, 1)) + 0.5, 0, 255)
        picture.append(seen)
        mask.append(shown)
    return (picture[0], picture[1], picture[2]), (mask[0], mask[1], mask[2])


def _pair(cover: Any, value: Any) -> Pair:
    """How much stays and what is added, so that both together never pass what the two colours are."""
    import numpy as np

    keep = np.clip((1 - cover) * 255 + 0.5, 0, 255).astype(np.uint8)
    left = 1 - keep.astype(np.float32) / 255
    return keep, np.clip(left * value + 0.3, 0, 255).astype(np.uint8)


def _boxes(box: Edges) -> tuple[Edges, ...]:
    small = (box[0] // 2, box[1] // 2, box[2] // 2, box[3] // 2)
    return box, small, small


def _even(x: float, y: float, wide: float, tall: float, width: int, height: int) -> Edges:
    """The rectangle of whole colour pixels around it, within the frame."""
    x0, y0 = (max(0, 2 * math.floor(v / 2)) for v in (x, y))
    x1, y1 = (min(most, 2 * math.ceil(v / 2)) for v, most in ((x + wide, width), (y + tall, height)))
    return x0, y0, x1, y1


def _rounded(field: Field, unit: float, x0: int, y0: int, x1: int, y1: int) -> Any:
    """How much of each pixel a field covers, from the pixel's distance to its edge."""
    import numpy as np

    wide, tall = field.width * unit / 2, field.height * unit / 2
    r = min(field.radius * unit, wide, tall)
    across = np.abs(np.arange(x0, x1, dtype=np.float32) + 0.5 - (field.x * unit + wide)) - (wide - r)
    down = np.abs(np.arange(y0, y1, dtype=np.float32) + 0.5 - (field.y * unit + tall)) - (tall - r)
    dx, dy = across[None, :], down[:, None]
    out = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - r
    cover = np.clip(0.5 - out, 0, 1)
    if field.line:
        cover -= np.clip(0.5 - out - field.line * unit, 0, 1)
    return cover


def _yuv(light: Any) -> tuple[Any, Any, Any]:
    from ytempire.media.plates import yuv

    return yuv(light)


def _filled(field: Field, unit: float, x0: int, y0: int, x1: int, y1: int) -> Any:
    """How much of each pixel lies in a field's polygons, or on their lines."""
    import cv2
    import numpy as np

    cover = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for polygons, value in ((field.shape, 255), (field.holes, 0)):
        for polygon in polygons:
            points = (np.array(polygon, np.float64) * unit - (x0 + 0.5, y0 + 0.5)) * 16
            exact = [np.round(points).astype(np.int32)]
            if field.line:
                cv2.polylines(cover, exact, True, 255, max(1, round(field.line * unit)), cv2.LINE_AA, shift=4)
            else:
                cv2.fillPoly(cover, exact, value, cv2.LINE_AA, shift=4)
    return cover.astype(np.float32) / 255
