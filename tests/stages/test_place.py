"""Where sentences stand in a scene, in frames."""

from __future__ import annotations

from ytempire.models import Blob, Line, Quiz, Scene, Take, Word
from ytempire.stages.timeline import place


def scene(seconds: int) -> Scene:
    lines = (Line(text="How many hearts does it have?"), Line(text="It has 3 hearts."))
    quiz = Quiz(text=lines[0].text, reveal="3 hearts", seconds=seconds)
    return Scene(id="s1", role="body", title="", visual=quiz, paragraphs=(lines,))


def takes() -> list[Take]:
    blob = Blob(digest="0" * 64, suffix=".wav", bytes=1)
    word = Word(text="How", start=0, end=900)
    told = {"scene": "s1", "speaker": "narrator", "text": "x", "audio": blob, "ms": 1000, "words": (word,)}
    return [Take(line=n, **told) for n in range(2)]


def test_the_voice_waits_for_as_long_as_the_countdown_runs():
    plain, *_ = place(scene(0), takes(), first=False, last=False)
    waits, *_ = place(scene(3), takes(), first=False, last=False)
    assert waits[0].start == plain[0].start
    assert waits[1].start == plain[1].start + 3 * 30
