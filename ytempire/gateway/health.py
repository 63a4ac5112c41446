"""How each account has been doing, remembered over runs in `cache/health`: one that keeps failing is left alone."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ytempire.contracts import Provider
from ytempire.errors import OutOfCredit, StorageError, Unavailable
from ytempire.gateway.locks import held
from ytempire.gateway.rates import label, pool
from ytempire.models import Frozen

ENOUGH = 3  # calls in a row that failed for good, each after all its tries
PAUSE, LONGEST = 60.0, 3600.0  # seconds without a call; twice as long after each probe that failed
WITHOUT_CREDIT = 3600.0  # seconds; somebody has to top it up first
PROBE = 180.0  # seconds after which a probe whose end nobody told counts as failed


class LeftAlone(Unavailable):
    """The account failed too often a short while ago; it was not asked."""


class Pulse(Frozen):
    """What is known of an account; moments are seconds since 1970."""

    account: str
    failures: int = 0  # in a row
    at: float = 0.0  # when it failed last
    until: float = 0.0  # when it may be tried again; 0 is at any time
    pause: float = 0.0
    probing: float = 0.0  # when a call went out to try it
    why: str = ""

    def state(self, now: float) -> str:
        """failing, left alone, or due for one call that tries it; nothing is known of one that is well."""
        if not self.until:
            return "failing" if self.failures else "well"
        # A clock that was set back leaves nobody alone for longer than was meant.
        return "left alone" if self.at <= now < self.until else "due"


@dataclass
class Health:
    """A breaker for each account.

    It opens after ENOUGH failed calls in a row, and at once for want of credit.
    When its pause is over, one call tries the account, and the others go on without it until that has answered.
    """

    folder: Path
    redact: Callable[[str], str] = lambda text: text
    clock: Callable[[], float] = time.time

    def admit(self, provider: Provider) -> bool:
        """Whether this call tries an account that was left alone, and so goes first. Raises LeftAlone."""
        if not provider.account or not self._file(provider).exists():
            return False
        now, due = self.clock(), False

        def look(pulse: Pulse) -> Pulse:
            nonlocal due
            state = pulse.state(now)
            if state == "left alone" or (state == "due" and pulse.probing <= now < pulse.probing + PROBE):
                when = time.strftime("%H:%M", time.localtime(max(pulse.until, now)))
                raise LeftAlone(
                    f"{label(provider)} is left alone until {when}: {pulse.why}",
                    label(provider),
                    "To try it at once: ytempire doctor --keys",
                )
            due = state == "due"
            return pulse.model_copy(update={"probing": now}) if due else pulse

        self._change(provider, look)
        return due

    def well(self, provider: Provider) -> None:
        """It answered: what was before is forgotten."""
        if provider.account:
            with contextlib.suppress(OSError):
                self._file(provider).unlink(missing_ok=True)

    def failed(self, provider: Provider, error: Exception) -> None:
        """A call failed for good; enough of them in a row, or one for want of credit, and it is left alone."""
        if not provider.account:
            return
        now, broke = self.clock(), isinstance(error, OutOfCredit)
        why = self.redact(str(error).partition("\n")[0])[:200]

        def count(pulse: Pulse) -> Pulse:
            failures, probed = pulse.failures + 1, bool(pulse.probing)
            update = {"failures": failures, "at": now, "probing": 0.0, "why": why}
            if broke or probed or failures >= ENOUGH:
                longer = min(LONGEST, max(PAUSE, pulse.pause * (2 if probed else 1)))
                pause = WITHOUT_CREDIT if broke else longer
                update |= {"pause": pause, "until": now + pause}
            return pulse.model_copy(update=update)

        self._change(provider, count)

    def pulses(self) -> list[tuple[Pulse, str]]:
        """Every account that is not well, and its state."""
        found = [_read(file, file.stem) for file in sorted(self.folder.glob("*.json"))]
        return [(pulse, pulse.state(self.clock())) for pulse in found]

    def _file(self, provider: Provider) -> Path:
        return self.folder / f"{pool(provider)}.json"

    def _change(self, provider: Provider, how: Callable[[Pulse], Pulse]) -> None:
        """Change what is known of an account, alone; its file is replaced as a whole."""
        file = self._file(provider)
        with held(file.with_suffix(".lock")):
            before = _read(file, label(provider))
            after = how(before)
            if after == before:
                return
            try:
                part = file.with_suffix(".part")
                part.write_text(after.model_dump_json(), "utf-8")
                part.replace(file)
            except OSError as error:
                raise StorageError(f"cannot be written: {error.strerror}", str(file)) from error


def _read(file: Path, account: str) -> Pulse:
    try:
        return Pulse.model_validate_json(file.read_bytes())
    except (OSError, ValueError):
        return Pulse(account=account)
