"""Which H.264 encoders really work here, how fast and how well: each is tried, for a listed one may not run."""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ytempire.address import address
from ytempire.errors import YtempireError
from ytempire.media.ffmpeg.run import run
from ytempire.media.ffmpeg.tool import features, tool

# Each with what goes before the input and how frames reach it.
CANDIDATES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("h264_nvenc", (), "format=yuv420p"),
    ("h264_videotoolbox", (), "format=yuv420p"),
    ("h264_qsv", (), "format=nv12"),
    ("h264_vaapi", ("-vaapi_device", "/dev/dri/renderD128"), "format=nv12,hwupload"),
    ("h264_amf", (), "format=yuv420p"),
    ("libx264", (), "format=yuv420p"),
)
# What "this good" is called by each; `crf` goes in.
QUALITY: dict[str, tuple[str, ...]] = {
    "libx264": ("-crf", "{crf}"),
    "h264_nvenc": ("-rc", "vbr", "-cq", "{crf}", "-b:v", "0"),
    "h264_videotoolbox": ("-q:v", "65"),
    "h264_qsv": ("-global_quality", "{crf}"),
    "h264_vaapi": ("-qp", "{crf}"),
    "h264_amf": ("-rc", "cqp", "-qp_i", "{crf}", "-qp_p", "{crf}"),
}
# A quarter less memory; a little more quality makes up for what it costs.
SMALL = ("-rc-lookahead", "3", "-bf", "2", "-b-pyramid", "none")
TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
PLAIN = ("-flags", "+bitexact", "-fflags", "+bitexact", "-map_metadata", "-1", "-video_track_timescale", "90000")

FIRST, FRAMES = 5, 40  # of a first try, and of a trial
CARD = "testsrc2=size=1280x720:rate=30"
LIKE = 0.97  # the least likeness (SSIM) to the card that an encoder must keep
OURS = "libx264"


@dataclass(frozen=True)
class Trial:
    """An encoder, tried: whether it works here and why not; frames a second, likeness (SSIM), and how many at a time.

    Speed is that of one job: how many may run side by side is tried too, for a device may take no more than one.
    """

    encoder: str
    works: bool
    why: str = ""
    fps: float = 0.0
    likeness: float = 0.0
    at_a_time: int = 1

    @property
    def good(self) -> bool:
        """Whether it works, and keeps the picture."""
        return self.works and (self.likeness >= LIKE or self.encoder == OURS)

    @property
    def pace(self) -> float:
        """Frames a second of all that may run side by side."""
        return self.fps * self.at_a_time


def encoders(memo: Path | None = None, fresh: bool = False) -> list[Trial]:
    """Try every H.264 encoder, best known first; `memo` is a JSON file to remember the answer in.

    It is tried again when FFmpeg, the machine or the driver is another one, or when `fresh` asks for it.
    """
    key = address("encoders", 2, tool().path, tool().build, *_machine())
    if memo and not fresh and (known := _remembered(memo, key)):
        return known
    if fresh or key not in _tried:
        trials: list[Trial] = []
        for name, before, frames in CANDIDATES:
            # where nothing else works there is nothing to compare ours with, and no reason to wait for figures
            alone = name == OURS and not fresh and not any(trial.works for trial in trials)
            trials.append(_trial(name, before, frames, FIRST if alone else FRAMES))
        _tried[key] = trials
    if memo:
        _remember(memo, key, _tried[key])
    return _tried[key]


_tried: dict[str, list[Trial]] = {}  # in this process: several workspaces are one machine


def ranking(trials: list[Trial]) -> list[Trial]:
    """Those that work and keep the picture, the fastest first; never empty."""
    good = sorted((t for t in trials if t.good), key=lambda t: -t.pace)
    return good or [Trial(OURS, True)]


def passed_over(trial: Trial, best: Trial) -> str:
    """Why an encoder is not the one that is used; nothing if it is."""
    if trial.encoder == best.encoder:
        return ""
    if not trial.works:
        return f"does not work: {trial.why}"
    if not trial.good:
        return f"spoils the picture: likeness {trial.likeness:.3f}, and {LIKE} is the least"
    return f"slower: {trial.pace:.0f} frames a second where {best.encoder} gives {best.pace:.0f}"


