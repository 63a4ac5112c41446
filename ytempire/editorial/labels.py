"""Few words for the screen and for recaps: a sentence's core, cut only where it stays whole."""

from __future__ import annotations

import re
from functools import lru_cache

from ytempire.editorial.bags import bag
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import plainer
from ytempire.editorial.grammar import bare, clause, front
from ytempire.editorial.leaning import connective
from ytempire.editorial.lexicon import (
    ADVERBS,
    AUX,
    BASES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    LEMMA_PAST,
    LEMMA_THIRD,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from ytempire.editorial.words import STOPWORDS, count
from ytempire.models import Fact

LOOSE = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | RELATIVES
    | AUX
    | frozenset(
        bag("the a an not very too so as than about only just also more most less nearly almost its his her their own")
    )
)
_TIES = frozenset(bag("of to as like than per by until till after about into up out off down"))
_BREAK = (PREPOSITIONS - _TIES) | {"where", "when", "while", "because", "instead"}
_OPEN_HEADS = frozenset(
    bag("""one two three most many some part number pair hundreds thousands tens dozens millions each all none""")
)


@lru_cache(maxsize=16384)
def core(text: str) -> tuple[str, str, str] | None:
    """A sentence's first clause as (subject, verb, rest), without date, asides and what hangs on it."""
    _, rest = connective(plainer(text))
    rest = re.sub(r"[“”\"]", "", rest)
    part = clause(rest)
    if part is None:
        return None
    subject = re.sub(r",?\s(?:therefore|also|then|however|thus|thereupon|again|now)$", "", part.subject.rstrip(","))
    if subject.endswith(" no longer"):
        return None
    if not subject or bare(subject.split()[0]) in PREPOSITIONS | CONJUNCTIONS | (RELATIVES - {"that"}):
        return None
    if "," in subject and not part.subject.endswith(","):
        return None
    subject = re.sub(r"^([^,]+),\s.*$", r"\1", subject)
    head = bare(subject.split()[0]) if subject.split() else ""
    if head not in _OPEN_HEADS and not re.match(
        r"(?:the|a) (?:number|lot|pair|part|group|kind|series|set|rest)\b", subject.lower()
    ):
        subject = re.sub(r"\s(?:in|from|at|on|with|near|by)\s(?!which).*$", "", subject)
    tail = re.split(
        r"[;:]\s|,\s|\s(?:because|while|whereas|although|though|so that|which|but|until|unless|when|where|since)\s",
        part.rest.rstrip(".!?…") + " ",
    )[0]
    tail = re.sub(
        r"(?:^|\s+)(?:only\s+)?(?:in|on|by|since|until|from)\s+(?:"
        + DATE.pattern
        + r")(?:\s+to\s+(?:"
        + DATE.pattern
        + r"))?\s*$",
        "",
        tail.strip(),
    )
    return subject.strip(), part.verb.strip(".,"), tail.strip(" ,.")


def cut(words: list[str], most: int, least: int = 1) -> list[str] | None:
    """The longest beginning of at most `most` words that ends where a phrase ends."""
    for k in range(min(most, len(words)), least - 1, -1):
        last = bare(words[k - 1])
        following = bare(words[k]) if k < len(words) else ""
        if last in LOOSE or words[k - 1].endswith(("'s", "’s")):
            continue
        if k == len(words) or following in _BREAK or words[k - 1].endswith(","):
            return [*words[: k - 1], words[k - 1].rstrip(",")]
    return None


_POINTING = frozenset(["his", "her", "its", "their", "this", "that", "these", "those", "such", "my", "our", "your"])


def points(phrase: str) -> bool:
    """Whether a phrase only points to something else: "it", "his plan", "these"."""
    words = phrase.split()
    return not words or bare(words[0]) in _POINTING | {
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "nobody",
        "some",
        "most",
        "one",
    }


_LINKING = BE | frozenset(
    bag("""became become becomes called made makes seemed seems looked looks got gets turned turns kept keeps felt""")
)


