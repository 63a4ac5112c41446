"""Things that a sentence lists: after a colon, or joined by commas and an "and"."""

from __future__ import annotations

import re

from ytempire.editorial.grammar import bare, clause
from ytempire.editorial.lexicon import ALSO_NOUNS, AUX, FUNCTION, LEMMA_PAST, LEMMA_THIRD
from ytempire.editorial.words import count


def inline_list(text: str) -> tuple[str, ...]:
    """Three or more short things that a sentence lists: after a colon, or joined by commas and "and"."""
    colon = re.search(r":\s+([^:“\"]+)[.!?]$", text)
    part = colon.group(1) if colon else ""
    if part and part.count(",") >= 1:
        items = [i.strip() for i in re.split(r",\s+(?:and|or)\s+|,\s+|\s+(?:and|or)\s+(?=[^,]+$)", part) if i.strip()]
        if 3 <= len(items) <= 6 and all(count(i) <= 9 for i in items):
            return tuple(items)
    parts = re.split(r",\s+", re.sub(r"[“”\"]", "", text).rstrip(".!?"))
    for i in range(len(parts) - 1):
        found = _run(parts, i)
        if found:
            return found
    return ()


def _run(parts: list[str], i: int) -> tuple[str, ...]:
    """The list that begins at the end of part `i`: short parts, until one holds the closing "and" or "or"."""
    found = [_tail(parts[i])]
    for part in parts[i + 1 :]:
        words = part.split()
        at = next((k for k, w in enumerate(words[:6]) if w in {"and", "or"}), None)
        if at is not None:
            if at:
                found.append(" ".join(words[:at]))
            found.append(_head(" ".join(words[at + 1 :])))
            break
        if len(words) > 5:
            return ()
        found.append(part.strip())
    else:
        return ()
    if not 3 <= len(found) <= 6 or not all(found) or any(count(f) > 5 or has_clause(f) for f in found[1:]):
        return ()
    return tuple(found)


def _tail(words: str) -> str:
    """The thing at the end of a sentence's beginning: "carried the cases" ends with the cases."""
    out: list[str] = []
    for word in reversed(words.split()):
        w = bare(word)
        if out and (w in LEMMA_PAST or w in LEMMA_THIRD or w in AUX or w in FUNCTION - {"the", "a", "an"}):
            break
        out.insert(0, word)
        if w in {"the", "a", "an"} or len(out) == 4:
            break
    return "" if (out and bare(out[0]) in FUNCTION - {"the", "a", "an"}) or len(out) == 4 else " ".join(out)


def _head(words: str) -> str:
    """The thing at the beginning of a sentence's end: "barrels on and off" begins with barrels."""
    out: list[str] = []
    for word in words.split():
        if out and (bare(word) in FUNCTION or bare(word) in LEMMA_PAST):
            break
        out.append(word)
    return "" if out and bare(out[0]) in FUNCTION - {"the", "a", "an"} else " ".join(out)


def has_clause(item: str) -> bool:
    """Whether an item is more than a thing: it holds a verb."""
    words = [bare(w) for w in item.split()]
    return (
        any(w in AUX for w in words)
        or clause(item) is not None
        or (
            bool(words)
            and (
                words[0] in FUNCTION - {"the", "a", "an", "no", "too", "more", "less"}
                or words[0] in LEMMA_PAST
                or (words[0] in LEMMA_THIRD and words[0] not in ALSO_NOUNS)
            )
        )
    )
