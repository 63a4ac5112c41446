"""`ytempire secrets check`, against servers that take one key: no value is ever shown or lost."""

from __future__ import annotations

import json

import pytest
from elevenlabs_server import KEY as ELEVEN
from served import Fault

from ytempire.cli.main import main

from .conftest import KEYED, OLD


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
