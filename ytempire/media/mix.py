"""The mix: takes at their places, a bed that makes room for them, one loudness. In blocks, so memory stays small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.bed import compose
from ytempire.media.sound import (
    BLOCK,
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
    peaks,
    power,
    settle,
    spans,
)  # fmt: skip
from ytempire.media.takes import read_wav, voice
from ytempire.models import Bed

LUFS, PEAK = -14.0, -1.0
BED_LUFS = -25.0  # before levelling; a voice is brought to about -20
TRIES = 3
Play = Callable[[int, int], Samples]  # a stereo part of something, from one sample to another


@dataclass(frozen=True)
class Laid:
    """A take on the film: where it starts in seconds, its file, and how long it is."""

    start: float
    file: Path
    seconds: float


@dataclass(frozen=True)
class Mixdown:
    """The finished sound, and how loud it is: as measured on the file itself."""

    file: Path
    lufs: float
    peak_db: float


def mix(
    takes: Sequence[Laid], seconds: float, folder: Path, *, bed: Bed | None = None, music: Path | None = None,
    cuts: Sequence[float] = (),
) -> Mixdown:  # fmt: skip
    """Mix into `folder`, which is scratch. `music` is the bed's own file; `cuts` are where scenes start, in seconds."""
    total = round(seconds * RATE)
    spoken = _voices(takes, folder, total)
    play = _bed(bed, music, cuts, folder, total) if bed else None
    speech = spans([(take.start, take.start + take.seconds) for take in takes])
    mixed, heard = folder / "mix.f32", []
    with mixed.open("wb") as out, spoken.open("rb") as voices:
        lead = np.zeros((2, LEAD), np.float32)
        for start, stop in _blocks(total):
            said = np.fromfile(voices, np.float32, stop - start)
            block = np.stack([said, said])
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


def _voices(takes: Sequence[Laid], folder: Path, total: int) -> Path:
    """One file of all takes at their exact samples, each through the voice chain."""
    file = folder / "voice.f32"
    with file.open("wb+") as out:
        out.truncate(total * 4)
        for take in sorted(takes, key=lambda take: (take.start, take.file.name)):
            start = round(take.start * RATE)
            if start >= total:
                continue
            heard = _take(take.file, folder)[: total - start]
            out.seek(start * 4)
            there = np.fromfile(out, np.float32, len(heard))
            out.seek(start * 4)
            out.write((there + heard).tobytes())
    return file


def _take(file: Path, folder: Path) -> Samples:
    if file.suffix == ".wav":
        return voice(*read_wav(file.read_bytes(), file.name))
    raw = folder / "take.f32"
    _decode(file, raw, ["-ac", "1", "-t", "600"], file.name)
    return voice(np.fromfile(raw, np.float32), RATE)


def _bed(bed: Bed, music: Path | None, cuts: Sequence[float], folder: Path, total: int) -> Play:
    """What plays under the voice, at its level."""
    if music:
        play, longest = _own(music, folder, total)
    else:
        composed = compose(bed.mood, bed.seed)
        longest = max(layer.shape[1] for layer in composed.layers)
        starts = [round(cut * RATE) for cut in cuts]

        def play(start: int, stop: int) -> Samples:
            return composed.part(start, stop, starts)

    nothing = np.zeros((2, 0), np.float32)
    tried = [power(play(*part), nothing) for part in _blocks(max(RATE, min(longest, total)))]
    loud = lufs(np.concatenate(tried))
    gain = np.float32(10 ** ((BED_LUFS - loud) / 20) if loud > SILENT else 0.0)
    return lambda start, stop: play(start, stop) * gain


def _own(music: Path, folder: Path, total: int) -> tuple[Play, int]:
    """The channel's own music: with room for a voice, and looped with a crossfade where it is too short."""
    raw = folder / "music.f32"
    room = "highpass=f=35,equalizer=f=2200:width_type=q:width=0.7:gain=-3"
    _decode(music, raw, ["-ac", "2", "-t", f"{total / RATE + 10:.3f}", "-af", room], "music")
    length = raw.stat().st_size // 8
    if length < RATE:
        raise Refused("is shorter than a second", "music", "Give the channel a longer piece, or a mood.")
    fade = min(3 * RATE, length // 4) if length < total else 0
    turn = length - fade

    def play(start: int, stop: int) -> Samples:
        out = np.zeros((2, stop - start), np.float32)
        for loop in range(max(0, (start - fade) // turn), stop // turn + 1):
            begin = loop * turn
            first, last = max(start, begin), min(stop, begin + length)
            if first >= last:
                continue
            with raw.open("rb") as f:
                f.seek((first - begin) * 8)
                part = np.fromfile(f, np.float32, 2 * (last - first)).reshape(-1, 2).T
            if fade:
                at = np.arange(first - begin, last - begin)
                gain = np.sqrt(np.clip((length - at) / fade, 0, 1))
                gain *= np.sqrt(np.clip(at / fade, 0, 1)) if loop else 1.0
                part = part * gain.astype(np.float32)
            out[:, first - start : last - start] += part
        return out

    return play, turn


def _blocks(total: int) -> Iterator[tuple[int, int]]:
    for start in range(0, total, BLOCK):
        yield start, min(total, start + BLOCK)


def _decode(path: Path, raw: Path, args: Sequence[str], what: str) -> None:
    """A sound file of one of the formats we take, as raw float samples at 48 kHz. It may come from anybody."""
    opened = [*ffmpeg.CAREFUL, "-i", f"file:{path.resolve()}", "-map", "0:a:0", *args]
    try:
        ffmpeg.run([*opened, "-ar", str(RATE), "-c:a", "pcm_f32le", "-f", "f32le", raw.name],
                   cwd=raw.parent, timeout=300, memory_mb=4096)  # fmt: skip
    except Refused as error:
        raise Refused(f"cannot be read as sound: {error.problems[0].what}", what,
                      "Give it as WAV, FLAC, M4A, MP3 or OGG.") from error  # fmt: skip


def _encode(mixed: Path, file: Path, total: int, gain: float, curve: Reals) -> None:
    def feed(pipe: IO[bytes]) -> None:
        with mixed.open("rb") as f:
            for start, stop in _blocks(total):
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
