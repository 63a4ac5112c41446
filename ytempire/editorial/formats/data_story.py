"""A story in figures: a claim, chart after chart, what the numbers do not say, and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial import choosing, draft, hooks, labels, questions
from ytempire.editorial.board import OPENS
from ytempire.editorial.casing import upper_first
from ytempire.editorial.formats.figures_of import Drawn, change, drawn, ends, onward, said, tabled, teased, titled
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, fixed, room, shown, size, spoken
from ytempire.editorial.grammar import clause
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.phrases import ASKED, PAYOFF, Wording
from ytempire.editorial.plan import asked_of
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.sentences import split
from ytempire.editorial.visuals import texts
from ytempire.editorial.words import count, slug
from ytempire.models import Brief, Candidate, Curve, Fact, Line, Shot, Storyboard

FEWEST = 2
_LIMITS = re.compile(
    r"\b(?:(?:does|do|did) not (?:say|show|mean|count|include|tell|prove)|cannot (?:say|show|tell|prove)|estimates?|"
    r"estimated|not counted|leaves? out|left out|uncertain|margin of error|correlation|self-reported|excludes?|"
    r"inflation|be careful|not the whole|caveat)\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:not (?:say|show|tell)|limits?|caveats?|careful|missing|uncertain|before you)\b", re.IGNORECASE
)
_MEANS = re.compile(
    r"\b(?:so what|why|mean|means|meaning|reason|because|what follows|what next|today)\b", re.IGNORECASE
)
_SAY = ("What do the numbers say?", "Look at the figures.", "The numbers tell it best.", "Let the figures speak.")
_BUT = ("But what do the figures leave out?", "And what do they not say?", "What is missing from these numbers?")
_RANGE = (
    "The line runs from {a} to {b}, and says nothing about the time before or after.",
    "The figures begin in {a} and end in {b}; what lies outside is not in them.",
)
_FROM = ("The figures come from {s}.", "All of these numbers are from {s}.")
_CHANGED = ("It {c} in that time.", "So it {c}.")
_SO = ("So what do we make of it?", "And what follows from that?", "So what does it come to?")
_WHY = ("And what is behind it?", "So what is the reason?", "And what made it so?")


def unfit(brief: Brief) -> str:
    """Why these notes make no story in figures."""
    facts = spoken(brief)
    found = drawn(facts)
    if len(found) >= FEWEST:
        return ""
    numbers = sum(bool(f.quantities) for f in facts)
    there = "one set" if found else "none"
    return (
        f"a data story draws at least {FEWEST} sets of figures, each of values over years, of parts of a whole, or of "
        f"things with one measure; among {numbers} sentences with numbers there is {there}"
    )


def entitled(candidate: Candidate, brief: Brief) -> Candidate:
    """The question of a story in figures, where its title asks none."""
    how = re.match(
        r"(How (?:long|much|many \w+|far|fast|old|often|big|tall|heavy)) (.+)$", candidate.title.rstrip(" ?.")
    )
    part_ = clause(how[2]) if how else None
    turned = questions.invert(part_.subject, part_.verb, part_.rest) if part_ and not part_.front else None
    if how and turned:
        return candidate.model_copy(update={"question": f"{how[1]} {turned}?"})
    unsaid = candidate.question.startswith("Why ") and not any(
        f.kind == "cause" and not (_LIMITED.search(f.section) or _LIMITS.search(f.text)) for f in spoken(brief)
    )
    if unsaid and count(brief.subject) <= 6:  # a title that asks why, over notes that do not say it
        what = questions.phrase(brief.subject, questions.written(brief))
        title = f"{upper_first(brief.subject)}, in figures"
        return candidate.model_copy(update={"question": f"What do the numbers say about {what}?", "title": title})
    if candidate.question.startswith(("What is the story", "What do we know")):
        what = questions.phrase(brief.subject, questions.written(brief))
        return candidate.model_copy(update={"question": f"What do the numbers say about {what}?"})
    return candidate


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """The claim, the charts, their limits and what follows; about `words` words of facts."""
    facts = spoken(brief)
    asked = asked_of(brief, title)
    role = next(r for r in frame.roles if r.name == "chart")
    limits = _with_what_they_lean_on(
        [f for f in facts if _LIMITED.search(f.section) or _LIMITS.search(f.text)][:2], facts
    )
    end = _end([f for f in facts if f not in limits], asked)
    charts = [d for d in drawn([f for f in facts if f not in limits]) if not set(d.facts) & set(end)]
    charts = charts or drawn(facts)
    kept = _kept(charts, role.max, words - size(limits) - size(end))
    filled = _filled(kept, facts, [*limits, *end], words - size(limits) - size(end), room(frame, role))
    hook = _hook(facts, kept, asked, frame, brief, seed)
    scenes: list[Laid] = []
    used: set[str] = set()
    for r in frame.roles:
        kind = part(r.name)
        if kind == "hook":
            opens = tuple(f for f in facts if f.id in hook.facts)
            one = next((d for d in drawn(facts) if d.facts == opens and teased(d)), None)
            picture = ends(one) if one else None
            scenes.append(Laid(r, title, opens, fixed(picture) if picture else (), goal=OPENS[hook.kind]))
        elif r is role:
            for one, own in filled:
                name = _called(one, used)
                scenes.append(Laid(r, name, tuple(own), (titled(one, name),)))
        elif kind == "turn":
            scenes.append(Laid(r, r.title, tuple(limits), shown(limits, r.title)))
        elif kind == "payoff":
            scenes.append(Laid(r, r.title, tuple(end), shown(end, r.title)))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(r, r.title))
    return board([s for s in scenes if s.facts or part(s.role.name) in {"hook", "turn", "action"}], title, asked, frame)


def _with_what_they_lean_on(some: list[Fact], facts: list[Fact]) -> list[Fact]:
    """Some facts, and before the first of them the one that its "they" stands for."""
    at = facts.index(some[0]) if some else 0
    before = facts[at - 1] if at and re.match(r"(?:They|It|He|She)\b", some[0].text) else None
    near = before and before.note == some[0].note and before.section == some[0].section and not leans(before.text)
    return [before, *some][: max(2, len(some))] if before and near else some


def _end(facts: Sequence[Fact], asked: Asked) -> list[Fact]:
    """What follows from the figures: the answer, a reason, or how the notes end."""
    answer = [f for f in facts if f.id == asked.answer]
    meant = [f for f in facts if _MEANS.search(f.section) and not f.quote]
    causes = [f for f in facts[len(facts) // 3 :] if f.kind == "cause" and not leans(f.text)]
    found = answer or meant[:2] or causes[-1:]
    if not found:
        last = [f for f in facts if not f.items][-1:]
        two = [f for f in facts if not f.items][-2:]
        goes_on = len(two) == 2 and connective(two[0].text)[0] in {"so", "therefore", "thus", "in other words"}
        found = two if goes_on or (last and leans(last[0].text)) else last
    place = facts.index(found[-1])
    more = facts[place + 1 : place + 2]
    return [*found, *(f for f in more if leans(f.text) and f not in found)]


def _kept(charts: list[Drawn], most: int, words: int) -> list[Drawn]:
    ranked = sorted(charts, key=lambda d: (-d.worth, d.facts[0].order))
    out: list[Drawn] = []
    for one in ranked:
        if len(out) < FEWEST or (
            len(out) < most and size([f for d in out for f in d.facts] + list(one.facts)) <= words
        ):
            out.append(one)
    return sorted(out, key=lambda d: charts.index(d))


def _filled(
    kept: Sequence[Drawn], facts: list[Fact], taken: Sequence[Fact], words: int, most: int
) -> list[tuple[Drawn, list[Fact]]]:
    """Each chart's facts with those beside them that say more of it, in turn, while there is room."""
    owned = [list(d.facts) for d in kept]
    used = {f.id for own in owned for f in own} | {f.id for f in taken}
    place = {f.id: i for i, f in enumerate(facts)}
    need = choosing.needs(facts)
    for own in owned:  # what a chart's first sentence takes as known is said before it
        at = place[own[0].id]
        if at - 1 in need[at] and facts[at - 1].section == own[0].section and facts[at - 1].id not in used:
            own.insert(0, facts[at - 1])
            used.add(facts[at - 1].id)
    for step in (1, -1, 1):
        for own in owned:
            at = place[own[-1 if step > 0 else 0].id] + step
            if not 0 <= at < len(facts):
                continue
            near = facts[at]
            alike = near.note == own[0].note and near.section == own[0].section and not near.items and not near.quote
            fits = size([f for o in owned for f in o]) + count(near.text) <= words and size([*own, near]) <= most - 6
            if not alike or near.id in used or not fits or (step < 0 and (leans(own[0].text) or leans(near.text))):
                continue
            own.insert(len(own) if step > 0 else 0, near)
            used.add(near.id)
    return [(d, own) for d, own in zip(kept, owned, strict=True)]


