"""The film that is measured: 60 s of 12 scenes, with captions word by word, a voice, a bed and joins."""

from __future__ import annotations

import io
import wave
from itertools import cycle, islice
from pathlib import Path

from ytempire.contracts import Kit
from ytempire.media import ffmpeg
from ytempire.models import (
    Bar,
    Bed,
    Blob,
    Chart,
    Clip,
    Cue,
    CueWord,
    Cut,
    Items,
    Picture,
    Roll,
    Terminal,
    Timeline,
    Transition,
    TransitionKind,
    Visual,
)

WIDTH, HEIGHT, FPS, SECONDS = 1920, 1080, 30, 5
WORDS = ("The", "box", "made", "ships", "wait", "for", "nobody", "and", "the", "harbour", "moved", "out", "of", "town")
ORDER = (
    *("picture", "chart", "footage", "picture", "chart", "terminal"),
    *("picture", "chart", "footage", "list", "picture", "chart"),
)
JOINS: tuple[TransitionKind, ...] = (
    *("dissolve", "cut", "slide", "cut", "wipe", "cut"),
    *("zoom", "cut", "fade", "cut", "dissolve"),
)
SCRIPT = """run: harbour --list ships
output: |
  MV Ideal-X       58 containers
  MV Gateway City 226 containers
wait: 0.4
run: harbour --cost 1956
output: loose 5.86 a ton, boxed 0.16 a ton
"""


def photograph(number: int, wide: int = 2560, high: int = 1440) -> bytes:
    """A picture with what a camera sees: broad light, shapes with edges, fine texture. Always the same."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter

    dice = np.random.default_rng(number)
    ground = np.zeros((high, wide, 3), np.float32)
    for scale, loud in ((4, 70), (16, 40), (64, 22), (320, 10)):
        rough = dice.standard_normal((max(2, high * scale // 1440 + 2), max(2, wide * scale // 1440 + 2), 3))
        small = Image.fromarray(np.clip(128 + 60 * rough, 0, 255).astype(np.uint8))
        tile = small.resize((wide, high), Image.Resampling.BICUBIC)
        ground += (np.asarray(tile, np.float32) - 128) / 60 * loud
    image = Image.fromarray(np.clip(ground + 110, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, w, h = dice.integers((0, 0, 40, 40), (wide, high, 420, 320))
        colour = tuple(int(c) for c in dice.integers(20, 235, 3))
        (draw.rectangle if dice.random() < 0.6 else draw.ellipse)((x, y, x + w, y + h), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(1.2))
    grain = dice.standard_normal((high, wide, 1)) * 3
    out = io.BytesIO()
    seen = np.clip(np.asarray(image, np.float32) + grain, 0, 255).astype(np.uint8)
    Image.fromarray(seen).save(out, "JPEG", quality=92)
    return out.getvalue()


def clip(kit: Kit, number: int, seconds: int = SECONDS + 2) -> Blob:
    """A clip as stock footage comes: 1080p30 in BT.709, moving all over, a whole picture every second."""
    (kit.home / "still.jpg").write_bytes(photograph(number))
    way = "crop=1920:1080:'320+300*sin(t/2)':'180+150*cos(t/3)',scale=out_color_matrix=bt709:out_range=tv"
    way += ",format=yuv420p,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
    ffmpeg.run(
        ["-loop", "1", "-r", "30", "-i", "still.jpg", "-vf", way, "-t", str(seconds), "-c:v", "libx264", "-preset",
         "veryfast", "-crf", "20", "-g", "30", "-pix_fmt", "yuv420p", "clip.mp4"], cwd=kit.home,
    )  # fmt: skip
    return kit.blobs.take(kit.home / "clip.mp4")


def voice(kit: Kit) -> Blob:
    """Something as loud and as uneven as a voice."""
    import numpy as np

    rate, length = 24_000, SECONDS - 1
    t = np.arange(rate * length) / rate
    syllables = np.clip(np.sin(2 * np.pi * 4 * t), 0, 1)
    sound = syllables * sum(np.sin(2 * np.pi * 120 * k * t) / k for k in range(1, 12)) * 6000
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.astype("<i2").tobytes())
    return kit.blobs.put(out.getvalue(), ".wav")


def visual(kind: str, number: int) -> Visual:
    """What a scene of this kind shows; no two alike."""
    if kind == "picture":
        return Picture(file=f"{number}.jpg", title="A box", caption="What it changed")
    if kind == "footage":
        return Roll(file=f"{number}.mp4", title="The quay", caption="A day of work")
    if kind == "terminal":
        return Terminal(script=SCRIPT, title="harbour")
    if kind == "list":
        items = ("Cranes took the place of men", "Ships grew tenfold", "Harbours moved", "Prices fell")
        return Items(title="What followed", items=items)
    bars = tuple(Bar(label=str(1956 + 10 * n), value=(n + 1) * (number + 2), shown=f"{(n + 1) * (number + 2)} M")
                 for n in range(4))  # fmt: skip
    return Chart(title=f"Boxes a year, port {number}", unit="million", bars=bars, accent=3)


def timeline(kit: Kit, minutes: int = 1) -> Timeline:
    """The film; of several minutes, the same scenes again in other orders of shape."""
    files = {f"{n}.jpg": kit.blobs.put(photograph(n), ".jpg") for n in (0, 3, 6, 10)}
    files |= {f"{n}.mp4": clip(kit, n) for n in (2, 8)}
    spoken = voice(kit)
    cuts = []
    for index in range(len(ORDER) * minutes):
        number = index % len(ORDER)
        cues: list[Cue] = []
        at = 6
        while at + 40 < SECONDS * FPS:
            words = [WORDS[(index + len(cues) * 4 + n) % len(WORDS)] for n in range(4)]
            said = tuple(CueWord(text=w, start=at + 9 * n, end=at + 9 * n + 9) for n, w in enumerate(words))
            cues.append(Cue(start=at, end=at + 36, words=said))
            at += 37
        shown = visual(ORDER[number], number)
        named = getattr(shown, "file", "")
        cuts.append(
            Cut(
                id=f"s{index:03d}", role="mechanism", title=f"Scene {index}", frames=SECONDS * FPS, visual=shown,
                variant=index, layout=("left", "right", "center")[index % 3], cues=tuple(cues),
                files={named: files[named]} if named in files else {}, index=index, count=len(ORDER) * minutes,
                clips=(Clip(start=8, audio=spoken, ms=(SECONDS - 1) * 1000),),
            )
        )  # fmt: skip
    joins = tuple(
        Transition(kind=kind, frames=12 if kind != "cut" else 0)
        for kind in islice(cycle((*JOINS, "cut")), len(cuts) - 1)
    )
    return Timeline(
        width=WIDTH,
        height=HEIGHT,
        fps=FPS,
        captions="words",
        cuts=tuple(cuts),
        joins=joins,
        bed=Bed(mood="calm", seed=1),
    )


def kit_in(home: Path) -> Kit:
    """A workspace with nothing in it."""
    from ytempire.media.blobs import Blobs

    return Kit(home, "bench", Blobs(home / "blobs"), home / "scratch")
