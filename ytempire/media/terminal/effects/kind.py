"""What an effect is: it changes the letters, the glass they are drawn on, or where the window stands."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from ytempire.address import text_digest
from ytempire.media.terminal.draw import Glass, Planes
from ytempire.media.terminal.emulator import Cell, Row
from ytempire.media.terminal.schemes import Scheme
from ytempire.media.terminal.shots import Shot


@dataclass(frozen=True)
class View:
    """What an effect is laid on: the window, its colours, and the pictures that effects name."""

    glass: Glass
    scheme: Scheme
    fps: int
    seed: str
    pictures: Mapping[str, Path] = field(default_factory=dict)
    most: float = math.inf  # seconds that an effect may have the screen for itself

    @property
    def unit(self) -> float:
        return self.glass.unit


class Effect:
    """One effect of a list. It is shown every frame from the first, in order, and depends on nothing else."""

    name: ClassVar[str]
    summary: ClassVar[str]
    usual: ClassVar[float] = 0.5  # the strength without a number
    fills: ClassVar[bool] = False  # whether it wants all the rows that there is room for

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        self.view, self.strength, self.file = view, strength, file

    @classmethod
    def lead(cls, strength: float) -> float:
        """Seconds that it has the screen for itself before anything is typed."""
        return 0.0

    @property
    def alone(self) -> float:
        """Seconds that it has the screen for itself here."""
        return min(self.view.most, self.lead(self.strength))

    def cells(self, shot: Shot, frame: int) -> Shot:
        """The shot with other letters."""
        return shot

    def glass(self, planes: Planes, frame: int) -> None:
        """Change what is drawn, in place."""

    def shift(self, frame: int) -> tuple[int, int]:
        """How far the window is from where it stands, in pixels."""
        return 0, 0

    @classmethod
    def on_glass(cls) -> bool:
        """Whether it changes what is drawn."""
        return cls.glass is not Effect.glass

    def dice(self, *what: object) -> random.Random:
        """Chance that depends on the seed and these words alone."""
        words = "\0".join(map(str, (self.name, self.view.seed, *what)))
        return random.Random(int(text_digest(words)[:16], 16))


def tinted(char: str, colour: str, bold: bool = False) -> Cell:
    """A letter in exactly this colour, however dark it is."""
    return Cell(char, f"~{colour[1:]}", bold=bold)


def blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return bool(cell.data == " " and cell.bg == "default" and not cell.reverse and not cell.underscore)


def free(row: Row, x: int) -> bool:
    """Whether nothing stands in a cell or beside it: what lies behind a text is not between its words."""
    return all(blank(cell) for cell in row[max(0, x - 1) : x + 2])


Array = Any  # numpy.ndarray
