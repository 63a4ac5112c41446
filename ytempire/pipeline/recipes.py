"""Recipes over time: what changed between two versions, which one a channel takes, and going back."""

from __future__ import annotations

import difflib
import shutil
from dataclasses import dataclass
from pathlib import Path

from ytempire.config import lock as locks, semver
from ytempire.config.check import near_or_all
from ytempire.config.lock import LOCK, files_of, key_of, read_lock, write_lock
from ytempire.config.pin import pin, recipe_of
from ytempire.config.recipes import KEPT, Placed, find_recipe, folders, read_recipe, recipe_places
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError, Problem
from ytempire.pipeline.locking import copy, every_place, sound_copy, step_between

# --- compare ---


@dataclass(frozen=True)
class FileDifference:
    """What became of one file, as lines of a unified diff."""

    file: str
    state: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What changed between two versions of a recipe, and how large a step that is."""

    name: str
    old: str
    new: str
    step: str
    files: tuple[FileDifference, ...]


def diff(workspace: Workspace, name: str, old: str = "", new: str = "") -> Difference:
    """Compare two versions; left out, what is worked on with what was locked last, or the version before it."""
    there = _versions(workspace, name)
    working = next(
        (place.folder for place in recipe_places(workspace) if place.name == name and not place.number), None
    )
    number = key_of(working, name).partition("@")[2] if working else ""
    sound = sound_copy(workspace, f"{name}@{number}") if number else None
    edited = bool(working and sound and files_of(sound) != files_of(working))
    if not new and working is None:
        new = list(there)[-1]
    if not old:
        lower = [v for v in there if semver.version(v) < semver.version(new or number or list(there)[-1])]
        if not (edited and not new) and not lower:
            raise ConfigError(f"{name} {new or number} has no version before it", "ytempire recipe diff")
        old = number if edited and not new else lower[-1]
    left, right = _folder_of(there, name, old), working if not new or new == number else _folder_of(there, name, new)
    assert right is not None
    if left == right and sound:
        left = sound
    called = f"{new or number}" + (" as it is now" if edited and right == working else "")
    files = tuple(_file(change, left, right) for change in locks.changes(files_of(left), files_of(right)))
    try:
        step = step_between(*(read_recipe(workspace, Placed(folder, True)) for folder in (left, right)))
    except ConfigError:
        step = ""
    return Difference(name, old, called, step if files else "", files)


def _versions(workspace: Workspace, name: str) -> dict[str, Path]:
    """Every version of a recipe that is there, lowest first; of several folders the one that is kept."""
    found: dict[str, Path] = {}
    for folder in every_place(workspace):
        key, _, number = key_of(folder, workspace.called(folder)).partition("@")
        if key == name and ("@" in folder.name or number not in found):
            found[number] = folder
    if not found:
        known = sorted({place.name for place in recipe_places(workspace)})
        raise ConfigError(f"{name}: no such recipe", next=near_or_all(name, known))
    return dict(sorted(found.items(), key=lambda pair: semver.version(pair[0])))


def _folder_of(there: dict[str, Path], name: str, number: str) -> Path:
    if number not in there:
        raise ConfigError(f"{name}@{number}: no such version is kept", next=f"There are: {', '.join(there)}.")
    return there[number]


def _file(change: locks.Change, left: Path, right: Path) -> FileDifference:
    before, after = (
        (folder / change.file).read_text("utf-8", "replace").splitlines() if (folder / change.file).is_file() else []
        for folder in (left, right)
    )
    lines = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return FileDifference(change.file, change.state, tuple(lines))


# --- pin and go back ---


@dataclass(frozen=True)
class Pinned:
    """A channel whose file now names a version; `before` is what it said."""

    channel: str
    before: str
    after: str


def pin_recipe(workspace: Workspace, wanted: str, channels: tuple[str, ...] = ()) -> list[Pinned]:
    """Have channels take one version and no other: those named, or all that take this recipe."""
    recipe, _ = find_recipe(workspace, wanted)
    exact = f"{recipe.name}@={recipe.version}"
    names = channels or _users(workspace, recipe.name)
    if not names:
        raise ConfigError(f"no channel takes {recipe.name}", "ytempire recipe pin", "Name one with --channel.")
    found = []
    for name in names:
        before = recipe_of(workspace, name)
        if pin(workspace, name, exact):
            found.append(Pinned(name, before, exact))
    return found


def _users(workspace: Workspace, recipe: str) -> tuple[str, ...]:
    return tuple(n for n in workspace.channel_names() if recipe_of(workspace, n).partition("@")[0] == recipe)


@dataclass(frozen=True)
class Back:
    """Where a recipe went back to: the version, the files put back, and the channels that now name it."""

    name: str
    version: str
    restored: tuple[str, ...]
    pinned: tuple[Pinned, ...]


def rollback(
    workspace: Workspace, name: str, to: str = "", channels: tuple[str, ...] = (), force: bool = False
) -> Back:
    """Put an older version back as it was locked, and have the channels take it."""
    there = _versions(workspace, name)
    users = channels or _users(workspace, name)
    to = to or _before(workspace, name, users, there)
    key = f"{name}@{to}"
    own = [folder for folder in folders(workspace.recipes) if key_of(folder, name) == key]
    sound = sound_copy(workspace, key)
    if sound is None and _locked(workspace, key):
        raise ConfigError(f"{key} is nowhere as it was locked", "recipes", "Take it from your version control.")
    sound = sound or _folder_of(there, name, to)
    restored = _put_back(workspace, own, sound, force)
    if not own:
        copy(sound, workspace.recipes / KEPT / key)
        restored.append(f"recipes/{KEPT}/{key}")
        before = read_lock(workspace.recipes, f"recipes/{LOCK}")
        write_lock(workspace.recipes, before.model_copy(update={"recipes": {**before.recipes, key: files_of(sound)}}))
    moved = tuple(user for user in users if not _takes(workspace, user, name, to))
    pinned = pin_recipe(workspace, f"{name}@={to}", moved) if moved else []
    return Back(name, to, tuple(restored), tuple(pinned))


def _locked(workspace: Workspace, key: str) -> bool:
    """Whether a version is in the workspace's lock or in the starter's."""
    places = (workspace.recipes, starter() / "recipes")
    return any(key in read_lock(recipes, workspace.called(recipes / LOCK)).recipes for recipes in places)


def _before(workspace: Workspace, name: str, users: tuple[str, ...], there: dict[str, Path]) -> str:
    """The version under the one that is taken now."""
    taken = recipe_of(workspace, users[0]) if users else name
    now = find_recipe(workspace, taken if taken.partition("@")[0] == name else name)[0].version
    lower = [number for number in there if semver.version(number) < semver.version(now)]
    if not lower:
        raise ConfigError(f"{name} {now} has no version before it", "ytempire recipe rollback",
                          f"There are: {', '.join(there)}.")  # fmt: skip
    return lower[-1]


def _takes(workspace: Workspace, channel: str, name: str, number: str) -> bool:
    wanted = recipe_of(workspace, channel)
    try:
        recipe, _ = find_recipe(workspace, wanted)
    except ConfigError:
        return False
    return (recipe.name, recipe.version) == (name, number)


def _put_back(workspace: Workspace, own: list[Path], sound: Path, force: bool) -> list[str]:
    """The files of a version that were changed, as they were; only if the changes may be lost."""
    wanted = files_of(sound)
    dirty = [(folder, locks.changes(wanted, files_of(folder))) for folder in own]
    dirty = [(folder, found) for folder, found in dirty if found]
    if dirty and not force:
        raise ConfigError([
            Problem(f"was changed: {', '.join(str(change) for change in found)}", workspace.called(folder),
                    "Say --force to have it as it was; the changes are lost.") for folder, found in dirty
        ])  # fmt: skip
    restored = []
    for folder, found in dirty:
        for change in found:
            file = folder / change.file
            try:
                if change.state == "new":
                    file.unlink()
                else:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(sound / change.file, file)
            except OSError as error:
                raise ConfigError(f"cannot be written: {error.strerror}", workspace.called(file)) from error
            restored.append(workspace.called(file))
    return restored
