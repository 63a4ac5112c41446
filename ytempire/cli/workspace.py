"""Making a workspace and checking what is in it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console
from ytempire.cli import options

if TYPE_CHECKING:
    from ytempire.config.workspace import Workspace

GITIGNORE = """\
# Made by runs.
/cache/
/videos/
/ytempire.db*

# Keys; readable by you alone: chmod 600 .env
/.env
/.env.new
"""


def init(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="Where; this folder if left out.")] = ".",
) -> None:
    """Make a workspace with two demo channels.

    Copies the starter's channels and recipes, and writes the schemas that let an editor complete the YAML.
    What is there already stays as it is.
    """
    from ytempire.cli.schema import written
    from ytempire.config.starter import starter
    from ytempire.errors import ConfigError

    home = Path(path).expanduser()
    if home.is_file():
        raise ConfigError("is a file and no folder", str(home), "Name a new folder.")
    source = starter()
    files = {".gitignore": GITIGNORE.encode()}
    for folder in ("channels", "recipes"):
        for file in sorted((source / folder).rglob("*")):
            inner = file.relative_to(source)
            if any(part.startswith((".", "__")) for part in inner.parts) or not file.is_file():
                continue
            if not _of_another_version(home, inner):
                files[inner.as_posix()] = file.read_bytes()
    files |= {f"schemas/{name}.json": text.encode() for name, text in written().items()}
    wrote: list[str] = []
    kept: list[str] = []
    for name, data in files.items():
        target = home / name
        if target.exists() or target.is_symlink():
            kept.append(name)
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as f:
                f.write(data)
        except OSError as error:
            raise ConfigError(f"cannot be written: {error.strerror}", str(target)) from error
        wrote.append(name)
    try_next = "ytempire run --channel demo"
    if home.resolve() != Path.cwd():
        try_next = f"cd {path} && {try_next}"
    if console.document({"home": str(home.resolve()), "wrote": wrote, "kept": kept, "next": try_next}):
        return
    console.say(f"{home.resolve()}: {len(wrote)} files written, {len(kept)} were there and stay as they are")
    console.say(f"Try: {try_next}")


def _of_another_version(home: Path, name: Path) -> bool:
    """Whether a file is missing in a recipe that is there: that may be of another version, and is not mixed up."""
    if name.parts[0] != "recipes" or len(name.parts) < 3:
        return False
    recipe = home.joinpath(*name.parts[: 3 if name.parts[1] == "kept" else 2])
    return (recipe / "recipe.yaml").exists() and not (home / name).exists()


def validate(
    channel: options.Channel = "",
    all: Annotated[bool, typer.Option("--all", help="All channels and recipes, as without --channel.")] = False,
) -> int:
    """Check channels, and say every mistake at once.

    Reads each file whole: keys, values, recipe, theme, music, providers and their options, and the paths it names.
    """
    from ytempire.errors import ConfigError

    space = options.workspace()
    if channel and all:
        raise ConfigError("--channel and --all exclude each other", "ytempire validate")
    names = (channel,) if channel else space.channel_names()
    rows: list[dict[str, Any]] = [_checked(space, name) for name in names]
    rows += _lock(space, channel) if channel else _recipes(space)
    rows += [*_prices(space), *_voices(space)]
    wrong = [problem for row in rows for problem in row["problems"]]
    shown = [{**row, "problems": [{"what": p.what, "where": p.where, "next": p.next} for p in row["problems"]]}
             for row in rows]  # fmt: skip
    if not console.document({"valid": not wrong, "checked": shown}):
        for row in rows:
            count = len(row["problems"])
            good = "; ".join(row["notes"]) or "ok"
            console.say(f"{row['kind']} {row['name']}: {f'{count} to mend' if count else good}")
    if wrong:
        console.fail(ConfigError(wrong))
    if not rows:
        console.say(f"{space.channels}: no channel to check")
    return ConfigError.exit_code if wrong else 0


def _checked(space: Workspace, name: str) -> dict[str, Any]:
    from ytempire.cli.ready import lacks
    from ytempire.config.load import load_channel
    from ytempire.errors import ConfigError
    from ytempire.gateway.finder import find

    row: dict[str, Any] = {"kind": "channel", "name": name, "problems": (), "notes": []}
    try:
        channel = load_channel(space, name, find)
    except ConfigError as error:
        return {**row, "problems": error.problems}
    return {**row, "notes": lacks(space, channel)}


def _prices(space: Workspace) -> list[dict[str, Any]]:
    """The workspace's own price list, if it has one."""
    from ytempire.config.prices import FILE, prices_of
    from ytempire.errors import ConfigError

    if not (space.home / FILE).exists():
        return []
    row: dict[str, Any] = {"kind": "prices", "name": FILE, "problems": (), "notes": []}
    try:
        prices_of(space)
    except ConfigError as error:
        return [{**row, "problems": error.problems}]
    return [row]


def _voices(space: Workspace) -> list[dict[str, Any]]:
    """The workspace's own voice profiles, if it has any."""
    from ytempire.config.voices import FILE, mistakes, profiles
    from ytempire.errors import ConfigError
    from ytempire.gateway.finder import find

    if not (space.home / FILE).exists():
        return []
    row: dict[str, Any] = {"kind": "voices", "name": FILE, "problems": (), "notes": []}
    try:
        return [{**row, "notes": [", ".join(profiles(space))], "problems": mistakes(space, find)}]
    except ConfigError as error:
        return [{**row, "problems": error.problems}]


def _recipes(space: Workspace) -> list[dict[str, Any]]:
    """Every recipe that can be named, and whether the locked ones are as they were locked."""
    from ytempire.config.lock import unlocked
    from ytempire.config.recipes import every_recipe
    from ytempire.errors import ConfigError

    rows: list[dict[str, Any]] = []
    open: set[str] = set()
    with contextlib.suppress(ConfigError):  # what is wrong with the lock is said once, with the lock
        open.update(unlocked(space.recipes, space.called(space.recipes / "recipes.lock")))
    try:
        for recipe, folder in every_recipe(space):
            key = f"{recipe.name}@{recipe.version}"
            notes = (
                ["not locked yet: ytempire recipe lock"] if key in open and folder.is_relative_to(space.home) else []
            )
            if "@" not in folder.name:
                rows.append({"kind": "recipe", "name": key, "problems": (), "notes": notes})
    except ConfigError as error:
        rows = [{"kind": "recipes", "name": "", "problems": error.problems, "notes": []}]
    return rows + _lock(space)


def _lock(space: Workspace, channel: str = "") -> list[dict[str, Any]]:
    """What is not as it was locked: of every recipe, or of the one that a channel takes."""
    from ytempire.config.lock import mistakes
    from ytempire.config.pin import recipe_of
    from ytempire.config.starter import starter
    from ytempire.errors import ConfigError

    try:
        name = recipe_of(space, channel).partition("@")[0] if channel else ""
    except ConfigError:
        return []  # the channel's own mistakes say it
    places = dict.fromkeys((space.recipes, starter() / "recipes"))
    changed = tuple(problem for place in places for problem in mistakes(place, space.called(place), name))
    return [{"kind": "recipes", "name": "lock", "problems": changed, "notes": []}] if changed else []
