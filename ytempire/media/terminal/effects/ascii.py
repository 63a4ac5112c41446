"""A picture as letters: for a moment alone on the screen, then faint behind the text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ytempire.errors import ConfigError
from ytempire.media.terminal.draw import Glass, Painter, Planes, tones
from ytempire.media.terminal.effects.kind import Array, Effect, View, tinted
from ytempire.media.terminal.emulator import BLANK
from ytempire.media.terminal.schemes import Scheme
from ytempire.media.terminal.shots import Shot

RAMP = " .':;-=+*oxOX#%&@"
CELL, LINE = 10.0, 18.0  # nominal pixels of its letters: they are looked at, not read


class Ascii(Effect):
    name = "ascii"
    summary = "A picture as letters, first alone, then faint behind the text: ascii:FILE.jpg."
    fills = True

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        import numpy as np

        super().__init__(view, strength, file)
        path = view.pictures.get(file)
        if path is None:
            raise ConfigError(f"the picture {file} is not there", "effect ascii", "Check its name.")
        self._art = _drawn(path, file, view.glass, view.scheme)
        behind = 0.10 + 0.22 * strength
        self._behind: list[tuple[Array, Array]] = []  # what is added, and what is taken away
        for plane, ground in zip(self._art, tones(view.scheme.ground), strict=True):
            far = (plane.astype(np.float32) - round(ground)) * behind
            self._behind.append((np.clip(far, 0, 255).astype(np.uint8), np.clip(-far, 0, 255).astype(np.uint8)))

    @classmethod
    def lead(cls, strength: float) -> float:
        return 1.6 + 1.2 * strength

    def cells(self, shot: Shot, frame: int) -> Shot:
        if frame / self.view.fps >= self.alone * 0.78:
            return shot
        rows = ((BLANK,) * self.view.glass.columns,) * self.view.glass.rows
        return replace(shot, rows=rows, cursor=None)

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2

        t = frame / self.view.fps / max(0.1, self.alone)
        k = self.view.glass.share
        alone = max(0.0, min(1.0, (1 - t) / 0.22))
        for plane, art, (more, less), s in zip(planes, self._art, self._behind, (1, k, k), strict=True):
            if alone > 0:
                line = max(1, round(LINE * self.view.unit)) // s
                shown = min(plane.shape[0], int(plane.shape[0] * min(1.0, t / 0.4) / line) * line)
                part = plane[:shown]
                cv2.addWeighted(art[:shown], alone, part, 1 - alone, 0, dst=part)
            if alone < 1:
                cv2.add(plane, more if alone == 0 else cv2.convertScaleAbs(more, alpha=1 - alone), dst=plane)
                cv2.subtract(plane, less if alone == 0 else cv2.convertScaleAbs(less, alpha=1 - alone), dst=plane)


@lru_cache(2)
def _drawn(path: Path, name: str, pane: Glass, scheme: Scheme) -> Planes:
    """The picture in letters, on a glass of its own with a finer grid."""
    import cv2
    import numpy as np

    from ytempire.media.photos import load

    cell, line = (max(2, int(size * pane.unit / 2) * 2) for size in (CELL, LINE))
    fine = replace(pane, cell=cell, line=line, columns=pane.width // cell, rows=pane.inner // line)
    picture = np.asarray(load(path, name, draft=1200))
    h, w = picture.shape[:2]
    scale = min(fine.columns * cell / w, fine.rows * line / h)
    columns = max(1, min(fine.columns, round(w * scale / cell)))
    rows = max(1, min(fine.rows, round(h * scale / line)))
    small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
    light = small @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    least, most = (float(value) for value in np.percentile(light, (2, 98)))
    even = np.clip((light - least) / max(1.0, most - least), 0, 1)
    if scheme.light:
        even = 1 - even
    left, top = (fine.columns - columns) // 2, (fine.rows - rows) // 2
    grid = [[BLANK] * fine.columns for _ in range(fine.rows)]
    for y in range(rows):
        for x in range(columns):
            letter = RAMP[min(len(RAMP) - 1, int(even[y, x] * len(RAMP)))]
            if letter != " ":
                grid[top + y][left + x] = tinted(letter, _colour(small[y, x], scheme.light), bold=True)
    painter = Painter(fine, scheme, "none")
    painter.draw(Shot(tuple(tuple(row) for row in grid), None))
    return painter.planes


def _colour(pixel: Array, dark: bool) -> str:
    """A pixel's colour in coarse steps, as bright as letters have to be."""
    peak = max(1.0, float(pixel.max()))
    value = pixel * (min(1.0, 130 / peak) if dark else max(1.0, 210 / peak))
    return "#" + "".join(f"{min(255, int(v) // 16 * 16):02x}" for v in value)
