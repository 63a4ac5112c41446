"""Joins: how two finished pictures, one on top of the other in a feed, become one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ytempire.media.grounds import Ground
from ytempire.media.layers import Layer, Plane, Planes, spread
from ytempire.media.themes import rgb
from ytempire.models import Transition

SOFT = 0.16  # of the frame: how wide a wipe's edge is
SMALL = 0.7  # how small the next scene is when it comes through a zoom
FAR = 1.5  # how large the scene before has become then


@dataclass(frozen=True)
class Blend:
    """Filters from [a] and [b] (and [m0], [m1] ...: what else the feed brings, in this order) to [out]."""

    graph: str
    parts: tuple[Ground, ...] = ()


MOVES = frozenset({"slide", "zoom"})
"""Joins that move the whole frame: what stands in a corner of both scenes is laid over them."""


@dataclass(frozen=True)
class Still:
    """The same planes, always."""

    planes: Planes

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The same frame, again and again."""
        for _ in range(first, last):
            yield self.planes


def marked(blend: Blend, mark: Layer, width: int, height: int) -> Blend:
    """A join with something that stands still over it."""
    picture, mask = spread(mark, width, height)
    n = len(blend.parts)
    graph = blend.graph.replace("[out]", "[joined]") + f";[joined][m{n}][m{n + 1}]maskedmerge[out]"
    return Blend(graph, (*blend.parts, Still(picture), Still(mask)))


@dataclass(frozen=True)
class Mask:
    """How much of a second picture shows at each pixel; `at` gives it from the share of the way that is done."""

    width: int
    height: int
    count: int  # frames
    at: Callable[[float, int, int], Plane | float]  # of a plane so wide and high; 0 none to 1 all

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The mask for Y, and for U and V at half the size."""
        import numpy as np

        for frame in range(first, last):
            share = (frame + 1) / (self.count + 1)
            big, small = (
                np.broadcast_to(
                    np.asarray(np.clip(self.at(share, self.width // k, self.height // k), 0, 1) * 255 + 0.5, np.uint8),
                    (self.height // k, self.width // k),
                )
                for k in (1, 2)
            )
            yield big, small, small


@dataclass(frozen=True)
class Colour:
    """One colour, always."""

    width: int
    height: int
    colour: str

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The same frame, again and again."""
        import numpy as np

        from ytempire.media.plates import yuv

        tints = yuv(np.array(rgb(self.colour), np.float32).reshape(1, 1, 3))
        y, u, v = (
            np.full((self.height // k, self.width // k), round(float(tint[0, 0])), np.uint8)
            for tint, k in zip(tints, (1, 2, 2), strict=True)
        )
        for _ in range(first, last):
            yield y, u, v


def eased(t: float) -> float:
    """Slow, fast, slow."""
    return t * t * (3 - 2 * t)


def blend(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    """How a join of this kind is drawn; `colour` is what a fade goes through."""
    return KINDS[join.kind](join, width, height, fps, colour)


def _dissolve(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    mask = Mask(width, height, join.frames, lambda share, w, h: eased(share))
    return Blend("[a][b][m0]maskedmerge[out]", (mask,))


def _fade(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    """Into the theme's own dark, or light, and out of it."""
    turn = Mask(width, height, join.frames, lambda share, w, h: float(share > 0.5))
    # it is all colour for a moment, so that the cut in the middle is never seen
    veil = Mask(width, height, join.frames, lambda share, w, h: eased(min(1.0, 1.12 * (1 - abs(2 * share - 1)))))
    graph = "[a][b][m0]maskedmerge[ab];[ab][m1][m2]maskedmerge[out]"
    return Blend(graph, (turn, Colour(width, height, colour), veil))


def _wipe(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    """An edge, soft, that goes over the frame."""

    def at(share: float, w: int, h: int) -> Any:
        import numpy as np

        across = join.way in ("left", "right")
        count = w if across else h
        place = (np.arange(count, dtype=np.float32) + 0.5) / count
        if join.way in ("left", "up"):  # it goes to the left, so it begins at the right
            place = 1 - place
        edge = eased(share) * (1 + SOFT) - SOFT / 2
        line = np.clip((edge - place) / SOFT + 0.5, 0, 1)
        line = line * line * (3 - 2 * line)
        return line[None, :] if across else line[:, None]

    return Blend("[a][b][m0]maskedmerge[out]", (Mask(width, height, join.frames, at),))


def _slide(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    """The next scene pushes the one before out of the frame."""
    stack = "hstack" if join.way in ("left", "right") else "vstack"
    order = "[a][b]" if join.way in ("left", "up") else "[b][a]"
    far = f"n+1,{join.frames + 1}".replace("n+1,", "(n+1)/")
    way = f"pow({far},2)*(3-2*{far})"
    if join.way in ("right", "down"):
        way = f"(1-{way})"
    x, y = (f"{width}*{way}", "0") if stack == "hstack" else ("0", f"{height}*{way}")
    return Blend(f"{order}{stack},crop={width}:{height}:'{x}':'{y}'[out]")


def _zoom(join: Transition, width: int, height: int, fps: int, colour: str) -> Blend:
    """Into the scene before, and the next one comes through it from behind."""
    far = f"((on+1)/{join.frames + 1})"
    size = f"s={width}x{height}:d=1:fps={fps}:x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'"
    across, down = (2 * round(v * (1 / SMALL - 1) / 4) for v in (width, height))
    graph = [
        f"[a]zoompan=z='1+{FAR - 1:g}*pow({far},2)':{size},setpts=N[az]",
        # around the next scene, while it is small, it is seen again as in a mirror
        f"[b]pad={width + 2 * across}:{height + 2 * down}:{across}:{down},"
        f"fillborders=left={across}:right={across}:top={down}:bottom={down}:mode=mirror,"
        f"zoompan=z='1+{(width + 2 * across) / width - 1:.6f}*(1-pow(1-{far},2))':{size},setpts=N[bz]",
        "[az][bz][m0]maskedmerge[out]",
    ]
    mask = Mask(width, height, join.frames, lambda share, w, h: eased(min(1.0, share * 1.15)))
    return Blend(";".join(graph), (mask,))


KINDS: dict[str, Callable[[Transition, int, int, int, str], Blend]] = {
    "fade": _fade,
    "dissolve": _dissolve,
    "wipe": _wipe,
    "slide": _slide,
    "zoom": _zoom,
}
