"""A writer of OpenAI's protocol with a scribe behind its server, and the film that they make."""

from __future__ import annotations

import json
from typing import Any

import pytest
from minds import Scribe, Seen
from openai_server import OpenAIServer
from sample_film import BRAND, FORMAT, NOTE, TOPIC, writer

from ytempire.contracts import Draft, Gather, Outline
from ytempire.providers import _talk

GATHER = Gather(topic=TOPIC, notes=(NOTE,), format=FORMAT)


@pytest.fixture
def server():
    _talk._KNOWN.clear()
    with OpenAIServer(Scribe()) as server:
        yield server


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A brief, a board and a script, as the scribe makes them."""
    home = tmp_path_factory.mktemp("film")
    with OpenAIServer(Scribe()) as server:
        hand = writer(server, home)
        brief = hand.answer(GATHER, "gather").brief
        board = hand.answer(Outline(topic=TOPIC, brief=brief, format=FORMAT, brand=BRAND), "outline").storyboard
        draft = Draft(topic=TOPIC, storyboard=board, brief=brief, format=FORMAT, brand=BRAND)
        return draft, hand.answer(draft, "draft").script


class Spoiled(Scribe):
    """Answers like a scribe, but changed by `how`; the first `times` answers of a shape alone."""

    def __init__(self, shape: str, how: Any, times: int = 99) -> None:
        self.shape, self.how, self.left = shape, how, times

    def __call__(self, body: dict[str, Any]) -> str:
        said = super().__call__(body)
        if Seen(body).wants != self.shape or self.left <= 0:
            return said
        self.left -= 1
        changed = self.how(json.loads(said))
        return changed if isinstance(changed, str) else json.dumps(changed)


def lined(text: str, *facts: str) -> Any:
    """The first scene after the opening says this besides."""

    def how(answer: Any) -> Any:
        answer["scenes"][1]["lines"].append({"text": text, "facts": list(facts)})
        return answer

    return how
