"""Spans of days as a person writes them. A day is a day of UTC, as in the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ytempire.errors import ConfigError

FORMS = (
    "Write a day (2026-11-20), a month (2026-11), a year (2026), two of them (2026-11-01..2026-11-15), "
    "today, month or last-month."
)


@dataclass(frozen=True)
class Period:
    """From the first day up to the last, both included; '' is without an end."""

    first: str = ""
    last: str = ""

    def holds(self, day: str) -> bool:
        """Whether a day is in it."""
        return self.first <= day and (not self.last or day <= self.last)

    def __str__(self) -> str:
        if not self.first and not self.last:
            return "always"
        return self.first if self.first == self.last else f"{self.first or '...'} to {self.last or 'now'}"


def now_utc() -> str:
    """Today in UTC, as the ledger counts days."""
    return datetime.now(UTC).date().isoformat()


def period(text: str, today: str) -> Period:
    """The span that a person wrote; '' is always."""
    if not text:
        return Period()
    first, sign, last = text.partition("..")
    start = _span(first, today) if first else Period()
    end = _span(last, today) if last else Period()
    if not sign:
        return start
    if first and last and end.last < start.first:
        raise ConfigError(f"{text}: ends before it begins", next=FORMS)
    return Period(start.first, end.last)


def month_of(day: str) -> Period:
    """The calendar month of a day."""
    first = date.fromisoformat(day).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Period(first.isoformat(), (after - timedelta(days=1)).isoformat())


def _span(text: str, today: str) -> Period:
    words = {"today": today, "month": today[:7],
             "last-month": (date.fromisoformat(today).replace(day=1) - timedelta(days=1)).isoformat()[:7]}  # fmt: skip
    written = words.get(text, text)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            return Period(date.fromisoformat(written).isoformat(), written)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", written):
            return month_of(f"{written}-01")
        if re.fullmatch(r"[0-9]{4}", written):
            return Period(date(int(written), 1, 1).isoformat(), f"{written}-12-31")
    except (ValueError, OverflowError):
        pass
    raise ConfigError(f"{text[:40]}: is no day, month or year", next=FORMS)
