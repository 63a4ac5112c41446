"""A few places on an outline of the land that fills the frame, with names that leave each other room, and a route."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ytempire.errors import ConfigError
from ytempire.media.fit import Setting
from ytempire.media.graphics import shapes
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.shapes import Point, n
from ytempire.media.graphics.sheet import FIGURE, TEXT, Align, Sheet
from ytempire.media.land import land, water
from ytempire.media.layers import Field, Polygon
from ytempire.media.themes import mix
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Map, Spot

PIN = 15.0
SIZES = (50.0, 46.0, 42.0, 38.0, 34.0, 31.0)


def build(sheet: Sheet, visual: Map) -> None:
    """Elements: each place."""
    z = sheet.zones
    if z.tall or sheet.cut.layout == "center":
        room = head(sheet, visual.title, small=True)
        room = Box(room.x0, room.y0 - 24, min(room.x1, z.edge(room.y1)), room.y1)
    else:
        room = side_head(sheet, visual.title, share=0.3)
        left = room.x0 > z.content.x0 + 1  # the title stands there
        room = Box(room.x0 - (50 if left else 0), room.y0, room.x1 + (0 if left else 50), room.y1)
    taken = list(sheet.boxes)
    world = framed(visual.spots, room)
    _ground(sheet, world)
    spots = [world.place(s.north, s.east) for s in visual.spots]
    beats = sheet.beats(len(visual.spots))
    legs: list[list[Point]] = []
    if visual.route:
        legs = [_leg(world, a, b, room) for a, b in zip(visual.spots, visual.spots[1:], strict=False)]
        for leg, at in zip(legs, beats[1:], strict=False):
            _route(sheet, leg, at)
    names = _placed(sheet, visual, spots, room, taken, legs)
    for (x, y), at, name in zip(spots, beats, names, strict=True):
        _pin(sheet, x, y, at)
        _name(sheet, name, (x, y), at)


# --- the ground -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """A piece of the earth on the frame: `east` is the degree at `x`, `scale` the pixels of a degree there."""

    east: float
    scale: float
    x: float
    y: float  # of the equator
    rise: Callable[[float], float]  # degrees north as degrees of height on the map

    def turned(self, east: float) -> float:
        """A place's degrees east on this map, which goes half way round on both sides."""
        return self.east + (east - self.east + 180) % 360 - 180

    def place(self, north: float, east: float) -> Point:
        return self.flat(north, self.turned(east))

    def flat(self, north: float, east: float) -> Point:
        return self.x + (east - self.east) * self.scale, self.y - self.rise(north) * self.scale


def mercator(north: float) -> float:
    """True to shape, for a region."""
    phi = math.radians(max(-84.0, min(84.0, north)))
    return math.degrees(math.log(math.tan(math.pi / 4 + phi / 2)))


def miller(north: float) -> float:
    """Less swollen towards the poles, which it can show: for half the world."""
    phi = math.radians(max(-90.0, min(90.0, north)))
    return math.degrees(1.25 * math.log(math.tan(math.pi / 4 + 0.4 * phi)))


