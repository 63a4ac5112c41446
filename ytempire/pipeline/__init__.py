"""Walks the trip: which run, which lock, and from the first stage to where the command goes."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import filelock

from ytempire.address import address, text_digest
from ytempire.config.load import load_channel
from ytempire.config.recipes import load_recipe
from ytempire.config.sections import (
    Budget, Channel, Footage, Look, Publishing, Quality, Recipe, Render, Sources, Voices, Writer,
)  # fmt: skip
from ytempire.config.secrets import Secrets
from ytempire.config.workspace import Workspace
from ytempire.contracts import Brand, Event, Format, Kit
from ytempire.errors import Busy, ConfigError, NeedsPerson, NothingLeft, StorageError, YtempireError
from ytempire.folder import write_text
from ytempire.gateway import Gateway, WouldSpend
from ytempire.gateway.finder import find
from ytempire.gateway.store import Store
from ytempire.ledger import Kept, Ledger, Run, now
from ytempire.media.blobs import Blobs
from ytempire.models import (
    Artifact, Asked, History, Inspection, Past, Publication, Script, Timeline, Today, Topic, Video,
)  # fmt: skip
from ytempire.pipeline.choose import adopt_or_find, unfinished
from ytempire.pipeline.graph import BY_NAME, NAMES
from ytempire.pipeline.walk import Passed, Walk

Tell = Callable[[Event], None]


@dataclass(frozen=True)
class Wish:
    """What a command asks for: a destination, a film, and what to make of it."""

    until: str = "report"
    video: str = ""
    asked: Asked = field(default_factory=Asked)
    script: Script | None = None
    redo: tuple[str, ...] = ()
    approve: str = ""


@dataclass(frozen=True)
class Outcome:
    """How far a walk came."""

    run: Run
    folder: Path | None
    passed: tuple[Passed, ...]
    artifacts: dict[type[Artifact], Artifact]
    calls: dict[str, int]
    most_microusd: int | None = None  # of a look ahead: what it could cost at most

    def get(self, kind: type[Artifact]) -> Any:
        return self.artifacts.get(kind)

    @property
    def video(self) -> Path | None:
        return self.folder / "video.mp4" if self.folder and Video in self.artifacts else None


def make(workspace: Workspace, name: str, wish: Wish, tell: Tell = lambda event: None) -> Outcome:
    """Go on with the channel's unfinished film, or begin a new one, as far as the wish says."""
    channel = load_channel(workspace, name, find)
    for stage in (wish.until, *wish.redo):
        if stage not in NAMES:
            raise ConfigError(f"{stage}: no such stage", next=f"There are: {', '.join(NAMES)}.")
    with holding(workspace, name), ledger_of(workspace) as ledger:
        ledger.doubt(name)
        run = _run_for(workspace, channel, wish, ledger, tell)
        if wish.approve:
            ledger.consent(run.id, name, wish.approve)
        if wish.redo:
            run = ledger.mark(run.id, redo={**run.redo, **{s: run.redo.get(s, 0) + 1 for s in wish.redo}})
        with _scratch(workspace, name) as scratch:
            walk = _walk(workspace, channel, run, ledger, scratch, wish, tell)
            try:
                walk.to(wish.until)
                _stop_bad(walk, wish.until)
            except BaseException as error:
                _note_failure(ledger, walk, error)
                raise
            finally:
                walk.gateway.store.close()
        if wish.until in ("upload", "report"):
            ledger.mark(run.id, state="done", error="")
        elif run.state != "done":
            ledger.mark(run.id, state="open", error="")
        return _outcome(walk, ledger)


def look_ahead(workspace: Workspace, name: str, wish: Wish, tell: Tell = lambda event: None) -> Outcome:
    """What a wish would make and what it could cost at most; changes nothing and asks nobody who is paid."""
    channel = load_channel(workspace, name, find)
    with _reading(workspace) as ledger, _scratch(workspace, f"{name}-look") as scratch:
        run = _run_for(workspace, channel, wish, ledger, tell, changes_nothing=True)
        walk = _walk(workspace, channel, run, ledger, scratch, wish, tell)
        walk.changes_nothing = walk.gateway.look_ahead = True
        calls_there = walk.gateway.store.folder.exists()
        walk.gateway.store = Store(workspace.cache / "calls" if calls_there else scratch / "calls", read_only=True)
        bound = 0
        try:
            walk.to(wish.until)
        except WouldSpend as stop:
            bound = stop.bound
        done = {passed.name for passed in walk.passed}
        open_ended = [] if len(done) == len(NAMES) else _paid(channel, done)
        cap = round(channel.budget.per_video_usd * 1e6)
        most = min(cap, bound) if not open_ended or bound == 0 and not open_ended else cap
        outcome = _outcome(walk, ledger)
        walk.gateway.store.close()
        return replace(outcome, most_microusd=most if (bound or open_ended) else 0)


