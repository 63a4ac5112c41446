"""Few words for the screen out of a spoken sentence: its strong clause, whole, and never half of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ytempire.editorial import labels
from ytempire.editorial.bags import bag
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import halves, plainer, stop
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.labels import told
from ytempire.editorial.leaning import connective
from ytempire.editorial.lexicon import AUX, LEMMA_PAST, LEMMA_THIRD, PRONOUNS, RELATIVES
from ytempire.editorial.words import count
from ytempire.models import Line

STATEMENT = 9  # words at most
POINTS = PRONOUNS | {"it", "this", "that", "these", "those", "there", "nobody", "everybody", "its", "his", "her"}
_DATED = re.compile(r"(?:[A-Z][a-z]+ (?:later|after that), )?(?:[Oo]n|[Ii]n) ([^,]{0,18}\d{4}s?),? (.+)")
_TIMED = re.compile(r"((?:At|On|In|By|Early|Late)\b[^,;]{0,44}?\b\d{4}),?\s+((?:the|an?|[A-Z][a-z]+)\s.+)$")
_TELLING = re.compile(r"\d|\s[A-Z]")  # a sentence with a figure or a name says more than a link


@dataclass(frozen=True)
class Strong:
    """A clause for the screen: its words, its year, and how well it stands alone."""

    text: str
    when: str
    worth: float


def strong(sentence: str, most: int = STATEMENT) -> Strong | None:
    """The strongest clause of a sentence in at most `most` words, still a sentence; None where there is none."""
    found: list[Strong] = []
    for place, piece in enumerate(pieces(sentence)):
        text, when = undated(piece)
        if count(text) <= most and (not place or stands(text.rstrip(".!?…"))):
            found.append(_rated(text, when, place))
        short = told(text, most)
        if count(short) >= 3:
            found.append(_rated(short, when, place + 0.5))
    return max(found, key=lambda s: s.worth, default=None)


def _rated(text: str, when: str, place: float) -> Strong:
    text = stop(upper_first(text))
    points = bare(text.split()[0]) in POINTS
    worth = min(9, count(text)) / 9 + 0.4 * bool(_TELLING.search(text)) - 0.7 * points - 0.25 * place
    return Strong(text, when, worth)


def pieces(sentence: str) -> list[str]:
    """A sentence whole, and then each of its clauses that can stand alone."""
    whole = re.sub(r"^(?:Because|But|And|So|Partly because|Or)\s+", "", plainer(sentence, contract=False))
    whole = upper_first(connective(whole)[1])
    if re.search(r"[“”\"]", whole):
        return []
    out = [whole, *_clauses(whole)]
    for part in out[1:]:
        out += _clauses(part)
    why = re.search(r"\b(?<!just )because\s+(.+)$", whole)
    return list(dict.fromkeys([*out, upper_first(why[1])] if why else out))


def _clauses(whole: str) -> list[str]:
    """The clauses of a sentence that can stand alone."""
    out = [main] if (main := _main(whole)) else []
    for first, second, kind in halves(whole):
        out.append(first)
        if "§" not in second and kind in {"and", "while", "semi", "but", "colon"}:
            out.append(upper_first(re.sub(r"^(?:But|And|So|There,)\s+", "", second)))
    for border, always in ((_BORDER, True), (re.compile(r",?\s+(?:before|after|until)\s+"), False)):
        parts = border.split(whole)
        if len(parts) < 2 or not stands(parts[0]) or re.search(r"\b(?:that|which|who)\b", parts[0]):
            continue
        if always or (clause(parts[0]) and not _DENIES.search(parts[0])):
            out.append(stop(parts[0]))
    held = re.search(r"\b(?:found|showed|shows|discovered|proved|proves|means|meant|knew) that ([^,;:]+)", whole)
    if held and stands(held[1]) and not _DENIES.search(whole[: held.start()]):
        out.append(stop(upper_first(held[1])))
    _, colon, after = whole.partition(": ")
    if colon and clause(after.rstrip(".")) and stands(after):
        out.append(upper_first(after))
    return out


_WHEN = r"Each time|Every time|When|Whenever|Although|Though|After|Once|Since|Because|As soon as|Instead of"
_WHERE = r"In|On|At|By|For|With|During|From|Throughout"
_FRONTED = re.compile(rf"(?:(?P<when>{_WHEN})|(?:{_WHERE}))\s(?!(?:that|this|theory|fact)\b)[^,;:]+,\s+(?P<main>.+)$")


def _main(whole: str) -> str:
    """What a sentence says behind "Each time it rained," or "In the case that followed,"; empty where it needs that."""
    found = _FRONTED.match(whole)
    part = clause(found["main"].rstrip(".!?…")) if found else None
    if found is None or part is None or part.front or "," in part.subject:
        return ""
    past = bare(part.verb) in LEMMA_PAST or bare(part.verb) in {"was", "were", "had"}
    return upper_first(found["main"]) if past and stands(found["main"].rstrip(".!?…")) else ""


_DENIES = re.compile(r"\b(?:no|not|never|nobody|nothing|only|few|hardly)\b|n['’]t\b")
_BORDER = re.compile(
    r"\s+because\s+|\s+but\s+|,\s+(?:and|but|so|which|who|where|while|as)\s+|[;:]\s+|,\s+so\s|\s+so that\s"
)


_HANGS = RELATIVES | set(bag("if when where because while after before although though until unless since as to"))


def stands(text: str) -> bool:
    """Whether the first part of a sentence can stand without the rest of it."""
    words = [bare(word) for word in text.split()]
    if len(words) < 3 or words[0] in _HANGS:
        return False
    if words[-1] in labels.LOOSE - {"away", "back", "up", "down", "out", "off", "before", "over"}:
        return False
    return clause(text) is not None or any(w in AUX or w in LEMMA_PAST or w in LEMMA_THIRD for w in words[1:])


def says(text: str) -> bool:
    """Whether a text on the screen is a whole sentence: it asks, or it has its verb."""
    return text.endswith("?") or stands(text.rstrip(".!…"))


def undated(text: str) -> tuple[str, str]:
    """A sentence without the date that it begins with, and the date."""
    day = _DATED.match(text)
    if day and clause(day[2].rstrip(".")):
        return upper_first(day[2]), re.sub(r"^the\s+", "", day[1])
    timed = _TIMED.match(text)  # "At about half past twelve on 15 January 1919 the tank burst."
    if timed and (part := clause(upper_first(timed[2]).rstrip("."))) and not part.front:
        return upper_first(timed[2]), next((d.group() for d in DATE.finditer(timed[1])), "")
    return text, ""


def only_date(text: str) -> str:
    """The date that a sentence is, or only brings: "1954.", "Then came October 1884." """
    day = re.fullmatch(r"(?:Then came |Next came |And then, )?(.{4,18}?)\.", text)
    return day[1] if day and DATE.fullmatch(day[1]) else ""


def leads(line: Line) -> bool:
    """A question, a date alone, a link or a few words that claim nothing belong to what comes next."""
    words = len(line.text.split())
    return not line.notes or line.text.endswith(("?", ":")) or words <= (4 if _TELLING.search(line.text) else 5)


def asks(text: str) -> str:
    """A question as it stands on the screen: without the word that leads to it; empty for what asks nothing."""
    return upper_first(re.sub(r"^(?:And so|So|Now|And|But),?\s+", "", text)) if text.endswith("?") else ""