def _called(one: Drawn, used: set[str]) -> str:
    """A chart's name: its heading, once, else what it shows."""
    title = getattr(one.option.visual, "title", "")
    for name in (one.heading.strip(" .:"), title, labels.headline(one.facts[0].text, 6)):
        if name and count(name) <= 7 and name.lower() not in used:
            used.add(name.lower())
            return upper_first(name)
    return "In figures"


def _hook(
    facts: list[Fact], charts: Sequence[Drawn], asked: Asked, frame: Frame, brief: Brief, seed: int
) -> hooks.Hook:
    """A story in figures opens with figures of its charts: the ends of a line, two far apart, or one."""
    role = next(r for r in frame.roles if part(r.name) == "hook")
    shown_ = {f.id for d in charts for f in d.facts}
    far = [d for d in charts if teased(d)]
    if far:
        return hooks.Hook("pair", tuple(f.id for f in far[0].facts), True, 3.0)
    ways = hooks.ways([f for f in facts if not f.items], asked, brief.subject, room(frame, role))
    pairs = [h for h in ways if h.kind == "pair"]
    numbers = [h for h in ways if h.kind == "number" and set(h.facts) <= shown_]
    return hooks.pick(pairs or numbers or [h for h in ways if h.kind == "question"], Wording(seed, slug(brief.subject)))


