"""The mix: voices in place, a bed that makes room for them, effects, one loudness. In blocks: memory stays small."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from ytempire.media import ffmpeg
from ytempire.media.bed import compose
from ytempire.media.effects import effect
from ytempire.media.pieces import NOTHING, Play, blocks, clip, decode, music as own_music
from ytempire.media.sound import (
    LEAD,
    RATE,
    SILENT,
    Heard,
    Reals,
    Samples,
    duck,
    fades,
    levelled,
    lufs,
    panned,
    peaks,
    power,
    settle,
    spans,
)  # fmt: skip
from ytempire.media.takes import read_wav, voice
from ytempire.models import Bed, EffectName, Speaker

LUFS, PEAK = -14.0, -1.0
VOICE_LUFS = -20.0  # of every voice before the whole is levelled
BED_LUFS = -25.0  # so loud where nobody speaks; `duck_db` less where somebody does
CLIP_LUFS = -32.0  # a clip of footage that keeps its sound
NARRATOR = "narrator"
TRIES = 3


@dataclass(frozen=True)
class Laid:
    """A take on the film: where it starts in seconds, its file, how long it is, and who speaks ('' the narrator)."""

    start: float
    file: Path
    seconds: float
    speaker: str = ""


@dataclass(frozen=True)
class Struck:
    """A short sound on the film: one of the set, or a part of a file (0 seconds: to its end); `db` moves its level."""

    start: float
    name: EffectName | None = None
    file: Path | None = None
    begin: float = 0.0  # seconds into the file
    seconds: float = 0.0
    speed: float = 1.0
    db: float = 0.0


@dataclass(frozen=True)
class _Voice:
    """All that a speaker says, as one channel of the film's length; how loud it is made, and how it is placed."""

    file: Path
    places: Samples
    gain: float
    curve: Reals

    def part(self, start: int, stop: int) -> Samples:
        said = np.fromfile(self.file, np.float32, stop - start, offset=start * 4)[None]
        return (levelled(said, start, self.gain, self.curve) if len(self.curve) else said * self.gain) * self.places


@dataclass(frozen=True)
class _Heard:
    """An effect in place: its first sample on the film, its length, and its sound."""

    start: int
    length: int
    play: Play


@dataclass(frozen=True)
class Mixdown:
    """The finished sound, and how loud it is: as measured on the file itself."""

    file: Path
    lufs: float
    peak_db: float


def mix(
    takes: Sequence[Laid], seconds: float, folder: Path, *, bed: Bed | None = None, music: Path | None = None,
    cuts: Sequence[float] = (), effects: Sequence[Struck] = (), speakers: Sequence[Speaker] = (),
) -> Mixdown:  # fmt: skip
    """Mix into `folder`, which is scratch. `music` is the bed's own file; `cuts` are where scenes start, in seconds."""
    total = round(seconds * RATE)
    voices = _voices(takes, {s.name: s for s in speakers}, folder, total)
    struck = _struck(effects, folder, total)
    play = _bed(bed, music, cuts, folder, total) if bed else None
    speech = spans([(take.start, take.start + take.seconds) for take in takes])
    mixed, heard = folder / "mix.f32", []
    lead = np.zeros((2, LEAD), np.float32)
    with mixed.open("wb") as out:
        for start, stop in blocks(total):
            block = np.zeros((2, stop - start), np.float32)
            for said in voices:
                block += said.part(start, stop)
            for sound in struck:
                first, last = max(start, sound.start), min(stop, sound.start + sound.length)
                if first < last:
                    block[:, first - start : last - start] += sound.play(first - sound.start, last - sound.start)
            if play and bed:
                at = np.arange(start, stop + 240, 240) / RATE
                gain = duck(speech, bed.duck_db, at) * fades(at, total / RATE)
                line = np.interp(np.arange(start, stop) / RATE, at, gain)
                block += play(start, stop) * line.astype(np.float32)
            heard.append(Heard(power(block, lead), peaks(block)))
            lead = np.concatenate([lead, block], axis=1)[:, -LEAD:]
            out.write(block.T.tobytes())
    whole = Heard(np.concatenate([h.power for h in heard]), np.concatenate([h.peaks for h in heard]))
    return _level(whole, mixed, total)


def _level(heard: Heard, mixed: Path, total: int) -> Mixdown:
    """Encode, measure what came out, and correct: the encoder moves loudness and peaks a little."""
    target, ceiling = LUFS, PEAK - 1.0
    best: tuple[float, Mixdown] | None = None
    for turn in range(TRIES):
        gain, curve = settle(heard, target, ceiling)
        file = mixed.with_name(f"sound{turn}.m4a")
        _encode(mixed, file, total, gain, curve)
        loud, peak = _measure(file)
        off = abs(loud - LUFS) + 10 * max(0.0, peak - PEAK)
        if best is None or off < best[0]:
            best = off, Mixdown(file, round(loud, 2), round(peak, 2))
        if loud <= SILENT or (abs(loud - LUFS) <= 0.3 and peak <= PEAK - 0.1):
            break
        target += min(max(LUFS - loud, -3.0), 3.0)
        ceiling -= max(0.0, peak - (PEAK - 0.3))
    assert best is not None
    return best[1]


