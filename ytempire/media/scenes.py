"""A scene, or the join of two, made ready for FFmpeg: a moving ground to be fed, and a graph with its graphics."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ytempire.address import address
from ytempire.errors import ConfigError, Refused
from ytempire.media import fonts, grounds, joins, layers, themes
from ytempire.media.blobs import Blobs
from ytempire.media.graphics.compose import compose
from ytempire.media.grounds import Feed, Ground
from ytempire.media.themes import rgb
from ytempire.media.zones import Captions, zones
from ytempire.models import CaptionStyle, Cut, Speaker, Transition, Watermark
from ytempire.models.theme import OwnTheme, Theme

TAGGED = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"


class Look(grounds.Frame, Protocol):
    """What every scene of a film has in common."""

    @property
    def theme(self) -> str: ...
    @property
    def accent(self) -> str: ...
    @property
    def own(self) -> OwnTheme | None: ...
    @property
    def captions(self) -> Captions: ...
    @property
    def mark(self) -> str: ...
    @property
    def caption_style(self) -> CaptionStyle: ...
    @property
    def speakers(self) -> tuple[Speaker, ...]: ...
    @property
    def watermark(self) -> Watermark | None: ...


@dataclass(frozen=True)
class Shot:
    """What FFmpeg is given: frames of a size, fed; a graph over them to [out]; and how many come out."""

    what: str
    width: int
    height: int
    frames: int
    graph: str
    feed: Feed


class Grounds:
    """The grounds that were made last: a scene's body and its joins move on the same one. For several threads."""

    def __init__(self, most: int = 0) -> None:
        self.most = most or (os.cpu_count() or 1) + 1
        self._kept: OrderedDict[str, Ground] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], Ground]) -> Ground:
        """The ground of this key; made once, however many ask for it at the same time."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
            made = make()
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > self.most:
                    self._making.pop(self._kept.popitem(last=False)[0], None)
            return made


def body(
    cut: Cut, look: Look, first: int, last: int, folder: Path, blobs: Blobs, kept: Grounds, stays: bool | None = None
) -> Shot:
    """A scene's frames from `first` up to `last`; what it needs is put into `folder`.

    stays: whether its graphics stand at the scene's end; None is if it is not drawn up to it.
    """
    if not 0 <= first < last <= cut.frames:
        raise Refused(f"frames {first} to {last} of {cut.frames} cannot be drawn", f"scene {cut.id}")
    ground = _laid(cut, look, folder, "s", blobs, kept, last < cut.frames if stays is None else stays)
    # libass goes by a frame's own time, so a part of a scene is told where in the scene it is
    clock = ("", "") if first == 0 else (f"settb=1/{look.fps},setpts=N+{first},", ",setpts=N")
    graph = f"[0:v]{TAGGED},{clock[0]}ass=s.ass:fontsdir=fonts{clock[1]}[out]"
    feed = grounds.feed((ground, first, last))
    return Shot(f"scene {cut.id}", look.width, look.height, last - first, graph, feed)


def join(before: Cut, after: Cut, asked: Transition, look: Look, folder: Path, blobs: Blobs, kept: Grounds) -> Shot:
    """The end of one scene becoming the beginning of the next, each by its own clock.

    Where a scene is not there yet, or not any more, its ground moves on, and its graphics stand as at its first
    frame, or its last.
    """
    n, h = asked.frames, asked.frames // 2
    what = f"the join of scenes {before.id} and {after.id}"
    if asked.kind not in joins.KINDS or not n >= 2 or h > before.frames or n - h > after.frames:
        raise Refused(f"a {asked.kind} of {n} frames cannot be drawn", what)
    over = asked.kind in joins.MOVES and not before.plain and not after.plain and look.watermark is not None
    one = _laid(before, look, folder, "a", blobs, kept, stays=True, marked=not over)
    two = _laid(after, look, folder, "b", blobs, kept, stays=True, marked=not over)
    chosen = themes.chosen(look.theme, look.accent, look.own, blobs)
    paper = sorted((chosen.paper.near, chosen.paper.far), key=lambda colour: sum(rgb(colour)))
    blend = joins.blend(asked, look.width, look.height, look.fps, paper[0 if chosen.paper.relief > 0 else 1])
    if over:
        blend = joins.marked(blend, _watermark(look, before, blobs, chosen), look.width, look.height)
    parts = 2 + len(blend.parts)
    clocks = (f"min(N+{before.frames - h},{before.frames - 1})", f"max(N-{h},0)")
    size = f"crop={look.width}:{look.height}:0"
    graph = [f"[0:v]{TAGGED},settb=1/{look.fps},split={parts}" + "".join(f"[p{k}]" for k in range(parts))]
    for k, (name, clock) in enumerate(zip("ab", clocks, strict=True)):
        drawn = f"setpts='{clock}',ass={name}.ass:fontsdir=fonts,setpts=N"
        graph.append(f"[p{k}]{size}:{k * look.height},{drawn}[{name}]")
    for k in range(2, parts):
        graph.append(f"[p{k}]{size}:{k * look.height}[m{k - 2}]")
    feed = grounds.feed(
        (one, before.frames - h, before.frames - h + n), (two, -h, n - h), *((part, 0, n) for part in blend.parts)
    )
    return Shot(what, look.width, look.height * parts, n, ";".join([*graph, blend.graph]), feed)


def _laid(
    cut: Cut, look: Look, folder: Path, name: str, blobs: Blobs, kept: Grounds, stays: bool, marked: bool = True
) -> Ground:
    """A scene's graphics and their fonts into a folder; its ground with all that lies still on it."""
    chosen = themes.chosen(look.theme, look.accent, look.own, blobs)
    places = zones(look.width, look.height, look.captions)
    composed = compose(cut, chosen, places, look.fps, look.captions, look.mark, stays, look.caption_style,
                       look.speakers)  # fmt: skip
    text = composed.ass()
    (folder / f"{name}.ass").write_text(text, "utf-8")
    fonts.lay(folder / "fonts", text, themes.own_fonts(chosen))
    until, leave = (None, 0) if stays else (cut.frames, max(1, round(look.fps * 0.16)))
    still = [*layers.fields(composed.fields, look.width / places.width, look.width, look.height, until, leave)]
    for one in composed.hung:
        file = grounds.found(cut, one.name, "picture", blobs)
        unit = look.width / places.width
        still.append(layers.hung(one, file, unit, look.width, look.height, until, leave, f"scene {cut.id}, {one.name}"))
    if look.watermark and marked and not cut.plain:
        still.append(_watermark(look, cut, blobs, chosen))
    picture = composed.cut.model_copy(update={"cues": (), "speech": (), "clips": (), "effects": (), "credits": ()})
    key = address("ground", picture, repr(chosen), look.width, look.height, look.fps, look.captions, look.lut)
    ground = kept.get(key, lambda: grounds.ground(composed.cut, look, chosen, places, blobs))
    return grounds.lay(ground, still, cut.frames)


def _watermark(look: Look, cut: Cut, blobs: Blobs, chosen: Theme) -> layers.Layer:
    """The channel's picture in its corner; in the film's first scene it comes, then it is there."""
    asked = look.watermark
    if asked is None or not blobs.has(asked.image):
        raise ConfigError("the watermark is not there", "look.watermark", "Put it into the channel's folder.")
    at = look.fps // 2 if cut.index == 0 else None
    margin = 0.03 if chosen.border == "none" else 0.048  # within what runs round the frame
    file = blobs.path(asked.image)
    return layers.mark(file, asked.corner, asked.width, asked.opacity, look.width, look.height, at, margin)
