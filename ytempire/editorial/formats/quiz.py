"""A quiz: three to five questions with a clock, each with its answer and what is behind it, the hardest last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial import choosing, draft, hooks, questions
from ytempire.editorial.casing import upper_first
from ytempire.editorial.formats.asking import Question, asked_of, right_of, shared
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, fixed, role_of, room, size, spoken
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.sentences import split
from ytempire.editorial.words import content, count, slug, stem, tokens
from ytempire.models import Brief, Candidate, Fact, Items, Line, Quiz, Shot, Storyboard

FEWEST, MOST = 3, 5
_OPENS = (
    "How well do you know {what}? {n} questions will tell.",
    "{n} questions about {what}. How many can you answer?",
    "What do you know about {what}? {n} questions, and the last one is the hardest.",
    "Think you know {what}? {n} questions, from easy to hard.",
)
_RULES = (
    "Answer before the clock runs out.",
    "The clock gives you a few seconds each time.",
    "Say it out loud before the time is up.",
    "You have until the clock runs out.",
)
_LAST = ("And the last one.", "The last one is the hardest.", "One more, the hardest.", "Last question.")
_SCORE = (
    "So, how many did you get?",
    "Count them up: how many were right?",
    "And your score?",
    "How many did you have right?",
)
_NUMBERS = ("one", "two", "three", "four", "five")


def found(brief: Brief) -> list[Question]:
    """Every question that the facts of a brief answer, in the order of the notes, no two on one thing."""
    facts, seen = spoken(brief), questions.written(brief)
    key = slug(brief.subject)
    need, about = choosing.needs(facts, brief.subject), set(content(brief.subject))
    out: list[Question] = []
    for i, fact in enumerate(facts):
        one = asked_of(fact, facts, seen, key)
        if one is None or (need[i] and one.kind != "headed" and not about & set(content(one.text))):
            continue
        if any(shared(one, q) >= 0.75 or _same(one, q) for q in out):
            continue
        out.append(one)
    return out


def _same(a: Question, b: Question) -> bool:
    return a.text == b.text or a.fact.id == b.fact.id


def unfit(brief: Brief) -> str:
    """Why these notes make no quiz."""
    n = len(found(brief))
    if n >= FEWEST:
        return ""
    facts = len(spoken(brief))
    many = "none do" if not n else "one does" if n == 1 else f"only {n} do"
    return f"a quiz needs {FEWEST} facts that answer a question by themselves; of {facts} here, {many}"


def entitled(candidate: Candidate, brief: Brief) -> Candidate:
    """The title and the question of a quiz."""
    what = questions.phrase(brief.subject, questions.written(brief))
    asks = f"How well do you know {what}?"
    title = asks if len(asks) <= 60 else f"{upper_first(brief.subject)}: the quiz"
    return candidate.model_copy(update={"title": title[:60], "question": asks})


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """Questions from easy to hard, each with the facts that say more of its answer; about `words` words of facts."""
    facts = spoken(brief)
    ask = role_of(frame, "quiz question") or frame.roles[0]
    last = role_of(frame, "last question")
    chosen = _chosen(found(brief), min(MOST, ask.max + bool(last)), words)
    whys = _whys(chosen, facts, words, room(frame, ask))
    used = {f.id for q in chosen for f in (q.fact, *whys[q.fact.id])}
    asked = Asked(brief.question or f"How well do you know {brief.subject}?")
    scenes: list[Laid] = []
    for role in frame.roles:
        kind = part(role.name)
        if kind == "hook":
            scenes.append(_hook(role, [f for f in facts if f.id not in used], asked, frame, brief, seed))
        elif role is ask:
            scenes += [_laid(role, q, i, whys) for i, q in enumerate(chosen[: len(chosen) - bool(last)])]
        elif role is last:
            scenes.append(_laid(role, chosen[-1], len(chosen) - 1, whys))
        elif kind == "recap":
            answers = tuple(dict.fromkeys(q.reveal for q in chosen if count(q.reveal) <= 8))
            shown = fixed(Items(title="The answers", items=answers[:6], numbered=True)) if len(answers) > 1 else ()
            scenes.append(Laid(role, role.title, (), shown))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(role, role.title))
    return board(scenes, title, asked, frame)


def _laid(role: RoleLike, question: Question, i: int, whys: dict[str, list[Fact]]) -> Laid:
    return Laid(role, f"Question {i + 1}", (question.fact, *whys[question.fact.id]), fixed(question.visual))


def _chosen(pool: list[Question], most: int, words: int) -> list[Question]:
    """The best questions, of kinds that vary, from easy to hard; a person's own questions stay in their order."""
    headed = [q for q in pool if q.kind == "headed"]
    if len(headed) >= FEWEST:
        return headed[:most]
    wanted = max(FEWEST, min(most, round(words / 34)))
    out: list[Question] = []
    left = list(pool)
    while left and len(out) < wanted:
        best = max(left, key=lambda q: (_worth(q) - 0.8 * sum(o.kind == q.kind for o in out), -q.fact.order))
        left.remove(best)
        out.append(best)
    return sorted(out, key=lambda q: (q.hard, q.fact.order))


