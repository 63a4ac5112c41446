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
    """How a key did; `works` is None where nobody could try it without paying."""

    use: Use
    works: bool | None
    said: str
    next: str = ""

    def __str__(self) -> str:
        state = {True: "works, ", None: "not tried: ", False: ""}[self.works]
        return f"{self.use}: {state}{self.said}"


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
    """Try every key that a channel's providers need, or one; `value` is tried in place of the one that is kept.

    Raises ConfigError where .env cannot be read.
    """
    secrets = Secrets(workspace.home)
    secrets.names()  # a .env that cannot be read is told once
    wanted = [use for use in uses(workspace) if not key or use.key == key]
    if key and not wanted:
        wanted = [use for use in uses(workspace, every=True) if use.key == key]
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        for use in wanted:
            yield _tried(workspace, secrets, use, value, Path(folder))


def _tried(workspace: Workspace, secrets: Secrets, use: Use, value: str | None, scratch: Path) -> Tried:
    try:
        made = _made(workspace, use.kind, use.name, use.channel, dict(use.options), scratch, use.key, value)
    except YtempireError as error:
        return Tried(use, False, error.problems[0].what, error.problems[0].next)
    except ValueError:
        return Tried(use, None, "its options must be given in a channel")
    without = ""
    try:
        if value is None and secrets.get(use.key) is None:
            lost = secrets.where(use.key) == "keyring"
            if lost or made.ready() is not None:  # one on this machine may need none
                what = "is said to be in the keyring, and is not there" if lost else "is not set"
                return Tried(use, False, what, f"Run: ytempire secrets set {use.key}")
            without = "; no key is set"
        said = made.check()
    except YtempireError as error:
        return Tried(use, False, error.problems[0].what + without, error.problems[0].next)
    if not said:
        return Tried(use, None, "there is no call that tries it for nothing")
    Health(workspace.cache / "health").well(made)  # an account that was left alone is asked again
    return Tried(use, True, f"{said}{without}, and none is needed" if without else said)


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
