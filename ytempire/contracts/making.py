"""Pictures and clips that are made from words."""

from __future__ import annotations

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Blob


class Pictured(Reply):
    file: Blob
    credit: str = ""
    licence: str = ""
    model: str = ""
    seconds: float = 0.0  # of a clip


class MakePicture(Request[Pictured]):
    """Have a picture made from words; `width` to `height` is the shape that is wanted, not the size."""

    kind = "image"
    memory = Memory.PAID
    reply = Pictured
    prompt: str
    width: int = 16
    height: int = 9
    seed: int = 0


class MakeClip(Request[Pictured]):
    """Have a clip made from words, and from a picture if there is one."""

    kind = "clip"
    memory = Memory.PAID
    reply = Pictured
    prompt: str
    seconds: float = 5.0
    width: int = 16
    height: int = 9
    seed: int = 0
    picture: Blob | None = None
