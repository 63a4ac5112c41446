"""Two things side by side: two fields, or two halves with a line between.

Fits: each side has a name, a number or word as large as its points leave it room, and any points; in 9:16 and 1:1 one
side stands over the other.
"""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media import drawings
from ytempire.media.fit import Setting, Voice
from ytempire.media.graphics import objects, shapes
from ytempire.media.graphics.head import head
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, OVER, Align, Sheet
from ytempire.media.zones import Box
from ytempire.models import Comparison, Side


def build(sheet: Sheet, visual: Comparison) -> None:
    """Elements: left, right."""
    z = sheet.zones
    beats = sheet.beats(2)
    room = head(sheet, visual.title, small=True)
    gap = 56.0 if not z.tall else 40.0
    if z.tall:
        right = z.edge(room.y1)
        tall = (room.height - gap) / 2
        boxes = (Box(room.x0, room.y0, right, room.y0 + tall), Box(room.x0, room.y1 - tall, right, room.y1))
    else:
        wide = (room.width - gap) / 2
        boxes = (Box(room.x0, room.y0, room.x0 + wide, room.y1), Box(room.x1 - wide, room.y0, room.x1, room.y1))
    open_ = not z.tall and sheet.cut.variant % 2 == 1
    if open_:
        _divider(sheet, room)
    names: list[str | None] = []
    for side in (visual.left, visual.right):
        name = drawings.find([side.title, *side.points], sheet.cut.variant) if not z.tall else None
        names.append(None if name in names else name)
    for k, (side, box) in enumerate(zip((visual.left, visual.right), boxes, strict=True)):
        _side(sheet, side, box, beats[k], k == 1, open_, names[k])
    if not open_:
        _joint(
            sheet,
            (boxes[0].x1 + boxes[1].x0) / 2 if not z.tall else (boxes[0].x0 + boxes[0].x1) / 2,
            (boxes[0].y1 + boxes[1].y0) / 2 if z.tall else (room.y0 + room.y1) / 2,
            beats[1],
        )


def _divider(sheet: Sheet, room: Box) -> None:
    middle = (room.x0 + room.x1) / 2
    theme = sheet.theme
    sheet.fill(middle - 2, room.y0, 4, room.height, theme.accent, reveal="down", ms=600, what="divider")
    sheet.path(
        shapes.polygon([(14, 0), (28, 14), (14, 28), (0, 14)]),
        middle - 14,
        (room.y0 + room.y1) / 2 - 14,
        theme.accent,
        fade=300,
        layer=FIGURE + 1,
    )


def _joint(sheet: Sheet, x: float, y: float, at: int) -> None:
    """The disc between two fields, with an arrow from one to the other."""
    theme = sheet.theme
    r = 44.0
    spot = rf"\an5\pos({n(x)},{n(y)})"
    pop = r"\fscx40\fscy40\t(0,260,0.5,\fscx106\fscy106)\t(260,360,\fscx100\fscy100)"
    sheet.path(shapes.disc(r, r, r), 0, 0, theme.accent, at=at, place=spot, tags=pop, layer=OVER)
    tip = [(12.0, 0.0), (32.0, 20.0), (12.0, 40.0)]
    if sheet.zones.tall:
        tip = [(0.0, 12.0), (20.0, 32.0), (40.0, 12.0)]
    path = shapes.stroke(tip, 8)
    move = (x - 22, y - 20) if not sheet.zones.tall else (x - 20, y - 22)
    sheet.path(path, *move, theme.on_accent, at=at + 2, fade=120, layer=OVER + 1)


