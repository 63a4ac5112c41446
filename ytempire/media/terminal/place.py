"""Where a terminal's window stands in a frame, and how large its letters are; in nominal pixels, as zones are."""

from __future__ import annotations

from dataclasses import dataclass

from ytempire.errors import ConfigError
from ytempire.media.zones import Box, Zones

SMALLEST = 20.0  # pixels an em at 1080p: below it nobody reads
WIDE, TALL = 0.6, 1.36  # of an em: a cell of JetBrains Mono, and line to line
BAR, PAD = 50.0, 26.0  # the window's bar, and the air around its grid
LARGEST_CELL = 28  # pixels: an em of 46
TITLE = 118.0  # what a title over the window takes
AIR = 1480.0  # a window is not wider than this in 16:9


@dataclass(frozen=True)
class Place:
    """A window: its box, its grid, and the size of a cell."""

    box: Box
    columns: int
    rows: int
    cell: float
    line: float
    bar: float = BAR
    pad: float = PAD

    @property
    def em(self) -> float:
        return self.cell / WIDE


def room(zones: Zones, title: str = "") -> Box:
    """The room of a window in a scene: the content's, less a title over it, and clear of a platform's buttons."""
    c = zones.content
    top = c.y0 + (TITLE if title.strip() else 0.0)
    x0, x1, y1 = c.x0, c.x1, c.y1
    if zones.tall and not zones.square:
        y1 = min(y1, 958.0)  # below it the right edge belongs to the buttons
    elif not zones.tall:
        x0, x1 = max(x0, (c.x0 + c.x1 - AIR) / 2), min(x1, (c.x0 + c.x1 + AIR) / 2)
    return Box(x0, top, x1, y1, "window")


def alone(width: int, height: int) -> tuple[Box, float]:
    """The room of a window in a frame of its own, and how many pixels a nominal one is."""
    unit = min(width, height) / 1080
    wide, tall = width / unit, height / unit
    air = 76.0
    across = min(wide - 2 * air, max(AIR, tall * 1.4))
    return Box((wide - across) / 2, air, (wide + across) / 2, tall - air, "window"), unit


def fitted(room: Box, size: tuple[int, int], where: str = "") -> Place:
    """A grid of this size, as large as the room allows."""
    columns, rows = size
    cell = _even(min((room.width - 2 * PAD) / columns, LARGEST_CELL))
    while cell > 2 and rows * _line(cell) > room.height - BAR - 2 * PAD:
        cell -= 2
    if cell / WIDE < SMALLEST:
        by_width = int((room.width - 2 * PAD) // (SMALLEST * WIDE))
        by_height = int((room.height - BAR - 2 * PAD) // _line(SMALLEST * WIDE))
        raise ConfigError(
            f"a screen of {columns}x{rows} has letters of {cell / WIDE:.0f} pixels here, and {SMALLEST:g} can be read",
            where,
            f"Use at most {by_width}x{by_height}.",
        )
    return _placed(room, columns, rows, cell)


def suited(room: Box, longest: int, lines: int, full: bool = False) -> Place:
    """The grid that suits what is shown: as wide as its longest line while that can be read well, else lines break.

    full: with all the rows that there is room for.
    """
    inner = room.width - 2 * PAD
    most, fewest = (26.7, 40.0) if inner > 1100 else (33.3, 42.0)  # ems, for the most and the fewest columns
    columns = max(int(inner / (fewest * WIDE)), min(int(inner / (most * WIDE)), longest + 1))
    cell = min(float(LARGEST_CELL), _even(inner / columns))
    lines = 1 << 20 if full else lines
    columns = int(inner / cell)
    rows = int((room.height - BAR - 2 * PAD) / _line(cell))
    fewest_rows = min(rows, 10 if inner > 1100 else 11)
    return _placed(room, columns, max(fewest_rows, min(rows, lines)), cell)


def _placed(room: Box, columns: int, rows: int, cell: float) -> Place:
    wide, tall = columns * cell + 2 * PAD, rows * _line(cell) + BAR + 2 * PAD
    left, top = room.x0 + (room.width - wide) / 2, room.y0 + (room.height - tall) / 2
    return Place(Box(left, top, left + wide, top + tall, "window"), columns, rows, cell, _line(cell))


def _even(value: float) -> float:
    return float(max(2, int(value) // 2 * 2))


def _line(cell: float) -> float:
    return float(round(cell / WIDE * TALL / 2) * 2)
