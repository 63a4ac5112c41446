"""What cannot be undone: an intent first; after a crash the other side is asked, and nothing is repeated."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar, cast

from ytempire.contracts import Provider, Reply, Request
from ytempire.errors import Refused, Unsure
from ytempire.ledger import elapsed_ms

if TYPE_CHECKING:
    from ytempire.gateway import Gateway

R = TypeVar("R", bound=Reply)


def once(door: Gateway, request: Request[R], provider: Provider, key: str) -> R:
    """Do it, unless it was done. Raises Unsure when nobody can tell whether it was."""
    ledger = door.ledger
    before = ledger.act(key)
    if before and before["state"] == "done":
        return cast(R, request.reply.model_validate_json(before["reply"]))
    if before and before["state"] in ("intent", "unsure"):
        reply = provider.recover(request, key)
        if reply is None:
            ledger.acted(key, "unsure")
            raise Unsure(
                f"{provider.name} may already have it: an earlier run stopped in the middle",
                door.stage,
                "Look there; nothing was sent again.",
            )
        ledger.acted(key, "done", reply.model_dump_json())
        return cast(R, reply)
    started, row = time.perf_counter(), door.row_of(request, provider, key)
    ledger.intend(door.run, door.channel, request.kind, provider.name, key, request.model_dump_json())
    try:
        reply = provider.answer(request, key)
    except Refused as refusal:
        ledger.acted(key, "failed", str(refusal))
        ledger.called(**row, state="failed", ms=elapsed_ms(started), tries=1, error=str(refusal),
                      fault=type(refusal).__name__)  # fmt: skip
        raise
    ledger.acted(key, "done", reply.model_dump_json())
    ledger.called(**row, state="made", ms=elapsed_ms(started), tries=1)
    return cast(R, reply)
