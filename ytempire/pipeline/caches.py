"""What the cache holds, whether it is whole, and how paid answers get from one workspace into another."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ytempire.address import file_digest
from ytempire.config.workspace import Workspace
from ytempire.contracts import Memory
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.ledger.rows import SPENT
from ytempire.media.blobs import Blobs
from ytempire.models import Blob
from ytempire.pipeline.opening import DAY, holding
from ytempire.pipeline.sweep import Class, costs_of, named_in, sweep

YOUNG = DAY  # bytes that a run of just now put down are named in a moment


@dataclass(frozen=True)
class Answer:
    """A kept answer, and what the ledger knows of it."""

    key: str
    kind: str
    provider: str
    free: bool  # it would cost nothing to have it again
    microusd: int
    remembered: int
    saved: int  # micro-dollars that remembering it saved
    saved_ms: int
    at: float
    blobs: tuple[Blob, ...]
    reply: dict[str, Any] | None  # None: it cannot be read


@dataclass
class Shelf:
    """Answers of one kind and provider, added up."""

    kind: str
    provider: str
    answers: int = 0
    files: int = 0
    bytes: int = 0
    microusd: int = 0
    remembered: int = 0
    saved: int = 0
    saved_ms: int = 0


@dataclass
class Verdict:
    """Whether the cache is whole."""

    answers: int = 0
    bytes: int = 0
    broken: list[tuple[Answer, str]] = field(default_factory=list)  # and what is wrong with it
    unnamed: list[tuple[Path, int]] = field(default_factory=list)  # files that nothing names, and their bytes


def answers_of(store: Store, ledger: Ledger) -> Iterator[Answer]:
    """Every kept answer."""
    free = costs_of(ledger)
    known = {row["key"]: row for row in ledger.rows(
        f"select key, max(kind) as kind, max(provider) as provider, sum(case when state in {SPENT} then microusd else 0"
        " end) as microusd, sum(state = 'remembered') as remembered, max(ms) as ms from calls group by key"
    )}  # fmt: skip
    saved = {row["key"]: row["saved"] for row in ledger.rows("select key, sum(saved) as saved from calls group by key")}
    for key in store.keys():  # noqa: SIM118 - a method of the store
        entry, row = store.get(key), known.get(key)
        origin = entry.get("from") if entry else None  # an answer that was brought from another workspace
        told = origin if isinstance(origin, dict) else {}
        reply = entry.get("reply") if entry else None
        yield Answer(
            key=key, kind=row["kind"] if row else str(told.get("kind", "")),
            provider=row["provider"] if row else str(told.get("provider", "")),
            free=free.get(key, ("", 0, False))[2],
            microusd=(row["microusd"] if row else 0) or int(told.get("microusd", 0)),
            remembered=row["remembered"] if row else 0, saved=saved.get(key) or 0,
            saved_ms=row["ms"] * row["remembered"] if row else 0,
            at=float(entry.get("at", 0)) if entry else 0.0, blobs=tuple(dict.fromkeys(named_in(reply))),
            reply=reply if isinstance(reply, dict) else None,
        )  # fmt: skip


def stats(workspace: Workspace, ledger: Ledger) -> list[Shelf]:
    """What there is by kind and provider, the largest first."""
    shelves: dict[tuple[str, str], Shelf] = {}
    seen: set[Blob] = set()
    with _store(workspace) as store:
        for one in answers_of(store, ledger):
            shelf = shelves.setdefault((one.kind, one.provider), Shelf(one.kind, one.provider))
            shelf.answers += 1
            for name in ("microusd", "remembered", "saved", "saved_ms"):
                setattr(shelf, name, getattr(shelf, name) + getattr(one, name))
            for blob in one.blobs:
                shelf.files += blob not in seen
                shelf.bytes += blob.bytes if blob not in seen else 0
                seen.add(blob)
    return sorted(shelves.values(), key=lambda shelf: (-shelf.bytes, -shelf.answers, shelf.kind, shelf.provider))


def verify(workspace: Workspace, ledger: Ledger) -> Verdict:
    """Read every byte: answers that lack some of theirs, and files that neither an answer nor a document names."""
    verdict, blobs = Verdict(), Blobs(workspace.cache / "blobs")
    good: dict[Blob, str] = {}
    with _store(workspace) as store:
        for one in answers_of(store, ledger):
            verdict.answers += 1
            for blob in one.blobs:
                good.setdefault(blob, _fault(blobs, blob))
            faults = [good[blob] for blob in one.blobs if good[blob]]
            if one.reply is None:
                faults = ["it cannot be read"]
            if faults:
                verdict.broken.append((one, faults[0]))
    named = {blobs.path(blob) for blob in [*good, *_in_documents(ledger)]}
    for path in _files(workspace):
        size = path.stat().st_size
        verdict.bytes += size
        if path not in named:
            verdict.unnamed.append((path, size))
    return verdict


def prune(workspace: Workspace, ledger: Ledger, older: int, unnamed: bool, dry_run: bool) -> tuple[list[Class], int]:
    """Take computed answers out, with the bytes that only they name; nothing that was paid for.

    With `unnamed` also files that nothing names and that are older than a day. Returns the classes, and how many
    answers were left. Raises Busy when a channel is at work.
    """
    classes = sweep(workspace, ledger, older, dry_run, frozenset({Memory.COMPUTED}), own_files=False)
    if unnamed:
        with contextlib.ExitStack() as held:
            for name in workspace.channel_names():
                held.enter_context(holding(workspace, name))
            before = time.time() - max(YOUNG, older * DAY)
            one = Class("files that nothing names")
            for path, size in verify(workspace, ledger).unnamed:
                if path.stat().st_mtime <= before:
                    one.files += 1
                    one.bytes += size
                    if not dry_run:
                        path.unlink(missing_ok=True)
            classes += [one] if one.files else []
    with _store(workspace) as store:
        return classes, len(store.keys())


def _in_documents(ledger: Ledger) -> Iterator[Blob]:
    """Every blob that a document of any run names, of the latest and of those before."""
    for row in ledger.rows("select body from artifacts"):
        with contextlib.suppress(ValueError):
            yield from named_in(json.loads(row["body"]))


def _files(workspace: Workspace) -> list[Path]:
    """The files of the blobs; half-written ones, whose names begin with a dot, are not among them."""
    folders = (path for path in (workspace.cache / "blobs").glob("*") if re.fullmatch(r"[0-9a-f]{2}", path.name))
    return sorted(path for folder in folders for path in folder.glob("*") if path.is_file())


def _fault(blobs: Blobs, blob: Blob) -> str:
    """What is wrong with a blob's bytes, or ''."""
    path = blobs.path(blob)
    try:
        if path.stat().st_size != blob.bytes:
            return f"{path.name} has {path.stat().st_size} bytes and not {blob.bytes}"
        return "" if file_digest(path) == blob.digest else f"{path.name} holds other bytes than it did"
    except OSError:
        return f"{path.name} is gone"


@contextlib.contextmanager
def _store(workspace: Workspace) -> Iterator[Store]:
    store = Store(workspace.cache / "calls")
    try:
        yield store
    finally:
        store.close()
