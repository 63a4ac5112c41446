"""Work that goes on elsewhere: its number is kept as soon as it is known, so that a crash collects and pays no more."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ytempire.errors import StorageError, Throttled, Unavailable

T = TypeVar("T")
DAYS = 14  # nobody keeps a result for longer
IN_A_ROW = 5  # looks that may fail one after another before it is given up for now


class Jobs:
    """The folder `cache/jobs`: the number of a job by the key of its call; it survives kill -9 and a power cut."""

    def __init__(self, home: Path, name: str) -> None:
        self.folder, self.name = home / "cache" / "jobs", name

    def of(self, call: str) -> str:
        """The number of the job that was begun for a call, or nothing."""
        try:
            found = json.loads(self._file(call).read_text("utf-8"))
            return str(found["id"]) if found["call"] == call else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def keep(self, call: str, id: str) -> None:
        """Keep a job's number; when this returns it is on the disk."""
        file = self._file(call)
        temp = file.with_name(f".{os.getpid()}-{secrets.token_hex(4)}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with temp.open("w", encoding="utf-8") as out:
                json.dump({"id": id, "call": call, "at": time.time()}, out)
                out.flush()
                os.fsync(out.fileno())
            temp.replace(file)
            if os.name == "posix":
                folder = os.open(self.folder, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)
        except OSError as error:
            raise StorageError(f"cannot keep that {self.name} works on {id}: {error.strerror}", str(self.folder),
                               "Free some space and run the same command again.") from error  # fmt: skip

    def forget(self, call: str) -> None:
        """Forget a job that came to nothing."""
        with contextlib.suppress(OSError):
            self._file(call).unlink(missing_ok=True)

    def _file(self, call: str) -> Path:
        return self.folder / f"{self.name}-{call[:40]}.json"

    def _sweep(self) -> None:
        for file in self.folder.glob(f"{self.name}-*.json"):
            with contextlib.suppress(OSError):
                if time.time() - file.stat().st_mtime > DAYS * 86400:
                    file.unlink()


def watch(
    who: str, look: Callable[[], T | None], every: float, patience: float, stopped: threading.Event
) -> T:  # fmt: skip
    """Look again and again until there is something; a look that fails now and then does not end it.

    Raises Unavailable after `patience` seconds, when nobody wants it any more, or when looking fails all the time.
    """
    until, failed = time.monotonic() + patience, 0
    while True:
        wait = every
        try:
            found = look()
            if found is not None:
                return found
            failed = 0
        except Unavailable as error:
            failed += 1
            if failed >= IN_A_ROW:
                raise
            wait = max(every, error.after or 0.0) if isinstance(error, Throttled) else every
        if time.monotonic() + wait > until:
            raise Unavailable(f"{who} is still at work after {patience:.0f} seconds", who,
                              "Run the same command again: it is collected, and not paid twice.")  # fmt: skip
        if stopped.wait(wait):
            raise Unavailable(f"{who}: stopped while it was at work", who)
