"""Costs add up to the micro-dollar however they are looked at, and a forecast says how sure it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.config.sections import Channel
from ytempire.errors import ConfigError
from ytempire.ledger import Ledger
from ytempire.models import Asked, History
from ytempire.pipeline.costs import BY, Which, added, calls_of, chosen, film_run, rows, share, total
from ytempire.pipeline.forecast import forecast
from ytempire.pipeline.periods import Period, now_utc, period

TODAY = "2026-11-21"


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(None)


def film(ledger: Ledger, channel: str = "owls", day: str = TODAY, state: str = "done", slug: str = "") -> int:
    run = ledger.begin(channel, day, 1, "short@1.0.0", Asked(), History())
    ledger.mark(run.id, state=state, folder=f"videos/{channel}/{day}-{slug or run.id}")
    return run.id


def call(ledger: Ledger, run: int, microusd: int = 0, state: str = "made", key: str = "", at: str = "",
         **more: Any) -> int:  # fmt: skip
    row = {"channel": "owls", "stage": "voice", "kind": "voice", "provider": "elevenlabs", **more}
    id = ledger.called(run, row.pop("channel"), row.pop("stage"), row.pop("kind"), row.pop("provider"),
                       key or f"{run}-{microusd}-{state}-{at}", state, microusd=microusd, **row)  # fmt: skip
    if at:
        with ledger.write() as conn:
            conn.execute("update calls set at = ? where id = ?", (f"{at}T12:00:00.000+00:00", id))
    return id


def test_uncertain_calls_count_as_spent_and_are_told_apart(ledger):
    run = film(ledger)
    call(ledger, run, 1000)
    call(ledger, run, 2500, "unsure")
    call(ledger, run, 300, "intent")
    call(ledger, run, 70, "failed")
    call(ledger, run, 0, "remembered", saved=1000)
    line = total(calls_of(ledger))
    assert (line.microusd, line.uncertain, line.uncertain_microusd, line.failed_microusd) == (3870, 2, 2800, 70)
    assert (line.made, line.remembered, line.saved, line.hits) == (3, 1, 1000, 0.25)


def test_by_video_channel_stage_provider_model_day_and_month(ledger):
    one, two = film(ledger, slug="owls-fly"), film(ledger, "tides", slug="moon")
    call(ledger, one, 10, account="openai", provider="openai", model="gpt-5", stage="script", kind="writer",
         at="2026-10-31")  # fmt: skip
    call(ledger, one, 20, at="2026-11-01")
    call(ledger, two, 40, channel="tides", at="2026-11-02")
    found = {by: {line.name: line.microusd for line in added(calls_of(ledger), by)} for by in BY}
    assert found["video"] == {f"{TODAY}-moon": 40, f"{TODAY}-owls-fly": 30}
    assert found["channel"] == {"tides": 40, "owls": 30}
    assert list(found["stage"]) == ["script", "voice"]
    assert found["provider"] == {"elevenlabs": 60, "openai": 10}
    assert found["model"] == {"elevenlabs": 60, "openai gpt-5": 10}
    assert list(found["day"].items()) == [("2026-10-31", 10), ("2026-11-01", 20), ("2026-11-02", 40)]
    assert found["month"] == {"2026-10": 10, "2026-11": 60}


def test_what_several_films_used_is_divided_between_them_to_the_micro_dollar(ledger):
    first, second, third = film(ledger), film(ledger), film(ledger, "tides")
    call(ledger, first, 1000, key="intro")
    call(ledger, second, 0, "remembered", key="intro", saved=1000)
    call(ledger, second, 0, "remembered", key="intro", saved=1000)
    call(ledger, third, 0, "remembered", key="intro", channel="tides", saved=1000)
    whole, split = calls_of(ledger), calls_of(ledger, split=True)
    assert [line.microusd for line in added(split, "video")] == [334, 333, 333]
    assert total(split).microusd == total(whole).microusd == 1000
    assert total(split).saved == total(whole).saved
    assert total(calls_of(ledger, Which("tides"), split=True)).microusd == 333
    assert total(calls_of(ledger, Which("tides"))).microusd == 0


def test_what_is_uncertain_stays_where_it_happened(ledger):
    first, second = film(ledger), film(ledger)
    call(ledger, first, 900, "unsure", key="k")
    call(ledger, first, 100, key="k")
    call(ledger, second, 0, "remembered", key="k")
    assert [line.microusd for line in added(calls_of(ledger, split=True), "video")] == [950, 50]


@given(st.integers(0, 10**12), st.integers(1, 500))
def test_parts_are_even_and_add_up(amount, parts):
    found = share(amount, parts)
    assert sum(found) == amount
    assert max(found) - min(found) <= 1


CALLS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 5), st.integers(0, 10**7),
                           st.sampled_from(["made", "made", "remembered", "unsure", "failed", "intent"]),
                           st.sampled_from(["2026-10-30", "2026-11-01", "2026-11-20"])), max_size=40)  # fmt: skip


@given(CALLS)
@settings(max_examples=60, deadline=None)
def test_however_it_is_added_up_and_divided_the_sum_is_the_ledgers(made):
    ledger = Ledger(None)
    for number in range(6):
        film(ledger, "owls" if number % 2 else "tides")
    for run, key, microusd, state, at in made:
        call(ledger, run, microusd if state != "remembered" else 0, state, f"key{key}", at,
             channel="owls" if run % 2 else "tides")  # fmt: skip
    spent = sum(amount for _, _, amount, state, _ in made if state != "remembered")
    for split in (False, True):
        calls = calls_of(ledger, split=split)
        assert all(sum(line.microusd for line in added(calls, by)) == spent for by in BY)
        when = Period("", "2026-10-31"), Period("2026-11-01")
        halves = [calls_of(ledger, Which(when=half), split) for half in when]
        assert sum(total(half).microusd for half in halves) == spent
        assert sum(total(calls_of(ledger, Which(name), split)).microusd for name in ("owls", "tides")) == spent


def test_a_row_of_the_export_says_what_was_used(ledger):
    run = film(ledger, slug="wings")
    call(ledger, run, 123, used='{"input": 7, "output": 3, "request": "req_1", "model": "x"}', prices="2026-11-20")
    call(ledger, run, 1, used="not json")
    first, second = rows(calls_of(ledger))
    assert (first["cost_usd"], first["input"], first["output"], first["request"]) == ("0.000123", 7, 3, "req_1")
    assert (first["video"], first["prices"], second["input"]) == (f"{TODAY}-wings", "2026-11-20", 0)


def test_a_ledger_row_without_the_newer_columns_is_read(ledger):
    run = film(ledger)
    call(ledger, run, 5)
    with ledger.write() as conn:
        conn.execute("update calls set account = null, model = null, prices = null, used = null, saved = null")
    assert total(calls_of(ledger)).microusd == 5
    assert next(rows(calls_of(ledger)))["account"] == ""


# --- what a person names ---


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-10..2026-11-05", "2026-10-01", "2026-11-05"),
        ("..2026-10", "", "2026-10-31"),
        ("2026-10..", "2026-10-01", ""),
        ("today", TODAY, TODAY),
        ("month", "2026-11-01", "2026-11-30"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("", "", ""),
    ],
)
def test_spans_of_days_as_a_person_writes_them(text, first, last):
    assert period(text, TODAY) == Period(first, last)


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "soon", "0000", "2026-11..2026-10", "2026-1", "٢٠٢٦"])
def test_what_is_no_span_is_refused_with_the_forms_there_are(text):
    with pytest.raises(ConfigError, match="Write a day"):
        period(text, TODAY)


def test_a_channel_a_film_and_a_period_are_told_apart(ledger):
    run = film(ledger, slug="wings")
    names = ("owls", "tides")
    assert chosen(ledger, "owls", names, TODAY) == Which("owls")
    assert chosen(ledger, "owls@2026-10", names, TODAY) == Which("owls", when=Period("2026-10-01", "2026-10-31"))
    for text in (f"run:{run}", f"{TODAY}-wings", f"videos/owls/{TODAY}-wings/"):
        assert chosen(ledger, text, names, TODAY) == Which(run=run)
    assert chosen(ledger, "2026-11", names, TODAY) == Which(when=Period("2026-11-01", "2026-11-30"))
    assert film_run(ledger, "run:99") == film_run(ledger, "nothing") == 0
    with pytest.raises(ConfigError, match="no such channel, film or period"):
        chosen(ledger, "owl", names, TODAY)


# --- forecast ---


def channel(**more: Any) -> Channel:
    voices = {"narrator": {"use": ["counted"], "options": {"counted": {"base_url": "http://127.0.0.1:9"}}}}
    given = {"name": "owls", "title": "Owls", "voices": voices, "cadence": {"per_week": 7}, **more}
    return Channel.model_validate(given)


def films_of(ledger: Ledger, *microusd: int, day: str = "2026-11-10") -> None:
    for amount in microusd:
        call(ledger, film(ledger, day=day), amount, at=day)


def test_without_a_film_each_counts_at_the_most_it_may_cost_and_that_is_said(ledger):
    found = forecast(ledger, channel(), TODAY)
    assert (found.each, found.to_come, found.expected) == (3_000_000, 10, 30_000_000)
    assert (found.low, found.high) == (0, 30_000_000)
    assert found.how_sure.startswith("not at all")


def test_a_channel_that_names_nobody_who_is_paid_will_cost_nothing(ledger):
    found = forecast(ledger, channel(voices={"narrator": {"use": ["espeak"]}}), TODAY)
    assert (found.expected, found.high) == (0, 0)
    assert found.how_sure.startswith("wholly")


def test_the_month_is_what_is_spent_and_the_films_to_come_at_what_the_last_ones_cost(ledger):
    films_of(ledger, *[1_000_000] * 8)
    films_of(ledger, 5_000_000, day="2026-10-10")
    found = forecast(ledger, channel(), TODAY)
    assert (found.spent, found.made, found.to_come) == (8_000_000, 8, 10)
    assert found.each == round(13_000_000 / 9)
    assert found.low < found.expected < found.high


def test_films_that_cost_the_same_leave_no_doubt_and_films_that_differ_do(ledger):
    films_of(ledger, *[1_000_000] * 8)
    same = forecast(ledger, channel(), TODAY)
    assert same.low == same.high == same.expected == 18_000_000
    assert same.how_sure.startswith("well")
    films_of(ledger, 9_000_000, 100_000)
    assert forecast(ledger, channel(), TODAY).how_sure.startswith("roughly")


def test_one_film_is_hardly_anything_to_go_by(ledger):
    films_of(ledger, 1_000_000)
    found = forecast(ledger, channel(), TODAY)
    assert found.how_sure.startswith("hardly")
    assert (found.low, found.high) == (1_000_000, 21_000_000)


def test_it_says_on_which_day_the_budget_is_reached(ledger):
    films_of(ledger, *[1_000_000] * 3)
    found = forecast(ledger, channel(budget={"per_month_usd": 8}), TODAY)
    assert found.reached == "2026-11-26"
    assert forecast(ledger, channel(budget={"per_month_usd": 80}), TODAY).reached == ""
    assert forecast(ledger, channel(budget={"per_month_usd": 1}), TODAY).reached == TODAY


def test_on_the_last_day_after_its_film_nothing_is_to_come(ledger):
    films_of(ledger, 1_000_000, day="2026-11-30")
    assert forecast(ledger, channel(), "2026-11-30").to_come == 0


@given(st.lists(st.integers(0, 10**7), max_size=12), st.integers(0, 400), st.floats(0.1, 70))
@settings(max_examples=60, deadline=None)
def test_a_forecast_lies_between_its_ends_on_any_day(amounts, after, per_week):
    ledger, day = Ledger(None), date(2026, 1, 1) + timedelta(days=after)
    films_of(ledger, *amounts, day=day.isoformat())
    found = forecast(ledger, channel(cadence={"per_week": per_week}), day.isoformat())
    assert found.spent <= found.low <= found.expected <= found.high
    assert found.reached == "" or day.isoformat() <= found.reached[:10]


def test_today_is_a_day_of_utc():
    assert date.fromisoformat(now_utc())
