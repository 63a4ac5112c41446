"""Rain of letters, behind the text or over it."""

from __future__ import annotations

from dataclasses import replace

from ytempire.media.terminal.effects.kind import Effect, View, blank, tinted
from ytempire.media.terminal.shots import Shot
from ytempire.media.themes import mix

LETTERS = "0123456789ABCDEFXYZЖЛДФЯИЮЭΔΣΞΨΩΘΛ<>=+*:?#$%&@§¶"
OVER = 0.8  # from this strength on it falls over the text too


class Matrix(Effect):
    name = "matrix"
    summary = "Rain of letters behind the text; from 0.8 on over it too."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        super().__init__(view, strength, file)
        g, scheme = view.glass, view.scheme
        most = 0.26 + 0.34 * strength
        green = scheme.plain[2]
        self._tones = [mix(scheme.ground, green, most * (0.16 + 0.84 * n / 6)) for n in range(7)]
        self._head = mix(scheme.ground, mix(green, scheme.ink, 0.6), min(0.9, most + 0.2))
        self._drops = []
        for x in range(g.columns):
            dice = self.dice("drop", x)
            for _ in range(1 if dice.random() < 0.75 else 2):
                length = dice.randint(max(3, g.rows // 4), max(5, g.rows * 3 // 4))
                every = g.rows + length + dice.randint(2, g.rows)
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
                if y >= tall or not (blank(rows[y][x]) or (over and back < 3 and rows[y][x].data not in ("", " "))):
                    continue
                if x + 1 < len(rows[y]) and rows[y][x + 1].data == "":
                    continue
                change = turn if (x * 31 + y * 17) % 5 == 0 else 0
                letter = LETTERS[self._noise[(x * 131 + y * 37 + change * 53) % 997]]
                tone = self._head if back == 0 else self._tones[round(6 * (1 - back / length))]
                rows[y][x] = tinted(letter, tone, bold=back == 0)
        return replace(shot, rows=tuple(tuple(row) for row in rows))
