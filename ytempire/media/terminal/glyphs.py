"""The letters of a terminal as masks: from its font, or drawn here where they must meet without a seam."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError
from ytempire.media import fonts

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD = FOLDER / "JetBrainsMono-Regular.ttf", FOLDER / "JetBrainsMono-Bold.ttf"
Mask = Any  # numpy.ndarray of uint8: how much of each pixel is ink
_SIGNS = {"✓": "check", "✔": "check", "✗": "cross", "✘": "cross", "✕": "cross", "✖": "cross", "➜": "arrow"}
_ARMS = {"UP": 0, "RIGHT": 1, "DOWN": 2, "LEFT": 3}


@cache
def _font(file: Path) -> tuple[Any, bytes]:
    """A font file, and what it draws for a letter that it lacks."""
    from PIL import ImageFont

    font = ImageFont.truetype(str(file), 40, layout_engine=ImageFont.Layout.BASIC)
    return font, bytes(font.getmask("\U0010fffe"))


def is_font(file: Path) -> bool:
    """Whether a file is a font that can be read."""
    try:
        _font(file)
    except (OSError, ValueError):
        return False
    return True


@cache
def _has(file: Path, char: str) -> bool:
    font, none = _font(file)
    mask = font.getmask(char)
    return bool(mask.getbbox()) and bytes(mask) != none


def _drawn(char: str) -> bool:
    return 0x2500 <= ord(char) <= 0x259F or 0x2800 <= ord(char) <= 0x28FF or char in _SIGNS


def _narrow(char: str) -> str:
    """A full-width form of a plain letter as that letter."""
    return chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char


def lacking(text: str, own: Sequence[Path] = ()) -> str:
    """The letters that can be drawn neither here nor with the fonts given, each once."""
    out = []
    for char in dict.fromkeys(text):
        if char.isspace() or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me") or _drawn(char):
            continue
        if _found(_narrow(char), tuple(own)) is None:
            out.append(char)
    return "".join(out)


def require(text: str, own: Sequence[Path] = (), where: str = "") -> None:
    """Refuse what would be drawn as boxes, naming the letters."""
    lost = lacking(text, own)
    if not lost:
        return
    named = ", ".join(f"{c} (U+{ord(c):04X} {unicodedata.name(c, 'no name').lower()})" for c in lost[:5])
    more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
    raise ConfigError(
        f"no font draws {named}{more}", where, "Name a font that has them: --font FILE, or the theme's own fonts."
    )


@cache
def _found(char: str, own: tuple[Path, ...]) -> Path | None:
    """The font file that draws a letter: the terminal's, then the given ones, then those of the themes."""
    shipped = [fonts.FOLDER / f"{key}.ttf" for key in (*fonts.FALLBACK,)]
    return next((file for file in (REGULAR, *own, *shipped) if _has(file, char[0])), None)


