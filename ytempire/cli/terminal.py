"""Terminals as films: from a script or a recording, with effects, and with nothing behind them if asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console

if TYPE_CHECKING:
    from ytempire.media.terminal.play import Play

Source = Annotated[Path, typer.Argument(metavar="FILE", help="A terminal script, or an asciinema recording (.cast).")]


def render(
    file: Source,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Where to: .mov, .webm, .mp4 or .gif.")],
    alpha: Annotated[
        bool, typer.Option("--alpha", help="Nothing behind the window: .mov and .webm keep that.")
    ] = False,
    size: Annotated[str, typer.Option("--size", metavar="WxH", help="Pixels; 1920x1080, and 960x540 for .gif.")] = "",
    fps: Annotated[int, typer.Option("--fps", min=0, max=60, help="Frames a second; 30, and 15 for .gif.")] = 0,
    scheme: Annotated[str, typer.Option("--scheme", metavar="NAME", help="Its colours: `terminal schemes`.")] = "",
    cursor: Annotated[str, typer.Option("--cursor", metavar="KIND", help="block, bar, underline or none.")] = "block",
    effect: Annotated[
        list[str] | None,
        typer.Option("--effect", metavar="NAME[:0-1]", help="An effect: `terminal effects`; can be given again."),
    ] = None,
    theme: Annotated[str, typer.Option("--theme", metavar="NAME", help="What lies behind the window.")] = "midnight",
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.0, help="How long; what takes longer goes faster. 0 is its own time.")
    ] = 0.0,
    speed: Annotated[float, typer.Option("--speed", min=0.1, max=10.0, help="How fast; 1 is a person.")] = 1.0,
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="prores or qtrle for .mov; else the suffix says it.")
    ] = "",
    font: Annotated[
        list[Path] | None,
        typer.Option("--font", metavar="FILE", help="A font for letters that ours lacks; can be given again."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Make a film of a terminal script or a recording; nothing in it is executed."""
    from ytempire.contracts import Event
    from ytempire.errors import ConfigError, Problem
    from ytempire.media.terminal import effects
    from ytempire.media.terminal.draw import CURSORS
    from ytempire.media.terminal.export import CLEAR, FPS, MOST_SECONDS, chosen, export, frames_of
    from ytempire.media.terminal.place import alone
    from ytempire.media.terminal.play import ALONE, in_scene, later
    from ytempire.media.terminal.schemes import scheme as scheme_of
    from ytempire.media.terminal.showing import Showing, check_letters, laid_out
    from ytempire.media.themes import theme as theme_of

    wrong: list[Problem] = []

    def tried(what: Callable[[], Any]) -> Any:
        """Every mistake of the command line is told at once."""
        try:
            return what()
        except ConfigError as error:
            wrong.extend(error.problems)
            return None

    rate = fps or (15 if out.suffix.lower() == ".gif" else 30)
    kind = tried(lambda: chosen(out, format, alpha))
    tried(lambda: _place_for(out, file, force))
    pixels = tried(lambda: _size(size or ("960x540" if kind == "gif" else "1920x1080")))
    if not FPS[0] <= rate <= FPS[1]:
        wrong.append(Problem(f"{rate} is not from {FPS[0]} to {FPS[1]} frames a second", "--fps"))
    if cursor not in CURSORS:
        wrong.append(Problem(f"no cursor {cursor[:40]!r}", "--cursor", f"There are {', '.join(CURSORS)}."))
    wishes = tried(lambda: effects.read(effect or (), "--effect"))
    paper = tried(lambda: theme_of(theme))
    colours = tried(lambda: scheme_of(scheme, paper or theme_of("midnight"), "--scheme"))
    own = tried(lambda: tuple(_font(path) for path in font or ()))
    play = tried(lambda: _play(file, speed))
    if play:
        tried(lambda: check_letters(play, own or (), str(file)))
    if wrong:
        raise ConfigError(wrong)
    width, height = pixels
    room, unit = alone(width, height)
    place = laid_out(play, room, str(file), effects.fills(wishes))
    lead = effects.lead(wishes)
    play = later(play, lead) if not seconds else in_scene(play, (), round(seconds * rate), rate, lead)
    most = play.seconds * ALONE if seconds else lead
    if play.seconds > MOST_SECONDS:
        raise ConfigError(f"it goes on for {play.seconds:.0f} seconds, at most {MOST_SECONDS:g}", str(file),
                          "Say --seconds.")  # fmt: skip
    pictures = {wish.file: Path(wish.file) for wish in wishes if wish.file}
    cursor_kind: Any = cursor
    showing = Showing(play, place, colours, cursor_kind, wishes, rate, file.name, pictures, own, most)
    count = frames_of(play.seconds, rate)
    with console.progress() as tell:

        def drawn(done: int, seconds: float) -> None:
            tell(Event("terminal", "step", done=done, total=count, film=done / rate))

        tell(Event("terminal", "start", f"{count} frames"))
        made = export(
            showing, out, kind, (width, height), unit, play.seconds, alpha=alpha, theme=paper, progress=drawn
        )  # fmt: skip
    if console.document(
        {"file": str(made.file), "format": made.format, "alpha": made.alpha and kind in CLEAR, "width": made.width,
         "height": made.height, "fps": made.fps, "frames": made.frames, "seconds": made.seconds,
         "columns": place.columns, "rows": place.rows}
    ):  # fmt: skip
        return
    clear = ", nothing behind it" if alpha else ""
    console.say(f"{made.seconds:.1f} s, {width}x{height}, {place.columns}x{place.rows} letters, {made.format}{clear}")
    console.answer(str(made.file))


