"""Notes become a brief: in the order in which a story would use them, each fact once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.dates import DATE, year
from ytempire.editorial.facts import extract, kin
from ytempire.editorial.quoting import restated
from ytempire.editorial.words import count
from ytempire.models import Brief, Fact, Note

READ = 60_000  # characters of a note that a film can draw on; a book's first chapters
MOST = 160  # facts

_NOW = re.compile(r"\b(?:today|now|nowadays|still)\b", re.IGNORECASE)


def in_order(notes: Sequence[Note]) -> list[Note]:
    """The fullest note first, then the others by their first year, and last what speaks of today."""
    if not notes:
        return []
    main = max(notes, key=lambda n: (n.rights != "quote-only", count(n.text), n.id))

    def place(note: Note) -> tuple[int, float, str]:
        if note is main:
            return 0, 0.0, note.id
        if (
            _NOW.search(note.title)
            or _NOW.search(note.text[:400].split("\n\n")[0])
            or re.search(r"^#.*\b(?:today|now)\b", note.text, re.I | re.M)
        ):
            return 2, 0.0, note.id
        years = [y for m in DATE.finditer(note.text) if (y := year(m.group())) is not None]
        return 1, min(years, default=0.0), note.id

    return sorted(notes, key=place)


def gather(subject: str, question: str, notes: Sequence[Note]) -> Brief:
    """The facts of these notes, each bound to its note; what two notes say alike is told once."""
    ordered = in_order([n.model_copy(update={"text": n.text[:READ]}) if len(n.text) > READ else n for n in notes])
    facts: list[Fact] = []
    for place, note in enumerate(ordered):
        found = restated(note) if note.rights == "quote-only" else extract(note)
        for fact in found:
            if any(_same(fact, f) for f in facts):
                continue
            facts.append(fact.model_copy(update={"order": place * 100_000 + fact.order}))
        for i, photo in enumerate(note.photos):
            facts.append(
                Fact(
                    id=f"{note.id}.p{i + 1}",
                    note=note.id,
                    kind="picture",
                    text=photo.caption or note.title,
                    rights=note.rights,
                    photo=photo,
                    order=place * 100_000 + 90_000 + i,
                )
            )
        for i, listing in enumerate(note.listings):
            facts.append(
                Fact(
                    id=f"{note.id}.c{i + 1}",
                    note=note.id,
                    kind="picture",
                    text=listing.caption or note.title,
                    rights=note.rights,
                    listing=listing,
                    order=place * 100_000 + 95_000 + i,
                )
            )
    spoken = [f for f in facts if f.kind != "picture"][:MOST]
    facts = [f for f in facts if f.kind == "picture" or f in spoken]
    return Brief(subject=subject, question=question, sources=tuple(ordered), facts=tuple(facts))


def _same(a: Fact, b: Fact) -> bool:
    """Whether two facts say one thing: nearly the same words, and no number or date that differs."""
    if a.text == b.text:
        return True
    numbers = {q.shown for q in a.quantities} ^ {q.shown for q in b.quantities}
    return not numbers and set(a.dates) == set(b.dates) and kin(a, b) >= 0.85 and kin(b, a) >= 0.85
