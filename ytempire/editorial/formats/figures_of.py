"""Figures that can be drawn: facts that belong together, and the chart that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ytempire.editorial import quantities, visuals
from ytempire.editorial.casing import upper_first
from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import PRONOUNS
from ytempire.editorial.visuals import Option
from ytempire.editorial.words import count, stem, tokens
from ytempire.models import Area, Bar, Chart, Comparison, Curve, Fact, Pie, Quantity, Series, Side, Table

DRAWN = frozenset({"line", "area", "chart", "pie", "table"})


@dataclass(frozen=True)
class Drawn:
    """A chart and the facts that tell it."""

    facts: tuple[Fact, ...]
    option: Option
    heading: str

    @property
    def worth(self) -> float:
        kind = {"line": 1.2, "table": 0.5, "pie": 1.0, "area": 1.1}.get(self.option.visual.kind, 0.8)
        return kind + 0.3 * points(self.option.visual) - 0.1 * (len(self.facts) - 1)


def points(visual: object) -> int:
    """How many values a chart shows."""
    match visual:
        case Chart():
            return len(visual.bars)
        case Pie():
            return len(visual.parts)
        case Curve() | Area():
            return sum(v is not None for s in visual.series for v in s.values)
        case Table():
            return len(visual.rows) * (len(visual.columns) - 1)
    return 0


def drawn(facts: Sequence[Fact]) -> list[Drawn]:
    """The charts that these facts hold, in their order, none of them using a fact twice."""
    out: list[Drawn] = []
    for (_, heading, _), group in groupby(facts, key=_place):
        own = list(group)
        found = [Drawn((f,), Option(made, 5.0), heading) for f in own if (made := tabled(f))]
        for n in (1, 2, 3, 4):
            for i in range(len(own) - n + 1):
                some = own[i : i + n]
                if not all(f.quantities for f in (some[0], some[-1])) or any(f.quote for f in some):
                    continue
                best = next((o for o in visuals.options(some, "") if o.visual.kind in DRAWN), None)
                if best and all(_adds(f, best) for f in some):
                    found.append(Drawn(tuple(some), best, heading))
        used: set[str] = set()
        for one in sorted(found, key=lambda d: (-d.worth, d.facts[0].order)):
            if not used & {f.id for f in one.facts}:
                used |= {f.id for f in one.facts}
                out.append(one)
    return sorted(out, key=lambda d: [f.id for f in facts].index(d.facts[0].id))


def _place(fact: Fact) -> tuple[str, str, int]:
    """What stands together: under one heading, or without headings in one paragraph."""
    return fact.note, fact.section, 0 if fact.section else fact.order // 100


def _adds(fact: Fact, option: Option) -> bool:
    """Whether a fact's own numbers are in the chart."""
    return any(q.shown in option.numbers for q in fact.quantities)


def tabled(fact: Fact) -> Curve | Chart | None:
    """A list of "1990: 24 percent" under a heading or a line: values over years, or a bar for each thing."""
    rows = [re.match(r"^(.{1,32}?):\s+(.+)$", item) for item in fact.items]
    if len(rows) < 3 or not all(rows):
        return None
    pairs = [(m[1].strip(), m[2].strip()) for m in rows if m]
    head = pairs.pop(0) if not quantities.find(pairs[0][1]) and not re.search(r"\d", pairs[0][1]) else ("", "")
    values = [(name, q) for name, text in pairs if (q := _value(text)) is not None]
    if len(values) < 3 or len(values) < len(pairs):
        return None
    over = fact.section or upper_first(head[1]) or upper_first(fact.text.split(":")[0])
    measure = head[1] or next((q.unit or q.of for _, q in values), "")
    if all(re.fullmatch(r"\d{4}", name) for name, _ in values):
        values.sort(key=lambda v: int(v[0]))
        line = Series(values=tuple(q.value for _, q in values))
        labels = tuple(name for name, _ in values)
        return Curve(title=over, unit=measure, labels=labels, series=(line,), shown=values[-1][1].shown)
    if not 3 <= len(values) <= 6:
        return None
    bars = tuple(Bar(label=upper_first(name), value=q.value, shown=q.shown) for name, q in values)
    top = max(range(len(bars)), key=lambda i: bars[i].value)
    return Chart(title=over, unit=measure, bars=bars, accent=top)


