"""A screen as pixels: only the cells that changed are drawn again, from tiles that are made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ytempire.media.terminal.emulator import Cell, Row
from ytempire.media.terminal.glyphs import Glyphs
from ytempire.media.terminal.place import Place
from ytempire.media.terminal.schemes import Scheme, readable
from ytempire.media.terminal.shots import Shot
from ytempire.media.themes import mix, rgb

Plane = Any  # numpy.ndarray of uint8
Planes = tuple[Plane, Plane, Plane]
Cursor = Literal["block", "bar", "underline", "none"]
CURSORS: tuple[Cursor, ...] = ("block", "bar", "underline", "none")
MOST_TILES = 12_000
FAINT = 0.42  # how far faint text goes towards its ground


@dataclass(frozen=True)
class Glass:
    """A window in whole pixels: where it is in its frame, its bar, its grid, and how colour is sampled.

    `share` is 2 when U and V have half the size of Y (a film), 1 when they have all of it.
    """

    left: int
    top: int
    width: int
    height: int
    bar: int
    columns: int
    rows: int
    cell: int
    line: int
    unit: float
    share: int = 2

    @property
    def inner(self) -> int:
        """How high the glass is: the window without its bar."""
        return self.height - self.bar

    @property
    def origin(self) -> tuple[int, int]:
        """Where the grid begins on the glass."""
        x = (self.width - self.columns * self.cell) // 4 * 2
        y = (self.inner - self.rows * self.line) // 4 * 2
        return max(0, x), max(0, y)


def glass(place: Place, unit: float, share: int = 2) -> Glass:
    """A window at `unit` pixels a nominal one; everything even, so that colour falls on whole samples."""

    def even(value: float) -> int:
        return max(2, round(value * unit / 2) * 2)

    cell, line = max(2, int(place.cell * unit / 2) * 2), max(2, int(place.line * unit / 2) * 2)
    # cells are whole pixels, so a small frame's grid is smaller than its share: the window stays as close around it
    bar, pad = even(place.bar), even(2 * place.pad)
    width, height = place.columns * cell + pad, place.rows * line + pad + bar
    left = even(place.box.x0 + (place.box.width - width / unit) / 2)
    top = even(place.box.y0 + (place.box.height - height / unit) / 2)
    return Glass(left, top, width, height, bar, place.columns, place.rows, cell, line, unit, share)


@lru_cache(4096)
def tones(colour: str) -> tuple[float, float, float]:
    """A colour in Y, U and V: BT.709, studio range."""
    r, g, b = rgb(colour)
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return 16 + y * (219 / 255), 128 + (b - y) / 1.8556 * (224 / 255), 128 + (r - y) / 1.5748 * (224 / 255)


class Painter:
    """Draws shots onto planes that it keeps; what is drawn is seen in `planes`."""

    def __init__(self, glass: Glass, scheme: Scheme, cursor: Cursor = "block", own: Sequence[Path] = ()) -> None:
        import numpy as np

        self.glass, self.scheme, self.cursor = glass, scheme, cursor
        self._glyphs = Glyphs(glass.cell, glass.line, own)
        self._tiles: dict[tuple[Any, ...], Planes] = {}
        self._inks: dict[tuple[Any, ...], tuple[str, str]] = {}
        ground = tones(scheme.ground)
        k = glass.share
        self.planes: Planes = tuple(  # type: ignore[assignment]
            np.full((glass.inner // s, glass.width // s), round(value), np.uint8)
            for s, value in zip((1, k, k), ground, strict=True)
        )
        self._rows: list[Row] = [()] * glass.rows
        self._at: tuple[int, int] | None = None

    def draw(self, shot: Shot) -> int:
        """Draw what changed; gives how many cells that were."""
        count = 0
        moved = shot.cursor != self._at
        before, self._at = self._at, shot.cursor
        for y, row in enumerate(shot.rows[: self.glass.rows]):
            old = self._rows[y]
            if row is old:
                continue
            for x, cell in enumerate(row[: self.glass.columns]):
                if x >= len(old) or cell != old[x]:
                    self._put(row, x, y, self._at == (x, y))
                    count += 1
            self._rows[y] = row
        if moved:
            for spot, lit in ((before, False), (self._at, True)):
                if spot and spot[1] < self.glass.rows and spot[0] < self.glass.columns:
                    self._put(self._rows[spot[1]], *spot, lit)
                    count += 1
        return count

    def _put(self, row: Row, x: int, y: int, lit: bool) -> None:
        cell = row[x]
        if cell.data == "" and x:  # the right half of a wide letter
            if not lit:
                return
            x, cell = x - 1, row[x - 1]
        cells = 2 if x + 1 < len(row) and row[x + 1].data == "" else 1
        tile = self._tile(cell, cells, self.cursor if lit else "none")
        g = self.glass
        left, top = g.origin[0] + x * g.cell, g.origin[1] + y * g.line
        for plane, part, k in zip(self.planes, tile, (1, g.share, g.share), strict=True):
            h, w = part.shape
            plane[top // k : top // k + h, left // k : left // k + w] = part

    def _tile(self, cell: Cell, cells: int, cursor: Cursor) -> Planes:
        ink, ground = self._colours(cell)
        key = (
            cell.data, ink, ground, cell.bold, cell.italics, cell.underscore, cell.strikethrough, cells, cursor
        )  # fmt: skip
        tile = self._tiles.get(key)
        if tile is None:
            if len(self._tiles) >= MOST_TILES:
                self._tiles.clear()
            tile = self._tiles[key] = self._make(cell, cells, cursor, ink, ground)
        return tile

    def _colours(self, cell: Cell) -> tuple[str, str]:
        exact = "▀" <= cell.data <= "▟" or cell.fg[0] == "~"
        key = (cell.fg, cell.bg, cell.reverse, cell.blink, exact)
        found = self._inks.get(key)
        if found is None:
            ink, ground = self.scheme.colour(cell.fg), self.scheme.colour(cell.bg, ground=True)
            if cell.reverse:
                ink, ground = ground, ink
            if cell.blink:
                ink = mix(ink, ground, FAINT)
            if not exact:  # blocks are pictures, and keep their colours
                ink = readable(ink, ground)
            if len(self._inks) > MOST_TILES:
                self._inks.clear()
            found = self._inks[key] = (ink, ground)
        return found

    def _make(self, cell: Cell, cells: int, cursor: Cursor, ink: str, ground: str) -> Planes:
        import cv2
        import numpy as np

        g = self.glass
        w, h = g.cell * cells, g.line
        if cursor == "block":
            ink, ground = (self.scheme.ground, self.scheme.cursor)
        mask = self._glyphs.mask(cell.data, cell.bold, cell.italics, cells)
        thick = max(1, round(g.cell / 0.6 / 15))
        if cell.underscore or cell.strikethrough:
            mask = mask.copy()
            for wanted, at in ((cell.underscore, 0.86), (cell.strikethrough, 0.53)):
                if wanted:
                    mask[round(h * at) : round(h * at) + thick] = 255
        share = mask.astype(np.float32) / 255
        bar: Any = None
        if cursor in ("bar", "underline"):
            bar = np.zeros((h, w), np.float32)
            if cursor == "bar":
                bar[round(h * 0.08) : round(h * 0.92), : max(2, round(g.cell * 0.16))] = 1
            else:
                bar[round(h * 0.84) : round(h * 0.93)] = 1
        out = []
        for k, a, b, c in zip(
            (1, g.share, g.share), tones(ink), tones(ground), tones(self.scheme.cursor), strict=True
        ):  # fmt: skip
            cover = share if k == 1 else cv2.resize(share, (w // k, h // k), interpolation=cv2.INTER_AREA)
            plane = b + (a - b) * cover
            if bar is not None:
                over = bar if k == 1 else cv2.resize(bar, (w // k, h // k), interpolation=cv2.INTER_AREA)
                plane += (c - plane) * over
            out.append((plane + 0.5).astype(np.uint8))
        return out[0], out[1], out[2]
