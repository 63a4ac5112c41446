"""A play in its window, frame by frame: letters, effects, pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ytempire.errors import ConfigError
from ytempire.media.terminal import place as places
from ytempire.media.terminal.draw import Cursor, Glass, Painter, Planes, glass
from ytempire.media.terminal.effects import View, Wish
from ytempire.media.terminal.glyphs import require
from ytempire.media.terminal.place import Place
from ytempire.media.terminal.play import Play
from ytempire.media.terminal.schemes import Scheme
from ytempire.media.terminal.shots import Shot, Stage, used
from ytempire.media.zones import Box

MANY = 400  # rows on which nothing scrolls, to count what is written


@dataclass(frozen=True)
class Seen:
    """One frame of a window: its glass, its name, and how far it is from its place."""

    glass: Planes
    title: str
    shift: tuple[int, int]


@dataclass(frozen=True)
class Showing:
    """How a play is shown: its grid and colours, its cursor and effects."""

    play: Play
    place: Place
    scheme: Scheme
    cursor: Cursor = "block"
    wishes: tuple[Wish, ...] = ()
    fps: int = 30
    seed: str = ""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    own: tuple[Path, ...] = ()
    most: float = math.inf  # seconds that an effect may have the screen for itself

    def glass(self, unit: float, share: int = 2) -> Glass:
        return glass(self.place, unit, share)

    def frames(self, first: int, last: int, unit: float, share: int = 2) -> Iterator[Seen]:
        """Frames `first` up to `last`; before frame 0 the first one stands. The planes are filled anew each time."""
        import cv2

        cv2.setNumThreads(1)
        pane = self.glass(unit, share)
        view = View(pane, self.scheme, self.fps, self.seed, self.pictures, self.most)
        effects = [wish.on(view) for wish in self.wishes]
        on_glass = [effect for effect in effects if effect.on_glass()]
        painter = Painter(pane, self.scheme, self.cursor, self.own)
        stage = Stage(self.play, pane.columns, pane.rows)
        spare: Planes | None = None
        shown: Seen | None = None
        for frame in range(min(first, 0), last):
            if frame < 0 and shown is not None:
                if frame >= first:
                    yield shown
                continue
            at = max(0, frame)
            shot = replace(stage.at(at / self.fps), frame=at)
            for effect in effects:
                shot = effect.cells(shot, at)
            shift = [effect.shift(at) for effect in effects]
            if frame < first:
                continue
            painter.draw(shot)
            planes = painter.planes
            if on_glass:
                if spare is None:
                    spare = (planes[0].copy(), planes[1].copy(), planes[2].copy())
                for source, target in zip(planes, spare, strict=True):
                    target[:] = source
                planes = spare
                for effect in on_glass:
                    effect.glass(planes, at)
            shown = Seen(planes, shot.title, (sum(x for x, _ in shift), sum(y for _, y in shift)))
            yield shown

    def letters(self, seconds: float) -> Shot:
        """What stands on the screen at a moment, without effects."""
        return Stage(self.play, self.place.columns, self.place.rows).at(seconds)


def laid_out(play: Play, room: Box, where: str = "", full: bool = False) -> Place:
    """The grid for a play: the one it asks for, less what it never uses where that is too much; else one that suits."""
    if play.size:
        try:
            return places.fitted(room, play.size, where)
        except ConfigError:
            wide, tall = used(play, *play.size)
            less = (min(play.size[0], max(20, wide)), min(play.size[1], max(4, tall)))
            if less == play.size:
                raise
            return places.fitted(room, less, where)
    longest = play.longest
    if play.split == "right":
        longest = 2 * longest + 1
    columns = places.suited(room, longest, 1, full).columns
    lines = used(play, columns, MANY)[1]
    if play.split == "down":
        lines = 1 << 10  # both halves need their room
    return places.suited(room, longest, lines + 1, full)


def check_letters(play: Play, own: Sequence[Path] = (), where: str = "") -> None:
    """Refuse a play that writes what no font can draw, before anything is drawn."""
    from ytempire.media.terminal.emulator import plain

    require("".join(dict.fromkeys(plain("".join(act.text for act in play.acts if act.do == "write")))), own, where)
