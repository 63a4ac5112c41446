"""What a provider is, and what it is handed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ytempire.contracts.request import Memory, Reply
from ytempire.media.blobs import Blobs
from ytempire.models import Frozen, Media, Prices


class Options(BaseModel):
    """A provider's options, as they stand under `options:` in a channel; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aside: ClassVar[frozenset[str]] = frozenset({
        "account", "at_a_time", "every", "key", "patience", "plan", "requests_a_minute", "timeout", "tokens_a_minute",
    })  # fmt: skip
    """Options that say how one asks and not for what: with other ones the same answer is remembered all the same."""

    def asked_for(self) -> dict[str, Any]:
        """The options that decide what the answer is; they are a part of what it is remembered by."""
        return {name: value for name, value in self.model_dump(mode="json").items() if name not in self.aside}


class Pace(Frozen):
    """How often a provider may be asked, by all processes of this machine together; 0 is as often as one likes."""

    at_a_time: int = 0
    requests_a_minute: float = 0.0
    tokens_a_minute: float = 0.0


@dataclass(frozen=True)
class Kit:
    """What a provider is handed: where things are, where bytes go, and how to ask for a secret."""

    home: Path
    channel: str
    blobs: Blobs
    scratch: Path  # a folder of the run's own; each call makes its own folder inside
    secret: Callable[[str], str | None] = field(default=lambda name: None)
    prices: Prices = field(default=Prices(version="none"))
    answered: Callable[[], None] = field(default=lambda: None)
    """To be called when the answer has come and only our own work on it is left: its place is another call's then.

    Only where a lost answer can be looked for: else a crash in that work would cost more than one call a place.
    """

    @property
    def channel_folder(self) -> Path:
        return self.home / "channels" / self.channel


class Provider(ABC):
    """Answers one kind of request. One file, `providers/<kind>_<name>.py`, holds one provider."""

    kind: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]  # one line for the provider table
    Options: ClassVar[type[Options]] = Options
    key: str | None = None  # the environment variable that holds its key, if it needs one; an option may name another
    memory: ClassVar[Memory | None] = None  # overrides the request's own, for a provider that costs nothing
    code: ClassVar[tuple[str, ...]] = ()  # modules whose source decides the answer of a computed request
    side_by_side: ClassVar[int] = 1  # calls at a time where its pace() does not say; 0 means as many as processors
    lists: ClassVar[bool] = False  # of a voice: whether it answers ListVoices
    styles: ClassVar[dict[str, dict[str, Any]]] = {}  # of a voice: what a style of that name means as options
    searches: ClassVar[tuple[Media, ...]] = ()  # what a footage provider looks for outside, when asked to Search
    # Who is billed and kept to a pace, over all kinds, such as openai; "" for this machine. An option may name another.
    account: str = ""

    def __init__(self, options: Any, kit: Kit) -> None:
        self.options = options
        self.kit = kit

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        return f"{self.key} is not set" if self.key and not self.kit.secret(self.key) else None

    def meanwhile(self) -> None:  # noqa: B027  most have nothing to do
        """What can be done while the first answers are on their way: imports that working on them needs."""

    def version(self) -> str:
        """What else decides a computed answer, such as the version of FFmpeg."""
        return ""

    def pace(self) -> Pace:
        """How often it may be asked; held to across processes."""
        return Pace()

    def tokens(self, request: Any) -> int:
        """The most tokens that a call takes, for a pace that counts them."""
        return 0

    def check(self) -> str:
        """Try the key with the cheapest real call there is; what it found, in a line. Raises what the call raises."""
        return ""

    def price(self, request: Any) -> int | None:
        """The most that this call can cost, in micro-dollars; None if unknown, and then it is not made."""
        return 0

    @abstractmethod
    def answer(self, request: Any, call: str) -> Reply:
        """Answer; `call` is the request's key, to be sent as an idempotency key where there is one.

        Raises Unavailable (worth another try) or Refused (it is not).
        """

    def recover(self, request: Any, call: str) -> Reply | None:
        """After a crash in the middle of a call: the answer, if the other side can still tell it."""
        return None

    def spent(self, reply: Any) -> int:
        """What the answer cost, in micro-dollars."""
        return reply.used.microusd if reply.used else 0

    def stop(self) -> None:  # noqa: B027 - most have nothing to stop
        """Give up the calls that are going on: another one failed, or the person pressed Ctrl-C."""
