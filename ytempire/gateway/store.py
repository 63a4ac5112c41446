"""Remembered answers as JSON in diskcache; nothing is ever evicted, and no pickle is written or read."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ytempire.errors import StorageError

# Answers stay inside the SQLite file, which is synced; diskcache does not sync the files it would use for long ones.
IN_DATABASE = 1 << 30
NEVER_FULL = 1 << 50


class Store:
    """The folder `cache/calls`: an answer under the key of its request."""

    def __init__(self, folder: Path, read_only: bool = False, redact: Callable[[str], str] = lambda text: text) -> None:
        self.folder = folder
        self.redact = redact  # an answer may say the key again that it was asked with
        self.read_only = read_only
        self._cache: Any = None

    def _open(self) -> Any:
        if self._cache is None:
            import diskcache

            # Before SQLite 3.51.3 a write-ahead log can be corrupted by two writers.
            journal = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
            self._cache = diskcache.Cache(
                str(self.folder),
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
            text = self._open().get(key)
            found = json.loads(text) if isinstance(text, str) else None
        except (sqlite3.Error, OSError, ValueError) as error:
            if isinstance(error, ValueError):
                return None
            raise self._trouble(error) from error
        return found if isinstance(found, dict) else None

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer; when this returns it is on the disk."""
        if self.read_only:
            return
        try:
            self._open().set(key, self.redact(json.dumps({**answer, "at": time.time()})))
        except (sqlite3.Error, OSError) as error:
            raise self._trouble(error) from error

    def keys(self) -> list[str]:
        """Every key that an answer is kept under."""
        if not self.folder.exists():
            return []
        try:
            return sorted(str(key) for key in self._open().iterkeys())
        except (sqlite3.Error, OSError) as error:
            raise self._trouble(error) from error

    def drop(self, key: str) -> None:
        """Forget an answer; asking again makes it again."""
        if self.read_only:
            return
        try:
            self._open().delete(key)
        except (sqlite3.Error, OSError) as error:
            raise self._trouble(error) from error

    def close(self) -> None:
        if self._cache is not None:
            self._cache.close()
            self._cache = None

    def _trouble(self, error: Exception) -> StorageError:
        return StorageError(
            f"the cache did not answer: {error}",
            str(self.folder),
            "Free some space. Where it is broken, move it aside: what was paid for in it would be paid for again.",
        )