def _value(text: str) -> Quantity | None:
    found = quantities.find(text)
    if len(found) == 1 and found[0].start <= 12:
        return found[0].quantity
    plain = re.fullmatch(r"[$£€]?\d[\d,]*(?:\.\d+)?(?:\s?%)?", text)
    if not plain:
        return None
    return Quantity(value=float(re.sub(r"[^\d.]", "", text)), shown=text)


def said(fact: Fact, visual: object) -> list[str]:
    """A table in a sentence or two: where it begins and ends and how low or high it went, or its first and its last."""
    if isinstance(visual, Curve):
        values, labels = [v for v in visual.series[0].values if v is not None], visual.labels
        shown = _shown(fact)
        told = [shown.get(name, f"{v:g}") for name, v in zip(labels, values, strict=False)]
        out = [f"{_units(visual)}{labels[0]} stands at {told[0]}, and {labels[-1]} at {told[-1]}."]
        ends = (values[0], values[-1])
        for extreme, way in ((min(values), "low"), (max(values), "high")):
            far = extreme < min(ends) / 2 if way == "low" else extreme > max(ends) * 2
            if far:
                at = values.index(extreme)
                out.append(f"In {labels[at]} it was as {way} as {told[at]}.")
        return out
    if isinstance(visual, Chart):
        order = sorted(visual.bars, key=lambda b: -b.value)
        return [
            f"{order[0].label} comes first with {order[0].shown}, and {order[-1].label} last with {order[-1].shown}."
        ]
    return [fact.text]


def teased(one: Drawn) -> list[str]:
    """The two ends of a chart, to open with: "In millions of records: 341 in 1978, 43 in 2023." """
    visual = one.option.visual
    if isinstance(visual, Curve) and not tabled(one.facts[0]):
        return _told_ends(one, visual)
    if isinstance(visual, Curve):
        shown = _shown(one.facts[0])
        first, last = (shown.get(visual.labels[i], "") for i in (0, -1))
        over = _units(visual).rstrip(", ").removeprefix("Counted ") or visual.title
        return [f"{upper_first(over)}: {first} in {visual.labels[0]}, {last} in {visual.labels[-1]}."]
    if isinstance(visual, Chart) and len(visual.bars) > 2 and min(b.value for b in visual.bars) > 0:
        top, low = (pick(visual.bars, key=lambda b: b.value) for pick in (max, min))
        measure = next((f"{q.unit} {q.of}".strip() for f in one.facts for q in f.quantities if q.unit or q.of), "")
        unit = f" {measure}" if measure and count(measure) <= 4 and measure[:1].isalpha() else ""
        return (
            [f"{top.label}: {top.shown}{unit}.", f"{low.label}: {low.shown}{unit}."]
            if top.value > 2 * low.value
            else []
        )
    return []


def _told_ends(one: Drawn, visual: Curve) -> list[str]:
    """The ends of a line that sentences tell, where they lie far apart."""
    values = [v for v in visual.series[0].values if v is not None]
    if len(values) < 3 or not max(values[0], values[-1]) > 2 * min(values[0], values[-1]) > 0:
        return []
    shown = {f.quantity.value: (f.quantity.shown, f.hedge) for g in one.facts for f in quantities.find(g.text)}
    told = [shown.get(v, (f"{v:g}", "")) for v in (values[0], values[-1])]
    first, last = (f"{hedge} {figure}".strip() for figure, hedge in told)
    unit = visual.unit if visual.unit[:1].isalpha() and visual.unit != "percent" else ""
    unit = "percent" if visual.unit == "percent" and "%" not in first and "percent" not in first else unit
    return [f"In {visual.labels[0]}, {first} {unit}".strip() + ".", f"In {visual.labels[-1]}, {last}."]


