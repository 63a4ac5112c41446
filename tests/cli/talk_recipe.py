"""A workspace with a recipe of its own, `talk`, and a channel that follows it."""

from pathlib import Path

import pytest

RECIPE = """\
schema: 1
name: talk
version: {version}
summary: Why something is as it is.
format: explainer
seconds: [20, 70]
roles:
  - {{name: hook, seconds: [4, 12], visuals: [title, counter]}}
  - {{name: background, min: 2, max: 5, seconds: [6, 18], visuals: [counter, statement]}}
  - {{name: payoff, seconds: [4, 18], visuals: [statement]}}
"""
NOTE = """\
---
title: The bridge that hums
subject: the humming bridge
rights: own
---

The bridge of Arden was opened in 1931 and is 420 metres long.
Its cables hum when the wind blows from the west, because the wind shakes each cable like a string.
In 1954 the engineer Ida Holm counted 88 cables and measured the note of each of them.
Ida Holm found that 12 cables were too loose.
The town tightened these cables in 1955, and since then the bridge hums one tone lower.
A cable that is tightened by a tenth sounds about 5 percent higher.
The hum can be heard 3 kilometres away on a still night.
Fishermen use the hum to find the harbour in fog.
"""
CHANNEL = "name: owls\n# the calm one\nrecipe: talk@^1.0  # for now\ntitle: The Owls\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "channels" / "owls" / "notes").mkdir(parents=True)
    (tmp_path / "channels" / "owls.yaml").write_text(CHANNEL)
    put(tmp_path, "1.0.0")
    return tmp_path


def put(home: Path, version: str, script: str = "Write {{board}} from {{facts}}.\n") -> None:
    folder = home / "recipes" / "talk"
    for inner in ("prompts", "golden"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    (folder / "recipe.yaml").write_text(RECIPE.format(version=version))
    (folder / "prompts" / "script.md").write_text(script)
    (folder / "golden" / "bridge.md").write_text(NOTE)
    (folder / "CHANGELOG.md").write_text(f"# talk\n\n## {version}\n\n- Something.\n")
