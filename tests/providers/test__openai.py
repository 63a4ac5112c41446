"""The keeper of the SDK: one try, and each failure as what it means for money."""

from __future__ import annotations

from pathlib import Path

import pytest
from openai_server import OpenAIServer
from served import Fault

from ytempire.contracts import Kit
from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.models import Price, Prices, Used
from ytempire.providers import _openai

PRICES = Prices(
    version="test",
    prices=(
        Price(provider="openai", model="gpt-5-mini", input="0.25", cached="0.025", output="2"),
        Price(provider="openai", model="pictures", image="0.04"),
    ),
)
BODY = {"model": "gpt-5-mini", "messages": [{"role": "user", "content": "Say yes."}], "max_completion_tokens": 50}


def account(server: OpenAIServer, tmp_path: Path, key: str | None = "sk-good", **options: object) -> _openai.Account:
    kit = Kit(home=tmp_path, channel="c", blobs=Blobs(tmp_path / "blobs"), scratch=tmp_path / "s",
              secret=lambda name: key if name == "OPENAI_API_KEY" else None, prices=PRICES)  # fmt: skip
    return _openai.Account(_openai.Remote(base_url=f"{server.url}/v1", account="openai", **options), kit)


@pytest.fixture
def server():
    with OpenAIServer(lambda body: "yes") as server:
        yield server


def test_an_answer_comes_with_what_it_used_to_the_micro_dollar(server: OpenAIServer, tmp_path: Path) -> None:
    server.usage = lambda body, text: {
        "prompt_tokens": 1000, "completion_tokens": 200,
        "prompt_tokens_details": {"cached_tokens": 400, "cache_write_tokens": 100, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 150},
    }  # fmt: skip
    there = account(server, tmp_path)
    said = there.chat(BODY)
    assert (said.text, said.whole) == ("yes", True)
    assert (said.used.input, said.used.cached, said.used.cache_written) == (1000, 400, 100)
    assert (said.used.output, said.used.reasoning, said.used.told) == (200, 150, True)
    settled = there.settled(said.used, 999_999)
    assert settled.microusd == 600 * 0.25 + 400 * 0.025 + 200 * 2  # 150 + 10 + 400
    assert settled.prices == "test"


@pytest.mark.parametrize("told", [None, {}, {"prompt_tokens": -3, "completion_tokens": 2}, {"prompt_tokens": "many"}])
def test_without_a_usage_that_makes_sense_the_bound_stands(server: OpenAIServer, tmp_path: Path, told: object) -> None:
    server.usage = lambda body, text: told  # type: ignore[assignment,return-value]
    there = account(server, tmp_path)
    settled = there.settled(there.chat(BODY).used, 4321)
    assert (settled.microusd, settled.told) == (4321, False)


FAULTS = [
    (Fault(status=429, headers={"Retry-After": "7"}), Throttled, 7.0),
    (Fault(status=429), Throttled, None),
    (Fault(status=429, body={"error": {"code": "rate_limit_exceeded", "message": "See your billing page."}}),
     Throttled, None),
    (Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "Pay."}}), OutOfCredit, None),
    (Fault(status=402, body={"error": {"message": "Payment required"}}), OutOfCredit, None),
    (Fault(status=500), Unavailable, None),
    (Fault(status=503, headers={"Retry-After": "2"}), Unavailable, 2.0),
    (Fault(status=400, body={"error": {"message": "no such thing"}}), Refused, None),
    (Fault(status=404, body={"error": {"message": "no such model"}}), Refused, None),
    (Fault(drop=True), Lost, None),
    (Fault(half=True), Lost, None),
    (Fault(body=b"<html>oops"), Lost, None),
    (Fault(body=b"[1, 2]"), Lost, None),
    (Fault(body={"error": {"code": 429, "message": "upstream is busy"}}), Throttled, None),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "error", "after"), FAULTS)
def test_each_failure_is_what_it_means_for_money_and_is_tried_once(
    server: OpenAIServer, tmp_path: Path, fault: Fault, error: type[Exception], after: float | None
) -> None:
    server.faults.append(fault)
    with pytest.raises(error) as raised:
        account(server, tmp_path).chat(BODY)
    assert type(raised.value) is error
    assert getattr(raised.value, "after", None) == after
    assert len(server.asked) == 1


