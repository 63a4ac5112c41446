"""Turns of a call that are paid for: kept until the whole answer is there, so that none is paid for twice."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

KEPT = 30 * 86_400.0  # seconds that a call which is whole can still be told again
STANDS = 86_400.0  # seconds that a refusal stands, and is told again without paying for it once more


class Turns:
    """What was answered within one call, by a digest of what was asked; written through before it is used.

    A call that is `whole` begins anew when it is asked again; until then a crash or a refusal in the middle goes on.
    """

    def __init__(self, home: Path, call: str) -> None:
        self.file = home / "cache" / "turns" / f"{call[:64]}.json"
        self.whole, self.known = self._read()

    def restart(self) -> None:
        """Begin anew, if the call was answered whole before, or its turns are a day old: somebody wants it so."""
        if self.whole or self._older(STANDS):
            self.whole, self.known = False, {}
            self.file.unlink(missing_ok=True)

    def get(self, digest: str) -> dict[str, Any] | None:
        """What was answered to this, if it was."""
        return self.known.get(digest)

    def put(self, digest: str, answer: dict[str, Any]) -> None:
        """Keep an answer, on the disk before anything else happens."""
        self.known[digest] = answer
        self._write()

    def close(self) -> None:
        """The whole answer is there; what is long done is forgotten."""
        if not self.known:
            return
        self.whole = True
        self._write()
        old = time.time() - KEPT
        for file in self.file.parent.glob("*.json"):
            try:
                if file.stat().st_mtime < old:
                    file.unlink()
            except OSError:  # another process was quicker
                continue

    def _older(self, seconds: float) -> bool:
        try:
            return time.time() - self.file.stat().st_mtime > seconds
        except OSError:
            return False

    def _read(self) -> tuple[bool, dict[str, dict[str, Any]]]:
        try:
            found = json.loads(self.file.read_text("utf-8"))
            turns = found["turns"]
            return bool(found["whole"]), {k: dict(v) for k, v in turns.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False, {}

    def _write(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(f".{os.getpid()}.part")
        with part.open("w", encoding="utf-8") as out:
            json.dump({"whole": self.whole, "turns": self.known}, out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        part.replace(self.file)
