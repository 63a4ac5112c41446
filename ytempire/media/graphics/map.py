"""A few places on an outline of the land that fills the frame, with names that leave each other room, and a route."""

from __future__ import annotations

import itertools
import math

from ytempire.media.graphics import shapes
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.places import PIN, Name, placed
from ytempire.media.graphics.shapes import Point, n
from ytempire.media.graphics.sheet import FIGURE, TEXT, Sheet
from ytempire.media.graphics.world import WHOLE, framed, ground, leg, span
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Map

COMES = 12  # frames after which a place that is still to be said waits on the map, dim


def build(sheet: Sheet, visual: Map) -> None:
    """Elements: each place."""
    z = sheet.zones
    if z.tall or sheet.cut.layout == "center" or span(visual.spots)[1] > WHOLE:
        room = head(sheet, visual.title, small=True)
        room = Box(room.x0, room.y0 - 24, min(room.x1, z.edge(room.y1)), room.y1)
    else:
        room = side_head(sheet, visual.title, share=0.3)
        left = room.x0 > z.content.x0 + 1  # the title stands there
        room = Box(room.x0 - (50 if left else 0), room.y0, room.x1 + (0 if left else 50), room.y1)
    taken = list(sheet.boxes)
    world = framed(visual.spots, room)
    ground(sheet, world)
    spots = [world.place(s.north, s.east) for s in visual.spots]
    beats = sheet.beats(len(visual.spots))
    legs: list[list[Point]] = []
    if visual.route:
        legs = [leg(world, a, b, room) for a, b in itertools.pairwise(visual.spots)]
        for way, at in zip(legs, beats[1:], strict=False):
            _route(sheet, way, at)
    names = placed(sheet, visual, spots, room, taken, legs)
    for (x, y), at, name in zip(spots, beats, names, strict=True):
        if at > COMES:
            _to_come(sheet, x, y, name, at)
        _pin(sheet, x, y, at)
        _name(sheet, name, at)


# --- the route ----------------------------------------------------------------------------------


def _route(sheet: Sheet, way: list[Point], at: int) -> None:
    """A line that draws itself and arrives when the place is said."""
    theme = sheet.theme
    (x0, y0), (x1, y1) = way[0], way[-1]
    long = sum(math.dist(a, b) for a, b in itertools.pairwise(way))
    if long < 2:
        return
    steps = max(4, min(sheet.frames(900), max(1, at), sheet.cut.frames - 1))
    begin = max(0, at - round(steps * 0.75))
    ms = sheet.ms(steps)
    xs, ys = [p[0] for p in way], [p[1] for p in way]
    left, right, top, bottom = min(xs) - 20, max(xs) + 20, min(ys) - 20, max(ys) + 20
    if abs(x1 - x0) >= abs(y1 - y0):
        first = (left, top, left + 1, bottom) if x1 > x0 else (right - 1, top, right, bottom)
    else:
        first = (left, top, right, top + 1) if y1 > y0 else (left, bottom - 1, right, bottom)
    grow = ",".join(n(v) for v in first)
    full = ",".join(n(v) for v in (left, top, right, bottom))
    tags = rf"\clip({grow})\t(0,{ms},0.8,\clip({full}))"
    path = shapes.trace(way)
    sheet.path(path, 0, 0, theme.paper.far, at=begin, tags=tags, layer=FIGURE, line=14, alpha=0.45)
    sheet.path(path, 0, 0, theme.accent, at=begin, tags=tags, layer=FIGURE + 1, line=6)


# --- places ---------------------------------------------------------------------------------------


def _name(sheet: Sheet, what: Name, at: int) -> None:
    theme = sheet.theme
    top = what.box.y0 + 4
    if what.line:
        path = shapes.trace(what.line)
        sheet.path(path, 0, 0, theme.muted, at=at + 2, fade=200, line=3, layer=FIGURE + 2)
    sheet.block(what.name, what.x, top, theme.ink, align=what.align, at=at + 3, what="place", layer=TEXT, optical=False)
    if what.text.rows and typeset(what.text.rows[0].text):
        sheet.block(
            what.text, what.x, top + what.name.height + 14, theme.muted, align=what.align, at=at + 6, enter="fade",
            what="place", optical=False,
        )  # fmt: skip


def _to_come(sheet: Sheet, x: float, y: float, what: Name, at: int) -> None:
    """A place that is still to be said: an empty ring and its name, dim; what comes stands exactly there."""
    theme, known = sheet.theme, len(sheet.boxes)
    r = PIN * 0.8
    spot = rf"\an5\pos({n(x)},{n(y)})"
    sheet.path(shapes.ring(r, 4, r, r), 0, 0, theme.muted, until=at, place=spot, alpha=0.45, fade=200, layer=FIGURE + 1)
    sheet.block(
        what.name, what.x, what.box.y0 + 4, theme.muted, align=what.align, until=at, enter="fade", alpha=0.5,
        what="place", optical=False,
    )  # fmt: skip
    del sheet.boxes[known:]


def _pin(sheet: Sheet, x: float, y: float, at: int) -> None:
    """A dot that pops up, and a wave that goes out from it again and again."""
    theme = sheet.theme
    sheet.boxes.append(Box(x - PIN, y - PIN, x + PIN, y + PIN, "pin"))
    spot = rf"\an5\pos({n(x)},{n(y)})"
    pop = r"\fscx30\fscy30\t(0,220,0.5,\fscx116\fscy116)\t(220,340,\fscx100\fscy100)"
    r = PIN
    rim = shapes.disc(r + 5, r + 5, r + 5)
    sheet.path(rim, 0, 0, theme.paper.far, at=at, place=spot, tags=pop, alpha=0.2, layer=FIGURE + 3)
    sheet.path(shapes.disc(r, r, r), 0, 0, theme.accent, at=at, place=spot, tags=pop, layer=FIGURE + 4)
    core = shapes.disc(r * 0.36, r * 0.36, r * 0.36)
    sheet.path(core, 0, 0, theme.on_accent, at=at, place=spot, tags=pop, layer=FIGURE + 5)
    wave = r"\fscx40\fscy40\alpha&H50&\t(0,1100,0.5,\fscx330\fscy330\alpha&HFF&)"
    for start in range(at, sheet.cut.frames, sheet.frames(2600)):
        stop = start + sheet.frames(1120)
        sheet.path(
            shapes.ring(r, 3, r, r), 0, 0, theme.accent, at=start, until=stop, place=spot, tags=wave, leaves=False,
            layer=FIGURE + 2,
        )  # fmt: skip
