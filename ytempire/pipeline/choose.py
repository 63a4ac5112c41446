"""Which film a command goes on with."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path

from ytempire.config.sections import Channel
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.ledger import Ledger, Run
from ytempire.models import Asked


def unfinished(workspace: Workspace, channel: str, asked: Asked, ledger: Ledger, changes_nothing: bool) -> Run | None:
    """The channel's latest film that is not done and waits for nobody; one whose folder was deleted is let go."""
    for run in reversed(ledger.runs(channel)):
        if run.state not in ("open", "failed") or (asked != Asked() and run.asked != asked):
            continue
        topic = ledger.latest(run.id, "plan")
        if topic and topic.settled and not (workspace.home / run.folder).is_dir():
            if not changes_nothing:
                ledger.mark(run.id, state="dropped", error="its folder was deleted")
            continue
        return run
    return None


def adopt_or_find(workspace: Workspace, channel: Channel, video: str, ledger: Ledger, begin: Callable[..., Run]) -> Run:
    """The run of a video's folder; a folder that the ledger does not know is read as a person's own documents."""
    name = Path(video.rstrip("/\\")).name
    runs = {Path(run.folder).name: run for run in ledger.runs(channel.name) if run.folder and run.state != "dropped"}
    if name in runs:
        return runs[name]
    folder = workspace.videos / channel.name / name
    if not name or not folder.is_dir() or folder.is_symlink():
        close = difflib.get_close_matches(name, runs, n=1)
        latest = f"The latest is {list(runs)[-1]}." if runs else f"Make one: ytempire run --channel {channel.name}"
        raise ConfigError(
            f"{name[:80]}: no such video of {channel.name}", "--video", f"Did you mean {close[0]}?" if close else latest
        )
    day = re.match(r"\d{4}-\d\d-\d\d", name)
    return begin(folder=f"videos/{channel.name}/{name}", day=day.group() if day else "")
