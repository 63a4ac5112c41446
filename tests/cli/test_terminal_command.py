"""The terminal commands, as a person calls them."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ytempire.cli.main import main

SCRIPT = "run: date\noutput: Monday, \\e[32mas planned\\e[0m\ntype: exit\n"
SMALL = ["--size", "320x180", "--fps", "5", "--seconds", "1"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo.term").write_text(SCRIPT)
    return tmp_path


def test_a_script_becomes_a_film_and_a_film_that_is_there_is_kept(here: Path, capsys: pytest.CaptureFixture) -> None:
    call = ["terminal", "render", "demo.term", "-o", "out.mov", "--alpha", *SMALL]
    assert main([*call, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": "out.mov", "format": "prores", "alpha": True, "width": 320, "height": 180, "fps": 5,
                    "frames": 5, "seconds": 1.0, "columns": told["columns"], "rows": told["rows"]}  # fmt: skip
    before = (here / "out.mov").read_bytes()
    assert main(call) == 2
    assert "there already" in capsys.readouterr().err
    assert (here / "out.mov").read_bytes() == before
    assert main([*call, "--force", "--effect", "bloom"]) == 0
    assert (here / "out.mov").read_bytes() != before


def test_every_mistake_on_the_command_line_is_told_at_once(here: Path, capsys: pytest.CaptureFixture) -> None:
    call = ["terminal", "render", "nothing.term", "-o", "x.mp4", "--alpha", "--effect", "glich", "--effect", "matrx:2"]
    assert main([*call, "--scheme", "harbor", "--cursor", "blob", "--size", "3x3", "--theme", "foo", "--fps", "2"]) == 2
    told = capsys.readouterr().err
    for part in ("--alpha", "glitch?", "matrix?", "harbour?", "--cursor", "--size", "'foo'", "--fps", "nothing.term"):
        assert part in told
    assert not list(here.glob("x*"))


@pytest.mark.parametrize(
    ("out", "more", "why"),
    [
        ("no/such/folder.mp4", [], "no such folder"),
        ("demo.term", [], "is made here"),
        ("x.mp4", ["--font", "demo.term"], "not a font"),
        ("x.mp4", ["--effect", "ascii:nothing.jpg"], "no such picture"),
        ("x.mp4", ["--effect", "ascii:demo.term"], "not a picture"),
    ],
)
def test_what_cannot_be_is_refused(
    here: Path, capsys: pytest.CaptureFixture, out: str, more: list[str], why: str
) -> None:
    assert main(["terminal", "render", "demo.term", "-o", out, *more, *SMALL]) == 2
    assert why in capsys.readouterr().err
    assert sorted(file.name for file in here.iterdir()) == ["demo.term"]


def test_a_recording_is_played_too_and_a_broken_one_named(here: Path, capsys: pytest.CaptureFixture) -> None:
    (here / "a.cast").write_text('{"version": 2, "width": 40, "height": 8}\n[0.1, "o", "hi\\r\\n"]\n[9, "o", "end"]\n')
    assert main(["terminal", "preview", "a.cast", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["screen"] == ["hi", "end"]
    assert told["seconds"] < 5, "a long pause is cut"
    assert main(["terminal", "render", "a.cast", "-o", "a.gif", *SMALL]) == 0
    (here / "a.cast").write_text('{"version": 2, "width": 40, "height": 8}\nfoo\n')
    capsys.readouterr()
    assert main(["terminal", "preview", "a.cast"]) == 2
    assert "a.cast:2" in capsys.readouterr().err


def test_without_a_terminal_the_last_screen_is_printed(here: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["terminal", "preview", "demo.term"]) == 0
    assert capsys.readouterr().out == "$ date\nMonday, as planned\n$ exit\n"


def test_schemes_and_effects_are_listed(capsys: pytest.CaptureFixture) -> None:
    for name, count in (("schemes", 9), ("effects", 9)):
        assert main(["terminal", name, "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert len(rows) >= count
        assert all(row["summary"] for row in rows)
        assert main(["terminal", name]) == 0
        assert rows[0]["name"] in capsys.readouterr().out


def test_help_imports_no_emulator() -> None:
    code = (
        "import sys; from ytempire.cli.main import main; main(['terminal', 'render', '--help']);"
        "assert not {'pyte', 'numpy', 'cv2', 'PIL'} & set(sys.modules), set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
@pytest.mark.parametrize("stopped", [False, True])
def test_a_preview_leaves_the_terminal_as_it_was(here: Path, stopped: bool) -> None:
    import pty
    import termios

    (here / "long.term").write_text("run: first\nwait: 50\nrun: never\n" if stopped else "speed: 10\nrun: first\n")
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    command = [sys.executable, "-m", "ytempire.cli.main", "terminal", "preview", "long.term", "--speed", "5"]
    child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
    seen = b""
    while not (stopped and b"first" in plainly(seen)):
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            seen += os.read(master, 65536)
        elif child.poll() is not None:
            break
    if stopped:
        child.send_signal(signal.SIGINT)
        while child.poll() is None or select.select([master], [], [], 0)[0]:
            if select.select([master], [], [], 0.2)[0]:
                seen += os.read(master, 65536)
    assert child.wait() == (130 if stopped else 0)
    assert seen.index(b"\x1b[?1049h") < seen.rindex(b"\x1b[?1049l")
    assert seen.rindex(b"\x1b[?25h") > seen.rindex(b"\x1b[?25l") if b"\x1b[?25l" in seen else b"\x1b[?25h" in seen
    assert termios.tcgetattr(slave)[3] == before[3], "keys are echoed again"
    assert b"Traceback" not in seen
    os.close(master)
    os.close(slave)


def plainly(seen: bytes) -> bytes:
    """What was typed, without the sequences between its letters."""
    import re

    rows = re.findall(rb"\x1b\[1;1H\x1b\[0m\x1b\[2K([^\x1b]*(?:\x1b\[[0-9;]*m[^\x1b]*)*)", seen)
    return re.sub(rb"\x1b\[[0-9;]*m", b"", rows[-1]) if rows else b""
