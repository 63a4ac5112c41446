"""One sentence in moving words: each comes when it is said."""

from __future__ import annotations

from ytempire.media.fit import Row, accented, typeset
from ytempire.media.graphics import furniture
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
    drawn = furniture.drawing_for(sheet, (visual.text, visual.kicker)) if sheet.cut.variant % 3 != 2 else None
    text = sheet.case(visual.text)
    align: Align = "left"
    bar = 0.0
    spot: Box | None = None
    if z.tall:
        top, bottom = c.y0 + 10, c.y1 - 10
        width, most, rows = 864.0, 176.0, 6
        x = c.x0
        if layout == "center":
            x, align, width = 540.0, "center", 778.0
        elif layout == "left":
            bar = 40.0
        if drawn:
            side = 250.0
            middle = {"left": c.x0 + side / 2, "right": 929 - side / 2, "center": 540.0}[layout]
            spot = Box(middle - side / 2, top, middle + side / 2, top + side)
            top += side + 40
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
        least=56,
        rows=rows,
        accent=visual.accent,
        what="statement",
    )
    y = top + max(0.0, (bottom - top - over - setting.height) / 2) * (1.0 if not z.tall else 0.55)
    if spot:
        furniture.draw(sheet, drawn or "", spot)
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
    _words(sheet, setting.rows, beats, x, y, align, setting, accented(tuple(typeset(text).split(" ")), visual.accent))


def _words(  # type: ignore[no-untyped-def]
    sheet: Sheet,
    rows: tuple[Row, ...],
    beats: list[int],
    x: float,
    top: float,
    align: Align,
    setting,
    lit: frozenset[int],
) -> None:
    theme = sheet.theme
    place = 0
    from ytempire.media import fonts
    from ytempire.media.fit import span

    split = False
    for i, row in enumerate(rows):
        base = setting.baseline(top, i)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * row.width
        if align == "left":
            left -= fonts.face(setting.voice.key).bearing.get(row.words[0][0], 0.0) * setting.size
        for k, word in enumerate(row.words):
            before = row.words[:k]
            pen = left
            if before:
                marks = frozenset(m for m in row.accents if m <= k)
                pen += span((*before, word), marks, setting.voice, setting.size) - span(
                    (word,), frozenset({0}) if k in row.accents else frozenset(), setting.voice, setting.size
                )
            beat = beats[min(place, len(beats) - 1)] if beats else 0
            accent = k in row.accents
            one = Row(
                (word,),
                frozenset({0}) if accent else frozenset(),
                span((word,), frozenset({0}) if accent else frozenset(), setting.voice, setting.size),
            )
            enter = theme.entrance if theme.entrance != "type" else "rise"
            sheet.row(one, setting, pen, base, theme.ink, at=beat, enter=enter, what="word", optical=False, layer=TEXT)
            split = word.endswith("-") and k == len(row.words) - 1 and i < len(rows) - 1
            place += 0 if split and _broken(word, rows, i) else 1


def _broken(word: str, rows: tuple[Row, ...], i: int) -> bool:
    """Whether this line's end is a word that was broken, and not one that is written with a hyphen at its end."""
    return len(rows) > i + 1 and word.endswith("-") and word != "-"
