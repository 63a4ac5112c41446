"""The ledger's file: opened carefully, written in whole transactions, and never left half-changed."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import sqlite_utils

from ytempire.errors import ConfigError, StorageError
from ytempire.ledger.rows import INDEXES, ONLY_ONE, SCHEMA, TABLES, WORDS


class File:
    """The workspace's record. One file, `ytempire.db`; readable by its owner alone."""

    def __init__(self, path: Path | None, redact: Callable[[str], str] = lambda text: text) -> None:
        self.path = path
        self._redact = redact
        self._lock = threading.RLock()
        with self._translating():
            if path and not path.exists():
                path.touch(mode=0o600)
            self.conn = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False, timeout=30)
            self.db = sqlite_utils.Database(self.conn)
            version = self.conn.execute("pragma user_version").fetchone()[0]
            if version > SCHEMA:
                raise ConfigError("was written by a newer ytempire", self.name, "Upgrade ytempire to read it.")
            # Before 3.51.3 a write-ahead log can be corrupted by two writers (sqlite.org/wal.html, the WAL-reset bug).
            mode = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
            if path and self.conn.execute("pragma journal_mode").fetchone()[0] != mode:
                self.conn.execute(f"pragma journal_mode={mode}")
            self.conn.execute("pragma synchronous=full")
            if version < SCHEMA:
                self._create()

    def redacted(self, text: str) -> str:
        """A text without the secrets of the workspace."""
        return self._redact(text)

    @property
    def name(self) -> str:
        return self.path.name if self.path else "ledger"

    def _create(self) -> None:
        db: Any = self.db
        for table, columns in TABLES.items():
            db[table].create(columns, pk="id", if_not_exists=True)
            self._add_columns(table, columns)
        for table, indexed in INDEXES:
            db[table].create_index(indexed, if_not_exists=True)
        for table, searched in WORDS.items():
            try:
                if db[table].detect_fts() is None:
                    db[table].enable_fts(searched, create_triggers=True, tokenize="porter unicode61")
            except sqlite3.OperationalError as error:
                if "already exists" not in str(error):  # another process was first
                    raise
        for table, indexed in ONLY_ONE:
            db[table].create_index(indexed, unique=True, if_not_exists=True)
        self.conn.execute(f"pragma user_version={SCHEMA}")

    def _add_columns(self, table: str, columns: dict[str, type]) -> None:
        """Give a table of an earlier version the columns that it lacks; its rows stay as they are."""
        there = {row[1] for row in self.conn.execute(f"pragma table_info({table})")}
        for name, kind in columns.items():
            if name not in there:
                form = "text default ''" if kind is str else "integer default 0" if kind is int else "float default 0"
                try:
                    self.conn.execute(f"alter table {table} add column {name} {form}")
                except sqlite3.OperationalError as error:
                    if "duplicate column" not in str(error):  # another process was first
                        raise

    def close(self) -> None:
        self.conn.close()

    def copy(self) -> Self:
        """The same facts in memory, for a look ahead that changes nothing."""
        twin = type(self)(None, self._redact)
        self.conn.backup(twin.conn)
        return twin

    @contextlib.contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            text = str(error)
            if "readonly" in text or "unable to open" in text:
                raise ConfigError("cannot be written", str(self.path), "Check who owns it and its folder.") from error
            if "locked" in text:
                raise StorageError("another program holds it", str(self.path), "Try again when it is done.") from error
            raise StorageError(
                f"did not take a write: {text}", str(self.path), "Free some space and run the same command again."
            ) from error
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"cannot be read: {error}", str(self.path), "Move it aside or put back a copy; the videos are whole."
            ) from error
        except PermissionError as error:
            raise ConfigError("cannot be written", str(self.path), "Check who owns it and its folder.") from error
        except OSError as error:
            raise StorageError(f"cannot be opened: {error.strerror}", str(self.path)) from error

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none."""
        with self._lock, self._translating():
            self._begin()
            try:
                yield self.conn
                self.conn.execute("commit")
            except BaseException:  # also where the end of it could not be written: the file is nobody's again
                self.conn.rollback()
                raise

    def _begin(self) -> None:
        """Wait for the file in short steps of chance length: SQLite's own steps grow, and of many some never get it."""
        (patience,) = self.conn.execute("pragma busy_timeout").fetchone()
        until = time.monotonic() + patience / 1000
        self.conn.execute("pragma busy_timeout = 0")
        try:
            while True:
                try:
                    self.conn.execute("begin immediate")
                    return
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() > until:
                        raise
                time.sleep(random.uniform(0.0005, 0.01))
        finally:
            self.conn.execute(f"pragma busy_timeout = {patience}")

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Read rows as dicts."""
        with self._lock, self._translating():
            return list(self.db.query(sql, values))
