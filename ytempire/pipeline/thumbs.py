"""Thumbnails of films that are there: drawn anew, scored, shown beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ytempire.config.workspace import Workspace
from ytempire.editorial.describing import thumbnail as few_words
from ytempire.editorial.ideas import Pitch, pitches
from ytempire.errors import ConfigError
from ytempire.folder import Folder
from ytempire.ledger import Ledger, Run
from ytempire.media.blobs import Blobs
from ytempire.media.thumbs import LAYOUTS, PLANS
from ytempire.media.thumbs.sheet import Film, sheet
from ytempire.models import Idea, Package, Script, Thumbnail, Timeline, Topic
from ytempire.pipeline.loose import loose
from ytempire.pipeline.opening import Tell, holding
from ytempire.stages.thumbnails import draw, earlier

DRAWN_IN = "thumbnails"  # of a video's folder


@dataclass(frozen=True)
class Made:
    """A thumbnail that was drawn, and the file that it is in."""

    thumbnail: Thumbnail
    file: Path


def run_of(workspace: Workspace, ledger: Ledger, channel: str, video: str) -> Run:
    """The run of a video by its folder's name, or the channel's last that has a package."""
    name = Path(video.rstrip("/\\")).name
    runs = [run for run in ledger.runs(channel) if run.folder and run.state != "dropped"]
    if name:
        runs = [run for run in runs if Path(run.folder).name == name]
    for run in reversed(runs):
        if ledger.latest(run.id, "package"):
            return run
    what = f"{name}: no such video of {channel} with thumbnails" if name else f"{channel} has no finished video"
    raise ConfigError(what, "--video" if name else "--channel", f"Make one: ytempire run --channel {channel}")


def package_of(workspace: Workspace, ledger: Ledger, channel: str, video: str) -> tuple[Run, Package]:
    """A video's package as the ledger has it."""
    run = run_of(workspace, ledger, channel, video)
    kept = ledger.latest(run.id, "package")
    assert kept
    return run, Package.model_validate_json(kept.body)


def make(
    workspace: Workspace, ledger: Ledger, channel: str, video: str, idea: Idea | None, use: bool, tell: Tell
) -> tuple[Run, list[Made]]:
    """Draw a film's ideas in every layout; `use` makes the best of them the film's own thumbnail."""
    run, package = package_of(workspace, ledger, channel, video)
    rows = ledger.all_latest(run.id)
    script = Script.model_validate_json(rows["script"].body)
    topic = Topic.model_validate_json(rows["plan"].body)
    timeline = Timeline.model_validate_json(rows["timeline"].body)
    words = _words(package) or few_words(script, topic)
    found = [p for p in pitches(script, topic, timeline.cuts, *words) if idea in (None, p.idea)]
    if not found:
        have = ", ".join(p.idea for p in pitches(script, topic, timeline.cuts, *words))
        raise ConfigError(f"the film has nothing for the idea {idea}", "--idea", f"It has: {have}.")
    asked: list[Pitch] = []
    seeds: list[int] = []
    for pitch in found:
        count = len(LAYOUTS.get(pitch.idea, PLANS))
        asked += [pitch] * count
        seeds += range(count)
    with loose(workspace, tell, channel) as gateway:
        gateway.stage = "thumb"
        drawn = draw(asked, script, topic, timeline, package.title, seeds, earlier(run.history), gateway)
        folder = Folder(workspace.home / run.folder)
        out: dict[str, Made] = {}
        for pitch, seed, one in zip(asked, seeds, drawn, strict=True):
            if one.image.digest in out:
                continue  # a layout that had no room gave way to another
            name = f"{DRAWN_IN}/{pitch.idea}-{seed + 1}{one.image.suffix}"
            folder.lay(name, one.image, gateway.kit.blobs)
            out[one.image.digest] = Made(one, folder.path / name)
        made = sorted(out.values(), key=lambda m: -m.thumbnail.score)
        if use:
            with holding(workspace, channel):
                _take(folder, package, made[0].thumbnail, gateway.kit.blobs)
    return run, made


def _take(folder: Folder, package: Package, best: Thumbnail, blobs: Blobs) -> None:
    """The package as a person would change it: this thumbnail first, those there were after it."""
    others = tuple(one for one in package.thumbnails if one.image != best.image)[:2]
    chosen = package.model_copy(update={"thumbnail": best.image, "thumbnails": (best, *others)})
    for number, one in enumerate(chosen.thumbnails, start=1):
        name = f"thumbnail{'' if number == 1 else f'-{number}'}{one.image.suffix}"
        if not folder.holds(name, one.image):
            (folder.path / name).unlink(missing_ok=True)
            folder.lay(name, one.image, blobs)
    folder.write(chosen)


def _words(package: Package) -> tuple[str, str] | None:
    """The writer's own words, if one of the thumbnails says them."""
    said = next((one.words for one in package.thumbnails if one.idea == "words"), "")
    return (said, said.split()[-1]) if said else None


def lay_sheet(workspace: Workspace, ledger: Ledger, channel: str, count: int, to: Path) -> list[str]:
    """A contact sheet of the channel's last films; returns their titles, the newest first."""
    blobs = Blobs(workspace.cache / "blobs")
    films: list[Film] = []
    for run in reversed(ledger.runs(channel)):
        kept = ledger.latest(run.id, "package")
        if kept is None or run.state == "dropped" or len(films) == count:
            continue
        package = Package.model_validate_json(kept.body)
        folder = Folder(workspace.home / run.folder)
        shown = []
        for number, one in enumerate(package.thumbnails, start=1):
            name = f"thumbnail{'' if number == 1 else f'-{number}'}{one.image.suffix}"
            if blobs.has(one.image) or folder.give_back(name, one.image, blobs):
                shown.append((blobs.path(one.image), f"{one.score:.0f}  {one.idea}: {one.words}"))
        if shown:
            films.append(Film(package.title, tuple(shown)))
    if not films:
        raise ConfigError(f"{channel} has no thumbnails yet", "--channel", f"ytempire run --channel {channel}")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(sheet(films))
    return [film.title for film in films]
