"""When each element of a visual appears: as its word is spoken."""

from __future__ import annotations

import re
import textwrap
from collections import Counter as Counts
from collections.abc import Sequence

from ytempire.editorial.quantities import spelled_value
from ytempire.editorial.words import STOPWORDS, stem, tokens
from ytempire.models import (
    Area,
    Chart,
    Code,
    Comparison,
    Counter,
    CueWord,
    Curve,
    End,
    Items,
    Map,
    Moments,
    Pair,
    Picture,
    Pie,
    Quiz,
    Quotation,
    Roll,
    Side,
    Statement,
    Table,
    Terminal,
    Title,
    Visual,
)  # fmt: skip

_FPS = 30  # frames a second of every timeline
_APART = 8  # frames between two elements where there is room
_FIRST = 6  # by this frame something is on the screen
_WITHIN = 0.85  # of the scene: what comes later is not seen
_EARLY = 0.3  # of the scene, and at most 2.5 seconds: so long the first element may wait for its word
_WAIT = 75
_BLANK = 36  # frames that it may wait where nothing else is on the screen
_WORD, _LINE = 9.0, 24.0  # frames between words, and between lines, that are not said
_ENOUGH = 0.34  # of an element's weight must be heard for it to count as said
_LATE = 45  # frames after which a statement no longer waits for its words
_TOGETHER = 18  # frames at most between a number and its label
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
           "k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}  # fmt: skip
_HUNDREDTHS = {"cent", "cents", "pence", "penny", "¢"}
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([a-zA-Z]{1,2})?(?![\w])")

Keys = frozenset[str]


def elements(visual: Visual) -> list[str]:
    """The texts of a visual that appear one after another; one that it lacks is empty and keeps its place."""
    match visual:
        case Title():
            return [visual.headline, visual.support]
        case Statement():
            return visual.text.split()
        case Counter():
            return [visual.shown, visual.label, visual.second]
        case Chart():
            return [f"{bar.label} {bar.shown}".strip() for bar in visual.bars]
        case Moments():
            return [f"{moment.date} {moment.text}".strip() for moment in visual.moments]
        case Items():
            return list(visual.items)
        case Quotation():
            return [visual.text, visual.by]
        case Comparison():
            return [_side(visual.left), _side(visual.right)]
        case Curve() | Area():
            return [_line(visual, place) for place in range(len(visual.series))]
        case Pie():
            return [f"{part.label} {part.shown}".strip() for part in visual.parts]
        case Table():
            return [" ".join(row) for row in visual.rows]
        case Map():
            return [f"{spot.name} {spot.text}".strip() for spot in visual.spots]
        case Code():
            rows = visual.text.splitlines()
            return [rows[n - 1] for n in visual.lit if 0 < n <= len(rows)] or [visual.title]
        case Picture() | Roll():
            return [visual.caption]
        case Pair():
            return [f"{p.title} {p.caption}".strip() for p in (visual.first, visual.second)]
        case Quiz():
            right = visual.options[visual.answer - 1] if 0 < visual.answer <= len(visual.options) else ""
            return [visual.text, *visual.options, visual.reveal or right]
        case End():
            return [visual.headline, visual.next, visual.ask]
        case Terminal():
            return typed(visual.script) or [visual.title]


def typed(script: str) -> list[str]:
    """What is typed in a terminal's script, line by line; indented lines are what is printed."""
    lines = textwrap.dedent(script.removeprefix("\ufeff")).splitlines()
    said = [line.split(":", 1) for line in lines if ":" in line and line[0] not in " \t"]
    return [rest.strip() for verb, rest in said if verb.strip().lower() in ("type", "run")]


def _line(visual: Curve | Area, place: int) -> str:
    """What a line of a chart is called by: its name, else its last value, as it is written."""
    values = [v for v in visual.series[place].values if v is not None]
    own = visual.accent == place or (visual.accent is None and len(visual.series) == 1)
    return visual.series[place].name or (visual.shown if own else "") or (f"{values[-1]:g}" if values else "")


def _side(side: Side) -> str:
    return " ".join(part for part in (side.title, side.shown, *side.points) if part)


