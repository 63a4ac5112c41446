"""Pictures, clips and music that are there already, in the channel's folder or outside."""

from __future__ import annotations

from pydantic import Field

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Blob, Hit, Media, Shape


class Found(Reply):
    file: Blob
    credit: str = ""
    licence: str = ""
    name: str = ""  # as it is called in the channel's folder, or `pexels/photo-123.jpg`
    url: str = ""  # the page where it was found, of one from outside
    seconds: float = 0.0  # of a clip or a piece of music
    sound: bool = False  # whether a clip has any


class FindPhoto(Request[Found]):
    """Bring a picture of the channel's own: the one named, or the one that fits `about` best and is not among `used`.

    Checked to be a picture of a sane size. Raises ConfigError when none fits.
    """

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str = ""  # relative to the channel's folder
    about: str = ""
    shape: Shape = "wide"
    used: tuple[str, ...] = ()  # digests of what this film and the channel's last ones have shown


class FindMusic(Request[Found]):
    """Bring a music file of the channel's own for the bed."""

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str


class FindRoll(Request[Found]):
    """Bring a clip of the channel's own: the one named, or the one that fits `about` best and is not among `used`.

    Raises ConfigError when none fits.
    """

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str = ""
    about: str = ""
    seconds: float = 0.0  # how long it is wanted
    used: tuple[str, ...] = ()  # digests of what this film and the channel's last ones have shown


class FindFile(Request[Found]):
    """Bring any other file of the channel that a scene names: a recording of a terminal, a mark, a table of colours."""

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str
    suffixes: tuple[str, ...]


class Hits(Reply):
    hits: tuple[Hit, ...]


class Search(Request[Hits]):
    """Look outside for pictures, clips or music by words; what is found is not yet here.

    An answer is remembered for a day: the services ask for that, and a film that is laid out again asks nobody.
    """

    kind = "footage"
    memory = Memory.FRESH
    fresh_for = 86400.0
    again = False
    reply = Hits
    words: str
    media: Media = "photo"
    shape: Shape = "wide"
    language: str = "en"


class Fetch(Request[Found]):
    """Bring one hit of a search, in the smallest copy that covers `pixels` on its shorter side, checked.

    Kept for ever, so no file is fetched twice: which one it is says its number, and where it lies today does not
    count (services sign their addresses anew with each search).
    """

    kind = "footage"
    memory = Memory.PAID
    again = False
    reply = Found
    id: str
    media: Media = "photo"
    pixels: int = 1080
    hit: Hit = Field(exclude=True)
