"""Questions for a quiz: what a fact answers, how it is asked, what may be chosen from, and how hard it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import guesses, labels, measures, quantities, questions
from ytempire.editorial.casing import can_lower, lower_first, upper_first
from ytempire.editorial.ear import plainer, stop
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import BE, DETERMINERS, LEMMA_PAST, NUMBER_WORDS, PREPOSITIONS
from ytempire.editorial.phrases import rank
from ytempire.editorial.strong import pieces, stands, strong, undated
from ytempire.editorial.words import content, count, tokens
from ytempire.models import Fact, Quiz

LONGEST, REVEAL = 14, 8  # words of a question, and of its answer on the screen
SECONDS = 3
_LOOSE = re.compile(
    r"\b(?:he|she|him|this|these|those|such|here|same|also|another|too)\b|\bthat (?!\w+s\b)|"
    r"^(?:\w+ ){0,4}(?:it|they) |^(?:\w+ )?(?:its|their|his|her) ",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"^(?:the|its)\s+(?:[a-z]+\s+)?(?:only|first|last|most|least|largest|smallest|longest|shortest|tallest|highest|"
    r"deepest|hottest|coldest|fastest|slowest|oldest|youngest|biggest|heaviest|lightest|nearest|closest|brightest|"
    r"busiest|richest|driest|wettest|farthest|second[- ]\w+)\b"
)


@dataclass(frozen=True)
class Question:
    """What is asked of a fact, what is shown as its answer, and how hard it is, from 0."""

    fact: Fact
    text: str
    reveal: str
    kind: str
    hard: float
    options: tuple[str, ...] = ()
    answer: int = 0

    @property
    def visual(self) -> Quiz:
        right = self.options[self.answer - 1] if self.answer else ""
        reveal = "" if self.reveal == right else self.reveal  # what is lit among the options need not stand under them
        return Quiz(text=self.text, options=self.options, answer=self.answer, reveal=reveal, seconds=SECONDS)


def right_of(visual: Quiz) -> str:
    """What is right: as it is shown under the question, else among the options."""
    return visual.reveal or (visual.options[visual.answer - 1] if 0 < visual.answer <= len(visual.options) else "")


def asked_of(fact: Fact, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    """The best question that a fact answers by itself; none where it would have to be guessed what is meant."""
    text = plainer(fact.text, contract=False)
    if fact.quote or fact.rights == "quote-only" or count(text) > 26 or re.search(r"[“”\"]", text):
        return None
    headed = _headed(fact)
    if headed:
        return headed
    if leans(text):
        return None
    for way in (_most, _called, _number, _who, _year, _why):
        found = way(fact, text, facts, seen, key)
        if found and _good(found):
            return found
    return None


def _good(question: Question) -> bool:
    """Whether it can be understood alone, is short, and does not give its answer away."""
    words = count(question.text)
    told = set(tokens(question.text))
    gives = [t for t in tokens(question.reveal) if t not in {"the", "a", "an", "of", "in", "and", "to"}]
    leaks = bool(gives) and all(t in told for t in gives)
    vague = re.search(r"\blike (?:it|them|this|that)\b|^How many (?:things|ways)\b", question.text)
    return (
        4 <= words <= LONGEST and not vague and not _LOOSE.search(question.text) and not leaks and bool(question.reveal)
    )


def _headed(fact: Fact) -> Question | None:
    """A heading that asks, over the sentence that answers."""
    text = fact.section.strip()
    if not text.endswith("?") or not 3 <= count(text) <= LONGEST:
        return None
    best = strong(fact.text, REVEAL)
    found = quantities.find(fact.text)
    reveal = ""
    if re.match(r"How (?:many|much|often|far|long|old|big|tall|deep|fast|high)\b", text) and found:
        reveal = _shown(found[0])
    elif re.match(r"(?:When|(?:In )?(?:which|what) year)\b", text, re.I) and fact.dates:
        reveal = fact.dates[0]
    elif re.match(r"(?:Who|What|Which)\b", text) and (name := _answerer(text, fact)):
        reveal = name
    elif best and best.worth > 0.2:
        reveal = best.text.rstrip(".")
    return Question(fact, upper_first(text), reveal or labels.headline(fact.text, 6), "headed", 1.0)


def _answerer(asked: str, fact: Fact) -> str:
    """Who or what a sentence is about, where it says of it what a question asks: the sinus node sets the pace."""
    part = clause(fact.text.rstrip(".!"))
    inner = clause(part.rest) if part and bare(part.verb) == "called" else None  # "a knot called the sinus node sets"
    part = inner or part
    if part is None or part.front or not set(content(part.rest)) & set(content(asked)):
        return ""
    name = labels.thing(part.subject, 5)
    return (
        name if count(name) <= 5 and not labels.points(name) and not set(content(name)) <= set(content(asked)) else ""
    )


def _shown(found: quantities.Found) -> str:
    q = found.quantity
    label = "" if q.unit == "%" else measures.counted(q)
    return upper_first(f"{found.hedge} {q.shown} {label}".strip())


def _number(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    """A number, asked for: turned round, else where it stands, as a quiz master does ("can turn how many degrees?")."""
    for piece in _clauses(text):
        found = quantities.find(piece)
        if len(found) != 1 or not _worthy(found[0], piece):
            continue
        one = found[0]
        asked = guesses.how_many(piece, seen) or _in_place(piece, one)
        options, right = _options(one.quantity.shown, _near(one.quantity.value, one.quantity.shown, asked), key + asked)
        hard = 1.0 + 0.5 * (one.quantity.value > 12) + 0.3 * (one.quantity.value > 1000)
        made = Question(fact, asked, _shown(one), "number", hard, options, right)
        if asked and _good(made):
            return made
    return None


def _clauses(text: str) -> list[str]:
    """A sentence's clauses that can be asked alone, the shortest first, without the date that they begin with."""
    own = [undated(piece)[0] for piece in pieces(text) if not leans(piece)]
    own += [first for piece in own if (first := re.split(r",\s(?!and\b)", piece)[0]) != piece]
    return sorted(dict.fromkeys(stop(piece) for piece in own if stands(piece.rstrip(".!"))), key=count)


