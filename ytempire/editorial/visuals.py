"""What is seen: chosen from what the facts hold, in few words; numbers count, dates line up, lists appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ytempire.editorial import dates, keywords, labels, listings, quantities, series
from ytempire.editorial.bags import bag
from ytempire.editorial.casing import upper_first
from ytempire.editorial.ear import halves, plainer
from ytempire.editorial.grammar import bare
from ytempire.editorial.labels import accent, headline, thing, told
from ytempire.editorial.lexicon import AUX, BASES, LEMMA_PAST, PREPOSITIONS
from ytempire.editorial.measures import _read, bar_labels, comparable, counted, each
from ytempire.editorial.words import count
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Fact,
    Items,
    Moment,
    Moments,
    Photo,
    Picture,
    Quantity,
    Quotation,
    Roll,
    Scene,
    Side,
    Statement,
    Visual,
)

CLIPS = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".mpg", ".mpeg")


@dataclass(frozen=True)
class Option:
    """A picture that these facts allow: how good it is, and the numbers that it shows."""

    visual: Visual
    worth: float
    numbers: frozenset[str] = frozenset()


def options(facts: Sequence[Fact], title: str = "") -> list[Option]:
    """Every picture that these facts allow, best first; there is always one."""
    out: list[Option] = []
    for fact in facts:
        if fact.photo:
            out.append(Option(picture(fact.photo), 3.2))
        if fact.listing:
            out.append(Option(listings.shown(fact.listing), 4.4))
        if fact.quote and fact.by and count(fact.quote) <= 28:
            out.append(Option(Quotation(text=fact.quote, by=fact.by), 3.0))
        items = screen_items(fact)
        if items and not series.row([fact], ""):  # things with a number each are bars
            out.append(Option(Items(title=_over(fact, title), items=items), 2.9))
    for made, worth in ((series.table, 4.0), (series.pie, 3.5), (series.curve, 3.9), (series.row, 3.6)):
        if (found := made(facts, title)) and not (made is series.curve and out and out[-1].visual.kind == "table"):
            out.append(Option(found[0], worth, found[1]))
    out += _charts(facts, title) + _moments(facts, title) + _sides(facts, title) + _counters(facts)
    out.sort(key=lambda o: -o.worth)
    said = [o for f in facts if (o := _statement(f))]
    if out or said:
        return [*out, *said]
    names = [n for f in facts for n in f.names] or keywords.phrases(" ".join(f"{f.text} {f.text}" for f in facts), 1)
    text = title or (upper_first(names[0]) if names else "Listen")
    return [Option(Statement(text=text, accent=accent(text)), 0.0)]


def picture(photo: Photo) -> Picture | Roll:
    """A photograph in slow motion, or a clip."""
    if photo.file.lower().endswith(CLIPS):
        return Roll(file=photo.file, caption=photo.caption, credit=photo.credit)
    return Picture(file=photo.file, title="", caption=photo.caption, credit=photo.credit)


def default_visual(scene: Scene) -> Visual:
    """The picture for a scene whose writer named none, from its own words."""
    return options(reading([line.text for line in scene.lines]), scene.title)[0].visual


def reading(sentences: Sequence[str]) -> list[Fact]:
    """Sentences as facts: what can be shown of them."""
    return [_read(text, i) for i, text in enumerate(sentences) if count(text) > 1]


def _over(fact: Fact, title: str) -> str:
    """A headline over a list: what stands before its colon, else the scene's own."""
    lead = re.match(r"^([^:]{3,60}):\s", fact.text)
    if not lead:
        part = labels.core(fact.text)
        return title or (thing(part[0], 5) if part and not labels.points(part[0]) else "") or "At a glance"
    if lead:
        short = headline(lead.group(1) + ".", 6)
        if short:
            return short
        for found in quantities.find(lead.group(1)):
            if found.quantity.of:
                return upper_first(f"{found.quantity.shown} {found.quantity.of}")
    return title or thing(lead.group(1), 5) or "At a glance"


def screen_items(fact: Fact) -> tuple[str, ...]:
    """A fact's list in labels of at most five words; nothing where an item cannot be that short."""
    out = []
    for item in fact.items[:6]:
        if dates.DATE.fullmatch(item):
            continue
        item = re.sub(r"\s+(?:to|that|which|for|of|with)\s.*$", "", item) if count(item) > 5 else item
        label = thing(item, 5)
        if not label or count(label) > 5:
            return ()
        out.append(label)
    does = [bare(o.split()[0]) in BASES for o in out]
    if any(does[1:]) and not does[0]:  # "its water, pull in its legs and wait" is no list of things
        return ()
    return tuple(out) if len(out) >= 2 and len({o.lower() for o in out}) == len(out) else ()


