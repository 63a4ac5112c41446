"""Every command: its name, where it is, and its line of help. A command's file is imported when it is called."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperGroup

from ytempire import console
from ytempire.cli.options import shared
from ytempire.errors import ConfigError


@dataclass(frozen=True)
class Command:
    """Where a command's function is, and its docstring's first sentence."""

    place: str
    help: str

    def function(self) -> Any:
        module, _, name = self.place.partition(":")
        return getattr(importlib.import_module(module), name)

    def load(self, name: str) -> Any:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name)(shared(self.function()))
        return typer.main.get_command(app)


def _help(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        console.say(ctx.get_help())


@dataclass(frozen=True)
class Group:
    """Commands under one name."""

    help: str
    commands: Mapping[str, Command]
    itself: Command | None = None  # what its bare name does, when that is more than to show its help

    def load(self, name: str) -> Any:
        app = typer.Typer(cls=Lazy, name=name, help=self.help, add_completion=False, rich_markup_mode=None)
        app.callback(invoke_without_command=True)(shared(self.itself.function() if self.itself else _help))
        return filled(app, {"Commands": self.commands})


COMMANDS: Mapping[str, Mapping[str, Command | Group]] = {
    "Make videos": {
        "run": Command("ytempire.cli.run:run", "Make the channel's next video, from notes to published."),
        "plan": Command("ytempire.cli.run:plan", "Choose what the next video is about, and say why."),
        "research": Command("ytempire.cli.run:research", "Take the facts for the video out of the channel's notes."),
        "script": Command("ytempire.cli.run:script", "Write the video's script and score it."),
        "voice": Group(
            "Speak the script, sentence by sentence. Beside it: hear, compare and list voices.",
            {
                "preview": Command("ytempire.cli.voice:preview", "Hear a sentence in a voice, as a file."),
                "compare": Command("ytempire.cli.voice:compare", "Hear the same sentence in several voices."),
                "list": Command("ytempire.cli.voice:list_voices", "List the voices that there are, and the profiles."),
                "clone-prep": Command(
                    "ytempire.cli.voice:clone_prep",
                    "Check recordings of a voice that is to be copied, and write down its person's consent.",
                ),
            },
            itself=Command("ytempire.cli.voice:voice", "Speak the script, sentence by sentence."),
        ),
        "render": Command("ytempire.cli.render:render", "Draw the video, scene by scene, and join it."),
        "inspect": Command("ytempire.cli.inspect:inspect", "Measure the finished video against its plan."),
        "export": Command(
            "ytempire.cli.export:export",
            "Bring a finished video into other forms: upright, square, 4K, podcast, archive, GIF.",
        ),
        "upload": Command("ytempire.cli.run:upload", "Hand the video over to where the channel publishes."),
        "terminal": Group(
            "Make films of terminal scripts and recordings.",
            {
                "render": Command(
                    "ytempire.cli.terminal:render",
                    "Make a film of a terminal script or a recording; nothing in it is executed.",
                ),
                "preview": Command(
                    "ytempire.cli.terminal:preview",
                    "Play a terminal script or a recording in this terminal.",
                ),
                "schemes": Command("ytempire.cli.terminal:schemes", "List the colour schemes of terminals."),
                "effects": Command("ytempire.cli.terminal:effects", "List the effects of terminals."),
            },
        ),
        "thumb": Group(
            "Draw, score and compare thumbnails.",
            {
                "make": Command(
                    "ytempire.cli.thumb:make", "Draw a video's thumbnails in every idea and layout, and score them."
                ),
                "score": Command(
                    "ytempire.cli.thumb:score", "Score a thumbnail, rule by rule, from measures of the picture."
                ),
                "sheet": Command(
                    "ytempire.cli.thumb:sheet",
                    "Lay the thumbnails of the last videos out, on a white and a dark page, at full and at phone size.",
                ),
            },
        ),
    },
    "Look back": {
        "report": Group(
            "Show what the channel's videos took and cost.",
            {
                "slo": Command(
                    "ytempire.cli.report:slo",
                    "Show how the providers do: too many requests, tries, hits, failures, uncertain calls.",
                ),
            },
            Command("ytempire.cli.report:report", "Show what the channel's videos took and cost."),
        ),
        "runs": Group(
            "Look at earlier runs.",
            {
                "list": Command("ytempire.cli.runs:list_runs", "List the runs, newest first."),
                "show": Command("ytempire.cli.runs:show", "Show one run: its stages and its calls."),
                "why": Command("ytempire.cli.runs:why", "Say for each stage of a run why it was made or kept."),
            },
        ),
        "cost": Group(
            "See what was spent, what will be, and what things cost.",
            {
                "show": Command(
                    "ytempire.cli.cost:show", "Show what was spent, by video or by whatever else you name."
                ),
                "forecast": Command(
                    "ytempire.cli.cost:forecast",
                    "Reckon what this month will cost, from the cadence and the last films, and say how sure that is.",
                ),
                "compare": Command(
                    "ytempire.cli.cost:compare",
                    "Compare what two channels, videos or periods cost, by stage or by whatever else you name.",
                ),
                "export": Command(
                    "ytempire.cli.cost:export",
                    "Write every paid call as a row: when, for which video, what it used, by which prices, "
                    "and what it cost.",
                ),
                "prices": Command(
                    "ytempire.cli.cost:prices",
                    "Show what providers charge: the list that comes along, and the workspace's own lines in "
                    "prices.yaml.",
                ),
            },
        ),
    },
    "Set up": {
        "init": Command("ytempire.cli.workspace:init", "Make a workspace with two demo channels."),
        "validate": Command("ytempire.cli.workspace:validate", "Check channels, and say every mistake at once."),
        "doctor": Command("ytempire.cli.doctor:doctor", "Look at what this machine has, and say what to do."),
        "channel": Group(
            "Look at channels.",
            {
                "list": Command("ytempire.cli.channel:list_channels", "List the channels of the workspace."),
                "show": Command("ytempire.cli.channel:show", "Show a channel with its defaults filled in."),
            },
        ),
        "recipe": Group(
            "Look at recipes, keep their versions apart, and try them.",
            {
                "list": Command("ytempire.cli.recipe:list_recipes", "List the recipes that a channel can name."),
                "show": Command(
                    "ytempire.cli.recipe:show",
                    "Show a recipe: its roles, how long each is, and its words for writers that are models.",
                ),
                "diff": Command("ytempire.cli.recipe:diff", "Show what changed between two versions of a recipe."),
                "test": Command(
                    "ytempire.cli.recipe:try_out",
                    "Try a recipe on its golden briefs, up to the review, and compare the scores.",
                ),
                "lock": Command(
                    "ytempire.cli.recipe:lock",
                    "Lock every version of the workspace's recipes that is new, and keep a copy of it.",
                ),
                "pin": Command(
                    "ytempire.cli.recipe:pin",
                    "Have a channel take one version of a recipe and no other, in one line of its file.",
                ),
                "rollback": Command(
                    "ytempire.cli.recipe:rollback",
                    "Go back to an older version: put it back as it was locked, and have the channels take it.",
                ),
            },
        ),
        "asset": Group(
            "Look after the channels' pictures, clips and music, and the cache.",
            {
                "list": Command(
                    "ytempire.cli.asset:list_assets",
                    "List a channel's pictures, clips and music, and when each was last shown.",
                ),
                "show": Command("ytempire.cli.asset:show", "Show all that is known of one file of a channel."),
                "search": Command(
                    "ytempire.cli.asset:search",
                    "Find files of a channel by words of their names, of what is told of them, and of the notes.",
                ),
                "check": Command(
                    "ytempire.cli.asset:check",
                    "Check a channel's files: what cannot be used, and what is not said of them.",
                ),
                "sheet": Command("ytempire.cli.asset:sheet", "Draw a channel's pictures and clips on one sheet."),
                "gc": Command(
                    "ytempire.cli.asset:gc",
                    "Take out of the cache what can be made again; nothing that cost money, no file of a channel.",
                ),
            },
        ),
        "cache": Group(
            "Look after what is remembered.",
            {
                "stats": Command(
                    "ytempire.cli.cache:stats",
                    "Show what is remembered by kind and provider: what it cost, and what remembering it saved.",
                ),
                "verify": Command(
                    "ytempire.cli.cache:verify",
                    "Read every remembered answer and all of its bytes, and say what is broken and what nothing names.",
                ),
                "prune": Command(
                    "ytempire.cli.cache:prune",
                    "Take computed answers out of the cache, with the bytes that only they name; nothing that was paid "
                    "for, ever.",
                ),
                "export": Command(
                    "ytempire.cli.cache:export",
                    "Write every paid answer with its bytes into one file, for another workspace.",
                ),
                "import": Command(
                    "ytempire.cli.cache:bring",
                    "Put the answers of `ytempire cache export` into this workspace, so that they are not paid for "
                    "again.",
                ),
            },
        ),
        "secrets": Group(
            "Look after keys, by their names.",
            {
                "set": Command(
                    "ytempire.cli.secrets:set_secret",
                    "Keep a key: it is asked for without being shown, or read from stdin.",
                ),
                "list": Command(
                    "ytempire.cli.secrets:list_secrets",
                    "List keys: their names, where each is from, its age, and who uses it.",
                ),
                "check": Command(
                    "ytempire.cli.secrets:check",
                    "Try keys with the cheapest real call there is; ends with 4 when one does not work.",
                ),
                "rotate": Command(
                    "ytempire.cli.secrets:rotate",
                    "Put a new key in the place of the old one, once it was tried and works; the old one stays until "
                    "then.",
                ),
            },
        ),
        "schema": Command("ytempire.cli.schema:schema", "Print a JSON Schema, for editors that complete YAML."),
    },
}  # fmt: skip


class _Loaded(Mapping[str, Any]):
    """Commands by name; looking at one imports it, counting or naming them does not."""

    def __init__(self, table: Mapping[str, Mapping[str, Command | Group]]) -> None:
        self.table = table
        self.by_name = {name: entry for section in table.values() for name, entry in section.items()}

    def __getitem__(self, name: str) -> Any:
        return self.by_name[name].load(name)

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)


class Lazy(TyperGroup):
    """A group that knows its commands by a table and imports only the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        if not isinstance(self.commands, _Loaded):
            return
        width = max(len(name) for name in self.commands)
        for section, entries in self.commands.table.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(width), entry.help) for name, entry in entries.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0][:80], list(self.commands), n=1)
            then = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(self.commands)}."
            raise ConfigError(f"{args[0][:80]}: no such command", ctx.command_path, then)
        return super().resolve_command(ctx, args)


def filled(app: typer.Typer, table: Mapping[str, Mapping[str, Command | Group]]) -> Any:
    """The app as a command whose subcommands are those of a table."""
    group: Any = typer.main.get_command(app)
    group.commands = _Loaded(table)
    return group


def every() -> Iterator[tuple[str, Command]]:
    """Every command by its whole name, such as `channel show`."""
    for section in COMMANDS.values():
        for name, entry in section.items():
            if isinstance(entry, Command):
                yield name, entry
            else:
                if entry.itself:
                    yield name, entry.itself
                for below, command in entry.commands.items():
                    yield f"{name} {below}", command
