"""A workspace whose channel asks two services for a key each, and its command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from elevenlabs_server import ElevenLabsServer
from openai_server import OpenAIServer

from ytempire.cli.main import main
from ytempire.config.secrets import Secrets

OLD, NEW = "sk-old-0123456789abcdef", "sk-new-fedcba9876543210"
CHANNEL = """\
name: owls
title: Owls
recipe: short
writer: {use: [openai, offline], options: {openai: {base_url: "%s/v1", account: openai}}}
voices:
  narrator: {use: [elevenlabs, espeak], options: {elevenlabs: {base_url: "%s"}}}
"""
KEYED = """\
name: keyed
title: K
recipe: short
voices: {narrator: {use: [keyed, espeak], options: {keyed: {base_url: "http://127.0.0.1:9"}}}}
"""


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def openai() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        server.key = OLD
        yield server


@pytest.fixture
def eleven() -> Iterator[ElevenLabsServer]:
    with ElevenLabsServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: OpenAIServer, eleven: ElevenLabsServer) -> Path:
    for name in ("YTEMPIRE_HOME", "OPENAI_API_KEY", "ELEVENLABS_API_KEY", "FAKE_VOICE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "owls.yaml").write_text(CHANNEL % (openai.url, eleven.url))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def call(*args: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["secrets", *args])
        return Said(code, *capsys.readouterr())

    return call


def kept(home: Path, name: str = "OPENAI_API_KEY") -> str | None:
    return Secrets(home).get(name)
