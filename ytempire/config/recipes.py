"""Recipes: the workspace's own first, then the starter's; chosen by name and range of versions."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from ytempire.config import semver
from ytempire.config.check import dotted, limited, near, near_or_all, short, validated
from ytempire.config.sections import Recipe
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import MAX_BYTES, Document, Loc, read
from ytempire.errors import ConfigError, Problem
from ytempire.models import Prompt, Visual

FILE = "recipe.yaml"
VISUALS: tuple[str, ...] = tuple(kind.model_fields["kind"].default for kind in get_args(get_args(Visual)[0]))


def load_recipe(workspace: Workspace, wanted: str) -> Recipe:
    """The recipe that `explainer@^1.0` asks for: the newest in range, of the workspace's own if one of them is."""
    name, _, text = wanted.partition("@")
    try:
        versions = semver.range_of(text.strip())
    except ValueError as error:
        raise ConfigError(str(error)) from None
    places = _places(workspace)
    if not any(name == _name(folder) for folder in places):
        known = sorted({_name(folder) for folder in places})
        raise ConfigError(f"{short(name)}: no such recipe", next=near_or_all(name, known))
    found = [_read(workspace, folder) for folder in places if _name(folder) == name]
    in_range = [(recipe, own) for recipe, own in found if semver.version(recipe.version) in versions]
    if not in_range:
        there_are = ", ".join(dict.fromkeys(recipe.version for recipe, _ in found))
        raise ConfigError(f"{short(wanted)}: no such version of {name}", next=f"There are: {there_are}.")
    return max(in_range, key=lambda pair: (pair[1], semver.version(pair[0].version)))[0]


def every_recipe(workspace: Workspace) -> list[tuple[Recipe, Path]]:
    """Every recipe that can be named, with its folder; all mistakes of all of them at once."""
    found: list[tuple[Recipe, Path]] = []
    wrong: list[Problem] = []
    for folder in _places(workspace):
        try:
            found.append((_read(workspace, folder)[0], folder))
        except ConfigError as error:
            wrong += error.problems
    if wrong:
        raise ConfigError(limited(wrong))
    return found


def _places(workspace: Workspace) -> list[Path]:
    """Folders of recipes: the workspace's, and those of the starter that it does not have itself."""
    own = _folders(workspace.recipes)
    brought = _folders(starter() / "recipes")
    have = {folder.name for folder in own}
    return own + [folder for folder in brought if folder.name not in have]


def _folders(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob(f"*/{FILE}"))


def _name(folder: Path) -> str:
    """`explainer@1.0.0` keeps an older explainer beside `explainer`."""
    return folder.name.partition("@")[0]


def _read(workspace: Workspace, folder: Path) -> tuple[Recipe, bool]:
    """A recipe with its prompts, checked; and whether it is the workspace's own."""
    document = read(folder / FILE, workspace.called(folder / FILE))
    recipe = validated(Recipe, document)
    wrong = _mistakes(recipe, folder, document)
    prompts = {}
    for file in sorted((folder / "prompts").glob("*.md")):
        if file.stem in recipe.prompts:
            wrong.append(_at(document, ("prompts", file.stem), f"is also in prompts/{file.name}", "Keep one of them."))
        try:
            prompts[file.stem] = Prompt(text=_text(file))
        except ValueError as error:
            wrong.append(Problem(str(error), workspace.called(file)))
    if wrong:
        raise ConfigError(limited(wrong))
    return recipe.model_copy(update={"prompts": {**recipe.prompts, **prompts}}), folder.parent == workspace.recipes


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES // 1024} KB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None


def _mistakes(recipe: Recipe, folder: Path, document: Document) -> list[Problem]:
    """What no single key can tell."""
    wrong: list[Problem] = []
    name, _, number = folder.name.partition("@")
    if recipe.name != name:
        wrong.append(_at(document, ("name",), f"{recipe.name} is not the folder's name, {name}"))
    if number and recipe.version != number:
        wrong.append(_at(document, ("version",), f"{recipe.version} is not the folder's, {number}"))
    if not 0 < recipe.seconds[0] <= recipe.seconds[1] <= 3600:
        wrong.append(_at(document, ("seconds",), "wants two numbers up to 3600, the smaller first"))
    for i, role in enumerate(recipe.roles):
        if role.min > role.max:
            wrong.append(_at(document, ("roles", i, "min"), f"{role.min} is more than its max of {role.max}"))
        if not 0 < role.seconds[0] <= role.seconds[1] <= 600:
            wrong.append(_at(document, ("roles", i, "seconds"), "wants two numbers up to 600, the smaller first"))
        for j, visual in enumerate(role.visuals):
            if visual not in VISUALS:
                hint = near(visual, VISUALS) or f"There are: {', '.join(VISUALS)}."
                wrong.append(_at(document, ("roles", i, "visuals", j), f"{short(visual)}: no such picture", hint))
    if not wrong:
        least = sum(role.min * role.seconds[0] for role in recipe.roles)
        most = sum(role.max * role.seconds[1] for role in recipe.roles)
        if least > recipe.seconds[1] or most < recipe.seconds[0]:
            what = f"its roles give {least:g} to {most:g} seconds, which never meets the film's"
            wrong.append(_at(document, ("seconds",), what))
    return wrong


def _at(document: Document, loc: Loc, what: str, then: str = "") -> Problem:
    return Problem(f"{dotted(loc)}: {what}", document.where(loc), then)
