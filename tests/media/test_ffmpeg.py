"""Which FFmpeg is used, how it is run, and what happens when it is not well."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest

from ytempire.errors import ConfigError, Refused, StorageError, Unavailable
from ytempire.media import ffmpeg

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


ENDLESS = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=30", "-f", "null", "-"]


def program(folder: Path, text: str, name: str = "ffmpeg") -> Path:
    """A real program that stands where FFmpeg is looked for."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def children() -> set[int]:
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


# --- which one ------------------------------------------------------------------------------------


def test_with_nothing_on_the_path_the_bundled_one_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv("YTEMPIRE_FFMPEG", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    tool = ffmpeg.tool()
    assert tool.origin == "bundled"
    assert tuple(int(n) for n in tool.version.split(".")[:2]) >= (5, 1)
    assert ffmpeg.features().lacks == ()


@pytest.mark.parametrize(
    "says",
    ["echo 'ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright'", "echo hello", "exit 1", "kill -9 $$"],
    ids=["too old", "not ffmpeg", "fails", "dies"],
)
def test_a_system_one_that_will_not_do_is_passed_over(tmp_path, monkeypatch, says):
    program(tmp_path, says)
    monkeypatch.delenv("YTEMPIRE_FFMPEG", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ffmpeg.tool().origin == "bundled"


def test_a_system_one_that_passes_comes_first(tmp_path, monkeypatch):
    monkeypatch.delenv("YTEMPIRE_FFMPEG", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    program(tmp_path, f'exec "{ffmpeg.tool().path}" "$@"')
    monkeypatch.setenv("PATH", str(tmp_path))
    tool = ffmpeg.tool()
    assert (tool.origin, tool.path) == ("system", str(tmp_path / "ffmpeg"))


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("echo 'ffmpeg version 4.4.2 Copyright'", "4.4.2 is too old: 5.1"),
        ("echo 'ffmpeg version 6.0 Copyright'", "lacks the filter ass, "),
        ("echo hello", "does not say its version"),
    ],
)
def test_a_named_one_must_pass_or_says_why(tmp_path, monkeypatch, says, told):
    monkeypatch.setenv("YTEMPIRE_FFMPEG", str(program(tmp_path, says, "mine")))
    with pytest.raises(ConfigError, match=told) as caught:
        ffmpeg.tool()
    assert caught.value.problems[0].next


def test_a_named_one_that_is_missing_or_no_program_is_told(tmp_path, monkeypatch):
    (tmp_path / "text").write_text("hello")
    for name in (str(tmp_path / "gone"), "no-such-program", str(tmp_path / "text"), str(tmp_path)):
        monkeypatch.setenv("YTEMPIRE_FFMPEG", name)
        with pytest.raises(ConfigError):
            ffmpeg.tool()


# --- running it -----------------------------------------------------------------------------------


def test_what_it_says_on_failing_is_told(tmp_path):
    with pytest.raises(Refused, match=r"No such filter: 'nofilter'"):
        ffmpeg.run(["-f", "lavfi", "-i", "testsrc", "-vf", "nofilter", "-t", "1", "x.mp4"], cwd=tmp_path)
    with pytest.raises(Refused, match="No such file"):
        ffmpeg.run(["-i", "gone.mp4", "-f", "null", "-"], cwd=tmp_path)


def test_frames_and_seconds_are_counted_and_progress_is_told(tmp_path):
    told: list[tuple[int, float]] = []
    args = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=30", "-frames:v", "45", "-f", "null", "-"]
    ran = ffmpeg.run(args, cwd=tmp_path, progress=lambda frames, seconds: told.append((frames, seconds)))
    assert (ran.frames, ran.seconds) == (45, 1.5)
    assert told[-1] == (45, 1.5)


@linux
def test_one_that_takes_too_long_is_ended(tmp_path):
    before = children()
    with pytest.raises(Unavailable, match=r"did not finish within 0\.5 seconds"):
        ffmpeg.run(ENDLESS, cwd=tmp_path, timeout=0.5)
    assert children() <= before


@linux
def test_what_runs_in_other_threads_can_be_stopped(tmp_path):
    before = children()
    with ThreadPoolExecutor(2) as pool:
        going = [threading.Event(), threading.Event()]
        asked = [pool.submit(ffmpeg.run, ENDLESS, cwd=tmp_path, progress=lambda *_, e=e: e.set()) for e in going]
        assert all(event.wait(30) for event in going)
        ffmpeg.stop()
        for one in asked:
            with pytest.raises(Unavailable, match="was stopped"):
                one.result(30)
    assert children() <= before


RAW = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x64", "-r", "30", "-i", "pipe:0"]


@linux
def test_an_exception_or_ctrl_c_while_feeding_ends_it_and_goes_on_up(tmp_path):
    before = children()
    for kind in (ValueError, KeyboardInterrupt):

        def feed(pipe: IO[bytes], kind: type[BaseException] = kind) -> None:
            pipe.write(bytes(64 * 64))
            raise kind("mine")

        with pytest.raises(kind, match="mine"):
            ffmpeg.run([*RAW, "x.mp4"], cwd=tmp_path, feed=feed)
    assert children() <= before


@linux
def test_one_that_is_killed_mid_run_is_worth_another_try(tmp_path):
    before = children()

    def feed(pipe: IO[bytes]) -> None:
        pipe.write(bytes(64 * 64))
        for child in children() - before:
            os.kill(child, signal.SIGKILL)
        while True:
            pipe.write(bytes(64 * 64))

    with pytest.raises(Unavailable, match="killed"):
        ffmpeg.run([*RAW, "x.mp4"], cwd=tmp_path, feed=feed)


def test_one_that_has_enough_before_the_frames_end_is_no_failure(tmp_path):
    def feed(pipe: IO[bytes]) -> None:
        for _ in range(4000):
            pipe.write(bytes(64 * 64))

    assert ffmpeg.run([*RAW, "-frames:v", "5", "-f", "null", "-"], cwd=tmp_path, feed=feed).frames == 5


@linux
def test_a_killed_parent_takes_it_along(tmp_path):
    code = (
        "import sys\nfrom ytempire.media import ffmpeg\n"
        f"ffmpeg.run({ENDLESS!r}, progress=lambda *_: print('runs', flush=True))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=tmp_path)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"runs\n"
    tasks = Path(f"/proc/{parent.pid}/task").iterdir()
    (child,) = {int(pid) for task in tasks for pid in (task / "children").read_text().split()}
    watch = os.pidfd_open(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert select.select([watch], [], [], 30)[0], "it outlived its parent"
    os.close(watch)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_as_such():
    args = ["-f", "lavfi", "-i", "testsrc=size=1920x1080", "-t", "1", "-c:v", "rawvideo", "-f", "nut", "/dev/full"]
    with pytest.raises(StorageError, match="the disk is full"):
        ffmpeg.run(args)


@linux
def test_a_file_that_may_not_grow_is_told_as_a_full_disk(tmp_path):
    code = (
        "import resource\nfrom ytempire.media import ffmpeg\nfrom ytempire.errors import StorageError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n    ffmpeg.run(['-f', 'lavfi', '-i', 'testsrc', '-t', '2', '-c:v', 'rawvideo', 'x.nut'])\n"
        "except StorageError as error:\n    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "the disk is full" in told.stdout


def test_it_writes_no_report_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("FFREPORT", f"file={tmp_path / 'report.log'}")
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc", "-frames:v", "1", "-f", "null", "-"], cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@linux
def test_memory_that_it_may_not_have_is_refused(tmp_path):
    args = ["-f", "lavfi", "-i", "color=size=8000x8000:rate=30", "-frames:v", "60", "-c:v", "libx264", "x.mp4"]
    with pytest.raises((Refused, Unavailable)):
        ffmpeg.run(args, cwd=tmp_path, memory_mb=400)


# --- graphs and encoders --------------------------------------------------------------------------


def test_a_graph_becomes_arguments_that_run(tmp_path):
    made = ffmpeg.source("testsrc=size=320x180:rate=30", f="lavfi", t=1)
    args = ffmpeg.compile(ffmpeg.sink(made.video.filter("scale", w=160, h=-2), "x.mp4", pix_fmt="yuv420p"))
    assert args[-1] == "x.mp4"
    ffmpeg.run(args, cwd=tmp_path)
    assert ffmpeg.probe(tmp_path / "x.mp4").width == 160


def test_encoders_are_tried_and_remembered(tmp_path):
    memo = tmp_path / "cache" / "encoders.json"
    trials = ffmpeg.encoders(memo)
    assert trials[-1].encoder == "libx264"
    assert trials[-1].works
    assert all(trial.works or trial.why for trial in trials)
    memo.write_text(memo.read_text().replace('"why": ""', '"why": "remembered"'))
    assert ffmpeg.encoders(memo)[-1].why == "remembered"
    memo.write_text("{half a fi")
    assert ffmpeg.encoders(memo) == trials
    assert ffmpeg.encoders(memo) == trials


def test_the_fastest_encoder_that_keeps_the_picture_is_first_and_the_others_are_told_why_not():
    trials = [
        ffmpeg.Trial("h264_nvenc", True, fps=500, likeness=0.99, at_a_time=2),
        ffmpeg.Trial("h264_qsv", True, fps=4000, likeness=0.91),
        ffmpeg.Trial("h264_vaapi", False, "no device"),
        ffmpeg.Trial("libx264", True, fps=100, likeness=0.998, at_a_time=8),
    ]
    best = ffmpeg.ranking(trials)[0]
    assert [t.encoder for t in ffmpeg.ranking(trials)] == ["h264_nvenc", "libx264"]
    assert [ffmpeg.passed_over(t, best) for t in trials] == [
        "",
        "spoils the picture: likeness 0.910, and 0.97 is the least",
        "does not work: no device",
        "slower: 800 frames a second where h264_nvenc gives 1000",
    ]
