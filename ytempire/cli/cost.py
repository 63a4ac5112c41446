"""What was spent and what will be; what things cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console
from ytempire.cli import options
from ytempire.cli.amounts import usd

if TYPE_CHECKING:
    from ytempire.models import Price
    from ytempire.pipeline.costs import Call, Line

When = Annotated[
    str,
    typer.Option("--in", metavar="WHEN", help="A day, month or year, two of them as A..B, today, month or last-month."),
]
Films = Annotated[str, typer.Option("--video", metavar="FOLDER", help="Only this video, by its folder or as run:12.")]
By = Annotated[str, typer.Option("--by", help="video, channel, stage, provider, model, day or month.")]


def show(
    channel: options.Channel = "",
    video: Films = "",
    when: When = "",
    by: By = "video",
    split: Annotated[
        bool, typer.Option("--split", help="Divide what several videos used between them; the sum stays the same.")
    ] = False,
) -> None:
    """Show what was spent, by video or by whatever else you name.

    Calls whose end is not known count as spent and are listed one by one.
    """
    from ytempire.pipeline.costs import added, total

    _known("--by", by)
    calls = _calls(channel, video, when, split)
    lines, sum_, uncertain = added(calls, by), total(calls), [call for call in calls if call.uncertain]
    if console.document({
        "by": by, "split": split, "lines": [line.document() for line in lines], "total": sum_.document(),
        "uncertain": [_uncertain(call) for call in uncertain],
    }):  # fmt: skip
        return
    if not calls:
        console.say("Nothing was asked yet that these options name.")
        return
    shown = [line for line in lines if line.microusd or line.saved] or lines[:20]
    _table(by, [*shown, sum_])
    free = len(lines) - len(shown)
    if free:
        console.say(f"{free} more cost nothing.")
    if uncertain:
        console.say()
        console.say(f"{len(uncertain)} uncertain: a process died in the middle, so nobody can tell whether they were "
                    f"billed. Their most, {usd(sum_.uncertain_microusd)}, counts as spent.")  # fmt: skip
        heads = ("when", "run", "stage", "provider", "at most")
        found = [(c.at[:19].replace("T", " "), c.run, c.stage, c.named("provider"), usd(c.microusd)) for c in uncertain]
        console.table(heads, found, right=("run", "at most"))


def forecast(channel: options.Channel = "") -> None:
    """Reckon what this month will cost, from the cadence and the last films, and say how sure that is."""
    from ytempire.config.load import load_channel
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.forecast import forecast as of
    from ytempire.pipeline.periods import now_utc

    space = options.workspace()
    channels = [load_channel(space, name) for name in ((channel,) if channel else space.channel_names())]
    with ledger_of(space) as ledger:
        found = [of(ledger, one, now_utc()) for one in channels]
    document = [{
        "channel": one.channel, "month": now_utc()[:7], "spent_usd": one.spent / 1e6,
        "uncertain_usd": one.uncertain / 1e6, "videos": {"made": one.made, "to_come": one.to_come},
        "each_usd": one.each / 1e6, "expected_usd": one.expected / 1e6, "low_usd": one.low / 1e6,
        "high_usd": one.high / 1e6, "budget_usd": one.cap / 1e6, "budget_reached": one.reached or None,
        "rests_on": len(one.films), "how_sure": one.how_sure,
    } for one in found]  # fmt: skip
    if console.document(document):
        return
    if not found:
        console.say(f"{space.channels}: there is no channel to forecast.")
        return
    heads = ("channel", "videos", "to come", "each", "spent", "month", "four in five", "budget")
    rows: list[tuple[Any, ...]] = [
        (one.channel, one.made, one.to_come, usd(one.each), usd(one.spent), usd(one.expected),
         f"{usd(one.low)} to {usd(one.high)}", usd(one.cap)) for one in found
    ]  # fmt: skip
    console.table(heads, rows, right=heads[1:])
    console.say()
    for one in found:
        late = f" The month's budget would be reached on {one.reached}." if one.reached else ""
        console.say(f"{one.channel}: how sure? {one.how_sure.capitalize()}.{late}")


def compare(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A channel, video, month, or channel@month.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    by: By = "stage",
) -> None:
    """Compare what two channels, videos or periods cost, by stage or by whatever else you name."""
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.costs import Line, added, calls_of, chosen, total
    from ytempire.pipeline.periods import now_utc

    _known("--by", by)
    space = options.workspace()
    with ledger_of(space) as ledger:
        named = [chosen(ledger, text, space.channel_names(), now_utc()) for text in (one, other)]
        calls = [calls_of(ledger, which) for which in named]
    lines = [{line.name: line for line in added(each, by)} for each in calls]
    sums = [total(each) for each in calls]
    films = [len({call.run for call in each if call.film != "(no film)"}) for each in calls]
    names = [line.name for line in added([*calls[0], *calls[1]], by)]
    pairs = [(name, lines[0].get(name, Line(name)), lines[1].get(name, Line(name))) for name in names]
    if console.document({
        "by": by, "compared": [
            {"name": text, "videos": count, "per_video_usd": sum_.microusd / 1e6 / count if count else None,
             "remembered_share": sum_.hits, "total": sum_.document()}
            for text, count, sum_ in zip((one, other), films, sums, strict=True)
        ],
        "lines": [{"name": name, "cost_usd": [a.microusd / 1e6, b.microusd / 1e6],
                   "difference_usd": (b.microusd - a.microusd) / 1e6} for name, a, b in pairs],
    }):  # fmt: skip
        return
    heads = (by, one, other, "difference") if one != other else (by, f"{one} (1)", f"{other} (2)", "difference")
    costly = [pair for pair in pairs if pair[1].microusd or pair[2].microusd]
    rows: list[tuple[Any, ...]] = [(name, usd(a.microusd), usd(b.microusd), _more(a, b)) for name, a, b in costly]
    rows.append(("all", usd(sums[0].microusd), usd(sums[1].microusd), _more(sums[0], sums[1])))
    rows.append(("videos", *films, ""))
    each = [usd(sum_.microusd // count) if count else "" for sum_, count in zip(sums, films, strict=True)]
    rows.append(("a video", *each, ""))
    rows.append(("remembered", *(f"{sum_.hits:.0%}" for sum_ in sums), ""))
    console.table(heads, rows, right=heads[1:])


def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file, else stdout.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    channel: options.Channel = "",
    video: Films = "",
    when: When = "",
    all: Annotated[bool, typer.Option("--all", help="Also calls that cost nothing and saved nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write every paid call as a row: when, for which video, what it used, by which prices, and what it cost."""
    import csv
    import io
    import json

    from ytempire.errors import ConfigError
    from ytempire.pipeline.costs import COLUMNS, rows

    if form not in ("csv", "json"):
        raise ConfigError(f"{form} is not one of csv, json", "--format")
    calls = _calls(channel, video, when)
    found = list(rows(call for call in calls if all or call.microusd or call.saved))
    if output is None and console.document(found):
        return
    text = io.StringIO()
    if form == "json":
        json.dump(found, text, indent=2)
        text.write("\n")
    else:
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    if output is None:
        console.answer(text.getvalue().rstrip("\n"))
        return
    _write(output, text.getvalue(), force)
    if not console.document({"file": str(output), "calls": len(found)}):
        console.answer(f"{output}: {len(found)} calls")


