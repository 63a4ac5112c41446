"""The window shakes when something large happens on it."""

from __future__ import annotations

import math

from ytempire.media.terminal.effects.kind import Effect, View
from ytempire.media.terminal.emulator import Row
from ytempire.media.terminal.shots import Shot

MORE = 2  # cells that change at once: a key is less, a line of output is more


class Shake(Effect):
    name = "shake"
    summary = "The window shakes as lines come, and trembles a little between."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        super().__init__(view, strength, file)
        self._before: tuple[Row, ...] = ()
        self._force = 0.0

    def cells(self, shot: Shot, frame: int) -> Shot:
        if self._before:
            rows = ((a, b) for a, b in zip(shot.rows, self._before, strict=True) if a is not b)
            changed = sum(1 for a, b in rows for x, y in zip(a, b, strict=True) if x != y)
            blow = min(1.0, 0.3 + changed / 60) if changed > MORE else 0.0
            self._force = max(self._force * 0.86, blow)
        self._before = shot.rows
        return shot

    def shift(self, frame: int) -> tuple[int, int]:
        most = 14 * self.view.unit * self.strength * (0.12 + self._force)
        dice = self.dice(frame // max(1, round(self.view.fps / 30)))
        angle = dice.uniform(0, 2 * math.pi)
        return round(most * math.cos(angle)), round(most * math.sin(angle) * 0.7)
