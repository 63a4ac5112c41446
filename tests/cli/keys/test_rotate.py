"""`ytempire secrets rotate`, against servers that take one key: no value is ever shown or lost."""

from __future__ import annotations

import pytest
from served import Fault

from .conftest import KEYED, NEW, OLD, kept


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
