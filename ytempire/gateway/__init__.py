"""The one door to the world: remember, afford, retry, record, fall back, and ask many at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, cast

import filelock
import stamina

from ytempire.address import address, code_digest
from ytempire.config.sections import Budget, Chain
from ytempire.contracts import Event, Kit, Memory, Provider, Reply, Request
from ytempire.errors import BudgetReached, ConfigError, Refused, Unavailable, Unsure, YtempireError
from ytempire.gateway.finder import find
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger, elapsed_ms
from ytempire.models import Blob, Frozen

R = TypeVar("R", bound=Reply)
TRIES = 4
WORDS = frozenset({"source", "writer"})  # the kinds that a look ahead may ask
stamina.instrumentation.set_on_retry_hooks([])  # the gateway tells of a further try itself


class WouldSpend(YtempireError):
    """A look ahead came to the first thing that costs money; `bound` is the most it can cost, in micro-dollars."""

    def __init__(self, bound: int) -> None:
        super().__init__("would spend")
        self.bound = bound


@dataclass
class Gateway:
    """Everything that costs money, time or network goes through here, one request or many at once.

    A chain's providers are tried in order: one that is not ready is passed over, one that refuses or stays
    unavailable hands on to the next. Raises Unavailable when nobody is left, BudgetReached before a call that
    could pass a budget or has no known price.
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
    _providers: dict[str, Provider] = field(default_factory=dict)
    _down: dict[str, str] = field(default_factory=dict)
    _code: dict[Provider, tuple[str, str]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

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
        kind, why = requests[0].kind, []
        for name in chain.use:
            if f"{kind}_{name}" in self._down:
                why.append(f"{name}: {self._down[f'{kind}_{name}']}")
                continue
            provider = self._provider(kind, name, chain)
            lack = provider.ready()
            if lack:
                why.append(f"{name}: {lack}")
                if name != chain.use[-1]:
                    self.say_once("note", f"{kind} {name} is passed over: {lack}")
                continue
            try:
                return name, self._all(requests, provider, weigh)
            except (Refused, Unavailable) as error:
                if isinstance(error, Unavailable):
                    self._down[f"{kind}_{name}"] = str(error)
                why.append(f"{name}: {error}")
                if name != chain.use[-1]:
                    self.say_once("warn", f"{kind} {name}: {error}")
        raise Unavailable(f"no {kind} is left: {'; '.join(why)}", self.stage, "Mend one of them and run again.")

    def _all(self, requests: Sequence[Request[R]], provider: Provider, weigh: Callable[[R], float] | None) -> list[R]:
        keys = [self._key(request, provider) for request in requests]
        answers: dict[int, R] = {}
        remembered: list[dict[str, Any]] = []
        for place, (request, key) in enumerate(zip(requests, keys, strict=True)):
            found = None if self.anew else self._remembered(request, provider, key)
            if found is not None:
                answers[place] = found
                remembered.append(
                    {"run": self.run, "channel": self.channel, "stage": self.stage, "kind": request.kind,
                     "provider": provider.name, "key": key}
                )  # fmt: skip
        if remembered:
            self.ledger.called_many(remembered)
        missing = [place for place in range(len(requests)) if place not in answers]
        if self.look_ahead:
            self._bound([requests[place] for place in missing], provider)
        total, film = len(requests), sum(weigh(a) for a in answers.values()) if weigh else 0.0
        self.tell(Event(self.stage, "step", done=len(answers), total=total, film=film))
        workers = max(1, min(len(missing), provider.side_by_side or os.cpu_count() or 1))
        pool = ThreadPoolExecutor(workers, thread_name_prefix=f"{provider.kind}-{provider.name}")
        try:
            # Equal requests are asked once: the later ones wait for the first one's answer.
            first = {key: place for place, key in reversed(list(enumerate(keys))) if place in missing}
            futures = {
                pool.submit(self._make, requests[p], provider, k): (p, k)
                for k, p in sorted(first.items(), key=lambda item: item[1])
            }
            waiting = set(futures)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_EXCEPTION, timeout=0.2)
                for future in done:
                    _, key = futures[future]
                    reply = future.result()
                    for same in [p for p in missing if keys[p] == key]:
                        answers[same] = reply
                        film += weigh(reply) if weigh else 0.0
                    self.tell(Event(self.stage, "step", done=len(answers), total=total, film=film))
        except BaseException:
            provider.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return [answers[place] for place in range(len(requests))]

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
            provider = self._provider(request.kind, name, chain)
            if provider.ready() is None:
                return self._remembered(request, provider, self._key(request, provider)) is not None
        return False

    # --- remembering ---

    def _memory(self, request: Request[Any], provider: Provider) -> Memory:
        return provider.memory or request.memory

    def _key(self, request: Request[Any], provider: Provider) -> str:
        """By the content of the request, who answers and how; a computed answer also by the code that computes it."""
        parts: list[Any] = [request.kind, type(request).__name__, provider.name, provider.options, request]
        if self._memory(request, provider) is Memory.COMPUTED:
            parts += self._computed_by(provider)
        return address("call", *parts)

    def _computed_by(self, provider: Provider) -> tuple[str, str]:
        """The code and the libraries that a provider computes with; they do not change while we run."""
        if provider not in self._code:
            self._code[provider] = code_digest(type(provider).__module__, *provider.code), provider.version()
        return self._code[provider]

    def _remembered(self, request: Request[R], provider: Provider, key: str) -> R | None:
        memory = self._memory(request, provider)
        if memory in (Memory.NEVER, Memory.ONCE):
            return None
        found = self.store.get(key)
        if found is None:
            return None
        if memory is Memory.FRESH and not 0 <= time.time() - found["at"] < request.fresh_for:
            return None
        try:
            reply = request.reply.model_validate(found["reply"])
        except ValueError:
            return None
        return cast(R, reply) if all(self.kit.blobs.has(blob) for blob in blobs_in(reply)) else None

    # --- making ---

    def _make(self, request: Request[R], provider: Provider, key: str) -> R:
        memory = self._memory(request, provider)
        if memory is Memory.ONCE:
            return self._once(request, provider, key)
        if memory is Memory.PAID:
            # Two channels may ask the same thing at the same time; the kernel frees this lock from a dead process.
            locks = self.kit.home / "cache" / "locks"
            locks.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(locks / f"{key[:2]}.lock"):
                found = None if self.anew else self._remembered(request, provider, key)
                return found if found is not None else self._call(request, provider, key)
        return self._call(request, provider, key)

    def _call(self, request: Request[R], provider: Provider, key: str) -> R:
        started = time.perf_counter()
        bound = self._price(request, provider)
        unsure = self.ledger.unsure(key) if bound else None
        tries, error, row = 0, "", 0
        try:
            for attempt in stamina.retry_context(on=Unavailable, attempts=TRIES, timeout=120.0, wait_initial=0.5):
                with attempt:
                    tries += 1
                    if tries > 1:
                        self.tell(Event(self.stage, "note", f"{provider.kind} {provider.name}: try {tries} of {TRIES}"))
                    reply = provider.recover(request, key) if unsure or tries > 1 else None
                    if reply is not None and unsure:
                        self.ledger.settle_call(unsure, "made", microusd=provider.spent(reply), ms=0, tries=1)
                        bound = 0
                    if reply is None:
                        if bound and not row:
                            row = self._reserve(request, provider, key, bound)
                        reply = provider.answer(request, key)
        except YtempireError as problem:
            error = str(problem)
            self._record(request, provider, key, row, "failed", 0, elapsed_ms(started), tries, error)
            raise
        answer = cast(R, reply)
        # The answer is kept before the call counts as made: a crash between them finds it again.
        if self._memory(request, provider) is not Memory.NEVER:
            self.store.put(key, {"reply": answer.model_dump(mode="json")})
        spent = provider.spent(answer) if row else 0
        self._record(request, provider, key, row, "made", spent, elapsed_ms(started), tries, "")
        return answer

    def _record(
        self,
        request: Request[Any],
        provider: Provider,
        key: str,
        row: int,
        state: str,
        microusd: int,
        ms: int,
        tries: int,
        error: str,
    ) -> None:
        if row:
            self.ledger.settle_call(row, state, microusd=microusd, ms=ms, tries=tries, error=error)
        else:
            self.ledger.called(
                self.run,
                self.channel,
                self.stage,
                request.kind,
                provider.name,
                key,
                state,
                microusd=microusd,
                ms=ms,
                tries=tries,
                error=error,
            )

    def _price(self, request: Request[Any], provider: Provider) -> int:
        bound = provider.price(request)
        if bound is None:
            who = f"{provider.kind} {provider.name}"
            raise BudgetReached(
                f"{who} is not asked: its price for this is not known",
                self.stage,
                "Give its price, or choose another provider.",
            )
        return bound

    def _reserve(self, request: Request[Any], provider: Provider, key: str, bound: int) -> int:
        caps = {
            name: round(usd * 1e6)
            for name, usd in (
                ("per_video", self.budget.per_video_usd),
                ("per_day", self.budget.per_day_usd),
                ("per_month", self.budget.per_month_usd),
            )
        }
        return self.ledger.reserve(self.run, self.channel, self.stage, request.kind, provider.name, key, bound, caps)

    def _bound(self, requests: Sequence[Request[Any]], provider: Provider) -> None:
        """Before anything is made in a look ahead: only what is free and only reads or writes words goes on."""
        bound = sum(self._price(request, provider) for request in requests)
        if bound or any(request.kind not in self.goes_on for request in requests):
            raise WouldSpend(bound)

    def _once(self, request: Request[R], provider: Provider, key: str) -> R:
        """What cannot be undone: an intent first; after a crash the other side is asked, and nothing is repeated."""
        before = self.ledger.act(key)
        if before and before["state"] == "done":
            return cast(R, request.reply.model_validate_json(before["reply"]))
        if before and before["state"] in ("intent", "unsure"):
            reply = provider.recover(request, key)
            if reply is None:
                self.ledger.acted(key, "unsure")
                raise Unsure(
                    f"{provider.name} may already have it: an earlier run stopped in the middle",
                    self.stage,
                    "Look there; nothing was sent again.",
                )
            self.ledger.acted(key, "done", reply.model_dump_json())
            return cast(R, reply)
        started = time.perf_counter()
        self.ledger.intend(self.run, self.channel, request.kind, provider.name, key, request.model_dump_json())
        try:
            reply = provider.answer(request, key)
        except Refused as refusal:
            self.ledger.acted(key, "failed", str(refusal))
            self._record(request, provider, key, 0, "failed", 0, elapsed_ms(started), 1, str(refusal))
            raise
        self.ledger.acted(key, "done", reply.model_dump_json())
        self._record(request, provider, key, 0, "made", 0, elapsed_ms(started), 1, "")
        return cast(R, reply)

    # --- providers ---

    def _provider(self, kind: str, name: str, chain: Chain) -> Provider:
        slot = address("provider", kind, name, chain.options.get(name, {}))
        if slot not in self._providers:
            made = find(kind, name)
            try:
                options = made.Options.model_validate(chain.options.get(name, {}))
            except ValueError as error:
                raise ConfigError(f"options of {kind} {name}: {error}", "options") from error
            self._providers[slot] = made(options, self.kit)
        return self._providers[slot]

    def say_once(self, state: Literal["note", "warn"], text: str) -> None:
        """Tell the person something, once a run."""
        if text not in self._told:
            self._told.add(text)
            self.tell(Event(self.stage, state, text))


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
