"""An account that keeps failing is left alone for a while, over runs, and one call tries it before the others."""

from __future__ import annotations

import pytest
from served import Fault

from ytempire.contracts import Speak
from ytempire.errors import OutOfCredit, Refused, Throttled, Unavailable
from ytempire.gateway.health import ENOUGH, LONGEST, PAUSE, WITHOUT_CREDIT, Health, LeftAlone

from .conftest import billed, rows, said
from .test_rates import Clock, voice

SAY = [Speak(text=f"Sentence number {n}.") for n in range(6)]
DOWN = Unavailable("till is not well")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(tmp_path, clock) -> Health:
    return Health(tmp_path / "health", clock=clock)


def test_it_opens_after_several_failures_in_a_row_and_stays_open_over_runs(tmp_path, health, clock):
    till = voice(tmp_path)
    for _ in range(ENOUGH):
        assert health.admit(till) is False
        health.failed(till, DOWN)
    with pytest.raises(LeftAlone, match=r"till is left alone until \d\d:\d\d: till is not well"):
        Health(tmp_path / "health", clock=clock).admit(till)


def test_one_answer_in_between_and_the_count_begins_anew(tmp_path, health):
    till = voice(tmp_path)
    for _ in range(ENOUGH * 2):
        health.failed(till, DOWN)
        health.well(till)
    assert health.pulses() == []
    assert health.admit(till) is False


def test_after_the_pause_one_call_tries_it_and_the_others_go_on_without(tmp_path, health, clock):
    till = voice(tmp_path)
    for _ in range(ENOUGH):
        health.failed(till, DOWN)
    clock.now += PAUSE
    assert health.admit(till) is True
    with pytest.raises(LeftAlone):
        health.admit(till)
    health.well(till)
    assert health.admit(till) is False


def test_a_probe_that_fails_makes_the_pause_twice_as_long_up_to_an_hour(tmp_path, health, clock):
    till, pauses = voice(tmp_path), []
    for _ in range(ENOUGH):
        health.failed(till, DOWN)
    for _ in range(8):
        ((pulse, state),) = health.pulses()
        assert state == "left alone"
        pauses.append(pulse.until - clock.now)
        clock.now = pulse.until
        assert health.admit(till) is True
        health.failed(till, DOWN)
    assert pauses == [min(LONGEST, PAUSE * 2**n) for n in range(8)]


def test_a_probe_of_a_killed_process_does_not_keep_it_open_for_ever(tmp_path, health, clock):
    till = voice(tmp_path)
    for _ in range(ENOUGH):
        health.failed(till, DOWN)
    clock.now += PAUSE
    health.admit(till)
    clock.now += 181
    assert health.admit(till) is True


def test_want_of_credit_opens_it_at_once_and_for_long(tmp_path, health, clock):
    till = voice(tmp_path)
    health.failed(till, OutOfCredit("no credit left"))
    clock.now += WITHOUT_CREDIT - 1
    with pytest.raises(LeftAlone, match="doctor --keys"):
        health.admit(till)
    clock.now += 1
    assert health.admit(till) is True


def test_a_clock_that_was_set_back_leaves_nobody_alone(tmp_path, health, clock):
    till = voice(tmp_path)
    health.failed(till, OutOfCredit("no credit left"))
    clock.now -= 86400
    assert health.admit(till) is True


def test_no_secret_is_remembered(tmp_path, clock):
    health = Health(tmp_path / "health", lambda text: text.replace("sk-canary", "[secret]"), clock)
    health.failed(voice(tmp_path), OutOfCredit("401 for sk-canary"))
    assert all(b"sk-canary" not in file.read_bytes() for file in (tmp_path / "health").iterdir())


# --- through the door ---


def test_a_run_after_three_bad_ones_asks_nobody_who_is_left_alone(opened, till):
    till.faults = [Fault(status=503)] * 100
    for n in range(ENOUGH):
        opened().ask(SAY[n], billed(till, "espeak"))
    asked = len(till.asked)
    door = opened()
    door.ask(SAY[3], billed(till, "espeak"))
    assert len(till.asked) == asked
    assert "is left alone until" in said(door)[0]


def test_answers_that_are_remembered_are_given_whoever_is_left_alone(opened, till):
    reply = opened().ask(SAY[0], billed(till))
    door = opened()
    door.health.failed(door.provider("voice", "billed", billed(till)), OutOfCredit("no credit left"))
    assert door.ask(SAY[0], billed(till)) == reply


def test_the_first_call_after_a_pause_goes_alone(opened, till):
    door, chain, clock = opened(), billed(till, at_a_time=4), Clock()
    door.health.clock = clock
    provider = door.provider("voice", "billed", chain)
    door.health.failed(provider, OutOfCredit("no credit left"))
    clock.now += WITHOUT_CREDIT
    till.faults = [Fault(status=402)]
    with pytest.raises(Unavailable):
        door.map(SAY, chain)
    assert len(till.asked) == 1
    clock.now += WITHOUT_CREDIT
    again = opened()
    again.health.clock = clock
    again.map(SAY, chain)
    assert len(till.work) == len(SAY)
    assert again.health.pulses() == []


@pytest.mark.parametrize("error", [Refused("no"), Throttled("too often")])
def test_a_refusal_and_a_busy_account_are_no_illness(opened, till, error):
    till.faults = [Fault(status=400 if isinstance(error, Refused) else 429)] * 20
    for n in range(ENOUGH + 1):
        door = opened()
        with pytest.raises(Unavailable):
            door.ask(SAY[n], billed(till))
    assert door.health.pulses() == []
    assert {fault for (fault,) in rows(door, "fault")} == {type(error).__name__}
