"""Draws one scene as one segment: a moving background piped into FFmpeg, graphics and captions by libass, x264."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from ytempire.contracts import DrawJoin, Drawn, DrawScene, Memory, Options, Provider
from ytempire.errors import ConfigError, Refused
from ytempire.media import ffmpeg
from ytempire.media.ffmpeg.encoders import CANDIDATES
from ytempire.media.scenes import TAGGED, Grounds, Shot
from ytempire.media.scratch import scratch
from ytempire.media.thrift import thrifty

Encoder = Literal["auto", "libx264", "h264_nvenc", "h264_videotoolbox", "h264_qsv", "h264_vaapi", "h264_amf"]
# What "this good" is called by each; `crf` goes in.
QUALITY: dict[str, tuple[str, ...]] = {
    "libx264": ("-crf", "{crf}"),
    "h264_nvenc": ("-rc", "vbr", "-cq", "{crf}", "-b:v", "0"),
    "h264_videotoolbox": ("-q:v", "65"),
    "h264_qsv": ("-global_quality", "{crf}"),
    "h264_vaapi": ("-qp", "{crf}"),
    "h264_amf": ("-rc", "cqp", "-qp_i", "{crf}", "-qp_p", "{crf}"),
}
# A quarter less memory; a little more quality makes up for what it costs.
SMALL = ("-rc-lookahead", "3", "-bf", "2", "-b-pyramid", "none")
TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")


class SceneOptions(Options):
    """How scenes are encoded."""

    encoder: Encoder = Field(default="auto", description="Which H.264 encoder; auto is libx264.")
    crf: int = Field(default=19, ge=12, le=34, description="Quality: smaller is better and larger.")
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = Field(
        default="veryfast", description="How hard libx264 tries."
    )


class FfmpegScene(Provider):
    """Draws scenes on this machine with FFmpeg, libass and OpenCV; free."""

    kind: ClassVar[str] = "scene"
    name: ClassVar[str] = "ffmpeg"
    summary: ClassVar[str] = "Draws scenes on this machine: painted backgrounds, libass graphics and captions, H.264."
    Options = SceneOptions
    memory = Memory.COMPUTED
    code = (
        "ytempire.providers.scene_ffmpeg",
        "ytempire.media.ffmpeg",
        "ytempire.media.graphics",
        "ytempire.media.captions",
        "ytempire.media.scenes",
        "ytempire.media.joins",
        "ytempire.media.grounds",
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
        "ytempire.media.fit",
        "ytempire.media.typeset",
        "ytempire.media.subs",
    )
    side_by_side = 0

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._encoder = "libx264" if options.encoder == "auto" else options.encoder
        self._grounds = Grounds()

    def ready(self) -> str | None:
        try:
            ffmpeg.tool()
        except ConfigError as error:
            return str(error)
        return None

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()

    def version(self) -> str:
        libraries = ("opencv-python-headless", "numpy", "pillow")
        return " ".join(("ffmpeg", ffmpeg.tool().build, *(f"{n} {importlib.metadata.version(n)}" for n in libraries)))

    def answer(self, request: DrawScene | DrawJoin, call: str) -> Drawn:
        thrifty()
        with scratch(self.kit.scratch, "scene") as folder:
            shot = self._shot(request, folder)
            try:
                self._run(shot, request.look.fps, folder, self._encoder)
            except Refused:
                if self._encoder == "libx264":
                    raise
                self._encoder = "libx264"  # a listed encoder may fail when it is really asked; this one does not
                self._run(shot, request.look.fps, folder, self._encoder)
            return Drawn(segment=self.kit.blobs.take(folder / "s.mp4"), frames=shot.frames)

    def _shot(self, request: DrawScene | DrawJoin, folder: Path) -> Shot:
        """What is asked for, ready to be drawn in `folder`."""
        from ytempire.media import scenes

        if isinstance(request, DrawJoin):
            sides = (request.before, request.after, request.join)
            return scenes.join(*sides, request.look, folder, self.kit.blobs, self._grounds)
        last = request.cut.frames if request.last is None else request.last
        return scenes.body(request.cut, request.look, request.first, last, folder, self.kit.blobs, self._grounds)

    def coding(self, fps: int, encoder: str) -> list[str]:
        """How a segment is encoded, after its frames are finished."""
        frames = next(f for name, _, f in CANDIDATES if name == encoder)
        good = [part.format(crf=self.options.crf) for part in QUALITY[encoder]]
        own = ["-preset", self.options.preset, "-threads", "1", *SMALL] if encoder == "libx264" else []
        form = () if "hwupload" in frames else ("-pix_fmt", "yuv420p")
        return [
            "-an",
            "-c:v",
            encoder,
            *own,
            *good,
            *form,
            "-g",
            str(fps * 2),
            *TAGS,
            "-flags",
            "+bitexact",
            "-fflags",
            "+bitexact",
            "-map_metadata",
            "-1",
            "-video_track_timescale",
            "90000",
        ]

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
