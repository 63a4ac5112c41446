"""Measures a finished film in one pass, and holds it to its plan and its rules."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import ClassVar

from ytempire.contracts import Gauge, Measured, Memory, Options, Provider
from ytempire.errors import YtempireError
from ytempire.media import ffmpeg, inspect
from ytempire.media.themes import chosen
from ytempire.models import Blob


class FfmpegGauge(Provider):
    """Measures with FFmpeg on this machine: picture, sound, captions against the voice, likeness to what was drawn."""

    kind = "gauge"
    name = "ffmpeg"
    summary = "Measures the finished film on this machine: picture, sound, captions, voices, likeness."
    Options = Options
    memory: ClassVar[Memory | None] = Memory.COMPUTED
    code = (
        "ytempire.providers.gauge_ffmpeg",
        "ytempire.media.inspect",
        "ytempire.media.ffmpeg",
        "ytempire.media.graphics",
        "ytempire.media.terminal",
        "ytempire.media.captions",
        "ytempire.media.cast",
        "ytempire.media.drawings",
        "ytempire.media.subs",
        "ytempire.media.takes",
        "ytempire.media.sound",
        "ytempire.media.themes",
        "ytempire.media.looks",
        "ytempire.models.theme",
        "ytempire.media.zones",
        "ytempire.media.fonts",
        "ytempire.media.kerning",
        "ytempire.media.fit",
        "ytempire.media.typeset",
    )

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        try:
            ffmpeg.tool()
        except YtempireError as error:
            return str(error)
        return None

    def version(self) -> str:
        """The build of FFmpeg, which measures, and the libraries that paint faults."""
        libraries = ("opencv-python-headless", "numpy", "pillow")
        return " ".join((ffmpeg.tool().build, *(f"{n} {importlib.metadata.version(n)}" for n in libraries)))

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()

    def answer(self, request: Gauge, call: str) -> Measured:
        """Measure; a broken film is an answer too, and not an error."""
        blobs = self.kit.blobs
        self.kit.scratch.mkdir(parents=True, exist_ok=True)
        samples = [
            inspect.Drawn(sample.scene, sample.first, blobs.path(sample.segment), sample.frames)
            for sample in request.samples
        ]
        return Measured(
            measures=inspect.measure(
                blobs.path(request.film),
                request.timeline,
                request.rules,
                samples=samples,
                used=request.used,
                find=self._find,
                dress=lambda timeline: chosen(timeline.theme, timeline.accent, timeline.own, blobs),
                keep=lambda data: blobs.put(data, ".jpg"),
                scratch=self.kit.scratch,
            )
        )

    def _find(self, blob: Blob) -> Path | None:
        return self.kit.blobs.path(blob) if self.kit.blobs.has(blob) else None
