"""What a month will cost: what is spent, and the films that the cadence still asks for at what the last ones cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import mean, stdev

from ytempire.config.sections import Chain, Channel
from ytempire.gateway.finder import find
from ytempire.ledger import Ledger
from ytempire.pipeline.costs import Which, calls_of, total
from ytempire.pipeline.periods import month_of

LAST = 10  # films that a forecast looks back on
# Student's t for four in five, by how many films there are but one.
FOUR_IN_FIVE = {1: 3.08, 2: 1.89, 3: 1.64, 4: 1.53, 5: 1.48, 6: 1.44, 7: 1.41, 8: 1.40, 9: 1.38}


@dataclass(frozen=True)
class Forecast:
    """A channel's month; amounts in micro-dollars."""

    channel: str
    spent: int
    uncertain: int
    made: int  # films of this month
    to_come: int  # films that the cadence still asks for
    films: tuple[int, ...]  # what the last films cost, the latest last
    each: int  # what a film is reckoned at
    low: int
    high: int
    cap: int  # budget.per_month_usd
    reached: str = ""  # the day on which the budget would be reached
    how_sure: str = ""

    @property
    def expected(self) -> int:
        """The whole month."""
        return self.spent + self.each * self.to_come


def forecast(ledger: Ledger, channel: Channel, today: str) -> Forecast:
    """A channel's month as it stands on a day, and how sure that is."""
    month, per_film = month_of(today), _films(ledger, channel.name)
    spent = total(calls_of(ledger, Which(channel.name, when=month)))
    done = [run for run in ledger.runs(channel.name) if run.state == "done" and month.holds(run.date)]
    left = (date.fromisoformat(month.last) - date.fromisoformat(today)).days
    if not any(run.date == today for run in done):
        left += 1
    to_come = round(channel.cadence.per_week * left / 7)
    cap, bound = round(channel.budget.per_month_usd * 1e6), round(channel.budget.per_video_usd * 1e6)
    if not _may_spend(channel):
        bound = 0
    each = round(mean(per_film)) if per_film else bound
    width = _width(per_film, to_come)
    low = spent.microusd + (max(0, round(each * to_come - width)) if per_film else 0)
    high = spent.microusd + (round(each * to_come + width) if per_film else bound * to_come)
    return Forecast(
        channel=channel.name, spent=spent.microusd, uncertain=spent.uncertain_microusd, made=len(done),
        to_come=to_come, films=per_film, each=each, low=low, high=high, cap=cap,
        reached=_reached(today, spent.microusd, each, to_come, left, cap), how_sure=_how_sure(per_film, bound),
    )  # fmt: skip


def _films(ledger: Ledger, channel: str) -> tuple[int, ...]:
    """What each of the last finished films cost, over all its days."""
    done = [run.id for run in ledger.runs(channel) if run.state == "done"][-LAST:]
    costs = dict.fromkeys(done, 0)
    for call in calls_of(ledger, Which(channel)):
        if call.run in costs:
            costs[call.run] += call.microusd
    return tuple(costs.values())


def _width(films: tuple[int, ...], to_come: int) -> float:
    """Four times in five the films to come cost within so much of what they are reckoned at."""
    if not to_come or not films:
        return 0.0
    if len(films) == 1:
        return films[0] * to_come  # one film says nothing of how much they differ
    return FOUR_IN_FIVE[len(films) - 1] * stdev(films) * sqrt(to_come + to_come**2 / len(films))


def _reached(today: str, spent: int, each: int, to_come: int, left: int, cap: int) -> str:
    """The day on which the month's budget is used up, the films being spread evenly; '' when it is not."""
    if spent + each * to_come <= cap or not left:
        return ""
    before = max(0, cap - spent) / (each * to_come) if each and to_come else 0.0
    return (date.fromisoformat(today) + timedelta(days=min(int(before * left), left - 1))).isoformat()


def _may_spend(channel: Channel) -> bool:
    """Whether the channel names anybody who is paid."""
    chains: list[tuple[str, Chain]] = [("writer", channel.writer), ("image", channel.images), ("clip", channel.clips)]
    chains += [("voice", voice) for voice in channel.voices.values()]
    return any(find(kind, name).memory is None for kind, chain in chains for name in chain.use)


def _how_sure(films: tuple[int, ...], bound: int) -> str:
    if not films and not bound:
        return "wholly: nobody whom the channel names is paid"
    if not films:
        return "not at all: no film is finished yet, so each counts at the most that it may cost"
    if len(films) < 3:
        return f"hardly: it rests on {len(films)} film{'s' if len(films) > 1 else ''}"
    spread = stdev(films) / mean(films) if mean(films) else 0.0
    word = "well" if len(films) >= 6 and spread < 0.25 else "fairly" if spread < 0.5 else "roughly"
    least, most = min(films) / 1e6, max(films) / 1e6
    return f"{word}: it rests on {len(films)} films that cost ${least:.2f} to ${most:.2f}"
