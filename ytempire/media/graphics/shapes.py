"""Paths in libass' drawing words: m moves, l draws a line, b a curve."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
FINE = 8  # steps of a pixel: libass takes whole numbers in a drawing
_K = 0.5522847498  # how far a curve's handles reach for a quarter of a circle


def n(value: float) -> str:
    """A number as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def c(value: float) -> str:
    """A coordinate of a drawing, which is written with `\\p4`."""
    return str(round(value * FINE))


def polygon(points: Iterable[Point]) -> str:
    first, *rest = points
    return f"m {c(first[0])} {c(first[1])} l " + " ".join(f"{c(x)} {c(y)}" for x, y in rest)


def rect(width: float, height: float, radius: float = 0.0, x: float = 0.0, y: float = 0.0) -> str:
    """A rectangle with its corner at (x, y), rounded if a radius is given."""
    if radius <= 0:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _K)
    x1, y1 = x + width, y + height
    return (
        f"m {c(x + r)} {c(y)} l {c(x1 - r)} {c(y)} b {c(x1 - k)} {c(y)} {c(x1)} {c(y + k)} {c(x1)} {c(y + r)} "
        f"l {c(x1)} {c(y1 - r)} b {c(x1)} {c(y1 - k)} {c(x1 - k)} {c(y1)} {c(x1 - r)} {c(y1)} "
        f"l {c(x + r)} {c(y1)} b {c(x + k)} {c(y1)} {c(x)} {c(y1 - k)} {c(x)} {c(y1 - r)} "
        f"l {c(x)} {c(y + r)} b {c(x)} {c(y + k)} {c(x + k)} {c(y)} {c(x + r)} {c(y)}"
    )


def frame(width: float, height: float, radius: float, thick: float) -> str:
    """The outline of a rounded rectangle, `thick` pixels inward."""
    inner = max(0.0, radius - thick)
    w, h = width - 2 * thick, height - 2 * thick
    hole: list[Point] = []
    for cx, cy, start in (
        (w - inner, inner, 0),
        (w - inner, h - inner, 90),
        (inner, h - inner, 180),
        (inner, inner, 270),
    ):
        steps = 6 if inner else 0
        turn = [math.radians(start - 90 + 90 * i / max(1, steps)) for i in range(steps + 1)]
        hole += [(thick + cx + inner * math.cos(a), thick + cy + inner * math.sin(a)) for a in turn]
    return rect(width, height, radius) + " " + polygon(reversed(hole))


def disc(radius: float, cx: float = 0.0, cy: float = 0.0, back: bool = False) -> str:
    """A filled circle; `back` draws it the other way round, which makes a hole in what lies around it."""
    r, k = radius, radius * _K
    turn = 1 if not back else -1
    quarters = [
        ((r, 0), (r, k * turn), (k, r * turn), (0, r * turn)),
        ((0, r * turn), (-k, r * turn), (-r, k * turn), (-r, 0)),
        ((-r, 0), (-r, -k * turn), (-k, -r * turn), (0, -r * turn)),
        ((0, -r * turn), (k, -r * turn), (r, -k * turn), (r, 0)),
    ]
    text = f"m {c(cx + r)} {c(cy)}"
    for _, one, two, end in quarters:
        text += " b " + " ".join(f"{c(cx + x)} {c(cy + y)}" for x, y in (one, two, end))
    return text


def ring(radius: float, thick: float, cx: float = 0.0, cy: float = 0.0) -> str:
    """A circle's line, `thick` pixels inward from the radius."""
    return disc(radius, cx, cy) + " " + disc(max(0.1, radius - thick), cx, cy, back=True)


def arc(radius: float, thick: float, start: float, sweep: float, cx: float = 0.0, cy: float = 0.0) -> str:
    """A piece of a ring; angles in degrees clockwise from twelve o'clock."""
    steps = max(2, math.ceil(abs(sweep) / 4))
    turn = [math.radians(start - 90 + sweep * i / steps) for i in range(steps + 1)]
    outer = [(cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in turn]
    inner = [(cx + (radius - thick) * math.cos(a), cy + (radius - thick) * math.sin(a)) for a in reversed(turn)]
    return polygon([*outer, *inner])


def stroke(points: Sequence[Point], thick: float) -> str:
    """A line through points with round ends and joints."""
    r = thick / 2
    parts = [_round(points[0], r)]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        if length < 0.01:
            continue
        dx, dy = (y1 - y0) / length * r, -(x1 - x0) / length * r
        # clockwise on a screen, like the joints, so that overlaps add up instead of cutting holes
        parts.append(polygon([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)]))
        parts.append(_round((x1, y1), r))
    return " ".join(parts)


def trace(points: Sequence[Point]) -> str:
    """A line through points and back, without area: what libass draws round it is a line with round ends."""
    there = " ".join(f"{c(x)} {c(y)}" for x, y in points[1:])
    back = " ".join(f"{c(x)} {c(y)}" for x, y in reversed(points[:-1]))
    return f"m {c(points[0][0])} {c(points[0][1])} l {there} {back}"


def _round(at: Point, r: float) -> str:
    sides = 10 if r < 8 else 16
    turn = [2 * math.pi * i / sides for i in range(sides)]
    return polygon([(at[0] + r * math.cos(a), at[1] + r * math.sin(a)) for a in turn])


def along(cx: float, cy: float, radius: float, start: float, sweep: float, flat: float = 1.0) -> list[Point]:
    """Points on a circle (or an ellipse, `flat` its height to its width); degrees clockwise from twelve o'clock."""
    steps = max(2, math.ceil(abs(sweep) / 7))
    turn = [math.radians(start - 90 + sweep * i / steps) for i in range(steps + 1)]
    return [(cx + radius * math.cos(a), cy + radius * flat * math.sin(a)) for a in turn]
