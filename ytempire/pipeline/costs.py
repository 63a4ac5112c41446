"""What was spent, on what and by whom, from the ledger's rows; sums are exact to a micro-dollar."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ytempire.errors import ConfigError
from ytempire.ledger import Ledger
from ytempire.pipeline.graph import NAMES
from ytempire.pipeline.periods import Period, period

BY = ("video", "channel", "stage", "provider", "model", "day", "month")
UNCERTAIN = ("intent", "unsure")  # it is not known whether it was done; counted as spent
USED = ("input", "cached", "output", "reasoning", "audio_input", "audio_output", "characters", "credits", "seconds",
        "images")  # fmt: skip
COLUMNS = ("id", "at", "channel", "run", "video", "stage", "kind", "provider", "account", "model", "state", "uncertain",
           "tries", "microusd", "cost_usd", "saved_microusd", "prices", "request", *USED)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One row of the ledger's calls, with the film that it was for."""

    id: int
    at: str
    run: int
    channel: str
    film: str
    stage: str
    kind: str
    provider: str
    account: str
    model: str
    state: str
    tries: int
    microusd: int
    saved: int
    prices: str
    key: str
    used: str = ""

    @property
    def uncertain(self) -> bool:
        """Whether it was paid for is not known: a process died in the middle of it."""
        return self.state in UNCERTAIN and self.microusd > 0

    def named(self, by: str) -> str:
        """Under which name it is added up."""
        names = {"video": self.film, "channel": self.channel or "(none)", "stage": self.stage or "(none)",
                 "provider": self.account or self.provider, "model": f"{self.account or self.provider} {self.model}",
                 "day": self.at[:10], "month": self.at[:7]}  # fmt: skip
        return names[by].strip()


@dataclass
class Line:
    """Calls that were added up under a name; `microusd` holds the uncertain and the failed ones too."""

    name: str
    made: int = 0
    remembered: int = 0
    microusd: int = 0
    saved: int = 0
    uncertain: int = 0
    uncertain_microusd: int = 0
    failed_microusd: int = 0  # answers that came, were billed and could not be used

    def add(self, call: Call) -> None:
        """Count a call in."""
        self.made += call.state in ("made", *UNCERTAIN)
        self.remembered += call.state == "remembered"
        self.microusd += call.microusd
        self.saved += call.saved
        self.failed_microusd += call.microusd if call.state == "failed" else 0
        if call.uncertain:
            self.uncertain += 1
            self.uncertain_microusd += call.microusd

    @property
    def hits(self) -> float:
        """The share of what was wanted that was remembered."""
        wanted = self.made + self.remembered
        return self.remembered / wanted if wanted else 0.0

    def document(self) -> dict[str, Any]:
        """As it is printed with --json."""
        return {
            "name": self.name, "calls": {"made": self.made, "remembered": self.remembered},
            "microusd": self.microusd, "cost_usd": self.microusd / 1e6, "saved_usd": self.saved / 1e6,
            "uncertain": {"calls": self.uncertain, "microusd": self.uncertain_microusd},
            "failed_usd": self.failed_microusd / 1e6,
        }  # fmt: skip


@dataclass(frozen=True)
class Which:
    """Which calls are meant: of a channel, of a film by its run, in a period; all of them if nothing is said."""

    channel: str = ""
    run: int = 0
    when: Period = field(default_factory=Period)

    def holds(self, call: Call) -> bool:
        """Whether a call is one of them."""
        return (not self.channel or call.channel == self.channel) and (not self.run or call.run == self.run) and (
            self.when.holds(call.at[:10]))  # fmt: skip


def calls_of(ledger: Ledger, which: Which | None = None, split: bool = False) -> list[Call]:
    """Calls in the order in which they were made; with `split`, what several films used is divided between them."""
    which = which or Which()
    films = {run.id: (run.folder.rpartition("/")[2] if run.state != "dropped" else "") for run in ledger.runs()}
    where, values = ("", []) if split else _where(which)
    found = [_call(row, films) for row in ledger.rows(f"select * from calls{where} order by id", *values)]
    return [call for call in (divided(found) if split else found) if which.holds(call)]


