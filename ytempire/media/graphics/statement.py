"""One sentence in moving words: each comes when it is said.

Fits: from 188 down to 44 pixels, in four lines (six in 9:16 and 1:1). What is long in coming stands there dimly from
the beginning, so that no frame is bare.
"""

from __future__ import annotations

from ytempire.media import fonts
from ytempire.media.fit import Row, Setting, span
from ytempire.media.graphics import furniture, objects
from ytempire.media.graphics.sheet import TEXT, Align, Sheet
from ytempire.media.zones import Box
from ytempire.models import Statement


def build(sheet: Sheet, visual: Statement) -> None:
    """Elements: each word of the text."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    words = visual.text.split()
    beats = sheet.beats(len(words), soon=not visual.kicker)
    drawn = objects.named(sheet, (visual.text, visual.kicker)) if sheet.cut.variant % 3 != 2 else ()
    text = sheet.case(visual.text)
    align: Align = "left"
    bar = 0.0
    spot: Box | None = None
    if z.tall:
        top, bottom = c.y0 + 10, c.y1 - 10
        width, most, rows = z.line(), 176.0, 6
        x = c.x0
        if layout == "center":
            x, align, width = 540.0, "center", z.line(centred=True)
        elif layout == "left":
            bar = 40.0
        if drawn:
            side = 220.0 if not z.square else 180.0
            middle = {"left": c.x0 + side / 2, "right": z.reach - side / 2, "center": 540.0}[layout]
            spot = Box(middle - side / 2, top, middle + side / 2, top + side)
            top += side + (40 if not z.square else 30)
    else:
        top, bottom = c.y0 + 10, c.y1 - 10
        most, rows = 188.0, 4
        if layout == "center":
            x, align, width = 960.0, "center", 1500.0
        elif layout == "left":
            x, width, bar = c.x0, 1130.0 if drawn else 1480.0, 52.0
            spot = Box(c.x1 - 460, c.y0 + 110, c.x1, c.y1 - 110) if drawn else None
        else:
            width = 1130.0 if drawn else 1480.0
            x, align = c.x1, "right"
            spot = Box(c.x0, c.y0 + 110, c.x0 + 460, c.y1 - 110) if drawn else None
    over = furniture.kicker_height(sheet, visual.kicker)
    setting = sheet.fit(
        text,
        sheet.headline(),
        width - bar,
        bottom - top - over,
        most=most * theme.type.big,
        least=44,
        rows=rows,
        accent=visual.accent,
        what="statement",
    )
    y = top + max(0.0, (bottom - top - over - setting.height) / 2) * (1.0 if not z.tall else 0.55)
    if spot:
        objects.draw(sheet, drawn, spot)
    if bar:
        sheet.fill(
            x,
            y,
            10,
            over + setting.height - setting.size * 0.16,
            theme.accent,
            reveal="down",
            ms=sheet.ms(max(12, beats[-1] if beats else 12)),
            accel=0.8,
            radius=min(5, theme.round),
            what="bar",
        )
        x += bar
    furniture.kicker(sheet, visual.kicker, x, y, width - bar, align)
    y += over
    _words(sheet, setting, beats, x, y, align)


def _words(sheet: Sheet, setting: Setting, beats: list[int], x: float, top: float, align: Align) -> None:
    enter = sheet.theme.entrance if sheet.theme.entrance != "type" else "rise"
    place, broken = 0, False
    slow = (
        bool(beats) and beats[-1] > 3.2 * sheet.fps
    )  # what is long in coming is shown dimly, so that no frame is bare
    for i, row in enumerate(setting.rows):
        base = setting.baseline(top, i)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * row.width
        if align == "left":
            left -= fonts.face(setting.voice.key).bearing.get(row.words[0][0], 0.0) * setting.size
        for k, word in enumerate(row.words):
            accent = frozenset({0}) if k in row.accents else frozenset()
            own = span((word,), accent, setting.voice, setting.size)
            upto = frozenset(m for m in row.accents if m <= k)
            pen = left + span(row.words[: k + 1], upto, setting.voice, setting.size) - own
            beat = beats[min(place, len(beats) - 1)] if beats else 0
            if accent and k - 1 in row.accents:
                _join(sheet, setting, pen, base, beat)
            one = Row((word,), accent, own)
            if slow and beat > 8:
                sheet.row(
                    one,
                    setting,
                    pen,
                    base,
                    sheet.theme.muted,
                    at=3,
                    until=beat,
                    enter="fade",
                    what="coming",
                    optical=False,
                    alpha=0.80,
                    emphasis=False,
                )
            sheet.row(one, setting, pen, base, sheet.theme.ink, at=beat, enter=enter, what="word", optical=False)
            # a word that was broken for its length goes on in the next line, on the same beat
            broken = k == len(row.words) - 1 and i < len(setting.rows) - 1 and len(word) > 1 and word.endswith("-")
            place += 0 if broken else len(word.split())


def _join(sheet: Sheet, setting: Setting, x: float, baseline: float, at: int) -> None:
    """What lies under one accented word goes on under the space to the next."""
    space = (
        fonts.width(setting.voice.gap, setting.voice.accented or setting.voice.key, setting.size) + setting.size * 0.1
    )
    if sheet.theme.emphasis == "block":
        cap, pad = setting.cap, setting.size * 0.105
        sheet.fill(x - space, baseline - cap - pad, space, cap + pad * 2, sheet.theme.accent, at=at + 2, layer=TEXT - 1)
    elif sheet.theme.emphasis == "underline":
        thick = max(4.0, setting.size * 0.055)
        sheet.fill(
            x - space, baseline + setting.size * 0.1, space, thick, sheet.theme.accent, at=at + 6, layer=TEXT - 1
        )
