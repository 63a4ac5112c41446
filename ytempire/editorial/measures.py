"""Numbers that may be shown: what each is said of, which may stand side by side, and how they are labelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import dates, labels, quantities
from ytempire.editorial.casing import upper_first
from ytempire.editorial.ear import halves, plainer
from ytempire.editorial.facts import quotation
from ytempire.editorial.grammar import bare, clause, lemma
from ytempire.editorial.labels import thing
from ytempire.editorial.lexicon import BE, DETERMINERS, LEMMA_PAST, PARTICIPLES, PREPOSITIONS
from ytempire.editorial.lists import inline_list
from ytempire.editorial.words import count, stem, tokens
from ytempire.models import Fact, Quantity


def _read(text: str, i: int) -> Fact:
    quote, by = quotation(text)
    return Fact(
        id=f"line.{i}",
        note="",
        kind="statement",
        text=text,
        quantities=tuple(f.quantity for f in quantities.find(text)),
        dates=tuple(dates.dates(text)),
        items=inline_list(text),
        quote=quote,
        by=by,
        order=i,
    )


@dataclass(frozen=True)
class Said:
    """A quantity in a sentence of its own: who it is said of, and what follows it."""

    quantity: Quantity
    text: str
    after: str
    year: str
    hedge: str = ""
    verb: str = ""
    fact: str = ""


def each(facts: Sequence[Fact]) -> list[Said]:
    """Every quantity with the smallest piece of sentence that holds it."""
    out = []
    for fact in facts:
        if fact.quote:
            continue
        pieces = [fact.text]
        for first, second, kind in halves(plainer(fact.text, contract=False)):
            if kind in {"and", "while", "semi", "but"}:
                pieces = [first, re.sub(r"^(?:But|And|So)\s+", "", second)]
                break
        for piece in pieces:
            seen = quantities.find(piece)
            for found in seen:
                after = piece[found.end :]
                out.append(
                    Said(
                        found.quantity,
                        piece if len(seen) == 1 else "",
                        after,
                        labels.year_of(piece),
                        found.hedge,
                        _verb(piece),
                        fact.id,
                    )
                )
    return out


def _verb(piece: str) -> str:
    part = clause(piece)
    done = bare(part.rest.split()[0]) if part and part.rest.split() and bare(part.verb) in BE else ""
    if (
        done in PARTICIPLES or done in LEMMA_PAST or done.endswith("ed")
    ):  # "was heard" is another verb than "was carried"
        return done
    known = lemma(part.verb) if part else None
    return known[0] if known else bare(part.verb) if part else ""


def comparable(a: Said, b: Said) -> bool:
    """Two numbers that may stand side by side: of one measure, and said with one verb or in one form."""
    if _carried(a, b):
        return True
    told_of_one = a.fact == b.fact and a.verb == b.verb and a.quantity.unit and a.quantity.unit == b.quantity.unit
    if not _same_measure(a.quantity, b.quantity) and not told_of_one:
        return False
    if a.fact == b.fact and a.fact:
        return True
    return (bool(a.verb) and a.verb == b.verb) or bool(a.text and b.text and _parallel(a.text, b.text))


def _carried(a: Said, b: Said) -> bool:
    """Whether a bare number goes on with the measure before it: "She had 4 children in 1970. She had 1 in 2000." """
    leans = re.match(r"(?:It|He|She|They)\s", b.text)
    bare_ = not b.quantity.unit and not b.quantity.of and bool(a.quantity.unit or a.quantity.of)
    return bool(leans and bare_ and b.verb and a.verb == b.verb and a.year and b.year)


def _same_measure(a: Quantity, b: Quantity) -> bool:
    def plain(q: Quantity) -> tuple[str, str]:
        rate = re.search(r"(?:^|\s)(?:a|an|per|every|each)\s(\w+)$", q.of)
        of = q.of[: rate.start()] if rate else q.of
        thing_ = stem(of.lower().split()[-1]) if of and not q.unit else ""
        return " ".join(stem(t) for t in q.unit.lower().split()), f"{thing_} {rate.group(1) if rate else ''}"

    return plain(a) == plain(b) and (bool(a.unit) or bool(a.of))


def pairs(facts: Sequence[Fact]) -> list[tuple[Said, Said]]:
    """Two numbers of one measure that stand near each other and differ."""
    told_ = each(facts)
    return [
        (a, b)
        for i, a in enumerate(told_)
        for b in told_[i + 1 : i + 4]
        if comparable(a, b) and a.quantity.value != b.quantity.value
    ]


def bar_labels(group: Sequence[Said]) -> list[str] | None:
    """A label for each bar: the thing it is said of, the year, or the words in which the sentences differ."""
    names = [_who(t) for t in group]
    sets = [set(tokens(n)) for n in names]
    nested = any(a <= b for i, a in enumerate(sets) for j, b in enumerate(sets) if i != j)
    if all(names) and not nested:
        return names
    years = [t.year for t in group]
    if all(years) and len(set(years)) == len(years):
        return years
    tails = [_behind(t) for t in group]
    if len(group) == 2 and all(tails) and tails[0] != tails[1] and group[0].fact == group[1].fact:
        return tails
    if len(group) == 2 and all(t.text for t in group) and _parallel(group[0].text, group[1].text):
        found = [_differs(group[0], group[1]), _differs(group[1], group[0])]
        if all(found) and found[0] != found[1]:
            return found
    return None


def _behind(t: Said) -> str:
    """The short phrase behind a number that tells it from another: "around Africa", "through the canal"."""
    words = re.split(r"[,.;:!?]|\s(?:and|but|or|while)\s", t.after)[0].split()
    if not 2 <= len(words) <= 4 or bare(words[0]) not in PREPOSITIONS or bare(words[-1]) in labels.LOOSE:
        return ""
    return upper_first(" ".join(words))


def _parallel(a: str, b: str) -> bool:
    x, y = set(tokens(a)), set(tokens(b))
    return len(x & y) / max(1, len(x | y)) >= 0.4


def _who(t: Said) -> str:
    named = re.match(r"([A-Z][^:.]{2,40}): (?:about )?[$£€]?\d[^:]*$", t.text)  # "The fourth sea clock: 3 pounds."
    if named:
        return thing(named[1], 5)
    part = labels.core(t.text) if t.text else None
    if part is None:
        return ""
    subject = part[0]
    words = subject.split()
    if labels.points(subject) or bare(words[0]) in {"from", "more"}:
        return ""
    if len(words) > 7 or any(
        f.start < len(subject) and not dates.DATE.search(subject) for f in quantities.find(subject)
    ):
        return ""
    return thing(subject, 5)


def _differs(a: Said, b: Said) -> str:
    other = {stem(w) for w in tokens(b.text)}
    words = a.text.rstrip(".").split()
    best: list[str] = []
    run: list[str] = []
    for i, word in enumerate([*words, ""]):
        w = bare(word)
        if w and (stem(w) not in other) and not any(c.isdigit() for c in w):
            if not run and i and bare(words[i - 1]) in PREPOSITIONS | DETERMINERS:
                run = [words[i - 1]]
                if i > 1 and bare(words[i - 1]) in DETERMINERS and bare(words[i - 2]) in PREPOSITIONS:
                    run = [words[i - 2], *run]
            run.append(word)
        else:
            if len(run) >= len(best) and any(bare(r) not in PREPOSITIONS | DETERMINERS for r in run):
                best = run
            run = []
    label = " ".join(best).strip(" ,.")
    return upper_first(label) if 0 < count(label) <= 4 else ""


def counted(q: Quantity) -> str:
    """The words under a big number: "aluminium boxes", "nautical miles", "of the honey"."""
    if q.unit == "%":
        return f"of {q.of}" if q.of else ""
    if q.unit[:1] in {"$", "£", "€", "¥"}:
        return q.unit[1:].strip()
    if q.unit in {"cent", "cents"}:
        return "each" if not q.of else q.of
    whole = f"{q.unit} {q.of}".strip()
    return whole if count(whole) <= 5 else q.unit or thing(q.of, 4)
