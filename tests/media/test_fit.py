"""Fitting: any text is set inside its box or refused with the reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Voice, fit, fits
from ytempire.media.typeset import accented, typeset

BOLD = Voice("Inter-ExtraBold", tight=-0.02, leading=1.1)
SERIF = Voice("Fraunces-Bold", "Fraunces-BoldItalic", leading=1.08)
VOICES = [BOLD, SERIF, Voice("JetBrainsMono-Bold"), Voice("Inter-Regular", leading=1.3)]


@settings(max_examples=250, deadline=None)
@given(
    st.text(max_size=120),
    st.sampled_from(VOICES),
    st.floats(60, 1700),
    st.floats(40, 900),
    st.integers(1, 6),
    st.text(max_size=12),
)
def test_any_text_fits_its_box_or_is_refused(
    text: str, voice: Voice, width: float, height: float, rows: int, accent: str
) -> None:
    try:
        set_ = fit(text, voice, width, height, most=180, least=28, rows=rows, accent=accent, where="here")
    except ConfigError as error:
        assert str(error).startswith("here  ")
        return
    assert len(set_.rows) <= rows
    assert 28 <= set_.size <= 180
    assert set_.height <= height + 1e-6
    for row in set_.rows:
        wide = sum(fonts.width(p, k, set_.size, voice.tight * set_.size) for p, k in _runs(row, voice))
        assert wide <= width + 0.01
        assert row.width == pytest.approx(wide)
    said = " ".join(row.text for row in set_.rows)
    assert re.sub(r"[- ]", "", said) == re.sub(r"[- ]", "", typeset(text))


def _runs(row, voice):  # type: ignore[no-untyped-def]
    from ytempire.media.fit import pieces

    return [(text, key) for text, key, _ in pieces(row.words, row.accents, voice)]


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "the",
                "ship",
                "earns",
                "money",
                "only",
                "when",
                "she",
                "is",
                "at",
                "sea",
                "container",
                "of",
                "to",
                "in",
            ]
        ),
        min_size=4,
        max_size=14,
    )
)
def test_a_larger_box_never_means_smaller_type(words: list[str]) -> None:
    text = " ".join(words)
    small = fit(text, BOLD, 700, 400, most=150, least=28, rows=4)
    large = fit(text, BOLD, 900, 500, most=150, least=28, rows=4)
    assert large.size >= small.size


def test_lines_are_even_and_the_last_is_no_widow() -> None:
    rows = fit("A ship earns money only when she is at sea", BOLD, 1150, 700, most=150, least=60, rows=3).rows
    widths = [row.width for row in rows]
    assert min(widths) > 0.55 * max(widths)
    assert all(row.words[-1] not in ("a", "the", "of", "to") for row in rows[:-1])


def test_the_largest_size_that_fits_is_chosen() -> None:
    set_ = fit("58", BOLD, 800, 400, most=400, least=40, rows=1)
    assert set_.size == 400
    assert fit("58 boxes on an old tanker", BOLD, 800, 200, most=400, least=40, rows=1).size < 80


def test_a_word_that_is_longer_than_a_line_is_broken_with_a_hyphen() -> None:
    rows = fit("Donaudampfschifffahrtsgesellschaft", BOLD, 400, 400, most=60, least=40, rows=4).rows
    assert len(rows) > 1
    assert all(row.text.endswith("-") for row in rows[:-1])
    assert "".join(row.text.rstrip("-") for row in rows) == "Donaudampfschifffahrtsgesellschaft"
    assert not fits("Donaudampfschifffahrtsgesellschaft", BOLD, 400, 400, most=60, least=40, rows=4)


def test_the_accented_words_are_found_whatever_their_case_and_stops() -> None:
    words = ("A", "ship", "earns", "money", "only", "when", "she", "is", "at", "sea.")
    assert accented(words, "At sea") == frozenset({8, 9})
    assert accented(words, "money") == frozenset({3})
    assert accented(words, "whale") == frozenset()
    assert accented(words, "") == frozenset()


def test_type_is_set_and_not_dropped() -> None:
    assert typeset("He said \"no\" -- it's 1956-1961... the '56 ship") == "He said “no” – it’s 1956–1961… the ’56 ship"
    assert typeset("-5 degrees, A-B, 555-1234-777") == "−5 degrees, A-B, 555-1234-777"
    assert typeset("  a \n b\tc ") == "a b c"


@given(st.text())
def test_setting_type_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)
