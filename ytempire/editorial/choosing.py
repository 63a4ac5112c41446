"""Which facts a film tells, and where its scenes part: by worth, by what leans on what, and by length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial.grammar import clause, front
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.lexicon import ADVERBS
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.similarity import Space, central, cosine
from ytempire.editorial.words import content, count, stem, tokens
from ytempire.models import Fact

Chain = list[Fact]


def chains(facts: Sequence[Fact]) -> list[Chain]:
    """Facts that must be told together, in order: one that stands alone, and those that lean on it."""
    out: list[Chain] = []
    for fact in facts:
        same = bool(out) and out[-1][-1].note == fact.note and out[-1][-1].order // 100 == fact.order // 100
        if out and leans(fact.text) and (same or out[-1][-1].note == fact.note):
            out[-1].append(fact)
        else:
            out.append([fact])
    return out


def needs(facts: Sequence[Fact], subject: str = "") -> list[set[int]]:
    """For each fact, the places of those that it needs: the one it leans on, and who or what it takes as known."""
    about = set(content(subject))
    known: dict[str, int] = {}
    out: list[set[int]] = []
    for i, fact in enumerate(facts):
        need: set[int] = set()
        near = i > 0 and facts[i - 1].note == fact.note
        if near and leans(fact.text):
            need.add(i - 1)
        for name in fact.names:
            first = known.get(name.split()[-1].lower())
            if first is not None and " " not in name and " " in _named(facts[first], name):
                need.add(first)
        head = _definite(fact.text)
        if head and head not in about:
            if head in known:
                need.add(known[head])
            elif near and facts[i - 1].order // 100 == fact.order // 100:
                need.add(i - 1)
        for noun in _THE.findall(fact.text):
            first = known.get(stem(noun))
            if (
                first is not None
                and 0 < i - first <= 2
                and stem(noun) not in about
                and facts[first].note == fact.note
                and not re.search(rf"\bthe {re.escape(noun)}\b", facts[first].text)
            ):
                need.add(first)
        for word in [*content(fact.text), *(n.split()[-1].lower() for n in fact.names)]:
            known.setdefault(word, i)
        out.append(need - {i})
    return out


_THE = re.compile(r"\bthe ([a-z]{4,})\b(?! of\b)")


def _named(fact: Fact, name: str) -> str:
    return next((n for n in fact.names if n.split()[-1] == name), "")


def _definite(text: str) -> str:
    """The stem of what "The ..." takes as known; nothing for names and for what explains itself ("The roof of it")."""
    _, rest = front(text)
    match = re.match(r"[Tt]he\s+((?:[a-z][\w-]*\s+){1,3})", rest)
    if not match:
        return ""
    part = clause(rest)
    subject = part.subject.split()[1:] if part else match.group(1).split()[:1]
    subject = [w for w in subject if w not in ADVERBS]
    if (
        not subject
        or len(subject) > 3
        or any(w[0].isupper() or w in {"of", "first", "only", "last", "same"} for w in subject)
    ):
        return ""
    return stem(subject[-1])


def worth(facts: Sequence[Fact], asked: Asked) -> dict[str, float]:
    """How much each fact adds: numbers, names, sayings, reasons, how central it is, and what it introduces."""
    if not facts:
        return {}
    middle = central([f.text for f in facts])
    space = Space([f.text for f in facts], grams=1)
    aim = space.vector(asked.question)
    out: dict[str, float] = {}
    sections: set[tuple[str, str]] = set()
    words = [set(content(f.text)) for f in facts]
    for i, fact in enumerate(facts):
        value = 1.0 + 0.4 * min(2, len(fact.quantities)) + 0.3 * bool(fact.dates) + 0.7 * bool(fact.quote)
        value += 0.5 * (fact.kind in {"cause", "contrast", "list"}) + 0.6 * middle[i]
        value += 1.2 * cosine(space.vectors[i], aim)
        key = (fact.note, fact.section)
        if key not in sections:
            sections.add(key)
            value += 0.7
        value += 0.9 if i == 0 else 0.5 if i in {1, len(facts) - 1} else 0.0
        before: set[str] = set().union(*words[:i]) if i else set()
        after = [words[j] for j in range(i + 1, min(len(facts), i + 4))]
        value += 0.3 * min(4, sum(1 for w in words[i] - before for a in after if w in a))
        if i and facts[i - 1].note == fact.note and facts[i - 1].order // 100 == fact.order // 100:
            fresh = words[i - 1] - (set().union(*words[: i - 1]) if i > 1 else set())
            value += 0.35 * min(3, len(words[i] & fresh))
        value += (
            0.4
            if re.search(
                r"\bwhich (?:leaves?|left|makes?|made|is why)\b|\bthat is why\b|, so\b|\bas a result\b", fact.text
            )
            else 0.0
        )
        value += 0.4 if leans(fact.text) else 0.0
        if any(0 <= j < len(facts) and alike_in_form(facts[j].text, fact.text) for j in (i - 1, i + 1)):
            value += 0.8
        out[fact.id] = value - 0.03 * max(0, count(fact.text) - 12)
    return out


def select(facts: Sequence[Fact], asked: Asked, room: int, subject: str = "") -> list[Fact]:
    """The facts that fit into `room` words, in order; no fact stays without one that it needs."""
    value = worth(facts, asked)
    need = needs(facts, subject)
    kept = set(range(len(facts)))

    def total() -> int:
        return sum(count(facts[i].text) for i in kept)

    while total() > room and len(kept) > 1:
        over = total() - room
        free = [i for i in kept if not any(i in need[j] for j in kept)]
        if not free:
            break
        worst = min(free, key=lambda i: (value[facts[i].id] + 0.05 * max(0, count(facts[i].text) - over - 10), -i))
        kept.remove(worst)
        twins = [
            j
            for j in (worst - 1, worst + 1)
            if j in kept and j in free and alike_in_form(facts[j].text, facts[worst].text)
        ]
        kept.difference_update(twins[:1] if len(kept) > 1 else [])
    return [facts[i] for i in sorted(kept)]


def alike_in_form(a: str, b: str) -> bool:
    """Two sentences of one build, made to be compared: one without the other says little."""
    x, y = set(tokens(a)), set(tokens(b))
    return len(x & y) / max(1, len(x | y)) >= 0.5


@dataclass(frozen=True)
class Slot:
    """A scene to be filled: its role, and which of that role it is."""

    role: RoleLike
    index: int


def fill(facts: Sequence[Fact], roles: Sequence[RoleLike], wpm: float, asked: Asked) -> list[tuple[Slot, list[Fact]]]:
    """Part the facts, in order, into the scenes of these roles, at the best borders."""
    best: tuple[float, list[tuple[Slot, list[Fact]]]] | None = None
    for counts in _counts(roles, len(facts)):
        slots = [Slot(role, i) for role, n in zip(roles, counts, strict=True) for i in range(n)]
        if not slots:
            continue
        value, cuts = _cut(facts, slots, wpm)
        value -= 0.15 * sum(n == 0 for n in counts)
        if best is None or value > best[0] + 1e-9:
            edges = [0, *cuts, len(facts)]
            best = (value, [(s, list(facts[edges[k] : edges[k + 1]])) for k, s in enumerate(slots)])
    return best[1] if best else []


def _counts(roles: Sequence[RoleLike], facts: int) -> list[list[int]]:
    """How many scenes of each role: every choice within the recipe that the facts can fill."""
    out: list[list[int]] = [[]]
    for role in roles:
        out = [[*c, n] for c in out for n in range(role.min, role.max + 1)]
    fits = [c for c in out if 0 < sum(c) <= max(1, facts)]
    return fits or [[role.min for role in roles]]


def _cut(facts: Sequence[Fact], slots: Sequence[Slot], wpm: float) -> tuple[float, list[int]]:
    """The best borders between these scenes, and how good they are a scene."""
    n, k = len(facts), len(slots)
    words = [0]
    for fact in facts:
        words.append(words[-1] + count(fact.text))
    wanted = [sum(s.role.seconds) / 2 * wpm / 60 for s in slots]
    scale = words[-1] / max(1.0, sum(wanted))
    table: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for s, slot in enumerate(slots):
        row: dict[int, tuple[float, int]] = {}
        left = k - s - 1
        for stop in range(1 if n >= k else 0, n - min(left, max(0, n - s - 1)) + 1) if left else [n]:
            for start, (value, _) in table[s].items():
                if start > stop or (start == stop and n >= k):
                    continue
                got = words[stop] - words[start]
                want = wanted[s] * min(1.0, max(scale, 0.4))
                most = slot.role.seconds[1] * wpm / 60
                score = value + _border(facts, start) - ((got - want) / max(want, 8)) ** 2
                score -= 1.5 * max(0.0, got - most) / 10 + _misfit(slot, facts[start:stop])
                if stop not in row or score > row[stop][0] + 1e-9:
                    row[stop] = (score, start)
        table.append(row)
    if n not in table[k]:
        even = [round(n * i / k) for i in range(1, k)]
        return -1e6, even
    cuts, at = [], n
    for s in range(k, 0, -1):
        at = table[s][at][1]
        cuts.append(at)
    return table[k][n][0] / k, list(reversed(cuts))[1:]


def _border(facts: Sequence[Fact], at: int) -> float:
    """How well a scene may begin here."""
    if at == 0 or at >= len(facts):
        return 0.0
    before, here = facts[at - 1], facts[at]
    if leans(here.text):
        return -0.2 if connective(here.text)[0] in {"but", "however", "yet"} else -2.0
    if before.note != here.note or before.section != here.section:
        return 1.2
    return 0.7 if before.order // 100 != here.order // 100 else 0.2


def _misfit(slot: Slot, facts: Sequence[Fact]) -> float:
    """A turn that does not turn."""
    if part(slot.role.name) != "turn" or not facts:
        return 0.0
    first = facts[0]
    if (
        connective(first.text)[0] in {"but", "however", "yet", "still", "instead", "nevertheless"}
        or first.kind == "contrast"
    ):
        return -0.8
    return 1.2
