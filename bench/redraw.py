"""What a change costs: a film of 12 scenes through the real stages and the real gateway, drawn once and then changed.

    python bench/redraw.py            a sentence changed, a caption style changed, nothing changed

For each: seconds of wall and of processors for voice, timeline and render together, against the whole film, which is
made before all of them and once more after them, because a machine is not always as fast; and how many answers were
made anew and how many were remembered, by kind. It ends with 1 when a promise is broken: a changed sentence (the mean
of one in each of the twelve scenes, each alone) costs at most 0.15 of the whole, draws its scene and its joins and no
more, a caption style speaks nothing again, and no change draws no frame.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ytempire.config.sections import Budget, Clips, Footage, Images, Look, Render, Voice, Voices
from ytempire.contracts import Brand, DrawJoin, Format, Kit, Role
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import (
    Asked,
    Bar,
    Brief,
    Chart,
    Counter,
    History,
    Items,
    Line,
    Review,
    Scene,
    Script,
    Seed,
    Statement,
    Timeline,
    Title,
    Topic,
    Video,
    Visual,
)
from ytempire.stages.render import pieces, render
from ytempire.stages.timeline import timeline
from ytempire.stages.voice import voice

SAID = (
    "A steel box changed what everything costs. Hardly anybody saw it happen.",
    "Before it, loading a ship took a week. Half of that week was spent on looking for things.",
    "Men carried every sack on their own backs. They were strong, and the sea was cheaper than they were.",
    "In 1956 one ship took fifty-eight boxes to Houston. The crowd on the quay had come for the lunch.",
    "Loading a ton fell from six dollars to sixteen cents. No other price fell so far in that decade.",
    "The ships grew, and then the harbours had to move. Deep water and flat land mattered now, and nothing else.",
    "Old docks fell silent within fifteen years. The streets behind them did so a little later.",
    "New cranes rose where there had been marsh. Each of them did the work of a hundred men.",
    "A shirt could now cross an ocean for pennies. So it was sewn wherever sewing was cheap.",
    "Factories moved to wherever the work was. The box followed them, and then it led them.",
    "Nobody had planned any of it. A man with trucks had only been tired of waiting.",
    "One box, one size, and the whole world fitted in. That is what a standard can do.",
)


EDITS = (
    "A box of steel changed what everything costs.",
    "Before it, the loading of a ship took a week.",
    "Men carried every last sack on their own backs.",
    "In 1956 one ship brought fifty-eight boxes to Houston.",
    "Loading a ton fell from six dollars to only sixteen cents.",
    "The ships grew, and soon the harbours had to move.",
    "Old docks went silent within fifteen years.",
    "New cranes stood where there had been marsh.",
    "A shirt can now cross an ocean for pennies.",
    "Factories moved to wherever there was work.",
    "Nobody had ever planned any of it.",
    "One box, one size, and all the world fitted in.",
)
"""What a person might make of each scene's first sentence."""


def script(changed: int = -1) -> Script:
    """Twelve scenes of two sentences; of scene `changed` the first one is another."""
    scenes = []
    for index, said in enumerate(SAID):
        first, rest = said.split(". ", 1)
        text = EDITS[index] if index == changed else f"{first}."
        name = "hook" if index == 0 else "payoff" if index == 11 else "mechanism"
        scenes.append(
            Scene(
                id=f"s{index:02d}", role=name, title=f"Part {index}", visual=shown(index),
                paragraphs=((Line(text=text), Line(text=rest)),),
            )
        )  # fmt: skip
    return Script(title="The box", question="What did it change?", promise="You will know.", scenes=tuple(scenes))


def shown(index: int) -> Visual:
    """What a scene shows; its kinds take turns."""
    bars = tuple(Bar(label=str(1956 + 10 * n), value=n + 1, shown=f"{n + 1} M") for n in range(3))
    return (
        Title(headline="The box that moved", accent="box"),
        Statement(text="A ship waited a week", accent="week"),
        Chart(title=f"Boxes, port {index}", bars=bars, accent=2),
        Counter(value=58, shown="58", label="boxes on the first ship"),
        Items(title="What followed", items=("Cranes", "Larger ships", "New harbours")),
    )[index % 5]


