"""A till that bills, and a door to it that is opened anew as each start of a run does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ytempire_fakes.billed import Till

from ytempire.config.sections import Budget, Chain
from ytempire.contracts import Kit
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, History


@pytest.fixture
def till() -> Iterator[Till]:
    with Till() as server:
        assert isinstance(server, Till)
        yield server


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Gateway]:
    """Opens a gateway on one and the same workspace; what it tells is in `door.heard`."""

    def open_door(**budget: Any) -> Gateway:
        ledger = Ledger(tmp_path / "ytempire.db")
        runs = ledger.runs()
        run = runs[-1] if runs else ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
        ledger.doubt("owls")
        kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch")
        door = Gateway(
            run.id, "owls", ledger, Store(tmp_path / "cache" / "calls"), kit, Budget(**budget), stage="voice"
        )
        door.heard = []  # type: ignore[attr-defined]
        door.tell = lambda event: door.heard.append(event)  # type: ignore[attr-defined]
        return door

    return open_door


def billed(server: Till, *more: str, **options: Any) -> Chain:
    """A chain of the provider on the bill, and of others after it."""
    own = {"base_url": server.url, **options}
    return Chain(use=("billed", *more), options={"billed": own, "spare": {"base_url": server.url, "price": 10}})


def rows(door: Gateway, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the calls, in order."""
    return [tuple(row.values()) for row in door.ledger.rows(f"select {', '.join(columns)} from calls order by id")]


def said(door: Gateway, state: str = "warn") -> list[str]:
    return [event.text for event in door.heard if event.state == state]  # type: ignore[attr-defined]
