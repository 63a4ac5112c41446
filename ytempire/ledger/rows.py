"""What the ledger's tables hold, and its rows as objects."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ytempire.models import Asked, History

SCHEMA = 3  # 2: assets; 3: a row an attempt, with what it used; alerts
TABLES: dict[str, dict[str, type]] = {
    "runs": {
        "id": int,
        "channel": str,
        "date": str,
        "seed": int,
        "recipe": str,
        "folder": str,
        "state": str,
        "asked": str,
        "history": str,
        "redo": str,
        "started": str,
        "ended": str,
        "error": str,
    },
    "artifacts": {
        "id": int,
        "run": int,
        "stage": str,
        "key": str,
        "args": str,
        "digest": str,
        "body": str,
        "text": str,
        "state": str,
        "settled": int,
        "seconds": float,
        "because": str,
        "at": str,
    },
    "calls": {
        "id": int,
        "run": int,
        "channel": str,
        "stage": str,
        "kind": str,
        "provider": str,
        "key": str,
        "state": str,
        "microusd": int,
        "ms": int,
        "tries": int,
        "error": str,
        "at": str,
        "account": str,
        "model": str,
        "prices": str,
        "used": str,
        "saved": int,
        "fault": str,
    },
    "alerts": {
        "id": int,
        "channel": str,
        "budget": str,
        "period": str,
        "share": float,
        "spent": int,
        "cap": int,
        "at": str,
    },
    "acts": {
        "id": int,
        "run": int,
        "channel": str,
        "kind": str,
        "provider": str,
        "key": str,
        "state": str,
        "request": str,
        "reply": str,
        "at": str,
    },
    "assets": {
        "id": int,
        "channel": str,
        "file": str,
        "digest": str,
        "bytes": int,
        "mtime": int,
        "kind": str,
        "width": int,
        "height": int,
        "seconds": float,
        "codec": str,
        "credit": str,
        "licence": str,
        "source": str,
        "words": str,
        "names": str,
        "problem": str,
    },
}
WORDS = {"assets": ["names", "words", "source", "credit"]}  # columns that are searched by words
INDEXES = (
    ("assets", ["channel", "file"]),
    ("artifacts", ["run", "stage"]),
    ("calls", ["run"]),
    ("calls", ["key"]),
    ("calls", ["channel", "at"]),
    ("runs", ["channel"]),
)
ONLY_ONE = (("acts", ["key"]), ("alerts", ["channel", "budget", "period", "share"]))
SPENT = "('intent', 'made', 'unsure', 'failed')"  # an answer that could not be taken may have been billed


@dataclass(frozen=True)
class Run:
    """One video's walk, from its topic to its publication, over as many starts as it takes."""

    id: int
    channel: str
    date: str
    seed: int
    recipe: str
    folder: str = ""
    state: str = "open"
    asked: Asked = field(default_factory=Asked)
    history: History = field(default_factory=History)
    redo: dict[str, int] = field(default_factory=dict)
    started: str = ""
    ended: str = ""
    error: str = ""


@dataclass(frozen=True)
class Kept:
    """An artifact as the ledger has it: its arguments, its body, and the digest of the file it was written to."""

    stage: str
    key: str
    args: dict[str, str]
    digest: str
    body: str
    text: str
    state: str
    settled: bool
    seconds: float
    because: tuple[str, ...]
    at: str


def now() -> str:
    """This moment in UTC, for the record only; nothing is decided by it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def run_of(row: dict[str, Any]) -> Run:
    row = dict(row)
    row["asked"] = Asked.model_validate_json(row["asked"])
    row["history"] = History.model_validate_json(row["history"])
    row["redo"] = json.loads(row["redo"])
    return Run(**row)


def kept_of(row: dict[str, Any]) -> Kept:
    return Kept(
        stage=row["stage"],
        key=row["key"],
        args=json.loads(row["args"]),
        digest=row["digest"],
        body=row["body"],
        text=row["text"],
        state=row["state"],
        settled=bool(row["settled"]),
        seconds=row["seconds"],
        because=tuple(json.loads(row["because"])),
        at=row["at"],
    )
