"""One voice for each speaker: how even its takes are in loudness and pitch, and that they come from one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ytempire.errors import YtempireError
from ytempire.media.inspect.heard import Floats
from ytempire.media.inspect.rows import Placed, bad, good
from ytempire.media.inspect.seen import SHOWN
from ytempire.media.takes import read_wav
from ytempire.models import Blob, Clip, Measure, Rules, Timeline

LOWEST, HIGHEST = 65.0, 420.0  # Hz of a speaking voice
SHORT = 700  # ms: less than this says little of a voice


@dataclass(frozen=True)
class Tone:
    """A take as it sounds: loudness of what is spoken in decibels, the middle of its pitch in Hz, and its rate."""

    placed: Placed
    clip: Clip
    level: float
    pitch: float | None
    rate: int


def voices(timeline: Timeline, rules: Rules, find: Callable[[Blob], Path | None]) -> Iterator[Measure]:
    """For each speaker, how far its takes differ; a take too far off is named with its scene."""
    speakers: dict[str, list[Tone]] = {}
    begin = 0
    for cut in timeline.cuts:
        for clip in cut.clips:
            file = find(clip.audio)
            if file and (tone := tone_of(file, Placed(cut, begin), clip)):
                speakers.setdefault(clip.speaker, []).append(tone)
        begin += cut.frames
    for speaker, tones in speakers.items():
        yield from _even(speaker, tones, rules, timeline.fps)


def _even(speaker: str, tones: list[Tone], rules: Rules, fps: int) -> Iterator[Measure]:
    name = speaker or "narrator"
    rates = sorted({tone.rate for tone in tones})
    rule = "one source for each speaker"
    told = f"{name}: {len(tones)} takes at {', '.join(map(str, rates))} Hz"
    if len(rates) == 1:
        yield good("voice source", told, rule)
    else:
        usual = max(rates, key=lambda r: sum(t.rate == r for t in tones))
        odd = next(tone for tone in tones if tone.rate != usual)
        yield bad("voice source", told, rule, _at(odd, fps), None, odd.placed, fps)
    spoken = [tone for tone in tones if tone.clip.ms >= SHORT]
    levels = [tone.level for tone in spoken]
    rule = f"each take within {rules.voice_level_db:g} dB of its speaker"
    yield from _row("voice level", name, spoken, levels, rules.voice_level_db, rule, fps, "dB", 1.0)
    pitched = [tone for tone in spoken if tone.pitch]
    pitches = [12 * float(np.log2((tone.pitch or 1.0) / 100)) for tone in pitched]
    rule = f"each take within {rules.voice_pitch:.0%} of its speaker"
    most = 12 * float(np.log2(1 + rules.voice_pitch))
    hertz = float(np.median([tone.pitch or 0.0 for tone in pitched])) if pitched else 0.0
    yield from _row("voice pitch", f"{name} at {hertz:.0f} Hz", pitched, pitches, most, rule, fps, "semitones", 1.0)


def _row(
    check: str, name: str, tones: list[Tone], values: list[float], most: float, rule: str, fps: int, unit: str,
    share: float,
) -> Iterator[Measure]:  # fmt: skip
    if len(values) < 2:
        return
    middle = float(np.median(values))
    spread = f"{name}: spread {float(np.std(values)) * share:.1f} {unit}"
    wrong = [(t, v - middle) for t, v in zip(tones, values, strict=True) if abs(v - middle) > most]
    for tone, off in wrong[:SHOWN]:
        end = _at(tone, fps) + tone.clip.ms / 1000
        yield bad(check, f"{name}: a take {off:+.1f} {unit} off; {spread.split(': ')[1]}", rule, _at(tone, fps), end,
                  tone.placed, fps)  # fmt: skip
    if not wrong:
        far = max((abs(v - middle) for v in values), default=0.0)
        yield good(check, f"{spread}, {far:.1f} at most, {len(values)} takes", rule)


def _at(tone: Tone, fps: int) -> float:
    return (tone.placed.begin + tone.clip.start) / fps


def tone_of(file: Path, placed: Placed, clip: Clip) -> Tone | None:
    """How a take sounds; None when nothing is heard or it is of a kind that is not read here."""
    try:
        sound, rate = read_wav(file.read_bytes(), file.name)
    except (YtempireError, OSError):
        return None
    size = rate // 50
    if len(sound) < size * 4:
        return None
    blocks = sound[: len(sound) // size * size].reshape(-1, size)
    power = (blocks**2).mean(1)
    loud = power[power > power.max() * 0.02]
    if not len(loud) or power.max() < 1e-8:
        return None
    return Tone(placed, clip, float(10 * np.log10(loud.mean())), pitch(sound, rate), rate)


def pitch(sound: Floats, rate: int) -> float | None:
    """The middle of a voice's pitch in Hz, from how like itself the sound is a period later."""
    step = max(1, rate // 8000)
    small = sound[: len(sound) // step * step].reshape(-1, step).mean(1)
    own = rate / step
    size, hop = int(own * 0.05), int(own * 0.02)
    low, high = int(own / HIGHEST), min(int(own / LOWEST), size - 2)
    starts = np.arange(0, max(0, len(small) - 2 * size), hop)
    if not len(starts):
        return None
    frames = small[starts[:, None] + np.arange(2 * size)[None, :]]
    frames = frames - frames.mean(1, keepdims=True)
    spectrum = np.fft.rfft(frames * np.hanning(2 * size), 4 * size, axis=1)
    like = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, : high + 1]
    power = like[:, 0]
    like = like / np.maximum(power[:, None], 1e-9) / (1 - np.arange(high + 1) / (2 * size))[None, :]
    most = like[:, low:].max(1)
    # many times the period fits as well as the period: of the peaks that fit nearly best, the first
    peak = (like[:, low:-1] >= like[:, low - 1 : -2]) & (like[:, low:-1] >= like[:, low + 1 :])
    best = (peak & (like[:, low:-1] > 0.88 * most[:, None])).argmax(1) + low
    sure = (most > 0.5) & (power > power.max() * 0.02)
    return float(np.median(own / best[sure])) if sure.sum() >= 5 else None
