"""What a film takes from its channel and its recipe."""

from __future__ import annotations

from dataclasses import dataclass

from ytempire.editorial.roles import RoleLike


@dataclass(frozen=True)
class House:
    """What a film takes from its channel: the name on the title card, its line, the last sentence,
    and the film that an end card may point to."""

    title: str = ""
    tagline: str = ""
    call_to_action: str = ""
    previous: str = ""  # the title of the channel's film before this one


@dataclass(frozen=True)
class Frame:
    """What a film takes from its recipe: roles in order, seconds, and the pace of its voice."""

    roles: tuple[RoleLike, ...]
    seconds: tuple[float, float]
    wpm: float

    def words(self, seconds: float) -> int:
        """How many words are said in so many seconds."""
        return int(seconds * self.wpm / 60)
