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
    ANAPHORS,
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
)  # fmt: skip

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
        ):
            if not (w == "that" and prev in PREPOSITIONS):
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
        if commas % 2 and not skip and w not in AUX:
            pass
        elif _verb_here(w, prev, then, noun, i, words, bool(skip)):
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
        sure = w in AUX or (
            w in LEMMA_PAST and i > 0 and w not in PARTICIPLES and prev not in PREPOSITIONS | DETERMINERS
        ) or (w in LEMMA_THIRD and w not in ALSO_NOUNS and i > 0)  # fmt: skip
        if sure and i and words[i - 1].endswith(",") and not skip:
            return False
        if sure and not skip:
            return True
        if sure:
            skip -= 1
        if raw.endswith((",", ";", ":", ".")) or w in {"and", "but", "because", "so", "when", "while", "if"}:
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
    r"^(?:in|on|at|by|before|after|during|since|until|from|for|within|around|about|over|under|with|without|today|now|"
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
    if first in LEMMA_PAST or first in LEMMA_ING or first in BE or first in AUX or first in LEMMA_THIRD:
        return False
    part = clause(text)
    return part is not None and len(part.subject.split()) <= 8 and "," not in part.subject


_CONNECTIVE = re.compile(
    r"^(?:but|and|so|yet|however|therefore|thus|hence|instead|then|also|still|meanwhile|afterwards?|moreover|"
    r"furthermore|besides|otherwise|nevertheless|nonetheless|consequently|likewise|similarly|rather|indeed|"
    r"as a result|for example|for instance|in fact|in addition|in contrast|by contrast|on the other hand|"
    r"of course|that is why|because of this|for this reason|after that|even so|in other words|in turn)\b,?\s+",
    re.IGNORECASE,
)


def connective(sentence: str) -> tuple[str, str]:
    """A linking word at the start ("However, "), and the rest."""
    match = _CONNECTIVE.match(sentence)
    if not match:
        return "", sentence
    word = match.group().strip().rstrip(",").lower()
    if word in {
        "so",
        "yet",
        "still",
        "also",
        "then",
        "rather",
        "besides",
        "instead",
    } and not match.group().rstrip().endswith(","):
        rest = sentence[match.end() :]
        if word in {"still", "rather", "besides", "also"} or (
            rest.split()[:1] and bare(rest.split()[0]) in {"many", "much", "few", "of", "far"}
        ):
            return "", sentence
    return word, sentence[match.end() :]


