"""What a model is shown of a film: notes, facts, roles, scenes and words, a line of JSON each where they are data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ytempire.editorial.asking.marks import clean, cut
from ytempire.editorial.roles import RoleLike
from ytempire.models import Brief, Fact, Note, Scene, Script, Storyboard

NOTES, FACTS, SCRIPT, TAKE = 48_000, 40_000, 20_000, 6_000  # bytes of each that are shown at most


def row(**values: Any) -> str:
    """One line of JSON, without what is empty."""
    kept = {key: clean(v) if isinstance(v, str) else v for key, v in values.items() if v not in ("", (), [], None)}
    return json.dumps(kept, ensure_ascii=False)


def notes(found: Sequence[Note], most: int = NOTES, each: int | None = None) -> str:
    """Notes by their ids, each with as much of its text as there is room for."""
    room = min(each or most, most // max(1, len(found)))
    spare = sum(max(0, room - len(note.text.encode())) for note in found)
    long = sum(len(note.text.encode()) > room for note in found)
    more = room + (spare // long if long and each is None else 0)
    return "\n".join(
        row(id=n.id, title=n.title, date=n.date, author=n.author, subject=n.subject,
            quote_only=n.rights == "quote-only" or None, text=cut(n.text, more))
        for n in found
    )  # fmt: skip


def facts(found: Iterable[Fact], most: int = FACTS) -> str:
    """Facts by their ids, as many as there is room for; pictures by what they show."""
    out: list[str] = []
    size = 0
    for f in found:
        if f.kind == "picture":
            text = row(id=f.id, note=f.note, picture=f.text)
        else:
            text = row(id=f.id, note=f.note, text=f.text, quote_only=f.rights == "quote-only" or None, by=f.by,
                       section=f.section)  # fmt: skip
        size += len(text.encode()) + 1
        if size > most:
            break
        out.append(text)
    return "\n".join(out)


def roles(wanted: Sequence[RoleLike]) -> str:
    """The parts of the film, in order."""
    out = []
    for role in wanted:
        many = str(role.min) if role.min == role.max else f"{role.min} to {role.max}"
        low, high = role.seconds
        pictures = f" Pictures: {', '.join(role.visuals)}." if role.visuals else ""
        out.append(f"- {role.name}: {many} of it, {low:g} to {high:g} seconds each. {role.goal}{pictures}")
    return "\n".join(out)


def board(plan: Storyboard, words_per_minute: float, only: Iterable[str] | None = None) -> str:
    """The planned scenes, with how many words each has room for."""
    wanted = None if only is None else set(only)
    return "\n".join(
        row(id=s.id, role=s.role, goal=s.goal, title=s.title, facts=list(s.facts), picture=s.visual.kind,
            seconds=s.seconds, words=round(s.seconds * words_per_minute / 60))
        for s in plan.shots if wanted is None or s.id in wanted
    )  # fmt: skip


def script(told: Script, brief: Brief | None = None, most: int = SCRIPT) -> str:
    """The script, scene by scene; with a brief, each sentence with its notes."""
    return cut("\n".join(scene(s, bool(brief)) for s in told.scenes), most)


def scene(s: Scene, cited: bool = False) -> str:
    """One scene and its sentences."""
    said = [{"text": clean(x.text), "notes": list(x.notes)} if cited else clean(x.text) for x in s.lines]
    return row(scene=s.id, role=s.role, title=s.title, lines=said)


VISUALS = """\
- title: a card. heading: the large line. rows: [one line under it]
- statement: one short sentence, large. heading: the sentence, at most nine words
- counter: one number, as large as the frame. heading: what it counts. rows: [the number as written, such as $5.86]
- chart: bars, two to six. heading: what is shown. rows: ["label | number", ...]
- pie: parts of a whole, two to six. heading: of what. rows: ["label | number", ...]
- timeline: two to five moments. heading: what is told. rows: ["date | what happened", ...]
- list: two to six items. heading: what they are. rows: [item, ...]
- quote: somebody's words. rows: [the words exactly as a note has them, who said them]
- comparison: two things side by side. heading: what is compared. rows: ["name | a few words", "name | words"]
- table: heading: what is shown. rows: ["column | column", "cell | cell", ...], two to five columns
- map: heading: what is shown. rows: [names of well-known places, in order]
- question: a question with its answer. heading: the question. rows: [the answer]
- picture: a picture of the notes. rows: [the id of the fact that has it]
Numbers stand as the facts write them."""
"""Every kind of picture that a model may ask for, and what it must give; `pictures` makes them."""
