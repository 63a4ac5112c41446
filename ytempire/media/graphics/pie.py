"""Parts of a whole as a ring: each part comes as it is said, the accented one is drawn out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.axes import apart, shades, sound
from ytempire.media.graphics.head import head
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, TEXT, Align, Sheet
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Pie

GAP = 1.6  # degrees between two parts


@dataclass(frozen=True)
class Part:
    """One part of the ring: where it begins and how far it goes, in degrees from twelve o'clock; how it is shown."""

    start: float
    sweep: float
    ink: str
    at: int
    lit: bool

    @property
    def middle(self) -> float:
        return math.radians(self.start + self.sweep / 2 - 90)


def build(sheet: Sheet, visual: Pie) -> None:
    """Elements: each part."""
    parts = _parts(sheet, visual)
    z = sheet.zones
    c = z.content
    if z.tall:
        room = head(sheet, visual.title, visual.unit, small=True)
        right = z.edge(room.y1)
        listed = min(room.height * 0.52, len(parts) * (84.0 if not z.square else 64.0))
        if z.square or not sheet.plain:
            side = min(room.height, 400.0)
            tall = min(room.height, 500.0)
            box = Box(room.x0 + side + 52, room.y0, right, room.y0 + tall)
            _ring(sheet, visual, parts, room.x0 + side / 2, (box.y0 + box.y1) / 2, side)
            _listed(sheet, visual, parts, box)
            return
        side = min(room.height - listed - 44, right - room.x0, 560.0)
        middle = (room.x0 + right) / 2 if sheet.cut.layout == "center" else room.x0 + side / 2
        _ring(sheet, visual, parts, middle, room.y0 + side / 2, side)
        _listed(sheet, visual, parts, Box(room.x0, room.y0 + side + 44, right, room.y0 + side + 44 + listed))
    elif sheet.cut.layout == "center" and not sheet.plain:
        room = head(sheet, visual.title, visual.unit, small=True)
        _ring(sheet, visual, parts, 960.0, (room.y0 + room.y1) / 2, min(room.height, 620.0))
        _around(sheet, visual, parts, room, min(room.height, 620.0))
    elif sheet.plain:  # the words want more room
        room = head(sheet, visual.title, visual.unit, small=True)
        side = min(room.height, 600.0)
        _ring(sheet, visual, parts, room.x1 - side / 2, (room.y0 + room.y1) / 2, side)
        _listed(sheet, visual, parts, Box(room.x0, room.y0, room.x1 - side - 90, room.y1))
    else:
        side = min(c.height - 20, 700.0)
        on_left = sheet.cut.layout == "right"
        ring_x = c.x0 + side / 2 if on_left else c.x1 - side / 2
        text = Box(c.x0 + side + 90, c.y0, c.x1, c.y1) if on_left else Box(c.x0, c.y0, c.x1 - side - 90, c.y1)
        _ring(sheet, visual, parts, ring_x, (c.y0 + c.y1) / 2, side)
        _listed(sheet, visual, parts, _titled(sheet, visual, text))


def _parts(sheet: Sheet, visual: Pie) -> list[Part]:
    for i, part in enumerate(visual.parts):
        sound(part.value, sheet.where(f"part {i + 1} “{part.label}”"))
        if part.value < 0:
            raise ConfigError(
                f"a part of a whole cannot be less than nothing, and “{part.label}” is {part.value:g}",
                sheet.where(f"part {i + 1}"),
                "Show it as bars.",
            )
    whole = sum(part.value for part in visual.parts)
    if whole <= 0:
        raise ConfigError("all its parts are nothing", sheet.where("pie"), "Give them values, or show a number.")
    beats = sheet.beats(len(visual.parts))
    inks = shades(sheet, len(visual.parts), visual.accent)
    out, start = [], 0.0
    for i, part in enumerate(visual.parts):
        sweep = 360 * (part.value / whole)
        out.append(Part(start, sweep, inks[i], beats[i], visual.accent == i))
        start += sweep
    return out


