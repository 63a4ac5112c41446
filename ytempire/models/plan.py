"""What a film is to be about, and what is known of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ytempire.models.frozen import Artifact, Frozen

Rights = Literal["own", "public-domain", "quote-only"]


class Photo(Frozen):
    """A picture that belongs to a note; `file` is relative to the channel's folder."""

    file: str
    caption: str = ""
    credit: str = ""
    licence: str = ""


class Spotted(Frozen):
    """A place that a note speaks of: its name, in degrees north and east."""

    name: str
    north: float = Field(ge=-90, le=90)
    east: float = Field(ge=-180, le=180)


class Listing(Frozen):
    """A few lines of code or of a terminal out of a note, and the words that stand before them."""

    text: str
    language: str = ""
    caption: str = ""
    heading: str = ""  # the one that it stands under


class Note(Frozen):
    """One text that a film may stand on; `rights` says whether its words may be spoken."""

    id: str
    title: str
    text: str
    file: str = ""
    url: str = ""
    author: str = ""
    date: str = ""
    licence: str = ""
    rights: Rights = "own"
    source: str = ""  # how to name it on screen, such as "Levinson, The Box (2006)"
    subject: str = ""
    photos: tuple[Photo, ...] = ()
    places: tuple[Spotted, ...] = ()
    listings: tuple[Listing, ...] = ()


class Candidate(Frozen):
    """A film that could be made: what about, which question it answers, and why now."""

    subject: str
    question: str
    title: str
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    notes: tuple[str, ...] = ()


class Topic(Artifact):
    """What the film is about, and why this one was next."""

    subject: str
    question: str
    title: str
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    passed_over: tuple[Candidate, ...] = ()
    own_script: bool = False


FactKind = Literal["statement", "definition", "number", "date", "quote", "list", "cause", "contrast", "picture"]


class Quantity(Frozen):
    """A number in a fact: `value` for arithmetic, `shown` as it is written, with its unit and what it counts."""

    value: float
    shown: str
    unit: str = ""
    of: str = ""


class Fact(Frozen):
    """One thing that a note says, in words that may be used as `rights` allow."""

    id: str
    note: str
    kind: FactKind
    text: str
    rights: Rights = "own"
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quote: str = ""
    by: str = ""
    photo: Photo | None = None
    listing: Listing | None = None
    order: int = 0
    section: str = ""  # the heading that it stands under in its note


class Brief(Artifact):
    """What is known: facts, each bound to a note, and the notes as sources."""

    subject: str
    question: str
    sources: tuple[Note, ...]
    facts: tuple[Fact, ...]
