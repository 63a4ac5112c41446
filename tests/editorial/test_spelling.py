"""What is sent to a voice that reads well, and the way back to the written words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.editorial.spelling import of_characters, of_words, sent, spelled


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("NASA's Dr. Smith saw it – twice.", "NASA's Dr. Smith saw it – twice."),
        ("It cost $5 million in 1956.", "It cost five million dollars in nineteen fifty-six."),
        ("We rose 5% & fell.", "We rose five percent and fell."),
        ("\"Stop,\" he said: why?", "\"Stop,\" he said: why?"),
        ("Look 🙂 here", "Look here"),
        ("🙂", ""),
    ],
)  # fmt: skip
def test_only_figures_and_signs_are_written_out(text, out):
    assert sent(spelled(text)) == out


def test_the_lexicon_is_sent_and_the_written_word_keeps_its_place():
    said = spelled("Levinson met Huawei's boss.", "en", {"Huawei": "hwah way"})
    assert [(s.index, s.text) for s in said] == [(0, "Levinson"), (1, "met"), (2, "hwah way's"), (3, "boss.")]


def test_another_language_has_its_own_figures():
    assert sent(spelled("Es waren 3 Schiffe.", "de")) == "Es waren drei Schiffe."


def timed(text: str, each: float = 0.1):
    return list(text), [i * each for i in range(len(text))], [(i + 1) * each for i in range(len(text))]


def test_characters_of_the_sent_text_give_every_piece_its_time():
    said = spelled("It cost $5 now.")
    text = sent(said)
    assert text == "It cost five dollars now."
    times = of_characters(said, *timed(text))
    assert times == [(0, 200), (300, 700), (800, 2000), (2100, 2500)]


def test_a_text_that_the_voice_wrote_out_is_found_again():
    said = spelled("Dr. Smith saw the old ship sail on the first day.")
    theirs = "doctor Smith saw the old ship sail on the first day"
    times = of_characters(said, *timed(theirs))
    assert times is not None
    assert times[0] == (0, 700)  # the gap before Smith
    assert times[1] == (700, 1200)


CUT = "A sentence that was cut."


@pytest.mark.parametrize(
    "broken",
    [
        lambda c, s, e: (c, s[:-1], e),
        lambda c, s, e: (c[:-1], s, e),
        lambda c, s, e: ([], [], []),
        lambda c, s, e: (c, list(reversed(s)), list(reversed(e))),
        lambda c, s, e: (c, s, [t - 0.2 for t in e]),
        lambda c, s, e: (c, [t - 1 for t in s], e),
        lambda c, s, e: (list("Quite another set of word"[: len(c)]), s, e),
    ],
)
def test_times_that_cannot_be_right_are_none(broken):
    assert of_characters(spelled(CUT), *broken(*timed(CUT))) is None


def test_word_times_are_joined_by_piece_and_must_be_as_many():
    said = spelled("It cost $5 now.")
    each = [(i * 10, i * 10 + 9) for i in range(5)]
    assert of_words(said, each) == [(0, 9), (10, 19), (20, 39), (40, 49)]
    assert of_words(said, each[:-1]) is None


times = st.lists(st.floats(-1, 20, allow_nan=False), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.lists(st.text(max_size=2), max_size=30), times, times)
def test_no_answer_breaks_the_way_back(text, characters, starts, ends):
    said = spelled(text)
    assert len({s.index for s in said}) == len(said)
    found = of_characters(said, characters, starts, ends)
    if found is not None:
        assert len(found) == len(said)
        assert all(0 <= a <= b for a, b in found)
        assert all(a[0] <= b[0] for a, b in pairwise(found))
