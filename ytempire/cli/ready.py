"""Which providers can work here, and what the others lack."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ytempire.config.prices import packaged, prices_of
from ytempire.config.secrets import Secrets
from ytempire.config.workspace import Workspace
from ytempire.contracts import Kit, Provider
from ytempire.errors import ConfigError, YtempireError
from ytempire.gateway import finder
from ytempire.media.blobs import Blobs
from ytempire.models import Prices

if TYPE_CHECKING:
    from ytempire.config.sections import Chain, Channel


def why_not(kind: str, name: str, home: Path, channel: str, given: dict[str, Any]) -> str | None:
    """Why a provider cannot work here with these options, or None."""
    try:
        provider: type[Provider] = finder.find(kind, name)
        try:
            taken = provider.Options.model_validate(given)
        except ValueError:  # it has options that must be given
            keyless = provider.key and not Secrets(home).get(provider.key)
            return f"{provider.key} is not set" if keyless else "its options must be given in a channel"
        blobs, scratch = Blobs(home / "cache" / "blobs"), Path(tempfile.gettempdir())
        kit = Kit(home, channel, blobs, scratch, Secrets(home).get, _prices(home))
        return provider(taken, kit).ready()  # one on this machine may need no key
    except YtempireError as error:
        return str(error)
    except OSError as error:  # a folder that it looks into
        return f"{error.filename}  cannot be read: {error.strerror}"


def _prices(home: Path) -> Prices:
    """The prices that count here; what is wrong with the workspace's own list is told once, by `validate`."""
    try:
        return prices_of(Workspace(home))
    except ConfigError:
        return packaged()


def lacks(space: Workspace, channel: Channel) -> list[str]:
    """What a valid channel names and this machine cannot do; a chain's later providers stand in."""
    chains: dict[str, tuple[str, Chain]] = {
        "writer": ("writer", channel.writer), "sources": ("source", channel.sources),
        "footage": ("footage", channel.footage), "render": ("scene", channel.render),
        "publish": ("publish", channel.publish),
        **{f"voices.{speaker}": ("voice", voice) for speaker, voice in channel.voices.items()},
    }  # fmt: skip
    out = []
    for key, (kind, chain) in chains.items():
        for name in chain.use:
            if why := why_not(kind, name, space.home, channel.name, chain.options.get(name, {})):
                out.append(f"{key}: {name} cannot work here: {why}")
    return out
