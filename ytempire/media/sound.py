"""Sound as numbers: reading takes, the voice chain, loudness, ducking and the limiter. 48 kHz, float32."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytempire.errors import Refused

RATE = 48_000
BLOCK = 10 * RATE  # samples worked on at a time: memory does not grow with the film
LEAD = 4_096  # samples before a block that its filters must have heard: they have faded by 170 dB then
BIN = RATE // 10  # loudness is counted in tenths of a second
TICK = RATE // 1_000  # the limiter thinks in milliseconds
PUSH = 12.0  # decibels that a mix may be driven into the limiter, and no more: noise is not to become the film
SILENT = -70.0  # LUFS of nothing, as the standard's gate has it

Samples = NDArray[np.float32]
Reals = NDArray[np.float64]


# --- a take, as it comes --------------------------------------------------------------------------


def read_wav(data: bytes, name: str = "take") -> tuple[Samples, int]:
    """The samples of a WAV as mono between -1 and 1, and its rate. A length that lies is cut to what is there."""
    if len(data) < 12 or data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        raise Refused("is not a WAV file", name, "Make the take again.")
    at, form, body = 12, None, None
    while at + 8 <= len(data) and body is None:
        tag, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        part = data[at + 8 : at + 8 + size]
        if tag == b"fmt " and len(part) >= 16:
            form = part
        elif tag == b"data":
            body = part
        at += 8 + size + (size & 1)
    if form is None or body is None:
        raise Refused("is a WAV file without sound", name, "Make the take again.")
    code, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form[:16])
    if code == 0xFFFE and len(form) >= 26:  # extensible: the real code is in its GUID
        code = int.from_bytes(form[24:26], "little")
    if not (1 <= channels <= 8 and 4_000 <= rate <= 384_000):
        raise Refused(f"has {channels} channels at {rate} Hz, which is no voice", name)
    flat = _numbers(body, code, bits, name)
    flat = flat[: len(flat) // channels * channels].reshape(-1, channels)
    mono = flat.mean(axis=1, dtype=np.float32)
    return np.nan_to_num(mono, nan=0.0, posinf=0.0, neginf=0.0).clip(-4, 4), rate


def _numbers(body: bytes, code: int, bits: int, name: str) -> Samples:
    width = bits // 8
    body = body[: len(body) // width * width] if width else b""
    if code == 1 and bits == 16:
        return _scaled(np.frombuffer(body, "<i2"), 2**15)
    if code == 1 and bits == 8:
        return _scaled(np.frombuffer(body, np.uint8).astype(np.int16) - 128, 2**7)
    if code == 1 and bits == 24:
        wide = np.zeros((len(body) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
        return _scaled(wide.view("<i4")[:, 0], 2**31)
    if code == 1 and bits == 32:
        return _scaled(np.frombuffer(body, "<i4"), 2**31)
    if code == 3 and bits in (32, 64):
        return _scaled(np.frombuffer(body, f"<f{width}"), 1)
    raise Refused(f"is a WAV of a kind that is not known (code {code}, {bits} bits)", name)


def _scaled(numbers: NDArray[Any], full: int) -> Samples:
    samples: Samples = numbers.astype(np.float32)
    samples /= np.float32(full)
    return samples


# --- filters, as curves over frequency ------------------------------------------------------------


def biquad(kind: str, hz: float, q: float, db: float = 0.0) -> tuple[Reals, Reals]:
    """The coefficients of a second-order filter at 48 kHz: highpass, peak, lowshelf or highshelf (RBJ cookbook)."""
    w = 2 * math.pi * hz / RATE
    cos, alpha, a = math.cos(w), math.sin(w) / (2 * q), 10 ** (db / 40)
    if kind == "highpass":
        b = [(1 + cos) / 2, -(1 + cos), (1 + cos) / 2]
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


VOICE = (
    biquad("highpass", 85, 0.71),  # nothing of a voice is below
    biquad("peak", 320, 1.0, -2.0),  # boxiness
    biquad("peak", 3_200, 0.8, 2.5),  # presence
    biquad("highshelf", 8_500, 0.7, -1.5),  # hiss of a synthetic voice
)
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


# --- the voice ------------------------------------------------------------------------------------


def voice(take: Samples, rate: int) -> Samples:
    """A take through the voice chain: to 48 kHz, equalised, brought to one level, and compressed."""
    length = round(len(take) * RATE / rate)
    if not len(take) or float(np.abs(take).max(initial=0.0)) < 1e-4:
        return np.zeros(length, np.float32)
    common = math.gcd(rate, RATE)
    up, down = RATE // common, rate // common
    size = fast_size(len(take) + rate // 4, down)  # a quarter of a second for the filters to fade
    out = size // down * up
    spectrum = np.fft.rfft(take, size)
    kept = min(len(spectrum), out // 2 + 1)
    band = np.ones(kept, np.float32)
    edge = kept // 20
    band[kept - edge :] = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, edge, dtype=np.float32))
    full = np.zeros(out // 2 + 1, np.complex64)
    full[:kept] = spectrum[:kept] * band * response(VOICE, out, kept) * (out / size)
    heard = np.fft.irfft(full, out)[:length].astype(np.float32)
    return _edges(_compress(_level(heard)))


def _level(take: Samples, target: float = -20.0) -> Samples:
    """One level for every take: the power of what is spoken, not of its pauses."""
    power = np.square(_hops(take, 480)).mean(axis=1)
    loud = power[power > power.max(initial=0.0) / 1_000]
    if not len(loud):
        return take
    gain = target - 10 * math.log10(float(loud.mean()) + 1e-12)
    return take * np.float32(10 ** (min(gain, 40.0) / 20))


def _compress(take: Samples, threshold: float = -22.0, ratio: float = 3.5, knee: float = 8.0) -> Samples:
    """Even out: 3.5 to 1 over the threshold; it sees 10 ms ahead and lets go at 120 dB a second."""
    hop = 120
    level = 20 * np.log10(np.abs(_hops(take, hop)).max(axis=1) + 1e-6)
    level = slew(level, fall=120 * hop / RATE, rise=1_500 * hop / RATE)
    over = level - threshold
    soft = np.where(over > knee / 2, over, np.where(over > -knee / 2, (over + knee / 2) ** 2 / (2 * knee), 0.0))
    return take * _ramp(10 ** (-soft * (1 - 1 / ratio) / 20), hop, len(take))


def slew(level: Reals, fall: float, rise: float) -> Reals:
    """The lowest curve over `level` that falls by at most `fall` a step and, looking ahead, rises by at most `rise`."""
    steps = np.arange(len(level))
    held = np.maximum.accumulate(level + fall * steps) - fall * steps
    ahead: Reals = (np.maximum.accumulate((held - rise * steps)[::-1])[::-1]) + rise * steps
    return ahead


def _edges(take: Samples, start: int = 96, end: int = 384) -> Samples:
    """2 ms in and 8 ms out, so that a take that is cut hard does not click."""
    start, end = min(start, len(take) // 2), min(end, len(take) // 2)
    take[:start] *= np.linspace(0, 1, start, endpoint=False, dtype=np.float32)
    if end:
        take[-end:] *= np.linspace(1, 0, end, dtype=np.float32)
    return take


def _hops(samples: Samples, hop: int) -> Samples:
    return np.pad(samples, (0, -len(samples) % hop)).reshape(-1, hop)


def _ramp(gains: Reals, hop: int, length: int, start: float = 0.0) -> Samples:
    """Gains a hop, each in the middle of its hop, as a smooth line over `length` samples."""
    at = np.arange(length, dtype=np.float64)
    return np.interp(at, start + (np.arange(len(gains)) + 0.5) * hop, gains).astype(np.float32)


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
    """Weighted power of each tenth of a second of a stereo block (2, n); `lead` is what was heard just before it."""
    size = fast_size(block.shape[1] + lead.shape[1])
    joined = np.concatenate([lead, block], axis=1)
    weighed = np.fft.irfft(np.fft.rfft(joined, size) * _ear(size), size)[:, lead.shape[1] : joined.shape[1]]
    weighed = np.pad(weighed, ((0, 0), (0, -weighed.shape[1] % BIN)))
    bins: Reals = np.square(weighed.reshape(2, -1, BIN)).mean(axis=2, dtype=np.float64).sum(axis=0)
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
    """The true peak of each millisecond of a stereo block: the highest value of the curve, not only of its samples."""
    highest = np.abs(block).max(axis=0)
    for channel in block:
        for phase in _between():
            np.maximum(highest, np.abs(np.convolve(channel, phase, "same")), out=highest)
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
    return block * _ramp(part, TICK, block.shape[1], start=first * TICK - at)
