"""The words of two pictures: a title over both, and with each what it is."""

from __future__ import annotations

from ytempire.media import pairs
from ytempire.media.fit import Setting, Voice
from ytempire.media.graphics import furniture
from ytempire.media.graphics.picture import hang
from ytempire.media.graphics.sheet import Align, Sheet
from ytempire.media.themes import mix
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Pair, Picture


def build(sheet: Sheet, visual: Pair) -> None:
    """Elements: the first picture, the second."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    at = pairs.when(sheet.cut, sheet.fps)
    boxes = pairs.windows(sheet.cut, theme, z)
    if typeset(visual.title):
        align: Align = "center" if sheet.cut.layout == "center" and not z.tall else "left"
        x = (c.x0 + c.x1) / 2 if align == "center" else c.x0
        furniture.rule(sheet, x, c.y0 + 8, align, at=0, width=96.0)
        setting = sheet.fit(
            sheet.case(visual.title), sheet.headline(), c.width, 104 if not z.tall else 84,
            most=(78 if not z.tall else 62) * theme.type.big, least=34, rows=1 if not z.tall else 2, what="title",
        )  # fmt: skip
        sheet.block(setting, x, c.y0 + 44, theme.ink, align=align, at=0, step=3, what="headline")
    if visual.way == "becomes":
        for k, one in enumerate((visual.first, visual.second)):
            if boxes:
                comes, until = (at + pairs.CROSSES // 2, None) if k else (6, at + pairs.CROSSES // 3)
                _label(sheet, one, boxes[0], comes, until)
        for box in boxes:
            hang(sheet, box)
        return
    for k, (one, box) in enumerate(zip((visual.first, visual.second), boxes, strict=True)):
        _label(sheet, one, box, at + 4 if k else 6, None)
        hang(sheet, box, at if k else 0)


def _label(sheet: Sheet, one: Picture, box: Box, at: int, until: int | None) -> None:
    """What a picture is, under it: its title, and its caption and credit on one line."""
    theme = sheet.theme
    upright = sheet.zones.tall and not sheet.zones.square
    room = (pairs.SMALL_FOOT if upright else pairs.FOOT) - 34
    parts: list[tuple[Setting, str]] = []
    small = " · ".join(text for text in (one.caption, one.credit) if typeset(text))
    if typeset(one.title):
        most = (36 if upright else 44) if small else 48
        name = sheet.fit(
            one.title,
            sheet.strong(),
            box.width,
            56 if small else room,
            most=most,
            least=26,
            rows=1 if small else 2,
            what="title",
        )
        parts.append((name, theme.ink))
    if small:
        left = room - sum(s.height + 12 for s, _ in parts)
        most = 26 if upright else 30 if parts else 34
        voice = Voice(theme.type.fine, leading=1.2)
        rows = 1 if parts else 2
        line = sheet.fit(small, voice, box.width, left, most=most, least=22, rows=rows, what="caption")
        parts.append((line, mix(theme.muted, theme.ink, 0.35)))
    y = box.y1 + 24
    for setting, ink in parts:
        sheet.block(setting, box.x0, y, ink, at=at, until=until, enter="fade", what="caption")
        y += setting.height + 12
