"""A week of seven films on two channels, paid for at servers of this machine: what it costs, and what is saved."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from shared import once

pytestmark = pytest.mark.slow
BENCH = Path(__file__).parents[2] / "bench" / "batch.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("batch", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["batch"] = module
    spec.loader.exec_module(module)
    return module


batch = loaded()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The week as it is, the same week from what is remembered, and the same with nothing remembered."""

    def make(folder: Path) -> None:
        with batch.bills() as first, batch.bills() as other:
            space = batch.workspace(folder / "with", first, ladder=True)
            batch.week(space)
            found = {"calls": batch.spent(space), "bill": first.microusd, "asked": first.asked}
            batch.again(space)
            found |= {"asked_as_it_is": first.asked, "kept": batch.spent(space)}
            found |= {"second": batch.second(space), "asked_second": first.asked}
            bare = batch.workspace(folder / "without", other, ladder=False)
            batch.week(bare, cache=False)
            found |= {"bare": batch.spent(bare), "bare_bill": other.microusd}
            (folder / "found").write_bytes(pickle.dumps(found))

    return pickle.loads((once(tmp_path_factory, "week", make) / "found").read_bytes())


def test_each_film_says_what_each_stage_cost(made):
    films = batch.by_stage(made["calls"])
    assert len(films) == 7
    assert Counter(film.partition("/")[0] for film in films) == {"one": 4, "two": 3}
    for lines in films.values():
        costs = {line.name: line.microusd for line in lines}
        assert costs.keys() >= {"plan", "research", "storyboard", "script", "voice"}
        assert costs["plan"] == costs["script"] == 2100
        assert costs["voice"] % 1200 == 0 < costs["voice"]
    assert "voice" in batch.table(made["calls"]).splitlines()[0]


def test_the_ledger_is_the_servers_bill_to_the_micro_dollar(made):
    assert batch.total(made["calls"]).microusd == made["bill"]
    assert batch.total(made["bare"]).microusd == made["bare_bill"]
    assert sum(line.microusd for lines in batch.by_stage(made["calls"]).values() for line in lines) == made["bill"]


def test_without_the_cache_and_the_ladder_the_week_costs_at_least_30_percent_more(made):
    assert batch.total(made["bare"]).microusd >= 1.3 * batch.total(made["calls"]).microusd


def test_the_second_time_nobody_is_asked_anything(made):
    assert made["asked_as_it_is"] == made["asked"]
    assert len(made["kept"]) == len(made["calls"])
    assert made["asked_second"] == made["asked"]
    assert {call.state for call in made["second"]} == {"remembered"}


def test_over_both_times_more_than_half_of_what_was_wanted_was_remembered(made):
    assert batch.total(made["calls"] + made["second"]).hits > 0.5
    assert batch.total(made["second"]).saved >= batch.total(made["calls"]).microusd - batch.total(made["calls"]).saved
