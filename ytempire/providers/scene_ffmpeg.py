"""Draws one scene as one segment: a moving background piped into FFmpeg, graphics and captions by libass, x264."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from ytempire.contracts import Drawn, DrawScene, Memory, Options, Provider
from ytempire.errors import ConfigError, Refused, YtempireError
from ytempire.media import ffmpeg, fonts
from ytempire.media.ffmpeg.encoders import CANDIDATES
from ytempire.media.graphics.compose import compose
from ytempire.media.scratch import scratch
from ytempire.media.themes import Theme, theme
from ytempire.media.thrift import thrifty
from ytempire.media.zones import Zones, zones
from ytempire.models import Cut

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
            plate = self._lay(request, folder)
            try:
                self._run(request, plate, folder, self._encoder, self.coding(request.look.fps, self._encoder), "s.mp4")
            except Refused:
                if self._encoder == "libx264":
                    raise
                self._encoder = "libx264"  # a listed encoder may fail when it is really asked; this one does not
                self._run(request, plate, folder, self._encoder, self.coding(request.look.fps, self._encoder), "s.mp4")
            return Drawn(segment=self.kit.blobs.take(folder / "s.mp4"), frames=request.cut.frames)

    def _lay(self, request: DrawScene, folder: Path) -> Any:
        """The graphics and their fonts into a folder; the moving background in memory."""
        chosen = theme(request.look.theme, request.look.accent)
        places = zones(request.look.width, request.look.height, request.look.captions)
        composed = compose(request.cut, chosen, places, request.look.fps, request.look.captions, request.look.mark)
        text = composed.ass()
        (folder / "s.ass").write_text(text, "utf-8")
        _lay_fonts(folder / "fonts", text)
        return replace(self._plate(request, composed.cut, chosen, places), fields=composed.fields, nominal=places.width)

    def _plate(self, request: DrawScene, cut: Cut, chosen: Theme, places: Zones) -> Any:
        from ytempire.media import photos, plates

        if cut.visual.kind != "picture":
            return plates.paint_scene(chosen, request.look.width, request.look.height, cut, request.look.fps)
        photo = cut.files.get(cut.visual.file)
        if photo is None or not self.kit.blobs.has(photo):
            raise ConfigError(
                f"the picture {cut.visual.file} is not there",
                f"scene {cut.id}",
                "Put it into the channel's folder, or choose something else to show.",
            )
        file = self.kit.blobs.path(photo)
        look = request.look
        return photos.plate(file, chosen, look.width, look.height, cut, places, cut.visual.file, look.fps)

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
            self._run(request, self._lay(request, folder), folder, "libx264", raw, str(file.resolve()))

    def _run(self, request: DrawScene, plate: Any, folder: Path, encoder: str, coding: list[str], name: str) -> None:
        from ytempire.media import plates

        before, frames = next((b, f) for encoder_name, b, f in CANDIDATES if encoder_name == encoder)
        count = request.cut.frames
        tag = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv,ass=s.ass:fontsdir=fonts"
        ran = ffmpeg.run(
            [
                *before,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "yuv420p",
                "-s",
                f"{request.look.width}x{request.look.height}",
                "-r",
                str(request.look.fps),
                "-i",
                "pipe:0",
                "-vf",
                tag + ("" if frames == "format=yuv420p" else f",{frames}"),
                "-frames:v",
                str(count),
                *coding,
                name,
            ],
            cwd=folder,
            feed=plates.film(plate, count, request.look.fps),
            timeout=60 + 6 * count / request.look.fps * 10,
        )
        if ran.frames != count:
            raise _short(ran.frames, count, request.cut.id)


def _short(frames: int, wanted: int, scene: str) -> YtempireError:
    return Refused(f"FFmpeg wrote {frames} frames of {wanted}", f"scene {scene}", "Run `ytempire doctor`.")


def _lay_fonts(folder: Path, text: str) -> None:
    """The fonts that the text names, under names that no path can spoil."""
    folder.mkdir()
    wanted = {"Inter Regular", *re.findall(r"\\fn([^\\}]+)", text)}
    for key in fonts.keys():  # noqa: SIM118 - a function of the module
        if fonts.face(key).family in wanted:
            shutil.copyfile(fonts.face(key).file, folder / f"{key}.ttf")
