"""Looking at recipes."""

from __future__ import annotations

from typing import Annotated

import typer

from ytempire import console
from ytempire.cli import options

Wanted = Annotated[str, typer.Argument(metavar="NAME", help="The recipe, such as explainer or explainer@^1.0.")]


def list_recipes() -> None:
    """List the recipes that a channel can name."""
    from ytempire.config.recipes import every_recipe

    space = options.workspace()
    found = [(recipe, space.called(folder)) for recipe, folder in every_recipe(space)]
    if console.document(
        [
            {
                "name": r.name,
                "version": r.version,
                "format": r.format,
                "seconds": r.seconds,
                "language": r.language,
                "summary": r.summary,
                "folder": folder,
            }
            for r, folder in found
        ]
    ):
        return  # fmt: skip
    rows = [(r.name, r.version, f"{r.seconds[0]:g}-{r.seconds[1]:g} s", r.language, r.summary) for r, _ in found]
    console.table(("name", "version", "length", "language", "summary"), rows)


def show(name: Wanted) -> None:
    """Show a recipe: its roles, and how long each is."""
    from ytempire.config.recipes import load_recipe

    recipe = load_recipe(options.workspace(), name)
    if console.document(recipe.model_dump(mode="json", by_alias=True)):
        return
    console.facts({"recipe": f"{recipe.name} {recipe.version}", "summary": recipe.summary, "format": recipe.format,
                   "length": f"{recipe.seconds[0]:g}-{recipe.seconds[1]:g} s",
                   "speech": f"{recipe.words_per_minute:g} words a minute",
                   "prompts": ", ".join(sorted(recipe.prompts)) or "none"})  # fmt: skip
    console.answer("")
    rows = []
    for role in recipe.roles:
        scenes = f"{role.min}-{role.max}" if role.max > role.min else str(role.min)
        seconds = f"{role.seconds[0]:g}-{role.seconds[1]:g}"
        rows.append((role.name, scenes, seconds, ", ".join(role.visuals), role.goal))
    console.table(("role", "scenes", "seconds", "pictures", "goal"), rows)
