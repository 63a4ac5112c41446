"""The film, laid out: an opening that promises, facts in order in scenes that fit, a payoff, and varied pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import choosing, hooks, keywords, labels, questions, visuals
from ytempire.editorial.grammar import leans, lower_first, upper_first
from ytempire.editorial.phrases import Wording
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.words import count, slug, tokens
from ytempire.models import Brief, Fact, Items, Shot, Statement, Storyboard, Title, Visual


@dataclass(frozen=True)
class House:
    """What a film takes from its channel: the name on the title card, its line, and the last sentence."""

    title: str = ""
    tagline: str = ""
    call_to_action: str = ""


@dataclass(frozen=True)
class Frame:
    """What a film takes from its recipe: roles in order, seconds, and the pace of its voice."""

    roles: tuple[RoleLike, ...]
    seconds: tuple[float, float]
    wpm: float

    def words(self, seconds: float) -> int:
        """How many words are said in so many seconds."""
        return int(seconds * self.wpm / 60)


@dataclass(frozen=True)
class _Scene:
    role: RoleLike
    index: int
    facts: tuple[Fact, ...]
    kind: str = ""


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
    spoken = [f for f in brief.facts if not f.photo]
    photos = [f for f in brief.facts if f.photo]
    key = slug(brief.subject)
    listed = any(part(r.name) == "item" for r in frame.roles)
    scenes = (
        _ranked(spoken, asked, frame, key, seed, words)
        if listed
        else _told(spoken, asked, frame, brief, key, seed, words)
    )
    return _board(scenes, photos, brief, asked, title, frame, house)


# --- what is told in which scene ------------------------------------------------------------------


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


def _told(facts: list[Fact], asked: Asked, frame: Frame, brief: Brief, key: str, seed: int, words: int) -> list[_Scene]:
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
    out: list[_Scene] = []
    at = 0
    for role in roles:
        kind = part(role.name)
        if kind == "hook":
            out.append(_Scene(role, 0, tuple(f for f in facts if f.id in hook.facts), hook.kind))
        elif kind == "payoff":
            if pay or role.min:
                out.append(_Scene(role, 0, tuple(pay)))
        elif kind in {"body", "turn"}:
            while at < len(parts) and parts[at][0].role is role:
                out.append(_Scene(role, parts[at][0].index, tuple(parts[at][1])))
                at += 1
        else:
            out.append(_Scene(role, 0, ()))
    return out


def _ranked(facts: list[Fact], asked: Asked, frame: Frame, key: str, seed: int, words: int) -> list[_Scene]:
    """A countdown: what stands alone, from good to best, each with what leans on it; the best with its reason."""
    item = next(r for r in frame.roles if part(r.name) == "item")
    peak = next((r for r in frame.roles if part(r.name) == "peak"), None)
    most = frame.words(item.seconds[1])
    groups = _alone(facts, most, key)
    value = choosing.worth(facts, asked)
    score = {g[0].id: value[g[0].id] + 0.3 * sum(value[f.id] for f in g[1:]) + 0.8 * bool(g[0].quantities)
             + 0.6 * hooks.striking(g[0].text) - 0.9 * bool(g[0].quote) for g in groups}  # fmt: skip
    best = sorted(groups, key=lambda g: (-score[g[0].id], g[0].order))
    size = max(item.min, min(item.max, len(best) - bool(peak)))
    sizes = [sum(count(f.text) for f in g) for g in best]
    while size > item.min and sum(sizes[: size + bool(peak)]) > words:
        size -= 1
    top = best[:1] if peak else []
    rest = best[len(top) : len(top) + size]
    order = list(reversed(rest))
    if len(order) > 3:
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
    out: list[_Scene] = []
    for role in frame.roles:
        kind = part(role.name)
        if kind == "hook":
            out.append(_Scene(role, 0, tuple(f for f in facts if f.id in hook.facts), hook.kind))
        elif kind == "item":
            out += [_Scene(role, i, tuple(g)) for i, g in enumerate(order)]
        elif kind == "peak" and top:
            out.append(_Scene(role, 0, tuple(top[0])))
        elif kind == "payoff":
            if why or role.min:
                out.append(_Scene(role, 0, tuple(why)))
        elif kind in {"rule", "recap", "action", "loop"} or role.min:
            out.append(_Scene(role, 0, ()))
    return out


def _alone(facts: list[Fact], most: int, subject: str) -> list[list[Fact]]:
    """Facts that can be told by themselves, each with what leans on it; all of them where too few can."""
    need = choosing.needs(facts, subject.replace("-", " "))
    groups: list[list[Fact]] = []
    for chain in choosing.chains(facts):
        at = facts.index(chain[0])
        if not need[at]:
            groups.append(_fit(chain, most))
        elif leans(chain[0].text):
            continue
        elif need[at] == {at - 1} and groups and facts[at - 1] in groups[-1]:
            if sum(count(f.text) for f in [*groups[-1], *chain]) <= most:
                groups[-1] += chain
    if len(groups) < 4:
        groups = [_fit(c, most) for c in choosing.chains(facts)]
    return groups


def _list_hook(free: Sequence[Fact], asked: Asked, frame: Frame, key: str, seed: int) -> hooks.Hook:
    """A countdown opens with a strange fact that is no item, else by saying what will be counted."""
    role = next((r for r in frame.roles if part(r.name) == "hook"), None)
    found = [h for h in hooks.ways(free, asked, key.replace("-", " "), frame.words(role.seconds[1]) if role else 30)
             if not h.tease and h.worth >= 2.2 and h.kind != "question"]  # fmt: skip
    return hooks.pick(found, Wording(seed, key)) if found else hooks.Hook("list", (), False, 0.0)


def visual_kin(a: Fact, b: Fact) -> float:
    """How near two facts are, for what belongs together."""
    x, y = set(tokens(a.text)), set(tokens(b.text))
    return len(x & y) / max(1, min(len(x), len(y)))


def _fit(chain: list[Fact], most: int) -> list[Fact]:
    out = list(chain)
    while len(out) > 1 and sum(count(f.text) for f in out) > most:
        out.pop()
    return out


# --- the board ------------------------------------------------------------------------------------


def _board(
    scenes: list[_Scene], photos: list[Fact], brief: Brief, asked: Asked, title: str, frame: Frame, house: House
) -> Storyboard:
    promise = asked.indirect or asked.question
    body = [s for s in scenes if not (part(s.role.name) == "action" and not house.call_to_action)]
    body = [
        s
        for s in body
        if not (
            part(s.role.name) == "recap"
            and not s.role.min
            and len(recap_facts([f for x in scenes for f in x.facts])) < 2
        )
    ]
    items = sum(part(s.role.name) in {"item", "peak"} for s in body)
    if items:
        title = counted_title(title, brief.subject, items)
    attached = _photos(body, photos)
    names = _titles(body, title, items)
    shown = _pictures(body, attached, names, brief, asked, title, house, promise)
    seen: dict[str, int] = {}
    shots = []
    for i, scene in enumerate(body):
        kind = part(scene.role.name)
        base = slug(scene.role.name, 24)
        many = sum(slug(s.role.name, 24) == base for s in body) > 1
        seen[base] = seen.get(base, 0) + 1
        facts = tuple(f.id for f in scene.facts) + tuple(p.id for p in attached.get(i, ()))
        shots.append(Shot(
            id=f"{base}-{seen[base]}" if many else base, role=scene.role.name,
            goal=OPENS.get(scene.kind, "") if kind == "hook" else scene.role.goal, title=names[i], facts=facts,
            visual=shown[i], seconds=round(_seconds(scene, frame), 1),
            promise=promise if kind == "hook" else "", pays_off=promise if kind == _payer(body) else "",
        ))  # fmt: skip
    return Storyboard(title=title, question=asked.question, promise=promise, shots=tuple(_timed(shots, body, frame)))


OPENS = {
    "question": "Open with the question.", "number": "Open with one number.", "pair": "Open with two numbers far apart.",
    "date": "Open cold, on the day.", "quote": "Open with somebody's words.", "contrast": "Open with a contrast.",
    "fact": "Open with a strange fact.", "list": "Open by asking how well it is known.",
}  # fmt: skip


def _payer(scenes: Sequence[_Scene]) -> str:
    kinds = [part(s.role.name) for s in scenes]
    for kind in ("payoff", "peak", "loop", "body"):
        if kind in kinds:
            return kind
    return ""


def counted_title(title: str, subject: str, items: int) -> str:
    """A countdown says how many: "The octopus in six facts"."""
    from ytempire.editorial.lexicon import NUMBER_WORDS

    name = next((w for w, n in NUMBER_WORDS.items() if n == items), str(items))
    new = f"{upper_first(subject)} in {name} facts"
    return new if len(new) <= 60 else title


def _photos(scenes: Sequence[_Scene], photos: Sequence[Fact]) -> dict[int, list[Fact]]:
    """Each picture goes to the scene that is nearest to its caption, of its own note first."""
    out: dict[int, list[Fact]] = {}
    for photo in photos:
        best, where = 0.0, -1
        for i, scene in enumerate(scenes):
            if part(scene.role.name) in {"recap", "action", "rule", "loop"} or i in out or not scene.facts:
                continue
            near = max(visual_kin(photo, f) for f in scene.facts) + 0.3 * any(f.note == photo.note for f in scene.facts)
            near += 0.2 * (not any(f.quantities for f in scene.facts)) - 0.2 * (part(scene.role.name) == "hook")
            if near > best + 1e-9:
                best, where = near, i
        if where >= 0:
            out[where] = [photo]
    return out


def _titles(scenes: Sequence[_Scene], title: str, items: int) -> list[str]:
    out: list[str] = []
    used: set[str] = set()
    left = items
    for scene in scenes:
        kind = part(scene.role.name)
        name = ""
        if kind in {"item", "peak"}:
            name = (
                f"Number {left}: {_short(scene, used)}".rstrip(": ")
                if kind == "item"
                else _short(scene, used) or scene.role.title
            )
            name = name if kind == "item" else f"Number 1: {name}".rstrip(": ")
            left -= 1
        elif kind in {"body", "turn", "payoff"}:
            name = _section(scene, used) or (scene.role.title if kind == "payoff" else "") or _short(scene, used)
        elif kind == "hook":
            name = title
        if not name or name.lower() in used:
            title_ = scene.role.title if scene.role.title.lower() not in used else ""
            name = title_ if kind not in {"body", "turn", "item", "peak"} else _named(scene, used) or title_
        name = name or scene.role.title or upper_first(scene.role.name)
        n = 2
        base = name
        while name.lower() in used:
            name, n = f"{base} ({n})", n + 1
        used.add(name.lower())
        out.append(name)
    return out


def _section(scene: _Scene, used: set[str]) -> str:
    for fact in scene.facts:
        name = re.sub(r"^\W+|\W+$", "", fact.section) + ("?" if fact.section.rstrip().endswith("?") else "")
        if name.strip("?") and count(name) <= 7 and name.lower() not in used:
            return upper_first(name)
    return ""


def _short(scene: _Scene, used: set[str]) -> str:
    for fact in scene.facts:
        name = labels.headline(fact.text, 5) or labels.headline(fact.text, 6)
        if name and name.lower() not in used:
            return name
    return ""


def _named(scene: _Scene, used: set[str]) -> str:
    """A scene's name when no sentence gives one: the thing its first fact is about."""
    for fact in scene.facts:
        part_ = labels.core(fact.text)
        found = keywords.phrases(f"{fact.text} {fact.text}", 1)
        name = labels.thing(part_[0], 5) if part_ and not labels.points(part_[0]) else found[0] if found else ""
        if (
            name
            and name.lower() not in used
            and (" " in name or not scene.role.title or scene.role.title.lower() in used)
        ):
            return upper_first(name)
    return ""


