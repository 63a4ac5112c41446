"""`ytempire secrets set` and `list`, against servers that take one key: no value is ever shown or lost."""

from __future__ import annotations

import json

import pytest
from elevenlabs_server import KEY as ELEVEN

from .conftest import NEW, OLD, kept


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
