"""Walks the trip: which run, which lock, and from the first stage to where the command goes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ytempire.address import address, text_digest
from ytempire.config.load import load_channel
from ytempire.config.recipes import load_recipe
from ytempire.config.sections import Channel
from ytempire.config.workspace import Workspace
from ytempire.contracts import Event
from ytempire.errors import ConfigError, NeedsPerson, NothingLeft, YtempireError
from ytempire.folder import Folder, write_text
from ytempire.gateway import WouldSpend
from ytempire.gateway.finder import find
from ytempire.gateway.store import Store
from ytempire.ledger import Kept, Ledger, Run, now
from ytempire.models import Artifact, Asked, Cut, History, Inspection, Package, Past, Script, Timeline, Topic, Video
from ytempire.pipeline.choose import adopt_or_find, unfinished
from ytempire.pipeline.explain import Piece, drawn_last, explain
from ytempire.pipeline.graph import NAMES
from ytempire.pipeline.opening import Tell, holding, ledger_of, reading, scratch_for, walk_of
from ytempire.pipeline.walk import Passed, Walk
from ytempire.stages.upload import MEND, faults

RECENT = 20  # films whose words a new one is held against; of older ones the subject is enough


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
        with scratch_for(workspace, name) as scratch:
            walk = walk_of(workspace, channel, run, ledger, scratch, wish.redo, tell)
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
    with _looking(workspace, name, wish, tell) as (channel, walk):
        most = 0
        try:
            walk.to(wish.until)
        except WouldSpend as stop:
            # What comes after the first paid thing cannot be known; the video's budget bounds it.
            cap = round(channel.budget.per_video_usd * 1e6)
            most = cap if _paid_after(channel, walk.gateway.stage) else min(cap, stop.bound)
        return replace(_outcome(walk, walk.ledger), most_microusd=most)


def explained(
    workspace: Workspace, name: str, wish: Wish, tell: Tell = lambda event: None
) -> tuple[Outcome, tuple[Piece, ...]]:
    """Which scenes and joins a render would draw again, and why; changes nothing."""
    with _looking(workspace, name, wish, tell) as (channel, walk):
        walk.gateway.goes_on |= {"voice", "footage"}  # an edit has its length and its files
        before = drawn_last(walk.ledger, walk.run.id)
        try:
            timeline = walk.to("timeline")
        except WouldSpend as stop:
            raise ConfigError(
                f"the film is not as far as its timeline: {walk.gateway.stage} comes first, and costs money",
                next=f"Go there first: ytempire voice --channel {name}",
            ) from stop
        assert isinstance(timeline, Timeline)
        return _outcome(walk, walk.ledger), explain(timeline, before, channel.render, walk.gateway)


@contextlib.contextmanager
def _looking(workspace: Workspace, name: str, wish: Wish, tell: Tell) -> Iterator[tuple[Channel, Walk]]:
    """A walk over a copy of the ledger, with a cache that is only read."""
    channel = load_channel(workspace, name, find)
    with reading(workspace) as ledger, tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        scratch = Path(folder)
        run = _run_for(workspace, channel, wish, ledger, tell, changes_nothing=True)
        walk = walk_of(workspace, channel, run, ledger, scratch, wish.redo, tell)
        walk.changes_nothing = walk.gateway.look_ahead = True
        calls_there = walk.gateway.store.folder.exists()
        walk.gateway.store = Store(workspace.cache / "calls" if calls_there else scratch / "calls", read_only=True)
        try:
            yield channel, walk
        finally:
            walk.gateway.store.close()


def _paid_after(channel: Channel, stage: str) -> bool:
    """Whether somebody who is paid may be asked after a stage."""
    chains = {
        "script": ("writer", channel.writer),
        "timeline pictures": ("image", channel.images),
        "timeline clips": ("clip", channel.clips),
        **{f"voice {name}": ("voice", voice) for name, voice in channel.voices.items()},
    }
    later = [chain for where, chain in chains.items() if where.split()[0] in NAMES[NAMES.index(stage) + 1 :]]
    return any(find(kind, name).memory is None for kind, chain in later for name in chain.use)


# --- which run ---


def _run_for(
    workspace: Workspace, channel: Channel, wish: Wish, ledger: Ledger, tell: Tell, changes_nothing: bool = False
) -> Run:
    if wish.video:
        return adopt_or_find(
            workspace,
            channel,
            wish.video,
            ledger,
            lambda **more: _begin(workspace, channel, Wish(), ledger, tell, **more),
        )
    run = unfinished(workspace, channel.name, wish.asked, ledger, changes_nothing)
    if run:
        tell(Event("run", "note", f"going on with {run.folder or 'the film begun ' + run.date}"))
        if wish.script and not ledger.has_artifact(run.id, "script", address("artifact", wish.script)):
            _take_new_script(workspace, run, wish.script, ledger, changes_nothing)
        return run
    return _begin(workspace, channel, wish, ledger, tell)


def _begin(
    workspace: Workspace, channel: Channel, wish: Wish, ledger: Ledger, tell: Tell, folder: str = "", day: str = ""
) -> Run:
    history = history_of(ledger, channel.name)
    day = day or today()
    if history.films and day < history.films[-1].date and not folder:
        tell(Event("run", "warn", f"the clock says {day}, before the last film ({history.films[-1].date})"))
    recipe = load_recipe(workspace, channel.recipe)
    first = _given(wish.script) if wish.script else None
    run = ledger.begin(
        channel.name,
        day,
        int(address("seed", channel.name, len(history.films))[:8], 16),
        f"{recipe.name}@{recipe.version}",
        wish.asked,
        history,
        first,
    )
    return ledger.mark(run.id, folder=folder) if folder else run


def _given(script: Script) -> Kept:
    """A script of a person's own, as it stands for its stage from the start."""
    digest, text = address("artifact", script), text_digest(write_text(script))
    because = ("a script of your own",)
    return Kept("script", "edited", {}, digest, script.model_dump_json(), text, "edited", False, 0.0, because, now())


