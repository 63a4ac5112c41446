"""What is told while it happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Event:
    """Something to show while a run goes on.

    start: a stage begins; step: `done` of `total` parts of it are finished, `film` seconds of film so far;
    made, kept, edited: a stage has its artifact, `text` says it in a line, `seconds` is how long it took;
    note, warn: a line for the person.
    """

    stage: str
    state: Literal["start", "step", "made", "kept", "edited", "note", "warn"]
    text: str = ""
    done: int = 0
    total: int = 0
    film: float = 0.0
    seconds: float = 0.0
