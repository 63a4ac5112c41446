"""Drawing beside the trip: a film from a timeline that stands alone, where no run of a channel is touched."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from ytempire.config.sections import Budget, Chain, Render
from ytempire.config.workspace import Workspace
from ytempire.contracts import Kit
from ytempire.errors import ConfigError, StorageError
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Blob, History, Timeline, Topic, Video
from ytempire.pipeline.opening import DAY, Tell, scratch_for
from ytempire.stages.render import render as draw

LOCAL_EXPORT = Chain(use=("ffmpeg",))
NONE = Budget(per_video_usd=0, per_day_usd=0, per_month_usd=0)


@contextlib.contextmanager
def loose(workspace: Workspace, tell: Tell, channel: str = "") -> Iterator[Gateway]:
    """A gateway that remembers and draws, with a ledger in memory: nothing paid can be asked through it."""
    for left in (workspace.cache / "scratch").glob("draw-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)
    ledger = Ledger(None)
    run = ledger.begin(channel, "", 0, "", Asked(), History())
    with scratch_for(workspace, f"draw-{os.getpid()}") as scratch:
        kit = Kit(home=workspace.home, channel=channel, blobs=Blobs(workspace.cache / "blobs"), scratch=scratch)
        store = Store(workspace.cache / "calls")
        try:
            yield Gateway(run.id, channel, ledger, store, kit, NONE, tell)
        finally:
            store.close()
            ledger.close()


def film(timeline: Timeline, title: str, gateway: Gateway, how: Render | None = None) -> Video:
    """Draw a timeline: every scene that is not remembered, the sound, and the film."""
    gateway.stage = "render"
    topic = Topic(subject=title, question="", title=title, slug="film")
    return draw(timeline, topic, how or Render(), gateway)


def deliver(gateway: Gateway, blob: Blob, to: Path, force: bool) -> Path:
    """A file of the cache under a name that a person chose; one that is there stays, unless forced."""
    refuse_taken(to, force)
    temp = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(gateway.kit.blobs.path(blob), temp)
        temp.replace(to)
    except OSError as error:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", str(to), "Choose another place.") from error
    return to


def refuse_taken(to: Path, force: bool) -> None:
    """Nothing that is there is written over, unless the person says so."""
    if to.is_dir():
        raise ConfigError("is a folder", str(to), "Name a file.")
    if to.exists() and not force:
        raise ConfigError("is there already", str(to), "Choose another name, or say --force.")
