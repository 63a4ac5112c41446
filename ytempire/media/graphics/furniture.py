"""What stands on every scene: kicker, progress, source, the channel's mark, a page's border, a drawn object."""

from __future__ import annotations

import random
from collections.abc import Iterable

from ytempire.errors import ConfigError
from ytempire.media import drawings, fonts
from ytempire.media.fit import Setting, Voice, fit, fits, typeset
from ytempire.media.graphics import shapes
from ytempire.media.graphics.shapes import n
from ytempire.media.graphics.sheet import BACK, FIGURE, LEAVE_MS, OVER, TEXT, Align, Sheet
from ytempire.media.themes import mix
from ytempire.media.zones import Box

KICKER = 29.0  # size in pixels an em


def kicker_height(sheet: Sheet, text: str) -> float:
    """What a kicker takes, with the air under it; nothing if there is none."""
    if not typeset(text):
        return 0.0
    return {"dash": 62.0, "rule": 74.0, "pill": 92.0, "bracket": 66.0}[sheet.theme.kicker]


def kicker(sheet: Sheet, text: str, x: float, top: float, width: float, align: Align = "left", at: int = 0) -> None:
    """The line over a headline: small, letter-spaced, in the accent, in the theme's own way."""
    text = typeset(text).upper()
    if not text:
        return
    theme = sheet.theme
    style = theme.kicker
    extra = {"dash": 78.0, "rule": 0.0, "pill": 60.0, "bracket": 40.0}[style]
    key = theme.type.strong
    spread = {"dash": 0.17, "rule": 0.14, "pill": 0.08, "bracket": 0.06}[style]
    size = KICKER * (1.08 if sheet.zones.tall else 1.0)
    voice = Voice(key, tight=spread)
    if not fits(text, voice, width - extra, size * 1.3, most=size, least=28, rows=1):
        voice = Voice(key, tight=0.02)
    setting = fit(
        text, voice, width - extra, size * 1.3, most=size, least=min(size, 24.0), rows=1, where=sheet.where("kicker")
    )
    cap = setting.cap
    wide = setting.width - setting.size * voice.tight
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * (wide + extra)
    if align == "right":
        left -= setting.size * voice.tight  # the space after the last letter
    if style == "dash":
        sheet.fill(left, top + cap / 2 - 2, 54, 4, theme.accent, at=at, reveal="right", ms=360, radius=2)
        sheet.block(setting, left + 78, top, theme.accent, at=at + 2, enter="fade", what="kicker")
    elif style == "rule":
        sheet.block(setting, left, top, theme.accent, at=at, enter="fade", what="kicker")
        reach = max(wide, 150.0)
        start = left if align != "center" else x - reach / 2
        sheet.fill(start, top + cap + 20, reach, 3, theme.accent, at=at, reveal="right", ms=500)
        sheet.fill(start, top + cap + 27, reach, 1.2, theme.accent, at=at + 2, reveal="right", ms=500)
    elif style == "pill":
        tall = cap + 34
        sheet.fill(left, top, wide + 60, tall, theme.accent, at=at, reveal="right", ms=260, radius=tall / 2)
        sheet.block(setting, left + 30, top + 17, theme.on_accent, at=at + 2, enter="fade", what="kicker")
    else:
        blink = r"\t(700,701,\alpha&HFF&)\t(1100,1101,\alpha&H00&)\t(1800,1801,\alpha&HFF&)\t(2200,2201,\alpha&H00&)"
        sheet.path(shapes.rect(18, cap), left, top, theme.accent, at=at, tags=blink, layer=FIGURE)
        sheet.block(setting, left + 40, top, theme.accent, at=at, what="kicker")


def rule(sheet: Sheet, x: float, y: float, align: Align = "left", at: int = 0, width: float = 132.0) -> None:
    """The short line under a headline."""
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
    theme = sheet.theme
    if theme.kicker == "rule":
        sheet.fill(left, y, width, 4, theme.accent, at=at, reveal="right", ms=480)
        sheet.path(
            shapes.polygon([(7, 0), (14, 7), (7, 14), (0, 7)]),
            left + width + 14,
            y - 5,
            theme.accent,
            at=at + 8,
            fade=160,
        )
    else:
        tall = {"dash": 7.0, "pill": 14.0, "bracket": 6.0}[theme.kicker]
        sheet.fill(left, y, width, tall, theme.accent, at=at, reveal="right", ms=420, radius=min(theme.round, tall / 2))


def standing(sheet: Sheet, mark: str) -> None:
    """Progress, source, mark and border: they enter with the cut and stay through it."""
    _progress(sheet)
    _source(sheet)
    _mark(sheet, mark)
    _border(sheet)


def _progress(sheet: Sheet) -> None:
    z, theme, cut = sheet.zones, sheet.theme, sheet.cut
    x, y, wide, tall = z.progress.x0, z.progress.y0, z.progress.width, z.progress.height
    count, index = max(1, cut.count), min(cut.index, max(1, cut.count) - 1)
    ms = sheet.ms(cut.frames)
    track, full = mix(theme.muted, theme.paper.far, 0.45), theme.accent
    if z.tall and count <= 16:
        gap = 8.0
        part = (wide - gap * (count - 1)) / count
        for i in range(count):
            left = x + i * (part + gap)
            if i < index:
                sheet.fill(left, y, part, tall, full, leaves=False, radius=tall / 2, layer=OVER)
            else:
                sheet.fill(left, y, part, tall, track, alpha=0.55, leaves=False, radius=tall / 2, layer=OVER)
            if i == index:
                sheet.fill(
                    left,
                    y,
                    part,
                    tall,
                    full,
                    reveal="right",
                    ms=ms,
                    accel=1.0,
                    leaves=False,
                    radius=tall / 2,
                    layer=OVER + 1,
                )
        return
    sheet.fill(x, y + tall / 2 - 1, wide, 2, track, alpha=0.5, leaves=False, layer=OVER)
    left, right = x + wide * index / count, x + wide * (index + 1) / count
    if index:
        sheet.fill(x, y, left - x, tall, full, leaves=False, layer=OVER)
    sheet.fill(left, y, right - left, tall, full, reveal="right", ms=ms, accel=1.0, leaves=False, layer=OVER)


