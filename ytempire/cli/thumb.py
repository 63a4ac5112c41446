"""Thumbnails: drawn anew, scored rule by rule, and seen beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from ytempire.cli.options import Channel, Video, workspace

if TYPE_CHECKING:
    from ytempire.models import Idea, Reason


def make(
    channel: Channel,
    video: Video = "",
    idea: Annotated[
        str, typer.Option("--idea", metavar="IDEA", help="Only this: number, question, object, comparison or words.")
    ] = "",
    use: Annotated[bool, typer.Option("--use", help="Make the best one the video's thumbnail.")] = False,
) -> None:
    """Draw a video's thumbnails in every idea and layout, and score them."""
    from typing import get_args

    from ytempire import console
    from ytempire.errors import ConfigError
    from ytempire.models import Idea
    from ytempire.pipeline import ledger_of, thumbs

    if idea and idea not in get_args(Idea):
        raise ConfigError(f"{idea[:40]}: no such idea", "--idea", f"There are: {', '.join(get_args(Idea))}.")
    home = workspace()
    chosen = cast("Idea | None", idea or None)
    with console.progress() as tell, ledger_of(home) as ledger:
        run, made = thumbs.make(home, ledger, channel, video, chosen, use, tell)
    console.table(
        ("score", "idea", "says", "file"),
        [(f"{m.thumbnail.score:.0f}", m.thumbnail.idea, m.thumbnail.words, m.file) for m in made],
        right=("score",),
    )
    if use:
        console.say(f"{made[0].file.name} is the thumbnail of {Path(run.folder).name} now.")
    else:
        console.say(
            f"To use the best one: ytempire thumb make --channel {channel} --video {Path(run.folder).name} --use"
        )
    console.document(
        {
            "channel": channel,
            "folder": str(home.home / run.folder),
            "used": str(made[0].file) if use else None,
            "thumbnails": [_document(m.thumbnail, m.file) for m in made],
        }
    )


def score(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A picture; or name a video.")] = None,
    channel: Annotated[str, typer.Option("--channel", "-c", metavar="NAME", help="The channel.")] = "",
    video: Video = "",
) -> None:
    """Score a thumbnail, rule by rule, from measures of the picture.

    It says how well it is made, and nothing of clicks."""
    from ytempire import console
    from ytempire.errors import ConfigError

    if (file is None) == (not channel):
        raise ConfigError("which thumbnail?", "ytempire thumb score", "Give a FILE, or --channel NAME.")
    if file is not None:
        points, reasons = _score_file(file)
        _reasons(str(file), points, reasons)
        console.say("Its words are not known: rules about them are left out.")
        console.document({"file": str(file), "score": points, "reasons": list(reasons)})
        return
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.thumbs import package_of

    home = workspace()
    with ledger_of(home) as ledger:
        run, package = package_of(home, ledger, channel, video)
    if not package.thumbnails:
        name = Path(run.folder).name
        raise ConfigError("its thumbnail was made before there were points", name, "Run it with --redo package.")
    for number, one in enumerate(package.thumbnails, start=1):
        if number > 1:
            console.say()
        _reasons(f"{one.idea}: {one.words}", one.score, one.reasons)
    console.document(
        {
            "channel": channel,
            "folder": str(home.home / run.folder),
            "thumbnails": [_document(one, None) for one in package.thumbnails],
        }
    )


def sheet(
    channel: Channel,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where the sheet goes.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="How many of the last videos.")] = 6,
) -> None:
    """Lay the thumbnails of the last videos out, on a white and a dark page, at full and at phone size."""
    from ytempire import console
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.thumbs import lay_sheet

    home = workspace()
    to = out or Path(f"{channel}-thumbnails.jpg")
    with ledger_of(home) as ledger:
        titles = lay_sheet(home, ledger, channel, limit, to)
    console.answer(str(to))
    console.document({"channel": channel, "file": str(to), "videos": titles})


def _score_file(file: Path) -> tuple[float, tuple[Reason, ...]]:
    from ytempire.errors import ConfigError
    from ytempire.media.photos import load
    from ytempire.media.thumbs.score import score as measured

    load(file)  # what is no picture, or too large for one, is refused with the reason
    try:
        return measured(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", str(file)) from error


def _reasons(name: str, points: float, reasons: Sequence[Reason]) -> None:
    from ytempire import console

    console.answer(f"{points:.0f} of 100  {name}")
    console.table(
        ("rule", "measured", "wanted", "points", "of"),
        [
            (r.check, r.value, r.rule + (" (must)" if r.must else ""), f"{r.points:.1f}", f"{r.most:.0f}")
            for r in reasons
        ],
        right=("points", "of"),
    )


def _document(one: Any, file: Path | None) -> dict[str, Any]:
    found: dict[str, Any] = one.model_dump(mode="json", exclude={"image"})
    return found | ({"file": str(file)} if file else {})