def test_a_hanging_answer_is_lost_after_the_timeout(server: OpenAIServer, tmp_path: Path) -> None:
    server.faults.append(Fault(hang=True))
    with pytest.raises(Lost, match="too long"):
        account(server, tmp_path, timeout=0.3).chat(BODY)
    assert len(server.asked) == 1


def test_nobody_there_is_unavailable_and_never_lost(tmp_path: Path) -> None:
    with OpenAIServer() as gone:
        pass
    with pytest.raises(Unavailable) as raised:
        account(gone, tmp_path).chat(BODY)
    assert type(raised.value) is Unavailable


def test_a_key_that_expired_is_refused_and_named(server: OpenAIServer, tmp_path: Path) -> None:
    server.key = "sk-other"
    with pytest.raises(Refused, match=r"does not accept the key.*secrets set OPENAI_API_KEY") as raised:
        account(server, tmp_path).chat(BODY)
    assert "sk-good" not in str(raised.value)


@pytest.mark.parametrize(("url", "name"), [
    ("https://api.openai.com/v1", "openai"), ("https://openrouter.ai/api/v1", "openrouter"),
    ("http://127.0.0.1:11434/v1", "local"), ("http://localhost:1234/v1", "local"),
    ("https://api.groq.com/openai/v1", "groq"), ("http://10.0.0.5:8000/v1", "10-0-0-5"),
])  # fmt: skip
def test_the_address_says_who_is_billed(url: str, name: str) -> None:
    assert _openai.account_of(url) == name


def test_a_service_on_this_machine_needs_no_key_and_another_is_named(server: OpenAIServer, tmp_path: Path) -> None:
    assert account(server, tmp_path, key=None).lack() is None
    kit = account(server, tmp_path, key=None).kit
    away = _openai.Account(_openai.Remote(base_url="https://openrouter.ai/api/v1"), kit)
    assert away.lack() == "OPENROUTER_API_KEY is not set"
    with pytest.raises(Refused, match="OPENROUTER_API_KEY"):
        away.chat(BODY)


def test_the_models_are_the_cheapest_way_to_try_a_key(server: OpenAIServer, tmp_path: Path) -> None:
    assert account(server, tmp_path).tried("gpt-5") == "4 models, gpt-5 among them"
    assert "none is called gpt-9" in account(server, tmp_path).tried("gpt-9")
    server.key = "sk-other"
    with pytest.raises(Refused):
        account(server, tmp_path).tried("gpt-5")


def test_speech_is_sound_and_a_picture_is_a_picture(server: OpenAIServer, tmp_path: Path) -> None:
    there = account(server, tmp_path)
    sound, number = there.speech({"input": "Yes.", "model": "m", "voice": "alloy", "response_format": "wav"})
    assert (sound[:4], bool(number)) == (b"RIFF", True)
    data, used = there.image({"prompt": "an owl", "model": "pictures", "size": "64x64"})
    assert data[:4] == b"\x89PNG"
    assert there.settled(used, 9).microusd == 40_000
    _, tokens = there.image({"prompt": "an owl", "model": "gpt-image-1", "size": "64x64"})
    assert (tokens.input, tokens.output, tokens.images) == (40, 1056, 1)
    server.faults.append(Fault(body={"error": {"message": "no voice"}}, headers={"Content-Type": "application/json"}))
    with pytest.raises(Refused):
        there.speech({"input": "Yes.", "model": "m", "voice": "alloy"})


def test_several_calls_are_one_line_that_adds_up() -> None:
    one = Used(model="a", input=10, output=5, microusd=7, request="x", prices="p")
    two = Used(model="b", input=1, cached=1, output=2, reasoning=1, microusd=3, told=False, prices="p")
    both = _openai.together([one, two])
    assert (both.model, both.input, both.cached, both.output, both.microusd) == ("a+b", 11, 1, 7, 10)
    assert not both.told