def _worthy(one: quantities.Found, piece: str) -> bool:
    q = one.quantity
    return q.value >= 2 and not re.search(r" to |½|¼|¾", q.shown) and not re.match(_PART, piece[one.end :])


_PART = r"\s(?:millionth|billionth|thousandth|hundredth|tenth|third|quarter|half|halves|fifth)s?\b|\s?(?:and|or|to)\s\d"


def _in_place(piece: str, one: quantities.Found) -> str:
    """The sentence with "how many" where its number stands."""
    q = one.quantity
    number = quantities.NUMBER.match(piece, one.start) or quantities.SPELLED.match(piece, one.start)
    if number is None or re.match(r"\s?(?:%|percent)|[\w-]", piece[number.end() :]):
        return ""
    before, after = piece[: one.start].rstrip(), piece[number.end() :].strip().rstrip(".!")
    before = before[: len(before) - len(one.hedge)].rstrip() if before.lower().endswith(one.hedge) else before
    if q.unit == "%":
        return f"What percentage {after}?" if not before and after.startswith("of ") else ""
    if q.unit[:1] in {"$", "£", "€", "¥"} and q.unit:
        wh = "how much"
    elif re.match(r"[a-z]+", after) and (q.unit or q.of):
        wh = "how many"
    else:
        return ""
    if re.search(r"\b(?:later|earlier|ago|afterwards?)\b", after) or re.match(r"how", before[-4:]):
        return ""
    return upper_first(f"{before} {wh} {after}?".strip().replace(" ?", "?"))


