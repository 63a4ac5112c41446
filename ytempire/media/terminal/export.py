"""A terminal as a file of its own: with a ground, or with nothing behind it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

from ytempire.errors import ConfigError
from ytempire.media import ffmpeg
from ytempire.media.scratch import scratch
from ytempire.media.terminal.draw import Planes
from ytempire.media.terminal.showing import Showing
from ytempire.media.terminal.window import Window
from ytempire.media.themes import Theme

Format = Literal["prores", "qtrle", "vp9", "h264", "gif"]
Progress = Callable[[int, float], None]
BY_SUFFIX: dict[str, tuple[Format, ...]] = {
    ".mov": ("prores", "qtrle"), ".webm": ("vp9",), ".mp4": ("h264",), ".gif": ("gif",)
}  # fmt: skip
CLEAR: tuple[Format, ...] = ("prores", "qtrle", "vp9")  # those that keep what is clear
SIDES = (160, 4096)  # pixels of a side, least and most
FPS = (5, 60)
MOST_SECONDS = 1800.0
TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
EXACT = ("-map_metadata", "-1", "-flags", "+bitexact", "-fflags", "+bitexact")
FULL = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc"


@dataclass(frozen=True)
class Made:
    """A file that was made."""

    file: Path
    format: Format
    width: int
    height: int
    fps: int
    frames: int
    alpha: bool

    @property
    def seconds(self) -> float:
        return self.frames / self.fps


def chosen(out: Path, wanted: str, alpha: bool) -> Format:
    """The format of a file, from its name and what is asked for; refused when they do not go together."""
    suffix = out.suffix.lower()
    if suffix not in BY_SUFFIX:
        raise ConfigError(f"{suffix or 'no suffix'} is no kind of file that is made here", str(out),
                          f"Name it with {', '.join(BY_SUFFIX)}.")  # fmt: skip
    kinds = BY_SUFFIX[suffix]
    if wanted and wanted not in kinds:
        others = [end for end, formats in BY_SUFFIX.items() if wanted in formats]
        then = f"Name the file with {others[0]}." if others else f"There are {', '.join(_every())}."
        raise ConfigError(f"{wanted[:40]} does not go into a {suffix} file", "--format", then)
    kind = next((k for k in kinds if k == wanted), kinds[0])
    if alpha and kind not in CLEAR:
        raise ConfigError(f"a {suffix} file has no alpha channel", "--alpha", "Use .mov or .webm, or leave it out.")
    return kind


def _every() -> list[str]:
    return [name for names in BY_SUFFIX.values() for name in names]


def frames_of(seconds: float, fps: int) -> int:
    """The frames of so many seconds, a begun one included."""
    return max(1, math.ceil(seconds * fps - 1e-6))


def export(
    showing: Showing, out: Path, kind: Format, size: tuple[int, int], unit: float, seconds: float, *,
    alpha: bool = False, theme: Theme | None = None, progress: Progress | None = None,
) -> Made:  # fmt: skip
    """Draw a play into a file: under another name until it is whole."""
    width, height = size
    count = frames_of(seconds, showing.fps)
    share = 1 if alpha and kind != "vp9" else 2
    layout = {(True, 1): "yuva444p", (True, 2): "yuva420p", (False, 2): "yuv420p"}[(alpha, share)]
    if alpha:

        def frames(first: int, last: int) -> Iterator[tuple[Any, ...]]:
            return _clear(showing, size, unit, share, first, last)
    else:
        assert theme is not None
        ground = _over(showing, size, unit, theme, count, still=kind == "gif")

        def frames(first: int, last: int) -> Iterator[tuple[Any, ...]]:
            return ground(first, last)

    source = ["-f", "rawvideo", "-pix_fmt", layout, "-s", f"{width}x{height}", "-r", str(showing.fps), "-i", "pipe:0"]
    limit = 120 + count * width * height / 1e6
    with scratch(out.parent, ".terminal") as folder:
        name = f"out{out.suffix.lower()}"
        if kind == "gif":
            some = _fed(lambda: islice(frames(0, count), 0, None, max(1, count // 60)))
            look = f"{FULL},format=rgb24"
            ffmpeg.run([*source, "-vf", f"{look},palettegen=stats_mode=full", "-frames:v", "1", "p.png"],
                       cwd=folder, feed=some, timeout=limit)  # fmt: skip
            use = "paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle"
            coding = ["-i", "p.png", "-lavfi", f"[0:v]{look}[a];[a][1:v]{use}", "-loop", "0"]
        else:
            coding = [*_coding(kind, alpha, showing.fps)]
        ran = ffmpeg.run([*source, *coding, "-an", *EXACT, name], cwd=folder, feed=_fed(lambda: frames(0, count)),
                         timeout=limit, progress=progress)  # fmt: skip
        if ran.frames and ran.frames < count - 1 and kind != "gif":
            raise ConfigError(f"FFmpeg wrote {ran.frames} frames of {count}", str(out), "Run `ytempire doctor`.")
        (folder / name).replace(out)
    return Made(out, kind, width, height, showing.fps, count, alpha)


def _coding(kind: Format, alpha: bool, fps: int) -> list[str]:
    """How a film of this format is encoded."""
    if kind == "prores":
        form = ["-profile:v", "4444", "-pix_fmt", "yuva444p10le", "-alpha_bits", "16"] if alpha else [
            "-profile:v", "3", "-pix_fmt", "yuv422p10le"]  # fmt: skip
        return ["-c:v", "prores_ks", *form, "-qscale:v", "7", "-vendor", "apl0", *TAGS, "-color_range", "tv"]
    if kind == "qtrle":
        return ["-vf", f"{FULL},format={'argb' if alpha else 'rgb24'}", "-c:v", "qtrle"]
    if kind == "vp9":
        form = ["-pix_fmt", "yuva420p", "-auto-alt-ref", "0"] if alpha else ["-pix_fmt", "yuv420p"]
        return ["-c:v", "libvpx-vp9", *form, "-crf", "22", "-b:v", "0", "-deadline", "good", "-cpu-used", "4",
                "-row-mt", "1", "-g", str(fps * 4), *TAGS, "-color_range", "tv"]  # fmt: skip
    return ["-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-pix_fmt", "yuv420p", *TAGS,
            "-color_range", "tv", "-movflags", "+faststart"]  # fmt: skip


def _clear(
    showing: Showing, size: tuple[int, int], unit: float, share: int, first: int, last: int
) -> Iterator[tuple[Any, ...]]:
    """Frames with nothing behind the window: Y, U, V and alpha."""
    window = Window(showing.glass(unit, share), showing.scheme, size, showing.play.title)
    clear = window.clear()
    for seen in showing.frames(first, last, unit, share):
        planes, alpha = window.lay_clear(clear, seen.glass, seen.title, seen.shift)
        yield (*planes, alpha)


def _over(
    showing: Showing, size: tuple[int, int], unit: float, theme: Theme, count: int, still: bool
) -> Callable[[int, int], Iterator[Planes]]:
    """Frames over a theme's paper and light, which a GIF cannot move without growing tenfold."""
    from ytempire.media import plates
    from ytempire.models import Cut, Terminal

    cut = Cut(id="terminal", frames=count, visual=Terminal(script="clear"), layout="center")
    below = plates.paint_scene(theme, *size, cut, showing.fps)
    window = Window(showing.glass(unit), showing.scheme, size, showing.play.title)

    def ground(first: int, last: int) -> Iterator[Planes]:
        if not still:
            yield from below.frames(first, last)
            return
        y, u, v = (plane.copy() for plane in next(iter(below.frames(0, 1))))
        for _ in range(first, last):
            yield y.copy(), u.copy(), v.copy()

    def frames(first: int, last: int) -> Iterator[Planes]:
        for planes, seen in zip(ground(first, last), showing.frames(first, last, unit), strict=True):
            window.lay(planes, seen.glass, seen.title, seen.shift)
            yield planes

    return frames


def _fed(frames: Callable[[], Iterator[tuple[Any, ...]]]) -> Callable[[IO[bytes]], None]:
    def feed(pipe: IO[bytes]) -> None:
        import numpy as np

        for planes in frames():
            for plane in planes:
                pipe.write(np.ascontiguousarray(plane).data)

    return feed