def _charts(facts: Sequence[Fact], title: str) -> list[Option]:
    told_ = [t for t in each(facts) if t.quantity.value > 0]
    out: list[Option] = []
    done: set[int] = set()
    for i, first in enumerate(told_):
        group = [first] + [t for t in told_[i + 1 :] if comparable(first, t)]
        group = list({t.quantity.value: t for t in group}.values())[:5]
        if len(group) < 2 or i in done:
            continue
        found = bar_labels(group)
        if found is None and len(group) > 2:
            group = group[:2]
            found = bar_labels(group)
        if found is None:
            continue
        done.update(range(i, len(told_)))
        values = [t.quantity.value for t in group]
        unit = _unit(first.quantity)
        numbers = frozenset(t.quantity.shown for t in group)
        shown = [_shown(t.quantity) for t in group]
        if max(values) / min(values) > 60:
            if len(group) == 2:
                sides = [Side(title=n, shown=s) for n, s in zip(found, shown, strict=True)]
                over = _measure(first.quantity) or title or "Side by side"
                out.append(Option(Comparison(title=over, left=sides[0], right=sides[1]), 2.7, numbers))
            continue
        bars = tuple(Bar(label=n, value=t.quantity.value, shown=s) for n, t, s in zip(found, group, shown, strict=True))
        top = values.index(max(values))
        out.append(
            Option(
                Chart(title=title or _measure(first.quantity), unit=unit if title else "", bars=bars, accent=top),
                3.1 + 0.1 * len(bars),
                numbers,
            )
        )
    return out


def _measure(q: Quantity) -> str:
    """A chart's title when its scene has none: what is measured."""
    unit = _unit(q)
    if q.unit[:1] in {"$", "£", "€", "¥"} and q.unit:
        return f"Price {unit}" if unit else "In money"
    return upper_first(unit)


def _unit(q: Quantity) -> str:
    if q.unit.startswith(("$", "£", "€", "¥")):
        return q.unit[1:].strip()
    return (
        q.unit if q.unit and q.unit != "%" else "percent" if q.unit == "%" else thing(q.of, 3).lower() if q.of else ""
    )


def _shown(q: Quantity) -> str:
    return f"{q.shown} {q.unit}" if q.unit in {"cents", "cent"} else q.shown


TIMES = frozenset(bag("second seconds minute minutes hour hours day days week weeks month months year years"))
_LARGER = frozenset(bag("hour hours minute minutes foot feet pound pounds year years week weeks month months day days"))
_SPLIT = re.compile(rf"\d (?:{'|'.join(sorted(_LARGER))}) (?:and )?(?:about )?$")


def _counters(facts: Sequence[Fact]) -> list[Option]:
    out = []
    for fact in facts:
        if fact.quote:
            continue
        for found in quantities.find(fact.text):
            q = found.quantity
            before, behind = fact.text[: found.start], fact.text[found.end :]
            if _SPLIT.search(before):
                continue  # "11 hours and 55 minutes" is one figure
            rest = re.match(r" (?:and )?(\d[\d,.]* [a-z]+)", behind) if q.unit in _LARGER else None
            if re.search(r"\d (?:and|or) $", before) or (re.match(r" (?:and|or) \d", behind) and not rest):
                continue  # "20 and 40 feet": one of the two says something else
            label = f"{q.unit} {rest[1]}" if rest else counted(q) or _subject(fact, found)
            if not label or abs(q.value) < 2:
                continue
            size = min(1.0, len(re.sub(r"\D", "", q.shown)) / 5) + (0.4 if q.unit[:1] in "$£€%" and q.unit else 0)
            after, who = fact.text[found.end :], _subject(fact, found)
            size -= 0.15 * (q.unit in TIMES)  # what was counted tells more than how long it took
            second = _tail(after) or _did(after) or (who if who != label else "")
            visual = Counter(
                value=q.value,
                shown=_shown(q),
                label=label,
                kicker=labels.year_of(fact.text, found.start),
                second=second,
            )
            out.append(Option(visual, 1.9 + size, frozenset({q.shown})))
    return out


_SAYS_OF = frozenset(
    bag("""
    is are was were has had have cost costs weighs weighed needs needed travels travelled covers covered lasts
    lasted holds held stands stood reached reaches contains contained takes took sails sailed measures measured
    employs employed earns earned keeps
    """)
)


def _subject(fact: Fact, found: quantities.Found) -> str:
    """Who a number is said of, where the verb before it says so of the subject."""
    part = labels.core(fact.text)
    if part is None or bare(part[1]) not in _SAYS_OF or found.quantity.shown.split()[0] not in f"{part[1]} {part[2]}":
        return ""
    words = part[0].split()
    if not words or labels.points(part[0]):
        return ""
    return thing(part[0], 4)


_ENDS = r"[,.;:!?()“”\"](?=\s|$)|\s(?:and|but|because|while|which|that|who|where|when|so|until)\s"


