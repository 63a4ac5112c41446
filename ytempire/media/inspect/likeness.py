"""Frames of the film held against the same frames as they were drawn: what encoding and joining cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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


def frames_of(samples: Sequence[Drawn]) -> tuple[int, ...]:
    """The film's frames that the samples are of, in order, each once."""
    return tuple(sorted({sample.first + n for sample in samples for n in range(sample.frames)}))


def likeness(
    timeline: Timeline, rules: Rules, samples: Sequence[Drawn], seen: Mapping[int, Frames], folder: Path,
    show: Callable[[Measure, Any, Any], Measure] = lambda row, drawn, seen: row,
) -> Iterator[Measure]:  # fmt: skip
    """The likeness (SSIM) of each sample; `show` is given the frames of one that is too unlike."""
    if not samples:
        return
    rule, fps, places = f"SSIM at least {rules.ssim_least:g}", timeline.fps, Places(timeline)
    try:
        drawn = opened(samples, timeline, folder)
    except YtempireError as error:
        yield bad("likeness", f"cannot be compared: {error}"[:200], rule)
        return
    found: list[float] = []
    wrong = False
    for sample in samples:
        own = range(sample.first, sample.first + sample.frames)
        there = [frame for frame in own if frame in seen and frame in drawn]
        values = [ssim(drawn[frame], seen[frame]) for frame in there]
        found += values
        if len(there) < sample.frames:
            wrong, at = True, sample.first / fps
            value = f"{len(there)} of {sample.frames} frames are there"
            yield bad("likeness", value, rule, at, None, places.at(at), fps)
        elif min(values) < rules.ssim_least:
            wrong, worst = True, there[values.index(min(values))]
            at = worst / fps
            row = bad("likeness", f"SSIM {min(values):.4f}", rule, at, None, places.at(at), fps)
            yield show(row, drawn[worst], seen[worst])
    if not wrong:
        value = f"SSIM {sum(found) / len(found):.4f}, {min(found):.4f} at least, {len(found)} frames"
        yield good("likeness", f"{value} of {len(samples)} scenes", rule)


def opened(samples: Sequence[Drawn], timeline: Timeline, folder: Path) -> dict[int, Frames]:
    """What was drawn, in grey, by frame of the film; read in one go."""
    raw = folder / "drawn.raw"
    careful = {"protocol_whitelist": "file", "format_whitelist": ffmpeg.FORMATS}
    parts = [
        ffmpeg.source(f"file:{s.file.resolve()}", **careful)
        .video.filter("trim", end_frame=s.frames)
        .filter("setpts", f"N/{timeline.fps}/TB")
        for s in samples
    ]
    joined = ffmpeg.one_after_another(parts)
    grey = joined.filter("scale", w=timeline.width, h=timeline.height, flags="bicubic").filter("format", "gray")
    out = ffmpeg.sink(grey, str(raw.resolve()), format="rawvideo", fps_mode="passthrough")
    ffmpeg.run(ffmpeg.compile(out), timeout=300, memory_mb=4096)
    pixels = pictures(raw, timeline)
    wanted = [sample.first + n for sample in samples for n in range(sample.frames)]
    return dict(zip(wanted, pixels, strict=False))


def pictures(raw: Path, timeline: Timeline) -> Frames:
    """The frames of a file of raw grey; the file goes."""
    size = timeline.width * timeline.height
    pixels: Frames = np.fromfile(raw, np.uint8) if raw.exists() else np.zeros(0, np.uint8)
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