class Film:
    """A workspace with one channel's settings, and the three stages that a change goes through."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ledger = Ledger(home / "ytempire.db")
        self.run = self.ledger.begin("bench", "2026-01-01", 1, "explainer@1.0.0", Asked(), History()).id
        self.kit = Kit(home, "bench", Blobs(home / "cache" / "blobs"), home / "scratch")

    def make(self, script: Script, look: Look) -> tuple[Video, dict[str, Any]]:
        """Voice, timeline and render, and what they took."""
        gateway = Gateway(
            self.run, "bench", self.ledger, Store(self.home / "cache" / "calls"), self.kit, Budget(), stage="bench"
        )
        before = len(self.ledger.rows("select id from calls"))
        wall, cpu = time.perf_counter(), _spent()
        voices = Voices(speakers={"narrator": Voice()})
        narration = voice(script, Review(score=90, verdict="approve"), voices, gateway)
        laid = timeline(
            script=script, narration=narration, brief=Brief(subject="box", question="?", sources=(), facts=()),
            format=FORMAT, look=look, brand=Brand(name="bench", title="Bench"), voices=voices,
            footage=Footage(), images=Images(), clips=Clips(),
            history=History(), seed=Seed(value=4), gateway=gateway,
        )  # fmt: skip
        self.laid = laid
        video = render(laid, TOPIC, Render(), gateway)
        told: dict[str, Any] = {"wall": time.perf_counter() - wall, "cpu": _spent() - cpu, "made": {}, "remembered": {}}
        for row in self.ledger.rows("select kind, state from calls order by id")[before:]:
            state = "made" if row["state"] == "made" else "remembered"
            told[state][row["kind"]] = told[state].get(row["kind"], 0) + 1
        return video, told


TOPIC = Topic(subject="box", question="What did it change?", title="The box", slug="box")
FORMAT = Format(
    name="explainer", version="1.0.0", format="explainer", seconds=(30, 90),
    roles=(Role(name="hook"),),
)  # fmt: skip


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def touched(film: Timeline, number: int) -> int:
    """How many pieces of a film a scene is in: its own parts, and its joins."""
    name = film.cuts[number].id
    cuts = [{p.before.id, p.after.id} if isinstance(p, DrawJoin) else {p.cut.id} for p in pieces(film)]
    return sum(name in ids for ids in cuts)


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    look = Look(captions="words")
    other = Look(captions="words", caption_style="box")
    with tempfile.TemporaryDirectory(prefix="ytempire-bench-") as folder:
        film = Film(Path(folder))
        too_many = []
        told: dict[str, dict[str, Any]] = {}
        seen: dict[str, Video] = {}
        for name, words, how in (
            ("the whole film", script(), look),
            ("nothing changed", script(), look),
            *((f"one sentence changed, scene {n}", script(n), look) for n in range(len(EDITS))),
            ("another caption style", script(), other),
        ):
            seen[name], told[name] = film.make(words, how)
            print(name, json.dumps(told[name], default=str), flush=True)
            if name.startswith("one") and told[name]["made"]["scene"] > touched(film.laid, int(name.split()[-1])):
                too_many.append(name)
    with tempfile.TemporaryDirectory(prefix="ytempire-bench-") as folder:
        _, again = Film(Path(folder)).make(script(), look)
        print("the whole film once more", json.dumps(again, default=str), flush=True)
    edits = [told[name] for name in told if name.startswith("one sentence")]
    whole = {key: (told["the whole film"][key] + again[key]) / 2 for key in ("wall", "cpu")}
    mean = {f"of_its_{key}": round(sum(edit[key] for edit in edits) / len(edits) / whole[key], 3) for key in whole}
    print("one sentence changed, mean", json.dumps(mean), flush=True)
    still, style = told["nothing changed"], told["another caption style"]
    broken = [
        f"a changed sentence took {mean['of_its_wall']:.2f} of the whole" if mean["of_its_wall"] > 0.15 else "",
        f"more than the scene and its joins was drawn: {', '.join(too_many)}" if too_many else "",
        "another caption style spoke again" if "voice" in style["made"] else "",
        "nothing changed, and something was made" if still["made"] else "",
        "nothing changed, and it is another film" if seen["nothing changed"] != seen["the whole film"] else "",
    ]
    for line in filter(None, broken):
        print(line, file=sys.stderr)
    return int(any(broken))


if __name__ == "__main__":
    sys.exit(main())