def prices(
    model: Annotated[str, typer.Option("--model", metavar="NAME", help="Only models whose name holds this.")] = "",
) -> None:
    """Show what providers charge: the list that comes along, and the workspace's own lines in prices.yaml."""
    from datetime import date

    from ytempire.config.check import near_or_all
    from ytempire.config.prices import STALE_DAYS, age, packaged, prices_of, stale
    from ytempire.errors import ConfigError
    from ytempire.pipeline import today

    found, day = prices_of(options.workspace()), date.fromisoformat(today())
    lines = [price for price in found.prices if model.lower() in price.model.lower()]
    if not lines:
        known = [price.model for price in found.prices]
        raise ConfigError(f"{model}: no price is known, so nothing is spent on it", "ytempire cost prices",
                          f"{near_or_all(model, known)} Give its price in prices.yaml.")  # fmt: skip
    ours, shown = set(packaged().prices), [price.model_dump(mode="json", exclude_none=True) for price in lines]
    if console.document({"version": found.version, "prices": [
        {**row, "own": price not in ours, "age_days": age(price, day), "stale": stale(price, day) is not None}
        for row, price in zip(shown, lines, strict=True)
    ]}):  # fmt: skip
        return
    console.say(f"Version {found.version}; dollars a million tokens or characters, a thousand credits, a second, a "
                "picture.")  # fmt: skip
    console.table(
        ("provider", "model", "charges", "source", "read", "days ago"),
        [(p.provider, p.model, _charges(p), f"{p.source}{'' if p in ours else ' (prices.yaml)'}", p.date,
          "" if (days := age(p, day)) is None else days) for p in lines],
        right=("days ago",),
    )  # fmt: skip
    for price in lines:
        if days := stale(price, day):
            console.warn(f"{price.provider} {price.model}: its price is {days} days old, more than {STALE_DAYS}. "
                         "Look it up and give it in prices.yaml.")  # fmt: skip


