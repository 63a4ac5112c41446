"""The one door to the world: remember, afford, retry, record, fall back, and ask many at once."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

from ytempire.address import address
from ytempire.config.sections import Budget, Chain
from ytempire.contracts import Event, Kit, Memory, Provider, Reply, Request
from ytempire.errors import ConfigError, YtempireError
from ytempire.gateway.attempts import Attempts, in_a_hurry
from ytempire.gateway.choosing import first_that_answers, unpriced
from ytempire.gateway.finder import find
from ytempire.gateway.health import Health
from ytempire.gateway.locks import held
from ytempire.gateway.once import once
from ytempire.gateway.rates import Rates
from ytempire.gateway.remembering import Remembered, Remembering, blobs_in, memory_of
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.models import Blob

R = TypeVar("R", bound=Reply)
WORDS = frozenset({"source", "writer"})  # the kinds that a look ahead may ask


class WouldSpend(YtempireError):
    """A look ahead came to the first thing that costs money; `bound` is the most it can cost, in micro-dollars."""

    def __init__(self, bound: int) -> None:
        super().__init__("would spend")
        self.bound = bound


@dataclass
class Gateway:
    """Everything that costs money, time or network goes through here, one request or many at once.

    A chain's providers are tried in order: one that is not ready, or too dear for what is left of a budget, is passed
    over, one that refuses or stays unavailable hands on to the next. Raises BudgetReached when nobody is left and
    money was a reason, or no price is known; else Unavailable.
    """

    run: int
    channel: str
    ledger: Ledger
    store: Store
    kit: Kit
    budget: Budget
    tell: Callable[[Event], None] = lambda event: None
    stage: str = ""
    anew: bool = False  # ask again although an answer is remembered
    look_ahead: bool = False  # make nothing that costs money
    goes_on: frozenset[str] = WORDS  # kinds that a look ahead may ask for when they cost nothing
    down: dict[str, str] = field(default_factory=dict)  # who is not asked again in this run, and why
    _providers: dict[str, Provider] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _looked: float = 0.0  # when budgets were looked at
    _untold: bool = False  # whether something was spent since

    # --- asking ---

    def ask(self, request: Request[R], chain: Chain) -> R:
        """Ask one thing of the first provider that answers."""
        return self.together([request], chain)[1][0]

    def map(
        self, requests: Sequence[Request[R]], chain: Chain, *, weigh: Callable[[R], float] | None = None
    ) -> list[R]:
        """Ask many things side by side, in order of the requests; `weigh` gives the film seconds in each answer."""
        return self.together(requests, chain, weigh=weigh)[1]

    def together(
        self, requests: Sequence[Request[R]], chain: Chain, *, weigh: Callable[[R], float] | None = None
    ) -> tuple[str, list[R]]:
        """Ask many things, all of one and the same provider; returns its name and the answers in order.

        When it fails for one of them, the next provider in the chain is asked for all.
        """
        if not requests:
            return chain.use[0], []
        return first_that_answers(self, requests, chain, weigh)

    def all_of_one(
        self, requests: Sequence[Request[R]], provider: Provider, weigh: Callable[[R], float] | None, further: bool
    ) -> list[R]:
        """Ask one provider everything that is not remembered; `further` says whether somebody comes after it."""
        keys = [self.remembering.key(request, provider) for request in requests]
        answers = self._remembered(requests, provider, keys)
        missing = [place for place in range(len(requests)) if place not in answers]
        # Equal requests are asked once: the later ones wait for the first one's answer.
        first = {keys[place]: place for place in reversed(missing)}
        if self.look_ahead:
            self._bound([requests[place] for place in missing], provider)
        if further and len(first) > 1:
            self._afford_all([requests[place] for place in first.values()], provider)
        total, film = len(requests), sum(weigh(a) for a in answers.values()) if weigh else 0.0
        self.tell(Event(self.stage, "step", done=len(answers), total=total, film=film))
        order = sorted(first, key=lambda key: first[key])

        def had(key: str, reply: R) -> None:
            nonlocal film
            for same in [p for p in missing if keys[p] == key]:
                answers[same] = reply
                film += weigh(reply) if weigh else 0.0
            self.tell(Event(self.stage, "step", done=len(answers), total=total, film=film))

        if order and self.health.admit(provider):  # one call tries an account that was left alone
            had(order[0], self._make(requests[first[order[0]]], provider, order[0]))
            order = order[1:]
        self._side_by_side({key: requests[first[key]] for key in order}, provider, had)
        return [answers[place] for place in range(len(requests))]

    def _side_by_side(self, requests: dict[str, Request[R]], provider: Provider, had: Callable[[str, R], None]) -> None:
        places = provider.pace().at_a_time
        # Its places keep to its pace; whoever works on an answer that has come has left his to another.
        most = 2 * places if provider.account else places
        most = most or provider.side_by_side or os.cpu_count() or 1
        self.rates.stop = threading.Event()
        pool = ThreadPoolExecutor(max(1, min(len(requests), most)), f"{provider.kind}-{provider.name}")
        try:
            futures = {pool.submit(self._make, request, provider, key): key for key, request in requests.items()}
            done, waiting = wait(futures, return_when=FIRST_EXCEPTION, timeout=0.2)
            provider.meanwhile()
            while done or waiting:
                for future in done:
                    had(futures[future], future.result())
                done, waiting = wait(waiting, return_when=FIRST_EXCEPTION, timeout=0.2)
        except BaseException:
            self.rates.stop.set()
            provider.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            if self._untold:
                self.tell_budgets(provider, at_once=True)

    def keep_text(self, text: str, suffix: str) -> Blob:
        """Keep a text that a stage made as bytes that can be handed on."""
        return self.keep(text.encode(), suffix)

    def keep(self, data: bytes, suffix: str) -> Blob:
        """Keep bytes that a stage made, so that they can be handed on."""
        return self.kit.blobs.put(data, suffix)

    def bytes_of(self, blob: Blob) -> bytes:
        """The bytes of a small file that was brought: a theme, a font."""
        return self.kit.blobs.path(blob).read_bytes()

    def remembers(self, request: Request[Any], chain: Chain) -> bool:
        """Whether nobody would have to be asked: the first provider that can work has answered this before."""
        for name in chain.use:
            provider = self.provider(request.kind, name, chain)
            if provider.ready() is None:
                return self._found(request, provider, self.remembering.key(request, provider)) is not None
        return False

    # --- remembering ---

    @cached_property
    def remembering(self) -> Remembering:
        return Remembering(self.kit)

    @cached_property
    def rates(self) -> Rates:
        return Rates(self.kit.home / "cache" / "rates", hurry=in_a_hurry())

    @cached_property
    def health(self) -> Health:
        return Health(self.kit.home / "cache" / "health", self.ledger.redacted)

    def _found(self, request: Request[R], provider: Provider, key: str) -> Remembered[R] | None:
        return self.remembering.find(self.store, request, provider, key)

    def _remembered(self, requests: Sequence[Request[R]], provider: Provider, keys: Sequence[str]) -> dict[int, R]:
        """The answers that are there already, by place; each is recorded with what it saved."""
        if self.anew and any(request.again for request in requests):
            return {}
        found = {
            place: answer
            for place, (request, key) in enumerate(zip(requests, keys, strict=True))
            if (answer := self._found(request, provider, key)) is not None
        }
        if found:
            self._record_found([(requests[place], keys[place], answer) for place, answer in found.items()], provider)
        return {place: answer.reply for place, answer in found.items()}

    def _record_found(self, found: Sequence[tuple[Request[R], str, Remembered[R]]], provider: Provider) -> None:
        paid = [one for one in found if memory_of(one[0], provider) is Memory.PAID]
        open_rows = self.ledger.left_open([key for _, key, _ in paid]) if not self.look_ahead else {}
        for _, key, answer in paid:
            row = open_rows.get(key)
            # A process died between keeping an answer and settling its row: what it cost is known.
            if row and datetime.fromtimestamp(answer.at, UTC).isoformat(timespec="milliseconds") >= row["at"]:
                self.ledger.settle_call(row["id"], "made", microusd=provider.spent(answer.reply), ms=0,
                                        tries=max(1, row["tries"]))  # fmt: skip
        saved = {key: provider.spent(answer.reply) for _, key, answer in paid}
        self.ledger.called_many([
            {**self.row_of(request, provider, key), "saved": saved.get(key, 0),
             "model": answer.reply.used.model if answer.reply.used else ""}
            for request, key, answer in found
        ])  # fmt: skip

    # --- making ---

    def _make(self, request: Request[R], provider: Provider, key: str) -> R:
        memory = memory_of(request, provider)
        if memory is Memory.ONCE:
            return once(self, request, provider, key)
        if memory is Memory.PAID:
            # Two channels may ask the same thing at the same time.
            with held(self.kit.home / "cache" / "locks" / f"{key[:4]}.lock"):
                found = None if self.anew and request.again else self._found(request, provider, key)
                if found is not None:
                    self._record_found([(request, key, found)], provider)
                    return found.reply
                return Attempts(self, request, provider, key).answer()
        return Attempts(self, request, provider, key).answer()

    # --- money ---

    def price(self, request: Request[Any], provider: Provider) -> int:
        """The most that a call can cost. Raises BudgetReached when that is not known."""
        bound = provider.price(request)
        if bound is None:
            raise unpriced(provider, self.stage)
        return bound

    def caps(self, provider: Provider) -> dict[str, int]:
        """The budgets that a call of this provider counts in, in micro-dollars."""
        budget = self.budget
        caps = {
            "per_call": budget.per_call_usd,
            "per_video": budget.per_video_usd,
            "per_day": budget.per_day_usd,
            "per_month": budget.per_month_usd,
            "per_provider": budget.per_provider_usd.get(provider.account or provider.name),
        }
        return {name: round(usd * 1e6) for name, usd in caps.items() if usd is not None}

    def tell_budgets(self, provider: Provider, at_once: bool = False) -> None:
        """Tell of each share of a budget that spending has passed, once a budget and period; looks once a second."""
        self._untold = not at_once and time.monotonic() - self._looked < 1.0
        if self._untold:
            return
        self._looked = time.monotonic()
        passed = self.ledger.passed(self.run, self.channel, provider.name, self.caps(provider), self.budget.warn_at,
                                    provider.account)  # fmt: skip
        for one in passed:
            sum_up = f"${one.spent / 1e6:.2f} of ${one.cap / 1e6:.2f}, {one.period}"
            self.tell(Event(self.stage, "warn", f"{one.share:.0%} of budget.{one.budget} is spent: {sum_up}"))

    def row_of(self, request: Request[Any], provider: Provider, key: str) -> dict[str, Any]:
        """Whose call it is, as the ledger has it."""
        return {"run": self.run, "channel": self.channel, "stage": self.stage, "kind": request.kind, "key": key,
                "provider": provider.name, "account": provider.account}  # fmt: skip

    def _bound(self, requests: Sequence[Request[Any]], provider: Provider) -> None:
        """Before anything is made in a look ahead: only what is free and only reads or writes words goes on."""
        bound = sum(self.price(request, provider) for request in requests)
        if bound or any(request.kind not in self.goes_on for request in requests):
            raise WouldSpend(bound)

    def _afford_all(self, requests: Sequence[Request[Any]], provider: Provider) -> None:
        """What a budget cannot hold whole goes to the next provider before anything is spent on a part of it."""
        caps = {name: cap for name, cap in self.caps(provider).items() if name != "per_call"}
        if bound := sum(self.price(request, provider) for request in requests):
            self.ledger.afford(self.run, self.channel, provider.name, bound, caps, provider.account, len(requests))

    # --- providers ---

    def provider(self, kind: str, name: str, chain: Chain) -> Provider:
        """A chain's provider with its options, made once."""
        slot = address("provider", kind, name, chain.options.get(name, {}))
        if slot not in self._providers:
            made = find(kind, name)
            try:
                options = made.Options.model_validate(chain.options.get(name, {}))
            except ValueError as error:
                raise ConfigError(f"options of {kind} {name}: {error}", "options") from error
            self._providers[slot] = made(options, replace(self.kit, answered=self.rates.answered))
        return self._providers[slot]

    def say_once(self, state: Literal["note", "warn"], text: str) -> None:
        """Tell the person something, once a run."""
        if text not in self._told:
            self._told.add(text)
            self.tell(Event(self.stage, state, text))


__all__ = ["Gateway", "WouldSpend", "blobs_in"]
