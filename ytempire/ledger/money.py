"""Calls and what they cost: an intent before each attempt, what it cost after, and never over a budget."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ytempire.errors import BudgetReached
from ytempire.ledger.acts import Acts
from ytempire.ledger.rows import SPENT, now


@dataclass(frozen=True)
class Alert:
    """Spending passed a share of a budget; told once a budget and period."""

    budget: str  # its key: per_month_usd, or per_provider_usd.openai
    period: str  # of a film "run 12", else the day or the month
    share: float
    spent: int  # micro-dollars
    cap: int


class Money(Acts):
    """The part of the ledger that money goes through; amounts are whole micro-dollars."""

    # --- calls ---

    def called(
        self,
        run: int,
        channel: str,
        stage: str,
        kind: str,
        provider: str,
        key: str,
        state: str,
        *,
        microusd: int = 0,
        ms: int = 0,
        tries: int = 0,
        error: str = "",
        **more: Any,
    ) -> int:
        """Record a call that was made or failed, and reserved nothing.

        more: account, model, prices, used, saved, fault.
        """
        with self.write() as conn:
            return self._insert(conn, run=run, channel=channel, stage=stage, kind=kind, provider=provider, key=key,
                                state=state, microusd=microusd, ms=ms, tries=tries, error=error, **more)  # fmt: skip

    def called_many(self, calls: list[dict[str, Any]]) -> None:
        """Record several remembered calls at once: run, channel, stage, kind, provider, key, and what each saved."""
        with self.write() as conn:
            for call in calls:
                self._insert(conn, **call, state="remembered")

    def _insert(self, conn: sqlite3.Connection, **columns: Any) -> int:
        row = {"microusd": 0, "ms": 0, "tries": 0, "account": "", "model": "", "prices": "", "used": "", "saved": 0,
               "fault": "", **columns, "error": self._redact(columns.get("error", ""))[:2000], "at": now()}  # fmt: skip
        marks = ", ".join("?" for _ in row)
        cursor = conn.execute(f"insert into calls ({', '.join(row)}) values ({marks})", tuple(row.values()))
        return int(cursor.lastrowid or 0)

    def reserve(
        self,
        run: int,
        channel: str,
        stage: str,
        kind: str,
        provider: str,
        key: str,
        bound: int,
        caps: Mapping[str, int],
        *,
        account: str = "",
        tries: int = 1,
    ) -> int:
        """Commit the intent of an attempt that costs at most `bound`, unless a cap would be passed.

        `caps`: per_call, per_video, per_day, per_month, per_provider. Raises BudgetReached.
        """
        with self.write() as conn:
            self._afford(conn, run, channel, provider, account, bound, caps)
            return self._insert(conn, run=run, channel=channel, stage=stage, kind=kind, provider=provider, key=key,
                                state="intent", microusd=bound, tries=tries, account=account)  # fmt: skip

    def afford(self, run: int, channel: str, provider: str, bound: int, caps: Mapping[str, int], account: str = "",
               calls: int = 1) -> None:  # fmt: skip
        """Whether so much could still be spent on some calls together; reserves nothing. Raises BudgetReached."""
        with self._lock, self._translating():
            self._afford(self.conn, run, channel, provider, account, bound, caps, calls)

    def _afford(self, conn: sqlite3.Connection, run: int, channel: str, provider: str, account: str, bound: int,
                caps: Mapping[str, int], calls: int = 1) -> None:  # fmt: skip
        spent = _sums(conn, run, channel, account or provider, caps)
        for cap, limit in caps.items():
            if spent[cap] + bound > limit:
                who = f"{provider} may cost" if calls == 1 else f"{calls} calls of {provider} may cost together"
                left = f"; ${spent[cap] / 1e6:.2f} of ${limit / 1e6:.2f} is spent" if cap != "per_call" else (
                    f"; ${limit / 1e6:.2f} is the most for one call")  # fmt: skip
                where = f"budget.{cap}_usd" + (f".{account or provider}" if cap == "per_provider" else "")
                then = "Raise the budget or choose a cheaper provider."
                raise BudgetReached(f"{who} ${bound / 1e6:.4f}{left}", where, then)

    def settle_call(
        self, id: int, state: str, *, microusd: int, ms: int, tries: int, error: str = "", **more: Any
    ) -> None:
        """Record how an intended attempt ended and what it cost; more: model, prices, used, fault."""
        row = {"state": state, "microusd": microusd, "ms": ms, "tries": tries, **more,
               "error": self._redact(error)[:2000]}  # fmt: skip
        row = {name: self._redact(value) if isinstance(value, str) else value for name, value in row.items()}
        with self.write() as conn:
            sets = ", ".join(f"{name} = ?" for name in row)
            conn.execute(f"update calls set {sets} where id = ?", (*row.values(), id))

    def doubt(self, channel: str) -> int:
        """Mark calls that a dead process left open as unsure; they count as spent. The caller holds the channel."""
        with self.write() as conn:
            sql = "update calls set state = 'unsure' where state = 'intent' and channel = ?"
            return conn.execute(sql, (channel,)).rowcount

    def unsure(self, key: str) -> int | None:
        """The latest call of this key whose end is not known."""
        found = self.rows("select id from calls where key = ? and state = 'unsure' order by id desc limit 1", key)
        return found[0]["id"] if found else None

    def left_open(self, keys: list[str]) -> dict[str, dict[str, Any]]:
        """The rows of these keys that are unsure, where nothing was made after them."""
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            rows = self.rows(
                "select key, max(id) as id, state, at, tries from calls where state in ('made', 'unsure')"
                f" and key in ({', '.join('?' for _ in part)}) group by key",
                *part,
            )
            found |= {row["key"]: row for row in rows if row["state"] == "unsure"}
        return found

    def count_calls(self, run: int) -> dict[str, int]:
        """How many calls a run made and remembered, and micro-dollars spent."""
        found = self.rows(
            "select coalesce(sum(state in ('made', 'unsure')), 0) as made,"
            " coalesce(sum(state = 'remembered'), 0) as remembered,"
            f" coalesce(sum(case when state in {SPENT} then microusd end), 0) as microusd from calls where run = ?",
            run,
        )
        return {name: int(value) for name, value in found[0].items()}

    # --- alerts ---

    def passed(
        self, run: int, channel: str, provider: str, caps: Mapping[str, int], shares: tuple[float, ...],
        account: str = "",
    ) -> list[Alert]:  # fmt: skip
        """The shares of budgets that spending has passed and that nobody was told of yet; they count as told now."""
        caps = {cap: limit for cap, limit in caps.items() if cap != "per_call" and limit}
        with self._lock, self._translating():
            spent = _sums(self.conn, run, channel, account or provider, caps)
        day = _today()
        periods = {"per_video": f"run {run}", "per_day": day, "per_month": day[:7], "per_provider": day[:7]}
        named = {"per_provider": f"per_provider_usd.{account or provider}"}
        due = [
            Alert(named.get(cap, f"{cap}_usd"), periods[cap], share, spent[cap], limit)
            for cap, limit in caps.items() for share in shares if spent[cap] >= share * limit
        ]  # fmt: skip
        told = {(row["budget"], row["period"], row["share"]) for row in self.rows(
            "select budget, period, share from alerts where channel = ?", channel)} if due else set()  # fmt: skip
        due = [one for one in due if (one.budget, one.period, one.share) not in told]
        if not due:
            return []
        with self.write() as conn:
            return [one for one in due if conn.execute(
                "insert into alerts (channel, budget, period, share, spent, cap, at) values (?, ?, ?, ?, ?, ?, ?)"
                " on conflict do nothing",
                (channel, one.budget, one.period, one.share, one.spent, one.cap, now()),
            ).rowcount]  # fmt: skip


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _sums(conn: sqlite3.Connection, run: int, channel: str, account: str, caps: Mapping[str, int]) -> dict[str, int]:
    """What is spent of each budget, reserved amounts among it."""
    day = _today()
    where: dict[str, tuple[str, tuple[Any, ...]]] = {
        "per_video": ("run = ?", (run,)),
        "per_day": ("channel = ? and at >= ?", (channel, day)),
        "per_month": ("channel = ? and at >= ?", (channel, day[:7])),
        "per_provider": (
            "channel = ? and at >= ? and (account = ? or (account = '' and provider = ?))",
            (channel, day[:7], account, account),
        ),
    }
    sums = {"per_call": 0}
    for cap in caps:
        if cap in where:
            text, values = where[cap]
            sql = f"select coalesce(sum(microusd), 0) from calls where state in {SPENT} and {text}"
            sums[cap] = int(conn.execute(sql, values).fetchone()[0])
    return sums
