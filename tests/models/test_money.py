"""What answers used, and what that cost, to the micro-dollar."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.config.prices import packaged
from ytempire.models import Price, Prices, Rates, Used, bound, cost

SOUND = Price(provider="openai", model="sound", input="2.50", output="10", audio_input="40", audio_output="80")
WRITES = Price(provider="x", model="writes", input="3", cached="0.30", cache_written="3.75", output="15")
PICTURE = Price(provider="x", model="picture", image="0.042")
BY_TOKEN = Price(provider="x", model="by-token", input="5", output="40")
CLIP = Price(provider="x", model="clip", second="0.05")
LETTERS = Price(provider="x", model="letters", characters="15")
PLAN = Prices(version="t", prices=(*packaged().prices, Price(provider="elevenlabs", model="*", credit="0.22")))


def chat(usage: dict[str, Any]) -> Used:
    """A usage document of Chat Completions, as it was recorded."""
    into, out = usage.get("prompt_tokens_details") or {}, usage.get("completion_tokens_details") or {}
    return Used(
        input=usage["prompt_tokens"],
        cached=into.get("cached_tokens", 0),
        cache_written=into.get("cache_write_tokens", 0),
        audio_input=into.get("audio_tokens", 0),
        output=usage["completion_tokens"],
        reasoning=out.get("reasoning_tokens", 0),
        audio_output=out.get("audio_tokens", 0),
    )


def responses(usage: dict[str, Any]) -> Used:
    """A usage document of Responses, as it was recorded."""
    return Used(
        input=usage["input_tokens"],
        cached=usage["input_tokens_details"]["cached_tokens"],
        output=usage["output_tokens"],
        reasoning=usage["output_tokens_details"]["reasoning_tokens"],
    )


def spoken(headers: dict[str, str]) -> Used:
    """What an ElevenLabs answer says in its headers."""
    return Used(characters=400, credits=float(headers["character-cost"]), request=headers["request-id"])


RECORDED = [  # the price, the answer's own account of itself, and dollars reckoned by hand
    # 1,117 x 0.15 + 46 x 0.60 = 167.55 + 27.6 = 195.15
    ("gpt-4o-mini", chat({"prompt_tokens": 1117, "completion_tokens": 46, "total_tokens": 1163}), "0.000195"),
    # 2,006 in, 1,920 of them cached: 86 x 0.15 + 1,920 x 0.075 + 300 x 0.60 = 12.9 + 144 + 180
    ("gpt-4o-mini", chat({"prompt_tokens": 2006, "completion_tokens": 300,
                          "prompt_tokens_details": {"cached_tokens": 1920, "audio_tokens": 0},
                          "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0,
                                                        "accepted_prediction_tokens": 0}}), "0.000337"),
    # reasoning is inside the output and counts once: 3,210 x 0.25 + 2,304 x 2 = 802.5 + 4,608
    ("gpt-5-mini", chat({"prompt_tokens": 3210, "completion_tokens": 2304,
                         "completion_tokens_details": {"reasoning_tokens": 1984}}), "0.005411"),
    # 18,432 in, 16,384 cached: 2,048 x 1.25 + 16,384 x 0.125 + 5,120 x 10 = 2,560 + 2,048 + 51,200
    ("gpt-5", responses({"input_tokens": 18432, "input_tokens_details": {"cached_tokens": 16384},
                         "output_tokens": 5120, "output_tokens_details": {"reasoning_tokens": 4096}}), "0.055808"),
    # written into the cache without a price of its own: as other tokens, 9,000 x 2 + 100 x 12
    ("gpt-5.6-terra", chat({"prompt_tokens": 9000, "completion_tokens": 100,
                            "prompt_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 8000}}), "0.019200"),
    # and with one: 1,000 x 3 + 2,000 x 0.30 + 7,000 x 3.75 + 500 x 15 = 3,000 + 600 + 26,250 + 7,500
    (WRITES, chat({"prompt_tokens": 10000, "completion_tokens": 500,
                   "prompt_tokens_details": {"cached_tokens": 2000, "cache_write_tokens": 7000}}), "0.037350"),
    # sound: 30 x 2.5 + 170 x 40 + 20 x 10 + 640 x 80 = 75 + 6,800 + 200 + 51,200
    (SOUND, chat({"prompt_tokens": 200, "completion_tokens": 660,
                  "prompt_tokens_details": {"audio_tokens": 170, "cached_tokens": 0},
                  "completion_tokens_details": {"audio_tokens": 640, "reasoning_tokens": 0}}), "0.058275"),
    # 272,000 tokens are not over 272,000: 272,000 x 5 + 1,000 x 30
    ("gpt-5.5", chat({"prompt_tokens": 272_000, "completion_tokens": 1000}), "1.390000"),
    # one more, and the whole call has the other price: 272,001 x 10 + 1,000 x 45
    ("gpt-5.5", chat({"prompt_tokens": 272_001, "completion_tokens": 1000}), "2.765010"),
    # and 200,000 of 300,000 cached: 100,000 x 10 + 200,000 x 1 + 2,000 x 45
    ("gpt-5.5", chat({"prompt_tokens": 300_000, "completion_tokens": 2000,
                      "prompt_tokens_details": {"cached_tokens": 200_000}}), "1.290000"),
    # under half a micro-dollar, and half of one: 4 x 0.1 = 0.4; 5 x 0.1 = 0.5
    ("gpt-4.1-nano", chat({"prompt_tokens": 4, "completion_tokens": 0}), "0.000000"),
    ("gpt-4.1-nano", chat({"prompt_tokens": 5, "completion_tokens": 0}), "0.000001"),
    # 400 characters of multilingual are 400 credits of 0.22 a thousand; of flash the header says 200
    ("eleven_multilingual_v2", spoken({"character-cost": "400", "request-id": "r1"}), "0.088000"),
    ("eleven_flash_v2_5", spoken({"character-cost": "200", "request-id": "r2"}), "0.044000"),
    ("eleven_flash_v2_5", spoken({"character-cost": "198.5", "request-id": "r3"}), "0.043670"),
    # pictures one by one, pictures by token, a clip by the second, speech by the character
    (PICTURE, Used(images=3), "0.126000"),
    (BY_TOKEN, Used(input=61, output=4160, images=1), "0.166705"),
    (CLIP, Used(seconds=5.04), "0.252000"),
    (LETTERS, Used(characters=4096, seconds=251.5), "0.061440"),
]  # fmt: skip


@pytest.mark.parametrize(("price", "used", "dollars"), RECORDED)
def test_a_recorded_answer_costs_what_was_reckoned_by_hand_to_the_micro_dollar(price, used, dollars):
    if isinstance(price, str):
        price = PLAN.of("elevenlabs" if price.startswith("eleven") else "openai", price)
    assert Decimal(cost(price, used)) / 1_000_000 == Decimal(dollars)


def test_the_sum_of_the_recorded_answers_is_the_bill():
    bill = sum(Decimal(dollars) for _, _, dollars in RECORDED)
    rows = [cost(PLAN.of("elevenlabs" if p.startswith("eleven") else "openai", p) if isinstance(p, str) else p, used)
            for p, used, _ in RECORDED]  # fmt: skip
    assert Decimal(sum(rows)) / 1_000_000 == bill


@pytest.mark.parametrize(
    ("price", "used"),
    [
        (SOUND.model_copy(update={"audio_output": None}), Used(input=10, output=90, audio_output=80)),
        (SOUND.model_copy(update={"audio_input": None}), Used(input=10, audio_input=8, output=90)),
        (Price(provider="x", model="m", input="1"), Used(input=10, output=1)),
        (Price(provider="x", model="m", output="1"), Used(input=1, output=10)),
        (Price(provider="x", model="m", input="1", output="1"), Used(input=50, images=1)),
        (Price(provider="x", model="m", input="1", output="1"), Used(seconds=5)),
        (LETTERS, Used(credits=10)),
        (PICTURE, Used(characters=10)),
        (packaged().of("elevenlabs", "eleven_v3"), Used(characters=10)),
        (packaged().of("elevenlabs", "eleven_v3"), Used(characters=10, credits=10)),
        (Price(provider="x", model="m", credit="1"), Used(characters=10)),
    ],
)
def test_what_has_no_price_has_no_cost_and_no_bound(price, used):
    assert cost(price, used) is None
    assert bound(price, used) is None


def test_nothing_used_costs_nothing():
    assert cost(PICTURE, Used()) == bound(PICTURE, Used()) == 0


def test_a_free_line_is_free_and_not_unknown():
    assert cost(Price(provider="me", model="*", characters="0"), Used(characters=10)) == 0


def test_a_model_without_a_line_has_no_price_unless_a_line_is_for_all():
    assert packaged().of("openai", "gpt-9") is None
    assert packaged().of("nobody", "gpt-5") is None
    star = Price(provider="me", model="*", characters="7")
    assert Prices(version="t", prices=(star,)).of("me", "anything") == star


def test_one_line_says_what_a_credit_costs_on_every_model_of_the_account():
    flash = PLAN.of("elevenlabs", "eleven_flash_v2_5")
    assert (flash.credit, flash.credits_per_character) == (Decimal("0.22"), Decimal("0.5"))
    assert cost(PLAN.of("elevenlabs", "unheard-of"), Used(characters=10)) is None


def test_counts_that_cannot_be_are_taken_as_the_nearest_that_can():
    used = Used(input=-5, output=10**30, credits=-1.5)
    assert (used.input, used.output, used.credits) == (0, 10**9, 0)


# --- properties ---

TOKENS = st.integers(0, 2_000_000)
AMOUNT = st.decimals(0, 1000, places=4)
COUNTED = ("input", "output", "characters", "credits", "seconds", "images")


@st.composite
def usages(draw: st.DrawFn) -> Used:
    into, out = draw(TOKENS), draw(TOKENS)
    heard = draw(st.integers(0, into))
    cached = draw(st.integers(0, into - heard))
    return Used(
        input=into, audio_input=heard, cached=cached, cache_written=draw(st.integers(0, into - heard - cached)),
        output=out, audio_output=draw(st.integers(0, out)), reasoning=draw(st.integers(0, out)),
        characters=draw(TOKENS), credits=draw(st.integers(0, 10**6)) / 4, seconds=draw(st.integers(0, 4000)) / 8,
        images=draw(st.integers(0, 50)),
    )  # fmt: skip


def rates(some: st.SearchStrategy[Decimal | None]) -> dict[str, st.SearchStrategy[Decimal | None]]:
    return dict.fromkeys(Rates.model_fields, some)


WHOLE = st.builds(Price, provider=st.just("p"), model=st.just("m"), over=st.none(), above=st.none(), date=st.just(""),
                  source=st.just(""), **rates(AMOUNT))  # fmt: skip
ANY = st.builds(Price, provider=st.just("p"), model=st.just("m"), over=st.none(), above=st.none(), date=st.just(""),
                source=st.just(""), **rates(st.none() | AMOUNT))  # fmt: skip


@given(ANY, usages())
@settings(max_examples=300, deadline=None)
def test_a_cost_is_never_negative_and_never_over_its_bound(price, used):
    spent, most = cost(price, used), bound(price, used)
    assert spent is None or spent >= 0
    if most is not None:
        assert spent is not None
        assert spent <= most


@given(WHOLE, usages(), st.sampled_from(COUNTED), st.integers(1, 10_000))
@settings(max_examples=300, deadline=None)
def test_more_of_anything_never_costs_less(price, used, what, more):
    if what == "credits" and not used.credits:
        return  # characters count until the provider tells its credits
    greater = used.model_copy(update={what: getattr(used, what) + more})
    assert cost(price, greater) >= cost(price, used)
    assert bound(price, greater) >= bound(price, used)


@given(WHOLE, usages(), st.integers(1, 400_000), st.integers(1, 100))
@settings(max_examples=200, deadline=None)
def test_a_call_over_the_length_costs_at_most_its_bound_too(price, used, over, dearer):
    above = Rates(**{k: getattr(price, k) * dearer for k in Rates.model_fields})
    price = price.model_copy(update={"over": over, "above": above})
    assert cost(price, used) <= bound(price, used)
    shorter = used.model_copy(update={"input": used.audio_input + used.cached + used.cache_written})
    assert cost(price, shorter) <= bound(price, used)


@given(WHOLE, usages(), usages())
@settings(max_examples=200, deadline=None)
def test_two_answers_cost_the_sum_of_both(price, one, other):
    if bool(one.credits) != bool(other.credits):
        return  # one of them was counted in characters
    fields = ("input", "audio_input", "cached", "cache_written", "output", "audio_output", "characters", "credits",
              "seconds", "images")  # fmt: skip
    both = Used(**{name: getattr(one, name) + getattr(other, name) for name in fields})
    assert abs(cost(price, one) + cost(price, other) - cost(price, both)) <= 1
