"""Where the names of places stand on a map: beside their pins, off each other and off the route."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from ytempire.errors import ConfigError
from ytempire.media.fit import Setting
from ytempire.media.graphics.shapes import Point
from ytempire.media.graphics.sheet import Align, Sheet
from ytempire.media.zones import Box
from ytempire.models import Map, Spot

PIN = 15.0
RING = 14.0  # what it counts that a name stands one ring further off
STRUCK = 100.0  # what it counts against a place for a name that a route runs through it
SIZES = (50.0, 46.0, 42.0, 38.0, 34.0, 31.0)


@dataclass(frozen=True)
class Name:
    """Where a place's name stands: its box, its edge or middle, and its lines."""

    box: Box
    x: float
    align: Align
    name: Setting
    text: Setting
    worth: float  # the less the better
    line: tuple[Point, ...] = ()  # what leads to it from its pin, when it stands far off

    def meets(self, other: Name) -> bool:
        """Whether they, or the lines to them, come too near each other."""
        if self.box.meets(other.box, 8):
            return True
        return crosses(self.line, other.box) or crosses(other.line, self.box) or _cut(self.line, other.line)


def placed(
    sheet: Sheet, visual: Map, spots: list[Point], room: Box, taken: list[Box], legs: list[list[Point]]
) -> list[Name]:
    """A place for every name, in the largest size that has one for all."""
    legs = [_dense(way) for way in legs]
    pins = [Box(x - PIN - 4, y - PIN - 4, x + PIN + 4, y + PIN + 4) for x, y in spots]
    refused: ConfigError | None = None
    best: list[Name] = []
    least = math.inf
    for size in SIZES:
        for width in (420.0, 300.0) if not sheet.zones.tall else (380.0, 270.0):
            try:
                words = [_words(sheet, i, spot, size, width) for i, spot in enumerate(visual.spots)]
                if (one := min(name.size for name, _ in words)) < size:  # one size for all names
                    words = [_words(sheet, i, spot, one, width) for i, spot in enumerate(visual.spots)]
            except ConfigError as error:
                refused = refused or error
                continue
            found = _search(
                [_choices(sheet, spots[i], words[i], room, [*taken, *pins], pins[i], legs) for i in range(len(spots))]
            )
            if not found:
                continue
            if max(name.worth for name in found) < 2 * RING:  # all stand beside their pins
                return found
            worth = sum(name.worth for name in found) / len(found) + (SIZES[0] - size) * 0.9
            if worth < least:
                best, least = found, worth
    if best:
        return best
    if refused:
        raise refused
    raise ConfigError(
        "there is no room on the map for the names of its places",
        sheet.where("map"),
        "Show fewer places, or say less about them.",
    )


def _words(sheet: Sheet, i: int, spot: Spot, size: float, width: float) -> tuple[Setting, Setting]:
    what = f"place {i + 1}"
    name = sheet.fit(
        spot.name, sheet.strong(1.08), width, size * 2.6, most=size, least=min(size, 34), rows=2, what=what
    )
    text = sheet.fit(spot.text, sheet.text(1.16), width, 150, most=max(30.0, size * 0.74), least=28, rows=3, what=what)
    return name, text


def _choices(
    sheet: Sheet,
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
    out: list[Name] = []
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
            line = _line(at, box) if ring else ()
            if any(crosses(line, b) for b in taken if b is not own):
                continue
            struck = any(_struck(way, words, edge, top, align) for way in legs)
            out.append(Name(box, edge, align, name, text, ring * RING + order + (STRUCK if struck else 0), line))
    return sorted(out, key=lambda choice: choice.worth)


def _struck(way: list[Point], words: tuple[Setting, Setting], edge: float, top: float, align: Align) -> bool:
    """Whether a route runs through the name or the text that would stand here."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    for setting in words:
        if setting.rows:
            left = edge - setting.width * share
            box = Box(left - 8, top - 8, left + setting.width + 8, top + setting.height + 8)
            if any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for x, y in way):
                return True
        top += setting.height + 14
    return False


def _dense(way: list[Point]) -> list[Point]:
    """Points on a way, none further from the next than a name is tall."""
    out = way[:1]
    for (x0, y0), (x1, y1) in itertools.pairwise(way):
        steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / 16))
        out += [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(1, steps + 1)]
    return out


def _line(pin: Point, box: Box) -> tuple[Point, ...]:
    """From the edge of a pin to the nearest point of a name."""
    x, y = min(max(pin[0], box.x0), box.x1), min(max(pin[1], box.y0), box.y1)
    far = math.dist(pin, (x, y))
    if far <= PIN + 8:
        return ()
    share = (PIN + 5) / far
    return (pin[0] + (x - pin[0]) * share, pin[1] + (y - pin[1]) * share), (x, y)


def crosses(line: tuple[Point, ...], box: Box) -> bool:
    """Whether a line passes through a box."""
    if not line:
        return False
    (x0, y0), (x1, y1) = line
    steps = max(2, round(math.dist(*line) / 8))
    return any(
        box.x0 - 4 < x0 + (x1 - x0) * k / steps < box.x1 + 4 and box.y0 - 4 < y0 + (y1 - y0) * k / steps < box.y1 + 4
        for k in range(steps + 1)
    )


def _cut(a: tuple[Point, ...], b: tuple[Point, ...]) -> bool:
    """Whether two lines cut each other."""

    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    if not a or not b:
        return False
    return side(a[0], a[1], b[0]) != side(a[0], a[1], b[1]) and side(b[0], b[1], a[0]) != side(b[0], b[1], a[1])


def _search(choices: list[list[Name]]) -> list[Name]:
    """One choice for each place so that none meet, the best of some thousands; those with few choices choose first."""
    order = sorted(range(len(choices)), key=lambda i: len(choices[i]))
    chosen: dict[int, Name] = {}
    best: list[Name] = []
    least, left = math.inf, 2500

    def put(k: int, worth: float) -> None:
        nonlocal best, least, left
        if k == len(order):
            best, least = [chosen[i] for i in range(len(choices))], worth
            return
        for choice in choices[order[k]]:
            left -= 1
            if left < 0 or worth + choice.worth >= least:
                return
            if not any(choice.meets(other) for other in chosen.values()):
                chosen[order[k]] = choice
                put(k + 1, worth + choice.worth)
                del chosen[order[k]]

    put(0, 0.0)
    return best
