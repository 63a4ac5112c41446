"""Two pictures under a scene: side by side on the theme's paper, or one becoming the other behind a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ytempire.media.blobs import Blobs
from ytempire.media.grounds import Frame, Ground, lay
from ytempire.media.layers import veil
from ytempire.media.pans import Planes, frame_planes
from ytempire.media.pictures import OVER_BUTTONS, Hung, hung_over, picture, pixels, shaded, shadow, worded
from ytempire.media.plates import paint_scene, yuv
from ytempire.media.themes import Theme, rgb
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut, Pair

FOOT, SMALL_FOOT = 136.0, 112.0  # nominal pixels under a picture for what it is; of two that stand over each other
COMES, CROSSES = 14, 36  # frames in which the second picture appears beside the first, and crosses over it
LATEST = 0.7  # of the scene: a picture that comes later is hardly seen


@dataclass(frozen=True)
class Wipe:
    """One ground becoming another from left to right, from frame `at` on, behind a line of a colour."""

    first: Ground
    second: Ground
    at: int
    takes: int
    line: tuple[int, int, int]  # its Y, U and V
    thick: int

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The first ground, both beside the line, and the second."""
        middle = min(max(first, self.at), last)
        for planes in self.first.frames(first, middle):
            yield planes
        gone = max(middle, min(last, self.at + self.takes))
        both = zip(self.first.frames(middle, gone), self.second.frames(middle, gone), strict=True)
        for frame, (planes, over) in enumerate(both, middle):
            share = (frame - self.at + 1) / (self.takes + 1)
            share = share * share * (3 - 2 * share)
            width = planes[0].shape[1]
            edge = 2 * round(share * (width + self.thick) / 2)
            for plane, other, value, k in zip(planes, over, self.line, (1, 2, 2), strict=True):
                cut = max(0, edge - self.thick) // k
                plane[:, :cut] = other[:, :cut]
                plane[:, cut : min(width, edge) // k] = value
            yield planes
        yield from self.second.frames(gone, last)


@dataclass(frozen=True)
class Appears:
    """A ground that a still one becomes within a few frames: what hangs in a window that was empty."""

    paper: Ground
    hung: Ground
    at: int

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The empty paper, then both."""
        import cv2

        middle = min(max(first, self.at), last)
        yield from self.paper.frames(first, middle)
        shown = max(middle, min(last, self.at + COMES))
        room = None
        both = zip(self.paper.frames(middle, shown), self.hung.frames(middle, shown), strict=True)
        for frame, (planes, over) in enumerate(both, middle):
            share = (frame - self.at + 1) / (COMES + 1)
            room = room or frame_planes(planes[0].shape[1], planes[0].shape[0])
            for plane, other, into in zip(planes, over, room, strict=True):
                cv2.addWeighted(plane, 1 - share, other, share, 0, dst=into)
            yield room
        yield from self.hung.frames(shown, last)


def when(cut: Cut, fps: int) -> int:
    """The frame at which the second picture comes."""
    second = cut.beats[1] if len(cut.beats) > 1 else round(cut.frames * 0.45)
    return max(round(fps * 0.6), min(second, round(cut.frames * LATEST)))


def labelled(visual: Pair) -> bool:
    """Whether a word stands with the pictures, beside the title over both."""
    return worded(visual.first) or worded(visual.second)


def windows(cut: Cut, theme: Theme, zones: Zones) -> tuple[Box, ...]:
    """Where the pictures hang: two windows, or one; none when one becomes the other over the whole frame."""
    visual = cut.visual
    assert isinstance(visual, Pair)
    c = zones.content
    head = (130.0 if zones.tall else 156.0) if typeset(visual.title) else 0.0
    stacked = zones.tall and not zones.square and visual.way == "beside"
    foot = (SMALL_FOOT if stacked else FOOT) if labelled(visual) else 0.0
    top = c.y0 + 8 + head
    if visual.way == "becomes":
        if not head and not foot and theme.paper.relief >= 0:
            return ()
        tall = c.y1 - 8 - foot - top
        if zones.tall and not zones.square:  # over the platform's buttons, which stand lower down at the right
            tall = min(tall, OVER_BUTTONS - top)
        half = min(c.width, tall * 1.9) / 2
        middle = (c.x0 + c.x1) / 2
        return (Box(middle - half, top, middle + half, top + tall, "picture"),)
    if stacked:
        each = (c.y1 - 8 - top - 28) / 2
        right = min(c.x1, zones.edge(c.y1))
        return tuple(Box(c.x0, top + k * (each + 28), right, top + k * (each + 28) + each - foot, "picture")
                     for k in (0, 1))  # fmt: skip
    gap = 40.0 if not zones.square else 28.0
    wide = (c.width - gap) / 2
    low = min(c.y1 - 8 - foot, top + wide * 1.15)
    return tuple(Box(c.x0 + k * (wide + gap), top, c.x0 + k * (wide + gap) + wide, low, "picture") for k in (0, 1))


def ground(cut: Cut, look: Frame, theme: Theme, zones: Zones, blobs: Blobs) -> Ground:
    """Both pictures in motion, as the pair goes."""
    visual = cut.visual
    assert isinstance(visual, Pair)
    at, unit = when(cut, look.fps), look.width / zones.width
    places = [pixels(box, unit) for box in windows(cut, theme, zones)]
    size = (look.width, look.height) if not places else places[0][2:]
    first, second = (
        picture(one, cut, look, size, theme, blobs, cut.variant + k)
        for k, one in enumerate((visual.first, visual.second))
    )
    if visual.way == "becomes":
        line = wipe(first, second, at, theme, max(4, 2 * round(3 * unit)))
        if not places:
            return shaded(line, cut, look, theme, zones)
        return hung_over(cut, look, theme, places, (line,))
    paper = paint_scene(theme, look.width, look.height, cut.model_copy(update={"layout": "center"}), look.fps)
    one, both = (
        lay(paper, [veil(shadow(look.width, look.height, places[:count], theme))], cut.frames) for count in (1, 2)
    )
    (left, top, *_), (right, low, *_) = places
    alone = Hung(one, ((left, top, first),))
    return Appears(alone, Hung(both, ((left, top, first), (right, low, second))), at)


def wipe(first: Ground, second: Ground, at: int, theme: Theme, thick: int) -> Wipe:
    """One picture becoming another behind a line of the theme's accent."""
    import numpy as np

    y, u, v = (round(float(p[0, 0])) for p in yuv(np.array(rgb(theme.accent), np.float32).reshape(1, 1, 3)))
    return Wipe(first, second, at, CROSSES, (y, u, v), thick)
