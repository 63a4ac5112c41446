"""Which providers there are: `providers/<kind>_<name>.py`, and other people's by entry point."""

from __future__ import annotations

import difflib
import importlib
import importlib.metadata
import importlib.util
from functools import cache
from pathlib import Path

from ytempire.contracts import Provider
from ytempire.errors import ConfigError

PACKAGE = "ytempire.providers"
GROUP = "ytempire.providers"  # an entry point is called like a file: <kind>_<name>


def names(kind: str, ours: bool = False) -> tuple[str, ...]:
    """The providers of a kind, by name, without importing any of them; `ours` leaves out other people's."""
    return tuple(sorted(name for (known, name), place in _places().items() if known == kind and _wanted(place, ours)))


def kinds(ours: bool = False) -> tuple[str, ...]:
    """Every kind of request that somebody answers."""
    return tuple(sorted({kind for (kind, _), place in _places().items() if _wanted(place, ours)}))


def every(kind: str, ours: bool = False) -> dict[str, type[Provider]]:
    """The providers of a kind, by name; this imports them."""
    return {name: find(kind, name) for name in names(kind, ours)}


def _wanted(place: str | importlib.metadata.EntryPoint, ours: bool) -> bool:
    return isinstance(place, str) or not ours


@cache
def find(kind: str, name: str) -> type[Provider]:
    """The provider of this kind and name; only its own file is imported."""
    place = _places().get((kind, name))
    if place is None:
        known, name = names(kind), name[:80]
        close = difflib.get_close_matches(name, known, n=1)
        there_are = f"There are: {', '.join(known)}." if known else f"Nothing here answers {kind}."
        raise ConfigError(f"{name}: no such {kind} provider", next=f"Did you mean {close[0]}?" if close else there_are)
    try:
        found = _only(importlib.import_module(place)) if isinstance(place, str) else place.load()
    except ImportError as error:  # a library that it needs is not installed
        raise ConfigError(f"the {kind} provider {name} cannot be loaded: {error}") from error
    if not (isinstance(found, type) and issubclass(found, Provider)):
        raise ConfigError(f"the {kind} provider {name} is not one class of Provider", where=str(place))
    if (found.kind, found.name) != (kind, name):
        raise ConfigError(f"calls itself {found.kind} {found.name}, not {kind} {name}", where=str(place))
    return found


@cache
def _places() -> dict[tuple[str, str], str | importlib.metadata.EntryPoint]:
    """Where each provider is: a module of ours, or an entry point; ours win."""
    places: dict[tuple[str, str], str | importlib.metadata.EntryPoint] = {}
    for point in importlib.metadata.entry_points(group=GROUP):
        if named := _named(point.name):
            places[named] = point
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for file in sorted(Path(folder).glob("*_*.py")):
            if not file.stem.startswith("_") and (named := _named(file.stem)):
                places[named] = f"{PACKAGE}.{file.stem}"
    return places


def _named(stem: str) -> tuple[str, str] | None:
    """`voice_google_cloud` is the voice google-cloud."""
    kind, sign, name = stem.partition("_")
    return (kind, name.replace("_", "-")) if kind and sign and name else None


def _only(module: object) -> object:
    """The one provider that a module defines."""
    own = [
        thing for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Provider) and thing.__module__ == vars(module)["__name__"]
    ]  # fmt: skip
    return own[0] if len(own) == 1 else None
