"""Draws one scene as one segment: a moving background piped into FFmpeg, graphics and captions by libass, x264."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from ytempire.contracts import DrawJoin, Drawn, DrawScene, Options, Provider
from ytempire.errors import Refused, Unavailable
from ytempire.media import ffmpeg
from ytempire.media.ffmpeg.encoders import CANDIDATES, OURS, exactly
from ytempire.media.scenes import TAGGED, Grounds, Shot
from ytempire.media.scratch import scratch
from ytempire.media.thrift import thrifty
from ytempire.providers._onffmpeg import OnFfmpeg

Encoder = Literal["auto", "libx264", "h264_nvenc", "h264_videotoolbox", "h264_qsv", "h264_vaapi", "h264_amf"]


class SceneOptions(Options):
    """How scenes are encoded."""

    encoder: Encoder = Field(
        default="auto", description="Which H.264 encoder; auto is the fastest that works here and keeps the picture."
    )
    crf: int = Field(default=19, ge=12, le=34, description="Quality: smaller is better and larger.")
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = Field(
        default="veryfast", description="How hard libx264 tries."
    )


class FfmpegScene(OnFfmpeg, Provider):
    """Draws scenes on this machine with FFmpeg, libass and OpenCV; free."""

    kind: ClassVar[str] = "scene"
    name: ClassVar[str] = "ffmpeg"
    summary: ClassVar[str] = "Draws scenes on this machine: painted backgrounds, libass graphics and captions, H.264."
    Options = SceneOptions
    libraries = ("opencv-python-headless", "numpy", "pillow", "pyte", "pygments")
    code = (
        "ytempire.providers.scene_ffmpeg",
        "ytempire.media.ffmpeg",
        "ytempire.media.graphics",
        "ytempire.media.captions",
        "ytempire.media.cast",
        "ytempire.media.scenes",
        "ytempire.media.terminal",
        "ytempire.media.joins",
        "ytempire.media.grounds",
        "ytempire.media.land",
        "ytempire.media.layers",
        "ytempire.media.plates",
        "ytempire.media.ornaments",
        "ytempire.media.drawings",
        "ytempire.media.photos",
        "ytempire.media.pictures",
        "ytempire.media.stills",
        "ytempire.media.pans",
        "ytempire.media.pairs",
        "ytempire.media.rolls",
        "ytempire.media.clips",
        "ytempire.media.luts",
        "ytempire.media.themes",
        "ytempire.media.looks",
        "ytempire.models.theme",
        "ytempire.media.zones",
        "ytempire.media.fonts",
        "ytempire.media.kerning",
        "ytempire.media.fit",
        "ytempire.media.typeset",
        "ytempire.media.subs",
    )
    side_by_side = 0

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._grounds = Grounds()
        self._given_up: set[str] = set()  # encoders that failed at work

    def answer(self, request: DrawScene | DrawJoin, call: str) -> Drawn:
        thrifty()
        with scratch(self.kit.scratch, "scene") as folder:
            shot, fps = self._shot(request, folder), request.look.fps
            if isinstance(request, DrawScene) and request.lossless:
                self._run(shot, fps, folder, OURS, [*exactly(fps), "s.mp4"])
                return Drawn(segment=self.kit.blobs.take(folder / "s.mp4"), frames=shot.frames)
            encoder, at_a_time = self._encoder()
            try:
                with _turn(encoder, at_a_time):
                    self._run(shot, fps, folder, encoder)
            except ffmpeg.Stopped:
                raise
            except (Refused, Unavailable):
                if encoder == OURS:
                    raise
                # one that worked when it was tried may fail at work; what it has finished is kept
                self._given_up.add(encoder)
                encoder = OURS
                self._run(shot, fps, folder, encoder)
            return Drawn(segment=self.kit.blobs.take(folder / "s.mp4"), frames=shot.frames, encoder=encoder)

    def _encoder(self) -> tuple[str, int]:
        """The encoder that is used now, and how many of its jobs may run at a time; 0 for any number."""
        asked = self.options.encoder
        if asked == OURS:
            return OURS, 0
        trials = ffmpeg.encoders(self.kit.home / "cache" / "encoders.json")
        ranked = [t for t in ffmpeg.ranking(trials) if t.encoder not in self._given_up] if asked == "auto" else []
        if asked != "auto" and asked not in self._given_up:
            ranked = [t for t in trials if t.encoder == asked]
        best = ranked[0] if ranked else None
        return (best.encoder, best.at_a_time) if best and best.encoder != OURS else (OURS, 0)

    def _shot(self, request: DrawScene | DrawJoin, folder: Path) -> Shot:
        """What is asked for, ready to be drawn in `folder`."""
        from ytempire.media import scenes

        if isinstance(request, DrawJoin):
            sides = (request.before, request.after, request.join)
            return scenes.join(*sides, request.look, folder, self.kit.blobs, self._grounds)
        last = request.cut.frames if request.last is None else request.last
        cut, look, kept = request.cut, request.look, self._grounds
        return scenes.body(cut, look, request.first, last, folder, self.kit.blobs, kept, request.stays)

    def coding(self, fps: int, encoder: str) -> list[str]:
        """How a segment is encoded, after its frames are finished."""
        return ffmpeg.coding(encoder, fps, self.options.crf, self.options.preset)

    def keep_frames(self, request: DrawScene | DrawJoin, file: Path) -> None:
        """The finished frames, raw and not encoded; for measuring."""
        with scratch(self.kit.scratch, "frames") as folder:
            raw = ["-c:v", "rawvideo", "-f", "rawvideo", str(file.resolve())]
            self._run(self._shot(request, folder), request.look.fps, folder, "libx264", raw)

    def _run(self, shot: Shot, fps: int, folder: Path, encoder: str, coding: list[str] | None = None) -> None:
        before, frames = next((b, f) for name, b, f in CANDIDATES if name == encoder)
        ran = ffmpeg.run(
            [
                *before,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "yuv420p",
                "-s",
                f"{shot.width}x{shot.height}",
                "-r",
                str(fps),
                "-i",
                "pipe:0",
                "-filter_complex",
                f"{shot.graph};[out]{TAGGED},{frames}[end]",
                "-map",
                "[end]",
                "-frames:v",
                str(shot.frames),
                *(coding or [*self.coding(fps, encoder), "s.mp4"]),
            ],
            cwd=folder,
            feed=shot.feed,
            timeout=60 + 6 * shot.frames / fps * 10,
        )
        if ran.frames != shot.frames:
            why = f"FFmpeg wrote {ran.frames} frames of {shot.frames}"
            raise Refused(why, shot.what, "Run `ytempire doctor`.")


_devices: dict[str, threading.BoundedSemaphore] = {}
_lock = threading.Lock()


@contextlib.contextmanager
def _turn(encoder: str, at_a_time: int) -> Iterator[None]:
    """Wait until the device is free: of all that draw in this process, so many at a time."""
    if not at_a_time:
        yield
        return
    with _lock:
        device = _devices.setdefault(encoder, threading.BoundedSemaphore(at_a_time))
    with device:
        yield
