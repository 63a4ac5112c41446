"""The lower third: who speaks, in a corner that nothing else needs, for as long as it takes to read."""

from __future__ import annotations

from dataclasses import dataclass

from ytempire.media import fonts
from ytempire.media.fit import Setting, Voice
from ytempire.media.graphics.shapes import n, rect
from ytempire.media.graphics.sheet import FIGURE, TEXT, Sheet, Way, colour, escape
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import LowerThird

AIR = 26.0  # between it and anything else
AWAY = 220  # milliseconds in which it goes


@dataclass(frozen=True)
class Third:
    """A name that is fitted: how much room it takes, and its two lines."""

    name: Setting
    text: Setting | None
    pad: float
    gap: float
    mark: float  # what stands before the words

    @property
    def width(self) -> float:
        return max(self.name.width, self.text.width if self.text else 0.0) + 2 * self.pad + self.mark

    @property
    def height(self) -> float:
        return 2 * self.pad + self.name.cap + (self.gap + self.text.cap if self.text else 0.0)


def fitted(sheet: Sheet, third: LowerThird) -> Third:
    """Set the words in the theme's type; a name that is far too long is refused."""
    tall = sheet.zones.tall
    room = sheet.zones.content.width * (0.78 if tall else 0.42)
    key, fine = sheet.theme.type.strong, sheet.theme.type.text
    name = sheet.fit(typeset(third.name), Voice(key), room, 90, most=52 if tall else 46, least=32, rows=1, what="name")
    text = typeset(third.text)
    under = None
    if text:
        under = sheet.fit(text, Voice(fine), room, 60, most=36 if tall else 31, least=28, rows=1, what="name")
    mark = {"dash": 12.0, "bracket": 44.0}.get(sheet.theme.kicker, 0.0)
    return Third(name, under, 26.0, 32.0 if sheet.theme.kicker == "pill" else 20.0, mark)


def place(sheet: Sheet, third: Third) -> Box | None:
    """The corner of the content that is free all through the scene; the left one rather."""
    c = sheet.zones.content
    y1 = c.y1 - 4
    right = min(c.x1, sheet.zones.edge(y1))
    spots = [c.x0, right - third.width]
    for x in spots:
        box = Box(x, y1 - third.height, x + third.width, y1, "lower third")
        if box.x0 >= c.x0 - 1 and box.x1 <= right + 1 and not any(box.meets(other, AIR) for other in sheet.boxes):
            return box
    return None


def draw(sheet: Sheet, third: LowerThird, made: Third, box: Box) -> None:
    """Draw it in the theme's own way: it comes as the speaker begins, and goes by itself."""
    theme, at, end = sheet.theme, third.start, min(third.end or sheet.cut.frames, sheet.cut.frames)
    sheet.boxes.append(box)
    style, ink = theme.kicker, theme.ink
    x, top = box.x0 + made.pad + made.mark, box.y0 + made.pad
    _solid(sheet, box, theme.paper.near, at, end, alpha=0.14, radius=min(theme.round, 14), layer=FIGURE)
    if style == "dash":
        _solid(sheet, Box(box.x0, box.y0, box.x0 + 10, box.y1), theme.accent, at, end, "down")
    elif style == "rule":
        for off, thick in ((0.0, 3.0), (7.0, 1.5)):
            _solid(sheet, Box(box.x0, box.y0 + off, box.x1, box.y0 + off + thick), theme.accent, at, end, ms=420)
    elif style == "pill":
        pill = Box(box.x0, top - made.pad * 0.6, x + made.name.width + made.pad, top + made.name.cap + made.pad * 0.6)
        _solid(sheet, pill, theme.accent, at, end, ms=260, radius=min(theme.round, pill.height / 2))
        ink = theme.on_accent
    else:
        for corner in _corners(box, 26.0, 3.0):
            _solid(sheet, corner, theme.accent, at, end)
        _words(sheet, "\u203a", made.name, box.x0 + made.pad, top + made.name.cap, theme.accent, at + 3, end)
    _words(sheet, _said(made.name), made.name, x, top + made.name.cap, ink, at + 4, end)
    if made.text:
        base = top + made.name.cap + made.gap + made.text.cap
        _words(sheet, _said(made.text), made.text, x, base, theme.muted, at + 8, end)


def _said(setting: Setting) -> str:
    return " ".join(word for row in setting.rows for word in row.words)


def _corners(box: Box, long: float, thick: float) -> list[Box]:
    out = []
    for x, left in ((box.x0, True), (box.x1, False)):
        for y, high in ((box.y0, True), (box.y1, False)):
            out.append(Box(x if left else x - long, y if high else y - thick,
                           x + long if left else x, y + thick if high else y))  # fmt: skip
            out.append(Box(x if left else x - thick, y if high else y - long,
                           x + thick if left else x, y + long if high else y))  # fmt: skip
    return out


def _solid(
    sheet: Sheet, box: Box, ink: str, at: int, end: int, way: Way = "right",
    *, ms: int = 320, alpha: float = 0.0, radius: float = 0.0, layer: int = FIGURE + 1,
) -> None:  # fmt: skip
    """A field that grows in, stands, and fades."""
    fades = max(at + 1, end - sheet.frames(AWAY))
    sheet.fill(box.x0, box.y0, box.width, box.height, ink, alpha=alpha, at=at, until=fades, reveal=way, ms=ms,
               radius=radius, layer=layer, leaves=False)  # fmt: skip
    sheet.path(rect(box.width, box.height, radius), box.x0, box.y0, ink, alpha=alpha, at=fades, until=end,
               tags=rf"\fad(0,{AWAY})", layer=layer, leaves=False)  # fmt: skip


def _words(sheet: Sheet, text: str, setting: Setting, x: float, base: float, ink: str, at: int, end: int) -> None:
    runs = fonts.runs(text, setting.voice.key)
    rise = max(fonts.face(key).ascent for key, _ in runs)
    body = ""
    for key, part in runs:
        face = fonts.face(key)
        body += rf"{{\fn{face.family}\fs{n(setting.size * face.line)}{colour(ink)}}}{escape(part)}"
    sheet.put(TEXT, at, end, rf"{{\an7\pos({n(x)},{n(base - rise * setting.size)})\fad(200,{AWAY})}}{body}")
