"""Small films with a fault in them, made to be measured."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Clip, Cue, CueWord, Cut, Measure, Rules, Timeline, Title, Visual

W, H, FPS = 480, 270, 30
SMALL = Rules(least_pixels=H)
TAG = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
RATE = 16_000
WORDS = (4, 11, 17, 26, 31, 40, 46, 56)  # frames at which a word of a scene begins
TEXT = "One small wing is quieter than a breath."


def voice(pitch: float = 120.0, level: float = 0.3, rate: int = RATE, seconds: float = 2.4) -> bytes:
    """A voice that says a tone for each word, as a WAV."""
    t = np.arange(round(rate * seconds)) / rate
    sound = np.zeros(len(t))
    for start, end in zip(WORDS, (*WORDS[1:], 64), strict=True):
        a, b = (start - WORDS[0]) / FPS, (end - WORDS[0]) / FPS - 0.05
        inside = (t >= a) & (t < b)
        shape = np.clip(np.minimum((t - a) / 0.02, (b - t) / 0.06), 0, 1)
        sound += inside * shape * sum(np.sin(2 * np.pi * pitch * n * t) / n for n in range(1, 14))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(sound * level, -1, 1) * 32_000).astype("<i2").tobytes())
    return out.getvalue()


def spoken(scene: int, blobs: Blobs, visual: Visual | None = None, late: int = 0, **tone: float) -> Cut:
    """A scene of three seconds with one sentence, whose captions may come too late."""
    take = blobs.put(voice(**tone), ".wav")  # type: ignore[arg-type]
    ends = (*WORDS[1:], 64)
    words = tuple(
        CueWord(text=text, start=8 + a + late, end=8 + b + late)
        for text, a, b in zip(TEXT.split(), WORDS, ends, strict=True)
    )
    cue = Cue(start=words[0].start, end=words[-1].end, words=words)
    return Cut(
        id=f"s{scene}", title=f"Scene {scene}", frames=90, visual=visual or Title(headline=f"Number {scene}"),
        speech=(cue,), clips=(Clip(start=8 + WORDS[0], audio=take, ms=2400),),
    )  # fmt: skip


def plan(*cuts: Cut, **more: object) -> Timeline:
    found = {"width": W, "height": H, "captions": "keys", "cuts": cuts} | more
    return Timeline.model_validate(found)


def made(folder: Path, timeline: Timeline, blobs: Blobs, quality: int = 20) -> Path:
    """The film of a timeline: a moving picture, and its takes where it has them, over a faint noise."""
    seconds = timeline.frames / FPS
    args, mixed, begin = [], "[1:a]", 0
    for clip in (c for cut in timeline.cuts for c in cut.clips):
        args += ["-i", str(blobs.path(clip.audio).resolve())]
    delays, n = [], 2
    for cut in timeline.cuts:
        for clip in cut.clips:
            ms = round((begin + clip.start) * 1000 / FPS)
            delays.append(f"[{n}:a]aresample=48000,adelay={ms}|{ms}[a{n}]")
            mixed += f"[a{n}]"
            n += 1
        begin += cut.frames
    graph = ";".join(
        [*delays, f"{mixed}amix=inputs={n - 1}:normalize=0:duration=first,aformat=channel_layouts=stereo,"
                  f"alimiter=limit=0.8:level=0[out]", f"[0:v]{TAG}[v]"]
    )  # fmt: skip
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size={W}x{H}:rate={FPS}:duration={seconds}", "-f", "lavfi", "-i",
         f"anoisesrc=color=pink:seed=3:sample_rate=48000:amplitude=0.01:duration={seconds}", *args,
         "-filter_complex", graph, "-map", "[v]", "-map", "[out]", "-c:v", "libx264", "-preset", "ultrafast", "-crf",
         str(quality), "-c:a", "aac", "-ar", "48000", "film.mp4"],
        cwd=folder,
    )  # fmt: skip
    return folder / "film.mp4"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


def failed(measures: tuple[Measure, ...]) -> dict[str, Measure]:
    return {m.check: m for m in measures if not m.passed}


def lossless(folder: Path, first: int, frames: int = 3) -> Path:
    """Frames of the moving picture from `first` on, as they were drawn."""
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size={W}x{H}:rate={FPS}", "-vf",
         f"select=gte(n\\,{first}),{TAG}", "-frames:v", str(frames), "-fps_mode", "passthrough", "-c:v", "libx264",
         "-qp", "0", f"{first}.mp4"],
        cwd=folder,
    )  # fmt: skip
    return folder / f"{first}.mp4"
