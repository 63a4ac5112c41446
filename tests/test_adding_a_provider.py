"""The page that says how to add a provider is a provider: its code is taken out, installed, and used."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Answer, Asked, Served

from ytempire.contracts import Kit, Speak
from ytempire.media.blobs import Blobs
from ytempire.providers.voice_espeak import EspeakOptions, EspeakVoice

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "adding-a-provider.md"
PROVIDER, TEST = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
PRICES = re.search(r"```yaml\n(prices:.*?)```", PAGE.read_text("utf-8"), re.S)[1]
POINT = re.search(r"^voice_deepgram = \"(.*)\"$", PAGE.read_text("utf-8"), re.M)[1]
KEY = "dg-0123456789-of-the-tests"

SCRIPT = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl crosses 3 fields and nobody hears a thing.

## payoff: The answer

A quiet wing hears its supper before it is heard.
"""


class Deepgram(Served):
    """Speaks Deepgram's protocol with the voice of another."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.voice = EspeakVoice(EspeakOptions(voice="en-us+f4"), Kit(folder, "x", Blobs(folder), folder))

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Token {KEY}":
            return Answer(401, {"message": "Invalid credentials."})
        text = asked.json()["text"]
        take = self.voice.answer(Speak(text=text), "call")
        return Answer(200, self.voice.kit.blobs.path(take.audio).read_bytes(), {"dg-char-count": str(len(text))})


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Deepgram]:
    with Deepgram(tmp_path / "server") as server:
        yield server


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder as pip leaves it: one module, and what registers it."""
    site = tmp_path / "site"
    about = site / "ytempire_deepgram-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "ytempire_deepgram.py").write_text(PROVIDER, "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ytempire-deepgram\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[ytempire.providers]\nvoice_deepgram = {POINT}\n", "utf-8")
    return site


@pytest.fixture
def home(tmp_path: Path, server: Deepgram) -> Path:
    home = tmp_path / "home"
    (home / "channels" / "tiny" / "notes").mkdir(parents=True)
    (home / "channels" / "tiny.yaml").write_text(
        "name: tiny\ntitle: Tiny Owls\nrecipe: short@^1.0\nvoices:\n"
        f"  narrator: {{use: [deepgram], options: {{deepgram: {{base_url: '{server.url}'}}}}}}\n"
    )
    (home / "prices.yaml").write_text(PRICES, "utf-8")
    (home / "mine.md").write_text(SCRIPT, "utf-8")
    return home


def ytempire(home: Path, site: Path, *args: str, key: str = KEY) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "YTEMPIRE_HOME": str(home), "NO_COLOR": "1", "DEEPGRAM_API_KEY": key,
           "PYTHONPATH": os.pathsep.join((str(REPOSITORY), str(site)))}  # fmt: skip
    return subprocess.run([sys.executable, "-m", "ytempire", *args], env=env, cwd=home, capture_output=True, text=True,
                          timeout=300, check=False)  # fmt: skip


def test_a_provider_dropped_in_narrates_a_film(home: Path, installed: Path, server: Deepgram):
    said = ytempire(home, installed, "run", "--channel", "tiny", "--script", "mine.md", "--until", "voice", "--json")
    assert said.returncode == 0, said.stderr
    (narration,) = (home / "videos" / "tiny").glob("*/narration.json")
    told = json.loads(narration.read_text("utf-8"))
    assert told["provider"] == {"narrator": "deepgram"}
    assert [w["text"] for w in told["takes"][0]["words"]] == [
        "A",
        "barn",
        "owl",
        "crosses",
        "3",
        "fields",
        "and",
        "nobody",
        "hears",
        "a",
        "thing.",
    ]
    assert server.done == 2
    characters = sum(len(asked.json()["text"]) for asked in server.asked)
    assert json.loads(said.stdout)["cost_usd"] == pytest.approx(characters * 30 / 1e6)
    again = ytempire(home, installed, "run", "--channel", "tiny", "--script", "mine.md", "--until", "voice")
    assert again.returncode == 0, again.stderr
    assert server.done == 2  # nothing is paid for twice


def test_it_is_checked_and_listed_like_one_of_ours(home: Path, installed: Path):
    assert ytempire(home, installed, "validate").returncode == 0
    file = home / "channels" / "tiny.yaml"
    file.write_text(file.read_text().replace("base_url", "base_ulr"))
    wrong = ytempire(home, installed, "validate")
    assert wrong.returncode == 2
    assert "Did you mean base_url?" in wrong.stderr
    doctor = ytempire(home, installed, "doctor", "--quick", key="")
    assert "voice deepgram" in doctor.stdout
    assert "DEEPGRAM_API_KEY" in doctor.stdout


def test_the_test_on_the_page_passes(installed: Path, tmp_path: Path):
    file = tmp_path / "test_deepgram.py"
    file.write_text(TEST, "utf-8")
    paths = (REPOSITORY, installed, REPOSITORY / "tests" / "fakes")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)], env=env,
                          cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
