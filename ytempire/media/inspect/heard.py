"""The film's sound as numbers: one channel, 16 000 samples a second, and where a voice begins in it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytempire.media import ffmpeg
from ytempire.media.inspect.seen import LISTENED, RATE

HOP = 160  # 10 ms

Floats = NDArray[np.float32]


def listen(film: Path, folder: Path, start: float = 0.0, seconds: float = LISTENED, name: str = "sound.raw") -> Floats:
    """A film's sound, or a part of it, between -1 and 1."""
    file = folder / name
    ffmpeg.run(
        [*ffmpeg.CAREFUL, "-ss", f"{max(0.0, start):.3f}", "-t", f"{seconds:.3f}", "-i", f"file:{film.resolve()}",
         "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", str(file.resolve())],
        timeout=600, memory_mb=4096,
    )  # fmt: skip
    return kept(file)


def kept(file: Path) -> Floats:
    """The samples of a file of raw sound, between -1 and 1; the file goes."""
    samples: Any = np.fromfile(file, "<i2") if file.exists() else np.zeros(0, np.int16)
    file.unlink(missing_ok=True)
    return np.asarray(samples.astype(np.float32) / 32768, np.float32)


def bands(sound: Floats) -> Floats:
    """How loud each of sixteen bands from 200 to 6 000 Hz is, every 10 ms, in decibels over the quiet."""
    size = 512
    if len(sound) < size:
        return np.zeros((0, 16), np.float32)
    padded = np.pad(sound, (size // 2, size // 2))
    count = len(sound) // HOP
    edges = np.unique(np.round(np.geomspace(200, 6000, 17) / RATE * size).astype(int))
    shape = np.hanning(size).astype(np.float32)
    out = np.empty((count, len(edges) - 1), np.float32)
    for begin in range(0, count, 2000):  # a part at a time: an hour of it would be a gigabyte
        at = np.arange(begin, min(count, begin + 2000))
        frames = padded[(at[:, None] * HOP) + np.arange(size)[None, :]] * shape
        power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
        for k, (low, high) in enumerate(pairwise(edges)):
            out[at, k] = power[:, low:high].sum(1)
    return np.asarray(10 * np.log10(out + 1e-5), np.float32)