def recap_facts(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that can be said again in a few words, best spread over the film."""
    good = [f for f in facts if not f.photo and not f.quote and f.rights != "quote-only" and recap_line(f)
            and not re.search(r"\b(?:it|they|them|he|she|him|this|these|those|that)\b", recap_line(f), re.IGNORECASE)]  # fmt: skip
    good.sort(key=lambda f: f.order)
    if len(good) <= 3:
        return good
    step = (len(good) - 1) / 2
    picked = [good[round(i * step)] for i in range(3)]
    dated = [f for f in good if f.dates]
    if len(dated) >= 3:
        step = (len(dated) - 1) / 2
        picked = [dated[round(i * step)] for i in range(3)]
    return picked


def recap_line(fact: Fact, seen: str = "") -> str:
    """A told fact in at most nine words, with its year before it if it has one."""
    text = labels.told(fact.text, 9)
    if not text or count(text) < 3 or tokens(text) == tokens(fact.text):
        return ""
    year = labels.year_of(fact.text)
    if not re.fullmatch(r"\d{4}", year) and fact.dates:
        return ""
    if year and re.search(rf"\b{year}\b", text):
        year = ""
    return f"{year}: {lower_first(text, seen)}." if year else upper_first(text) + "."


# --- seconds and pictures -------------------------------------------------------------------------


def _seconds(scene: _Scene, frame: Frame) -> float:
    words = sum(count(f.text) for f in scene.facts) + 6
    low, high = scene.role.seconds
    return min(high, max(low, words * 60 / frame.wpm))


def _timed(shots: list[Shot], scenes: Sequence[_Scene], frame: Frame) -> list[Shot]:
    """Seconds that stay within each role and come to the film's length."""
    low, high = frame.seconds
    total = sum(s.seconds for s in shots)
    goal = min(high, max(low, total))
    for _ in range(8):
        off = goal - sum(s.seconds for s in shots)
        if abs(off) < 0.2:
            break
        free = [
            i
            for i, s in enumerate(shots)
            if (s.seconds < scenes[i].role.seconds[1] if off > 0 else s.seconds > scenes[i].role.seconds[0])
        ]
        if not free:
            break
        for i in free:
            a, b = scenes[i].role.seconds
            shots[i] = shots[i].model_copy(
                update={"seconds": round(min(b, max(a, shots[i].seconds + off / len(free))), 2)}
            )
    return shots


def _pictures(scenes: Sequence[_Scene], photos: dict[int, list[Fact]], names: Sequence[str], brief: Brief, asked: Asked,
              title: str, house: House, promise: str) -> list[Visual]:  # fmt: skip
    """A picture a scene: what its facts hold, not the kind of the scene before, and no number twice."""
    choices = [_choices(s, photos.get(i, []), names[i], scenes, asked, title, house) for i, s in enumerate(scenes)]
    beam: list[tuple[float, tuple[int, ...], frozenset[str], str, tuple[str, ...]]] = [(0.0, (), frozenset(), "", ())]
    for options in choices:
        grown = []
        for value, path, numbers, last, kinds in beam:
            for j, o in enumerate(options[:8]):
                kind = o.visual.kind
                score = value + o.worth - 0.35 * kinds.count(kind) - (3.0 if kind == last else 0.0)
                score -= 8.0 * len(numbers & o.numbers)
                grown.append((score, (*path, j), numbers | o.numbers, kind, (*kinds, kind)))
        grown.sort(key=lambda g: (-g[0], g[1]))
        beam = grown[:24]
    return [choices[i][j].visual for i, j in enumerate(beam[0][1])]


def _choices(scene: _Scene, photos: Sequence[Fact], name: str, scenes: Sequence[_Scene], asked: Asked, title: str,
             house: House) -> list[visuals.Option]:  # fmt: skip
    kind = part(scene.role.name)
    plain = re.sub(r"^Number \d+(?::\s*)?", "", name)
    over = plain if kind in {"body", "turn", "payoff"} and count(plain) <= 6 else ""
    found = visuals.options([*scene.facts, *photos], over)[:8] if scene.facts or photos else []
    liked = scene.role.visuals
    found = [
        visuals.Option(
            o.visual, o.worth + (0.8 - 0.1 * liked.index(o.visual.kind) if o.visual.kind in liked else 0), o.numbers
        )
        for o in found
    ]
    if kind == "hook":
        card = Title(headline=_six(title), accent=labels.accent(_six(title)), kicker=house.title,
                     support=asked.question if count(asked.question) <= 12 else house.tagline)  # fmt: skip
        found.append(visuals.Option(card, 3.3 if "title" in liked or not liked else 1.5))
    elif kind == "action":
        found.append(
            visuals.Option(
                Title(headline=_six(house.title), accent=labels.accent(_six(house.title)), support=house.tagline), 3.0
            )
        )
    elif kind == "recap":
        points = recap_facts([f for s in scenes for f in s.facts])
        short = [t for f in points if (t := labels.headline(f.text, 5))]
        if len(set(short)) >= 2:
            found.append(
                visuals.Option(Items(title=scene.role.title or "In short", items=tuple(dict.fromkeys(short))), 3.0)
            )
        found.append(visuals.Option(_statement(asked.question, title), 1.0))
    elif kind in {"rule", "loop"} or not found:
        found.append(visuals.Option(_statement(scene.role.title or asked.question, title), 1.0))
    if kind in {"item", "peak"}:
        card = Title(headline=_six(plain) or title, accent=labels.accent(plain), kicker=name.split(":")[0])
        found.append(visuals.Option(card, 2.2))
    found.sort(key=lambda o: -o.worth)
    return found


def _six(text: str) -> str:
    """A text in at most six words, cut where a phrase ends."""
    words = text.split()
    if len(words) <= 6:
        return text
    kept = labels.cut(words, 6, 2) or words[:6]
    while len(kept) > 1 and kept[-1].lower() in labels.LOOSE:
        kept = kept[:-1]
    return " ".join(kept).rstrip(",:;")


def _statement(text: str, title: str) -> Statement:
    short = text if count(text) <= 8 else title if count(title) <= 8 else _six(text)
    return Statement(text=short, accent=labels.accent(short))
