"""A writer for money: what the offline writer says, on a bill."""

from __future__ import annotations

from typing import Any, ClassVar

from ytempire.contracts import Memory, Reply
from ytempire.models import Used
from ytempire.providers.writer_offline import WriterOffline
from ytempire_fakes.billed import _Billed


class WriterBilled(_Billed):
    """Words by grammar, paid for all the same."""

    kind = "writer"
    name = "billed"
    summary = "words of the offline writer on a bill"
    account = "scribe"
    memory: ClassVar[Memory | None] = None
    side_by_side = 1

    def answer(self, request: Any, call: str) -> Reply:
        offline = WriterOffline(WriterOffline.Options(), self.kit)
        reply = offline.answer(request, call)
        told = self.ask("/do", call, True)
        used = Used(model="quill-1", request=str(told["number"]), microusd=told["microusd"], prices="2026-11-20")
        return reply.model_copy(update={"used": used})
