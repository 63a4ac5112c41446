"""The ledger loses nothing that it said it has, and says what is wrong with its file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ytempire.errors import BudgetReached, ConfigError, StorageError
from ytempire.ledger import Kept, Ledger
from ytempire.models import Asked, History

CAPS = {"per_video": 1000, "per_day": 5000, "per_month": 9000}


def begun(path: Path | None) -> tuple[Ledger, int]:
    ledger = Ledger(path)
    return ledger, ledger.begin("owls", "2026-01-01", 7, "explainer@1.0.0", Asked(), History()).id


def kept(stage: str = "plan", text: str = "a", state: str = "made", settled: bool = False) -> Kept:
    return Kept(stage, "key", {"brand": "x"}, "digest", "{}", text, state, settled, 0.5, ("why",), "2026")


def test_a_run_comes_back_as_it_was_begun(tmp_path):
    ledger = Ledger(tmp_path / "y.db")
    run = ledger.begin("owls", "2026-01-01", 7, "short@1.2.0", Asked(topic="barn owls"), History())
    ledger.close()
    assert Ledger(tmp_path / "y.db").run(run.id) == run


def test_the_latest_artifact_stands():
    ledger, run = begun(None)
    ledger.keep(run, kept(text="a"))
    ledger.keep(run, kept(text="b"))
    assert ledger.latest(run, "plan").text == "b"
    assert ledger.wrote_before(run, "plan", "a")
    assert not ledger.wrote_before(run, "plan", "c")


def test_a_script_of_ones_own_is_in_the_same_transaction_as_its_run():
    ledger = Ledger(None)
    run = ledger.begin("owls", "2026-01-01", 7, "short@1.0.0", Asked(), History(), kept("script", state="edited"))
    assert ledger.latest(run.id, "script").state == "edited"


def test_the_file_is_its_owners_alone(tmp_path):
    Ledger(tmp_path / "y.db")
    assert (tmp_path / "y.db").stat().st_mode & 0o077 == 0


def test_a_cap_is_refused_before_the_call_and_nothing_is_reserved():
    ledger, run = begun(None)
    ledger.reserve(run, "owls", "voice", "voice", "x", "k1", 800, CAPS)
    with pytest.raises(BudgetReached, match="per_video"):
        ledger.reserve(run, "owls", "voice", "voice", "x", "k2", 201, CAPS)
    assert ledger.count_calls(run)["microusd"] == 800


def test_unsure_calls_count_as_spent():
    ledger, run = begun(None)
    ledger.reserve(run, "owls", "voice", "voice", "x", "k1", 800, CAPS)
    assert ledger.doubt("owls") == 1
    assert ledger.unsure("k1")
    with pytest.raises(BudgetReached):
        ledger.reserve(run, "owls", "voice", "voice", "x", "k2", 201, CAPS)


def test_sixteen_processes_never_pass_a_cap(tmp_path):
    path = tmp_path / "y.db"
    _, run = begun(path)
    code = (
        "import sys; from pathlib import Path; from ytempire.ledger import Ledger\n"
        "from ytempire.errors import BudgetReached\n"
        "ledger = Ledger(Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    try: ledger.reserve(int(sys.argv[2]), 'owls', 'v', 'v', 'x', f'{sys.argv[3]}-{n}', 50,"
        " {'per_video': 1000})\n"
        "    except BudgetReached: pass\n"
    )
    workers = [subprocess.Popen([sys.executable, "-c", code, str(path), str(run), str(n)]) for n in range(6)]
    assert [worker.wait() for worker in workers] == [0] * 6
    assert Ledger(path).count_calls(run)["microusd"] == 1000


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    path = tmp_path / "y.db"
    _, run = begun(path)
    code = (
        "import sys; from pathlib import Path; from ytempire.ledger import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1]))\n"
        "for n in range(100000):\n"
        "    print(ledger.called(int(sys.argv[2]), 'owls', 's', 'k', 'p', str(n), 'made', microusd=1), flush=True)\n"
    )
    for _ in range(5):
        worker = subprocess.Popen([sys.executable, "-c", code, str(path), str(run)], stdout=subprocess.PIPE, text=True)
        assert worker.stdout
        last = [worker.stdout.readline() for _ in range(15)][-1]
        worker.send_signal(signal.SIGKILL)
        rest = worker.stdout.read().split()
        worker.wait()
        acknowledged = int((rest or [last])[-1])
        ledger = Ledger(path)
        assert ledger.rows("select 1 from calls where id = ?", acknowledged)
        assert ledger.rows("pragma integrity_check")[0]["integrity_check"] == "ok"
        ledger.close()


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    path = tmp_path / "y.db"
    path.write_text("not a database, but long enough to be looked at as one" * 50)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="cannot be read"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_not_touched(tmp_path):
    path = tmp_path / "y.db"
    with sqlite3.connect(path) as conn:
        conn.execute("pragma user_version = 99")
    with pytest.raises(ConfigError, match="newer"):
        Ledger(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_ledger_says_so(tmp_path):
    path = tmp_path / "y.db"
    begun(path)[0].close()
    path.chmod(0o400)
    with pytest.raises(ConfigError, match="cannot be written"):
        begun(path)


def test_a_change_whose_end_could_not_be_written_is_undone_and_holds_up_nobody(tmp_path):
    ledger, run = begun(tmp_path / "y.db")
    ledger.conn.execute("pragma busy_timeout = 50")
    reader = sqlite3.connect(tmp_path / "y.db", isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from runs").fetchall()  # who reads lets a change begin, but not end
    with pytest.raises(StorageError):
        ledger.keep(run, kept(text="lost"))
    reader.execute("commit")
    Ledger(tmp_path / "y.db").keep(run, kept(text="of another program"))
    ledger.keep(run, kept(text="b"))
    assert ledger.latest(run, "plan").text == "b"
    assert ledger.wrote_before(run, "plan", "of another program")
    assert not ledger.wrote_before(run, "plan", "lost")


def test_a_locked_ledger_says_that_another_program_holds_it(tmp_path):
    path = tmp_path / "y.db"
    ledger, run = begun(path)
    ledger.conn.execute("pragma busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(StorageError, match="another program"):
        ledger.mark(run, state="done")
    other.execute("rollback")
    assert ledger.mark(run, state="done").state == "done"


def test_a_full_disk_loses_the_write_and_nothing_else(tmp_path):
    path = tmp_path / "y.db"
    ledger, run = begun(path)
    pages = ledger.rows("pragma page_count")[0]["page_count"]
    ledger.conn.execute(f"pragma max_page_count = {pages + 1}")
    with pytest.raises(StorageError, match="full"):
        ledger.keep(run, Kept("plan", "k", {}, "d", "x" * 100_000, "t", "made", False, 0.0, (), ""))
    ledger.conn.execute("pragma max_page_count = 100000")
    assert ledger.run(run).id == run
    ledger.keep(run, kept())
    assert ledger.latest(run, "plan").text == "a"


def test_a_copy_for_a_look_ahead_changes_nothing(tmp_path):
    ledger, run = begun(tmp_path / "y.db")
    ledger.copy().mark(run, state="done")
    assert ledger.run(run).state == "open"


def test_secrets_do_not_get_into_the_ledger():
    ledger = Ledger(None, redact=lambda text: text.replace("sk-canary-123456", "[secret]"))
    run = ledger.begin("owls", "2026-01-01", 7, "short@1.0.0", Asked(), History()).id
    ledger.called(run, "owls", "s", "k", "p", "key", "failed", error="401 for sk-canary-123456")
    ledger.mark(run, error="sk-canary-123456")
    dump = "\n".join(ledger.conn.iterdump())
    assert "sk-canary" not in dump
