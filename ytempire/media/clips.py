"""Clips from outside: looked at with care before anything is taken from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ytempire.errors import ConfigError, Refused, StorageError, Unavailable
from ytempire.media import ffmpeg

SUFFIXES = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mts", ".gif")
MUSIC = (".mp3", ".m4a", ".wav", ".flac", ".ogg", ".opus", ".mka", ".mkv")
# Single files only: a playlist can name other files to read, and addresses to ask.
FORMATS = "mov,matroska,avi,mpegts,mpeg,mpegvideo,gif,wav,mp3,flac,ogg,aac,aiff"
MOST_BYTES = 8 << 30
MOST_PIXELS = 40_000_000
SHORTEST, LONGEST = 120, 8192  # pixels a side
MEMORY_MB = 1024  # of address space; what is really used stays below half of it
PATIENCE = 60.0
MUSIC_MOST = 3600.0  # seconds of music: it is looped, and an hour is longer than any film
HEAD = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS, "-max_pixels", str(MOST_PIXELS))
NEXT = "Make a new one of it: ffmpeg -i IT -c:v libx264 -c:a aac NEW.mp4"


class NoPicture(ConfigError):
    """A file in which there is nothing to see, but perhaps something to hear."""


@dataclass(frozen=True)
class Clip:
    """What is in a clip, as it is seen: upright, with square pixels; `seconds` are counted."""

    width: int
    height: int
    seconds: float
    fps: float
    codec: str
    pix_fmt: str = ""
    full: bool = False  # brightness from 0 to 255, not from 16 to 235
    matrix: str = ""  # how colours are written: bt709, bt2020nc, ... ; "" is not said
    transfer: str = ""  # smpte2084 and arib-std-b67 are HDR
    interlaced: bool = False
    rotation: int = 0  # degrees that it is turned by to be upright
    raw: tuple[int, int] = (0, 0)  # upright, in the file's own pixels
    audio: bool = False
    audio_codec: str = ""
    audio_seconds: float = 0.0

    @property
    def hdr(self) -> bool:
        return self.transfer in ("smpte2084", "arib-std-b67")


def look(file: Path, where: str = "", patience: float = PATIENCE) -> Clip:
    """What is in a clip; what cannot be used is refused with the reason. Nothing but the file itself is read.

    patience: seconds that each look at it may take.
    """
    where = where or file.name
    told = _told(file, where, patience)
    streams = _streams(told)
    video = next((text for kind, text in streams if kind == "Video" and "(attached pic)" not in text), "")
    if not video:
        raise NoPicture("has sound but no picture", where, "Use it as look.music, or put a clip there.")
    clip = _read(video, told, streams)
    if min(clip.width, clip.height) < SHORTEST or max(clip.width, clip.height) > LONGEST:
        raise ConfigError(
            f"is {clip.width}x{clip.height} pixels; {SHORTEST} to {LONGEST} on a side can be used", where, NEXT
        )
    counted = _run(["-map", "0:v:0", "-c", "copy"], file, where, patience=patience)
    seconds = counted.seconds or (counted.frames / clip.fps if clip.fps else 0.0)
    if counted.frames < 1:
        raise NoPicture("has no picture in it", where, NEXT)
    shown = _run(["-map", "0:v:0", "-frames:v", "3"], file, where, clip.codec, ("-threads", "1"), patience)
    if shown.frames < 1:
        raise ConfigError(f"none of its frames can be read ({clip.codec})", where, NEXT)
    heard = _run(["-map", "0:a:0", "-c", "copy"], file, where, patience=patience).seconds if clip.audio else 0.0
    promised = _duration(told)
    if promised - max(seconds, heard) > max(2.0, 0.1 * promised):
        raise ConfigError(f"is cut short: of {promised:.0f} seconds {seconds:.1f} are there", where, "Copy it anew.")
    return Clip(**{**clip.__dict__, "seconds": seconds, "audio_seconds": heard})


def listen(file: Path, where: str = "") -> float:
    """The seconds of a piece of music; what cannot be used is refused with the reason."""
    where = where or file.name
    told = _told(file, where)
    if not any(kind == "Audio" for kind, _ in _streams(told)):
        raise ConfigError("has no sound in it", where, f"Use one of {', '.join(MUSIC)}.")
    promised = _duration(told)
    if promised > MUSIC_MOST:
        raise ConfigError(f"is {promised / 3600:.1f} hours long", where, "Cut it to an hour or less; it is looped.")
    seconds = _run(["-map", "0:a:0", "-c", "copy"], file, where).seconds
    if seconds > MUSIC_MOST:
        raise ConfigError(f"is {seconds / 3600:.1f} hours long", where, "Cut it to an hour or less; it is looped.")
    _run(["-map", "0:a:0", "-t", "1"], file, where)
    if seconds < 1:
        raise ConfigError("is shorter than a second", where, "Use a longer piece; it is looped.")
    return seconds


def _told(file: Path, where: str, patience: float = PATIENCE) -> str:
    """What FFmpeg says on opening it."""
    try:
        size = file.stat().st_size
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where) from error
    if not size:
        raise ConfigError("is empty", where, "Copy it anew.")
    if size > MOST_BYTES:
        raise ConfigError(f"is larger than {MOST_BYTES >> 30} GB", where, NEXT)
    return _run(["-map", "0", "-c", "copy", "-t", "0.001"], file, where, patience=patience).stderr


def _run(
    args: list[str],
    file: Path,
    where: str,
    codec: str = "",
    before: tuple[str, ...] = (),
    patience: float = PATIENCE,
) -> ffmpeg.Ran:
    """Read it into nothing, within limits; what FFmpeg says is said of the file."""
    try:
        opened = [*before, *HEAD, "-i", f"file:{file.resolve()}"]
        return ffmpeg.run([*opened, *args, "-f", "null", "-"], timeout=patience, memory_mb=MEMORY_MB)
    except StorageError:
        raise
    except Unavailable as error:
        if "did not finish" not in str(error):
            raise ConfigError("cannot be read: FFmpeg broke off in the middle", where, NEXT) from error
        raise ConfigError(f"takes longer than {patience:g} seconds to read", where, NEXT) from error
    except Refused as error:
        raise _verdict(str(error), file, where, codec) from error


def _verdict(said: str, file: Path, where: str, codec: str) -> ConfigError:
    """What FFmpeg's words mean for a person."""
    lower = said.lower()
    with file.open("rb") as f:
        boxed = f.read(8)[4:] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
    if "moov atom not found" in lower and boxed:
        return ConfigError("is cut short: its table of contents, which stands at the end, is missing", where,
                           "Copy it anew.")  # fmt: skip
    lacks = re.search(r"AVCodecID (\S+)", said)
    if lacks or "decoder" in lower or "decoding requested" in lower or ("codec" in lower and "none" in lower):
        name = lacks[1].rstrip(".") if lacks else codec
        return ConfigError(f"is written in a way that FFmpeg cannot read here{f' ({name})' if name else ''}", where,
                           NEXT)  # fmt: skip
    if "whitelist" in lower or "moov atom" in lower or ("invalid data" in lower and not codec):
        return ConfigError("is no clip that can be read: it is not what its name says", where, NEXT)
    if "memory" in lower or "invalid frame dimensions" in lower or "picture size" in lower or "max_pixels" in lower:
        return ConfigError("is too large to be read within the memory it may have", where, "Make it smaller.")
    return ConfigError(f"cannot be read: {said[:200]}", where, NEXT)


