"""Sound as numbers: filters, ducking, loudness and the limiter. 48 kHz, float32."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
BLOCK = RATE  # samples worked on at a time: they stay near the processor, and memory does not grow
LEAD = 4_096  # samples before a block that its filters must have heard: they have faded by 170 dB then
BIN = RATE // 10  # loudness is counted in tenths of a second
TICK = RATE // 1_000  # the limiter thinks in milliseconds
PUSH = 12.0  # decibels that a mix may be driven into the limiter, and no more: noise is not to become the film
SILENT = -70.0  # LUFS of nothing, as the standard's gate has it

Samples = NDArray[np.float32]
Reals = NDArray[np.float64]


# --- filters, as curves over frequency ------------------------------------------------------------


def biquad(kind: str, hz: float, q: float, db: float = 0.0) -> tuple[Reals, Reals]:
    """The coefficients of a second-order filter at 48 kHz (RBJ cookbook): a pass, a peak or a shelf."""
    w = 2 * math.pi * hz / RATE
    cos, alpha, a = math.cos(w), math.sin(w) / (2 * q), 10 ** (db / 40)
    if kind == "highpass":
        b = [(1 + cos) / 2, -(1 + cos), (1 + cos) / 2]
        f = [1 + alpha, -2 * cos, 1 - alpha]
    elif kind == "lowpass":
        b = [(1 - cos) / 2, 1 - cos, (1 - cos) / 2]
        f = [1 + alpha, -2 * cos, 1 - alpha]
    elif kind == "allpass":
        b = [1 - alpha, -2 * cos, 1 + alpha]
        f = [1 + alpha, -2 * cos, 1 - alpha]
    elif kind == "peak":
        b = [1 + alpha * a, -2 * cos, 1 - alpha * a]
        f = [1 + alpha / a, -2 * cos, 1 - alpha / a]
    else:
        sign, root = (1, 2 * math.sqrt(a) * alpha) if kind == "lowshelf" else (-1, 2 * math.sqrt(a) * alpha)
        up, down = a + 1, a - 1
        b = [a * (up - sign * down * cos + root), sign * 2 * a * (down - sign * up * cos),
             a * (up - sign * down * cos - root)]  # fmt: skip
        f = [up + sign * down * cos + root, -sign * 2 * (down + sign * up * cos), up + sign * down * cos - root]
    return np.array(b) / f[0], np.array(f) / f[0]


def response(filters: Sequence[tuple[Reals, Reals]], size: int, lowest: int | None = None) -> NDArray[np.complex64]:
    """What a chain of filters does to each frequency of an FFT of `size` samples at 48 kHz (or the lowest of them)."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1 if lowest is None else lowest) / size)
    curve = np.ones(len(z), np.complex128)
    for b, a in filters:
        curve *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return curve.astype(np.complex64)


LOUD = (  # how the ear weighs (ITU-R BS.1770-4)
    (np.array([1.53512485958697, -2.69169618940638, 1.19839281085285]),
     np.array([1.0, -1.69065929318241, 0.73248077421585])),
    (np.array([1.0, -2.0, 1.0]), np.array([1.0, -1.99004745483398, 0.99007225036621])),
)  # fmt: skip