def _take_new_script(workspace: Workspace, run: Run, script: Script, ledger: Ledger, changes_nothing: bool) -> None:
    """The same command with a changed script file: it counts; what the folder held stays beside it."""
    ledger.keep(run.id, _given(script))
    file = Folder(workspace.home / run.folder).file(Script) if run.folder else None
    if file and file.exists() and not changes_nothing:
        file.replace(file.with_name("script.before-redo.md"))


def today() -> str:
    """The day as written on a film: SOURCE_DATE_EPOCH when it is set, else this machine's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()


def history_of(ledger: Ledger, channel: str) -> History:
    """The channel's films so far, oldest first, as the next one must know them."""
    films = []
    runs = ledger.runs(channel)
    recent = {run.id for run in runs[-RECENT:]}
    for run in runs:
        kept = ledger.all_latest(run.id)
        if "plan" not in kept or run.state == "dropped":
            continue
        topic = Topic.model_validate_json(kept["plan"].body)
        has_words = "script" in kept and run.id in recent
        script = Script.model_validate_json(kept["script"].body) if has_words else None
        cuts = Timeline.model_validate_json(kept["timeline"].body).cuts if "timeline" in kept else ()
        films.append(
            Past(
                subject=topic.subject,
                question=topic.question,
                title=topic.title,
                date=run.date,
                layouts=tuple(cut.visual.kind for cut in cuts),
                text=" ".join(line.text for scene in script.scenes for line in scene.lines) if script else "",
                files=tuple(dict.fromkeys(name for cut in cuts for name in cut.files)),
                digests=tuple(sorted({digest for cut in cuts for digest in shown(cut)})),
                thumbnail=Package.model_validate_json(kept["package"].body).thumbnail if "package" in kept else None,
            )
        )
    return History(films=tuple(films))


def shown(cut: Cut) -> tuple[str, ...]:
    """The digests of the pictures and clips that a scene shows."""
    seen = cut.visual.kind in ("picture", "pair", "footage") and not cut.plain
    return tuple(blob.digest for blob in cut.files.values()) if seen else ()


# --- how it ended ---


def _stop_bad(walk: Walk, until: str) -> None:
    """A film that fails its inspection ends the command with 5, wherever it was going."""
    found = walk.artifacts.get(Inspection)
    if isinstance(found, Inspection) and not found.passed and until == "inspect":
        raise NeedsPerson(faults(found), walk.run.folder, MEND)


def _note_failure(ledger: Ledger, walk: Walk, error: BaseException) -> None:
    """Record why a run stopped. One that has no topic is no film, and is not gone on with."""
    state = "waiting" if isinstance(error, NeedsPerson) else "failed"
    begun = walk.run.folder or ledger.latest(walk.run.id, "plan")
    if isinstance(error, YtempireError) and not begun:
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
    "NAMES",
    "Outcome",
    "Wish",
    "explained",
    "history_of",
    "ledger_of",
    "look_ahead",
    "make",
]
