"""Captions: burnt in word by word or as key words, and whole in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.media import fonts
from ytempire.media.fit import Voice, fit, typeset
from ytempire.media.graphics.sheet import CAPTION, Sheet, colour, escape
from ytempire.media.graphics.shapes import n, rect
from ytempire.media.subs import srt as _srt
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
    lines = _lines(cue)
    texts = [[_shown(sheet, w.text) for w in line] for line in lines]
    if len(lines) > 2 or any(_wide(line, key, most * 0.62) > zone.width for line in texts):
        lines, texts = _rewrapped(sheet, cue, key, most, zone)
    for text in (t for line in texts for t in line):
        fonts.require(text, key, sheet.where("caption"))
    size = most
    while size > 24 and any(_wide(line, key, size) > zone.width for line in texts):
        size -= 2
    step = size * 1.22
    cap = fonts.face(key).cap * size
    top = zone.y0 + (zone.height - cap - step * (len(lines) - 1)) / 2
    end = min(cue.end, sheet.cut.frames)
    for i, (line, shown) in enumerate(zip(lines, texts, strict=True)):
        wide = _wide(shown, key, size)
        x, base = (zone.x0 + zone.x1 - wide) / 2, top + cap + i * step
        sheet.boxes.append(Box(x, base - cap, x + wide, base + size * 0.22, "caption"))
        for word, text in zip(line, shown, strict=True):
            own = fonts.width(text, key, size)
            _word(sheet, text, key, size, x, base, own, (cue.start, word.start, word.end, end))
            x += own + _space(key, size)


def _shown(sheet: Sheet, text: str) -> str:
    text = typeset(text)
    return text.upper() if sheet.theme.type.upper else text


def _space(key: str, size: float) -> float:
    return fonts.width(" ", key, size) * 1.0 + size * 0.10


def _wide(line: Sequence[str], key: str, size: float) -> float:
    return sum(fonts.width(t, key, size) for t in line) + _space(key, size) * (len(line) - 1)


def _rewrapped(
    sheet: Sheet, cue: Cue, key: str, most: float, zone: Box
) -> tuple[list[tuple[CueWord, ...]], list[list[str]]]:
    """Two lines as even as they can be, when the cue does not say where its lines break, or says what is too long."""
    shown = [_shown(sheet, w.text) for w in cue.words]
    whole = _wide(shown, key, most)
    if whole <= zone.width or len(shown) == 1:
        return [cue.words], [shown]
    best = min(range(1, len(shown)),
               key=lambda k: max(_wide(shown[:k], key, most), _wide(shown[k:], key, most)))  # fmt: skip
    return [cue.words[:best], cue.words[best:]], [shown[:best], shown[best:]]


def _word(
    sheet: Sheet, text: str, key: str, size: float, x: float, base: float, wide: float, when: tuple[int, int, int, int]
) -> None:
    """Before, while and after it is spoken."""
    theme = sheet.theme
    face = fonts.face(key)
    start, begin, end, stop = when
    begin, end = max(start, min(begin, stop)), max(start, min(end, stop))
    middle = rf"\an5\pos({n(x + wide / 2)},{n(base - face.ascent * size + size * face.line / 2)})"
    font = "".join(rf"{{\fn{fonts.face(f).family}\fs{n(size * fonts.face(f).line)}}}{escape(t)}"
                   for f, t in fonts.runs(text, key))  # fmt: skip
    edge = rf"\bord{n(size * 0.075)}\shad{n(size * 0.03)}\4a&H90&{colour(theme.paper.near, 3)}{colour(theme.paper.near, 4)}"
    if start < begin:
        enter = r"\fad(70,0)"
        sheet.put(CAPTION, start, begin, rf"{{{middle}{edge}{colour(theme.ink)}{enter}}}{font}")
    if theme.emphasis == "block" and begin < end:
        pad, cap = size * 0.13, face.cap * size
        sheet.path(rect(wide + pad * 2, cap + pad * 2, size * 0.12), x - pad, base - cap - pad, theme.accent, at=begin,
                   until=end, leaves=False, layer=CAPTION + 1)  # fmt: skip
        sheet.put(CAPTION + 2, begin, end, rf"{{{middle}{colour(theme.on_accent)}}}{font}")
    elif begin < end:
        swell = r"\fscx101\fscy101\t(0,90,\fscx106\fscy106)"
        sheet.put(CAPTION + 1, begin, end, rf"{{{middle}{edge}{colour(theme.accent)}{swell}}}{font}")
    if end < stop:
        sheet.put(CAPTION, end, stop, rf"{{{middle}{edge}{colour(theme.ink)}}}{font}")


# --- key words ------------------------------------------------------------------------------------

SMALL = frozenset(
    """a about above after again all also although always among an and any are as at be became because become been before
    being between both but by came can could did do does doing done down during each either enough even ever every few for
    from further get gets getting goes going gone got had has have having he her here hers him himself his how however i
    if in instead into is it its itself just keep kept less let like long made make makes many may maybe me might mine
    more most much must my never next no nor not nothing now of off often on once one only onto or other our ours out over
    own perhaps quite rather really said same say says see seem several she should since so some something soon still
    such take than that the their theirs them then there therefore these they thing things this those though through thus
    to today together too toward under until up upon us very was way we well went were what whatever when where whether
    which while who whole whom whose why will with within without would yet you your yours""".split()
)
JOINS = frozenset("of and the in to per a by".split())


@dataclass(frozen=True)
class Phrase:
    """A few words that carry a sentence, with the frames in which they are shown."""

    text: str
    start: int
    end: int


def phrases(cues: Sequence[Cue], shown: str, frames: int, fps: int) -> list[Phrase]:
    """The key words of what is said, without those that stand in the picture anyway (`shown`)."""
    seen = {_bare(w) for w in shown.split()}
    found: list[Phrase] = []
    first = True
    for cue in cues:
        best, score = (0, 0), 0
        for i, j in _groups(cue.words, first):
            value = sum(_weight(w.text) for w in cue.words[i:j])
            fresh = [w for w in cue.words[i:j] if _bare(w.text) not in seen and _bare(w.text) not in SMALL]
            text = " ".join(w.text for w in cue.words[i:j])
            if fresh and value > score and len(text) <= 44:
                best, score = (i, j), value
        first = bool(cue.words) and cue.words[-1].text.endswith((".", "!", "?"))
        if score < 2:
            continue
        words = cue.words[best[0] : best[1]]
        text = " ".join(w.text for w in words).strip(".,;:!?—–-\"“”()")
        start = words[0].start
        if start >= frames - fps // 2:
            continue
        if found and start < found[-1].end:
            if start - found[-1].start < fps * 0.8:
                continue
            found[-1] = Phrase(found[-1].text, found[-1].start, start)
        found.append(Phrase(text, start, min(frames, max(words[-1].end + fps // 2, start + round(fps * 1.6)))))
    return found


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()


def _weight(word: str) -> int:
    bare = word.strip(".,;:!?—–-\"“”()'’")
    if re.search(r"\d", bare):
        return 3
    if _bare(word) in SMALL:
        return 0
    return 2 if bare[:1].isupper() else 1 if len(bare) >= 5 else 0


def _groups(words: Sequence[CueWord], first: bool) -> list[tuple[int, int]]:
    """Runs of words that carry something, of at most five, that may hold a small joining word."""
    def carries(k: int) -> bool:
        starts = (k == 0 and first) or (k > 0 and words[k - 1].text.endswith((".", "!", "?")))
        bare = words[k].text.strip(".,;:!?—–-\"“”()'’")
        if _bare(words[k].text) in SMALL:
            return False
        return bool(re.search(r"\d", bare)) or (bare[:1].isupper() and not starts) or len(bare) >= 5

    groups: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if not carries(i):
            i += 1
            continue
        j = i + 1
        while j < len(words) and j - i < 5 and not words[j - 1].text.endswith((".", ",", ";", ":", "!", "?")):
            if carries(j):
                j += 1
            elif _bare(words[j].text) in JOINS and j + 1 < len(words) and j - i < 4 and carries(j + 1):
                j += 2
            else:
                break
        groups.append((i, j))
        i = j
    return groups


def keys(sheet: Sheet) -> None:
    """A few words of what is said, small, where nothing else ever stands."""
    zone, theme = sheet.zones.caption, sheet.theme
    size = 44.0 if not sheet.zones.tall else 54.0
    voice = Voice(theme.type.strong)
    shown = " ".join(_texts(sheet.cut))
    for phrase in phrases(sheet.cut.cues, shown, sheet.cut.frames, sheet.fps):
        setting = fit(phrase.text, voice, zone.width - 60, zone.height, most=size, least=28.0, rows=1,
                      where=sheet.where("caption"))  # fmt: skip
        centred = sheet.cut.layout == "center" or sheet.zones.tall
        x = (zone.x0 + zone.x1 - setting.width - 30) / 2 + 30 if centred else zone.x0 + 30
        top = zone.y0 + (zone.height - setting.cap) / 2
        sheet.fill(x - 30, top - 3, 8, setting.cap + 6, theme.accent, at=phrase.start, until=phrase.end, reveal="up", ms=240,
                   layer=CAPTION, radius=min(4, theme.round))  # fmt: skip
        sheet.block(setting, x, top, theme.ink, at=phrase.start, until=phrase.end, enter="fade", what="caption",
                    layer=CAPTION)  # fmt: skip


def _texts(cut: Cut) -> list[str]:
    """Every word that a visual shows."""
    def walk(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [t for v in value.values() for t in walk(v)]
        if isinstance(value, (list, tuple)):
            return [t for v in value for t in walk(v)]
        return []

    return walk(cut.visual.model_dump())


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
