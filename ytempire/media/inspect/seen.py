"""The measuring pass: the whole film decoded once, and what was seen and heard in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ytempire.media import ffmpeg

SHOWN = 20  # rows of one kind, so that a black film does not bury the rest

Span = tuple[float, float]


@dataclass(frozen=True)
class Seen:
    """What the measuring pass saw and heard, in seconds and decibels."""

    black: tuple[Span, ...] = ()
    frozen: tuple[Span, ...] = ()
    silent: tuple[Span, ...] = ()
    lufs: float | None = None
    peak_db: float | None = None
    flat: float | None = None
    broken: tuple[str, ...] = ()
    frames: int = 0


def look(film: Path, seconds: float, timeout: float, black: float = 0.3, silence: float = 1.0) -> Seen:
    """Decode the whole film once. The picture is made small first: every filter after it is cheap."""
    source = ffmpeg.source(f"file:{film.resolve()}", protocol_whitelist="file", format_whitelist=ffmpeg.FORMATS)
    picture = (
        source.video.filter("scale", w=480, h=-2, flags="fast_bilinear")
        .filter("blackdetect", d=min(0.3, black), pic_th=0.98, pix_th=0.10)
        .filter("freezedetect", n=0.001, d=2)
    )
    sound = (
        source.audio.filter("silencedetect", n="-50dB", d=min(1.0, silence))
        .filter("astats", measure_perchannel="none", measure_overall="Flat_factor")
        .filter("ebur128", peak="true", framelog="verbose")
    )
    graph = ffmpeg.sink((picture, sound), "-", format="null", fps_mode="passthrough")
    ran = ffmpeg.run(ffmpeg.compile(graph), timeout=timeout, memory_mb=4096)
    return read(ran.stderr, seconds, ran.frames)


NUMBER = r"(-?\d+(?:\.\d+)?|-?inf|-?nan)"


def read(told: str, seconds: float, frames: int = 0) -> Seen:
    """What FFmpeg told, as numbers; something that began and did not end lasts until the film's end."""
    black = [(float(a), float(b)) for a, b in re.findall(rf"black_start:{NUMBER} black_end:{NUMBER}", told)]
    return Seen(
        black=tuple(black),
        frozen=_pairs(told, "freezedetect.freeze_start: ", "freezedetect.freeze_end: ", seconds),
        silent=_pairs(told, "silence_start: ", "silence_end: ", seconds),
        lufs=_last(rf"^\s+I:\s+{NUMBER} LUFS", told),
        peak_db=_last(rf"^\s+Peak:\s+{NUMBER} dBFS", told),
        flat=_last(rf"Flat factor: {NUMBER}", told),
        broken=tuple(line for line in told.splitlines() if BROKEN.search(line))[:SHOWN],
        frames=frames,
    )


# A decoder speaks as "[h264 @ 0x..] ..." or "Error ...": a film's name or title may hold any of these words.
BROKEN = re.compile(
    r"(?i)^(?=\[\w+ @|error|invalid).*?(?:error while decoding|corrupt|invalid data|invalid nal"
    r"|decode_slice_header error|missing picture|concealing"
    r"|error submitting (a )?packet|partial file|non monoton|truncat)"
)


def _pairs(told: str, begin: str, end: str, seconds: float) -> tuple[Span, ...]:
    spans: list[Span] = []
    start: float | None = None
    for mark, value in re.findall(rf"({re.escape(begin)}|{re.escape(end)}){NUMBER}", told):
        if mark == begin:
            start = float(value)
        elif start is not None:
            spans.append((start, float(value)))
            start = None
    if start is not None:
        spans.append((start, max(start, seconds)))
    return tuple(spans)


def _last(pattern: str, told: str) -> float | None:
    found = re.findall(pattern, told, re.M)
    return None if not found or "nan" in found[-1] else float(found[-1])
