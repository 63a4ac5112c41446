"""What a stage is told of the world."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ytempire.models.frozen import Blob, Frozen


class Today(Frozen):
    """The day of the run, as written in the ledger when it began (ISO date)."""

    date: str


class Seed(Frozen):
    """The run's own number; chance is drawn from it alone."""

    value: int


class Past(Frozen):
    """An earlier film of the channel, as the next one must know it."""

    subject: str
    question: str
    title: str
    date: str
    layouts: tuple[str, ...] = ()
    text: str = ""
    files: tuple[str, ...] = ()  # names of the pictures and clips that were seen in it
    digests: tuple[str, ...] = ()  # and the digests of their bytes
    thumbnail: Blob | None = None


class History(Frozen):
    """The channel's films up to the start of this run, oldest first."""

    films: tuple[Past, ...] = ()


class Place(Frozen):
    """Where a film's documents are: the channel, and its folder relative to the workspace."""

    channel: str
    folder: str


class Consent(Frozen):
    """Who agreed that a film may be published; '' when nobody did."""

    by: str = ""


class Calls(Frozen):
    """What a run has asked of the world so far, and the seconds that each stage took."""

    made: int = 0
    remembered: int = 0
    microusd: int = 0
    stages: dict[str, float] = {}


class Asked(Frozen):
    """What the person asked for on the command line: a topic in their words, or a script of their own."""

    MAX: ClassVar[int] = 300
    topic: str = Field(default="", max_length=300)
    script_title: str = ""
