"""What an answer is remembered by, and finding it again."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from ytempire.address import address, code_digest
from ytempire.contracts import Kit, Memory, Provider, Reply, Request
from ytempire.gateway.store import Store
from ytempire.models import Blob, Frozen

R = TypeVar("R", bound=Reply)


@dataclass(frozen=True)
class Remembered(Generic[R]):
    """An answer that was kept, and when."""

    reply: R
    at: float


@dataclass
class Remembering:
    """Answers by the content of their request."""

    kit: Kit
    _code: dict[Provider, tuple[str, str]] = field(default_factory=dict)

    def key(self, request: Request[Any], provider: Provider) -> str:
        """By the content of the request, who answers and how; a computed answer also by the code that computes it."""
        asked_for = provider.options.asked_for()
        parts: list[Any] = [request.kind, type(request).__name__, provider.name, asked_for, request]
        if memory_of(request, provider) is Memory.COMPUTED:
            parts += self._computed_by(provider)
        return address("call", *parts)

    def _computed_by(self, provider: Provider) -> tuple[str, str]:
        """The code and the libraries that a provider computes with; they do not change while we run."""
        if provider not in self._code:
            self._code[provider] = code_digest(type(provider).__module__, *provider.code), provider.version()
        return self._code[provider]

    def find(self, store: Store, request: Request[R], provider: Provider, key: str) -> Remembered[R] | None:
        """The answer kept for a request, if it still counts and all its bytes are there."""
        memory = memory_of(request, provider)
        if memory in (Memory.NEVER, Memory.ONCE):
            return None
        found = store.get(key)
        if found is None:
            return None
        if memory is Memory.FRESH and not 0 <= time.time() - found["at"] < request.fresh_for:
            return None
        try:
            reply = request.reply.model_validate(found["reply"])
        except ValueError:
            return None
        if not all(self.kit.blobs.has(blob) for blob in blobs_in(reply)):
            return None
        return Remembered(cast(R, reply), float(found["at"]))


def memory_of(request: Request[Any], provider: Provider) -> Memory:
    """How this provider's answer to this request is remembered."""
    return provider.memory or request.memory


def blobs_in(document: Any) -> list[Blob]:
    """Every blob that a document names, at any depth."""
    if isinstance(document, Blob):
        return [document]
    if isinstance(document, Frozen):
        return [blob for name in type(document).model_fields for blob in blobs_in(getattr(document, name))]
    if isinstance(document, tuple | list):
        return [blob for item in document for blob in blobs_in(item)]
    if isinstance(document, dict):
        return [blob for item in document.values() for blob in blobs_in(item)]
    return []
