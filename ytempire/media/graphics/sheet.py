"""A sheet that a scene is set on: text and shapes go down with their time, and come out as events and boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, TypedDict, Unpack

from ytempire.media import fonts
from ytempire.media.fit import Row, Setting, Voice, fit, pieces, span
from ytempire.media.graphics.filled import Filled, Way
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.tags import BACK, CAPTION, FIGURE, LEAVE_MS, OVER, TEXT, colour, eased, escape, veil
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models.theme import Entrance

Align = Literal["left", "center", "right"]


class Shown(TypedDict, total=False):
    """When a text comes and goes, in which way, how much shows through it, and in which layer it lies."""

    at: int
    enter: Entrance | Literal["fade", "none"] | None  # None is the theme's own way
    until: int | None
    what: str  # its name among the boxes
    alpha: float
    layer: int


class Sheet(Filled):
    """A scene's drawing: shapes, and text that is fitted, set and lit."""

    def fit(
        self,
        text: str,
        voice: Voice,
        width: float,
        height: float,
        *,
        most: float,
        least: float,
        rows: int = 3,
        accent: str = "",
        what: str = "text",
    ) -> Setting:
        return fit(
            text,
            voice,
            width,
            height,
            most=most,
            least=min(most, least),
            rows=rows,
            accent=accent,
            where=self.where(what),
        )

    def block(
        self,
        setting: Setting,
        x: float,
        top: float,
        ink: str,
        *,
        align: Align = "left",
        step: int = 2,
        emphasis: bool = True,
        optical: bool = True,
        **how: Unpack[Shown],
    ) -> Box:
        """Set fitted text with its capitals' top at `top`; x is the edge or the middle, as `align` says.

        Each line enters `step` frames after the one before.
        """
        boxes = []
        for i, row in enumerate(setting.rows):
            shown: Shown = {**how, "at": how.get("at", 0) + i * step}
            y = setting.baseline(top, i)
            boxes.append(self.row(row, setting, x, y, ink, align=align, emphasis=emphasis, optical=optical, **shown))
        what = how.get("what", "text")
        if not boxes:
            return Box(x, top, x, top, what)
        return Box(
            min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes), what
        )

    def row(
        self,
        row: Row,
        setting: Setting,
        x: float,
        baseline: float,
        ink: str,
        *,
        align: Align = "left",
        emphasis: bool = True,
        optical: bool = True,
        **how: Unpack[Shown],
    ) -> Box:
        """Set one fitted line on its baseline."""
        size, voice = setting.size, setting.voice
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * row.width
        if optical and align == "left" and row.words:
            left -= fonts.face(voice.key).bearing.get(row.words[0][0], 0.0) * size
        parts: list[tuple[str, str, str, float]] = []
        pen = left
        for text, key, lit in pieces(row.words, row.accents, voice):
            wide = fonts.width(text, key, size, voice.tight * size)
            shown = ink
            if lit and emphasis:
                shown = self._emphasise(text, key, size, voice.tight * size, pen, baseline, how)
            parts.append((text, key, shown, wide))
            pen += wide
        return self.runs(parts, left, baseline, size, voice.tight * size, **how)

    def _emphasise(self, text: str, key: str, size: float, tight: float, x: float, baseline: float, how: Shown) -> str:
        """What a theme does to the accented word besides its colour; gives the word's own colour."""
        theme = self.theme
        at, until, layer = how.get("at", 0), how.get("until"), how.get("layer", TEXT) - 1
        wide = fonts.width(text.rstrip(), key, size, tight) - tight
        cap = fonts.face(key).cap * size
        if theme.emphasis == "block":
            pad = size * 0.07
            self.fill(x - pad, baseline - cap - pad * 1.5, wide + pad * 2, cap + pad * 3, theme.accent, at=at + 2,
                      until=until, reveal="right", ms=240, radius=size * 0.06, layer=layer)  # fmt: skip
            return theme.on_accent
        if theme.emphasis == "underline":
            self.fill(x, baseline + size * 0.1, wide, max(4.0, size * 0.055), theme.accent, at=at + 6, until=until,
                      reveal="right", ms=360, layer=layer)  # fmt: skip
        return theme.accent

    def line(
        self,
        text: str,
        key: str,
        size: float,
        x: float,
        baseline: float,
        ink: str,
        *,
        align: Align = "left",
        track: float = 0.0,
        **how: Unpack[Shown],
    ) -> Box:
        """Set one line as it is, at a size that is known to fit."""
        wide = fonts.width(text, key, size, track) - track
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * wide
        return self.runs([(text, key, ink, wide)], left, baseline, size, track, **how)

    def runs(
        self,
        parts: Sequence[tuple[str, str, str, float]],
        left: float,
        baseline: float,
        size: float,
        track: float,
        *,
        at: int = 0,
        enter: Entrance | Literal["fade", "none"] | None = None,
        until: int | None = None,
        what: str = "text",
        alpha: float = 0.0,
        layer: int = TEXT,
    ) -> Box:
        """Set runs of (text, font, colour, width) on one baseline."""
        face = fonts.face(parts[0][1]) if parts else fonts.face(self.theme.type.text)
        wide = sum(p[3] for p in parts)
        rise = max(fonts.face(key).ascent for _, key, _, _ in parts) if parts else face.ascent
        text = "".join(p[0] for p in parts).strip()
        ink = left + (face.bearing.get(text[0], 0.0) * size if text else 0.0)
        box = Box(ink, baseline - face.cap * size, left + wide, baseline + 0.22 * size, what)
        if not text:
            return box
        self.boxes.append(box)
        body = "".join(self.lettered(t, key, ink, size) for t, key, ink, _ in parts)
        head = (rf"\fsp{n(track)}" if track else "") + (veil(alpha) if alpha else "")
        enter = enter or self.theme.entrance
        end = self.cut.frames if until is None else until
        if enter == "type" and len(text) > 46:
            enter = "wipe"
        # libass puts runs of several fonts on one baseline by the tallest ascent
        top = baseline - rise * size
        tall = size * max((fonts.face(key).line for _, key, _, _ in parts), default=1.2)
        self._text(layer, body, head, left, top, wide, tall, at, end, enter, size, parts)
        return box

    def lettered(self, text: str, key: str, ink: str, size: float) -> str:
        """A run of text as libass takes it, each letter in the first font that has it."""
        out = ""
        for font, part in fonts.runs(text, key):
            face = fonts.face(font)
            out += rf"{{\fn{face.family}\fs{n(size * face.line)}{colour(ink)}}}{escape(part)}"
        return out

    def _text(
        self,
        layer: int,
        body: str,
        head: str,
        x: float,
        top: float,
        wide: float,
        tall: float,
        at: int,
        end: int,
        enter: str,
        size: float,
        parts: Sequence[tuple[str, str, str, float]],
    ) -> None:
        leave = self.leave(end)

        def put(start: int, stop: int, tags: str) -> None:
            self.put(layer, start, stop, rf"{{\an7{head}{tags}}}{body}")

        if enter == "rise":
            count, far = self.frames(330), min(44.0, 16 + size * 0.2)
            for k in range(min(count, end - at)):
                e = eased((k + 1) / (count + 1))
                shown = min(1.0, 0.25 + e * 0.9)
                put(at + k, at + k + 1, rf"\pos({n(x)},{n(top + far * (1 - e))}){veil(1 - shown)}")
            put(at + count, end, rf"\pos({n(x)},{n(top)}){leave}")
        elif enter == "wipe":
            y0, y1, edge = n(top - 10), n(top + tall + 14), x + wide + size * 0.3
            put(
                at,
                end,
                rf"\pos({n(x)},{n(top)})\clip({n(x - 16)},{y0},{n(x + wide * 0.12)},{y1})"
                rf"\t(0,380,0.55,\clip({n(x - 16)},{y0},{n(edge)},{y1}))" + self._fade(90, end),
            )
        elif enter == "pop":
            put2 = (
                rf"\an5\pos({n(x + wide / 2)},{n(top + tall / 2)})\fscx84\fscy84"
                r"\t(0,200,0.5,\fscx103.5\fscy103.5)\t(200,330,\fscx100\fscy100)"
            )
            self.put(layer, at, end, rf"{{{head}{put2}{self._fade(110, end)}}}{body}")
        elif enter == "type":
            self._typed(layer, head, x, top, tall, at, end, size, parts)
        elif enter == "fade":
            put(at, end, rf"\pos({n(x)},{n(top)}){self._fade(260, end)}")
        else:
            put(at, end, rf"\pos({n(x)},{n(top)}){leave}")

    def _typed(
        self,
        layer: int,
        head: str,
        x: float,
        top: float,
        tall: float,
        at: int,
        end: int,
        size: float,
        parts: Sequence[tuple[str, str, str, float]],
    ) -> None:
        """Letter by letter behind a block, within 400 ms."""
        total = sum(len(p[0]) for p in parts)
        count = max(3, min(self.frames(400), total))
        for k in range(min(count, end - at)):
            shown = max(1, math.ceil(total * eased((k + 1) / count) ** 0.9))
            body, pen, left = "", x, shown
            for text, key, ink, _ in parts:
                take = text[:left]
                left -= len(take)
                if take:
                    body += self.lettered(take, key, ink, size)
                    pen += fonts.width(take, key, size)
            self.put(layer, at + k, at + k + 1, rf"{{\an7{head}\pos({n(x)},{n(top)})}}{body}")
            key = parts[0][1]
            cap, base = fonts.face(key).cap * size, top + fonts.face(key).ascent * size
            if shown < total:
                self.fill(
                    min(pen + size * 0.06, x + sum(p[3] for p in parts) - size * 0.5),
                    base - cap,
                    size * 0.5,
                    cap,
                    self.theme.accent,
                    at=at + k,
                    until=at + k + 1,
                    leaves=False,
                    boxed=False,
                    layer=layer,
                )
        body = "".join(self.lettered(t, key, ink, size) for t, key, ink, _ in parts)
        self.put(layer, at + count, end, rf"{{\an7{head}\pos({n(x)},{n(top)}){self.leave(end)}}}{body}")


__all__ = ["BACK", "CAPTION", "FIGURE", "LEAVE_MS", "OVER", "TEXT", "Align", "Row", "Setting", "Sheet", "Voice", "Way",
           "colour", "eased", "escape", "span", "typeset", "veil"]  # fmt: skip
