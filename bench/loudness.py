"""How loud twelve films come out: `python bench/loudness.py` mixes them as a run does, and prints what was measured.

Different voices (one and several speakers, quiet, loud, clipped, noisy, from a telephone, whispered, with long
pauses), beds (every mood, none, a channel's own piece, loud, quiet and short), effects, and lengths of 8 to 25 s.
"""

from __future__ import annotations

import io
import re
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ytempire.contracts import Kit, Mix, Mixed, Speak
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.media.takes import read_wav
from ytempire.models import Bed, Blob, Clip, Effect, Speaker
from ytempire.providers.sound_ffmpeg import FfmpegSound
from ytempire.providers.voice_espeak import EspeakVoice

LUFS, OFF, PEAK = -14.0, 1.0, -1.0
FPS = 30
SAID = (
    "In April nineteen fifty-six a tanker left Newark with fifty-eight boxes on her deck.",
    "Nobody on the quay knew what they were looking at.",
    "Why did it take ten years until the rest of the world followed?",
    "Six dollars a ton became sixteen cents.",
    "The ship was called the Ideal X.",
    "Every port that waited too long lost its trade.",
)
Samples = Any
Spoil = Callable[[Samples, int], tuple[Samples, int]]


def plain(take: Samples, rate: int) -> tuple[Samples, int]:
    return take, rate


def quiet(take: Samples, rate: int) -> tuple[Samples, int]:
    return take * 0.004, rate


def clipped(take: Samples, rate: int) -> tuple[Samples, int]:
    return np.clip(take * 30, -1, 1), rate


def noisy(take: Samples, rate: int) -> tuple[Samples, int]:
    return take + np.random.default_rng(1).standard_normal(len(take)) * np.sqrt(np.square(take).mean() / 10), rate


def telephone(take: Samples, rate: int) -> tuple[Samples, int]:
    spectrum = np.fft.rfft(take)
    hz = np.fft.rfftfreq(len(take), 1 / rate)
    spectrum[(hz < 300) | (hz > 3_400)] = 0
    narrow = np.fft.irfft(spectrum, len(take))
    at = np.arange(0, len(take), rate / 8_000)
    return np.interp(at, np.arange(len(take)), narrow), 8_000


@dataclass(frozen=True)
class Film:
    """What is mixed: a voice of espeak a speaker, what was done to it, the bed, and how long."""

    name: str
    seconds: float
    voices: dict[str, str]
    bed: str = ""
    music: str = ""
    spoil: Spoil = plain
    gap: float = 0.3
    effects: bool = False
    speakers: tuple[Speaker, ...] = ()


ONE = {"narrator": "en-us+adam"}
FILMS = (
    Film("one man, calm", 8, ONE, "calm"),
    Film("one woman, bright", 12, {"narrator": "en-us+f4"}, "bright"),
    Film("two speakers, tense", 20, {"host": "en-us+adam", "guest": "en-us+f2"}, "tense",
         speakers=(Speaker(name="host", pan=-0.2), Speaker(name="guest", pan=0.2))),
    Film("three speakers and tones, warm", 25, {"narrator": "en-gb", "host": "en-us+m3", "guest": "en-us+f5"}, "warm",
         speakers=(Speaker(name="narrator", tone="warm"), Speaker(name="host", pan=-0.5, tone="radio"),
                   Speaker(name="guest", pan=0.5, tone="bright"))),
    Film("very quiet, no bed", 9, ONE, spoil=quiet),
    Film("clipped, loud music", 15, {"narrator": "en-us+m7"}, music="loud", spoil=clipped),
    Film("noisy, quiet music", 15, {"narrator": "en-us+f3"}, music="quiet", spoil=noisy),
    Film("from a telephone, calm", 14, {"narrator": "en-us+m1"}, "calm", spoil=telephone),
    Film("long pauses, no bed", 22, ONE, gap=3.0),
    Film("whispered, bright", 10, {"narrator": "en-us+whisper"}, "bright"),
    Film("high and with effects, warm", 18, {"narrator": "en-us+f1"}, "warm", effects=True),
    Film("two speakers, effects, a short piece", 24, {"host": "en-us+m2", "guest": "en-us+f4"}, music="short",
         effects=True),
)  # fmt: skip


