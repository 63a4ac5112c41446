"""One number as big as the frame allows; it counts, and beside it stands what it counts.

Fits: the number up to 560 pixels high and never under 28; words after it ("5.86 dollars") go beside it where they fit,
else below. A percentage gets a ring, a small whole number so many squares, anything else an object that its words
name, or a dial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ytempire.media import fonts
from ytempire.media.fit import SCALE
from ytempire.media.graphics import figures, furniture
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import TEXT, Align, Sheet, colour, escape
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Counter

DEEP = "$,;()[]{}|"  # what goes below the line by more than a hair


@dataclass(frozen=True)
class Number:
    """A written number taken apart: "$5.86 a ton" is "$", "5.86", "a ton"."""

    before: str
    figures: str
    after: str

    @property
    def count(self) -> int:
        """All its digits as one whole number: what it counts up to."""
        return int(re.sub(r"\D", "", self.figures) or 0)

    def at(self, count: int) -> str:
        """How it is written on its way: the same places, without leading zeros."""
        digits = re.sub(r"\D", "", self.figures)
        filled = iter(str(count).zfill(len(digits)))
        text = "".join(next(filled) if c.isdecimal() else c for c in self.figures)
        point = self._point()
        keep = len(text) if point is None else point
        head, tail = text[:keep], text[keep:]
        bare = re.sub(r"^[0\D]+", "", head) or "0"
        return bare + tail

    def _point(self) -> int | None:
        """Where its decimals begin, if it has any."""
        found = re.search(r"[.,](\d+)$", self.figures)
        if not found or (len(found[1]) == 3 and re.fullmatch(r"[1-9]\d{0,2}([.,\s]\d{3})*", self.figures)):
            return None
        return found.start()


def number(shown: str) -> Number:
    """Take a shown number apart; one without digits is all words."""
    shown = typeset(shown)
    found = re.search(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|\d+", shown)
    if not found:
        return Number(shown, "", "")
    return Number(shown[: found.start()], found[0], shown[found.end() :])


def build(sheet: Sheet, visual: Counter) -> None:
    """Elements: number, label, second."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    beats = sheet.beats(3, soon=True)
    said = number(visual.shown)
    key = theme.type.display
    align: Align = "center" if layout == "center" else "left"
    if z.tall:
        x = 540.0 if align == "center" else c.x0
        width, top, bottom = z.line(align == "center"), c.y0 + (6 if not z.square else 26), c.y1 - 6
        most = 440.0 if not z.square else 380.0
    else:
        side = 500.0
        x = {"left": c.x0, "right": c.x0 + side + 90, "center": 960.0}[layout]
        width = 1500.0 if align == "center" else c.width - side - 90
        top, bottom, most = c.y0 + 10, c.y1 - 10, 560.0 if align == "center" else 470.0
    after = said.after
    words = after.strip() if re.search(r"\w{2}", after) else ""
    if words:
        after = ""
    over = furniture.kicker_height(sheet, visual.kicker)
    second = sheet.fit(
        visual.second,
        sheet.display(),
        width,
        130,
        most=78 * theme.type.big,
        least=38,
        rows=2,
        what="second",
    )
    tall = bottom - top + 1
    while tall > bottom - top and most > 90:
        size, unit = _size(
            said.before + said.figures + after, words, key, theme.type.tight, width, most * theme.type.big
        )
        label = sheet.fit(
            f"{words} {visual.label}" if words and not unit else visual.label,
            sheet.strong() if theme.type.upper else sheet.text(1.22),
            width,
            240,
            most=62,
            least=36,
            rows=3,
            what="label",
        )
        cap = fonts.face(key).cap * size
        lift = size * 0.10 if over else 0.0  # a currency sign is taller than a capital
        under = 56.0 if not set(said.before + said.figures + after) & set(DEEP) else max(56.0, size * 0.19)
        tall = over + lift + cap + under + label.height + (second.height + 42 if second.rows else 0)
        most = min(most, size) * 0.93
    gauge: Box | None = None
    y = top + max(0.0, (bottom - top - tall) / 2)
    if z.tall:
        free = bottom - top - tall - 50
        if free > 250:
            side = min(420.0, free)
            y = top + side + 50 + (free - side) * 0.3
            middle = {"left": c.x0 + side / 2, "right": z.reach - side / 2, "center": 540.0}[layout]
            gauge = Box(
                middle - side / 2, top + (free - side) * 0.3, middle + side / 2, top + side + (free - side) * 0.3
            )
    elif layout != "center":
        left = c.x1 - side if layout == "left" else c.x0
        gauge = Box(left, c.y0 + 60, left + side, c.y1 - 60)
    if gauge:
        figures.beside(sheet, visual, gauge, beats[0])
    furniture.kicker(sheet, visual.kicker, x, y, width, align)
    y += over + lift
    wide = fonts.width(said.before + said.figures + after, key, size, theme.type.tight * size)
    left = x - (wide + (unit and unit_width(words, sheet, size * unit))) * (0.5 if align == "center" else 0.0)
    if align == "left" and (said.before or said.figures):
        left -= fonts.face(key).bearing.get((said.before + said.figures)[0], 0.0) * size
    _roll(sheet, said, after, left, y + cap, key, size, beats[0])
    if words and unit:
        sheet.line(
            words,
            theme.type.strong,
            size * unit,
            left + wide + size * 0.10,
            y + cap,
            theme.accent,
            at=beats[0] + sheet.frames(500),
            what="unit",
        )
    y += cap + under
    sheet.block(
        label,
        x,
        y,
        theme.ink if theme.type.upper else theme.muted,
        align=align,
        at=max(beats[0], beats[1]),
        step=3,
        what="label",
    )
    y += label.height
    if second.rows:
        sheet.block(second, x, y + 36, theme.accent, align=align, at=beats[2], what="second")


