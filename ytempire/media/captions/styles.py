"""Seven ways in which a caption shows the word that is spoken. Each takes a page that is set, and draws it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from ytempire.media import fonts
from ytempire.media.captions.page import Page, Placed
from ytempire.media.cast import brightened, on
from ytempire.media.graphics.shapes import n, rect
from ytempire.media.graphics.sheet import CAPTION, Sheet, colour, escape
from ytempire.media.themes import luminance, mix
from ytempire.models import CaptionStyle


def lit(sheet: Sheet, page: Page) -> None:
    """The spoken word in the speaker's colour, in the theme's own way."""
    swell = r"\fscx101\fscy101\t(0,90,\fscx106\fscy106)"
    block = sheet.theme.emphasis == "block"
    for word in page.words():
        edge = _edge(sheet, page)
        _write(sheet, page, word, page.start, word.begin, sheet.theme.ink, edge + r"\fad(70,0)")
        if block:
            _plate(sheet, page, word, page.colour, word.begin, word.end)
            _write(sheet, page, word, word.begin, word.end, on(page.colour, sheet.theme), layer=CAPTION + 2)
        else:
            _write(sheet, page, word, word.begin, word.end, page.colour, edge + swell, CAPTION + 1)
        _write(sheet, page, word, word.end, page.end, sheet.theme.ink, edge)


def karaoke(sheet: Sheet, page: Page) -> None:
    """Colour runs through the words from left to right, and stays."""
    for word in page.words():
        _write(sheet, page, word, page.start, page.end, sheet.theme.ink, _edge(sheet, page) + r"\fad(70,0)")
        y0, y1, reach = n(word.base - page.size * 1.1), n(word.base + page.size * 0.4), page.size * 0.05
        clips = [rf"\clip({n(word.x - reach)},{y0},{n(x)},{y1})" for x in (word.x, word.x + word.wide + reach)]
        ms = max(1, sheet.ms(word.end - word.begin))
        _write(sheet, page, word, word.begin, page.end, page.colour, rf"{clips[0]}\t(0,{ms},{clips[1]})", CAPTION + 1)


def box(sheet: Sheet, page: Page) -> None:
    """A plate under each line, and a field of the speaker's colour that goes from word to word."""
    theme, pad = sheet.theme, page.size * 0.2
    for line in page.lines:
        first, last = line[0], line[-1]
        wide, tall = last.x + last.wide - first.x + 2 * pad, page.cap + 2 * pad
        sheet.path(rect(wide, tall, page.size * 0.16), first.x - pad, first.base - page.cap - pad, theme.paper.near,
                   alpha=0.16, at=page.start, until=page.end, leaves=False, layer=CAPTION, fade=70)  # fmt: skip
    for word in page.words():
        _write(sheet, page, word, page.start, word.begin, theme.ink, layer=CAPTION + 2)
        _plate(sheet, page, word, page.colour, word.begin, word.end)
        _write(sheet, page, word, word.begin, word.end, on(page.colour, theme), layer=CAPTION + 3)
        _write(sheet, page, word, word.end, page.end, theme.ink, layer=CAPTION + 2)


def pop(sheet: Sheet, page: Page) -> None:
    """One or two words at a time, large, each leaping in as it is said."""
    leap = r"\fscx62\fscy62\t(0,80,0.6,\fscx112\fscy112)\t(80,170,\fscx100\fscy100)\fad(50,0)"
    edge = _edge(sheet, page, 0.085, 0.05)
    words = list(page.words())
    for place, word in enumerate(words):
        begin = page.start if place == 0 else max(page.start, min(word.begin, page.end - 1))
        _write(sheet, page, word, begin, word.end, page.colour, edge + leap, CAPTION + 1)
        _write(sheet, page, word, max(begin, word.end), page.end, sheet.theme.ink, edge)


