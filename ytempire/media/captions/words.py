"""Every word of a film, as it is spoken."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.media import fonts
from ytempire.media.captions.page import NARRATOR, Page, broken, colour_of, page, paired
from ytempire.media.captions.styles import STYLES
from ytempire.media.graphics.sheet import CAPTION, Sheet, colour, escape
from ytempire.media.zones import Box
from ytempire.models import CaptionStyle, Cue, Speaker

TAG = 27.0  # size in pixels of who speaks
BIG: dict[bool, float] = {True: 138.0, False: 104.0}  # of one or two words alone, tall and wide


def words(sheet: Sheet, style: CaptionStyle = "lit", speakers: Sequence[Speaker] = ()) -> None:
    """Draw every caption of the scene; where another begins to speak, with their name if there is room."""
    before = None
    for cue in sheet.cut.cues:
        if not cue.words or cue.start >= sheet.cut.frames:
            continue
        tag = (cue.speaker or NARRATOR) if len(speakers) > 1 and cue.speaker != before else ""
        before = cue.speaker
        for shown in _pages(sheet, cue, style, colour_of(cue, speakers, sheet.theme), tag):
            if shown.start < shown.end:
                STYLES[style](sheet, shown)
                _tag(sheet, shown)


def _pages(sheet: Sheet, cue: Cue, style: CaptionStyle, ink: str, tag: str) -> list[Page]:
    zone, theme = sheet.zones.caption, sheet.theme
    key = theme.type.display
    less = 0.9 if theme.type.big < 1 else 1.0
    most = (88.0 if sheet.zones.tall else 70.0) * less
    upper, pad = style == "outline", {"box": 0.2, "outline": 0.08}.get(style, 0.0)
    if style == "pop":
        most = BIG[sheet.zones.tall] * less
        parts = paired(sheet, cue, key, most, zone)
    else:
        parts = broken(sheet, cue, key, most * 0.62, zone, upper)
    out = []
    for i, lines in enumerate(parts):
        start = cue.start if i == 0 else lines[0][0].start
        end = cue.end if i == len(parts) - 1 else parts[i + 1][0][0].start
        end = min(end, sheet.cut.frames)
        if start < end:
            made = page(sheet, lines, key, most, start, end, ink, tag="" if i else tag, upper=upper, pad=pad)
            out.append(made)
    return out


def _tag(sheet: Sheet, shown: Page) -> None:
    """A small name over the words, where the zone has room for it."""
    if not shown.tag:
        return
    key, zone = sheet.theme.type.strong, sheet.zones.caption
    text = shown.tag.replace("_", " ").upper()
    if fonts.missing_glyphs(text):
        return
    size = TAG * (1.25 if sheet.zones.tall else 1.0)
    cap, track = fonts.face(key).cap * size, size * 0.12
    base = min(word.base for word in shown.words()) - shown.cap - max(18.0, shown.size * 0.36)
    wide = fonts.width(text, key, size, track) - track
    if base - cap < zone.y0 or wide > zone.width:
        return
    x = (zone.x0 + zone.x1 - wide) / 2
    face = fonts.face(key)
    dark = colour(sheet.theme.paper.near, 3)
    head = rf"\an7\pos({x:.2f},{base - face.ascent * size:.2f})\fsp{track:.2f}\bord{size * 0.13:.2f}{dark}\fad(120,0)"
    font = rf"{{\fn{face.family}\fs{size * face.line:.2f}{colour(shown.colour)}}}{escape(text)}"
    sheet.boxes.append(Box(x, base - cap, x + wide, base, "caption"))
    sheet.put(CAPTION, shown.start, shown.end, rf"{{{head}}}{font}")
