"""The templates of a recipe, read and checked."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.config.prompts import prompts_in, read_prompt
from ytempire.config.recipes import load_recipe
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.models.prompts import FILLED, NEEDED, STAGES

WHOLE = "Write {{board}} from {{facts}}.\n"


def said(file: Path, text: str | bytes, stage: str = "script") -> list[str]:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        read_prompt(file, stage, "prompts/script.md")
    except ConfigError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "script.md"


def test_front_matter_says_which_model_and_how_often(file):
    head = "---\ntier: polish\ntakes: 3\nmodels: [gpt-5, claude-opus]\njudge: gemini\n---\n\n"
    assert not said(file, head + WHOLE)
    prompt = read_prompt(file, "script", "x")
    assert (prompt.tier, prompt.takes, prompt.models, prompt.judge, prompt.text) == (
        "polish", 3, ("gpt-5", "claude-opus"), "gemini", WHOLE,
    )  # fmt: skip


@pytest.mark.parametrize("text", [WHOLE, f"---\n---\n{WHOLE}", f"\n\n{WHOLE}\n\n", WHOLE.replace("\n", "\r\n")])
def test_a_template_without_front_matter_is_of_the_standard_tier(file, text):
    assert not said(file, text)
    prompt = read_prompt(file, "script", "x")
    assert (prompt.text, prompt.tier, prompt.takes) == (WHOLE, "standard", 1)


def test_every_mistake_of_a_template_is_said_with_its_line(file):
    text = "---\ntier: polished\ntakes: 9\nmodel: [a]\n---\n\nWrite {{fact}}.\nSay {{ bord }} and {{facts}}.\n"
    assert said(file, text) == [
        "prompts/script.md:2  tier: polished is not one of draft, standard, polish. Did you mean polish?",
        "prompts/script.md:3  takes: 9 is not between 1 and 6",
        "prompts/script.md:4  model: no such key. Did you mean models?",
        "prompts/script.md:7  {{fact}}: no such name. Did you mean facts?",
        "prompts/script.md:8  {{bord}}: no such name. Did you mean board?",
        "prompts/script.md:7  never says {{board}}. "
        "That is data: the planned scenes: id, role, goal, title, facts, picture, seconds and words of each.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "prompts/script.md:1  text: is empty"),
        ("---\ntier: draft\n", "prompts/script.md:1  the front matter has no end. Close it with"),
        ("---\n- a\n---\n" + WHOLE, "prompts/script.md:2  the front matter is not a list of keys and values"),
        ("---\ntext: a\n---\n" + WHOLE, "prompts/script.md:2  text: no such key"),
        ("---\ntier: &a draft\n---\n" + WHOLE, "prompts/script.md:2  has an anchor (&a)"),
        (WHOLE + "\nmore {{facts\n", "prompts/script.md:3  has {{ that belongs to no name"),
        (WHOLE + "\nmore }}\n", "prompts/script.md:3  has }} that belongs to no name"),
        (WHOLE + "x" * 20_000, "prompts/script.md:1  text: has 20033 characters, more than 20000"),
        (WHOLE.encode() + b"\xff", "prompts/script.md  is not UTF-8"),
        (b"x" * 300_000, "prompts/script.md  is larger than 256 KB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_where_and_what_next(file, text, line):
    assert said(file, text)[0].startswith(line)


def test_a_file_that_is_no_stage_is_named_with_the_one_that_was_meant(tmp_path):
    for name in ("scirpt.md", "script.txt", ".hidden.md", "script.md~"):
        (tmp_path / name).write_text(WHOLE)
    found, wrong = prompts_in(tmp_path, "p")
    assert not found
    assert [str(problem) for problem in wrong] == [
        "p/scirpt.md  scirpt: no such stage. Did you mean script?",
        "p/script.txt  is no template: only <stage>.md is read here. Rename it, or take it away.",
    ]


def test_what_a_stage_cannot_do_without_is_something_that_is_filled_in():
    assert set(NEEDED) == set(FILLED) == set(STAGES)
    assert all(set(words) <= set(FILLED[stage]) for stage, words in NEEDED.items())


@pytest.mark.parametrize("folder", sorted(p.parent.name for p in (starter() / "recipes").glob("*/recipe.yaml")))
def test_a_starter_recipe_has_words_for_every_stage(folder, tmp_path):
    assert set(load_recipe(Workspace(tmp_path), folder).prompts) == set(STAGES)


@given(st.text(alphabet="{} \nabcfst-:", max_size=80))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_makes_a_template_that_is_wrong_but_taken(file, text):
    problems = said(file, text)
    if not problems:
        prompt = read_prompt(file, "script", "x")
        assert "{{board}}" in prompt.text.replace(" ", "").replace("\n", "")


def test_the_page_on_recipes_names_everything_that_is_filled_in():
    page = (Path(__file__).parents[2] / "docs" / "recipes.md").read_text("utf-8")
    rows = {
        f"| {stage} | `{{{{{name}}}}}`{' *' if name in NEEDED[stage] else ''} | {what} |"
        for stage, names in FILLED.items()
        for name, what in names.items()
    }
    told = {line for line in page.splitlines() if line.startswith("| ") and "`{{" in line}
    assert told == rows
