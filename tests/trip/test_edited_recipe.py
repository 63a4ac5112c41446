"""A recipe that was edited under its old version: told, made as it is now, and never answered from what it was."""

from __future__ import annotations

import json

import pytest
from minds import Scribe
from openai_server import OpenAIServer

from tests.trip.test_model_writer import KEY, noted


@pytest.fixture
def server():
    with OpenAIServer(Scribe()) as server:
        yield server


@pytest.mark.slow
def test_an_edited_recipe_is_told_and_its_old_answers_are_not_given(home, server) -> None:
    noted(home, server)
    said = home("script", "--channel", "tiny", "--json", **KEY)
    assert said.code == 0, said.err
    assert "not what was locked" not in said.err
    asked = len(server.bodies)
    again = ("script", "--channel", "tiny", "--video", home.folder.name, "--json")
    prompt = home.path / "recipes" / "short" / "prompts" / "script.md"
    before = prompt.read_text("utf-8")
    prompt.write_text(before + "\nSay it like a lighthouse keeper.\n", "utf-8")
    said = home(*again, **KEY)
    assert said.code == 0, said.err
    assert "is not what was locked: prompts/script.md changed" in said.err
    assert "ytempire recipe lock" in said.err
    assert "The film is made from it as it is now." in said.err
    new = server.bodies[asked:]
    assert new
    assert any("lighthouse keeper" in json.dumps(body) for body in new)
    prompt.write_text(before, "utf-8")  # undone: what was answered then is remembered
    asked = len(server.bodies)
    said = home(*again, **KEY)
    assert said.code == 0, said.err
    assert "not what was locked" not in said.err
    assert len(server.bodies) == asked
