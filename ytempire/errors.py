"""What can go wrong, said as: what, where, what next, and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `where` is a place (file:line, key, stage), `next` what to do about it."""

    what: str
    where: str = ""
    next: str = ""

    def __str__(self) -> str:
        head = f"{self.where}  {self.what}" if self.where else self.what
        if not self.next:
            return head
        return f"{head}{'' if head.endswith(('.', '?', '!')) else '.'} {self.next}"


class YtempireError(Exception):
    """An expected failure: printed as lines, never as a trace. A bug is any other exception (exit 1)."""

    exit_code = 1
    meaning = "a bug"
    microusd = 0  # what an answer cost that came and was of no use; a provider sets it, and the ledger counts it

    def __init__(self, what: str | Sequence[Problem], where: str = "", next: str = "") -> None:
        self.problems: tuple[Problem, ...] = (Problem(what, where, next),) if isinstance(what, str) else tuple(what)
        super().__init__("\n".join(str(p) for p in self.problems))


class NothingLeft(YtempireError):
    """There is nothing to do; said plainly, and no failure."""

    exit_code = 0
    meaning = "done"


class ConfigError(YtempireError):
    """A file, an option or an input is wrong; nothing was changed."""

    exit_code = 2
    meaning = "config or usage"


class BudgetReached(YtempireError):
    """The next call could pass a budget, or its price is unknown; it was not made."""

    exit_code = 3
    meaning = "budget"


class Unavailable(YtempireError):
    """A provider did not answer in time or is overloaded; trying later may help.

    after: seconds that it asked to be left alone, if it said so.
    """

    exit_code = 4
    meaning = "a provider is down, try later"

    def __init__(self, what: str | Sequence[Problem], where: str = "", next: str = "", after: float | None = None):
        super().__init__(what, where, next)
        self.after = after


class Lost(Unavailable):
    """A question went out and its answer never came: it may have been done and billed."""


class Throttled(Unavailable):
    """A provider said that it is asked too often, or too much at a time; nothing was billed."""


class Crowded(Throttled):
    """A provider said that it has too many calls at a time: one waits for a place, and that is no further try."""


class Refused(YtempireError):
    """A provider said no to this request; asking it again will not help, another provider may."""

    exit_code = 4
    meaning = "a provider is down, try later"


class OutOfCredit(Refused):
    """A provider's quota or credit is used up: waiting does not help, and it is not asked again for a while."""


class NeedsPerson(YtempireError):
    """A person must look before it goes on."""

    exit_code = 5
    meaning = "a person must review"


class Unsure(YtempireError):
    """It is not known whether something irreversible happened; nothing was repeated."""

    exit_code = 6
    meaning = "unsure whether something irreversible happened"


class Busy(YtempireError):
    """Another run has this channel."""

    exit_code = 7
    meaning = "another run has this channel"


class StorageError(YtempireError):
    """The disk or the database did not take a write; what was there before is whole."""

    exit_code = 4
    meaning = "a provider is down, try later"


EXIT_CODES: tuple[type[YtempireError], ...] = (
    NothingLeft,
    YtempireError,
    ConfigError,
    BudgetReached,
    Unavailable,
    NeedsPerson,
    Unsure,
    Busy,
)