def _ring(sheet: Sheet, visual: Pie, parts: list[Part], cx: float, cy: float, side: float) -> None:
    if side < 220:
        raise ConfigError("there is no room for the ring", sheet.where("pie"), "Say the title or the parts shorter.")
    r = side / 2 - 16  # what is drawn out needs it
    thick = r * (0.22 if sheet.cut.variant % 2 else 0.36)
    sheet.boxes.append(Box(cx - side / 2, cy - side / 2, cx + side / 2, cy + side / 2, "ring"))
    sheet.field(cx - r, cy - r, 2 * r, 2 * r, radius=r, line=thick)
    for part in parts:
        _part(sheet, part, cx, cy, r, thick)
    said = visual.middle.strip()
    accent = visual.accent if visual.accent is not None and 0 <= visual.accent < len(parts) else None
    if not said and accent is not None:
        said = visual.parts[accent].shown
    if not typeset(said):
        return
    hole = (r - thick) * 1.5
    middle = sheet.fit(
        said, sheet.display(1.04), hole, hole * 0.62, most=150 * sheet.theme.type.big, least=30, rows=3, what="middle"
    )
    at = 6 if visual.middle.strip() or accent is None else parts[accent].at
    ink = sheet.theme.ink if visual.middle.strip() else sheet.theme.accent
    top = cy - (middle.height - 0.22 * middle.size) / 2
    sheet.block(middle, cx, top, ink, align="center", at=at, what="middle", optical=False)


def _part(sheet: Sheet, part: Part, cx: float, cy: float, r: float, thick: float) -> None:
    """It sweeps in; then it stands, the accented one drawn out from the ring."""
    if part.sweep < 0.2:
        return
    gap = min(GAP, part.sweep / 3)
    start, sweep = part.start + gap / 2, part.sweep - gap
    end = sheet.cut.frames
    steps = max(1, min(sheet.run(200 + 500 * part.sweep / 360), end - part.at - 2))
    full = steps
    for k in range(steps):
        path = shapes.arc(r, thick, start, max(0.4, sweep * sheet.eased((k + 1) / (full + 1))), r, r)
        sheet.path(
            path, cx - r, cy - r, part.ink, at=part.at + k, until=part.at + k + 1, leaves=False, layer=FIGURE + 1
        )
    whole = shapes.arc(r, thick, start, sweep, r, r)
    if not part.lit:
        sheet.path(whole, cx - r, cy - r, part.ink, at=part.at + full, layer=FIGURE + 1)
        return
    far = 14.0
    x, y = cx - r + far * math.cos(part.middle), cy - r + far * math.sin(part.middle)
    move = rf"\an7\move({n(cx - r)},{n(cy - r)},{n(x)},{n(y)},0,260)"
    sheet.path(whole, x, y, part.ink, at=part.at + full, place=move, layer=FIGURE + 2)


def _titled(sheet: Sheet, visual: Pie, box: Box) -> Box:
    """The title over the list, beside the ring."""
    theme = sheet.theme
    furniture.rule(sheet, box.x0, box.y0 + 8, at=0, width=96.0)
    top = box.y0 + 52
    if not typeset(visual.title) and not typeset(visual.unit):
        return Box(box.x0, top, box.x1, box.y1)
    title = sheet.fit(
        sheet.case(visual.title), sheet.headline(), box.width, 250, most=84 * theme.type.big, least=44, rows=3,
        what="title",
    )  # fmt: skip
    sheet.block(title, box.x0, top, theme.ink, at=0, step=3, what="headline")
    top += title.height
    unit = sheet.fit(visual.unit, sheet.text(), box.width, 100, most=42, least=34, rows=2, what="unit")
    if unit.rows:
        sheet.block(unit, box.x0, top + 18, theme.muted, at=6, what="unit")
        top += 18 + unit.height
    return Box(box.x0, top + 46, box.x1, box.y1)


