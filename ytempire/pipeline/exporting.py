"""Exports: a film for another platform or purpose, always from its own timeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ytempire.config.load import load_channel
from ytempire.config.sections import Render
from ytempire.config.workspace import Workspace
from ytempire.contracts import Event, Export
from ytempire.editorial.relay import relaid
from ytempire.errors import ConfigError
from ytempire.folder import NAMES, Folder
from ytempire.gateway import Gateway
from ytempire.gateway.finder import find
from ytempire.models import Blob, Package, Timeline, Video
from ytempire.pipeline.explain import drawn_last
from ytempire.pipeline.loose import LOCAL_EXPORT, deliver, film, loose, refuse_taken
from ytempire.pipeline.opening import Tell, ledger_of

PODCAST_LUFS = -16.0
SHORT_SECONDS = 180  # the longest film that is shown as a short
GIF_SECONDS = 6.0
GIF_WIDE, GIF_TALL = 480, 320  # pixels across


@dataclass(frozen=True)
class Preset:
    """One form of a film: what it is for, its frame, and the end of its name."""

    name: str
    summary: str
    size: tuple[int, int] | None
    suffix: str = ".mp4"
    form: str = ""  # of an export that is not drawn again


PRESETS: dict[str, Preset] = {
    p.name: p
    for p in (
        Preset("youtube-1080p", "1920x1080, laid out for a lying screen", (1920, 1080)),
        Preset("youtube-4k", "3840x2160, drawn at that size, not enlarged", (3840, 2160)),
        Preset("shorts", "1080x1920, laid out upright, clear of the platform's buttons", (1080, 1920)),
        Preset("square", "1080x1080, laid out square", (1080, 1080)),
        Preset("podcast-audio", "the sound alone at -16 LUFS, with chapters and cover", None, ".m4a", "podcast"),
        Preset("archive", "film, captions and every document in one Matroska file", None, ".mkv", "archive"),
        Preset("gif", "a few moving seconds, 480 pixels wide", None, ".gif", "gif"),
    )
}


@dataclass(frozen=True)
class Exportable:
    """A finished film in its folder, with what an export is made from."""

    folder: Path
    channel: str
    run: int
    timeline: Timeline
    video: Video
    package: Package | None
    title: str
    language: str
    how: Render


@dataclass(frozen=True)
class Made:
    """One export: its preset, where it lies, and how much of it there is."""

    preset: str
    file: Path
    bytes: int
    seconds: float
    size: str


def find_film(workspace: Workspace, named: str) -> Exportable:
    """The film of a folder: by its path, by the path of its video, or by the folder's name."""
    folder = _folder(workspace, named)
    channel = load_channel(workspace, folder.parent.name, find)
    where = folder.relative_to(workspace.home.resolve()).as_posix()
    with ledger_of(workspace) as ledger:
        runs = [run for run in ledger.runs(channel.name) if run.folder == where]
        kept = ledger.all_latest(runs[-1].id) if runs else {}
        timeline = drawn_last(ledger, runs[-1].id) if runs else None
    if timeline is None:
        raise ConfigError("is no finished film", where,
                          f"Finish it: ytempire run --channel {channel.name} --video {folder.name}")  # fmt: skip
    package = Package.model_validate_json(kept["package"].body) if "package" in kept else None
    return Exportable(
        folder,
        channel.name,
        runs[-1].id,
        timeline,
        Video.model_validate_json(kept["render"].body),
        package,
        package.title if package else folder.name,
        channel.language,
        channel.render,
    )


def _folder(workspace: Workspace, named: str) -> Path:
    home = workspace.videos.resolve()
    path = Path(named).expanduser()
    path = path.parent if path.is_file() else path
    tried = [path, *sorted(workspace.videos.glob(f"*/{Path(named).name}"))]
    found = [p.resolve() for p in tried if p.is_dir() and p.resolve().parent.parent == home]
    if len(set(found[:1] if path.is_dir() else found)) > 1:
        raise ConfigError(f"{named}: several channels have such a film", "VIDEO", "Give the folder's path.")
    if not found:
        raise ConfigError(f"{named[:80]}: no such film", "VIDEO", "Name a folder under videos/, or its video.mp4.")
    return found[0]


