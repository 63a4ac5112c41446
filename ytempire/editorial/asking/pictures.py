"""A picture that a model asks for, made by code: its numbers are read from what is shown, its places from a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ytempire.editorial import places, quantities
from ytempire.editorial.asking.grounds import Grounds
from ytempire.editorial.labels import accent
from ytempire.editorial.places import Place
from ytempire.editorial.visuals import picture
from ytempire.editorial.words import count
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Items,
    Map,
    Moment,
    Moments,
    Pie,
    Quiz,
    Quotation,
    Side,
    Spot,
    Statement,
    Table,
    Title,
    Visual,
)

HEADING, ROW, CELL = 9, 16, 8  # words at most


def made(kind: str, heading: str, rows: Sequence[str], facts: Sequence[str], grounds: Grounds) -> Visual | None:
    """The picture, or None where what is asked for cannot be shown or is not in the notes.

    `facts` are the ids of the scene's own: what is shown must stand in their notes.
    """
    heading = heading.strip().rstrip(".")
    rows = [r.strip() for r in rows if r.strip()]
    if kind == "picture":
        return _photo(rows, facts, grounds)
    if count(heading) > HEADING or any(count(r) > 2 * ROW for r in rows):
        return None
    if grounds.shown([heading, *rows], grounds.notes(facts)):
        return None
    makers = {
        "title": _title, "statement": _statement, "counter": _counter, "chart": _chart, "pie": _pie,
        "timeline": _timeline, "list": _list, "comparison": _comparison, "table": _table, "question": _question,
    }  # fmt: skip
    try:
        if kind == "quote":
            return _quote(rows, grounds)
        if kind == "map":
            own = {place.name: (place.north, place.east) for note in grounds.brief.sources for place in note.places}
            named = all(word.lower() in grounds.knows.names for row in rows for word in re.findall(r"[^\W\d_]+", row))
            return _map(heading, rows, own) if named else None
        return makers[kind](heading, rows) if kind in makers else None
    except (ValueError, IndexError):  # not enough of it, or a number that is none
        return None


def _title(heading: str, rows: list[str]) -> Visual | None:
    if not 0 < count(heading) <= 7:
        return None
    return Title(headline=heading, accent=accent(heading), support=_most(rows[0], 14) if rows else "")


def _statement(heading: str, rows: list[str]) -> Visual | None:
    text = heading or (rows[0] if rows else "")
    return Statement(text=text, accent=accent(text)) if 2 <= count(text) <= HEADING else None


def _counter(heading: str, rows: list[str]) -> Visual | None:
    value = _value(rows[0])
    return Counter(value=value, shown=rows[0], label=heading) if heading and count(rows[0]) <= 3 else None


def _bars(rows: Sequence[str]) -> tuple[Bar, ...]:
    bars = []
    for text in rows:
        label, shown = _split(text)
        bars.append(Bar(label=_most(label, CELL), value=_value(shown), shown=shown))
    if any(bar.value < 0 for bar in bars) or len({bar.label for bar in bars}) < len(bars):
        raise ValueError("these are no bars")
    return tuple(bars)


def _chart(heading: str, rows: list[str]) -> Visual | None:
    bars = _bars(rows)
    most = max(range(len(bars)), key=lambda i: bars[i].value)
    return Chart(title=heading, bars=bars, accent=most) if heading and _one_unit(bars) else None


def _pie(heading: str, rows: list[str]) -> Visual | None:
    parts = _bars(rows)
    total = sum(part.value for part in parts)
    shares = all("%" in part.shown for part in parts)
    if not heading or not _one_unit(parts) or (shares and not 97 <= total <= 103):
        return None
    return Pie(title=heading, parts=parts)


def _one_unit(bars: Sequence[Bar]) -> bool:
    """Whether numbers can stand beside each other: all shares, all of one currency, or all plain."""
    kinds = {re.sub(r"[\d.,\s]+", "", re.sub(r"\b(?:thousand|million|billion)\b", "", bar.shown)) for bar in bars}
    return len(kinds) == 1


def _timeline(heading: str, rows: list[str]) -> Visual | None:
    moments = [Moment(date=date, text=_most(text, CELL)) for date, text in map(_split, rows)]
    if not heading or any(not re.search(r"\d", m.date) or count(m.date) > 4 for m in moments):
        return None
    return Moments(title=heading, moments=tuple(moments))


def _list(heading: str, rows: list[str]) -> Visual | None:
    items = tuple(dict.fromkeys(row.rstrip(".") for row in rows))
    return Items(title=heading, items=items) if heading and all(count(i) <= CELL for i in items) else None


def _quote(rows: list[str], grounds: Grounds) -> Visual | None:
    text, by = rows[0].strip("“”\"' "), (rows[1] if len(rows) > 1 else "")
    known = next((f for f in grounds.facts.values() if f.quote and _same(f.quote, text)), None)
    if known is None or count(text) > 28:
        return None
    return Quotation(text=known.quote, by=known.by or by)


def _comparison(heading: str, rows: list[str]) -> Visual | None:
    if len(rows) != 2:
        return None
    (left, one), (right, two) = map(_split, rows)
    if left.lower() == right.lower() or max(count(left), count(right)) > 5:
        return None
    return Comparison(title=heading or "Side by side", left=_side(left, one), right=_side(right, two))


def _side(title: str, text: str) -> Side:
    number = re.fullmatch(r"[$€£]?\d[\d.,]*\s?(?:%|[a-z]+)?(?: [a-z]+)?", text)
    return Side(title=title, shown=text) if number else Side(title=title, points=(_most(text, CELL),))


def _table(heading: str, rows: list[str]) -> Visual | None:
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    if not heading or len({len(c) for c in cells}) != 1 or any(count(x) > CELL for c in cells for x in c):
        return None
    return Table(title=heading, columns=cells[0], rows=tuple(cells[1:]))


def _map(heading: str, rows: list[str], own: Mapping[str, Place]) -> Visual | None:
    known = {**places.known(), **own}
    if not rows or any(row not in known for row in rows):
        return None
    spots = tuple(Spot(name=row, north=known[row][0], east=known[row][1]) for row in dict.fromkeys(rows))
    return Map(title=heading or " and ".join(s.name for s in spots[:2]), spots=spots)


def _question(heading: str, rows: list[str]) -> Visual | None:
    if not heading.endswith("?") or not rows or count(rows[0]) > ROW:
        return None
    return Quiz(text=heading, reveal=rows[0], seconds=2)


def _photo(rows: list[str], facts: Sequence[str], grounds: Grounds) -> Visual | None:
    for id in (*rows, *facts):
        fact = grounds.facts.get(id)
        if fact is not None and fact.photo is not None:
            return picture(fact.photo)
    return None


def _split(text: str) -> tuple[str, str]:
    label, bar, rest = text.partition("|")
    if not bar or not label.strip() or not rest.strip():
        raise ValueError("a row has two sides")
    return label.strip(), rest.strip()


def _value(shown: str) -> float:
    found = quantities.NUMBER.search(shown)
    if found is None:
        raise ValueError("this is no number")
    value = quantities.value_of(found.group("num"), found.group("scale") or "")
    return -value if found.group("sign") else value


def _most(text: str, words: int) -> str:
    if count(text) > words:
        raise ValueError("too many words")
    return text.rstrip(".")


def _same(a: str, b: str) -> bool:
    return re.findall(r"\w+", a.lower()) == re.findall(r"\w+", b.lower())
