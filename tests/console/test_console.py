"""What is shown, and where."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from ytempire import console
from ytempire.console.trip import Pace, Plain, clock, spent
from ytempire.contracts import Event
from ytempire.errors import ConfigError, Problem


@pytest.fixture(autouse=True)
def _as_ever():
    console.choose()
    yield
    console.choose()


def test_lines_go_to_stdout_and_with_json_to_stderr(capsys):
    console.say("hello")
    console.choose(json=True)
    console.say("there")
    console.answer("not twice")
    assert console.document({"a": ["é", 1]})
    out, err = capsys.readouterr()
    assert err == "there\n"
    assert out.startswith("hello\n{")
    assert json.loads(out.removeprefix("hello\n")) == {"a": ["é", 1]}


def test_quiet_leaves_the_answer_the_warnings_and_the_errors(capsys):
    console.choose(quiet=True)
    console.say("hello")
    console.answer("videos/owls/film.mp4")
    console.warn("careful")
    console.fail(ConfigError("wrong"))
    with console.progress() as tell:
        tell(Event("plan", "made", "a film"))
        tell(Event("voice", "warn", "falls back"))
    out, err = capsys.readouterr()
    assert out == "videos/owls/film.mp4\n"
    assert err == "careful\nwrong\nfalls back\n"


def test_an_error_is_a_line_a_problem(capsys):
    console.fail(ConfigError([Problem("a: bad", "x.yaml:1"), Problem("b: bad", "x.yaml:2", "Mend it.")]))
    assert capsys.readouterr().err == "x.yaml:1  a: bad\nx.yaml:2  b: bad. Mend it.\n"


def test_a_table_has_straight_columns_and_whole_words(capsys):
    console.table(("name", "cost"), [("a" * 120, "1"), ("b", "10.5")], right=("cost",))
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["name" + " " * 116 + "  cost", "a" * 120 + "     1", "b" + " " * 119 + "  10.5"]


def test_names_and_values_stand_under_each_other(capsys):
    console.facts({"run": 1, "channel": "owls", "note": "two\nlines", "none": None})
    assert capsys.readouterr().out == "run      1\nchannel  owls\nnote     two\n         lines\nnone\n"


@pytest.mark.parametrize("write", [console.say, console.answer, console.warn])
def test_no_title_can_move_the_cursor_and_no_secret_is_shown(capsys, write):
    console.choose(redact=lambda text: text.replace("hunter2-key", "[secret]"))
    write("a\x1b[2Jb\rc\x9b1m hunter2-key \ud800 d\te")
    shown = "".join(capsys.readouterr())
    assert shown == "a[2Jbc1m [secret]  d\te\n"


@given(st.text())
def test_any_text_can_be_written(text):
    assert "\x1b" not in console.clean(text)
    console.clean(text).encode()


def test_a_terminal_without_unicode_gets_something_to_read():
    code = "from ytempire import console; console.say('é ✓'); console.choose(json=True); console.document({'a': 'é'})"
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    first, _, rest = told.stdout.partition("\n")
    assert first == "? ?"
    assert json.loads(rest) == {"a": "é"}


class Clock:
    """Time that goes by when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_tells_part_speed_and_time_left():
    at = Clock()
    pace = Pace(at)
    at.now += 10
    pace.step(Event("render", "step", done=4, total=12, film=30.0))
    assert pace.words("render") == ["part 5 of 12", "3.0x", "0:20 left"]
    at.now += 5
    assert pace.words("render")[-1] == "0:15 left"
    assert pace.words("inspect")[0] == "part 5 of 12"


def test_remembered_scenes_do_not_count_for_the_pace():
    at = Clock()
    pace = Pace(at)
    pace.step(Event("render", "step", done=8, total=12, film=60.0))
    assert pace.words("render") == ["part 9 of 12"]
    at.now += 10
    pace.step(Event("render", "step", done=10, total=12, film=80.0))
    assert pace.words("render") == ["part 11 of 12", "2.0x", "0:10 left"]


def test_the_log_has_a_line_a_stage():
    lines: list[str] = []
    plain = Plain(lines.append)
    for event in (
        Event("plan", "start"),
        Event("plan", "made", "The Box", seconds=0.12),
        Event("script", "kept", "11 scenes"),
        Event("voice", "edited", "1 sentence"),
        Event("writer", "note", "offline writes"),
    ):
        plain.tell(event)
    assert lines == [
        "plan        made    0.1 s  The Box",
        "script      kept           11 scenes",
        "voice       edited         1 sentence",
        "writer      offline writes",
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (99.4, "99 s"), (99.6, "1:40"), (4000, "1:06:40")],
)
def test_seconds_are_short(seconds, shown):
    assert spent(seconds) == shown
    assert clock(61) == "1:01"


LIVE = """
import sys
from ytempire import console
from ytempire.contracts import Event
with console.progress() as tell:
    tell(Event("plan", "start"))
    tell(Event("plan", "made", "The Box \\x1b[2J that " + "shrank " * 40, seconds=1.0))
    tell(Event("script", "kept", "as before"))
    tell(Event("render", "start"))
    tell(Event("render", "step", done=3, total=11, film=20.0))
print("the answer")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are a thing of Unix")
@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_terminal_sees_finished_stages_and_the_running_one(no_color):
    import pty

    pid, fd = pty.fork()
    if pid == 0:
        env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "NO_COLOR": no_color}
        os.execve(sys.executable, [sys.executable, "-c", LIVE], env)
    shown = b""
    while True:
        try:
            part = os.read(fd, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(fd)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    text = shown.decode()
    assert "✓" in text
    assert "The Box [2J that" in text
    assert "…" in text
    assert "kept" in text
    assert "part 4 of 11" in text
    assert "the answer" in text
    assert ("\x1b[32m" in text) is (not no_color)
