"""Calls and what they cost; acts that cannot be undone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

from ytempire.errors import BudgetReached
from ytempire.ledger.file import File
from ytempire.ledger.rows import SPENT, now


class Money(File):
    """The part of the ledger that money and publishing go through."""

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
    ) -> int:
        """Record a call that was made, remembered or failed."""
        with self.write() as conn:
            return self._insert_call(
                conn, run, channel, stage, kind, provider, key, state, microusd, ms, tries, self._redact(error)[:2000]
            )

    def called_many(self, calls: list[tuple[Any, ...]]) -> None:
        """Record several remembered calls at once: (run, channel, stage, kind, provider, key)."""
        with self.write() as conn:
            for call in calls:
                self._insert_call(conn, *call, "remembered", 0, 0, 0, "")

    @staticmethod
    def _insert_call(conn: sqlite3.Connection, *values: Any) -> int:
        cursor = conn.execute(
            "insert into calls (run, channel, stage, kind, provider, key, state, microusd, ms, tries, error, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, now()),
        )
        return int(cursor.lastrowid or 0)

    def reserve(
        self, run: int, channel: str, stage: str, kind: str, provider: str, key: str, bound: int, caps: dict[str, int]
    ) -> int:
        """Commit the intent of a call that costs at most `bound` micro-dollars, unless a cap would be passed.

        `caps` in micro-dollars: per_video, per_day, per_month. Raises BudgetReached.
        """
        today = datetime.now(UTC).date().isoformat()
        spent = {
            "per_video": ("run = ?", (run,)),
            "per_day": ("channel = ? and substr(at, 1, 10) >= ?", (channel, today)),
            "per_month": ("channel = ? and substr(at, 1, 7) >= ?", (channel, today[:7])),
        }
        with self.write() as conn:
            for cap, limit in caps.items():
                where, values = spent[cap]
                sql = f"select coalesce(sum(microusd), 0) from calls where state in {SPENT} and {where}"
                so_far = conn.execute(sql, values).fetchone()[0]
                if so_far + bound > limit:
                    raise BudgetReached(
                        f"{provider} may cost ${bound / 1e6:.4f}; ${so_far / 1e6:.2f} of ${limit / 1e6:.2f} is spent",
                        f"budget.{cap}_usd",
                        "Raise the budget or choose a cheaper provider.",
                    )
            return self._insert_call(conn, run, channel, stage, kind, provider, key, "intent", bound, 0, 0, "")

    def settle_call(self, id: int, state: str, *, microusd: int, ms: int, tries: int, error: str = "") -> None:
        """Record how an intended call ended and what it cost."""
        with self.write() as conn:
            conn.execute(
                "update calls set state = ?, microusd = ?, ms = ?, tries = ?, error = ? where id = ?",
                (state, microusd, ms, tries, self._redact(error)[:2000], id),
            )

    def doubt(self, channel: str) -> int:
        """Mark calls that a dead process left open as unsure; they count as spent. The caller holds the channel."""
        with self.write() as conn:
            sql = "update calls set state = 'unsure' where state = 'intent' and channel = ?"
            return conn.execute(sql, (channel,)).rowcount

    def unsure(self, key: str) -> int | None:
        """The latest call of this key whose end is not known."""
        found = self.rows("select id from calls where key = ? and state = 'unsure' order by id desc limit 1", key)
        return found[0]["id"] if found else None

    def count_calls(self, run: int) -> dict[str, int]:
        """How many calls a run made and remembered, and micro-dollars spent."""
        found = self.rows(
            "select coalesce(sum(state in ('made', 'unsure')), 0) as made,"
            " coalesce(sum(state = 'remembered'), 0) as remembered,"
            f" coalesce(sum(case when state in {SPENT} then microusd end), 0) as microusd from calls where run = ?",
            run,
        )
        return {name: int(value) for name, value in found[0].items()}

    # --- acts ---

    def act(self, key: str) -> dict[str, Any] | None:
        """What is known of an act that must happen once."""
        found = self.rows("select * from acts where key = ?", key)
        return found[0] if found else None

    def intend(self, run: int, channel: str, kind: str, provider: str, key: str, request: str) -> None:
        """Commit the intent of an act, before it is done."""
        with self.write() as conn:
            conn.execute(
                "insert into acts (run, channel, kind, provider, key, state, request, reply, at)"
                " values (?, ?, ?, ?, ?, 'intent', ?, '', ?)"
                " on conflict (key) do update set state = 'intent', at = excluded.at where state = 'failed'",
                (run, channel, kind, provider, key, self._redact(request), now()),
            )

    def acted(self, key: str, state: str, reply: str = "") -> None:
        """Record how an act ended: done, failed or unsure."""
        with self.write() as conn:
            conn.execute("update acts set state = ?, reply = ? where key = ?", (state, self._redact(reply), key))

    def consent(self, run: int, channel: str, by: str) -> None:
        """Record that a person agrees to publish a run's film."""
        with self.write() as conn:
            conn.execute(
                "insert into acts (run, channel, kind, provider, key, state, request, reply, at)"
                " values (?, ?, 'consent', ?, ?, 'done', '', '', ?) on conflict (key) do update set provider = ?",
                (run, channel, by, f"consent:{run}", now(), by),
            )

    def consented(self, run: int) -> str:
        """Who agreed to publish a run's film, or ''."""
        found = self.act(f"consent:{run}")
        return str(found["provider"]) if found else ""
