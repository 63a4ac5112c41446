"""Talking a model into a shape: schema, then JSON mode, then plain words; one turn to mend; takes and a judge."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ytempire.address import address
from ytempire.editorial.asking import shapes
from ytempire.editorial.asking.asks import Ask
from ytempire.editorial.asking.shapes import Choice, S
from ytempire.errors import Refused, YtempireError
from ytempire.models import Used
from ytempire.providers import _openai
from ytempire.providers._turns import Turns

MEND = 6_500  # bytes at most of the turn that says what was wrong
FORMS = ("schema", "object", "plain")

_KNOWN: dict[tuple[str, str], _Can] = {}
_GUARD = threading.Lock()


@dataclass
class _Can:
    """What a model at an address takes, as it has refused so far; remembered while we run."""

    form: int = 0  # of FORMS
    limit: str = "max_tokens"
    without: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Way:
    """How a model is asked: which, how many tokens at most it may answer with, its seed."""

    model: str
    most: int
    seed: int | None = None


@dataclass
class Talk:
    """One call of a writer: its turns, what each used, and which of them were paid for just now."""

    account: _openai.Account
    turns: Turns
    temperature: float | None = None
    effort: str = ""
    used: list[Used] = field(default_factory=list)
    silent: bool = False  # nothing is asked: only what was answered before is told again
    told: set[str] = field(default_factory=set)

    @property
    def paid(self) -> int:
        """What this talk has cost so far, in micro-dollars."""
        return sum(u.microusd for u in self.used)

    def settle(self, ask: Ask[S], ways: list[Way]) -> S:
        """An answer in its shape that passes its checks, by the first way that gives one; one turn to mend.

        Raises Refused with the reasons when even the mended one fails.
        """
        good, last = self.takes(ask, ways)
        if good:
            return good[0]
        assert last is not None
        said, found, wrong, way = last
        messages = [*_opening(ask), {"role": "assistant", "content": _cut(said, 8 * way.most) or "{}"},
                    {"role": "user", "content": _cut(ask.mend(wrong), MEND)}]  # fmt: skip
        mended, wrong = self._read(ask, self._say(ask, messages, way), found)
        if mended is not None and not wrong:
            return mended
        raise Refused(f"{way.model} gave no {ask.stage} that can be used: {'; '.join(wrong[:4])[:600]}", ask.stage)

    def takes(self, ask: Ask[S], ways: list[Way]) -> tuple[list[S], tuple[str, S | None, list[str], Way] | None]:
        """The takes that pass, in order; and the last one that did not, with why."""
        good: list[S] = []
        last = None
        for way in ways:
            said = self._say(ask, _opening(ask), way)
            found, wrong = self._read(ask, said, None)
            if found is not None and not wrong:
                good.append(found)
            else:
                last = (said, found, wrong, way)
        return good, last

    def judged(self, ask: Ask[Choice], count: int, way: Way) -> int:
        """The place of the take that a judge chooses; the first where its answer is no number of theirs."""
        said = self._say(ask, _opening(ask), way)
        try:
            choice = shapes.read(said, Choice).choice
        except ValueError:
            found = re.search(r"\d+", said)
            choice = int(found.group()[:6]) if found else 1
        return choice - 1 if 1 <= choice <= count else 0

    # --- one turn ---

    def _read(self, ask: Ask[S], said: str, before: S | None) -> tuple[S | None, list[str]]:
        try:
            found = shapes.read(said, ask.shape)
        except ValueError as error:
            return None, [str(error)]
        if before is not None and ask.join is not None:
            found = ask.join(before, found)
        return found, ask.check(found)

    def _say(self, ask: Ask[S], messages: list[dict[str, str]], way: Way) -> str:
        size = ask.overhead  # what the model itself said is no more tokens than it may say
        for m in messages:
            room = len(m["content"].encode())
            size += min(room, way.most) if m["role"] == "assistant" else room
        digest = address("turn", self.account.url, way.model, way.most, way.seed, ask.stage, messages)
        had = self.turns.get(digest)
        if had is not None:
            if self.silent and digest not in self.told:
                self.told.add(digest)
                self.used.append(Used.model_validate(had["used"]))
            return str(had["text"])
        if self.silent:
            raise Refused("it was not answered before", ask.stage)
        answered = self._turn(ask, messages, way)
        used = self.account.settled(answered.used, bound(self.account, size, way) or 0)
        self.used.append(used)
        self.turns.put(digest, {"text": answered.text, "used": used.model_dump(mode="json")})
        return answered.text

    def _turn(self, ask: Ask[S], messages: list[dict[str, str]], way: Way) -> _openai.Answered:
        """One answer; what the server refuses to be told is left out, and not told again. A refusal costs nothing."""
        can = self._can(way.model)
        for _ in range(8):
            try:
                return self.account.chat(self._body(ask, messages, way, can))
            except Refused as refusal:
                if type(refusal) is not Refused or not _less(can, str(refusal)):
                    raise
        raise Refused(f"{way.model} takes none of the ways to be asked", self.account.url)

    def _can(self, model: str) -> _Can:
        with _GUARD:
            newer = "max_completion_tokens" if self.account.name == "openai" else "max_tokens"
            return _KNOWN.setdefault((self.account.url, model), _Can(limit=newer))

    def _body(self, ask: Ask[S], messages: list[dict[str, str]], way: Way, can: _Can) -> dict[str, Any]:
        body: dict[str, Any] = {"model": way.model, "messages": messages, can.limit: way.most}
        if way.seed is not None and "seed" not in can.without:
            body["seed"] = way.seed
        if self.temperature is not None and "temperature" not in can.without:
            body["temperature"] = self.temperature
        if self.effort and "reasoning_effort" not in can.without:
            body["reasoning_effort"] = self.effort
        form = FORMS[can.form]
        if form == "schema":
            inner = {"name": shapes.name(ask.shape), "strict": True, "schema": shapes.schema(ask.shape)}
            body["response_format"] = {"type": "json_schema", "json_schema": inner}
        elif form == "object":
            body["response_format"] = {"type": "json_object"}
        return body


def bound(account: _openai.Account, size: int, way: Way) -> int | None:
    """The most that one turn costs: every byte that goes out counts as a token, and all that may come back."""
    return account.bound(Used(model=way.model, input=size, output=way.most))


def most(account: _openai.Account, ask: Ask[S], ways: Sequence[Way], grows: int = 0, mends: bool = True) -> int | None:
    """The most that a question costs: each take, and one turn to mend, by the dearest way.

    grows: bytes that will still come into it.
    """
    size = ask.bytes + grows
    takes = [bound(account, size, way) for way in ways]
    if mends:
        after = [bound(account, size + way.most + MEND, way) for way in ways]
        takes += [None if None in after else max(x for x in after if x is not None)]
    return None if None in takes else sum(x for x in takes if x is not None)


def _opening(ask: Ask[S]) -> list[dict[str, str]]:
    return [{"role": "system", "content": ask.system}, {"role": "user", "content": ask.user}]


def _less(can: _Can, said: str) -> bool:
    """Whether a refusal names something that can be left out; then it is."""
    low = said.lower()
    with _GUARD:
        for name in ("seed", "temperature", "reasoning_effort"):
            if name in low and name not in can.without:
                can.without.add(name)
                return True
        if "max_tokens" in low or "max_completion_tokens" in low:
            other = "max_completion_tokens" if can.limit == "max_tokens" else "max_tokens"
            if f"tried {other}" not in can.without:
                can.without.add(f"tried {can.limit}")
                can.limit = other
                return True
        about_form = any(w in low for w in ("response_format", "json_schema", "json_object", "schema", "structured"))
        if about_form and can.form < len(FORMS) - 1:
            can.form += 1
            return True
    return False


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")


def failed(error: YtempireError, talk: Talk) -> YtempireError:
    """The error, with what this attempt was billed all the same."""
    error.microusd += talk.paid
    return error
