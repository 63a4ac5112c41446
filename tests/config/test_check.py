"""Mistakes in plain words, all at once."""

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import Field

from ytempire.config.check import MOST, validated
from ytempire.config.sections import Channel, Section
from ytempire.config.yaml import parse
from ytempire.errors import ConfigError


def mistakes(text: str, model=Channel) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        validated(model, parse(text, "channels/owls.yaml"))
    return [str(problem) for problem in caught.value.problems]


def test_every_mistake_comes_at_once_in_the_order_of_the_file():
    assert mistakes(
        "name: Owl Desk\n"
        "look:\n"
        "  aspect: 16x9\n"
        "  theem: paper\n"
        "  accent: orange\n"
        "quality: {approve_at: 120, rewrites: many}\n"
        "voces: {}\n"
        "publish:\n"
        "  made_for_kids: perhaps\n"
        "  tags: owls\n"
        "writer:\n"
    ) == [
        "channels/owls.yaml:1  name: Owl Desk is not small letters, digits and single dashes, such as night-owls",
        "channels/owls.yaml:1  title: is missing. The channel's name as viewers know it.",
        "channels/owls.yaml:3  look.aspect: 16x9 is not one of 16:9, 9:16, 1:1. Did you mean 16:9?",
        "channels/owls.yaml:4  look.theem: no such key. Did you mean theme?",
        "channels/owls.yaml:5  look.accent: orange is not a colour such as #ffb000",
        "channels/owls.yaml:6  quality.approve_at: 120 is not between 0 and 100",
        "channels/owls.yaml:6  quality.rewrites: many is not a whole number",
        "channels/owls.yaml:7  voces: no such key. Did you mean voices?",
        "channels/owls.yaml:9  publish.made_for_kids: perhaps is not true or false",
        "channels/owls.yaml:10  publish.tags: owls is not a list. Write it as [owls].",
        "channels/owls.yaml:11  writer: is empty. Give it a value, or leave the key out.",
    ]


def test_the_type_decides_what_a_word_is():
    text = "name: owls\ntitle: 12:30:45\ntagline: NO\nlanguage: no\n"
    text += "publish: {made_for_kids: no}\nquality: {rewrites: 03}\n"
    channel = validated(Channel, parse(text, "x"))
    assert (channel.title, channel.tagline, channel.language) == ("12:30:45", "NO", "no")
    assert channel.publish.made_for_kids is False
    assert channel.quality.rewrites == 3


@pytest.mark.parametrize("number", ["nan", ".nan", "inf", "-inf", "1e999"])
def test_what_is_no_finite_number_is_refused(number):
    assert len(mistakes(f"name: owls\ntitle: x\nbudget: {{per_day_usd: {number}}}")) == 1


class Rated(Section):
    """A model with the bounds that a provider's options have."""

    rate: int = Field(default=160, ge=80, le=450)
    depth: float = Field(default=1, gt=0)
    of: dict[str, tuple[int, ...]] = {}


def test_bounds_are_said_whole():
    assert mistakes("rate: 20\ndepth: 0\nof: {a: [1, x]}", Rated) == [
        "channels/owls.yaml:1  rate: 20 is not between 80 and 450",
        "channels/owls.yaml:2  depth: 0 is not over 0",
        "channels/owls.yaml:3  of.a.1: x is not a whole number",
    ]


def test_a_hundred_mistakes_are_counted_and_not_all_said():
    said = mistakes("".join(f"key{i}: x\n" for i in range(500)))
    assert len(said) == MOST + 1
    assert said[-1] == "channels/owls.yaml  and 452 more"


@pytest.mark.parametrize("text", ["[a, b]", "just words", "3"])
def test_a_file_that_is_no_group_of_keys_says_so(text):
    assert "not a group of keys" in mistakes(text)[0]


KEYS = st.sampled_from([*Channel.model_fields, "use", "options", "narrator", "theme", "x", "seconds", "roles", "0"])
YAML_VALUES = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["16:9", "1", "true", "owls", "-5", "1e400", "#ffb000"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, YAML_VALUES, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_values_are_a_channel_or_named_mistakes(value):
    from ytempire.config.yaml import Document

    try:
        validated(Channel, Document("f.yaml", value))
    except ConfigError as error:
        assert error.problems
        assert all(problem.what and problem.where.startswith("f.yaml") for problem in error.problems)