def export(
    workspace: Workspace, film_of: Exportable, presets: list[Preset], to: Path | None, tell: Tell, *,
    start: float = 0.0, seconds: float = GIF_SECONDS, force: bool = False,
) -> list[Made]:  # fmt: skip
    """Make each export, one after another; what was drawn before is not drawn again."""
    folder = to or film_of.folder / "exports"
    files = {preset.name: folder / f"{film_of.folder.name}-{preset.name}{preset.suffix}" for preset in presets}
    for file in files.values():
        refuse_taken(file, force)
    made = []
    with loose(workspace, tell, film_of.channel) as gateway:
        for preset in presets:
            blob, length, size = _one(gateway, film_of, preset, tell, start, seconds)
            file = deliver(gateway, blob, files[preset.name], force)
            made.append(Made(preset.name, file, blob.bytes, length, size))
    return made


def _one(
    gateway: Gateway, found: Exportable, preset: Preset, tell: Tell, start: float, seconds: float
) -> tuple[Blob, float, str]:
    if not gateway.kit.blobs.has(found.video.film):
        Folder(found.folder).give_back("video.mp4", found.video.film, gateway.kit.blobs)
    if preset.size:
        if (found.timeline.width, found.timeline.height) == preset.size and gateway.kit.blobs.has(found.video.film):
            return found.video.film, found.video.seconds, f"{preset.size[0]}x{preset.size[1]}"
        if preset.name == "shorts" and found.video.seconds > SHORT_SECONDS:
            tell(
                Event("render", "warn", f"{found.video.seconds:.0f} s is longer than a short may be ({SHORT_SECONDS})")
            )
        timeline = relaid(found.timeline, *preset.size)
        drawn = film(timeline, found.title, gateway, found.how)
        return drawn.film, drawn.seconds, f"{preset.size[0]}x{preset.size[1]}"
    if not gateway.kit.blobs.has(found.video.film):
        then = f"Draw it: ytempire render --channel {found.channel} --video {found.folder.name}"
        raise ConfigError("the film itself is not there any more", str(found.folder), then)
    if preset.form == "gif" and start >= found.video.seconds:
        raise ConfigError(f"the film has {found.video.seconds:.1f} s", "--from", "Begin earlier.")
    gateway.stage = "export"
    package = found.package
    request = Export(
        form=preset.form,  # type: ignore[arg-type]  # the table above holds no other
        film=found.video.film,
        title=found.title,
        gain_db=round(PODCAST_LUFS - found.video.lufs, 2),
        cover=package.thumbnail if package and preset.form == "podcast" else None,
        captions=package.captions if package and preset.form == "archive" else None,
        language=found.language,
        documents=_documents(gateway, found) if preset.form == "archive" else (),
        start=start,
        width=GIF_WIDE if found.timeline.width > found.timeline.height else GIF_TALL,
        seconds=min(seconds, found.video.seconds - start) if preset.form == "gif" else GIF_SECONDS,
    )
    length = request.seconds if preset.form == "gif" else found.video.seconds
    return gateway.ask(request, LOCAL_EXPORT).file, length, ""


def _documents(gateway: Gateway, found: Exportable) -> tuple[tuple[str, Blob], ...]:
    """Every document of the folder and the thumbnail, as they are now."""
    blobs, folder = gateway.kit.blobs, found.folder
    names = [name for name in NAMES.values() if (folder / name).is_file()]
    kept = [(name, blobs.put((folder / name).read_bytes(), Path(name).suffix)) for name in names]
    if found.package:
        kept.append((f"thumbnail{found.package.thumbnail.suffix}", found.package.thumbnail))
    return tuple((name, blob) for name, blob in kept if blobs.has(blob))
