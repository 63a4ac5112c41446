"""A film in another shape: the same scenes, words and sounds, laid out again for another frame."""

from __future__ import annotations

from ytempire.editorial.beats import elements
from ytempire.editorial.turns import burnt, speech, spoken
from ytempire.models import Cut, Timeline


def relaid(timeline: Timeline, width: int, height: int) -> Timeline:
    """The timeline for a frame of another size; in another shape its captions are broken anew.

    A film whose captions are off stays without them. Upright and square films show every word, lying ones key words,
    unless the film showed every word already.
    """
    sized = timeline.model_copy(update={"width": width, "height": height})
    if abs(width / height - timeline.width / timeline.height) < 0.01:
        return sized
    style = "words" if timeline.captions == "keys" and height >= width else timeline.captions
    sized = sized.model_copy(update={"captions": style})
    return sized.model_copy(update={"cuts": tuple(_captioned(cut, sized) for cut in timeline.cuts)})


def _captioned(cut: Cut, film: Timeline) -> Cut:
    said, tall = spoken(cut.speech), film.height > film.width
    cues = burnt(said, film.captions, tall=tall, fps=film.fps, avoid=elements(cut.visual))
    return cut.model_copy(update={"cues": cues, "speech": speech(said, tall=tall, fps=film.fps)})
