"""Keys: who uses which, and whether each still works, tried with the cheapest real call."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ytempire.config.load import load_channel
from ytempire.config.secrets import Secrets
from ytempire.config.sections import Chain, Channel
from ytempire.config.workspace import Workspace
from ytempire.contracts import Provider
from ytempire.errors import ConfigError, YtempireError
from ytempire.gateway import finder
from ytempire.gateway.health import Health
from ytempire.pipeline.opening import kit_of


@dataclass(frozen=True)
class Use:
    """A provider that needs a key, as a channel has it; without a channel, one that could."""

    key: str
    kind: str
    name: str
    channel: str = ""
    options: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" + (f" of {self.channel}" if self.channel else "")


@dataclass(frozen=True)
class Tried:
    """How a key did."""

    use: Use
    works: bool
    said: str
    next: str = ""


def uses(workspace: Workspace, every: bool = False) -> tuple[Use, ...]:
    """Who needs which key in the workspace's channels; `every` adds the providers that no channel names."""
    found: dict[tuple[str, str, str, str], Use] = {}
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        for channel in _channels(workspace):
            for kind, chain in chains(channel):
                for name in chain.use:
                    options = chain.options.get(name, {})
                    try:
                        made = _made(workspace, kind, name, channel.name, options, Path(folder))
                    except (YtempireError, ValueError):
                        continue  # validate says why
                    if made.key:
                        use = Use(made.key, kind, name, channel.name, tuple(sorted(options.items())))
                        found.setdefault((made.key, kind, name, str(options.get("base_url", ""))), use)
    if every:
        named = {(use.kind, use.name) for use in found.values()}
        for kind in finder.kinds():
            for name in finder.names(kind):
                try:
                    key = finder.find(kind, name).key
                except YtempireError:
                    continue
                if key and (kind, name) not in named:
                    found[key, kind, name, ""] = Use(key, kind, name)
    return tuple(sorted(found.values(), key=lambda use: (use.key, use.kind, use.name)))


def tried(workspace: Workspace, key: str = "", value: str | None = None) -> Iterator[Tried]:
    """Try every key that a channel's providers need, or one; `value` is tried in place of the one that is kept."""
    secrets = Secrets(workspace.home)
    wanted = [use for use in uses(workspace) if not key or use.key == key]
    if key and not wanted:
        wanted = [use for use in uses(workspace, every=True) if use.key == key]
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        for use in wanted:
            if value is None and secrets.get(use.key) is None:
                yield Tried(use, False, "is not set", f"Run: ytempire secrets set {use.key}")
                continue
            try:
                made = _made(
                    workspace, use.kind, use.name, use.channel, dict(use.options), Path(folder), use.key, value
                )
                said = made.check()
                if said:
                    Health(workspace.cache / "health").well(made)  # an account that was left alone is asked again
                yield Tried(use, True, said or "there is no call that tries it for nothing")
            except YtempireError as error:
                problem = error.problems[0]
                yield Tried(use, False, problem.what, problem.next)
            except ValueError:
                yield Tried(use, False, "its options must be given in a channel")


def chains(channel: Channel) -> Iterator[tuple[str, Chain]]:
    """The chains of a channel with the kind of request that each answers."""
    yield from (
        ("writer", channel.writer), ("source", channel.sources), ("footage", channel.footage),
        ("image", channel.images), ("clip", channel.clips), ("scene", channel.render), ("publish", channel.publish),
    )  # fmt: skip
    yield from (("voice", voice) for voice in channel.voices.values())


def _channels(workspace: Workspace) -> Iterator[Channel]:
    for name in workspace.channel_names():
        try:
            yield load_channel(workspace, name)
        except ConfigError:
            continue  # validate says why


def _made(
    workspace: Workspace, kind: str, name: str, channel: str, options: dict[str, Any], scratch: Path, key: str = "",
    value: str | None = None,
) -> Provider:  # fmt: skip
    provider = finder.find(kind, name)
    kit = kit_of(workspace, channel or "none", scratch)
    if value is not None:
        kept = kit.secret
        kit = replace(kit, secret=lambda asked: value if asked == key else kept(asked))
    return provider(provider.Options.model_validate(options), kit)
