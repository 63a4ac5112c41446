"""Exports of a finished video."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ytempire.cli.amounts import mb
from ytempire.cli.options import workspace


def export(
    video: Annotated[str, typer.Argument(metavar="VIDEO", help="The video's folder, its name, or its video.mp4.")] = "",
    preset: Annotated[
        list[str] | None, typer.Option("--preset", metavar="NAME", help="Which form; can be given again.")
    ] = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="Every form.")] = False,
    aspect: Annotated[
        str, typer.Option("--aspect", metavar="W:H", help="16:9, 9:16 or 1:1, in place of a preset.")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Where they go; exports/ beside the video otherwise.")
    ] = None,
    start: Annotated[float, typer.Option("--from", min=0, metavar="SECONDS", help="Where a gif begins.")] = 0.0,
    seconds: Annotated[float, typer.Option("--seconds", min=0.5, max=30, help="How long a gif is.")] = 6.0,
    force: Annotated[bool, typer.Option("--force", help="Write over exports that are there.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List the forms.")] = False,
) -> None:
    """Bring a finished video into other forms: upright, square, 4K, podcast, archive, GIF.

    Another shape is laid out again from the film's own timeline, not cropped."""
    from ytempire import console
    from ytempire.config.check import near_or_all
    from ytempire.errors import ConfigError
    from ytempire.pipeline.exporting import PRESETS, export as make, find_film

    if show:
        if not console.document([{"name": p.name, "summary": p.summary} for p in PRESETS.values()]):
            console.table(("preset", "what it is"), [(p.name, p.summary) for p in PRESETS.values()])
        return
    if not video:
        raise ConfigError("which video?", "VIDEO", "Name its folder, such as 2026-05-01-owls.")
    shapes = {"16:9": "youtube-1080p", "9:16": "shorts", "1:1": "square"}
    if aspect and aspect not in shapes:
        raise ConfigError(f"{aspect}: no such shape", "--aspect", near_or_all(aspect, tuple(shapes)))
    names = [*(preset or []), *([shapes[aspect]] if aspect else [])]
    if all_of_them and names:
        raise ConfigError("--all is every form; it goes with neither --preset nor --aspect", "--all")
    for name in names:
        if name not in PRESETS:
            raise ConfigError(f"{name}: no such preset", "--preset", near_or_all(name, tuple(PRESETS)))
    chosen = [PRESETS[name] for name in dict.fromkeys(PRESETS if all_of_them else names)]
    if not chosen:
        raise ConfigError("which form?", "--preset", f"One of {', '.join(PRESETS)}, or --all.")
    home = workspace()
    found = find_film(home, video)
    with console.progress() as tell:
        made = make(home, found, chosen, to, tell, start=start, seconds=seconds, force=force)
    documents = [{**vars(m), "file": str(m.file)} for m in made]
    if console.document({"folder": str(found.folder), "exports": documents}):
        return
    for m in made:
        size = f"  {m.size}" if m.size else ""
        console.answer(f"{m.file}{size}  {mb(m.bytes)}")
