"""Whose a file of the channel is: told beside it, in `NAME.yaml`, in `NAME.txt`, or in the folder's `credits.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from ytempire.config.check import validated
from ytempire.config.sections import Section
from ytempire.config.yaml import Document, read
from ytempire.errors import ConfigError

TOGETHER = "credits.yaml"
MOST = 64 * 1024
MOST_FILES = 5000
_LINE = re.compile(r"^(credit|licence|license|source|words)\s*:\s*(.*)$", re.I)
_IMAGE = re.compile(r"!\[([^\]]{0,300})\]\(\s*<?([^)\s>]+)>?(?:\s+\"([^\"]{0,300})\")?\s*\)")


class Owned(Section):
    """What is known of a file: whose it is, under which licence, where it is from, and words for what it shows."""

    credit: str = Field(default="", max_length=300, description="Whose it is, as it is to be named.")
    licence: str = Field(default="", max_length=200, description="What it may be used for, such as CC BY 4.0.")
    source: str = Field(default="", max_length=500, description="Where it is from.")
    words: str = Field(default="", max_length=1000, description="What is seen in it.")


@dataclass(frozen=True)
class Places:
    """A channel's folder, and how it is called in errors."""

    folder: Path
    called: str

    def name(self, file: Path) -> str:
        """A file's name relative to the channel's folder."""
        return file.relative_to(self.folder).as_posix()


def files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Files of a channel by what their names end in, in order; nothing hidden, nothing that leads outside."""
    root = folder.resolve()
    count = 0
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in suffixes or not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            continue
        count += 1
        if count > MOST_FILES:
            raise ConfigError(f"holds more than {MOST_FILES} pictures and clips", folder.name, "Keep fewer there.")
        yield path


def owned(file: Path, places: Places) -> Owned:
    """What is said of a file; what stands next to it counts before what `credits.yaml` says."""
    for suffix in (".yaml", ".yml"):
        beside = _there(file.with_suffix(suffix), places)
        if beside and beside.name != TOGETHER and beside != file:
            return _owned(read(beside, f"{places.called}/{places.name(beside)}"))
    if (beside := _there(file.with_suffix(".txt"), places)) and beside != file:
        return _texted(beside)
    if together := _there(file.parent / TOGETHER, places):
        document = read(together, f"{places.called}/{places.name(together)}")
        value = document.value if document.value is not None else {}
        if not isinstance(value, dict):
            raise ConfigError(
                "is not a list of files and whose they are", document.where(), "Write FILE: {credit: ...}"
            )
        if file.name in value:
            return _owned(_part(document, file.name, value[file.name]))
    return Owned()


def _there(path: Path, places: Places) -> Path | None:
    root = places.folder.resolve()
    return path if path.is_file() and path.resolve().is_relative_to(root) else None


def _part(document: Document, name: str, value: Any) -> Document:
    """One file's entry; a text alone is its credit."""
    lines = {loc[1:]: line for loc, line in document.lines.items() if loc and loc[0] == name}
    return Document(document.name, {"credit": value} if isinstance(value, str) else value, lines)


def _owned(document: Document) -> Owned:
    if isinstance(document.value, dict) and "license" in document.value:
        value = {("licence" if key == "license" else key): item for key, item in document.value.items()}
        document = Document(document.name, value, document.lines)
    if document.value is None:
        return Owned()
    return validated(Owned, document)


def _texted(file: Path) -> Owned:
    """Lines of `credit:`, `licence:` and `source:`; the other lines say what is seen."""
    said: dict[str, str] = {}
    rest: list[str] = []
    with file.open("rb") as f:
        text = f.read(MOST).decode("utf-8-sig", "replace")
    for line in text.splitlines():
        if found := _LINE.match(line.strip()):
            said[found[1].lower().replace("license", "licence")] = found[2].strip()
        elif line.strip():
            rest.append(line.strip())
    said["words"] = " ".join([said.get("words", ""), *rest]).strip()
    most = {"credit": 300, "licence": 200, "source": 500, "words": 1000}
    return Owned(**{key: value[: most[key]] for key, value in said.items()})


def captions(places: Places) -> dict[str, tuple[str, str]]:
    """What the channel's notes say of the files that they show: caption and credit, by the file's name."""
    found: dict[str, tuple[str, str]] = {}
    for note in files(places.folder, (".md",)):
        if note.stat().st_size > 1 << 20:
            continue
        for caption, target, credit in _IMAGE.findall(note.read_text("utf-8", "replace")):
            for near in (note.parent / target, places.folder / target):
                try:
                    name = near.resolve().relative_to(places.folder.resolve()).as_posix()
                except (ValueError, OSError):
                    continue
                if near.is_file():
                    found.setdefault(name, (caption.strip(), credit.strip()))
                    break
    return found
