"""Recordings of a person's voice, measured: whether a copy of the voice could be made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.hear import Sound, heard

SUFFIXES = (".wav", ".mp3", ".flac", ".m4a", ".ogg", ".aac")
MOST_BYTES = 256 << 20
LEAST_RATE, LEAST_SECONDS, LEAST_TOGETHER = 22_050, 3.0, 60.0
LEAST_ABOVE_NOISE, MOST_SILENT, MOST_CLIPPED = 25.0, 0.5, 0.0002
SILENT_DB = 35.0  # so far below the voice, nobody speaks


@dataclass(frozen=True)
class Sample:
    """One recording: its length, rate, peak in dBFS, share of clipped samples, how far the voice is above the noise
    in dB, the share of it in which nobody speaks, and what is wrong with it."""

    name: str
    seconds: float
    rate: int
    peak_db: float
    clipped: float
    above_noise_db: float
    silent: float
    wrong: tuple[str, ...]


def sample(file: Path, scratch: Path) -> Sample:
    """Measure a recording; Refused when there is no sound in it."""
    if file.stat().st_size > MOST_BYTES:
        raise Refused(f"is larger than {MOST_BYTES >> 20} MB", file.name, "Cut it into pieces.")
    return measured(file.name, heard(file.read_bytes(), scratch, file.name))


def measured(name: str, sound: Sound) -> Sample:
    """The same of a sound that is decoded already."""
    x, rate = np.asarray(sound.samples, np.float32), sound.rate
    seconds = len(x) / rate
    peak = float(np.abs(x).max(initial=0.0))
    at_top = np.abs(x) >= max(0.985 * peak, 0.9)
    runs = at_top[2:] & at_top[1:-1] & at_top[:-2]  # a flat top is three samples in a row or more
    clipped = float(runs.sum()) / max(1, len(x))
    step = max(1, rate // 50)
    frames = x[: len(x) // step * step].reshape(-1, step) if len(x) >= step else x.reshape(1, -1)
    db = 10 * np.log10(np.square(frames, dtype=np.float64).mean(axis=1) + 1e-10)
    voice, noise = float(np.percentile(db, 90)), float(np.percentile(db, 5))
    silent = float((db < voice - SILENT_DB).mean())
    wrong = []
    if seconds < LEAST_SECONDS:
        wrong.append(f"is {seconds:.1f} s long; {LEAST_SECONDS:g} s are the least")
    if rate < LEAST_RATE:
        wrong.append(f"has {rate} Hz; {LEAST_RATE} Hz are the least")
    if peak < 0.02:
        wrong.append("is almost silent")
    if clipped > MOST_CLIPPED:
        wrong.append(f"is clipped: {clipped:.2%} of it; record it with less gain")
    if voice - noise < LEAST_ABOVE_NOISE:
        wrong.append(f"is noisy: the voice is {voice - noise:.0f} dB above the noise, {LEAST_ABOVE_NOISE:g} are wanted")
    if silent > MOST_SILENT:
        wrong.append(f"is silent for {silent:.0%} of its time; cut the pauses")
    return Sample(name, round(seconds, 2), rate, round(20 * float(np.log10(peak + 1e-6)), 1), round(clipped, 6),
                  round(voice - noise, 1), round(silent, 3), tuple(wrong))  # fmt: skip


def loudness(file: Path) -> float:
    """A take's loudness in LUFS, as FFmpeg hears it; -70 for silence or for less than 0.4 s."""
    args = [*ffmpeg.CAREFUL, "-i", f"file:{file.resolve()}", "-af", "ebur128=framelog=verbose", "-f", "null", "-"]
    told = re.findall(r"^\s+I:\s+(-?[\d.]+) LUFS", ffmpeg.run(args).stderr, re.M)
    return max(-70.0, float(told[-1])) if told else -70.0
