"""What a week costs: seven films on two channels, with and without the cache and the ladder of pictures.

    python bench/batch.py

Words, voices and pictures are paid for at servers of this machine that keep a bill. Each film is written, spoken and
laid out, then a person adds a sentence, and it is laid out again; drawing costs nothing and is left out. Then the same
films are asked for once more as they are, and the same week is made a second time, with neither films nor ledger, from
what is remembered alone; and in another workspace with nothing remembered and every picture made. It ends with 1 when a
promise is broken: without cache and ladder the week costs at least 30 % more, the second time nobody is asked anything,
over both times more than half of what was wanted was remembered, and the ledger holds what the servers' bills say.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT / "tests" / "fakes") not in sys.path:
    sys.path.insert(0, str(ROOT / "tests" / "fakes"))  # its providers are found as those of an installed package are

from openai_server import OpenAIServer, picture  # noqa: E402
from ytempire_fakes.billed import Till  # noqa: E402

from ytempire.config.workspace import Workspace  # noqa: E402
from ytempire.models import Script  # noqa: E402
from ytempire.pipeline import Wish, ledger_of, make  # noqa: E402
from ytempire.pipeline.costs import Call, Line, Which, added, calls_of, total  # noqa: E402

NOTES = {"one": ("flamingo", "honey", "octopus", "thunder"), "two": ("venus", "voyager", "tardigrade-1-space")}
ADDED = (
    "Think of that tonight.", "Now look again.", "Tell somebody at dinner.", "Nobody would have guessed.",
    "It still sounds made up.", "Sleep well.", "That is all there is to it.",
)  # fmt: skip
PAID = ("writer", "voice", "image")
UNTIL = "timeline"

CHANNEL = """\
name: {name}
title: Channel {name}
call_to_action: Follow along for one strange true thing every day.
recipe: short@^1.0
look: {{aspect: "9:16", theme: dusk, music: none}}
writer: {{use: [billed], options: {{billed: {{base_url: "{writer}", price: 3000}}}}}}
voices:
  narrator: {{use: [billed], options: {{billed: {{base_url: "{voice}", price: 1500}}}}}}
images:
  use: [openai]
  options: {{openai: {{base_url: "{image}", account: openai, model: gpt-image-1, quality: medium}}}}
