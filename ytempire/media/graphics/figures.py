"""What a number looks like: a part of a ring, so many small squares, an object, a dial."""

from __future__ import annotations

import math
import re

from ytempire.media.graphics import objects, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, Sheet
from ytempire.media.themes import mix
from ytempire.media.zones import Box
from ytempire.models import Counter

# nobody counts metres or degrees one by one
_MEASURED = re.compile(
    r"(?:(?:kilo|centi|milli|nano)?(?:met(?:re|er)|gram|lit(?:re|er)|watt|byte)s?|kilos?|miles?|feet|foot|inch(?:es)?|"
    r"yards?|degrees?|tonn?es?|tons?|pounds?|volts?|knots?|gallons?|k[gm]|[cm]m|mb|gb)\b",
    re.IGNORECASE,
)


def beside(sheet: Sheet, visual: Counter, box: Box, at: int) -> None:
    """The figure that suits this number, into this box."""
    plain = re.fullmatch(r"\d{1,3}", visual.shown.strip()) is not None and not _MEASURED.match(visual.label)
    if re.search(r"%|per\s?cent", visual.shown) and 0 <= visual.value <= 100:
        ring(sheet, visual.value / 100, box, at)
    elif plain and 2 <= visual.value <= 144 and float(visual.value).is_integer():
        units(sheet, int(visual.value), box, at)
    elif found := objects.named(sheet, (visual.label, visual.second, visual.kicker)):
        objects.draw(sheet, found, box)
    else:
        dial(sheet, box, at)


def ring(sheet: Sheet, share: float, box: Box, at: int) -> None:
    """A ring, filled as far as the part goes."""
    theme = sheet.theme
    size = min(box.width, box.height)
    r = size / 2
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    thick = size * 0.15
    sheet.boxes.append(Box(cx - r, cy - r, cx + r, cy + r, "ring"))
    sheet.field(cx - r, cy - r, 2 * r, 2 * r, radius=r, line=thick)
    steps = max(1, min(sheet.run(1000), sheet.cut.frames - at - 4))
    for k in range(steps):
        sweep = 360 * share * sheet.eased((k + 1) / steps)
        sheet.path(
            shapes.arc(r, thick, 0, max(0.5, sweep), r, r),
            cx - r,
            cy - r,
            theme.accent,
            at=at + k,
            until=at + k + 1 if k < steps - 1 else None,
            layer=FIGURE + 1,
        )
    ms = sheet.ms(sheet.cut.frames)
    turn = rf"\an7\pos({n(cx - r)},{n(cy - r)})\org({n(cx)},{n(cy)})\t(0,{ms},\frz-40)"
    for a in range(0, 360, 60):
        sheet.path(
            shapes.arc(r * 0.64, 4, a, 26, r, r), 0, 0, theme.muted, alpha=0.3, fade=300, place=turn, layer=FIGURE + 1
        )


def units(sheet: Sheet, count: int, box: Box, at: int) -> None:
    """As many squares as the number says; they light up while it counts."""
    theme = sheet.theme
    columns = min(range(1, count + 1), key=lambda k: _uneven(count, k, box))
    rows = math.ceil(count / columns)
    pitch = min(box.width / columns, box.height / rows, 130.0)
    side = pitch * 0.78
    left = (box.x0 + box.x1) / 2 - pitch * columns / 2
    top = (box.y0 + box.y1) / 2 - pitch * rows / 2
    sheet.boxes.append(
        Box(left, top, left + pitch * columns - (pitch - side), top + pitch * rows - (pitch - side), "units")
    )
    radius = {0: 0.0, 4: 2.0}.get(theme.round, side * 0.2)
    if theme.bullet == "disc":
        radius = side / 2

    def cell(i: int) -> str:
        return shapes.rect(side, side, radius, (i % columns) * pitch, (i // columns) * pitch)

    sheet.path(" ".join(cell(i) for i in range(count)), left, top, theme.panel, alpha=theme.panel_alpha, fade=200)
    steps = max(1, min(sheet.run(1000), sheet.cut.frames - at - 4))
    shown = 0
    for k in range(steps):
        now = round(count * sheet.eased((k + 1) / steps))
        if now > shown:
            path = " ".join(cell(i) for i in range(shown, now))
            sheet.path(
                path, left, top, theme.accent, at=at + k, until=at + steps, fade=100, leaves=False, layer=FIGURE + 1
            )
            shown = now
    whole = " ".join(cell(i) for i in range(count))
    ms = sheet.ms(sheet.cut.frames - at - steps)
    sheet.path(whole, left, top, theme.accent, at=at + steps, layer=FIGURE + 1)
    glint = cell(count - 1)
    sheet.path(
        glint,
        left,
        top,
        theme.ink,
        at=at + steps,
        layer=FIGURE + 2,
        tags=rf"\alpha&HFF&\t(0,160,\alpha&H30&)\t(160,{max(400, ms)},\alpha&HFF&)",
    )


def _uneven(count: int, columns: int, box: Box) -> float:
    """How far so many columns are from filling the box with whole rows."""
    rows = math.ceil(count / columns)
    pitch = min(box.width / columns, box.height / rows, 130.0)
    unused = 1 - pitch * pitch * count / (box.width * box.height)
    return unused + 0.35 * (rows * columns - count) / count


def dial(sheet: Sheet, box: Box, at: int) -> None:
    """A scale whose hand comes to rest where the count ends."""
    theme = sheet.theme
    size = min(box.width, box.height)
    r = size / 2
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    sheet.boxes.append(Box(cx - r, cy - r, cx + r, cy + r, "dial"))
    sheet.field(cx - r, cy - r, 2 * r, 2 * r, radius=r)
    marks = []
    for k in range(61):
        a = math.radians(-225 + k * 4.5 - 0)
        long = 0.13 if k % 10 == 0 else 0.065
        near, far = r * (0.92 - long), r * 0.92
        marks.append(
            shapes.stroke(
                [(r + near * math.cos(a), r + near * math.sin(a)), (r + far * math.cos(a), r + far * math.sin(a))],
                5 if k % 10 == 0 else 3,
            )
        )
    sheet.path(" ".join(marks), cx - r, cy - r, theme.muted, alpha=0.25, fade=300, layer=FIGURE + 1)
    hand = shapes.polygon([(r - 7, r + r * 0.16), (r - 2, r - r * 0.70), (r + 2, r - r * 0.70), (r + 7, r + r * 0.16)])
    ms = sheet.ms(min(sheet.cut.frames, at + sheet.run(1100)))
    begin = sheet.ms(at)
    rest = sheet.ms(sheet.cut.frames)
    place = (
        rf"\an7\pos({n(cx - r)},{n(cy - r)})\org({n(cx)},{n(cy)})\frz132\t({begin},{ms},0.5,\frz-92)"
        rf"\t({ms},{rest},\frz-104)"
    )
    sheet.path(hand + " " + shapes.disc(r * 0.06, r, r), 0, 0, theme.accent, fade=200, place=place, layer=FIGURE + 2)
    for part in (0.5, 0.52):
        sheet.path(
            shapes.arc(r * part, 2.5, 225, 270, r, r),
            cx - r,
            cy - r,
            mix(theme.accent, theme.paper.far, 0.3),
            fade=300,
            layer=FIGURE + 1,
        )
