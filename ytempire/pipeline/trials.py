"""Trying a recipe: its golden briefs become scripts, and their scores are held against earlier ones."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ytempire.address import address
from ytempire.config.load import load_channel
from ytempire.config.recipes import find_recipe
from ytempire.config.sections import Channel, Recipe, Sources
from ytempire.config.workspace import Workspace
from ytempire.contracts import Event
from ytempire.errors import ConfigError, NothingLeft, Refused
from ytempire.gateway import Gateway
from ytempire.gateway.finder import find
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.models import Asked, History, Review, Script, Storyboard
from ytempire.pipeline.opening import Tell, holding, kit_of, ledger_of, scratch_for, sections_of
from ytempire.pipeline.walk import Walk

GOLDEN, SCORES = "golden", "scores.json"
NOTES = (".md", ".txt", ".html")
LESS_VARIED = 0.15  # so much less variety is worse
DAY = "2026-01-01"  # of every trial: a score is not to change with the calendar


@dataclass(frozen=True)
class Scored:
    """How one brief did: its review's score and verdict, its length, and how much its pictures vary."""

    brief: str
    score: float
    verdict: str
    words: int
    seconds: float
    scenes: int
    variety: float  # kinds of picture for each scene
    gates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """A recipe on its briefs, beside what it is held against; `worse` says in lines what fell behind."""

    name: str
    version: str
    writer: str
    now: tuple[Scored, ...]
    against: str
    before: tuple[Scored, ...]
    worse: tuple[str, ...]
    golden: Path

    @property
    def mean(self) -> float:
        return mean(self.now)


def mean(scored: Sequence[Scored]) -> float:
    """The mean score, to a tenth."""
    return round(sum(one.score for one in scored) / len(scored), 1) if scored else 0.0


def trial(
    workspace: Workspace,
    wanted: str,
    golden: str = "",
    against: str = "",
    channel_name: str = "",
    tolerance: float = 2.0,
    tell: Tell = lambda event: None,
) -> Trial:
    """Write a script for each golden brief, score it, and compare with the kept scores or another version."""
    recipe, place = find_recipe(workspace, wanted)
    other = find_recipe(workspace, f"{recipe.name}@={against}")[0] if against else None
    folder = Path(golden).expanduser() if golden else place.folder / GOLDEN
    briefs = briefs_in(folder, workspace.called(folder))
    channel = load_channel(workspace, channel_name, find) if channel_name else _anybody(recipe)
    writer = "+".join(channel.writer.use)
    with _ledger(workspace, channel_name) as ledger:
        now = _all(workspace, channel, recipe, briefs, ledger, tell)
        before = _all(workspace, channel, other, briefs, ledger, tell) if other else _kept(folder, writer)
    held = f"{recipe.name} {other.version}" if other else "kept scores" if before else ""
    worse = tuple(_worse(before, now, tolerance)) if before else ()
    return Trial(recipe.name, recipe.version, writer, now, held, before, worse, folder)


def _anybody(recipe: Recipe) -> Channel:
    """A channel with nothing of its own: the offline writer, and a recipe's own language."""
    return Channel(name=GOLDEN, title="Golden", recipe=recipe.name, language=recipe.language)


def briefs_in(folder: Path, called: str) -> dict[str, tuple[Path, ...]]:
    """The briefs of a folder: each note is one, and each folder of notes."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        entries = []
    found: dict[str, tuple[Path, ...]] = {}
    for entry in entries:
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            notes = tuple(sorted(file for file in entry.iterdir() if file.suffix in NOTES))
            found |= {entry.name: notes} if notes else {}
        elif entry.suffix in NOTES:
            found[entry.stem] = (entry,)
    if not found:
        raise ConfigError("has no golden briefs", called, "Put a note (.md) into it for each film to try.")
    return found


@contextmanager
def _ledger(workspace: Workspace, channel: str) -> Iterator[Ledger]:
    """The workspace's ledger and the channel's lock when a channel's writers are asked, for they may cost money."""
    if not channel:
        ledger = Ledger(None)
        try:
            yield ledger
        finally:
            ledger.close()
        return
    with holding(workspace, channel), ledger_of(workspace) as ledger:
        ledger.doubt(channel)
        yield ledger


def _all(
    workspace: Workspace,
    channel: Channel,
    recipe: Recipe,
    briefs: Mapping[str, tuple[Path, ...]],
    ledger: Ledger,
    tell: Tell,
) -> tuple[Scored, ...]:
    found = []
    store = Store(workspace.cache / "calls")
    try:
        with scratch_for(workspace, f"trial-{os.getpid()}") as scratch:
            for name, notes in briefs.items():
                one = _one(workspace, channel, recipe, name, notes, ledger, store, scratch / name, tell)
                tell(Event("test", "note", f"{recipe.name} {recipe.version}, {name}: {one.score:g}, {one.verdict}"))
                found.append(one)
    finally:
        store.close()
    return tuple(found)


