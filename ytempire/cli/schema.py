"""JSON Schemas of what a person writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console

if TYPE_CHECKING:
    from pydantic import BaseModel

NAMES = ("channel", "recipe", "script", "timeline", "prices")


def schema(
    of: Annotated[str, typer.Argument(metavar="NAME", help="channel, recipe, script, timeline or prices.")],
) -> None:
    """Print a JSON Schema, for editors that complete YAML.

    `ytempire init` writes those of channels, recipes, timelines and prices into schemas/; a first line
    `# yaml-language-server: $schema=../schemas/channel.json` makes an editor use one.
    """
    from ytempire.config.check import near_or_all
    from ytempire.errors import ConfigError

    if of not in NAMES:
        raise ConfigError(f"{of}: no such schema", "ytempire schema", near_or_all(of, NAMES))
    if not console.document(made(of)):
        console.answer(json.dumps(made(of), indent=2, ensure_ascii=False))


def written(ours: bool = False) -> dict[str, str]:
    """The schemas that lie beside the YAML, as text; `ours` leaves out other people's providers."""
    names = ("channel", "recipe", "timeline", "prices")
    return {name: json.dumps(made(name, ours), indent=2, ensure_ascii=False) + "\n" for name in names}


def made(of: str, ours: bool = False) -> dict[str, Any]:
    """A schema; a channel's also knows the themes, the providers and their options."""
    from ytempire.config.load import KINDS
    from ytempire.config.prices import PriceFile
    from ytempire.config.sections import Channel, Recipe
    from ytempire.media.themes import NAMES as THEMES
    from ytempire.models import Script, Timeline

    models: dict[str, type[BaseModel]] = {
        "channel": Channel, "recipe": Recipe, "script": Script, "timeline": Timeline,
        "prices": PriceFile,
    }  # fmt: skip
    found = models[of].model_json_schema(by_alias=True)
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    if of == "channel":
        found["$defs"]["Look"]["properties"]["theme"]["anyOf"] = [{"enum": list(THEMES)}, {"pattern": r"\.ya?ml$"}]
        sections = {Channel.model_fields[key].annotation: kind for key, kind in KINDS.items()}
        for section, kind in {section.__name__: kind for section, kind in sections.items() if section}.items():
            _providers(found["$defs"][section]["properties"], kind, ours)
        _providers(found["$defs"]["Voice"]["properties"], "voice", ours)
    return found


def _providers(properties: dict[str, Any], kind: str, ours: bool) -> None:
    """Complete `use` by the providers there are, and `options` by what each takes; other people's stay allowed."""
    from ytempire.gateway import finder

    known = finder.every(kind, ours)
    properties["use"]["items"] = {"anyOf": [{"enum": sorted(known)}, {"type": "string"}]}
    takes = {}
    for name, provider in sorted(known.items()):
        takes[name] = {key: value for key, value in provider.Options.model_json_schema().items() if key != "title"}
        takes[name]["description"] = provider.summary
    properties["options"]["properties"] = takes
