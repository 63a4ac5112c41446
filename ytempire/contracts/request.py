"""What any question to the world has in common: its kind, how its answer is remembered, and what it used."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from ytempire.models import Frozen, Used


class Memory(StrEnum):
    """How an answer is remembered."""

    PAID = "paid"  # costs money: kept for ever
    COMPUTED = "computed"  # free but slow: kept under a digest of the code that computed it
    FRESH = "fresh"  # kept for `fresh_for` seconds
    ONCE = "once"  # cannot be undone: an intent is committed first
    NEVER = "never"


class Reply(Frozen):
    """What the world answered, and what that used."""

    used: Used | None = None


R = TypeVar("R", bound=Reply)


class Request(Frozen, Generic[R]):
    """Something asked of the world; its content is its identity."""

    kind: ClassVar[str]
    memory: ClassVar[Memory]
    fresh_for: ClassVar[float] = 0.0
    again: ClassVar[bool] = True  # whether --redo asks anew although the answer is remembered
    reply: ClassVar[type[Reply]]
