"""What a channel's folder holds: every picture, clip and piece of music, looked at once and kept in the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ytempire.address import file_digest
from ytempire.config.sidecars import Owned, Places, captions, files, owned
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.ledger import Asset, Ledger
from ytempire.media import clips, photos
from ytempire.models import Timeline

WHOSE = "whose it is: "  # begins the problem of a file whose sidecar is wrong
UNNAMED = re.compile(r"[\W\d_]*|[A-Z]{2,4}[_ ]?\d+.*")  # as a camera names its files
STILL = 0.2  # seconds; a GIF that is no longer is a picture
KINDS = tuple(dict.fromkeys((*photos.SUFFIXES, *clips.SUFFIXES, *clips.MUSIC)))


@dataclass(frozen=True)
class Shown:
    """When a file was last seen or heard, in which film, and in how many."""

    date: str = ""
    folder: str = ""
    films: int = 0


def scan(
    workspace: Workspace, channel: str, ledger: Ledger, tell: Callable[[str], None] = lambda text: None
) -> list[Asset]:
    """The channel's files as they are now; only one that is new or has changed is looked at. `tell` hears its name."""
    places = Places(workspace.channel_folder(channel).resolve(), f"channels/{channel}")
    if not places.folder.is_dir():
        return []
    before, noted = ledger.assets(channel), captions(places)
    found = []
    for path in files(places.folder, KINDS):
        name, stamp = places.name(path), path.stat()
        asset = before.get(name)
        if asset is None or (asset.bytes, asset.mtime) != (stamp.st_size, stamp.st_mtime_ns):
            tell(name)
            asset = look(path, channel, name)
        wrong = ""
        try:
            known = owned(path, places)
        except ConfigError as error:
            known, wrong = Owned(), str(error)
        caption, credit = noted.get(name, ("", ""))
        words = " ".join(dict.fromkeys(text for text in (known.words, caption) if text))
        problem = "" if asset.problem.startswith(WHOSE) else asset.problem
        asset = replace(asset, credit=known.credit or credit, licence=known.licence, source=known.source, words=words)
        found.append(replace(asset, problem=f"{WHOSE}{wrong}" if wrong and not problem else problem))
    ledger.shelve(channel, found)
    return found


def look(path: Path, channel: str, name: str) -> Asset:
    """What a file is; one that cannot be used has its problem."""
    stamp = path.stat()
    spaced = re.sub(r"[_\-./]+|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d)", " ", name.rpartition(".")[0])
    asset = Asset(channel, name, file_digest(path), stamp.st_size, stamp.st_mtime_ns, "clip", names=spaced)
    suffix, where = path.suffix.lower(), f"channels/{channel}/{name}"
    try:
        if suffix in photos.SUFFIXES and not (suffix == ".gif" and _moves(path)):
            asset = replace(asset, kind="picture")
            image = photos.load(path, where)
            return replace(asset, width=image.width, height=image.height, codec=suffix[1:])
        if suffix in clips.SUFFIXES:
            try:
                clip = clips.look(path, where)
            except clips.NoPicture:
                if suffix not in clips.MUSIC:
                    raise
            else:
                return replace(asset, width=clip.width, height=clip.height, seconds=round(clip.seconds, 3),
                               codec=clip.codec)  # fmt: skip
        asset = replace(asset, kind="music")
        return replace(asset, seconds=round(clips.listen(path, where), 3), codec=suffix[1:])
    except ConfigError as error:
        return replace(asset, problem=" ".join(problem.what for problem in error.problems))


def _moves(path: Path) -> bool:
    try:
        return clips.look(path).seconds > STILL
    except ConfigError:
        return False


def shown(ledger: Ledger, channel: str) -> dict[str, Shown]:
    """When each file was last shown or played, by its digest."""
    found: dict[str, Shown] = {}
    for run in ledger.runs(channel):
        kept = ledger.latest(run.id, "timeline")
        if kept is None or run.state == "dropped":
            continue
        timeline = Timeline.model_validate_json(kept.body)
        digests = {blob.digest for cut in timeline.cuts for blob in cut.files.values()}
        if timeline.bed and timeline.bed.file:
            digests.add(timeline.bed.file.digest)
        for digest in sorted(digests):
            count = found[digest].films + 1 if digest in found else 1
            found[digest] = Shown(run.date, run.folder, count)
    return found


def wants(asset: Asset) -> list[str]:
    """What should be mended about a file before it is shown."""
    out = [asset.problem] if asset.problem else []
    if not asset.licence:
        out.append("its licence is not said")
    if not asset.credit:
        out.append("nobody is credited for it")
    if asset.kind == "clip" and not asset.words and UNNAMED.fullmatch(Path(asset.file).stem):
        out.append("nothing tells what is seen in it, so it is never chosen by `about`")
    return out
