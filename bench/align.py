"""How exactly the words of a known text are found in a recording, and how surely another text is told.

    python bench/align.py [--count 100]

A voice with known times (espeak-ng; another variant and pace than the rendering it is laid over) speaks sentences of
the demo channels' notes, goes through mp3 at 32, 48 or 64 kbit/s, and is aligned. The offset of the codec is found by
laying the decoded sound over what went in, and taken out of what counts as true.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from ytempire.editorial.speakable import speakable
from ytempire.media import ffmpeg, wav
from ytempire.media.align import align
from ytempire.media.hear import Sound, heard
from ytempire.providers._espeak import spoken, timed

REPOSITORY = Path(__file__).parents[1]
VOICES = (("en-us+f4", 175), ("en-gb+m3", 150), ("en-us+belinda", 190), ("en-us+Reed", 140),
          ("en-gb-x-rp+f2", 165), ("en-us+klatt6", 205), ("en-us+steph", 130), ("en-us+Andy", 180))  # fmt: skip
BITRATES = ("32k", "48k", "64k")
Marks = list[tuple[int, int]]


def sentences(count: int) -> list[str]:
    """Sentences of the demo channels' notes, in an order that is always the same."""
    notes = sorted((REPOSITORY / "channels").glob("*/notes/*.md"))
    bodies = [file.read_text("utf-8").split("---", 2)[-1] for file in notes]
    lines = [line for body in bodies for line in body.splitlines() if line and line[0] not in "#-|>*"]
    found = [s.strip() for s in re.split(r"(?<=[.!?])\s+", " ".join(lines))]
    whole = [s for s in dict.fromkeys(found) if 4 <= len(s.split()) <= 32 and "](" not in s and "|" not in s
             and s[0].isupper() and s[-1] in ".!?"]  # fmt: skip
    random.Random(1).shuffle(whole)
    return whole[:count]


def rendered(text: str, voice: str, rate: int, folder: Path) -> tuple[Sound, Marks]:
    said, file = speakable(text), folder / "said.wav"
    events = spoken(said, file, voice, rate=rate)
    hz, samples = wav.read(file)
    _, last = wav.sounding(hz, samples)
    return heard(file.read_bytes(), folder), timed(said, events, 0, last * 1000 // hz)


def through_mp3(sound: Sound, folder: Path, bitrate: str, bare: bool) -> tuple[Sound, float]:
    """The sound as it comes back, and by how many milliseconds it was moved. `bare` has no header that says by how."""
    own, coded = folder / "said.wav", folder / "coded.mp3"
    header = ["-write_xing", "0"] if bare else []
    ffmpeg.run(["-i", str(own), "-ar", "24000", "-b:a", bitrate, *header, str(coded)])
    back = heard(coded.read_bytes(), folder)
    at = np.arange(int(len(sound.samples) * back.rate / sound.rate)) * sound.rate / back.rate
    before = np.interp(at, np.arange(len(sound.samples)), sound.samples)
    size = 1 << (len(before) + len(back.samples)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(back.samples, size) * np.conj(np.fft.rfft(before, size)), size)
    lag = int(np.argmax(alike))
    return back, (lag if lag < size // 2 else lag - size) * 1000 / back.rate


def figures(values: list[float]) -> str:
    off = np.abs(values)
    return (f"mean {off.mean():5.1f}  median {np.median(off):5.1f}  p90 {np.percentile(off, 90):5.1f}  "
            f"max {off.max():6.1f}  under 60 ms {np.mean(off < 60):6.1%}  ({len(off)})")  # fmt: skip


def part(sound: Sound, *spans: tuple[float, float]) -> Sound:
    whole = len(sound.samples)
    return Sound(np.concatenate([sound.samples[int(a * whole) : int(b * whole)] for a, b in spans]), sound.rate)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--count", type=int, default=100)
    texts = sentences(ask.parse_args().count)
    starts: dict[str, list[float]] = defaultdict(list)
    ends: list[float] = []
    moved: list[float] = []
    takes: list[tuple[Sound, Sound, Marks]] = []
    seconds = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            rendering, marks = rendered(text, "en-us+adam", 165, folder)
            voice, rate = VOICES[number % len(VOICES)]
            own, truth = rendered(text, voice, rate, folder)
            bitrate = BITRATES[number % len(BITRATES)]
            back, lag = through_mp3(own, folder, bitrate, bare=number % 4 == 3)
            moved.append(lag)
            begun = time.perf_counter()
            found = align(back, rendering, marks)
            seconds += time.perf_counter() - begun
            for (start, end), (true_start, true_end) in zip(found.times, truth, strict=True):
                for kind in ("all", voice, bitrate):
                    starts[kind].append(start - true_start - lag)
                ends.append(end - true_end - lag)
            takes.append((back, rendering, marks))
    print(f"{len(texts)} sentences, {seconds / len(texts):.3f} s each; mp3 moved them by 0 to {max(moved):.0f} ms\n")
    print("starts of words, milliseconds off")
    for kind, values in starts.items():
        print(f"  {kind:<14} {figures(values)}")
    print(f"  {'ends':<14} {figures(ends)}\n")

    count = len(takes)
    rows = {
        "right text": [align(*take).wrong for take in takes],
        "another sentence": [align(takes[i][0], *takes[(i + 1) % count][1:]).wrong for i in range(count)],
        "first 60 % only": [align(part(t[0], (0, 0.6)), *t[1:]).wrong for t in takes],
        "middle 30 % gone": [align(part(t[0], (0, 0.35), (0.65, 1)), *t[1:]).wrong for t in takes],
        "said twice": [align(part(t[0], (0, 1), (0, 1)), *t[1:]).wrong for t in takes],
        "backwards": [align(Sound(t[0].samples[::-1], t[0].rate), *t[1:]).wrong for t in takes],
    }
    print("flagged as not its text")
    for kind, flags in rows.items():
        print(f"  {kind:<18} {sum(flags) / len(flags):6.1%}  ({sum(flags)} of {len(flags)})")


if __name__ == "__main__":
    main()
