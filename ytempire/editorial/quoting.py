"""Other people's words: only their figures, dates and names are restated, and short sentences quoted with a name."""

from __future__ import annotations

import re

from ytempire.editorial import visuals
from ytempire.editorial.dates import DATE
from ytempire.editorial.facts import extract
from ytempire.editorial.grammar import leans
from ytempire.editorial.labels import by_year
from ytempire.editorial.words import count
from ytempire.models import Fact, Note, Quantity

MOST_QUOTED = 24  # words in one quotation
SHARE = 0.2  # of a note's words that may be quoted at all
RUN = 7  # words in a row that may be the note's own outside quotation marks


def voice(note: Note) -> str:
    """How to name a note aloud: its author, its source, or its title."""
    author = re.sub(r"\s*(?:<[^>]*>|\([^)]*\))", "", note.author).strip()
    if author and count(author) <= 5:
        return author
    source = re.sub(r"\s*\(\d{4}\)$", "", note.source).strip()
    return source or f"the article “{note.title}”"


def restated(note: Note) -> list[Fact]:
    """What may be told of a note whose words are not ours: quotations kept short, the rest in plain words of our own."""
    facts = extract(note)
    who = voice(note)
    room = max(MOST_QUOTED, int(count(note.text) * SHARE))
    quoted = _quotable(facts, room)
    out: list[Fact] = []
    for fact in facts:
        base = {"note": note.id, "rights": note.rights, "order": fact.order, "section": ""}
        if fact.quote and fact.by and count(fact.quote) <= MOST_QUOTED:
            out.append(Fact(id=fact.id, kind="quote", text=f"{fact.by} said: “{fact.quote}”", quote=fact.quote, by=fact.by,
                            names=(fact.by,), **base))  # fmt: skip
        elif fact.id in quoted:
            words = fact.text.replace("“", "‘").replace("”", "’").replace('"', "’")
            out.append(Fact(id=fact.id, kind="quote", text=f"{_cap(who)} puts it this way: “{words}”", quote=words, by=who,
                            quantities=fact.quantities, dates=fact.dates, **base))  # fmt: skip
        else:
            text = _plainly(fact, who, len(out))
            if text:
                out.append(Fact(id=fact.id, kind="number" if fact.quantities else "date" if fact.dates else "statement",
                                text=text, quantities=_said(fact, text), dates=tuple(d for d in fact.dates if d in text),
                                names=tuple(n for n in fact.names if n in text), **base))  # fmt: skip
    return out


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]


def _quotable(facts: list[Fact], room: int) -> set[str]:
    """The sentences most worth quoting: short, whole, and carrying what cannot be restated."""
    ranked = sorted(
        (f for f in facts if not f.quote and 5 <= count(f.text) <= MOST_QUOTED and not leans(f.text)),
        key=lambda f: (-(2 * (f.kind in {"cause", "contrast", "definition"}) - 0.8 * len(f.quantities) - 0.05 * count(f.text)), f.order),
    )
    out: set[str] = set()
    for fact in ranked:
        if count(fact.text) <= room and len(out) < 4:
            out.add(fact.id)
            room -= count(fact.text)
    return out


def _figure(q: Quantity) -> str:
    value = q.shown.replace("−", "minus ")
    label = visuals.counted(q)
    return f"{value} {label}".strip() if count(label) < RUN else value


def _plainly(fact: Fact, who: str, turn: int) -> str:
    """A fact's figures, date and names in a sentence of our own; empty where there is nothing to restate."""
    figures = [_figure(q) for q in fact.quantities if abs(q.value) >= 2][:2]
    year = by_year(fact) if fact.dates else ""
    names = [n for n in fact.names if not DATE.fullmatch(n)][:3]
    when = f"the {year}" if year.endswith("s") else year
    if figures and year:
        shapes = ("For {when}, {who} gives a figure: {figures}.", "{Who} counts {figures} for {when}.", "One figure for {when}, from {who}: {figures}.")
    elif figures and names:
        shapes = ("On {names}, {who} gives a figure: {figures}.", "{Who} has a number for {names}: {figures}.", "With {names} goes a figure: {figures}.")
    elif figures:
        shapes = ("{Who} gives a figure here: {figures}.", "The figure in {who}: {figures}.", "{Who} puts a number on it: {figures}.")
    elif year and names:
        shapes = ("For {when}, {who} names {names}.", "{Who} dates this to {when}, and names {names}.", "In {when}, says {who}, it was about {names}.")
    elif len(names) >= 2:
        shapes = ("{Who} names {names}.", "Two names to know, from {who}: {names}." if len(names) == 2 else "Names to know, from {who}: {names}.")
    else:
        return ""
    joined = " and ".join(figures)
    listed = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
    return shapes[turn % len(shapes)].format(when=when, who=who, Who=_cap(who), figures=joined, names=listed)


def _said(fact: Fact, text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in fact.quantities if q.shown.replace("−", "minus ") in text)
