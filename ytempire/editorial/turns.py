"""Who speaks when: the words of a scene in turns, and their captions, in which two speakers never meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ytempire.editorial.cues import keys, phrases
from ytempire.models import Cue, CueWord, Take

NARRATOR = "narrator"
Turn = tuple[str, tuple[CueWord, ...]]  # who, and the words that they say one after another


def turns(words: Sequence[CueWord], takes: Sequence[Take]) -> tuple[Turn, ...]:
    """The words of a scene as they are laid, by who says them; '' is the narrator."""
    out: list[Turn] = []
    at = 0
    for take in takes:
        _add(out, "" if take.speaker == NARRATOR else take.speaker, tuple(words[at : at + len(take.words)]))
        at += len(take.words)
    return tuple(out)


def spoken(speech: Sequence[Cue]) -> tuple[Turn, ...]:
    """The same, from the captions that hold every word."""
    out: list[Turn] = []
    for cue in speech:
        _add(out, cue.speaker, cue.words)
    return tuple(out)


def speech(said: Sequence[Turn], *, tall: bool, fps: int) -> tuple[Cue, ...]:
    """Every word, for the file of captions."""
    return _joined(said, [phrases(words, width=32 if tall else 42, lines=2, fps=fps) for _, words in said])


def burnt(
    said: Sequence[Turn], style: Literal["words", "keys", "none"], *, tall: bool, fps: int, avoid: Sequence[str] = ()
) -> tuple[Cue, ...]:
    """What is burnt into the picture: every word, key words that are not in `avoid` (what is shown), or nothing."""
    if style == "words":
        return _joined(said, [phrases(words, width=18, lines=1, fps=fps) for _, words in said])
    if style == "keys":
        return _joined(said, [keys(words, fps=fps, avoid=avoid) for _, words in said])
    return ()


def _add(out: list[Turn], speaker: str, words: tuple[CueWord, ...]) -> None:
    if out and out[-1][0] == speaker:
        out[-1] = (speaker, (*out[-1][1], *words))
    elif words:
        out.append((speaker, words))


def _joined(said: Sequence[Turn], cues: Sequence[tuple[Cue, ...]]) -> tuple[Cue, ...]:
    """The turns' captions in one row; a cue that is held a little ends when the next speaker begins."""
    out: list[Cue] = []
    for (speaker, _), own in zip(said, cues, strict=True):
        for cue in own:
            if out and out[-1].end > cue.start:
                before = out[-1]
                out[-1] = before.model_copy(update={"end": max(before.start + 1, cue.start)})
                cue = cue.model_copy(update={"start": max(cue.start, out[-1].end)})
            out.append(cue.model_copy(update={"speaker": speaker, "end": max(cue.end, cue.start + 1)}))
    return tuple(out)
