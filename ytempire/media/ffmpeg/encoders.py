"""Which H.264 encoders really work on this machine: each is tried on real frames, for a listed one may not run."""

from __future__ import annotations

import json
import os
import platform
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ytempire.address import address
from ytempire.errors import YtempireError
from ytempire.media.ffmpeg.run import run
from ytempire.media.ffmpeg.tool import features, tool

# Fastest first. Each with what goes before the input and how frames reach it.
CANDIDATES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("h264_nvenc", (), "format=yuv420p"),
    ("h264_videotoolbox", (), "format=yuv420p"),
    ("h264_qsv", (), "format=nv12"),
    ("h264_vaapi", ("-vaapi_device", "/dev/dri/renderD128"), "format=nv12,hwupload"),
    ("h264_amf", (), "format=yuv420p"),
    ("libx264", (), "format=yuv420p"),
)


@dataclass(frozen=True)
class Trial:
    """An encoder, whether it encoded a few real frames here, and if not, why."""

    encoder: str
    works: bool
    why: str = ""


def encoders(memo: Path | None = None, fresh: bool = False) -> list[Trial]:
    """Try every H.264 encoder on a few frames, fastest first; `memo` is a JSON file to remember the answer in.

    It is tried again when FFmpeg or the machine is another one, or when `fresh` asks for it.
    """
    key = address("encoders", tool().path, tool().build, platform.node(), platform.platform(), platform.machine())
    if memo and not fresh and (known := _remembered(memo, key)):
        return known
    trials = [_trial(*candidate) for candidate in CANDIDATES]
    if memo:
        _remember(memo, key, trials)
    return trials


def _trial(encoder: str, before: tuple[str, ...], frames: str) -> Trial:
    if encoder not in features().encoders:
        return Trial(encoder, False, "not in this FFmpeg")
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        args = [*before, "-f", "lavfi", "-i", "testsrc=size=1280x720:rate=30", "-vf", frames]
        args += ["-frames:v", "10", "-c:v", encoder, "trial.mp4"]
        try:
            ran = run(args, cwd=folder, timeout=30)
        except YtempireError as error:
            return Trial(encoder, False, _reason(str(error.problems[0].what)))
    return Trial(encoder, ran.frames == 10, "" if ran.frames == 10 else f"gave {ran.frames} frames of 10")


def _reason(what: str) -> str:
    """The first thing that it said; the rest repeats that it did not work."""
    said = what.split(": ", 1)[-1].split(" | ")[0]
    return said.split("] ", 1)[-1][:160]


def _remembered(memo: Path, key: str) -> list[Trial] | None:
    try:
        kept = json.loads(memo.read_text("utf-8"))
        return [Trial(**trial) for trial in kept["trials"]] if kept["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a memo that cannot be read is no memo


def _remember(memo: Path, key: str, trials: list[Trial]) -> None:
    text = json.dumps({"key": key, "trials": [asdict(trial) for trial in trials]}, indent=1)
    temp = memo.with_name(f".{memo.name}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        memo.parent.mkdir(parents=True, exist_ok=True)
        temp.write_text(text, "utf-8")
        temp.replace(memo)
    except OSError:
        temp.unlink(missing_ok=True)  # it will be tried again next time; nothing is lost
