"""A small workspace of its own for every test, and the command line as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from shared import once

REPOSITORY = Path(__file__).parents[2]
FAKES = Path(__file__).parents[1] / "fakes"

SCRIPT = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl makes no sound.

## body: Three parts

Its wing has a comb.
The comb breaks the rush of air into small pieces.

## payoff: The answer

It hears its supper first.
"""

QUICK = """## hook: A wing in the dark

A barn owl makes no sound.

## payoff: The answer

It hears its supper first.
"""

CHANNEL = """name: tiny
title: Tiny Owls
recipe: short@^1.0
look: {aspect: "1:1", theme: dusk, music: none}
voices:
  narrator: {use: [espeak]}
publish: {use: [folder], approval: never}
"""

NOTE = """---
title: %s
subject: %s
source: A field guide
---
%s
"""


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Home:
    """A workspace and its command line."""

    path: Path

    def command(self, *args: str, **env: str) -> tuple[list[str], dict[str, str]]:
        full = {**os.environ, "YTEMPIRE_HOME": str(self.path), "SOURCE_DATE_EPOCH": "1767225600", "NO_COLOR": "1",
                "PYTHONPATH": os.pathsep.join((str(REPOSITORY), str(FAKES))), **env}  # fmt: skip
        return [sys.executable, "-m", "ytempire.cli.main", *args], full

    def __call__(self, *args: str, **env: str) -> Said:
        command, full = self.command(*args, **env)
        done = subprocess.run(
            command, env=full, capture_output=True, text=True, timeout=300, cwd=self.path, check=False
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        command, full = self.command(*args, **env)
        return subprocess.Popen(command, env=full, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                cwd=self.path, start_new_session=True)  # fmt: skip

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def channel(self, text: str = CHANNEL, name: str = "tiny") -> None:
        self.write(f"channels/{name}.yaml", text)
        (self.path / "channels" / name / "notes").mkdir(parents=True, exist_ok=True)

    def own_film(self, *args: str, text: str = SCRIPT, **env: str) -> Said:
        """A film of three short scenes from a script of one's own: the whole trip in a few seconds."""
        script = self.write("mine.md", text)
        return self("run", "--channel", "tiny", "--script", str(script), *args, **env)

    @property
    def folder(self) -> Path:
        """The only video's folder."""
        (found,) = [p for p in (self.path / "videos" / "tiny").iterdir() if p.is_dir()]
        return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    path = tmp_path / "home"
    path.mkdir()
    shutil.copytree(REPOSITORY / "recipes", path / "recipes")
    made = Home(path)
    made.channel()
    return made


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Upright, since some of what is made of it has another shape; made once for all who run tests side by side."""

    def make(path: Path) -> None:
        shutil.copytree(REPOSITORY / "recipes", path / "recipes")
        made = Home(path)
        made.channel(CHANNEL.replace("1:1", "9:16"))
        said = made.own_film("--json")
        assert said.code == 0, said.err

    return once(tmp_path_factory, "finished", make)


@pytest.fixture
def finished(_finished: Path, tmp_path: Path) -> Home:
    """A workspace with one finished film, a copy of its own for each test."""
    path = tmp_path / "home"
    shutil.copytree(_finished, path, symlinks=True)
    return Home(path)
