"""How often an account may be asked, held to by all processes that share the folder `cache/rates`."""

from __future__ import annotations

import contextlib
import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ytempire.address import text_digest
from ytempire.contracts import Pace, Provider
from ytempire.errors import StorageError, Unavailable
from ytempire.gateway.locks import held, held_if_free

PATIENCE = 120.0  # seconds that are waited for a provider; a longer wait is told, and the run goes on without it
STEP = 0.02


class Stopped(Unavailable):
    """Waiting was given up: another call of the batch failed, or the person pressed Ctrl-C."""


@dataclass
class Rates:
    """Places, requests and tokens of each account, and how long it asked to be left alone.

    A place is a lock that the kernel holds, so a killed process keeps none. What was sent in the last minute is in a
    small file beside it: no window of a minute ever holds more than the pace says.
    """

    folder: Path
    hurry: bool = False  # do not wait where a provider asked for it: tests follow each other at once
    clock: Callable[[], float] = time.time
    stop: threading.Event = field(default_factory=threading.Event)
    sleep: Callable[[float], None] | None = None
    _mine: threading.local = field(default_factory=threading.local, init=False, repr=False, compare=False)
    _left: threading.Condition = field(default_factory=threading.Condition, init=False, repr=False, compare=False)

    @contextlib.contextmanager
    def turn(self, provider: Provider, tokens: int, tell: Callable[[str], None] = lambda text: None) -> Iterator[None]:
        """Wait until the account may be asked, and hold a place while inside.

        Raises Unavailable when it asked to be left alone for longer than PATIENCE.
        """
        if not provider.account:
            yield
            return
        pace, folder, told = provider.pace(), self.folder / pool(provider), False
        with contextlib.ExitStack() as place:
            place.enter_context(self._place(folder, pace.at_a_time))
            while (seconds := self._allowed(folder, pace, tokens, label(provider))) > 0 and not self.hurry:
                if seconds > 3 and not told:
                    tell(f"{label(provider)} may be asked in {_said(seconds)}")
                    told = True
                self.pause(seconds)
            self._mine.place = place
            try:
                yield
            finally:
                self._mine.place = None

    def answered(self) -> None:
        """The answer of this thread's call is here: somebody else may ask while it is worked on."""
        if (place := getattr(self._mine, "place", None)) is not None:
            place.close()

    def rest(self, provider: Provider, seconds: float) -> None:
        """Nobody asks the account for so long: it asked to be left alone."""
        if provider.account and seconds > 0:
            folder = self.folder / pool(provider)
            with self._state(folder) as state:
                state["rest"] = [self.clock(), seconds]

    def pause(self, seconds: float) -> None:
        """Wait, unless nobody wants the answer any more."""
        if self.hurry:
            seconds = 0.0
        if self.sleep is not None:
            self.sleep(seconds)
        elif self.stop.wait(seconds):
            raise Stopped("was not asked: another call failed first")

    @contextlib.contextmanager
    def _place(self, folder: Path, places: int) -> Iterator[None]:
        """One of so many places; which one does not matter."""
        if places <= 0:
            yield
            return
        first, step = random.randrange(places), STEP
        while True:
            for number in range(places):
                with held_if_free(folder / f"place-{(first + number) % places}.lock") as mine:
                    if mine:
                        yield
                if mine:
                    with self._left:
                        self._left.notify_all()
                    return
            with self._left:  # our own threads say when they leave; other processes are looked for
                self._left.wait(step)
            if self.stop.is_set():
                raise Stopped("was not asked: another call failed first")
            step = min(step * 1.2, 0.1)

    def _allowed(self, folder: Path, pace: Pace, tokens: int, who: str) -> float:
        """How many seconds are to be waited; 0 is now, and then the call counts as sent."""
        counted = pace.requests_a_minute > 0 or pace.tokens_a_minute > 0
        if not counted and not (folder / "sent.json").exists():
            return 0.0
        with self._state(folder) as state:
            now = self.clock()
            since, seconds = state["rest"]
            left = since + seconds - now if since <= now else 0.0
            if left > PATIENCE:
                raise later(who, left, now)
            if left > 0:
                return float(left)
            if not counted:
                return 0.0
            many, window = _window(pace.requests_a_minute)
            sent = [(min(at, now), used) for at, used in state["sent"] if at > now - max(window, 60.0)]
            wait = 0.0
            if many and len(recent := [at for at, _ in sent if at > now - window]) >= many:
                wait = sorted(recent)[-many] + window - now
            if pace.tokens_a_minute > 0:
                wait = max(wait, _until_room(sent, now, tokens, pace.tokens_a_minute))
            if wait <= 0:
                sent.append((now, tokens))
            state["sent"] = sent
            return max(0.0, wait)

    @contextlib.contextmanager
    def _state(self, folder: Path) -> Iterator[dict[str, Any]]:
        """What the account's file says, alone; it is replaced as a whole, or stays."""
        file = folder / "sent.json"
        with held(folder / "sent.lock"):
            state: dict[str, Any] = {"rest": [0.0, 0.0], "sent": []}
            with contextlib.suppress(OSError, ValueError, TypeError):
                read = json.loads(file.read_text("utf-8"))
                state = {"rest": [float(n) for n in read["rest"]][:2],
                         "sent": [(float(at), int(used)) for at, used in read["sent"]]}  # fmt: skip
            yield state
            try:
                part = file.with_suffix(".part")
                part.write_text(json.dumps(state), "utf-8")
                part.replace(file)
            except OSError as error:
                raise StorageError(f"cannot be written: {error.strerror}", str(file)) from error


def pool(provider: Provider) -> str:
    """What shares a pace and a health: an account, at its usual address or at another one."""
    options = type(provider.options).model_fields
    usual = options["base_url"].default if "base_url" in options else None
    there = getattr(provider.options, "base_url", None)
    name = re.sub(r"[^a-z0-9-]+", "-", provider.account.lower())[:40]
    return name if there == usual else f"{name}-{text_digest(str(there))[:8]}"


def label(provider: Provider) -> str:
    """How an account is called in what is told."""
    return provider.account or f"{provider.kind} {provider.name}"


def later(who: str, seconds: float, now: float | None = None) -> Unavailable:
    """The provider asked for more than is waited for: said with the time."""
    when = time.strftime("%H:%M", time.localtime((time.time() if now is None else now) + seconds))
    return Unavailable(
        f"{who} is not to be asked before {when}, in {_said(seconds)}", who, "Run the same command then."
    )


def _window(a_minute: float) -> tuple[int, float]:
    """So many requests in so many seconds; fewer than one a minute is one in a longer time."""
    many = max(1, int(a_minute)) if a_minute > 0 else 0
    return many, 60.0 * many / a_minute if many else 60.0


def _until_room(sent: list[tuple[float, int]], now: float, tokens: int, a_minute: float) -> float:
    """Seconds until the last minute has room for so many tokens; a call of more than a minute's worth goes alone."""
    recent = sorted((at, used) for at, used in sent if at > now - 60)
    left, wait = sum(used for _, used in recent), 0.0
    for at, used in recent:
        if left + tokens <= a_minute:
            break
        left, wait = left - used, at + 60 - now
    return wait


def _said(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
