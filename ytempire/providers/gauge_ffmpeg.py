"""Measures a finished film in one pass, and holds it to its plan and its rules."""

from __future__ import annotations

from pathlib import Path

from ytempire.contracts import Gauge, Measured, Options, Provider
from ytempire.media import inspect
from ytempire.media.themes import chosen
from ytempire.models import Blob
from ytempire.providers._onffmpeg import OnFfmpeg


class FfmpegGauge(OnFfmpeg, Provider):
    """Measures with FFmpeg on this machine: picture, sound, captions against the voice, likeness to what was drawn."""

    kind = "gauge"
    name = "ffmpeg"
    summary = "Measures the finished film on this machine: picture, sound, captions, voices, likeness."
    Options = Options
    libraries = ("opencv-python-headless", "numpy", "pillow")
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
        "ytempire.media.layers",
        "ytempire.media.land",
        "ytempire.media.fonts",
        "ytempire.media.kerning",
        "ytempire.media.fit",
        "ytempire.media.typeset",
    )

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