def beats(visual: Visual, words: Sequence[CueWord], frames: int) -> tuple[int, ...]:
    """The frame at which each element appears, never going back; what is not said comes between its neighbours."""
    wanted = [_keys_of(text) for text in elements(visual)]
    if isinstance(visual, Table):  # a row is called by its first cell
        own = [_keys(row[0].split()) if row else set() for row in visual.rows]
        wanted = [keys | dict.fromkeys(first, 4.0) for keys, first in zip(wanted, own, strict=True)]
    if not wanted:
        return ()
    heard = _heard(words)
    places = _matched(wanted, heard, apart=isinstance(visual, Statement))
    said_at = [None if p is None else max(0, words[p].start) for p in places]
    first = next((at for at in said_at if at is not None), 0)
    if isinstance(visual, Statement) and first > _LATE:  # a word alone and the rest dim for seconds says nothing
        said_at = [None] * len(said_at)
    pace = _WORD if isinstance(visual, Statement) else _LINE if len(wanted) < 4 else float(frames)
    found = _spaced(said_at, frames, pace, _BLANK if isinstance(visual, Counter | Title) else _WAIT)
    if isinstance(visual, Counter | Title):  # a number without its label, a headline without its line, says nothing
        close = min(found[1], found[0] + _TOGETHER)
        return (found[0], close, *found[2:])
    return _guessed(visual, found, words, frames) if isinstance(visual, Quiz) else found


def _guessed(visual: Quiz, found: tuple[int, ...], words: Sequence[CueWord], frames: int) -> tuple[int, ...]:
    """The answer comes when the countdown has run out, and the options before it begins."""
    first, *options, answer = found
    count = visual.seconds * _FPS
    at = next((n for n, word in enumerate(words) if word.text.rstrip("\"'”’)").endswith("?")), None)
    asked = words[at].end if at is not None else first
    while at and words[at - 1].text.rstrip("\"'”’)")[-1:] not in {".", "!", "?", ":"}:
        at -= 1
    first = min(first, words[at].start) if at is not None else first
    answer = min(int(frames * _WITHIN), max(answer, asked + count))
    latest = max(first, answer - count)
    if any(option > latest for option in options):
        step = (latest - first) / max(1, len(options))
        options = [round(first + step * (n + 1)) for n in range(len(options))]
    return (first, *options, max(answer, *options, first))


def guess(visual: Visual | None, said: Sequence[str]) -> tuple[int, int] | None:
    """After which sentence of a scene the voice waits while a viewer guesses, and for how many frames."""
    asked = next((n for n, text in enumerate(said) if text.endswith("?")), None)
    if not isinstance(visual, Quiz) or not visual.seconds or asked is None:
        return None
    for n in range(asked + 1, len(said)):  # options that are read out come before the wait
        if sum(_told(option, said[n]) for option in visual.options) >= 2:
            asked = n
    return (asked, visual.seconds * _FPS) if asked + 1 < len(said) else None


def _told(option: str, text: str) -> bool:
    return bool(option) and _keys_of(option).keys() <= _keys_of(text).keys()


def _keys_of(text: str) -> dict[str, float]:
    """What to listen for, each with its weight: numbers and long, rare words tell most."""
    keys: dict[str, float] = {}
    for part in text.split():
        for key in _keys([part]):
            keys[key] = 0.15 if key in STOPWORDS else 3.0 if key.startswith("=") else 1.0 + min(len(key), 9) / 9
    for value in _values(text.split()):
        keys[f"={value:g}"] = 3.0
    return keys


def _keys(parts: Sequence[str]) -> set[str]:
    found = set()
    for token in tokens(" ".join(parts)):
        plain = token.strip("$€£%").replace(",", "")
        try:
            found.add(f"={float(plain):g}")
        except ValueError:
            value = spelled_value(token)
            found.add(stem(token) if value is None else f"={value:g}")
    return found


def _values(parts: Sequence[str]) -> set[float]:
    """Numbers that stand over two words: 1.2 million, 16 cents, twenty thousand."""
    values = set()
    for part, after in zip(parts, [*parts[1:], ""], strict=False):
        match = _NUMBER.search(part)
        value = float(match[1].replace(",", "")) if match else spelled_value(part.strip(".,;:!?()\"'“”’").lower())
        if value is None:
            continue
        tail = (match[2] or "").lower() if match else ""
        following = after.strip(".,;:!?()\"'“”’").lower()
        if tail in _SCALES or following in _SCALES:
            values.add(value * _SCALES[tail if tail in _SCALES else following])
        elif following in _HUNDREDTHS or part.rstrip(".,;:!?").endswith("¢"):
            values.add(value / 100)
    return values