def onward(before: Fact, fact: Fact, visual: object) -> tuple[str, str] | None:
    """The next point of a line in few words, two ways: "It counted 640,000 births in 2000." is "By 2000, 640,000"."""
    if not isinstance(visual, Curve) or len(fact.quantities) != 1 or len(before.quantities) != 1:
        return None
    found = quantities.find(fact.text)
    year = next((y for d in fact.dates if (y := re.fullmatch(r"\d{4}", d))), None)
    if len(found) != 1 or year is None or year[0] not in visual.labels or len(fact.dates) != 1:
        return None
    one = found[0]
    rest = re.sub(rf"\s*\bin {year[0]}\b,?\s*", " ", f"{fact.text[: one.start]} {fact.text[one.end :]}", flags=re.I)
    rest = re.sub(r"\b(?:about|around|nearly|almost|roughly|some|only|over|more than|less than)\b", " ", rest)
    said_before = {stem(t) for t in tokens(before.text)}
    if any(stem(t) not in said_before and bare(t) not in PRONOUNS for t in tokens(rest)):
        return None  # it says something more
    hedge = f"{one.hedge} " if one.hedge else ""
    figure = fact.text[one.start : one.end]
    figure = hedge + (figure.removesuffix(f" {one.quantity.of}") if one.quantity.of else figure)
    return f"By {year[0]} it was {figure}.", f"By {year[0]}, {figure}."


def ends(one: Drawn) -> Chart | Comparison | None:
    """The picture of the two ends of a chart: two bars of a line, two of several things side by side."""
    visual = one.option.visual
    if isinstance(visual, Curve):
        values, shown = visual.series[0].values, _shown(one.facts[0])
        shown = shown or {
            year: f.quantity.shown
            for year, value in zip(visual.labels, values, strict=True)
            for g in one.facts
            for f in quantities.find(g.text)
            if f.quantity.value == value
        }
        bars = [
            Bar(
                label=visual.labels[i], value=float(values[i] or 0), shown=shown.get(visual.labels[i], f"{values[i]:g}")
            )
            for i in (0, -1)
        ]
        return Chart(title=visual.title, unit=visual.unit, bars=tuple(bars), accent=1)
    if isinstance(visual, Chart):
        top, low = (pick(visual.bars, key=lambda b: b.value) for pick in (max, min))
        sides = [Side(title=b.label, shown=b.shown) for b in (top, low)]
        return Comparison(title=visual.title, left=sides[0], right=sides[1])
    return None


def _units(visual: Curve) -> str:
    """What a line counts, said before its figures: "Counted in millions of records, "; empty where they say it."""
    unit = visual.unit if visual.unit.isupper() else visual.unit[:1].lower() + visual.unit[1:]
    if not unit or unit in {"%", "percent"} or visual.shown[:1] in "$£€" or unit in visual.shown:
        return ""
    scaled = re.match(r"(thousand|million|billion)s?\s+(?:of\s+)?(.+)$", unit)
    return f"Counted in {scaled[1]}s of {scaled[2]}, " if scaled else f"Counted in {unit}, "


def _shown(fact: Fact) -> dict[str, str]:
    return {m[1].strip(): m[2].strip() for item in fact.items if (m := re.match(r"^(.{1,32}?):\s+(.+)$", item))}


def change(visual: object) -> str:
    """What a line does from its first value to its last, in a word that is surely true; empty where it does little."""
    if not isinstance(visual, Curve | Area) or len(visual.series) != 1:
        return ""
    values = [v for v in visual.series[0].values if v is not None]
    if len(values) < 2 or min(values[0], values[-1]) <= 0:
        return ""
    by = values[-1] / values[0]
    for least, words in ((3.0, "more than tripled"), (2.0, "more than doubled")):
        if by > least:
            return words
    return "fell by far more than half" if by < 0.25 else "fell by more than half" if by < 0.5 else ""


def titled(one: Drawn, title: str) -> Option:
    """The chart under its scene's own title."""
    visual = one.option.visual
    if title and count(title) <= 7:
        visual = visual.model_copy(update={"title": title})
    return replace(one.option, visual=visual, worth=9.0)
