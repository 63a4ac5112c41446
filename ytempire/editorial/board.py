"""The board: scenes with titles, seconds and pictures that vary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import keywords, labels, questions, visuals
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.dates import year
from ytempire.editorial.house import Frame, House
from ytempire.editorial.lexicon import NUMBER_WORDS
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.sentences import split
from ytempire.editorial.words import content, count, slug, stem, tokens
from ytempire.models import Brief, End, Fact, Items, Shot, Statement, Storyboard, Title, Visual


@dataclass(frozen=True)
class Part:
    role: RoleLike
    index: int
    facts: tuple[Fact, ...]
    kind: str = ""


NAMED = "named"  # an item whose name is the heading over it


def heading(fact: Fact) -> str:
    """The heading over a fact where it names a thing, as it is written; a sentence or a stock heading names none."""
    name = re.sub(r"^\d+[.):]\s*|^[\W_]+|[\s:;,.]+$", "", fact.section)
    return name if 0 < count(name) <= 7 and any(w[:1].isupper() for w in name.split()) else ""


def visual_kin(a: Fact, b: Fact) -> float:
    """How near two facts are, for what belongs together."""
    x, y = set(tokens(a.text)), set(tokens(b.text))
    return len(x & y) / max(1, min(len(x), len(y)))


def lay(
    scenes: list[Part], photos: list[Fact], brief: Brief, asked: Asked, title: str, frame: Frame, house: House
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
        what = questions.phrase(brief.subject, questions.written(brief))
        if not any(s.kind == NAMED for s in body):
            title = counted_title(title, what, items)
        asked = Asked(f"How well do you know {what}?", f"how well you know {what}")
        promise = asked.indirect
    beside = attached(body, photos)
    names = _titles(body, title, items)
    shown = _pictures(body, beside, names, brief, asked, title, house, promise)
    seen: dict[str, int] = {}
    shots = []
    for i, scene in enumerate(body):
        kind = part(scene.role.name)
        base = slug(scene.role.name, 24)
        many = sum(slug(s.role.name, 24) == base for s in body) > 1
        seen[base] = seen.get(base, 0) + 1
        facts = tuple(f.id for f in scene.facts) + tuple(p.id for p in beside.get(i, ()))
        shots.append(
            Shot(
                id=f"{base}-{seen[base]}" if many else base,
                role=scene.role.name,
                goal=OPENS.get(scene.kind, "") if kind == "hook" else scene.role.goal,
                title=names[i],
                facts=facts,
                visual=shown[i],
                seconds=round(_seconds(scene, frame), 1),
                promise=promise if kind == "hook" else "",
                pays_off=promise if kind == _payer(body) else "",
            )
        )
    return Storyboard(title=title, question=asked.question, promise=promise, shots=tuple(_timed(shots, body, frame)))


OPENS = {
    "question": "Open with the question.",
    "number": "Open with one number.",
    "pair": "Open with two numbers far apart.",
    "date": "Open cold, on the day.",
    "quote": "Open with somebody's words.",
    "contrast": "Open with a contrast.",
    "fact": "Open with a strange fact.",
    "list": "Open by asking how well it is known.",
}


def _payer(scenes: Sequence[Part]) -> str:
    kinds = [part(s.role.name) for s in scenes]
    for kind in ("payoff", "peak", "loop", "body"):
        if kind in kinds:
            return kind
    return ""


def counted_title(title: str, subject: str, items: int) -> str:
    """A countdown says how many: "The octopus in six facts"."""
    name = next((w for w, n in NUMBER_WORDS.items() if n == items), str(items))
    new = f"{upper_first(subject)} in {name} facts"
    return new if len(new) <= 60 else title


def attached(scenes: Sequence[Part], photos: Sequence[Fact]) -> dict[int, list[Fact]]:
    """Each picture goes to the scene that is nearest to its caption, of its own note first."""
    out: dict[int, list[Fact]] = {}
    for photo in photos:
        best, where = 0.0, -1
        for i, scene in enumerate(scenes):
            if part(scene.role.name) in {"recap", "action", "rule", "loop"} or i in out or not scene.facts:
                continue
            if photo.listing and max(_shows(photo, f) for f in scene.facts) < 0.6:
                continue  # code without the words that lead to it would come out of nowhere
            near = max(_shows(photo, f) for f in scene.facts) + 0.3 * any(f.note == photo.note for f in scene.facts)
            near += 0.2 * (not any(f.quantities for f in scene.facts)) - 0.2 * (part(scene.role.name) == "hook")
            if near > best + 1e-9:
                best, where = near, i
        if where >= 0:
            out[where] = [photo]
    return out


def _shows(photo: Fact, fact: Fact) -> float:
    """How much of a picture's caption, or of the words before a listing, a fact speaks of."""
    wanted = {stem(w) for w in content(photo.text)}
    return 1.2 * len(wanted & {stem(w) for w in content(fact.text)}) / max(1, len(wanted))


