"""Options that every command takes, before or after its name, and those that many of them take."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console

if TYPE_CHECKING:
    from ytempire.config.secrets import Secrets
    from ytempire.config.workspace import Workspace


@dataclass(frozen=True)
class Given:
    """What was given for the whole of ytempire."""

    home: str = ""
    json: bool = False
    quiet: bool = False


_given: ContextVar[Given] = ContextVar("given", default=Given())  # noqa: B039 - it is frozen

Home = Annotated[str, typer.Option("--home", metavar="FOLDER", help="The workspace, if not this folder's.")]
Json = Annotated[bool, typer.Option("--json", help="The answer as one JSON document.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only the answer, warnings and errors.")]


def workspace() -> Workspace:
    """The workspace that this command is for."""
    from ytempire.config.workspace import Workspace

    return Workspace.find(_given.get().home or None)


def _channel_names(incomplete: str) -> list[str]:
    from ytempire.errors import YtempireError

    try:
        return [name for name in workspace().channel_names() if name.startswith(incomplete)]
    except YtempireError:
        return []


Channel = Annotated[
    str, typer.Option("--channel", "-c", metavar="NAME", help="The channel.", autocompletion=_channel_names)
]
Video = Annotated[str, typer.Option("--video", metavar="FOLDER", help="Go on with this video, by its folder's name.")]


def give(home: str, json: bool, quiet: bool) -> None:
    """Take note of the shared options; what was given once stays given."""
    before = _given.get()
    now = Given(home or before.home, json or before.json, quiet or before.quiet)
    _given.set(now)
    console.choose(now.json, now.quiet, _redact)


def forget() -> None:
    """Nothing was given yet, and nothing is known of a workspace."""
    _given.set(Given())
    _secrets.cache_clear()


def _redact(text: str) -> str:
    return _secrets(_given.get().home).redact(text)


@functools.cache
def _secrets(home: str) -> Secrets:
    """The secrets of the workspace that was named, read once."""
    from pathlib import Path

    from ytempire.config.secrets import Secrets
    from ytempire.errors import YtempireError

    try:
        return Secrets(workspace().home)
    except YtempireError:
        return Secrets(Path(home or "."))


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --home, --json and --quiet added to its own options."""

    @functools.wraps(function)
    def command(*args: Any, home: str = "", json: bool = False, quiet: bool = False, **kwargs: Any) -> Any:
        give(home, json, quiet)
        return function(*args, **kwargs)

    own = inspect.signature(function, eval_str=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    added = [
        inspect.Parameter("home", kind, default="", annotation=Home),
        inspect.Parameter("json", kind, default=False, annotation=Json),
        inspect.Parameter("quiet", kind, default=False, annotation=Quiet),
    ]
    every = [*own.parameters.values(), *added]
    command.__signature__ = own.replace(parameters=every)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in every if p.annotation is not inspect.Parameter.empty}
    return command
