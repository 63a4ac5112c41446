"""Notes from the channel's own folder: Markdown, plain text, saved pages and feeds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field

from ytempire import contracts
from ytempire.contracts import FindNotes, Memory, Notes
from ytempire.editorial import notes as reading, pages
from ytempire.editorial.similarity import Space, cosine
from ytempire.errors import ConfigError, Problem
from ytempire.models import Note, Photo

LIMIT = 2_000_000
_TEXT = (*reading.MARKDOWN, *reading.PLAIN, *reading.PAGES, *reading.FEEDS)


class SourceFolder(contracts.Provider):
    """Reads the notes that lie in the channel's folder."""

    kind = "source"
    name = "folder"
    summary = "notes in the channel's folder: .md, .txt, .html, saved RSS and Atom"
    memory = Memory.NEVER

    class Options(contracts.Options):
        path: str = Field(default="notes", description="The folder of notes, relative to the channel's folder.")
        feeds: Literal["quote-only", "own"] = Field(
            default="quote-only", description="Whose words saved feeds hold; own only if you wrote them."
        )

    def ready(self) -> str | None:
        if not self._root().is_dir():
            return f"channels/{self.kit.channel}/{self.options.path} is not there"
        return None

    def _root(self) -> Path:
        return self.kit.channel_folder / str(self.options.path)

    def answer(self, request: FindNotes, call: str) -> Notes:
        """Every note of the folder in order of its path; what is not a note is named with the reason."""
        home = self.kit.channel_folder.resolve()
        root = self._root()
        if not root.resolve().is_relative_to(home):
            raise ConfigError(f"{self.options.path!r} leads outside the channel's folder",
                              f"channels/{request.channel}.yaml", "Keep notes under it.")  # fmt: skip
        found: list[Note] = []
        skipped: list[str] = []
        problems: list[Problem] = []
        for path in _walk(root):
            name = path.relative_to(self.kit.channel_folder).as_posix()
            try:
                more, said = self._read(path, name, home)
            except ConfigError as error:
                problems += [Problem(p.what, f"channels/{request.channel}/{p.where}", p.next) for p in error.problems]
                continue
            found += more
            skipped += [f"{name}: {reason}" for reason in said]
        if problems:
            raise ConfigError(problems)
        notes = _distinct(found)
        return Notes(notes=_about(notes, request.about), skipped=tuple(skipped))

    def _read(self, path: Path, name: str, home: Path) -> tuple[list[Note], list[str]]:
        if not path.resolve().is_relative_to(home):
            return [], ["leads outside the channel's folder"]
        if path.suffix.lower() not in _TEXT:
            return [], [] if path.suffix.lower() in _PICTURES else ["is no kind of note that is read here"]
        try:
            size = path.stat().st_size
            if size > LIMIT:
                return [], [f"has {size / 1e6:.1f} MB; a note may have 2"]
            data = path.read_bytes()
        except OSError as error:
            return [], [f"cannot be read: {error.strerror or error}"]
        if not data.strip():
            return [], ["is empty"]
        if path.suffix.lower() in reading.FEEDS:
            notes = pages.parse_feed(data, name, reading.note_id(name), self.options.feeds)
            return list(notes), [] if notes else ["is no feed with entries"]
        text, how = _decode(data)
        if text is None:
            return [], ["is not text"]
        note = reading.parse_note(text, name)
        if not any(c.isalpha() for c in note.text):
            return [], ["has no words"]
        photos, lost = self._photos(note.photos)
        return [note.model_copy(update={"photos": photos})], [*([how] if how else []), *lost]

    def _photos(self, photos: tuple[Photo, ...]) -> tuple[tuple[Photo, ...], list[str]]:
        """Pictures that are there: beside the note, or named from the channel's folder."""
        kept: list[Photo] = []
        lost: list[str] = []
        for photo in photos:
            beside = photo.file
            above = beside.split("/", 1)[1] if "/" in beside else beside
            for file in (beside, above):
                target = self.kit.channel_folder / file
                if target.is_file() and target.resolve().is_relative_to(self.kit.channel_folder.resolve()):
                    kept.append(photo.model_copy(update={"file": file}))
                    break
            else:
                lost.append(f"its picture {beside} is not there")
        return tuple(kept), lost


_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".svg"}


def _walk(root: Path) -> list[Path]:
    """Files under the folder, sorted; hidden ones and what an editor leaves behind are not notes."""
    found = []
    for folder, inner, files in os.walk(root):
        inner[:] = sorted(d for d in inner if not d.startswith((".", "_")))
        found += [Path(folder) / f for f in files if not f.startswith((".", "~")) and not f.endswith(("~", ".swp"))]
    return sorted(found, key=lambda p: p.relative_to(root).as_posix())


def _decode(data: bytes) -> tuple[str | None, str]:
    """The text of a file, and a word on it when its encoding had to be guessed; None for what is not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError:
            return None, ""
    if b"\x00" in data:
        return None, ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    odd = sum(1 for b in data if b < 9 or 13 < b < 32)
    text = data.decode("cp1252", "replace")
    letters = sum(c.isalpha() or c.isspace() for c in text)
    if odd > len(data) / 100 or letters < len(text) * 0.6:
        return None, ""
    return text, "is not UTF-8; read as Windows-1252"


def _distinct(notes: list[Note]) -> tuple[Note, ...]:
    """No two notes under one id: box.md and box.txt are box and box-2."""
    used: set[str] = set()
    out = []
    for note in notes:
        id, n = note.id, 2
        while id in used:
            id, n = f"{note.id}-{n}", n + 1
        used.add(id)
        out.append(note.model_copy(update={"id": id}))
    return tuple(out)


def _about(notes: tuple[Note, ...], about: str) -> tuple[Note, ...]:
    """Notes that have something to do with a subject, nearest first; all of them when none is asked for."""
    if not about.strip():
        return notes
    space = Space([f"{n.title} {n.title} {n.subject} {n.text}" for n in notes], grams=1)
    asked = space.vector(about)
    near = [cosine(asked, v) for v in space.vectors]
    order = sorted((i for i in range(len(notes)) if near[i] > 0), key=lambda i: (-near[i], i))
    return tuple(notes[i] for i in order)