def _side(sheet: Sheet, side: Side, box: Box, at: int, lit: bool, open_: bool, name: str | None) -> None:
    theme, z = sheet.theme, sheet.zones
    inset = 14.0 if open_ else 66.0 if not z.tall else 40.0
    if not open_:
        sheet.field(box.x0, box.y0, box.width, box.height, radius=theme.round, what="card")
        if lit:
            sheet.field(
                box.x0, box.y0, box.width, box.height, radius=theme.round, ink=theme.accent, alpha=0.0, line=4, at=at
            )
        else:
            sheet.fill(box.x0, box.y0, box.width, 6, theme.muted, at=at, reveal="right", ms=420, layer=FIGURE + 1)
    width = box.width - inset * 2 - (20 if open_ else 0)
    x = box.x0 + inset + (30 if open_ and lit else 0)
    align: Align = "left"
    top, height = box.y0 + (10 if open_ else inset), box.height - (20 if open_ else inset * 1.7)
    abreast = z.tall and bool(side.points) and bool(side.shown)  # the points stand beside the number, not under it
    column = (width - 36) / 2 if abreast else width
    if side.shown:
        heading, most, rows = sheet.strong(), 54.0 if not z.tall else 44.0, 2
    else:  # no number: the side's own name is the largest thing in it
        heading, most, rows = sheet.display(1.08), (100 if not z.tall else 70) * theme.type.big, 2
    title = sheet.fit(
        side.title, heading, column, 230 if most > 60 else 120, most=most, least=32, rows=rows, what="side"
    )
    voice = sheet.display(1.05)
    shown, points = _fitted(sheet, side, voice, column, height - title.height, height if abreast else None)
    listed = sum(p.height + 14 for p in points) - 14 if points else 0.0
    body = title.height + (shown.height + 36 if shown else 0) + (30 + listed if points and not abreast else 0)
    over = 0.0
    if name and shown is None and height - body > 190:
        over = min(230.0, height - body - 30) + 30
    y = top + max(0.0, (height - body - over) / 2)
    if over:
        spot = Box(x, y, x + over - 30, y + over - 30)
        objects.draw(sheet, ((0, name or ""),), spot, at=at, medal=False)
        y += over
    elif name and shown and width - max(shown.width, title.width) > 250:
        side_long = min(220.0, height - 20, width - max(shown.width, title.width) - 40)
        spot = Box(box.x1 - inset - side_long, y, box.x1 - inset, y + side_long)
        objects.draw(sheet, ((0, name),), spot, at=at, medal=False)
    sheet.block(
        title, x, y, theme.accent if lit else theme.muted, align=align, at=at if lit else min(at, 6), what="side"
    )
    y += title.height
    if shown:
        y += 36
        sheet.block(shown, x, y, theme.ink if not lit else theme.accent, align=align, at=at + 3, step=3, what="shown")
        y += shown.height
    y += 30
    if abreast:
        x, y = x + column + 36, top + max(0.0, (height - listed) / 2)
    for k, point in enumerate(points):
        path = shapes.rect(16, 16, min(8, theme.round))
        sheet.path(path, x, y + point.cap / 2 - 8, theme.accent if lit else theme.muted, at=at + 8 + 4 * k, fade=160)
        sheet.block(point, x + 36, y, theme.ink, at=at + 8 + 4 * k, what="point")
        y += point.height + 14


def _fitted(
    sheet: Sheet, side: Side, voice: Voice, width: float, height: float, beside: float | None
) -> tuple[Setting | None, list[Setting]]:
    """The number as large as the points leave it room; `beside` is the height of a column of their own."""
    where = sheet.where("comparison")
    for most in (190, 164, 140, 122, 104, 88, 74, 62, 52):
        left = height
        try:
            shown = None
            if side.shown:
                shown = sheet.fit(
                    side.shown,
                    voice,
                    width,
                    left - 36,
                    most=most * sheet.theme.type.big,
                    least=40,
                    rows=2,
                    what="comparison",
                )
                left -= shown.height + 36
            left = beside if beside is not None else left - 30
            for size in (54, 48, 42, 36, 32, 28) if not sheet.zones.tall else (46, 42, 36, 32, 28, 26):
                points = [
                    sheet.fit(p, sheet.text(1.2), width - 36, left, most=size, least=26, rows=4, what="comparison")
                    for p in side.points
                ]
                if sum(p.height + 14 for p in points) - 14 <= left:
                    return shown, points
        except ConfigError:
            if most == 52:
                raise
    raise ConfigError(
        f"“{side.title}” and its {len(side.points)} points do not fit", where, "Say fewer points, or shorter ones."
    )
