"""A line chart that draws itself from left to right; each line has its name where it ends."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.media.fit import Setting, fits
from ytempire.media.graphics import shapes
from ytempire.media.graphics.axes import Plot, apart, dressed, matching, plot, shades, spoken
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Sheet
from ytempire.media.layers import Field
from ytempire.media.zones import Box
from ytempire.models import Area, Curve

PACE = 0.6  # how a line's end runs: fast first
LONGEST = 7000  # milliseconds in which a single line draws itself, where its scene is long: it goes with what is told
Run = list[tuple[float, float]]  # values that follow each other without a gap, as places


@dataclass(frozen=True)
class End:
    """What stands where a line ends: its last value, and its name."""

    value: Setting
    name: Setting
    abreast: bool = False  # the name beside the value, and not under it

    @property
    def height(self) -> float:
        if self.abreast:
            return max(self.value.height, self.name.height)
        return self.value.height + (14 if self.name.rows and self.value.rows else 0) + self.name.height

    @property
    def width(self) -> float:
        if self.abreast:
            return self.value.width + 18 + self.name.width
        return max(self.value.width, self.name.width)


def build(sheet: Sheet, visual: Curve) -> None:
    """Elements: each series."""
    matching(sheet, visual.labels, visual.series, "line")
    beats = sheet.beats(len(visual.series))
    room, lead = opened(sheet, visual, beats)
    values = [v for s in visual.series for v in s.values if v is not None]
    ended = ends(sheet, visual, lead, room)
    made = plot(sheet, room, visual.labels, values, visual.shown, max(e.width for e in ended) + 44, "line")
    sheet.boxes.append(Box(made.box.x0, made.box.y0, made.box.x1, made.box.y1, "plot"))
    inks = shades(sheet, len(visual.series), visual.accent)
    last = [next(v for v in reversed(s.values) if v is not None) for s in visual.series]
    middles = apart([made.y(v) for v in last], [e.height for e in ended], room.y0, room.y1, 14)
    for i, series in enumerate(visual.series):
        at = beats[i]
        until = beats[i + 1] if i + 1 < len(beats) else sheet.cut.frames
        ms = pace(sheet, at, until, len(visual.series))
        runs = gapless(made, series.values)
        if i == lead and sheet.cut.variant % 2:
            shade(sheet, made, runs, inks[i], at, ms)
        draw(sheet, runs, inks[i], at, ms, 10.0 if i == lead else 6.0, i == lead, made.box)
        done = at + round(sheet.frames(ms) * 0.8)
        end(sheet, ended[i], made.box.x1 + 40, middles[i], inks[i], done, i == lead)


def opened(sheet: Sheet, visual: Curve | Area, beats: list[int]) -> tuple[Box, int]:
    """The head of a chart of series: gives the room that is left, and the place of the series that leads."""
    lead = visual.accent if visual.accent is not None and 0 <= visual.accent < len(visual.series) else 0
    z = sheet.zones
    if not z.tall and sheet.cut.layout == "right":
        room = side_head(sheet, visual.title, visual.unit, share=0.3)
        return Box(room.x0 - 30, room.y0 + 20, room.x1, room.y1), lead
    room = head(sheet, visual.title, visual.unit, small=True)
    if z.tall and not z.square:
        room = Box(room.x0, room.y0, z.edge(room.y1), min(room.y1, room.y0 + 700))
    return Box(room.x0, room.y0 + 12, room.x1, room.y1), lead


def ends(sheet: Sheet, visual: Curve | Area, lead: int, room: Box) -> list[End]:
    """What stands at the right, at most a third of the room wide."""
    most = (room.width - 44) * (0.3 if not sheet.zones.tall else 0.34)
    share = room.height / len(visual.series)
    out = []
    for i, series in enumerate(visual.series):
        final = next(v for v in reversed(series.values) if v is not None)
        said = visual.shown if i == lead and visual.shown.strip() else dressed(spoken(final), visual.shown)
        size = (112.0 if not sheet.zones.tall else 76.0) * sheet.theme.type.big if i == lead else 46.0
        what = f"series {i + 1}"
        value = sheet.fit(
            said,
            sheet.display(),
            most,
            min(share * 0.62, 190),
            most=min(size, share * 0.5),
            least=34,
            rows=2,
            what=what,
        )
        beside = most - value.width - 18
        if i != lead and fits(series.name, sheet.strong(1.12), beside, 60, most=40, least=32, rows=1):
            name = sheet.fit(series.name, sheet.strong(1.12), beside, 60, most=40, least=32, rows=1, what=what)
            out.append(End(value, name, abreast=bool(name.rows)))
            continue
        left = min(120.0, share - value.height - 20)
        name = sheet.fit(series.name, sheet.strong(1.12), most, left, most=40, least=28, rows=3, what=what)
        out.append(End(value, name))
    return out


def end(sheet: Sheet, what: End, x: float, middle: float, ink: str, at: int, lit: bool) -> None:
    """Set the value and the name where a line ends."""
    theme = sheet.theme
    top = middle - what.height / 2
    seen = theme.accent if ink == theme.accent else theme.ink
    at = min(at, max(0, sheet.cut.frames - sheet.frames(400)))
    sheet.block(what.value, x, top, seen, at=at, enter=None if lit else "fade", what="value", emphasis=False)
    if what.abreast:
        x, top = x + what.value.width + 18, top + what.value.cap - what.name.cap
    else:
        top += what.value.height + (14 if what.name.rows else 0)
    quiet = theme.ink if lit else theme.muted
    sheet.block(what.name, x, top, quiet, at=at + 2, enter="fade", what="name", emphasis=False)


def pace(sheet: Sheet, at: int, until: int, count: int) -> int:
    """How long a line draws, in milliseconds: a single one slowly, one of several until the next is due."""
    room = sheet.ms(max(1, sheet.cut.frames - at)) * 0.6
    if count == 1:
        return max(60, round(min(LONGEST, room)))
    return max(60, round(min(1500, room, max(600, sheet.ms(until - at)))))


def gapless(made: Plot, values: Sequence[float | None]) -> list[Run]:
    """The places of the values, in runs without a gap."""
    runs: list[Run] = [[]]
    for i, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((made.x(i), made.y(value)))
    return [run for run in runs if run]


def reveal(box: Box, ms: int, rim: float = 24.0) -> str:
    """The tags that let something appear from left to right within a box."""
    y0, y1 = n(box.y0 - rim), n(box.y1 + rim)
    return (
        rf"\clip({n(box.x0 - rim)},{y0},{n(box.x0 - 1)},{y1})"
        rf"\t(0,{ms},{PACE},\clip({n(box.x0 - rim)},{y0},{n(box.x1 + rim / 2)},{y1}))"
    )


def pieces(run: Run, most: int = 7) -> list[Run]:
    """A line in pieces that join: libass lays a piece's whole rectangle on the frame, and many small ones are less."""
    step = max(1, math.ceil((len(run) - 1) / most))
    return [run[i : i + step + 1] for i in range(0, len(run) - 1, step)]


