"""`ytempire report slo` tells how the providers do, from the ledger."""

from __future__ import annotations

import json

import pytest

from ytempire.cli.main import main
from ytempire.gateway.health import Health, Pulse
from ytempire.ledger import Ledger
from ytempire.models import Asked, History


@pytest.fixture
def home(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YTEMPIRE_HOME", str(tmp_path))
    (tmp_path / "channels").mkdir()
    ledger = Ledger(tmp_path / "ytempire.db")
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History()).id

    def call(state: str, tries: int = 1, channel: str = "owls", **more: object) -> None:
        ledger.called(run, channel, "voice", "voice", "elevenlabs", "k", state, tries=tries, **more)

    call("failed", fault="Throttled")
    call("made", 2, microusd=3000)
    call("made", microusd=1000)
    call("unsure", microusd=2000, fault="Lost", channel="bats")
    call("failed", 0, fault="BudgetReached")  # was never sent
    call("remembered", 0, saved=4000)
    ledger.close()
    return tmp_path


def test_rates_are_shares_of_what_went_out_and_hits_are_shares_of_the_answers(home, capsys):
    assert main(["report", "slo", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (one,) = found["providers"]
    assert (one["attempts"], one["made"], one["remembered"]) == (4, 2, 1)
    assert (one["rate_429"], one["retry_rate"], one["failure_rate"]) == (0.25, 0.25, 0.5)
    assert (one["hit_rate"], one["hit_rate_money"]) == (0.3333, 0.4)
    assert found["all"]["cost_usd"] == 0.006
    assert [(u["channel"], u["most_usd"]) for u in found["uncertain"]] == [("bats", 0.002)]


def test_it_is_read_by_people_too_and_tells_who_is_left_alone(home, capsys):
    health = home / "cache" / "health"
    health.mkdir(parents=True)
    (health / "till.json").write_text(
        Pulse(account="till", failures=3, at=1.0, until=9e9, why="not well").model_dump_json()
    )
    assert Health(health).pulses()[0][1] == "left alone"
    assert main(["report", "slo"]) == 0
    said = capsys.readouterr()
    text = said.out + said.err
    assert "elevenlabs" in text
    assert "till: left alone" in text
    assert "Uncertain calls" in text
    assert main(["doctor", "--quick"]) in (0, 2)
    said = capsys.readouterr()
    assert "left alone until" in said.out + said.err


def test_an_empty_ledger_is_no_failure(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YTEMPIRE_HOME", str(tmp_path))
    (tmp_path / "channels").mkdir()
    assert main(["report", "slo"]) == 0


def test_the_report_of_a_channel_is_still_there_and_asks_for_its_channel(home, capsys):
    assert main(["report"]) == 2
    assert "ytempire report --channel NAME" in capsys.readouterr().err