def _listed(sheet: Sheet, visual: Pie, parts: list[Part], box: Box) -> None:
    """A list beside the ring: colour, name, value; one size for all."""
    theme = sheet.theme
    pitch = min(box.height / len(parts), 116.0)
    top = box.y0 + (box.height - pitch * len(parts)) / 2 if sheet.zones.tall else box.y0
    chip = min(34.0, pitch * 0.42)
    key = theme.type.display
    size = min(56.0 * theme.type.big, pitch * 0.62)
    values = [typeset(p.shown) for p in visual.parts]
    for i, value in enumerate(values):
        fonts.require(value, key, sheet.where(f"part {i + 1}"))
    while size > 30 and max(fonts.width(v, key, size) for v in values) > box.width * 0.3:
        size -= 2
    widest = max(fonts.width(v, key, size) for v in values)
    if widest > box.width * 0.5:
        raise ConfigError("its values are too long to stand beside their names", sheet.where("pie"), "Shorten them.")
    room = box.width - chip - 26 - widest - 28
    names = _names(sheet, visual, room, pitch - 14, min(46.0, size * 1.05))
    for i, (part, name, value) in enumerate(zip(parts, names, values, strict=True)):
        y = top + i * pitch
        if i:
            sheet.field(box.x0, y, box.width, 2, ink=theme.muted, alpha=0.78, at=min(2 * i, part.at))
        middle = y + pitch / 2
        if theme.round >= 10:
            sheet.path(
                shapes.disc(chip / 2, chip / 2, chip / 2), box.x0, middle - chip / 2, part.ink, at=part.at, fade=160
            )
        else:
            sheet.path(shapes.rect(chip, chip, theme.round), box.x0, middle - chip / 2, part.ink, at=part.at, fade=160)
        first = middle - (name.height - 0.22 * name.size) / 2
        sheet.block(name, box.x0 + chip + 26, first, theme.ink, at=part.at, what="label", enter="fade")
        base = middle + fonts.face(key).cap * size / 2
        ink = theme.accent if part.lit else theme.ink
        sheet.line(value, key, size, box.x1, base, ink, align="right", at=part.at + 4, what="value", layer=TEXT)


def _names(sheet: Sheet, visual: Pie, width: float, height: float, most: float) -> list[Setting]:
    def at(size: float) -> list[Setting]:
        return [
            sheet.fit(
                p.label, sheet.strong(1.1), width, max(height, 30.0), most=size, least=28, rows=2, what=f"part {i + 1}"
            )
            for i, p in enumerate(visual.parts)
        ]

    return at(min(s.size for s in at(most)))


def _around(sheet: Sheet, visual: Pie, parts: list[Part], room: Box, side: float) -> None:
    """Names on both sides of the ring, each with a line to its part."""
    theme = sheet.theme
    r = side / 2 - 16
    cx, cy = (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2
    reach = side / 2 + 70
    width = room.width / 2 - reach - 24
    sides: dict[bool, list[int]] = {False: [], True: []}
    for i, part in enumerate(parts):
        sides[math.cos(part.middle) >= 0].append(i)
    for right, chosen in sides.items():
        if not chosen:
            continue
        share = room.height / len(chosen)
        blocks: list[tuple[Setting, Setting]] = []
        for i in chosen:
            what = f"part {i + 1}"
            value = sheet.fit(
                visual.parts[i].shown, sheet.display(), width, share * 0.5,
                most=min((84 if parts[i].lit else 64) * theme.type.big, share * 0.38), least=30, rows=1, what=what,
            )  # fmt: skip
            name = sheet.fit(
                visual.parts[i].label, sheet.strong(1.12), width, share - value.height - 30, most=42, least=28, rows=2,
                what=what,
            )  # fmt: skip
            blocks.append((value, name))
        heights = [v.height + (12 + m.height if m.rows else 0) for v, m in blocks]
        wanted = [cy + (r + 20) * math.sin(parts[i].middle) for i in chosen]
        middles = apart(wanted, heights, room.y0, room.y1, 18)
        align: Align = "left" if right else "right"
        for i, (value, name), tall, middle in zip(chosen, blocks, heights, middles, strict=True):
            part = parts[i]
            x = cx + (reach + 24) * (1 if right else -1)
            top = middle - tall / 2
            level = top + value.cap / 2
            edge = (cx + (r + 22) * math.cos(part.middle), cy + (r + 22) * math.sin(part.middle))
            elbow = (cx + (reach - 10) * (1 if right else -1), level)
            path = shapes.trace([edge, elbow, (x - 14 * (1 if right else -1), level)])
            sheet.path(path, 0, 0, theme.muted, at=part.at + 4, fade=200, line=3, layer=FIGURE)
            ink = theme.accent if part.lit else theme.ink
            sheet.block(value, x, top, ink, align=align, at=part.at + 4, what="value", emphasis=False)
            if name.rows:
                sheet.block(
                    name,
                    x,
                    top + value.height + 12,
                    theme.muted,
                    align=align,
                    at=part.at + 6,
                    enter="fade",
                    what="label",
                )
