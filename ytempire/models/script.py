"""The film before it is heard: its plan, its words, and what the checks say of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ytempire.models.frozen import Artifact, Frozen
from ytempire.models.visuals import Visual


class Shot(Frozen):
    """A planned scene: its role in the film, what it claims, what is seen, and for how long."""

    id: str
    role: str
    goal: str
    title: str
    facts: tuple[str, ...] = ()
    visual: Visual
    seconds: float
    promise: str = ""
    pays_off: str = ""


class Storyboard(Artifact):
    """The plan of the film, scene by scene, before a word is written."""

    title: str
    question: str
    promise: str
    shots: tuple[Shot, ...]


class Line(Frozen):
    """A sentence to be spoken: one take. `notes` are what its claim stands on."""

    text: str
    speaker: str = "narrator"
    notes: tuple[str, ...] = ()


class Scene(Frozen):
    """A scene as written: paragraphs of sentences, and what is seen meanwhile (chosen for it when absent)."""

    id: str
    role: str
    title: str
    visual: Visual | None = None
    paragraphs: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for paragraph in self.paragraphs for line in paragraph)


class Script(Artifact):
    """The words of the film, scene by scene."""

    title: str
    question: str = ""
    promise: str = ""
    scenes: tuple[Scene, ...] = Field(min_length=1)


class Finding(Frozen):
    """One thing that a check saw: in which scene, the words that show it, and how to mend it."""

    check: str
    what: str
    scene: str = ""
    evidence: str = ""
    fix: str = ""


class Factor(Frozen):
    name: str
    value: float = Field(ge=0, le=1)
    weight: float
    why: str = ""


class Review(Artifact):
    """What the checks say of a script: any gate refuses; the score of 0-100 is the sum of its factors."""

    verdict: Literal["approve", "doubt", "refuse"]
    score: float
    gates: tuple[Finding, ...] = ()
    factors: tuple[Factor, ...] = ()
    warnings: tuple[Finding, ...] = ()
    approved_by: str = ""
