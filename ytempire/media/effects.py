"""Short sounds for what appears: made here, the same each time, soft at both ends, and well under a voice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ytempire.media.sound import RATE, Reals, Samples, power

NOTHING: Samples = np.zeros((2, 0), np.float32)
BEAT = RATE // 20  # how loud an effect is, is heard on its loudest twentieth of a second

# how far under a voice each is: what is short and sharp is heard sooner than what swells
UNDER = {"tick": 16.0, "pop": 15.0, "whoosh": 14.0, "chime": 13.5, "thud": 13.0, "type": 17.0, "riser": 16.0,
         "shutter": 16.0}  # fmt: skip


@cache
def effect(name: str, voice: float = -20.0) -> Samples:
    """One of the set as (2, n) samples, as loud as it goes with a voice of this loudness."""
    sound = _softened(_MADE[name]())
    loudest = max(_loud(sound[:, at : at + BEAT]) for at in range(0, max(1, sound.shape[1] - BEAT // 2), BEAT // 4))
    return (sound * 10 ** ((voice - UNDER[name] - loudest) / 20)).astype(np.float32)


def names() -> tuple[str, ...]:
    return tuple(_MADE)


def _loud(part: Samples) -> float:
    """The loudness of a short part, as the ear weighs it."""
    held = np.pad(part, ((0, 0), (0, max(0, BEAT - part.shape[1]))))
    return float(-0.691 + 10 * np.log10(power(held, NOTHING).mean() * 2 + 1e-12))  # a bin is twice as long


def _softened(sound: Samples) -> Samples:
    """No click at the start, none at the end, and nothing that a small speaker cannot play."""
    start, end = 24, min(480, sound.shape[1] // 4)
    sound = sound - sound.mean(axis=1, keepdims=True)
    sound[:, :start] *= np.linspace(0, 1, start, endpoint=False, dtype=np.float32)
    sound[:, -end:] *= np.cos(np.linspace(0, np.pi / 2, end, dtype=np.float32))
    return sound


def _time(seconds: float) -> Reals:
    return np.arange(int(seconds * RATE)) / RATE


def _both(left: Reals, right: Reals | None = None) -> Samples:
    return np.stack([left, left if right is None else right]).astype(np.float32)


def _noise(seed: int, seconds: float) -> Reals:
    return np.random.Generator(np.random.PCG64([seed, 48])).standard_normal(int(seconds * RATE))


def _swept(noise: Reals, hz: Reals, wide: float) -> Reals:
    """Noise through a band that moves: a state-variable filter whose pitch is read every sixteenth of a millisecond."""
    low = band = 0.0
    out = np.empty(len(noise))
    turns = 2 * np.sin(np.pi * np.minimum(hz, 9_000) / RATE)
    for at, (value, turn) in enumerate(zip(noise.tolist(), turns.tolist(), strict=True)):
        low += turn * band
        band += turn * (value - low - wide * band)
        out[at] = band
    return out


def _banded(noise: Reals, low: float, high: float) -> Reals:
    spectrum: NDArray[np.complex128] = np.fft.rfft(noise)
    hz = np.fft.rfftfreq(len(noise), 1 / RATE) + 1e-9
    spectrum *= 1 / (1 + (low / hz) ** 4) / (1 + (hz / high) ** 4)
    return np.fft.irfft(spectrum, len(noise))


def _tick() -> Samples:
    """A small wooden tick."""
    t = _time(0.07)
    body = np.sin(2 * np.pi * 1_850 * t) * np.exp(-t / 0.009) + 0.5 * np.sin(2 * np.pi * 3_120 * t) * np.exp(-t / 0.005)
    return _both(body + 0.25 * _banded(_noise(1, 0.07), 2_000, 6_000) * np.exp(-t / 0.002))


def _pop() -> Samples:
    """A round drop: a low tone that leaps up."""
    t = _time(0.13)
    hz = 300 + 520 * np.clip(t / 0.05, 0, 1) ** 1.5
    tone = np.sin(2 * np.pi * np.cumsum(hz) / RATE) * np.minimum(t / 0.004, 1) * np.exp(-t / 0.032)
    return _both(tone + 0.12 * np.sin(4 * np.pi * np.cumsum(hz) / RATE) * np.exp(-t / 0.016))


def _whoosh() -> Samples:
    """Air that passes from left to right."""
    seconds = 0.6
    t = _time(seconds) / seconds
    rise = np.sin(np.pi * t**0.8) ** 2.2
    air = _banded(_swept(_noise(3, seconds), 300 + 1_500 * np.sin(np.pi * t**0.9) ** 2, 0.4), 120, 3_600) * rise
    turn = np.pi / 2 * (0.22 + 0.56 * t)
    return _both(air * np.cos(turn), air * np.sin(turn))


def _chime() -> Samples:
    """Two notes of a small bell, a fifth apart."""
    t = _time(0.8)
    out = np.zeros((2, len(t)))
    partials = ((1.0, 1.0, 0.26), (2.0, 0.28, 0.14), (2.76, 0.16, 0.09), (5.4, 0.05, 0.03))
    for at, hz, side in ((0.0, 880.0, 0.42), (0.09, 1_318.5, 0.58)):
        after = np.maximum(t - at, 0)
        tone = np.zeros(len(t))
        for times, loud, fade in partials:
            tone += loud * np.sin(2 * np.pi * hz * times * after) * np.exp(-after / fade)
        heard = tone * np.minimum(after / 0.004, 1) * (t >= at)
        out += np.stack([heard * (1 - side), heard * side])
    out *= np.clip((t[-1] - t) / 0.25, 0, 1)
    return _both(out[0], out[1])


def _thud() -> Samples:
    """A soft low beat."""
    t = _time(0.34)
    hz = 64 + 75 * np.exp(-t / 0.03)
    low = np.sin(2 * np.pi * np.cumsum(hz) / RATE) * np.minimum(t / 0.003, 1) * np.exp(-t / 0.09)
    return _both(low + 0.35 * _banded(_noise(5, 0.34), 120, 900) * np.exp(-t / 0.018))


def _type() -> Samples:
    """A few keys, unevenly."""
    out = np.zeros((2, int(0.62 * RATE)))
    dice = np.random.Generator(np.random.PCG64(606))
    t = _time(0.05)
    at = 0.0
    while at < 0.54:
        click = _banded(dice.standard_normal(len(t)), 1_500, 5_200) * np.exp(-t / 0.0035)
        key = click + 0.5 * np.sin(2 * np.pi * (210 + 60 * dice.random()) * t) * np.exp(-t / 0.012)
        side, loud, first = 0.35 + 0.3 * dice.random(), 0.6 + 0.4 * dice.random(), int(at * RATE)
        out[:, first : first + len(t)] += np.stack([key * (1 - side), key * side]) * loud
        at += 0.075 + 0.06 * dice.random()
    return _both(out[0], out[1])


def _riser() -> Samples:
    """Air and a tone that climb and stop."""
    seconds = 0.8
    t = _time(seconds) / seconds
    swell = t**2 * np.clip((1 - t) / 0.12, 0, 1)
    air = _banded(_swept(_noise(7, seconds), 260 + 1_900 * t**2, 0.4), 120, 4_000)
    tone = np.sin(2 * np.pi * np.cumsum(165 * 2 ** (1.0 * t)) / RATE)
    tone += 0.5 * np.sin(2 * np.pi * np.cumsum(247.5 * 2 ** (1.0 * t)) / RATE)
    return _both((0.8 * air + 0.5 * tone) * swell, (0.7 * np.roll(air, 240) + 0.5 * tone) * swell)


def _shutter() -> Samples:
    """A camera's two clicks."""
    t = _time(0.16)
    out = np.zeros(len(t))
    for at, fade, low in ((0.0, 0.006, 1_800.0), (0.07, 0.011, 1_100.0)):
        after = np.maximum(t - at, 0)
        out += _banded(_noise(8, 0.16), low, 4 * low) * np.exp(-after / fade) * (t >= at)
    return _both(out)


_MADE: dict[str, Callable[[], Samples]] = {
    "tick": _tick, "pop": _pop, "whoosh": _whoosh, "chime": _chime, "thud": _thud, "type": _type, "riser": _riser,
    "shutter": _shutter,
}  # fmt: skip
