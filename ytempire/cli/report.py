"""How a channel and its providers are doing, from the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from ytempire.cli.options import Channel, workspace
from ytempire.errors import ConfigError


def report(
    ctx: typer.Context,
    channel: Channel = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many of the last videos.")] = 10,
) -> None:
    """Show what the channel's videos took and cost."""
    if ctx.invoked_subcommand:
        return
    from ytempire import console
    from ytempire.config.load import channel_document
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.overview import overview

    if not channel:
        raise ConfigError("which channel?", ctx.command_path, f"Say: {ctx.command_path} --channel NAME")
    home = workspace()
    channel_document(home, channel)
    with ledger_of(home) as ledger:
        found = overview(ledger, channel, limit)
    if console.document(found):
        return
    runs = found["runs"]
    if not runs["all"]:
        console.say(f"No run of {channel} yet. Begin with: ytempire run --channel {channel}")
        return
    calls = found["calls"]
    console.facts(
        {
            "channel": channel,
            "runs": ", ".join(f"{number} {state}" for state, number in runs.items() if state != "all" and number),
            "calls": f"{calls['made']} made, {calls['remembered']} remembered ({calls['remembered_share']:.0%})",
            "cost": f"${found['cost_usd']:.2f}, ${found['cost_per_video_usd']:.2f} a video",
        }
    )
    console.say()
    console.table(
        ("stage", "made", "median s", "longest s"),
        [(s["stage"], s["made"], f"{s['median']:.2f}", f"{s['longest']:.2f}") for s in found["stages"]],
        right=("made", "median s", "longest s"),
    )
    console.say()
    console.table(
        ("date", "video", "length", "score", "state", "cost", "pictures"),
        [
            (
                v["date"],
                v["title"],
                f"{v['seconds']:.0f} s" if v["seconds"] else "",
                v["score"] or "",
                v["state"],
                f"${v['cost_usd']:.2f}",
                ", ".join(f"{number} {step}" for step, number in v["pictures_from"].items()),
            )
            for v in found["videos"]
        ],
        right=("length", "score", "cost"),
    )


def slo(
    channel: Annotated[str, typer.Option("--channel", "-c", metavar="NAME", help="Only this channel's calls.")] = "",
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How many of the last days.")] = 30,
) -> None:
    """Show how the providers do: too many requests, tries, hits, failures, uncertain calls."""
    from ytempire import console
    from ytempire.config.load import channel_document
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.slo import slo as rates

    home = workspace()
    if channel:
        channel_document(home, channel)
    with ledger_of(home) as ledger:
        found = rates(ledger, home.cache, channel, days)
    if console.document(found):
        return
    rows = [*found["providers"], {"kind": "all", "provider": "", **found["all"]}]
    if len(rows) == 1:
        console.say(f"No call in the last {days} days.")
    else:
        shares = ("rate_429", "retry_rate", "failure_rate", "hit_rate", "hit_rate_money")
        console.table(
            ("asked", "of", "attempts", "429", "retries", "failures", "hits", "hits in money", "cost", "saved"),
            [
                (r["kind"], r["provider"], r["attempts"], *(f"{r[share]:.1%}" for share in shares),
                 f"${r['cost_usd']:.2f}", f"${r['saved_usd']:.2f}")
                for r in rows
            ],
            right=("attempts", "429", "retries", "failures", "hits", "hits in money", "cost", "saved"),
        )  # fmt: skip
    for one in found["health"]:
        left = f", for {one['seconds_left']} s more" if one["seconds_left"] else ""
        console.say(f"{one['account']}: {one['state']}{left} after {one['failures']} failures: {one['why']}")
    if found["uncertain"]:
        console.say()
        console.say("Uncertain calls: they may have been billed, and count as spent.")
        console.table(
            ("call", "when", "channel", "run", "stage", "asked", "of", "at most"),
            [
                (u["id"], u["at"][:19].replace("T", " "), u["channel"], u["run"], u["stage"], u["kind"], u["provider"],
                 f"${u['most_usd']:.4f}")
                for u in found["uncertain"]
            ],
            right=("call", "run", "at most"),
        )  # fmt: skip
