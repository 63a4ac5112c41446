"""What charts share: numbers as people write them, an axis of round numbers, labels that keep apart, shades."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.themes import mix
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Series

MOST = 1e18  # beyond this nobody reads a number off a chart
_SCALES = ((1e15, "Q"), (1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e4, "k"))


def sound(value: float, where: str) -> float:
    """The number, if it can be drawn."""
    if math.isnan(value) or math.isinf(value):
        raise ConfigError(f"{value} is not a number that can be drawn", where, "Write a number, or leave it out.")
    if abs(value) > MOST:
        raise ConfigError(f"{value:g} is too large to be drawn", where, "Write it in millions or billions.")
    return value


def matching(sheet: Sheet, labels: Sequence[str], series: Sequence[Series], kind: str) -> None:
    """Refuse series that do not have a sound value, or None, at each label."""
    for i, one in enumerate(series):
        named = f"series {i + 1}" + (f" “{one.name}”" if one.name else "")
        if len(one.values) != len(labels):
            raise ConfigError(
                f"{named} has {len(one.values)} values for {len(labels)} labels",
                sheet.where(kind),
                "Write one value for each label; null where there is none.",
            )
        found = [sound(v, sheet.where(f"{named}, value {k + 1}")) for k, v in enumerate(one.values) if v is not None]
        if not found:
            raise ConfigError(f"{named} has no value", sheet.where(kind), "Give it numbers, or leave it out.")


# --- numbers --------------------------------------------------------------------------------------


def spoken(value: float, step: float = 0.0) -> str:
    """A number as people write it: 1,200, 1.2 M, −0.5; with as many places as `step` needs."""
    scale, name = next(((s, n) for s, n in _SCALES if max(abs(value), step) >= s), (1.0, ""))
    if scale == 1e4:
        scale = 1e3
    shown = value / scale
    if step:
        places = max(0, -math.floor(math.log10(step / scale) + 1e-9))
        if round(step / scale, places) != round(step / scale, places + 2):
            places += 1
    else:
        places = 0 if abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    if places > 6:
        return f"{value:.1e}".replace("-", "−")
    text = f"{shown:,.{places}f}"
    if not step and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    if not text.strip("−0.,"):
        return "0"
    return f"{text}\u00a0{name}" if name else text


def dressed(text: str, like: str) -> str:
    """The number with the sign of money before it, or the per cent after it, that `like` has."""
    before = re.match(r"\s*[-−]?([$€£¥₹])", like)
    after = re.search(r"\d\s?(%|°C?|°F?)\s*$", like)
    if before:
        text = re.sub(r"(\.\d)$", r"\g<1>0", text)  # $9.10
        text = f"−{before[1]}{text[1:]}" if text.startswith("−") else before[1] + text
    return text + (after[1] if after else "")


def ticks(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round numbers from at or below `low` to at or above `high`, about `most` steps."""
    if high - low < 1e-12 * max(abs(low), abs(high), 1e-6):
        pad = abs(high) * 0.5 or 1.0
        low, high = low - pad, high + pad
    rough = (high - low) / most
    ten = 10.0 ** math.floor(math.log10(rough))
    steps = [ten * k for k in ((1, 2, 2.5, 5, 10) if ten >= 10 else (1, 2, 5, 10))]  # 2.5 has more places than 2 and 5
    step = min(steps, key=lambda s: abs(math.log(s / rough)))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(k * step for k in range(first, last + 1))


def reach(values: Sequence[float]) -> tuple[float, float]:
    """From where to where an axis goes: from zero, unless all lie far from it and near each other."""
    low, high = min(values), max(values)
    if low > 0 and (high - low) > low * 0.34:
        low = 0.0
    elif high < 0 and (high - low) > -high * 0.34:
        high = 0.0
    return low, high


