"""Prices: the list that comes with ytempire, and the workspace's own lines, which go before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from ytempire.address import text_digest
from ytempire.config.check import limited, line_of, problems
from ytempire.config.sections import Section
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import Document, read
from ytempire.errors import ConfigError, Problem
from ytempire.models import Price, Prices, Rates

FILE = "prices.yaml"
STALE_DAYS = 180


class PriceFile(Section):
    """What providers charge: `prices.yaml` of the workspace, whose lines go before those that came with ytempire."""

    version: str = Field(default="", max_length=20, description="The day of the list, such as 2026-11-20.")
    prices: tuple[Price, ...] = Field(max_length=500, description="A line a model.")


def prices_of(workspace: Workspace) -> Prices:
    """The prices that count in a workspace; every mistake in its own file at once otherwise.

    The version names both lists, so that a row of the ledger says by which prices it was reckoned.
    """
    ours = packaged()
    path = workspace.home / FILE
    if not path.exists():
        return ours
    document = read(path, FILE)
    own = checked(document).prices
    named = {(price.provider, price.model) for price in own}
    rest = tuple(price for price in ours.prices if (price.provider, price.model) not in named)
    return Prices(version=f"{ours.version}+{text_digest(path.read_bytes())[:8]}", prices=(*own, *rest))


@cache
def packaged() -> Prices:
    """The list that comes with ytempire."""
    found = checked(read(Path(__file__).with_name(FILE), "prices.yaml of ytempire"))
    return Prices(version=found.version, prices=found.prices)


def checked(document: Document) -> PriceFile:
    """A price file that makes sense; every mistake at once otherwise."""
    if not isinstance(document.value, dict):
        what = "is empty" if document.value is None else "is not a list of keys with values"
        raise ConfigError(what, document.where(), "Begin it with a line `prices:`. See docs/money.md.")
    try:
        found = PriceFile.model_validate(document.value)
    except ValidationError as error:
        raise ConfigError(problems(error, PriceFile, document)) from None
    wrong = [*_unlikely(document, found), *_twice(document, found)]
    if wrong:
        raise ConfigError(limited(sorted(wrong, key=line_of)))
    return found


def stale(price: Price, today: date) -> int | None:
    """How many days old a price is when that is too many to trust it, or None; one without a day is never too old."""
    days = age(price, today)
    return days if days is not None and days > STALE_DAYS else None


def age(price: Price, today: date) -> int | None:
    """How many days ago a price was read; None when it does not say."""
    return (today - date.fromisoformat(price.date)).days if price.date else None


def _unlikely(document: Document, found: PriceFile) -> Iterator[Problem]:
    """What has the right form and cannot be meant."""
    for number, price in enumerate(found.prices):
        where = ("prices", number)
        called = f"prices.{number}"
        if not any(getattr(price, key) is not None for key in Rates.model_fields):
            yield Problem(f"{called}: charges nothing", document.where(where),
                          f"Give one of {', '.join(Rates.model_fields)}; 0 is free.")  # fmt: skip
        if (price.over is None) != (price.above is None):
            given, lacks = ("over", "above") if price.above is None else ("above", "over")
            yield Problem(f"{called}.{given}: has no {lacks} beside it", document.where((*where, given)),
                          "A price by length needs both.")  # fmt: skip
        for key in ("input", "output"):
            low, high = getattr(price, key), getattr(price.above, key, None)
            if price.above is not None and low is not None and (high is None or high < low):
                what = "is missing" if high is None else f"is less than {key}"
                yield Problem(f"{called}.above.{key}: {what}", document.where((*where, "above", key)),
                              "A longer call is never cheaper.")  # fmt: skip
        if price.date and not _is_day(price.date):
            yield Problem(f"{called}.date: there is no day {price.date}", document.where((*where, "date")))


def _twice(document: Document, found: PriceFile) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for number, price in enumerate(found.prices):
        first = seen.setdefault((price.provider, price.model), number)
        if first != number:
            line = document.where(("prices", first)).rpartition(":")[2]
            yield Problem(f"prices.{number}: {price.provider} {price.model} has a price already, on line {line}",
                          document.where(("prices", number)))  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
