"""The facts, in SQLite: runs, artifacts, calls, acts. Every write is one explicit transaction."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from ytempire.errors import BudgetReached, ConfigError, StorageError
from ytempire.models import Asked, History

SCHEMA = 1
TABLES: dict[str, dict[str, type]] = {
    "runs": {
        "id": int,
        "channel": str,
        "date": str,
        "seed": int,
        "recipe": str,
        "folder": str,
        "state": str,
        "asked": str,
        "history": str,
        "redo": str,
        "started": str,
        "ended": str,
        "error": str,
    },
    "artifacts": {
        "id": int,
        "run": int,
        "stage": str,
        "key": str,
        "args": str,
        "digest": str,
        "body": str,
        "text": str,
        "state": str,
        "settled": int,
        "seconds": float,
        "because": str,
        "at": str,
    },
    "calls": {
        "id": int,
        "run": int,
        "channel": str,
        "stage": str,
        "kind": str,
        "provider": str,
        "key": str,
        "state": str,
        "microusd": int,
        "ms": int,
        "tries": int,
        "error": str,
        "at": str,
    },
    "acts": {
        "id": int,
        "run": int,
        "channel": str,
        "kind": str,
        "provider": str,
        "key": str,
        "state": str,
        "request": str,
        "reply": str,
        "at": str,
    },
}
INDEXES = (("artifacts", ["run", "stage"]), ("calls", ["run"]), ("calls", ["key"]), ("runs", ["channel"]))
SPENT = "('intent', 'made', 'unsure')"


@dataclass(frozen=True)
class Run:
    """One video's walk, from its topic to its publication, over as many starts as it takes."""

    id: int
    channel: str
    date: str
    seed: int
    recipe: str
    folder: str = ""
    state: str = "open"
    asked: Asked = field(default_factory=Asked)
    history: History = field(default_factory=History)
    redo: dict[str, int] = field(default_factory=dict)
    started: str = ""
    ended: str = ""
    error: str = ""


@dataclass(frozen=True)
class Kept:
    """An artifact as the ledger has it: its arguments, its body, and the digest of the file it was written to."""

    stage: str
    key: str
    args: dict[str, str]
    digest: str
    body: str
    text: str
    state: str
    settled: bool
    seconds: float
    because: tuple[str, ...]
    at: str


def now() -> str:
    """This moment in UTC, for the record only; nothing is decided by it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Ledger:
    """The workspace's record. One file, `ytempire.db`; readable by its owner alone."""

    def __init__(self, path: Path | None, redact: Callable[[str], str] = lambda text: text) -> None:
        self.path = path
        self._redact = redact
        self._lock = threading.RLock()
        with self._translating():
            if path and not path.exists():
                path.touch(mode=0o600)
            self.conn = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False, timeout=10)
            self.db = sqlite_utils.Database(self.conn)
            version = self.conn.execute("pragma user_version").fetchone()[0]
            if version > SCHEMA:
                raise ConfigError("was written by a newer ytempire", self.name, "Upgrade ytempire to read it.")
            # Before 3.51.3 a write-ahead log can be corrupted by two writers (sqlite.org/wal.html, the WAL-reset bug).
            mode = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
            if path and self.conn.execute("pragma journal_mode").fetchone()[0] != mode:
                self.conn.execute(f"pragma journal_mode={mode}")
            self.conn.execute("pragma synchronous=full")
            if version < SCHEMA:
                self._create()

    @property
    def name(self) -> str:
        return self.path.name if self.path else "ledger"

    def _create(self) -> None:
        db: Any = self.db
        for table, columns in TABLES.items():
            db[table].create(columns, pk="id", if_not_exists=True)
        for table, indexed in INDEXES:
            db[table].create_index(indexed, if_not_exists=True)
        db["acts"].create_index(["key"], unique=True, if_not_exists=True)
        self.conn.execute(f"pragma user_version={SCHEMA}")

    def close(self) -> None:
        self.conn.close()

    def copy(self) -> Ledger:
        """The same facts in memory, for a look ahead that changes nothing."""
        twin = Ledger(None, self._redact)
        self.conn.backup(twin.conn)
        return twin

    @contextlib.contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            text = str(error)
            if "readonly" in text or "unable to open" in text:
                raise ConfigError("cannot be written", str(self.path), "Check who owns it and its folder.") from error
            if "locked" in text:
                raise StorageError("another program holds it", str(self.path), "Try again when it is done.") from error
            raise StorageError(
                f"did not take a write: {text}", str(self.path), "Free some space and run the same command again."
            ) from error
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"cannot be read: {error}", str(self.path), "Move it aside or put back a copy; the videos are whole."
            ) from error
        except PermissionError as error:
            raise ConfigError("cannot be written", str(self.path), "Check who owns it and its folder.") from error
        except OSError as error:
            raise StorageError(f"cannot be opened: {error.strerror}", str(self.path)) from error

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none."""
        with self._lock, self._translating():
            self.conn.execute("begin immediate")
            try:
                yield self.conn
            except BaseException:
                self.conn.rollback()
                raise
            self.conn.execute("commit")

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Read rows as dicts."""
        with self._lock, self._translating():
            return list(self.db.query(sql, values))

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
        return _run(found[0])

    def runs(self, channel: str | None = None) -> list[Run]:
        """Runs, oldest first."""
        where, values = (" where channel = ?", (channel,)) if channel else ("", ())
        return [_run(row) for row in self.rows(f"select * from runs{where} order by id", *values)]

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
        return _kept(found[0]) if found else None

    def all_latest(self, run: int) -> dict[str, Kept]:
        """Every stage's standing artifact."""
        found = self.rows("select * from artifacts where run = ? order by id", run)
        return {row["stage"]: _kept(row) for row in found}

    def wrote_before(self, run: int, stage: str, text: str) -> bool:
        """Whether ytempire itself once wrote a file with this digest for this stage."""
        sql = "select 1 from artifacts where run = ? and stage = ? and text = ? limit 1"
        return bool(self.rows(sql, run, stage, text))

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


def _run(row: dict[str, Any]) -> Run:
    row = dict(row)
    row["asked"] = Asked.model_validate_json(row["asked"])
    row["history"] = History.model_validate_json(row["history"])
    row["redo"] = json.loads(row["redo"])
    return Run(**row)


def _kept(row: dict[str, Any]) -> Kept:
    return Kept(
        stage=row["stage"],
        key=row["key"],
        args=json.loads(row["args"]),
        digest=row["digest"],
        body=row["body"],
        text=row["text"],
        state=row["state"],
        settled=bool(row["settled"]),
        seconds=row["seconds"],
        because=tuple(json.loads(row["because"])),
        at=row["at"],
    )


def elapsed_ms(since: float) -> int:
    """Milliseconds since a `time.perf_counter()` reading."""
    return round((time.perf_counter() - since) * 1000)
