"""Capital letters: which may be lowered, which are names."""

from __future__ import annotations

import re

from ytempire.editorial.bags import bag
from ytempire.editorial.dates import DATE
from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.lexicon import BASES, FUNCTION, LEMMA_ING, LEMMA_PAST, LEMMA_THIRD

_KEEP = frozenset(
    bag("""
    i i'm monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december english french german greek roman american british chinese
    japanese indian european african arabic dutch spanish italian russian egyptian christian jewish muslim
    """)
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


_PART = r"[A-ZÀ-Þ][\w’'&-]*(?:\.(?=\s?[A-Z]))?"


_NAME = re.compile(
    rf"(?<!\w){_PART}(?:\s+(?:(?:of the|of|de|van|von|der|la|le)\s+)?{_PART})*(?:\s+\d+(?![\w,.%]\d|%))?"
)


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
    bag("""
    i january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday bc ad bce ce tv
    """)
)
