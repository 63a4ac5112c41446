"""The measuring pass: the whole film decoded once, and what was seen and heard in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ytempire.media import ffmpeg

RATE = 16_000  # samples a second of the sound that is kept
LISTENED = 3600  # seconds of it at most: an hour is 230 MB
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


@dataclass(frozen=True)
class Wanted:
    """What the pass keeps beside what it measures: the sound, and some frames in grey at the film's planned size."""

    folder: Path
    frames: tuple[int, ...] = ()
    width: int = 0
    height: int = 0

    @property
    def sound(self) -> Path:
        return self.folder / "sound.raw"

    @property
    def grey(self) -> Path:
        return self.folder / "grey.raw"


def look(
    film: Path, seconds: float, timeout: float, black: float = 0.3, silence: float = 1.0, wanted: Wanted | None = None
) -> Seen:
    """Decode the whole film once. The picture is made small first: every filter after it is cheap."""
    picture = f"scale=480:-2:flags=fast_bilinear,blackdetect=d={min(0.3, black)}:pic_th=0.98:pix_th=0.10"
    picture += ",freezedetect=n=0.001:d=2"
    sound = f"silencedetect=n=-50dB:d={min(1.0, silence)},astats=measure_perchannel=none:measure_overall=Flat_factor"
    sound += ",ebur128=peak=true:framelog=verbose"
    chains, more = [], []
    if wanted and wanted.frames:
        chosen = "+".join(f"eq(n\\,{frame})" for frame in wanted.frames)
        size = f"scale={wanted.width}:{wanted.height}:flags=bicubic,format=gray"
        chains += [f"[0:v:0]split=2[small][whole];[small]{picture}[seen]", f"[whole]select={chosen},{size}[grey]"]
        more += ["-map", "[grey]", "-fps_mode", "passthrough", "-f", "rawvideo", str(wanted.grey.resolve())]
    else:
        chains.append(f"[0:v:0]{picture}[seen]")
    if wanted:
        chains.append(f"[0:a:0]asplit=2[loud][plain];[loud]{sound}[heard];[plain]atrim=end={LISTENED}[kept]")
        more += ["-map", "[kept]", "-ac", "1", "-ar", str(RATE), "-f", "s16le", str(wanted.sound.resolve())]
    else:
        chains.append(f"[0:a:0]{sound}[heard]")
    ran = ffmpeg.run(
        [*ffmpeg.CAREFUL, "-i", f"file:{film.resolve()}", "-filter_complex", ";".join(chains), "-map", "[seen]", "-map",
         "[heard]", "-fps_mode", "passthrough", "-f", "null", "-", *more],
        timeout=timeout, memory_mb=4096,
    )  # fmt: skip
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