class Analyst(draft.Writer):
    """Reads the figures off, says what they do, and what they do not."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        self.teller.story = False
        if shot.role == "chart":
            return [self._chart(i, shot, facts)]
        match part(shot.role):
            case "hook" if far := self._ends(facts):
                told = [Line(text=t, notes=(facts[0].note,)) for t in far]
                asks = self.wording.pick("asked", ASKED, q=self.board.question)
                return [[*told, *(Line(text=t) for t in split(asks))]]
            case "turn":
                return self._limits(facts)
            case "payoff":
                return [[*self._asks(facts), *self.teller.tell(facts, first=False)]]
        return super().lines(i, shot, facts)

    def _ends(self, facts: list[Fact]) -> list[str]:
        """The two ends of the chart that the film opens with."""
        ids = [f.id for f in facts]
        return next((teased(d) for d in drawn(spoken(self.brief)) if [f.id for f in d.facts] == ids), []) if ids else []

    def _chart(self, i: int, shot: Shot, facts: list[Fact]) -> list[Line]:
        heading = self._heading(facts[0]) if facts else ""
        lead = [Line(text=t) for t in split(heading)]
        if not lead and i == 1 and facts and not leans(facts[0].text):
            lead = [Line(text=self.wording.pick("say", _SAY))]
        out = [*lead]
        word = self._word(shot, facts)
        seen = " ".join(texts(shot.visual))
        at = max((n for n, f in enumerate(facts) if any(q.shown in seen for q in f.quantities)), default=-1)
        for n, fact in enumerate(facts):
            if fact.items and tabled(fact):
                out += [Line(text=t, notes=(fact.note,)) for t in said(fact, shot.visual)]
            elif n and (next_ := onward(facts[n - 1], fact, shot.visual)):
                out.append(Line(text=next_[(n + 1) % 2], notes=(fact.note,)))
            else:
                out += self.teller.tell([fact], first=not lead and not n)
            if at == n and word:
                text = self.wording.pick("changed", _CHANGED, c=word)
                out.append(Line(text=text, notes=(fact.note,)))
        return out

    def _word(self, shot: Shot, facts: list[Fact]) -> str:
        """What a line does, where its facts do not say it themselves; once a film."""
        told = " ".join(f.text for f in facts)
        word = change(shot.visual)
        says = re.search(r"\b(?:doubl|tripl|half|halv|times|twice|fold|quadrupl)", told)
        turned = any(f.items and len(said(f, shot.visual)) > 1 for f in facts)  # it went up and down
        return "" if says or turned or self.wording.spent(_CHANGED) else word

    def _limits(self, facts: list[Fact]) -> list[list[Line]]:
        lead = Line(text=self.wording.pick("but", _BUT))
        if facts:
            return [[lead, *self.teller.tell(facts, first=False)], self._source()]
        line = next((s.visual for s in self.board.shots if isinstance(s.visual, Curve)), None)
        cited = next((self.by[f].note for s in self.board.shots for f in s.facts if f in self.by), "")
        spans: list[Line] = []
        if line is not None and re.fullmatch(r"\d{4}", line.labels[0]) and re.fullmatch(r"\d{4}", line.labels[-1]):
            text = self.wording.pick("range", _RANGE, a=line.labels[0], b=line.labels[-1])
            spans = [Line(text=text, notes=(cited,))]
        out = [*spans, *self._source()]
        return [[lead, *out]] if out else []

    def _source(self) -> list[Line]:
        note = next((n for n in self.brief.sources if n.source), None)
        name = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", note.source).strip(" .") if note else ""
        name = re.sub(r",?\s+(?:in\s+|of\s+)?(?:19|20)\d{2}(?:[/–-]\d{2,4})?$", "", re.sub(r"^The ", "the ", name))
        return [Line(text=self.wording.pick("from", _FROM, s=name), notes=(note.id,))] if note and name else []

    def _asks(self, facts: list[Fact]) -> list[Line]:
        """The question, where it is answered here; else what leads to the end."""
        q = self.board.question
        answers = draft.near(q, " ".join(f.text for f in facts), self.brief.subject) >= 0.34
        if any(f.id == self.asked.answer for f in facts) or (q.startswith("Why") and answers):
            text = self.wording.pick("payoff", PAYOFF, q=q, lower=q[0].lower() + q[1:])
        else:
            causes = q.startswith(("Why", "How did")) and any(f.kind == "cause" for f in facts)
            text = self.wording.pick("so", _WHY if causes else _SO)
        return [Line(text=upper_first(t)) for t in split(text)]


SKELETON = Skeleton(
    "data-story", unfit, lay_out, Analyst, entitled=entitled,
    fixed=frozenset({"line", "area", "chart", "pie", "table", "comparison"}),
)  # fmt: skip
