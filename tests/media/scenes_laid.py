"""Scenes of the examples laid out, and what must hold of every layout."""

from __future__ import annotations

import re
from typing import Any

from ytempire.media.graphics.compose import Composition, compose
from ytempire.media.themes import theme
from ytempire.media.zones import zones
from ytempire.models import Cut  # fmt: skip

WIDE, TALL, SQUARE = (1920, 1080), (1080, 1920), (1080, 1080)
SIZES = (WIDE, TALL, SQUARE)


def laid(
    visual: Any, size: tuple[int, int] = WIDE, name: str = "midnight", captions: Any = "keys", **more: Any
) -> Composition:
    cut = Cut(
        **{"id": "s03", "frames": 300, "visual": visual, "index": 3, "count": 11, "source": "The Box (2006)", **more}
    )
    return compose(cut, theme(name), zones(*size, captions), 30, captions, "The Box Desk")


def check(made: Composition) -> None:
    z = made.zones
    for box in made.boxes:
        assert box.within(z.safe, 2), box
        if box.what not in ("source", "mark"):
            assert box.within(z.content, 2), box
            assert not box.meets(z.caption), box
        assert box.x1 <= z.edge(box.y1) + 2, box


def shown(made: Composition, frame: int) -> str:
    """The words that stand at a frame; what waits dim for its beat does not count."""
    said = [
        e.text
        for e in made.events
        if e.start <= frame < e.end and r"\p4" not in e.text and e.layer < 30 and r"\alpha&H80&" not in e.text
    ]
    return " ".join(re.sub(r"\{[^}]*\}", "", text) for text in said)
