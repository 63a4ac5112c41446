"""What a few spoken sentences can be shown as: every picture that they hold, so that a film can choose among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ytempire.editorial import labels, measures, places, quantities
from ytempire.editorial.cards import card, cards, provided, whole
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import halves, plainer
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.labels import accent, told
from ytempire.editorial.lexicon import AUX, DETERMINERS
from ytempire.editorial.picking import dull, plain, poor
from ytempire.editorial.places import Place
from ytempire.editorial.strong import POINTS, STATEMENT, asks, leads, only_date, strong, undated
from ytempire.editorial.visuals import Option, options, reading
from ytempire.editorial.words import count
from ytempire.models import Comparison, Counter, Items, Line, Map, Quiz, Quotation, Side, Spot, Statement

ITEM = 6  # words at most of one of several thoughts
COUNTDOWN = 2  # seconds in which a viewer may guess
_SAYS = re.compile(r"((?:[A-Z][\w.'-]+ )+[A-Z][\w.'-]+)[^“”:]{0,24}: “([^”]{8,140})”")
_LIKES = re.compile(
    r"([A-Z][\w.'-]+(?: [A-Z][\w.'-]+)*)(, [^,]{3,40},)? (?:\w+ )?(?:to say|says|said|wrote|writes|remarked)[:,]? "
    r"[“\"]([^”\"]{8,140})[”\"]\.?$"
)
_IF = re.compile(r"^(?:If|Unless|As long as)\s[^,;:“”\"]+,\s+(?=\S+\s\S)")


def choices(lines: Sequence[Line], title: str = "", own: Mapping[str, Place] | None = None) -> list[Option]:
    """Every picture that these sentences hold, best first; there is always one, and none says half a sentence."""
    said = [line.text for line in lines if not leads(line)]
    found = [Option(saying, 3.0) for line in lines if (saying := _saying(line.text))]
    held = [upper_first(_IF.sub("", text)) for text in said]  # a number in a condition is not what is said
    found += [
        Option(plain(o.visual), o.worth, o.numbers)
        for o in options(reading(held or [line.text for line in lines]))
        if o.worth >= 1.0 and not poor(o.visual) and o.visual.kind not in {"statement", "title"}
    ]
    found += [
        Option(plain(o.visual), 0.9) for o in options(reading(said)) if isinstance(o.visual, Counter) and poor(o.visual)
    ]
    joined = [f"{a.rstrip('.')}: {b[0].lower()}{b[1:]}" for a, b in pairwise(said) if ", " in b and not clause(b)]
    found += [o for o in options(reading(joined)) if isinstance(o.visual, Items)] if joined else []
    when = next((day for line in lines if leads(line) and (day := only_date(line.text))), "")
    found += [
        *_asked(lines),
        *_map(said, title, own),
        *_sides(said, title),
        *_listed(said, title),
        *cards(said, when),
        *provided(said, when),
        *_statements(said, when),
    ]
    if not said:  # a question, a link, a rule, a last line: what is shown is what it says
        asked = next((text for line in lines if 3 < count(text := asks(line.text)) <= 16), "")
        links = [] if asked else [x.text for x in lines if not x.text.endswith("?") and not only_date(x.text)]
        found += [Option(o.visual, o.worth - 0.5) for o in _statements(links, "")]
        found += [Option(Quiz(text=asked, seconds=0), 1.6)] if asked else []
        found += [Option(Statement(text=asked, accent=accent(asked)), 1.2)] if 0 < count(asked) <= STATEMENT else []
    found += [*whole(said, when), *_years(said)]
    found = [Option(o.visual, o.worth - dull(o.visual, lines), o.numbers) for o in found or _last_resort(lines, title)]
    return sorted(found, key=lambda o: -o.worth)


def _saying(text: str) -> Quotation | None:
    """Somebody's words with their name, where the sentence says whose they are."""
    spoken = _SAYS.search(text)
    if spoken:
        return Quotation(text=spoken[2], by=spoken[1])
    said = _LIKES.match(text)
    if said is None or count(said[3]) < 4 or said[1].lower() in POINTS | DETERMINERS:
        return None
    return Quotation(text=upper_first(said[3].strip().rstrip(",")), by=said[1])


def _statements(said: Sequence[str], before: str) -> list[Option]:
    out = []
    for place, text in enumerate(said):
        best = strong(text)
        if best and count(best.text) >= 3:
            kicker = best.when if DATE.fullmatch(best.when) else "" if place else before
            shown = Statement(text=best.text, accent=accent(best.text), kicker=kicker)
            out.append(Option(shown, 1.2 + 0.3 * best.worth - 0.05 * place))
    return out


def _years(said: Sequence[str]) -> list[Option]:
    """A year in large figures, and what it was the year of."""
    for text in said:
        days = {y[0] for m in DATE.finditer(text) if (y := re.search(r"\b\d{4}\b(?!s)", m.group()))}
        part = labels.core(text)
        if len(days) != 1 or part is None or labels.points(part[0]) or re.search(r"[“”\"]", text):
            continue
        (when,) = days
        label = told(undated(text)[0], 5)
        if 1 < count(label) <= 5 and when not in label:
            return [Option(Counter(value=float(when), shown=when, label=upper_first(label)), 1.0)]
    return []


def _listed(said: Sequence[str], title: str) -> list[Option]:
    """Two to four short thoughts under each other, each as it is said."""
    parts: list[str] = []
    for text in said:
        own = [best.text for half in _apart(text) if (best := strong(half, ITEM)) and best.worth > 0.2]
        if not own:
            return []
        parts += own
    items = tuple(dict.fromkeys(part.rstrip(".") for part in parts))
    if not 2 <= len(items) <= 4 or not 0 < count(title) <= 6 or title.lower() in {i.lower() for i in items}:
        return []
    return [Option(Items(title=title, items=items), 1.5 + 0.15 * len(items))]


