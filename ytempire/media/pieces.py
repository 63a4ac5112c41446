"""Sound from a file that may come from anybody: music that is looped without a seam, a clip's own sound, a take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.sound import BIN, BLOCK, RATE, SILENT, Reals, Samples, lufs, power

Play = Callable[[int, int], Samples]  # a stereo part of something, from one sample to another
NOTHING: Samples = np.zeros((2, 0), np.float32)
FADE = RATE * 80 // 1000  # a clip's sound begins and ends so softly
RIDE, REACH = 0.7, 9.0  # how much of a clip's ups and downs is evened out, and by how many decibels at most


def blocks(total: int) -> Iterator[tuple[int, int]]:
    """Parts that are small enough to work on."""
    for start in range(0, total, BLOCK):
        yield start, min(total, start + BLOCK)


def decode(path: Path, raw: Path, args: Sequence[str], what: str, start: float = 0.0) -> None:
    """A sound file of one of the formats we take, as raw float samples at 48 kHz. It may come from anybody."""
    sought = ("-ss", f"{start:.3f}") if start else ()
    opened = [*ffmpeg.CAREFUL, *sought, "-i", f"file:{path.resolve()}", "-map", "0:a:0", *args]
    try:
        ffmpeg.run([*opened, "-ar", str(RATE), "-c:a", "pcm_f32le", "-f", "f32le", raw.name],
                   cwd=raw.parent, timeout=300, memory_mb=4096)  # fmt: skip
    except Refused as error:
        raise Refused(f"cannot be read as sound: {error.problems[0].what}", what,
                      "Give it as WAV, FLAC, M4A, MP3 or OGG.") from error  # fmt: skip


def music(file: Path, folder: Path, total: int) -> tuple[Play, int]:
    """The channel's own music: with room for a voice, and looped with a crossfade where it is too short."""
    raw = folder / "music.f32"
    room = "highpass=f=35,equalizer=f=2200:width_type=q:width=0.7:gain=-3"
    decode(file, raw, ["-ac", "2", "-t", f"{total / RATE + 10:.3f}", "-af", room], "music")
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
            part = _part(raw, first - begin, last - begin)
            if fade:
                at = np.arange(first - begin, last - begin)
                gain = np.sqrt(np.clip((length - at) / fade, 0, 1))
                gain *= np.sqrt(np.clip(at / fade, 0, 1)) if loop else 1.0
                part = part * gain.astype(np.float32)
            out[:, first - start : last - start] += part
        return out

    return play, turn


def clip(file: Path, raw: Path, *, start: float, seconds: float, speed: float, level: float) -> tuple[Play, int]:
    """A part of a clip's own sound, evened out to a loudness; and its length in samples, none if it has no sound."""
    if not ffmpeg.probe(file).audio:
        return lambda first, last: np.zeros((2, last - first), np.float32), 0
    args = ["-ac", "2", "-af", _tempo(speed), "-t", f"{seconds:.3f}"]
    decode(file, raw, args, "the sound of a clip", start)
    length = raw.stat().st_size // 8
    if not length:
        return lambda first, last: np.zeros((2, last - first), np.float32), 0
    bins = np.concatenate([power(np.nan_to_num(_part(raw, *part)), NOTHING) for part in blocks(length)])
    gains = ridden(bins, level)
    fade = max(1, min(FADE, length // 2))

    def play(first: int, last: int) -> Samples:
        at = np.arange(first, last)
        gain = np.interp(at, (np.arange(len(gains)) + 0.5) * BIN, gains)
        gain *= np.clip(np.minimum(at, length - at) / fade, 0, 1)
        return np.nan_to_num(_part(raw, first, last)) * gain.astype(np.float32)

    return play, length


def ridden(bins: Reals, level: float) -> Reals:
    """The gain a tenth of a second that brings a sound to a loudness, and its ups and downs nearer to each other."""
    loud = lufs(bins)
    if loud <= SILENT:
        return np.zeros(len(bins))
    pad = np.pad(bins, 10, mode="edge")
    near = np.convolve(pad, np.full(21, 1 / 21), "valid")
    off = -0.691 + 10 * np.log10(near + 1e-10) - loud
    ride = np.where(off > -25, np.clip(-RIDE * off, -REACH, REACH), 0.0)
    steady = np.convolve(np.pad(ride, 5, mode="edge"), np.full(11, 1 / 11), "valid")
    gains: Reals = np.power(10.0, (level - loud + steady) / 20)
    return gains


def _tempo(speed: float) -> str:
    """Faster or slower without another pitch; one filter goes from half to double."""
    steps: list[float] = []
    while speed > 2:
        steps, speed = [*steps, 2.0], speed / 2
    while speed < 0.5:
        steps, speed = [*steps, 0.5], speed * 2
    return ",".join(f"atempo={step:.6f}" for step in (*steps, speed))


def _part(raw: Path, first: int, last: int) -> Samples:
    with raw.open("rb") as f:
        f.seek(first * 8)
        return np.fromfile(f, np.float32, 2 * (last - first)).reshape(-1, 2).T
