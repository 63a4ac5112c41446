"""The finished film, and what comes after it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ytempire.models.frozen import Artifact, Blob, Frozen


class Video(Artifact):
    """The finished film."""

    film: Blob
    width: int
    height: int
    fps: int
    frames: int
    seconds: float
    lufs: float
    peak_db: float


class Measure(Frozen):
    """One measured thing of the finished file and the rule that it was held against."""

    check: str
    passed: bool
    value: str
    rule: str
    at: float | None = None  # seconds into the film
    scene: str = ""
    fix: str = ""  # what a person does about it
    picture: Blob | None = None  # the fault as it looks


class Inspection(Artifact):
    """The finished file, measured; a film that did not pass cannot be uploaded."""

    passed: bool
    measures: tuple[Measure, ...]


class Chapter(Frozen):
    start: float
    title: str


class Package(Artifact):
    """What goes beside the film: title, description with sources and credits, tags, chapters, captions, thumbnail."""

    title: str = Field(max_length=100)
    description: str = Field(max_length=5000)
    tags: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    captions: Blob
    thumbnail: Blob
    credits: tuple[str, ...] = ()


class Publication(Artifact):
    """Where the film went, once."""

    provider: str
    where: str
    id: str
    privacy: Literal["private", "unlisted", "public", "local"] = "local"
    at: str = ""


class Report(Artifact):
    """What the film cost and how it went."""

    seconds: float
    cost_microusd: int
    made: int
    remembered: int
    stages: dict[str, float]
    score: float
    where: str = ""
