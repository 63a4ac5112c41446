"""Looking at recipes, keeping their versions apart, and trying them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ytempire import console
from ytempire.cli import options

if TYPE_CHECKING:
    from ytempire.pipeline.trials import Scored, Trial

Wanted = Annotated[str, typer.Argument(metavar="NAME", help="The recipe, such as explainer or explainer@^1.0.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The recipe, such as explainer.")]
Channels = Annotated[
    list[str] | None,
    typer.Option("--channel", "-c", metavar="NAME", help="A channel; all that take the recipe if left out."),
]


def list_recipes() -> None:
    """List the recipes that a channel can name."""
    from ytempire.config.recipes import every_recipe

    space = options.workspace()
    rows: list[dict[str, object]] = []
    older: dict[str, list[str]] = {}
    for recipe, folder in every_recipe(space):
        if "@" in folder.name:
            older.setdefault(recipe.name, []).append(recipe.version)
            continue
        rows.append(
            {
                "name": recipe.name,
                "version": recipe.version,
                "format": recipe.format,
                "seconds": recipe.seconds,
                "language": recipe.language,
                "summary": recipe.summary,
                "folder": space.called(folder),
            }
        )
    for row in rows:
        row["older"] = [number for number in older.get(str(row["name"]), []) if number != row["version"]]
    if console.document(rows):
        return
    shown = [(r["name"], r["version"], _length(r["seconds"]), r["language"], ", ".join(r["older"]), r["summary"])  # type: ignore[arg-type]
             for r in rows]  # fmt: skip
    console.table(("name", "version", "length", "language", "older", "summary"), shown)


def _length(seconds: tuple[float, float]) -> str:
    return f"{seconds[0]:g}-{seconds[1]:g} s"


def show(
    name: Wanted,
    prompt: Annotated[str, typer.Option("--prompt", metavar="STAGE", help="The words for one stage, whole.")] = "",
) -> None:
    """Show a recipe: its roles, how long each is, and its words for writers that are models."""
    from ytempire.config.check import near_or_all
    from ytempire.config.recipes import load_recipe
    from ytempire.errors import ConfigError

    recipe = load_recipe(options.workspace(), name)
    if prompt:
        if prompt not in recipe.prompts:
            then = near_or_all(prompt, sorted(recipe.prompts))
            raise ConfigError(f"{recipe.name} {recipe.version} has no words for {prompt}", "--prompt", then)
        if not console.document(recipe.prompts[prompt]):
            console.answer(recipe.prompts[prompt].text.rstrip())
        return
    if console.document(recipe.model_dump(mode="json", by_alias=True)):
        return
    console.facts({"recipe": f"{recipe.name} {recipe.version}", "summary": recipe.summary, "format": recipe.format,
                   "length": f"{recipe.seconds[0]:g}-{recipe.seconds[1]:g} s",
                   "speech": f"{recipe.words_per_minute:g} words a minute"})  # fmt: skip
    console.answer("")
    rows = []
    for role in recipe.roles:
        scenes = f"{role.min}-{role.max}" if role.max > role.min else str(role.min)
        seconds = f"{role.seconds[0]:g}-{role.seconds[1]:g}"
        rows.append((role.name, scenes, seconds, ", ".join(role.visuals), role.goal))
    console.table(("role", "scenes", "seconds", "pictures", "goal"), rows)
    console.answer("")
    if not recipe.prompts:
        console.answer("It has no words for writers that are models; the offline writer needs none.")
        return
    words = [(stage, p.tier, p.takes, ", ".join(p.models), p.judge, len(p.text.split()))
             for stage, p in sorted(recipe.prompts.items())]  # fmt: skip
    console.table(("prompt", "tier", "takes", "models", "judge", "words"), words, ("takes", "words"))


def lock() -> None:
    """Lock every version of the workspace's recipes that is new, and keep a copy of it.

    A locked version never changes: edit its files and `ytempire validate` ends with 2 until its number is raised.
    """
    from ytempire.pipeline.locking import lock

    new, before = lock(options.workspace())
    if console.document({"locked": new, "before": before}):
        return
    for key in new:
        console.say(f"{key} is locked")
    if not new:
        console.say(f"all {len(before)} versions were locked already, and are as they were")


def diff(
    name: Name,
    old: Annotated[str, typer.Argument(metavar="[OLD]", help="A version; the one before if left out.")] = "",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="A version; the one there is now if left out.")] = "",
) -> None:
    """Show what changed between two versions of a recipe.

    Without versions: what was changed since the lock, or since the version before.
    """
    from ytempire.pipeline.recipes import diff

    name, _, first = name.partition("@")  # talk@1.0.0 talk@1.1.0 is talk 1.0.0 1.1.0
    versions = [text.rpartition("@")[2] for text in (first, old, new) if text]
    found = diff(options.workspace(), name, *versions[:2])
    if console.document(
        {
            "name": found.name,
            "old": found.old,
            "new": found.new,
            "step": found.step,
            "files": [{"file": f.file, "state": f.state, "lines": list(f.lines)} for f in found.files],
        }
    ):
        return
    if not found.files:
        console.answer(f"{found.name} {found.old} and {found.new} are the same")
        return
    step = f", a {found.step} step" if found.step else ""
    console.answer(f"{found.name} {found.old} to {found.new}{step}")
    for file in found.files:
        console.answer(f"\n{file.file} ({file.state})")
        for line in file.lines:
            console.answer(line)


def pin(
    name: Annotated[str, typer.Argument(metavar="NAME[@VERSION]", help="The recipe, such as explainer@1.2.0.")],
    channel: Channels = None,
) -> None:
    """Have a channel take one version of a recipe and no other, in one line of its file."""
    from ytempire.pipeline.recipes import pin_recipe

    pinned = pin_recipe(options.workspace(), name, tuple(channel or ()))
    if console.document([{"channel": p.channel, "before": p.before, "after": p.after} for p in pinned]):
        return
    for one in pinned:
        console.say(f"channels/{one.channel}.yaml  recipe: {one.after} (it was {one.before})")
    if not pinned:
        console.say("pinned to it already")


def rollback(
    name: Name,
    to: Annotated[str, typer.Option("--to", metavar="VERSION", help="Which; the one before if left out.")] = "",
    channel: Channels = None,
    force: Annotated[bool, typer.Option("--force", help="Changes made since it was locked may be lost.")] = False,
) -> None:
    """Go back to an older version: put it back as it was locked, and have the channels take it."""
    from ytempire.pipeline.recipes import rollback

    back = rollback(options.workspace(), name, to, tuple(channel or ()), force)
    pinned = [{"channel": p.channel, "before": p.before, "after": p.after} for p in back.pinned]
    if console.document({"name": back.name, "version": back.version, "restored": back.restored, "pinned": pinned}):
        return
    for file in back.restored:
        console.say(f"{file} is as it was locked")
    for one in back.pinned:
        console.say(f"channels/{one.channel}.yaml  recipe: {one.after} (it was {one.before})")
    if not back.restored and not back.pinned:
        console.say(f"{back.name} {back.version} is what is taken already")


def try_out(
    name: Wanted,
    golden: Annotated[str, typer.Option("--golden", metavar="FOLDER", help="Notes to try; else the recipe's.")] = "",
    against: Annotated[str, typer.Option("--against", metavar="VERSION", help="Another version to compare.")] = "",
    channel: Annotated[
        str, typer.Option("--channel", "-c", metavar="NAME", help="Write as this channel does, within its budget.")
    ] = "",
    tolerance: Annotated[
        float, typer.Option("--tolerance", min=0, max=100, help="Points that the mean score may fall.")
    ] = 2.0,
    keep: Annotated[bool, typer.Option("--keep", help="Keep these scores, to compare with next time.")] = False,
) -> int:
    """Try a recipe on its golden briefs, up to the review, and compare the scores.

    Without --channel the offline writer writes, and nothing costs anything. Ends with 5 when it got worse.
    """
    from ytempire.errors import NeedsPerson, Problem
    from ytempire.pipeline.trials import keep as keep_scores, trial

    with console.progress("none" if console.is_json() else "auto") as tell:
        found = trial(options.workspace(), name, golden, against, channel, tolerance, tell)
    kept = str(keep_scores(found)) if keep else ""
    document = {
        "name": found.name, "version": found.version, "writer": found.writer, "mean": found.mean,
        "briefs": [_row(one) for one in found.now], "against": found.against,
        "before": [_row(one) for one in found.before], "worse": list(found.worse), "kept": kept,
    }  # fmt: skip
    if not console.document(document):
        _table(found)
        if kept:
            console.say(f"kept in {kept}")
        for one in found.now:
            if one.verdict == "failed":
                console.warn(f"{one.brief}: {'; '.join(one.gates)}")
        if not kept and not found.against:
            console.say(
                "There is nothing to compare with yet: keep these scores with --keep, or say --against VERSION."
            )
    if found.worse and not keep:
        where = f"{found.name} {found.version}"
        then = "Read the scripts' words again, or keep the new scores with --keep."
        console.fail(NeedsPerson([Problem(line, where, then) for line in found.worse]))
        return NeedsPerson.exit_code
    return 0


def _row(one: Scored) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(one)


def _table(found: Trial) -> None:
    from ytempire.config.check import short

    was = {one.brief: one for one in found.before}
    rows = []
    for one in found.now:
        then = was.get(one.brief)
        change = f"{one.score - then.score:+.1f}" if then else ""
        gates = short("; ".join(one.gates), 70)
        rows.append((one.brief, f"{one.score:.1f}", change, one.verdict, one.words, f"{one.seconds:.0f}", one.scenes,
                     f"{one.variety:.2f}", gates))  # fmt: skip
    console.table(("brief", "score", "change", "verdict", "words", "seconds", "scenes", "variety", "gates"), rows,
                  ("score", "change", "words", "seconds", "scenes", "variety"))  # fmt: skip
    held = f", against {found.against}" if found.against else ""
    console.answer(f"{found.name} {found.version}, {found.writer}: {found.mean:.1f} on average{held}")
