"""Drawing: a channel's video, a fast look at it, what would be drawn again, or a timeline that stands alone."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from ytempire.cli.options import Channel, Video, workspace
from ytempire.cli.run import DryOf, RedoOf, _go, _wish


def render(
    channel: Channel = "",
    video: Video = "",
    redo: RedoOf = None,
    timeline: Annotated[
        Path | None, typer.Option("--timeline", metavar="FILE", help="Draw this timeline.json, of no channel.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where the film of --timeline goes.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say scene by scene what would be drawn again, and why; draw nothing.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Draw it small and fast, with a contact sheet, beside the video.")
    ] = False,
    print_cmd: Annotated[bool, typer.Option("--print-cmd", help="Show every FFmpeg command as it is run.")] = False,
    dry_run: DryOf = False,
) -> None:
    """Draw the video, scene by scene, and join it.

    Scenes that did not change are kept."""
    from ytempire.errors import ConfigError

    if timeline is None and (out or force):
        raise ConfigError("--out and --force go with --timeline", "--out", "To bring a film elsewhere: ytempire export")
    if timeline is not None and (video or redo or explain or dry_run):
        raise ConfigError("--timeline draws a film of its own; it goes with no --video, --redo, --explain or --dry-run")
    if timeline is None and not channel:
        raise ConfigError("which channel, or which timeline?", "ytempire render", "Say --channel NAME.")
    if explain and preview:
        raise ConfigError("--explain draws nothing, --preview draws", "--explain", "Give one of them.")
    wish = _wish(until="render", video=video, redo=redo)
    with _commands(print_cmd):
        if timeline is not None:
            _stand_alone(channel, timeline, out, force, preview)
        elif explain:
            _explain(channel, wish)
        elif preview:
            _preview(channel, video, redo)
        else:
            _go(channel, wish, dry_run=dry_run)


@contextlib.contextmanager
def _commands(wanted: bool) -> Iterator[None]:
    """While it lasts, every FFmpeg command is shown on stderr."""
    if not wanted:
        yield
        return
    from ytempire import console
    from ytempire.media.ffmpeg import overheard

    with overheard(lambda command, cwd: console.warn(f"(cd {shlex.quote(cwd)} && {shlex.join(command)})")):
        yield


def _stand_alone(channel: str, file: Path, out: Path | None, force: bool, small: bool) -> None:
    from ytempire import console
    from ytempire.config.load import load_channel
    from ytempire.config.sections import Render
    from ytempire.contracts import Gauge
    from ytempire.gateway.finder import find
    from ytempire.models import Rules
    from ytempire.pipeline import preview
    from ytempire.pipeline.loose import deliver, film, loose, refuse_taken
    from ytempire.pipeline.timelines import read_timeline

    home = workspace()
    chosen = load_channel(home, channel, find) if channel else None
    how, rules = (chosen.render, chosen.inspect) if chosen else (Render(), Rules())
    to = out or file.with_name(f"{file.stem.removesuffix('.timeline')}.mp4")
    refuse_taken(to, force)
    with console.progress() as tell, loose(home, tell, channel) as gateway:
        found = read_timeline(file, gateway.kit.blobs)
        if small:
            film_file, sheet, video = preview.lay(found, file.stem, gateway, to.parent)
            _say_preview(film_file, sheet, video.seconds)
            return
        video = film(found, file.stem, gateway, how)
        gateway.stage = "inspect"
        measures = gateway.ask(Gauge(film=video.film, timeline=found, rules=rules), Render()).measures
        deliver(gateway, video.film, to, force)
    faults = [m for m in measures if not m.passed and not m.warning]
    console.answer(str(to))
    for m in faults:
        place = ", ".join(part for part in (m.timecode, f"scene {m.scene}" if m.scene else "") if part)
        console.warn(f"{m.check}: {m.value} ({m.rule})" + (f", {place}" if place else ""))
    console.document(
        {
            "video": str(to),
            "seconds": video.seconds,
            "lufs": video.lufs,
            "passed": not faults,
            "faults": [m.model_dump(mode="json", exclude={"picture"}) for m in faults],
        }
    )


def _explain(channel: str, wish: Any) -> None:
    from ytempire import console
    from ytempire.pipeline import explained

    with console.progress("none") as tell:
        outcome, pieces = explained(workspace(), channel, wish, tell)
    again = [p for p in pieces if p.draws]
    if console.document(
        {
            "channel": channel,
            "folder": str(outcome.folder) if outcome.folder else None,
            "draws": len(again),
            "kept": len(pieces) - len(again),
            "seconds": round(sum(p.seconds for p in again), 2),
            "pieces": [vars(p) for p in pieces],
        }
    ):
        return
    console.table(
        ("piece", "kind", "seconds", "", "why"),
        [(p.scene, p.kind, f"{p.seconds:.1f}", "draw" if p.draws else "keep", p.why) for p in pieces],
        right=("seconds",),
    )
    total = sum(p.seconds for p in again)
    console.say()
    console.answer(f"{len(again)} of {len(pieces)} would be drawn: {total:.1f} s of film")


def _preview(channel: str, video: str, redo: list[str] | None) -> None:
    from ytempire import console
    from ytempire.models import Timeline, Topic
    from ytempire.pipeline import make, preview
    from ytempire.pipeline.loose import loose

    home = workspace()
    with console.progress() as tell:
        outcome = make(home, channel, _wish(until="timeline", video=video, redo=redo), tell)
        timeline, topic = outcome.get(Timeline), outcome.get(Topic)
        assert outcome.folder
        title = topic.title if topic else outcome.folder.name
        with loose(home, tell, channel) as gateway:
            film_file, sheet, made = preview.lay(timeline, title, gateway, outcome.folder)
    _say_preview(film_file, sheet, made.seconds)
    console.say(f"Draw it in full: ytempire render --channel {channel} --video {outcome.folder.name}")


def _say_preview(film: Path, sheet: Path, seconds: float) -> None:
    from ytempire import console

    console.answer(f"{film}\n{sheet}")
    console.document({"preview": str(film), "sheet": str(sheet), "seconds": seconds})
