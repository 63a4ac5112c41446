"""Voices through the command line: one for the whole film, kept with the film, and a draft's waits for a person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from elevenlabs_server import KEY, ElevenLabsServer
from gtts_server import GttsServer

pytestmark = pytest.mark.slow

SCRIPT = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl crosses a field and nobody hears a thing.
The mouse below it has ears as good as ours.

## body: Three parts

The front edge of its wing has a comb.
The comb breaks the rush of air into small pieces.
The velvet on top of it swallows what is left.
A fringe at the back ends the last of the noise.

## payoff: The answer

A quiet wing hears its supper before it is heard.
"""
SHORT = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl crosses a field and nobody hears a thing.

## payoff: The answer

A quiet wing hears its supper before it is heard.
"""
PRICES = 'prices:\n  - {provider: elevenlabs, model: "*", credit: 0.2, source: my plan, date: 2026-11-20}\n'
CHANNEL = """name: tiny
title: Tiny Owls
recipe: short@^1.0
look: {aspect: "1:1", theme: dusk, music: none}
voices:
  narrator: %s
publish: {use: [folder], approval: never}
"""


@pytest.fixture
def eleven() -> Iterator[ElevenLabsServer]:
    with ElevenLabsServer() as server:
        yield server


def spoken(home: Any, *more: str) -> dict[str, Any]:
    """The narration, after going on as far as it."""
    script = home.path / "mine.md"
    if not script.exists():
        home.write("mine.md", SCRIPT)
    said = home("run", "--channel", "tiny", "--script", str(script), "--until", "voice", *more, "--json",
                ELEVENLABS_API_KEY=KEY)  # fmt: skip
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads((home.folder / "narration.json").read_text())
    return {**found, "err": said.err, "cost": said.document["cost_usd"]}


def test_a_film_never_mixes_voices_and_what_was_paid_for_is_kept(home, eleven):
    eleven.fails_on = "velvet"  # the fifth sentence
    home.write("prices.yaml", PRICES)
    chain = f"{{use: [elevenlabs, espeak], options: {{elevenlabs: {{base_url: '{eleven.url}', plan: creator}}}}}}"
    home.channel(CHANNEL % chain)
    first = spoken(home)
    assert first["provider"] == {"narrator": "espeak"}
    assert len(first["takes"]) == 7
    paid = list(eleven.spoken)
    assert len(paid) >= 4
    assert "velvet" not in " ".join(paid)
    bill = sum(len(text) for text in paid) * 200
    assert first["cost"] == pytest.approx(bill / 1e6)

    eleven.fails_on = ""
    shutil.rmtree(home.path / "cache" / "health", ignore_errors=True)  # as after the minutes that it is left alone
    file = home.folder / "script.md"
    file.write_text(file.read_text().replace("small pieces", "tiny pieces"))
    said = home("voice", "--channel", "tiny", "--video", home.folder.name, ELEVENLABS_API_KEY=KEY)
    assert said.code == 0, said.err
    narration = json.loads((home.folder / "narration.json").read_text())
    assert narration["provider"] == {"narrator": "elevenlabs"}
    assert len(eleven.spoken) == len(set(eleven.spoken))  # no take was paid for twice


def test_a_changed_profile_counts_for_new_films_and_says_so(home):
    home.write("voices.yaml", "anna: {use: [espeak], options: {espeak: {voice: en-gb+f4}}}\n")
    home.channel(CHANNEL % "{profile: anna}")
    first = spoken(home)
    assert first["voices"]["narrator"]["profile"].startswith("anna#")
    home.write("voices.yaml", "anna: {use: [espeak], options: {espeak: {voice: en-us+adam}}}\n")
    again = spoken(home)
    assert again["takes"] == first["takes"]
    assert "the voice profile anna has changed; this film keeps the one" in again["err"]
    anew = spoken(home, "--redo", "voice")
    assert [t["audio"] for t in anew["takes"]] != [t["audio"] for t in first["takes"]]
    assert anew["voices"]["narrator"]["profile"] != first["voices"]["narrator"]["profile"]


def test_a_film_with_a_drafts_voice_waits_for_a_person(home):
    with GttsServer() as gtts:
        home.channel(CHANNEL % f"{{use: [gtts], options: {{gtts: {{base_url: '{gtts.url}'}}}}}}")
        home.write("mine.md", SHORT)
        narration = spoken(home)
        assert narration["publishable"] is False
        said = home("run", "--channel", "tiny", "--video", home.folder.name)
        assert said.code == 5, said.err
        assert "its voice is a draft's (gtts)" in said.err
        assert (home.folder / "video.mp4").exists()
        agreed = home("upload", "--channel", "tiny", "--video", home.folder.name, "--approve", "Ada")
        assert agreed.code == 0, agreed.err
