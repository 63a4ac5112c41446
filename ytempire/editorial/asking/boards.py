"""The film's plan, asked of a model: roles and facts are checked, and what it shows is made or chosen by code."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.editorial import formats, labels
from ytempire.editorial.asking import listing, marks, pictures
from ytempire.editorial.asking.asks import Ask, Desk, ask, common
from ytempire.editorial.asking.films import TITLE
from ytempire.editorial.asking.grounds import Grounds, apart
from ytempire.editorial.asking.shapes import Plan, Planned
from ytempire.editorial.board import card, farewell, heading, recap_facts, under
from ytempire.editorial.casing import upper_first
from ytempire.editorial.formats.skeleton import Laid, board
from ytempire.editorial.house import Frame, House
from ytempire.editorial.plan import asked_of
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.visuals import Option, options
from ytempire.editorial.words import count
from ytempire.models import Brief, Fact, Format, Items, Statement, Storyboard, Title, Topic, Visual

CHOSEN = 6.0  # how good a picture is that the model asked for and the notes hold, beside what code derives
TELLS = frozenset({"body", "turn", "item", "peak", "point"})
THIN = 0.45  # of a film's fewest words that the facts of its scenes must have

THICK = 1.4  # and of its most words at most


def planning(topic: Topic, brief: Brief, format: Format, desk: Desk, seed: int) -> Ask[Plan]:
    """Asks for the scenes."""
    mark = marks.mark_of("storyboard", seed, format.name, topic.title, *(f.id + f.text for f in brief.facts))
    values = {
        **common(desk, format),
        "subject": marks.line(brief.subject),
        "question": marks.line(brief.question),
        "title": marks.line(topic.title),
        "roles": listing.roles(format.roles),
        "facts": listing.facts(brief.facts),
        "visuals": listing.VISUALS,
    }
    grounds = Grounds(brief)

    def check(answer: Plan) -> list[str]:
        return wrong(answer, brief, format, desk, grounds)

    return ask("storyboard", Plan, values, format, mark, check, _shown)


def wrong(answer: Plan, brief: Brief, format: Format, desk: Desk, grounds: Grounds) -> list[str]:
    """What keeps a plan from being filmed."""
    roles = [r.name for r in format.roles]
    out: list[str] = []
    scenes = _kept(answer, format, desk)
    if strange := [s.role for s in answer.scenes if _role(s.role, format) is None]:
        out.append(f"there is no role {strange[0][:40]!r}; the roles are {', '.join(roles)}")
    places = [roles.index(role.name) for s in scenes if (role := _role(s.role, format))]
    if places != sorted(places):
        out.append(f"the parts stand in another order; they come as {', '.join(roles)}")
    for role in format.roles:
        many = sum(p == roles.index(role.name) for p in places)
        least = 0 if apart(role.name) and not desk.call_to_action else role.min
        if not least <= many <= role.max and not apart(role.name):
            out.append(f"there are {many} scenes of {role.name}; it wants {role.min} to {role.max}")
    told: set[str] = set()
    for n, scene in enumerate(scenes, 1):
        kind, own = part(scene.role), [id for id in scene.facts if id in grounds.facts]
        if len(own) < len(scene.facts):
            out.append(f"scene {n} ({scene.role}) names facts that are not there")
        spoken = [id for id in own if grounds.facts[id].kind != "picture"]
        if kind in TELLS and not spoken:
            out.append(f"scene {n} ({scene.role}) tells no fact")
        if twice := told & {*spoken} if kind in TELLS else set():
            out.append(f"{min(twice)} is told twice; once in scene {n} ({scene.role})")
        told |= {*spoken} if kind in TELLS else set()
        out += [f"the title of scene {n}: {w}" for w in grounds.shown([scene.title])]
    every = {id for s in scenes for id in s.facts if id in grounds.facts}
    have = sum(count(grounds.facts[id].text) for id in every if grounds.facts[id].kind != "picture")
    there = sum(count(f.text) for f in brief.facts if f.kind != "picture")
    least_words = format.seconds[0] * format.words_per_minute / 60 * THIN
    if have < least_words and there > have * 1.2:
        out.append(f"its facts come to {have} words, too few for {format.seconds[0]:g} seconds: tell more of them")
    most_words = format.seconds[1] * format.words_per_minute / 60 * THICK
    if have > most_words:
        out.append(f"its facts come to {have} words, too many for {format.seconds[1]:g} seconds: tell fewer of them")
    if answer.title and len(answer.title) <= TITLE:
        out += [f"the title: {w}" for w in grounds.shown([answer.title])]
    return out


def storyboard(answer: Plan, topic: Topic, brief: Brief, format: Format, desk: Desk) -> Storyboard:
    """The plan as the house makes it: ids, titles that differ, seconds by role, and a picture for every scene."""
    grounds = Grounds(brief)
    title = answer.title if answer.title and len(answer.title) <= TITLE else topic.title
    asked = asked_of(brief, title)
    house = House(desk.title, desk.tagline, desk.call_to_action, desk.previous)
    scenes = _kept(answer, format, desk)
    items = sum(part(s.role) in {"item", "peak"} for s in scenes)
    laid: list[Laid] = []
    told: list[Fact] = []
    for scene in scenes:
        role = _role(scene.role, format)
        if role is None:
            continue
        facts = [grounds.facts[id] for id in dict.fromkeys(scene.facts) if id in grounds.facts]
        spoken = tuple(f for f in facts if f.kind != "picture")
        beside = tuple(f for f in facts if f.kind == "picture")[:1]
        name = _name(scene, role, spoken, title)
        if part(role.name) in {"item", "peak"}:
            name, items = f"Number {items}: {name}", items - 1
        asks = pictures.made(scene.picture, scene.heading or name, scene.rows, scene.facts, grounds)
        shown = _options(role, name, [*spoken, *beside], told, asks, asked, title, house)
        laid.append(Laid(role, name, spoken, shown, role.goal, beside))
        told += spoken
    frame = Frame(format.roles, format.seconds, format.words_per_minute)
    return board(laid, title, asked, frame)


def _kept(answer: Plan, format: Format, desk: Desk) -> list[Planned]:
    """The scenes that are filmed; the last request to the viewer is code's own, where the channel has one."""
    own = [s for s in answer.scenes[:40] if not apart(s.role)]
    role = next((r for r in format.roles if apart(r.name)), None)
    return [*own, Planned(role=role.name)] if role is not None and desk.call_to_action else own


