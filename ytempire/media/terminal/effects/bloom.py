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
            glow *= gain * 0.5
            for part, change in ((glow, cv2.add), (-glow, cv2.subtract)):
                light = np.clip(part, 0, 255).astype(np.uint8)
                if light.any():
                    change(plane, cv2.resize(light, (w, h), interpolation=cv2.INTER_LINEAR), dst=plane)
