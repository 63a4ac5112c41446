"""A film in another shape: the same scenes, words and sounds, laid out again for another frame."""

from __future__ import annotations

from typing import Literal

from ytempire.editorial.beats import elements
from ytempire.editorial.cues import keys, phrases
from ytempire.models import Cue, CueWord, Cut, Timeline

Style = Literal["words", "keys", "none"]


def relaid(timeline: Timeline, width: int, height: int) -> Timeline:
    """The timeline for a frame of another size; in another shape its captions are broken anew.

    A film whose captions are off stays without them. Upright and square films show every word, lying ones key words,
    unless the film showed every word already.
    """
    same_shape = abs(width / height - timeline.width / timeline.height) < 0.01
    if same_shape:
        return timeline.model_copy(update={"width": width, "height": height})
    style: Style = timeline.captions
    if style == "keys" and height >= width:
        style = "words"
    cuts = tuple(
        cut.model_copy(
            update={"cues": burnt(cut, style, timeline.fps), "speech": whole(cut, height > width, timeline.fps)}
        )
        for cut in timeline.cuts
    )
    return timeline.model_copy(update={"width": width, "height": height, "captions": style, "cuts": cuts})


def burnt(cut: Cut, style: Style, fps: int) -> tuple[Cue, ...]:
    """The captions that are drawn into a scene, from all of its words."""
    if style == "none":
        return ()
    found: list[Cue] = []
    for speaker, words in _by_speaker(cut):
        cues = (
            phrases(words, width=18, lines=1, fps=fps)
            if style == "words"
            else keys(words, fps=fps, avoid=elements(cut.visual))
        )
        found += [cue.model_copy(update={"speaker": speaker}) for cue in cues]
    return tuple(found)


def whole(cut: Cut, tall: bool, fps: int) -> tuple[Cue, ...]:
    """The captions for the file, from all of a scene's words."""
    return tuple(
        cue.model_copy(update={"speaker": speaker})
        for speaker, words in _by_speaker(cut)
        for cue in phrases(words, width=32 if tall else 42, lines=2, fps=fps)
    )


def _by_speaker(cut: Cut) -> list[tuple[str, list[CueWord]]]:
    """Words in order, a group for each turn of a speaker."""
    turns: list[tuple[str, list[CueWord]]] = []
    for cue in cut.speech:
        if not turns or turns[-1][0] != cue.speaker:
            turns.append((cue.speaker, []))
        turns[-1][1].extend(cue.words)
    return turns
