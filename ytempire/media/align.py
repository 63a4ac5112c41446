"""When each word of a known text is heard in a recording of it: the recording laid over another voice's rendering.

Both are turned into cepstra every 10 ms, pauses are shortened, and the cheapest path through both (dynamic time
warping) carries the rendering's marks over. The same path tells how likely it is that both say the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ytempire.media.hear import Sound
from ytempire.media.sound import Reals

Whole = NDArray[np.intp]

STEP = 0.010  # seconds from frame to frame
LOOK = 0.025  # seconds that a frame sees
CEPSTRA = 12
BANDS = 32
TOP = 7_000.0  # Hz; higher, codecs differ more than words do
QUIET_DB = 38.0  # under the loudest frame: a pause
PAUSE = 8  # frames of a pause that are kept; how long it lasts is each voice's own
AT_ONCE = 300_000  # cells that are looked at without a coarser look first
ROUND = 40  # frames on either side of where the coarser look went
NEAR = 6  # frames from a pause that count as in it
PIECE = 25  # frames; how evenly the pieces of a rendering are stretched tells a wrong text
DOUBT = 0.42  # of `Aligned.doubt`: over it, it is another text; of 160 right ones none was over 0.36
LEAST = 3  # pieces; fewer say nothing


@dataclass(frozen=True)
class Aligned:
    """Start and end of every mark in the recording, in milliseconds, and how far the two are believed to say the same.

    stretch: how unevenly the pieces of the rendering had to be stretched; against: the path's cost against that of
    the same pieces in a wrong order; forced: its cost against what each frame could have had at best; pace: how much
    longer the recording's speech is than the rendering's, as a logarithm.
    """

    times: tuple[tuple[int, int], ...]
    stretch: float = 0.0
    against: float = 0.0
    forced: float = 1.0
    pace: float = 0.0
    pieces: int = 0

    @property
    def doubt(self) -> float:
        """One figure out of the four: the higher, the less it is the same text."""
        if self.pieces < LEAST:  # a word or two: only the length says anything
            return max(0.0, abs(self.pace) - 0.5)
        order = self.against - 0.94  # where any order will do, it is another text
        even = self.stretch + min(0.1, max(-0.1, self.forced - 1.28)) + max(-0.05, order, 2 * order)
        return max(0.0, even + max(0.0, abs(self.pace) - 0.5))

    @property
    def trust(self) -> float:
        """Between 0 and 1; one half is where it is as likely another text."""
        return 1 / (1 + math.exp(min(60.0, (self.doubt - DOUBT) / 0.05)))

    @property
    def wrong(self) -> bool:
        """Whether the recording says something else than the text, or only a part of it, or more."""
        return self.doubt > DOUBT


def align(recording: Sound, rendering: Sound, marks: Sequence[tuple[int, int]]) -> Aligned:
    """Carry marks (start and end in milliseconds) from a rendering of a text over to a recording of it.

    As many come back as there are marks; starts never go back, and no end is behind the recording's.
    """
    top = min(TOP, 0.45 * min(recording.rate, rendering.rate))
    here, there = _Heard(recording, top), _Heard(rendering, top)
    if not len(here.kept) or not len(there.kept):
        return Aligned(tuple((0, 0) for _ in marks), stretch=9.0, pieces=LEAST)
    rows, columns, cost = _path(here.frames, there.frames)
    where = _means(rows, columns, len(there.kept))
    times: list[tuple[int, int]] = []
    for start, end in marks:
        first = here.begun(_carried(start, here, there, where))
        inside = max(start, end - 10)  # its last frame: the one after may lie behind a pause
        last = here.ended(_carried(inside, here, there, where) + end - inside)
        first = min(max(first, times[-1][0] if times else 0), recording.ms)
        times.append((first, min(max(first, last), recording.ms)))
    pieces = max(2, round(len(there.kept) / PIECE))
    edges = np.linspace(0, len(there.kept), pieces + 1).astype(np.intp)
    stretched = np.diff(np.interp(edges, columns, rows)) + 3.0
    others = [_path(here.frames, np.concatenate([there.frames[edges[k] : edges[k + 1]] for k in order]))[2]
              for order in ([*range(1, pieces, 2), *range(0, pieces, 2)], [*range(pieces)][::-1])]  # fmt: skip
    best = (_nearest(here.frames, there.frames) + _nearest(there.frames, here.frames)) / 2
    went = np.linalg.norm(here.frames[rows] - there.frames[columns], axis=1).mean()
    return Aligned(
        tuple(times),
        stretch=float(np.log(stretched / (np.diff(edges) + 3.0)).std()),
        against=cost / max(1e-9, sum(others) / len(others)),
        forced=float(went) / max(1e-9, best),
        pace=math.log(len(here.kept) / len(there.kept)),
        pieces=pieces,
    )


class _Heard:
    """A sound as the path sees it: frames of cepstra without the length of pauses, and where each was."""

    def __init__(self, sound: Sound, top: float) -> None:
        cepstra, level = _cepstra(sound, top)
        loud = float(level.max(initial=-99.0))
        floor = float(np.percentile(level, 5)) + 6.0 if len(level) else 0.0
        self.on = level > max(loud - QUIET_DB, min(floor, loud - 20.0))
        self.kept: Whole = _without_pauses(self.on) if loud > -80 else np.zeros(0, np.intp)
        if not len(self.kept):
            return
        spoken = cepstra[self.on]
        spread = spoken.std(axis=0) + 1e-6
        cepstra = (cepstra - spoken.mean(axis=0)) / np.sqrt(spread * spread.mean())
        wide = np.pad(cepstra, ((2, 2), (0, 0)), mode="edge")
        moving = (2 * (wide[4:] - wide[:-4]) + (wide[3:-1] - wide[1:-3])) * 0.3
        self.frames: Reals = np.concatenate([cepstra, moving], axis=1)[self.kept]

    def begun(self, ms: float) -> int:
        """A word does not begin in a pause or just before it, but where it ends (a first closure is silent, too)."""
        for at in range(self._frame(ms), min(self._frame(ms) + NEAR, len(self.on) - 1)):
            before, after = self._pause(at)
            if after - before > PAUSE:
                return round(max(ms, (after * STEP - 0.05) * 1000))
        return round(ms)

    def ended(self, ms: float) -> int:
        """Nor does it end in one or just behind it."""
        for at in range(self._frame(ms), max(self._frame(ms) - NEAR, 0), -1):
            before, after = self._pause(at)
            if after - before > PAUSE:
                return round(min(ms, (before * STEP + 0.02) * 1000))
        return round(ms)

    def _frame(self, ms: float) -> int:
        return min(max(int(ms / 1000 / STEP), 0), len(self.on) - 1)

    def _pause(self, at: int) -> tuple[int, int]:
        """The silent frames round one."""
        if self.on[at]:
            return at, at
        sounds = np.flatnonzero(self.on)
        place = int(np.searchsorted(sounds, at))
        before = int(sounds[place - 1]) + 1 if place else 0
        return before, int(sounds[place]) if place < len(sounds) else len(self.on)


def _carried(ms: int, here: _Heard, there: _Heard, where: Reals) -> float:
    """A moment of the rendering as one of the recording."""
    at = np.arange(len(there.kept))
    place = float(np.interp(np.interp(ms / 1000 / STEP, there.kept, at), at, where))
    return float(np.interp(place, np.arange(len(here.kept)), here.kept)) * STEP * 1000


def _without_pauses(on: NDArray[np.bool_]) -> Whole:
    """The frames from the first sound to the last; of a long pause only its two ends."""
    sounds = np.flatnonzero(on)
    if not len(sounds):
        return np.zeros(0, np.intp)
    keep = np.zeros(len(on), np.bool_)
    keep[sounds] = True
    for last, following in pairwise(sounds.tolist()):
        if following - last > 1:
            keep[last + 1 : min(following, last + 1 + PAUSE // 2)] = True
            keep[max(last + 1, following - PAUSE // 2) : following] = True
    return np.flatnonzero(keep)


# --- cepstra --------------------------------------------------------------------------------------


def _cepstra(sound: Sound, top: float) -> tuple[Reals, Reals]:
    """Cepstra of every frame, and its level in decibels."""
    samples = sound.samples.astype(np.float64)
    width = max(16, round(sound.rate * LOOK))
    size = 1 << (width - 1).bit_length()
    at = np.round(np.arange(max(1, int(len(samples) / sound.rate / STEP) + 1)) * STEP * sound.rate).astype(np.intp)
    bright = np.append(samples[:1], samples[1:] - 0.97 * samples[:-1])
    views = np.lib.stride_tricks.sliding_window_view(np.pad(bright, (width // 2, width)), width)
    bank, turn = _bank(sound.rate, size, top), _turn()
    window = np.hanning(width)
    energy = np.empty((len(at), BANDS))
    for first in range(0, len(at), 1_000):  # ten seconds at a time: memory does not grow with the recording
        part = np.fft.rfft(views[at[first : first + 1_000]] * window, size)
        energy[first : first + 1_000] = np.square(np.abs(part)) @ bank
    level = 10 * np.log10(energy.sum(axis=1) + 1e-12)
    return np.log(energy + 1e-6 * float(energy.max(initial=0.0)) + 1e-12) @ turn, level


@lru_cache(maxsize=16)
def _bank(rate: int, size: int, top: float) -> Reals:
    """Triangles, evenly spaced on the mel scale from 80 Hz to `top`, as columns over an FFT's frequencies."""
    low, high = (2595 * math.log10(1 + hz / 700) for hz in (80.0, top))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    hz = (np.arange(size // 2 + 1) * rate / size)[:, None]
    up = (hz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    down = (edges[2:] - hz) / (edges[2:] - edges[1:-1])
    bank: Reals = np.maximum(0.0, np.minimum(up, down))
    return bank


@lru_cache(maxsize=1)
def _turn() -> Reals:
    """The cosine transform from bands to cepstra."""
    turn: Reals = np.cos(math.pi * np.outer(np.arange(BANDS) + 0.5, np.arange(CEPSTRA)) / BANDS) * math.sqrt(2 / BANDS)
    return turn


# --- the path -------------------------------------------------------------------------------------


def _path(a: Reals, b: Reals) -> tuple[Whole, Whole, float]:
    """The cheapest way through both, as rows and columns, and its cost a step.

    Long ones are looked at coarsely first and then only round that way, so that memory grows with their length and
    not with its square.
    """
    n, m = len(a), len(b)
    if n * m <= AT_ONCE or min(n, m) < 4:
        low, high = np.zeros(n, np.intp), np.full(n, m, np.intp)
    else:
        rows, columns, _ = _path(_halved(a), _halved(b))
        low, high = np.full(n, m, np.intp), np.zeros(n, np.intp)
        for k in (0, 1):
            at = np.minimum(rows * 2 + k, n - 1)
            np.minimum.at(low, at, np.maximum(columns * 2 - ROUND, 0))
            np.maximum.at(high, at, np.minimum(columns * 2 + 2 + ROUND, m))
        low[0], high[-1] = 0, m
        low = np.minimum.accumulate(low[::-1])[::-1]  # never back: every row can be reached from the one before
        high = np.maximum.accumulate(high)
    return _within(a, b, low, high)


def _within(a: Reals, b: Reals, low: Whole, high: Whole) -> tuple[Whole, Whole, float]:
    """The cheapest way that keeps to the columns from `low` up to `high` of each row; a step across counts twice."""
    n, m = len(a), len(b)
    square = np.square(b).sum(axis=1)
    costs: list[Reals] = []
    sums: list[Reals] = []
    for i in range(n):
        lo, hi = int(low[i]), int(high[i])
        cost = np.sqrt(np.maximum(square[lo:hi] + float(a[i] @ a[i]) - 2 * (b[lo:hi] @ a[i]), 0.0))
        along = np.cumsum(cost)
        if i == 0:
            total = along
        else:
            before = np.full(hi - lo + 1, np.inf)  # the row before, from the column before `lo` on
            start, end = int(low[i - 1]), int(high[i - 1])
            first, last = max(lo - 1, start), min(hi, end)
            before[first - lo + 1 : last - lo + 1] = sums[-1][first - start : last - start]
            reached = np.minimum(before[1:] + cost, before[:-1] + 2 * cost)
            total = np.minimum.accumulate(reached - along) + along  # and along the row, all columns at once
        costs.append(cost)
        sums.append(total)
    return *_back(costs, sums, low, high, m), float(sums[-1][-1]) / (n + m)


def _back(costs: list[Reals], sums: list[Reals], low: Whole, high: Whole, m: int) -> tuple[Whole, Whole]:
    i, j = len(sums) - 1, m - 1
    rows, columns = [i], [j]

    def at(row: int, column: int) -> float:
        return float(sums[row][column - low[row]]) if low[row] <= column < high[row] else math.inf

    while i or j:
        cost = float(costs[i][j - low[i]])
        ways = (
            at(i - 1, j - 1) + 2 * cost if i and j else math.inf,
            at(i - 1, j) + cost if i else math.inf,
            at(i, j - 1) + cost if j else math.inf,
        )
        way = ways.index(min(ways))
        i, j = i - (way != 2), j - (way != 1)
        rows.append(i)
        columns.append(j)
    return np.array(rows[::-1], np.intp), np.array(columns[::-1], np.intp)


def _halved(frames: Reals) -> Reals:
    odd = np.concatenate([frames, frames[-1:]]) if len(frames) % 2 else frames
    half: Reals = (odd[::2] + odd[1::2]) / 2
    return half


def _means(rows: Whole, columns: Whole, count: int) -> Reals:
    """For each column the middle of the rows that the way has there."""
    sums: Reals = np.bincount(columns, rows, count) / np.bincount(columns, minlength=count)
    return sums


def _nearest(a: Reals, b: Reals) -> float:
    """The mean distance of each frame to the nearest one of the other, in whatever order."""
    square = np.square(b).sum(axis=1)
    total = 0.0
    for first in range(0, len(a), 256):
        part = a[first : first + 256]
        far = square + np.square(part).sum(axis=1)[:, None] - 2 * part @ b.T
        total += float(np.sqrt(np.maximum(far, 0.0)).min(axis=1).sum())
    return total / len(a)
