"""Pictures in motion under a scene: over the whole frame with a scrim under the words, or hung on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ytempire.media import luts
from ytempire.media.blobs import Blobs
from ytempire.media.grounds import Frame, Ground, found, lay
from ytempire.media.layers import veil
from ytempire.media.pans import Planes, Still, frame_planes, travelled
from ytempire.media.plates import paint_scene, yuv
from ytempire.media.stills import layered, still
from ytempire.media.themes import Theme, mix, rgb
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut, Picture, Visual

DENSE = 0.82  # how much of a picture is veiled under words
OVER_BUTTONS = 956.0  # what is as wide as an upright frame ends here: lower down are the platform's buttons


def window(cut: Cut, theme: Theme, zones: Zones) -> Box | None:
    """Where the picture hangs on the theme's paper; None if it fills the frame."""
    light = theme.paper.relief < 0  # a veil of light would wash a picture out
    if not light and (zones.tall or cut.variant % 2 == 0 or cut.layout == "center"):
        return None
    c = zones.content
    if not worded(cut.visual):
        if zones.tall:
            low = c.y1 - 16 if zones.square else min(c.y1 - 16, OVER_BUTTONS)
            return Box(c.x0, c.y0 + 6, c.x1, low, "picture")
        half = min(c.width, 1.7 * (c.height - 16)) / 2
        return Box(960 - half, c.y0 + 8, 960 + half, c.y1 - 8, "picture")
    if zones.tall:
        return Box(c.x0, c.y0 + 6, c.x1, c.y0 + (0.56 * c.height if zones.square else 560), "picture")
    wide = 1030.0
    if cut.layout == "right":
        return Box(c.x0, c.y0 + 8, c.x0 + wide, c.y1 - 8, "picture")
    if cut.layout == "center":
        return Box(960 - 640, c.y0 + 8, 960 + 640, c.y1 - 190, "picture")
    return Box(c.x1 - wide, c.y0 + 8, c.x1, c.y1 - 8, "picture")


def worded(visual: Visual) -> bool:
    """Whether a picture or a clip has words of its own on it."""
    return any(typeset(getattr(visual, name, "")) for name in ("title", "caption", "credit"))


