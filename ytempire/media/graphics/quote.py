"""Somebody's words, with their name.

Fits: from 150 down to 36 pixels, in five lines (seven in 9:16 and 1:1).
"""

from __future__ import annotations

from ytempire.media import fonts
from ytempire.media.graphics import furniture
from ytempire.media.graphics.sheet import FIGURE, Align, Sheet
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Quotation


def build(sheet: Sheet, visual: Quotation) -> None:
    """Elements: text, by."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    at, later = sheet.beats(2, soon=True)
    text = typeset(visual.text).strip("“”\"'‘’ ")
    align: Align = "center" if layout == "center" else "left"
    mark = 330.0 if not z.tall else 260.0 if z.square else 300.0
    if z.tall:
        x, width = (540.0 if align == "center" else c.x0, z.line(align == "center"))
        beside = False
    elif layout == "right":
        x, width, beside = c.x0 + 440, c.width - 440, True
        mark = 620.0
    else:
        x, width, beside = (960.0, 1400.0, False) if align == "center" else (c.x0, 1380.0, False)
    key = "Fraunces-Bold" if theme.type.display != "Fraunces-Bold" else theme.type.display
    glyph_tall = mark * 0.30  # how tall a quotation mark's own ink is
    above = 0.0 if beside else glyph_tall + 58
    by = sheet.fit(visual.by, sheet.strong(), width, 110, most=48, least=36, rows=2, what="by")
    of = sheet.fit(visual.of, sheet.text(), width, 90, most=40, least=32, rows=2, what="of")
    below = (84 if not z.square else 72) + by.height + (of.height + 18 if of.rows else 0)
    voice = sheet.display(max(1.16, theme.type.leading + 0.06))
    words = sheet.fit(
        text,
        voice,
        width,
        c.height - above - below - 20,
        most=(150 if not z.tall else 124) * theme.type.big,
        least=36,
        rows=7 if z.tall else 5,
        what="quotation",
    )
    tall = above + words.height + below
    y = c.y0 + max(0.0, (c.height - tall) / 2) * (1.0 if not z.tall else 0.6)
    _mark(
        sheet, key, mark, x if not beside else c.x0, y if not beside else c.y0 + (c.height - glyph_tall) / 2 - 30, align
    )
    y += above
    sheet.block(words, x, y, theme.ink, align=align, at=at, step=5, what="quotation")
    y += words.height + 40
    furniture.rule(sheet, x, y, align, at=max(later, at + 6))
    y += 44
    sheet.block(
        by, x, y, theme.accent if theme.type.upper else theme.ink, align=align, at=max(later, at + 8), what="by"
    )
    if of.rows:
        sheet.block(of, x, y + by.height + 18, theme.muted, align=align, at=max(later, at + 8) + 3, what="of")


def _mark(sheet: Sheet, key: str, size: float, x: float, top: float, align: Align) -> None:
    """The opening mark, drawn large: its ink's top at `top`."""
    theme = sheet.theme
    face = fonts.face(key)
    wide = fonts.width("“", key, size)
    left = x - wide / 2 if align == "center" else x - face.bearing.get("“", 0.0) * size
    base = top + 0.75 * size
    begin = len(sheet.boxes)
    sheet.line("“", key, size, left, base, theme.accent, at=0, enter="pop", what="mark", layer=FIGURE)
    del sheet.boxes[begin:]
    ink = left + face.bearing.get("“", 0.0) * size
    sheet.boxes.append(Box(ink, top, left + wide, top + size * 0.30, "quotation mark"))