def _calls(channel: str, video: str, when: str, split: bool = False) -> list[Call]:
    from ytempire.config.load import channel_document
    from ytempire.errors import ConfigError
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.costs import Which, calls_of, film_run
    from ytempire.pipeline.periods import now_utc, period

    space = options.workspace()
    if channel:
        channel_document(space, channel)
    span = period(when, now_utc())
    with ledger_of(space) as ledger:
        run = film_run(ledger, video) if video else 0
        if video and not run:
            raise ConfigError(f"{video}: no such video", "--video", "See: ytempire runs list")
        return calls_of(ledger, Which(channel, run, span), split)


def _known(option: str, by: str) -> None:
    from ytempire.config.check import near
    from ytempire.errors import ConfigError
    from ytempire.pipeline.costs import BY

    if by not in BY:
        raise ConfigError(f"{by} is not one of {', '.join(BY)}", option, near(by, BY))


def _table(by: str, lines: list[Line]) -> None:
    heads = (by, "made", "remembered", "saved", "uncertain", "cost")
    console.table(heads, [
        (line.name, line.made, line.remembered, usd(line.saved) if line.saved else "", line.uncertain or "",
         usd(line.microusd)) for line in lines
    ], right=heads[1:])  # fmt: skip


def _uncertain(call: Call) -> dict[str, Any]:
    return {"id": call.id, "at": call.at, "run": call.run, "channel": call.channel, "stage": call.stage,
            "provider": call.provider, "account": call.account, "microusd": call.microusd}  # fmt: skip


def _more(one: Line, other: Line) -> str:
    less = other.microusd - one.microusd
    share = f" ({less / one.microusd:+.0%})" if one.microusd else ""
    return f"{'-' if less < 0 else '+'}{usd(abs(less))}{share}"


def _charges(price: Price) -> str:
    from ytempire.models import Rates

    def said(rates: Rates) -> str:
        amounts = {name: getattr(rates, name) for name in Rates.model_fields}
        return ", ".join(f"{value.normalize():f} {name.replace('_', ' ')}" for name, value in amounts.items()
                         if value is not None)  # fmt: skip

    longer = f"; over {price.over:,} tokens in: {said(price.above)}" if price.above and price.over else ""
    return said(price) + longer


def _write(path: Path, text: str, force: bool) -> None:
    from ytempire.errors import ConfigError
    from ytempire.pipeline.loose import refuse_taken

    refuse_taken(path, force)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", str(path)) from error
