"""A person's consent to have their voice cloned: `consent.yaml` beside their samples, signed by name and day."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field

from ytempire.address import file_digest
from ytempire.config.check import short, validated
from ytempire.config.sections import Section
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import read
from ytempire.errors import ConfigError, Problem

FILE = "consent.yaml"
WORDS = "I agree that a copy of my voice is made from these recordings and speaks texts that I did not say."
PREPARE = "ytempire voice clone-prep FOLDER --signed 'THEIR NAME'"


class Signed(Section):
    """Who agreed to what, when, and to which recordings."""

    name: str = Field(min_length=3, max_length=120, description="The person whose voice it is.")
    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The day on which they agreed.")
    words: str = Field(min_length=10, max_length=1000, description="What they agreed to.")
    files: dict[str, str] = Field(min_length=1, description="Every recording, with the digest of its bytes.")


def signed(folder: Path, called: str) -> Signed:
    """The consent in a folder of recordings; ConfigError when there is none, or when a recording is another by now."""
    file = folder / FILE
    if not file.is_file():
        raise ConfigError("there is no consent of the person whose voice it is", f"{called}/{FILE}",
                          f"Write it with them: {PREPARE}")  # fmt: skip
    found = validated(Signed, read(file, f"{called}/{FILE}"))
    for name, digest in found.files.items():
        recording = folder / name
        inside = recording.resolve().is_relative_to(folder.resolve())
        if inside and recording.is_file() and file_digest(recording) != digest:
            raise ConfigError(f"{short(name)} is another recording than {found.name} agreed to", f"{called}/{FILE}",
                              f"Ask them again: {PREPARE}")  # fmt: skip
    return found


def sign(folder: Path, recordings: list[Path], name: str, date: str) -> Path:
    """Write a person's consent down. Every text is quoted as JSON, which is YAML that surprises nobody."""
    record = Signed(name=name, date=date, words=WORDS, files={r.name: file_digest(r) for r in recordings})
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in
             (("name", record.name), ("date", record.date), ("words", record.words))]  # fmt: skip
    lines += ["files:", *(f"  {json.dumps(file, ensure_ascii=False)}: {json.dumps(d)}" for file, d in
                          sorted(record.files.items()))]  # fmt: skip
    file = folder / FILE
    try:
        file.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", str(file)) from error
    return file


def lacking(workspace: Workspace, folder: str) -> tuple[Problem, ...]:
    """What is wrong with the consent that a voice names, a folder of the workspace."""
    path = (workspace.home / folder).resolve()
    if not path.is_relative_to(workspace.home.resolve()):
        return (Problem(f"{short(folder)} is outside the workspace", next="Copy it in."),)
    try:
        signed(path, folder)
    except ConfigError as error:
        return error.problems
    return ()