def _heard(words: Sequence[CueWord]) -> list[Keys]:
    texts = [word.text for word in words]
    out = []
    for i, text in enumerate(texts):
        values = _values([*text.split(), texts[i + 1] if i + 1 < len(texts) else ""])
        out.append(frozenset(_keys([text]) | {f"={value:g}" for value in values}))
    return out


def _matched(wanted: Sequence[dict[str, float]], heard: Sequence[Keys], apart: bool) -> list[int | None]:
    """The word at which each element is said, in order: the assignment in which most is heard."""
    counted = Counts(key for keys in wanted for key in keys)
    scores = []
    for keys in wanted:
        own = {key for key in keys if counted[key] == 1 and (key not in STOPWORDS or keys[key] > 3)}  # some share words
        own = {key for key in own if keys[key] > 3} or own
        telling = own or {key for key in keys if key not in STOPWORDS} or set(keys)
        scores.append([_score(keys, telling, heard, p) for p in range(len(heard))])
    # best[e][p]: the most that elements from e on can gain when the next may be said at word p or later
    n, m = len(wanted), len(heard)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    taken: list[list[bool]] = [[False] * (m + 1) for _ in range(n + 1)]
    skip: list[list[bool]] = [[False] * (m + 1) for _ in range(n + 1)]
    for e in range(n - 1, -1, -1):
        for p in range(m, -1, -1):
            best[e][p], skip[e][p] = best[e + 1][p], True
            if p < m:
                if best[e][p + 1] > best[e][p]:
                    best[e][p], skip[e][p] = best[e][p + 1], False
                gain = scores[e][p]
                if gain > 0 and gain + best[e + 1][p + apart] >= best[e][p]:
                    best[e][p], taken[e][p], skip[e][p] = gain + best[e + 1][p + apart], True, False
    places: list[int | None] = []
    e = p = 0
    while e < n:
        if taken[e][p]:
            places.append(p)
            e, p = e + 1, p + apart
        elif skip[e][p]:
            places.append(None)
            e += 1
        else:
            p += 1
    for e, place in enumerate(places):  # the beginning of what is said, not its best word
        if place is not None:
            first = max((q + apart for q in places[:e] if q is not None), default=0)
            places[e] = next(q for q in range(first, place + 1) if scores[e][q] >= 0.6 * scores[e][place])
    return places


def _score(keys: dict[str, float], telling: set[str], heard: Sequence[Keys], at: int) -> float:
    """How much of an element is heard from this word on; the word itself must be one of its telling ones."""
    here = heard[at] & keys.keys()
    if not here & telling:
        return 0.0
    window = heard[at : at + max(8, 2 * len(keys))]
    said = frozenset[str]().union(*window) & keys.keys()
    share = sum(keys[key] for key in said) / sum(keys.values())
    sure = share >= _ENOUGH or any(key.startswith("=") for key in here)
    return share + 0.01 * sum(keys[key] for key in here) if sure else 0.0


def _spaced(found: Sequence[int | None], frames: int, pace: float, wait: int = _WAIT) -> tuple[int, ...]:
    """Never back, within the scene, a little apart; gaps are filled evenly."""
    last = max(0, int(frames * _WITHIN))
    n = len(found)
    known: list[int | None] = [None if f is None else min(f, last) for f in found]
    if known[0] is None or known[0] > max(_FIRST, min(wait, frames * _EARLY)):
        known[0] = min([_FIRST, last, *(k for k in known if k is not None)])
    out: list[float] = []
    i = 0
    while i < n:
        here = known[i]
        assert here is not None
        j = i + 1
        while j < n and known[j] is None:
            j += 1
        end = known[j] if j < n else max(here, last)
        span = (end or 0) - here
        step = span / (j - i) if j < n else min(span / max(1, j - i), pace)
        out.extend(here + step * k for k in range(j - i))
        i = j
    apart = min(_APART, last // max(1, n - 1) if n > 1 else _APART)
    placed = [round(f) for f in out]
    for k in range(1, n):  # push later ones on, then pull them back from the end
        placed[k] = max(placed[k], placed[k - 1] + apart)
    for k in range(n - 1, -1, -1):
        placed[k] = max(0, min(placed[k], last - apart * (n - 1 - k)))
    return tuple(placed)