def _apart(text: str) -> list[str]:
    """A sentence as its two halves where it has two of equal rank, else whole."""
    ways = [h for h in halves(plainer(text, contract=False)) if h[2] in {"and", "semi", "while"} and "§" not in h[1]]
    return [ways[0][0], upper_first(re.sub(r"^There, ", "", ways[0][1]))] if ways else [text]


_ANSWERS = re.compile(r"(?:\w+ )?[Bb]ecause\b|Thanks to\b|So that\b")


def _number(text: str) -> str:
    """The number that a sentence answers with, and what it counts."""
    for found in quantities.find(text):
        label = measures.counted(found.quantity)
        return upper_first(f"{found.hedge} {found.quantity.shown} {label}".strip())
    return ""


def _map(said: Sequence[str], title: str, own: Mapping[str, Place] | None) -> list[Option]:
    """The places that are named, on a map; a line between them where the sentence goes from one to another."""
    text = " ".join(said)
    named = places.found(text, own)[:6]
    far = [p for i, (_, p) in enumerate(named) if all(abs(p[0] - q[0]) + abs(p[1] - q[1]) > 1.5 for _, q in named[:i])]
    if len(far) < len(named) or not named or (len(named) == 1 and named[0][0] not in (own or {})):
        return []
    spots = tuple(Spot(name=name, north=north, east=east) for name, (north, east) in named)
    route = len(spots) > 1 and places.route(text, [spot.name for spot in spots])
    both = " and ".join(spot.name for spot in spots)
    ways = f"{spots[0].name} to {spots[-1].name}" if route else both
    short = ways if len(spots) == 2 or not 0 < count(title) <= 6 else title
    return [Option(Map(title=short, spots=spots, route=route), 2.5 + 0.3 * route + 0.1 * len(spots))]


def _sides(said: Sequence[str], title: str) -> list[Option]:
    """Two things of which different things are said: side by side, each in its own words."""
    out = []
    pairs = [(a, re.sub(r"^But\s+", "", b)) for a, b in pairwise(said) if b.startswith("But ")]
    for text in said:
        pairs += [(a, re.sub(r"^But\s+", "", b)) for a, b, kind in halves(plainer(text, contract=False))
                  if kind in {"but", "while"} or (kind == "and" and b.startswith("But "))]  # fmt: skip
    for first, second in pairs:
        sides = [_side(upper_first(first)), _side(upper_first(second))]
        if sides[0] and sides[1] and sides[0].title.lower() != sides[1].title.lower():
            over = title if 0 < count(title) <= 6 else "Side by side"
            out.append(Option(Comparison(title=over, left=sides[0], right=sides[1]), 1.7))
            break
    return out


def _side(text: str) -> Side | None:
    part = labels.core(text)
    if part is None or labels.points(part[0]) or count(part[0]) > 4:
        return None
    short = told(text, count(part[0]) + 5)
    point = short[len(part[0]) :].strip() if short.startswith(part[0]) else ""
    if count(point) < 2 or (bare(point.split()[0]) in AUX and count(point) < 3):
        return None
    return Side(title=labels.thing(part[0], 4), points=(upper_first(point),))


def _asked(lines: Sequence[Line]) -> list[Option]:
    """A question that these sentences ask and then answer."""
    for place, line in enumerate(lines):
        asked = asks(line.text)
        if not 5 <= count(asked) <= 14:
            continue
        for after in lines[place + 1 :]:
            if leads(after):
                continue
            if re.match(r"How (?:many|much)\b", asked) and (number := _number(after.text)):
                return [Option(Quiz(text=asked, reveal=number, seconds=COUNTDOWN), 4.6)]
            best = (
                strong(after.text, 8) if re.match(r"(?:\w+ )?[Bb]ecause\b|Thanks to\b|So that\b", after.text) else None
            )
            if best and best.worth > 0.2:
                return [Option(Quiz(text=asked, reveal=best.text, seconds=0), 2.6)]
            return []
    return []


def _last_resort(lines: Sequence[Line], title: str) -> list[Option]:
    """Where nothing can be cut out: the question that is asked, the thing it is about, or the scene's own name."""
    asked = next((text for x in lines if 3 < count(text := asks(x.text)) <= 14), "")
    sentence = whole([x.text for x in lines if not leads(x) and not x.text.endswith("?")], "")
    points = bool(re.search(r"\b(?:they|it|that|this|them)\b", asked))
    if asked and not points:
        return [Option(Quiz(text=asked, seconds=0), 0.6)]
    if asked and sentence:  # "What do they not say?" stands for nothing by itself
        return sentence
    for line in [*(x for x in lines if not leads(x)), *lines]:
        part = labels.core(line.text)
        name = labels.thing(part[0], 6) if part and not labels.points(part[0]) and not leads(line) else ""
        if count(name) > 1:
            return [Option(card(upper_first(name)), 0.3)]
    sentence = whole([x.text for x in lines if not x.text.endswith("?")], "")
    if sentence:
        return sentence
    if asked:
        return [Option(Quiz(text=asked, seconds=0), 0.6)]
    short = [x.text for x in lines if count(x.text) <= STATEMENT and not x.text.endswith(":")]
    if short:
        text = max(short, key=count)
        return [Option(Statement(text=text, accent=accent(text)), 0.2)]
    return [
        Option(
            card(labels.headline(lines[-1].text, 6) or title or " ".join(lines[-1].text.split()[:4]).rstrip(".,;:")),
            0.1,
        )
    ]