def _tail(after: str) -> str:
    """A short phrase behind a number ("on board"), to stand small under it."""
    piece = re.split(_ENDS, after)[0].split()
    if not piece or bare(piece[0]) not in PREPOSITIONS:
        return ""
    verb = next((k for k, w in enumerate(piece) if k > 1 and (bare(w) in AUX | LEMMA_PAST.keys())), len(piece))
    piece = piece[:verb]
    if any(c.isdigit() for w in piece for c in w) or any(bare(w) in {"it", "them", "him", "her"} for w in piece):
        return ""
    kept = piece if len(piece) <= 5 else labels.cut(piece, 5, 2)
    return " ".join(kept) if kept and bare(kept[-1]) not in labels.LOOSE else ""


def _did(after: str) -> str:
    """What the things that were counted did, in a few words: "met in Washington", "passed through the canal"."""
    words = re.split(r"[,.;:!?()“”\"](?=\s|$)|\s(?:and|but|because|while|which|that|who|where|when|so)\s", after)[
        0
    ].split()
    past = words and (bare(words[0]) in LEMMA_PAST or re.fullmatch(r"[a-z]{4,}ed", words[0]))
    if not past or any(c.isdigit() for w in words[:5] for c in w):
        return ""
    kept = words if len(words) <= 4 else labels.cut(words, 4, 2)
    if not kept and len(words) > 1 and bare(words[1]) in PREPOSITIONS:
        kept = words[:1]  # "drowned in sight of the crowd"
    return " ".join(kept) if kept and bare(kept[-1]) not in labels.LOOSE else ""


def _moments(facts: Sequence[Fact], title: str) -> list[Option]:
    seen: dict[str, Moment] = {}
    for fact in facts:
        for piece in _dated(fact):
            date = labels.year_of(piece)
            when = dates.year(date) if date else None
            text = told(piece, 5) or told(piece, 6)
            if date and when is not None and text and date not in seen:
                seen[date] = Moment(date=date, text=upper_first(text))
    if len(seen) < 2:
        return []
    moments = sorted(seen.values(), key=lambda m: dates.year(m.date) or 0)[:5]
    return [Option(Moments(title=title or "How it went", moments=tuple(moments)), 2.6 + 0.2 * len(moments))]


def _dated(fact: Fact) -> list[str]:
    if len(fact.dates) < 2:
        return [fact.text] if fact.dates else []
    ways = halves(plainer(fact.text, contract=False))
    return (
        [re.sub(r"^(?:But|And|So)\s+", "", p) for p in ways[0][:2]] if ways and "§" not in ways[0][1] else [fact.text]
    )


def _sides(facts: Sequence[Fact], title: str) -> list[Option]:
    out = []
    for fact in facts:
        if fact.quote:
            continue
        for first, second, kind in halves(plainer(fact.text, contract=False)):
            if kind not in {"while", "and"} or (kind == "and" and not second.startswith("But ")):
                continue
            one, two = labels.core(first), labels.core(re.sub(r"^But\s+", "", second))
            if not one or not two:
                continue
            titles = [thing(one[0], 4), thing(two[0], 4)]
            points = [_predicate(one), _predicate(two)]
            pronoun = bare(two[0].split()[0]) in {
                "it",
                "he",
                "she",
                "they",
                "this",
                "that",
                "these",
                "his",
                "its",
                "their",
            }
            if pronoun or not all(points) or not all(titles) or titles[0].lower() == titles[1].lower():
                continue
            sides = [Side(title=t, points=(p,)) for t, p in zip(titles, points, strict=True)]
            out.append(Option(Comparison(title=title or "Side by side", left=sides[0], right=sides[1]), 2.4))
            break
    return out


def _predicate(part: tuple[str, str, str]) -> str:
    words = f"{part[1]} {part[2]}".split() if bare(part[1]) not in {"is", "are", "was", "were"} else part[2].split()
    kept = labels.cut(words, 5)
    return upper_first(" ".join(kept)) if kept else ""


def _statement(fact: Fact) -> Option | None:
    why = re.search(r"(?<!just )\bbecause\s+(.+)$", fact.text)
    text = (told(upper_first(why.group(1)), 8) if why else "") or told(fact.text, 8)
    if text and count(text) >= 3:
        return Option(
            Statement(text=upper_first(text) + ".", accent=accent(text), kicker=labels.year_of(fact.text)), 1.2
        )
    short = headline(fact.text, 6)
    if not short:
        return None
    return Option(Statement(text=short, accent=accent(short), kicker=labels.year_of(fact.text)), 0.6)


def texts(visual: Visual) -> Iterable[str]:
    """Every text that a picture puts on the screen."""
    for key, value in visual.model_dump().items():
        if key in {"kind", "file", "credit"}:
            continue
        yield from _strings(value)


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _strings(v)
    elif isinstance(value, (list, tuple)):
        for v in value:
            yield from _strings(v)
