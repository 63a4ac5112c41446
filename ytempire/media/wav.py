"""Small sounds with the standard library alone: 16 bit, one channel."""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path

_WINDOW_MS = 2
_QUIET = 0.01  # of the peak: under it, speech has not begun or is over


def read(file: Path) -> tuple[int, array[int]]:
    """A sound's rate, and its samples."""
    with wave.open(str(file), "rb") as f:
        if f.getnchannels() != 1 or f.getsampwidth() != 2:
            raise ValueError(f"{file.name}: not one channel of 16 bits")
        samples = array("h", f.readframes(f.getnframes()))
        rate = f.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    return rate, samples


def write(file: Path, rate: int, samples: array[int]) -> None:
    """Keep samples as a WAV file."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    with wave.open(str(file), "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes(samples.tobytes())


def silence(rate: int, ms: int) -> array[int]:
    """Nothing, for so long."""
    return array("h", bytes(2 * (rate * ms // 1000)))


def sounding(rate: int, samples: array[int]) -> tuple[int, int]:
    """The first and the last sample of what can be heard; (0, 0) if nothing can."""
    step = max(1, rate * _WINDOW_MS // 1000)
    floor = max(16.0, _QUIET * max(max(samples, default=0), -min(samples, default=0)))
    starts = range(0, len(samples), step)

    def loud(at: int) -> bool:
        window = samples[at : at + step]
        return max(max(window), -min(window)) >= floor

    first = next(filter(loud, starts), None)
    if first is None:
        return 0, 0
    return first, min(next(filter(loud, reversed(starts))) + step, len(samples))


def trimmed(rate: int, samples: array[int], lead_ms: int, gap_ms: int) -> tuple[array[int], int]:
    """The sound with at most `lead_ms` of silence before it and `gap_ms` after; and the samples cut in front."""
    first, last = sounding(rate, samples)
    cut = max(0, first - rate * lead_ms // 1000)
    gap = rate * gap_ms // 1000
    end = min(len(samples), last + gap)
    out = samples[cut:end]
    fade = min(len(out), end - last, rate // 200)  # 5 ms, so that the cut makes no click
    for k in range(fade):
        out[len(out) - 1 - k] = out[len(out) - 1 - k] * k // max(1, fade)
    out.extend(array("h", bytes(2 * (last + gap - end))))
    return out, cut
