"""Figures that belong together: values over years, parts of a whole, things with two measures each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial import labels, quantities
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import plainer
from ytempire.editorial.grammar import bare, front
from ytempire.editorial.labels import thing
from ytempire.editorial.lexicon import BE
from ytempire.editorial.measures import Said, comparable, each
from ytempire.editorial.words import count
from ytempire.models import Bar, Chart, Curve, Fact, Pie, Quantity, Series, Table

ROWS, COLUMNS, PARTS = 5, 3, 6


def unit(q: Quantity) -> str:
    """What is measured, in the words that stand over a column or an axis."""
    if q.unit[:1] in {"$", "£", "€", "¥"} and q.unit:
        return q.unit[1:].strip()
    if q.unit:
        return "percent" if q.unit == "%" else q.unit
    return thing(q.of, 3).lower() if q.of else ""


def curve(facts: Sequence[Fact], title: str) -> tuple[Curve, frozenset[str]] | None:
    """A line through three or more values of one measure, each with a year of its own."""
    told = [t for t in each(facts) if re.fullmatch(r"\d{4}", t.year) and t.quantity.value > 0]
    best: list[Said] = []
    for i, first in enumerate(told):
        group: dict[str, Said] = {}
        for t in [first, *(t for t in told[i + 1 :] if comparable(first, t))]:
            group.setdefault(t.year, t)
        if len(group) > len(best):
            best = list(group.values())
    told_once = max((_in_one(fact) for fact in facts), key=len, default=[])
    best = told_once if len(told_once) > len(best) else best
    if len(best) < 3:
        return None
    best.sort(key=lambda t: int(t.year))
    measure = unit(best[0].quantity)
    of = re.fullmatch(r"\s+of ((?:[a-z]+ )?[a-z]+)", best[0].after) if best is told_once else None
    line = Curve(
        title=title or upper_first(of[1] if of else measure) or "Over the years",
        unit=measure,
        labels=tuple(t.year for t in best),
        series=(Series(values=tuple(t.quantity.value for t in best)),),
        shown=best[-1].quantity.shown,
    )
    return line, frozenset(t.quantity.shown for t in best)


_BEHIND = re.compile(r"((?:\s+(?!(?:in|and|or|but|to)\b)[a-z][\w'’-]*){0,4})\s+in (\d{4})\b(?!\s?[a-z]*s\b)")


def _in_one(fact: Fact) -> list[Said]:
    """The points of a line that one sentence tells: "40 gigawatts of solar power in 2010, 230 in 2015, 720 in 2020"."""
    if fact.quote:
        return []
    out: list[Said] = []
    for found in quantities.find(fact.text):
        year = _BEHIND.match(fact.text, found.end)
        if year is None or found.quantity.value <= 0:
            return []
        q = found.quantity
        rate = re.match(r"\s(?:an?|per)\s\w+$", year[1])
        if not out and rate and q.unit and q.unit[0].isalpha():  # "2.15 dollars a watt": of the whole line
            q = q.model_copy(update={"unit": q.unit + year[1].replace(" per ", " a ")})
        if out and unit(q) and not unit(out[0].quantity).startswith(unit(q)):
            return []
        out.append(Said(q, "", year[1], year[2], found.hedge, "", fact.id))
    return out if len({t.year for t in out}) == len(out) else []


def row(facts: Sequence[Fact], title: str) -> tuple[Chart, frozenset[str]] | None:
    """Bars for three or more things that one sentence gives a number each: "Japan stood at 1.2, Germany at 1.35"."""
    for fact in facts:
        pieces = re.split(r",\s+(?:and\s+|but\s+)?|\s+and\s+", fact.text.rstrip(".!")) if not fact.quote else []
        pieces = [re.sub(r"^In \d{4}$", "", p) for p in pieces]
        told = [_named(p, n) for n, p in enumerate(p for p in pieces if p)]
        found = [t for t in told if t is not None]
        if not 3 <= len(found) <= 6 or len(found) < len(told):
            continue
        first = found[0][1]
        one = all(unit(q) in {"", unit(first)} or unit(first) == "" for _, q in found)
        names = [name for name, _ in found]
        if not one or len({n.lower() for n in names}) < len(names) or max(q.value for _, q in found) <= 0:
            continue
        measure = next((unit(q) for _, q in found if unit(q)), "")
        bars = tuple(Bar(label=name, value=q.value, shown=q.shown) for name, q in found)
        top = max(range(len(bars)), key=lambda i: bars[i].value)
        over = title or upper_first(measure) or "Side by side"
        made = Chart(title=over, unit=measure if title else "", bars=bars, accent=top)
        return made, frozenset(q.shown for _, q in found)
    return None


_WITH = r"(?:\s+(?:at|with|by|about|around|some|nearly|almost|only|just|to))*$"


def _named(piece: str, place: int) -> tuple[str, Quantity] | None:
    """A thing and its one number: the subject of the first piece, what stands before the number in the next."""
    found = quantities.find(piece)
    if len(found) != 1 or found[0].quantity.value < 0:
        return None
    before = re.sub(_WITH, "", piece[: found[0].start].rstrip())
    part = labels.core(piece + ".")
    if part and (place == 0 or part[0] != before):
        before = part[0]
    elif place == 0 or re.search(r"\s(?:in|on|of|for|from|than|as)$", before):
        return None
    behind = piece[found[0].end :]
    if labels.points(before) or not re.fullmatch(r"(?:\s+in \d{4})?(?:\s+[a-z]+){0,2}(?:\s+in \d{4})?", behind):
        return None
    name = thing(before, 4)
    return (name, found[0].quantity) if name and count(before) <= 5 else None


def pie(facts: Sequence[Fact], title: str) -> tuple[Pie, frozenset[str]] | None:
    """Shares of one whole that come to a hundred percent."""
    for group in [facts[i : i + n] for n in (4, 3, 2, 1) for i in range(len(facts) - n + 1)]:
        shares = [t for t in each(group) if t.quantity.unit == "%"]
        wholes = {q.of.lower() for t in shares if (q := t.quantity).of}
        total = sum(t.quantity.value for t in shares)
        if not 2 <= len(shares) <= PARTS or not 98 <= total <= 102 or len(wholes) > 1:
            continue
        names = [_share(t) for t in shares]
        if not all(names) or len({n.lower() for n in names}) < len(names):
            continue
        parts = [
            Bar(label=n, value=t.quantity.value, shown=t.quantity.shown) for n, t in zip(names, shares, strict=True)
        ]
        parts = [p if "%" in p.shown else p.model_copy(update={"shown": f"{p.value:g}%"}) for p in parts]
        top = max(range(len(parts)), key=lambda i: parts[i].value)
        whole = upper_first(thing(wholes.pop(), 4)) if wholes else ""
        made = Pie(title=title or whole or "Parts of the whole", parts=tuple(parts), accent=top)
        return made, frozenset(t.quantity.shown for t in shares)
    return None


def _share(t: Said) -> str:
    """What a share is: "Nitrogen makes up 78 percent", "71 percent of the surface is water", "78 percent nitrogen"."""
    after = re.match(r"\s+(?!of\b)([a-z-]+(?:\s[a-z-]+){0,2}?)(?=[,.;]|\s(?:and|or)\s|$)", t.after)
    if after and not t.quantity.of:
        return thing(after[1], 3)
    text = re.sub(r"^(?:About|Around|Nearly|Almost|Roughly|Some) (?=\d)", "", t.text)
    part = labels.core(text) if text else None
    if part is None:
        return ""
    if any(c.isdigit() for c in part[0]):
        return thing(part[2], 3) if bare(part[1]) in BE else ""
    return "" if labels.points(part[0]) else thing(part[0], 4)


def table(facts: Sequence[Fact], title: str) -> tuple[Table, frozenset[str]] | None:
    """Several things of which the same two or more measures are told."""
    rows: dict[str, dict[str, str]] = {}
    for fact in facts:
        if fact.quote:
            continue
        text = plainer(fact.text, contract=False)
        part = labels.core(text)
        if part is None or labels.points(part[0]) or count(part[0]) > 6 or any(c.isdigit() for c in part[0]):
            continue
        if bare(part[0].split()[-1]) in {"it", "they", "he", "she", "this", "that"}:
            continue
        own = rows.setdefault(part[0], {})
        years = {y[0] for m in DATE.finditer(text) if (y := re.search(r"\b\d{4}\b(?!s)", m.group()))}
        if len(years) == 1:
            own.setdefault("Year", years.pop())
        for found in quantities.find(text):
            name = upper_first(unit(found.quantity))
            if name:
                own.setdefault(name, found.quantity.shown)
    shared = {c: sum(c in r for r in rows.values()) for r in rows.values() for c in r}
    columns = [c for c, n in shared.items() if n >= 2][:COLUMNS]
    full = {who: r for who, r in rows.items() if all(c in r for c in columns)}
    if len(columns) < 2 or not 2 <= len(full) <= ROWS or all(c == "Year" for c in columns):
        return None
    names, head = _apart(list(full))
    if len({n.lower() for n in names}) < len(names) or not all(0 < count(n) <= 5 for n in names):
        return None
    cells = tuple((n, *(full[who][c] for c in columns)) for n, who in zip(names, full, strict=True))
    numbers = frozenset(cell for row in cells for cell in row[1:])
    if columns == ["Year", columns[-1]] and sum(bool(DATE.search(front(f.text)[0])) for f in facts) >= 2:
        return None  # told year by year, it is a line
    return Table(title=title or head or "Side by side", columns=(head, *columns), rows=cells), numbers


def _apart(names: list[str]) -> tuple[list[str], str]:
    """Names without the words that they share, and those words: "Harrison's first sea clock" is First, of Sea clock."""
    split = [name.split() for name in names]
    tail = 0
    while all(len(w) > tail + 1 for w in split) and len({bare(w[-1 - tail]) for w in split}) == 1:
        tail += 1
    head = 0
    while all(len(w) > head + tail + 1 for w in split) and len({bare(w[head]) for w in split}) == 1:
        head += 1
    shared = " ".join(split[0][len(split[0]) - tail :]) if tail else ""
    bare_ = [" ".join(w[head : len(w) - tail]) for w in split] if tail else [" ".join(w) for w in split]
    return [thing(name, 4) for name in bare_], upper_first(shared)