def outline(sheet: Sheet, page: Page) -> None:
    """Capitals with a heavy line round them and a shadow; the spoken word coloured, the others as light as they get."""
    dark, light = sorted((sheet.theme.paper.near, sheet.theme.ink), key=luminance)
    spoken = brightened(page.colour, dark)
    size = page.size
    edge = rf"\bord{n(size * 0.12)}\xshad{n(size * 0.05)}\yshad{n(size * 0.07)}\4a&H40&"
    edge += colour(dark, 3) + colour(dark, 4)
    for word in page.words():
        # the line lies under every word, or it would cut into its neighbours
        _write(sheet, page, word, page.start, page.end, light, edge + r"\fad(60,0)")
        _write(sheet, page, word, page.start, page.end, light, r"\fad(60,0)", CAPTION + 1)
        _write(sheet, page, word, word.begin, word.end, spoken, layer=CAPTION + 2)


def underline(sheet: Sheet, page: Page) -> None:
    """A line that runs along under the words as they are said."""
    thick = max(5.0, page.size * 0.1)
    for line in page.lines:
        y = line[0].base + page.size * 0.13
        starts = [word.x for word in line] + [line[-1].x + line[-1].wide]
        track = mix(sheet.theme.ink, sheet.theme.paper.near, 0.6)
        edge = rf"\bord{n(page.size * 0.055)}" + colour(sheet.theme.paper.near, 3)
        sheet.path(rect(starts[-1] - starts[0], thick, thick / 2), starts[0], y, track, tags=edge,
                   at=page.start, until=page.end, leaves=False, layer=CAPTION, fade=70)  # fmt: skip
        for word, (x0, x1) in zip(line, pairwise(starts), strict=True):
            _write(sheet, page, word, page.start, page.end, sheet.theme.ink, _edge(sheet, page) + r"\fad(70,0)")
            if word.begin < page.end:
                sheet.fill(x0, y, x1 - x0, thick, page.colour, at=word.begin, until=page.end, reveal="right",
                           ms=max(1, sheet.ms(word.end - word.begin)), accel=1.0, leaves=False, boxed=False,
                           layer=CAPTION + 1)  # fmt: skip


def plain(sheet: Sheet, page: Page) -> None:
    """The words, and nothing else."""
    for word in page.words():
        _write(sheet, page, word, page.start, page.end, sheet.theme.ink, _edge(sheet, page) + r"\fad(70,0)")


STYLES: dict[CaptionStyle, Callable[[Sheet, Page], None]] = {
    "lit": lit, "karaoke": karaoke, "box": box, "pop": pop, "outline": outline, "underline": underline, "plain": plain,
}  # fmt: skip


def _edge(sheet: Sheet, page: Page, thick: float = 0.075, deep: float = 0.03) -> str:
    """A line round the letters in the colour of the paper, so that they are read on anything."""
    near = sheet.theme.paper.near
    return rf"\bord{n(page.size * thick)}\shad{n(page.size * deep)}\4a&H90&" + colour(near, 3) + colour(near, 4)


def _write(
    sheet: Sheet, page: Page, word: Placed, start: int, end: int, ink: str, tags: str = "", layer: int = CAPTION
) -> None:
    """A word from frame `start` up to `end`, turned and swollen round its middle."""
    if start >= end:
        return
    size, face = page.size, fonts.face(page.key)
    spot = rf"\an5\pos({n(word.x + word.wide / 2)},{n(word.base - face.ascent * size + size * face.line / 2)})"
    body = "".join(
        rf"{{\fn{fonts.face(f).family}\fs{n(size * fonts.face(f).line)}}}{escape(t)}"
        for f, t in fonts.runs(word.text, page.key)
    )
    sheet.put(layer, start, end, rf"{{{spot}{colour(ink)}{tags}}}{body}")


def _plate(sheet: Sheet, page: Page, word: Placed, ink: str, start: int, end: int) -> None:
    if start < end:
        pad = page.size * 0.13
        sheet.path(rect(word.wide + pad * 2, page.cap + pad * 2, page.size * 0.12), word.x - pad,
                   word.base - page.cap - pad, ink, at=start, until=end, leaves=False, layer=CAPTION + 1)  # fmt: skip
