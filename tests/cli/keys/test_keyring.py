"""`ytempire secrets --keyring`, against servers that take one key: no value is ever shown or lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from elevenlabs_server import KEY as ELEVEN
from keyring.backends.fail import Keyring as Nobody
from keyring_in_a_file import Forgetful, InAFile

from .conftest import NEW, OLD


@pytest.fixture
def ring(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring of the library's, in a file of this folder."""
    monkeypatch.setenv("YTEMPIRE_TEST_KEYRING", str(home / "ring"))
    before = keyring.get_keyring()
    keyring.set_keyring(InAFile())
    yield home / "ring"
    keyring.set_keyring(before)


def in_keyring(home: Path) -> str:
    (home / ".env").write_text("OPENAI_API_KEY=keyring:\n")
    (home / ".env").chmod(0o600)
    return "OPENAI_API_KEY=keyring:\n"


def test_a_key_in_the_keyring_is_used_rotated_and_moved(home, say, ring, openai):
    said = say("set", "OPENAI_API_KEY", "--keyring", typed=OLD)
    assert said.code == 0, said.err
    assert "kept in the keyring" in said.out
    assert (home / ".env").read_text() == "OPENAI_API_KEY=keyring:\n"
    assert json.loads(ring.read_text()) == {"ytempire OPENAI_API_KEY": OLD}
    assert "works" in say("check", "OPENAI_API_KEY").out
    openai.key = NEW
    said = say("rotate", "OPENAI_API_KEY", typed=NEW)
    assert said.code == 0, said.err
    assert json.loads(ring.read_text()) == {"ytempire OPENAI_API_KEY": NEW}
    assert (home / ".env").read_text() == "OPENAI_API_KEY=keyring:\n"
    say("set", "OPENAI_API_KEY", typed=OLD)
    assert json.loads(ring.read_text()) == {}  # none is left behind
    assert (home / ".env").read_text() == f"OPENAI_API_KEY={OLD}\n"


@pytest.mark.parametrize(
    ("state", "says"), [("locked", "the keyring is locked"), ("broken", "the keyring did not answer: OSError")]
)
def test_a_keyring_that_does_not_answer_is_told_and_a_list_needs_none(home, say, ring, state, says):
    line = in_keyring(home)
    ring.write_text(state)
    told = [say("check", "OPENAI_API_KEY"), say("set", "OPENAI_API_KEY", "--keyring", typed=NEW)]
    assert [said.code for said in told] == [4, 2]
    for said in told:
        assert says in said.all
        assert "Unlock it. To keep the key in .env: ytempire secrets set OPENAI_API_KEY" in said.all
        assert NEW not in said.all
    rows = say("list", "--json").document
    assert next(row["where"] for row in rows if row["name"] == "OPENAI_API_KEY") == "keyring"
    assert (home / ".env").read_text() == line


def test_a_keyring_that_lost_a_key_or_keeps_none_is_told(home, say, ring):
    line = in_keyring(home)
    said = say("check", "OPENAI_API_KEY")
    assert said.code == 4
    assert "is said to be in the keyring, and is not there" in said.out
    for backend, says in ((Forgetful(), "the keyring took the key and did not keep it"),
                          (Nobody(), "this machine has no keyring. To keep the key in .env")):  # fmt: skip
        keyring.set_keyring(backend)
        said = say("set", "ELEVENLABS_API_KEY", "--keyring", typed=ELEVEN)
        assert (said.code, says in said.err) == (2, True)
    assert (home / ".env").read_text() == line


def test_the_keyring_that_the_environment_chooses_is_used(home):
    fakes = str(Path(__file__).parents[2] / "fakes")
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.InAFile", "PYTHONPATH": fakes,
           "YTEMPIRE_TEST_KEYRING": str(home / "ring")}  # fmt: skip
    command = [sys.executable, "-m", "ytempire", "secrets", "set", "OPENAI_API_KEY", "--keyring"]
    done = subprocess.run(
        command, input=OLD, env=env, cwd=home, timeout=60, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((home / "ring").read_text()) == {"ytempire OPENAI_API_KEY": OLD}
