"""A sheet that a scene is set on: text and shapes go down with their time, and come out as events and boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from ytempire.media import fonts
from ytempire.media.fit import Row, Setting, Voice, fit, pieces, span
from ytempire.media.graphics.shapes import n
from ytempire.media.layers import Field, Hung
from ytempire.media.subs import Event
from ytempire.media.themes import mix, rgb
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut
from ytempire.models.theme import Entrance, Theme

Align = Literal["left", "center", "right"]
Way = Literal["right", "left", "down", "up"]

WIDER = " \u200a"  # a space and a hair
STEADY = 0.75  # at this acceleration or over, what grows keeps pace with the words
LEAVE_MS = 160  # what leaves at the cut, leaves in this time
BACK, FIGURE, TEXT, OVER, CAPTION = 0, 10, 20, 30, 40  # layers


def eased(t: float) -> float:
    """Fast first, then slow: where something is at share t of its way."""
    return 1 - (1 - min(1.0, max(0.0, t))) ** 3


def colour(value: str, channel: int = 1) -> str:
    r, g, b = rgb(value)
    return rf"\{channel}c&H{b:02X}{g:02X}{r:02X}&"


def veil(alpha: float) -> str:
    """How much shows through, 0 none to 1 all."""
    return rf"\alpha&H{round(255 * min(1.0, max(0.0, alpha))):02X}&"


def escape(text: str) -> str:
    """Text that libass takes as it is: no braces that open a command, no backslash that is one."""
    return text.replace("\\", "\\" + fonts.JOINER).replace("{", r"\{").replace("}", r"\}").replace("\n", " ")


def _four(values: Sequence[float]) -> str:
    return ",".join(n(v) for v in values)


class Sheet:
    """One scene's drawing: what is put on it, when, and where; measured, so that a test can see it."""

    def __init__(self, cut: Cut, theme: Theme, zones: Zones, fps: int, plain: bool = False) -> None:
        self.cut, self.theme, self.zones, self.fps = cut, theme, zones, fps
        self.plain = plain  # no drawn objects: their room is for the words
        self.events: list[Event] = []
        self.boxes: list[Box] = []
        self.fields: list[Field] = []
        self.hung: list[Hung] = []
        self.last = cut.index + 1 >= cut.count

    # --- time ---

    def frames(self, ms: float) -> int:
        return max(1, round(ms * self.fps / 1000))

    def ms(self, frames: int) -> int:
        return round(frames * 1000 / self.fps)

    def eased(self, t: float) -> float:
        """Where something that runs is at share t of its time, as the theme moves."""
        ease = self.theme.motion.ease
        if ease == "step":
            return math.ceil(t * 10 - 1e-9) / 10
        if ease == "settle":
            return 1 - (1 - min(1.0, max(0.0, t))) ** 5
        return eased(min(1.0, t * 1.3) if ease == "snap" else t)

    def run(self, ms: float) -> int:
        """How many frames something takes that usually takes so long, as the theme moves."""
        return self.frames(ms * self.theme.motion.pace)

    def beats(self, count: int, soon: bool = False) -> list[int]:
        """When each of `count` elements appears: as the timeline says, else spread over the first 60 %.

        `soon`: the first appears within the first 8 frames whatever is said.
        """
        total = self.cut.frames
        given = [b for b in self.cut.beats if b >= 0]
        even = [round(total * 0.6 * i / max(1, count)) for i in range(count)]
        chosen = given[:count] if len(given) >= count else even
        latest = max(0, total - max(self.frames(500), total // 12))
        beats: list[int] = []
        for beat in chosen:
            beats.append(min(latest, max(beat, beats[-1] if beats else 0)))
        if soon and beats:
            beats[0] = min(beats[0], 6)
        return beats

    # --- voices ---

    def headline(self, tight: bool = True) -> Voice:
        t = self.theme.type
        return Voice(t.display, t.accented, t.tight if tight else 0.0, t.leading, WIDER if t.upper else " ")

    def display(self, leading: float = 1.1) -> Voice:
        """The headline's type without its accent: for numbers, dates and names."""
        return replace(self.headline(), accented="", leading=leading)

    def strong(self, leading: float = 1.16) -> Voice:
        return Voice(self.theme.type.strong, leading=leading)

    def text(self, leading: float = 1.3) -> Voice:
        return Voice(self.theme.type.text, leading=leading)

    def case(self, text: str) -> str:
        return text.upper() if self.theme.type.upper else text

    def where(self, element: str) -> str:
        return f"scene {self.cut.id}, {element}"

    # --- setting text ---

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
        at: int = 0,
        step: int = 2,
        enter: Entrance | Literal["fade", "none"] | None = None,
        until: int | None = None,
        what: str = "text",
        alpha: float = 0.0,
        layer: int = TEXT,
        emphasis: bool = True,
        optical: bool = True,
    ) -> Box:
        """Set fitted text with its capitals' top at `top`; x is the edge or the middle, as `align` says.

        Each line enters `step` frames after the one before.
        """
        boxes = []
        for i, row in enumerate(setting.rows):
            boxes.append(
                self.row(
                    row,
                    setting,
                    x,
                    setting.baseline(top, i),
                    ink,
                    align=align,
                    at=at + i * step,
                    enter=enter,
                    until=until,
                    what=what,
                    alpha=alpha,
                    layer=layer,
                    emphasis=emphasis,
                    optical=optical,
                )
            )
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
        at: int = 0,
        enter: Entrance | Literal["fade", "none"] | None = None,
        until: int | None = None,
        what: str = "text",
        alpha: float = 0.0,
        layer: int = TEXT,
        emphasis: bool = True,
        optical: bool = True,
    ) -> Box:
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
                shown = self._emphasise(text, key, size, voice.tight * size, pen, baseline, at, until, layer)
            parts.append((text, key, shown, wide))
            pen += wide
        return self.runs(
            parts,
            left,
            baseline,
            size,
            voice.tight * size,
            at=at,
            enter=enter,
            until=until,
            what=what,
            alpha=alpha,
            layer=layer,
        )

    def _emphasise(
        self,
        text: str,
        key: str,
        size: float,
        tight: float,
        x: float,
        baseline: float,
        at: int,
        until: int | None,
        layer: int,
    ) -> str:
        """What a theme does to the accented word besides its colour; gives the word's own colour."""
        theme = self.theme
        wide = fonts.width(text.rstrip(), key, size, tight) - tight
        cap = fonts.face(key).cap * size
        if theme.emphasis == "block":
            pad = size * 0.07
            self.fill(
                x - pad,
                baseline - cap - pad * 1.5,
                wide + pad * 2,
                cap + pad * 3,
                theme.accent,
                at=at + 2,
                until=until,
                reveal="right",
                ms=240,
                radius=size * 0.06,
                layer=layer - 1,
            )
            return theme.on_accent
        if theme.emphasis == "underline":
            self.fill(
                x,
                baseline + size * 0.1,
                wide,
                max(4.0, size * 0.055),
                theme.accent,
                at=at + 6,
                until=until,
                reveal="right",
                ms=360,
                layer=layer - 1,
            )
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
        at: int = 0,
        enter: Entrance | Literal["fade", "none"] | None = None,
        until: int | None = None,
        what: str = "text",
        alpha: float = 0.0,
        layer: int = TEXT,
    ) -> Box:
        """Set one line as it is, at a size that is known to fit."""
        wide = fonts.width(text, key, size, track) - track
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * wide
        return self.runs(
            [(text, key, ink, wide)],
            left,
            baseline,
            size,
            track,
            at=at,
            enter=enter,
            until=until,
            what=what,
            alpha=alpha,
            layer=layer,
        )

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
        body = "".join(self._run(t, key, ink, size) for t, key, ink, _ in parts)
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

    def _run(self, text: str, key: str, ink: str, size: float) -> str:
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
        leave = self._leave(end)

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
                    body += self._run(take, key, ink, size)
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
        body = "".join(self._run(t, key, ink, size) for t, key, ink, _ in parts)
        self.put(layer, at + count, end, rf"{{\an7{head}\pos({n(x)},{n(top)}){self._leave(end)}}}{body}")

    # --- shapes ---

    def fill(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        ink: str,
        *,
        alpha: float = 0.0,
        at: int = 0,
        until: int | None = None,
        reveal: Way | None = None,
        ms: int = 420,
        radius: float = 0.0,
        layer: int = FIGURE,
        leaves: bool = True,
        what: str = "",
        boxed: bool = True,
        blur: float = 0.0,
        accel: float = 0.45,
        fade: int = 0,
    ) -> Box:
        """A rectangle; `reveal` lets it grow in that direction from its far side."""
        from ytempire.media.graphics.shapes import rect

        box = Box(x, y, x + width, y + height, what)
        if boxed and what:
            self.boxes.append(box)
        end = self.cut.frames if until is None else until
        grow, place = self._grown(Box(x, y, x + width, y + height), reveal, ms, accel) if reveal else ("", "")
        soft = rf"\blur{n(blur)}" if blur else ""
        self.path(
            rect(width, height, radius),
            x,
            y,
            ink,
            alpha=alpha,
            at=at,
            until=end,
            tags=grow + soft,
            layer=layer,
            leaves=leaves,
            fade=fade,
            place=place,
        )
        return box

    def _grown(self, box: Box, way: Way, ms: int, accel: float) -> tuple[str, str]:
        """How a rectangle grows, as the theme moves: its tags, and its place where that is part of it."""
        move = self.theme.motion
        first = {
            "right": (box.x0, box.y0, box.x0, box.y1),
            "left": (box.x1, box.y0, box.x1, box.y1),
            "down": (box.x0, box.y0, box.x1, box.y0),
            "up": (box.x0, box.y1, box.x1, box.y1),
        }[way]
        whole = (box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)
        if accel >= STEADY:  # it goes with the words or the scene, and not as it likes
            return rf"\clip({_four(first)})\t(0,{ms},{accel},\clip({_four(whole)}))", ""
        ms = round(ms * move.pace)
        if move.ease == "settle":
            accel *= 0.72
        elif move.ease == "step":
            count = max(4, min(12, ms // 60))
            out = rf"\clip({_four(first)})"
            for k in range(1, count + 1):
                share = k / count if k < count else 1.0
                part = tuple(a + (b - a) * share for a, b in zip(first, whole, strict=True))
                out += rf"\t({(k - 1) * ms // count},{(k - 1) * ms // count + 1},\clip({_four(part)}))"
            return out, ""
        elif move.ease == "snap":
            long = box.width if way in ("right", "left") else box.height
            over = 100 + min(5.0, 1400 / max(long, 1.0))
            axis = r"\fscx" if way in ("right", "left") else r"\fscy"
            foot = {"right": (7, first[0], first[1]), "down": (7, first[0], first[1]), "left": (9, first[2], first[1])}
            an, x, y = foot.get(way, (1, first[0], first[3]))
            tags = rf"{axis}1\t(0,{ms * 6 // 10},0.6,{axis}{n(over)})\t({ms * 6 // 10},{ms},0.8,{axis}100)"
            return tags, rf"\an{an}\pos({n(x)},{n(y)})"
        return rf"\clip({_four(first)})\t(0,{ms},{n(accel)},\clip({_four(whole)}))", ""

    def field(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        alpha: float | None = None,
        radius: float = 0.0,
        at: int = 0,
        what: str = "",
        ink: str = "",
        line: float = 0.0,
    ) -> None:
        """A still field under everything else: a card, a track, a disc; in the theme's panel colour."""
        theme = self.theme
        if what:
            self.boxes.append(Box(x, y, x + width, y + height, what))
        self.fields.append(
            Field(
                x, y, width, height, ink or theme.panel, theme.panel_alpha if alpha is None else alpha, radius, at, line
            )
        )

    def path(
        self,
        path: str,
        x: float,
        y: float,
        ink: str,
        *,
        alpha: float = 0.0,
        at: int = 0,
        until: int | None = None,
        tags: str = "",
        layer: int = FIGURE,
        leaves: bool = True,
        fade: int = 0,
        place: str = "",
        line: float = 0.0,
    ) -> None:
        """A path whose own (0, 0) lies at (x, y); `place` replaces the position, as \\move does.

        line: draw along the path, so thick, instead of filling it.
        """
        end = self.cut.frames if until is None else until
        leave = self._fade(fade, end) if leaves else (rf"\fad({fade},0)" if fade else "")
        spot = place or rf"\pos({n(x)},{n(y)})"
        an = "" if r"\an" in spot else r"\an7"
        shade = veil(alpha) if alpha else ""
        if line:
            shade += rf"\1a&HFF&\bord{n(line / 2)}{colour(ink, 3)}"
        self.put(layer, at, end, rf"{{{an}{spot}{colour(ink)}{shade}{tags}{leave}\p4}}" + path)

    def put(self, layer: int, start: int, end: int, text: str) -> None:
        end = min(end, self.cut.frames)
        if start < end:
            self.events.append(Event(layer, start, end, text))

    def _leave(self, end: int) -> str:
        return "" if self.last or end < self.cut.frames else rf"\fad(0,{LEAVE_MS})"

    def _fade(self, ms: int, end: int) -> str:
        out = 0 if self.last or end < self.cut.frames else LEAVE_MS
        return rf"\fad({ms},{out})" if ms or out else ""

    # --- colours ---

    def dim(self, ink: str, share: float = 0.62) -> str:
        """The ink of what is still to come: nearer to the paper."""
        return mix(ink, self.theme.paper.far, share)


__all__ = ["Align", "Row", "Setting", "Sheet", "Voice", "colour", "eased", "escape", "span", "typeset", "veil"]
