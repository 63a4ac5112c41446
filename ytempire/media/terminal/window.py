"""The window around a screen: its bar, round corners and soft shadow, laid on a frame or on nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ytempire.media import fonts
from ytempire.media.terminal.draw import Glass, Plane, Planes, tones
from ytempire.media.terminal.schemes import Scheme
from ytempire.media.themes import mix

ROUND = 16.0  # nominal pixels of a corner
SHADOW, DOWN = 26.0, 20.0  # how soft the shadow is, and how far below the window it falls
DEEP = {False: 0.55, True: 0.34}  # how dark, under a dark and a light scheme
LAMPS = (1, 3, 2)  # red, yellow, green of the scheme
LABEL = 25.0  # the size of the window's name


@dataclass(frozen=True)
class Clear:
    """A frame with nothing behind its window: colours, alpha, and for each pixel the window's part in it."""

    planes: Planes
    alpha: Plane
    weights: dict[int, Plane]


class Window:
    """A window's still parts, made once, and how a screen is laid into them."""

    def __init__(
        self, glass: Glass, scheme: Scheme, frame: tuple[int, int], title: str = "", deep: float = 1.0
    ) -> None:
        self.glass, self.scheme, self.frame = glass, scheme, frame
        self._shadow = self._cast(DEEP[scheme.light] * deep)
        self._cover = self._corners()
        self._bars: dict[str, Planes] = {}
        self.title = title

    # --- laid on a frame ---

    def lay(
        self, planes: Planes, glass: Planes, title: str = "", shift: tuple[int, int] = (0, 0), share: float = 1.0
    ) -> None:
        """Lay the window over a frame; `share` below 1 is how far it has come."""
        import cv2

        if share <= 0:
            return
        g, k = self.glass, self.glass.share
        x, y = g.left + shift[0] // 2 * 2, g.top + shift[1] // 2 * 2
        self._darken(planes, shift, share)
        bar = self._bar(title or self.title)
        for plane, head, body, s in zip(planes, bar, glass, (1, k, k), strict=True):
            cover = self._cover[s]
            top, left = y // s, x // s
            height = plane.shape[0]
            for part, begin, mask in ((head, 0, cover[: head.shape[0]]), (body, head.shape[0], cover[head.shape[0] :])):
                y0, y1 = max(0, top + begin), min(height, top + begin + part.shape[0])
                x0, x1 = max(0, left), min(plane.shape[1], left + part.shape[1])
                if y1 <= y0 or x1 <= x0:
                    continue
                fx, fy = x0 - left, y0 - top - begin
                source = part[fy : fy + y1 - y0, fx : fx + x1 - x0]
                target = plane[y0:y1, x0:x1]
                seen = mask[fy : fy + y1 - y0, fx : fx + x1 - x0]
                if share < 1:
                    mixed = cv2.addWeighted(source, share, target, 1 - share, 0)
                    _blend(target, mixed, seen, self._edge(s))
                else:
                    _blend(target, source, seen, self._edge(s))

    def _darken(self, planes: Planes, shift: tuple[int, int], share: float) -> None:
        """What the shadow takes from the frame around the window; under the window itself nothing shows."""
        import cv2

        pairs, (left, top) = self._shadow
        g, k = self.glass, self.glass.share
        for plane, (keep, add), s in zip(planes, pairs, (1, k, k), strict=True):
            full_h, full_w = keep.shape
            x, y = (left + shift[0] // 2 * 2) // s, (top + shift[1] // 2 * 2) // s
            wx, wy = (g.left - left) // s, (g.top - top) // s
            ww, wh, edge = g.width // s, g.height // s, self._edge(s)
            for a, b, c, d in (  # four strips around the window, its round corners included
                (0, 0, full_w, wy + edge),
                (0, wy + wh - edge, full_w, full_h),
                (0, wy + edge, wx, wy + wh - edge),
                (wx + ww, wy + edge, full_w, wy + wh - edge),
            ):
                x0, y0 = max(0, x + a), max(0, y + b)
                x1, y1 = min(plane.shape[1], x + c), min(plane.shape[0], y + d)
                if x1 <= x0 or y1 <= y0:
                    continue
                part = plane[y0:y1, x0:x1]
                stays, more = (layer[y0 - y : y1 - y, x0 - x : x1 - x] for layer in (keep, add))
                if share < 1:
                    stays = cv2.addWeighted(stays, share, stays, 0, 255 * (1 - share))
                    more = cv2.convertScaleAbs(more, alpha=share)
                cv2.multiply(part, stays, dst=part, scale=1 / 255)
                cv2.add(part, more, dst=part)

    def _edge(self, s: int) -> int:
        return max(1, round(ROUND * self.glass.unit) + 2) // s

    # --- laid on nothing ---

    def clear(self) -> Clear:
        """A frame of its own: the colour of the shadow everywhere, and how much of it and of the window is seen."""
        import cv2
        import numpy as np

        g, k = self.glass, self.glass.share
        w, h = self.frame
        tint = tones("#1a1712" if self.scheme.light else mix(self.scheme.ground, "#000000", 0.9))
        planes = [np.full((h // s, w // s), round(value), np.uint8) for s, value in zip((1, k, k), tint, strict=True)]
        alpha = np.zeros((h, w), np.uint8)
        pairs, (left, top) = self._shadow
        _put(alpha, 255 - pairs[0][0], left, top)
        cover = self._cover[1].astype(np.float32) / 255
        under = _cut(alpha, g.left, g.top, g.width, g.height).astype(np.float32) / 255
        whole = cover + under * (1 - cover)
        weight = np.divide(cover, whole, out=np.ones_like(cover), where=whole > 0)
        _put(alpha, np.round(whole * 255).astype(np.uint8), g.left, g.top)
        half = cv2.resize(weight, (g.width // 2, g.height // 2), interpolation=cv2.INTER_AREA)
        return Clear((planes[0], planes[1], planes[2]), alpha, {1: weight, 2: half})

    def lay_clear(
        self, clear: Clear, glass: Planes, title: str = "", shift: tuple[int, int] = (0, 0)
    ) -> tuple[Planes, Plane]:
        """The window over nothing: straight colours and their alpha, so that no edge has a seam on any ground."""
        import cv2
        import numpy as np

        g, k = self.glass, self.glass.share
        dx, dy = shift[0] // 2 * 2, shift[1] // 2 * 2
        alpha = clear.alpha
        if dx or dy:
            alpha = cv2.warpAffine(alpha, np.array([[1, 0, dx], [0, 1, dy]], np.float32), alpha.shape[::-1])
        out = []
        for tint, head, body, s in zip(clear.planes, self._bar(title or self.title), glass, (1, k, k), strict=True):
            plane = tint.copy()
            window = np.vstack((head, body))
            shade, edge = float(tint[0, 0]), self._edge(s)
            for rows in (slice(0, edge), slice(window.shape[0] - edge, None)):
                for columns in (slice(0, edge), slice(window.shape[1] - edge, None)):
                    part = window[rows, columns].astype(np.float32)
                    mixed = shade + (part - shade) * clear.weights[s][rows, columns]
                    window[rows, columns] = np.round(mixed).astype(np.uint8)
            _put(plane, window, (g.left + dx) // s, (g.top + dy) // s)
            out.append(plane)
        return (out[0], out[1], out[2]), alpha

    # --- made once ---

    def _cast(self, deep: float) -> tuple[tuple[tuple[Plane, Plane], ...], tuple[int, int]]:
        """For Y, U and V how much stays (of 255) around the window and what is added; and where that begins."""
        import cv2
        import numpy as np

        g = self.glass
        soft, down = SHADOW * g.unit, round(DOWN * g.unit / 2) * 2
        rim = max(2, int(soft * 3) // 2 * 2) + down
        w, h = g.width + 2 * rim, g.height + 2 * rim
        q = 4
        veil: Any = np.zeros((h // q + 1, w // q + 1), np.float32)
        veil[(rim + down) // q : (rim + down + g.height) // q, rim // q : (rim + g.width) // q] = deep
        veil = cv2.GaussianBlur(veil, (0, 0), max(0.6, soft / q))
        fade = _ramp(w // q + 1, rim / q)[None, :] * _ramp(h // q + 1, rim / q)[:, None]  # to nothing at its rim
        big = cv2.resize(veil * fade, (w, h), interpolation=cv2.INTER_LINEAR)
        keep = np.clip((1 - big) * 255 + 0.5, 0, 255).astype(np.uint8)
        half = keep if g.share == 1 else cv2.resize(keep, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
        pairs = []
        for layer, dark in ((keep, 16.0), (half, 128.0), (half, 128.0)):  # black is 16 in Y, no colour 128 in U and V
            left: Any = (255 - layer).astype(np.float32) / 255
            pairs.append((layer, (left * dark + 0.5).astype(np.uint8)))
        return tuple(pairs), (g.left - rim, g.top - rim)

    def _corners(self) -> dict[int, Plane]:
        """How much of each pixel the window covers: all, but at its round corners."""
        import cv2
        import numpy as np

        g = self.glass
        r = ROUND * g.unit
        across = np.abs(np.arange(g.width, dtype=np.float32) + 0.5 - g.width / 2) - (g.width / 2 - r)
        upward = np.abs(np.arange(g.height, dtype=np.float32) + 0.5 - g.height / 2) - (g.height / 2 - r)
        dx, dy = np.maximum(across, 0)[None, :], np.maximum(upward, 0)[:, None]
        cover = np.clip(r + 0.5 - np.hypot(dx, dy), 0, 1)
        whole = np.round(cover * 255).astype(np.uint8)
        return {1: whole, 2: cv2.resize(whole, (g.width // 2, g.height // 2), interpolation=cv2.INTER_AREA)}

    def _bar(self, title: str) -> Planes:
        """The bar with three lamps and the window's name."""
        made = self._bars.get(title)
        if made is None:
            made = self._bars[title] = self._make_bar(title)
        return made

    def _make_bar(self, title: str) -> Planes:
        import cv2
        import numpy as np
        from PIL import Image, ImageDraw, ImageFont

        g, k = self.glass, self.glass.share
        scale, unit = 4, g.unit
        w, h = g.width, g.bar
        image = Image.new("RGB", (w, h), self.scheme.bar)
        lamps = Image.new("RGB", (min(w, round(130 * unit)) * scale, h * scale), self.scheme.bar)
        pen = ImageDraw.Draw(lamps)
        radius = 8.5 * unit * scale
        for n, place in enumerate(LAMPS):
            x, y = (32 + 29 * n) * unit * scale, h * scale / 2
            tint = mix(self.scheme.plain[place], self.scheme.bar, 0.12)
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tint)
        image.paste(lamps.resize((lamps.width // scale, h), Image.Resampling.BOX), (0, 0))
        draw = ImageDraw.Draw(image)
        size = LABEL * unit
        name = "".join(c for c in title if c in fonts.face("JetBrainsMono-Regular").advance or c == " ").strip()
        if name and size >= 5:
            font = ImageFont.truetype(str(fonts.FOLDER / "JetBrainsMono-Regular.ttf"), size)
            most = w - 2 * 150 * unit
            while name and font.getlength(name) > most:
                name = name[:-2].rstrip() + "…" if len(name) > 3 else ""
            draw.text((w / 2, h / 2), name, fill=mix(self.scheme.faint, self.scheme.ink, 0.25), font=font, anchor="mm")
        draw.rectangle((0, h - max(1, round(1.5 * unit)), w, h), fill=mix(self.scheme.bar, self.scheme.faint, 0.28))
        r, gr, b = (np.asarray(image, np.float32)[..., n] for n in range(3))
        y = 0.2126 * r + 0.7152 * gr + 0.0722 * b
        planes = [
            16 + y * (219 / 255),
            128 + (b - y) / 1.8556 * (224 / 255),
            128 + (r - y) / 1.5748 * (224 / 255),
        ]
        return tuple(
            np.round(p if s == 1 else cv2.resize(p, (w // s, h // s), interpolation=cv2.INTER_AREA)).astype(np.uint8)
            for p, s in zip(planes, (1, k, k), strict=True)
        )


def _ramp(length: int, rim: float) -> Any:
    import numpy as np

    at = np.arange(length, dtype=np.float32)
    away = np.minimum(at, length - 1 - at)
    return np.clip(away / max(1.0, rim * 0.5), 0, 1)


def _blend(target: Plane, source: Plane, cover: Plane, edge: int) -> None:
    """Copy, but mix where the cover is not whole: in the corners."""
    import numpy as np

    h, w = target.shape
    corners = []
    for rows in (slice(0, edge), slice(max(0, h - edge), h)):
        for columns in (slice(0, edge), slice(max(0, w - edge), w)):
            share = cover[rows, columns]
            if share.size and int(share.min()) < 255:
                a, b = source[rows, columns].astype(np.float32), target[rows, columns].astype(np.float32)
                corners.append((rows, columns, np.round(b + (a - b) * (share / np.float32(255))).astype(np.uint8)))
    target[:] = source
    for rows, columns, mixed in corners:
        target[rows, columns] = mixed


def _cut(plane: Plane, x: int, y: int, w: int, h: int) -> Plane:
    """A part of a plane; what lies outside it is nothing."""
    import numpy as np

    out = np.zeros((h, w), plane.dtype)
    x0, y0, x1, y1 = max(0, x), max(0, y), min(plane.shape[1], x + w), min(plane.shape[0], y + h)
    if x1 > x0 and y1 > y0:
        out[y0 - y : y1 - y, x0 - x : x1 - x] = plane[y0:y1, x0:x1]
    return out


def _put(plane: Plane, part: Plane, x: int, y: int) -> None:
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(plane.shape[1], x + part.shape[1]), min(plane.shape[0], y + part.shape[0])
    if x1 > x0 and y1 > y0:
        plane[y0:y1, x0:x1] = part[y0 - y : y1 - y, x0 - x : x1 - x]
