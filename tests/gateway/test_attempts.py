"""Every attempt that goes out has its row, and its row says what it cost."""

from __future__ import annotations

import json

import pytest
from served import Fault

from ytempire.contracts import MakePicture, Speak
from ytempire.errors import Unavailable
from ytempire.gateway import finder

from .conftest import billed, rows

SAY = Speak(text="Owls hear well.")


def test_a_lost_answer_is_asked_for_and_its_row_settled_at_what_it_cost(opened, till):
    till.faults = [Fault(drop=True)]
    door = opened()
    door.ask(SAY, billed(till))
    assert len(till.work) == 1
    assert rows(door, "state", "microusd") == [("made", 700)]


def test_a_lost_answer_that_nobody_can_tell_of_counts_as_spent_at_its_bound(opened, till):
    till.tells, till.faults = False, [Fault(drop=True)]
    door = opened()
    door.ask(SAY, billed(till))
    assert rows(door, "state", "microusd", "tries", "fault") == [("unsure", 1000, 1, "Lost"), ("made", 700, 2, "")]
    assert door.ledger.count_calls(door.run)["microusd"] >= till.bill


def test_who_looked_for_a_lost_answer_asks_again_only_when_there_is_a_place(opened, till):
    till.tells, till.faults, till.seconds = False, [Fault(drop=True)] * 4, 0.02
    opened().map([Speak(text=f"Owl {name}.") for name in ["one", "two", "three", "four", "five", "six"]],
                 billed(till, at_a_time=2, leaves=True))  # fmt: skip
    assert till.most_at_once == 2
    assert len(till.work) == 10


def test_an_answer_that_was_cut_in_half_is_lost_too(opened, till):
    till.tells, till.faults = False, [Fault(half=True)]
    door = opened()
    door.ask(SAY, billed(till))
    assert [state for (state,) in rows(door, "state")] == ["unsure", "made"]


def test_what_failed_for_sure_costs_nothing_and_has_a_row_of_its_own(opened, till):
    till.faults = [Fault(status=429), Fault(status=503), Fault(status=500)]
    door = opened()
    door.ask(SAY, billed(till))
    assert rows(door, "state", "microusd", "tries", "fault") == [
        ("failed", 0, 1, "Throttled"),
        ("failed", 0, 2, "Unavailable"),
        ("failed", 0, 3, "Unavailable"),
        ("made", 700, 4, ""),
    ]


def test_a_row_says_what_was_used_and_by_which_list_it_was_priced(opened, till):
    door = opened()
    door.ask(SAY, billed(till))
    ((account, model, prices, used),) = rows(door, "account", "model", "prices", "used")
    assert (account, model, prices) == ("till", "till-1", "2026-11-20")
    assert json.loads(used) == {"model": "till-1", "request": "1", "microusd": 700, "prices": "2026-11-20"}


def test_a_remembered_answer_says_what_it_saved(opened, till):
    opened().ask(SAY, billed(till))
    door = opened()
    door.ask(SAY, billed(till))
    assert rows(door, "state", "microusd", "saved") == [("made", 700, 0), ("remembered", 0, 700)]


def test_a_refusal_is_not_tried_again(opened, till):
    till.faults = [Fault(status=400)] * 4
    with pytest.raises(Unavailable, match="refused"):
        opened().ask(SAY, billed(till))
    assert len(till.asked) == 1


def test_credit_that_is_gone_is_no_rate_limit(opened, till):
    till.faults = [Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "quota"}})] * 4
    door = opened()
    with pytest.raises(Unavailable, match="no credit left"):
        door.ask(SAY, billed(till))
    assert len(till.asked) == 1
    assert rows(door, "state", "fault") == [("failed", "OutOfCredit")]


def test_too_many_at_a_time_is_waited_out_and_no_further_try(opened, till):
    full = Fault(status=429, body={"detail": {"code": "concurrent_limit_exceeded"}})
    till.faults = [full] * 6
    door = opened()
    door.ask(SAY, billed(till))
    assert rows(door, "tries", "fault") == [(1, "Crowded")] * 6 + [(1, "")]


