"""Measures a finished film in one pass, and holds it to its plan."""

from __future__ import annotations

from typing import ClassVar

from ytempire.contracts import Gauge, Measured, Memory, Options, Provider
from ytempire.errors import YtempireError
from ytempire.media import ffmpeg, inspect


class FfmpegGauge(Provider):
    """Measures with FFmpeg on this machine: black, frozen, silent, loudness, lengths, captions."""

    kind = "gauge"
    name = "ffmpeg"
    summary = "Measures the finished film on this machine: black, frozen, silent, loudness, lengths, captions."
    Options = Options
    memory: ClassVar[Memory | None] = Memory.COMPUTED
    code = ("ytempire.providers.gauge_ffmpeg", "ytempire.media.inspect", "ytempire.media.ffmpeg")

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        try:
            ffmpeg.tool()
        except YtempireError as error:
            return str(error)
        return None

    def version(self) -> str:
        """The build of FFmpeg, which measures."""
        return ffmpeg.tool().build

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()

    def answer(self, request: Gauge, call: str) -> Measured:
        """Measure; a broken film is an answer too, and not an error."""
        return Measured(measures=inspect.measure(self.kit.blobs.path(request.film), request.timeline))
