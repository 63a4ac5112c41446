"""A terminal: what stands over its window; the window itself is the ground's."""

from __future__ import annotations

from ytempire.media.graphics.sheet import Sheet
from ytempire.media.terminal.ground import check, own_fonts
from ytempire.media.terminal.place import TITLE, room
from ytempire.models import Terminal

GAP = 34.0  # between the title and the window


def build(sheet: Sheet, visual: Terminal) -> None:
    """Elements: each line that is typed, or the whole recording."""
    check(visual, sheet.where("terminal"), own_fonts(sheet.theme))
    zones = sheet.zones
    if visual.title.strip():
        c = zones.content
        tall = TITLE - GAP
        title = sheet.fit(
            sheet.case(visual.title),
            sheet.headline(),
            min(c.width, 1480.0),
            tall,
            most=(54 if not zones.tall else 58) * sheet.theme.type.big,
            least=30,
            rows=2,
            accent="",
            what="title",
        )
        if title.rows:
            top = c.y0 + max(0.0, (tall - title.height) / 2)
            sheet.block(title, (c.x0 + c.x1) / 2, top, sheet.theme.ink, align="center", what="headline")
    sheet.boxes.append(room(zones, visual.title))