@lru_cache(maxsize=16384)
def told(text: str, most: int) -> str:
    """A sentence in at most `most` words, still a sentence; empty where no sound cut is found."""
    part = core(text)
    if part is None:
        return ""
    subject, verb, rest = part
    head = subject.split()
    if any(
        bare(w) in {"he", "she", "it", "they", "this", "these", "those", "his", "her", "its", "their"} for w in head[:2]
    ):
        return ""
    tail = rest.split()
    room = most - len(head) - 1
    if room < 0:
        return ""
    need = 1 if bare(verb) in AUX or bare(verb) in _LINKING or bare(verb) in _TRANSITIVE else 0
    if bare(verb) in AUX - BE:
        need = 2 if len(tail) > 1 and bare(tail[0]) in {"not", "been", "be", "also", "only", "never", "still"} else 1
    kept = cut(tail, room, max(need, 1)) if tail and room > 0 else None
    if kept is None:
        if need or tail:
            return ""
        kept = []
    if len(kept) < len(tail) and (bare(verb) in BE or ("from" in kept and "to" in tail[len(kept) :])):
        return ""
    if kept and bare(kept[-1]) in ADVERBS & {"too", "also", "just", "only", "even", "so"}:
        return ""
    left = " ".join(tail[len(kept) :])
    if _RATE.match(left) and re.search(r"\d|\b(?:one|two|three|four|five|ten|half|once|twice)\b", " ".join(kept)):
        return ""
    if len(kept) < len(tail) and kept:
        last, before = bare(kept[-1]), bare(kept[-2]) if len(kept) > 1 else bare(verb)
        if last in {"one", "you", "me", "us", "them", "it"} or (
            last in BASES and before in AUX | {"to", "not", "only", "never"}
        ):
            return ""
        if last in PARTICIPLES | LEMMA_PAST.keys() or re.fullmatch(r"[a-z]{3,}ed", last):
            return ""
    if re.search(r"\b(?:how|what|why|where|so|that)(?: \w+)?$", " ".join(kept)):
        return ""
    if " ".join(kept).endswith("each other") or (len(kept) < len(tail) and kept and bare(kept[-1]) in _WANTING):
        return ""
    whole = [*head, verb, *kept]
    if len(tail) > len(kept) and bare(verb) not in AUX and len(kept) == 1 and bare(kept[0]) in LEMMA_PAST | LEMMA_THIRD:
        return ""
    out = " ".join(whole)
    if re.search(r"\band (?:reported|said|found|thought|believed|claimed|wrote|knew|hoped|promised)$", out):
        return ""
    return "" if re.search(r"\b(?:not only|either|neither|both|so \w+ that|as \w+)$", out) or out.count("(") else out


_TRANSITIVE = frozenset(
    bag("""
    made makes took takes gave gives had has put puts set sets kept keeps brought brings built builds found
    finds carried carries held holds needed needs used uses lost loses bought buys sold sells cost costs paid
    pays sent sends got gets reached reaches ordered orders asked asks saved saves solved solves wore wears cut
    cuts hit hits tells told shows showed wrote writes promised promises settled settles measured measures
    contains contained covers covered produces produced changed changes replaced replaces pulled pulls pushed
    pushes met meets let lets left leaves called warned warns invented discovered published opened joined moved
    moves loaded loads lifted
    """)
)


_RATE = re.compile(
    r"(?:in|per|a|an|each|every|for every)\s+(?:an? |one |single |about |around |some |every |[\d,.]+ |million )*"
    r"(?:second|minute|hour|day|week|month|year|decade)s?\b"
)
_WANTING = frozenset(
    bag("""room need reason way chance kind sort part number able ready due close similar used nothing something
    anything enough""")
)