def framed(spots: Sequence[Spot], room: Box) -> World:
    """The piece of the earth in which all places lie within the room, with air around them."""
    order = sorted(s.east % 360 for s in spots)
    gaps = [(order[(i + 1) % len(order)] - e) % 360 or (360.0 if len(order) == 1 else 0.0) for i, e in enumerate(order)]
    widest = max(range(len(order)), key=lambda i: gaps[i])
    span = 360 - gaps[widest] if len(order) > 1 else 0.0
    first = order[(widest + 1) % len(order)]
    middle = (first + span / 2 + 180) % 360 - 180
    norths = [s.north for s in spots]
    far = span > 110 or max(norths) - min(norths) > 65 or max(map(abs, norths)) > 72
    rise = miller if far else mercator
    low, high = rise(min(norths)), rise(max(norths))
    least = 26.0 if len(spots) == 1 else 11.0
    inset_x, inset_y = min(210.0, room.width * 0.2), min(130.0, room.height * 0.2)
    wide, tall = room.width - 2 * inset_x, room.height - 2 * inset_y
    across = max(span, least * (1.0 if room.width > room.height else 0.6))
    up = max(high - low, least * 0.6)
    scale = min(wide / across, tall / up)
    x, y = (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2
    return World(middle, scale, x, y + (low + high) / 2 * scale, rise)


def _ground(sheet: Sheet, world: World) -> None:
    """Land over the whole frame, its coast, and a fine net of degrees; nothing of it moves."""
    theme, z = sheet.theme, sheet.zones
    view = Box(-30, -30, z.width + 30, z.height + 30)
    half = Box(world.x - 180 * world.scale, view.y0, world.x + 180 * world.scale, view.y1)
    view = Box(max(view.x0, half.x0), view.y0, min(view.x1, half.x1), view.y1)
    shown: list[tuple[Polygon, ...]] = []
    for rings in (land(), water()):
        seen = []
        for ring in rings:
            for turn in (-360, 0, 360):
                points = _thinned(_clipped([world.flat(north, east + turn) for east, north in ring], view))
                if points:
                    seen.append(tuple(points))
        shown.append(tuple(seen))
    ink = mix(theme.panel, theme.ink, 0.1)
    frame = (0.0, 0.0, float(z.width), float(z.height))
    sheet.fields.append(Field(*frame, ink, theme.panel_alpha - 0.03, shape=shown[0], holes=shown[1]))
    sheet.fields.append(Field(*frame, theme.muted, 0.74, shape=(*shown[0], *shown[1]), line=2))
    _net(sheet, world, Box(max(0.0, view.x0), 0, min(z.width, view.x1), z.height))


def _net(sheet: Sheet, world: World, view: Box) -> None:
    theme = sheet.theme
    step = next((d for d in (2, 5, 10, 15, 30) if d * world.scale >= 150), 60)
    for k in range(-180 // step, 540 // step):
        x = world.flat(0, k * step)[0]
        if abs(k * step - world.east) <= 180 and view.x0 < x < view.x1:
            sheet.field(x, view.y0, 2, view.height, ink=theme.muted, alpha=0.9)
    for k in range(-90 // step + 1, 90 // step):
        y = world.flat(k * step, world.east)[1]
        if view.y0 < y < view.y1:
            sheet.field(view.x0, y, view.width, 2, ink=theme.muted, alpha=0.9)


def _clipped(points: list[Point], box: Box) -> list[Point]:
    """What of a polygon lies within a box (Sutherland and Hodgman's way)."""
    for axis, edge, sign in ((0, box.x0, 1), (0, box.x1, -1), (1, box.y0, 1), (1, box.y1, -1)):
        out: list[Point] = []
        for i, here in enumerate(points):
            before = points[i - 1]
            inside, was = (sign * (p[axis] - edge) >= 0 for p in (here, before))
            if inside != was:
                t = (edge - before[axis]) / (here[axis] - before[axis])
                out.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
            if inside:
                out.append(here)
        points = out
        if not points:
            return []
    return points


def _thinned(points: list[Point]) -> list[Point]:
    """Without points that stand closer than three pixels; their corners cut, as water does."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 3:
            kept.append((x, y))
    if len(kept) < 3:
        return []
    out: list[Point] = []
    for i, (x, y) in enumerate(kept):
        x0, y0 = kept[i - 1]
        x1, y1 = kept[(i + 1) % len(kept)]
        out.append((x + (x0 - x) * 0.22, y + (y0 - y) * 0.22))
        out.append((x + (x1 - x) * 0.22, y + (y1 - y) * 0.22))
    return out


# --- the route ------------------------------------------------------------------------------------


def _leg(world: World, a: Spot, b: Spot, room: Box) -> list[Point]:
    """The way between two places: the shortest on the earth, unless it leaves the picture; then a gentle bow."""
    start, end = world.place(a.north, a.east), world.place(b.north, b.east)
    points = _great(world, a, b)
    wide = Box(room.x0 - 40, room.y0 - 10, room.x1 + 40, room.y1 + 10)
    off = math.hypot(points[-1][0] - end[0], points[-1][1] - end[1]) if points else 9.0
    if points and off < 3 and all(wide.x0 <= x <= wide.x1 and wide.y0 <= y <= wide.y1 for x, y in points):
        return points
    dx, dy = end[0] - start[0], end[1] - start[1]
    bow = 0.1 if dx >= 0 else -0.1
    mid = ((start[0] + end[0]) / 2 + dy * bow, (start[1] + end[1]) / 2 - dx * bow)
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * mid[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * mid[1] + t * t * end[1],
        )
        for t in (k / 24 for k in range(25))
    ]


def _great(world: World, a: Spot, b: Spot) -> list[Point]:
    """Points on the great circle from one place to another, none if they lie opposite each other."""

    def vector(spot: Spot) -> tuple[float, float, float]:
        north, east = math.radians(spot.north), math.radians(spot.east)
        return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)

    u, v = vector(a), vector(b)
    angle = math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(u, v, strict=True)))))
    if angle < 1e-6 or angle > 3.1:
        return []
    out: list[Point] = []
    east = world.turned(a.east)
    for k in range(33):
        t = k / 32
        p, q = math.sin((1 - t) * angle) / math.sin(angle), math.sin(t * angle) / math.sin(angle)
        x, y, z = (p * i + q * j for i, j in zip(u, v, strict=True))
        here = math.degrees(math.atan2(y, x))
        east += (here - east + 180) % 360 - 180
        out.append(world.flat(math.degrees(math.asin(max(-1.0, min(1.0, z)))), east))
    return out


def _route(sheet: Sheet, leg: list[Point], at: int) -> None:
    """A line that draws itself and arrives when the place is said."""
    theme = sheet.theme
    (x0, y0), (x1, y1) = leg[0], leg[-1]
    long = sum(math.dist(a, b) for a, b in zip(leg, leg[1:], strict=False))
    if long < 2:
        return
    steps = max(4, min(sheet.frames(900), max(1, at), sheet.cut.frames - 1))
    begin = max(0, at - round(steps * 0.75))
    ms = sheet.ms(steps)
    xs, ys = [p[0] for p in leg], [p[1] for p in leg]
    left, right, top, bottom = min(xs) - 20, max(xs) + 20, min(ys) - 20, max(ys) + 20
    if abs(x1 - x0) >= abs(y1 - y0):
        first = (left, top, left + 1, bottom) if x1 > x0 else (right - 1, top, right, bottom)
    else:
        first = (left, top, right, top + 1) if y1 > y0 else (left, bottom - 1, right, bottom)
    grow = ",".join(n(v) for v in first)
    full = ",".join(n(v) for v in (left, top, right, bottom))
    tags = rf"\clip({grow})\t(0,{ms},0.8,\clip({full}))"
    path = shapes.trace(leg)
    sheet.path(path, 0, 0, theme.paper.far, at=begin, tags=tags, layer=FIGURE, line=14, alpha=0.45)
    sheet.path(path, 0, 0, theme.accent, at=begin, tags=tags, layer=FIGURE + 1, line=6)


# --- places ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Name:
    """Where a place's name stands: its box, its edge or middle, and its lines."""

    box: Box
    x: float
    align: Align
    name: Setting
    text: Setting
    far: bool  # so far from its pin that a line leads to it


def _placed(
    sheet: Sheet, visual: Map, spots: list[Point], room: Box, taken: list[Box], legs: list[list[Point]]
) -> list[Name]:
    """A place for every name, in the largest size that has one for all."""
    pins = [Box(x - PIN - 4, y - PIN - 4, x + PIN + 4, y + PIN + 4) for x, y in spots]
    refused: ConfigError | None = None
    for size in SIZES:
        for width in (420.0, 300.0) if not sheet.zones.tall else (380.0, 270.0):
            try:
                words = [_words(sheet, i, spot, size, width) for i, spot in enumerate(visual.spots)]
            except ConfigError as error:
                refused = refused or error
                continue
            choices = [
                _choices(sheet, i, spots[i], words[i], room, [*taken, *pins], pins[i], legs) for i in range(len(spots))
            ]
            found = _search(choices)
            if found:
                return found
    if refused:
        raise refused
    raise ConfigError(
        "there is no room on the map for the names of its places",
        sheet.where("map"),
        "Show fewer places, or say less about them.",
    )


def _words(sheet: Sheet, i: int, spot: Spot, size: float, width: float) -> tuple[Setting, Setting]:
    what = f"place {i + 1}"
    name = sheet.fit(spot.name, sheet.strong(1.08), width, size * 2.6, most=size, least=min(size, 34), rows=2, what=what)
    text = sheet.fit(
        spot.text, sheet.text(1.16), width, 150, most=max(30.0, size * 0.74), least=28, rows=3, what=what
    )
    return name, text


def _choices(
    sheet: Sheet,
    i: int,
    at: Point,
    words: tuple[Setting, Setting],
    room: Box,
    taken: list[Box],
    own: Box,
    legs: list[list[Point]],
) -> list[Name]:
    """Where a name could stand, the best first: beside its pin, over or under it, then further off; clear of lines."""
    name, text = words
    wide = max(name.width, text.width, 1.0)
    tall = name.height + (14 + text.height if text.rows else 0)
    x, y = at
    out: list[tuple[float, Name]] = []
    for ring, far in enumerate((PIN + 16, 64.0, 120.0, 190.0, 280.0)):
        d = far * 0.72
        spots: tuple[tuple[float, float, Align], ...] = (
            (x + far, y - name.cap / 2 if ring == 0 else y - tall / 2, "left"),
            (x - far, y - name.cap / 2 if ring == 0 else y - tall / 2, "right"),
            (x, y + far, "center"),
            (x, y - far - tall, "center"),
            (x + d, y + d, "left"),
            (x + d, y - d - tall, "left"),
            (x - d, y + d, "right"),
            (x - d, y - d - tall, "right"),
        )
        for order, (edge, top, align) in enumerate(spots):
            left = edge - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
            box = Box(left - 4, top - 4, left + wide + 4, top + tall + 4, "place")
            if not box.within(room, 0) or box.x1 > sheet.zones.edge(box.y1):
                continue
            if any(box.meets(b, 4) for b in taken if b is not own) or (ring == 0 and box.meets(own)):
                continue
            crossed = sum(
                1 for leg in legs for px, py in leg if box.x0 - 6 < px < box.x1 + 6 and box.y0 - 6 < py < box.y1 + 6
            )
            out.append((ring * 14 + order + crossed * 3, Name(box, edge, align, name, text, ring > 0)))
    return [choice for _, choice in sorted(out, key=lambda pair: pair[0])]


def _search(choices: list[list[Name]]) -> list[Name]:
    """One choice for each place so that none meet, the first found; those with few choices choose first."""
    order = sorted(range(len(choices)), key=lambda i: len(choices[i]))
    chosen: dict[int, Name] = {}
    left = [4000]

    def put(k: int) -> bool:
        if k == len(order):
            return True
        for choice in choices[order[k]]:
            left[0] -= 1
            if left[0] < 0:
                return False
            if not any(choice.box.meets(other.box, 8) for other in chosen.values()):
                chosen[order[k]] = choice
                if put(k + 1):
                    return True
                del chosen[order[k]]
        return False

    return [chosen[i] for i in range(len(choices))] if put(0) else []


def _name(sheet: Sheet, what: Name, pin: Point, at: int) -> None:
    theme = sheet.theme
    top = what.box.y0 + 4
    if what.far:
        x = min(max(pin[0], what.box.x0), what.box.x1)
        y = min(max(pin[1], what.box.y0), what.box.y1)
        far = math.hypot(x - pin[0], y - pin[1])
        if far > PIN + 8:
            share = (PIN + 5) / far
            start = (pin[0] + (x - pin[0]) * share, pin[1] + (y - pin[1]) * share)
            sheet.path(shapes.trace([start, (x, y)]), 0, 0, theme.muted, at=at + 2, fade=200, line=3, layer=FIGURE + 2)
    sheet.block(what.name, what.x, top, theme.ink, align=what.align, at=at + 3, what="place", layer=TEXT, optical=False)
    if what.text.rows and typeset(what.text.rows[0].text):
        sheet.block(
            what.text, what.x, top + what.name.height + 14, theme.muted, align=what.align, at=at + 6, enter="fade",
            what="place", optical=False,
        )  # fmt: skip


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