def unit_width(words: str, sheet: Sheet, size: float) -> float:
    return size * 0.28 + fonts.width(words, sheet.theme.type.strong, size)


def _size(shown: str, words: str, key: str, tight: float, width: float, most: float) -> tuple[float, float]:
    """The number's size, and the size of the words after it as a share of that: 0 if they go below."""

    def best(share: float) -> float:
        for size in (most, *(s for s in SCALE if s < most)):
            wide = fonts.width(shown, key, size, tight * size)
            if words and share:
                wide += size * 0.10 + fonts.width(words, key, size * share)
            if wide <= width:
                return size
        return 0.0

    beside = best(0.30) if words else 0.0
    if beside >= 220:
        return beside, 0.30
    alone = best(0.0)
    if alone:
        return alone, 0.0
    from ytempire.errors import ConfigError

    raise ConfigError(
        f"“{shown}” is too long to be shown as one number", "counter", "Write it shorter, as in 1.2 million."
    )


def _roll(sheet: Sheet, said: Number, after: str, left: float, baseline: float, key: str, size: float, at: int) -> None:
    """The number counts for a second, each digit on its own place; then it stands, with a small beat."""
    theme = sheet.theme
    track = theme.type.tight * size
    shown = said.before + said.figures + after
    wide = fonts.width(shown, key, size, track)
    face = fonts.face(key)
    ink = left + (face.bearing.get(shown[0], 0.0) * size if shown else 0.0)
    sheet.boxes.append(Box(ink, baseline - face.cap * size, left + wide - track, baseline + 0.05 * size, "number"))
    steps = min(sheet.run(1000), max(0, sheet.cut.frames - at - 8))
    goal = said.count
    if not said.figures or goal < 2:
        steps = 0
    start = len(said.before)

    def spot(i: int) -> float:
        return left + fonts.width(shown[:i], key, size, track) if i else left

    top = baseline - face.ascent * size
    family = rf"\fn{face.family}\fs{n(size * face.line)}"
    for k in range(steps):
        text = said.at(round(goal * sheet.eased((k + 1) / (steps + 1))))
        first = start + len(said.figures) - len(text)
        for j, char in enumerate(text):
            i = first + j
            middle = spot(i) + (fonts.width(shown[i], key, size) + track) / 2
            x = middle - (fonts.width(char, key, size) + track) / 2
            sheet.put(
                TEXT, at + k, at + k + 1, rf"{{\an7\pos({n(x)},{n(top)}){family}{colour(theme.ink)}}}{escape(char)}"
            )
        if said.before:
            x = spot(first) - fonts.width(said.before, key, size, track)
            sheet.put(
                TEXT,
                at + k,
                at + k + 1,
                rf"{{\an7\pos({n(x)},{n(top)}){family}\fsp{n(track)}{colour(theme.ink)}}}{escape(said.before)}",
            )
        if after:
            x = spot(len(shown) - len(after))
            sheet.put(
                TEXT,
                at + k,
                at + k + 1,
                rf"{{\an7\pos({n(x)},{n(top)}){family}\fsp{n(track)}{colour(theme.ink)}}}{escape(after)}",
            )
    tall = size * face.line
    beat = r"\t(0,110,\fscx103\fscy103)\t(110,330,0.6,\fscx100\fscy100)" if steps else r"\fad(200,0)"
    runs = "".join(
        rf"{{\fn{fonts.face(f).family}\fs{n(size * fonts.face(f).line)}}}{escape(t)}" for f, t in fonts.runs(shown, key)
    )
    leave = sheet.leave(sheet.cut.frames) if steps else ""
    sheet.put(
        TEXT,
        at + steps,
        sheet.cut.frames,
        rf"{{\an5\pos({n(left + wide / 2)},{n(top + tall / 2)})\fsp{n(track)}{colour(theme.ink)}{beat}{leave}}}{runs}",
    )
