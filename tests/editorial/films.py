"""Films for the tests of the writer: real notes in, a brief, a storyboard and a script out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ytempire import contracts
from ytempire.contracts import Brand, Candidates, Draft, Format, Gather, Outline, Propose
from ytempire.editorial import scoring
from ytempire.editorial.notes import parse_note
from ytempire.editorial.words import slug
from ytempire.models import Brief, Candidate, History, Note, Review, Script, Storyboard, Topic
from ytempire.providers.writer_offline import WriterOffline

ROOT = Path(__file__).parent.parent.parent
GIVEN = Path(__file__).parent / "given"
BRAND = Brand(
    name="tests", title="The Test Desk", tagline="Notes in, films out", call_to_action="Next week, another one."
)
WRITER = WriterOffline(contracts.Options(), None)  # type: ignore[arg-type]
NEW = History()
PLAINLY = [(name, seed) for name in ("explainer", "listicle", "short") for seed in (1, 2)]
"""Recipes of the plain writer, and seeds."""


@dataclass(frozen=True)
class Film:
    topic: Topic
    brief: Brief
    board: Storyboard
    script: Script
    format: Format

    @property
    def texts(self) -> list[str]:
        return [line.text for scene in self.script.scenes for line in scene.lines]

    def review(self, script: Script | None = None, history: History = NEW, **how: object) -> Review:
        return scoring.review(
            script or self.script,
            self.brief,
            history,
            seconds=self.format.seconds,
            roles=self.format.roles,
            words_per_minute=self.format.words_per_minute,
            **how,
        )


@cache
def recipe(name: str) -> Format:
    given = yaml.safe_load((ROOT / "recipes" / name / "recipe.yaml").read_text("utf-8"))
    return Format(**{k: v for k, v in given.items() if k in Format.model_fields})


@cache
def given(*names: str) -> tuple[Note, ...]:
    files = [GIVEN / n for n in names] if names else sorted(GIVEN.iterdir())
    return tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in files)


@cache
def starter(channel: str) -> tuple[Note, ...]:
    folder = ROOT / "channels" / channel
    files = sorted(folder.glob("notes/**/*.md"), key=lambda f: f.name)  # also those that are kept for later
    return tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in files)


def propose(
    notes: tuple[Note, ...], name: str = "explainer", history: History = NEW, asked: str = ""
) -> tuple[Candidate, ...]:
    request = Propose(brand=BRAND, format=recipe(name), notes=notes, history=history, asked=asked)
    reply = WRITER.answer(request, "")
    assert isinstance(reply, Candidates)
    return reply.candidates


def make(
    notes: tuple[Note, ...],
    candidate: Candidate,
    name: str = "explainer",
    seed: int = 1,
    earlier: tuple[str, ...] = (),
    brand: Brand = BRAND,
) -> Film:
    format = recipe(name)
    topic = Topic(
        subject=candidate.subject,
        question=candidate.question,
        title=candidate.title,
        slug=slug(candidate.title),
        notes=candidate.notes,
    )
    brief = WRITER.answer(Gather(topic=topic, notes=notes), "").brief
    board = WRITER.answer(Outline(topic=topic, brief=brief, format=format, brand=brand, seed=seed), "").storyboard
    script = WRITER.answer(
        Draft(topic=topic, storyboard=board, brief=brief, format=format, brand=brand, seed=seed, earlier=earlier), ""
    ).script
    return Film(topic, brief, board, script, format)


@cache
def films(name: str = "explainer", seed: int = 1) -> tuple[Film, ...]:
    """A film of every subject of the given notes."""
    notes = given()
    return tuple(make(notes, c, name, seed) for c in propose(notes, name))


@cache
def starter_films(channel: str, name: str, seed: int = 1) -> tuple[Film, ...]:
    notes = starter(channel)
    return tuple(make(notes, c, name, seed) for c in propose(notes, name))