def fast_size(least: int, multiple: int = 1) -> int:
    """The least FFT size that is quick to compute: a multiple, times a product of 2, 3 and 5."""
    best = 1 << 62
    need = -(-least // multiple)
    five = 1
    while five < 2 * need:
        three = five
        while three < 2 * need:
            two = three
            while two < need:
                two *= 2
            best = min(best, two)
            three *= 3
        five *= 5
    return best * multiple


# --- curves over time -----------------------------------------------------------------------------


def slew(level: Reals, fall: float, rise: float) -> Reals:
    """The lowest curve over `level` that falls by at most `fall` a step and, looking ahead, rises by at most `rise`."""
    steps = np.arange(len(level))
    held = np.maximum.accumulate(level + fall * steps) - fall * steps
    ahead: Reals = (np.maximum.accumulate((held - rise * steps)[::-1])[::-1]) + rise * steps
    return ahead


def hops(samples: Samples, hop: int) -> Samples:
    return np.pad(samples, (0, -len(samples) % hop)).reshape(-1, hop)


def ramp(gains: Reals, hop: int, length: int, start: float = 0.0) -> Samples:
    """Gains a hop, each in the middle of its hop, as a smooth line over `length` samples."""
    at = np.arange(length, dtype=np.float64)
    return np.interp(at, start + (np.arange(len(gains)) + 0.5) * hop, gains).astype(np.float32)


# --- places ---------------------------------------------------------------------------------------


def panned(pan: float) -> Samples:
    """The gains left and right of a place between -1 and 1: as loud everywhere, and 1 each in the middle."""
    turn = (min(1.0, max(-1.0, pan)) + 1) * math.pi / 4
    return np.array([[math.cos(turn)], [math.sin(turn)]], np.float32) * np.float32(math.sqrt(2))


# --- ducking --------------------------------------------------------------------------------------

ATTACK, RELEASE, BREATH = 0.35, 0.9, 1.8  # seconds: down before a word, up after it, shorter pauses stay down


def spans(clips: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """When somebody speaks, from the clips' starts and ends in seconds: pauses too short to rise in are bridged."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(clips):
        if merged and start - merged[-1][1] < BREATH:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def duck(speech: Sequence[tuple[float, float]], down_db: float, at: Reals) -> Samples:
    """The bed's gain at these times (seconds): all the way down before the voice starts and until it has ended."""
    depth = np.zeros(len(at))
    for start, end in speech:
        lo, hi = np.searchsorted(at, (start - ATTACK - 0.05, end + RELEASE + 0.1))
        t = at[lo:hi]
        into = np.clip((t - (start - ATTACK - 0.05)) / ATTACK, 0, 1)
        out = np.clip(((end + 0.1 + RELEASE) - t) / RELEASE, 0, 1)
        depth[lo:hi] = np.maximum(depth[lo:hi], _smooth(np.minimum(into, out)))
    return np.power(10.0, -down_db * depth / 20).astype(np.float32)


def fades(at: Reals, total: float) -> Samples:
    """In at the film's start and out at its end; a short film has short ones."""
    into, out = min(0.8, total / 6), min(2.5, total / 4)
    curve = _smooth(np.clip(at / into, 0, 1)) * _smooth(np.clip((total - at) / out, 0, 1))
    return curve.astype(np.float32)


def _smooth(x: Reals) -> Reals:
    return 0.5 - 0.5 * np.cos(np.pi * x)


# --- loudness and the limiter ---------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """What a mix is like before it is levelled: weighted power a tenth of a second, true peak a millisecond."""

    power: Reals
    peaks: Reals


@cache
def _ear(size: int) -> NDArray[np.complex64]:
    return response(LOUD, size)


def power(block: Samples, lead: Samples) -> Reals:
    """Weighted power of each tenth of a second of a block (2, n); `lead` is what was heard just before it.

    A block of one channel, (1, n), is heard from both sides.
    """
    size = fast_size(block.shape[1] + lead.shape[1])
    joined = np.concatenate([lead, block], axis=1)
    weighed = np.fft.irfft(np.fft.rfft(joined, size) * _ear(size), size)[:, lead.shape[1] : joined.shape[1]]
    weighed = np.pad(weighed, ((0, 0), (0, -weighed.shape[1] % BIN))).reshape(len(block), -1, BIN)
    bins: Reals = np.einsum("csn,csn->s", weighed, weighed).astype(np.float64) * (2 / len(block) / BIN)
    return bins


def lufs(bins: Reals) -> float:
    """Integrated loudness of these tenths of a second, gated as EBU R 128 says; -70 for silence."""
    windows = np.convolve(bins, np.full(4, 0.25), "valid") if len(bins) >= 4 else bins
    loud = windows[windows > 10 ** ((SILENT + 0.691) / 10)]
    if not len(loud):
        return SILENT
    kept = loud[loud > loud.mean() / 10]
    return float(-0.691 + 10 * np.log10(kept.mean()))


@cache
def _between() -> tuple[Samples, ...]:
    """Filters that give the signal at a quarter, a half and three quarters between two samples."""
    taps = np.arange(-6, 6)
    window = np.kaiser(49, 6.0)
    phases = []
    for quarter in (1, 2, 3):
        x = taps + 1 - quarter / 4
        phase = np.sinc(x) * np.interp(x, np.linspace(-6.125, 6.125, 49), window)
        phases.append((phase / phase.sum()).astype(np.float32))
    return tuple(phases)


def peaks(block: Samples) -> Reals:
    """The true peak of each millisecond of a block: the highest value of the curve, not only of its samples."""
    import cv2

    highest = np.abs(block).max(axis=0)
    for phase in _between():  # (a filter of numpy's takes five times as long)
        between = cv2.filter2D(block, -1, phase[None, ::-1], anchor=(6, 0), borderType=cv2.BORDER_CONSTANT)
        np.maximum(highest, np.abs(between).max(axis=0), out=highest)
    ticks: Reals = np.pad(highest, (0, -len(highest) % TICK)).reshape(-1, TICK).max(axis=1).astype(np.float64)
    return ticks


def limiter(ticks: Reals, ceiling_db: float) -> Reals:
    """The gain a millisecond that keeps these peaks under the ceiling: down within 5 ms ahead, up at 60 dB a second."""
    need = np.maximum(20 * np.log10(ticks + 1e-9) - ceiling_db, 0.0)
    wide = np.pad(need, 3)
    held = np.lib.stride_tricks.sliding_window_view(wide, 7).max(axis=1)
    gain = np.power(10.0, -slew(held, fall=0.06, rise=2.0) / 20)
    return np.convolve(np.pad(gain, 1, mode="edge"), np.full(3, 1 / 3), "valid")


def settle(heard: Heard, target: float, ceiling_db: float) -> tuple[float, Reals]:
    """The gain and the limiter's curve that bring a mix to a loudness: found on the powers, without touching sound."""
    gain, curve = 1.0, np.ones_like(heard.peaks)
    before = lufs(heard.power)
    if before <= SILENT:
        return gain, curve
    most = 10 ** ((target - before + PUSH) / 20)
    for _ in range(12):
        now = lufs(_limited(heard.power, curve) * gain**2)
        if (_ and abs(now - target) < 0.02) or gain == most:
            break
        gain = min(gain * 10 ** ((target - now) / 20), most)
        curve = limiter(heard.peaks * gain, ceiling_db)
    return gain, curve


def _limited(bins: Reals, curve: Reals) -> Reals:
    square = np.pad(curve, (0, max(0, len(bins) * 100 - len(curve))), mode="edge")[: len(bins) * 100] ** 2
    limited: Reals = bins * square.reshape(-1, 100).mean(axis=1)
    return limited


def levelled(block: Samples, at: int, gain: float, curve: Reals) -> Samples:
    """A stereo block that starts at sample `at`, as it will be heard."""
    first, last = max(0, at // TICK - 2), (at + block.shape[1]) // TICK + 3
    part = curve[first:last] * gain
    return block * ramp(part, TICK, block.shape[1], start=first * TICK - at)
