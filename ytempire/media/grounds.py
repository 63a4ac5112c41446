"""What lies under a scene's graphics: anything that can give its frames, from any frame to any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from ytempire.errors import ConfigError
from ytempire.media.blobs import Blobs
from ytempire.media.layers import Layer, Planes
from ytempire.media.themes import Theme
from ytempire.media.zones import Zones
from ytempire.models import Blob, Cut

Feed = Callable[[IO[bytes]], None]


class Ground(Protocol):
    """A moving ground of a scene, at the frame's size."""

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Frames `first` up to `last` by the scene's own clock; before 0 and after its end it goes on or stands.

        The planes may be the same arrays each time, filled anew; who takes them writes over them or copies.
        It may be asked again, for other frames, and by several threads at a time.
        """
        ...


class Frame(Protocol):
    """What a ground must know of the film's frame."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def fps(self) -> int: ...
    @property
    def lut(self) -> Blob | None: ...


def ground(cut: Cut, look: Frame, theme: Theme, zones: Zones, blobs: Blobs) -> Ground:
    """A scene's ground, as its kind asks for it: a photograph in motion, or the theme's own paper and light."""
    from ytempire.media import pictures, plates

    visual = cut.visual
    if visual.kind == "picture":
        return pictures.ground(cut, look, theme, zones, blobs)
    if visual.kind == "pair":
        from ytempire.media import pairs

        return pairs.ground(cut, look, theme, zones, blobs)
    if visual.kind == "footage":
        from ytempire.media import rolls

        return rolls.ground(cut, look, theme, zones, blobs)
    if visual.kind == "terminal":
        from ytempire.media.terminal import ground as terminal

        return terminal.ground(cut, look, theme, zones, blobs)
    return plates.paint_scene(theme, look.width, look.height, cut, look.fps)


def found(cut: Cut, name: str, what: str, blobs: Blobs) -> Path:
    """The file that a scene names; `what` is how it is called when it is not there."""
    blob = cut.files.get(name)
    if blob is None or not blobs.has(blob):
        raise ConfigError(
            f"the {what} {name} is not there",
            f"scene {cut.id}",
            "Put it into the channel's folder, or choose something else to show.",
        )
    return blobs.path(blob)


@dataclass(frozen=True)
class Layered:
    """A ground with what lies still on it. Before frame 0 and after the scene's last one the layers stand."""

    ground: Ground
    layers: tuple[Layer, ...]
    length: int  # the scene's frames

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """The ground's frames, with the layers on them."""
        for frame, planes in enumerate(self.ground.frames(first, last), first):
            at = min(max(0, frame), self.length - 1)
            for layer in self.layers:
                layer.lay(planes, at)
            yield planes


def feed(*grounds: tuple[Ground, int, int]) -> Feed:
    """Frames of yuv420p for FFmpeg. Of several grounds, each from a frame to another, one stands on top of the next.

    (FFmpeg then sees one picture so many times as tall, and cuts it up again.)
    """

    def write(pipe: IO[bytes]) -> None:
        for seen in zip(*(one.frames(first, last) for one, first, last in grounds), strict=True):
            for plane in zip(*seen, strict=True):
                for part in plane:
                    pipe.write(solid(part))

    return write


def solid(plane: Any) -> Any:
    """A plane's bytes in one piece, without a copy where they are."""
    import numpy as np

    return np.ascontiguousarray(plane).data


def lay(ground: Ground, layers: Sequence[Layer], length: int) -> Ground:
    """A ground with layers on it; itself if there are none."""
    return Layered(ground, tuple(layers), length) if layers else ground