def _titles(scenes: Sequence[Part], title: str, items: int) -> list[str]:
    out: list[str] = []
    used: set[str] = set()
    left = items
    for scene in scenes:
        kind = part(scene.role.name)
        name = ""
        if kind in {"item", "peak"}:
            own = heading(scene.facts[0]) if scene.kind == NAMED and scene.facts else ""
            called = own or _short(scene, used) or _named(scene, used)
            used.add(called.lower())
            name = f"Number {left}: {called}".rstrip(": ")
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


def _section(scene: Part, used: set[str]) -> str:
    for fact in scene.facts:
        name = re.sub(r"^\W+|\W+$", "", fact.section) + ("?" if fact.section.rstrip().endswith("?") else "")
        if name.strip("?") and count(name) <= 7 and name.lower() not in used:
            return upper_first(name)
    return ""


def _short(scene: Part, used: set[str]) -> str:
    for fact in scene.facts:
        name = labels.headline(fact.text, 5) or labels.headline(fact.text, 6)
        if name and name.lower() not in used:
            return name
    return ""


def _named(scene: Part, used: set[str]) -> str:
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
    good = [
        f
        for f in facts
        if f.kind != "picture"
        and not f.quote
        and f.rights != "quote-only"
        and recap_line(f)
        and not re.search(r"\b(?:it|they|them|he|she|him|this|these|those|that)\b", recap_line(f), re.IGNORECASE)
    ]
    good.sort(key=lambda f: f.order)
    if len(good) <= 3:
        return good
    step = (len(good) - 1) / 2
    picked = [good[round(i * step)] for i in range(3)]
    dated = [f for f in good if f.dates]
    if len(dated) >= 3:
        step = (len(dated) - 1) / 2
        picked = [dated[round(i * step)] for i in range(3)]
    years = [year(f.dates[0]) if f.dates else None for f in picked]
    if all(y is not None for y in years):
        picked = [f for _, f in sorted(zip(years, picked, strict=True), key=lambda p: p[0] or 0.0)]
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


def _seconds(scene: Part, frame: Frame) -> float:
    words = sum(count(f.text) for f in scene.facts) + 6
    low, high = scene.role.seconds
    return min(high, max(low, words * 60 / frame.wpm))


def _timed(shots: list[Shot], scenes: Sequence[Part], frame: Frame) -> list[Shot]:
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


def _pictures(
    scenes: Sequence[Part],
    photos: dict[int, list[Fact]],
    names: Sequence[str],
    brief: Brief,
    asked: Asked,
    title: str,
    house: House,
    promise: str,
) -> list[Visual]:
    """A picture a scene: what its facts hold, not the kind of the scene before, and no number twice."""
    choices = [_choices(s, photos.get(i, []), names[i], scenes, asked, title, house) for i, s in enumerate(scenes)]
    beam: list[tuple[float, tuple[int, ...], frozenset[str], str, tuple[str, ...]]] = [(0.0, (), frozenset(), "", ())]
    for options in choices:
        grown = []
        for value, path, numbers, last, kinds in beam:
            for j, o in enumerate(options[:8]):
                kind: str = o.visual.kind
                score = value + o.worth - 0.35 * kinds.count(kind) - (3.0 if kind == last else 0.0)
                score -= 8.0 * len(numbers & o.numbers)
                grown.append((score, (*path, j), numbers | o.numbers, kind, (*kinds, kind)))
        grown.sort(key=lambda g: (-g[0], g[1]))
        beam = grown[:24]
    return [choices[i][j].visual for i, j in enumerate(beam[0][1])]


