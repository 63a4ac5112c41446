"""Accounts: under which names somebody can be billed in a channel, so that no budget is for nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from ytempire.config.prices import packaged, prices_of
from ytempire.config.sections import Chain
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError


def accounts(
    workspace: Workspace, chains: Iterable[tuple[str, Chain]], find: Callable[[str, str], Any]
) -> tuple[set[str], set[str]]:
    """Names that are sure: of the price lists and of the chains' providers; and names that an address may give."""
    try:
        prices = prices_of(workspace)
    except ConfigError:  # validate says why
        prices = packaged()
    sure = {price.provider for price in prices.prices}
    maybe: set[str] = set()
    for kind, chain in chains:
        for name in chain.use:
            try:
                sure.add(find(kind, name).account or name)
            except ConfigError:
                continue  # said where the chain stands
            options = chain.options.get(name, {})
            sure.add(str(options.get("account") or name))
            maybe |= _of_address(str(options.get("base_url") or ""))
    return sure, maybe


def _of_address(url: str) -> set[str]:
    """Every name that a provider may make of its address: of the host, or of a part of it."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return set()
    return {re.sub(r"[^a-z0-9]+", "-", part).strip("-")[:40] for part in (host, *host.split("."))} | (
        {"local", "other"} if host else set()
    )