def _role(name: str, format: Format) -> RoleLike | None:
    low = name.strip().lower().replace("_", " ")
    return next((r for r in format.roles if r.name.lower() == low), None)


def _name(scene: Planned, role: RoleLike, facts: Sequence[Fact], title: str) -> str:
    """A scene's name: the model's where it is short, else what its facts or its role are called."""
    kind = part(role.name)
    if kind == "hook":
        return title
    if kind in {"action", "recap"}:
        return role.title or upper_first(role.name)
    plain = " ".join(scene.title.split()).rstrip(".:")
    if 0 < count(plain) <= 7 and plain.lower() != role.name.lower():
        return upper_first(plain)
    found = next((n for f in facts if (n := heading(f) or labels.headline(f.text, 6))), "")
    return found or role.title or upper_first(role.name)


def _options(
    role: RoleLike, name: str, facts: Sequence[Fact], told: Sequence[Fact], asks: Visual | None, asked: Asked,
    title: str, house: House,
) -> tuple[Option, ...]:  # fmt: skip
    """What a scene can be shown as: what was asked for, what its facts hold, and what its role always has."""
    kind = part(role.name)
    if kind == "action":
        return (Option(farewell(house), 9.0),)
    found = [Option(asks, CHOSEN)] if asks is not None else []
    found += options(facts, name if count(name) <= 6 else "")[:8] if facts else []
    large = card(title, asked)
    if kind == "hook":
        found.append(Option(Title(headline=large, accent=labels.accent(large), kicker=house.title,
                                  support=under(large, asked.question) or house.tagline), 3.3))  # fmt: skip
    elif kind == "recap":
        points = recap_facts([*told])
        short = dict.fromkeys(upper_first(t) for f in points if (t := labels.told(f.text, 6)))
        if len(short) >= 2:
            found.append(Option(Items(title=role.title or "In short", items=tuple(short)), 3.0))
    over = name.partition(": ")[2] or name
    found.append(Option(Title(headline=" ".join(over.split()[:7]), accent=labels.accent(over)), 0.4))
    if not facts and count(asked.question) <= 9:
        found.append(Option(Statement(text=asked.question, accent=labels.accent(asked.question)), 1.0))
    return tuple(sorted(found, key=lambda o: -o.worth))


def _shown(answer: Plan) -> str:
    return "\n".join(f"{s.role}: {s.title} [{s.picture}] {', '.join(s.facts)}" for s in answer.scenes)


def fixed(format: Format) -> frozenset[str]:
    """The kinds of picture that this format is made of, and that are not chosen anew."""
    return formats.of(format.format).fixed
