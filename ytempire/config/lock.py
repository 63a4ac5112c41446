"""The lock of recipes: what every file of every version holds, so that no version changes without its number.

`recipes/recipes.lock` lies beside the recipes and is written by `ytempire recipe lock` alone. A version that is in it
stays as it is for ever: films are made from it, remembered answers are kept under it, and a channel may name it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from ytempire.address import text_digest
from ytempire.config import semver
from ytempire.config.check import validated
from ytempire.config.recipes import FILE, KEPT, folders
from ytempire.config.yaml import dump, read
from ytempire.errors import ConfigError, Problem
from ytempire.models import Frozen

LOCK = "recipes.lock"
SCORES = "golden/scores.json"  # what a version scored is measured again and again, and is no part of it
HEX = 32  # digits of a digest in the lock
HEAD = """\
# What every file of every recipe holds, version by version. Written by `ytempire recipe lock`; not edited by hand.
"""

Files = dict[str, str]
"""Digests by path in the recipe's folder."""


class Lock(Frozen):
    """Versions by name and number, each with the digests of its files."""

    schema_version: int = Field(alias="schema", ge=1, le=1, description="The form of this file: 1.")
    recipes: dict[str, Files] = Field(default={}, description="Digests by version and by file.")


@dataclass(frozen=True)
class Change:
    """What became of a file since its version was locked."""

    file: str
    state: str  # changed, new, gone

    def __str__(self) -> str:
        return f"{self.file} {'changed' if self.state == 'changed' else f'is {self.state}'}"


def files_of(folder: Path) -> Files:
    """What a recipe's folder holds: a digest for each of its files, line ends aside."""
    found = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "__")) for part in file.relative_to(folder).parts)
        if hidden or name.endswith("~") or name == SCORES or not file.is_file():
            continue
        try:
            found[name] = text_digest(file.read_bytes().replace(b"\r\n", b"\n"))[:HEX]
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", str(file)) from error
    return found


def key_of(folder: Path, called: str) -> str:
    """`explainer@1.2.0`, as the folder's own recipe.yaml says it; `` while that cannot be told."""
    try:
        value = read(folder / FILE, called).value
    except ConfigError:
        return ""
    name, number = (value.get(key) for key in ("name", "version")) if isinstance(value, dict) else ("", "")
    return f"{name}@{number}" if isinstance(number, str) and semver.is_version(number) else ""


def read_lock(recipes: Path, called: str = LOCK) -> Lock:
    """The lock of a folder of recipes; an empty one where there is none."""
    file = recipes / LOCK
    if not file.exists():
        return Lock(schema=1)
    return validated(Lock, read(file, called))


def write_lock(recipes: Path, lock: Lock) -> None:
    """The lock, whole or not at all."""
    order = sorted(lock.recipes, key=_order)
    text = HEAD + dump({"schema": 1, "recipes": {key: lock.recipes[key] for key in order}})
    file = recipes / LOCK
    temp = file.with_name(f".{LOCK}.{os.getpid()}")
    try:
        temp.write_text(text, "utf-8", newline="\n")
        temp.replace(file)
    except OSError as error:
        temp.unlink(missing_ok=True)
        raise ConfigError(f"cannot be written: {error.strerror}", str(file)) from error


def _order(key: str) -> tuple[str, semver.Version]:
    name, _, number = key.partition("@")
    return name, semver.version(number) if semver.is_version(number) else (0, 0, 0)


def versions_of(lock: Lock, name: str) -> list[str]:
    """The versions of a recipe that are locked, the newest last."""
    return [key.partition("@")[2] for key in sorted(lock.recipes, key=_order) if key.partition("@")[0] == name]


def changes(was: Files, now: Files) -> list[Change]:
    """What is not as it was."""
    gone = [Change(file, "gone") for file in was if file not in now]
    new = [Change(file, "new") for file in now if file not in was]
    changed = [Change(file, "changed") for file in was if file in now and was[file] != now[file]]
    return changed + new + gone


def mistakes(recipes: Path, called: str, name: str = "") -> Iterator[Problem]:
    """Versions that are not what was locked, each with the files that differ; of one recipe, or of all."""
    try:
        lock = read_lock(recipes, f"{called}/{LOCK}")
    except ConfigError as error:
        yield from error.problems
        return
    for folder in folders(recipes):
        if name and folder.name.partition("@")[0] != name:
            continue
        key = key_of(folder, called)
        if key not in lock.recipes:
            continue
        if found := changes(lock.recipes[key], files_of(folder)):
            yield _problem(key, f"{called}/{folder.relative_to(recipes).as_posix()}", found)


def edited(places: Iterable[tuple[Path, str]], name: str, number: str) -> Iterator[Problem]:
    """What is not as it was locked in one version of a recipe; `places` are folders of recipes with their names."""
    for recipes, called in dict(places).items():
        for problem in mistakes(recipes, called, name):
            if problem.what.startswith(f"{name}@{number} "):
                yield problem


def _problem(key: str, where: str, found: list[Change]) -> Problem:
    name, _, number = key.partition("@")
    told = ", ".join(str(change) for change in found[:6]) + (f" and {len(found) - 6} more" if found[6:] else "")
    if where.endswith(f"/{name}"):
        then = (f"Raise its version, say why in CHANGELOG.md, then: ytempire recipe lock."
                f" To undo the change: ytempire recipe rollback {name} --to {number} --force")  # fmt: skip
    else:
        then = f"An older version stays as it was: ytempire recipe rollback {name} --to {number} --force"
    return Problem(f"{key} is not what was locked: {told}", where, then)


def unlocked(recipes: Path, called: str = LOCK) -> list[str]:
    """Versions that are worked on and are not in the lock yet."""
    lock = read_lock(recipes, called)
    keys = [key_of(folder, called) for folder in folders(recipes)]
    return sorted(key for key in dict.fromkeys(keys) if key and key not in lock.recipes)


__all__ = [
    "KEPT",
    "LOCK",
    "Change",
    "Lock",
    "changes",
    "edited",
    "files_of",
    "key_of",
    "mistakes",
    "read_lock",
    "unlocked",
    "versions_of",
    "write_lock",
]
