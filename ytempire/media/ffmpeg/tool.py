"""Which FFmpeg is used: the system's if it can do what a film needs, else the one that came with the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ytempire.errors import ConfigError

OLDEST = (5, 1)
FILTERS = ("ass", "ebur128", "blackdetect", "freezedetect", "silencedetect", "astats", "scale", "setparams",
           "maskedmerge", "zoompan", "fillborders")  # fmt: skip
ENCODERS = ("libx264", "aac")
EXTRAS = ("scdet", "loudnorm", "sidechaincompress", "libvmaf")  # good to know of, never needed
NEXT = "Install FFmpeg 5.1 or newer with libass and libx264, or reinstall ytempire with its imageio-ffmpeg wheel."

Origin = Literal["system", "bundled", "YTEMPIRE_FFMPEG"]


@dataclass(frozen=True)
class Tool:
    """The FFmpeg that is used: where it is, its version ("9.0.2"), how it was found, and its full build name."""

    path: str
    version: str
    origin: Origin
    build: str


@dataclass(frozen=True)
class Features:
    """What an FFmpeg has of what a film needs (`lacks` names what is missing), and of what is merely good to have."""

    version: str
    build: str
    lacks: tuple[str, ...]
    filters: tuple[str, ...]
    encoders: tuple[str, ...]
    extras: tuple[str, ...]


def tool() -> Tool:
    """The FFmpeg that is used here; raises ConfigError when there is none that will do."""
    return _chosen(os.environ.get("YTEMPIRE_FFMPEG", ""), os.environ.get("PATH", ""))


@cache
def _chosen(named: str, search: str) -> Tool:
    if named:
        found = named if os.sep in named else shutil.which(named, path=search)
        if not found:
            raise ConfigError(f"no program {named!r} on the PATH", "YTEMPIRE_FFMPEG", _unset())
        return _passing(found, "YTEMPIRE_FFMPEG")
    passed_over = ""
    if found := shutil.which("ffmpeg", path=search):
        try:
            return _passing(found, "system")
        except ConfigError as error:
            passed_over = f" (passed over: {error.problems[0].what})"
    bundled = _bundled()
    if bundled is None:
        raise ConfigError(f"there is no FFmpeg that can make a film{passed_over}", "PATH", NEXT)
    return _passing(bundled, "bundled")


def _unset() -> str:
    return "Name an FFmpeg 5.1 or newer with libass and libx264, or unset YTEMPIRE_FFMPEG."


def _bundled() -> str | None:
    """The binary in the imageio-ffmpeg wheel; never the one that its own search would find elsewhere."""
    try:
        import imageio_ffmpeg
    except ImportError:
        return None
    folder = Path(imageio_ffmpeg.__file__).parent / "binaries"
    found = sorted(p for p in folder.glob("ffmpeg-*") if p.is_file())
    return str(found[-1]) if found else None


def _passing(path: str, origin: Origin) -> Tool:
    has = features(path)
    where, mend = (origin, _unset()) if origin == "YTEMPIRE_FFMPEG" else (path, NEXT)
    number = _number(has.version)
    if number and number < OLDEST:
        raise ConfigError(f"FFmpeg {has.version} is too old: 5.1 is the oldest that will do", where, mend)
    if has.lacks:
        raise ConfigError(f"FFmpeg {has.version} at {path} lacks {', '.join(has.lacks)}", where, mend)
    return Tool(path, has.version, origin, has.build)


def _number(version: str) -> tuple[int, ...]:
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else ()


def features(path: str | None = None) -> Features:
    """What an FFmpeg has; the one that is used here unless a path is given."""
    path = path or tool().path
    try:
        stamp = Path(path).stat()
    except OSError as error:
        raise ConfigError(f"cannot use {path} as FFmpeg: {error.strerror}", path, NEXT) from error
    return _features(path, stamp.st_size, stamp.st_mtime_ns)


@cache
def _features(path: str, size: int, changed: int) -> Features:
    questions = ("-version", "-filters", "-encoders")  # asked at the same time: each costs 20 to 80 ms
    asked: list[subprocess.Popen[str]] = []
    try:
        for question in questions:
            asked.append(
                subprocess.Popen(
                    [path, "-hide_banner", question], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL, text=True, encoding="utf-8", errors="replace",
                )
            )  # fmt: skip
        told = [child.communicate(timeout=30)[0] for child in asked]
    except (OSError, subprocess.TimeoutExpired) as error:
        why = "it does not answer" if isinstance(error, subprocess.TimeoutExpired) else error.strerror
        raise ConfigError(f"cannot run {path} as FFmpeg: {why}", path, NEXT) from error
    finally:
        for child in asked:
            if child.poll() is None:
                child.kill()
                child.wait()
    first = re.match(r"ffmpeg version (\S+)", told[0])
    if not first:
        raise ConfigError(f"{path} is not FFmpeg: it does not say its version", path, NEXT)
    build = first[1]
    number = re.match(r"n?(\d+(?:\.\d+)+)", build)
    filters = frozenset(re.findall(r"^ \S+ +(\S+) +\S+->\S+", told[1], re.M))
    encoders = frozenset(re.findall(r"^ [VAS]\S{5} (\S+)", told[2], re.M))
    lacks = [f"the filter {name}" for name in FILTERS if name not in filters]
    lacks += [f"the encoder {name}" for name in ENCODERS if name not in encoders]
    return Features(
        version=number[1] if number else build, build=build, lacks=tuple(lacks),
        filters=tuple(sorted(filters)), encoders=tuple(sorted(encoders)),
        extras=tuple(name for name in EXTRAS if name in filters),
    )  # fmt: skip


# --- graphs, in ffmpeg-python's words -------------------------------------------------------------


def source(name: str, **options: Any) -> Any:
    """A graph's input, by a name that we generated; options by keyword. Filters follow as `.filter(name, ...)`."""
    import ffmpeg

    return ffmpeg.input(name, **options)


def sink(streams: Any, name: str, **options: Any) -> Any:
    """A graph's output: one stream or several, into a name that we generated."""
    import ffmpeg

    return ffmpeg.output(*(streams if isinstance(streams, Sequence) else (streams,)), name, **options)


def together(streams: Sequence[Any], name: str, **options: Any) -> Any:
    """A filter of several inputs, in their order."""
    import ffmpeg

    return ffmpeg.filter(list(streams), name, **options)


def one_after_another(streams: Sequence[Any]) -> Any:
    """Pictures one after another, without sound."""
    import ffmpeg

    return ffmpeg.concat(*streams, v=1, a=0)


def compile(stream: Any) -> list[str]:
    """The arguments of a graph, without the program; for run().

    Pass filter options by keyword (positional paths are escaped wrongly); the same filter twice on one
    stream becomes one node, so split with `filter_multi_output("split")` first.
    """
    import ffmpeg

    return [str(part) for part in ffmpeg.compile(stream, cmd="ffmpeg")[1:]]
