"""Frames of the film held against the same frames as they were drawn: what encoding and joining cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytempire.errors import YtempireError
from ytempire.media import ffmpeg
from ytempire.media.inspect.rows import Places, bad, good
from ytempire.models import Measure, Rules, Timeline

Frames = NDArray[np.uint8]


@dataclass(frozen=True)
class Drawn:
    """Some frames as they were drawn, without loss; `first` is where they begin in the film."""

    scene: str
    first: int
    file: Path
    frames: int


def likeness(
    film: Path, timeline: Timeline, rules: Rules, samples: Sequence[Drawn], folder: Path,
    show: Callable[[Measure, Any, Any], Measure] = lambda row, drawn, seen: row,
) -> Iterator[Measure]:  # fmt: skip
    """The likeness (SSIM) of each sample; `show` is given the frames of one that is too unlike."""
    if not samples:
        return
    rule, fps, places = f"SSIM at least {rules.ssim_least:g}", timeline.fps, Places(timeline)
    found: list[float] = []
    wrong = False
    for sample in samples:
        at = sample.first / fps
        try:
            drawn = grey(sample.file, folder, 0, sample.frames, fps, timeline)
            seen = grey(film, folder, sample.first, sample.frames, fps, timeline)
        except YtempireError as error:
            wrong = True
            yield bad("likeness", f"cannot be compared: {error}"[:200], rule, at, None, places.at(at), fps)
            continue
        count = min(len(drawn), len(seen))
        values = [ssim(drawn[n], seen[n]) for n in range(count)]
        if count < sample.frames:
            wrong = True
            value = f"{count} of {sample.frames} frames are there"
            yield bad("likeness", value, rule, at, None, places.at(at), fps)
        elif min(values) < rules.ssim_least:
            wrong = True
            worst = values.index(min(values))
            at = (sample.first + worst) / fps
            row = bad("likeness", f"SSIM {min(values):.4f}", rule, at, None, places.at(at), fps)
            yield show(row, drawn[worst], seen[worst])
        found += values
    if not wrong:
        value = f"SSIM {sum(found) / len(found):.4f}, {min(found):.4f} at least, {len(found)} frames"
        yield good("likeness", f"{value} of {len(samples)} scenes", rule)


def grey(file: Path, folder: Path, first: int, frames: int, fps: int, timeline: Timeline) -> Frames:
    """Some frames of a file in grey, in the film's own size; a file that lacks them gives fewer."""
    raw = folder / "grey.raw"
    seek = ["-ss", f"{(first - 0.5) / fps:.4f}"] if first else []
    ffmpeg.run(
        [*ffmpeg.CAREFUL, *seek, "-i", f"file:{file.resolve()}", "-map", "0:v:0", "-fps_mode", "passthrough",
         "-frames:v", str(frames), "-vf",
         f"scale={timeline.width}:{timeline.height}:flags=bicubic,format=gray", "-f", "rawvideo", str(raw.resolve())],
        timeout=120, memory_mb=4096,
    )  # fmt: skip
    size = timeline.width * timeline.height
    pixels = np.fromfile(raw, np.uint8)
    raw.unlink(missing_ok=True)
    count = len(pixels) // size
    return pixels[: count * size].reshape(count, timeline.height, timeline.width)


def ssim(a: Frames, b: Frames) -> float:
    """Structural similarity of two grey pictures, 1 when they are the same (Wang and others, 2004)."""
    import cv2

    x, y = a.astype(np.float32), b.astype(np.float32)

    def soft(values: Any) -> Any:
        return cv2.GaussianBlur(values, (11, 11), 1.5)[5:-5, 5:-5]

    mx, my = soft(x), soft(y)
    vx, vy, both = soft(x * x) - mx * mx, soft(y * y) - my * my, soft(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    shares = ((2 * mx * my + c1) * (2 * both + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2))
    return float(shares.mean())
