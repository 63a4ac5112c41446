"""A video's folder: every artifact as a file, read back when a person changed it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from pydantic import ValidationError

from ytempire.address import file_digest, text_digest
from ytempire.editorial.screenplay import from_markdown, to_markdown
from ytempire.errors import ConfigError, Problem, StorageError
from ytempire.media.blobs import Blobs
from ytempire.models import (
    Artifact,
    Blob,
    Brief,
    Inspection,
    Narration,
    Package,
    Publication,
    Report,
    Review,
    Script,
    Storyboard,
    Timeline,
    Topic,
    Video,
)

A = TypeVar("A", bound=Artifact)
NAMES: dict[type[Artifact], str] = {
    Topic: "topic.json",
    Brief: "brief.json",
    Storyboard: "storyboard.json",
    Script: "script.md",
    Review: "review.json",
    Narration: "narration.json",
    Timeline: "timeline.json",
    Video: "video.json",
    Inspection: "inspection.json",
    Package: "package.json",
    Publication: "publication.json",
    Report: "report.json",
}
DOCUMENT_CAP = 20 * 1024 * 1024


def write_text(artifact: Artifact) -> str:
    """The artifact as its file says it."""
    if isinstance(artifact, Script):
        return to_markdown(artifact)
    return json.dumps(artifact.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def read_text(kind: type[A], text: str, name: str) -> A:
    """The artifact that a file's text says. Raises ConfigError with every mistake and its file:line."""
    if kind is Script:
        return cast(A, from_markdown(text, name))
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"this is not JSON: {error.msg}", f"{name}:{error.lineno}", _mend(name)) from error
    except RecursionError as error:
        raise ConfigError("is nested too deeply", name, _mend(name)) from error
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        raise ConfigError(
            [
                Problem(f"{'.'.join(map(str, e['loc'])) or 'document'}: {e['msg']}", f"{name}:{_line(text, e['loc'])}")
                for e in error.errors()
            ]
        ) from error


def _mend(name: str) -> str:
    return f"Mend it, or delete {name} to get back what was there."


def _line(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of the innermost key of a path that the text names."""
    position = 0
    for part in loc:
        found = text.find(f'"{part}"', position) if isinstance(part, str) else -1
        position = found if found >= 0 else position
    return text.count("\n", 0, position) + 1


@contextmanager
def _whole(final: Path) -> Iterator[Path]:
    """A file to write beside `final`, which takes its name when it is whole."""
    temp = final.with_name(f".{final.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        yield temp
        temp.replace(final)
    except OSError as error:
        temp.unlink(missing_ok=True)
        raise StorageError(
            f"cannot be written: {error.strerror}", str(final), "Free some space and run the same command again."
        ) from error


class Folder:
    """One video's documents and the files beside them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, kind: type[Artifact]) -> Path:
        return self.path / NAMES[kind]

    def text(self, kind: type[Artifact]) -> str | None:
        """What the file says now, or None. Raises ConfigError when it is no text."""
        path = self.file(kind)
        try:
            if path.stat().st_size > DOCUMENT_CAP:
                raise ConfigError("is too large to be a document", path.name, _mend(path.name))
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise ConfigError("this is not UTF-8 text", f"{path.name}:{line}", _mend(path.name)) from error
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", str(path)) from error

    def digest(self, kind: type[Artifact]) -> str | None:
        text = self.text(kind)
        return None if text is None else text_digest(text)

    def write(self, artifact: Artifact) -> None:
        """Write the document whole or not at all."""
        self.put(NAMES[type(artifact)], write_text(artifact).encode())

    def put(self, name: str, data: bytes) -> None:
        """Write a file of the folder: temp, fsync, rename."""
        with _whole(self.path / name) as temp, temp.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def lay(self, name: str, blob: Blob, blobs: Blobs) -> bool:
        """Put a blob's bytes into the folder under a name; False when nobody has the bytes any more.

        A different file of that name, put there by a person, is moved aside.
        """
        final = self.path / name
        if self.holds(name, blob):
            return True
        if not blobs.has(blob):
            return False
        if final.exists():
            final.replace(final.with_name(f"{final.stem}.replaced{final.suffix}"))
        with _whole(final) as temp:
            try:
                os.link(blobs.path(blob), temp)
            except OSError:  # another file system, or one without links
                shutil.copyfile(blobs.path(blob), temp)
        return True

    def clear(self, name: str, but: Container[str]) -> None:
        """Take away the pictures that an earlier making left in one of our folders."""
        for file in (self.path / name).glob("*.jpg"):
            if f"{name}/{file.name}" not in but:
                file.unlink(missing_ok=True)

    def holds(self, name: str, blob: Blob) -> bool:
        """Whether a file of the folder has exactly a blob's bytes."""
        path = self.path / name
        try:
            return path.stat().st_size == blob.bytes and file_digest(path) == blob.digest
        except OSError:
            return False

    def give_back(self, name: str, blob: Blob, blobs: Blobs) -> bool:
        """Bring a blob that the cache lost back from the folder."""
        if not self.holds(name, blob):
            return False
        temp = blobs.root / f".{secrets.token_hex(6)}{blob.suffix}"
        temp.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.path / name, temp)
        return blobs.take(temp) == blob
