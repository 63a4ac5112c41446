"""Recipes: the workspace's own first, then the starter's; chosen by name and range of versions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from ytempire.config import semver
from ytempire.config.check import dotted, limited, near, near_or_all, short, validated
from ytempire.config.prompts import mistakes, prompts_in
from ytempire.config.sections import Recipe
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import Document, Loc, read
from ytempire.errors import ConfigError, Problem
from ytempire.models import Visual
from ytempire.models.prompts import STAGES

FILE = "recipe.yaml"
KEPT = "kept"
VISUALS: tuple[str, ...] = tuple(kind.model_fields["kind"].default for kind in get_args(get_args(Visual)[0]))


@dataclass(frozen=True)
class Placed:
    """A folder that holds a recipe: `explainer`, or an older version of it, `explainer@1.0.0` or `kept/...`."""

    folder: Path
    own: bool  # the workspace's own, and not what ytempire brings along

    @property
    def name(self) -> str:
        return self.folder.name.partition("@")[0]

    @property
    def number(self) -> str:
        """The version that the folder's name says; `` for the one that is worked on."""
        return self.folder.name.partition("@")[2]


def load_recipe(workspace: Workspace, wanted: str) -> Recipe:
    """The recipe that `explainer@^1.0` asks for: the newest in range, of the workspace's own if one of them is."""
    return find_recipe(workspace, wanted)[0]


def find_recipe(workspace: Workspace, wanted: str) -> tuple[Recipe, Placed]:
    """The recipe that `explainer@^1.0` asks for, and its folder."""
    name, _, text = wanted.partition("@")
    try:
        versions = semver.range_of(text.strip())
    except ValueError as error:
        raise ConfigError(str(error)) from None
    places = recipe_places(workspace)
    here = [place for place in places if place.name == name]
    if not here:
        known = sorted({place.name for place in places})
        raise ConfigError(f"{short(name)}: no such recipe", next=near_or_all(name, known))
    return _newest(workspace, wanted, versions, here)


def _newest(workspace: Workspace, wanted: str, versions: semver.Range, here: list[Placed]) -> tuple[Recipe, Placed]:
    """Of these places the one to take; an older version is read only if it is the one, or may be."""
    found: list[tuple[Recipe | None, semver.Version, Placed]] = []
    broken: list[ConfigError] = []
    for place in here:
        if place.number and semver.is_version(place.number):
            found.append((None, semver.version(place.number), place))
            continue
        try:
            recipe = read_recipe(workspace, place)
            found.append((recipe, semver.version(recipe.version), place))
        except ConfigError as error:
            broken.append(error)
    in_range = [entry for entry in found if entry[1] in versions]
    if broken and not (versions.exact and in_range):
        raise broken[0]
    if not in_range:
        there_are = ", ".join(dict.fromkeys(".".join(map(str, number)) for _, number, _ in found))
        raise ConfigError(f"{short(wanted)}: no such version of {here[0].name}", next=f"There are: {there_are}.")
    # An older version that is only kept does not hide what ytempire brings along.
    mine = any(place.own and place.folder.parent.name != KEPT for place in here)
    recipe_or_none, _, place = max(
        in_range, key=lambda found: (mine and found[2].own, found[1], not found[2].number, found[2].own)
    )
    return recipe_or_none or read_recipe(workspace, place), place


def every_recipe(workspace: Workspace) -> list[tuple[Recipe, Path]]:
    """Every recipe that can be named, with its folder; all mistakes of all of them at once."""
    found: list[tuple[Recipe, Path]] = []
    wrong: list[Problem] = []
    for place in recipe_places(workspace):
        try:
            found.append((read_recipe(workspace, place), place.folder))
        except ConfigError as error:
            wrong += error.problems
    if wrong:
        raise ConfigError(limited(wrong))
    return found


def recipe_places(workspace: Workspace) -> list[Placed]:
    """Folders of recipes: the workspace's, and those of the starter that it does not have itself."""
    own = [Placed(folder, True) for folder in folders(workspace.recipes)]
    brought = [Placed(folder, False) for folder in folders(starter() / "recipes")]
    have = {place.folder.name for place in own}
    return own + [place for place in brought if place.folder.name not in have]


def folders(recipes: Path) -> list[Path]:
    """Folders under `recipes/` that hold a recipe, those that are worked on before those that are kept."""
    found = sorted(file.parent for file in recipes.glob(f"*/{FILE}"))
    beside = {folder.name for folder in found}
    kept = sorted(file.parent for file in (recipes / KEPT).glob(f"*/{FILE}"))
    return found + [folder for folder in kept if folder.name not in beside]


def read_recipe(workspace: Workspace, place: Placed) -> Recipe:
    """The recipe of a folder with its prompts, checked."""
    folder = place.folder
    document = read(folder / FILE, workspace.called(folder / FILE))
    recipe = validated(Recipe, document)
    wrong = _mistakes(recipe, folder, document)
    prompts, more = prompts_in(folder / "prompts", workspace.called(folder / "prompts"))
    wrong += more
    for stage, prompt in recipe.prompts.items():
        if stage not in STAGES:
            wrong.append(_at(document, ("prompts", stage), "no such stage", near_or_all(stage, STAGES)))
        elif stage in prompts:
            wrong.append(_at(document, ("prompts", stage), f"is also in prompts/{stage}.md", "Keep one of them."))
        else:
            at = document.where(("prompts", stage, "text"))
            wrong += [Problem(f"prompts.{stage}.text: {p.what}", at, p.next) for p in mistakes(stage, prompt.text, "")]
    if wrong:
        raise ConfigError(limited(wrong))
    return recipe.model_copy(update={"prompts": {**recipe.prompts, **prompts}})


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
