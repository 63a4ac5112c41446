"""Pictures from outside, through the command line: stock where a scene asks for it, credited, and never twice."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from openai_server import OpenAIServer
from pexels_server import PexelsServer
from runway_server import RunwayServer

SCRIPT = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl crosses a field and nobody hears a thing.

## beat: Three parts

```visual
kind: picture
about: the wing of a barn owl
```

The front edge of its wing has a comb.

## beat: The comb

The comb breaks the rush of air into small pieces.

## beat: A flight

```visual
kind: footage
about: an owl in flight
```

Nobody hears it come over the barn.

## beat: The answer

```visual
kind: picture
about: the wing of a barn owl
```

A quiet wing hears its supper before it is heard.
"""

CHANNEL = """name: tiny
title: Tiny Owls
recipe: short@^1.0
look: {{aspect: "1:1", theme: dusk, music: none}}
voices:
  narrator: {{use: [espeak]}}
publish: {{use: [folder], approval: never}}
{more}
"""

PRICES = """version: "2026-11-21"
prices:
  - {provider: runway, model: gen4.5, second: 0.12, source: tests, date: "2026-11-21"}
  - {provider: openai, model: gpt-image-1-mini, image: 0.02, source: tests, date: "2026-11-21"}
"""

PLAIN = """---
title: Why owls are quiet
---

## hook: A wing in the dark

A barn owl crosses a field and nobody hears a thing.

## beat: Three parts

The feathers of its wing have a soft comb.

## beat: The flight

The wide wings of the bird carry it slowly.

## payoff: The answer

A quiet wing hears its supper before it is heard.
"""


@pytest.fixture
def pexels() -> Iterator[PexelsServer]:
    with PexelsServer() as server:
        yield server


def channel(home: Any, server: PexelsServer, more: str = "") -> None:
    stock = f"footage: {{use: [local, pexels], options: {{pexels: {{base_url: {server.url!r}}}}}}}\n"
    home.channel(CHANNEL.format(more=stock + more))


def walk(home: Any, *args: str, script: str = SCRIPT, **env: str) -> Any:
    file = home.write("mine.md", script)
    return home("run", "--channel", "tiny", "--script", str(file), "--json", *args, **env)


def cuts(home: Any) -> list[dict[str, Any]]:
    return json.loads((home.folder / "timeline.json").read_text())["cuts"]


def steps(home: Any) -> dict[str, str]:
    return {cut["id"]: cut["picture_from"] for cut in cuts(home) if cut["picture_from"]}


def test_a_film_takes_stock_where_it_has_nothing_of_its_own(home, pexels):
    channel(home, pexels)
    said = walk(home, PEXELS_API_KEY=pexels.key)
    assert said.code == 0, said.err
    assert set(steps(home).values()) == {"stock"}
    shown = [blob["digest"] for cut in cuts(home) for blob in cut["files"].values()]
    assert len(shown) == len(set(shown)) == 3  # the same words twice are two pictures
    package = json.loads((home.folder / "package.json").read_text())
    assert "on Pexels (Pexels License) https://www.pexels.com/" in package["description"]
    assert "from: https://www.pexels.com/" in (home.folder / "credits.txt").read_text()
    assert json.loads((home.folder / "report.json").read_text())["pictures"] == steps(home)
    assert home("report", "--channel", "tiny", "--json").document["videos"][0]["pictures"] == steps(home)
    assert pexels.key not in "".join(f.read_text() for f in home.folder.glob("*.json"))
    before, asked = cuts(home), len(pexels.asked)
    video = f"videos/tiny/{home.folder.name}"
    again = home("run", "--channel", "tiny", "--video", video, "--json", PEXELS_API_KEY=pexels.key)
    assert again.code == 0, again.err
    anew = home("run", "--channel", "tiny", "--video", video, "--until", "timeline", "--redo", "timeline", "--json",
                PEXELS_API_KEY=pexels.key)  # fmt: skip
    assert anew.code == 0, anew.err
    assert [a.path for a in pexels.asked[asked:] if not a.path.startswith("/files")] == []  # no search within a day
    assert len(pexels.files) == len(set(pexels.files))  # and no file twice
    assert [cut["id"] for cut in cuts(home)] == [cut["id"] for cut in before]


