"""Whether a sentence can stand alone, or leans on the one before it."""

from __future__ import annotations

import re
from functools import lru_cache

from ytempire.editorial.grammar import bare, clause, finite, front
from ytempire.editorial.lexicon import AUX, LEMMA_PAST

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
    if re.match(
        r"(?:In|On|At|By|From|After|Before|During|Until|Since|For)\s(?:that|this|those|these|the same)\b", sentence
    ):
        return True
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
        return not re.match(
            r"it(?:'s| is| was| took| takes| takes| turns out| seems| may| can)\s+(?:\w+\s+){0,4}"
            r"(?:that|to|who|until|like|since|for)\b",
            " ".join(lead),
        )
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
        len(lead) > 1
        and (
            lead[1] in AUX
            or (lead[1] in {"of"} and len(lead) > 2 and lead[2] in {"them", "these", "those", "it"})
            or lead[1] in LEMMA_PAST
        )
    ):
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
    r"\b(?:also|too|even (?:more|less)|as well|again|the same|another|(?<!each )(?<!any )(?<!every )(?<!no )others?|"
    r"such|instead|either|this|these|those|"
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
