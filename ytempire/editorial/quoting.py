"""Other people's words: only their figures, dates and names are restated, and short sentences quoted with a name."""

from __future__ import annotations

import re
from typing import Any

from ytempire.editorial import labels, measures, quantities
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.facts import extract
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.labels import by_year
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import PREPOSITIONS
from ytempire.editorial.words import count
from ytempire.models import Fact, Note, Quantity

MOST_QUOTED = 24  # words in one quotation
SHARE = 0.25  # of a note's words that may be quoted at all
RUN = 7  # words in a row that may be the note's own outside quotation marks


def voice(note: Note) -> str:
    """How to name a note aloud: its author, its source, or its title."""
    author = re.sub(r"\s*(?:<[^>]*>|\([^)]*\))", "", note.author).strip()
    if author and count(author) <= 5:
        return author
    source = re.sub(r"\s*\(\d{4}\)$", "", note.source).strip()
    return source or f"the article “{note.title}”"


def restated(note: Note) -> list[Fact]:
    """What may be told of a note whose words are not ours: short quotations, the rest in plain words of our own."""
    facts = extract(note)
    who = voice(note)
    room = max(MOST_QUOTED, int(count(note.text) * SHARE))
    quoted = _quotable(facts, room)
    out: list[Fact] = []
    for fact in facts:
        base: dict[str, Any] = {"note": note.id, "rights": note.rights, "order": fact.order}
        if fact.quote and fact.by and count(fact.quote) <= MOST_QUOTED:
            out.append(
                Fact(
                    id=fact.id,
                    kind="quote",
                    text=f"{fact.by} said: “{fact.quote}”",
                    quote=fact.quote,
                    by=fact.by,
                    names=(fact.by,),
                    **base,
                )
            )
        elif said := _that(fact, who):
            words, lead = said
            out.append(
                Fact(
                    id=fact.id,
                    kind="quote",
                    text=f"{lead}: “{words}”",
                    quote=words,
                    by=who,
                    quantities=fact.quantities,
                    dates=fact.dates,
                    **base,
                )
            )
        elif fact.id in quoted:
            words = fact.text.replace("“", "‘").replace("”", "’").replace('"', "’")
            out.append(
                Fact(
                    id=fact.id,
                    kind="quote",
                    text=f"{_cap(who)} puts it this way: “{words}”",
                    quote=words,
                    by=who,
                    quantities=fact.quantities,
                    dates=fact.dates,
                    **base,
                )
            )
        else:
            text = _plainly(fact, who, len(out))
            if text:
                out.append(
                    Fact(
                        id=fact.id,
                        kind="number" if fact.quantities else "date" if fact.dates else "statement",
                        text=text,
                        quantities=_said(fact, text),
                        dates=tuple(d for d in fact.dates if d in text),
                        names=tuple(n for n in fact.names if n in text),
                        **base,
                    )
                )
    return out


def _that(fact: Fact, who: str) -> tuple[str, str] | None:
    """What somebody found, in quotation marks, after who found it: "A 2022 survey, says X: ..." """
    match = re.match(
        r"^(.{5,60}?)\s+(?:found|showed|shows|finds|reported|reports|estimates|estimated|concluded)\s+that\s+(.+[.!])$",
        fact.text,
    )
    if not match or not 5 <= count(match.group(2)) <= 18 or count(fact.text) <= MOST_QUOTED:
        return None
    subject = _subject(fact)
    if not subject or re.search(r"[“”\"]", match.group(2)):
        return None
    return match.group(2), f"{subject}, as {who} puts it"


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]


def _quotable(facts: list[Fact], room: int) -> set[str]:
    """The sentences most worth quoting: short, whole, and carrying what cannot be restated."""
    ranked = sorted(
        (f for f in facts if not f.quote and 5 <= count(f.text) <= MOST_QUOTED and not leans(f.text)),
        key=lambda f: (
            -(2 * (f.kind in {"cause", "contrast", "definition"}) - 0.8 * len(f.quantities) - 0.05 * count(f.text)),
            f.order,
        ),
    )
    out: set[str] = set()
    for fact in ranked:
        if count(fact.text) <= room and len(out) < 5:
            out.add(fact.id)
            room -= count(fact.text)
    return out


def _figure(q: Quantity) -> str:
    value = q.shown.replace("−", "minus ")
    label = measures.counted(q)
    return f"{value} {label}".strip() if count(label) < RUN else value


def _plainly(fact: Fact, who: str, turn: int) -> str:
    """A fact's figures, date and names in a sentence of our own; empty where there is nothing to restate."""
    year = by_year(fact) if fact.dates else ""
    when = f"the {year}" if year.endswith("s") else year
    names = [n for n in fact.names if not DATE.fullmatch(n)][:3]
    listed = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
    last = who.split()[-1] if len(who.split()) == 2 and who.istitle() else who
    found = [
        f for f in quantities.find(fact.text) if abs(f.quantity.value) >= 2 and (f.quantity.of or f.quantity.unit)
    ][:2]
    figures = " and ".join(f"{f.hedge} {_figure(f.quantity)}".strip() for f in found)
    subject = _subject(fact)
    if figures and subject:
        tail = f" in {when}" if year and year not in subject else ""
        lead = (f"{_cap(last)} has the figure. ", "", "", "In numbers. ", "")[turn % 5]
        return f"{lead}{subject}{tail}: {figures}."
    if found and found[0].quantity.unit == "%":
        return ""
    if figures and year:
        return (f"{_cap(when)}: {figures}.", f"For {when}, {last} counts {figures}.")[turn % 2]
    if figures:
        return (f"One more figure: {figures}.", f"{_cap(last)} puts a number on it: {figures}.")[turn % 2]
    if year and names:
        return (f"{_cap(when)} is the date that goes with {listed}.", f"For {when}, {last} names {listed}.")[turn % 2]
    return f"Names to know, says {last}: {listed}." if len(names) >= 2 else ""


def _subject(fact: Fact) -> str:
    """Who or what a sentence is about, in at most six of its words; empty where that only points back."""
    part = clause(fact.text)
    if part is None or labels.points(part.subject) or "," in part.subject or count(part.subject) > RUN:
        return ""
    if bare(part.subject.split()[0]) in PREPOSITIONS or quantities.find(part.subject):
        return ""
    return upper_first(part.subject)


def _said(fact: Fact, text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in fact.quantities if q.shown.replace("−", "minus ") in text)
