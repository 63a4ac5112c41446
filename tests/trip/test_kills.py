"""Whatever stops a run, the same command finishes it, with the same bytes and nothing paid for twice."""

from __future__ import annotations

import hashlib
import random
import signal
import time

import pytest

from .conftest import CHANNEL, QUICK

pytestmark = pytest.mark.slow
TINY = ("--channel", "tiny")
COUNTED = "{use: [counted], options: {counted: {base_url: '%s', price: 1000}}}"


def bytes_of(home) -> dict[str, str]:
    names = ("video.mp4", "script.md", "captions.srt", "timeline.json", "upload/thumbnail.jpg")
    return {name: hashlib.sha256((home.folder / name).read_bytes()).hexdigest() for name in names}


def paid_channel(url: str) -> str:
    return CHANNEL.replace("{use: [espeak]}", COUNTED % url)


def test_a_run_killed_at_random_moments_finishes_with_the_same_bytes_and_pays_once(home, tmp_path_factory, counting):
    home.channel(paid_channel(counting.url))
    script = str(home.write("mine.md", QUICK))
    began = time.monotonic()
    assert home("run", *TINY, "--script", script).code == 0
    whole = time.monotonic() - began
    expected = bytes_of(home)

    chance = random.Random(7)
    for _ in range(4):
        other = type(home)(tmp_path_factory.mktemp("killed"))
        counting.done.clear()
        (other.path / "recipes").symlink_to(home.path / "recipes")
        other.channel(paid_channel(counting.url))
        start = other.start("run", *TINY, "--script", script)
        try:
            start.wait(timeout=chance.uniform(0.2, whole * 0.95))
        except Exception:
            start.send_signal(signal.SIGKILL)
            start.wait()
        said = other("run", *TINY, "--script", script)
        assert said.code == 0, said.err
        assert bytes_of(other) == expected
        assert set(counting.done.values()) == {1}


def test_ctrl_c_ends_clean_and_the_same_command_goes_on(home):
    script = str(home.write("mine.md", QUICK))
    start = home.start("run", *TINY, "--script", script)
    assert start.stderr
    for line in start.stderr:
        if "render" in line or "timeline" in line:
            break
    start.send_signal(signal.SIGINT)
    rest = start.stderr.read()
    assert start.wait() == 130
    assert "Traceback" not in rest
    assert "same command goes on" in rest
    assert home("run", *TINY, "--script", script).code == 0


def test_a_killed_run_leaves_no_lock_behind(home):
    script = str(home.write("mine.md", QUICK))
    start = home.start("run", *TINY, "--script", script)
    assert start.stderr
    start.stderr.readline()
    start.send_signal(signal.SIGKILL)
    start.wait()
    assert home("run", *TINY, "--script", script).code == 0


def test_a_clock_that_goes_back_is_said_and_does_no_harm(home):
    assert home.own_film("--until", "plan", SOURCE_DATE_EPOCH="1767225600").code == 0
    home.write("two.md", "# Second film\n\n## hook: Two\n\nAn owl turns its head. It hears a mouse.\n")
    said = home("run", *TINY, "--script", str(home.path / "two.md"), "--until", "plan", SOURCE_DATE_EPOCH="1000000000")
    assert said.code == 0
    assert "clock" in said.err
    listed = home("runs", "list", "--json").document
    assert [run["date"] for run in listed] == ["2001-09-09", "2026-01-01"]
