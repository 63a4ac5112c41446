"""Graphics in time: what comes when, counts how far, and leaves by the cut."""

from __future__ import annotations

import re

import pytest
from graphics_laid import TEXT, VISUALS, laid, texts

from ytempire.models import Cue, CueWord, Title


@pytest.mark.parametrize("kind", list(VISUALS))
def test_something_is_seen_from_the_first_frames(kind: str) -> None:
    if kind == "picture":
        return  # the photograph itself
    late = tuple(range(60, 60 + 8 * 20, 8))
    made = laid(VISUALS[kind], beats=late, frames=300)
    assert any(b.what in TEXT for b in made.boxes)
    words = [
        e
        for e in made.events
        if e.start <= 8
        and r"\p4" not in e.text
        and "Box Desk" not in e.text
        and "Levinson" not in e.text
        and e.layer < 40
    ]
    assert words


def test_each_word_of_a_statement_comes_at_its_beat() -> None:
    words = VISUALS["statement"].text.split()
    beats = tuple(10 + 9 * k for k in range(len(words)))
    made = laid(VISUALS["statement"], beats=beats)
    for word, beat in zip(words, beats, strict=True):
        assert word not in texts(made, beat - 1).split()[-99:] or words.count(word) > 1
        assert word in texts(made, beat + 1)


def test_each_item_of_a_list_comes_at_its_beat() -> None:
    made = laid(VISUALS["list"], beats=(20, 60, 100))
    assert "Weeks" not in texts(made, 59)
    assert "Weeks" in texts(made, 61)
    assert "Theft" not in texts(made, 99)


@pytest.mark.parametrize("kind", list(VISUALS))
@pytest.mark.parametrize("frames", [1, 7, 20])
def test_a_scene_may_be_very_short(kind: str, frames: int) -> None:
    made = laid(VISUALS[kind], frames=frames, beats=(0, 5, 90))
    assert all(0 <= e.start < e.end <= frames for e in made.events)


@pytest.mark.parametrize("kind", list(VISUALS))
def test_without_beats_everything_has_come_after_two_thirds(kind: str) -> None:
    made = laid(VISUALS[kind], frames=300)
    assert all(e.start <= 200 for e in made.events if e.layer < 30)


def test_everything_leaves_by_the_cut_but_the_last_scene_stays() -> None:
    fading = [e for e in laid(VISUALS["title"]).events if e.end == 180 and r"\fad(" in e.text]
    assert fading
    assert any(re.search(r"\\fad\(\d+,160\)", e.text) for e in fading)
    ending = laid(VISUALS["title"], index=10, count=11)
    assert not any(re.search(r"\\fad\(\d+,160\)", e.text) for e in ending.events)


def test_the_progress_line_depends_on_place_and_count_alone() -> None:
    def line(frames: int) -> set[str]:
        made = laid(VISUALS["title"], frames=frames, index=4, count=10)
        return {re.sub(r"\\t\(0,\d+", "", e.text) for e in made.events if e.layer >= 30}

    assert line(90) == line(400)


def test_the_same_scene_is_the_same_text_and_another_layout_is_another() -> None:
    first = laid(VISUALS["list"]).ass()
    assert first == laid(VISUALS["list"]).ass()
    assert first != laid(VISUALS["list"], layout="right").ass()
    assert first != laid(VISUALS["list"], layout="center", variant=1).ass()


def test_objects_are_drawn_when_they_are_said() -> None:
    spoken = [("The", 5), ("ship", 20), ("carried", 40), ("letters,", 130), ("then", 200), ("money.", 260)]
    cue = Cue(start=0, end=300, words=tuple(CueWord(text=t, start=s, end=s + 9) for t, s in spoken))
    made = laid(Title(headline="One old story"), frames=400, speech=(cue,), layout="left")
    drawn = [e for e in made.events if r"\move" in e.text and r"\p4" in e.text]
    assert any(e.start < 20 for e in drawn)
    assert any(130 <= e.start < 160 for e in drawn)
    assert any(260 <= e.start < 290 for e in drawn)
    assert not any(e.end > 130 for e in drawn if e.start < 100)
