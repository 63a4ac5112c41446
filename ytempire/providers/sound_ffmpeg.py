"""Mixes the film's sound: takes at their places over a bed that makes room for them, levelled to -14 LUFS."""

from __future__ import annotations

from typing import ClassVar

from ytempire.contracts import Memory, Mix, Mixed, Options, Provider
from ytempire.errors import YtempireError
from ytempire.media import ffmpeg
from ytempire.media.scratch import scratch


class FfmpegSound(Provider):
    """Mixes with numpy and FFmpeg on this machine: voice, ducked bed, -14 LUFS."""

    kind = "sound"
    name = "ffmpeg"
    summary = "Mixes voices, effects and a composed or own bed on this machine, levelled to -14 LUFS."
    Options = Options
    memory: ClassVar[Memory | None] = Memory.COMPUTED
    code = (
        "ytempire.providers.sound_ffmpeg", "ytempire.media.mix", "ytempire.media.sound", "ytempire.media.takes",
        "ytempire.media.bed", "ytempire.media.effects", "ytempire.media.pieces", "ytempire.media.ffmpeg",
    )  # fmt: skip

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        try:
            ffmpeg.tool()
        except YtempireError as error:
            return str(error)
        return None

    def version(self) -> str:
        """The build of FFmpeg, which encodes."""
        return ffmpeg.tool().build

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()

    def answer(self, request: Mix, call: str) -> Mixed:
        """Mix; the answer tells the loudness and the true peak of the finished file."""
        from ytempire.media.mix import Laid, Struck, mix

        blobs = self.kit.blobs
        fps = request.fps
        laid = [Laid(c.start / fps, blobs.path(c.audio), c.ms / 1000, c.speaker) for c in request.clips]
        struck = [Struck(e.start / fps, e.name, blobs.path(e.audio) if e.audio else None, e.from_ms / 1000, e.ms / 1000,
                         e.speed, e.db) for e in request.effects]  # fmt: skip
        music = blobs.path(request.bed.file) if request.bed and request.bed.file else None
        cuts = [frame / fps for frame in request.cut_frames]
        with scratch(self.kit.scratch, "mix") as folder:
            made = mix(laid, request.frames / fps, folder, bed=request.bed, music=music, cuts=cuts, effects=struck,
                       speakers=request.speakers)  # fmt: skip
            return Mixed(audio=blobs.take(made.file), lufs=made.lufs, peak_db=made.peak_db)
