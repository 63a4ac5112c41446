"""`ytempire doctor` where something is missing, closed or only half there: told, and never a trace."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ytempire.cli.main import main

CHANNEL = "name: bats\ntitle: Bats\nrecipe: short\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("YTEMPIRE_HOME", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def seen(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict[str, dict[str, Any]]]]:
    def call() -> tuple[int, dict[str, dict[str, Any]]]:
        code = main(["doctor", "--quick", "--json"])
        rows = json.loads(capsys.readouterr().out)["seen"]
        return code, {f"{row['part']} {row['name']}": row for row in rows}

    return call


def test_without_a_workspace_it_says_how_to_make_one_and_with_one_which_film_to_run(here, capsys):
    assert main(["doctor", "--quick"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("Ready: ytempire init")
    (here / "channels").mkdir()
    (here / "channels" / "bats.yaml").write_text(CHANNEL)
    assert main(["doctor", "--quick"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("Ready: ytempire run --channel bats")


def test_a_key_is_told_once_with_all_who_could_use_it(seen, capsys):
    _, rows = seen()
    key = rows["Keys OPENAI_API_KEY"]
    assert key["next"] == "For image openai, voice openai, writer openai: ytempire secrets set OPENAI_API_KEY"
    main(["doctor", "--quick"])
    assert capsys.readouterr().out.count(" OPENAI_API_KEY  ") == 1


def test_a_key_that_no_request_can_carry_is_told_and_is_not_shown(here, seen, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-\u043a\u043b\u044e\u0447-12345678")
    _, rows = seen()
    assert rows["Keys OPENAI_API_KEY"]["found"] == "has a letter or a sign that no key has"
    assert "12345678" not in json.dumps(rows)


def test_a_broken_file_of_keys_is_told_once(here, seen):
    (here / "channels").mkdir()
    (here / ".env").write_text("no key at all 12345678\n")
    (here / ".env").chmod(0o600)
    code, rows = seen()
    assert code == 0
    assert rows["Keys .env"]["found"] == "this is not NAME=value"
    assert [name for name in rows if name.startswith("Keys ")] == ["Keys .env"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or (not os.geteuid() and not shutil.which("setpriv")),
    reason="nothing is closed to this user",
)
def test_a_folder_that_is_closed_is_told_and_is_no_bug(here):
    (here / "channels").mkdir()
    (here / "channels" / "bats.yaml").write_text(CHANNEL)
    closed = "" if os.geteuid() else "setpriv --bounding-set=-dac_override,-dac_read_search"
    command = [*closed.split(), sys.executable, "-m", "ytempire"]

    def say(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *args], cwd=here, capture_output=True, text=True, timeout=60, check=False)

    (here / "channels").chmod(0o000)
    (here).chmod(0o555)
    try:
        listed, looked = say("channel", "list"), say("doctor", "--quick")
    finally:
        here.chmod(0o755)
        (here / "channels").chmod(0o755)
    assert (listed.returncode, listed.stderr) == (2, "channels  cannot be read: Permission denied\n")
    assert looked.returncode == 2
    assert f"{here} cannot be written" in looked.stdout
    assert "Traceback" not in looked.stderr


def test_a_file_as_the_workspace_is_told(here, capsys):
    (here / "film.yaml").write_text("name: x\n")
    assert main(["--home", "film.yaml", "secrets", "list"]) == 2
    assert capsys.readouterr().err == (
        "--home film.yaml  is a file and no folder. Name the folder that holds channels/.\n"
    )
