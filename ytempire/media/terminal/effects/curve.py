"""The glass of a tube: bent outwards, darker towards its corners."""

from __future__ import annotations

from ytempire.media.terminal.draw import Planes
from ytempire.media.terminal.effects.kind import Array, Effect, View


class Curve(Effect):
    name = "curve"
    summary = "The glass is bent outwards like a tube's, and darker towards its corners."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        import cv2
        import numpy as np

        super().__init__(view, strength, file)
        g = view.glass
        self._maps: dict[int, tuple[Array, Array]] = {}
        self._shades: dict[int, tuple[Array, Array, Array]] = {}
        bend = 0.02 + 0.08 * strength
        for s in {1, g.share}:
            h, w = g.inner // s, g.width // s
            y, x = np.mgrid[0:h, 0:w].astype(np.float32)
            nx, ny = (x + 0.5) / w * 2 - 1, (y + 0.5) / h * 2 - 1
            out = (1 + bend * (nx * nx + ny * ny)) / (1 + bend)  # the middles of its sides stay where they are
            mx, my = ((nx * out + 1) * w - 1) / 2, ((ny * out + 1) * h - 1) / 2
            self._maps[s] = cv2.convertMaps(mx.astype(np.float32), my.astype(np.float32), cv2.CV_16SC2)
            shade = np.clip(1 - (0.25 + 0.5 * strength) * ((nx * nx + ny * ny) / 2) ** 1.6, 0, 1)
            keep = (shade * 255 + 0.5).astype(np.uint8)
            self._shades[s] = (keep, *(((1 - shade) * dark + 0.5).astype(np.uint8) for dark in (16, 128)))

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2

        k = self.view.glass.share
        for n, (plane, s) in enumerate(zip(planes, (1, k, k), strict=True)):
            plane[:] = cv2.remap(plane, *self._maps[s], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            keep, *dark = self._shades[s]
            cv2.multiply(plane, keep, dst=plane, scale=1 / 255)
            cv2.add(plane, dark[min(n, 1)], dst=plane)