class Glyphs:
    """Masks of letters for one size of cell, each made once."""

    def __init__(self, width: int, height: int, own: Sequence[Path] = ()) -> None:
        self.width, self.height, self.own = width, height, tuple(own)
        self._made: dict[tuple[str, bool, bool, int], Mask] = {}
        self.line = max(1, round(width / 0.6 / 14))  # how thick a light line is

    def mask(self, text: str, bold: bool, italic: bool, cells: int) -> Mask:
        key = (text, bold, italic, cells)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(text, bold, italic, cells)
        return made

    def _make(self, text: str, bold: bool, italic: bool, cells: int) -> Mask:
        import numpy as np

        w, h = self.width * cells, self.height
        char = text[:1]
        if not char.strip():
            return np.zeros((h, w), np.uint8)
        if 0x2500 <= ord(char) <= 0x257F and (made := self._box(char)) is not None:
            return made
        if 0x2580 <= ord(char) <= 0x259F:
            return self._block(char)
        if 0x2800 <= ord(char) <= 0x28FF:
            return self._braille(char)
        if char in _SIGNS:
            return self._sign(_SIGNS[char], bold)
        mask = self._typed(_narrow(char) + text[1:], bold, cells)
        if italic:
            import cv2

            lean = np.array([[1, -0.2, 0.2 * h * 0.62], [0, 1, 0]], np.float32)
            mask = cv2.warpAffine(mask, lean, (w, h), flags=cv2.INTER_LINEAR)
        return mask

    def _typed(self, text: str, bold: bool, cells: int) -> Mask:
        import numpy as np
        from PIL import Image, ImageDraw, ImageFont

        w, h = self.width * cells, self.height
        char = text[0]
        file = _found(char, self.own) or REGULAR
        if file == REGULAR and bold and _has(BOLD, char):
            file = BOLD
        size = self.width / 0.6
        image = Image.new("L", (w, h), 0)
        draw = ImageDraw.Draw(image)
        base = round((h - 1.32 * size) / 2 + 1.02 * size)
        if cells == 1 and file in (REGULAR, BOLD):
            font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
            for part in text:
                draw.text((0, base), part, fill=255, font=font, anchor="ls")
            return np.asarray(image)
        if cells == 2:
            size = min(w * 0.94, h * 0.86)
        font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
        wide = font.getlength(text)
        if wide > w:  # a letter of another font that is too wide for its cell
            font = ImageFont.truetype(str(file), size * w / wide, layout_engine=ImageFont.Layout.BASIC)
            wide = w
        if cells == 2:
            box = font.getbbox(next(c for c in ("国", "H", char) if _has(file, c)), anchor="ls")
            base = round((h - (box[1] + box[3])) / 2)
        draw.text(((w - wide) / 2, base), text, fill=255, font=font, anchor="ls")
        return np.asarray(image)

    # --- drawn, so that they meet ---

    def _box(self, char: str) -> Mask | None:
        import cv2
        import numpy as np

        name = unicodedata.name(char).removeprefix("BOX DRAWINGS ")
        if "DIAGONAL" in name:
            return None
        w, h, k = self.width, self.height, 4
        canvas = np.zeros((h * k, w * k), np.uint8)
        thin, cx, cy = self.line * k, w * k // 2, h * k // 2
        if "ARC" in name:
            down, right = "DOWN" in name, "RIGHT" in name
            r = min(cx, cy)
            mx, my = (cx + r if right else cx - r), (cy + r if down else cy - r)
            start = {(True, True): 180, (True, False): 270, (False, False): 0, (False, True): 90}[(down, right)]
            cv2.ellipse(canvas, (mx, my), (r, r), start, 0, 90, 255, thin, cv2.LINE_8)
            cv2.line(canvas, (cx, my), (cx, h * k if down else 0), 255, thin)
            cv2.line(canvas, (mx, cy), (w * k if right else 0, cy), 255, thin)
            return cv2.resize(canvas, (w, h), interpolation=cv2.INTER_AREA)
        arms = _arms(name)
        weights = {"LIGHT": thin, "HEAVY": thin * 2, "DOUBLE": thin}
        apart = thin * 1.5
        both = max((weights[weight] for weight in arms.values()), default=thin) // 2
        if "DOUBLE" in arms.values():
            both = round(apart + thin / 2)
        for arm, weight in arms.items():
            for side in (-apart, apart) if weight == "DOUBLE" else (0.0,):
                half, shift = weights[weight] / 2, round(side)
                joined = self._mitre(arm, side, arms) if set(arms.values()) == {"DOUBLE"} else both
                if arm in (0, 2):
                    y0, y1 = (0, cy + joined) if arm == 0 else (cy - joined, h * k)
                    canvas[y0:y1, round(cx + shift - half) : round(cx + shift + half)] = 255
                else:
                    x0, x1 = (cx - joined, w * k) if arm == 1 else (0, cx + joined)
                    canvas[round(cy + shift - half) : round(cy + shift + half), x0:x1] = 255
        return cv2.resize(canvas, (w, h), interpolation=cv2.INTER_AREA)

    def _mitre(self, arm: int, side: float, arms: dict[int, str]) -> int:
        """How far a double line reaches beyond the middle: past the outer line at a corner, up to the inner one."""
        if not side:
            return 0
        ahead, behind = ((1, 3) if arm in (0, 2) else (2, 0))[:: 1 if side > 0 else -1]
        half = round(abs(side) + self.line * 2)
        return -round(abs(side) - self.line * 2) if ahead in arms else half if behind in arms else 0

    def _block(self, char: str) -> Mask:
        import numpy as np

        w, h, code = self.width, self.height, ord(char)
        mask = np.zeros((h, w), np.uint8)
        if code == 0x2580:
            mask[: h // 2] = 255
        elif code <= 0x2588:
            mask[h - round(h * (code - 0x2580) / 8) :] = 255
        elif code <= 0x258F:
            mask[:, : round(w * (0x2590 - code) / 8)] = 255
        elif code == 0x2590:
            mask[:, w // 2 :] = 255
        elif code <= 0x2593:
            mask[:] = (64, 128, 192)[code - 0x2591]
        elif code == 0x2594:
            mask[: max(1, h // 8)] = 255
        elif code == 0x2595:
            mask[:, w - max(1, w // 8) :] = 255
        else:
            quarters = {0x2596: "c", 0x2597: "d", 0x2598: "a", 0x2599: "acd", 0x259A: "ad", 0x259B: "abc",
                        0x259C: "abd", 0x259D: "b", 0x259E: "bc", 0x259F: "bcd"}[code]  # fmt: skip
            for part in quarters:
                y, x = divmod("abcd".index(part), 2)
                mask[y * (h // 2) : h if y else h // 2, x * (w // 2) : w if x else w // 2] = 255
        return mask

    def _braille(self, char: str) -> Mask:
        import cv2
        import numpy as np

        w, h, k = self.width, self.height, 4
        canvas = np.zeros((h * k, w * k), np.uint8)
        for bit, (x, y) in enumerate(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))):
            if (ord(char) - 0x2800) >> bit & 1:
                at = (round((0.27 + 0.46 * x) * w * k), round((0.16 + 0.225 * y) * h * k))
                cv2.circle(canvas, at, round(0.12 * w * k), 255, -1)
        return cv2.resize(canvas, (w, h), interpolation=cv2.INTER_AREA)

    def _sign(self, which: str, bold: bool) -> Mask:
        import cv2
        import numpy as np

        w, h, k = self.width, self.height, 8
        canvas = np.zeros((h * k, w * k), np.uint8)
        thick = round(w * k * (0.17 if bold else 0.13))
        strokes = {
            "check": (((0.10, 0.56), (0.38, 0.70)), ((0.38, 0.70), (0.92, 0.30))),
            "arrow": (((0.05, 0.52), (0.90, 0.52)), ((0.55, 0.34), (0.92, 0.52)), ((0.55, 0.70), (0.92, 0.52))),
            "cross": (((0.15, 0.36), (0.85, 0.70)), ((0.85, 0.36), (0.15, 0.70))),
        }[which]
        for (x0, y0), (x1, y1) in strokes:
            ends = (round(x0 * w * k), round(y0 * h * k)), (round(x1 * w * k), round(y1 * h * k))
            cv2.line(canvas, *ends, 255, thick, cv2.LINE_8)
        return cv2.resize(canvas, (w, h), interpolation=cv2.INTER_AREA)


def _arms(name: str) -> dict[int, str]:
    """The arms of a line from its name in Unicode, each with its weight: up, right, down, left."""
    name = name.replace("TRIPLE DASH ", "").replace("QUADRUPLE DASH ", "").replace("DOUBLE DASH ", "")
    name = name.replace("HORIZONTAL", "LEFT RIGHT").replace("VERTICAL", "UP DOWN").replace("SINGLE", "LIGHT")
    found: dict[int, str] = {}
    weight, waiting = "", []
    for word in name.replace(" AND ", " ").split():
        if word in _ARMS:
            if weight:
                found[_ARMS[word]] = weight
            waiting.append(_ARMS[word])
        elif word in ("LIGHT", "HEAVY", "DOUBLE"):
            if (waiting and any(arm not in found for arm in waiting)) or (waiting and name.split()[0] in _ARMS):
                found |= dict.fromkeys(waiting, word)  # "UP HEAVY": the weight comes after its arms
                waiting = []
            else:
                weight, waiting = word, []
    return found or dict.fromkeys(waiting, weight or "LIGHT")