def draw(
    sheet: Sheet, runs: list[Run], ink: str, at: int, ms: int, thick: float, lit: bool, box: Box, dots: bool = True
) -> None:
    """Lines through the values, a dot on a lone one, and a spark that runs ahead and stays at the end."""
    layer = FIGURE + (3 if lit else 1)
    tags = reveal(box, ms)
    for piece in (piece for run in runs for piece in pieces(run)):
        sheet.path(shapes.trace(piece), 0, 0, ink, at=at, tags=tags, layer=layer, line=thick)
    lone = [run[0] for run in runs if len(run) == 1]
    if lone:
        path = " ".join(shapes.disc(thick, x, y) for x, y in lone)
        sheet.path(path, 0, 0, ink, at=at, tags=tags, layer=layer)
    if dots and runs:
        _spark(sheet, runs, ink, at, ms, thick, box, layer + 1)


def shade(sheet: Sheet, made: Plot, runs: list[Run], ink: str, at: int, ms: int) -> None:
    """A soft field between a line and zero, which comes with it."""
    ground = made.y(min(max(0.0, made.low), made.high))
    shape = tuple(((run[0][0], ground), *run, (run[-1][0], ground)) for run in runs if len(run) > 1)
    if shape:
        b = made.box
        sheet.fields.append(
            Field(
                b.x0, b.y0 - 2, b.width, b.height + 4, ink, 0.86, at=at, shape=shape, wipe=sheet.frames(ms), pace=PACE
            )
        )


def _level(run: Run, x: float) -> float:
    """How high a line is at x."""
    for (x0, y0), (x1, y1) in itertools.pairwise(run):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return run[-1][1]


def _spark(sheet: Sheet, runs: list[Run], ink: str, at: int, ms: int, thick: float, box: Box, layer: int) -> None:
    r = thick * 1.45
    steps = sheet.frames(ms)
    path = shapes.disc(r, r, r)
    x0, x1 = box.x0 - 1, box.x1 + 12
    for k in range(steps):
        x = x0 + (x1 - x0) * (k / steps) ** PACE
        run = next((run for run in runs if run[0][0] <= x <= run[-1][0]), None)
        if run is None:
            continue
        y = _level(run, x)
        sheet.path(path, x - r, y - r, ink, at=at + k, until=at + k + 1, leaves=False, layer=layer)
    x, y = runs[-1][-1]
    spot = rf"\an5\pos({n(x)},{n(y)})"
    begin = at + steps
    pop = r"\fscx60\fscy60\t(0,200,0.5,\fscx118\fscy118)\t(200,330,\fscx100\fscy100)"
    sheet.path(path, 0, 0, ink, at=begin, place=spot, tags=pop, layer=layer)
    wave = r"\fscx60\fscy60\alpha&H50&\t(0,900,0.5,\fscx330\fscy330\alpha&HFF&)"
    sheet.path(
        path, 0, 0, ink, at=begin, until=begin + sheet.frames(920), place=spot, tags=wave, leaves=False, layer=layer - 1
    )