def _paid(channel: Channel, done: set[str]) -> list[str]:
    """Stages still to come that somebody paid may answer."""
    chains = {"script": ("writer", channel.writer), "voice": ("voice", channel.voices["narrator"])}
    return [
        stage for stage, (kind, chain) in chains.items()
        if stage not in done and any(find(kind, name).memory is None for name in chain.use)
    ]  # fmt: skip


# --- which run ---


def _run_for(workspace: Workspace, channel: Channel, wish: Wish, ledger: Ledger, tell: Tell,
             changes_nothing: bool = False) -> Run:  # fmt: skip
    if wish.video:
        return adopt_or_find(workspace, channel, wish.video, ledger, lambda **more: _begin(
            workspace, channel, Wish(), ledger, tell, **more))  # fmt: skip
    run = unfinished(workspace, channel.name, wish.asked, ledger, changes_nothing)
    if run:
        tell(Event("run", "note", f"going on with {run.folder or 'the film begun ' + run.date}"))
        return run
    return _begin(workspace, channel, wish, ledger, tell)


def _begin(workspace: Workspace, channel: Channel, wish: Wish, ledger: Ledger, tell: Tell, folder: str = "",
           day: str = "") -> Run:  # fmt: skip
    history = history_of(ledger, channel.name)
    day = day or today()
    if history.films and day < history.films[-1].date and not folder:
        tell(Event("run", "warn", f"the clock says {day}, before the last film ({history.films[-1].date})"))
    recipe = load_recipe(workspace, channel.recipe)
    first = None
    if wish.script:
        text = text_digest(write_text(wish.script))
        first = Kept("script", "edited", {}, address("artifact", wish.script), wish.script.model_dump_json(), text,
                     "edited", False, 0.0, ("a script of your own",), now())  # fmt: skip
    run = ledger.begin(channel.name, day, int(address("seed", channel.name, len(history.films))[:8], 16),
                       f"{recipe.name}@{recipe.version}", wish.asked, history, first)  # fmt: skip
    return ledger.mark(run.id, folder=folder) if folder else run


def today() -> str:
    """The day as written on a film: SOURCE_DATE_EPOCH when it is set, else this machine's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()


def history_of(ledger: Ledger, channel: str, before: int | None = None) -> History:
    """The channel's films so far, oldest first, as the next one must know them."""
    films = []
    for run in ledger.runs(channel):
        kept = ledger.all_latest(run.id)
        if "plan" not in kept or run.state == "dropped" or (before and run.id >= before):
            continue
        topic = Topic.model_validate_json(kept["plan"].body)
        script = Script.model_validate_json(kept["script"].body) if "script" in kept else None
        cuts = Timeline.model_validate_json(kept["timeline"].body).cuts if "timeline" in kept else ()
        films.append(Past(
            subject=topic.subject, question=topic.question, title=topic.title, date=run.date,
            layouts=tuple(cut.visual.kind for cut in cuts),
            text=" ".join(line.text for scene in script.scenes for line in scene.lines) if script else "",
            files=tuple(cut.visual.file for cut in cuts if cut.visual.kind == "picture"),
        ))  # fmt: skip
    return History(films=tuple(films))


# --- what a walk needs ---


def _walk(workspace: Workspace, channel: Channel, run: Run, ledger: Ledger, scratch: Path, wish: Wish,
          tell: Tell) -> Walk:  # fmt: skip
    secrets = Secrets(workspace.home)
    blobs = Blobs(workspace.cache / "blobs")
    kit = Kit(home=workspace.home, channel=channel.name, blobs=blobs, scratch=scratch, secret=secrets.get)
    gateway = Gateway(run=run.id, channel=channel.name, ledger=ledger, store=Store(workspace.cache / "calls"), kit=kit,
                      budget=channel.budget, tell=tell)  # fmt: skip
    return Walk(run, workspace.home, ledger, gateway, sections_of(channel, _recipe_of(workspace, run), run),
                frozenset(wish.redo), tell)  # fmt: skip


