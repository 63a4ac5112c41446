"""Looking at channels."""

from __future__ import annotations

from typing import Annotated

import typer

from ytempire import console
from ytempire.cli import options

Name = Annotated[str, typer.Argument(metavar="NAME", help="The channel.")]


def list_channels() -> None:
    """List the channels of the workspace."""
    from ytempire.config.load import load_channel
    from ytempire.config.workspace import INIT
    from ytempire.errors import ConfigError

    space = options.workspace()
    rows = []
    for name in space.channel_names():
        row: dict[str, object] = {"name": name, "title": "", "recipe": "", "aspect": "", "theme": "", "problems": 0}
        try:
            channel = load_channel(space, name)
            row |= {"title": channel.title, "recipe": channel.recipe, "aspect": channel.look.aspect,
                    "theme": channel.look.theme}  # fmt: skip
        except ConfigError as error:
            row |= {"problems": len(error.problems)}
        rows.append(row)
    if console.document(rows):
        return
    if not rows:
        console.say(f"channels/ is empty. {INIT}")
        return
    broken = "{problems} to mend: ytempire validate -c {name}"
    shown = [(r["name"], r["title"] or broken.format(**r), r["recipe"], r["aspect"], r["theme"]) for r in rows]
    console.table(("name", "title", "recipe", "shape", "theme"), shown)


def show(name: Name) -> None:
    """Show a channel with its defaults filled in."""
    from ytempire.config.load import load_channel
    from ytempire.config.yaml import dump
    from ytempire.gateway.finder import find

    channel = load_channel(options.workspace(), name, find)
    if not console.document(channel):
        console.answer(dump(channel.model_dump(mode="json")).rstrip())