def _worth(question: Question) -> float:
    return (
        {"number": 2.0, "which": 2.0, "who": 1.9, "why": 1.8, "year": 1.2, "headed": 3.0}[question.kind]
        + 0.3 * bool(question.options)
        + 0.3 * hooks.striking(question.fact.text)
        - 0.04 * abs(count(question.text) - 8)
    )


def _whys(chosen: Sequence[Question], facts: Sequence[Fact], words: int, most: int) -> dict[str, list[Fact]]:
    """What is behind each answer: the facts that follow it in its note and paragraph, or under its heading."""
    taken = {q.fact.id for q in chosen}
    free = words - size([q.fact for q in chosen])
    place = {f.id: i for i, f in enumerate(facts)}
    out: dict[str, list[Fact]] = {q.fact.id: [] for q in chosen}
    for round_ in range(3):
        for q in chosen:
            own = out[q.fact.id]
            at = place[(own or [q.fact])[-1].id] + 1
            if len(own) != round_ or at >= len(facts):
                continue
            after = facts[at]
            near = after.note == q.fact.note and (
                after.order // 100 == q.fact.order // 100 or (q.fact.section and after.section == q.fact.section)
            )
            fits = count(after.text) <= free and size([q.fact, *own, after]) + count(q.text) <= most
            if near and fits and after.id not in taken:
                own.append(after)
                taken.add(after.id)
                free -= count(after.text)
    return out


def _hook(role: RoleLike, free: Sequence[Fact], asked: Asked, frame: Frame, brief: Brief, seed: int) -> Laid:
    """A quiz opens with a strange fact that it does not ask for, else with what it asks."""
    ways = hooks.ways(free, asked, brief.subject, room(frame, role) - 12)
    strange = [h for h in ways if h.kind == "fact" and h.worth >= 2.4 and not leans(_text(free, h.facts))]
    about = set(content(brief.subject))
    strange = [h for h in strange if about & set(content(_text(free, h.facts)))]
    told = tuple(f for f in free if strange and f.id in strange[0].facts)
    return Laid(role, brief.question, told, goal="Open with a strange fact." if told else "")


def _text(facts: Sequence[Fact], ids: Sequence[str]) -> str:
    return next((f.text for f in facts if f.id in ids), "")


class Quizzer(draft.Writer):
    """Asks, waits, answers, and says why."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        asks = [s for s in self.board.shots if part(s.role) in {"point", "peak"}]
        match part(shot.role):
            case "hook":
                said = self.teller.tell(facts) if facts else []
                opens = self.wording.pick("quiz", _OPENS, what=self.what, n=upper_first(_NUMBERS[len(asks) - 1]))
                return [said, [Line(text=t) for t in split(opens)]]
            case "rule":
                return [[Line(text=self.wording.pick("rules", _RULES))]]
            case "point" | "peak":
                return self._question(asks.index(shot), len(asks), shot, facts)
            case "recap":
                return [[Line(text=self.wording.pick("score", _SCORE))]]
        return super().lines(i, shot, facts)

    def _question(self, n: int, of: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        text = shot.visual.text if isinstance(shot.visual, Quiz) else ""
        last = n == of - 1
        lead = self.wording.pick("last", _LAST) if last else f"Question {_NUMBERS[min(n, 4)]}."
        asked = Line(text=text, notes=(facts[0].note,) if facts and re.search(r"\d", text) else ())
        told = self.teller.tell(facts[:1])
        at = _answers(told, right_of(shot.visual) if isinstance(shot.visual, Quiz) else "")
        answer = told[at].model_copy(update={"text": upper_first(connective(told[at].text)[1])}) if told else None
        rest = [*told[:at], *told[at + 1 :], *self.teller.tell(facts[1:], first=False)]
        return [[Line(text=lead), *([asked] if text else []), *([answer] if answer else [])], rest]


def _answers(told: Sequence[Line], reveal: str) -> int:
    """The place of the sentence that answers."""
    wanted = {stem(t) for t in tokens(reveal)}
    shares = [len(wanted & {stem(t) for t in tokens(line.text)}) for line in told]
    return shares.index(max(shares)) if shares else 0


SKELETON = Skeleton("quiz", unfit, lay_out, Quizzer, entitled=entitled, fixed=frozenset({"question", "list"}))
