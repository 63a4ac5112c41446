"""A question, its options, a countdown, and the answer."""

from __future__ import annotations

import math

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, TEXT, Align, Sheet
from ytempire.media.zones import Box
from ytempire.models import Quiz

LETTERS = "ABCD"
CLOCK = 168.0


def build(sheet: Sheet, visual: Quiz) -> None:
    """Elements: the question, each option, the answer."""
    count = len(visual.options)
    if visual.answer > count > 0 or (visual.answer and not count):
        raise ConfigError(
            f"option {visual.answer} is the answer, and there are {count or 'none'}",
            sheet.where("question"),
            "Name the place of the right option, from 1, or 0 for none.",
        )
    first, *beats, end = sheet.beats(count + 2, soon=True)
    z, c = sheet.zones, sheet.zones.content
    start = (beats[-1] if beats else first) + sheet.frames(400)
    if z.tall:
        _tall(sheet, visual, first, beats, (start, end))
    elif not count:
        _alone(sheet, visual, first, (start, end))
    elif sheet.cut.layout == "center":
        _centred(sheet, visual, first, beats, (start, end))
    else:
        on_left = sheet.cut.layout == "left"
        wide = c.width * 0.46
        text = Box(c.x0, c.y0, c.x0 + wide, c.y1) if on_left else Box(c.x1 - wide, c.y0, c.x1, c.y1)
        fields = Box(c.x0 + wide + 90, c.y0, c.x1, c.y1) if on_left else Box(c.x0, c.y0, c.x1 - wide - 90, c.y1)
        asked = _asked(sheet, visual, text.width, c.height - 44 - CLOCK - 60, 116.0, 6)
        said = _revealed(sheet, visual, text.width, min(220.0, c.height - asked.height - 110), 58.0)
        foot = max(CLOCK, said.height if said.rows else 0.0)
        top = c.y0 + max(0.0, (c.height - 44 - asked.height - 64 - foot) / 2)
        furniture.rule(sheet, text.x0, top, at=0, width=96.0)
        sheet.block(asked, text.x0, top + 44, sheet.theme.ink, at=first, step=3, what="question")
        under = top + 44 + asked.height + 64
        _clock(sheet, visual, text.x0 + CLOCK / 2, under + CLOCK / 2, start, end)
        sheet.block(said, text.x0, under, sheet.theme.accent, at=end + 4, what="answer", emphasis=False)
        gap = 26.0
        tall = min(150.0, (fields.height - gap * (count - 1)) / count)
        up = (fields.height - tall * count - gap * (count - 1)) / 2
        boxes = [
            Box(fields.x0, fields.y0 + up + i * (tall + gap), fields.x1, fields.y0 + up + i * (tall + gap) + tall)
            for i in range(count)
        ]
        _options(sheet, visual, boxes, beats, end)


def _asked(sheet: Sheet, visual: Quiz, width: float, height: float, most: float, rows: int) -> Setting:
    return sheet.fit(
        sheet.case(visual.text),
        sheet.headline(),
        width,
        height,
        most=most * sheet.theme.type.big,
        least=44,
        rows=rows,
        what="question",
    )


def _revealed(sheet: Sheet, visual: Quiz, width: float, height: float, most: float) -> Setting:
    return sheet.fit(visual.reveal, sheet.strong(1.14), width, height, most=most, least=32, rows=5, what="reveal")


def _alone(sheet: Sheet, visual: Quiz, first: int, when: tuple[int, int]) -> None:
    """A question without options: large, with the answer where the countdown was."""
    c = sheet.zones.content
    align: Align = "center" if sheet.cut.layout == "center" else "left"
    x = 960.0 if align == "center" else c.x0
    asked = _asked(sheet, visual, 1500.0, 360.0, 152.0, 4)
    said = _revealed(sheet, visual, 1400.0, 230.0, 92.0)
    clock = 200.0
    foot = max(clock, said.height)
    top = c.y0 + max(0.0, (c.height - 44 - asked.height - 76 - foot) / 2)
    furniture.rule(sheet, x, top, align, at=0, width=96.0)
    sheet.block(asked, x, top + 44, sheet.theme.ink, align=align, at=first, step=3, what="question")
    under = top + 44 + asked.height + 76
    _clock(sheet, visual, x if align == "center" else x + clock / 2, under + clock / 2, *when, side=clock)
    sheet.block(said, x, under, sheet.theme.accent, align=align, at=when[1] + 4, what="answer", emphasis=False)


