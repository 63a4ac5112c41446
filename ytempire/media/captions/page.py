"""A page of a caption: its words set in one or two lines in the captions' own zone, at the largest size that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ytempire.media import fonts
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.themes import Theme
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Cue, CueWord, Speaker

NARRATOR = "narrator"
STEP = 1.22  # from line to line, in ems
BELOW = 0.24  # what hangs under a line, in ems
Lines = list[tuple[CueWord, ...]]


@dataclass(frozen=True)
class Placed:
    """A word where it stands, and the frames in which it is said."""

    text: str
    x: float
    base: float
    wide: float
    begin: int
    end: int


@dataclass(frozen=True)
class Page:
    """What is on the screen at once, from frame `start` up to `end`."""

    lines: tuple[tuple[Placed, ...], ...]
    key: str
    size: float
    start: int
    end: int
    colour: str  # of whoever speaks
    tag: str = ""  # their name, where another begins to speak

    @property
    def cap(self) -> float:
        return fonts.face(self.key).cap * self.size

    def words(self) -> Iterator[Placed]:
        for line in self.lines:
            yield from line


def colour_of(cue: Cue, speakers: Sequence[Speaker], theme: Theme) -> str:
    """The colour of who says a caption."""
    name = cue.speaker or NARRATOR
    return next((s.colour for s in speakers if s.name == name and s.colour), "") or theme.accent


def lines_of(cue: Cue) -> Lines:
    """A caption's words as its own lines break them."""
    if sum(cue.lines) != len(cue.words):
        return [cue.words]
    out, at = [], 0
    for count in cue.lines:
        out.append(cue.words[at : at + count])
        at += count
    return [line for line in out if line] or [cue.words]


def shown(sheet: Sheet, text: str, upper: bool = False) -> str:
    text = typeset(text)
    return text.upper() if upper or sheet.theme.type.upper else text


def space(key: str, size: float) -> float:
    return fonts.width(" ", key, size) + size * 0.10


def wide(texts: Sequence[str], key: str, size: float) -> float:
    return sum(fonts.width(t, key, size) for t in texts) + space(key, size) * (len(texts) - 1)


def broken(sheet: Sheet, cue: Cue, key: str, size: float, zone: Box, upper: bool = False) -> list[Lines]:
    """A cue as it breaks its own lines; what is too long for two lines of this size is shown one part after another."""
    own = lines_of(cue)
    if len(own) <= 2 and all(wide([shown(sheet, w.text, upper) for w in li], key, size) <= zone.width for li in own):
        return [own]
    pages: list[Lines] = []
    page: tuple[CueWord, ...] = ()
    for word in cue.words:
        if page and len(_halved(sheet, (*page, word), key, size, zone, upper)) > 2:
            pages.append(_halved(sheet, page, key, size, zone, upper))
            page = ()
        page = (*page, word)
    return [*pages, _halved(sheet, page, key, size, zone, upper)]


def _halved(sheet: Sheet, words: tuple[CueWord, ...], key: str, size: float, zone: Box, upper: bool) -> Lines:
    """One line, or two as even as they can be; three empty-handed where two do not do."""
    texts = [shown(sheet, w.text, upper) for w in words]
    if wide(texts, key, size) <= zone.width or len(words) == 1:
        return [words]
    cut = min(range(1, len(words)), key=lambda k: max(wide(texts[:k], key, size), wide(texts[k:], key, size)))
    if len(words) > 2 and max(wide(texts[:cut], key, size), wide(texts[cut:], key, size)) > zone.width:
        return [words[:1], words[1:2], words[2:]]
    return [words[:cut], words[cut:]]


def paired(sheet: Sheet, cue: Cue, key: str, size: float, zone: Box) -> list[Lines]:
    """One or two words at a time, as many as are taken in at a glance."""
    pages: list[Lines] = []
    for word in cue.words:
        if pages and len(pages[-1][0]) == 1 and word.start - pages[-1][0][0].start <= sheet.frames(340):
            pair = (*pages[-1][0], word)
            texts = [shown(sheet, w.text) for w in pair]
            if sum(map(len, texts)) <= 13 and wide(texts, key, size) <= zone.width:
                pages[-1] = [pair]
                continue
        pages.append([(word,)])
    return pages


def page(
    sheet: Sheet, lines: Lines, key: str, most: float, start: int, end: int, colour: str,
    *, tag: str = "", upper: bool = False, pad: float = 0.0,
) -> Page:  # fmt: skip
    """Set the lines in the captions' zone, centred; `pad` is air round the words that a style fills, in ems."""
    zone = sheet.zones.caption
    texts = [[shown(sheet, w.text, upper) for w in line] for line in lines]
    for text in (t for line in texts for t in line):
        fonts.require(text, key, sheet.where("caption"))
    cap = fonts.face(key).cap
    widest = max(wide(line, key, 100.0) / 100 for line in texts) + 2 * pad
    size = min(most, zone.width / widest * 0.995, zone.height / (cap + STEP * (len(lines) - 1) + BELOW + 2 * pad))
    top = zone.y0 + (zone.height - cap * size - STEP * size * (len(lines) - 1)) / 2
    # what hangs under the last line stays inside as well
    top = min(top, zone.y1 - size * (cap + STEP * (len(lines) - 1) + max(BELOW, pad)))
    top = max(top, zone.y0 + pad * size)
    placed = []
    for i, (line, row) in enumerate(zip(lines, texts, strict=True)):
        x, base = (zone.x0 + zone.x1 - wide(row, key, size)) / 2, top + cap * size + i * STEP * size
        out = []
        for word, text in zip(line, row, strict=True):
            own = fonts.width(text, key, size)
            begin, stop = max(start, min(word.start, end)), max(start, min(word.end, end))
            out.append(Placed(text, x, base, own, begin, stop))
            x += own + space(key, size)
        placed.append(tuple(out))
        first, last = out[0], out[-1]
        sheet.boxes.append(Box(first.x, base - cap * size, last.x + last.wide, base + size * 0.22, "caption"))
    return Page(tuple(placed), key, size, start, end, colour, tag)