def _choices(
    scene: Part, photos: Sequence[Fact], name: str, scenes: Sequence[Part], asked: Asked, title: str, house: House
) -> list[visuals.Option]:
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
        opens = Title(
            headline=card(title, asked),
            accent=labels.accent(card(title, asked)),
            kicker=house.title,
            support=under(card(title, asked), asked.question) or house.tagline,
        )
        found.append(visuals.Option(opens, 3.3 if "title" in liked or not liked else 1.5))
    elif kind == "action":
        found.append(visuals.Option(farewell(house), 3.0))
    elif kind == "recap":
        points = recap_facts([f for s in scenes for f in s.facts])
        short = [upper_first(t) for f in points if (t := labels.told(f.text, 5) or labels.told(f.text, 6))]
        found += [o for o in visuals.options(points, scene.role.title) if o.visual.kind == "timeline"][:1]
        if len(set(short)) >= 2:
            found.append(
                visuals.Option(Items(title=scene.role.title or "In short", items=tuple(dict.fromkeys(short))), 3.0)
            )
        found.append(visuals.Option(_statement(asked.question, title), 1.0))
    elif kind == "rule":
        found.append(visuals.Option(Statement(text="We count down.", accent="down"), 1.0))
    elif kind == "loop" or not found:
        found.append(visuals.Option(_statement(asked.question, title), 1.0))
    if kind in {"body", "turn", "payoff", "loop"}:
        name_ = _six(plain) if count(plain) > 1 and kind != "loop" else card(title, asked)
        found.append(visuals.Option(Title(headline=name_, accent=labels.accent(name_)), 0.4))
    if kind in {"item", "peak"}:
        named = Title(headline=_six(plain) or title, accent=labels.accent(plain), kicker=name.split(":")[0])
        found.append(visuals.Option(named, 2.2))
    found.sort(key=lambda o: -o.worth)
    return found


def farewell(house: House) -> End:
    """The end card: what is said last, in two parts where it has two, and the film before this one to watch next."""
    said = " ".join(house.call_to_action.split())
    lead, comma, rest = said.partition(", ")
    if comma and 2 <= count(lead) <= 4 and rest and count(rest) <= 14:
        return End(headline=lead, next=house.previous, ask=upper_first(rest))
    if count(said) <= 6:
        return End(headline=said, next=house.previous, ask=house.tagline if count(house.tagline) <= 10 else "")
    sentences = split(said)
    short = [s for s in sentences if count(s) <= 14]
    return End(
        headline=house.title or _six(said), next=house.previous, ask=short[0] if short else labels.told(said, 14)
    )


def under(headline: str, question: str) -> str:
    """What stands under a film's title: its question, unless the title asks the same."""
    asks = re.match(r"(?:why|how|what|when|where|who)\b", headline, re.IGNORECASE)
    before, colon, rest = question.partition(": ")
    if colon and before.lower() == headline.rstrip("?").lower():  # "Tea or coffee: which is the better choice?"
        return upper_first(rest)
    return "" if asks or count(question) > 12 else question


def card(title: str, asked: Asked) -> str:
    """The headline of a title card: the title where it is short, else what the question is about."""
    if count(title) <= 7:
        return title
    part_ = labels.core(asked.question[asked.question.index(" ") + 1 :]) if " " in asked.question else None
    kept = labels.cut(title.split(), 6, 3)
    whole = kept and not re.match(r"(?:why|how|what|when|where|who)\b", title, re.IGNORECASE)
    if whole and kept:
        return " ".join(kept)
    names = keywords.phrases(f"{title}. {asked.indirect}. {title}", 2)
    return upper_first(labels.thing(part_[0], 6)) if part_ else upper_first(" ".join(names[:1])) or _six(title)


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
