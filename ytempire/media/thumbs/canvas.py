"""The canvas of a thumbnail: painted in pixels, twice as fine as it is shown, and measured while it is painted."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Literal

from ytempire.errors import ConfigError
from ytempire.media import drawings, fonts
from ytempire.media.fit import Setting, Voice, pieces
from ytempire.media.plates import moving, paint
from ytempire.media.themes import READABLE, Theme, luminance, rgb
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box

BYTES = 2_000_000
WIDER = " \u200a"  # between capitals: a space and a hair
FINE = 2  # drawn at twice the size


class Canvas:
    """A picture that is painted in pixels of the finished size, twice as fine, with what has been measured."""

    def __init__(self, ground: Any, theme: Theme, loose: bool = False) -> None:
        import cv2

        self.theme, self.loose = theme, loose  # loose: a word may be broken
        self.height, self.width = ground.shape[:2]
        self.pixels = cv2.resize(ground, (self.width * FINE, self.height * FINE), interpolation=cv2.INTER_CUBIC)
        self.contrast = 21.0
        self.boxes: list[Box] = []
        self.caps: list[float] = []  # heights of capitals, in pixels
        self.said: list[str] = []  # every line of words and figures

    @property
    def corner(self) -> Box:
        """Where the player lays the film's length; nothing of ours stands there."""
        return Box(self.width * 0.88, self.height * 0.85, self.width, self.height)

    # --- shapes ---

    def fill(self, points: list[tuple[float, float]], ink: str, cover: float = 1.0) -> None:
        import cv2
        import numpy as np

        mask = np.zeros(self.pixels.shape[:2], np.uint8)
        shape = np.round(np.array(points) * FINE * 16).astype(np.int32)
        cv2.fillPoly(mask, [shape], 255, cv2.LINE_AA, 4)
        self.lay(mask, ink, cover)

    def disc(self, x: float, y: float, r: float, ink: str, cover: float = 1.0, line: float = 0.0) -> None:
        import cv2
        import numpy as np

        mask = np.zeros(self.pixels.shape[:2], np.uint8)
        at = (round(x * FINE * 16), round(y * FINE * 16))
        cv2.circle(mask, at, round(r * FINE * 16), 255, max(1, round(line * FINE)) if line else -1, cv2.LINE_AA, 4)
        self.lay(mask, ink, cover)

    def lay(self, mask: Any, ink: str, cover: float = 1.0) -> None:
        """A colour where the mask is, as dense as it is."""
        import numpy as np

        ys, xs = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
        if not len(ys):
            return
        part = (slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1))
        share = mask[part].astype(np.float32)[..., None] * (cover / 255)
        ground = self.pixels[part].astype(np.float32)
        self.pixels[part] = (ground + (np.array(rgb(ink), np.float32) - ground) * share + 0.5).astype(np.uint8)

    def draw(self, name: str, box: Box, ink: str, lit: str) -> None:
        """A drawn object, as large as its box."""
        import cv2
        import numpy as np

        size = min(box.width, box.height)
        left, top = (box.x0 + box.x1 - size) / 2, (box.y0 + box.y1 - size) / 2
        layers = {ink: np.zeros(self.pixels.shape[:2], np.uint8), lit: np.zeros(self.pixels.shape[:2], np.uint8)}
        for stroke in drawings.strokes(name):
            points = [
                ((left + x / 100 * size) * FINE * 16, (top + y / 100 * size) * FINE * 16) for x, y in stroke.points
            ]
            line = np.round(np.array(points)).astype(np.int32).reshape(-1, 1, 2)
            mask = layers[lit if stroke.accent else ink]
            if stroke.filled:
                cv2.fillPoly(mask, [line], 255, cv2.LINE_AA, 4)
            else:
                cv2.polylines(mask, [line], False, 255, max(2, round(size * FINE * 0.03)), cv2.LINE_AA, 4)
        for tint, mask in layers.items():
            self.lay(mask, tint)

    # --- words ---

    def scrim(self, box: Box, share: float) -> None:
        """The theme's paper, softly, under a box."""
        import cv2
        import numpy as np

        q = 8
        mask = np.zeros((self.pixels.shape[0] // q, self.pixels.shape[1] // q), np.float32)
        pad = box.height * 0.5
        x0, y0, x1, y1 = (round(v * FINE / q) for v in (box.x0 - pad, box.y0 - pad, box.x1 + pad, box.y1 + pad))
        mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 255 * share
        mask = cv2.GaussianBlur(mask, (0, 0), max(1.0, pad * FINE / q * 0.4))
        big = cv2.resize(mask, (self.pixels.shape[1], self.pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
        self.lay(np.clip(big, 0, 255).astype(np.uint8), self.theme.paper.near)

    def under(self, box: Box, ink: str) -> float:
        """The contrast of an ink with what lies under a box: what nine tenths of it reach."""
        import numpy as np

        part = self.pixels[
            round(box.y0 * FINE) : round(box.y1 * FINE) : 2, round(box.x0 * FINE) : round(box.x1 * FINE) : 2
        ]
        linear = (part.reshape(-1, 3) / 255.0) ** 2.2
        light = linear @ np.array([0.2126, 0.7152, 0.0722])
        own = luminance(ink)
        high, low = np.maximum(light, own) + 0.05, np.minimum(light, own) + 0.05
        return float(np.percentile(high / low, 10)) if light.size else 21.0

    def text(
        self,
        setting: Setting,
        x: float,
        top: float,
        ink: str,
        lit: str,
        block: bool = True,
        what: str = "",
        shade: str = "",
    ) -> Box:
        """Set words; what lies under each line is veiled until the words can be read on it."""
        theme = self.theme
        out = []
        for i, row in enumerate(setting.rows):
            base = setting.baseline(top, i)
            box = Box(x, base - setting.cap, x + row.width, base + setting.size * 0.05, what)
            self.caps.append(setting.cap)
            self.said.append(row.text)
            pen = x - fonts.face(setting.voice.key).bearing.get(row.words[0][0], 0.0) * setting.size
            marked = pieces(row.words, row.accents, setting.voice)
            for _ in range(12):
                if all(
                    self.under(box, c) >= READABLE + 0.2
                    for c in {ink, lit}
                    if c != ink or len(marked) > 1 or not marked[0][2]
                ):
                    break
                self.scrim(box, 0.28)
            for k, (text, key, accent) in enumerate(marked):
                track = setting.voice.tight * setting.size
                wide = fonts.width(text, key, setting.size, track)
                real = fonts.width(text.rstrip(), key, setting.size, track)
                tint = ink
                if accent and block:
                    pad = setting.size * 0.09
                    pen += pad if k else 0.0
                own = Box(pen, base - setting.cap, pen + max(2.0, real), base)
                if accent and block:
                    corners = [
                        (pen - pad, own.y0 - pad),
                        (pen + real + pad, own.y0 - pad * 1.5),
                        (pen + real + pad, base + pad),
                        (pen - pad, base + pad * 1.3),
                    ]
                    self.fill(corners, lit)
                    tint = theme.on_accent if lit == theme.accent else theme.ink
                elif accent:
                    tint = lit
                self.contrast = min(self.contrast, self.under(own, tint))
                if shade:  # hard, as if the word were cut out
                    off = setting.size * 0.03
                    self.glyphs(text, key, setting.size, track, pen + off, base + off, shade)
                self.glyphs(text, key, setting.size, track, pen, base, tint)
                pen += wide + (setting.size * 0.09 if accent and block else 0.0)
            self.boxes.append(box)
            out.append(box)
        return Box(min(b.x0 for b in out), out[0].y0, max(b.x1 for b in out), out[-1].y1, "words")

    def glyphs(self, text: str, key: str, size: float, track: float, x: float, base: float, ink: str) -> None:
        """One run of text, each letter where the font's own spacing puts it."""
        import numpy as np
        from PIL import Image, ImageDraw, ImageFont

        mask = Image.new("L", (self.pixels.shape[1], self.pixels.shape[0]))
        pencil = ImageDraw.Draw(mask)
        for i, char in enumerate(text):
            font_key = fonts.runs(char, key)[0][0]
            font = ImageFont.truetype(str(fonts.face(font_key).file), size * FINE, layout_engine=ImageFont.Layout.BASIC)
            at = x + fonts.width(text[: i + 1], key, size, track) - fonts.width(char, key, size, track)
            pencil.text((at * FINE, base * FINE), char, font=font, fill=255, anchor="ls")
        self.lay(np.asarray(mask), ink)

    def jpeg(self) -> bytes:
        """The finished picture, small enough for every platform."""
        import cv2
        from PIL import Image

        small = cv2.resize(self.pixels, (self.width, self.height), interpolation=cv2.INTER_AREA)
        for quality in (92, 86, 78, 68, 55):
            out = io.BytesIO()
            Image.fromarray(small).save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
            if len(out.getvalue()) <= BYTES:
                return out.getvalue()
        raise ConfigError("the thumbnail is larger than 2 MB at every quality", "thumbnail", "Use another picture.")


def ground(theme: Theme, width: int, height: int, seed: int, photo: Path | None, middle: bool = False) -> Any:
    """What everything lies on, as RGB."""
    import cv2
    import numpy as np

    if photo is not None:
        from ytempire.media.photos import load

        array = np.asarray(load(photo, draft=2600))
        scale = max(width / array.shape[1], height / array.shape[0])
        size = (max(width, round(array.shape[1] * scale)), max(height, round(array.shape[0] * scale)))
        fitted = cv2.resize(array, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        top, left = round((size[1] - height) * 0.38), (size[0] - width) // 2
        part = fitted[top : top + height, left : left + width].astype(np.float32)
        grey = part.mean(axis=2, keepdims=True)
        part = grey + (part - grey) * 1.12  # small pictures want a little more colour
        return np.clip((part - 128) * 1.06 + 128, 0, 255).astype(np.uint8)
    free: Literal["left", "right", "center"] = "center" if middle else "right"
    plate = paint(theme, width, height, free=free, variant=seed, seed=f"thumb-{seed}")
    raw = np.frombuffer(next(iter(moving(plate, 1, 30))), np.uint8)
    y = raw[: width * height].reshape(height, width).astype(np.float32)
    u = cv2.resize(raw[width * height : width * height * 5 // 4].reshape(height // 2, width // 2), (width, height))
    v = cv2.resize(raw[width * height * 5 // 4 :].reshape(height // 2, width // 2), (width, height))
    y, u, v = (
        (y - 16) * (255 / 219),
        (u.astype(np.float32) - 128) * (255 / 224),
        (v.astype(np.float32) - 128) * (255 / 224),
    )
    out = np.stack([y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u], 2)
    if theme.paper.relief > 0:
        out *= 1.18  # small pictures want more light
    return np.clip(out, 0, 255).astype(np.uint8)


def heavy(theme: Theme) -> Voice:
    key = "Inter-Black" if theme.type.display == "Inter-ExtraBold" else theme.type.display
    accented = key if theme.type.accented == theme.type.display else theme.type.accented
    gap = WIDER if key.startswith("Inter") else " "
    return Voice(key, accented, theme.type.tight - 0.006, 1.0 if theme.kicker != "rule" else 0.98, gap)


def sign(canvas: Canvas, mark: str) -> None:
    """The channel's mark, small, in the corner that is free."""
    mark = typeset(mark)
    if not mark:
        return
    key, size = canvas.theme.type.strong, 27.0 if canvas.width > canvas.height else 40.0
    fonts.require(mark, key, "look.mark")
    base = canvas.height - 34.0
    x = 64.0 if canvas.width > canvas.height else 76.0
    wide = fonts.width(mark, key, size)
    if x + wide > canvas.corner.x0:
        return
    box = Box(x, base - size * 0.75, x + wide, base)
    ink = max((canvas.theme.ink, canvas.theme.on_accent, canvas.theme.paper.near), key=lambda c: canvas.under(box, c))
    canvas.disc(x + 7, base - size * 0.26, 7, ink)
    canvas.glyphs(mark, key, size, 0.0, x + 26, base, ink)
