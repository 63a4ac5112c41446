"""Setting text: the largest size at which it fits its box, in lines without widows, or the reason why it cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.typeset import accented, bare, typeset

SCALE = (
    420.0,
    380.0,
    340.0,
    300.0,
    270.0,
    240.0,
    214.0,
    190.0,
    170.0,
    152.0,
    136.0,
    122.0,
    110.0,
    100.0,
    92.0,
    84.0,
    76.0,
    70.0,
    64.0,
    58.0,
    53.0,
    48.0,
    44.0,
    40.0,
    37.0,
    34.0,
    31.0,
    28.0,
)
LOOSE_ENDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "and",
        "or",
        "but",
        "as",
        "is",
        "was",
        "its",
        "it",
        "no",
        "we",
    ]
)


@dataclass(frozen=True)
class Voice:
    """How words are set: the font, the font of accented words, letter spacing in ems, line to line in ems."""

    key: str
    accented: str = ""
    tight: float = 0.0
    leading: float = 1.18
    gap: str = " "  # what stands between words; heavy capitals want more


@dataclass(frozen=True)
class Row:
    """One line of set text: its words, which of them are accented (by place in the line), and its width."""

    words: tuple[str, ...]
    accents: frozenset[int]
    width: float

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Setting:
    """A text that fits: its size in pixels an em, its lines, and the room they take from cap top to descender."""

    size: float
    rows: tuple[Row, ...]
    step: float
    width: float
    height: float
    voice: Voice
    cap: float = field(default=0.0)  # from the top of the first line's capitals to its baseline, in pixels

    def baseline(self, top: float, row: int) -> float:
        return top + self.cap + row * self.step


def sizes(most: float, least: float) -> tuple[float, ...]:
    """The steps of the scale between two sizes, largest first; both ends count."""
    return tuple(sorted({most, least, *(s for s in SCALE if least < s < most)}, reverse=True))


def fit(
    text: str,
    voice: Voice,
    width: float,
    height: float,
    *,
    most: float,
    least: float,
    rows: int = 3,
    accent: str = "",
    where: str = "",
) -> Setting:
    """The text at the largest size of the scale that fits `width` x `height` in at most `rows` lines.

    A word longer than a line at the least size is broken with a hyphen; what still does not fit is refused.
    """
    text = typeset(text)
    for key in {voice.key, voice.accented or voice.key}:
        fonts.require(text, key, where)
    setting = _fit(text, voice, width, height, most, least, rows, accent)
    if setting is None:
        shown = text if len(text) <= 60 else text[:59] + "…"
        room = _room(voice, width, height, least, rows)
        raise ConfigError(
            f"“{shown}” does not fit: {len(text)} characters, about {room} have room",
            where,
            "Say it shorter.",
        )
    return setting


def fits(text: str, voice: Voice, width: float, height: float, *, most: float, least: float, rows: int = 3) -> bool:
    """Whether it would fit without breaking a word."""
    return _fit(typeset(text), voice, width, height, most, least, rows, "", hyphen=False) is not None


def _room(voice: Voice, width: float, height: float, least: float, rows: int) -> int:
    lines = max(1, min(rows, int(1 + (height / least - 1) / voice.leading)))
    letter = max(0.1, fonts.width("nothing is wider", voice.key, least) / 16 + voice.tight * least)
    return max(1, int(lines * width / letter * 0.9))


@lru_cache(4096)
def _fit(
    text: str,
    voice: Voice,
    width: float,
    height: float,
    most: float,
    least: float,
    rows: int,
    accent: str,
    hyphen: bool = True,
) -> Setting | None:
    words = tuple(text.split(" ")) if text else ()
    if not words:
        return Setting(least, (), least * voice.leading, 0.0, 0.0, voice)
    marks = accented(words, accent)
    for size in sizes(most, least):
        if found := _at(words, marks, voice, width, height, size, rows):
            return found
    if not hyphen:
        return None
    pieces, marks = _hyphenated(words, marks, voice, width, least)
    return _at(pieces, marks, voice, width, height, least, rows) if pieces != words else None


def _at(
    words: tuple[str, ...], marks: frozenset[int], voice: Voice, width: float, height: float, size: float, rows: int
) -> Setting | None:
    face = fonts.face(voice.key)
    step = size * voice.leading
    most = min(rows, int((height - size * (face.cap + 0.22)) / step + 1 + 1e-6))
    if most < 1:
        return None
    breaks = _wrap(words, marks, voice, width, size)
    if breaks is None or len(breaks) > most:
        return None
    breaks = _balanced(words, marks, voice, width, size, breaks)
    set_rows = []
    for i, j in breaks:
        here = frozenset(m - i for m in marks if i <= m < j)
        set_rows.append(Row(words[i:j], here, span(words[i:j], here, voice, size)))
    tall = size * (face.cap + 0.22) + (len(set_rows) - 1) * step
    return Setting(size, tuple(set_rows), step, max(r.width for r in set_rows), tall, voice, face.cap * size)


def span(words: tuple[str, ...], marks: frozenset[int], voice: Voice, size: float) -> float:
    """How wide words are on one line."""
    return sum(fonts.width(text, key, size, voice.tight * size) for text, key, _ in pieces(words, marks, voice))


def pieces(words: tuple[str, ...], marks: frozenset[int], voice: Voice) -> tuple[tuple[str, str, bool], ...]:
    """A line as runs of (text, font, accented); spaces go with what stands before them."""
    runs: list[tuple[str, str, bool]] = []
    for i, word in enumerate(words):
        text = word if i == len(words) - 1 else word + voice.gap
        key, lit = (voice.accented or voice.key, True) if i in marks else (voice.key, False)
        if runs and runs[-1][1:] == (key, lit):
            runs[-1] = (runs[-1][0] + text, key, lit)
        else:
            runs.append((text, key, lit))
    return tuple(runs)


def _wrap(
    words: tuple[str, ...], marks: frozenset[int], voice: Voice, width: float, size: float
) -> list[tuple[int, int]] | None:
    lines: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(words) + 1):
        if span(words[start:end], _in(marks, start, end), voice, size) <= width:
            continue
        if end - 1 == start:
            return None
        lines.append((start, end - 1))
        start = end - 1
        if span(words[start:end], _in(marks, start, end), voice, size) > width:
            return None
    return [*lines, (start, len(words))]


def _in(marks: Iterable[int], start: int, end: int) -> frozenset[int]:
    return frozenset(m - start for m in marks if start <= m < end)


def _balanced(
    words: tuple[str, ...],
    marks: frozenset[int],
    voice: Voice,
    width: float,
    size: float,
    breaks: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The same number of lines, as even as they can be, and no line that ends in a little word or is a widow."""
    count = len(breaks)
    if count == 1:
        return breaks
    low, high = width / count * 0.6, width
    best = breaks
    for _ in range(9):
        middle = (low + high) / 2
        tried = _wrap(words, marks, voice, middle, size)
        if tried is not None and len(tried) == count:
            best, high = tried, middle
        else:
            low = middle
    for k in range(count - 1):
        (i, j), (_, n) = best[k], best[k + 1]
        longest = max(span(words[a:b], _in(marks, a, b), voice, size) for a, b in best)
        while j - i > 2 and bare(words[j - 1]) in LOOSE_ENDS:
            if span(words[j - 1 : n], _in(marks, j - 1, n), voice, size) > min(width, longest * 1.1):
                break
            j -= 1
        best = [*best[:k], (i, j), (j, n), *best[k + 2 :]]
    i, n = best[-1]
    before = best[-2]
    if n - i == 1 and len(words[i]) < 5 and before[1] - before[0] > 2:
        moved = span(words[i - 1 : n], _in(marks, i - 1, n), voice, size)
        if moved <= width:
            best = [*best[:-2], (before[0], i - 1), (i - 1, n)]
    return best


def _hyphenated(
    words: tuple[str, ...], marks: frozenset[int], voice: Voice, width: float, size: float
) -> tuple[tuple[str, ...], frozenset[int]]:
    out: list[str] = []
    lit: set[int] = set()
    for place, word in enumerate(words):
        rest = word
        while True:
            here = frozenset({0}) if place in marks else frozenset()
            if place in marks:
                lit.add(len(out))
            if len(rest) < 2 or span((rest,), here, voice, size) <= width:
                out.append(rest)
                break
            take = next(
                (n for n in range(len(rest) - 1, 0, -1) if span((rest[:n] + "-",), here, voice, size) <= width), 1
            )
            out.append(rest[:take] + "-")
            rest = rest[take:]
    return tuple(out), frozenset(lit)
