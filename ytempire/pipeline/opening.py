"""What a walk needs: the ledger, a lock on the channel, room for half-made files, sections, the gateway."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock

from ytempire.config.lock import edited
from ytempire.config.prices import prices_of
from ytempire.config.recipes import load_recipe
from ytempire.config.secrets import Secrets, clean_logs
from ytempire.config.sections import (
    Budget,
    Channel,
    Clips,
    Footage,
    Images,
    Look,
    Publishing,
    Quality,
    Recipe,
    Render,
    Sources,
    Voices,
    Writer,
)
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.contracts import Brand, Event, Format, Kit
from ytempire.errors import Busy, StorageError
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger, Run
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, History, Rules, Today
from ytempire.pipeline.voices import as_begun
from ytempire.pipeline.walk import Walk

Tell = Callable[[Event], None]
DAY = 86400  # seconds; what is half made and older than that, nobody works on


def walk_of(
    workspace: Workspace, channel: Channel, run: Run, ledger: Ledger, scratch: Path, redo: tuple[str, ...], tell: Tell
) -> Walk:
    """A walk of a run, ready to go."""
    channel = as_begun(channel, run, ledger, redo, tell)
    kit = kit_of(workspace, channel.name, scratch)
    gateway = Gateway(
        run=run.id,
        channel=channel.name,
        ledger=ledger,
        store=Store(workspace.cache / "calls", redact=Secrets(workspace.home).redact),
        kit=kit,
        budget=channel.budget,
        tell=tell,
    )
    return Walk(
        run,
        workspace.home,
        ledger,
        gateway,
        sections_of(channel, _recipe_of(workspace, run, tell), run),
        frozenset(redo),
        tell,
    )


def kit_of(workspace: Workspace, channel: str, scratch: Path) -> Kit:
    """What providers are handed in a workspace: bytes, secrets and prices. Raises ConfigError for a bad price list."""
    secrets = Secrets(workspace.home)
    clean_logs(secrets.redact)
    return Kit(
        home=workspace.home,
        channel=channel,
        blobs=Blobs(workspace.cache / "blobs"),
        scratch=scratch,
        secret=secrets.get,
        prices=prices_of(workspace),
    )


def _recipe_of(workspace: Workspace, run: Run, tell: Tell) -> Recipe:
    """The version that the film was begun with, so that a newer one does not remake it; what was edited is told."""
    recipe = load_recipe(workspace, run.recipe)
    places = ((recipes, workspace.called(recipes)) for recipes in (workspace.recipes, starter() / "recipes"))
    for problem in edited(places, recipe.name, recipe.version):
        tell(Event("", "warn", f"{problem} The film is made from it as it is now."))
    return recipe


def sections_of(channel: Channel, recipe: Recipe, run: Run) -> dict[type, Any]:
    """What stages may ask for beside artifacts, by type."""
    brand = Brand(
        name=channel.name,
        title=channel.title,
        language=channel.language,
        tagline=channel.tagline,
        tone=channel.tone,
        call_to_action=channel.call_to_action,
    )
    format = Format.model_validate({name: getattr(recipe, name) for name in Format.model_fields})
    voices = Voices(language=channel.language, speakers=channel.voices, lexicon=channel.lexicon)
    return {
        Brand: brand,
        Format: format,
        Look: channel.look,
        Writer: channel.writer,
        Voices: voices,
        Sources: channel.sources,
        Footage: channel.footage,
        Images: channel.images,
        Clips: channel.clips,
        Render: channel.render,
        Quality: channel.quality,
        Rules: channel.inspect,
        Publishing: channel.publish,
        Budget: channel.budget,
        History: run.history,
        Asked: run.asked,
        Today: Today(date=run.date),
    }


@contextlib.contextmanager
def ledger_of(workspace: Workspace) -> Iterator[Ledger]:
    """The workspace's ledger, open; secrets never get into it."""
    ledger = Ledger(workspace.database, Secrets(workspace.home).redact)
    try:
        yield ledger
    finally:
        ledger.close()


@contextlib.contextmanager
def reading(workspace: Workspace) -> Iterator[Ledger]:
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
def scratch_for(workspace: Workspace, name: str) -> Iterator[Path]:
    """A folder for half-made files; what a killed run left in it goes first, and half-written blobs of days ago."""
    folder = workspace.cache / "scratch" / name
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(folder)) from error
    for left in (workspace.cache / "blobs").glob(".*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > DAY:
                left.unlink()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
