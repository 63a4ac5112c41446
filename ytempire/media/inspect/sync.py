"""Captions held against the sound itself: where the voice is really heard, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytempire.media.inspect.heard import Floats, bands
from ytempire.media.inspect.rows import Placed, bad, good
from ytempire.media.inspect.seen import SHOWN
from ytempire.models import CueWord, Measure, Rules, Timeline

REACH = 80  # hops of 10 ms that a sentence is looked for on either side
ROUND = 30  # hops around a sentence that belong to it: the pauses say most
LEAST = 3  # words that a sentence must have to be measured
CLOSE = 15  # hops within which captions and voice belong together
DOUBT = 0.06  # a place farther off must fit so much better: speech that goes by a beat fits at every beat
SURE = 0.16  # how much better its best place must fit than the middle of all places


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence in hops from the film's start, and its scene."""

    placed: Placed
    words: tuple[tuple[float, float], ...]

    @property
    def start(self) -> float:
        return self.words[0][0]

    @property
    def end(self) -> float:
        return self.words[-1][1]


def sync(sound: Floats, timeline: Timeline, rules: Rules) -> Iterator[Measure]:
    """How far the captions are from the voice: the mean over all sentences, and every one that is too far."""
    said = sentences(timeline)
    rule = f"within {rules.sync_ms} ms of the voice"
    if not said:
        return
    found = offsets(sound, said)
    sure = [(sentence, ms) for sentence, ms in zip(said, found, strict=True) if ms is not None]
    if not sure:
        yield good("sync", "no sentence could be told from the sound", rule)
        return
    mean = sum(ms for _, ms in sure) / len(sure)
    worst = max(sure, key=lambda pair: abs(pair[1]))
    wrong = [(sentence, ms) for sentence, ms in sure if abs(ms) > rules.sync_ms]
    for sentence, ms in wrong[:SHOWN]:
        way = "late" if ms > 0 else "early"
        value = f"captions come {abs(ms):.0f} ms {way}; {mean:+.0f} ms over all {len(sure)} sentences"
        yield bad("sync", value, rule, sentence.start / 100, sentence.end / 100, sentence.placed, timeline.fps)
    if not wrong:
        yield good("sync", f"{mean:+.0f} ms on average, {worst[1]:+.0f} ms at worst, {len(sure)} sentences", rule)


def sentences(timeline: Timeline) -> list[Sentence]:
    """The sentences of a film as its captions have them."""
    told = any(cut.speech for cut in timeline.cuts)
    out: list[Sentence] = []
    begin = 0
    for cut in timeline.cuts:
        row: list[CueWord] = []
        for cue in cut.speech if told else cut.cues:
            for word in cue.words:
                row.append(word)
                if word.text.rstrip("\"'”’)").endswith((".", "?", "!", "…")) and len(row) >= LEAST:
                    out.append(_sentence(row, Placed(cut, begin), timeline.fps))
                    row = []
        if len(row) >= LEAST:
            out.append(_sentence(row, Placed(cut, begin), timeline.fps))
        begin += cut.frames
    return out


def _sentence(words: list[CueWord], placed: Placed, fps: int) -> Sentence:
    return Sentence(
        placed,
        tuple(
            ((placed.begin + w.start) * 100 / fps, (placed.begin + max(w.end, w.start + 1)) * 100 / fps) for w in words
        ),
    )


def offsets(sound: Floats, said: list[Sentence]) -> list[float | None]:
    """How late each sentence's words are written, in ms; None where the sound does not tell."""
    loud = bands(sound)
    if len(loud) < 2 * REACH:
        return [None] * len(said)
    floor = np.percentile(loud, 5, axis=0)
    level = np.clip(loud - floor, 0, 50).mean(1)
    rise = np.zeros(len(loud), np.float32)
    rise[2:] = np.clip(loud[2:] - loud[:-2], 0, 20).mean(1)
    heard = (_even(level), _even(rise))
    wide = len(level)
    talk, starts = np.zeros(wide, np.float32), np.zeros(wide, np.float32)
    grid = np.arange(wide)
    for sentence in said:
        for start, end in sentence.words:
            talk[(grid >= start) & (grid < end)] = 1
            near = grid[max(0, int(start) - 12) : int(start) + 13]
            starts[near] += np.exp(-(((near - start) / 3.0) ** 2))
    return [_offset(sentence, heard, (talk, starts)) for sentence in said]


def _offset(sentence: Sentence, heard: tuple[Floats, Floats], written: tuple[Floats, Floats]) -> float | None:
    first, last = int(sentence.start) - ROUND, int(sentence.end) + ROUND
    wide = len(heard[0])
    fits = np.full(2 * REACH + 1, np.nan)
    for place, lag in enumerate(range(-REACH, REACH + 1)):
        low, high = max(first, 0, -lag), min(last, wide, wide - lag)
        if high - low < 50:
            continue
        fits[place] = sum(
            share * _alike(heard[k][low + lag : high + lag], written[k][low:high]) for k, share in ((0, 0.6), (1, 0.4))
        )
    if np.isnan(fits).all():
        return None
    # what was meant is likelier than what was not: of two places that fit as well, the nearer one
    near = fits - 0.08 * np.abs(np.arange(-REACH, REACH + 1)) / REACH
    best = int(np.nanargmax(near))
    here = REACH - CLOSE + int(np.nanargmax(near[REACH - CLOSE : REACH + CLOSE + 1])) if _any_near(near) else best
    if near[best] - near[here] < DOUBT:
        best = here
    if fits[best] - np.nanmedian(fits) < SURE or best in (0, 2 * REACH):
        return None
    left, middle, right = near[best - 1], near[best], near[best + 1]
    curve = left - 2 * middle + right
    part = 0.5 * (left - right) / curve if np.isfinite(curve) and abs(curve) > 1e-9 else 0.0
    return float(-(best - REACH + part) * 10)


def _any_near(fits: NDArray[np.floating[Any]]) -> bool:
    return bool(np.isfinite(fits[REACH - CLOSE : REACH + CLOSE + 1]).any())


def _even(values: Floats) -> Floats:
    return np.asarray(np.convolve(values, np.full(3, 1 / 3, np.float32), "same"), np.float32)


def _alike(a: Floats, b: Floats) -> float:
    """The correlation of two rows."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > 1e-6 else 0.0
