"""The words on a photograph in slow motion, or beside it when it hangs on the theme's paper."""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media.fit import Voice
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Align, Sheet
from ytempire.media.pictures import window, worded
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Picture, Roll


def build(sheet: Sheet, visual: Picture) -> None:
    """Elements: caption."""
    lay(sheet, visual, "picture")


def lay(sheet: Sheet, visual: Picture | Roll, kind: str) -> None:
    """Title, caption and credit of something that is seen, over it or beside it."""
    z, theme = sheet.zones, sheet.theme
    c = z.content
    layout = sheet.cut.layout
    hung = window(sheet.cut, theme, z)
    if not worded(visual):
        return hang(sheet, hung)
    at = sheet.beats(1, soon=not visual.title)[0]
    align: Align = "center" if layout == "center" and not z.tall else "left"
    if layout == "right" and hung is None and not z.tall:
        align = "right"
    if z.tall:
        x, width, most = c.x0, 864.0, 96.0
    elif hung is None:
        width, most = (1300.0 if align == "center" else 1040.0), 104.0
        x = {"left": c.x0, "right": c.x1, "center": 960.0}[layout]
    else:
        width, most = (1280.0, 60.0) if align == "center" else (c.width - hung.width - 76, 92.0)
        x = {"left": c.x0, "right": hung.x1 + 76, "center": 960.0}[layout]
    room = (c.y1 - hung.y1 - 40 if z.tall or align == "center" else c.height - 60) if hung else 560.0
    lines = 1 if hung and align == "center" else 3
    gap, lead = (24.0, 44.0) if lines > 1 else (16.0, 0.0)
    for share in (1.0, 0.88, 0.76, 0.66, 0.58, 0.5):
        title = sheet.fit(
            sheet.case(visual.title),
            sheet.headline(),
            width,
            room * 0.62,
            most=max(40, most * share) * theme.type.big,
            least=34,
            rows=lines if hung else 2,
            what="title",
        )
        caption = sheet.fit(
            visual.caption,
            sheet.text(1.26),
            width,
            230,
            most=max(32, (46 if visual.title else 68) * share) if lines > 1 else 40,
            least=28,
            rows=5 if hung and not z.tall and lines > 1 else 2,
            what="caption",
        )
        credit = sheet.fit(
            visual.credit, Voice(theme.type.fine, leading=1.2), width, 120, most=28, least=28, rows=3, what="credit"
        )
        parts = [s for s in (title, caption, credit) if s.rows]
        tall = lead + sum(s.height for s in parts) + gap * (len(parts) - 1)
        if tall <= room:
            break
    else:
        raise ConfigError(
            f"“{visual.title}”, its caption and its credit do not fit together",
            sheet.where(kind),
            "Say it shorter.",
        )
    if hung and not z.tall and align == "left":
        y = c.y0 + (c.height - tall) / 2
    elif hung:
        y = hung.y1 + 34 + max(0.0, c.y1 - hung.y1 - 34 - tall) * 0.3
    else:
        y = c.y1 - 10 - tall
    if lead:
        furniture.rule(sheet, x, y, align, at=0, width=96.0)
    y += lead
    hang(sheet, hung)
    for part, ink, when, name in (
        (title, theme.ink, 0, "headline"),
        (caption, theme.ink, at, "caption"),
        (credit, theme.muted, 6, "credit"),
    ):
        if part.rows:
            if name == "caption" and title.rows:
                ink = mix(theme.muted, theme.ink, 0.45)
            sheet.block(
                part, x, y, ink, align=align, at=when, step=3, what=name, enter="fade" if name == "credit" else None
            )
            y += part.height + gap
    return None


def hang(sheet: Sheet, hung: Box | None, at: int = 0) -> None:
    """The frame round a hung picture, as the theme likes it."""
    if hung is None:
        return
    theme = sheet.theme
    sheet.boxes.append(hung)
    x, y, w, h = hung.x0, hung.y0, hung.width, hung.height
    if theme.kicker == "rule":  # a mat and a hairline, as in a book
        sheet.field(x, y, w, h, ink=theme.paper.lights[0], alpha=0.0, line=16, at=at)
        sheet.field(x - 1, y - 1, w + 2, h + 2, ink=theme.accent, alpha=0.35, line=2, at=at)
        sheet.field(x + 16, y + 16, w - 32, h - 32, ink=theme.ink, alpha=0.6, line=2, at=at)
    elif theme.kicker == "pill":  # a thick line
        sheet.field(x, y, w, h, ink=theme.accent, alpha=0.0, line=12, at=at)
    elif theme.kicker == "bracket":
        furniture.brackets(sheet, hung, 70, 5, at=at)
        sheet.path(
            shapes.rect(w, 3),
            x,
            y,
            theme.accent,
            alpha=0.7,
            at=at,
            leaves=False,
            layer=FIGURE,
            place=rf"\an7\move({n(x)},{n(y + 4)},{n(x)},{n(y + h - 6)})",
        )
    else:
        sheet.field(x, y, w, h, ink=theme.ink, alpha=0.55, line=3, at=at)
        line = (x, y + h - 8, w * 0.34, 8)
        sheet.fill(*line, theme.accent, at=at, reveal="right", ms=700, leaves=False, layer=FIGURE + 1)
