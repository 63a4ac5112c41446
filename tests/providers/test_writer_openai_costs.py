"""A writer of OpenAI's protocol: what it costs, how it fails, and that no turn is paid for twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from minds import Scribe, Seen
from openai_server import OpenAIServer
from sample_film import FORMAT, PRICES, kit, writer
from served import Fault
from told_by_a_scribe import GATHER, Spoiled, film as film, lined, server as server

from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.models import Prices, Prompt
from ytempire.providers.writer_openai import WriterOpenai


def test_models_of_a_recipe_without_a_price_here_are_passed_over(server, tmp_path: Path) -> None:
    research = Prompt(text="{{notes}}", models=("claude-x",), tier="draft")
    format = FORMAT.model_copy(update={"prompts": {"research": research}})
    ask = GATHER.model_copy(update={"format": format})
    writer(server, tmp_path).answer(ask, "a")
    writer(server, tmp_path, draft_model="gpt-5").answer(ask, "b")
    assert [body["model"] for body in server.bodies] == ["gpt-5-mini", "gpt-5"]


# --- money ---------------------------------------------------------------------------------------


def test_the_price_is_never_under_what_it_comes_to_even_with_every_turn(server, tmp_path: Path, film) -> None:
    draft, _ = film
    hook = Prompt(text="{{script}} {{facts}}", takes=3, models=("gpt-5-mini", "gpt-5"), judge="gpt-5")
    format = FORMAT.model_copy(update={"prompts": {"hook": hook}})
    ask = draft.model_copy(update={"format": format})
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    server.usage = lambda body, text: {  # as dear as can be: a token a byte, and all that may be answered
        "prompt_tokens": sum(len(m["content"].encode()) for m in body["messages"]),
        "completion_tokens": body["max_completion_tokens"],
    }  # fmt: skip
    hand = writer(server, tmp_path)
    bound = hand.price(ask)
    used = hand.answer(ask, "a").used
    assert len(server.bodies) == 6
    assert used.microusd <= bound < used.microusd * 3
    assert (used.told, used.prices, used.model) == (True, "test", "gpt-5-mini+gpt-5")


def test_an_unknown_price_is_none_and_so_nothing_is_asked(server, tmp_path: Path) -> None:
    assert writer(server, tmp_path, model="gpt-99").price(GATHER) is None
    assert writer(server, tmp_path, prices=Prices(version="none")).price(GATHER) is None
    assert writer(server, tmp_path).price(GATHER) > 0


def test_usage_adds_up_over_turns_to_the_micro_dollar(server, tmp_path: Path, film) -> None:
    draft, _ = film
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    used = writer(server, tmp_path).answer(draft, "a").used
    bills = [usage_of(server, body) for body in server.bodies]
    assert used.microusd == sum(bills)
    assert used.reasoning == 2 * 64


def usage_of(server: OpenAIServer, body: dict[str, Any]) -> int:
    """What one chat of the server's own telling costs."""
    from ytempire.models import cost
    from ytempire.providers import _openai

    text = Spoiled("words", lined("It also caught 9000 voles."), times=1 - Seen(body).turn + 1)(body)
    told = _openai.used_of(server.usage(body, text), body["model"])
    return cost(PRICES.of("openai", body["model"]), told)  # type: ignore[arg-type,return-value]


def test_without_usage_the_bound_of_each_turn_stands_and_is_not_called_told(server, tmp_path: Path) -> None:
    server.usage = lambda body, text: None
    hand = writer(server, tmp_path)
    used = hand.answer(GATHER, "a").used
    assert not used.told
    assert 0 < used.microusd <= hand.price(GATHER)


FAULTS = [
    (Fault(status=429, headers={"Retry-After": "7"}), Throttled), (Fault(status=429), Throttled),
    (Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "Pay."}}), OutOfCredit),
    (Fault(status=500), Unavailable), (Fault(status=401, body={"error": {"code": "invalid_api_key"}}), Refused),
    (Fault(drop=True), Lost), (Fault(half=True), Lost), (Fault(body=b"not json"), Lost), (Fault(hang=True), Lost),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "error"), FAULTS)
def test_a_turn_that_fails_costs_what_was_answered_and_no_turn_is_paid_twice(
    server, tmp_path: Path, film, fault: Fault, error: type[Exception]
) -> None:
    draft, script = film
    hand = writer(server, tmp_path, timeout=2.0 if fault.hang else 30)
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    ok = Fault(status=0)
    server.faults = [ok, fault]
    with pytest.raises(error) as raised:
        hand.answer(draft, "a")
    assert type(raised.value) is error
    assert raised.value.microusd > 0  # the first turn was answered, and is paid
    first = len(server.bodies)
    reply = writer(server, tmp_path).answer(draft, "a")  # another process goes on
    assert reply.script == script
    assert len(server.bodies) == first + 1
    assert reply.used.microusd > 0


def test_after_a_crash_the_whole_answer_is_told_again_without_asking(server, tmp_path: Path, film) -> None:
    draft, _ = film
    before = writer(server, tmp_path).answer(draft, "a")
    asked = len(server.asked)
    assert writer(server, tmp_path).recover(draft, "a") == before
    assert writer(server, tmp_path).recover(draft, "other") is None
    assert len(server.asked) == asked
    writer(server, tmp_path).answer(draft, "a")  # asked anew, because somebody wants it so
    assert len(server.asked) == asked + 1


def test_a_refusal_stands_for_a_day_and_is_not_paid_for_again(server, tmp_path: Path, film) -> None:
    draft, script = film
    server.mind = Spoiled("words", lined("It also caught 9000 voles."))
    hand = writer(server, tmp_path)
    with pytest.raises(Refused):
        hand.answer(draft, "a")
    server.mind = Scribe()
    with pytest.raises(Refused, match="names no fact") as again:
        hand.answer(draft, "a")
    assert again.value.microusd == 0
    assert len(server.bodies) == 2
    (file,) = (tmp_path / "cache" / "turns").iterdir()
    os.utime(file, (1, 1))  # long ago
    assert hand.answer(draft, "a").script == script


def test_a_key_is_wanted_away_from_this_machine_and_named(tmp_path: Path) -> None:
    away = WriterOpenai(WriterOpenai.Options(base_url="https://openrouter.ai/api/v1"), kit(tmp_path, key=None))
    assert (away.account, away.key, away.ready()) == (
        "openrouter",
        "OPENROUTER_API_KEY",
        "OPENROUTER_API_KEY is not set",
    )
    here = WriterOpenai(WriterOpenai.Options(base_url="http://localhost:11434/v1"), kit(tmp_path, key=None))
    assert (here.account, here.ready()) == ("local", None)


def test_trying_the_key_asks_for_the_models_alone(server, tmp_path: Path) -> None:
    assert "gpt-5-mini among them" in writer(server, tmp_path).check()
    assert [a.path for a in server.asked] == ["/v1/models"]
