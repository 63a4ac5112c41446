"""What every kind of film is made of: which notes suit it, how it is laid out, who writes it, what is always seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ytempire.editorial import draft, picking, plan, subjects
from ytempire.editorial.casing import upper_first
from ytempire.editorial.house import Frame
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.visuals import Option, options
from ytempire.editorial.words import count, slug
from ytempire.models import Brief, Candidate, Fact, History, Note, Shot, Storyboard, Visual

Find = Callable[[Sequence[Note], History, str, int], list[Candidate]]


def _suits(brief: Brief) -> str:
    return ""


def _as_it_is(candidate: Candidate, brief: Brief) -> Candidate:
    return candidate


@dataclass(frozen=True)
class Skeleton:
    """A kind of film: `unfit` says why a brief cannot become one, `entitled` gives a candidate the title and the
    question of this kind, `fixed` are the pictures that it is made of and that no other replaces."""

    name: str
    unfit: Callable[[Brief], str] = _suits
    lay_out: draft.LayOut = plan.lay_out
    writer: type[draft.Writer] = draft.Writer
    find: Find = subjects.candidates
    entitled: Callable[[Candidate, Brief], Candidate] = _as_it_is
    fixed: frozenset[str] = frozenset()


PLAIN = Skeleton("explainer")


@dataclass(frozen=True)
class Laid:
    """A scene as it is laid: its role, its title, the facts that it tells, and what it can be shown as."""

    role: RoleLike
    title: str = ""
    facts: tuple[Fact, ...] = ()
    shown: tuple[Option, ...] = ()
    goal: str = ""
    beside: tuple[Fact, ...] = field(default=())  # a picture or a listing that goes with it


def role_of(frame: Frame, *names: str) -> RoleLike | None:
    """The recipe's role of one of these names."""
    return next((r for r in frame.roles if r.name.lower() in names), None)


def room(frame: Frame, role: RoleLike) -> int:
    """The words that a scene of this role has room for."""
    return frame.words(role.seconds[1])


def size(facts: Sequence[Fact]) -> int:
    """The words of some facts."""
    return sum(count(f.text) for f in facts)


def spoken(brief: Brief) -> list[Fact]:
    """The facts of a brief that can be said."""
    return [f for f in brief.facts if f.kind != "picture"]


def fixed(visual: Visual) -> tuple[Option, ...]:
    """The one picture of a scene that has no choice."""
    return (Option(visual, 9.0),)


def shown(facts: Sequence[Fact], title: str = "") -> tuple[Option, ...]:
    """What some facts can be shown as."""
    return tuple(options(facts, title)[:8]) if facts else ()


def board(scenes: Sequence[Laid], title: str, asked: Asked, frame: Frame) -> Storyboard:
    """The storyboard of laid scenes: ids, titles that differ, pictures that vary, and seconds that fit."""
    promise = asked.indirect or asked.question
    pictures = picking.choose([s.shown or shown(s.facts, s.title) or _named(s, title) for s in scenes])
    payer = next((p for p in ("payoff", "peak", "point", "body") if any(part(s.role.name) == p for s in scenes)), "")
    many = {s.role.name for s in scenes if sum(x.role.name == s.role.name for x in scenes) > 1}
    seen: dict[str, int] = {}
    used: set[str] = set()
    shots = []
    for scene, visual in zip(scenes, pictures, strict=True):
        kind, base = part(scene.role.name), slug(scene.role.name, 24)
        seen[base] = seen.get(base, 0) + 1
        ids = tuple(f.id for f in (*scene.facts, *scene.beside))
        shots.append(
            Shot(
                id=f"{base}-{seen[base]}" if scene.role.name in many else base,
                role=scene.role.name,
                goal=scene.goal or scene.role.goal,
                title=_once(scene.title or scene.role.title or upper_first(scene.role.name), used),
                facts=ids,
                visual=visual,
                seconds=round(_seconds(scene, frame), 1),
                promise=promise if kind == "hook" else "",
                pays_off=promise if kind == payer else "",
            )
        )
    return Storyboard(title=title, question=asked.question, promise=promise, shots=tuple(shots))


def _named(scene: Laid, title: str) -> tuple[Option, ...]:
    from ytempire.editorial.labels import accent
    from ytempire.models import Title

    name = scene.title or scene.role.title or title
    return (Option(Title(headline=name, accent=accent(name)), 0.1),)


def _once(name: str, used: set[str]) -> str:
    base, n = name, 2
    while name.lower() in used:
        name, n = f"{base} ({n})", n + 1
    used.add(name.lower())
    return name


def _seconds(scene: Laid, frame: Frame) -> float:
    low, high = scene.role.seconds
    return min(high, max(low, (size(scene.facts) + 6) * 60 / frame.wpm))
