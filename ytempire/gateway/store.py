"""Remembered answers as JSON in diskcache; nothing is ever evicted, and no pickle is written or read."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ytempire.errors import StorageError

T = TypeVar("T")
# Answers stay inside the SQLite file, which is synced; diskcache does not sync the files it would use for long ones.
IN_DATABASE = 1 << 30
NEVER_FULL = 1 << 50


WAIT = 5.0  # seconds that SQLite waits for another writer before it is asked once more
PATIENCE = 120.0  # seconds after which somebody else's lock is told as trouble


class Store:
    """The folder `cache/calls`: an answer under the key of its request."""

    def __init__(
        self,
        folder: Path,
        read_only: bool = False,
        redact: Callable[[str], str] = lambda text: text,
        patience: float = PATIENCE,
    ) -> None:
        self.folder = folder
        self.redact = redact  # an answer may say the key again that it was asked with
        self.read_only = read_only
        self.patience = patience
        self._cache: Any = None
        self._opening = threading.Lock()

    def _open(self) -> Any:
        with self._opening:
            if self._cache is None:
                import diskcache

                # Before SQLite 3.51.3 a write-ahead log can be corrupted by two writers.
                journal = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
                self._cache = diskcache.Cache(
                    str(self.folder),
                    timeout=min(WAIT, self.patience),
                    disk=diskcache.JSONDisk,
                    eviction_policy="none",
                    size_limit=NEVER_FULL,
                    disk_min_file_size=IN_DATABASE,
                    sqlite_journal_mode=journal,
                    sqlite_synchronous=2,
                    sqlite_mmap_size=0,
                )
            return self._cache

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key; one that cannot be read counts as absent."""
        try:
            text = self._done(lambda cache: cache.get(key))
            found = json.loads(text) if isinstance(text, str) else None
        except (ValueError, zlib.error):
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer; when this returns it is on the disk."""
        if not self.read_only:
            text = self.redact(json.dumps({**answer, "at": time.time()}))
            self._done(lambda cache: cache.set(key, text))

    def keys(self) -> list[str]:
        """Every key that an answer is kept under."""
        if not self.folder.exists():
            return []
        return self._done(lambda cache: sorted(str(key) for key in cache.iterkeys()))

    def drop(self, key: str) -> None:
        """Forget an answer; asking again makes it again."""
        if not self.read_only:
            self._done(lambda cache: cache.delete(key))

    def _done(self, act: Callable[[Any], T]) -> T:
        """Do it once nobody else is writing. Raises StorageError when it cannot be done, or not for a long time."""
        until = time.monotonic() + self.patience
        while True:
            try:
                return act(self._open())
            except Exception as error:
                busy = type(error).__name__ == "Timeout" or "locked" in str(error)
                if not busy and not isinstance(error, sqlite3.Error | OSError):
                    raise
                # A change that could not be ended would keep everybody else waiting: it is given up whole.
                self._leave()
                if not busy or time.monotonic() > until:
                    raise self._trouble(error, busy) from error
            time.sleep(0.01)

    def _leave(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._cache is not None:
                self._cache.close()

    def close(self) -> None:
        if self._cache is not None:
            self._cache.close()
            self._cache = None

    def _trouble(self, error: Exception, busy: bool) -> StorageError:
        if busy:
            return StorageError(
                f"another program has been writing the cache for {self.patience:.0f} s",
                str(self.folder),
                "Let it end, or stop it; then run again: nothing is lost.",
            )
        return StorageError(
            f"the cache did not answer: {error}",
            str(self.folder),
            "Free some space. Where it is broken, move it aside: what was paid for in it would be paid for again.",
        )
