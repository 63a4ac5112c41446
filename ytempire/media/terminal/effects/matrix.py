"""Rain of letters, behind the text or over it."""

from __future__ import annotations

from dataclasses import replace

from ytempire.media.terminal.effects.kind import Effect, View, free, tinted
from ytempire.media.terminal.emulator import Row
from ytempire.media.terminal.shots import Shot
from ytempire.media.themes import mix

LETTERS = "0123456789ABCDEFXYZЖЛДФЯИЮЭΔΣΞΨΩΘΛ<>=+*:?#$%&@§¶"
OVER = 0.8  # from this strength on it falls over the text too


class Matrix(Effect):
    name = "matrix"
    summary = "Rain of letters behind the text; from 0.8 on over it too."
    fills = True

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        super().__init__(view, strength, file)
        g, scheme = view.glass, view.scheme
        most = 0.3 + 0.4 * strength
        green = scheme.plain[2]
        self._tones = [mix(scheme.ground, green, most * (0.24 + 0.76 * n / 6)) for n in range(7)]
        self._head = mix(scheme.ground, mix(green, scheme.ink, 0.6), min(0.9, most + 0.2))
        self._drops = []
        for x in range(g.columns):
            dice = self.dice("drop", x)
            for _ in range(1 if dice.random() < 0.55 else 2):
                length = dice.randint(max(4, g.rows // 3), max(6, g.rows))
                every = g.rows + length + dice.randint(1, max(2, g.rows // 2))
                self._drops.append((x, dice.uniform(5, 15), length, dice.uniform(0, every), every))
        self._noise = [self.dice("letter", n).randrange(len(LETTERS)) for n in range(997)]

    def cells(self, shot: Shot, frame: int) -> Shot:
        rows = [list(row) for row in shot.rows]
        tall = len(rows)
        t = frame / self.view.fps
        over = self.strength >= OVER
        turn = int(t * 4)
        for x, speed, length, phase, every in self._drops:
            head = int((t * speed + phase) % every)
            for back in range(min(length, head + 1)):
                y = head - back
                if y >= tall or (shot.cursor and shot.cursor[1] == y and abs(shot.cursor[0] - x) < 2):
                    continue
                if not (free(shot.rows[y], x) or (over and back < 3 and _narrow(shot.rows[y], x))):
                    continue
                change = turn if (x * 31 + y * 17) % 5 == 0 else 0
                letter = LETTERS[self._noise[(x * 131 + y * 37 + change * 53) % 997]]
                tone = self._head if back == 0 else self._tones[round(6 * (1 - back / length))]
                rows[y][x] = tinted(letter, tone, bold=back == 0)
        return replace(shot, rows=tuple(tuple(row) for row in rows))


def _narrow(row: Row, x: int) -> bool:
    """Whether a letter of one column stands there."""
    return row[x].data not in ("", " ") and not (x + 1 < len(row) and row[x + 1].data == "")
