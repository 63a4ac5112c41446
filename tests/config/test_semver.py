"""Ranges of versions."""

import pytest
from hypothesis import given, strategies as st

from ytempire.config.semver import range_of, version


@pytest.mark.parametrize(
    ("wanted", "in_range", "out"),
    [
        ("^1.0", ["1.0.0", "1.9.9"], ["0.9.9", "2.0.0"]),
        ("^1.2.3", ["1.2.3", "1.3.0"], ["1.2.2", "2.0.0"]),
        ("^0.2", ["0.2.0", "0.2.9"], ["0.3.0", "1.0.0"]),
        ("^0.0.3", ["0.0.3"], ["0.0.4", "0.0.2"]),
        ("^1", ["1.0.0", "1.9.0"], ["2.0.0"]),
        ("^0", ["0.0.1", "0.9.0"], ["1.0.0"]),
        ("~1.2", ["1.2.0", "1.2.9"], ["1.3.0"]),
        ("~1.2.3", ["1.2.3", "1.2.9"], ["1.2.2", "1.3.0"]),
        ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
        ("1.2.3", ["1.2.3"], ["1.2.4"]),
        ("=1.2.3", ["1.2.3"], ["1.2.4"]),
        ("1.2", ["1.2.0", "1.2.7"], ["1.3.0"]),
        ("1", ["1.0.0", "1.7.0"], ["2.0.0"]),
        ("", ["0.0.0", "999.9.9"], []),
        ("*", ["0.0.0", "999.9.9"], []),
    ],
)
def test_a_range_holds_what_it_promises(wanted, in_range, out):
    for text in in_range:
        assert version(text) in range_of(wanted)
    for text in out:
        assert version(text) not in range_of(wanted)


@pytest.mark.parametrize("text", ["x", "1.x", "^", "1.2.3.4", ">=1", "1.2.3-beta", "-1", "1.0 ", "٣", "1" * 50])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(ValueError, match="range"):
        range_of(text)


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_a_value_error(text):
    try:
        found = range_of(text)
    except ValueError:
        return
    assert found.low < found.high


@given(st.tuples(*[st.integers(0, 999)] * 3))
def test_a_version_is_in_its_own_ranges(parts):
    text = ".".join(str(part) for part in parts)
    for sign in ("", "^", "~", "="):
        assert version(text) in range_of(sign + text)
