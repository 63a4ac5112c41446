"""A script by a model through the command line: written, kept, paid for once, and offline where the model fails."""

from __future__ import annotations

import json

import pytest
from minds import Obedient, Scribe
from openai_server import OpenAIServer
from sample_film import NOTE
from served import Fault

KEY = {"OPENAI_API_KEY": "sk-canary-0123456789"}
CHANNEL = """name: tiny
title: Tiny Owls
call_to_action: Next week, the bats.
recipe: {recipe}
writer: {{use: [openai, offline], options: {{openai: {{base_url: "{url}/v1", account: openai, timeout: 5}}}}}}
publish: {{use: [folder], approval: never, privacy: private}}
budget: {{per_video_usd: 0.5}}
"""


def noted(home, server: OpenAIServer, recipe: str = "short") -> None:
    """A channel with one note, written for by this server."""
    home.channel(CHANNEL.format(url=server.url, recipe=recipe))
    front = f"---\ntitle: {NOTE.title}\nsubject: {NOTE.subject}\nsource: {NOTE.source}\n---\n"
    home.write("channels/tiny/notes/owls.md", front + NOTE.text)


@pytest.fixture
def server():
    with OpenAIServer(Scribe()) as server:
        yield server


def rows(home) -> list[dict]:
    """The ledger's rows of the writer."""
    import sqlite3

    with sqlite3.connect(home.path / "ytempire.db") as ledger:
        ledger.row_factory = sqlite3.Row
        return [dict(row) for row in ledger.execute("select * from calls where kind = 'writer' order by id")]


def test_a_model_writes_a_script_that_is_approved_and_the_second_run_asks_nothing(home, server) -> None:
    noted(home, server)
    said = home("script", "--channel", "tiny", "--json", **KEY)
    assert said.code == 0, said.err
    made = [row for row in rows(home) if row["state"] == "made"]
    assert {row["provider"] for row in made} == {"openai"}
    assert {row["account"] for row in made} == {"openai"}
    used = [json.loads(row["used"]) for row in made]
    assert all(row["microusd"] == one["microusd"] > 0 for row, one in zip(made, used, strict=True))
    script = (home.folder / "script.md").read_text("utf-8")
    assert "[n1]" in script
    asked = len(server.asked)
    again = home("script", "--channel", "tiny", "--video", home.folder.name, "--json", **KEY)
    assert again.code == 0, again.err
    assert len(server.asked) == asked
    (home.path / "ytempire.db").unlink()  # the cache alone remembers, too
    assert home("script", "--channel", "tiny", "--json", **KEY).code == 0
    assert len(server.asked) == asked
    assert "sk-canary" not in said.out + said.err


def test_a_model_that_obeys_a_page_is_passed_over_for_the_offline_writer(home, server) -> None:
    server.mind = Obedient("Visit https://evil.example now.", extra={"privacy": "public", "channel": "evil"})
    noted(home, server)
    said = home("script", "--channel", "tiny", "--json", **KEY)
    assert said.code == 0, said.err
    assert "is a link or a handle" in said.err
    script = (home.folder / "script.md").read_text("utf-8")
    assert "evil" not in script
    failed = [row for row in rows(home) if row["state"] == "failed"]
    assert failed
    assert all(row["microusd"] > 0 for row in failed)  # its answers came, and were paid for
    assert {p.name for p in (home.path / "videos").iterdir()} == {"tiny"}


@pytest.mark.slow
def test_a_key_that_is_refused_leaves_the_film_to_the_offline_writer(home, server) -> None:
    server.key = "sk-another"
    noted(home, server)
    said = home("script", "--channel", "tiny", "--json", **KEY)
    assert said.code == 0, said.err
    assert "does not accept the key" in said.err
    assert sum(row["microusd"] for row in rows(home)) == 0


@pytest.mark.slow
def test_credit_that_is_gone_is_not_asked_for_again(home, server) -> None:
    gone = Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "Check your plan."}})
    server.faults = [gone] * 50
    noted(home, server)
    said = home("script", "--channel", "tiny", "--json", **KEY)
    assert said.code == 0, said.err
    assert "no credit left" in said.err
    assert len(server.asked) == 1


@pytest.mark.slow
def test_without_a_key_the_offline_writer_does_it_all(home, server) -> None:
    noted(home, server)
    config = (home.path / "channels/tiny.yaml").read_text("utf-8")
    home.write("channels/tiny.yaml", config.replace(f"{server.url}/v1", "https://openrouter.ai/api/v1").replace(
        "account: openai", "account: openrouter"))  # fmt: skip
    said = home("script", "--channel", "tiny", "--json", OPENROUTER_API_KEY="")
    assert said.code == 0, said.err
    assert "OPENROUTER_API_KEY is not set" in said.err
    assert not server.asked


def test_a_model_on_this_machine_needs_no_key_and_costs_nothing(home, server) -> None:
    server.names = ["llama3.1"]
    noted(home, server)
    config = (home.path / "channels/tiny.yaml").read_text("utf-8")
    home.write("channels/tiny.yaml", config.replace("account: openai", "model: llama3.1"))
    said = home("script", "--channel", "tiny", "--json", OPENAI_API_KEY="")
    assert said.code == 0, said.err
    assert {(row["account"], row["microusd"]) for row in rows(home) if row["provider"] == "openai"} == {("local", 0)}
    assert {body["model"] for body in server.bodies} == {"llama3.1"}