def preview(
    file: Source,
    speed: Annotated[float, typer.Option("--speed", min=0.1, max=10.0, help="How fast; 1 is a person.")] = 1.0,
) -> None:
    """Play a terminal script or a recording in this terminal.

    Where there is none, its last screen is printed."""
    from ytempire.console import preview as screen
    from ytempire.media.terminal.ansi import change, line
    from ytempire.media.terminal.shots import Stage, used

    play = _play(file, speed)
    here = screen.size() if screen.real() else (80, 24)
    columns, rows = play.size or (min(here[0], max(80, play.longest)), 24)
    if screen.real():
        columns, rows = min(columns, here[0]), min(rows, here[1])
    end = Stage(play, columns, rows).end()
    if console.is_json() or not screen.real():
        lines = end.text().split("\n")
        if not console.document({"columns": columns, "rows": rows, "seconds": play.seconds, "screen": lines}):
            console.answer("\n".join(lines))
        return

    def moments() -> Any:
        stage, before = Stage(play, columns, rows), None
        for at in sorted({0.0, *(act.at for act in play.acts), play.seconds}):
            shot = stage.at(at)
            yield at, change(shot, before)
            before = shot

    shown = end.rows[: used(play, columns, rows)[1]]
    screen.play(moments(), "\n".join(line(row) for row in shown))


def schemes() -> None:
    """List the colour schemes of terminals."""
    from ytempire.media.terminal.schemes import SCHEMES

    if console.document(
        [{"name": s.name, "summary": s.summary, "light": s.light, "ground": s.ground, "ink": s.ink, "cursor": s.cursor,
          "colours": [*s.plain, *s.bright]} for s in SCHEMES.values()]
    ):  # fmt: skip
        return
    console.table(("scheme", "", "what it is"), [(s.name, "light" if s.light else "dark", s.summary)
                                                 for s in SCHEMES.values()])  # fmt: skip


def effects() -> None:
    """List the effects of terminals."""
    from ytempire.media.terminal.effects import EFFECTS

    found = list(EFFECTS.values())
    if console.document([{"name": e.name, "summary": e.summary, "strength": e.usual} for e in found]):
        return
    console.table(("effect", "strength", "what it does"), [(e.name, f"{e.usual:g}", e.summary) for e in found])


def _play(file: Path, speed: float) -> Play:
    from ytempire.errors import ConfigError
    from ytempire.media.terminal.ground import from_file

    if file.is_dir():
        raise ConfigError("this is a folder", str(file), "Name a script or a recording.")
    return from_file(file, str(file), file.name, speed)


def _place_for(out: Path, file: Path, force: bool) -> None:
    """Refuse a place that nothing can be written to, or that something is at."""
    from ytempire.errors import ConfigError

    if out.is_dir():
        raise ConfigError("this is a folder", str(out), "Name a file in it.")
    if not out.parent.is_dir():
        raise ConfigError("there is no such folder", str(out.parent), "Make it, or name another.")
    if out.exists() and file.exists() and out.samefile(file):
        raise ConfigError("this is the file that is read", str(out), "Give another name.")
    if out.exists() and not force:
        raise ConfigError("this file is there already", str(out), "Give another name, or --force.")


def _size(text: str) -> tuple[int, int]:
    from ytempire.errors import ConfigError
    from ytempire.media.terminal.export import SIDES

    found = re.fullmatch(r"([0-9]{2,5})[xX×]([0-9]{2,5})", text.strip())
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    least, most = SIDES
    if not (least <= width <= most and least <= height <= most) or width % 2 or height % 2:
        raise ConfigError(f"{text[:40]!r} is no size: two even numbers from {least} to {most}", "--size",
                          "Write it as 1920x1080.")  # fmt: skip
    return width, height


def _font(path: Path) -> Path:
    from ytempire.errors import ConfigError
    from ytempire.media.terminal.glyphs import is_font

    if not path.is_file() or not is_font(path):
        raise ConfigError("this is not a font that can be read", str(path), "Name a .ttf or .otf file.")
    return path.resolve()