def coding(encoder: str, fps: int, crf: int, preset: str) -> list[str]:
    """How a segment is encoded: all of a film by the same words, so that they join without encoding again."""
    frames = next(f for name, _, f in CANDIDATES if name == encoder)
    good = [part.format(crf=crf) for part in QUALITY[encoder]]
    # stitchable: the header does not depend on how good, so one that is encoded again still joins
    own = ["-preset", preset, "-threads", "1", *SMALL, "-x264-params", "stitchable=1"] if encoder == OURS else []
    form = () if "hwupload" in frames else ("-pix_fmt", "yuv420p")
    return ["-an", "-c:v", encoder, *own, *good, *form, "-g", str(fps * 2), *TAGS, *PLAIN]


def exactly(fps: int) -> list[str]:
    """How frames are kept exactly as they are."""
    return ["-an", "-c:v", OURS, "-preset", "ultrafast", "-qp", "0", "-pix_fmt", "yuv420p", "-g", str(fps), *TAGS,
            *PLAIN]  # fmt: skip


def _trial(encoder: str, before: tuple[str, ...], frames: str, count: int) -> Trial:
    if encoder not in features().encoders:
        return Trial(encoder, False, "not in this FFmpeg")
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        try:
            # the shortest first: what does not work at all is told in a moment
            made = _encode(encoder, before, frames, folder, "first", FIRST)
            if made == count:
                return Trial(encoder, True, at_a_time=os.cpu_count() or 1)
            begun = time.perf_counter()
            made = _encode(encoder, before, frames, folder, "trial", count)
            took = max(1e-3, time.perf_counter() - begun)
            if made != count:
                return Trial(encoder, False, f"gave {made} frames of {count}")
            trial = Trial(encoder, True, fps=round(count / took, 1), likeness=_likeness(folder))
        except YtempireError as error:
            return Trial(encoder, False, _reason(str(error.problems[0].what)))
        return replace(trial, at_a_time=_at_a_time(encoder, before, frames, folder))


def _encode(encoder: str, before: tuple[str, ...], frames: str, folder: str, name: str, count: int) -> int:
    args = [*before, "-f", "lavfi", "-i", CARD, "-vf", frames, "-frames:v", str(count)]
    return run([*args, *coding(encoder, 30, 19, "veryfast"), f"{name}.mp4"], cwd=folder, timeout=30).frames


def _likeness(folder: str) -> float:
    """How like the card the encoded frames are, 0 to 1."""
    graph = "[1:v]format=yuv420p[b];[0:v][b]ssim=shortest=1"
    told = run(["-i", "trial.mp4", "-f", "lavfi", "-i", CARD, "-lavfi", graph, "-frames:v", str(FRAMES), "-f", "null",
                "-"], cwd=folder, timeout=60).stderr  # fmt: skip
    found = re.findall(r"SSIM .*All:([0-9.]+)", told)
    return round(float(found[-1]), 4) if found else 0.0


def _at_a_time(encoder: str, before: tuple[str, ...], frames: str, folder: str) -> int:
    """A processor for each of ours; a device does one job at a time unless it is seen to do more."""
    most = os.cpu_count() or 1
    if encoder == OURS or most == 1:
        return most
    many = min(most, 4)
    with ThreadPoolExecutor(many) as pool:
        jobs = [pool.submit(_encode, encoder, before, frames, folder, f"n{k}", 10) for k in range(many)]
    try:
        return many if all(job.result() == 10 for job in jobs) else 1
    except YtempireError:
        return 1


def _reason(what: str) -> str:
    """The first thing that it said; the rest repeats that it did not work."""
    said = what.split(": ", 1)[-1].split(" | ")[0]
    return said.split("] ", 1)[-1][:160]


def _machine() -> list[str]:
    """What decides which encoders work: the machine, its devices and their driver, as far as anybody may read it."""
    told = [platform.node(), platform.platform(), platform.machine(), str(os.cpu_count())]
    if sys.platform == "linux":
        for file in (Path("/proc/driver/nvidia/version"), Path("/sys/module/nvidia/version")):
            try:
                told.append(file.read_text("utf-8", "replace"))
            except OSError:
                continue
        told += sorted(str(p) for p in Path("/dev/dri").glob("render*"))
        told += sorted(str(p) for p in Path("/dev").glob("nvidia*"))
    return told


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
