"""Mixes the film's sound: takes at their places over a bed that makes room for them, levelled to -14 LUFS."""

from __future__ import annotations

from ytempire.contracts import Mix, Mixed, Options, Provider
from ytempire.media.scratch import scratch
from ytempire.providers._onffmpeg import OnFfmpeg


class FfmpegSound(OnFfmpeg, Provider):
    """Mixes with numpy and FFmpeg on this machine: voice, ducked bed, -14 LUFS."""

    kind = "sound"
    name = "ffmpeg"
    summary = "Mixes voices, effects and a composed or own bed on this machine, levelled to -14 LUFS."
    Options = Options
    code = (
        "ytempire.providers.sound_ffmpeg", "ytempire.media.mix", "ytempire.media.sound", "ytempire.media.takes",
        "ytempire.media.bed", "ytempire.media.effects", "ytempire.media.pieces", "ytempire.media.ffmpeg",
    )  # fmt: skip

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
