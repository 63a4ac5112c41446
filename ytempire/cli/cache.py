"""What is remembered: how much, whether it is whole, and how to carry it elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console
from ytempire.cli import options
from ytempire.cli.amounts import count, mb, usd

if TYPE_CHECKING:
    from ytempire.pipeline.carrying import Carried


def stats() -> None:
    """Show what is remembered by kind and provider: what it cost, and what remembering it saved."""
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.caches import stats as shelves_of

    space = options.workspace()
    with ledger_of(space) as ledger:
        shelves = shelves_of(space, ledger)
    if console.document([{
        "kind": s.kind or None, "provider": s.provider or None, "answers": s.answers, "files": s.files,
        "bytes": s.bytes, "cost_usd": s.microusd / 1e6, "remembered": s.remembered, "saved_usd": s.saved / 1e6,
        "saved_seconds": round(s.saved_ms / 1000, 1),
    } for s in shelves]):  # fmt: skip
        return
    if not shelves:
        console.say("Nothing is remembered yet.")
        return
    heads = ("kind", "provider", "answers", "files", "size", "cost", "remembered", "saved", "and time")
    rows: list[tuple[Any, ...]] = [
        (s.kind or "(not in the ledger)", s.provider, s.answers, s.files, mb(s.bytes), usd(s.microusd),
         s.remembered or "", usd(s.saved) if s.saved else "", f"{s.saved_ms / 1000:.0f} s" if s.saved_ms else "")
        for s in shelves
    ]  # fmt: skip
    console.table(heads, rows, right=heads[2:])


def verify() -> int:
    """Read every remembered answer and all of its bytes, and say what is broken and what nothing names.

    A broken answer counts as absent: it is made again, or paid for again, when it is wanted. Ends with 5 if there is
    one.
    """
    from ytempire.errors import NeedsPerson
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.caches import verify as verdict_of

    space = options.workspace()
    with ledger_of(space) as ledger:
        verdict = verdict_of(space, ledger)
    broken = [
        {"key": one.key, "kind": one.kind or None, "provider": one.provider or None, "cost_usd": one.microusd / 1e6,
         "what": what} for one, what in verdict.broken
    ]  # fmt: skip
    unnamed = [{"file": space.called(path), "bytes": size} for path, size in verdict.unnamed]
    code = NeedsPerson.exit_code if broken else 0
    if console.document({"whole": not broken, "answers": verdict.answers, "bytes": verdict.bytes, "broken": broken,
                         "unnamed": unnamed}):  # fmt: skip
        return code
    console.say(f"{count(verdict.answers, 'answer')}, {mb(verdict.bytes)}: {len(broken)} broken")
    if broken:
        heads = ("kind", "provider", "cost", "what is wrong")
        console.table(heads, [(one.kind, one.provider, usd(one.microusd), what) for one, what in verdict.broken],
                      right=("cost",))  # fmt: skip
    if unnamed:
        size = sum(size for _, size in verdict.unnamed)
        console.say(f"{count(len(unnamed), 'file')} that nothing names, {mb(size)}:")
        for row in unnamed[:20]:
            console.say(f"  {row['file']}")
        if len(unnamed) > 20:
            console.say(f"  and {len(unnamed) - 20} more, all with --json")
        console.say("They can go: ytempire cache prune --computed --unnamed")
    return code


def prune(
    computed: Annotated[bool, typer.Option("--computed", help="Answers that were computed here, for nothing.")] = False,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help="Also files that nothing names and that are older than a day.")
    ] = False,
    older: Annotated[
        int, typer.Option("--older", metavar="DAYS", min=0, max=36500, help="Only what was not made in these days.")
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and take nothing out.")] = False,
) -> None:
    """Take computed answers out of the cache, with the bytes that only they name; nothing that was paid for, ever."""
    from ytempire.errors import ConfigError
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.caches import prune as pruned

    if not computed:
        raise ConfigError("nothing was named that may go", "ytempire cache prune",
                          "Say --computed; what was paid for is never taken out.")  # fmt: skip
    space = options.workspace()
    with ledger_of(space) as ledger:
        classes, left = pruned(space, ledger, older, unnamed, dry_run)
    freed = sum(one.bytes for one in classes)
    if console.document({
        "dry_run": dry_run, "bytes": freed, "answers_left": left,
        "classes": [{"name": one.name, "answers": one.answers, "files": one.files, "bytes": one.bytes,
                     "seconds_to_make_again": round(one.ms / 1000, 1)} for one in classes],
    }):  # fmt: skip
        return
    if classes:
        heads = ("what", "answers", "files", "size", "to make again")
        rows = [(one.name, one.answers, one.files, mb(one.bytes), f"{one.ms / 1000:.0f} s") for one in classes]
        console.table(heads, rows, right=heads[1:])
    console.answer(f"{mb(freed)} {'could be freed' if dry_run else 'freed'}; {count(left, 'answer')} "
                   f"{'there' if dry_run else 'left'}.")  # fmt: skip


def export(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as answers.tar.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write every paid answer with its bytes into one file, for another workspace.

    It holds your scripts, voices and pictures, but no key.
    """
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.carrying import pack

    space = options.workspace()
    with ledger_of(space) as ledger:
        done = pack(space, ledger, to, force)
    _told(done, to, "written")


def bring(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `ytempire cache export`.")],
) -> None:
    """Put the answers of `ytempire cache export` into this workspace, so that they are not paid for again.

    Answers that are here already stay. Take only files of people whose answers you would show.
    """
    from ytempire.pipeline.carrying import unpack

    _told(unpack(options.workspace(), source), source, "taken")


def _told(done: Carried, file: Path, verb: str) -> None:
    if console.document({
        "file": str(file), "answers": done.answers, "files": done.files, "bytes": done.bytes,
        "cost_usd": done.microusd / 1e6, "there": done.there, "passed_over": done.passed_over,
    }):  # fmt: skip
        return
    for line in done.passed_over:
        console.warn(f"passed over: {line}")
    there = f"; {done.there} were here already" if done.there else ""
    worth = f"{mb(done.bytes)}, worth {usd(done.microusd)}{there}"
    console.answer(f"{file}: {count(done.answers, 'answer')} {verb}, {worth}")
