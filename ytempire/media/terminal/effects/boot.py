"""The screen is switched on: a line of light that opens, and a few lines of a machine that wakes."""

from __future__ import annotations

from dataclasses import replace

from ytempire.media.terminal.draw import Planes, tones
from ytempire.media.terminal.effects.kind import Effect
from ytempire.media.terminal.emulator import BLANK, Cell, Row
from ytempire.media.terminal.shots import Shot

OPEN = 0.36  # seconds until the picture is as high as the glass


class Boot(Effect):
    name = "boot"
    summary = "The screen is switched on, and wakes line by line."

    @classmethod
    def lead(cls, strength: float) -> float:
        return 1.3 + 1.4 * strength

    def cells(self, shot: Shot, frame: int) -> Shot:
        t = frame / self.view.fps
        whole = self.alone
        if t >= whole:
            return shot
        g = self.view.glass
        share = max(0.0, (t - OPEN) / max(0.1, whole - OPEN - 0.12))
        rows = self._lines(min(1.0, share), g.columns, g.rows)
        rows += [(BLANK,) * g.columns] * (g.rows - len(rows))
        return replace(shot, rows=tuple(rows[: g.rows]), cursor=None)

    def _lines(self, share: float, columns: int, rows: int) -> list[Row]:
        g = self.view.glass
        parts = ("memory", "storage", "keyboard", "clock", f"screen {g.columns}x{g.rows}")[: max(1, rows - 4)]
        dots = min(columns - 6, 34)
        done = share * (len(parts) + 1.5)
        out: list[Row] = [self._row([("starting", "default", True)], columns), (BLANK,) * columns]
        for n, part in enumerate(parts):
            if done < n:
                break
            line = f"{part} ".ljust(dots, "·")[:dots]
            state = [(" ok", "green", True)] if done >= n + 0.7 else []
            out.append(self._row([(line, "brightblack", False), *state], columns))
        width = min(columns, dots + 3)
        full = round(width * min(1.0, share))
        out += [
            (BLANK,) * columns,
            self._row([("█" * full, "green", False), ("░" * (width - full), "green", False)], columns),
        ]
        return out

    @staticmethod
    def _row(parts: list[tuple[str, str, bool]], columns: int) -> Row:
        cells = [Cell(char, colour, bold=bold) for text, colour, bold in parts for char in text][:columns]
        return (*cells, *(BLANK,) * (columns - len(cells)))

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2

        t = frame / self.view.fps / OPEN
        if t >= 1:
            return
        k = self.view.glass.share
        dark = 0.9 if not self.view.scheme.light else 0.25
        for n, (plane, s, ground) in enumerate(zip(planes, (1, k, k), tones(self.view.scheme.ground), strict=True)):
            h, w = plane.shape
            picture = plane.copy()
            floor = 16 + (ground - 16) * (1 - dark) if n == 0 else ground
            plane[:] = round(floor)
            wide = max(2, round(w * min(1.0, 0.04 + t * 2.2)))
            thin = max(2, round(3 * self.view.unit / s))
            tall = min(h, thin + round((h - thin) * max(0.0, (t - 0.4) / 0.6) ** 2))
            x, y = (w - wide) // 2, (h - tall) // 2
            squeezed = cv2.resize(picture, (wide, tall), interpolation=cv2.INTER_AREA)
            flash, white = ((1 - t) ** 1.2, 235) if n == 0 else (min(1.0, 2 - 2 * t), 128)
            squeezed = cv2.addWeighted(squeezed, 1 - flash, squeezed, 0, white * flash)
            plane[y : y + tall, x : x + wide] = squeezed
