"""A photograph in slow motion over the whole frame, with a scrim under its words."""

from __future__ import annotations

from ytempire.media.fit import Voice
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Align, Sheet
from ytempire.media.photos import window
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Picture


def build(sheet: Sheet, visual: Picture) -> None:
    """Elements: caption."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    hung = window(sheet.cut, theme, z)
    at = sheet.beats(1, soon=not visual.title)[0]
    align: Align = "center" if layout == "center" and not z.tall else "left"
    if z.tall:
        x, width, most = c.x0, 864.0, 96.0
    elif hung is None:
        width, most = (1300.0 if align == "center" else 1040.0), 104.0
        x = {"left": c.x0, "right": c.x1 - width, "center": 960.0}[layout]
    else:
        width, most = (1280.0, 60.0) if align == "center" else (c.width - hung.width - 76, 92.0)
        x = {"left": c.x0, "right": hung.x1 + 76, "center": 960.0}[layout]
    room = (c.y1 - hung.y1 - 30 if z.tall or align == "center" else c.height - 60) if hung else 560.0
    lines = 1 if hung and align == "center" else 3
    title = sheet.fit(sheet.case(visual.title), sheet.headline(), width, room * 0.62, most=most * theme.type.big, least=38,
                      rows=lines if hung else 2, what="title")  # fmt: skip
    caption = sheet.fit(visual.caption, sheet.text(), width, 230, most=46 if lines > 1 else 38, least=30,
                        rows=5 if hung and not z.tall and lines > 1 else 2, what="caption")  # fmt: skip
    credit = sheet.fit(visual.credit, Voice(theme.type.fine, leading=1.2), width, 120, most=28, least=28, rows=3,
                       what="credit")  # fmt: skip
    parts = [s for s in (title, caption, credit) if s.rows]
    if not parts:
        return _hang(sheet, hung)
    gap = 24.0 if lines > 1 else 16.0
    lead = 44.0 if lines > 1 else 0.0
    tall = lead + sum(s.height for s in parts) + gap * (len(parts) - 1)
    if hung and not z.tall and align == "left":
        y = c.y0 + (c.height - tall) / 2
    elif hung:
        y = hung.y1 + 34 + max(0.0, c.y1 - hung.y1 - 34 - tall) * 0.3
    else:
        y = c.y1 - 10 - tall
    if lead:
        furniture.rule(sheet, x, y, align, at=0, width=96.0)
    y += lead
    _hang(sheet, hung)
    for part, ink, when, name in ((title, theme.ink, 0, "headline"), (caption, theme.ink, at, "caption"),
                                  (credit, theme.muted, 6, "credit")):  # fmt: skip
        if part.rows:
            if name == "caption" and title.rows:
                ink = mix(theme.muted, theme.ink, 0.45)
            sheet.block(part, x, y, ink, align=align, at=when, step=3, what=name, enter="fade" if name == "credit" else None)
            y += part.height + gap
    return None


def _hang(sheet: Sheet, hung: Box | None) -> None:
    """The frame round a hung picture, as the theme likes it."""
    if hung is None:
        return
    theme = sheet.theme
    sheet.boxes.append(hung)
    x, y, w, h = hung.x0, hung.y0, hung.width, hung.height
    if theme.kicker == "rule":  # a mat and a hairline, as in a book
        sheet.path(shapes.frame(w, h, 0, 16), x, y, theme.paper.lights[0], leaves=False, layer=FIGURE)
        sheet.path(shapes.frame(w + 2, h + 2, 0, 2), x - 1, y - 1, theme.accent, alpha=0.35, leaves=False, layer=FIGURE)
        sheet.path(shapes.frame(w - 32, h - 32, 0, 1.5), x + 16, y + 16, theme.ink, alpha=0.6, leaves=False, layer=FIGURE)
    elif theme.kicker == "pill":  # a thick line
        sheet.path(shapes.frame(w, h, 0, 12), x, y, theme.accent, leaves=False, layer=FIGURE)
    elif theme.kicker == "bracket":
        long, thick = 70.0, 5.0
        parts = []
        for sx in (0, 1):
            for sy in (0, 1):
                px, py = x + sx * w, y + sy * h
                parts.append(shapes.rect(long, thick, 0, px if not sx else px - long, py if not sy else py - thick))
                parts.append(shapes.rect(thick, long, 0, px if not sx else px - thick, py if not sy else py - long))
        sheet.path(" ".join(parts), 0, 0, theme.accent, leaves=False, layer=FIGURE)
        sheet.path(shapes.rect(w, 3), x, y, theme.accent, alpha=0.7, leaves=False, layer=FIGURE,
                   place=rf"\an7\move({n(x)},{n(y + 4)},{n(x)},{n(y + h - 6)})")  # fmt: skip
    else:
        sheet.path(shapes.frame(w, h, 0, 3), x, y, theme.ink, alpha=0.55, leaves=False, layer=FIGURE)
        sheet.fill(x, y + h - 8, w * 0.34, 8, theme.accent, reveal="right", ms=700, leaves=False, layer=FIGURE + 1)
