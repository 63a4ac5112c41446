"""The facts, in SQLite: runs, artifacts, calls, acts. Every write is one explicit transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from typing import Any

from ytempire.errors import ConfigError
from ytempire.ledger.assets import Asset, Assets
from ytempire.ledger.rows import Kept, Run, kept_of, now, run_of
from ytempire.models import Asked, History


class Ledger(Assets):
    """The workspace's record. One file, `ytempire.db`; readable by its owner alone."""

    # --- runs ---

    def begin(
        self, channel: str, date: str, seed: int, recipe: str, asked: Asked, history: History, first: Kept | None = None
    ) -> Run:
        """Open a run, with a first document if it has one; what it must know of the past is fixed here."""
        with self.write() as conn:
            cursor = conn.execute(
                "insert into runs (channel, date, seed, recipe, folder, state, asked, history, redo, started, ended,"
                " error) values (?, ?, ?, ?, '', 'open', ?, ?, '{}', ?, '', '')",
                (channel, date, seed, recipe, asked.model_dump_json(), history.model_dump_json(), now()),
            )
            if first:
                self._insert_artifact(conn, int(cursor.lastrowid or 0), first)
        return self.run(int(cursor.lastrowid or 0))

    def run(self, id: int) -> Run:
        found = self.rows("select * from runs where id = ?", id)
        if not found:
            raise ConfigError(f"there is no run {id}", next="See: ytempire runs list")
        return run_of(found[0])

    def runs(self, channel: str | None = None) -> list[Run]:
        """Runs, oldest first."""
        where, values = (" where channel = ?", (channel,)) if channel else ("", ())
        return [run_of(row) for row in self.rows(f"select * from runs{where} order by id", *values)]

    def mark(self, run: int, **columns: Any) -> Run:
        """Change columns of a run: state, folder, redo, error."""
        if "error" in columns:
            columns["error"] = self._redact(columns["error"])[:2000]
        if "redo" in columns:
            columns["redo"] = json.dumps(columns["redo"])
        sets = ", ".join(f"{name} = ?" for name in columns)
        with self.write() as conn:
            conn.execute(f"update runs set {sets}, ended = ? where id = ?", (*columns.values(), now(), run))
        return self.run(run)

    # --- artifacts ---

    def latest(self, run: int, stage: str) -> Kept | None:
        """The artifact that stands for a stage of a run."""
        found = self.rows("select * from artifacts where run = ? and stage = ? order by id desc limit 1", run, stage)
        return kept_of(found[0]) if found else None

    def all_latest(self, run: int) -> dict[str, Kept]:
        """Every stage's standing artifact."""
        found = self.rows("select * from artifacts where run = ? order by id", run)
        return {row["stage"]: kept_of(row) for row in found}

    def versions(self, run: int, stage: str) -> list[Kept]:
        """Every artifact that ever stood for a stage of a run, newest first."""
        return [kept_of(r) for r in self.rows("select * from artifacts where run = ? and stage = ? order by id desc",
                                              run, stage)]  # fmt: skip

    def wrote_before(self, run: int, stage: str, text: str) -> bool:
        """Whether ytempire itself once wrote a file with this digest for this stage."""
        sql = "select 1 from artifacts where run = ? and stage = ? and text = ? limit 1"
        return bool(self.rows(sql, run, stage, text))

    def has_artifact(self, run: int, stage: str, digest: str) -> bool:
        """Whether this very artifact stood for a stage of a run at some time."""
        sql = "select 1 from artifacts where run = ? and stage = ? and digest = ? limit 1"
        return bool(self.rows(sql, run, stage, digest))

    def keep(self, run: int, kept: Kept) -> None:
        """Record an artifact, before its file is written."""
        with self.write() as conn:
            self._insert_artifact(conn, run, kept)

    @staticmethod
    def _insert_artifact(conn: sqlite3.Connection, run: int, kept: Kept) -> None:
        conn.execute(
            "insert into artifacts (run, stage, key, args, digest, body, text, state, settled, seconds, because,"
            " at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run,
                kept.stage,
                kept.key,
                json.dumps(kept.args),
                kept.digest,
                kept.body,
                kept.text,
                kept.state,
                int(kept.settled),
                kept.seconds,
                json.dumps(kept.because),
                kept.at,
            ),
        )

    def settle(self, run: int, stage: str) -> None:
        """Record that the file now says what the ledger says."""
        with self.write() as conn:
            conn.execute("update artifacts set settled = 1 where run = ? and stage = ? and settled = 0", (run, stage))


def elapsed_ms(since: float) -> int:
    """Milliseconds since a `time.perf_counter()` reading."""
    return round((time.perf_counter() - since) * 1000)


__all__ = ["Asset", "Kept", "Ledger", "Run", "elapsed_ms", "now"]
