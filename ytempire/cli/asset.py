"""The channels' own pictures, clips and music, and room in the cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console
from ytempire.cli import options
from ytempire.cli.amounts import mb

if TYPE_CHECKING:
    from ytempire.ledger import Asset
    from ytempire.pipeline.assets import Shown

Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="The file, relative to the channel's folder.")]


def _looked(channel: str) -> tuple[list[Asset], dict[str, Shown]]:
    """The channel's files as they are now, and when each was shown."""
    from ytempire.errors import ConfigError
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.assets import scan, shown

    space = options.workspace()
    if channel not in space.channel_names():
        raise ConfigError(f"{channel}: no such channel", "--channel", f"There are: {', '.join(space.channel_names())}.")
    with ledger_of(space) as ledger:
        found = scan(space, channel, ledger, lambda name: console.say(f"looking at {name}"))
        return found, shown(ledger, channel)


def _row(asset: Asset, seen: Shown | None) -> dict[str, Any]:
    return {
        "file": asset.file, "kind": asset.kind, "width": asset.width or None, "height": asset.height or None,
        "seconds": asset.seconds or None, "codec": asset.codec or None, "bytes": asset.bytes, "credit": asset.credit,
        "licence": asset.licence, "source": asset.source, "words": asset.words, "digest": asset.digest,
        "problem": asset.problem or None, "films": seen.films if seen else 0, "last_shown": seen.date if seen else None,
        "last_film": seen.folder if seen else None,
    }  # fmt: skip


def _table(found: list[Asset], seen: dict[str, Shown]) -> None:
    rows = []
    for asset in found:
        last = seen.get(asset.digest)
        size = f"{asset.width}x{asset.height}" if asset.width else ""
        rows.append((asset.file, asset.kind, size, f"{asset.seconds:.1f}" if asset.seconds else "", asset.codec,
                     asset.licence, asset.credit, asset.problem or (last.date if last else "never")))  # fmt: skip
    heads = ("file", "kind", "size", "seconds", "codec", "licence", "credit", "last shown")
    console.table(heads, rows, right=("seconds",))


def list_assets(channel: options.Channel) -> None:
    """List a channel's pictures, clips and music, and when each was last shown."""
    found, seen = _looked(channel)
    if console.document([_row(asset, seen.get(asset.digest)) for asset in found]):
        return
    if not found:
        console.say(f"channels/{channel} holds no pictures, clips or music yet.")
        return
    _table(found, seen)


def show(file: File, channel: options.Channel) -> None:
    """Show all that is known of one file of a channel."""
    from ytempire.errors import ConfigError

    found, seen = _looked(channel)
    asset = next((one for one in found if one.file == file), None)
    if asset is None:
        raise ConfigError("is no picture, clip or music of the channel", f"channels/{channel}/{file}",
                          f"See: ytempire asset list --channel {channel}")  # fmt: skip
    row = _row(asset, seen.get(asset.digest))
    if not console.document(row):
        console.facts({key: value for key, value in row.items() if value not in (None, "")})


def search(words: Words, channel: options.Channel) -> None:
    """Find files of a channel by words of their names, of what is told of them, and of the notes."""
    from ytempire.pipeline import ledger_of

    _, seen = _looked(channel)
    with ledger_of(options.workspace()) as ledger:
        found = ledger.search(channel, " ".join(words))
    if console.document([_row(asset, seen.get(asset.digest)) for asset in found]):
        return
    if not found:
        console.say(f"Nothing of {channel} has these words. Tell what is seen in a file: words: in a NAME.yaml.")
        return
    _table(found, seen)


def check(channel: options.Channel) -> int:
    """Check a channel's files: what cannot be used, and what is not said of them."""
    from ytempire.errors import ConfigError
    from ytempire.pipeline.assets import wants

    found, _ = _looked(channel)
    lacks = {asset.file: wants(asset) for asset in found}
    rows = [{"file": asset.file, "usable": not asset.problem, "wants": lacks[asset.file]} for asset in found]
    broken = sum(1 for asset in found if asset.problem)
    if not console.document(rows):
        for file, lacking in lacks.items():
            for lack in lacking:
                console.answer(f"channels/{channel}/{file}  {lack}")
        console.say(f"{len(found) - broken} of {len(found)} files can be used.")
    return ConfigError.exit_code if broken else 0


def sheet(
    channel: options.Channel,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The picture to write.")] = Path(
        "sheet.jpg"
    ),
) -> None:
    """Draw a channel's pictures and clips on one sheet."""
    from ytempire.errors import ConfigError
    from ytempire.media.contact import Spot, sheet as draw

    if output.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise ConfigError(f"{output.name} is no name of a picture", "--output", "Let it end in .jpg or .png.")
    folder = options.workspace().channel_folder(channel)
    found, seen = _looked(channel)
    spots = []
    for asset in found:
        if asset.kind == "music":
            continue
        last = seen.get(asset.digest)
        size = f"{asset.width}x{asset.height}" if asset.width else "cannot be used"
        long = f", {asset.seconds:.1f} s" if asset.seconds else ""
        spots.append(Spot(folder / asset.file, asset.file, f"{size}{long} · {last.date if last else 'never shown'}",
                          asset.kind == "clip"))  # fmt: skip
    count = draw(spots, output)
    if not console.document({"sheet": str(output), "files": count}):
        console.answer(str(output))


def gc(
    older: Annotated[
        int, typer.Option("--older", metavar="DAYS", min=0, max=36500, help="Only what was not made in these days.")
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and take nothing out.")] = False,
) -> None:
    """Take out of the cache what can be made again; nothing that cost money, no file of a channel."""
    from ytempire.pipeline import ledger_of
    from ytempire.pipeline.sweep import sweep

    space = options.workspace()
    with ledger_of(space) as ledger:
        classes = sweep(space, ledger, older, dry_run)
    total = sum(one.bytes for one in classes)
    if console.document({
        "dry_run": dry_run, "bytes": total,
        "classes": [{"name": c.name, "answers": c.answers, "files": c.files, "bytes": c.bytes,
                     "seconds_to_make_again": round(c.ms / 1000, 1), "cost_usd": 0.0} for c in classes],
    }):  # fmt: skip
        return
    if not classes:
        console.say("There is nothing in the cache that could be made again.")
        return
    rows = [(c.name, c.files, mb(c.bytes), f"{c.ms / 1000:.0f} s", "$0.00") for c in classes]
    console.table(("what", "files", "size", "to make again", "cost"), rows, right=("files", "size", "to make again"))
    console.answer(f"{mb(total)} {'could be freed' if dry_run else 'freed'}.")
