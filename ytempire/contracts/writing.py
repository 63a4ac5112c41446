"""What is read and what is written: notes, films that there could be, facts, scenes, words and titles."""

from __future__ import annotations

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Brief, Candidate, Format, Frozen, History, Note, Review, Script, Storyboard, Topic


class Notes(Reply):
    notes: tuple[Note, ...]
    skipped: tuple[str, ...] = ()  # "notes/big.bin: is not text" - what was passed over, and why


class FindNotes(Request[Notes]):
    """Find what can be read; `about` narrows it to a subject."""

    kind = "source"
    memory = Memory.FRESH
    fresh_for = 3600.0
    reply = Notes
    channel: str
    about: str = ""


class Brand(Frozen):
    """What a writer may know of a channel."""

    name: str
    title: str
    language: str = "en"
    tagline: str = ""
    tone: str = ""
    call_to_action: str = ""


class Candidates(Reply):
    candidates: tuple[Candidate, ...]


class Propose(Request[Candidates]):
    """Which films could be made from these notes, best first; the history's subjects count as done."""

    kind = "writer"
    memory = Memory.PAID
    reply = Candidates
    brand: Brand
    format: Format
    notes: tuple[Note, ...]
    history: History
    asked: str = ""


class Briefed(Reply):
    brief: Brief


class Gather(Request[Briefed]):
    """Take the facts for a topic out of the notes, each bound to its note."""

    kind = "writer"
    memory = Memory.PAID
    reply = Briefed
    topic: Topic
    notes: tuple[Note, ...]
    language: str = "en"
    format: Format | None = None  # for its prompts


class Boarded(Reply):
    storyboard: Storyboard


class Outline(Request[Boarded]):
    """Lay the film out: scenes with role, claim, picture and seconds."""

    kind = "writer"
    memory = Memory.PAID
    reply = Boarded
    topic: Topic
    brief: Brief
    format: Format
    brand: Brand
    seed: int = 0
    previous: str = ""  # the title of the channel's film before this one, for the end card


class Written(Reply):
    script: Script


class Draft(Request[Written]):
    """Write the words of each scene."""

    kind = "writer"
    memory = Memory.PAID
    reply = Written
    topic: Topic
    storyboard: Storyboard
    brief: Brief
    format: Format
    brand: Brand
    seed: int = 0
    earlier: tuple[str, ...] = ()  # the words of the channel's last films: their openings and links are not used again


class Rewrite(Request[Written]):
    """Write again the scenes that a review found wanting; the others stay as they are."""

    kind = "writer"
    memory = Memory.PAID
    reply = Written
    script: Script
    review: Review
    storyboard: Storyboard
    brief: Brief
    format: Format
    brand: Brand
    round: int = 1


class Worded(Reply):
    title: str
    summary: str  # the description's first paragraphs, without sources
    tags: tuple[str, ...]
    thumbnail: str  # at most four words
    accent: str = ""


class Describe(Request[Worded]):
    """Title, summary, tags and thumbnail words for a finished script."""

    kind = "writer"
    memory = Memory.PAID
    reply = Worded
    script: Script
    topic: Topic
    brand: Brand
    format: Format | None = None  # for its prompts
