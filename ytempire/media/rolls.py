"""Footage under a scene: a clip of any size and rate, trimmed, fitted to the frame and to the scene's length."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ytempire.errors import ConfigError, Refused
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.media.clips import HEAD, MEMORY_MB, PATIENCE, Clip, look
from ytempire.media.grounds import Frame, Ground, found
from ytempire.media.pans import Planes, frame_planes
from ytempire.media.pictures import hung_over, pixels, shaded, window
from ytempire.media.themes import Theme
from ytempire.media.zones import Zones
from ytempire.models import Cut, Roll

SLOWEST = 0.7  # of its speed: so much a clip that is too short is slowed before its last frame stands
PUSH = 0.018  # of the frame a second: how a last frame that stands comes nearer
BEFORE = 2.0  # seconds of a clip that are read before a place in its middle, for what lies between two frames
Fit = Literal["cover", "contain"]


@dataclass(frozen=True)
class Plan:
    """How a clip fills a scene: from `start` at `speed`; from frame `stands` on its last picture stands."""

    start: float
    speed: float
    stands: int

    def at(self, frame: int, fps: int) -> float:
        """The second of the clip that a frame of the scene shows; below 0 it is its first picture."""
        return self.start + frame / fps * self.speed


def plan(seconds: float, start: float, speed: float, frames: int, fps: int, where: str = "") -> Plan:
    """A clip that is long enough goes as it is told. One that is too short goes slower, so that it ends with the
    scene; and if that would be below 0.7 of its speed, its last picture stands to the end and comes slowly nearer.
    """
    if start >= seconds:
        raise ConfigError(
            f"begins at {start:g} s, and the clip ends at {seconds:.1f} s", where, "Give a smaller start."
        )
    has, wants = seconds - start, frames / fps * speed
    if has < wants:
        speed *= max(SLOWEST, has / wants)
    return Plan(start, speed, max(1, math.ceil(has / speed * fps - 1e-6)))


@dataclass(frozen=True)
class Footage:
    """A clip at a size of the frame, or of a window in it."""

    file: Path
    clip: Clip
    plan: Plan
    fit: Fit
    width: int
    height: int
    fps: int
    lut: Path | None = None

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Its frames, from any to any: before its beginning the first one stands, after its end the last."""
        import cv2

        cv2.setNumThreads(1)
        planes, last_one, frame = frame_planes(self.width, self.height), frame_planes(self.width, self.height), first
        if first < self.plan.stands:
            begin = max(first, math.ceil(-self.plan.start / self.plan.speed * self.fps))
            picture: Planes | None = None
            for picture in self._read(begin, max(1, min(last, self.plan.stands) - begin)):
                for _ in range(1 if frame >= begin else begin - first + 1):
                    if frame == last:
                        return
                    self._fitted(picture, planes)
                    yield planes
                    frame += 1
            if frame == last:
                return
            if picture is not None:
                self._fitted(picture, last_one)
            else:
                self._end(last_one)
        else:
            self._end(last_one)
        for at in range(frame, last):
            nearer(last_one, max(0, at - self.plan.stands + 1) / self.fps * PUSH, planes)
            yield planes

    def _end(self, planes: Planes) -> None:
        """The last picture of the clip."""
        back = max(1, math.ceil(BEFORE / self.plan.speed * self.fps))
        for begin in (max(0, self.plan.stands - back), 0):
            if seen := deque(self._read(begin, self.plan.stands - begin), maxlen=1):
                return self._fitted(seen[0], planes)
        raise Refused("gave no picture", self.file.name, "Look at it with: ytempire asset check")

    def _read(self, begin: int, count: int) -> Iterator[Planes]:
        """Pictures of the clip from frame `begin` of the scene on, as they come out of FFmpeg, in their own planes."""
        import numpy as np

        wide, tall = self._inner()
        at = max(0.0, self.plan.at(begin, self.fps))
        seek = max(0.0, at - BEFORE) if self.clip.codec != "gif" else 0.0
        with tempfile.TemporaryDirectory(prefix="ytempire-roll-") as folder:
            args = ["-threads", "2", *HEAD, *(["-ss", f"{seek:.6f}"] if seek else []),
                    "-i", f"file:{self.file.resolve()}", "-map", "0:v:0", "-an", "-sn", "-dn", "-filter_threads", "1",
                    "-vf", ",".join(self._filters(at - seek, Path(folder))), "-frames:v", str(count),
                    "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1"]  # fmt: skip
            size = wide * tall
            with ffmpeg.pour(args, size * 3 // 2, cwd=folder, patience=PATIENCE, memory_mb=MEMORY_MB) as pictures:
                for bytes_ in pictures:
                    flat = np.frombuffer(bytes_, np.uint8)
                    half = (tall // 2, wide // 2)
                    yield (
                        flat[:size].reshape(tall, wide),
                        flat[size : size * 5 // 4].reshape(half),
                        flat[size * 5 // 4 :].reshape(half),
                    )

    def _inner(self) -> tuple[int, int]:
        """How large the clip itself is in the frame."""
        if self.fit == "cover":
            return self.width, self.height
        scale = min(self.width / self.clip.width, self.height / self.clip.height)
        wide, tall = (max(16, 2 * round(v * scale / 2)) for v in (self.clip.width, self.clip.height))
        return min(wide, self.width), min(tall, self.height)

    def _filters(self, ahead: float, folder: Path) -> list[str]:
        """Time first, so that no frame that is not shown is worked on; then the cut, the size, and the colours."""
        clip, (wide, tall) = self.clip, self._inner()
        chain = ["bwdif=mode=send_frame:deint=interlaced"] if clip.interlaced else []
        chain += [f"setpts=(PTS-{ahead:.6f}/TB)/{self.plan.speed:.6f}", f"fps=fps={self.fps}:start_time=0:round=near"]
        raw_w, raw_h = clip.raw
        if self.fit == "cover":
            aspect = self.width / self.height * raw_w / raw_h * clip.height / clip.width  # in the file's own pixels
            cut_w, cut_h = (raw_w, min(raw_h, round(raw_w / aspect))) if raw_w / raw_h < aspect else (
                min(raw_w, round(raw_h * aspect)), raw_h)  # fmt: skip
            cut_w, cut_h = max(16, cut_w - cut_w % 2), max(16, cut_h - cut_h % 2)
            if (cut_w, cut_h) != (raw_w, raw_h):
                chain.append(
                    f"crop={cut_w}:{cut_h}:{(raw_w - cut_w) // 4 * 2}:{round((raw_h - cut_h) * 0.42) // 2 * 2}"
                )
        else:
            cut_w, cut_h = raw_w, raw_h
        matrix = {"bt709": "bt709", "bt2020nc": "bt2020", "bt2020c": "bt2020", "smpte170m": "smpte170m",
                  "bt470bg": "bt470bg", "fcc": "fcc", "smpte240m": "smpte240m"}.get(
                      clip.matrix, "bt709" if min(clip.width, clip.height) >= 720 else "smpte170m")  # fmt: skip
        rgb = not clip.pix_fmt.startswith(("yuv", "nv", "p0", "gray", "uyvy", "yuyv"))
        given = "" if rgb else f":in_color_matrix={matrix}:in_range={'pc' if clip.full else 'tv'}"
        to = ":out_color_matrix=bt709:out_range=tv"
        sized = "" if (cut_w, cut_h) == (wide, tall) else f"{wide}:{tall}:flags=bicubic"
        cubes = []
        if clip.hdr:
            (folder / "hdr.cube").write_text(tamed(clip.transfer), "ascii")
            cubes.append("hdr.cube")
        if self.lut:
            shutil.copyfile(self.lut, folder / "look.cube")
            cubes.append("look.cube")
        if cubes:
            deep = "gbrp10le" if clip.hdr else "gbrp"
            chain += [f"scale={sized or f'{wide}:{tall}'}{given}", f"format={deep}"]
            chain += [f"lut3d=file={name}:interp=tetrahedral" for name in cubes]
            chain += [f"scale={wide}:{tall}{to}", "format=yuv420p"]
        elif sized or rgb or clip.full or matrix != "bt709" or clip.pix_fmt != "yuv420p":
            chain += [f"scale={sized or f'{wide}:{tall}'}{given}{to}", "format=yuv420p"]
        return [*chain, "setsar=1"]

    def _fitted(self, picture: Planes, planes: Planes) -> None:
        """A picture of the clip in the frame; where it does not reach, it is seen large and blurred."""
        import cv2

        if picture[0].shape == planes[0].shape:
            for plane, part in zip(planes, picture, strict=True):
                plane[:] = part
            return
        tall, wide = picture[0].shape
        left, top = (self.width - wide) // 4 * 2, (self.height - tall) // 4 * 2
        for plane, part, share in zip(planes, picture, (1, 2, 2), strict=True):
            h, w = plane.shape
            cut_w, cut_h = min(part.shape[1], part.shape[0] * w // h), min(part.shape[0], part.shape[1] * h // w)
            x, y = (part.shape[1] - cut_w) // 2, (part.shape[0] - cut_h) // 2
            small = cv2.resize(part[y : y + cut_h, x : x + cut_w], (max(8, w * share // 40), max(8, h * share // 40)),
                               interpolation=cv2.INTER_AREA)  # fmt: skip
            small = cv2.GaussianBlur(small, (0, 0), 1.6)
            dim = (0.5, 8) if share == 1 else (0.7, 38.4)
            small = cv2.convertScaleAbs(small, alpha=dim[0], beta=dim[1])
            plane[:] = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
            t, e = top // share, left // share
            plane[t : t + part.shape[0], e : e + part.shape[1]] = part


def nearer(still: Planes, share: float, planes: Planes) -> None:
    """A picture from nearer by so much of the frame, about its middle."""
    import cv2
    import numpy as np

    zoom = 1 / (1 + min(0.3, share))
    for plane, part in zip(planes, still, strict=True):
        h, w = part.shape
        move = np.array([[zoom, 0, (w - 1) * (1 - zoom) / 2], [0, zoom, (h - 1) * (1 - zoom) / 2]])
        cv2.warpAffine(part, move, (w, h), dst=plane, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


@lru_cache(maxsize=2)
def tamed(transfer: str) -> str:
    """A table from HDR (BT.2020; PQ or HLG) to what other screens show (BT.709), as a .cube file's text.

    White of 203 nits stands at 0.8 of the screen's brightness, and what is brighter is bent under its top.
    """
    import numpy as np

    size = 33
    axis = np.linspace(0, 1, size)
    b, g, r = np.meshgrid(axis, axis, axis, indexing="ij")
    coded = np.stack([r, g, b], -1)
    if transfer == "smpte2084":
        m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
        power = coded ** (1 / m2)
        light = (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1) * 10_000 / 203
    else:
        a, b_, c = 0.17883277, 0.28466892, 0.55991073
        scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b_) / 12)
        bright = (scene * np.array([0.2627, 0.6780, 0.0593])).sum(-1, keepdims=True)
        light = scene * np.maximum(bright, 1e-6) ** 0.2 * 1000 / 203
    to709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
    light = np.maximum(light @ to709.T, 0)
    bright = np.maximum((light * np.array([0.2126, 0.7152, 0.0722])).sum(-1, keepdims=True), 1e-6)
    knee, top = 0.58, 12.0  # below it nothing changes; a light of `top` times white is the screen's own top
    over = np.maximum(bright - knee, 0)
    bent = np.where(bright <= knee, bright, knee + (1 - knee) * over * (1 + over / (top - knee) ** 2)
                    / (over + (1 - knee)))  # fmt: skip
    shown = np.clip(light * (bent / bright), 0, 1)
    coded = np.where(shown < 0.018, 4.5 * shown, 1.099 * shown**0.45 - 0.099)
    rows = "\n".join("{:.5f} {:.5f} {:.5f}".format(*row) for row in coded.reshape(-1, 3))
    return f"LUT_3D_SIZE {size}\n{rows}\n"


@lru_cache(maxsize=64)
def _looked(file: Path, changed: int, where: str) -> Clip:
    """A clip is looked at once: a scene and both its joins ask for it."""
    return look(file, where)


def ground(cut: Cut, look_: Frame, theme: Theme, zones: Zones, blobs: Blobs) -> Ground:
    """A clip under a scene: over the whole frame with a scrim under its words, or hung on the theme's paper."""
    visual = cut.visual
    assert isinstance(visual, Roll)
    file = found(cut, visual.file, "clip", blobs)
    clip = _looked(file, file.stat().st_mtime_ns, visual.file)
    chosen = plan(clip.seconds, visual.start, visual.speed, cut.frames, look_.fps, f"scene {cut.id}: {visual.file}")
    lut = blobs.path(look_.lut) if look_.lut else None
    hung = window(cut, theme, zones)
    if hung is None:
        whole = Footage(file, clip, chosen, visual.fit, look_.width, look_.height, look_.fps, lut)
        return shaded(whole, cut, look_, theme, zones)
    left, top, wide, tall = pixels(hung, look_.width / zones.width)
    part = Footage(file, clip, chosen, visual.fit, wide, tall, look_.fps, lut)
    return hung_over(cut, look_, theme, ((left, top, wide, tall),), (part,))
