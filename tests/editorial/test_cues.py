from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from ytempire.editorial.cues import keys, phrases
from ytempire.models import Cue, CueWord

FPS = 30


def spoken(text: str, step: int = 11, at: int = 7) -> list[CueWord]:
    return [CueWord(text=w, start=at + i * step, end=at + i * step + step) for i, w in enumerate(text.split())]


def rows(cue: Cue) -> list[str]:
    out, at = [], 0
    for count in cue.lines or (len(cue.words),):
        out.append(" ".join(word.text for word in cue.words[at : at + count]))
        at += count
    return out


def texts(cues: tuple[Cue, ...]) -> list[str]:
    return [" / ".join(rows(cue)) for cue in cues]


def test_a_long_sentence_breaks_where_a_reader_breathes():
    text = "An octopus has three hearts and blue blood, because its blood carries oxygen with copper instead of iron."
    assert texts(phrases(spoken(text), width=42, lines=2, fps=FPS)) == [
        "An octopus has three hearts / and blue blood,",
        "because its blood carries oxygen / with copper instead of iron."
    ]  # fmt: skip


def test_a_short_film_shows_one_to_four_words_and_never_leaves_an_article_behind():
    text = "Loading the cargo of a ship took a week, and a gang of men, before the box came to the port of Newark."
    cues = phrases(spoken(text), width=18, lines=1, fps=FPS)
    assert all(1 <= len(cue.words) <= 4 for cue in cues)
    assert all(cue.words[-1].text not in ("a", "the") for cue in cues)
    assert all(len(cue.words) > 1 for cue in cues[:-1])


def test_a_sentence_never_runs_into_the_next_in_a_short():
    cues = phrases(spoken("It is dead. Long live it."), width=18, lines=1, fps=FPS)
    assert texts(cues) == ["It is dead.", "Long live it."]


def test_cues_of_normal_speech_can_be_read():
    text = """In 1956 a trucker named Malcom McLean put 58 steel boxes on an old tanker and sailed it from Newark.
    Loading a ton by hand cost more than five dollars. In a box it cost sixteen cents. Nobody saw it coming."""
    for cue in phrases(spoken(text), width=42, lines=2, fps=FPS):
        seconds = (cue.end - cue.start) / FPS
        assert 0.83 <= seconds <= 7
        assert len(" ".join(w.text for w in cue.words)) / seconds <= 20


def test_no_words_give_no_cues():
    assert phrases([], width=42, lines=2, fps=FPS) == ()
    assert keys([], fps=FPS, avoid=[]) == ()


common = ["the", "a", "of", "in", "box", "ships,", "and", "Rotterdam.", "$5.86", "12", "McLean", "—", "it;", "(now)"]
said = st.sampled_from(common) | st.text(alphabet='aé.,!?"—', min_size=1, max_size=70)


@st.composite
def scenes(draw: st.DrawFn) -> list[CueWord]:
    at, words = draw(st.integers(0, 20)), []
    for text in draw(st.lists(said, max_size=40)):
        length = draw(st.integers(1, 40))
        words.append(CueWord(text=text, start=at, end=at + length))
        at += draw(st.integers(0, length)) if draw(st.booleans()) else length + draw(st.integers(0, 60))
    return words


@settings(max_examples=200, deadline=None)
@given(scenes(), st.sampled_from([(42, 2), (32, 2), (18, 1)]))
def test_every_word_comes_once_in_order_and_cues_never_overlap(words: list[CueWord], room: tuple[int, int]):
    width, lines = room
    cues = phrases(words, width=width, lines=lines, fps=FPS)
    assert [word for cue in cues for word in cue.words] == words
    assert all(cue.end > cue.start for cue in cues)
    assert all(a.end <= b.start for a, b in pairwise(cues))
    assert all(cue.end - cue.start <= 7 * FPS for cue in cues)
    for cue in cues:
        assert len(rows(cue)) <= lines
        assert sum(cue.lines) in (0, len(cue.words))
        assert len(cue.words) == 1 or all(len(row) <= width or " " not in row for row in rows(cue))


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_key_words_are_words_of_the_scene_in_order_and_never_overlap(words: list[CueWord]):
    cues = keys(words, fps=FPS, avoid=["Rotterdam", "$5.86"])
    at = 0
    for cue in cues:
        for shown in cue.words:
            here = [i for i in range(at, len(words)) if words[i].start == shown.start and shown.text in words[i].text]
            assert here
            at = here[0] + 1
    assert all(cue.end > cue.start for cue in cues)
    assert all(a.end < b.start for a, b in pairwise(cues))
    assert not any("Rotterdam" in w.text or "5.86" in w.text for cue in cues for w in cue.words)


def shown(text: str, *avoid: str) -> list[str]:
    return texts(keys(spoken(text), fps=FPS, avoid=avoid))


def test_numbers_with_what_they_count_and_whole_names_are_keys():
    assert shown("In a storm four British warships hit the rocks.") == ["four British warships"]
    assert shown("John Harrison built his first sea clock in a village.") == ["John Harrison"]
    assert shown("Memory use dropped by 12% on small machines.") == ["12%"]


def test_what_is_on_the_screen_is_not_said_again():
    assert shown("Memory use dropped by 12% today.", "12%") == []


def test_plain_small_words_are_no_keys():
    assert shown("It was not what they had hoped for, and so they went on.") == []
