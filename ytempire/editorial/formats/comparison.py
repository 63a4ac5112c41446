"""A comparison: two things side by side, criterion by criterion, and a verdict that the notes give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial import draft, phrases
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.formats.sides import MEASURED, UNNAMED, Criterion, Two, cells, criteria, two_of
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, fixed, room, shown, size, spoken
from ytempire.editorial.grammar import lemma
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import leans, stands_alone
from ytempire.editorial.questions import Asked, written
from ytempire.editorial.roles import part
from ytempire.editorial.sentences import split
from ytempire.editorial.visuals import Option
from ytempire.editorial.words import count
from ytempire.models import Bar, Brief, Candidate, Chart, Comparison, Fact, Line, Shot, Side, Storyboard, Table

FEWEST = 3
_VERDICT = re.compile(
    r"\b(?:verdict|which|who|choose|choice|conclusion|bottom line|in short|so what|winner|result)\b", re.I
)
_CHOOSES = re.compile(
    r"\b(?:better|best|choices?|choose|pick|prefer|wins?|winner|suits?|ideal|cheaper|makes do|worth it|go for|"
    r"if you|safer|makes (?:more )?sense|"
    r"the right (?:one|choice))\b"
)
_ALIKE = re.compile(r"^(?:Both|Neither|All two|They both)\b|\b(?:in common|alike|the same)\b", re.I)
_OPENS = (
    "Side by side, point by point.",
    "We take it point by point.",
    "Put them side by side.",
    "One point at a time.",
)
_FIRST = ("First, {c}.", "Begin with {c}.", "Take {c} first.")
_THEN = ("Next, {c}.", "Now {c}.", "Then {c}.", "What about {c}?", "On to {c}.")
_ALSO = ("But they share something.", "And yet, they have things in common.", "Not everything differs, though.")
_OPEN = (
    "Neither wins. This is what it comes to.",
    "No winner, but a clear difference.",
    "There is no better and no worse here, only the difference.",
)


def unfit(brief: Brief) -> str:
    """Why these notes make no comparison."""
    two = two_of(brief)
    if two is None:
        return "a comparison needs two things, named in a title such as “Tea or coffee” or “Tea vs coffee”"
    found = criteria(brief, two)
    if len(found) < FEWEST:
        many = "1 point" if len(found) == 1 else f"{len(found)} points" if found else "no point"
        return f"a comparison needs {FEWEST} points on which both are told of; {two.a} and {two.b} meet on {many}"
    return ""


def entitled(candidate: Candidate, brief: Brief) -> Candidate:
    """The question of a comparison: which of two, or what sets them apart."""
    two = two_of(brief)
    if two is None:
        return candidate
    if candidate.title.endswith("?") and re.search(r"\bwhich\b", candidate.title, re.I):
        return candidate.model_copy(update={"question": candidate.title})
    a, b = (lower_first(x, written(brief)) for x in (two.a, two.b))
    chooses = any(_CHOOSES.search(f.text) for f in _verdict(brief, two))
    question = f"{upper_first(a)} or {b}: which is the better choice?" if chooses else f"What sets {a} and {b} apart?"
    title = candidate.title if 0 < count(candidate.title) <= 9 else f"{upper_first(a)} or {b}?"
    return candidate.model_copy(update={"question": question, "title": title[:60]})


def _verdict(brief: Brief, two: Two) -> list[Fact]:
    """What the notes say in the end: which one, for whom, or what follows."""
    facts = spoken(brief)
    own = [f for f in facts if _VERDICT.search(f.section)]
    found = [f for f in facts[len(facts) // 2 :] if _CHOOSES.search(f.text) and two.of(f.text)]
    if own or not found:
        return own
    last = found[-1]  # the paragraph that decides says both sides of it
    same = [f for f in facts if (f.note, f.section, f.order // 100) == (last.note, last.section, last.order // 100)]
    decides = not last.section and 1 < len(same) <= 3 and all(two.of(f.text) or leans(f.text) for f in same)
    return same if decides and {"a", "b"} <= set("".join(two.of(f.text) for f in same)) else found


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """The question, criteria with their pictures, what both share, and the verdict; about `words` words of facts."""
    two = two_of(brief)
    assert two is not None
    facts = spoken(brief)
    role = next(r for r in frame.roles if part(r.name) == "point")
    verdict = _verdict(brief, two)[:3]
    pool = [c for c in criteria(brief, two) if not any(f in verdict for f in c.facts)] or criteria(brief, two)
    chosen = _chosen(pool, role.max, words - size(verdict[:2]), room(frame, role))
    used = {f.id for c in chosen for f in c.facts} | {f.id for f in verdict}
    free = [f for f in facts if f.id not in used and not f.quote]
    first = min(f.order for c in chosen for f in c.facts)
    opens = [f for f in free if f.order < first and (stands_alone(f.text) or _of_both(f, two)) and not leans(f.text)][
        :1
    ]
    alike = [f for f in free if _ALIKE.search(f.text) and f not in opens][:2]
    one, other = (lower_first(x, written(brief)) for x in (two.a, two.b))
    asked = Asked(brief.question, f"what sets {one} and {other} apart")
    scenes: list[Laid] = []
    for r in frame.roles:
        kind = part(r.name)
        if kind == "hook":
            scenes.append(Laid(r, title, tuple(opens)))
        elif r is role:
            scenes += [Laid(r, c.name, tuple(c.facts), _picture(chosen, n, two)) for n, c in enumerate(chosen)]
        elif r.name == "in common":
            scenes += [Laid(r, r.title, tuple(alike), shown(alike, r.title))] if alike else []
        elif kind == "payoff":
            scenes.append(Laid(r, r.title, tuple(verdict), _whole(chosen, two)))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(r, r.title))
    return board(scenes, title, asked, frame)


def _of_both(fact: Fact, two: Two) -> bool:
    """Whether a sentence begins with both things."""
    return two.of(" ".join(fact.text.split()[:6])) == "ab"


def _chosen(pool: Sequence[Criterion], most: int, words: int, each: int) -> list[Criterion]:
    """The criteria that fit, those with numbers and on both sides equally first, in the order of the notes."""
    fitted = [c.within(each - 4) for c in pool]
    ranked = sorted(fitted, key=lambda c: (-c.worth, c.order))
    kept: list[Criterion] = []
    for c in ranked:
        if len(kept) < FEWEST or (len(kept) < most and size([f for k in kept for f in k.facts] + c.facts) <= words):
            kept.append(c)
    return sorted(kept, key=lambda c: c.order)


def _picture(chosen: Sequence[Criterion], n: int, two: Two) -> tuple[Option, ...]:
    """Bars for two numbers of one measure, the table so far, or two sides; never the kind of the one before."""
    out: list[Option] = []
    mine = chosen[n]
    if bars := _bars(mine, two):
        out.append(Option(bars, 9.0))
    left, right = cells(mine, two)
    if left and right:
        pairs = ((upper_first(two.a), left), (upper_first(two.b), right))
        figures = mine.numbers(two) is not None  # a figure stands large
        sides = [Side(title=t, shown=c) if figures else Side(title=t, points=(c,)) for t, c in pairs]
        name = "Side by side" if mine.name in UNNAMED else mine.name
        out.append(Option(Comparison(title=name, left=sides[0], right=sides[1]), 8.0))
    rows = _rows(chosen[: n + 1], two)
    if n and len(rows) > 1 and rows[-1][0] == mine.name:
        head = ("", upper_first(two.a), upper_first(two.b))
        out.append(Option(Table(title="So far", columns=head, rows=rows, accent=len(rows) - 1), 7.0))
    return tuple(out) or tuple(o for o in shown(mine.facts, mine.name) if o.visual.kind != "list")


def _bars(criterion: Criterion, two: Two) -> Chart | None:
    pair = criterion.numbers(two)
    if pair is None:
        return None
    (a, b), unit = pair, pair[0].unit if pair[0].unit not in {"%"} and pair[0].unit[:1] not in "$£€¥" else ""
    if max(a.value, b.value) > 60 * min(a.value, b.value):
        return None
    bars = tuple(Bar(label=upper_first(name), value=q.value, shown=q.shown) for name, q in ((two.a, a), (two.b, b)))
    return Chart(
        title="In figures" if criterion.name in UNNAMED else criterion.name,
        unit=unit or a.of,
        bars=bars,
        accent=0 if a.value >= b.value else 1,
    )


def _rows(chosen: Sequence[Criterion], two: Two) -> tuple[tuple[str, str, str], ...]:
    rows = [(c.name, *cells(c, two, 6)) for c in chosen]
    return tuple(r for r in rows if r[1] and r[2] and r[0] not in UNNAMED)[-6:]


def _whole(chosen: Sequence[Criterion], two: Two) -> tuple[Option, ...]:
    rows = _rows(chosen, two)
    if len(rows) < 2:
        return ()
    return fixed(Table(title="Side by side", columns=("", upper_first(two.a), upper_first(two.b)), rows=rows))


_ONLY_ONE = r"(?:last|first|main|average|top|final|total|typical|usual|maximum|minimum)\s"


def _question(name: str) -> str:
    """A point that is named as a question, asked: "how long it lasts" is "How long does it last?"."""
    found = re.fullmatch(r"((?:how|why|where|when|what)(?: \w+)?) (it|they) (\w+)((?: \w+)*)\??", name)
    known = lemma(found[3]) if found else None
    if found and known:
        return f"{upper_first(found[1])} {'do' if found[2] == 'they' else known[1]} {found[2]} {known[0]}{found[4]}?"
    return f"{upper_first(name).rstrip('?')}?" if re.match(r"(?:which|who|what) (?!it\b|they\b)", name) else ""


class Judge(draft.Writer):
    """Puts the two beside each other, and says which one as far as the notes do."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        self.teller.story = False
        points = [s for s in self.board.shots if part(s.role) == "point"]
        match part(shot.role):
            case "hook":
                asks = [Line(text=t) for t in split(self.board.question)]
                opens = Line(text=self.wording.pick("opens", _OPENS))
                return [[*self.teller.tell(facts), *asks, opens]]
            case "point":
                return self._point(points.index(shot), shot, facts)
            case "payoff":
                return self._judged(facts, points)
        if shot.role == "in common":
            lead = (
                []
                if _ALIKE.match(facts[0].text) and leans(facts[0].text)
                else [Line(text=self.wording.pick("also", _ALSO))]
            )
            return [[*lead, *self.teller.tell(facts, first=False)]]
        return super().lines(i, shot, facts)

    def _point(self, n: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        name, lead = self._spoken(shot.title.rstrip(".")), []
        if asks := _question(name):
            lead = [Line(text=asks)]
        elif shot.title.endswith("?"):
            lead = [Line(text=shot.title)]
        elif re.fullmatch(r"[\w'’ -]+", name) and count(name) <= 5 and shot.title not in UNNAMED:
            lead = [Line(text=self.wording.pick("point", _FIRST if n == 0 else _THEN, c=name))]
        return [[*lead, *self.teller.tell(facts, first=False)]]

    def _spoken(self, title: str) -> str:
        """A point's name inside a sentence: "climbers", "the last eruption"; a name keeps its capital."""
        first = title.split()[0]
        proper = re.search(rf"[a-z,;] {re.escape(first)}\b", self.seen) or not first[1:].islower()
        name = title if proper else lower_first(title[0].lower() + title[1:], self.seen)
        name = name.lower() if name.lower() in MEASURED | {"how long it lasts"} else name
        return f"the {name}" if re.match(_ONLY_ONE, name) and not name.endswith("s") else name

    def _judged(self, facts: list[Fact], points: Sequence[Shot]) -> list[list[Line]]:
        asks = split(self.wording.pick("payoff", phrases.PAYOFF, q=self.board.question,
                                       lower=lower_first(self.board.question, self.seen)))  # fmt: skip
        lead = [Line(text=upper_first(t)) for t in asks]
        if facts:
            return [[*lead, *self.teller.tell(facts[:1], first=False)], self.teller.tell(facts[1:], first=False)]
        two = two_of(self.brief)
        said: list[Line] = []
        for criterion in criteria(self.brief, two) if two else ():
            left, right = cells(criterion, two, 6) if two else ("", "")
            short = all(count(c) <= 3 or any(x.isdigit() for x in c) for c in (left, right))
            if left and right and short and any(s.title == criterion.name for s in points) and len(said) < 3:
                left, right = (lower_first(c, self.seen) for c in (left, right))
                text = f"{criterion.name}: {left} for {two.a}, {right} for {two.b}."  # type: ignore[union-attr]
                said.append(Line(text=text, notes=tuple(dict.fromkeys(f.note for f in criterion.facts))))
        return [[*lead, *(Line(text=t) for t in split(self.wording.pick("open", _OPEN))), *said]]


SKELETON = Skeleton(
    "comparison", unfit, lay_out, Judge, entitled=entitled, fixed=frozenset({"comparison", "table", "chart"})
)
