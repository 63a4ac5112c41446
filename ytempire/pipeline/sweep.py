"""Room in the cache: what can be made again is taken out; what cost money and what is a channel's own stays."""

from __future__ import annotations

import contextlib
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ytempire import contracts
from ytempire.address import file_digest
from ytempire.config.workspace import Workspace
from ytempire.contracts import Memory, Request
from ytempire.errors import YtempireError
from ytempire.gateway import blobs_in
from ytempire.gateway.finder import find
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Blob, Timeline
from ytempire.pipeline.graph import BY_NAME
from ytempire.pipeline.opening import DAY, holding

NAMES = {
    "scene": "drawn scenes and joins", "sound": "mixed sound", "film": "joined films", "gauge": "measures",
    "thumb": "thumbnails", "voice": "takes of free voices", "writer": "words of free writers", "source": "found notes",
    "export": "exports", "footage": "found footage",
}  # fmt: skip
COPIES = "copies of the channels' own files"
AGAIN = frozenset({Memory.COMPUTED, Memory.FRESH})  # answers that cost nothing to have again


@dataclass
class Class:
    """One kind of thing in the cache that can be made again."""

    name: str
    answers: int = 0
    files: int = 0
    bytes: int = 0
    ms: int = 0  # what it took to make


def sweep(
    workspace: Workspace, ledger: Ledger, older: int = 0, dry_run: bool = False, memories: frozenset[Memory] = AGAIN,
    own_files: bool = True,
) -> list[Class]:  # fmt: skip
    """Take out of the cache what can be made again and was not made in the last `older` days.

    `memories` says how an answer must be remembered to go, `own_files` whether copies of the channels' files go too.
    Kept: every answer that cost money or whose provider is not known, with its bytes; bytes that an edited document
    names; the channels' own files, and copies of those that are gone. Nobody may be at work meanwhile: raises Busy.
    """
    blobs, store = Blobs(workspace.cache / "blobs"), Store(workspace.cache / "calls")
    with contextlib.ExitStack() as held:
        for name in workspace.channel_names():
            held.enter_context(holding(workspace, name))
        held.callback(store.close)
        before = time.time() - older * DAY
        classes: dict[str, Class] = {}
        drop: list[str] = []
        gone: dict[Blob, str] = {}
        kept: set[str] = set(_edited(ledger))
        costs = costs_of(ledger, memories)
        for key in store.keys():  # noqa: SIM118 - a method of the store
            entry = store.get(key)
            kind, ms, free = costs.get(key, ("", 0, False))
            named = named_in(entry)
            if not free or entry is None or entry.get("at", time.time()) > before:
                kept.update(blob.digest for blob in named)
                continue
            one = classes.setdefault(kind, Class(NAMES.get(kind, kind)))
            one.answers += 1
            one.ms += ms
            drop.append(key)
            gone.update((blob, kind) for blob in named)
        own = _own(workspace) if own_files else set()
        for blob in _shown(ledger):
            if blob.digest in own:
                gone.setdefault(blob, "own")
            elif blob not in gone:
                kept.add(blob.digest)  # the file itself is gone: this is the last of it
        for blob, kind in gone.items():
            path = blobs.path(blob)
            if blob.digest in kept or not path.is_file() or path.stat().st_mtime > before:
                continue
            if path.stat().st_nlink > 1:  # it lies in a video's folder too, so nothing would be freed
                continue
            one = classes.setdefault(kind, Class(COPIES if kind == "own" else NAMES.get(kind, kind)))
            one.files += 1
            one.bytes += path.stat().st_size
            if not dry_run:
                path.unlink(missing_ok=True)
        for key in drop if not dry_run else ():
            store.drop(key)
    return sorted(classes.values(), key=lambda one: (-one.bytes, one.name))


def costs_of(ledger: Ledger, memories: frozenset[Memory] = AGAIN) -> dict[str, tuple[str, int, bool]]:
    """Of each answer: its kind, the milliseconds that it took, and whether it is free to make again."""
    kinds: dict[str, set[Memory]] = defaultdict(set)
    for one in vars(contracts).values():
        if isinstance(one, type) and issubclass(one, Request) and "kind" in vars(one):
            kinds[one.kind].add(one.memory)
    found: dict[str, tuple[str, int, bool]] = {}
    rows = ledger.rows("select key, kind, provider, sum(microusd) as paid, max(ms) as ms from calls"
                       " group by key, kind, provider")  # fmt: skip
    for row in rows:
        free = not row["paid"] and _free(row["kind"], row["provider"], kinds[row["kind"]], memories)
        earlier = found.get(row["key"])
        found[row["key"]] = (row["kind"], row["ms"], free and (earlier is None or earlier[2]))
    return found


def _free(kind: str, provider: str, asked: set[Memory], memories: frozenset[Memory]) -> bool:
    try:
        own = find(kind, provider).memory
    except YtempireError:
        return False
    return own in memories if own else bool(asked) and asked <= memories


def named_in(entry: object) -> list[Blob]:
    """Every blob that a kept answer names."""
    if isinstance(entry, dict):
        if set(entry) == {"digest", "bytes", "suffix"}:
            try:
                return [Blob.model_validate(entry)]
            except ValueError:
                return []
        return [blob for value in entry.values() for blob in named_in(value)]
    return [blob for value in entry for blob in named_in(value)] if isinstance(entry, list) else []


def _edited(ledger: Ledger) -> list[str]:
    """The bytes that documents name which a person wrote or changed: nothing could make them again."""
    out: list[str] = []
    for row in ledger.rows("select stage, body from artifacts where state = 'edited'"):
        if row["stage"] in BY_NAME:
            document = BY_NAME[row["stage"]].gives.model_validate_json(row["body"])
            out += [blob.digest for blob in blobs_in(document)]
    return out


def _shown(ledger: Ledger) -> list[Blob]:
    """The channel's own files as films took them."""
    found: dict[Blob, None] = {}
    for row in ledger.rows("select body from artifacts where stage = 'timeline' order by id"):
        try:
            film = Timeline.model_validate_json(row["body"])
        except ValueError:
            continue
        cuts = tuple(cut.model_copy(update={"clips": (), "effects": ()}) for cut in film.cuts)
        found.update(dict.fromkeys(blobs_in(film.model_copy(update={"cuts": cuts}))))
    return list(found)


def _own(workspace: Workspace) -> set[str]:
    """Digests of the files in the channels' folders."""
    out = set()
    for path in sorted(workspace.channels.rglob("*")):
        if path.is_file() and not _hidden(path, workspace.channels):
            with contextlib.suppress(OSError):
                out.add(file_digest(path))
    return out


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