def _centred(sheet: Sheet, visual: Quiz, first: int, beats: list[int], when: tuple[int, int]) -> None:
    """The question over its options, two abreast, and the countdown between and then the answer under them."""
    c = sheet.zones.content
    count = len(visual.options)
    down = math.ceil(count / 2)
    asked = _asked(sheet, visual, 1400.0, 210.0, 92.0, 2)
    said = _revealed(sheet, visual, 1500.0, 120.0, 52.0)
    foot, gap = 132.0, 28.0
    top = c.y0
    furniture.rule(sheet, 960.0, top + 8, "center", at=0, width=96.0)
    sheet.block(asked, 960.0, top + 52, sheet.theme.ink, align="center", at=first, step=3, what="question")
    y = top + 52 + asked.height + 48
    room = c.y1 - foot - 26 - y
    tall = min(150.0, (room - gap * (down - 1)) / down)
    y += max(0.0, (room - tall * down - gap * (down - 1)) / 2)
    wide = (c.width - gap) / 2
    boxes = []
    for i in range(count):
        row, column = divmod(i, 2)
        left = c.x0 + column * (wide + gap) if i + 1 < count or count % 2 == 0 else 960 - wide / 2
        boxes.append(Box(left, y + row * (tall + gap), left + wide, y + row * (tall + gap) + tall))
    _options(sheet, visual, boxes, beats, when[1])
    _clock(sheet, visual, 960.0, c.y1 - foot / 2, *when, side=foot)
    under = c.y1 - foot / 2 - said.height / 2
    sheet.block(said, 960.0, under, sheet.theme.accent, align="center", at=when[1] + 4, what="answer", emphasis=False)


def _tall(sheet: Sheet, visual: Quiz, first: int, beats: list[int], when: tuple[int, int]) -> None:
    """One under another: question, options, countdown and then the answer."""
    z, c = sheet.zones, sheet.zones.content
    count = len(visual.options)
    right = z.edge(c.y1)
    width = right - c.x0
    foot = 150.0 if not z.square else 112.0
    if not count:
        foot = 300.0
    asked = _asked(sheet, visual, c.width, (300.0 if not z.square else 190.0) if count else 440.0, 92.0, 4)
    said = _revealed(sheet, visual, width, foot - 8, 54.0)
    furniture.rule(sheet, c.x0, c.y0 + 6, at=0, width=96.0)
    sheet.block(asked, c.x0, c.y0 + 48, sheet.theme.ink, at=first, step=3, what="question")
    y = c.y0 + 48 + asked.height + (52 if not z.square else 36)
    if count:
        gap = 22.0 if not z.square else 16.0
        room = c.y1 - foot - 32 - y
        tall = min(132.0, (room - gap * (count - 1)) / count)
        boxes = [Box(c.x0, y + i * (tall + gap), right, y + i * (tall + gap) + tall) for i in range(count)]
        _options(sheet, visual, boxes, beats, when[1])
        y = boxes[-1].y1 + 32
    side = foot if count else 230.0
    _clock(sheet, visual, c.x0 + side / 2, y + side / 2, *when, side=side)
    sheet.block(said, c.x0, y + 4, sheet.theme.accent, at=when[1] + 4, what="answer", emphasis=False)


def _options(sheet: Sheet, visual: Quiz, boxes: list[Box], beats: list[int], end: int) -> None:
    box = boxes[0]
    inset, badge = 26.0, min(84.0, box.height - 22)
    if badge < 32:
        raise ConfigError("there is no room for its options", sheet.where("question"), "Ask it shorter.")
    width = box.width - inset * 2 - badge - 30

    def at_size(size: float) -> list[Setting]:
        return [
            sheet.fit(
                text, sheet.strong(1.1), width, box.height - 20, most=size, least=30, rows=2, what=f"option {i + 1}"
            )
            for i, text in enumerate(visual.options)
        ]

    settings = at_size(min(s.size for s in at_size(58.0)))
    for i, (box, at, setting) in enumerate(zip(boxes, beats, settings, strict=True)):
        _option(sheet, i, box, at, end, setting, badge, inset, visual.answer)


