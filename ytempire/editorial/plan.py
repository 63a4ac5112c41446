"""The film, laid out: an opening that promises, facts in order in scenes that fit, a payoff, and varied pictures."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.editorial import choosing, hooks, questions
from ytempire.editorial.board import Part, lay
from ytempire.editorial.countdown import ranked
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import leans
from ytempire.editorial.phrases import Wording
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.words import count, slug, tokens
from ytempire.models import Brief, Fact, Storyboard


def asked_of(brief: Brief, title: str = "") -> Asked:
    """The film's question with the fact that answers it, if one does."""
    text = "\n".join(n.text for n in brief.sources)
    for fact in brief.facts:
        found = questions.of_cause(fact, text)
        if found and tokens(brief.question) in (
            tokens(found.question),
            tokens(questions.full_name(found.question, brief.subject)),
        ):
            return Asked(brief.question, questions.full_name(found.indirect, brief.subject), found.answer)
    for name in (title, *(n.title for n in brief.sources)):
        made = questions.of_title(name, text)
        if made and tokens(made.question) == tokens(brief.question):
            return questions.answered(made, brief.facts) if brief.question.lower().startswith("why") else made
    if brief.question.lower().startswith("why"):
        return questions.answered(Asked(brief.question), brief.facts)
    return Asked(brief.question)


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """A storyboard whose told facts come to about `words` words besides opening, links, recap and farewell."""
    asked = asked_of(brief, title)
    spoken = [f for f in brief.facts if f.kind != "picture"]
    photos = [f for f in brief.facts if f.kind == "picture"]
    key = slug(brief.subject)
    listed = any(part(r.name) == "item" for r in frame.roles)
    scenes = (
        ranked(spoken, asked, frame, key, seed, words)
        if listed
        else _told(spoken, asked, frame, brief, key, seed, words)
    )
    return lay(scenes, photos, brief, asked, title, frame, house)


def opening(facts: Sequence[Fact], asked: Asked, frame: Frame, subject: str, key: str, seed: int) -> hooks.Hook:
    """How the film opens."""
    role = next((r for r in frame.roles if part(r.name) == "hook"), None)
    room = frame.words(role.seconds[1]) if role else 30
    return hooks.pick(hooks.ways(facts, asked, subject, room), Wording(seed, key))


def _payoff(facts: Sequence[Fact], asked: Asked, room: int, subject: str) -> list[Fact]:
    """The facts that answer: the one that says why, and how the notes end; else only how they end."""
    need = choosing.needs(facts, subject)
    place = {f.id: i for i, f in enumerate(facts)}

    def size(some: Sequence[Fact]) -> int:
        return sum(count(f.text) for f in some)

    end = _ending(facts, room, need)
    at = place.get(asked.answer)
    if at is None:
        return end
    out = [facts[at]]
    if facts[at] in end:
        return end[end.index(facts[at]) :]
    if size([*out, *end[-1:]]) <= room and not need[place[end[-1].id]] - {at}:
        out += end[-1:]
    after = at + 1
    if after < len(facts) and facts[after] not in out and size([*out, facts[after]]) <= room and need[after] <= {at}:
        near = facts[after].note == facts[at].note and facts[after].order // 100 == facts[at].order // 100
        if near and (leans(facts[after].text) or at in need[after]):
            out.insert(1, facts[after])
    return out


def _ending(facts: Sequence[Fact], room: int, need: Sequence[set[int]]) -> list[Fact]:
    """The last facts of the notes that fit, with what they lean on, at most a third of the film."""
    groups = choosing.chains(facts)
    out = list(groups[-1])
    while sum(count(f.text) for f in out) > room and len(out) > 1:
        out.pop(0)
    while len(out) > 1 and leans(out[0].text):
        out.pop(0)
    for group in reversed(groups[:-1]):
        same = group[0].note == out[0].note and group[0].section == out[0].section
        if not same or sum(count(f.text) for f in [*group, *out]) > room or len(out) + len(group) > len(facts) / 3:
            break
        out = [*group, *out]
    return out


def _told(facts: list[Fact], asked: Asked, frame: Frame, brief: Brief, key: str, seed: int, words: int) -> list[Part]:
    roles = frame.roles
    pay_role = next((r for r in roles if part(r.name) == "payoff"), None)
    body_roles = [r for r in roles if part(r.name) in {"body", "turn"}]
    pay = _payoff(facts, asked, frame.words(pay_role.seconds[1]), brief.subject) if pay_role and len(facts) > 3 else []
    need = choosing.needs(facts, brief.subject)
    ahead = {f.id for f in pay}
    for i, fact in enumerate(facts):
        if fact.id not in ahead and any(facts[j].id in ahead for j in need[i]):
            ahead.add(fact.id)
    left = [f for f in facts if f.id not in ahead] or [f for f in facts if f not in pay]
    hook = opening(left, asked, frame, brief.subject, key, seed)
    gone = set() if hook.tease else set(hook.facts)
    body = choosing.select(
        [f for f in left if f.id not in gone], asked, max(20, words - sum(count(f.text) for f in pay)), brief.subject
    )
    if hook.tease and not set(hook.facts) <= {f.id for f in body}:
        body = [f for f in left if f in body or f.id in hook.facts]
    parts = choosing.fill(body, body_roles, frame.wpm, asked) if body and body_roles else []
    out: list[Part] = []
    at = 0
    for role in roles:
        kind = part(role.name)
        if kind == "hook":
            out.append(Part(role, 0, tuple(f for f in facts if f.id in hook.facts), hook.kind))
        elif kind == "payoff":
            if pay or role.min:
                out.append(Part(role, 0, tuple(pay)))
        elif kind in {"body", "turn"}:
            while at < len(parts) and parts[at][0].role is role:
                out.append(Part(role, parts[at][0].index, tuple(parts[at][1])))
                at += 1
        else:
            out.append(Part(role, 0, ()))
    return out
