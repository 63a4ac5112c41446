"""The yardstick: a film the way that most generators of short videos make one, with MoviePy.

    python bench/moviepy_way.py HOME SECONDS

Each photograph becomes a clip that zooms and is written to a file of its own; each clip is brought to the frame and
written again; the clips are put one after another and written a third time; captions are laid over that as text clips,
with the sound, and it is written a fourth time. That is what the widely used open-source generators do, in their order
and with their settings: 1080p, 30 frames a second, libx264 with MoviePy's own preset, two threads. Of our film's kinds
it has the easiest, photographs: no chart grows, nothing is drawn, no scene runs into the next.

It prints one line of JSON. It needs `pip install ytempire[bench]`, and nothing of ytempire but a font.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
from moviepy import AudioClip, CompositeVideoClip, ImageClip, TextClip, VideoFileClip, concatenate_videoclips

SIZE, FPS, THREADS = (1920, 1080), 30, 2
WORDS = ("The", "box", "made", "ships", "wait", "for", "nobody", "and", "the", "harbour", "moved", "out", "of", "town")
FONT = next((Path(__file__).parents[1] / "ytempire").rglob("*ExtraBold.ttf"))


def zooming(photo: Path, seconds: float, into: Path) -> Path:
    """A photograph, nearer and nearer, written to a file."""
    still = ImageClip(str(photo)).with_duration(seconds).with_position("center")
    zoom = still.resized(lambda t: 1 + seconds * 0.03 * (t / seconds))
    CompositeVideoClip([zoom], size=SIZE).write_videofile(str(into), fps=FPS, logger=None)
    return into


def cut(clip: Path, seconds: float, into: Path) -> Path:
    """A clip, brought to the frame's size and to its length, and written again."""
    opened = VideoFileClip(str(clip)).subclipped(0, seconds).resized(SIZE)
    opened.write_videofile(str(into), fps=FPS, logger=None)
    opened.close()
    return into


def captions(seconds: float) -> list[TextClip]:
    """Words one after another, low in the frame."""
    made, step = [], 0.3
    for index in range(int(seconds / step)):
        word = TextClip(
            font=str(FONT), text=WORDS[index % len(WORDS)], font_size=60, color="#FFFFFF", stroke_color="#000000",
            stroke_width=2,
        )  # fmt: skip
        word = word.with_start(index * step).with_end((index + 1) * step)
        made.append(word.with_position(("center", SIZE[1] * 0.95 - word.h - 50)))
    return made


def film(home: Path, seconds: float) -> None:
    """All of it, from photographs to the finished file."""
    photos = sorted(home.glob("photo*.jpg"))
    each = seconds / len(photos)
    zooms = [zooming(photo, each, home / f"zoom{n}.mp4") for n, photo in enumerate(photos)]
    parts = [cut(zoom, each, home / f"part{n}.mp4") for n, zoom in enumerate(zooms)]
    opened = [VideoFileClip(str(part)) for part in parts]
    joined = concatenate_videoclips(opened)
    joined.write_videofile(str(home / "joined.mp4"), threads=THREADS, fps=FPS, logger=None)
    whole = VideoFileClip(str(home / "joined.mp4"))
    laid = CompositeVideoClip([whole, *captions(seconds)])
    hum = AudioClip(lambda t: 0.2 * np.sin(440 * 2 * np.pi * t), duration=seconds, fps=44_100)
    laid.with_audio(hum).write_videofile(
        str(home / "film.mp4"), audio_codec="aac", threads=THREADS, fps=FPS, logger=None
    )
    for clip in (*opened, whole):
        clip.close()


def main() -> None:
    home, seconds = Path(sys.argv[1]), float(sys.argv[2])
    wall = time.perf_counter()
    film(home, seconds)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {
                "seconds": seconds,
                "wall": time.perf_counter() - wall,
                "cpu": sum(u.ru_utime + u.ru_stime for u in used),
                "peak_mb": sum(u.ru_maxrss for u in used) // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
