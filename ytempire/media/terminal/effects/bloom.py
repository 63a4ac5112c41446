"""Letters that glow."""

from __future__ import annotations

from ytempire.media.terminal.draw import Planes, tones
from ytempire.media.terminal.effects.kind import Effect


class Bloom(Effect):
    name = "bloom"
    summary = "Letters glow into what is around them."

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2
        import numpy as np

        gain = 0.5 + 1.3 * self.strength
        for plane, s, ground in zip(planes, (1, 2, 2), tones(self.view.scheme.ground), strict=True):
            if self.view.glass.share == 1:
                s = 1
            q = 4 // s
            h, w = plane.shape
            small = cv2.resize(plane, (max(1, w // q), max(1, h // q)), interpolation=cv2.INTER_AREA)
            glow = small.astype(np.float32) - ground
            wide = 4.2 * self.view.unit * (0.7 + self.strength)
            glow = cv2.GaussianBlur(glow, (0, 0), max(0.6, wide)) * 0.6 + cv2.GaussianBlur(
                glow, (0, 0), max(0.5, wide / 3)
            )
            shift = cv2.resize(glow * (gain * 0.5), (w, h), interpolation=cv2.INTER_LINEAR)
            up, down = np.clip(shift, 0, 255).astype(np.uint8), np.clip(-shift, 0, 255).astype(np.uint8)
            cv2.add(plane, up, dst=plane)
            cv2.subtract(plane, down, dst=plane)
