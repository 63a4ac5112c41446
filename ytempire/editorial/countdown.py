"""A countdown: what stands alone, from good to best."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.editorial import choosing, hooks
from ytempire.editorial.board import NAMED, Part, heading, visual_kin
from ytempire.editorial.house import Frame
from ytempire.editorial.leaning import leans
from ytempire.editorial.phrases import Wording
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.words import count
from ytempire.models import Fact

FEWEST = 3  # headings from which on a note is a list


def ranked(facts: list[Fact], asked: Asked, frame: Frame, key: str, seed: int, words: int) -> list[Part]:
    """A countdown: what stands alone, from good to best, each with what leans on it; the best with its reason."""
    item = next(r for r in frame.roles if part(r.name) == "item")
    peak = next((r for r in frame.roles if part(r.name) == "peak"), None)
    most = frame.words(item.seconds[1])
    headed = _headed(facts, most)
    groups = headed or _alone(facts, most, key)
    value = choosing.worth(facts, asked)
    score = {
        g[0].id: value[g[0].id]
        + 0.3 * sum(value[f.id] for f in g[1:])
        + 0.8 * bool(g[0].quantities)
        + 0.6 * hooks.striking(g[0].text)
        - 0.9 * bool(g[0].quote)
        for g in groups
    }
    best = sorted(groups, key=lambda g: (-score[g[0].id], g[0].order))
    size = max(item.min, min(item.max, len(best) - bool(peak)))
    sizes = [sum(count(f.text) for f in g) for g in best]
    while size > item.min and sum(sizes[: size + bool(peak)]) > words:
        size -= 1
    top = best[:1] if peak else []
    rest = best[len(top) : len(top) + size]
    order = list(reversed(rest))
    if headed:  # what a person put in an order of their own is kept in it, the last one as the best
        first_to_last = sorted(best[: size + bool(peak)], key=lambda g: g[0].order)
        order, top = (first_to_last[:-1], first_to_last[-1:]) if peak else (first_to_last, [])
        rest = order
    elif len(order) > 3:
        order[0], order[1] = order[1], order[0]
    used = {f.id for g in [*top, *rest] for f in g}
    spare = [f for f in facts if f.id not in used]
    why = [f for f in spare if top and f.kind == "cause" and not leans(f.text) and visual_kin(f, top[0][0]) >= 0.3][:1]
    room = words - sum(count(f.text) for f in facts if f.id in used) - sum(count(f.text) for f in why)
    hook = _list_hook([f for f in spare if f not in why], asked, frame, key, seed)
    for group in [*order, *top]:
        for fact in spare:
            follows = fact.note == group[-1].note and fact.order == group[-1].order + 1
            free = fact.id not in used and fact not in why and fact.id not in hook.facts
            if (
                follows
                and free
                and count(fact.text) <= room
                and sum(count(f.text) for f in group) + count(fact.text) <= most
            ):
                group.append(fact)
                used.add(fact.id)
                room -= count(fact.text)
    out: list[Part] = []
    for role in frame.roles:
        kind = part(role.name)
        if kind == "hook":
            out.append(Part(role, 0, tuple(f for f in facts if f.id in hook.facts), hook.kind))
        elif kind == "item":
            out += [Part(role, i, tuple(g), NAMED if headed else "") for i, g in enumerate(order)]
        elif kind == "peak" and top:
            out.append(Part(role, 0, tuple(top[0]), NAMED if headed else ""))
        elif kind == "payoff":
            if why or role.min:
                out.append(Part(role, 0, tuple(why)))
        elif kind in {"rule", "recap", "action", "loop"} or role.min:
            out.append(Part(role, 0, ()))
    return out


def _headed(facts: list[Fact], most: int) -> list[list[Fact]]:
    """Facts under the headings of their notes, where the headings are the items: three or more that name things."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        name = heading(fact)
        if name:
            groups.setdefault((fact.note, name), []).append(fact)
    named = [fitting(group, most) for group in groups.values()]
    held = sum(len(group) for group in groups.values())
    return named if len(named) >= FEWEST and held >= 0.6 * len(facts) else []


def _alone(facts: list[Fact], most: int, subject: str) -> list[list[Fact]]:
    """Facts that can be told by themselves, each with what leans on it; all of them where too few can."""
    need = choosing.needs(facts, subject.replace("-", " "))
    groups: list[list[Fact]] = []
    for chain in choosing.chains(facts):
        at = facts.index(chain[0])
        if not need[at]:
            groups.append(fitting(chain, most))
        elif leans(chain[0].text):
            continue
        elif (
            need[at] == {at - 1}
            and groups
            and facts[at - 1] in groups[-1]
            and sum(count(f.text) for f in [*groups[-1], *chain]) <= most
        ):
            groups[-1] += chain
    if len(groups) < 4:
        groups = [fitting(c, most) for c in choosing.chains(facts)]
    return groups


def _list_hook(free: Sequence[Fact], asked: Asked, frame: Frame, key: str, seed: int) -> hooks.Hook:
    """A countdown opens with a strange fact that is no item, else by saying what will be counted."""
    role = next((r for r in frame.roles if part(r.name) == "hook"), None)
    found = [
        h
        for h in hooks.ways(free, asked, key.replace("-", " "), frame.words(role.seconds[1]) if role else 30)
        if not h.tease and h.worth >= 2.6 and h.kind != "question"
    ]
    return hooks.pick(found, Wording(seed, key)) if found else hooks.Hook("list", (), False, 0.0)


def fitting(chain: list[Fact], most: int) -> list[Fact]:
    out = list(chain)
    while len(out) > 1 and sum(count(f.text) for f in out) > most:
        out.pop()
    return out
