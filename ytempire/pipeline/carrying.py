"""Paid answers in one file, to be put into another workspace: a tar of their bytes, and each answer as JSON."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import secrets
import shutil
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ytempire.address import file_digest
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError, StorageError
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.pipeline.caches import answers_of
from ytempire.pipeline.loose import refuse_taken
from ytempire.pipeline.sweep import named_in

BYTES = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})(\.[a-z0-9]{1,8})")
ANSWER = re.compile(r"answers/([0-9a-f]{64})\.json")
MOST_JSON = 16 * 1024 * 1024
MOST_BYTES = 4 * 1024**3


@dataclass
class Carried:
    """What was written into a file, or taken out of one."""

    answers: int = 0
    files: int = 0
    bytes: int = 0
    microusd: int = 0
    there: int = 0  # answers that were here already, and stay as they are
    passed_over: list[str] = field(default_factory=list)


def pack(workspace: Workspace, ledger: Ledger, to: Path, force: bool = False) -> Carried:
    """Write every answer that was paid for, or is kept as if it was, with its bytes into a tar; whole or not at all."""
    refuse_taken(to, force)
    blobs, done = Blobs(workspace.cache / "blobs"), Carried()
    store = Store(workspace.cache / "calls")
    temp = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        found = [one for one in answers_of(store, ledger) if one.kind and not one.free and one.reply is not None]
        with tarfile.open(temp, "w", format=tarfile.PAX_FORMAT) as tar:
            written: set[str] = set()
            for one in list(found):
                if not all(blobs.has(blob) for blob in one.blobs):
                    done.passed_over.append(f"{one.kind} {one.provider} {one.key[:12]}: its bytes are gone")
                    found.remove(one)
                    continue
                for blob in one.blobs:
                    name = f"blobs/{blob.digest[:2]}/{blob.digest}{blob.suffix}"
                    if name not in written:
                        with blobs.path(blob).open("rb") as f:
                            _add(tar, name, f, blob.bytes)
                        written.add(name)
                        done.files += 1
                        done.bytes += blob.bytes
            for one in found:  # after the bytes, so that whoever reads it once can tell whether they are there
                origin = {"kind": one.kind, "provider": one.provider, "microusd": one.microusd}
                data = json.dumps({"reply": one.reply, "from": origin}).encode()
                _add(tar, f"answers/{one.key}.json", io.BytesIO(data), len(data))
                done.answers += 1
                done.microusd += one.microusd
        temp.replace(to)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(to), "Choose another place.") from error
    finally:
        store.close()
        temp.unlink(missing_ok=True)
    return done


def unpack(workspace: Workspace, source: Path) -> Carried:
    """Put the answers of a tar into this workspace; those that are here stay as they are.

    Nothing is written by a name out of the tar: bytes go where their own digest says, and an answer is taken only when
    all of its bytes are here.
    """
    blobs, done, store = Blobs(workspace.cache / "blobs"), Carried(), Store(workspace.cache / "calls")
    try:
        here = set(store.keys())
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                if not member.isfile():
                    done.passed_over.append(f"{member.name[:80]}: is no file")
                elif BYTES.fullmatch(member.name):
                    _take_bytes(tar, member, blobs, done)
                elif match := ANSWER.fullmatch(member.name):
                    _take_answer(tar, member, match[1], here, blobs, store, done)
                else:
                    done.passed_over.append(f"{member.name[:80]}: is neither an answer nor its bytes")
    except tarfile.TarError as error:
        raise ConfigError(f"is no file of `ytempire cache export`: {error}", str(source)) from error
    except FileNotFoundError:
        raise ConfigError("there is no such file", str(source)) from None
    except OSError as error:
        raise StorageError(f"cannot be read: {error.strerror or error}", str(source)) from error
    finally:
        store.close()
    return done


def _add(tar: tarfile.TarFile, name: str, data: IO[bytes], size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, data)


def _take_bytes(tar: tarfile.TarFile, member: tarfile.TarInfo, blobs: Blobs, done: Carried) -> None:
    inside = tar.extractfile(member)
    if inside is None or member.size > MOST_BYTES:
        done.passed_over.append(f"{member.name}: is too large")
        return
    digest, suffix = member.name.rpartition("/")[2][:64], Path(member.name).suffix
    temp = blobs.root / f".{os.getpid()}-{secrets.token_hex(6)}{suffix}"
    temp.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temp.open("xb") as f:
            shutil.copyfileobj(inside, f)
        if file_digest(temp) != digest:
            done.passed_over.append(f"{member.name}: holds other bytes than its name says")
            return
        blobs.take(temp)
        done.files += 1
        done.bytes += member.size
    finally:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)


def _take_answer(
    tar: tarfile.TarFile, member: tarfile.TarInfo, key: str, here: set[str], blobs: Blobs, store: Store, done: Carried
) -> None:
    if key in here:
        done.there += 1
        return
    entry = _read(tar, member)
    if entry is None:
        done.passed_over.append(f"{member.name}: is no answer")
    elif not all(blobs.has(blob) for blob in named_in(entry["reply"])):
        done.passed_over.append(f"{member.name}: its bytes are not in the file")
    else:
        store.put(key, entry)
        done.answers += 1
        done.microusd += entry["from"]["microusd"]


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any] | None:
    inside = tar.extractfile(member) if member.size <= MOST_JSON else None
    if inside is None:
        return None
    try:
        found: Any = json.loads(inside.read())
        reply, origin = found["reply"], found["from"]
        cost = origin["microusd"]
        if not isinstance(reply, dict) or isinstance(cost, bool) or not isinstance(cost, int) or cost < 0:
            return None
        names = {name: str(origin[name])[:40] for name in ("kind", "provider")}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return {"reply": reply, "from": {**names, "microusd": cost}}
