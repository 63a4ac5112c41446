"""Paid providers with an account, a pace and a server that keeps a bill: `Till` is the server, the others ask it."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from pydantic import Field
from served import Answer, Asked, Served

from ytempire.contracts import MakePicture, Options, Pace, Pictured, Provider, Speak, Spoken
from ytempire.models import Used, Word
from ytempire.providers import _web


class Till(Served):
    """Does work for money: every work has a number, is on the bill, and can be looked for if `tells`.

    work: what is done, in order, as (key, number); costs: what one work costs, in micro-dollars, if its bound
    allows it.
    """

    def __init__(self, seconds: float = 0.0, tells: bool = True, costs: int = 700) -> None:
        super().__init__()
        self.work: list[tuple[str, int]] = []
        self.tells, self.costs, self.seconds = tells, costs, seconds
        self.bill = 0
        self.before = self._take_time

    def count(self) -> Counter[str]:
        return Counter(key for key, _ in self.work)

    def _take_time(self, asked: Asked) -> None:
        if asked.path == "/do" and self.seconds:
            self.stopping.wait(self.seconds)

    def faulty(self, asked: Asked) -> bool:
        return asked.path == "/do"

    def answer(self, asked: Asked) -> Answer:
        key, cost = asked.json()["key"], min(self.costs, asked.json()["most"])
        if asked.path == "/look":
            known = [number for other, number in self.work if other == key] if self.tells else []
            return Answer(200, {"number": known[-1] if known else 0, "microusd": cost})
        self.work.append((key, len(self.work) + 1))
        self.bill += cost
        return Answer(200, {"number": len(self.work), "microusd": cost})


class BilledOptions(Options):
    base_url: str = ""
    price: int = 1000
    at_a_time: int = Field(default=0, ge=0)
    requests_a_minute: float = Field(default=0, ge=0)
    tokens_a_minute: float = Field(default=0, ge=0)
    seconds: float = 10.0
    leaves: bool = False  # its place as soon as the answer is there


class _Billed(Provider):
    Options: ClassVar[type[Options]] = BilledOptions
    account = "till"

    def pace(self) -> Pace:
        o = self.options
        return Pace(at_a_time=o.at_a_time, requests_a_minute=o.requests_a_minute, tokens_a_minute=o.tokens_a_minute)

    def price(self, request: Any) -> int | None:
        return int(self.options.price)

    def tokens(self, request: Any) -> int:
        return 10

    def ask(self, path: str, call: str, paid: bool) -> dict[str, Any]:
        url = f"{self.options.base_url}{path}"
        answer, _ = _web.ask(
            "till", "POST", url, body={"key": call, "most": self.options.price}, paid=paid, seconds=self.options.seconds
        )
        if self.options.leaves:
            self.kit.answered()
        return dict(answer)

    def made(self, answer: dict[str, Any], suffix: str) -> dict[str, Any]:
        """What every answer has: its bytes say which work it is."""
        used = Used(model="till-1", request=str(answer["number"]), microusd=answer["microusd"], prices="2026-11-20")
        return {"used": used, "bytes": self.kit.blobs.put(f"work {answer['number']}".encode(), suffix)}


class VoiceBilled(_Billed):
    """Words for money; it is not heard."""

    kind = "voice"
    name = "billed"
    summary = "words on a bill"

    def answer(self, request: Speak, call: str) -> Spoken:
        return self._spoken(request, self.ask("/do", call, True))

    def recover(self, request: Speak, call: str) -> Spoken | None:
        found = self.ask("/look", call, False)
        return self._spoken(request, found) if found["number"] else None

    def _spoken(self, request: Speak, answer: dict[str, Any]) -> Spoken:
        made = self.made(answer, ".wav")
        words = tuple(Word(text=w, start=n * 300, end=n * 300 + 250) for n, w in enumerate(request.text.split()))
        return Spoken(audio=made["bytes"], ms=words[-1].end, words=words, used=made["used"])


class VoiceSpare(VoiceBilled):
    """The same from another account, for the end of a chain."""

    name = "spare"
    summary = "words on another bill"
    account = "spare"


class ImageBilled(_Billed):
    """Pictures for money; they are not seen."""

    kind = "image"
    name = "billed"
    summary = "pictures on a bill"

    def answer(self, request: MakePicture, call: str) -> Pictured:
        return self._pictured(self.ask("/do", call, True))

    def recover(self, request: MakePicture, call: str) -> Pictured | None:
        found = self.ask("/look", call, False)
        return self._pictured(found) if found["number"] else None

    def _pictured(self, answer: dict[str, Any]) -> Pictured:
        made = self.made(answer, ".png")
        return Pictured(file=made["bytes"], model="till-1", used=made["used"])
