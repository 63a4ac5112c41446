import re

import pytest
from hypothesis import given, strategies as st

from ytempire.editorial.sentences import paragraphs, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It sank. Nobody knew why.", ["It sank.", "Nobody knew why."]),
        ("Dr. Smith met Mr. Jones. They left.", ["Dr. Smith met Mr. Jones.", "They left."]),
        ("It cost 3.5 dollars. Then 16 cents.", ["It cost 3.5 dollars.", "Then 16 cents."]),
        ("J. R. R. Tolkien wrote it. He was late.", ["J. R. R. Tolkien wrote it.", "He was late."]),
        ("The firm of E. Remington and Sons paid.", ["The firm of E. Remington and Sons paid."]),
        ("Use spices, e.g. Ceylon cinnamon. Stir.", ["Use spices, e.g. Ceylon cinnamon.", "Stir."]),
        ("He lived in the U.S. The war ended.", ["He lived in the U.S.", "The war ended."]),
        ("It was 5 a.m. in Rome. All slept.", ["It was 5 a.m. in Rome.", "All slept."]),
        ('"Stop. Now," he said. She did.', ['"Stop. Now," he said.', "She did."]),
        ("“Why?” asked Ann. Nobody spoke.", ["“Why?” asked Ann.", "Nobody spoke."]),
        ('"Buy the haystack!" Bogle wrote. We did.', ['"Buy the haystack!" Bogle wrote.', "We did."]),
        ("Really?! Yes... maybe. End.", ["Really?!", "Yes... maybe.", "End."]),
        ("No. 5 is red. It wins.", ["No. 5 is red.", "It wins."]),
        ("He took vitamin C. The cold went.", ["He took vitamin C.", "The cold went."]),
        ("One line", ["One line"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert split(text) == sentences


@given(st.text(max_size=300))
def test_nothing_but_white_space_is_lost(text):
    assert re.sub(r"\s", "", "".join(split(text))) == re.sub(r"\s", "", text)


@given(st.text(alphabet="aB .!?\"“”'()\n1", max_size=200))
def test_no_sentence_is_empty_or_padded(text):
    assert all(s and s == s.strip() for s in split(text))


def test_an_empty_line_parts_paragraphs():
    assert paragraphs("A one. A two.\n\nB one.") == [["A one.", "A two."], ["B one."]]
