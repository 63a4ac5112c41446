"""The captions of a whole film, as a file."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.media.captions.page import NARRATOR, lines_of
from ytempire.media.subs import srt as write
from ytempire.models import Cue, CueWord, Cut

WIDEST, LINES = 42, 2
SHORTEST_MS = 830


def srt(cuts: Sequence[Cut], fps: int) -> str:
    """The captions of a whole film as SRT: at most two lines of 42 characters, none overlapping, none of no length.

    Where several speak, a caption at which another begins carries their name.
    """
    timed: list[tuple[int, int, str]] = []
    offset = 0
    before: str | None = None
    several = len({cue.speaker for cut in cuts for cue in cut.speech or cut.cues}) > 1
    for cut in cuts:
        for said in cut.speech or cut.cues:
            cue = _named(said) if several and said.speaker != before else said
            before = said.speaker
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
    return write(out)


def _named(cue: Cue) -> Cue:
    """The caption with its speaker's name before its words."""
    if not cue.words:
        return cue
    name = CueWord(text=f"{(cue.speaker or NARRATOR).upper()}:", start=cue.words[0].start, end=cue.words[0].start)
    return cue.model_copy(update={"words": (name, *cue.words), "lines": ()})


def _pieces(cue: Cue) -> list[list[tuple[CueWord, ...]]]:
    """A cue as captions of at most two lines: as its own lines break, if they are short enough."""
    if not cue.words:
        return []
    own = lines_of(cue)
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
