"""Remembered answers are there when they are asked for, whoever else is at them."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ytempire.errors import StorageError
from ytempire.gateway.store import Store

KEY, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    store = Store(tmp_path, patience=30)
    store.put(KEY, {"reply": {"text": "owls"}})
    return store


def other_program(folder: Path) -> sqlite3.Connection:
    """Somebody else in the middle of a change."""
    conn = sqlite3.connect(folder / "cache.db", isolation_level=None, check_same_thread=False)
    conn.execute("BEGIN EXCLUSIVE")
    return conn


def test_who_finds_the_cache_busy_waits_until_it_is_free(filled):
    busy = other_program(filled.folder)
    with ThreadPoolExecutor(2) as pool:
        asked, kept = pool.submit(filled.get, KEY), pool.submit(filled.put, OTHER, {"reply": 1})
        threading.Timer(0.2, lambda: busy.execute("COMMIT")).start()
        found = asked.result(20)
        assert found
        assert found["reply"] == {"text": "owls"}
        kept.result(20)
    assert filled.keys() == [KEY, OTHER]


def test_what_stays_busy_is_told_and_not_called_a_full_disk(filled):
    impatient = Store(filled.folder, patience=0.1)
    impatient.get(OTHER)
    busy = other_program(filled.folder)
    for act in (lambda: impatient.get(KEY), lambda: impatient.put(OTHER, {}), lambda: impatient.drop(KEY)):
        with pytest.raises(StorageError, match="another program has been writing the cache") as caught:
            act()
        assert "nothing is lost" in caught.value.problems[0].next
    busy.execute("ROLLBACK")
    impatient.put(OTHER, {"reply": 2})
    assert impatient.keys() == [KEY, OTHER]


def test_a_change_that_could_not_be_ended_keeps_nobody_waiting(filled):
    impatient = Store(filled.folder, patience=0.1)
    impatient.get(KEY)
    reader = sqlite3.connect(filled.folder / "cache.db", isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM Cache").fetchall()  # who reads lets a change begin, but not end
    with pytest.raises(StorageError, match="another program"):
        impatient.put(OTHER, {"reply": 1})
    reader.execute("COMMIT")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(filled.put, OTHER, {"reply": 2}).result(20)
    found = filled.get(OTHER)
    assert found
    assert found["reply"] == 2


def test_an_answer_that_cannot_be_read_counts_as_absent(filled):
    conn = sqlite3.connect(filled.folder / "cache.db")
    conn.execute("UPDATE Cache SET value = x'00ff00'")
    conn.commit()
    assert filled.get(KEY) is None


def test_what_is_no_cache_is_told_with_what_it_means(tmp_path):
    (tmp_path / "cache.db").write_bytes(b"no database at all, but long enough to look at" * 100)
    with pytest.raises(StorageError, match="did not answer") as caught:
        Store(tmp_path).get(KEY)
    assert "paid for again" in caught.value.problems[0].next