quality: {{refuse_below: 0, approve_at: 0}}
publish: {{use: [folder], approval: never}}
"""

PRICES = """\
prices:
  - {provider: till, model: "*", image: 0.001, source: the server's own bill, date: 2026-11-20}
  - {provider: openai, model: gpt-image-1, input: 5, output: 40, source: the server's own usage, date: 2026-11-20}
"""


@dataclass
class Bills:
    """The three servers of a week."""

    writer: Till
    voice: Till
    image: OpenAIServer

    @property
    def microusd(self) -> int:
        """What the servers would bill: a picture is 40 tokens in and 1,056 out."""
        return self.writer.bill + self.voice.bill + self.pictures * (40 * 5 + 1056 * 40)

    @property
    def pictures(self) -> int:
        return sum(asked.path.endswith("/images/generations") for asked in self.image.asked)

    @property
    def asked(self) -> int:
        return len(self.writer.work) + len(self.voice.work) + self.pictures


@contextmanager
def bills() -> Iterator[Bills]:
    with ExitStack() as stack:
        servers = (Till(costs=2100), Till(costs=1200), OpenAIServer())
        for server in servers:
            stack.enter_context(server)
        yield Bills(*servers)


def workspace(folder: Path, servers: Bills, ladder: bool) -> Workspace:
    """Two channels with the same kind of film and notes of their own; without the ladder no picture of their own."""
    shutil.copytree(ROOT / "recipes", folder / "recipes")
    starter = ROOT / "channels" / "demo-short"
    urls = {name: getattr(servers, name).url for name in ("writer", "voice", "image")}
    for name, notes in NOTES.items():
        (folder / "channels" / name / "notes").mkdir(parents=True)
        (folder / "channels" / f"{name}.yaml").write_text(CHANNEL.format(name=name, **urls))
        for note in notes:
            text = (starter / "notes" / f"{note}.md").read_text("utf-8")
            (folder / "channels" / name / "notes" / f"{note}.md").write_text(text, "utf-8")
            if ladder:
                _own_pictures(folder / "channels" / name / "pictures", note, text)
    (folder / "prices.yaml").write_text(PRICES)
    return Workspace(folder)


def _own_pictures(folder: Path, note: str, text: str) -> None:
    """Two pictures of the channel's own for a note, and what is seen in them."""
    folder.mkdir(exist_ok=True)
    body = re.sub(r"\A---.*?---|[^\w\s]", " ", text, flags=re.S).split()
    for number in (1, 2):
        (folder / f"{note}-{number}.png").write_bytes(picture(1080, 1920, f"{note} {number}"))
        (folder / f"{note}-{number}.yaml").write_text(f"words: {' '.join(body)[:900]}\n")


def week(space: Workspace, cache: bool = True) -> None:
    """Seven films, each changed once by a person; without the cache nothing is remembered from one command on."""
    wishes = iter(ADDED)
    for channel, notes in NOTES.items():
        for _ in notes:
            folder = _command(space, channel, "", cache)
            script = folder / "script.md"
            script.write_text(f"{script.read_text('utf-8').rstrip()}\n{next(wishes)}\n")
            _command(space, channel, folder.name, cache)
            with ledger_of(space) as ledger:
                run = ledger.runs(channel)[-1]
                ledger.mark(run.id, state="done")  # as it is when the film is drawn and handed over


def again(space: Workspace) -> None:
    """The same films once more, as they are."""
    with ledger_of(space) as ledger:
        films = [(run.channel, Path(run.folder).name) for run in ledger.runs()]
    for channel, video in films:
        make(space, channel, Wish(until=UNTIL, video=video))


def second(space: Workspace) -> list[Call]:
    """The same week a second time: films and ledger are put aside, and only the cache is there."""
    for place in (space.database, space.videos):
        place.rename(place.with_name(f"first-{place.name}"))
    week(space)
    return spent(space)


def spent(space: Workspace) -> list[Call]:
    """What was asked of those who are paid."""
    with ledger_of(space) as ledger:
        return [call for call in calls_of(ledger, Which()) if call.kind in PAID]


def by_stage(calls: list[Call]) -> dict[str, list[Line]]:
    """Each film's cost by stage."""
    films: dict[str, list[Call]] = {}
    for call in calls:
        films.setdefault(f"{call.channel}/{call.film}", []).append(call)
    return {film: added(own, "stage") for film, own in films.items()}


def table(calls: list[Call]) -> str:
    """A row a film, a column a stage, in dollars."""
    found, whole = by_stage(calls), added(calls, "stage")
    stages = [line.name for line in whole if line.microusd]
    rows = [("film", *stages, "all")]
    for film, lines in [*found.items(), ("all", whole)]:
        costs = {line.name: line.microusd for line in lines}
        rows.append((film, *(f"{costs.get(name, 0) / 1e6:.4f}" for name in stages), f"{sum(costs.values()) / 1e6:.4f}"))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    aligned = [[cell.rjust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *line[1:]]) for row, line in zip(rows, aligned, strict=True))


def _command(space: Workspace, channel: str, video: str, cache: bool) -> Path:
    if not cache:
        shutil.rmtree(space.cache / "calls", ignore_errors=True)
    outcome = make(space, channel, Wish(until=UNTIL, video=video))
    assert outcome.folder is not None
    assert outcome.get(Script) is not None
    return outcome.folder


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder, bills() as first, bills() as other:
        space = workspace(Path(folder) / "with", first, ladder=True)
        week(space)
        calls, bill, asked = spent(space), first.microusd, first.asked
        again(space)
        twice = second(space)
        once_more = first.asked - asked
        bare_space = workspace(Path(folder) / "without", other, ladder=False)
        week(bare_space, cache=False)
        bare = spent(bare_space)
    line, without, hits = total(calls), total(bare), total([*calls, *twice]).hits
    more = without.microusd / line.microusd - 1
    print(f"Seven films on two channels, in dollars:\n\n{table(calls)}\n")
    print(f"The same without cache and ladder:\n\n{table(bare)}\n")
    print(f"without cache and ladder   {more:+.0%}   (at least +30 %)")
    print(f"remembered the first time  {line.hits:.0%}")
    print(f"remembered in both         {hits:.0%}   (over 50 %)")
    print(f"asked the second time      {once_more}   (0)")
    print(f"ledger and bills           ${line.microusd / 1e6:.6f} and ${bill / 1e6:.6f}")
    broken = ["the cache and the ladder save less than 30 %"] if more < 0.3 else []
    broken += ["half of what was wanted was paid for"] if hits <= 0.5 else []
    broken += ["the second time somebody was asked"] if once_more else []
    broken += ["the ledger is not the bill"] if (line.microusd, without.microusd) != (bill, other.microusd) else []
    for promise in broken:
        print(f"BROKEN: {promise}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
