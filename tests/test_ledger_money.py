"""Money in the ledger: no race passes a cap, and a ledger of an earlier version is taken as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ytempire.errors import BudgetReached
from ytempire.ledger import Ledger
from ytempire.ledger.rows import SCHEMA
from ytempire.models import Asked, History

OLD = """
create table calls (id integer primary key, run integer, channel text, stage text, kind text, provider text, key text,
 state text, microusd integer, ms integer, tries integer, error text, at text);
insert into calls values (1, 1, 'owls', 'voice', 'voice', 'elevenlabs', 'k', 'made', 800, 5, 1, '', '%s');
pragma user_version = 2;
"""


def begun(path: Path | None) -> tuple[Ledger, int]:
    ledger = Ledger(path)
    return ledger, ledger.begin("owls", "2026-01-01", 7, "explainer@1.0.0", Asked(), History()).id


def test_a_ledger_of_the_version_before_gets_the_new_columns_and_keeps_its_rows(tmp_path):
    path = tmp_path / "y.db"
    with sqlite3.connect(path) as conn:
        conn.executescript(OLD % time.strftime("%Y-%m-%dT00:00:00.000+00:00", time.gmtime()))
    conn.close()
    ledger, run = begun(path)
    (row,) = ledger.rows("select * from calls")
    assert (row["microusd"], row["account"], row["saved"], row["used"], row["fault"]) == (800, "", 0, "", "")
    assert ledger.rows("pragma user_version")[0]["user_version"] == SCHEMA == 3
    with pytest.raises(BudgetReached, match=r"per_provider_usd\.elevenlabs"):  # an old row counts for its provider
        ledger.reserve(run, "owls", "v", "voice", "elevenlabs", "k2", 300, {"per_provider": 1000}, account="elevenlabs")
    ledger.close()
    assert Ledger(path).count_calls(1)["microusd"] == 800


def test_two_processes_that_open_an_old_ledger_at_once_both_may(tmp_path):
    path = tmp_path / "y.db"
    with sqlite3.connect(path) as conn:
        conn.executescript(OLD % "2026-01-01")
    conn.close()
    code = "import sys; from pathlib import Path; from ytempire.ledger import Ledger; Ledger(Path(sys.argv[1]))"
    opening = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [one.wait() for one in opening] == [0, 0, 0]


def test_a_failed_attempt_counts_what_it_was_billed():
    ledger, run = begun(None)
    row = ledger.reserve(run, "owls", "v", "voice", "x", "k", 800, {"per_video": 1000})
    ledger.settle_call(row, "failed", microusd=600, ms=1, tries=1, error="cannot be used", fault="Refused")
    with pytest.raises(BudgetReached):
        ledger.reserve(run, "owls", "v", "voice", "x", "k", 401, {"per_video": 1000})
    assert ledger.count_calls(run)["microusd"] == 600


def test_looking_whether_some_calls_can_be_afforded_reserves_nothing():
    ledger, run = begun(None)
    ledger.afford(run, "owls", "x", 1000, {"per_video": 1000}, calls=3)
    with pytest.raises(BudgetReached, match="3 calls of x may cost together"):
        ledger.afford(run, "owls", "x", 1001, {"per_video": 1000}, calls=3)
    assert ledger.rows("select 1 from calls") == []


def test_a_share_that_spending_passed_is_told_to_one_of_two_who_look(tmp_path):
    ledger, run = begun(tmp_path / "y.db")
    ledger.called(run, "owls", "v", "voice", "x", "k", "made", microusd=900)
    other = Ledger(tmp_path / "y.db")
    told = [*ledger.passed(run, "owls", "x", {"per_video": 1000, "per_month": 10_000}, (0.5, 0.8)),
            *other.passed(run, "owls", "x", {"per_video": 1000, "per_month": 10_000}, (0.5, 0.8))]  # fmt: skip
    assert [(one.budget, one.share, one.period) for one in told] == [
        ("per_video_usd", 0.5, f"run {run}"), ("per_video_usd", 0.8, f"run {run}")
    ]  # fmt: skip


RACE = """
import os, random, sys
from pathlib import Path
from ytempire.errors import BudgetReached
from ytempire.ledger import Ledger

def race(path, run, me):
    chance, ledger = random.Random(me), Ledger(path)
    caps = {"per_call": 90, "per_video": 60_000, "per_day": 50_000, "per_month": 70_000, "per_provider": 80_000}
    for n in range(625):
        bound = chance.randrange(1, 100)
        try:
            row = ledger.reserve(run, "owls", "v", "voice", "x", f"{me}-{n}", bound, caps, account="x")
        except BudgetReached:
            continue
        if chance.random() < 0.5:
            ledger.settle_call(row, "made", microusd=chance.randrange(bound + 1), ms=1, tries=1)
        if n % 25 == 0:
            assert ledger.count_calls(run)["microusd"] <= 50_000

racing = []
for me in range(16):
    child = os.fork()
    if not child:
        code = 1
        try:
            race(Path(sys.argv[1]), int(sys.argv[2]), me)
            code = 0
        finally:
            os._exit(code)
    racing.append(child)
sys.exit(any(os.waitpid(child, 0)[1] for child in racing))
"""


@pytest.mark.slow
def test_sixteen_processes_and_ten_thousand_reservations_never_pass_a_cap(tmp_path):
    path = tmp_path / "y.db"
    _, run = begun(path)
    subprocess.run([sys.executable, "-c", RACE, str(path), str(run)], check=True)
    ledger = Ledger(path)
    total = ledger.count_calls(run)["microusd"]
    assert 49_900 < total <= 50_000
    assert ledger.rows("select max(microusd) as most from calls")[0]["most"] <= 90
