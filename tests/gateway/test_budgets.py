"""No budget is passed; when one is near, the chain goes on to somebody cheaper, and says so."""

from __future__ import annotations

import pytest
from served import Fault

from ytempire.config.sections import Chain
from ytempire.contracts import MakePicture, Speak
from ytempire.errors import BudgetReached, Unavailable

from .conftest import billed, rows, said

SAY = [Speak(text=f"Sentence number {n}.") for n in range(8)]


def test_a_call_that_may_cost_more_than_one_call_may_is_not_made(opened, till):
    with pytest.raises(BudgetReached, match=r"per_call_usd.*may cost \$0\.0010; \$0\.00 is the most for one call"):
        opened(per_call_usd=0.0009).ask(SAY[0], billed(till))
    assert till.asked == []


def test_a_provider_has_a_budget_of_its_own(opened, till):
    door = opened(per_provider_usd={"till": 0.0017})
    door.ask(SAY[0], billed(till))
    with pytest.raises(BudgetReached, match=r"per_provider_usd\.till"):
        door.ask(SAY[1], billed(till, price=1001))
    door.ask(SAY[1], billed(till))
    assert till.bill == 1400


def test_a_budget_of_one_provider_holds_over_all_that_it_is_asked_for(opened, till):
    door = opened(per_provider_usd={"till": 0.0015})
    door.ask(SAY[0], billed(till))
    with pytest.raises(BudgetReached, match=r"per_provider_usd\.till"):
        door.ask(MakePicture(prompt="an owl"), billed(till))


def test_when_a_provider_is_too_dear_the_next_one_is_asked_and_a_line_says_so(opened, till):
    door = opened(per_video_usd=0.0005)
    name, _ = door.together(SAY[:2], billed(till, "spare"))
    assert name == "spare"
    assert "voice billed is too dear, going on with spare: " in said(door)[0]
    assert [account for (account,) in rows(door, "account")] == ["spare", "spare"]


def test_a_film_that_a_budget_cannot_hold_whole_goes_on_before_anything_is_spent_on_a_part(opened, till):
    door = opened(per_video_usd=0.0035)
    name, _ = door.together(SAY[:4], billed(till, "spare"))
    assert name == "spare"
    assert "4 calls of billed may cost together" in said(door)[0]
    assert {account for (account,) in rows(door, "account")} == {"spare"}


def test_nobody_left_for_want_of_money_is_told_as_that(opened, till):
    door = opened(per_video_usd=0.000005)
    with pytest.raises(BudgetReached, match=r"no voice is left: billed: .*; spare: ") as caught:
        door.ask(SAY[0], billed(till, "spare"))
    assert caught.value.exit_code == 3
    assert till.asked == []


def test_nobody_left_where_one_is_too_dear_and_one_is_down_is_told_as_money(opened, till):
    till.faults = [Fault(status=500)] * 8
    with pytest.raises(BudgetReached, match=r"spare: .*500"):
        opened(per_call_usd=0.0005).ask(SAY[0], billed(till, "spare"))


def test_an_unknown_price_hands_on_too(opened, till):
    chain = billed(till, "unpriced").model_copy(update={"use": ("unpriced", "spare")})
    chain.options["unpriced"] = {"base_url": till.url}
    assert opened().together(SAY[:1], chain)[0] == "spare"


def test_a_model_without_a_price_is_named_and_who_bills_it(opened, till):
    chain = Chain(use=("openai",), options={"openai": {"base_url": f"{till.url}/v1", "model": "tts-9"}})
    with pytest.raises(BudgetReached, match=r"the price of tts-9 is not known") as caught:
        opened().ask(SAY[0], chain)
    assert caught.value.problems[0].next.startswith("Give the price of local tts-9 in prices.yaml")
    with pytest.raises(BudgetReached, match=r"voice unpriced is not asked: its price for this is not known"):
        opened().ask(SAY[0], Chain(use=("unpriced",), options={"unpriced": {"base_url": till.url}}))
    assert till.asked == []


def test_lost_answers_count_until_the_budget_is_reached(opened, till):
    till.tells, till.faults = False, [Fault(drop=True)] * 9
    with pytest.raises((BudgetReached, Unavailable)):
        opened(per_video_usd=0.0021).ask(SAY[0], billed(till))
    assert till.bill <= 2100
    assert len(till.work) == 2


def test_each_share_of_a_budget_is_told_once_a_period(opened, till):
    heard = []
    for n in range(8):
        door = opened(per_video_usd=0.0056, per_month_usd=0.0084)
        door.ask(SAY[n], billed(till, price=700))
        heard.append([line.split(":")[0] for line in said(door)])
    assert heard == [
        [], [], [],
        ["50% of budget.per_video_usd is spent"],
        [],
        ["50% of budget.per_month_usd is spent"],
        ["80% of budget.per_video_usd is spent"],
        [],
    ]  # fmt: skip


def test_no_share_is_told_where_none_is_wanted(opened, till):
    door = opened(per_video_usd=0.001, warn_at=())
    door.ask(SAY[0], billed(till))
    assert said(door) == []
