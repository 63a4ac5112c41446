"""The finished file, measured: a table with a verdict for each rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire.cli.options import Video, workspace
from ytempire.cli.run import DryOf, RedoOf

if TYPE_CHECKING:
    from ytempire.models import Measure

NEEDS_PERSON = 5


def inspect(
    channel: Annotated[str, typer.Option("--channel", "-c", metavar="NAME", help="The channel.")] = "",
    video: Video = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Measure this video, whoever made it.")
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", metavar="FOLDER", help="With --file: where pictures of faults go.")
    ] = None,
    redo: RedoOf = None,
    dry_run: DryOf = False,
) -> int:
    """Measure the finished video against its plan.

    One that breaks a rule ends with exit code 5."""
    from ytempire.errors import ConfigError

    if file is not None:
        if video or redo or dry_run:
            raise ConfigError("--file measures one file as it is; it goes with --channel and --pictures only", "--file")
        return _file(channel, file, pictures)
    if pictures is not None:
        raise ConfigError("--pictures is for --file; a video keeps its own in inspection/", "--pictures")
    if not channel:
        raise ConfigError("which film?", "ytempire inspect", "Give --channel NAME, or any video with --file FILE.")
    return _film(channel, video, redo, dry_run)


def _film(channel: str, video: str, redo: list[str] | None, dry_run: bool) -> int:
    from ytempire import console
    from ytempire.cli.run import _document, _say_ahead, _wish
    from ytempire.errors import NeedsPerson
    from ytempire.pipeline import ledger_of, look_ahead, make
    from ytempire.pipeline.inspected import last_inspected

    home = workspace()
    wish = _wish(until="inspect", video=video, redo=redo)
    if dry_run:
        with console.progress() as tell:
            ahead = look_ahead(home, channel, wish, tell)
        _say_ahead(channel, wish, ahead)
        console.document(_document(channel, ahead, True))
        return 0
    document: dict[str, Any] = {}
    stopped: NeedsPerson | None = None
    try:
        with console.progress() as tell:
            outcome = make(home, channel, wish, tell)
        document, name = _document(channel, outcome, False), outcome.folder.name if outcome.folder else video
    except NeedsPerson as error:
        stopped, name = error, video
    with ledger_of(home) as ledger:
        found = last_inspected(home, ledger, channel, name)
    if found is None or (stopped and found.inspection.passed):
        if stopped:
            raise stopped
        return 0
    rows = found.inspection.measures
    document |= {"channel": channel, "folder": str(found.folder), "passed": found.inspection.passed}
    _show(rows, found.picture)
    console.document(document | {"measures": [_row(row, found.picture(row)) for row in rows]})
    return 0 if found.inspection.passed else NEEDS_PERSON


def _file(channel: str, file: Path, pictures: Path | None) -> int:
    from ytempire import console
    from ytempire.pipeline.inspected import measure_file
    from ytempire.pipeline.walk import fault_file

    rows = measure_file(workspace() if channel else None, channel, file, pictures)
    passed = all(row.passed or row.warning for row in rows)

    def picture(row: Measure) -> Path | None:
        return pictures / Path(fault_file(row)).name if pictures and row.picture else None

    _show(rows, picture)
    console.document({"file": str(file), "passed": passed, "measures": [_row(row, picture(row)) for row in rows]})
    return 0 if passed else NEEDS_PERSON


def _row(row: Measure, picture: Path | None) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude={"picture"}) | {"picture": str(picture) if picture else None}


def _show(rows: Sequence[Measure], picture: Callable[[Measure], Path | None]) -> None:
    """A line for each rule, the faults once more with what to do, and the verdict."""
    from ytempire import console

    marks = {(True, False): "ok", (False, False): "FAULT", (False, True): "warns"}
    heads = ("", "rule", "measured", "wanted", "at", "scene")
    lines = [
        (
            marks[row.passed, row.warning],
            row.check,
            _short(row.value, 64),
            _short(row.rule, 48),
            row.timecode,
            _short(" ".join(part for part in (row.scene, row.title) if part), 32),
        )
        for row in rows
    ]
    used = [n for n in range(len(heads)) if n == 0 or any(line[n] for line in lines)]
    console.table([heads[n] for n in used], [[line[n] for n in used] for line in lines], right=("at",))
    wrong = [row for row in rows if not row.passed]
    if wrong:
        console.say()
    for row in wrong:
        where = " ".join(p for p in (row.timecode, f"scene {row.scene}" if row.scene else "") if p)
        console.say(f"{row.check}{f' at {where}' if where else ''}: {row.value}")
        if row.fix:
            console.say(f"    {row.fix}")
        if file := picture(row):
            console.say(f"    see {file}")
    faults, warned = sum(not r.warning for r in wrong), sum(r.warning for r in wrong)
    kept = len(rows) - len(wrong)
    said = f"{kept} of {len(rows)} rules kept" + (f", {warned} only warned" if warned else "")
    console.say()
    console.answer(f"passed: {said}" if not faults else f"failed: {said}, {faults} broken")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
