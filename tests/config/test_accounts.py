"""A budget for an account is for one that somebody may bill; a mistyped name would bound nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytempire.config.load import load_channel
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.gateway.finder import find

CHANNEL = """\
name: owls
title: Owls
recipe: short
writer: {use: [openai, offline], options: {openai: {base_url: "https://api.groq.com/openai/v1"}}}
voices:
  narrator: {use: [openai, keyed, espeak], options: {openai: {account: second-one}, keyed: {base_url: "http://x"}}}
budget:
  per_provider_usd: {NAME: 30}
"""


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "channels").mkdir()
    return Workspace(tmp_path)


def write(space: Workspace, name: str) -> None:
    space.channel_file("owls").write_text(CHANNEL.replace("NAME", name))


@pytest.mark.parametrize("name", ["opnai", "eleven-labs", "gro", "api.groq.com"])
def test_a_budget_for_nobody_is_refused_with_its_line(space: Workspace, name: str):
    write(space, name)
    with pytest.raises(ConfigError) as caught:
        load_channel(space, "owls", find)
    (problem,) = caught.value.problems
    assert problem.where == "channels/owls.yaml:8"
    assert problem.what == f"budget.per_provider_usd.{name}: nobody is billed under this name"
    assert problem.next


def test_a_mistyped_name_is_told_with_the_close_one(space: Workspace):
    write(space, "opnai")
    with pytest.raises(ConfigError, match=r"Did you mean openai\?"):
        load_channel(space, "owls", find)


@pytest.mark.parametrize("name", ["openai", "elevenlabs", "local", "groq", "second-one", "keyed"])
def test_who_has_a_price_is_in_a_chain_or_is_named_by_an_address_may_have_a_budget(space: Workspace, name: str):
    write(space, name)
    assert load_channel(space, "owls", find).budget.per_provider_usd == {name: 30}


def test_an_account_of_the_workspaces_own_prices_may_have_one(space: Workspace):
    write(space, "my-own")
    (space.home / "prices.yaml").write_text("prices:\n  - {provider: my-own, model: '*', input: 1, output: 1}\n")
    assert load_channel(space, "owls", find).budget.per_provider_usd == {"my-own": 30}
