"""Just enough grammar to move words safely: where the verb is, what a sentence leans on, what is plural."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ytempire.editorial.bags import bag
from ytempire.editorial.dates import DATE
from ytempire.editorial.lexicon import (
    ADVERBS,
    ALSO_NOUNS,
    AUX,
    BASES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    LEMMA_ING,
    LEMMA_PAST,
    LEMMA_THIRD,
    NUMBER_WORDS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)

_SUBJECT_PRONOUNS = frozenset(bag("""i you he she it we they there nobody everyone everybody someone nothing"""))


_TRIM = "\"'“”‘’.,;:!?()[]…"


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word without the marks around it, in lower case."""
    return word.strip(_TRIM).replace("’", "'").lower()


def _noun_like(word: str) -> bool:
    low = bare(word)
    return bool(low) and (
        (low not in FUNCTION and not low.endswith("ly"))
        or low in _SUBJECT_PRONOUNS
        or low in {"most", "many", "some", "one", "ones", "anyone", "everyone", "everything", "something"}
    )


def finite(words: list[str]) -> int | None:
    """The place of a clause's finite verb, or None when it is not plain to see."""
    noun = False
    skip = commas = 0
    for i, raw in enumerate(words):
        w = bare(raw)
        prev = bare(words[i - 1]) if i else ""
        then = bare(words[i + 1]) if i + 1 < len(words) else ""
        ended = i > 0 and words[i - 1].endswith((";", ":"))
        commas += i > 0 and words[i - 1].endswith(",")
        if ended and noun and not skip:
            return None
        if (
            w in {"that", "which", "who", "whose", "where", "whom"}
            and noun
            and i
            and prev not in PREPOSITIONS - {"in", "of"}
            and not (w == "that" and prev in PREPOSITIONS)
        ):
            skip += 1
            continue
        if w in {"what", "how", "whether"} and i and noun:
            skip += 1
            continue
        if (
            w in {"when", "if", "because", "while", "although", "though", "until", "unless", "whereas"}
            and noun
            and not skip
        ):
            return None
        if w in AUX and (noun or prev in PRONOUNS):
            if prev == "to":
                continue
            if skip:
                skip -= 1
                continue
            return i
        aside = commas % 2 and not skip and w not in AUX  # between two commas: not the sentence's own verb
        if not aside and _verb_here(w, prev, then, noun, i, words, bool(skip)):
            if skip:
                skip -= 1
                continue
            return i
        if w in _SUBJECT_PRONOUNS or (w in PRONOUNS and i == 0) or _noun_like(raw):
            noun = True
    return None


def _verb_here(w: str, prev: str, then: str, noun: bool, i: int, words: list[str], inside: bool) -> bool:
    """Whether the word at `i` is a finite verb; `inside` a relative clause another one is expected later."""
    if not noun or not i or words[i][:1].isupper() or words[i].endswith(("'s", "’s")):
        return False
    j = i - 1
    while j > 0 and (prev in ADVERBS or (prev.endswith("ly") and len(prev) > 4)):
        j -= 1
        prev = bare(words[j])
    pushed = j < i - 1
    if (
        prev in DETERMINERS - _ALONE
        or prev in PREPOSITIONS
        or prev in {"to", "very", "more", "most", "less", "and", "or"}
    ):
        return False
    rest = words[i + 1 :]
    later = False if inside else _later_verb(rest)
    if w in LEMMA_PAST or _ED.fullmatch(w):
        if w in LEMMA_PAST and w not in PARTICIPLES:
            return True
        if then in {"by", "of", "with"} or (pushed and prev not in _SUBJECT_PRONOUNS):
            return not later
        if then in {"and", "or"} and not w.endswith(("ed", "t", "d", "k")):
            return False
        return not later
    if w in LEMMA_THIRD:
        if w not in ALSO_NOUNS:
            return True
        if later:
            return False
        one = (
            bare(words[0]) in {"a", "an", "every", "each", "this", "that", "nobody", "everybody"}
            or prev in _SUBJECT_PRONOUNS
        )
        clear = (
            then in DETERMINERS | PRONOUNS | PREPOSITIONS - {"of"} | ADVERBS | {"", "because", "when", "than"}
            or then[:1].isdigit()
        )
        return pushed or one or clear or then in NUMBER_WORDS
    if w in BASES and (prev in _PEOPLE or (prev.endswith("s") and not prev.endswith(("'s", "ss", "us", "is")))):
        return not later and prev not in {"its", "his", "this", "was"}
    return False


_ED = re.compile(r"(?!(?:indeed|hundred|biped|sacred|naked|wicked|rugged|aged)$)[a-z]{2,}[^e]ed")


_ALONE = frozenset(["this", "that", "all", "both", "some", "many", "most", "few", "each", "these", "those", "another"])


_PEOPLE = frozenset(["people", "they", "we", "you", "i", "men", "women", "children", "who", "nobody", "police", "fish"])


