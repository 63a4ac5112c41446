"""Write the pages that follow from the code, or with --check say which of them are not current.

docs/configuration.md, docs/commands.md, docs/providers.md, the exit codes in README.md, and schemas/*.json.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ytempire.cli import commands
from ytempire.cli.schema import written
from ytempire.config.check import PATTERNS, number
from ytempire.config.load import KINDS
from ytempire.config.prices import PriceFile
from ytempire.config.sections import Chain, Channel, Recipe
from ytempire.errors import EXIT_CODES
from ytempire.gateway import finder
from ytempire.models import Price, Role

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Made by tools/docs.py; change the code, not this page. -->"
SECTION_OF = {kind: f"{key}:" for key, kind in KINDS.items()} | {"voice": "voices: <speaker>:"}
SHARED = ("--home", "--json", "--quiet")


def main(argv: list[str]) -> int:
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)}  is not current. Run: python tools/docs.py")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], "utf-8")
        print(f"{path.relative_to(ROOT)}  written")
    return 0


def pages() -> dict[Path, str]:
    """Every page that follows from the code, as it must be."""
    found = {
        ROOT / "docs" / "configuration.md": "\n".join(configuration()) + "\n",
        ROOT / "docs" / "commands.md": "\n".join(command_pages()) + "\n",
        ROOT / "docs" / "providers.md": "\n".join(providers()) + "\n",
        **{ROOT / "schemas" / f"{name}.json": text for name, text in written(ours=True).items()},
    }
    readme = ROOT / "README.md"
    if readme.exists():
        found[readme] = between(readme.read_text("utf-8"), "exit codes", "\n".join(exit_codes()))
    return found


def between(text: str, mark: str, new: str) -> str:
    """The text with what stands between two marks replaced."""
    start, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"README.md lacks the marks of {mark}")
    return f"{before}{start}{new}\n{end}{after}"


def exit_codes() -> Iterator[str]:
    yield from table(("code", "meaning"), [(str(error.exit_code), error.meaning) for error in EXIT_CODES])


# --- configuration ---


def configuration() -> Iterator[str]:
    yield from (
        "# Configuration", "", MADE, "",
        "A channel is one file, `channels/<name>.yaml`, and a recipe is one file, `recipes/<name>/recipe.yaml`.",
        "`ytempire validate` checks them and says every mistake at once, with its line.",
        "`ytempire channel show NAME` prints a channel with its defaults filled in.",
        "A first line `# yaml-language-server: $schema=../schemas/channel.json` lets an editor complete the keys.",
        "Words stay what you type: `NO`, `010` and `12:30:45` are text where text is wanted.",
        "Aliases, anchors, tags and files over 256 KB are refused.", "",
        "## A channel", "",
    )  # fmt: skip
    yield from keys(Channel)
    for name, info in Channel.model_fields.items():
        section = plain(info.annotation)
        if get_origin(section) is dict:
            section = get_args(section)[-1]
        if isinstance(section, type) and issubclass(section, BaseModel):
            shown = f"{name}: <speaker>" if name == "voices" else name
            yield from ("", f"### {shown}", "", sentence(section), "")
            yield from keys(section)
            if issubclass(section, Chain):
                yield from options("voice" if name == "voices" else KINDS[name])
    yield from ("", "## A recipe", "", sentence(Recipe), "")
    yield from keys(Recipe)
    yield from ("", "### roles", "", sentence(Role), "")
    yield from keys(Role)
    yield from ("", "Versions are chosen in the channel's `recipe` key:", "")
    yield from table(("written", "takes"), [
        ("`explainer`", "the newest"), ("`explainer@^1.2`", "1.2.0 and later, but not 2.0.0"),
        ("`explainer@~1.2`", "1.2.0 and later, but not 1.3.0"), ("`explainer@1.2.3`", "that one"),
        ("`explainer@1.2`, `explainer@1`", "any 1.2, any 1"),
    ])  # fmt: skip
    yield from ("", "An older version is kept in a folder of its own, such as `recipes/explainer@1.0.0/`.",
                "A recipe of the workspace goes before one that came with ytempire.")  # fmt: skip
    yield from ("", "## Prices", "", sentence(PriceFile), "", "How they are used is in [money](money.md).", "")
    yield from keys(PriceFile)
    yield from ("", "### prices", "", sentence(Price), "")
    yield from keys(Price)


def options(kind: str) -> Iterator[str]:
    """What each provider of a kind takes under `options:`."""
    for name, provider in sorted(finder.every(kind, ours=True).items()):
        if provider.Options.model_fields:
            yield from ("", f"What `{name}` takes under `options`:", "")
            yield from keys(provider.Options)


def keys(model: type[BaseModel]) -> Iterator[str]:
    """A row a key: its type, what it is when left out, and what it means."""
    rows = []
    for name, info in model.model_fields.items():
        rows.append((f"`{info.alias or name}`", kind_of(info), default_of(info), info.description or about(info)))
    yield from table(("key", "value", "if left out", "meaning"), rows)


def about(info: FieldInfo) -> str:
    section = plain(info.annotation)
    if isinstance(section, type) and issubclass(section, BaseModel):
        return sentence(section)
    return ""


def sentence(model: type[BaseModel]) -> str:
    """A docstring's first sentence."""
    return " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())


