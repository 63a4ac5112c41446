"""A number, asked for before it is told: the question that a sentence answers with it."""

from __future__ import annotations

import re

from ytempire.editorial import quantities
from ytempire.editorial.casing import can_lower, lower_first
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.lexicon import AUX, BASES, BE, PARTICIPLES
from ytempire.editorial.questions import invert
from ytempire.editorial.words import count


def how_many(sentence: str, seen: str = "") -> str:
    """The question that a sentence answers with its number: "How many hearts does an octopus have?"; else empty."""
    part = clause(sentence.rstrip(".!"))
    is_ = part is not None and bare(part.verb) in BE
    if (
        part is None
        or part.front
        or "," in part.subject
        or (bare(part.verb) in AUX - {"have", "has", "had"} and not is_)
    ):
        return ""
    found = quantities.find(part.rest)
    if len(found) != 1 or found[0].quantity.value < 3 or re.search(r"[,;:“”\"]", part.rest):
        return ""
    one, q = found[0], found[0].quantity
    lead = part.rest[: one.start].strip()
    lead = lead[: len(lead) - len(one.hedge)].strip() if one.hedge and lead.lower().endswith(one.hedge) else lead
    what, tail = f"{q.unit} {q.of}".strip(), part.rest[one.end :].strip()
    if not re.search(r"[a-z]s\b|people|men|women|children|bacteria", what) or q.unit[:1] in _MONEY or q.unit == "%":
        return ""
    if count(tail) > 8 or _ODD_TAIL.search(tail):
        return ""
    subject = lower_first(part.subject, seen) if can_lower(sentence, seen) else part.subject
    if " " not in subject and re.search(r"[^s]s$", subject) and bare(part.verb) in BASES | {"are", "were", "have"}:
        subject = subject[0].lower() + subject[1:]
    if bare(subject.split()[0]) in {"he", "she", "it", "they", "this", "these", "those", "its", "his", "their"}:
        return ""
    if is_:
        done = lead.split()[-1:] and (bare(lead.split()[-1]) in PARTICIPLES or lead.endswith("ed"))
        there = subject.lower() == "there" and not lead
        if not there and not (done and count(lead) <= 3):
            return ""
        turned = f"{bare(part.verb)} {subject.lower() if there else subject} {lead} {tail}"
    elif lead:
        return ""
    else:
        turned = invert(subject, part.verb, tail) or ""
    asked = " ".join(f"How many {what} {turned}?".split()).replace(" ?", "?") if turned else ""
    return asked if asked and count(asked) <= 13 else ""


_ODD_TAIL = re.compile(
    r"^(?:or|long|wide|high|tall|old|deep|later|earlier|ago|after|before|away)\b|"
    r"\b(?:because|and|which|that|so|but)\b"
)
_MONEY = ("$", "£", "€", "¥")
