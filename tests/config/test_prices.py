"""Price lists: the one that comes with ytempire, the workspace's own, and every mistake in it at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.config.prices import age, checked, packaged, prices_of, stale
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import parse
from ytempire.errors import ConfigError
from ytempire.models import Price

SHIPPED = """\
gpt-4o-mini 0.15 0.075 0.60 2026-08-05
gpt-4.1 2 0.5 8 2026-08-05
gpt-4.1-mini 0.4 0.1 1.6 2026-08-05
gpt-4.1-nano 0.1 0.025 0.4 2026-08-05
gpt-5 1.25 0.125 10 2026-08-05
gpt-5-mini 0.25 0.025 2 2026-08-05
gpt-5-nano 0.05 0.005 0.4 2026-08-05
gpt-5.4 2.5 0.25 15 2026-08-05
gpt-5.4-mini 0.75 0.075 4.5 2026-08-05
gpt-5.4-nano 0.2 0.02 1.25 2026-08-05
gpt-5.5 5 0.5 30 2026-08-05
gpt-5.6-terra 2 0.2 12 2026-08-05
gpt-5.6-luna 0.2 0.02 1.2 2026-08-05
gpt-6-sol 2 0.2 10 2026-09-23
gpt-6-luna 0.1 0.01 0.5 2026-09-23
""".splitlines()


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "channels").mkdir()
    return Workspace(tmp_path)


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        checked(parse(text, "prices.yaml"))
    return [str(problem) for problem in caught.value.problems]


def test_the_list_that_comes_with_ytempire_says_what_was_read():
    found = {p.model: p for p in packaged().prices if p.provider == "openai"}
    assert len(found) == len(SHIPPED)
    for line in SHIPPED:
        model, *amounts, day = line.split()
        price = found[model]
        assert [price.input, price.cached, price.output] == [Decimal(a) for a in amounts]
        assert price.date == day
    assert found["gpt-5.5"].over == 272_000
    assert [found["gpt-5.5"].above.input, found["gpt-5.5"].above.cached, found["gpt-5.5"].above.output] == [10, 1, 45]


def test_every_line_that_comes_with_ytempire_has_a_source_and_a_day():
    assert all(price.source and price.date for price in packaged().prices)
    assert packaged().version == max(packaged().version, *(price.date for price in packaged().prices))


def test_without_a_list_of_its_own_a_workspace_has_the_one_that_comes_along(space):
    assert prices_of(space) == packaged()


def test_the_workspaces_own_line_goes_before_ours_and_the_others_stay(space):
    (space.home / "prices.yaml").write_text(
        "prices:\n  - {provider: openai, model: gpt-5, input: 1, output: 9, source: invoice, date: 2026-11-01}\n"
    )
    found = prices_of(space)
    mine = found.of("openai", "gpt-5")
    assert (mine.input, mine.output, mine.cached, mine.source) == (1, 9, None, "invoice")
    assert found.of("openai", "gpt-5-mini") == packaged().of("openai", "gpt-5-mini")
    assert len(found.prices) == len(packaged().prices)


def test_another_list_has_another_version_and_the_same_list_the_same(space):
    file = space.home / "prices.yaml"
    file.write_text("prices:\n  - {provider: me, model: a, image: 1}\n")
    first = prices_of(space).version
    assert first == prices_of(space).version
    assert first.startswith(packaged().version + "+")
    file.write_text("prices:\n  - {provider: me, model: a, image: 2}\n")
    assert prices_of(space).version != first
    assert len(first) <= 40


def test_every_mistake_of_form_comes_at_once_with_its_line():
    assert mistakes(
        "verzion: 2026-11-20\n"
        "prices:\n"
        "  - {provider: openai, model: gpt-7, inptu: 3}\n"
        "  - {provider: openai, input: -1, output: lots, date: yesterday}\n"
        "  - {provider: '', model: m, image: 2000000}\n"
    ) == [
        "prices.yaml:1  verzion: no such key. Did you mean version?",
        "prices.yaml:3  prices.0.inptu: no such key. Did you mean input?",
        "prices.yaml:4  prices.1.input: -1 is not at least 0",
        "prices.yaml:4  prices.1.output: lots is not a number",
        "prices.yaml:4  prices.1.model: is missing. The model, or * for all that have no line.",
        "prices.yaml:4  prices.1.date: yesterday is not a day such as 2026-11-20",
        "prices.yaml:5  prices.2.image: 2000000 is not at most 1,000,000",
        "prices.yaml:5  prices.2.provider: is empty",
    ]


def test_every_mistake_of_sense_comes_at_once_with_its_line():
    found = mistakes(
        "prices:\n"
        "  - {provider: me, model: a, image: 1, date: 2026-02-31}\n"
        "  - {provider: openai, model: gpt-7}\n"
        "  - {provider: openai, model: gpt-7, input: 3, output: 2, over: 5}\n"
        "  - provider: openai\n"
        "    model: gpt-9\n"
        "    input: 3\n"
        "    output: 2\n"
        "    over: 5\n"
        "    above:\n"
        "      input: 1\n"
    )
    assert [line.split(". ")[0] for line in found] == [
        "prices.yaml:2  prices.0.date: there is no day 2026-02-31",
        "prices.yaml:3  prices.1: charges nothing",
        "prices.yaml:4  prices.2.over: has no above beside it",
        "prices.yaml:4  prices.2: openai gpt-7 has a price already, on line 3",
        "prices.yaml:10  prices.3.above.output: is missing",
        "prices.yaml:11  prices.3.above.input: is less than input",
    ]


@pytest.mark.parametrize(("text", "what"), [("", "is empty"), ("- a\n", "is not a list of keys"), ("{}", "missing")])
def test_a_file_of_another_form_is_refused_in_words(text, what):
    assert what in mistakes(text)[0]


def test_a_price_is_stale_after_half_a_year_and_one_without_a_day_is_not():
    price = Price(provider="p", model="m", image="1", date="2026-01-01")
    assert stale(price, date(2026, 6, 30)) is None
    assert stale(price, date(2026, 7, 1)) == 181
    assert age(Price(provider="p", model="m", image="1"), date(2026, 7, 1)) is None


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_price_list_or_a_refusal(text):
    try:
        checked(parse(f"prices:\n  - {{provider: p, model: m, image: 1, source: {text}}}\n", "prices.yaml"))
    except ConfigError as error:
        assert all(problem.where.startswith("prices.yaml") for problem in error.problems)
