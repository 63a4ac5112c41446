"""Thumbnails: at most four words, huge, over the theme or a picture; what lies under them is measured."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from ytempire.errors import ConfigError
from ytempire.media import drawings, fonts
from ytempire.media.fit import Setting, Voice, fit, fits, pieces
from ytempire.media.plates import moving, paint
from ytempire.media.themes import READABLE, Theme, luminance, mix, rgb
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box

WORDS = 4
BYTES = 2_000_000
WIDER = " \u200a"  # between capitals: a space and a hair
FINE = 2  # drawn at twice the size
Plan = Literal["aside", "split", "under", "middle"]
PLANS: tuple[Plan, ...] = ("aside", "split", "under", "middle")


class Canvas:
    """A picture that is painted in pixels of the finished size, twice as fine, with what has been measured."""

    def __init__(self, ground: Any, theme: Theme, loose: bool = False) -> None:
        import cv2

        self.theme, self.loose = theme, loose  # loose: a word may be broken
        self.height, self.width = ground.shape[:2]
        self.pixels = cv2.resize(ground, (self.width * FINE, self.height * FINE), interpolation=cv2.INTER_CUBIC)
        self.contrast = 21.0
        self.boxes: list[Box] = []

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

    def text(self, setting: Setting, x: float, top: float, ink: str, lit: str, block: bool = True) -> Box:
        """Set words; what lies under each line is veiled until the words can be read on it."""
        theme = self.theme
        out = []
        for i, row in enumerate(setting.rows):
            base = setting.baseline(top, i)
            box = Box(x, base - setting.cap, x + row.width, base + setting.size * 0.05)
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


def draw(
    words: str,
    theme: Theme,
    *,
    accent_word: str = "",
    mark: str = "",
    photo: Path | None = None,
    figure: str = "",
    portrait: bool = False,
    seed: int = 0,
    seen: Callable[[Canvas], None] = lambda canvas: None,
) -> tuple[bytes, float]:
    """A JPEG of 1280x720 (or 1080x1920) and the lowest contrast of its words with what lies under them.

    `seen` is shown the finished canvas, with what it measured.
    """
    text = typeset(words)
    if not text:
        raise ConfigError("a thumbnail needs words", "thumbnail", "Give it one to four.")
    if len(text.split(" ")) > WORDS:
        raise ConfigError(f"{len(text.split(' '))} words are too many for a thumbnail", "thumbnail", "Say it in four.")
    width, height = (1080, 1920) if portrait else (1280, 720)
    for key in {_voice(theme).key, _voice(theme).accented}:
        fonts.require(text, key, "thumbnail")
    said = text.upper() if theme.type.upper or theme.kicker != "rule" else text
    figure = typeset(figure)
    name = None if photo or figure else drawings.find([words], seed)
    first = seed % len(PLANS)
    plans = [PLANS[(first + k) % len(PLANS)] for k in range(len(PLANS))]
    if photo is not None and theme.paper.relief < 0:
        plans = [("split", "under")[(seed + k) % 2] for k in range(2)]
    # The seed's own plan first; long words may need another, then no figure, then a hyphen.
    tries = [(p, figure, name, False) for p in plans] + [(p, "", None, False) for p in plans]
    for plan, number, drawn, loose in [*tries, ("under", "", None, True)]:
        canvas = Canvas(_ground(theme, width, height, seed, photo, plan), theme, loose)
        lay = _tall if portrait else {"aside": _aside, "split": _split, "under": _under, "middle": _middle}[plan]
        try:
            lay(canvas, said, accent_word, number, drawn, photo is not None)
        except ConfigError:
            if loose:
                raise
            continue
        break
    _sign(canvas, mark)
    seen(canvas)
    return canvas.jpeg(), round(canvas.contrast, 2)


def _ground(theme: Theme, width: int, height: int, seed: int, photo: Path | None, plan: Plan) -> Any:
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
    free: Literal["left", "right", "center"] = "center" if plan == "middle" else "right"
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


def _voice(theme: Theme) -> Voice:
    heavy = "Inter-Black" if theme.type.display == "Inter-ExtraBold" else theme.type.display
    accented = heavy if theme.type.accented == theme.type.display else theme.type.accented
    gap = WIDER if heavy.startswith("Inter") else " "
    return Voice(heavy, accented, theme.type.tight - 0.006, 1.0 if theme.kicker != "rule" else 0.98, gap)


def _fit(canvas: Canvas, text: str, accent: str, width: float, height: float, rows: int, most: float = 340) -> Setting:
    if _block(canvas) and accent:
        width *= 0.94  # a block stands out a little on both sides
    voice = _voice(canvas.theme)
    least = math.ceil(canvas.height * (0.10 if canvas.width > canvas.height else 0.045) / fonts.face(voice.key).cap)
    if not canvas.loose and not fits(text, voice, width, height, most=most, least=least, rows=rows):
        raise ConfigError(f"“{text}” has no room", "thumbnail", "Say it with shorter words.")
    return fit(text, voice, width, height, most=most, least=least, rows=rows, accent=accent, where="thumbnail")


def _block(canvas: Canvas) -> bool:
    return canvas.theme.emphasis in ("block", "underline")


def _hero(canvas: Canvas, box: Box, figure: str, name: str | None, medal: bool = True) -> None:
    """The figure, or the drawn object, as large as there is room."""
    theme = canvas.theme
    if figure:
        voice = Voice(_voice(theme).key, tight=-0.04, leading=0.96)
        rows = 1 if fits(figure, voice, box.width, box.height, most=400, least=120, rows=1) else 2
        setting = fit(figure, voice, box.width, box.height, most=420, least=60, rows=rows, where="thumbnail figure")
        top = box.y0 + (box.height - setting.height + setting.size * 0.22) / 2
        x = box.x0 + (box.width - setting.width) / 2
        shade = setting.size * 0.035
        for i, row in enumerate(setting.rows):
            for text, key, _ in pieces(row.words, frozenset(), voice):
                canvas.glyphs(
                    text,
                    key,
                    setting.size,
                    voice.tight * setting.size,
                    x + shade,
                    setting.baseline(top, i) + shade,
                    mix(theme.paper.near, "#000000", 0.25)
                    if theme.paper.relief > 0
                    else mix(theme.paper.near, theme.ink, 0.2),
                )
        canvas.text(setting, x, top, theme.accent, theme.accent, block=False)
        return
    if not name:
        return
    size = min(box.width, box.height)
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    ink, lit = theme.ink, theme.accent
    if medal:
        r = size / 2
        canvas.disc(cx + r * 0.05, cy + r * 0.07, r, mix(theme.paper.near, "#000000", 0.4), 0.45)
        canvas.disc(cx, cy, r, theme.accent)
        canvas.disc(cx, cy, r * 0.93, theme.on_accent, line=r * 0.018)
        ink = theme.on_accent
        lit = mix(theme.on_accent, theme.accent, 0.42)
        size *= 0.66
    canvas.draw(name, Box(cx - size / 2, cy - size / 2, cx + size / 2, cy + size / 2), ink, lit)


def _bar(canvas: Canvas, setting: Setting, x: float, y: float, wide: float, tall: float = 16) -> None:
    """The short bar over the words; none where a block begins there."""
    if not (_block(canvas) and 0 in setting.rows[0].accents):
        canvas.fill([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], canvas.theme.accent)


def _aside(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """Words on the left, what it is about on the right."""
    theme = canvas.theme
    left, width = 64.0, 660.0 if figure or name else 760.0 if photo else 1060.0
    setting = _fit(canvas, text, accent, width, 560, 4)
    if photo:
        canvas.scrim(Box(-200, 60, left + setting.width * 0.86, 660), 0.62)
    if figure or name:
        _hero(canvas, Box(770, 110, 1240, 590), figure, name)
    top = (canvas.height - setting.height + setting.size * 0.2) / 2 - 14
    _bar(canvas, setting, left, top - 46, 150)
    canvas.text(setting, left, top, theme.ink, theme.accent, _block(canvas))


def _split(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """The words on a slanting field of the accent, the rest beside it."""
    theme = canvas.theme
    full = not (figure or name or photo)
    edge = 1010.0 if full else 650.0 if figure else 730.0
    canvas.fill([(0, 0), (edge + 130, 0), (edge - 70, 720), (0, 720)], mix(theme.paper.near, "#000000", 0.5), 0.35)
    canvas.fill([(0, 0), (edge + 96, 0), (edge - 96, 720), (0, 720)], theme.accent)
    canvas.fill([(edge + 112, 0), (edge + 128, 0), (edge - 64, 720), (edge - 80, 720)], theme.accent)
    setting = _fit(canvas, text, "", edge - 130, 540, 4)
    top = (canvas.height - setting.height + setting.size * 0.2) / 2 - 8
    canvas.text(setting, 64, top, theme.on_accent, theme.on_accent, block=False)
    if figure:
        _hero(canvas, Box(edge + 134, 120, 1250, 590), figure, None)
    elif name:
        _hero(canvas, Box(edge + 70, 130, 1240, 590), "", name, medal=False)


def _under(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """The words along the lower edge, what it is about over them."""
    theme = canvas.theme
    setting = _fit(canvas, text, accent, 1030, 330 if not photo else 270, 2, most=250)
    top = 720 - 100 - setting.height + setting.size * 0.2
    if photo and theme.paper.relief < 0:  # a veil of light would wash a picture out: a strip of paper, torn aslant
        canvas.fill([(0, top - 96), (1280, top - 40), (1280, 720), (0, 720)], theme.paper.near)
        canvas.fill([(0, top - 112), (1280, top - 56), (1280, top - 48), (0, top - 104)], theme.accent)
    elif photo:
        canvas.scrim(Box(-200, top - 10, 1500, 900), 0.72)
    room = Box(64, 50, 1216, top - 40)
    if figure:
        _hero(canvas, Box(room.x0, room.y0, min(room.x1, room.x0 + 900), room.y1), figure, None)
    elif name:
        side = min(room.height, 420.0)
        _hero(canvas, Box(1216 - side, 50, 1216, 50 + side), "", name)
    if not figure:
        _bar(canvas, setting, 64, top - 46, 190)
    canvas.text(setting, 64, top, theme.ink, theme.accent, _block(canvas))


def _middle(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """Everything on one axis, framed."""
    theme = canvas.theme
    if photo:
        canvas.scrim(Box(140, 120, 1140, 600), 0.5)
    over = 250.0 if figure or name else 0.0
    setting = _fit(canvas, text, accent, 1010, 540 - over, 3 if not over else 2, most=300)
    tall = setting.height - setting.size * 0.2 + over + (34 if over else 0)
    top = (720 - tall) / 2 - 6
    if over:
        _hero(canvas, Box(240, top, 1040, top + over), figure, name)
        top += over + 34
    thick = 14.0
    for (x, y), dx, dy in (((34, 34), 1, 1), ((1246, 34), -1, 1)):
        canvas.fill([(x, y), (x + 150 * dx, y), (x + 150 * dx, y + thick * dy), (x, y + thick * dy)], theme.accent)
        canvas.fill([(x, y), (x + thick * dx, y), (x + thick * dx, y + 110 * dy), (x, y + 110 * dy)], theme.accent)
    for i, row in enumerate(setting.rows):
        one = Setting(setting.size, (row,), setting.step, row.width, setting.cap, setting.voice, setting.cap)
        canvas.text(one, (1280 - row.width) / 2, top + i * setting.step, theme.ink, theme.accent, _block(canvas))


def _tall(canvas: Canvas, text: str, accent: str, figure: str, name: str | None, photo: bool) -> None:
    """For an upright film: the words over the middle, the rest under them."""
    theme = canvas.theme
    setting = _fit(canvas, text, accent, 930, 860, 4, most=320)
    hero = bool(figure or name)
    top = 300.0 if hero else 560.0
    if photo:
        top = 1900 - 380 - setting.height
        canvas.scrim(Box(-100, top, 1180, top + setting.height), 0.7)
    _bar(canvas, setting, 76, top - 66, 220, 22)
    canvas.text(setting, 76, top, theme.ink, theme.accent, _block(canvas))
    if hero:
        low = top + setting.height + 70
        side = min(720.0, 1600 - low)
        wide = min(928.0, fonts.width(figure, _voice(theme).key, 400) * 0.94) if figure else side
        _hero(canvas, Box(76, low, 76 + wide, low + side), figure, name)


def _sign(canvas: Canvas, mark: str) -> None:
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