def test_without_its_key_the_film_is_the_one_that_it_was(home, pexels):
    home.channel()
    assert walk(home, "--until", "timeline", script=PLAIN).code == 0
    before = (home.folder / "timeline.json").read_text()
    channel(home, pexels)
    said = home("run", "--channel", "tiny", "--video", f"videos/tiny/{home.folder.name}", "--until", "timeline",
                PEXELS_API_KEY="")  # fmt: skip
    assert said.code == 0, said.err
    assert (home.folder / "timeline.json").read_text() == before
    assert "footage pexels is passed over: PEXELS_API_KEY is not set" in said.err
    assert not pexels.asked


def test_scenes_of_words_get_a_picture_where_their_part_likes_one_and_neighbours_do_not(home, pexels):
    channel(home, pexels)
    assert walk(home, "--until", "timeline", script=PLAIN, PEXELS_API_KEY=pexels.key).code == 0
    kinds = [cut["visual"]["kind"] for cut in cuts(home)]
    assert kinds.count("picture") == 1
    (chosen,) = [cut for cut in cuts(home) if cut["picture_from"] == "stock"]
    assert chosen["role"] == "beat"
    assert any(word in chosen["visual"]["about"] for word in ("feathers", "wing", "comb"))


def test_where_stock_is_down_or_has_nothing_a_scene_shows_words_and_says_so(home, pexels):
    pexels.key = "another-key"
    channel(home, pexels)
    said = walk(home, "--until", "timeline", PEXELS_API_KEY="expired-key-1234")
    assert said.code == 0, said.err
    assert steps(home) == {}
    assert "does not accept the key" in said.err
    assert "goes without a picture" in said.err
    assert "expired-key-1234" not in said.err


def test_what_a_budget_does_not_hold_falls_to_the_next_cheaper_step_and_is_said(home, pexels):
    pexels.rows = 0
    home.write("prices.yaml", PRICES)
    with OpenAIServer() as server:
        options = f"{{openai: {{base_url: '{server.url}/v1', account: openai, quality: low}}}}"
        channel(home, pexels, f"images: {{use: [openai], options: {options}}}\nbudget: {{per_video_usd: 0.03}}\n")
        said = walk(home, "--until", "timeline", PEXELS_API_KEY=pexels.key, OPENAI_API_KEY="sk-test-12345678")
        assert said.code == 0, said.err
        assert server.done == 1
    assert list(steps(home).values()) == ["made picture"]
    assert "the next cheaper step is taken" in said.err
    assert "made by a model" in json.dumps(cuts(home))
    assert said.document["cost_usd"] == pytest.approx(0.02)


def test_a_clip_that_was_being_made_when_it_was_killed_is_collected_and_paid_once(home, pexels):
    pexels.rows = 0
    home.write("prices.yaml", PRICES)
    working = threading.Event()
    with RunwayServer(looks=1_000_000) as server:
        server.before = lambda asked: working.set() if "/tasks/" in asked.path else None
        options = f"{{runway: {{base_url: '{server.url}', every: 0.05}}}}"
        channel(home, pexels, f"clips: {{use: [runway], options: {options}}}\n")
        keys = {"PEXELS_API_KEY": pexels.key, "RUNWAYML_API_SECRET": server.key}
        script = home.write("mine.md", SCRIPT)
        args = ("run", "--channel", "tiny", "--script", str(script), "--until", "timeline", "--json")
        running = home.start(*args, **keys)
        assert working.wait(60)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        server.looks = 0
        said = home(*args, **keys)
        assert said.code == 0, said.err
        assert len(server.tasks) == 1
    assert list(steps(home).values()) == ["made clip"]
    (clip,) = [cut for cut in cuts(home) if cut["picture_from"]]
    assert clip["visual"]["kind"] == "footage"
    spent = home("report", "--channel", "tiny", "--json").document["cost_usd"]
    (task,) = server.tasks.values()
    assert spent == pytest.approx(task["duration"] * 0.12)  # what was in doubt is settled, and counted once
