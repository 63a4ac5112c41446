"""Captions: words in groups that a reader takes in at once, each on the screen while it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import (
    ALSO_NOUNS,
    AUX,
    BASES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    LEMMA_PAST,
    LEMMA_THIRD,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from ytempire.editorial.words import STOPWORDS, stem, tokens
from ytempire.models import Cue, CueWord

_SHORTEST, _LONGEST = 0.84, 7.0  # seconds on the screen
_FASTEST = 19.5  # characters a second
_HOLD = 0.25  # seconds a cue may stay after its last word; a scene ends no sooner
_MOST_WORDS = 24  # in a cue of two lines
_SHORT_WORDS = 4  # in a cue of one
_CLINGS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"to", "not", "very", "more", "most", "who", "which"}
_OPENS = CONJUNCTIONS | PREPOSITIONS | RELATIVES


def phrases(words: Sequence[CueWord], *, width: int, lines: int, fps: int) -> tuple[Cue, ...]:
    """Every word, in order, in cues of at most `lines` lines of `width` characters, broken where a reader breathes.

    A word wider than a line stands alone. Cues of one short line (9:16) hold one to four words.
    """
    if not words:
        return ()
    ask = _Ask(tuple(words), width, lines, fps)
    cues: list[Cue] = []
    for first, last in ask.groups():
        group = ask.words[first:last]
        start = max(group[0].start, cues[-1].end if cues else 0)
        then = ask.words[last].start if last < len(words) else None
        cues.append(Cue(start=start, end=ask.end(start, group, then), words=group, lines=ask.rows(first, last) or ()))
    return tuple(cues)


@dataclass(frozen=True)
class _Ask:
    """The words of a scene and the room there is for them."""

    words: tuple[CueWord, ...]
    width: int
    lines: int
    fps: int

    def groups(self) -> list[tuple[int, int]]:
        """Where to break: the division with the least to complain of."""
        n = len(self.words)
        best: list[float] = [0.0] + [float("inf")] * n
        since = [0] * (n + 1)
        for last in range(1, n + 1):
            tail = self.border(last - 1)
            for first in range(last - 1, max(-1, last - 1 - _MOST_WORDS), -1):
                if last - first > 1 and self.rows(first, last) is None:
                    break
                cost = best[first] + tail + self.trouble(first, last)
                if cost < best[last]:
                    best[last], since[last] = cost, first
        out: list[tuple[int, int]] = []
        while n:
            out.append((since[n], n))
            n = since[n]
        return out[::-1]

    def end(self, start: int, group: Sequence[CueWord], then: int | None) -> int:
        """As long as it is said; longer where there is room, so that it can be read."""
        text = len(" ".join(word.text for word in group))
        said = max(group[-1].end, start + 1)
        wanted = max(said, start + round(self.fps * max(_SHORTEST, text / _FASTEST)))
        room = said + round(_HOLD * self.fps) if then is None else then
        if then is not None and then - said <= self.fps // 2:
            wanted = max(wanted, then)  # no blink between two cues
        return max(start + 1, min(wanted, max(room, start + 1), start + int(_LONGEST * self.fps)))

    def trouble(self, first: int, last: int) -> float:
        """What is wrong with a cue of these words: too short, too fast, too long, or over a sentence's end."""
        group = self.words[first:last]
        then = self.words[last].start if last < len(self.words) else None
        seconds = (self.end(group[0].start, group, then) - group[0].start) / self.fps
        text = sum(len(word.text) + 1 for word in group) - 1
        cost = 1.2
        if self.lines == 1:
            cost += 0.5 * (last - first == 1 and text < self.width // 2)
            cost += 6.0 * max(0.0, 0.4 - seconds)
        else:
            cost += 8.0 * max(0.0, _SHORTEST - seconds) + 0.6 * max(0.0, text / max(seconds, 0.1) - _FASTEST)
            cost += 0.02 * max(0, text - int(1.6 * self.width))
        cost += 30.0 * max(0.0, (group[-1].end - group[0].start) / self.fps - _LONGEST)
        for i in range(first, last - 1):
            pause = (self.words[i + 1].start - self.words[i].end) / self.fps
            cost += 3.0 * _closes(self.words[i].text) + 4.0 * (pause > 0.7)
            if self.lines == 1:
                cost += 1.0 * (self.words[i].text[-1:] in ",;:—–")
        return cost

    def border(self, i: int) -> float:
        """How bad it is to break behind word i: nothing at a sentence's end, much after an article."""
        if i + 1 >= len(self.words) or _closes(self.words[i].text):
            return 0.0
        here, there = self.words[i].text, self.words[i + 1].text
        if here[-1:] in ",;:—–)" or there[:1] in "(—–":
            return 0.15
        low, after = bare(here), bare(there)
        if low in DETERMINERS:
            return 3.0
        if here[-1:].isdigit() or low in NUMBER_WORDS or (here[:1].isupper() and there[:1].isupper() and i):
            return 2.2
        if low in _CLINGS or low in AUX:
            return 1.6
        if after in _OPENS:
            return 0.5
        return 0.9 if after in AUX or after in PRONOUNS else 1.1

    def rows(self, first: int, last: int) -> tuple[int, ...] | None:
        """Words on each line, () for one line; None if they do not fit."""
        sizes = [len(word.text) for word in self.words[first:last]]
        whole = sum(sizes) + len(sizes) - 1
        if self.lines == 1 and len(sizes) > _SHORT_WORDS:
            return None
        if whole <= self.width or len(sizes) == 1:
            return ()
        if self.lines < 2:
            return None
        found: tuple[float, int] | None = None
        upper = -1
        for k in range(1, len(sizes)):
            upper += sizes[k - 1] + 1
            lower = whole - upper - 1
            if upper <= self.width and lower <= self.width:
                uneven = abs(upper - lower) / self.width + (0.15 if upper > lower + 6 else 0.0)
                cost = self.border(first + k - 1) + 2.0 * uneven
                if found is None or cost < found[0]:
                    found = cost, k
        return None if found is None else (found[1], len(sizes) - found[1])


def _closes(text: str) -> bool:
    return text.rstrip("\"'”’)]»—– ")[-1:] in tuple(".!?…")


# --- key words -----------------------------------------------------------------------------------

_KEY_CHARS, _KEY_WORDS = 26, 3
_KEY_SECONDS, _KEY_APART = 1.3, 0.5
_GOOD = 2.0
_VERBS = frozenset(LEMMA_PAST) | frozenset(LEMMA_THIRD) | frozenset(BASES)


def keys(words: Sequence[CueWord], *, fps: int, avoid: Sequence[str]) -> tuple[Cue, ...]:
    """A telling phrase here and there, numbers and names first, shown while it is said; never what is shown anyway."""
    shown = {stem(token) for text in avoid for token in tokens(text)}
    chosen: list[tuple[int, int]] = []
    for first, last in _sentences(words):
        room = 1 if last - first < 15 else 2
        for _, a, b in sorted(_candidates(words, first, last), key=lambda c: (-c[0], c[1])):
            told = {stem(token) for k in range(a, b) for token in tokens(words[k].text)} - STOPWORDS
            clear = all(b + 3 <= x or y + 3 <= a for x, y in chosen)
            if room and clear and told and not told & shown:
                chosen.append((a, b))
                shown |= told
                room -= 1
    cues: list[Cue] = []
    chosen.sort()
    for i, (a, b) in enumerate(chosen):
        until = words[chosen[i + 1][0]].start - 2 if i + 1 < len(chosen) else words[-1].end + round(_HOLD * fps)
        start = words[a].start
        if cues and start < cues[-1].end + round(_KEY_APART * fps):
            continue
        end = max(start + 1, min(max(words[b - 1].end, start + round(_KEY_SECONDS * fps)), until))
        if end - start < round(0.5 * fps):
            continue
        texts = tuple(word.model_copy(update={"text": _trimmed(word.text)}) for word in words[a:b])
        cues.append(Cue(start=start, end=end, words=texts))
    return tuple(cues)


def _sentences(words: Sequence[CueWord]) -> list[tuple[int, int]]:
    out, first = [], 0
    for i, word in enumerate(words):
        if _closes(word.text) or i == len(words) - 1:
            out.append((first, i + 1))
            first = i + 1
    return out


def _candidates(words: Sequence[CueWord], first: int, last: int) -> list[tuple[float, int, int]]:
    """Phrases of one to three words with how telling each is."""
    out = []
    for a in range(first, last):
        for b in range(a + 1, min(a + _KEY_WORDS, last) + 1):
            texts = [word.text for word in words[a:b]]
            if len(" ".join(texts)) > _KEY_CHARS or any(t[-1:] in ",;:—–.!?" for t in texts[:-1]):
                break
            score = _telling(texts, opens=a == first, before=words[a - 1].text if a > first else "",
                             after=words[b].text if b < last else "")  # fmt: skip
            if score >= _GOOD:
                out.append((score, a, b))
    return out


def _telling(texts: Sequence[str], opens: bool, before: str, after: str) -> float:
    """How much a phrase tells by itself; 0 for half a name, half a figure, a verb or a small word."""
    low = [bare(text) for text in texts]
    figure = [any(c.isdigit() for c in text) for text in texts]
    number = [f or (w in NUMBER_WORDS and w != "one") for f, w in zip(figure, low, strict=True)]
    name = [_capital(text) and not (opens and i == 0 and not any(map(_capital, [*texts, after][1:2])))
            for i, text in enumerate(texts)]  # fmt: skip
    plain = [not (n or u) for n, u in zip(number, name, strict=True)]
    if not all(low) or any(w in FUNCTION or w.endswith("ly") for w, n in zip(low, number, strict=True) if not n):
        return 0.0
    if any(p and (w in _VERBS or w.endswith("ing")) and w not in ALSO_NOUNS for w, p in zip(low, plain, strict=True)):
        return 0.0
    ends = texts[-1][-1:] in ",;:.!?—–" or bare(after) in FUNCTION or not after
    if (name[-1] and not ends and _capital(after)) or (name[0] and _capital(before)):
        return 0.0
    if (number[-1] and not (figure[-1] and (ends or len(low) == 1))) or any(name[i] and number[i + 1]
                                                                          for i in range(len(low) - 1)):  # fmt: skip
        return 0.0
    score = 2.2 + 0.9 * (not number[-1]) if any(number) else 0.0
    score += 1.6 + 0.5 * sum(name) if any(name) else 0.0
    score += sum(min(len(w), 10) - 4 for w, p in zip(low, plain, strict=True) if p) * 0.22
    if all(plain):
        if low[-1] in LEMMA_THIRD and after and not _closes(texts[-1]):
            return 0.0
        phrase = bare(before) in DETERMINERS or bare(before) in PREPOSITIONS
        score += 0.7 * phrase + 0.3 * (len(low) == 2) - 1.2 * (not ends)
    return score + (0.2 if ends else -0.3)


def _capital(text: str) -> bool:
    return text.strip("\"'“‘(")[:1].isupper() and bare(text) not in FUNCTION


def _trimmed(text: str) -> str:
    return text.strip(',;:.!?…"“”‘()—– ') or text