def test_a_wait_of_ten_minutes_is_told_with_its_time_and_not_waited(opened, till):
    till.faults = [Fault(status=429, headers={"Retry-After": "600"})]
    door = opened()
    with pytest.raises(Unavailable, match=r"not to be asked before \d\d:\d\d, in 10 minutes"):
        door.ask(SAY, billed(till))
    with pytest.raises(Unavailable, match="in 10 minutes"):  # the next start knows
        opened().ask(SAY, billed(till))
    assert len(till.asked) == 1


def test_a_killed_start_leaves_an_unsure_call_that_the_next_one_looks_for(opened, till):
    door = opened()
    door.ask(SAY, billed(till))
    ((key,),) = rows(door, "key")
    door.store.drop(key)  # as a kill before the answer was kept leaves it
    with door.ledger.write() as conn:
        conn.execute("update calls set state = 'intent', microusd = 1000")
    again = opened()
    again.ask(SAY, billed(till))
    assert len(till.work) == 1
    assert rows(again, "state", "microusd") == [("made", 700)]


def test_a_kill_after_the_answer_was_kept_costs_what_it_cost(opened, till):
    door = opened()
    door.ask(SAY, billed(till))
    with door.ledger.write() as conn:
        conn.execute("update calls set state = 'intent', microusd = 1000")
    again = opened()
    again.ask(SAY, billed(till))
    assert rows(again, "state", "microusd") == [("made", 700), ("remembered", 0)]


def test_another_pace_or_plan_pays_for_nothing_again(opened, till):
    opened().ask(SAY, billed(till, at_a_time=2))
    opened().ask(SAY, billed(till, at_a_time=5, requests_a_minute=6000))
    assert len(till.work) == 1
    opened().ask(SAY, billed(till, price=2000))
    assert len(till.work) == 2


def test_no_provider_has_an_option_of_its_pace_in_what_its_answers_are_remembered_by():
    of_the_asking = ("timeout", "a_minute", "at_a_time", "plan", "patience", "every", "account", "key")
    for kind in finder.kinds():
        for name in finder.names(kind):
            options = finder.find(kind, name).Options.model_construct()
            held = [n for n in options.asked_for() if n.endswith(of_the_asking)]
            assert not held, f"{kind} {name}: {held}"


def test_an_older_answer_does_not_settle_a_later_call_that_is_unsure(opened, till):
    opened().ask(SAY, billed(till))
    door = opened()
    door.anew = True
    door.ask(SAY, billed(till))
    with door.ledger.write() as conn:
        conn.execute("update calls set state = 'intent', at = '2099-01-01' where id = 2")
    again = opened()
    again.ask(SAY, billed(till))
    assert [state for (state,) in rows(again, "state")] == ["made", "unsure", "remembered"]


def test_a_call_that_another_channel_makes_meanwhile_is_remembered(opened, till):
    door, other = opened(), opened()
    other.channel = "bats"
    key = door.remembering.key(SAY, door.provider("voice", "billed", billed(till)))
    other.ask(SAY, billed(till))
    door._make(SAY, door.provider("voice", "billed", billed(till)), key)
    assert rows(door, "channel", "state") == [("bats", "made"), ("owls", "remembered")]


def test_sentences_go_as_many_at_a_time_as_the_pace_says(opened, till):
    till.seconds = 0.05
    opened().map([Speak(text=f"Sentence number {n}.") for n in range(12)], billed(till, at_a_time=5))
    assert till.most_at_once <= 5
    assert len(till.work) == 12


def test_two_kinds_of_one_account_share_its_places(opened, till):
    import threading

    till.seconds = 0.05
    door, other = opened(), opened()
    chain = billed(till, at_a_time=2)
    pictures = threading.Thread(
        target=lambda: other.map([MakePicture(prompt=f"an owl, number {n}") for n in range(6)], chain)
    )
    pictures.start()
    door.map([Speak(text=f"Sentence number {n}.") for n in range(6)], chain)
    pictures.join()
    assert len(till.work) == 12
    assert till.most_at_once <= 2


def test_an_answer_that_a_provider_stumbles_over_counts_as_spent(opened, till):
    till.faults = [Fault(body={"nonsense": True})]
    door = opened()
    with pytest.raises(KeyError):
        door.ask(SAY, billed(till))
    assert rows(door, "state", "microusd", "fault") == [("unsure", 1000, "KeyError")]
