"""Cards: a few large words and what is said of them, as a sentence has it itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ytempire.editorial import labels
from ytempire.editorial.bags import bag
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import plainer, stop
from ytempire.editorial.grammar import Clause, bare, clause, finite
from ytempire.editorial.labels import accent, told
from ytempire.editorial.lexicon import ADVERBS, AUX, DETERMINERS, PREPOSITIONS, RELATIVES
from ytempire.editorial.strong import POINTS, pieces, undated
from ytempire.editorial.visuals import Option
from ytempire.editorial.words import count
from ytempire.models import Title

SUPPORT = 12  # words at most under the large ones
_HANGING = frozenset(["if", "when", "unless", "while", "because", "although", "after", "before", "once", "until"])
_FRONTED = re.compile(r"((?:If|When|Where|In|On|At|For|With|Without|Until|Unless|As long as)\s[^,;:“”\"]+), (.+)$")
_PARTICLES = set(bag("up down out off away back over of to"))
_OPENS = (PREPOSITIONS - _PARTICLES) | RELATIVES | AUX | DETERMINERS | {"when", "where", "because", "while", "before"}


def cards(said: Sequence[str], before: str) -> list[Option]:
    """A card: who or what in large letters, and under it what is said of it, in the sentence's own words."""
    out = []
    for place, text in enumerate(said):
        for piece in pieces(text)[:3]:
            short, when = undated(piece)
            part = clause(short.rstrip(".!?…"))
            if part is None or part.front or "," in part.subject:
                continue
            part = _named_by(part)
            head = part.subject.split()
            if not 1 <= len(head) <= 7 or bare(head[0]) in POINTS | _HANGING or bare(head[-1]) in labels.LOOSE:
                continue
            if len(head) == 1 and (not head[0][:1].isupper() or part.subject.isupper()) and len(head[0]) < 5:
                continue
            adverb = head.pop() + " " if len(head) > 1 and bare(head[-1]) in ADVERBS else ""
            rest = f"{adverb}{part.verb} {part.rest}".strip()
            if count(rest) > SUPPORT:
                kept = told(short, len(head) + SUPPORT)
                rest = kept[len(part.subject) :].strip() if kept.startswith(part.subject) else ""
            if not 2 <= count(rest) <= SUPPORT or re.search(r"[“”\"]", rest):
                continue
            kicker = when if DATE.fullmatch(when) else "" if place else before
            named = any(w[:1].isupper() for w in head[1:] or head)
            worth = 1.25 + 0.25 * named + 0.1 * (2 <= len(head) <= 4) - 0.3 * (len(head) == 1) - 0.05 * place
            out.append(Option(card(upper_first(" ".join(head)), stop(rest), kicker), worth))
            break
    return out


def provided(said: Sequence[str], before: str) -> list[Option]:
    """A card for what holds under a condition: the main clause large, and under it "if you stay for ten years"."""
    out = []
    for place, text in enumerate(said):
        found = _FRONTED.match(plainer(text, contract=False))
        part = clause(found[2].rstrip(".!?…")) if found else None
        if found is None or part is None or part.front or DATE.search(found[1]) or re.search(r"[,;:?“”\"]", found[2]):
            continue
        if bare(part.subject.split()[0]) in POINTS or not 2 < count(found[2]) <= 7 or count(found[1]) > SUPPORT:
            continue
        head = upper_first(found[2].rstrip("."))
        kicker = "" if place else before
        out.append(Option(card(head, stop(found[1][0].lower() + found[1][1:]), kicker), 2.7 - 0.05 * place))
    return out


def _named_by(part: Clause) -> Clause:
    """A clause whose subject is "a firm called Purity Distilling": the name belongs to it, and the verb comes after."""
    words = part.rest.split()
    at = finite(words) if bare(part.verb) in {"called", "named", "known"} else None
    if not at:
        return part
    subject = " ".join([part.subject, part.verb, *words[:at]])
    return replace(part, subject=subject, verb=words[at], rest=" ".join(words[at + 1 :]))


def card(headline: str, support: str = "", kicker: str = "") -> Title:
    return Title(headline=headline, accent=accent(headline), kicker=kicker, support=support)


def whole(said: Sequence[str], before: str) -> list[Option]:
    """A sentence that no clause can stand for, whole: its first phrase large and the rest of it below."""
    for text in said:
        for piece in pieces(text):
            short, when = undated(piece)
            words = upper_first(re.sub(r"^That way, ", "", short)).split()
            if not 6 <= len(words) <= 20:
                continue
            places = range(2, min(7, len(words) - 2) + 1)
            for at in sorted(places, key=lambda k: (not words[k - 1].endswith((",", ":")), abs(k - 4.4), k)):
                if bare(words[at - 1]) in labels.LOOSE or words[at - 1].endswith(("'s", "’s")):
                    continue
                opens = bare(words[at]) in _OPENS or words[at - 1].endswith((",", ":"))
                if opens and len(words) - at <= SUPPORT:
                    found = card(" ".join(words[:at]).rstrip(",:"), " ".join(words[at:]), when or before)
                    return [Option(found, 0.7)]
    return []
