"""What a scene's role asks of a writer: the parts that every recipe is made of."""

from __future__ import annotations

from typing import Literal, Protocol

Part = Literal["hook", "rule", "body", "turn", "item", "peak", "point", "payoff", "recap", "action", "loop"]

_PARTS: dict[str, Part] = {
    "hook": "hook",
    "cold open": "hook",
    "peak image": "hook",
    "defining moment": "hook",
    "teaser": "hook",
    "rule": "rule",
    "rules": "rule",
    "item": "item",
    "items": "item",
    "number one": "peak",
    "top item": "peak",
    "last question": "peak",
    "criterion": "point",
    "news": "point",
    "quiz question": "point",
    "limits": "turn",
    "turn": "turn",
    "counter-case": "turn",
    "counter case": "turn",
    "caveats": "turn",
    "payoff": "payoff",
    "answer": "payoff",
    "why": "payoff",
    "resolution": "payoff",
    "so what": "payoff",
    "lesson": "payoff",
    "meaning": "payoff",
    "verdict": "payoff",
    "legacy": "payoff",
    "what next": "payoff",
    "result": "payoff",
    "score": "recap",
    "recap": "recap",
    "summary": "recap",
    "call to action": "action",
    "cta": "action",
    "next": "action",
    "loop": "loop",
    "loop line": "loop",
}


class RoleLike(Protocol):
    """A role as a recipe gives it."""

    @property
    def name(self) -> str: ...
    @property
    def goal(self) -> str: ...
    @property
    def min(self) -> int: ...
    @property
    def max(self) -> int: ...
    @property
    def seconds(self) -> tuple[float, float]: ...
    @property
    def visuals(self) -> tuple[str, ...]: ...
    @property
    def title(self) -> str: ...


def part(name: str) -> Part:
    """What a role of this name asks for; a name that is not known tells the story on."""
    return _PARTS.get(name.lower().replace("_", " ").replace("-", " "), _PARTS.get(name.lower(), "body"))