@lru_cache(maxsize=16384)
def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it: it opens with "He", "This", "But", "The second" and the like."""
    if sentence[:1] in '“"':
        return False
    word, rest = connective(sentence)
    if word and word not in {"of course", "in fact"}:
        return True
    _, body = front(rest)
    if re.match(r"(?:This|That) (?:is|was) the (?:story|question)\b", sentence):
        return False
    lead = [re.sub(r"'(?:s|re|d|ll|ve)$", "", bare(w)) for w in body.split()[:12]]
    if not lead:
        return False
    if lead[0] == "it":
        if {"him", "her", "them", "this", "these"} & set(lead) or lead[-1:] == ["it"]:
            return True
        return not re.match(r"it(?:'s| is| was| took| takes| takes| turns out| seems| may| can)\s+(?:\w+\s+){0,4}"
                            r"(?:that|to|who|until|like|since|for)\b", " ".join(lead))  # fmt: skip
    if re.search(r"\b(?:this|these|those)(?=\s+(?:with|by|in|on|at|to|for|from|as|and|because|when)\b|[.,;!?])", rest):
        return True
    if lead[0] in {
        "he",
        "she",
        "they",
        "him",
        "this",
        "these",
        "those",
        "such",
        "another",
        "neither",
        "both",
        "either",
    }:
        return True
    if lead[0] == "that":
        return True
    if lead[0] in {"his", "her", "its", "their"}:
        return True
    if lead[0] in {"each", "some", "others", "most", "none", "all", "many", "few", "several"} and (
        len(lead) > 1 and (lead[1] in AUX or (lead[1] in {"of"} and len(lead) > 2 and lead[2] in {"them", "these", "those", "it"})
                           or lead[1] in LEMMA_PAST)
    ):  # fmt: skip
        return True
    text = " ".join(lead)
    if re.match(
        r"the (?:other|others|same|latter|former|second|third|next|result|rest|reason|idea|answer|difference)\b", text
    ):
        return True
    if re.match(r"(?:one|two|three|four|five) of (?:them|these|those)\b|even (?:so|then)|that\b|there,? ", text):
        return True
    at = finite(body.split())
    subject = lead[: at if at is not None else 3]
    return any(w in {"he", "she", "they", "it"} for w in subject[:2]) or bool(
        {"his", "her", "their", "its"} & set(subject[:2])
    )


_LOOSE = re.compile(
    r"\b(?:also|too|even (?:more|less)|as well|again|the same|another|(?<!each )(?<!any )(?<!every )(?<!no )others?|such|instead|either|this|these|those|"
    r"he|she|they|him|them|his|their|theirs)\b|\bthat (?:[a-z]+)\b(?= (?:is|was|were|are|had|has|made|became)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def stands_alone(sentence: str) -> bool:
    """Whether a sentence can open a film: nothing in it points back, not even "also" or "the same"."""
    if leans(sentence):
        return False
    found = _LOOSE.search(sentence)
    if not found:
        return not re.match(r"(?:It|Its)\b", sentence)
    own = re.match(r"(?:his|their|theirs)$", found.group(), re.IGNORECASE)
    later = re.match(r"(?:he|she|they)$", found.group(), re.IGNORECASE) and "," in sentence[: found.start()]
    part = clause(sentence)
    return bool((own or later) and part and found.start() > len(part.front) + len(part.subject) + 1)


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


_KEEP = frozenset(
    bag("""i i'm monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december english french german greek roman american british chinese
    japanese indian european african arabic dutch spanish italian russian egyptian christian jewish muslim""")
)


def lower_first(text: str, seen: str = "") -> str:
    """Lower the first letter where that is safe; a name keeps its capital. `seen` is text to judge by."""
    match = re.match(r"[\w'’.-]+", text)
    if not match:
        return text
    word = match.group()
    low = word.replace("’", "'").lower()
    if not word[0].isupper() or low in _KEEP or any(c.isupper() for c in word[1:]) or "." in word:
        return text
    common = low in FUNCTION or low in BASES or low in LEMMA_PAST or low in LEMMA_ING or low in {"here", "what", "why"}
    if common or re.search(rf"(?<![.!?:\n\"“] )(?<!\n)\b{re.escape(word.lower())}\b", seen):
        return text[0].lower() + text[1:]
    if len(low) > 4 and low.endswith("s") and re.search(rf"\b{re.escape(low[:-1])}\b", seen):
        return text[0].lower() + text[1:]
    return text


def can_lower(text: str, seen: str = "") -> bool:
    """Whether the first word may stand inside a sentence as `lower_first` would put it."""
    first = clause(text) if " " in text else None
    if (
        first
        and " " not in first.subject
        and re.search(r"[^s]s$", first.subject)
        and bare(first.verb) in BASES | {"are", "were", "have"}
    ):
        return True
    lowered = lower_first(text, seen)
    if lowered != text or not text[:1].isupper():
        return True
    word = re.match(r"[\w'’.-]+", text)
    if not word:
        return False
    w = word.group()
    return bool(re.search(rf"[a-z,] {re.escape(w)}\b", seen)) or w == "I" or any(c.isupper() for c in w[1:])


def upper_first(text: str) -> str:
    """A capital for the first letter; names written with a small one (iPhone, eBay) stay as they are."""
    if re.match(r"[a-z][A-Z]", text):
        return text
    for i, c in enumerate(text):
        if c.isalnum():
            return text[:i] + c.upper() + text[i + 1 :]
        if c not in "\"'“‘([":
            break
    return text


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


_PART = r"[A-ZÀ-Þ][\w’'&-]*(?:\.(?=\s?[A-Z]))?"
_NAME = re.compile(rf"{_PART}(?:\s+(?:(?:of the|of|de|van|von|der|la|le)\s+)?{_PART})*(?:\s+\d+(?![\w,.%]\d|%))?")


def names_in(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The capitalised names of a sentence; its first word counts only if it is a name elsewhere."""
    out: list[str] = []
    masked = DATE.sub(lambda m: "·" * len(m.group()), text)
    for match in _NAME.finditer(masked):
        run = re.sub(r"['’]s$", "", match.group())
        after = re.match(r"\s+([a-z]+)", masked[match.end() :])
        if re.search(r"\s\d+$", run) and after and after.group(1).endswith("s") and after.group(1) not in LEMMA_THIRD:
            run = re.sub(r"\s+\d+$", "", run)
        words = run.split()
        begins = match.start() == 0 or masked[: match.start()].rstrip()[-1:] in set('.!?:“"…(')
        while words and (words[0].lower() in FUNCTION or words[0].lower() in _MONTH_OR_DAY):
            words, begins = words[1:], False
        if begins and len(words) > 2 and words[1] == "of" and words[0] not in known:
            words, begins = [w for w in words[2:] if w != "the"], False
        run = " ".join(words)
        if not run or run.lower() in _MONTH_OR_DAY or run in out:
            continue
        sure = run in known or (run.isupper() and len(run) > 1) or re.search(r"[a-z][A-Z]|-[A-Z]|\d", run)
        if begins and len(words) == 1 and not sure:
            continue
        if (
            begins
            and len(words) > 1
            and words[0] not in known
            and (words[0].lower() in LEMMA_ING or words[0].lower() in LEMMA_PAST)
        ):
            run = " ".join(words[1:])
        out.append(run)
    return out


_MONTH_OR_DAY = frozenset(
    bag("""i january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday bc ad bce ce tv""")
)


def anaphoric(word: str) -> bool:
    """Whether a word points back."""
    return bare(word) in ANAPHORS
