"""Bands of the picture that jump aside for a few frames, with their colours apart."""

from __future__ import annotations

from ytempire.media.terminal.draw import Planes
from ytempire.media.terminal.effects.kind import Array, Effect

SLOT = 1.5  # seconds, in each of which it happens once or not


class Glitch(Effect):
    name = "glitch"
    summary = "Bands of the picture jump aside for a few frames, their colours apart."

    def glass(self, planes: Planes, frame: int) -> None:
        import cv2

        bad = self._bad(frame)
        if not bad:
            return
        dice = self.dice("frame", frame)
        h = planes[0].shape[0]
        k = self.view.glass.share
        reach = 90 * self.view.unit * (0.35 + self.strength) * bad
        apart = max(2, round(7 * self.view.unit * (0.4 + self.strength)))
        for plane, way in zip(planes[1:], (1, -1), strict=True):
            _moved(plane, way * apart // k)
        for _ in range(2 + round(7 * self.strength * bad)):
            top = dice.randrange(h // 4) * 4
            tall = max(2, min(h - top, round(dice.uniform(6, 90) * self.view.unit) // 2 * 2))
            far = round(dice.uniform(-reach, reach)) // 2 * 2
            for plane, s in zip(planes, (1, k, k), strict=True):
                _moved(plane[top // s : (top + tall) // s], far // s)
            if dice.random() < 0.3 * self.strength:
                band = planes[0][top : top + tall]
                band[:] = cv2.convertScaleAbs(band, alpha=1.5, beta=6)
                tint = planes[dice.choice((1, 2))][top // k : (top + tall) // k]
                tint[:] = cv2.convertScaleAbs(tint, alpha=0.75)

    def _bad(self, frame: int) -> float:
        """How bad it is now, 0 to 1."""
        slot = max(1, round(SLOT * self.view.fps))
        number, at = divmod(frame, slot)
        dice = self.dice("slot", number)
        if number and dice.random() > 0.45 + 0.5 * self.strength:
            return 0.0
        length = max(3, round(self.view.fps * dice.uniform(0.12, 0.2 + 0.25 * self.strength)))
        begin = dice.randrange(max(1, slot - length))
        if not begin <= at < begin + length:
            return 0.0
        return 1.0 if (at - begin) % 4 < 3 else 0.35


def _moved(band: Array, far: int) -> None:
    """A band moved aside in place; what comes in is what stands at its edge."""
    far = max(1 - band.shape[1], min(band.shape[1] - 1, far))
    if far > 0:
        band[:, far:] = band[:, :-far].copy()
        band[:, :far] = band[:, far : far + 1]
    elif far < 0:
        band[:, :far] = band[:, -far:].copy()
        band[:, far:] = band[:, far - 1 : far]