# --- places ---------------------------------------------------------------------------------------


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float = 8.0) -> list[float]:
    """Middles as near to the wanted ones as they can be while no two labels meet, between `low` and `high`."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tops = [wanted[i] - heights[i] / 2 for i in order]
    floor = low
    for k, i in enumerate(order):
        tops[k] = max(tops[k], floor)
        floor = tops[k] + heights[i] + gap
    ceiling = high
    for k in range(len(order) - 1, -1, -1):
        tops[k] = min(tops[k], ceiling - heights[order[k]])
        ceiling = tops[k] - gap
    out = [0.0] * len(wanted)
    for k, i in enumerate(order):
        out[i] = tops[k] + heights[i] / 2
    return out


def shades(sheet: Sheet, count: int, accent: int | None) -> list[str]:
    """A colour for each part: they differ in lightness too, the accented one has the accent to itself."""
    theme = sheet.theme
    paper = theme.paper.far
    quiet = [mix(theme.ink, paper, share) for share in (0.45, 0.1, 0.62, 0.25, 0.7)]
    if accent is not None and 0 <= accent < count:
        order = iter(quiet)
        return [theme.accent if i == accent else next(order) for i in range(count)]
    own = [
        theme.accent,
        mix(theme.ink, paper, 0.52),
        mix(theme.ink, paper, 0.08),
        mix(theme.accent, paper, 0.52),
        mix(theme.accent, theme.ink, 0.6),
        mix(theme.ink, paper, 0.68),
    ]
    return own[:count]


# --- the plot -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plot:
    """Where values lie: `box` is the ground, `low` and `high` the values at its lower and upper edge."""

    box: Box
    low: float
    high: float
    count: int
    shares: tuple[float, ...] = ()  # how far along each value lies, from 0 to 1; evenly where there is none

    def x(self, i: int) -> float:
        return self.box.x0 + self.box.width * (self.shares[i] if self.shares else i / max(1, self.count - 1))

    def y(self, value: float) -> float:
        return self.box.y1 - self.box.height * (value - self.low) / (self.high - self.low)


def along(labels: Sequence[str]) -> tuple[float, ...]:
    """How far along an axis each label lies: years as far apart as they are, anything else evenly."""
    last = max(1, len(labels) - 1)
    years = [int(text) for text in labels if re.fullmatch(r"[12]\d{3}", text.strip())]
    if len(years) < max(2, len(labels)) or any(a >= b for a, b in itertools.pairwise(years)):
        return tuple(i / last for i in range(len(labels)))
    return tuple((year - years[0]) / (years[-1] - years[0]) for year in years)


LABEL = 32.0  # of the axes, in pixels an em


def plot(
    sheet: Sheet, room: Box, labels: Sequence[str], values: Sequence[float], like: str, margin: float, what: str
) -> Plot:
    """Draw a chart's ground into a room: round numbers with hairlines, labels under it; `margin` stays at right."""
    theme, z = sheet.theme, sheet.zones
    key = theme.type.text
    low, high = reach(values)
    marks = ticks(low, high, 3 if room.height < 430 else 4)
    step = marks[1] - marks[0]
    shown = [dressed(spoken(m, step), like) for m in marks]
    left = room.x0 + max(fonts.width(s, key, LABEL) for s in shown) + 22
    right = min(room.x1, z.edge(room.y1)) - margin
    if right - left < 240:
        raise ConfigError("its labels leave no room for the chart", sheet.where(what), "Say them shorter.")
    cap = fonts.face(key).cap * LABEL
    foot = _foot(sheet, labels, left, right, room.y1, what)
    box = Box(left, room.y0 + cap / 2 + 4, right, foot - 26)
    if box.height < 120:
        raise ConfigError("there is no room for the chart", sheet.where(what), "Say its title shorter.")
    made = Plot(box, marks[0], marks[-1], len(labels), along(labels))
    for mark, text in zip(marks, shown, strict=True):
        y = made.y(mark)
        zero = mark == 0
        sheet.field(
            left, y - (1.5 if zero else 1), right - left, 3 if zero else 2, ink=theme.muted, alpha=0.5 if zero else 0.84
        )
        sheet.line(text, key, LABEL, left - 22, y + cap / 2, theme.muted, align="right", enter="fade", what="axis")
    return made


def _foot(sheet: Sheet, labels: Sequence[str], left: float, right: float, bottom: float, what: str) -> float:
    """Set the labels under a plot, as many as have room; gives the top of their row."""
    theme = sheet.theme
    key = theme.type.text
    said = [typeset(text) for text in labels]
    for i, text in enumerate(said):
        fonts.require(text, key, sheet.where(f"label {i + 1}"))
    wide = [fonts.width(text, key, LABEL) for text in said]
    last = len(said) - 1
    shares = along(labels)
    even = all(abs(share - i / max(1, last)) < 0.02 for i, share in enumerate(shares))

    def spot(i: int) -> float:
        """The left edge of a label: in the middle under its value, and inside the plot."""
        x = left + (right - left) * shares[i] - wide[i] / 2
        return min(max(x, left - 8), right - wide[i])

    def counted(step: int) -> list[int]:
        """Every so many, counted from the last; none if they have no room."""
        chosen = list(range(last, -1, -step))[::-1]
        close = any(spot(b) - spot(a) - wide[a] < 26 for a, b in itertools.pairwise(chosen))
        return [] if close or len(chosen) > 12 or spot(last) < left - 9 else chosen

    if not even and spot(last) - spot(0) - wide[0] >= 26:  # both ends, and of the others those that have room
        chosen = [0, last]
        for i in range(1, last):
            if all(abs(spot(i) - spot(k)) >= (wide[i] if k > i else wide[k]) + 26 for k in chosen):
                chosen.append(i)
        base = bottom - 0.24 * LABEL
        for i in chosen:
            sheet.line(said[i], key, LABEL, spot(i), base, theme.muted, enter="fade", what="axis")
        return base - fonts.face(key).cap * LABEL
    least = next((k for k in range(1, last + 1) if counted(k)), 0)
    if least:
        whole = (k for k in range(least, least + least // 2 + 1) if last % k == 0 and counted(k))
        base = bottom - 0.24 * LABEL
        for i in counted(next(whole, least)):  # with the first, where that is not many fewer
            sheet.line(said[i], key, LABEL, spot(i), base, theme.muted, enter="fade", what="axis")
        return base - fonts.face(key).cap * LABEL
    half = (right - left) / 2 - 20
    ends: list[Setting] = [
        sheet.fit(labels[i], sheet.text(1.12), half, 84, most=LABEL, least=28, rows=2, what=f"label {i + 1}")
        for i in (0, last)
    ]
    top = bottom - max(e.height for e in ends)
    sheet.block(ends[0], left, top, theme.muted, enter="fade", what="axis")
    sheet.block(ends[1], right, top, theme.muted, align="right", enter="fade", what="axis")
    return top
