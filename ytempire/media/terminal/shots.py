"""A play, moment by moment: the rows that stand on the screen, and where the cursor is."""

from __future__ import annotations

from dataclasses import dataclass

from ytempire.media.terminal.emulator import BLANK, Cell, Row, Screen
from ytempire.media.terminal.play import Play

BLINK, AWAKE = 0.53, 0.6  # seconds: how long the cursor is on or off, and stands after a key
BORDER = Cell("│", "brightblack"), Cell("─", "brightblack")


@dataclass(frozen=True)
class Shot:
    """What is on the screen; rows that did not change are the same objects as before."""

    rows: tuple[Row, ...]
    cursor: tuple[int, int] | None  # column and row; None when it is not seen
    frame: int = 0
    title: str = ""

    def text(self) -> str:
        """The letters alone."""
        return "\n".join("".join(cell.data for cell in row).rstrip() for row in self.rows).rstrip("\n")


class Stage:
    """Plays a play on a grid of `columns` x `rows`, onwards only."""

    def __init__(self, play: Play, columns: int, rows: int) -> None:
        self.play, self.columns, self.rows = play, columns, rows
        self._panes: dict[int, tuple[Screen, int, int]] = {1: (Screen(columns, rows), 0, 0)}
        self._active = 1
        self._next = 0
        self._last = -AWAKE
        self._shown: list[Row] = [(BLANK,) * columns] * rows

    def at(self, seconds: float) -> Shot:
        """The screen at this moment; never earlier than the one before."""
        acts = self.play.acts
        while self._next < len(acts) and acts[self._next].at <= seconds + 1e-9:
            act = acts[self._next]
            self._next += 1
            self._last = act.at
            if act.do == "write":
                self._active = act.pane
                self._panes[act.pane][0].write(act.text)
            elif act.do == "split":
                self._split(act.text)
            elif act.do == "pane":
                self._active = act.pane
            else:
                self._resize(act.size)
        self._gather()
        return Shot(tuple(self._shown), self._cursor(seconds), title=self.play.title or self._panes[1][0].title)

    def end(self) -> Shot:
        """The screen when all has happened."""
        last = max((act.at for act in self.play.acts), default=0.0)
        return self.at(last)

    def _cursor(self, seconds: float) -> tuple[int, int] | None:
        quiet = seconds - self._last - AWAKE
        screen, left, top = self._panes[self._active]
        if screen.cursor.hidden or (quiet > 0 and int(quiet / BLINK) % 2 == 0):
            return None
        x, y = left + min(screen.cursor.x, screen.columns - 1), top + screen.cursor.y
        return (x, y) if x < self.columns and y < self.rows else None

    def _split(self, way: str) -> None:
        first = self._panes[1][0]
        if way == "right":
            left = (self.columns - 1) // 2
            first.reshape(left, self.rows)
            self._panes[2] = (Screen(self.columns - left - 1, self.rows), left + 1, 0)
            self._shown = [(*row[:left], BORDER[0], *row[left + 1 :]) for row in self._shown]
        else:
            top = (self.rows - 1) // 2
            first.reshape(self.columns, top)
            self._panes[2] = (Screen(self.columns, self.rows - top - 1), 0, top + 1)
            self._shown[top] = (BORDER[1],) * self.columns
        self._active = 2

    def _resize(self, size: tuple[int, int]) -> None:
        screen = self._panes[1][0]
        columns, rows = min(size[0], self.columns), min(size[1], self.rows)
        if (columns, rows) != (screen.columns, screen.lines):
            screen.resize(rows, columns)
            self._shown = [(BLANK,) * self.columns] * self.rows
            screen.dirty.update(range(rows))

    def _gather(self) -> None:
        for screen, left, top in self._panes.values():
            for y in sorted(screen.dirty):
                if y >= screen.lines or top + y >= self.rows:
                    continue
                row, before = screen.row(y), self._shown[top + y]
                whole = (*before[:left], *row, *before[left + len(row) :])[: self.columns]
                if whole != before:
                    self._shown[top + y] = whole
            screen.dirty.clear()


def used(play: Play, columns: int, rows: int) -> tuple[int, int]:
    """The columns and rows of a grid that are ever written on, and no more."""
    stage = Stage(play, columns, rows)
    wide = tall = 1
    seen: list[Row | None] = [None] * rows
    for at in sorted({act.at for act in play.acts}):
        shot = stage.at(at)
        for y, row in enumerate(shot.rows):
            if row is not seen[y]:
                seen[y] = row
                marks = (x + 1 for x, cell in enumerate(row) if _ink(cell))
                ink = max(marks, default=0)
                if ink:
                    wide, tall = max(wide, ink), max(tall, y + 1)
        if shot.cursor:
            tall = max(tall, shot.cursor[1] + 1)
    return wide, tall


def _ink(cell: Cell) -> bool:
    return (cell.data != " " or cell.bg != "default") and cell not in BORDER