def plain(kind: Any) -> Any:
    while get_origin(kind) in (Union, types.UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def kind_of(info: FieldInfo) -> str:
    kind = plain(info.annotation)
    shown = named(kind)
    low = high = ""
    for rule in info.metadata:
        if isinstance(rule, (Ge, Gt)):
            low = f"over {number(rule.gt)}" if isinstance(rule, Gt) else number(rule.ge)
        if isinstance(rule, (Le, Lt)):
            high = number(rule.lt if isinstance(rule, Lt) else rule.le)
        if (pattern := getattr(rule, "pattern", None)) in PATTERNS:
            shown = PATTERNS[pattern]
        if kind is str and (most := getattr(rule, "max_length", None)) and not shown.startswith("small"):
            shown = f"{shown}, up to {most} characters"
    if low and high:
        return low if low == high else f"{shown}, {low} to {high}"
    return f"{shown}, {low}{'' if low.startswith('over') else ' or more'}" if low else shown


def named(kind: Any) -> str:
    while hasattr(kind, "__metadata__"):  # a type with its bounds beside it
        kind = kind.__origin__
    simple = {str: "text", int: "whole number", float: "number", bool: "true or false", Any: "any", Path: "path",
              Decimal: "number"}  # fmt: skip
    if kind in simple:
        return simple[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inside)
    if origin is tuple and Ellipsis not in inside:
        return "two numbers"
    if origin in (tuple, list):
        return f"list of {named(inside[0])}"
    if origin is dict:
        return "keys by provider" if get_origin(inside[1]) is dict else f"{named(inside[1])} by name"
    return "keys" if isinstance(kind, type) and issubclass(kind, BaseModel) else str(kind)


def default_of(info: FieldInfo) -> str:
    value = info.default
    if value is PydanticUndefined:
        return "must be given" if info.default_factory is None else ""
    if isinstance(value, (BaseModel, dict)) or value in ("", (), [], None):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (tuple, list)):
        return f"`[{', '.join(f'{v:g}' if isinstance(v, float) else str(v) for v in value)}]`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


# --- commands and providers ---


def command_pages() -> Iterator[str]:
    yield from (
        "# Commands", "", MADE, "",
        "Every command takes these, before or after its name:", "",
    )  # fmt: skip
    _, first = next(commands.every())
    yield from parameters([p for p in loaded("run", first).params if p.opts[0] in SHARED])
    yield from ("", "Progress goes to stderr, so that stdout holds the answer and nothing else.",
                "With `--json` the answer is exactly one JSON document, also when something is wrong.",
                "The exit codes are in the [README](../README.md#exit-codes).")  # fmt: skip
    groups = {entry.place: title for title, table in commands.COMMANDS.items() for entry in flat(table)}
    shown = ""
    for name, command in commands.every():
        if groups[command.place] != shown:
            shown = groups[command.place]
            yield from ("", f"## {shown}")
        made = loaded(name, command)
        arguments = "".join(f" {p.metavar or p.name.upper()}" for p in made.params
                            if p.param_type_name == "argument" and not p.hidden)  # fmt: skip
        yield from ("", f"### ytempire {name}{arguments}", "")
        paragraphs = (command.function().__doc__ or "").strip().split("\n\n")
        for paragraph in paragraphs:
            yield from lines(" ".join(paragraph.split()))
        own = [p for p in made.params if p.opts[0] not in SHARED and p.name != "help" and not p.hidden]
        if own:
            yield ""
            yield from parameters(own)


def flat(table: Any) -> Iterator[commands.Command]:
    for entry in table.values():
        if isinstance(entry, commands.Group):
            yield from [*([entry.itself] if entry.itself else []), *entry.commands.values()]
        else:
            yield entry


def loaded(name: str, command: commands.Command) -> Any:
    return command.load(name.rpartition(" ")[2])


def lines(text: str) -> Iterator[str]:
    """A sentence a line."""
    while text:
        at = text.find(". ")
        yield text[: at + 1] if at >= 0 else text
        text = text[at + 2 :] if at >= 0 else ""


def parameters(params: list[Any]) -> Iterator[str]:
    rows = []
    for param in params:
        if param.param_type_name == "argument":
            shown = f"`{(param.metavar or param.name.upper()).strip('[]')}`"
        else:
            names = ", ".join([*param.opts, *param.secondary_opts])
            shown = f"`{names}{f' {param.metavar}' if param.metavar and not param.is_flag else ''}`"
        needed = "must be given" if param.required else ""
        default = "" if param.required or param.default in ("", None, False, (), []) else f"`{param.default}`"
        rows.append((shown, needed or default, param.help or ""))
    yield from table(("option", "if left out", "meaning"), rows)


def providers() -> Iterator[str]:
    yield from (
        "# Providers", "", MADE, "",
        "A provider answers one kind of request, and a channel names those it wants, in order.",
        "One that lacks its key is passed over with a line that says so.",
        "How to add one is in [architecture](architecture.md#a-new-provider).", "",
    )  # fmt: skip
    rows = []
    for kind in finder.kinds(ours=True):
        for name, provider in sorted(finder.every(kind, ours=True).items()):
            where = f"`{SECTION_OF[kind]} {{use: [{name}]}}`" if kind in SECTION_OF else "always"
            summary = provider.summary[:1].upper() + provider.summary[1:].rstrip(".")
            rows.append((kind, f"`{name}`", summary, f"`{provider.key}`" if provider.key else "", where))
    yield from table(("kind", "name", "what it does", "key", "in the channel"), rows)


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