def _source(sheet: Sheet) -> None:
    text = typeset(sheet.cut.source)
    if not text:
        return
    z, theme = sheet.zones, sheet.theme
    voice = Voice(theme.type.fine, leading=1.16)
    size = 28.0
    room = z.source
    wide = room.width - 26

    def try_fit(said: str) -> Setting | None:
        try:
            return fit(said, voice, wide, room.height, most=size, least=28.0, rows=2, where=sheet.where("source"))
        except ConfigError:
            return None

    parts = [p.strip() for p in text.split(";")]
    setting = try_fit(text)
    for keep in range(len(parts) - 1, 0, -1):
        setting = setting or try_fit("; ".join(parts[:keep]) + f"; and {len(parts) - keep} more")
    if setting is None:
        setting = fit(text, voice, wide, room.height, most=size, least=28.0, rows=2, where=sheet.where("source"))
    top = room.y0 + (14 if len(setting.rows) == 1 else 2)
    if z.tall:
        top = room.y0 + 4
    sheet.fill(room.x0, top, 4, setting.height - setting.size * 0.2, theme.accent, layer=FIGURE, leaves=False)
    sheet.block(setting, room.x0 + 20, top, theme.muted, enter="none", what="source", at=0)


def _mark(sheet: Sheet, mark: str) -> None:
    mark = typeset(mark)
    if not mark:
        return
    z, theme = sheet.zones, sheet.theme
    key = theme.type.strong
    fonts.require(mark, key, "look.mark")
    size = 30.0
    wide = fonts.width(mark, key, size)
    while wide > z.mark.width - 30 and size > 20:
        size -= 2
        wide = fonts.width(mark, key, size)
    cap = fonts.face(key).cap * size
    if z.tall:
        x, base = z.mark.x0 + 28, z.mark.y0 + 10 + cap
    else:
        x, base = z.mark.x1 - wide, z.mark.y0 + 14 + cap
    sheet.path(shapes.disc(6.5, 6.5, 6.5), x - 26, base - cap / 2 - 6.5, theme.accent, leaves=False, layer=TEXT)
    sheet.line(mark, key, size, x, base, theme.muted, enter="none", what="mark")


def _border(sheet: Sheet) -> None:
    z, theme = sheet.zones, sheet.theme
    w, h = z.width, z.height
    if theme.border == "page":
        for inset, thick, alpha in ((30.0, 2.5, 0.45), (39.0, 1.5, 0.55)):
            wide, tall = w - 2 * inset, h - 2 * inset
            for x, y, a, b in (
                (inset, inset, wide, thick),
                (inset, h - inset - thick, wide, thick),
                (inset, inset + thick, thick, tall - 2 * thick),
                (w - inset - thick, inset + thick, thick, tall - 2 * thick),
            ):
                sheet.fill(x, y, a, b, theme.accent, alpha=alpha, leaves=False, layer=BACK)
        for cx in (30, w - 30):
            for cy in (30, h - 30):
                d = 15
                sheet.path(
                    shapes.polygon([(d, 0), (2 * d, d), (d, 2 * d), (0, d)]),
                    cx - d,
                    cy - d,
                    theme.accent,
                    alpha=0.3,
                    leaves=False,
                    layer=BACK,
                )
    elif theme.border == "corners":
        inset = 34.0
        brackets(sheet, Box(inset, inset, w - inset, h - inset), 62, 3, alpha=0.35, layer=BACK)
        ticks = " ".join(
            shapes.rect(1.6, 16 if k % 5 == 0 else 8, 0, k * 24, 0) for k in range(int((w - 2 * inset - 280) / 24) + 1)
        )
        sheet.path(ticks, inset + 140, inset, theme.muted, alpha=0.62, leaves=False, layer=BACK)


def brackets(
    sheet: Sheet, box: Box, long: float, thick: float, alpha: float = 0.0, layer: int = FIGURE + 1, at: int = 0
) -> None:
    """The four corners of a box."""
    for right in (False, True):
        for down in (False, True):
            x, y = (box.x1 if right else box.x0), (box.y1 if down else box.y0)
            path = (
                shapes.rect(long, thick, 0, 0, long - thick if down else 0)
                + " "
                + shapes.rect(thick, long - thick, 0, long - thick if right else 0, 0 if down else thick)
            )
            sheet.path(
                path,
                x - long if right else x,
                y - long if down else y,
                sheet.theme.accent,
                alpha=alpha,
                at=at,
                layer=layer,
                leaves=False,
                fade=160 if at else 0,
            )


# --- drawn objects --------------------------------------------------------------------------------


Objects = tuple[tuple[int, str], ...]  # from which frame on, and what
APART = 3.0  # seconds that an object is seen at least


def objects_for(sheet: Sheet, texts: Iterable[str], most: int = 5) -> Objects:
    """What could be drawn for this scene: first what its words on the screen name, then what is said, as it is said."""
    cut = sheet.cut
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
        brackets(sheet, Box(x, y, x + side, y + side), 44, 4, at=at)
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