def _later_verb(words: list[str]) -> bool:
    """Whether an unmistakable verb follows before the clause ends."""
    skip = 0
    for i, raw in enumerate(words):
        w = bare(raw)
        prev = bare(words[i - 1]) if i else ""
        if w in RELATIVES - {"how", "what", "why"}:
            skip += 1
        sure = (
            w in AUX
            or (w in LEMMA_PAST and i > 0 and w not in PARTICIPLES and prev not in PREPOSITIONS | DETERMINERS)
            or (w in LEMMA_THIRD and w not in ALSO_NOUNS and i > 0)
        )
        if sure and i and words[i - 1].endswith(",") and not skip:
            return False
        if sure and not skip:
            return True
        if sure:
            skip -= 1
        if i + 1 < len(words) and (raw.endswith((";", ":")) or w in CONJUNCTIONS):
            return False
    return False


@dataclass(frozen=True)
class Clause:
    """A clause in parts: what comes first ("In 1956,"), who, the verb, and the rest."""

    front: str
    subject: str
    verb: str
    rest: str


_FRONT = re.compile(
    r"^(?:in|on|at|by|before|after|during|since|until|from|for|within|around|about|over|under|with|without|even|today|now|"
    r"then|later|soon|once|originally|finally|eventually|meanwhile|instead|still|yet|but|and|so|however|"
    r"historically|traditionally|surprisingly|unfortunately|fortunately|to this day|early|late|inside|across)\b"
    r"[^,;:.!?]{0,60},\s+",
    re.IGNORECASE,
)


_DATE_FRONT = re.compile(
    r"^(?:(?i:but|and|so|then)\s+)?(?:(?i:early|late|only)\s+)?(?i:in|on|by|around|since|after|before|during|until|from)\s+"
    r"(?:about\s+|around\s+|early\s+|late\s+|mid-?|the\s+(?:spring|summer|autumn|fall|winter|morning|night)\s+of\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:" + DATE.pattern + r")(?:,\s+|\s+)",
)


_FRONT_LATER = re.compile(r"^(?:[\w-]+\s){1,3}(?:later|earlier|afterwards),?\s+(?=[\w\"“])", re.IGNORECASE)


_FRONT_PLACE = re.compile(
    r"^(?:In|At|On|From)\s+(?:[A-Z][\w'’-]+\s+){1,3}(?=(?:the|a|an|his|her|its|their|people|nobody|every|no|one|two)\b)"
)


def front(sentence: str) -> tuple[str, str]:
    """What a sentence begins with before its subject ("In 1956, "), and the rest."""
    for pattern in (_DATE_FRONT, _FRONT_LATER, _FRONT_PLACE):
        match = pattern.match(sentence)
        if match:
            return sentence[: match.end()], sentence[match.end() :]
    match = _FRONT.match(sentence)
    if match and (finite(match.group().split()[1:]) is None):
        return sentence[: match.end()], sentence[match.end() :]
    return "", sentence


@lru_cache(maxsize=16384)
def clause(sentence: str) -> Clause | None:
    """A sentence's first clause in parts, or None if its verb is not plain to see."""
    head, body = front(sentence.strip())
    if bare(body.split()[0] if body else "") in PREPOSITIONS:
        for comma in re.finditer(r",\s+", body):
            before, after = body[: comma.start()], body[comma.end() :]
            first = bare(after.split()[0]) if after else ""
            if (
                first in DETERMINERS | _SUBJECT_PRONOUNS
                and finite(before.split()[1:]) is None
                and finite(after.split())
            ):
                head, body = f"{head}{before}, ", after
                break
    words = body.split()
    at = finite(words)
    if at is None or at == 0:
        return None
    return Clause(head.strip(), " ".join(words[:at]), words[at], " ".join(words[at + 1 :]))


def has_verb(text: str) -> bool:
    """Whether a text can stand as a sentence: a subject and a finite verb in sight."""
    return clause(text) is not None or clause(re.sub(r"^[^,]{3,60},\s+", "", text)) is not None


def starts_clause(text: str) -> bool:
    """Whether these words could stand as a sentence of their own (after "and", "but", "so")."""
    words = text.split()
    if len(words) < 3 or bare(words[0]) in {"that", "which", "who", "to", "then", "not", "also", "never", "still"}:
        return False
    first = bare(words[0])
    if first in LEMMA_PAST or first in BE or first in AUX or first in LEMMA_THIRD:
        return False
    part = clause(text)
    if first in LEMMA_ING and (part is None or len(part.subject.split()) < 2):
        return False
    return part is not None and len(part.subject.split()) <= 8 and "," not in part.subject


def plural(phrase: str, verb: str = "") -> bool | None:
    """Whether a noun phrase is plural, by its verb where there is one; None if neither shows it."""
    v = bare(verb)
    if v in {"are", "were", "have", "do", "aren't", "weren't", "haven't", "don't"}:
        return True
    if v in {"is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't"} or v in LEMMA_THIRD:
        return False
    words = [bare(w) for w in phrase.split()]
    if not words:
        return None
    if words[0] in {"a", "an", "this", "that", "every", "each", "one"}:
        return False
    if words[0] in {"these", "those", "many", "several", "two", "three", "four", "five", "most", "few"}:
        return True
    return None


def lemma(verb: str) -> tuple[str, str] | None:
    """A verb's base and its tense as an auxiliary would show it: ("fall", "did"); None if it is not known."""
    v = bare(verb)
    if v in LEMMA_PAST:
        return LEMMA_PAST[v], "did"
    if v in LEMMA_THIRD:
        return LEMMA_THIRD[v], "does"
    if v in BASES:
        return v, "do"
    return None