def _near(value: float, shown: str, key: str) -> list[str]:
    """Two wrong numbers that look like the right one: as many digits that count, below it, around it or over it."""
    if value != int(value) or not re.fullmatch(r"[\d,]+|[a-z-]+", shown):
        return []
    n, way = int(value), rank(len(key), key, "near", 3)[0]
    if n <= 12:
        wrong = ([n - 1, n + 2], [n + 1, n + 3], [n - 2, n - 1])[way if n > 3 else 1]
    else:
        step = 10 ** (len(str(n)) - 2) if n >= 100 else 1 if n % 5 else 5
        wrong = [round(n * by / step) * step for by in ((0.6, 1.7), (1.4, 2.1), (0.4, 0.7))[way]]
    if not shown[:1].isdigit():
        names = {v: w for w, v in NUMBER_WORDS.items() if w != "dozen"}
        return [names[w] for w in wrong if w in names]
    return [f"{w:,}" if "," in shown or w >= 10_000 else str(w) for w in wrong]


def _options(right: str, wrong: Sequence[str], key: str) -> tuple[tuple[str, ...], int]:
    """Right and wrong in an order that the film's own chance gives; none where there is too little to choose."""
    if len(set(wrong) - {right}) < 2:
        return (), 0
    given = [right, *[w for w in dict.fromkeys(wrong) if w != right][:2]]
    mixed = [given[i] for i in rank(len(key), key, "options", len(given))]
    if all(re.fullmatch(r"[\d,]+", g) for g in given):
        mixed = sorted(given, key=lambda g: int(g.replace(",", "")))
    return tuple(upper_first(m) for m in mixed), mixed.index(right) + 1


