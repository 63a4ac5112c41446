"""A chart of filled surfaces: one, or several that lie on one another."""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media.graphics.axes import Plot, apart, matching, plot, shades
from ytempire.media.graphics.curve import PACE, Run, draw, end, ends, opened, pace
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.layers import Field
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Area


def build(sheet: Sheet, visual: Area) -> None:
    """Elements: each series."""
    matching(sheet, visual.labels, visual.series, "area")
    beats = sheet.beats(len(visual.series))
    layers = _stacked(sheet, visual)
    room, lead = opened(sheet, visual, beats)
    ended = ends(sheet, visual, lead, room)
    values = [0.0, *(v for under, over in layers for v in (*under, *over) if v is not None)]
    made = plot(sheet, room, visual.labels, values, visual.shown, max(e.width for e in ended) + 40, "area")
    sheet.boxes.append(Box(made.box.x0, made.box.y0, made.box.x1, made.box.y1, "plot"))
    inks = shades(sheet, len(layers), visual.accent)
    wanted = [_end(made, under, over, len(layers) == 1) for under, over in layers]
    middles = apart(wanted, [e.height for e in ended], room.y0, room.y1, 14)
    for i, (under, over) in enumerate(layers):
        until = beats[i + 1] if i + 1 < len(beats) else sheet.cut.frames
        ms = pace(sheet, beats[i], until, len(layers))
        _surface(sheet, made, under, over, inks[i], beats[i], ms, i == lead, len(layers) > 1)
        done = beats[i] + round(sheet.frames(ms) * 0.8)
        end(sheet, ended[i], made.box.x1 + 36, middles[i], inks[i], done, i == lead)


Layer = tuple[list[float | None], list[float | None]]  # the lower and the upper edge of a surface


def _stacked(sheet: Sheet, visual: Area) -> list[Layer]:
    """One from zero; several each from the one before."""
    if len(visual.series) == 1:
        values = list(visual.series[0].values)
        return [([None if v is None else 0.0 for v in values], values)]
    ground = [0.0] * len(visual.labels)
    out: list[Layer] = []
    for i, series in enumerate(visual.series):
        top = []
        for k, value in enumerate(series.values):
            if value is None or value < 0:
                raise ConfigError(
                    f"surfaces that lie on one another have {'a gap' if value is None else 'no room below zero'}",
                    sheet.where(f"series {i + 1}, value {k + 1}"),
                    "Show it as lines, or one series alone.",
                )
            top.append(ground[k] + value)
        out.append((list(ground), list(top)))
        ground = top
    return out


def _end(made: Plot, under: list[float | None], over: list[float | None], alone: bool) -> float:
    """Where the name of a surface wants to stand: at its edge if it is alone, else in its middle."""
    last = max(i for i, v in enumerate(over) if v is not None)
    low, high = under[last] or 0.0, over[last] or 0.0
    return made.y(high) if alone else made.y((low + high) / 2)


def _surface(
    sheet: Sheet,
    made: Plot,
    under: list[float | None],
    over: list[float | None],
    ink: str,
    at: int,
    ms: int,
    lit: bool,
    solid: bool,
) -> None:
    edges: list[Run] = [[]]
    feet: list[Run] = [[]]
    for i, (low, high) in enumerate(zip(under, over, strict=True)):
        if low is None or high is None:
            edges.append([])
            feet.append([])
        else:
            edges[-1].append((made.x(i), made.y(high)))
            feet[-1].append((made.x(i), made.y(low)))
    paper = sheet.theme.paper.far
    fill = mix(ink, paper, 0.18) if solid else ink
    shape = tuple((*edge, *reversed(foot)) for edge, foot in zip(edges, feet, strict=True) if len(edge) > 1)
    if shape:
        left, right = made.box.x0, made.box.x1
        top, bottom = (f(y for points in shape for _, y in points) for f in (min, max))
        sheet.fields.append(
            Field(
                left, top - 2, right - left, bottom - top + 4, fill, 0.12 if solid else 0.62, at=at, shape=shape,
                wipe=sheet.frames(ms), pace=PACE,
            )
        )  # fmt: skip
    runs = [edge for edge in edges if edge]
    draw(sheet, runs, ink, at, ms, 8.0 if lit else 5.0, False, made.box, dots=not solid)
