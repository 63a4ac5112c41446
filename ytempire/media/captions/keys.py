"""Key words: a few at a time, small, where nothing else ever stands."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.media import fonts
from ytempire.media.captions.page import colour_of
from ytempire.media.fit import Voice, fit
from ytempire.media.graphics.sheet import CAPTION, Sheet
from ytempire.models import Cue, CueWord, Speaker


def keys(sheet: Sheet, speakers: Sequence[Speaker] = ()) -> None:
    """The cues as they are, a few words each, small, where nothing else ever stands."""
    zone, theme = sheet.zones.caption, sheet.theme
    size = 44.0 if not sheet.zones.tall else 54.0
    voice = Voice(theme.type.strong)
    centred = sheet.cut.layout == "center" or sheet.zones.tall
    for cue in sheet.cut.cues:
        mark = colour_of(cue, speakers, theme)
        for words, start, end in _told(cue, voice, zone.width - 60, sheet.cut.frames):
            setting = fit(
                words, voice, zone.width - 60, zone.height, most=size, least=28.0, rows=1, where=sheet.where("caption")
            )
            x = (zone.x0 + zone.x1 - setting.width - 30) / 2 + 30 if centred else zone.x0 + 30
            top = zone.y0 + (zone.height - setting.cap) / 2
            sheet.fill(
                x - 30,
                top - 3,
                8,
                setting.cap + 6,
                mark,
                at=start,
                until=end,
                reveal="up",
                ms=240,
                layer=CAPTION,
                radius=min(4, theme.round),
            )
            sheet.block(setting, x, top, theme.ink, at=start, until=end, enter="fade", what="caption", layer=CAPTION)


def _told(cue: Cue, voice: Voice, width: float, frames: int) -> list[tuple[str, int, int]]:
    """A cue's words with their time; one that is longer than a line comes in parts."""
    parts: list[list[CueWord]] = [[]]
    for word in cue.words:
        if parts[-1] and fonts.width(" ".join(w.text for w in (*parts[-1], word)), voice.key, 30) > width:
            parts.append([])
        parts[-1].append(word)
    out = []
    for i, part in enumerate(parts):
        if part:
            start = cue.start if i == 0 else part[0].start
            end = cue.end if i == len(parts) - 1 else parts[i + 1][0].start
            out.append((" ".join(w.text for w in part), start, min(end, frames)))
    return [(text, start, end) for text, start, end in out if start < end]
