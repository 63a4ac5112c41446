"""Text as it is sent to a voice that reads well by itself, and the way back from its times to the written words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ytempire.editorial.speakable import Said, speakable, written

_PLAIN = frozenset("'’‘-–—.,;:?!…()[]\"“”„«»¿¡")
_DASHES = frozenset("-–—…")
_ALIKE = 0.75  # of the words sent, so many must be found again in what the voice says it read

Times = list[tuple[int, int]]


def spelled(text: str, language: str = "en", lexicon: Mapping[str, str] | None = None) -> list[Said]:
    """Every written word as it is sent: as it stands, but figures and signs in words, and as the lexicon says.

    A good voice reads "Dr. Smith" and "NASA" better than any respelling; of "$5 million" each reads something else.
    """
    words = written(text)
    said = speakable(text, language, lexicon)
    plain = {s.index: s.text for s in speakable(text, language)} if lexicon else {}
    by_index = {s.index: s.text for s in said}
    changed = [i in by_index and _letters(by_index[i]) != _letters(word) for i, word in enumerate(words)]
    must = [
        any(not (c.isalpha() or c in _PLAIN) for c in word) or bool(lexicon and plain.get(i) != by_index.get(i))
        for i, word in enumerate(words)
    ]
    out: list[Said] = []
    for i, word in enumerate(words):
        if i not in by_index:
            if out and all(c in _DASHES for c in word):  # a dash is a pause of the word before it
                out[-1] = Said(out[-1].index, f"{out[-1].text} {word}")
            continue
        own = must[i] or (changed[i] and _beside(i, changed, must))
        out.append(Said(i, by_index[i] if own else word))
    return out


def sent(said: Sequence[Said]) -> str:
    """The text that goes out."""
    return " ".join(s.text for s in said)


def of_characters(
    said: Sequence[Said], characters: Sequence[str], starts: Sequence[float], ends: Sequence[float]
) -> Times | None:
    """Start and end of everything sent in milliseconds, from the times of its characters in seconds.

    None when the times cannot be right: lists of other lengths, time that goes back, characters of another text. The
    characters may be of a text that the voice wrote out before it read it.
    """
    if not (len(characters) == len(starts) == len(ends) > 0) or not said:
        return None
    if starts[0] < 0 or any(e < s for s, e in zip(starts, ends, strict=True)):
        return None
    if any(b < a for a, b in pairwise(starts)) or any(b < a - 0.001 for a, b in pairwise(ends)):
        return None
    spans = _spans(characters)
    tokens = [(token.casefold(), i) for i, s in enumerate(said) for token in s.text.split()]
    matched = _matched([t for t, _ in tokens], [t.casefold() for t, _, _ in spans])
    if matched is None:
        return None
    found: dict[int, tuple[float, float]] = {}
    for (_, piece), span in zip(tokens, matched, strict=True):
        if span is not None:
            start, end = starts[spans[span][1]], ends[spans[span][2]]
            before = found.get(piece)
            found[piece] = (before[0] if before else start, max(end, before[1]) if before else end)
    return _filled(found, [len(s.text) for s in said], ends[-1])


def of_words(said: Sequence[Said], times: Sequence[tuple[int, int]]) -> Times | None:
    """Start and end of everything sent, from the times of its words; None when these are not as many."""
    counts = [len(s.text.split()) for s in said]
    if sum(counts) != len(times) or not said:
        return None
    out, at = [], 0
    for count in counts:
        out.append((times[at][0], times[at + count - 1][1]))
        at += count
    return out


def _beside(i: int, changed: Sequence[bool], must: Sequence[bool]) -> bool:
    """Whether a word that changed stands in one row with one that must: "million" after "$5"."""
    for step in (-1, 1):
        at = i
        while 0 <= at < len(changed) and changed[at]:
            if must[at]:
                return True
            at += step
    return False


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _spans(characters: Sequence[str]) -> list[tuple[str, int, int]]:
    """The words of a row of characters, each with its first and last place in it."""
    out: list[tuple[str, int, int]] = []
    for i, character in enumerate(characters):
        if not character.strip():
            continue
        if out and out[-1][2] == i - 1 and not character[:1].isspace():
            out[-1] = (out[-1][0] + character, out[-1][1], i)
        else:
            out.append((character, i, i))
    return out


def _matched(tokens: Sequence[str], theirs: Sequence[str]) -> list[int | None] | None:
    """For each word that was sent, which of theirs it is; None when it is another text."""
    if tokens == theirs:
        return list(range(len(tokens)))
    out: list[int | None] = [None] * len(tokens)
    ours = [_letters(t) or t for t in tokens]
    for a, b, size in difflib.SequenceMatcher(
        None, ours, [_letters(t) or t for t in theirs], False
    ).get_matching_blocks():
        for k in range(size):
            out[a + k] = b + k
    return out if sum(place is not None for place in out) >= _ALIKE * len(tokens) else None


def _filled(found: Mapping[int, tuple[float, float]], sizes: Sequence[int], seconds: float) -> Times:
    """Milliseconds for every piece; one without a time of its own shares the gap between its neighbours by letters."""
    out: Times = []
    i, end = 0, round(seconds * 1000)
    while i < len(sizes):
        if i in found:
            start, stop = (min(round(t * 1000), end) for t in found[i])
            out.append((max(start, out[-1][0] if out else 0), max(stop, start)))
            i += 1
            continue
        j = i
        while j < len(sizes) and j not in found:
            j += 1
        first = out[-1][1] if out else 0
        last = max(first, min(round(found[j][0] * 1000), end) if j in found else end)
        total, passed = sum(sizes[i:j]) or 1, 0
        for k in range(i, j):
            begin = first + (last - first) * passed // total
            passed += sizes[k]
            out.append((begin, first + (last - first) * passed // total))
        i = j
    return out
