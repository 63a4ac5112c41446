"""`ytempire secrets` as a person uses it, against servers that take one key: no value is ever shown or lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
from elevenlabs_server import KEY as ELEVEN, ElevenLabsServer
from keyring.backends.fail import Keyring as Nobody
from keyring_in_a_file import Forgetful, InAFile
from openai_server import OpenAIServer
from served import Fault

from ytempire.cli.main import main
from ytempire.config.secrets import Secrets

OLD, NEW = "sk-old-0123456789abcdef", "sk-new-fedcba9876543210"
CHANNEL = """\
name: owls
title: Owls
recipe: short
writer: {use: [openai, offline], options: {openai: {base_url: "%s/v1", account: openai}}}
voices:
  narrator: {use: [elevenlabs, espeak], options: {elevenlabs: {base_url: "%s"}}}
"""
KEYED = """\
name: keyed
title: K
recipe: short
voices: {narrator: {use: [keyed, espeak], options: {keyed: {base_url: "http://127.0.0.1:9"}}}}
"""


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def openai() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        server.key = OLD
        yield server


@pytest.fixture
def eleven() -> Iterator[ElevenLabsServer]:
    with ElevenLabsServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: OpenAIServer, eleven: ElevenLabsServer) -> Path:
    for name in ("YTEMPIRE_HOME", "OPENAI_API_KEY", "ELEVENLABS_API_KEY", "FAKE_VOICE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "owls.yaml").write_text(CHANNEL % (openai.url, eleven.url))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def call(*args: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["secrets", *args])
        return Said(code, *capsys.readouterr())

    return call


def kept(home: Path, name: str = "OPENAI_API_KEY") -> str | None:
    return Secrets(home).get(name)


# --- set ---


def test_a_key_is_set_from_a_pipe_and_never_shown(home, say):
    said = say("set", "OPENAI_API_KEY", typed=f"{OLD}\n")
    assert said.code == 0
    assert "OPENAI_API_KEY is kept in .env" in said.out
    assert OLD not in said.all
    assert kept(home) == OLD
    assert say("set", "OPENAI_API_KEY", "--json", typed=NEW).document == {"name": "OPENAI_API_KEY", "where": ".env"}
    assert kept(home) == NEW


@pytest.mark.parametrize(
    "args",
    [
        ("set", "OPENAI_API_KEY", OLD),
        ("set", f"OPENAI_API_KEY={OLD}"),
        ("set", OLD),
        ("set", "OPENAI_API_KEY", OLD, "--json"),
        ("rotate", "OPENAI_API_KEY", OLD),
        ("rotate", f"OPENAI_API_KEY={OLD}"),
        ("rotate", OLD),
        ("check", "OPENAI_API_KEY", OLD),
        ("check", OLD),
        ("set", "OPENAI_API_KEY", f"--value={OLD}"),
    ],
)
def test_a_value_on_the_command_line_is_refused_not_kept_and_not_repeated(home, say, openai, args):
    said = say(*args, typed="something-else-1")
    assert said.code == 2
    assert OLD not in said.all
    assert OLD[:8] not in said.all
    assert not (home / ".env").exists()
    assert openai.asked == []


@pytest.mark.parametrize(
    "typed", ["", "\n", "changeme\n", f"{OLD}\n{NEW}\n", f'"{OLD}"', f"OPENAI_API_KEY={OLD}", "x" * 20_001]
)
def test_what_is_no_key_changes_nothing(home, say, typed):
    say("set", "OPENAI_API_KEY", typed=OLD)
    for how in ("set", "rotate"):
        said = say(how, "OPENAI_API_KEY", typed=typed)
        assert said.code == 2
        assert "Nothing was changed" in said.err
        assert OLD not in said.all
    assert kept(home) == OLD


def test_a_name_that_nobody_uses_is_kept_and_told(home, say):
    said = say("set", "OPENAI_APIKEY", typed=OLD)
    assert said.code == 0
    assert "no provider uses OPENAI_APIKEY. Did you mean OPENAI_API_KEY?" in said.err
    assert kept(home, "OPENAI_APIKEY") == OLD


def test_the_environment_comes_first_and_that_is_told(home, say, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", NEW)
    said = say("set", "OPENAI_API_KEY", typed=OLD)
    assert "also set in the environment, and that one is used" in said.err
    assert kept(home) == NEW
    assert json.loads(say("list", "--json").out)


def test_a_file_that_others_can_read_is_refused_before_a_value_is_asked_for(home, say):
    (home / ".env").write_text("OTHER_KEY=abc-12345678\n")
    (home / ".env").chmod(0o644)
    for args in (("set", "OPENAI_API_KEY"), ("rotate", "OPENAI_API_KEY"), ("list",), ("check",)):
        said = say(*args, typed=OLD)
        assert f"others on this machine can read it. Run: chmod 600 {home / '.env'}" in said.err, args
        assert said.code == 2
    assert (home / ".env").read_text() == "OTHER_KEY=abc-12345678\n"


# --- list ---


def test_a_list_shows_names_places_and_users_and_never_a_value(home, say, monkeypatch):
    say("set", "OPENAI_API_KEY", typed=OLD)
    monkeypatch.setenv("ELEVENLABS_API_KEY", ELEVEN)
    said = say("list", "--json")
    rows = {row["name"]: row for row in said.document}
    assert (rows["OPENAI_API_KEY"]["where"], rows["OPENAI_API_KEY"]["days"]) == (".env", 0)
    assert "writer openai of owls" in rows["OPENAI_API_KEY"]["used_by"]
    assert (rows["ELEVENLABS_API_KEY"]["where"], rows["ELEVENLABS_API_KEY"]["days"]) == ("environment", None)
    assert (rows["PEXELS_API_KEY"]["where"], rows["PEXELS_API_KEY"]["used_by"]) == ("not set", ["footage pexels"])
    shown = say("list")
    for one in (said, shown):
        assert OLD not in one.all
        assert ELEVEN not in one.all
    assert "OPENAI_API_KEY" in shown.out


# --- check ---


def test_keys_that_work_are_told_with_what_they_found(home, say):
    say("set", "OPENAI_API_KEY", typed=OLD)
    say("set", "ELEVENLABS_API_KEY", typed=ELEVEN)
    said = say("check")
    assert said.code == 0
    assert "OPENAI_API_KEY  writer openai of owls: works, 4 models, gpt-5-mini among them" in said.out
    assert "ELEVENLABS_API_KEY  voice elevenlabs of owls: works, plan creator: 100,000 of 101,000 credits" in said.out


@pytest.mark.parametrize(
    ("fault", "says", "then"),
    [
        (Fault(401, body={"error": {"message": "key sk-old-0123456789abcdef has expired", "code": "expired_api_key"}}),
         "openai does not accept the key", "ytempire secrets set OPENAI_API_KEY"),
        (Fault(429, body={"error": {"message": "You exceeded your quota.", "code": "insufficient_quota"}}),
         "has no credit left", "Top it up"),
        (Fault(402, body={"error": {"message": "Pay first."}}), "has no credit left", "Top it up"),
        (Fault(503, body={}), "is not well", ""),
        (Fault(429, headers={"Retry-After": "7"}, body={"error": {"message": "Slow down."}}), "asked too often", ""),
        (Fault(200, body=b"<html>"), "", ""),
        (Fault(drop=True), "gave no answer", ""),
    ],
    ids=["expired", "no credit", "unpaid", "down", "busy", "no JSON", "dropped"],
)  # fmt: skip
def test_a_key_that_does_not_work_ends_with_4_and_says_why(home, say, openai, fault, says, then):
    say("set", "OPENAI_API_KEY", typed=OLD)
    openai.faults = [fault]
    said = say("check", "OPENAI_API_KEY", "--json")
    (row,) = said.document
    assert (said.code, row["works"]) == (4, False)
    assert says in row["said"]
    assert then in row["next"]
    assert OLD not in said.all


def test_a_server_that_is_down_ends_with_4(home, say, openai):
    say("set", "OPENAI_API_KEY", typed=OLD)
    openai.shutdown()
    openai.server_close()
    said = say("check", "OPENAI_API_KEY")
    assert said.code == 4
    assert "cannot be reached" in said.out
    assert "works" not in said.out


def test_a_key_that_is_not_set_or_that_nobody_uses_is_told(home, say):
    said = say("check", "ELEVENLABS_API_KEY")
    assert said.code == 4
    assert "is not set" in said.out
    assert "ytempire secrets set ELEVENLABS_API_KEY" in said.out
    said = say("check", "OPENAI_API_KEI")
    assert said.code == 2
    assert "no provider uses OPENAI_API_KEI, so it cannot be tried. Did you mean OPENAI_API_KEY?" in said.err


def test_a_service_on_this_machine_needs_no_key(home, say, openai):
    openai.key = ""
    channel = home / "channels" / "owls.yaml"
    channel.write_text(channel.read_text().replace(", account: openai", ""))
    said = say("check", "LOCAL_API_KEY")
    assert said.code == 0
    assert "works, 4 models, gpt-5-mini among them; no key is set, and none is needed" in said.out
    assert main(["validate", "--channel", "owls"]) == 0
    openai.key = OLD
    said = say("check", "LOCAL_API_KEY")
    assert said.code == 4
    assert "local does not accept the key: invalid_api_key: Incorrect API key provided.; no key is set" in said.out


def test_where_there_is_no_call_that_tries_a_key_nobody_says_that_it_works(home, say, capsys, monkeypatch):
    (home / "channels" / "keyed.yaml").write_text(KEYED)
    say("set", "FAKE_VOICE_API_KEY", typed=OLD)
    said = say("check", "FAKE_VOICE_API_KEY")
    assert said.code == 0
    assert "voice keyed of keyed: not tried: there is no call that tries it for nothing" in said.out
    assert "works" not in said.out
    assert [row["works"] for row in say("check", "FAKE_VOICE_API_KEY", "--json").document] == [None]
    main(["doctor", "--quick", "--keys", "--json"])
    seen = [row for row in json.loads(capsys.readouterr().out)["seen"] if row["part"] == "Keys tried"]
    (row,) = [row for row in seen if row["name"] == "FAKE_VOICE_API_KEY"]
    assert row["state"] == "could"
    assert "not tried" in row["found"]


# --- rotate ---


def test_a_new_key_that_works_takes_the_place_of_the_old_one(home, say, openai):
    say("set", "OPENAI_API_KEY", typed=OLD)
    openai.key = NEW
    said = say("rotate", "OPENAI_API_KEY", typed=f"{NEW}\n")
    assert said.code == 0
    assert "writer openai of owls: works" in said.out
    assert {asked.headers["authorization"] for asked in openai.asked} == {f"Bearer {NEW}"}
    assert kept(home) == NEW
    assert (home / ".env").read_text() == f"OPENAI_API_KEY={NEW}\n"
    assert OLD not in said.all
    assert NEW not in said.all


@pytest.mark.parametrize("how", ["wrong key", "down"])
def test_a_new_key_that_does_not_work_leaves_the_old_one(home, say, openai, how):
    say("set", "OPENAI_API_KEY", typed=OLD)
    if how == "down":
        openai.faults = [Fault(503, body={})]
    said = say("rotate", "OPENAI_API_KEY", typed=NEW)
    assert said.code == 4
    assert "the new key was not taken: openai" in said.err
    assert "The old one stays. To keep it untried: ytempire secrets set OPENAI_API_KEY" in said.err
    assert kept(home) == OLD
    assert NEW not in said.all


def test_a_new_key_that_nobody_can_try_leaves_the_old_one(home, say):
    (home / "channels" / "keyed.yaml").write_text(KEYED)
    say("set", "FAKE_VOICE_API_KEY", typed=OLD)
    said = say("rotate", "FAKE_VOICE_API_KEY", typed=NEW)
    assert said.code == 2
    assert "the new key was not tried: there is no call that tries it for nothing. The old one stays." in said.err
    assert "To keep it untried: ytempire secrets set FAKE_VOICE_API_KEY" in said.err
    assert "works" not in said.all
    assert kept(home, "FAKE_VOICE_API_KEY") == OLD
    say("set", "FAKE_VOICE_API_KEY", typed=NEW)
    assert kept(home, "FAKE_VOICE_API_KEY") == NEW


def test_a_new_key_that_one_tried_and_another_could_not_is_taken_and_both_are_told(home, say, openai):
    (home / "channels" / "keyed.yaml").write_text(KEYED)
    channel = home / "channels" / "owls.yaml"
    channel.write_text(channel.read_text().replace("account: openai", "key: FAKE_VOICE_API_KEY"))
    say("set", "FAKE_VOICE_API_KEY", typed=OLD)
    openai.key = NEW
    said = say("rotate", "FAKE_VOICE_API_KEY", "--json", typed=NEW)
    assert said.code == 0
    assert said.document["tried_by"] == ["writer openai of owls"]
    assert said.document["not_tried_by"] == ["voice keyed of keyed"]
    assert kept(home, "FAKE_VOICE_API_KEY") == NEW
    openai.key = OLD
    said = say("rotate", "FAKE_VOICE_API_KEY", typed=OLD)
    assert "writer openai of owls: works" in said.out
    assert "voice keyed of keyed: not tried: there is no call" in said.out


def test_a_rotated_key_of_the_environment_is_kept_and_the_person_is_told_to_change_it_there(
    home, say, openai, monkeypatch
):
    monkeypatch.setenv("OPENAI_API_KEY", OLD)
    openai.key = NEW
    said = say("rotate", "OPENAI_API_KEY", typed=NEW)
    assert said.code == 0
    assert "that one is used: change it there" in said.err
    assert (home / ".env").read_text() == f"OPENAI_API_KEY={NEW}\n"


# --- the keyring ---


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
    fakes = str(Path(__file__).parents[1] / "fakes")
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.InAFile", "PYTHONPATH": fakes,
           "YTEMPIRE_TEST_KEYRING": str(home / "ring")}  # fmt: skip
    command = [sys.executable, "-m", "ytempire", "secrets", "set", "OPENAI_API_KEY", "--keyring"]
    done = subprocess.run(
        command, input=OLD, env=env, cwd=home, timeout=60, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((home / "ring").read_text()) == {"ytempire OPENAI_API_KEY": OLD}
