"""One call: as many attempts as it takes, and before each one that can cost money a row that says so."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import stamina

from ytempire.contracts import Event, Memory, Provider, Reply, Request
from ytempire.errors import BudgetReached, Crowded, Lost, OutOfCredit, Refused, Throttled, Unavailable, YtempireError
from ytempire.gateway.points import reached
from ytempire.gateway.rates import PATIENCE, Stopped, label, later
from ytempire.gateway.remembering import memory_of
from ytempire.ledger import elapsed_ms

if TYPE_CHECKING:
    from ytempire.gateway import Gateway

R = TypeVar("R", bound=Reply)
TRIES = 4  # of one call, the first one among them
LONGEST = 600.0  # seconds after which a call is not tried again
stamina.instrumentation.set_on_retry_hooks([])  # the gateway tells of a further try itself


def in_a_hurry() -> bool:
    """Whether tries follow each other at once, as in tests."""
    return stamina.is_testing()


class Attempts(Generic[R]):
    """A call that nobody remembers the answer of.

    An attempt that got no answer stays in the ledger as unsure and counts as spent; before the next one the other
    side is asked whether it can still tell. One that failed for sure costs what the provider says, mostly nothing.
    """

    def __init__(self, door: Gateway, request: Request[R], provider: Provider, key: str) -> None:
        self.door, self.request, self.provider, self.key = door, request, provider, key
        self.bound = door.price(request, provider)
        self.tries = 0
        self.sent = False  # whether anything went out
        self.lost = door.ledger.unsure(key) if self.bound else None  # the row whose answer the other side may have
        self.look = self.lost is not None
        self.took = 0  # milliseconds of the last attempt

    def answer(self) -> R:
        """Ask until there is an answer. Raises what the last attempt raised."""
        try:
            for attempt in stamina.retry_context(on=_worth, attempts=TRIES, timeout=LONGEST, wait_initial=0.5):
                with attempt:
                    self.tries += 1
                    if self.tries > 1:
                        who = f"{self.provider.kind} {self.provider.name}"
                        self._note(f"{who}: try {self.tries} of {TRIES}")
                    return self._where_there_is_room()
        except (Unavailable, Refused) as error:
            self._tell_health(error)
            if isinstance(error, Throttled) and error.after and error.after > PATIENCE:
                raise later(label(self.provider), error.after) from error
            raise
        raise AssertionError("an attempt answers or raises")

    def _tell_health(self, error: Exception) -> None:
        """One that is busy, or that said no to this request, is well."""
        if self.sent and (isinstance(error, OutOfCredit) or not isinstance(error, Throttled | Refused)):
            self.door.health.failed(self.provider, error)
        elif self.sent and isinstance(error, Refused):
            self.door.health.well(self.provider)

    def _where_there_is_room(self) -> R:
        """One try; waiting until the provider has room for one more call is no further try."""
        waited, pause = 0.0, 0.5  # seconds
        while True:
            try:
                return self._attempt()
            except Crowded as full:
                pause = min(full.after or pause * 1.5, PATIENCE)
                waited += pause
                if waited > PATIENCE:
                    raise
                self.door.rates.pause(pause)

    def _attempt(self) -> R:
        """One try; what was lost is looked for first, as a call of its own that pays nothing."""
        if self.look:
            row = self.lost or 0
            with self._turn(0):
                found = self._looked_for()
                if found is not None:
                    return self._kept(found, row)
        with self._turn(self.provider.tokens(self.request)):
            row = self._reserve()
            reached("reserved")
            return self._kept(self._sent(row), row)

    @contextlib.contextmanager
    def _turn(self, tokens: int) -> Iterator[None]:
        with self.door.rates.turn(self.provider, tokens, self._note):
            reached("waiting")
            yield

    def _clean(self, reply: R) -> R:
        """An answer that says the key again that it was asked with is taken without it: no document may hold it."""
        text = reply.model_dump_json()
        clean = self.door.ledger.redacted(text)
        return reply if clean == text else type(reply).model_validate_json(clean)

    def _looked_for(self) -> R | None:
        """The answer of an attempt that was lost, if the other side can still tell it."""
        started, self.sent = time.perf_counter(), True
        try:
            reply = self.provider.recover(self.request, self.key)
        except Refused:  # it cannot be asked that
            reply = None
        except YtempireError as error:
            self._failed(0, error, started)
            raise
        self.look = False
        if reply is not None:
            reached("looked")
        return cast("R | None", reply)

    def _reserve(self) -> int:
        """The intent of this attempt, committed; 0 for one that costs nothing."""
        if not self.bound:
            return 0
        door = self.door
        try:
            return door.ledger.reserve(**self._row(), bound=self.bound, caps=door.caps(self.provider), tries=self.tries)
        except BudgetReached as error:
            door.ledger.called(**self._row(), state="failed", error=str(error), fault="BudgetReached")
            raise

    def _sent(self, row: int) -> R:
        started, self.sent = time.perf_counter(), True
        try:
            reply = self.provider.answer(self.request, self.key)
        except Lost as error:
            self.lost, self.look = row or None, True
            self._settle(row, "unsure" if row else "failed", self.bound, started, error)
            self._rest(error)
            reached("lost")
            raise
        except YtempireError as error:
            # It may have done the work all the same: what is no answer at all is looked for, and 429 is an answer.
            self.look = isinstance(error, Unavailable) and not isinstance(error, Throttled) and not error.microusd
            self.lost = self.lost or row or None
            self._failed(row, error, started)
            raise
        except BaseException as error:
            self._settle(row, "unsure" if row else "failed", self.bound, started, error)
            raise
        reached("answered")
        self.took = elapsed_ms(started)
        return cast(R, reply)

    def _failed(self, row: int, error: YtempireError, started: float) -> None:
        self._settle(row, "failed", error.microusd, started, error)
        self._rest(error)
        reached("failed")

    def _settle(self, row: int, state: str, microusd: int, started: float, error: BaseException) -> None:
        columns: dict[str, Any] = {
            "state": state, "microusd": microusd, "ms": elapsed_ms(started), "tries": self.tries,
            "error": str(error) or type(error).__name__, "fault": type(error).__name__,
        }  # fmt: skip
        if row:
            self.door.ledger.settle_call(row, **columns)
        else:
            self.door.ledger.called(**self._row(), **columns)
        if microusd:
            self.door.tell_budgets(self.provider)

    def _rest(self, error: YtempireError) -> None:
        """What the provider asked for holds for everybody who asks it."""
        if isinstance(error, Unavailable) and error.after and not isinstance(error, Crowded):
            self.door.rates.rest(self.provider, error.after)

    def _kept(self, reply: R, row: int) -> R:
        """The answer is kept before its row counts as made: a crash between them finds it again."""
        door, reply = self.door, self._clean(reply)
        if memory_of(self.request, self.provider) is not Memory.NEVER:
            door.store.put(self.key, {"reply": reply.model_dump(mode="json")})
            reached("kept")
        used = reply.used
        spent = self.provider.spent(reply) if row else 0
        columns: dict[str, Any] = {
            "state": "made", "microusd": spent, "ms": self.took, "tries": max(1, self.tries),
            "error": "", "fault": "", "model": used.model if used else "", "prices": used.prices if used else "",
            "used": used.model_dump_json(exclude_defaults=True) if used else "",
        }  # fmt: skip
        if row:
            door.ledger.settle_call(row, **columns)
        else:
            door.ledger.called(**self._row(), **columns)
        reached("settled")
        door.health.well(self.provider)
        if spent > self.bound and row:
            door.say_once("warn", f"{label(self.provider)} took ${spent / 1e6:.4f} for a call that was to cost"
                          f" ${self.bound / 1e6:.4f} at most")  # fmt: skip
        if spent:
            door.tell_budgets(self.provider)
        return reply

    def _row(self) -> dict[str, Any]:
        return self.door.row_of(self.request, self.provider, self.key)

    def _note(self, text: str) -> None:
        self.door.tell(Event(self.door.stage, "note", text))


def _worth(error: Exception) -> bool | float:
    """Whether another try may help; where the provider said how long to wait, everybody waits for that already."""
    if not isinstance(error, Unavailable) or isinstance(error, Crowded | Stopped):
        return False
    if error.after is not None:
        return False if error.after > PATIENCE else 0.0
    return True
