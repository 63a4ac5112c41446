"""A judge of takes: shown them by number, and believed in nothing but a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ytempire.editorial.asking import listing, marks
from ytempire.editorial.asking.asks import Ask, Desk, ask, common
from ytempire.editorial.asking.shapes import Choice
from ytempire.models import Brief, Format, Storyboard, Topic

TASKS = {
    "plan": "the next films of the channel",
    "research": "the facts that a film needs",
    "storyboard": "the plan of a film, scene by scene",
    "script": "the words of a film",
    "rewrite": "a few scenes of a film, written again",
    "package": "title, summary and thumbnail words of a film",
    "hook": "the opening of a film",
}


def judging(
    asked: Ask[Any], takes: Sequence[str], desk: Desk | None, format: Format | None, request: object
) -> Ask[Choice]:
    """Asks for the number of the best take."""
    topic = getattr(request, "topic", None)
    board = getattr(request, "storyboard", None)
    brief = getattr(request, "brief", None)
    about = topic if isinstance(topic, Topic) else None
    plan = board if isinstance(board, Storyboard) else None
    rows = [marks.cut(listing.row(take=n, text=text), listing.TAKE - 2) for n, text in enumerate(takes, 1)]
    values = {
        **common(desk or Desk(), format),
        "format": format.format if format else "video",
        "subject": marks.line(about.subject) if about else "",
        "question": marks.line(plan.question if plan else about.question if about else ""),
        "title": marks.line(plan.title if plan else about.title if about else ""),
        "promise": marks.line(plan.promise) if plan else "",
        "facts": listing.facts(brief.facts) if isinstance(brief, Brief) else "",
        "task": TASKS.get(asked.stage, asked.stage),
        "takes": "\n".join(rows),
    }
    return ask("judge", Choice, values, format, marks.mark_of("judge", asked.user), lambda a: [])
