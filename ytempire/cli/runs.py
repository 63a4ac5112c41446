"""What happened: runs, and why each stage was made."""

from __future__ import annotations

from typing import Annotated

import typer

from ytempire.cli.amounts import usd
from ytempire.cli.options import workspace

RunId = Annotated[int, typer.Argument(metavar="ID", help="The run's number, from `ytempire runs list`.")]


def list_runs(
    channel: Annotated[str, typer.Option("--channel", "-c", metavar="NAME", help="Only this channel's.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many, the latest first.")] = 20,
) -> None:
    """List the runs, newest first."""
    from ytempire import console
    from ytempire.pipeline import ledger_of

    with ledger_of(workspace()) as ledger:
        found = list(reversed(ledger.runs(channel or None)))[:limit]
        calls = {run.id: ledger.count_calls(run.id) for run in found}
    rows = [
        (
            run.id,
            run.channel,
            run.date,
            run.state,
            f"${calls[run.id]['microusd'] / 1e6:.2f}",
            run.folder.rpartition("/")[2] or run.error.split("\n")[0][:60],
        )
        for run in found
    ]
    if console.document(
        [
            {
                "run": run.id,
                "channel": run.channel,
                "date": run.date,
                "state": run.state,
                "folder": run.folder or None,
                "cost_usd": calls[run.id]["microusd"] / 1e6,
                "error": run.error or None,
            }
            for run in found
        ]
    ):
        return
    if not rows:
        console.say("No run yet. Begin with: ytempire run --channel demo")
        return
    console.table(("run", "channel", "date", "state", "cost", "video"), rows, right=("run", "cost"))


def show(id: RunId) -> None:
    """Show one run: its stages and its calls."""
    from ytempire import console
    from ytempire.pipeline import ledger_of

    with ledger_of(workspace()) as ledger:
        run, kept, calls = ledger.run(id), ledger.all_latest(id), ledger.count_calls(id)
        by = ledger.rows(
            "select stage, kind, provider, state, count(*) as calls, sum(microusd) as microusd, sum(ms) as ms,"
            " max(tries) as tries, max(error) as error from calls where run = ? group by 1, 2, 3, 4 order by min(id)",
            id,
        )
    if console.document(
        {
            "run": run.id,
            "channel": run.channel,
            "date": run.date,
            "state": run.state,
            "recipe": run.recipe,
            "folder": run.folder or None,
            "error": run.error or None,
            "calls": calls,
            "stages": [{"name": k.stage, "state": k.state, "seconds": k.seconds} for k in kept.values()],
            "providers": by,
        }
    ):
        return
    console.facts(
        {
            "run": run.id,
            "channel": run.channel,
            "date": run.date,
            "recipe": run.recipe,
            "state": run.state,
            "folder": run.folder,
            "began": run.started,
            "ended": run.ended,
            "error": run.error,
            "cost": usd(calls["microusd"]),
            "calls": f"{calls['made']} made, {calls['remembered']} remembered",
        }
    )
    console.say()
    console.table(
        ("stage", "state", "seconds"),
        [(k.stage, k.state, f"{k.seconds:.2f}") for k in kept.values()],
        right=("seconds",),
    )
    console.say()
    console.table(
        ("stage", "asked", "of", "how", "calls", "ms", "cost", "error"),
        [
            (
                r["stage"],
                r["kind"],
                r["provider"],
                r["state"],
                r["calls"],
                r["ms"],
                usd(r["microusd"]),
                r["error"].split("\n")[0][:60],
            )
            for r in by
        ],
        right=("calls", "ms", "cost"),
    )


def why(id: RunId) -> None:
    """Say for each stage of a run why it was made or kept."""
    from ytempire import console
    from ytempire.pipeline import ledger_of

    with ledger_of(workspace()) as ledger:
        ledger.run(id)
        found = ledger.rows("select stage, state, because, seconds, at from artifacts where run = ? order by id", id)
    import json

    rows = [{**row, "because": json.loads(row["because"])} for row in found]
    if console.document(rows):
        return
    console.table(
        ("when", "stage", "state", "because"),
        [(r["at"][:19].replace("T", " "), r["stage"], r["state"], ", ".join(r["because"])) for r in rows],
    )
    console.say("A stage that is not named again was kept.")
