"""What stands on every scene: kicker, progress, source, the channel's mark, a page's border, a drawn object."""

from __future__ import annotations

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting, Voice, fit, fits
from ytempire.media.graphics import shapes
from ytempire.media.graphics.sheet import BACK, FIGURE, OVER, TEXT, Align, Sheet
from ytempire.media.themes import mix
from ytempire.media.typeset import typeset
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
    """Progress, source, mark and border: they enter with the cut and stay through it. A plain scene has the border."""
    if not sheet.cut.plain:
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