def _voices(takes: Sequence[Laid], speakers: dict[str, Speaker], folder: Path, total: int) -> list[_Voice]:
    """Each speaker's takes at their exact samples, through the voice chain; several speakers are equally loud."""
    made = []
    names = tuple(dict.fromkeys(take.speaker or NARRATOR for take in takes))
    for number, name in enumerate(names):
        speaker = speakers.get(name) or Speaker(name=name)
        file = folder / f"voice{number}.f32"
        own = [take for take in takes if (take.speaker or NARRATOR) == name]
        level = _lay(own, speaker.tone, file, folder, total)
        places = panned(speaker.pan)
        gain, curve = 10 ** (min(max(VOICE_LUFS - level, -12.0), 12.0) / 20) if level > SILENT else 1.0, np.zeros(0)
        if len(names) > 1 and level > SILENT:  # or a spiky voice would lose more to the limiter than a soft one
            ceiling = PEAK - 1 - (LUFS - VOICE_LUFS) - 20 * float(np.log10(places.max()))
            gain, curve = settle(_known(file, total), VOICE_LUFS, ceiling)
        made.append(_Voice(file, places.astype(np.float32), gain, curve))
    return made


def _lay(takes: Sequence[Laid], tone: str, file: Path, folder: Path, total: int) -> float:
    """Write a speaker's takes into one file; gives how loud they are."""
    loud = []
    with file.open("wb+") as out:
        out.truncate(total * 4)
        for take in sorted(takes, key=lambda take: (take.start, take.file.name)):
            start = round(take.start * RATE)
            if start >= total:
                continue
            heard = _take(take.file, tone, folder)[: total - start]
            loud.append(power(heard[None], NOTHING[:1]))
            out.seek(start * 4)
            there = np.fromfile(out, np.float32, len(heard))
            out.seek(start * 4)
            out.write((there + heard).tobytes())
    return lufs(np.concatenate(loud)) if loud else SILENT


def _known(file: Path, total: int) -> Heard:
    """What a voice is like before it is levelled."""
    heard = []
    for start, stop in blocks(total):
        said = np.fromfile(file, np.float32, stop - start, offset=start * 4)
        heard.append(Heard(power(said[None], NOTHING[:1]), peaks(said[None])))
    return Heard(np.concatenate([h.power for h in heard]), np.concatenate([h.peaks for h in heard]))


def _take(file: Path, tone: str, folder: Path) -> Samples:
    if file.suffix == ".wav":
        return voice(*read_wav(file.read_bytes(), file.name), tone)
    raw = folder / "take.f32"
    decode(file, raw, ["-ac", "1", "-t", "600"], file.name)
    return voice(np.fromfile(raw, np.float32), RATE, tone)


def _struck(effects: Sequence[Struck], folder: Path, total: int) -> list[_Heard]:
    """Every effect as it will be heard."""
    heard = []
    for number, one in enumerate(effects):
        start = round(one.start * RATE)
        if start >= total:
            continue
        if one.file:
            left = (total - start) / RATE
            play, length = clip(one.file, folder / f"clip{number}.f32", start=max(0.0, one.begin),
                                seconds=min(left, one.seconds) if one.seconds > 0 else left,
                                speed=min(max(one.speed, 0.1), 8.0), level=CLIP_LUFS + one.db)  # fmt: skip
            heard.append(_Heard(start, length, play))
        elif one.name:
            heard.append(_ready(start, effect(one.name, VOICE_LUFS) * np.float32(10 ** (one.db / 20))))
    return heard


def _ready(start: int, sound: Samples) -> _Heard:
    return _Heard(start, sound.shape[1], lambda first, last: sound[:, first:last])


def _bed(bed: Bed, music: Path | None, cuts: Sequence[float], folder: Path, total: int) -> Play:
    """What plays under the voice, at its level."""
    if music:
        play, longest = own_music(music, folder, total)
    else:
        composed = compose(bed.mood, bed.seed)
        longest = max(layer.shape[1] for layer in composed.layers)
        starts = [round(cut * RATE) for cut in cuts]

        def play(start: int, stop: int) -> Samples:
            return composed.part(start, stop, starts)

    parts = list(blocks(max(RATE, min(longest, total))))
    tried = [power(play(*part), NOTHING) for part in (parts if music else parts[:: 1 + len(parts) // 24])]
    loud = lufs(np.concatenate(tried))
    gain = np.float32(10 ** ((BED_LUFS - loud) / 20) if loud > SILENT else 0.0)
    return lambda start, stop: play(start, stop) * gain


def _encode(mixed: Path, file: Path, total: int, gain: float, curve: Reals) -> None:
    def feed(pipe: IO[bytes]) -> None:
        with mixed.open("rb") as f:
            for start, stop in blocks(total):
                block = np.fromfile(f, np.float32, 2 * (stop - start)).reshape(-1, 2).T
                pipe.write(np.clip(levelled(block, start, gain, curve), -1, 1).T.tobytes())

    args = ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0", "-c:a", "aac"]
    args += ["-aac_coder", "fast", "-b:a", "192k"]  # three times as fast, and finer below 4 kHz, where a voice is
    args += ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", file.name]
    ffmpeg.run(args, cwd=file.parent, feed=feed)


def _measure(file: Path) -> tuple[float, float]:
    """Loudness and true peak of the finished file, as FFmpeg hears them."""
    args = ["-i", file.name, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]
    told = ffmpeg.run(args, cwd=file.parent).stderr
    loud = re.findall(r"^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS", told, re.M)
    peak = re.findall(r"^\s+Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", told, re.M)
    return max(SILENT, float(loud[-1])) if loud else SILENT, max(-120.0, float(peak[-1])) if peak else -120.0