def headline(text: str, most: int = 6) -> str:
    """A headline of at most `most` words out of a sentence, or its subject alone, or its names."""
    out = told(text, most)
    if out and count(out) >= 2:
        return upper_first(out)
    part = core(text)
    if part:
        subject, verb, rest = part
        if bare(verb) in BE and not re.match(r"(?:he|she|it|they|this|these|those)\b", subject.lower()):
            kept = cut(rest.split(), most, 2)
            if kept and bare(kept[0]) not in LEMMA_PAST | LEMMA_THIRD and bare(kept[0]) in {"a", "an", "the"}:
                return upper_first(" ".join(kept))
        noun = cut(re.sub(r"\s(?:that|which|who|whose)\s.*$", "", subject).split(), most)
        while noun and len(noun) > 1 and bare(noun[-1]) in ADVERBS | {"often"}:
            noun = noun[:-1]
        loose = _POINTING | (PRONOUNS - {"no"}) | PREPOSITIONS | ADVERBS
        if noun and bare(noun[0]) not in loose and len(noun) > 2:
            return upper_first(" ".join(noun))
    return ""


def thing(words: str, most: int = 4) -> str:
    """A thing's name in few words: articles and what hangs on it dropped as needed."""
    words = re.sub(
        r"^(?:about |nearly |almost )?"
        r"(?:half|most|many|some|part|two thirds|a third|three quarters|\d+%|\d+ percent) of ",
        "",
        words,
        flags=re.IGNORECASE,
    )
    words = re.sub(r"\s(?:that|which|who|whose)\s.*$", "", words)
    parts = [w for w in words.strip(" ,.;:").split() if w]
    while len(parts) > 1 and bare(parts[0]) in {"the", "a", "an", "about", "only", "and", "or", "to", "of"} | (
        DETERMINERS - {"no", "all", "both", "more"}
    ):
        parts = parts[1:]
    if len(parts) > most:
        parts = cut(parts, most) or parts[:most]
        while len(parts) > 1 and bare(parts[-1]) in LOOSE:
            parts = parts[:-1]
    while len(parts) > 1 and bare(parts[-1]) in ADVERBS:
        parts = parts[:-1]
    out = " ".join(parts).strip(" ,.;:")
    return upper_first(lower_first(out))


def accent(text: str) -> str:
    """The one word to set in colour: the longest that carries meaning, numbers first."""
    words = re.findall(r"[$€£]?\d(?:[\d,.]*\d)?%?|[^\W\d_][\w'’-]*", text)
    best, value = "", -1.0
    for i, word in enumerate(words):
        low = word.lower()
        if low in STOPWORDS or low in FUNCTION:
            continue
        score = (
            len(word)
            + (8 if len(word) > 1 and (word[0].isdigit() or word[0] in "$€£") else 0)
            + (2 if word[0].isupper() and i else 0)
            + 0.1 * i
        )
        if score > value:
            best, value = word, score
    return best


_BORDER = re.compile(
    r"[;:]\s|,\s(?:and|but|so|while|whereas|where|which|who)\s|\s(?:because|who|which|that|where|when|while|after|before|until|since)\s"
)


@lru_cache(maxsize=16384)
def year_of(text: str, near: int = -1) -> str:
    """The year of what a sentence first says ("1956", "1850s"); nothing when its date belongs to another clause."""
    head, rest = front(text)
    border = _BORDER.search(rest)
    end = len(head) + (border.start() if border else len(rest))
    if near > end:
        return ""
    found = [m.group() for m in DATE.finditer(text[:end])]
    years = {y.group() for d in found if (y := re.search(r"\b\d{4}s?\b", d))}
    if len(years) == 1:
        return years.pop()
    return (
        ""
        if years or not found
        else re.sub(r"^the\s+", "", found[0])
        if re.search(r"B\.?C|A\.?D|century", found[0])
        else ""
    )


def by_year(fact: Fact) -> str:
    """The year to stand over a fact: "1956", "1850s"."""
    for date in fact.dates:
        found = re.search(r"\d{4}s?\b", date)
        if found:
            return found.group()
    return fact.dates[0] if fact.dates else ""
