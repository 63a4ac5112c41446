"""Locking recipes: a version that is locked stays as it is, and a copy of it is kept."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from ytempire.config import lock as locks, semver
from ytempire.config.check import limited
from ytempire.config.lock import LOCK, Lock, files_of, key_of, read_lock, versions_of, write_lock
from ytempire.config.recipes import KEPT, Placed, folders, read_recipe
from ytempire.config.sections import Recipe
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError, Problem

STEPS = ("patch", "minor", "major")
WHY = {"major": "its roles or their order changed", "minor": "what is written changed"}


def step_between(old: Recipe, new: Recipe) -> str:
    """How large a step the change is: major, minor or patch, by what films made from it have to do with it."""
    if [role.name for role in old.roles] != [role.name for role in new.roles]:
        return "minor" if old.version.startswith("0.") else "major"
    before, after = (recipe.for_writers().model_dump(exclude={"version"}) for recipe in (old, new))
    return "minor" if before != after else "patch"


def step_taken(old: str, new: str) -> str:
    """Which number of the version went up."""
    before, after = semver.version(old), semver.version(new)
    return "major" if before[0] != after[0] else "minor" if before[1] != after[1] else "patch"


@dataclass
class _Locking:
    """One look over the workspace's recipes: what is to be locked, and what is wrong with it."""

    workspace: Workspace
    lock: Lock
    new: dict[str, tuple[Path, dict[str, str]]] = field(default_factory=dict)
    wrong: list[Problem] = field(default_factory=list)

    def look(self, folder: Path) -> None:
        called = self.workspace.called(folder)
        try:
            recipe = read_recipe(self.workspace, Placed(folder, True))
        except ConfigError as error:
            self.wrong += error.problems
            return
        key, files = f"{recipe.name}@{recipe.version}", files_of(folder)
        if key in self.lock.recipes:
            return
        if key in self.new:
            if self.new[key][1] != files:
                self.wrong.append(Problem(f"is {key}, and so is {self.workspace.called(self.new[key][0])}, with other"
                                          " files", called, "Give one of them another version."))  # fmt: skip
            return
        if "@" not in folder.name:
            self.rising(folder, called, recipe)
        self.new[key] = (folder, files)

    def rising(self, folder: Path, called: str, recipe: Recipe) -> None:
        """A version that is worked on goes up from the last one, by a step as large as the change."""
        older = versions_of(self.lock, recipe.name)
        if not older:
            return
        last, where = older[-1], f"{called}/recipe.yaml"
        if semver.version(recipe.version) <= semver.version(last):
            self.wrong.append(Problem(f"version: {recipe.version} is not higher than {last}, which is locked", where))
            return
        before = sound_copy(self.workspace, f"{recipe.name}@{last}")
        if before is not None:
            needed = step_between(read_recipe(self.workspace, Placed(before, True)), recipe)
            if STEPS.index(step_taken(last, recipe.version)) < STEPS.index(needed):
                what = f"version: {last} to {recipe.version} is too small a step: {WHY[needed]}"
                self.wrong.append(Problem(what, where, f"Make it {_raised(last, needed)}."))
        changes = folder / "CHANGELOG.md"
        told = changes.read_text("utf-8", "replace") if changes.is_file() else ""
        if f"## {recipe.version}\n" not in f"{told.replace(chr(13), '')}\n":
            self.wrong.append(Problem(f"has no heading for {recipe.version}", f"{called}/CHANGELOG.md",
                                      f"Write `## {recipe.version}` and what changed."))  # fmt: skip


def _raised(version: str, step: str) -> str:
    major, minor, patch = semver.version(version)
    return {"major": f"{major + 1}.0.0", "minor": f"{major}.{minor + 1}.0"}.get(step, f"{major}.{minor}.{patch + 1}")


def lock(workspace: Workspace) -> tuple[list[str], list[str]]:
    """Lock every version that is not locked yet, and keep a copy of it: those now locked, and those that were."""
    recipes = workspace.recipes
    if not folders(recipes):
        raise ConfigError("holds no recipe", workspace.called(recipes), "ytempire init copies those it brings along.")
    called = workspace.called(recipes)
    before = read_lock(recipes, f"{called}/{LOCK}")
    look = _Locking(workspace, before, wrong=list(locks.mistakes(recipes, called)))
    for folder in folders(recipes):
        look.look(folder)
    if look.wrong:
        raise ConfigError(limited(look.wrong))
    for folder in folders(recipes):
        key = key_of(folder, called)
        if not any((recipes / place / key).is_dir() for place in ("", KEPT)):
            copy(folder, recipes / KEPT / key)
    if look.new:
        added = {key: files for key, (_, files) in look.new.items()}
        write_lock(recipes, before.model_copy(update={"recipes": {**before.recipes, **added}}))
    return sorted(look.new), sorted(before.recipes)


def copy(folder: Path, to: Path) -> None:
    """A copy of a recipe's folder, whole or not at all."""
    temp = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        for name in files_of(folder):
            (temp / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, temp / name)
        temp.rename(to)
    except OSError as error:
        shutil.rmtree(temp, ignore_errors=True)
        raise ConfigError(f"cannot be written: {error.strerror}", str(to)) from error


def every_place(workspace: Workspace) -> list[Path]:
    """Every folder that may hold a version, the workspace's own first."""
    return [*folders(workspace.recipes), *folders(starter() / "recipes")]


def sound_copy(workspace: Workspace, key: str) -> Path | None:
    """A folder that holds a version just as it was locked."""
    for recipes in (workspace.recipes, starter() / "recipes"):
        files = read_lock(recipes, workspace.called(recipes / LOCK)).recipes.get(key)
        if files:
            there = (f for f in every_place(workspace) if key_of(f, str(f)) == key and files_of(f) == files)
            return next(there, None)
    return None
