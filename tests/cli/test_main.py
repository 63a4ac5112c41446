"""The command line: one place for errors, exit codes and JSON."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ytempire.cli import commands
from ytempire.cli.main import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small workspace, entered."""
    (tmp_path / "channels").mkdir()
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


HEAVY = {"openai", "elevenlabs", "googleapiclient", "numpy", "PIL", "cv2", "pydantic", "rich", "yaml", "sqlite_utils",
         "diskcache", "ytempire.contracts"}  # fmt: skip


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["channel", "--help"], []])
def test_help_imports_nothing_heavy(args):
    code = (
        "import sys\nfrom ytempire.cli.main import main\ncode = main(sys.argv[1:])\n"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
    ended, *imported = told.stderr.split()
    assert ended == "0"
    # typer itself reads options with pydantic; before that, at --help, nothing does
    assert HEAVY & set(imported) <= (set() if args == ["--help"] else {"pydantic"})


def test_the_help_of_the_table_is_each_commands_first_sentence():
    for name, command in commands.every():
        first = (command.function().__doc__ or "").strip().split("\n\n")[0]
        sentence = " ".join(first.split()).partition(". ")[0].rstrip(".") + "."
        assert sentence == command.help, name


def test_every_command_has_help(capsys):
    for name, command in commands.every():
        assert main([*name.split(), "--help"]) == 0, name
        shown = capsys.readouterr().out
        assert command.help in shown.replace("\n  ", " ").replace("\n", " "), name
        assert "--json" in shown
        assert "--home" in shown


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["rnu"], "rnu: no such command. Did you mean run?"),
        (["channel", "shwo"], "shwo: no such command. Did you mean show?"),
        (["channel", "list", "--jsno"], "--jsno: no such option. Did you mean --json?"),
        (["channel", "show"], "Missing argument"),
        (["channel", "list", "extra"], "extra"),
        (["schema", "chanel"], "chanel: no such schema. Did you mean channel?"),
        (["--home"], "requires an argument"),
    ],
)
def test_a_mistake_on_the_command_line_ends_with_2_and_a_hint(home, capsys, args, words):
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("place", [0, 1, 2])
def test_shared_options_stand_before_or_after_the_command(home, tmp_path_factory, capsys, place):
    other = tmp_path_factory.mktemp("other")
    (other / "channels").mkdir()
    (other / "channels" / "owls.yaml").write_text("name: owls")
    args = ["channel", "list"]
    assert main([*args[:place], "--json", "--home", str(other), *args[place:]]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["owls"]


def test_an_error_with_json_is_one_document_and_the_lines(home, capsys):
    assert main(["channel", "show", "owls", "--json"]) == 2
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["exit"] == 2
    assert document["error"][0]["what"].startswith("owls: no such channel")
    assert "owls: no such channel" in err


def test_a_mistake_before_json_is_read_is_a_document_too(home, capsys):
    assert main(["channel", "shwo", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"][0]["next"] == "Did you mean show?"


def test_one_run_leaves_nothing_to_the_next(home, capsys):
    assert main(["channel", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["channel", "list"]) == 0
    assert "channels/ is empty" in capsys.readouterr().out


def test_no_workspace_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["channel", "list"]) == 2
    assert "ytempire init" in capsys.readouterr().err


BUG = """
import sys
from ytempire.cli import commands
from ytempire.cli.main import main
def broken():
    {what}
sys.modules["planted"] = type(sys)("planted"); sys.modules["planted"].broken = broken
commands.COMMANDS["Set up"]["broken"] = commands.Command("planted:broken", "Break.")
sys.exit(main(sys.argv[1:]))
"""


def planted(what: str, *args: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BUG.format(what=what), "broken", *args], capture_output=True, text=True, **more
    )


def test_a_bug_shows_its_trace_without_a_key_and_ends_with_1():
    env = {**os.environ, "OWL_API_KEY": "sk-canary-1234567890"}
    told = planted("raise ValueError('sent sk-canary-1234567890')", "--json", env=env)
    assert told.returncode == 1
    assert "Traceback" in told.stderr
    assert "report it" in told.stderr
    assert "canary" not in told.stderr + told.stdout
    assert json.loads(told.stdout)["exit"] == 1


def test_ctrl_c_ends_with_130_and_says_how_to_go_on():
    told = planted("raise KeyboardInterrupt")
    assert (told.returncode, told.stderr) == (130, "stopped; the same command goes on\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_being_asked_to_stop_ends_like_ctrl_c():
    told = planted(f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})")
    assert (told.returncode, told.stderr) == (143, "stopped; the same command goes on\n")


def test_nobody_reading_is_no_bug():
    code = BUG.format(what="from ytempire import console; [console.answer('line ' * 2000) for _ in range(2000)]")
    with subprocess.Popen(
        [sys.executable, "-c", code, "broken"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141


def test_a_broken_pipe_to_something_else_is_a_bug():
    told = planted("raise BrokenPipeError('the encoder went away')")
    assert told.returncode == 1
    assert "the encoder went away" in told.stderr


def test_the_package_runs_as_a_module_with_the_same_exit_code():
    done = subprocess.run([sys.executable, "-m", "ytempire", "channel", "nothing"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"no such command" in done.stderr
