"""What is in a media file, told by FFmpeg itself (its wheel has no ffprobe)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ytempire.errors import Refused
from ytempire.media.ffmpeg.run import run

FORMATS = "mov,matroska,wav,mp3,flac,ogg,aac,aiff"  # single files only: a playlist can name other files to read
CAREFUL = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS)


@dataclass(frozen=True)
class Media:
    """What is in a file: `frames` and both lengths are counted, not taken from its header."""

    video: bool
    audio: bool
    streams: int
    width: int = 0
    height: int = 0
    fps: float = 0.0
    frames: int = 0
    seconds: float = 0.0
    codec: str = ""
    pix_fmt: str = ""
    color: str = ""  # "bt709", or matrix/primaries/transfer where they differ
    audio_codec: str = ""
    audio_rate: int = 0
    audio_channels: int = 0
    audio_seconds: float = 0.0


def probe(path: Path, timeout: float = 120.0) -> Media:
    """What is in this file. It may come from anybody: only single-file formats, only local, within limits."""
    opened = [*CAREFUL, "-i", f"file:{path.resolve()}"]
    end = ["-f", "null", "-"]
    told = run([*opened, "-map", "0:v?", "-map", "0:a?", "-c", "copy", *end], timeout=timeout, memory_mb=4096)
    media = read(told.stderr)
    if not (media.video or media.audio):
        raise Refused("has neither picture nor sound", path.name)
    changes = dict(media.__dict__)
    if media.video:  # packets are frames in every format that we take
        frames = told.frames
        if len(re.findall(r"^  Stream #0:.*: Video: ", told.stderr.split("\nOutput #0")[0], re.M)) > 1:
            frames = run([*opened, "-map", "0:v:0", "-c", "copy", *end], timeout=timeout, memory_mb=4096).frames
        changes |= {"frames": frames, "seconds": frames / media.fps if media.fps else told.seconds}
    if media.audio:  # decoded, because the edit list that hides an encoder's first samples counts too
        heard = run([*opened, "-map", "0:a:0", *end], timeout=timeout, memory_mb=4096).seconds
        changes |= {"audio_seconds": heard}
        if not media.video:
            changes["seconds"] = heard
    return Media(**changes)


def glance(path: Path) -> tuple[Media, float]:
    """What a file of our own says of itself on being opened, and the seconds that it promises: nothing is counted."""
    said = run([*CAREFUL, "-i", f"file:{path.resolve()}", "-c", "copy", "-t", "0.001", "-f", "null", "-"]).stderr
    found = re.search(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", said)
    return read(said), int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else 0.0


STREAM = re.compile(r"^  Stream #0:\d+(?:\[\w+\])?(?:\([^)]*\))?: (Video|Audio|Subtitle|Data|Attachment): (.*)$", re.M)
COLORS = ("bt", "smpte", "unknown", "fcc", "gbr", "iec", "gamma", "linear", "film", "arib", "ycgco")


def read(told: str) -> Media:
    """The streams of the first input, out of what FFmpeg says on opening it; counts are left at 0."""
    head = told.split("\nOutput #0", 1)[0].split("\nStream mapping:", 1)[0]
    found = STREAM.findall(head)
    video = next((text for kind, text in found if kind == "Video" and "(attached pic)" not in text), "")
    audio = next((text for kind, text in found if kind == "Audio"), "")
    size = re.search(r", (\d{1,6})x(\d{1,6})(?=[ ,]|$)", video)
    fps = re.search(r", (\d+(?:\.\d+)?)(k?) (?:fps|tbr)", video)
    pix_fmt, color = _pixels(video)
    rate = re.search(r", (\d+) Hz", audio)
    layout = re.search(r"\d+ Hz, ([^,]+)", audio)
    return Media(
        video=bool(video), audio=bool(audio), streams=len(found),
        width=int(size[1]) if size else 0, height=int(size[2]) if size else 0,
        fps=float(fps[1]) * (1000 if fps[2] else 1) if fps else 0.0,
        codec=_word(video), pix_fmt=pix_fmt, color=color, audio_codec=_word(audio),
        audio_rate=int(rate[1]) if rate else 0, audio_channels=_channels(layout[1]) if layout else 0,
    )  # fmt: skip


def _word(text: str) -> str:
    found = re.match(r"\w+", text)
    return found[0] if found else ""


def _pixels(video: str) -> tuple[str, str]:
    """`yuv420p(tv, bt709, progressive)` is a pixel format and its colour."""
    found = re.search(r", ([a-z]\w+)(?:\(([^)]*)\))?, \d+x\d+", video)
    if not found:
        return "", ""
    notes = [note.strip() for note in (found[2] or "").split(",")]
    return found[1], next((note for note in notes if note.startswith(COLORS)), "")


def _channels(layout: str) -> int:
    named = {"mono": 1, "stereo": 2, "5.1": 6, "5.1(side)": 6, "7.1": 8, "quad": 4}
    if layout in named:
        return named[layout]
    counted = re.match(r"(\d+) channels", layout)
    return int(counted[1]) if counted else 2
