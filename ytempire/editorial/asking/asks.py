"""One thing that is asked of a model: its words, the shape of the answer, and what is checked of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from ytempire.editorial.asking import marks, shapes
from ytempire.editorial.asking.shapes import S
from ytempire.editorial.asking.words import DEFAULTS
from ytempire.models import Format, Prompt

REASONS, REASON = 24, 240  # how many reasons are said back, and characters of each


@dataclass(frozen=True)
class Desk:
    """What a writer knows of its channel, whatever it is asked."""

    title: str = ""
    language: str = "en"
    tone: str = ""
    tagline: str = ""
    call_to_action: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Ask(Generic[S]):
    """What is asked: `system` and `user` are its words, `shape` what it is answered in.

    `check` says what is wrong with an answer, in words that the model can mend it by; `show` gives an answer to a
    judge; `join` lays a mended part over what was good, where not all has to be said once more; `score` is what code
    thinks of an answer, to choose by where there is no judge.
    """

    stage: str
    prompt: Prompt
    shape: type[S]
    system: str
    user: str
    check: Callable[[S], list[str]]
    show: Callable[[S], str]
    join: Callable[[S, S], S] | None = None
    score: Callable[[S], float] = lambda answer: 0.0

    @property
    def overhead(self) -> int:
        """Bytes that go out beside the messages: the schema, and what stands around it."""
        return len(json.dumps(shapes.schema(self.shape)).encode()) + 200

    @property
    def bytes(self) -> int:
        """How many bytes go out with it, no fewer than there will be tokens."""
        return len(self.system.encode()) + len(self.user.encode()) + self.overhead

    def mend(self, wrong: Sequence[str]) -> str:
        """The turn that shows a model its own mistake."""
        listed = "\n".join(f"- {reason[:REASON]}" for reason in wrong[:REASONS])
        how = "only the parts that are named here, mended and whole" if self.join else "all of it, mended"
        return f"That cannot be used:\n{listed}\n\nAnswer with the JSON object again: {how}."


def ask(
    stage: str, shape: type[S], values: Mapping[str, str], format: Format | None, mark: str,
    check: Callable[[S], list[str]], show: Callable[[S], str] = str, join: Callable[[S, S], S] | None = None,
    score: Callable[[S], float] = lambda answer: 0.0,
) -> Ask[S]:  # fmt: skip
    """A question out of the recipe's own words for this stage, or ours where it has none."""
    prompt = prompt_of(stage, format)
    user = f"{marks.filled(stage, prompt.text, values, mark)}\n\n{shapes.told(shape)}"
    return Ask(stage, prompt, shape, marks.system(mark), user, check, show, join, score)


def prompt_of(stage: str, format: Format | None) -> Prompt:
    """The recipe's prompt for a stage, or ours."""
    own = format.prompts.get(stage) if format else None
    return own or DEFAULTS[stage]


def common(desk: Desk, format: Format | None) -> dict[str, str]:
    """What most templates know."""
    values = {
        "channel": desk.title,
        "language": marks.language(desk.language),
        "tone": desk.tone or "plain and exact",
        "tagline": desk.tagline,
        "call_to_action": desk.call_to_action,
        "previous": marks.line(desk.previous) if desk.previous else "",
    }
    if format is not None:
        low, high = format.seconds
        values |= {"format": format.format, "seconds": f"{low:g} to {high:g}", "words": words(format)}
    return values


def words(format: Format) -> str:
    """How many words a film of this format has."""
    low, high = format.seconds
    return f"{round(low * format.words_per_minute / 60)} to {round(high * format.words_per_minute / 60)}"