def request_of(film: Film, kit: Kit) -> Mix:
    """The film as the sound provider is asked for it."""
    names = list(film.voices)
    clips: list[Clip] = []
    at, number = 0.4, 0
    while True:
        name = names[number % len(names)]
        options = EspeakVoice.Options(voice=film.voices[name])
        spoken = EspeakVoice(options, kit).answer(Speak(text=SAID[number % len(SAID)]), "bench")
        if clips and at + spoken.ms / 1000 > film.seconds - 0.3:
            break
        take, rate = read_wav(kit.blobs.path(spoken.audio).read_bytes())
        audio = kept(kit, *film.spoil(np.asarray(take, float), rate))
        clips.append(Clip(start=round(at * FPS), audio=audio, ms=spoken.ms, speaker=name))
        at, number = at + spoken.ms / 1000 + film.gap, number + 1
    short: Sequence[Any] = ("tick", "pop", "whoosh", "chime", "thud", "type", "riser", "shutter")
    effects = tuple(Effect(start=20 + 45 * i, name=name) for i, name in enumerate(short)) if film.effects else ()
    bed = Bed(mood="file", file=music(kit, film.music)) if film.music else Bed(mood=film.bed, seed=5)
    return Mix(frames=round(film.seconds * FPS), fps=FPS, clips=tuple(clips), effects=effects,
               speakers=film.speakers or tuple(Speaker(name=n) for n in names),
               bed=bed if film.music or film.bed else None, cut_frames=(0, round(film.seconds * FPS / 2)))  # fmt: skip


def music(kit: Kit, kind: str) -> Blob:
    """A channel's own piece: a few chords, loud, quiet, or too short for the film."""
    t = np.arange(48_000 * (5 if kind == "short" else 16)) / 48_000
    chord = sum(np.sin(2 * np.pi * hz * t + hz) for hz in (110, 164.8, 220, 277.2)) * (0.6 + 0.4 * np.sin(1.7 * t))
    return kept(kit, np.clip(chord * {"loud": 2.0, "quiet": 0.004, "short": 0.2}[kind], -1, 1), 48_000)


def kept(kit: Kit, samples: Samples, rate: int) -> Blob:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return kit.blobs.put(out.getvalue(), ".wav")


def measured(kit: Kit, made: Mixed) -> tuple[float, float]:
    """Loudness and true peak of the finished file, by ebur128, apart from what the mix says of itself."""
    told = ffmpeg.run(["-i", str(kit.blobs.path(made.audio).resolve()), "-af", "ebur128=peak=true", "-f", "null", "-"],
                      cwd=kit.home).stderr  # fmt: skip
    loud = re.findall(r"^\s+I:\s+(-?[\d.]+) LUFS", told, re.M)
    peak = re.findall(r"^\s+Peak:\s+(-?[\d.]+) dBFS", told, re.M)
    return float(loud[-1]), float(peak[-1])


def within(lufs: float, peak: float) -> bool:
    return abs(lufs - LUFS) <= OFF and peak <= PEAK


def table(home: Path) -> Iterator[tuple[Film, float, float]]:
    """Each film with its loudness and true peak."""
    kit = Kit(home, "bench", Blobs(home / "blobs"), home / "scratch")
    sound = FfmpegSound(FfmpegSound.Options(), kit)
    for film in FILMS:
        yield film, *measured(kit, sound.answer(request_of(film, kit), film.name))


def main() -> int:
    wrong = 0
    print(f"{'film':<40} {'seconds':>7} {'LUFS':>7} {'dBTP':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for film, lufs, peak in table(Path(folder)):
            good = within(lufs, peak)
            wrong += not good
            print(f"{film.name:<40} {film.seconds:7.0f} {lufs:7.1f} {peak:6.1f}  {'' if good else 'NOT WITHIN'}")
    print(f"{len(FILMS) - wrong} of {len(FILMS)} within {LUFS:g} ± {OFF:g} LUFS and at most {PEAK:g} dBTP")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
