"""How a channel is doing, from the ledger alone."""

from __future__ import annotations

from typing import Annotated

import typer

from ytempire.cli.options import Channel, workspace


def report(
    channel: Channel,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many of the last videos.")] = 10,
) -> None:
    """Show what the channel's videos took and cost."""
    from ytempire import console
    from ytempire.config.load import channel_document
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.overview import overview

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
