"""A terminal as the ground of a scene: its window over the theme's own paper and light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ytempire.errors import ConfigError
from ytempire.media.terminal import cast, effects, script
from ytempire.media.terminal.place import room
from ytempire.media.terminal.play import ALONE, Play, in_scene, of_script
from ytempire.media.terminal.schemes import scheme
from ytempire.media.terminal.showing import Showing, check_letters, laid_out
from ytempire.media.terminal.window import Window
from ytempire.media.themes import Theme
from ytempire.media.zones import Zones
from ytempire.models import Cut, Terminal

if TYPE_CHECKING:
    from ytempire.media.blobs import Blobs
    from ytempire.media.grounds import Frame, Ground
    from ytempire.media.terminal.draw import Planes

ENTERS = 11  # frames in which the window comes
RISES = 34.0  # nominal pixels that it comes from below
SUFFIXES = (".cast", ".txt", ".term")


@dataclass(frozen=True)
class TerminalGround:
    """A window with what happens in it, over a ground of the theme."""

    below: Ground
    showing: Showing
    width: int
    height: int
    unit: float
    length: int

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Frames `first` up to `last` by the scene's own clock."""
        glass = self.showing.glass(self.unit)
        window = Window(glass, self.showing.scheme, (self.width, self.height), self.showing.play.title)
        seen = self.showing.frames(first, last, self.unit)
        for frame, (planes, one) in enumerate(zip(self.below.frames(first, last), seen, strict=True), first):
            share = min(1.0, max(0.0, (frame + 1) / ENTERS))
            eased = 1 - (1 - share) ** 3
            rise = round(RISES * self.unit * (1 - eased))
            window.lay(planes, one.glass, one.title, (one.shift[0], one.shift[1] + rise), eased)
            yield planes


def ground(cut: Cut, look: Frame, theme: Theme, zones: Zones, blobs: Blobs) -> TerminalGround:
    """The ground of a terminal scene."""
    from ytempire.media import plates

    visual: Any = cut.visual
    unit = look.width / zones.width
    where = f"scene {cut.id}"
    own = own_fonts(theme)
    play = _play(cut, blobs)
    check_letters(play, own, where)
    wishes = effects.read(visual.effects, where)
    place = laid_out(play, room(zones, visual.title), where, effects.fills(wishes))
    timed = in_scene(play, cut.beats, cut.frames, look.fps, effects.lead(wishes))
    pictures = {wish.file: _file(cut, wish.file, blobs) for wish in wishes if wish.file}
    colours = scheme(visual.scheme, theme, where)
    showing = Showing(
        timed, place, colours, visual.cursor, wishes, look.fps, cut.id, pictures, own, timed.seconds * ALONE
    )
    still = cut.model_copy(update={"layout": "center"})  # the light gathers behind the window
    below = plates.paint_scene(theme, look.width, look.height, still, look.fps)
    return TerminalGround(below, showing, look.width, look.height, unit, cut.frames)


def _play(cut: Cut, blobs: Blobs) -> Play:
    visual: Any = cut.visual
    if visual.script.strip():
        return of_script(script.parse(visual.script, f"scene {cut.id}, script"), cut.id)
    return from_file(_file(cut, visual.file, blobs), visual.file, cut.id)


def _file(cut: Cut, name: str, blobs: Blobs) -> Path:
    from ytempire.media.grounds import found

    return found(cut, name, "file", blobs)


def from_file(file: Path, name: str, seed: str, speed: float = 1.0) -> Play:
    """A play from a recording or a script of a file; its suffix says which."""
    if Path(name).suffix.lower() == ".cast":
        play = cast.read(file, name)
        return play if speed == 1 else _faster(play, speed)
    try:
        if file.stat().st_size > 4 * script.MOST_CHARACTERS:
            raise ConfigError("is too large to be a script", name)
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text", name, "Save it as UTF-8; a recording's name ends in .cast.") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", name) from error
    if text.lstrip().startswith('{"version"'):
        return cast.parse(text, name)
    return of_script(script.parse(text, name), seed, speed)


def _faster(play: Play, speed: float) -> Play:

    acts = tuple(replace(act, at=act.at / speed) for act in play.acts)
    return replace(play, acts=acts, seconds=play.seconds / speed)


def own_fonts(theme: Theme) -> tuple[Path, ...]:
    """The font files that a theme brings along, for letters that the terminal's own lacks."""
    kind = theme.type
    named = (kind.text, kind.strong, kind.display, kind.fine)
    return tuple(dict.fromkeys(path for key in named if (path := Path(key)).is_absolute() and path.is_file()))


def check(visual: Terminal, where: str, own: Sequence[Path] = ()) -> None:
    """Refuse what cannot be shown, as far as the scene itself tells it: script, effects, scheme, letters."""
    if bool(visual.script.strip()) == bool(visual.file.strip()):
        what = "a terminal has a script or a file, not both" if visual.file.strip() else "this terminal shows nothing"
        raise ConfigError(what, where, "Write `script:` with lines such as `run: date`, or name a .cast `file:`.")
    effects.read(visual.effects, where)
    scheme(visual.scheme, None, where)
    if visual.script.strip():
        check_letters(of_script(script.parse(visual.script, f"{where}, script"), where), own, where)


def pictures_of(visual: Terminal) -> tuple[str, ...]:
    """The pictures that a terminal's effects name."""
    return tuple(wish.file for wish in effects.read(visual.effects) if wish.file)
