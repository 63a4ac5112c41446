"""Captions: burnt in word by word or as key words, and whole in a file."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.media import fonts
from ytempire.media.fit import Voice, fit
from ytempire.media.graphics.shapes import n, rect
from ytempire.media.graphics.sheet import CAPTION, Sheet, colour, escape
from ytempire.media.subs import srt as _srt
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Cue, CueWord, Cut

# --- every word -----------------------------------------------------------------------------------


def words(sheet: Sheet) -> None:
    """Every word, in the theme's type, the spoken one lit; one or two lines in the captions' own zone."""
    for cue in sheet.cut.cues:
        if cue.words and cue.start < sheet.cut.frames:
            _lit(sheet, cue)


def _lines(cue: Cue) -> list[tuple[CueWord, ...]]:
    if sum(cue.lines) != len(cue.words):
        return [cue.words]
    out, at = [], 0
    for count in cue.lines:
        out.append(cue.words[at : at + count])
        at += count
    return [line for line in out if line]


def _lit(sheet: Sheet, cue: Cue) -> None:
    zone, theme = sheet.zones.caption, sheet.theme
    key = theme.type.display
    most = (88.0 if sheet.zones.tall else 58.0) * (0.9 if theme.type.big < 1 else 1.0)
    pages = _pages(sheet, cue, key, most * 0.62, zone)
    for i, lines in enumerate(pages):
        start = cue.start if i == 0 else lines[0][0].start
        end = cue.end if i == len(pages) - 1 else pages[i + 1][0][0].start
        _page(sheet, lines, key, most, start, min(end, sheet.cut.frames))


def _pages(sheet: Sheet, cue: Cue, key: str, size: float, zone: Box) -> list[list[tuple[CueWord, ...]]]:
    """A cue as it breaks its own lines; what is too long for two lines of this size is shown one part after another."""
    own = _lines(cue)
    if len(own) <= 2 and all(_wide([_shown(sheet, w.text) for w in line], key, size) <= zone.width for line in own):
        return [own]
    pages: list[list[tuple[CueWord, ...]]] = []
    page: tuple[CueWord, ...] = ()
    for word in cue.words:
        if page and len(_halved(sheet, (*page, word), key, size, zone)) > 2:
            pages.append(_halved(sheet, page, key, size, zone))
            page = ()
        page = (*page, word)
    return [*pages, _halved(sheet, page, key, size, zone)]


def _halved(sheet: Sheet, words: tuple[CueWord, ...], key: str, size: float, zone: Box) -> list[tuple[CueWord, ...]]:
    """One line, or two as even as they can be; three empty-handed where two do not do."""
    shown = [_shown(sheet, w.text) for w in words]
    if _wide(shown, key, size) <= zone.width or len(words) == 1:
        return [words]
    cut = min(range(1, len(words)), key=lambda k: max(_wide(shown[:k], key, size), _wide(shown[k:], key, size)))
    if len(words) > 2 and max(_wide(shown[:cut], key, size), _wide(shown[cut:], key, size)) > zone.width:
        return [words[:1], words[1:2], words[2:]]
    return [words[:cut], words[cut:]]


def _page(sheet: Sheet, lines: list[tuple[CueWord, ...]], key: str, most: float, start: int, end: int) -> None:
    zone = sheet.zones.caption
    texts = [[_shown(sheet, w.text) for w in line] for line in lines]
    for text in (t for line in texts for t in line):
        fonts.require(text, key, sheet.where("caption"))
    widest = max(_wide(line, key, most) for line in texts)
    size = most if widest <= zone.width else most * zone.width / widest * 0.995
    step = size * 1.22
    cap = fonts.face(key).cap * size
    top = zone.y0 + (zone.height - cap - step * (len(lines) - 1)) / 2
    for i, (line, shown) in enumerate(zip(lines, texts, strict=True)):
        wide = _wide(shown, key, size)
        x, base = (zone.x0 + zone.x1 - wide) / 2, top + cap + i * step
        sheet.boxes.append(Box(x, base - cap, x + wide, base + size * 0.22, "caption"))
        for word, text in zip(line, shown, strict=True):
            own = fonts.width(text, key, size)
            _word(sheet, text, key, size, x, base, own, (start, word.start, word.end, end))
            x += own + _space(key, size)


def _shown(sheet: Sheet, text: str) -> str:
    text = typeset(text)
    return text.upper() if sheet.theme.type.upper else text


def _space(key: str, size: float) -> float:
    return fonts.width(" ", key, size) * 1.0 + size * 0.10


def _wide(line: Sequence[str], key: str, size: float) -> float:
    return sum(fonts.width(t, key, size) for t in line) + _space(key, size) * (len(line) - 1)


def _word(
    sheet: Sheet, text: str, key: str, size: float, x: float, base: float, wide: float, when: tuple[int, int, int, int]
) -> None:
    """Before, while and after it is spoken."""
    theme = sheet.theme
    face = fonts.face(key)
    start, begin, end, stop = when
    begin, end = max(start, min(begin, stop)), max(start, min(end, stop))
    middle = rf"\an5\pos({n(x + wide / 2)},{n(base - face.ascent * size + size * face.line / 2)})"
    font = "".join(
        rf"{{\fn{fonts.face(f).family}\fs{n(size * fonts.face(f).line)}}}{escape(t)}" for f, t in fonts.runs(text, key)
    )
    dark = colour(theme.paper.near, 3) + colour(theme.paper.near, 4)
    edge = rf"\bord{n(size * 0.075)}\shad{n(size * 0.03)}\4a&H90&{dark}"
    if start < begin:
        enter = r"\fad(70,0)"
        sheet.put(CAPTION, start, begin, rf"{{{middle}{edge}{colour(theme.ink)}{enter}}}{font}")
    if theme.emphasis == "block" and begin < end:
        pad, cap = size * 0.13, face.cap * size
        sheet.path(
            rect(wide + pad * 2, cap + pad * 2, size * 0.12),
            x - pad,
            base - cap - pad,
            theme.accent,
            at=begin,
            until=end,
            leaves=False,
            layer=CAPTION + 1,
        )
        sheet.put(CAPTION + 2, begin, end, rf"{{{middle}{colour(theme.on_accent)}}}{font}")
    elif begin < end:
        swell = r"\fscx101\fscy101\t(0,90,\fscx106\fscy106)"
        sheet.put(CAPTION + 1, begin, end, rf"{{{middle}{edge}{colour(theme.accent)}{swell}}}{font}")
    if end < stop:
        sheet.put(CAPTION, end, stop, rf"{{{middle}{edge}{colour(theme.ink)}}}{font}")


# --- key words ------------------------------------------------------------------------------------


def keys(sheet: Sheet) -> None:
    """The cues as they are, a few words each, small, where nothing else ever stands."""
    zone, theme = sheet.zones.caption, sheet.theme
    size = 44.0 if not sheet.zones.tall else 54.0
    voice = Voice(theme.type.strong)
    centred = sheet.cut.layout == "center" or sheet.zones.tall
    for cue in sheet.cut.cues:
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
                theme.accent,
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


# --- the file -------------------------------------------------------------------------------------

WIDEST, LINES = 42, 2
SHORTEST_MS = 830


def srt(cuts: Sequence[Cut], fps: int) -> str:
    """The captions of a whole film as SRT: at most two lines of 42 characters, none overlapping, none of no length."""
    timed: list[tuple[int, int, str]] = []
    offset = 0
    for cut in cuts:
        for cue in cut.speech or cut.cues:
            for piece in _pieces(cue):
                text = "\n".join(" ".join(w.text for w in line) for line in piece)
                start, end = piece[0][0].start, piece[-1][-1].end
                if piece[0][0] is cue.words[0]:
                    start = min(start, cue.start)
                if piece[-1][-1] is cue.words[-1]:
                    end = max(end, cue.end)
                timed.append((offset + start, offset + min(max(end, start + 1), cut.frames), text))
        offset += cut.frames
    out: list[tuple[int, int, str]] = []
    for i, (start, end, text) in enumerate(timed):
        begin = max(round(start * 1000 / fps), out[-1][0] + 40 if out else 0)
        if out and out[-1][1] > begin:
            out[-1] = (out[-1][0], begin, out[-1][2])
        after = round(timed[i + 1][0] * 1000 / fps) if i + 1 < len(timed) else round(offset * 1000 / fps)
        stop = max(round(end * 1000 / fps), min(begin + SHORTEST_MS, max(after, begin + 40)))
        out.append((begin, max(stop, begin + 40), text))
    return _srt(out)


def _pieces(cue: Cue) -> list[list[tuple[CueWord, ...]]]:
    """A cue as captions of at most two lines: as its own lines break, if they are short enough."""
    if not cue.words:
        return []
    own = _lines(cue)
    if len(own) <= LINES and all(_chars(line) <= WIDEST for line in own):
        return [own]
    lines: list[list[CueWord]] = [[]]
    for word in (part for w in cue.words for part in _chopped(w)):
        if lines[-1] and _chars([*lines[-1], word]) > WIDEST:
            lines.append([])
        lines[-1].append(word)
    if len(lines) == 2:
        flat = [w for line in lines for w in line]
        cuts = [k for k in range(1, len(flat)) if _chars(flat[:k]) <= WIDEST and _chars(flat[k:]) <= WIDEST]
        at = min(cuts, key=lambda k: abs(_chars(flat[:k]) - _chars(flat[k:])))
        lines = [flat[:at], flat[at:]]
    return [[tuple(line) for line in lines[i : i + LINES]] for i in range(0, len(lines), LINES)]


def _chopped(word: CueWord) -> list[CueWord]:
    """A word of more than a line, in lines."""
    if len(word.text) <= WIDEST:
        return [word]
    parts = [word.text[i : i + WIDEST] for i in range(0, len(word.text), WIDEST)]
    return [CueWord(text=p, start=word.start, end=word.end) for p in parts]


def _chars(line: Sequence[CueWord]) -> int:
    return sum(len(w.text) for w in line) + len(line) - 1