def added(calls: Iterable[Call], by: str) -> list[Line]:
    """Calls added up: days and months in order, stages in the order of the trip, all else the dearest first."""
    lines: dict[str, Line] = {}
    for call in calls:
        name = call.named(by)
        lines.setdefault(name, Line(name)).add(call)
    if by in ("day", "month"):
        return sorted(lines.values(), key=lambda line: line.name)
    if by == "stage":
        return sorted(lines.values(), key=lambda line: NAMES.index(line.name) if line.name in NAMES else len(NAMES))
    return sorted(lines.values(), key=lambda line: (-line.microusd, -line.made, line.name))


def total(calls: Iterable[Call]) -> Line:
    """All of them in one line."""
    line = Line("all")
    for call in calls:
        line.add(call)
    return line


def divided(calls: list[Call]) -> list[Call]:
    """What was paid for once and used by several films, divided between these films; the sum stays what it was.

    A film's part stands on the day on which it used the answer first.
    """
    users: dict[str, dict[int, Call]] = defaultdict(dict)
    for call in calls:
        if call.key and call.state in ("made", "remembered"):
            users[call.key].setdefault(call.run, call)
    out: list[Call] = []
    for call in calls:
        others = [user for run, user in users[call.key].items() if run != call.run] if call.state == "made" else []
        own, *parts = share(call.microusd, 1 + len(others))
        out.append(replace(call, microusd=own))
        for user, part in zip(others, parts, strict=True):
            out.append(replace(user, state="share", microusd=part, saved=0, account=call.account, model=call.model,
                               provider=call.provider, prices=call.prices))  # fmt: skip
    return out


def share(microusd: int, parts: int) -> list[int]:
    """An amount in whole micro-dollars, divided as evenly as can be; the parts add up to it."""
    each, over = divmod(microusd, parts)
    return [each + (place < over) for place in range(parts)]


def chosen(ledger: Ledger, text: str, channels: tuple[str, ...], today: str) -> Which:
    """What a person named: a channel, a film by its folder or `run 12`, a period, or one `@` a period."""
    what, sign, when = text.partition("@")
    span = period(when, today) if sign else Period()
    if not what:
        return Which(when=span)
    if what in channels:
        return Which(channel=what, when=span)
    if run := film_run(ledger, what):
        return Which(run=run, when=span)
    if what[:4].isdigit() or what in ("today", "month", "last-month"):
        return Which(when=period(what, today))
    raise ConfigError(f"{text}: no such channel, film or period", next="Such as owls, owls@2026-10, run:12 or 2026-10.")


def film_run(ledger: Ledger, name: str) -> int:
    """The run of a film that is named by its folder or as `run:12`; 0 when there is none."""
    word, _, number = name.partition(":")
    for run in ledger.runs():
        if (word == "run" and number == str(run.id)) or (run.folder and name.rstrip("/") in (
                run.folder, run.folder.rpartition("/")[2])):  # fmt: skip
            return run.id
    return 0


def rows(calls: Iterable[Call]) -> Iterator[dict[str, Any]]:
    """Calls as rows of COLUMNS, with what each used."""
    for call in calls:
        try:
            used = json.loads(call.used or "{}")
        except ValueError:
            used = {}
        used = used if isinstance(used, dict) else {}
        own = {"video": call.film, "uncertain": call.uncertain, "cost_usd": f"{call.microusd / 1e6:.6f}",
               "saved_microusd": call.saved, "request": "", **dict.fromkeys(USED, 0)}  # fmt: skip
        own |= {name: value for name, value in used.items() if name in ("request", *USED)}
        yield {name: own[name] if name in own else getattr(call, name) for name in COLUMNS}


def _where(which: Which) -> tuple[str, list[Any]]:
    """The coarse part of the choice, for SQLite; what is left is looked at one by one."""
    parts, values = [], []
    for text, value in (("channel = ?", which.channel), ("run = ?", which.run), ("at >= ?", which.when.first)):
        if value:
            parts.append(text)
            values.append(value)
    return f" where {' and '.join(parts)}" if parts else "", values


def _call(row: dict[str, Any], films: dict[int, str]) -> Call:
    named = {name: row.get(name) for name in Call.__dataclass_fields__ if name not in ("film", "saved", "microusd")}
    film = films.get(row["run"], "") or "(no film)"
    texts: Any = {name: "" if value is None else value for name, value in named.items()}
    return Call(**texts, film=film, saved=row.get("saved") or 0, microusd=row["microusd"] or 0)
