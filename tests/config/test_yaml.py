"""YAML that cannot surprise."""

import itertools
import tracemalloc

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.config import yaml
from ytempire.config.yaml import MAX_BYTES, Document, dump, parse, read
from ytempire.errors import ConfigError


def refused(text: str | bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        parse(text, "channels/owls.yaml")
    return str(caught.value)


def test_every_value_knows_its_line():
    found = parse("name: owls\nlook:\n  theme: paper\nuse:\n  - a\n  - b\n", "owls.yaml")
    assert found.value == {"name": "owls", "look": {"theme": "paper"}, "use": ["a", "b"]}
    assert found.where(("look", "theme")) == "owls.yaml:3"
    assert found.where(("use", 1)) == "owls.yaml:6"
    assert found.where(("look", "nothing", "there")) == "owls.yaml:2"


@pytest.mark.parametrize("trap", ["NO", "off", "12:30:45", "010", "0x1F", "2026-01-02", "1e3", ".inf", "1_000", "yes"])
def test_plain_words_stay_what_was_typed(trap):
    assert parse(f"key: {trap}", "x").value == {"key": trap}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_none_and_quoted_nothing_is_text(nothing):
    assert parse(f"key: {nothing}", "x").value == {"key": None}
    assert parse(f"key: '{nothing}'", "x").value == {"key": nothing}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: *a", 2, "alias"),
        ("a: &a 1", 1, "anchor"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "tag"),
        ("a: !secret x", 1, "tag"),
        ("%TAG ! tag:x,2000:\n---\na: 1", 1, "%TAG"),
        ("a: {b: 1}\n<<: {c: 2}", 2, "merge key"),
        ("a: 1\nb: 2\na: 3", 3, "a: is given twice, first on line 1"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("? [a, b]\n: c", 1, "key that is not one word"),
        ("a: 1\nb: [1, 2", 2, "never closed"),
        ("a: 'x", 1, "never closed"),
        ("a:\n\t- b", 2, "tab"),
        ("a: b: c", 1, "colon"),
        ("a: 1\nword\nb: 2", 3, "colon"),
        ("a: @b", 1, "starts with @"),
        ("a: 1\nb: \"\\u0007\"", 2, "U+0007"),
        ('a: "\\ud800"', 1, "U+D800"),
        ('a: "\\U00110000"', 1, "YAML"),
        ("[" * 200, 1, "deep"),
        ("- " * 200, 1, "deep"),
        ("~: 1", 1, "without a key"),
    ],
)  # fmt: skip
def test_what_is_refused_names_its_line(text, line, words):
    said = refused(text)
    assert said.startswith(f"channels/owls.yaml:{line}  ")
    assert words in said


def test_what_is_not_text_is_refused_with_its_line():
    assert refused(b"a: 1\nb: \xff").startswith("channels/owls.yaml:2  is not UTF-8")
    assert refused(b"a: 1\nb: 2\n\0").startswith("channels/owls.yaml:3  is binary")
    assert "256 KB" in refused(b"#" * (MAX_BYTES + 1))


def test_a_byte_order_mark_is_no_mistake():
    assert parse(b"\xef\xbb\xbfa: 1", "x").value == {"a": "1"}


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    for path, words in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "not a file")):
        with pytest.raises(ConfigError, match=words):
            read(path, "x")


LAUGHS = 'a: &a ["lol","lol"]\n' + "\n".join(f"{b}: &{b} [*{a},*{a}]" for a, b in itertools.pairwise("abcdefghi"))


@pytest.mark.parametrize(
    "hostile",
    [
        LAUGHS,
        "[" + "a," * 40_000 + "]",
        "{" * 100_000,
        "- " * 40_000,
        "? " * 40_000,
        "!" * 100_000,
        "&" + "a" * 100_000,
        "a: " + "b " * 40_000,
        "".join(f"k{i}: v\n" for i in range(9_000)),
        '"' + "\\n" * 40_000,
        "a: >\n" + " \n" * 40_000,
        "[[]," * 30_000,
    ],
)
def test_a_hostile_file_takes_little_memory(hostile):
    tracemalloc.start()
    try:
        try:
            parse(hostile, "x.yaml")
        except ConfigError as error:
            assert str(error).startswith("x.yaml:")
            assert len(str(error)) < 500
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()


YAMLISH = st.text(st.sampled_from(list("ab0 \n\t:-?[]{},#&*!|>'\"%@`~<=.\\uU\r\x00\x07\ufeff\u2028é😀")), max_size=60)


@given(st.one_of(YAMLISH, st.text(max_size=60), st.binary(max_size=60)))
@settings(max_examples=400, deadline=None)
def test_any_text_loads_or_is_refused_with_a_line(text):
    try:
        found = parse(text, "f.yaml")
    except ConfigError as error:
        for problem in error.problems:
            name, _, line = problem.where.rpartition(":")
            assert name == "f.yaml"
            assert line.isdigit()
            assert problem.what
    else:
        assert isinstance(found, Document)
        assert parse(dump(found.value), "again").value == found.value


PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
VALUES = st.recursive(
    st.none() | PLAIN, lambda part: st.lists(part, max_size=3) | st.dictionaries(PLAIN, part, max_size=3), max_leaves=8
)


@given(VALUES)
@settings(max_examples=100, deadline=None)
def test_what_is_dumped_reads_back(value):
    assert yaml.parse(dump(value), "x").value == value
