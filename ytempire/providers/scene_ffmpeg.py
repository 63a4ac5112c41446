"""Draws one scene as one segment: a moving background piped into FFmpeg, graphics and captions by libass, x264."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from ytempire.contracts import Drawn, DrawScene, Memory, Options, Picturing, Provider
from ytempire.errors import ConfigError, Refused, YtempireError
from ytempire.media import ffmpeg, fonts
from ytempire.media.ffmpeg.encoders import CANDIDATES
from ytempire.media.graphics.compose import compose
from ytempire.media.grounds import Ground
from ytempire.media.layers import Layer
from ytempire.media.scratch import scratch
from ytempire.media.themes import theme
from ytempire.media.thrift import thrifty
from ytempire.media.zones import zones
from ytempire.models import Cut, Watermark

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
TAGGED = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
ASS = "ass=s.ass:fontsdir=fonts"
TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")


@dataclass(frozen=True)
class Laid:
    """A scene ready to be drawn: its moving ground, and which of its frames."""

    scene: str
    look: Picturing
    ground: Ground
    first: int
    last: int


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
        "ytempire.media.grounds",
        "ytempire.media.layers",
        "ytempire.media.plates",
        "ytempire.media.ornaments",
        "ytempire.media.drawings",
        "ytempire.media.photos",
        "ytempire.media.themes",
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

    def answer(self, request: DrawScene, call: str) -> Drawn:
        thrifty()
        with scratch(self.kit.scratch, "scene") as folder:
            laid = self._lay(request, folder)
            try:
                self._run(laid, folder, self._encoder, self.coding(request.look.fps, self._encoder), "s.mp4")
            except Refused:
                if self._encoder == "libx264":
                    raise
                self._encoder = "libx264"  # a listed encoder may fail when it is really asked; this one does not
                self._run(laid, folder, self._encoder, self.coding(request.look.fps, self._encoder), "s.mp4")
            return Drawn(segment=self.kit.blobs.take(folder / "s.mp4"), frames=laid.last - laid.first)

    def _lay(self, request: DrawScene, folder: Path) -> Laid:
        """The graphics and their fonts into a folder; the moving ground in memory."""
        cut, look = request.cut, request.look
        first, last = request.first, cut.frames if request.last is None else request.last
        if not 0 <= first < last <= cut.frames:
            raise Refused(f"frames {first} to {last} of {cut.frames} cannot be drawn", f"scene {cut.id}")
        chosen = theme(look.theme, look.accent)
        places = zones(look.width, look.height, look.captions)
        composed = compose(cut, chosen, places, look.fps, look.captions, look.mark)
        text = composed.ass()
        (folder / "s.ass").write_text(text, "utf-8")
        _lay_fonts(folder / "fonts", text)
        from ytempire.media import grounds, layers

        still = [*layers.fields(composed.fields, look.width / places.width, look.width, look.height, cut.frames,
                                max(1, round(look.fps * 0.16)))]  # fmt: skip
        if look.watermark and not cut.plain:
            still.append(self._watermark(look.watermark, look, cut))
        ground = grounds.lay(grounds.ground(composed.cut, look, chosen, places, self.kit.blobs), still, cut.frames)
        return Laid(cut.id, look, ground, first, last)

    def _watermark(self, asked: Watermark, look: Picturing, cut: Cut) -> Layer:
        """The channel's picture in its corner; in the film's first scene it comes, then it is there."""
        from ytempire.media import layers

        if not self.kit.blobs.has(asked.image):
            raise ConfigError("the watermark is not there", "look.watermark", "Put it into the channel's folder.")
        file, at = self.kit.blobs.path(asked.image), look.fps // 2 if cut.index == 0 else None
        return layers.mark(file, asked.corner, asked.width, asked.opacity, look.width, look.height, at)

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

    def keep_frames(self, request: DrawScene, file: Path) -> None:
        """A scene's finished frames, raw and not encoded; for measuring."""
        with scratch(self.kit.scratch, "frames") as folder:
            raw = ["-c:v", "rawvideo", "-f", "rawvideo"]
            self._run(self._lay(request, folder), folder, "libx264", raw, str(file.resolve()))

    def _run(self, laid: Laid, folder: Path, encoder: str, coding: list[str], name: str) -> None:
        from ytempire.media import grounds

        before, frames = next((b, f) for encoder_name, b, f in CANDIDATES if encoder_name == encoder)
        count, look = laid.last - laid.first, laid.look
        # libass goes by the frame's own time, so a part of a scene is told where in the scene it is
        graph = [TAGGED, f"settb=1/{look.fps}"] if laid.first else [TAGGED]
        graph += [f"setpts=N+{laid.first}", ASS, "setpts=N"] if laid.first else [ASS]
        ran = ffmpeg.run(
            [
                *before,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "yuv420p",
                "-s",
                f"{look.width}x{look.height}",
                "-r",
                str(look.fps),
                "-i",
                "pipe:0",
                "-vf",
                ",".join(graph) + ("" if frames == "format=yuv420p" else f",{frames}"),
                "-frames:v",
                str(count),
                *coding,
                name,
            ],
            cwd=folder,
            feed=grounds.feed((laid.ground, laid.first, laid.last)),
            timeout=60 + 6 * count / look.fps * 10,
        )
        if ran.frames != count:
            raise _short(ran.frames, count, laid.scene)


def _short(frames: int, wanted: int, scene: str) -> YtempireError:
    return Refused(f"FFmpeg wrote {frames} frames of {wanted}", f"scene {scene}", "Run `ytempire doctor`.")


def _lay_fonts(folder: Path, text: str) -> None:
    """The fonts that the text names, under names that no path can spoil."""
    folder.mkdir()
    wanted = {"Inter Regular", *re.findall(r"\\fn([^\\}]+)", text)}
    for key in fonts.keys():  # noqa: SIM118 - a function of the module
        if fonts.face(key).family in wanted:
            shutil.copyfile(fonts.face(key).file, folder / f"{key}.ttf")
