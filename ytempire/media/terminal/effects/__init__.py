"""Effects for a terminal, in a list: each by its name, or with a strength from 0 to 1 as `glitch:0.7`."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.errors import ConfigError, Problem
from ytempire.media.terminal.effects.ascii import Ascii
from ytempire.media.terminal.effects.bloom import Bloom
from ytempire.media.terminal.effects.boot import Boot
from ytempire.media.terminal.effects.curve import Curve
from ytempire.media.terminal.effects.decrypt import Decrypt
from ytempire.media.terminal.effects.glitch import Glitch
from ytempire.media.terminal.effects.kind import Effect, View
from ytempire.media.terminal.effects.matrix import Matrix
from ytempire.media.terminal.effects.scanlines import Scanlines
from ytempire.media.terminal.effects.shake import Shake

__all__ = ["EFFECTS", "Effect", "View", "Wish", "fills", "lead", "read"]

EFFECTS: dict[str, type[Effect]] = {
    kind.name: kind for kind in (Glitch, Scanlines, Bloom, Matrix, Shake, Boot, Decrypt, Ascii, Curve)
}
MOST = 6


@dataclass(frozen=True)
class Wish:
    """An effect that is asked for: its name, strength, and the picture it takes."""

    name: str
    strength: float
    file: str = ""

    def on(self, view: View) -> Effect:
        return EFFECTS[self.name](view, self.strength, self.file)


def read(names: Sequence[str], where: str = "") -> tuple[Wish, ...]:
    """A list of effects; every mistake in it at once."""
    problems: list[Problem] = []
    wishes: list[Wish] = []
    if len(names) > MOST:
        problems.append(Problem(f"{len(names)} effects, at most {MOST} go together", where, "Leave some out."))
    for text in names:
        name, _, rest = text.strip().partition(":")
        name = name.strip().lower()
        if name not in EFFECTS:
            close = difflib.get_close_matches(name[:40], list(EFFECTS), n=1)
            then = f"Did you mean {close[0]}?" if close else f"There are {', '.join(EFFECTS)}."
            problems.append(Problem(f"no effect {name[:40]!r}", where, then))
            continue
        file = ""
        if name == "ascii":
            file, rest = _picture(rest)
            if not file:
                problems.append(Problem("ascii needs a picture", where, "Write it as ascii:FILE.jpg."))
                continue
        strength = _strength(rest, EFFECTS[name].usual)
        if strength is None:
            problems.append(Problem(f"{text.strip()[:60]}: its strength is not a number from 0 to 1", where,
                                    f"Write {name}:0.5, or {name} alone."))  # fmt: skip
        elif any(wish.name == name for wish in wishes):
            problems.append(Problem(f"{name} is there twice", where, "Name it once."))
        else:
            wishes.append(Wish(name, strength, file))
    if problems:
        raise ConfigError(problems)
    return tuple(wishes)


def _picture(rest: str) -> tuple[str, str]:
    """The picture's name and what follows it: the name itself may hold a colon."""
    head, _, tail = rest.rpartition(":")
    if head and _strength(tail, 0.0) is not None:
        return head.strip(), tail
    return rest.strip(), ""


def _strength(text: str, usual: float) -> float | None:
    if not text.strip():
        return usual
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def fills(wishes: Sequence[Wish]) -> bool:
    """Whether one of them wants all the rows that there is room for."""
    return any(EFFECTS[wish.name].fills for wish in wishes)


def lead(wishes: Sequence[Wish]) -> float:
    """Seconds before the first key: as long as the longest of them has the screen for itself."""
    return max((EFFECTS[wish.name].lead(wish.strength) for wish in wishes), default=0.0)
