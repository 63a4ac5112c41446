"""A piece of the earth on a frame: how it is framed, its land, and the ways on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ytempire.media.graphics.shapes import Point
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.land import land, water
from ytempire.media.layers import Field, Polygon
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Spot

ROUND = 230  # degrees that are drawn on either side: a little comes again, so that no edge is seen
WHOLE = 110  # degrees from which on it is a map of the world, and no region's


@dataclass(frozen=True)
class World:
    """A piece of the earth on the frame: `east` is the degree at `x`, `scale` the pixels of a degree there."""

    east: float
    scale: float
    x: float
    y: float  # of the equator
    rise: Callable[[float], float]  # degrees north as degrees of height on the map
    south: float = 0.0  # its southernmost place

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


def span(spots: Sequence[Spot]) -> tuple[float, float]:
    """The smallest arc of the earth that holds all places: where it begins, and how far it goes, in degrees east."""
    order = sorted(s.east % 360 for s in spots)
    gaps = [(order[(i + 1) % len(order)] - e) % 360 for i, e in enumerate(order)]
    widest = max(range(len(order)), key=lambda i: gaps[i])
    return order[(widest + 1) % len(order)], 360 - gaps[widest] if any(gaps) else 0.0


def framed(spots: Sequence[Spot], room: Box) -> World:
    """The piece of the earth in which all places lie within the room, with air around them."""
    first, across = span(spots)
    middle = (first + across / 2 + 180) % 360 - 180
    norths = [s.north for s in spots]
    far = across > WHOLE or max(norths) - min(norths) > 65 or max(map(abs, norths)) > 72
    rise = miller if far else mercator
    low, high = rise(min(norths)), rise(max(norths))
    least = 26.0 if len(spots) == 1 else 11.0
    inset_x, inset_y = min(210.0, room.width * 0.2), min(130.0, room.height * 0.2)
    wide, tall = room.width - 2 * inset_x, room.height - 2 * inset_y
    across = max(across, least * (1.0 if room.width > room.height else 0.6))
    up = max(high - low, least * 0.6)
    scale = min(wide / across, tall / up)
    x, y = (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2
    return World(middle, scale, x, y + (low + high) / 2 * scale, rise, min(norths))


def ground(sheet: Sheet, world: World) -> None:
    """Land over the whole frame, its coast, and a fine net of degrees; nothing of it moves."""
    theme, z = sheet.theme, sheet.zones
    view = Box(-30, -30, z.width + 30, z.height + 30)
    half = Box(world.x - ROUND * world.scale, view.y0, world.x + ROUND * world.scale, view.y1)
    view = Box(max(view.x0, half.x0), view.y0, min(view.x1, half.x1), view.y1)
    shown: list[tuple[Polygon, ...]] = []
    for rings in (land(), water()):
        seen = []
        for ring in rings:
            if ring[-1][1] < -85 and world.south > -58:  # nobody asked for the ice
                continue
            for turn in (-360, 0, 360):
                points = _thinned(_clipped([world.flat(north, east + turn) for east, north in ring], view))
                if points:
                    seen.append(tuple(points))
        shown.append(tuple(seen))
    if shown[0]:
        ink = mix(theme.panel, theme.ink, 0.1)
        frame = (0.0, 0.0, float(z.width), float(z.height))
        sheet.fields.append(Field(*frame, ink, theme.panel_alpha - 0.03, shape=shown[0], holes=shown[1]))
        sheet.fields.append(Field(*frame, theme.muted, 0.74, shape=(*shown[0], *shown[1]), line=2))
    _net(sheet, world, Box(max(0.0, view.x0), 0, min(z.width, view.x1), z.height))


def _net(sheet: Sheet, world: World, view: Box) -> None:
    theme = sheet.theme
    step = next((d for d in (2, 5, 10, 15, 30) if d * world.scale >= 150), 60)
    for k in range(-540 // step, 540 // step):
        x = world.flat(0, k * step)[0]
        if view.x0 < x < view.x1:
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


def leg(world: World, a: Spot, b: Spot, room: Box) -> list[Point]:
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
