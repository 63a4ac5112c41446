"""The lines of a tube, and a band of light that wanders down it."""

from __future__ import annotations

from ytempire.media.terminal.draw import Planes
from ytempire.media.terminal.effects.kind import Array, Effect, View

ROUND = 6.0  # seconds that the band takes


class Scanlines(Effect):
    name = "scanlines"
    summary = "The lines of a tube, and a band of light that wanders down it."

    def __init__(self, view: View, strength: float, file: str = "") -> None:
        import numpy as np

        super().__init__(view, strength, file)
        h, w = view.glass.inner, view.glass.width
        pitch = max(2.0, 4.0 * view.unit)
        rows = np.arange(h, dtype=np.float32)
        wave = 0.5 - 0.5 * np.cos(2 * np.pi * rows / pitch)
        keep = 1 - (0.10 + 0.38 * strength) * wave
        self._keep: Array = np.repeat((keep * 255 + 0.5).astype(np.uint8)[:, None], w, axis=1)
        self._lift: Array = np.repeat((16 * (1 - keep) + 0.5).astype(np.uint8)[:, None], w, axis=1)
        band = np.exp(-(((np.arange(3 * h, dtype=np.float32) - 1.5 * h) / (0.16 * h)) ** 2))
        self._band: Array = np.repeat((band * (4 + 9 * strength)).astype(np.uint8)[:, None], w, axis=1)

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2

        y = planes[0]
        h = y.shape[0]
        cv2.multiply(y, self._keep, dst=y, scale=1 / 255)
        cv2.add(y, self._lift, dst=y)
        at = frame / self.view.fps % ROUND / ROUND
        top = round(2 * h * (1 - at))
        if self.view.scheme.light:
            cv2.subtract(y, self._band[top : top + h], dst=y)
        else:
            cv2.add(y, self._band[top : top + h], dst=y)
