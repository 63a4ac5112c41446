"""A timeline that a person or another program wrote, as a document that can be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError, Problem
from ytempire.folder import DOCUMENT_CAP, read_text
from ytempire.media.blobs import Blobs
from ytempire.models import Timeline

BIGGEST = 8 << 30  # bytes of one file that a timeline names
NAMED = ("file", "front", "next_file")  # keys of a visual that name a file


def read_timeline(file: Path, blobs: Blobs) -> Timeline:
    """Read it; wherever a blob may stand, `{"path": "takes/1.wav"}` may too, relative to the timeline's own folder.

    What a visual names is brought from that folder as well, and scenes are counted when they are not.
    """
    where = file.name
    try:
        if file.stat().st_size > DOCUMENT_CAP:
            raise ConfigError("is too large to be a timeline", where)
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("this is not UTF-8 text", where, "Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", str(file)) from error
    try:
        document = json.loads(text)
    except ValueError:
        return read_text(Timeline, text, where)  # which says the line
    except RecursionError as error:
        raise ConfigError("is nested too deeply", where) from error
    problems: list[Problem] = []
    bring = _Bring(file.resolve().parent, blobs, where, problems)
    if isinstance(document, dict):
        _files_of(document)
        _count(document)
    try:
        document = bring.all(document)
    except RecursionError as error:
        raise ConfigError("is nested too deeply", where) from error
    if problems:
        raise ConfigError(problems)
    return read_text(Timeline, json.dumps(document, indent=2, ensure_ascii=False), where)


def _cuts(document: dict[str, Any]) -> list[dict[str, Any]]:
    cuts = document.get("cuts")
    return [cut for cut in cuts if isinstance(cut, dict)] if isinstance(cuts, list) else []


def _files_of(document: dict[str, Any]) -> None:
    """Every file that a visual names and no blob stands for is one of the timeline's folder."""
    for cut in _cuts(document):
        files = cut.setdefault("files", {})
        if isinstance(files, dict):
            for name in _names(cut.get("visual")):
                files.setdefault(name, {"path": name})


def _names(visual: Any) -> Iterator[str]:
    if isinstance(visual, dict):
        for key, value in visual.items():
            if key in NAMED and isinstance(value, str) and value and visual.get("kind") != "code":
                yield value
            elif isinstance(value, dict):
                yield from _names(value)


def _count(document: dict[str, Any]) -> None:
    cuts = _cuts(document)
    if not any("index" in cut or "count" in cut for cut in cuts):
        for index, cut in enumerate(cuts):
            cut |= {"index": index, "count": len(cuts)}


class _Bring:
    """Puts bytes in place of paths."""

    def __init__(self, folder: Path, blobs: Blobs, where: str, problems: list[Problem]) -> None:
        self.folder, self.blobs, self.where, self.problems = folder, blobs, where, problems

    def all(self, found: Any) -> Any:
        if isinstance(found, dict):
            if set(found) == {"path"} and isinstance(found["path"], str):
                return self.one(found["path"])
            return {key: self.all(value) for key, value in found.items()}
        return [self.all(value) for value in found] if isinstance(found, list) else found

    def one(self, name: str) -> Any:
        try:
            path = (self.folder / name).resolve()
            if not path.is_relative_to(self.folder):
                return self._no(name, "is outside the timeline's folder", "Copy it in.")
            if not path.is_file():
                return self._no(name, "is not there", "Paths are relative to the timeline's folder.")
            if path.stat().st_size > BIGGEST:
                return self._no(name, "is larger than 8 GB", "Use a shorter piece.")
            suffix = path.suffix.lower() or ".bin"
            return self.blobs.copy(path, suffix).model_dump()
        except (OSError, ValueError) as error:
            return self._no(name, f"cannot be read: {error}", "")

    def _no(self, name: str, what: str, then: str) -> None:
        self.problems.append(Problem(f"{name[:80]}: {what}", self.where, then))