def _year(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    """When something happened: the clause of the only year of a sentence."""
    years = re.findall(r"\b(1[0-9]\d\d|20\d\d)\b(?!s)", text)
    if len(years) != 1 or len(fact.dates) != 1:
        return None
    if re.match(r"early|late|mid", fact.dates[0]):
        return None
    when = re.escape(fact.dates[0])
    for piece in sorted((p for p in pieces(text) if years[0] in p and not leans(p)), key=count):
        bare_ = re.sub(rf"^(?:In|On|By) {when},?\s+|,?\s+(?:in|on) {when}(?=[.,;]|\s|$)", "", piece)
        part = clause(upper_first(bare_).rstrip(".!"))
        if part is None or years[0] in bare_ or part.front or "," in part.subject or re.search(r"[,;:]", part.rest):
            continue
        if bare(part.verb) not in LEMMA_PAST | dict.fromkeys(("was", "were", "had")):
            continue
        still = bare(part.verb) in BE and not re.match(r"(?:\w+ly )?\w+(?:ed|en|t|d|n)\b", part.rest)
        if still or bare(part.subject.split()[0]) in PREPOSITIONS or _AND_DID.search(part.rest):
            continue
        subject = _inside(part.subject, upper_first(bare_), seen)
        turned = questions.invert(subject, part.verb, part.rest) if subject else None
        if not turned:
            continue
        said = [y for f in facts for d in f.dates for y in re.findall(r"\b\d{4}\b(?!s)", d) if y != years[0]]
        close = sorted(set(said), key=lambda y: (abs(int(y) - int(years[0])), y))
        far = int(years[0])
        wrong = [y for y in close if 3 <= abs(int(y) - far) <= 150][:2]
        wrong += [str(far - 17), str(far + 12 if far < 1990 else far - 31)]
        options, right = _options(years[0], wrong[:2], key + turned)
        made = Question(fact, f"In which year {turned}?", years[0], "year", 3.0, options, right)
        if _good(made):
            return made
    return None


_AND_DID = re.compile(r"\band (?:" + "|".join(map(re.escape, sorted(LEMMA_PAST))) + r")\b")


def _inside(subject: str, text: str, seen: str) -> str:
    """A subject as it stands inside a question; empty where its first word may or may not be a name."""
    return lower_first(subject, seen) if can_lower(text, seen) else subject if subject[:1].isupper() else ""


def _who(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    part = clause(text.rstrip(".!"))
    if part is None or part.subject not in fact.names or " " not in part.subject or not _human(part.subject, seen):
        return None
    front = f" {lower_first(part.front.rstrip(','))}" if part.front else ""
    rest = re.split(r",\s|;\s|:\s", part.rest)[0]
    if bare(part.verb) in BE and not _MOST.match(rest):
        return None
    others = [n for f in facts for n in f.names if n != part.subject and " " in n and _human(n, seen)]
    options, right = _options(part.subject, list(dict.fromkeys(others)), key + part.subject)
    return Question(fact, f"Who {part.verb} {rest}{front}?", part.subject, "who", 2.0, options, right)


def _human(name: str, seen: str) -> bool:
    """Whether a name is a person's, as far as the notes show: somebody who does what people do."""
    if re.search(rf"\b[Tt]he {re.escape(name)}\b", seen) or not re.fullmatch(
        r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)+", name
    ):
        return False
    did = (
        r"(?:born|said|wrote|invented|discovered|built|found|designed|noticed|won|died|sailed|thought|"
        r"published|studied)"
    )
    own = name.split()[-1]
    return bool(re.search(rf"\b{re.escape(own)}(?:'s|’s)? (?:had |was |first |then |later )?{did}\b", seen)) or bool(
        re.search(rf"\b{re.escape(own)}\b[^.]*\.\s+(?:He|She|His|Her)\b", seen)
    )


def _most(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    """The largest, the first, the only one: "What is the largest ocean?" """
    part = clause(text.rstrip(".!"))
    if part is None or part.front or bare(part.verb) not in BE or "," in part.subject:
        return None
    first, second = part.subject, re.split(r",\s|;\s|:\s|\s(?:and|but|because|so|which|who)\s", part.rest)[0]
    if _MOST.match(second):
        asked, name = second.replace("its ", "the ", 1), first
    elif _MOST.match(lower_first(first)):
        asked, name = lower_first(first), second
    else:
        return None
    short = labels.thing(name, 5)
    plain = bare(name.split()[0]) in DETERMINERS or name[:1].isupper() if name.split() else False
    if not plain or labels.points(name) or count(name) > 5 or any(c.isdigit() for c in asked) or count(asked) > 11:
        return None
    person = any(_human(n, seen) for n in fact.names if n in name) or _PERSON.search(asked)
    wh = "Who" if person else "What"
    return Question(fact, f"{wh} {part.verb} {asked}?", short, "which", 1.5)


_PERSON = re.compile(
    r"\b(?:patient|person|man|woman|president|king|queen|emperor|author|inventor|player|winner|captain|pilot|doctor|"
    r"scientist|writer|painter|composer|explorer|astronaut|human)\b"
)


def _called(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    """What something is called: "A group of owls is called what?" """
    match = re.match(
        r"^(.{6,60}?\b(?:is|are|was|were) (?:also )?called) ((?:an? |the )?[\w' -]{3,30}?)(?:[.,;:]|$)", text
    )
    if not match or labels.points(match[1]) or any(c.isdigit() for c in match[0]):
        return None
    return Question(fact, f"{match[1]} what?", labels.thing(match[2], 4), "which", 1.7)


def _why(fact: Fact, text: str, facts: Sequence[Fact], seen: str, key: str) -> Question | None:
    asked = questions.of_cause(fact, seen)
    because = re.search(r"\bbecause\s+(.+?)[.!]?$", text)
    if not asked or not because:
        return None
    best = strong(upper_first(because[1]) + ".", REVEAL)
    return Question(fact, asked.question, best.text.rstrip(".") if best else "", "why", 2.5)


def shared(a: Question, b: Question) -> float:
    """How much two questions ask of the same thing."""
    x, y = set(content(a.text)), set(content(b.text))
    return len(x & y) / max(1, min(len(x), len(y)))
