from __future__ import annotations

import re
from pathlib import Path

import pytest

from ytempire.editorial.directive import VISUALS, read_visual
from ytempire.editorial.screenplay import from_markdown, to_markdown

PAGE = (Path(__file__).parents[2] / "docs" / "script.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^(`{3,})(\w+)\n(.*?)^\1$", PAGE, re.MULTILINE | re.DOTALL)
SCRIPTS = [text for _, word, text in BLOCKS if word == "markdown"]
DIRECTIVES = [text for _, word, text in BLOCKS if word == "visual"]


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_on_the_page_can_be_read_and_written(text: str):
    script = from_markdown(text)
    assert from_markdown(to_markdown(script)) == script


@pytest.mark.parametrize("text", DIRECTIVES)
def test_every_visual_on_the_page_is_read(text: str):
    visual, problems = read_visual(text)
    assert not problems
    assert visual is not None


def test_the_page_shows_every_kind_and_names_every_key():
    shown = {visual.kind: text for text in DIRECTIVES if (visual := read_visual(text)[0])}
    assert set(shown) == set(VISUALS)
    for kind, cls in VISUALS.items():
        section = PAGE[PAGE.index(f"**{kind}**") :].partition("\n**")[0] + shown[kind]
        missing = [key for key in cls.model_fields if f"{key}:" not in section and f"`{key}`" not in section]
        assert [key for key in missing if key != "kicker"] == [], kind


def test_the_whole_script_has_what_the_page_says():
    script = from_markdown(SCRIPTS[0])
    assert [line.speaker for line in script.scenes[0].lines] == ["narrator", "narrator", "guest"]
    assert script.scenes[0].lines[1].notes == ("n1", "n2")
    assert len(script.scenes[1].lines) == 3


def test_a_text_without_headings_is_three_scenes():
    assert [scene.role for scene in from_markdown(SCRIPTS[2]).scenes] == ["hook", "body", "payoff"]