STREAM = re.compile(
    r"^  Stream #0:\d+(?:\[\w+\])?(?:\([^)]*\))?: (Video|Audio|Subtitle|Data|Attachment|Unknown): (.*)$", re.M
)


def _streams(told: str) -> list[tuple[str, str]]:
    head = told.split("\nOutput #0", 1)[0].split("\nStream mapping:", 1)[0]
    return STREAM.findall(head)


def _duration(told: str) -> float:
    """What a file promises to last: in some kinds it is counted from 0, wherever the clip begins."""
    found = re.search(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)(?:, start: (\d+(?:\.\d+)?))?", told)
    if not found:
        return 0.0
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) - float(found[4] or 0)


def _read(video: str, told: str, streams: list[tuple[str, str]]) -> Clip:
    """A stream's line, such as `h264 (High), yuv420p(tv, bt709, top first), 1440x1080 [SAR 4:3 DAR 16:9], 25 fps`."""
    size = re.search(r", (\d{1,6})x(\d{1,6})(?=[ ,]|$)", video)
    width, height = (int(size[1]), int(size[2])) if size else (0, 0)
    fps = re.search(r", (\d+(?:\.\d+)?)(k?) (?:fps|tbr)", video)
    pixels = re.search(r", ([a-z]\w+)(?:\(([^)]*)\))?, \d+x\d+", video)
    notes = [note.strip() for note in (pixels[2] or "").split(",")] if pixels else []
    colour = next((n for n in notes if re.match(r"(bt|smpte|unknown|fcc|gbr|ycgco|ictcp|reserved)", n)), "")
    matrix, _, transfer = [*colour.split("/"), "", "", ""][:3] if "/" in colour else (colour, "", colour)
    turned = re.search(r"rotation of (-?\d+(?:\.\d+)?) degrees", told.split("\nOutput #0", 1)[0])
    rotation = round(float(turned[1])) % 360 if turned else 0
    square = re.search(r"\[SAR (\d+):(\d+)", video)
    wide = width * int(square[1]) / max(1, int(square[2])) if square and int(square[1]) else float(width)
    sideways = rotation in (90, 270)
    audio = next((text for kind, text in streams if kind == "Audio"), "")
    codec = re.match(r"\w+", video)
    heard = re.match(r"\w+", audio)
    return Clip(
        width=height if sideways else round(wide), height=round(wide) if sideways else height,
        seconds=0.0, fps=float(fps[1]) * (1000 if fps[2] else 1) if fps else 0.0,
        codec=codec[0] if codec else "", pix_fmt=pixels[1] if pixels else "",
        full="pc" in notes or bool(pixels and pixels[1].startswith("yuvj")),
        matrix="" if matrix.startswith(("unknown", "reserved")) else matrix, transfer=transfer,
        interlaced=any("first" in n or "interlaced" in n for n in notes), rotation=rotation,
        raw=(height, width) if sideways else (width, height), audio=bool(audio),
        audio_codec=heard[0] if heard else "",
    )  # fmt: skip