def _option(
    sheet: Sheet, i: int, box: Box, at: int, end: int, setting: Setting, badge: float, inset: float, answer: int
) -> None:
    """A field with its letter; at the end it is lit, or goes dim."""
    theme = sheet.theme
    right = answer == i + 1
    until = end if answer else sheet.cut.frames
    radius = min(theme.round * 1.4, box.height / 2)
    sheet.field(box.x0, box.y0, box.width, box.height, radius=radius, at=at, what="option field")
    sheet.field(box.x0, box.y0, box.width, box.height, radius=radius, at=at, ink=theme.muted, alpha=0.7, line=2.5)
    middle = (box.y0 + box.y1) / 2
    key, size = theme.type.display, badge * 0.52
    cap = fonts.face(key).cap * size
    cx = box.x0 + inset + badge / 2
    shape = shapes.rect(badge, badge, min(theme.round * 1.2, badge / 2) if theme.kicker != "pill" else badge / 2)
    first = middle - (setting.height - 0.22 * setting.size) / 2
    x = box.x0 + inset + badge + 30

    def put(start: int, stop: int, face: str, letter: str, ink: str, veil: float, enter: bool) -> None:
        if start >= stop:
            return
        sheet.path(
            shape, cx - badge / 2, middle - badge / 2, face, at=start, until=stop, alpha=veil, fade=160 if enter else 0,
            layer=FIGURE + 3,
        )  # fmt: skip
        sheet.line(
            LETTERS[i], key, size, cx, middle + cap / 2, letter, align="center", at=start, until=stop, enter="none",
            alpha=veil, what="letter",
        )  # fmt: skip
        sheet.block(
            setting, x, first, ink, at=start, until=stop, step=2 if enter else 0, enter=None if enter else "none",
            alpha=veil, what="option", emphasis=False, layer=TEXT,
        )  # fmt: skip

    put(at, until, theme.accent, theme.on_accent, theme.ink, 0.0, True)
    if not answer or until >= sheet.cut.frames:
        return
    if right:
        sheet.fill(
            box.x0, box.y0, box.width, box.height, theme.accent, at=until, fade=90, radius=radius,
            layer=FIGURE + 2,
        )  # fmt: skip
        put(until, sheet.cut.frames, theme.on_accent, theme.accent, theme.on_accent, 0.0, False)
    else:
        put(until, sheet.cut.frames, sheet.dim(theme.muted, 0.66), theme.muted, theme.muted, 0.3, False)


def _clock(sheet: Sheet, visual: Quiz, cx: float, cy: float, start: int, end: int, side: float = CLOCK) -> None:
    """A ring that empties while its number counts down, up to the answer."""
    long = min(visual.seconds * sheet.fps, end - start)
    if long < sheet.fps // 2:
        return
    theme = sheet.theme
    begin = end - long
    r, thick = side / 2, max(10.0, side * 0.09)
    sheet.boxes.append(Box(cx - r, cy - r, cx + r, cy + r, "countdown"))
    track = shapes.ring(r, thick, r, r)
    sheet.path(track, cx - r, cy - r, theme.muted, alpha=0.72, at=begin, until=end, fade=200, leaves=False)
    for k in range(long):
        sweep = 360 * (1 - k / long)
        path = shapes.arc(r, thick, 360 - sweep, sweep, r, r)
        sheet.path(
            path, cx - r, cy - r, theme.accent, at=begin + k, until=begin + k + 1, leaves=False, layer=FIGURE + 1
        )
    key, size = theme.type.display, side * 0.5
    face = fonts.face(key)
    seconds = math.ceil(long / sheet.fps)
    for left in range(seconds, 0, -1):
        stop = end - (left - 1) * sheet.fps
        at = max(begin, end - left * sheet.fps)
        text = str(left)
        wide = fonts.width(text, key, size)
        middle = cy + face.cap * size / 2 - face.ascent * size + size * face.line / 2
        pop = r"\fscx70\fscy70\t(0,160,0.5,\fscx104\fscy104)\t(160,260,\fscx100\fscy100)"
        tags = rf"\an5\pos({n(cx)},{n(middle)}){pop}"
        ink = theme.ink
        sheet.put(TEXT, at, stop, rf"{{{tags}}}" + sheet.lettered(text, key, ink, size))
        sheet.boxes.append(
            Box(cx - wide / 2, cy - face.cap * size / 2, cx + wide / 2, cy + face.cap * size / 2, "seconds")
        )
