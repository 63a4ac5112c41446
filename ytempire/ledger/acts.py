"""Acts that cannot be undone: an intent before each, its outcome after."""

from __future__ import annotations

from typing import Any

from ytempire.ledger.file import File
from ytempire.ledger.rows import now


class Acts(File):
    """The part of the ledger that publishing goes through."""

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