@dataclass(frozen=True)
class Moving:
    """A picture in motion, or a picture and a cut-out over it, each on its own ways."""

    stills: tuple[Still, ...]
    width: int
    height: int
    length: int
    fps: int

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Its frames, from any to any."""
        import cv2

        cv2.setNumThreads(1)
        planes, spare = frame_planes(self.width, self.height), frame_planes(self.width, self.height)
        for frame in range(first, last):
            for one in self.stills:
                travelled(one, frame, self.length, self.fps, planes, spare)
            yield planes


@dataclass(frozen=True)
class Hung:
    """Grounds that hang in windows of another: each with the left and top of its window, in frame pixels."""

    paper: Ground
    windows: tuple[tuple[int, int, Ground], ...]

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The paper's frames with the others in them."""
        inner = [one.frames(first, last) for _, _, one in self.windows]
        for planes in self.paper.frames(first, last):
            for (left, top, _), frames in zip(self.windows, inner, strict=True):
                for plane, part, share in zip(planes, next(frames), (1, 2, 2), strict=True):
                    h, w = part.shape
                    plane[top // share : top // share + h, left // share : left // share + w] = part
            yield planes


def ground(cut: Cut, look: Frame, theme: Theme, zones: Zones, blobs: Blobs) -> Ground:
    """A picture in motion: over the whole frame with a scrim under its words, or hung on the theme's paper."""
    visual = cut.visual
    assert isinstance(visual, Picture)
    hung = window(cut, theme, zones)
    if hung is None:
        moving = picture(visual, cut, look, (look.width, look.height), theme, blobs)
        return shaded(moving, cut, look, theme, zones)
    left, top, wide, tall = pixels(hung, look.width / zones.width)
    moving = picture(visual, cut, look, (wide, tall), theme, blobs)
    return hung_over(cut, look, theme, ((left, top, wide, tall),), (moving,))


def hung_over(
    cut: Cut, look: Frame, theme: Theme, places: Sequence[tuple[int, int, int, int]], grounds: Sequence[Ground]
) -> Ground:
    """Grounds that hang on the theme's paper, each at its place."""
    spots = ((left, top, one) for (left, top, _, _), one in zip(places, grounds, strict=True))
    return Hung(paper(cut, look, theme, places), tuple(spots))


def shaded(moving: Ground, cut: Cut, look: Frame, theme: Theme, zones: Zones) -> Ground:
    """A ground that fills the frame, under a scrim for its words."""
    box = said(cut, theme, zones, look.fps)
    return lay(moving, [veil(scrim(theme, look.width, look.height, zones, box))], cut.frames)


def paper(cut: Cut, look: Frame, theme: Theme, windows: Sequence[tuple[int, int, int, int]]) -> Ground:
    """The theme's paper with the shadows of what hangs on it: left, top, width and height of each."""
    ground = paint_scene(theme, look.width, look.height, cut.model_copy(update={"layout": "center"}), look.fps)
    return lay(ground, [veil(shadow(look.width, look.height, windows, theme))], cut.frames)


def pixels(box: Box, unit: float) -> tuple[int, int, int, int]:
    """A box's left, top, width and height in whole colour pixels of the frame."""
    left, top, wide, tall = (2 * round(v * unit / 2) for v in (box.x0, box.y0, box.width, box.height))
    return left, top, wide, tall


def picture(
    visual: Picture,
    cut: Cut,
    look: Frame,
    size: tuple[int, int],
    theme: Theme,
    blobs: Blobs,
    variant: int | None = None,
) -> Moving:
    """A scene's picture in motion at a size; with its cut-out, if it has one."""
    lut = luts.read(blobs.path(look.lut), "look.lut") if look.lut else None
    file = found(cut, visual.file, "picture", blobs)
    variant = cut.variant if variant is None else variant
    under = rgb(theme.paper.near)
    stills: tuple[Still, ...]
    if visual.front:
        front = found(cut, visual.front, "cut-out", blobs)
        stills = layered((file, visual.file), (front, visual.front), size, variant, cut.frames / look.fps,
                         visual.motion, under, lut)  # fmt: skip
    else:
        stills = (still(file, size, variant, cut.frames / look.fps, visual.motion, visual.file, under, lut),)
    return Moving(stills, *size, cut.frames, look.fps)


SAID = ("headline", "caption", "credit")


def said(cut: Cut, theme: Theme, zones: Zones, fps: int) -> Box | None:
    """Where the words of a picture or a clip stand on it, all in one box; None if it has none."""
    from ytempire.media.graphics.compose import compose

    if not worded(cut.visual):
        return None
    boxes = [box for box in compose(cut, theme, zones, fps).boxes if box.what in SAID]
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def scrim(theme: Theme, width: int, height: int, zones: Zones, box: Box | None = None) -> tuple[tuple[Any, Any], ...]:
    """A veil of the theme's paper where the words stand: for Y, U and V, how much of 255 stays and what is added.

    It is as large as its words' box asks for; without words it is there for what stands on every scene alone.
    """
    import numpy as np

    q = 8
    gy, gx = np.mgrid[0 : height // q, 0 : width // q].astype(np.float32)
    x, y = gx * (q * zones.width / width), gy * (q * zones.height / height)
    low = np.clip((y - (zones.source.y0 - 150)) / 130, 0, 1)
    cover = low * (0.5 if zones.tall and not zones.square else 0.72)
    head = np.clip(1.1 - y / (zones.height * 0.16), 0, 1) * (0.55 if zones.tall else 0.22)
    if box:
        words = _soft(np.clip((y - (box.y0 - 350)) / 320, 0, 1))  # whole from a little over the first line
        if zones.tall and not zones.square:
            words *= 1 - 0.42 * np.clip((y - box.y1 - 60) / 300, 0, 1)
        if not zones.tall:
            beyond = np.maximum(box.x0 - x, x - box.x1) - 40
            words *= 1 - _soft(np.clip(beyond / 760, 0, 1)) * (1 - low)
        cover = np.maximum(cover, words * DENSE)
    cover = np.maximum(cover, head)
    return _veiled(cover, rgb(theme.paper.near), width, height)


def _soft(share: Any) -> Any:
    """From 0 to 1 without an edge at either end."""
    return share * share * (3 - 2 * share)


def _veiled(cover: Any, tint: tuple[int, int, int], width: int, height: int) -> tuple[tuple[Any, Any], ...]:
    """Of each plane what to keep, and what to add: a tint as dense as `cover` says, 0 to 1."""
    import cv2
    import numpy as np

    layers = []
    for plane, share in zip(yuv(np.array(tint, np.float32).reshape(1, 1, 3)), (1, 2, 2), strict=True):
        big = cv2.resize(cover, (width // share, height // share), interpolation=cv2.INTER_LINEAR)
        keep = np.clip((1 - big) * 255 + 0.5, 0, 255).astype(np.uint8)
        left = 1 - keep.astype(np.float32) / 255
        layers.append((keep, np.clip(left * float(plane[0, 0]) + 0.3, 0, 255).astype(np.uint8)))
    return tuple(layers)


def shadow(
    width: int, height: int, windows: Sequence[tuple[int, int, int, int]], theme: Theme
) -> tuple[tuple[Any, Any], ...]:
    """What hung pictures throw on their paper."""
    import cv2
    import numpy as np

    q = 8
    cover: Any = np.zeros((height // q, width // q), np.float32)
    down = 22 * min(width, height) // 1080 // q
    for left, top, wide, tall in windows:
        cover[top // q + down : (top + tall) // q + down, left // q : (left + wide) // q] = (
            0.34 if theme.paper.relief < 0 else 0.62
        )
    cover = cv2.GaussianBlur(cover, (0, 0), 26 * min(width, height) / 1080 / q)
    tint = rgb(mix(theme.paper.far, "#000000", 0.72))
    return _veiled(cover, tint, width, height)
