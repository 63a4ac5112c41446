"""Text that comes out of noise, letter by letter."""

from __future__ import annotations

from dataclasses import replace

from ytempire.media.terminal.effects.kind import Effect, View
from ytempire.media.terminal.emulator import Cell, Row
from ytempire.media.terminal.shots import Shot

NOISE = "!#$%&*+/<=>?@[]^{|}~0123456789ABCDEFΔΣΞΨΩ§¤"


class Decrypt(Effect):
    name = "decrypt"
    summary = "Text comes out of noise, letter by letter."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        super().__init__(view, strength, file)
        self._before: tuple[Row, ...] = ()
        self._born: list[list[int]] = [[-999] * view.glass.columns for _ in range(view.glass.rows)]
        self._slow = [self.dice("slow", n).uniform(0.35, 1.0) for n in range(499)]

    def cells(self, shot: Shot, frame: int) -> Shot:
        if self._before:
            self._scrolled(shot.rows)
        for y, row in enumerate(shot.rows):
            old = self._before[y] if self._before else ()
            if row is old:
                continue
            for x, cell in enumerate(row):
                if cell.data not in ("", " ") and (not old or cell.data != old[x].data):
                    self._born[y][x] = frame
        self._before = shot.rows
        longest = max(2.0, self.view.fps * (0.25 + 0.9 * self.strength))
        rows: list[Row] = []
        for y, row in enumerate(shot.rows):
            born = self._born[y]
            if frame - max(born) > longest:
                rows.append(row)
                continue
            cells = list(row)
            for x, cell in enumerate(row):
                age = frame - born[x]
                if age < longest * self._slow[(x * 7 + y * 41) % 499] and cell.data not in ("", " "):
                    wide = x + 1 < len(row) and row[x + 1].data == ""
                    if not wide:
                        cells[x] = self._noise(x, y, frame, cell)
            rows.append(tuple(cells))
        return replace(shot, rows=tuple(rows))

    def _noise(self, x: int, y: int, frame: int, cell: Cell) -> Cell:
        turn = frame // max(1, round(self.view.fps / 15))
        letter = NOISE[(x * 193 + y * 389 + turn * 7919 + (x ^ turn) * 31) % len(NOISE)]
        return cell._replace(data=letter, fg="green" if (x + y + turn) % 3 else "brightgreen")

    def _scrolled(self, rows: tuple[Row, ...]) -> None:
        """When the lines moved up, their letters are as old as they were."""
        before, tall = self._before, len(rows)
        if rows == before:
            return
        for k in range(1, tall):
            if rows[: tall - k] == before[k:] and any(cell.data.strip() for cell in before[k]):
                self._born = self._born[k:] + [[-999] * len(self._born[0]) for _ in range(k)]
                blank = tuple(cell._replace(data=" ") for cell in rows[-1])
                self._before = (*before[k:], *(blank,) * k)
                return
            if rows[: tall - k - 1] == before[k : tall - 1]:  # and a new line was written at once
                self._born = self._born[k:] + [[-999] * len(self._born[0]) for _ in range(k)]
                blank = tuple(cell._replace(data=" ") for cell in rows[-1])
                self._before = (*before[k : tall - 1], *(blank,) * (k + 1))
                return
