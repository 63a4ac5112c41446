"""How near drawing comes to encoding alone: 60 s of 1080p30, 12 moving pictures, captions word by word.

    python bench/render.py              wall and processor time against the bare encoder, side by side
    python bench/render.py --memory     peak memory of a film of 1 minute and of one of 10 minutes

The bare encoder is x264 with the same settings on the same finished raw frames, as many at a time. Both take
turns, a few scenes each, so that a busy machine slows both alike. The raw frames of some scenes at a time are kept
on the disk (0.5 GB a scene).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ytempire.contracts import Drawn, DrawScene, Join, Kit, Mix, Picturing
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Blob, Cue, CueWord, Cut, Picture
from ytempire.providers.film_ffmpeg import FfmpegFilm
from ytempire.providers.scene_ffmpeg import FfmpegScene
from ytempire.providers.sound_ffmpeg import FfmpegSound

WIDTH, HEIGHT, FPS, SCENES, SECONDS = 1920, 1080, 30, 12, 5
WORDS = ("The", "box", "made", "ships", "wait", "for", "nobody", "and", "the", "harbour", "moved", "out", "of", "town")


def photograph(number: int) -> bytes:
    """A picture with what a camera sees: broad light, shapes with edges, fine texture. Always the same."""
    import io

    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter

    dice = np.random.default_rng(number)
    wide, high = 2560, 1440
    image = Image.new("RGB", (wide, high))
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


def scenes(photos: Sequence[Blob], count: int) -> list[DrawScene]:
    """As many scenes of a moving picture with captions; no two alike."""
    asked = []
    for index in range(count):
        cues, at = [], 6
        while at + 40 < SECONDS * FPS:
            words = [WORDS[(index + len(cues) * 4 + n) % len(WORDS)] for n in range(4)]
            spoken = tuple(CueWord(text=w, start=at + 9 * n, end=at + 9 * n + 9) for n, w in enumerate(words))
            cues.append(Cue(start=at, end=at + 36, words=spoken))
            at += 37
        cut = Cut(
            id=f"s{index:03d}", role="mechanism", title=f"Scene {index}", frames=SECONDS * FPS,
            visual=Picture(file=f"{index}.jpg", title="A box", caption="What it changed"), variant=index,
            layout=("left", "right", "center")[index % 3], cues=tuple(cues),
            files={f"{index}.jpg": photos[index % len(photos)]}, index=index, count=count,
        )  # fmt: skip
        look = Picturing(width=WIDTH, height=HEIGHT, fps=FPS, theme="midnight", captions="words")
        asked.append(DrawScene(cut=cut, look=look))
    return asked


def clock(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds of wall, and of every processor, ours and our children's."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(u.ru_utime + u.ru_stime for u in used)

    wall, before = time.perf_counter(), spent()
    work()
    return time.perf_counter() - wall, spent() - before


def speed(kit: Kit, photos: Sequence[Blob], at_a_time: int) -> dict[str, float]:
    """Draw and encode in turns; sums over the film."""
    scene = FfmpegScene(FfmpegScene.Options(), kit)
    asked = scenes(photos, SCENES)
    drawn: list[Drawn] = []
    ours, bare = [0.0, 0.0], [0.0, 0.0]
    with ThreadPoolExecutor(at_a_time) as pool:
        scene.answer(asked[0], "warm")  # the first start reads libraries and fonts from the disk
        for first in range(0, SCENES, at_a_time):
            turn = asked[first : first + at_a_time]
            for index, request in enumerate(turn):
                scene.keep_frames(request, kit.home / f"{index}.yuv")
            done = clock(lambda turn=turn: drawn.extend(pool.map(lambda r: scene.answer(r, r.cut.id), turn)))  # type: ignore[misc]
            ours = [a + b for a, b in zip(ours, done, strict=True)]
            raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS)]
            jobs = [[*raw, "-i", f"{n}.yuv", *scene.coding(FPS, "libx264"), f"{n}.mp4"] for n in range(len(turn))]
            done = clock(lambda jobs=jobs: list(pool.map(lambda job: ffmpeg.run(job, cwd=kit.home), jobs)))  # type: ignore[misc]
            bare = [a + b for a, b in zip(bare, done, strict=True)]
            so_far = f"{first + len(turn):3d} of {SCENES} scenes: ours {ours[0]:.1f} s, bare {bare[0]:.1f} s"
            print(so_far, file=sys.stderr)
    frames = tuple(d.frames for d in drawn)
    sound = FfmpegSound(FfmpegSound.Options(), kit).answer(Mix(frames=sum(frames), fps=FPS, clips=()), "mix").audio
    film = FfmpegFilm(FfmpegFilm.Options(), kit)
    request = Join(segments=tuple(d.segment for d in drawn), frames=frames, fps=FPS, audio=sound)
    joined = clock(lambda: film.answer(request, "join") and None)
    ours = [a + b for a, b in zip(ours, joined, strict=True)]
    length = sum(frames) / FPS
    return {
        "film_seconds": length, "at_a_time": at_a_time, "ours_wall": ours[0], "bare_wall": bare[0],
        "ours_cpu": ours[1], "bare_cpu": bare[1], "join_wall": joined[0],
        "wall_ratio": ours[0] / bare[0], "cpu_ratio": ours[1] / bare[1],
        "ours_wall_per_second": ours[0] / length, "bare_wall_per_second": bare[0] / length,
    }  # fmt: skip


def film(kit: Kit, photos: Sequence[Blob], minutes: int, at_a_time: int) -> None:
    """A whole film of so many minutes, the way the gateway asks for it."""
    scene = FfmpegScene(FfmpegScene.Options(), kit)
    with ThreadPoolExecutor(at_a_time) as pool:
        asked = scenes(photos, SCENES * minutes)
        drawn = list(pool.map(lambda request: scene.answer(request, request.cut.id), asked))
    frames = tuple(d.frames for d in drawn)
    sound = FfmpegSound(FfmpegSound.Options(), kit).answer(Mix(frames=sum(frames), fps=FPS, clips=()), "mix").audio
    request = Join(segments=tuple(d.segment for d in drawn), frames=frames, fps=FPS, audio=sound)
    made = FfmpegFilm(FfmpegFilm.Options(), kit).answer(request, "join")
    assert made.frames == SCENES * minutes * SECONDS * FPS


def peak_mb(home: Path, minutes: int, at_a_time: int) -> dict[str, float]:
    """The most memory that a process and its children held together, while it made a film in a process of its own."""
    child = subprocess.Popen(
        [sys.executable, __file__, "--film", str(minutes), "--home", str(home), "--at-a-time", str(at_a_time)]
    )
    most, own, begun = 0, 0, time.perf_counter()
    while child.poll() is None:
        held = [_resident(pid) for pid in _family(child.pid)]
        most, own = max(most, sum(held)), max(own, held[0])
        time.sleep(0.05)
    if child.returncode:
        raise SystemExit(child.returncode)
    took = time.perf_counter() - begun
    return {"minutes": minutes, "peak_mb": round(most / 2**20), "own_mb": round(own / 2**20), "wall": round(took, 1)}


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _resident(pid: int) -> int:
    """What is held by this process alone, and its share of what several hold."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time (Linux)")
    parser.add_argument("--minutes", type=int, nargs="*", default=[1, 10], help="lengths to measure memory of")
    parser.add_argument("--at-a-time", type=int, default=os.cpu_count() or 1, help="scenes at a time")
    parser.add_argument("--film", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ytempire-bench-") as folder:
        home = wish.home or Path(folder)
        kit = Kit(home, "bench", Blobs(home / "blobs"), home / "scratch")
        if wish.film:
            photos = [Blob.model_validate_json(line) for line in (home / "photos").read_text().splitlines()]
            film(kit, photos, wish.film, wish.at_a_time)
            return
        photos = [kit.blobs.put(photograph(number), ".jpg") for number in range(SCENES)]
        (home / "photos").write_text("\n".join(photo.model_dump_json() for photo in photos))
        if wish.memory:
            for minutes in wish.minutes:
                print(json.dumps(peak_mb(home, minutes, wish.at_a_time)), flush=True)
            return
        told = speed(kit, photos, wish.at_a_time)
        print(json.dumps({key: round(value, 3) for key, value in told.items()}, indent=1))


if __name__ == "__main__":
    main()
