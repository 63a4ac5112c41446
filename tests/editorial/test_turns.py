"""Several speakers in one scene: their words in turns, and captions in which two never meet."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from ytempire.editorial.turns import burnt, speech, spoken, turns
from ytempire.models import Blob, CueWord, Take, Word

AUDIO = Blob(digest="0" * 64, bytes=1, suffix=".wav")


def take(line: int, speaker: str, text: str) -> Take:
    words = tuple(Word(text=w, start=0, end=1) for w in text.split())
    return Take(scene="s", line=line, speaker=speaker, text=text, audio=AUDIO, ms=900, words=words)


@st.composite
def talks(draw: st.DrawFn) -> tuple[list[Take], list[CueWord]]:
    takes, words, at = [], [], draw(st.integers(0, 20))
    for line in range(draw(st.integers(1, 6))):
        said = draw(st.lists(st.sampled_from(["a", "container.", "ship,", "Newark", "1956"]), max_size=14))
        takes.append(take(line, draw(st.sampled_from(["narrator", "host", "guest"])), " ".join(said)))
        for text in said:
            long = draw(st.integers(1, 14))
            words.append(CueWord(text=text, start=at, end=at + long))
            at += long + draw(st.integers(0, 3))
        at += draw(st.integers(0, 20))
    return takes, words


@given(talks(), st.sampled_from(["words", "keys", "none"]), st.booleans())
def test_no_caption_holds_two_speakers_none_overlap_and_no_word_is_lost(talk, style, tall):
    takes, words = talk
    said = turns(words, takes)
    whole = speech(said, tall=tall, fps=30)
    by_word = {id(w): None for w in words}
    assert len(by_word) == len(words)
    who = [t.speaker for t in takes for _ in t.words]
    told = [(w, cue.speaker or "narrator") for cue in whole for w in cue.words]
    assert told == list(zip(words, who, strict=True))
    for cues in (whole, burnt(said, style, tall=tall, fps=30)):
        assert all(cue.start < cue.end for cue in cues)
        assert all(a.end <= b.start for a, b in pairwise(cues))
    assert spoken(whole) == said


def test_a_narrator_alone_is_captioned_as_before():
    from ytempire.editorial.cues import phrases

    texts = ["One", "two", "three.", "Four", "five", "six."]
    words = [CueWord(text=w, start=9 * i, end=9 * i + 8) for i, w in enumerate(texts)]
    said = turns(words, [take(0, "narrator", "One two three."), take(1, "narrator", "Four five six.")])
    assert speech(said, tall=False, fps=30) == phrases(words, width=42, lines=2, fps=30)
