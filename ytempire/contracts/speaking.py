"""What is spoken, and the voices that there are."""

from __future__ import annotations

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Blob, Frozen, Word


class Spoken(Reply):
    audio: Blob
    ms: int
    words: tuple[Word, ...]
    draft: bool = False  # good enough to try a film with; a person must agree before it is published


class Speak(Request[Spoken]):
    """Speak one sentence and say when each written word is heard."""

    kind = "voice"
    memory = Memory.PAID
    reply = Spoken
    text: str
    language: str = "en"
    lexicon: dict[str, str] = {}


class Known(Frozen):
    """A voice that a provider has: what to write in `options` for it, and what is told of it."""

    id: str
    name: str = ""
    language: str = ""
    about: str = ""


class Listed(Reply):
    voices: tuple[Known, ...]


class ListVoices(Request[Listed]):
    """Tell which voices there are; costs nothing."""

    kind = "voice"
    memory = Memory.NEVER
    reply = Listed
