"""Drawn objects in a scene: what its words name, drawn stroke by stroke, one after another as they are said."""

from __future__ import annotations

import random
from collections.abc import Iterable

from ytempire.media import drawings
from ytempire.media.graphics import furniture, shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import FIGURE, LEAVE_MS, Sheet
from ytempire.media.zones import Box

Objects = tuple[tuple[int, str], ...]  # from which frame on, and what
APART = 3.0  # seconds that an object is seen at least


def named(sheet: Sheet, texts: Iterable[str], most: int = 5) -> Objects:
    """What could be drawn for this scene: first what its words on the screen name, then what is said, as it is said."""
    cut = sheet.cut
    if sheet.plain:
        return ()
    first = drawings.find([*texts, cut.title], 0 if cut.visual.kind == "title" else cut.index + cut.variant)
    out: list[tuple[int, str]] = [(0, first)] if first else []
    apart, last = round(APART * sheet.fps), cut.frames - round(2.2 * sheet.fps)
    for word in (w for cue in cut.speech or cut.cues for w in cue.words):
        name = drawings.called(word.text)
        if name is None or name in {n for _, n in out} or len(out) >= most:
            continue
        if not out:
            out.append((0, name))
        elif out[-1][0] + apart <= word.start <= last:
            out.append((word.start, name))
    return tuple(out)


def draw(sheet: Sheet, objects: Objects, box: Box, at: int = 0, medal: bool = True) -> None:
    """Draw objects into the middle of a box, one after another, stroke by stroke; they float while they are seen."""
    if not objects:
        return
    theme, cut = sheet.theme, sheet.cut
    size = min(box.width, box.height)
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    ink, lit = theme.ink, theme.accent
    inner = size * (0.62 if medal else 0.92)
    if medal:
        ink, lit = _medal(sheet, cx, cy, size, at)
    sheet.boxes.append(Box(cx - size / 2, cy - size / 2, cx + size / 2, cy + size / 2, "drawing"))
    starts = [max(at, frame) for frame, _ in objects]
    for (_, name), start, end in zip(objects, starts, [*starts[1:], cut.frames], strict=True):
        _object(sheet, name, (cx, cy), inner, (ink, lit), (start, end))


def _object(
    sheet: Sheet, name: str, middle: tuple[float, float], size: float, inks: tuple[str, str], when: tuple[int, int]
) -> None:
    """One object, from frame to frame: its strokes come one by one, and it goes when the next one comes."""
    cut = sheet.cut
    start, end = when
    scale, thick = size / 100, max(5.0, size * 0.027)
    left, top = middle[0] - size / 2, middle[1] - size / 2
    dice = random.Random(cut.index * 31 + cut.variant)
    drift = (dice.choice((-1, 1)) * 9.0, -13.0)
    strokes = drawings.strokes(name)
    pace = 2 if len(strokes) < 14 else 1
    done = min(start + 6 + len(strokes) * pace + 8, end)
    whole: dict[tuple[str, bool], list[str]] = {}  # by colour, and whether it is a field

    def floating(begin: int) -> str:
        a, b = (begin - start) / max(1, end - start), 1.0
        x0, y0, x1, y1 = (o + d * k for k in (a, b) for o, d in ((left, drift[0]), (top, drift[1])))
        return rf"\move({n(x0)},{n(y0)},{n(x1)},{n(y1)},0,{max(1, sheet.ms(end - begin))})"

    for i, stroke in enumerate(strokes):
        points = [(x * scale, y * scale) for x, y in stroke.points]
        path = shapes.polygon(points) if stroke.filled else shapes.trace(points)
        tint = inks[1] if stroke.accent else inks[0]
        whole.setdefault((tint, stroke.filled), []).append(path)
        layer, line = (FIGURE + 4, 0.0) if stroke.filled else (FIGURE + 5, thick)
        begin = min(start + 4 + i * pace, end - 1)
        sheet.path(
            path,
            left,
            top,
            tint,
            at=begin,
            until=done,
            fade=180,
            leaves=False,
            layer=layer,
            line=line,
            place=floating(begin),
        )
    for (tint, filled), paths in whole.items():
        layer, line = (FIGURE + 4, 0.0) if filled else (FIGURE + 5, thick)
        gone = rf"\fad(0,{LEAVE_MS})" if end < cut.frames else ""
        sheet.path(
            " ".join(paths),
            left,
            top,
            tint,
            at=done,
            until=end,
            layer=layer,
            line=line,
            tags=gone,
            leaves=end >= cut.frames,
            place=floating(done),
        )


def _medal(sheet: Sheet, cx: float, cy: float, size: float, at: int) -> tuple[str, str]:
    """What lies under a drawn object; gives the two colours to draw it in."""
    theme = sheet.theme
    r = size / 2
    ms = sheet.ms(sheet.cut.frames)
    if theme.kicker == "pill":
        sheet.field(cx - r * 0.93, cy - r * 0.93, r * 1.86, r * 1.86, ink=theme.accent, alpha=0.0, radius=r, at=at)
        sheet.field(cx - r, cy - r, 2 * r, 2 * r, ink=theme.accent, alpha=0.0, radius=r, at=at + 4, line=r * 0.022)
        return theme.on_accent, "#b3176b"
    if theme.kicker == "rule":
        sheet.field(cx - r * 0.86, cy - r * 0.72, r * 1.6, r * 1.6, ink=theme.accent, alpha=0.86, radius=r, at=at)
        sheet.field(cx - r, cy - r, 2 * r, 2 * r, ink=theme.accent, alpha=0.25, radius=r, at=at, line=2.5)
        sheet.field(
            cx - r * 0.95, cy - r * 0.95, r * 1.9, r * 1.9, ink=theme.accent, alpha=0.25, radius=r, at=at, line=5
        )
        return theme.ink, theme.accent
    if theme.kicker == "bracket":
        side = size * 0.94
        x, y = cx - side / 2, cy - side / 2
        sheet.field(x, y, side, side, radius=theme.round, at=at)
        furniture.brackets(sheet, Box(x, y, x + side, y + side), 44, 4, at=at)
        sweep = rf"\an7\move({n(x)},{n(y + 8)},{n(x)},{n(y + side - 12)})"
        sheet.path(shapes.rect(side, 3), x, y, theme.accent, alpha=0.72, at=at, fade=300, place=sweep, layer=FIGURE + 1)
        return theme.ink, theme.accent
    sheet.field(cx - r * 0.86, cy - r * 0.86, r * 1.72, r * 1.72, radius=r, at=at)
    sheet.field(cx - r * 0.95, cy - r * 0.95, r * 1.9, r * 1.9, ink=theme.accent, alpha=0.25, radius=r, at=at, line=2)
    turn = (
        rf"\an7\pos({n(cx - r)},{n(cy - r)})\org({n(cx)},{n(cy)})"
        rf"\t(0,{ms},\frz{-26 if sheet.cut.index % 2 else 26})"
    )
    for a in (25, 145, 265):
        sheet.path(shapes.arc(r, 6, a, 44, r, r), 0, 0, theme.accent, at=at + 3, fade=300, place=turn, layer=FIGURE + 1)
    return theme.ink, theme.accent