def _recipe_of(workspace: Workspace, run: Run) -> Recipe:
    """The version that the film was begun with, so that a newer one does not remake it."""
    return load_recipe(workspace, run.recipe)


def sections_of(channel: Channel, recipe: Recipe, run: Run) -> dict[type, Any]:
    """What stages may ask for beside artifacts, by type."""
    brand = Brand(
        name=channel.name, title=channel.title, language=channel.language, tagline=channel.tagline, tone=channel.tone,
        call_to_action=channel.call_to_action,
    )  # fmt: skip
    format = Format.model_validate({name: getattr(recipe, name) for name in Format.model_fields})
    voices = Voices(language=channel.language, speakers=channel.voices, lexicon=channel.lexicon)
    return {
        Brand: brand, Format: format, Look: channel.look, Writer: channel.writer, Voices: voices,
        Sources: channel.sources, Footage: channel.footage, Render: channel.render, Quality: channel.quality,
        Publishing: channel.publish, Budget: channel.budget, History: run.history, Asked: run.asked,
        Today: Today(date=run.date),
    }  # fmt: skip


@contextlib.contextmanager
def ledger_of(workspace: Workspace) -> Iterator[Ledger]:
    """The workspace's ledger, open; secrets never get into it."""
    ledger = Ledger(workspace.database, Secrets(workspace.home).redact)
    try:
        yield ledger
    finally:
        ledger.close()


@contextlib.contextmanager
def _reading(workspace: Workspace) -> Iterator[Ledger]:
    """A copy of the ledger in memory, or an empty one when there is none yet."""
    if not workspace.database.exists():
        yield Ledger(None)
        return
    with ledger_of(workspace) as ledger:
        yield ledger.copy()


@contextlib.contextmanager
def holding(workspace: Workspace, channel: str) -> Iterator[None]:
    """Hold a channel for this process; the kernel lets go of it when the process dies. Raises Busy."""
    file = workspace.videos / channel / ".lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(file, timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise Busy("another run has this channel", channel, "Let it finish, or stop it first.") from None
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(file.parent)) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _scratch(workspace: Workspace, name: str) -> Iterator[Path]:
    """A folder for half-made files; what a killed run left in it goes first, and half-written blobs of days ago."""
    folder = workspace.cache / "scratch" / name
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(folder)) from error
    for left in (workspace.cache / "blobs").glob(".*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > 86400:
                left.unlink()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- how it ended ---


def _stop_bad(walk: Walk, until: str) -> None:
    """A film that fails its inspection ends the command with 5, wherever it was going."""
    found = walk.artifacts.get(Inspection)
    if isinstance(found, Inspection) and not found.passed and until == "inspect":
        raise NeedsPerson("; ".join(f"{m.check}: {m.value}, the rule is {m.rule}" for m in found.measures if not m.passed),
                          walk.run.folder, "Mend script.md or the look and run again.")  # fmt: skip


def _note_failure(ledger: Ledger, walk: Walk, error: BaseException) -> None:
    """Record why a run stopped. One that has no topic is no film, and is not gone on with."""
    state = "waiting" if isinstance(error, NeedsPerson) else "failed"
    if isinstance(error, NothingLeft | YtempireError) and not ledger.latest(walk.run.id, "plan") and not walk.run.folder:
        state = "dropped"
    if walk.run.state == "done":
        state = "done"
    text = str(error) or type(error).__name__
    with contextlib.suppress(YtempireError):  # the first error is the one to tell
        ledger.mark(walk.run.id, state=state, error="" if isinstance(error, NothingLeft) else text)


def _outcome(walk: Walk, ledger: Ledger) -> Outcome:
    folder = walk.home / walk.run.folder if walk.run.folder else None
    run = walk.run if walk.changes_nothing else ledger.run(walk.run.id)
    return Outcome(run, folder, tuple(walk.passed), dict(walk.artifacts), ledger.count_calls(walk.run.id))


__all__ = [
    "BY_NAME", "NAMES", "Outcome", "Publication", "Wish", "history_of", "ledger_of", "look_ahead", "make",
]  # fmt: skip
