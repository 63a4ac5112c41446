"""Shapes on a scene: rectangles that grow, still fields under everything, and paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ytempire.media.graphics.laid import Laid
from ytempire.media.graphics.shapes import n, rect
from ytempire.media.graphics.tags import FIGURE, colour, veil
from ytempire.media.layers import Field
from ytempire.media.zones import Box

Way = Literal["right", "left", "down", "up"]

STEADY = 0.75  # at this acceleration or over, what grows keeps pace with the words


def _four(values: Sequence[float]) -> str:
    return ",".join(n(v) for v in values)


class Filled(Laid):
    """A scene's drawing that takes shapes."""

    def fill(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        ink: str,
        *,
        alpha: float = 0.0,
        at: int = 0,
        until: int | None = None,
        reveal: Way | None = None,
        ms: int = 420,
        radius: float = 0.0,
        layer: int = FIGURE,
        leaves: bool = True,
        what: str = "",
        boxed: bool = True,
        blur: float = 0.0,
        accel: float = 0.45,
        fade: int = 0,
    ) -> Box:
        """A rectangle; `reveal` lets it grow in that direction from its far side."""
        box = Box(x, y, x + width, y + height, what)
        if boxed and what:
            self.boxes.append(box)
        end = self.cut.frames if until is None else until
        grow, place = self._grown(Box(x, y, x + width, y + height), reveal, ms, accel) if reveal else ("", "")
        soft = rf"\blur{n(blur)}" if blur else ""
        self.path(
            rect(width, height, radius),
            x,
            y,
            ink,
            alpha=alpha,
            at=at,
            until=end,
            tags=grow + soft,
            layer=layer,
            leaves=leaves,
            fade=fade,
            place=place,
        )
        return box

    def _grown(self, box: Box, way: Way, ms: int, accel: float) -> tuple[str, str]:
        """How a rectangle grows, as the theme moves: its tags, and its place where that is part of it."""
        move = self.theme.motion
        first = {
            "right": (box.x0, box.y0, box.x0, box.y1),
            "left": (box.x1, box.y0, box.x1, box.y1),
            "down": (box.x0, box.y0, box.x1, box.y0),
            "up": (box.x0, box.y1, box.x1, box.y1),
        }[way]
        whole = (box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)
        if accel >= STEADY:  # it goes with the words or the scene, and not as it likes
            return rf"\clip({_four(first)})\t(0,{ms},{accel},\clip({_four(whole)}))", ""
        ms = round(ms * move.pace)
        if move.ease == "settle":
            accel *= 0.72
        elif move.ease == "step":
            count = max(4, min(12, ms // 60))
            out = rf"\clip({_four(first)})"
            for k in range(1, count + 1):
                share = k / count if k < count else 1.0
                part = tuple(a + (b - a) * share for a, b in zip(first, whole, strict=True))
                out += rf"\t({(k - 1) * ms // count},{(k - 1) * ms // count + 1},\clip({_four(part)}))"
            return out, ""
        elif move.ease == "snap":
            long = box.width if way in ("right", "left") else box.height
            over = 100 + min(5.0, 1400 / max(long, 1.0))
            axis = r"\fscx" if way in ("right", "left") else r"\fscy"
            foot = {"right": (7, first[0], first[1]), "down": (7, first[0], first[1]), "left": (9, first[2], first[1])}
            an, x, y = foot.get(way, (1, first[0], first[3]))
            tags = rf"{axis}1\t(0,{ms * 6 // 10},0.6,{axis}{n(over)})\t({ms * 6 // 10},{ms},0.8,{axis}100)"
            return tags, rf"\an{an}\pos({n(x)},{n(y)})"
        return rf"\clip({_four(first)})\t(0,{ms},{n(accel)},\clip({_four(whole)}))", ""

    def field(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        alpha: float | None = None,
        radius: float = 0.0,
        at: int = 0,
        what: str = "",
        ink: str = "",
        line: float = 0.0,
    ) -> None:
        """A still field under everything else: a card, a track, a disc; in the theme's panel colour."""
        theme = self.theme
        if what:
            self.boxes.append(Box(x, y, x + width, y + height, what))
        self.fields.append(
            Field(
                x, y, width, height, ink or theme.panel, theme.panel_alpha if alpha is None else alpha, radius, at, line
            )
        )

    def path(
        self,
        path: str,
        x: float,
        y: float,
        ink: str,
        *,
        alpha: float = 0.0,
        at: int = 0,
        until: int | None = None,
        tags: str = "",
        layer: int = FIGURE,
        leaves: bool = True,
        fade: int = 0,
        place: str = "",
        line: float = 0.0,
    ) -> None:
        """A path whose own (0, 0) lies at (x, y); `place` replaces the position, as \\move does.

        line: draw along the path, so thick, instead of filling it.
        """
        end = self.cut.frames if until is None else until
        leave = self._fade(fade, end) if leaves else (rf"\fad({fade},0)" if fade else "")
        spot = place or rf"\pos({n(x)},{n(y)})"
        an = "" if r"\an" in spot else r"\an7"
        shade = veil(alpha) if alpha else ""
        if line:
            shade += rf"\1a&HFF&\bord{n(line / 2)}{colour(ink, 3)}"
        self.put(layer, at, end, rf"{{{an}{spot}{colour(ink)}{shade}{tags}{leave}\p4}}" + path)