def _one(
    workspace: Workspace,
    channel: Channel,
    recipe: Recipe,
    name: str,
    notes: tuple[Path, ...],
    ledger: Ledger,
    store: Store,
    scratch: Path,
    tell: Tell,
) -> Scored:
    """The real stages up to the review, in a folder that holds the brief's notes and nothing else."""
    own = scratch / "channels" / channel.name / "notes"
    own.mkdir(parents=True)
    for note in notes:
        shutil.copyfile(note, own / note.name)
    seed = int(address("golden", name)[:8], 16)
    run = ledger.begin(channel.name, DAY, seed, f"{recipe.name}@{recipe.version}", Asked(), History())
    ledger.mark(run.id, state="dropped", error="recipe test")  # it is no film of the channel, and never goes on
    alone = channel.model_copy(update={"sources": Sources()})
    kit = replace(kit_of(workspace, channel.name, scratch), home=scratch)
    quiet = _warnings(tell)
    gateway = Gateway(run.id, channel.name, ledger, store, kit, channel.budget, quiet)
    walk = Walk(run, scratch, ledger, gateway, sections_of(alone, recipe, run), changes_nothing=True)
    try:
        review = walk.to("review")
    except (ConfigError, Refused, NothingLeft) as error:
        return Scored(name, 0.0, "failed", 0, 0.0, 0, 0.0, (str(error),))
    script, board = walk.artifacts[Script], walk.artifacts[Storyboard]
    assert isinstance(review, Review)
    assert isinstance(script, Script)
    assert isinstance(board, Storyboard)
    words = sum(len(line.text.split()) for scene in script.scenes for line in scene.lines)
    pictures = [scene.visual.kind for scene in script.scenes if scene.visual] or [s.visual.kind for s in board.shots]
    return Scored(
        name,
        review.score,
        review.verdict,
        words,
        round(words / recipe.words_per_minute * 60, 1),
        len(script.scenes),
        round(len(set(pictures)) / len(pictures), 2) if pictures else 0.0,
        tuple(sorted({gate.check for gate in review.gates})),
    )


def _warnings(tell: Tell) -> Tell:
    return lambda event: tell(event) if event.state == "warn" else None


# --- held against ---


def _worse(before: Sequence[Scored], now: Sequence[Scored], tolerance: float) -> Iterator[str]:
    """What fell behind: the mean by more than the tolerance, or one brief by more than twice of it."""
    was = {one.brief: one for one in before}
    both = [(was[one.brief], one) for one in now if one.brief in was]
    old, new = mean([pair[0] for pair in both]), mean([pair[1] for pair in both])
    if new < old - tolerance:
        yield f"the mean score fell from {old:g} to {new:g}"
    for then, one in both:
        if one.score < then.score - 2 * tolerance:
            yield f"{one.brief}: the score fell from {then.score:g} to {one.score:g}"
        if one.verdict == "failed" != then.verdict:
            yield f"{one.brief}: no script came of it: {'; '.join(one.gates)}"
        elif extra := [gate for gate in one.gates if gate not in then.gates]:
            yield f"{one.brief}: now refused for {', '.join(extra)}"
        elif one.variety < then.variety - LESS_VARIED:
            yield f"{one.brief}: its pictures vary less, {then.variety:g} to {one.variety:g}"


def _kept(folder: Path, writer: str) -> tuple[Scored, ...]:
    found = _read(folder).get(writer, {}).get("briefs", {})
    try:
        return tuple(Scored(brief=name, **{**row, "gates": tuple(row["gates"])}) for name, row in found.items())
    except (TypeError, KeyError, AttributeError):
        raise ConfigError("cannot be read as scores", str(folder / SCORES), "Keep them anew with --keep.") from None


def _read(folder: Path) -> dict[str, Any]:
    try:
        value = json.loads((folder / SCORES).read_text("utf-8"))
        return dict(value)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as error:
        raise ConfigError(f"cannot be read: {error}", str(folder / SCORES), "Keep them anew with --keep.") from None


def keep(found: Trial) -> Path:
    """Keep these scores beside the briefs, for the next time; those of other writers stay."""
    rows = {one.brief: {key: value for key, value in asdict(one).items() if key != "brief"} for one in found.now}
    file = found.golden / SCORES
    try:
        value = {**_read(found.golden), found.writer: {"version": found.version, "briefs": rows}}
    except ConfigError:
        value = {found.writer: {"version": found.version, "briefs": rows}}
    temp = file.with_name(f".{SCORES}.{os.getpid()}")
    try:
        temp.write_text(json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
        temp.replace(file)
    except OSError as error:
        temp.unlink(missing_ok=True)
        raise ConfigError(f"cannot be written: {error.strerror}", str(file)) from error
    return file
