"""A picture as letters: for a moment alone on the screen, then faint behind the text."""

from __future__ import annotations

from dataclasses import replace

from ytempire.errors import ConfigError
from ytempire.media.terminal.effects.kind import Effect, View, blank, tinted
from ytempire.media.terminal.emulator import BLANK, Cell
from ytempire.media.terminal.shots import Shot
from ytempire.media.themes import mix

RAMP = " .':;-=+*oxOX#%&@"
STEPS = 12  # in which it grows faint


class Ascii(Effect):
    name = "ascii"
    summary = "A picture as letters, first alone, then faint behind the text: ascii:FILE.jpg."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        super().__init__(view, strength, file)
        self._art = self._read()

    @classmethod
    def lead(cls, strength: float) -> float:
        return 1.4 + 1.2 * strength

    def _read(self) -> list[list[tuple[str, str] | None]]:
        """For each cell of the grid a letter and its colour, or nothing."""
        import cv2
        import numpy as np

        from ytempire.media.photos import load

        g = self.view.glass
        path = self.view.pictures.get(self.file)
        if path is None:
            raise ConfigError(f"the picture {self.file} is not there", "effect ascii", "Check its name.")
        picture = np.asarray(load(path, self.file, draft=1200))
        h, w = picture.shape[:2]
        scale = min(g.columns * g.cell / w, g.rows * g.line / h)
        columns = max(1, min(g.columns, round(w * scale / g.cell)))
        rows = max(1, min(g.rows, round(h * scale / g.line)))
        small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
        light = small @ np.array([0.2126, 0.7152, 0.0722], np.float32)
        least, most = np.percentile(light, (2, 98))
        even = np.clip((light - least) / max(1.0, float(most - least)), 0, 1)
        if self.view.scheme.light:
            even = 1 - even
        left, top = (g.columns - columns) // 2, (g.rows - rows) // 2
        art: list[list[tuple[str, str] | None]] = [[None] * g.columns for _ in range(g.rows)]
        for y in range(rows):
            for x in range(columns):
                letter = RAMP[min(len(RAMP) - 1, int(even[y, x] * len(RAMP)))]
                if letter != " ":
                    art[top + y][left + x] = (letter, self._colour(small[y, x]))
        return art

    def _colour(self, pixel: object) -> str:
        """A pixel's colour in coarse steps, as bright as letters have to be."""
        import numpy as np

        value = np.asarray(pixel, np.float32)
        peak = max(1.0, float(value.max()))
        value = value * min(1.0, 120 / peak) if self.view.scheme.light else value * max(1.0, 200 / peak)
        return "#" + "".join(f"{min(255, int(v) // 20 * 20):02x}" for v in value)

    def cells(self, shot: Shot, frame: int) -> Shot:
        whole = self.lead(self.strength)
        t = frame / self.view.fps / whole
        behind = 0.14 + 0.26 * self.strength
        if t < 1:
            shown = len(self._art) * min(1.0, t / 0.35)
            fade = max(0.0, (t - 0.75) / 0.25)
        else:
            shown, fade = float(len(self._art)), 1.0
        power = 1 - (1 - behind) * round(fade * STEPS) / STEPS
        ground = self.view.scheme.ground
        rows = []
        for y, row in enumerate(shot.rows):
            cells: list[Cell] = list(row) if t >= 1 else [BLANK] * len(row)
            if y < shown:
                for x, art in enumerate(self._art[y][: len(cells)]):
                    if art and blank(cells[x]):
                        cells[x] = tinted(art[0], mix(ground, art[1], power))
            rows.append(tuple(cells))
        return replace(shot, rows=tuple(rows), cursor=shot.cursor if t >= 1 else None)
