"""The words of the film: each scene as its role asks, linked by what truly relates it to the scene before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ytempire.editorial import board, hooks, phrases, plan, questions
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.ear import halves, plainer, stop
from ytempire.editorial.grammar import bare, clause, front
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.phrases import Wording
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.sentences import split
from ytempire.editorial.telling import Teller
from ytempire.editorial.words import content, count, slug, tokens
from ytempire.models import Brief, Fact, Line, Scene, Script, Shot, Storyboard

LayOut = Callable[[Brief, str, Frame, House, int, int], Storyboard]


def compose(
    brief: Brief,
    title: str,
    frame: Frame,
    house: House,
    seed: int,
    earlier: Sequence[str] = (),
    lay_out: LayOut = plan.lay_out,
    writer: type[Writer] | None = None,
) -> Storyboard:
    """A storyboard whose script comes to the recipe's length: laid out, written, measured, and laid out again."""
    low, high = frame.seconds
    goal = frame.words(low + 0.7 * (high - low))
    words, best = int(goal * 0.7), None
    for _ in range(6):
        board = lay_out(brief, title, frame, house, seed, words)
        got = spoken(write(board, brief, frame, house, seed, earlier, writer))
        off = abs(got - goal)
        if best is None or off < best[0]:
            best = (off, board)
        if off <= goal * 0.06:
            break
        words = max(20, words + int((goal - got) * 0.8))
    assert best is not None
    return best[1]


def spoken(script: Script) -> int:
    """How many words a script's voice will say."""
    return sum(count(line.text) for scene in script.scenes for line in scene.lines)


def write(
    board: Storyboard,
    brief: Brief,
    frame: Frame,
    house: House,
    seed: int,
    earlier: Sequence[str] = (),
    writer: type[Writer] | None = None,
) -> Script:
    """The script of a storyboard, by the writer of its format."""
    hand = (writer or Writer)(board, brief, frame, house, seed, earlier)
    scenes = [hand.scene(i) for i in range(len(board.shots))]
    return Script(
        title=board.title, question=board.question, promise=board.promise, scenes=tuple(s for s in scenes if s.lines)
    )


class Writer:
    """Writes the scenes of one film in order."""

    def __init__(
        self,
        board: Storyboard,
        brief: Brief,
        frame: Frame,
        house: House,
        seed: int,
        earlier: Sequence[str] = (),
        most: int = 20,
    ) -> None:
        self.board, self.brief, self.frame, self.house = board, brief, frame, house
        self.seen = "\n".join(n.text for n in brief.sources)
        self.by = {f.id: f for f in brief.facts}
        self.asked: Asked = plan.asked_of(brief.model_copy(update={"question": board.question}), board.title)
        self.what = questions.phrase(brief.subject, questions.written(brief))
        self.wording = Wording(seed, slug(brief.subject), earlier)
        self.teller = Teller(self.wording, self.seen, brief.facts, most)
        self.opening: list[str] = []
        self.said: list[str] = []
        self.counting = any(part(s.role) in {"item", "peak"} for s in board.shots)
        self.teller.story = not self.counting
        self.long = frame.seconds[1] > 60
        told = {f for s in board.shots for f in s.facts if f in self.by}
        self.thin = sum(count(self.by[f].text) for f in told if self.by[f].kind != "picture") < 0.72 * frame.words(
            frame.seconds[0]
        )
        self.named: set[str] = set()
        self.sections: set[str] = set()

    def scene(self, i: int) -> Scene:
        """The scene of the shot at `i`."""
        shot = self.board.shots[i]
        facts = [self.by[f] for f in shot.facts if f in self.by and self.by[f].kind != "picture"]
        lines = self.lines(i, shot, facts)
        self.teller.guesses = False
        self.named |= {n for f in facts for n in f.names}
        self.sections |= {f.section for f in facts}
        paragraphs = tuple(tuple(p) for p in lines if p)
        self.said += [line.text for p in paragraphs for line in p]
        return Scene(id=shot.id, role=shot.role, title=shot.title, visual=shot.visual, paragraphs=paragraphs)

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        """The paragraphs of the shot at `i`, as its role asks."""
        match kind := part(shot.role):
            case "hook":
                return [self._hook(shot, facts)]
            case "rule":
                return [[Line(text=t) for t in split(self.wording.pick("rule", phrases.COUNTDOWN))]]
            case "item" | "peak":
                self.teller.guesses = self.long and kind == "item"
                return self._item(i, shot, facts)
            case "payoff":
                return self._payoff(facts)
            case "recap":
                return [self._recap(i)]
            case "action":
                return [[Line(text=t) for t in split(self.house.call_to_action)]] if self.house.call_to_action else []
            case "loop":
                return [self._loop()]
        self.teller.guesses = self.long and kind == "body" and i > 1
        return self._body(i, shot, facts)

    def _cite(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.by[i].note for i in ids if i in self.by))

    # --- opening and end --------------------------------------------------------------------------

    def _hook(self, shot: Shot, facts: list[Fact]) -> list[Line]:
        role = next((r for r in self.frame.roles if r.name == shot.role), None)
        room = self.frame.words(role.seconds[1]) if role else 30
        kind = next((k for k, goal in board.OPENS.items() if goal == shot.goal), "")
        ids = {f.id for f in facts}
        pool = [f for f in self.brief.facts if f.kind != "picture"]
        found = [h for h in hooks.ways(pool, self.asked, self.brief.subject, room) if set(h.facts) == ids]
        spare = hooks.Hook("fact" if facts else "list" if kind == "list" else "question", tuple(ids), False, 0)
        hook = next((h for h in found if h.kind == kind), found[0] if found and kind != "list" else spare)
        later = [self.by[f] for s in self.board.shots[1:] for f in s.facts if f in self.by]
        later = [f for f in later if f.kind != "picture"]
        said = hooks.words(hook, pool, self.asked, self.what, self.wording, room, later, not self.counting, self.thin)
        self.opening = [t for t, _ in said]
        named = re.search(r"\b(\d{4})\.$", self.opening[-1]) if self.opening and hook.kind == "question" else None
        self.teller.said_year = named.group(1) if named else ""
        return [Line(text=t, notes=self._cite(i)) for t, i in said]

    def _payoff(self, facts: list[Fact]) -> list[list[Line]]:
        question = self.asked.question
        answer = next((f for f in facts if f.id == self.asked.answer), None)
        if not facts:
            return [[Line(text=t) for t in split(self.wording.pick("close", phrases.CLOSE, what=self.what))]]
        lines = [Line(text=upper_first(t)) for t in self._lead(facts, answer)]
        if answer is not None and facts[0] is answer and not self.counting:
            because = re.search(r"\b((?:partly |mainly |simply |largely )?because\s.+)$", plainer(answer.text))
            effect = plainer(answer.text)[: because.start()] if because else ""
            if because and near(question, effect) >= 0.5 and count(effect) <= count(question) + 3:
                lines += [Line(text=t, notes=(answer.note,)) for t in _reason(because.group(1))]
                facts = facts[1:]
        rest: list[Line] = []
        answers = (
            self._closing() and near(self.asked.question, " ".join(f.text for f in facts), self.brief.subject) >= 0.34
        )
        if answers and not re.search(r"\b(?:today|now)\b", " ".join(f.text for f in facts), re.IGNORECASE):
            rest = [Line(text=self.wording.pick("that is", phrases.THAT_IS, indirect=self.asked.indirect))]
        elif self.thin and not self.counting:
            rest = [Line(text=self.wording.pick("close", phrases.CLOSE, what=self.what))]
        if len(facts) < 3:
            return [lines + self.teller.tell(facts, first=False) + rest]
        return [lines + self.teller.tell(facts[:1], first=False), self.teller.tell(facts[1:], first=False) + rest]

    def _closing(self) -> bool:
        """Whether the whole film is the answer, and is named at its end: "And that is how tea came to Britain." """
        return (
            not self.asked.answer
            and not self.counting
            and bool(re.match(r"(?:how|what) (?!we know)", self.asked.indirect))
        )

    def _lead(self, facts: list[Fact], answer: Fact | None) -> list[str]:
        """The words before the answer: the question where it is answered here, else where the story has come to."""
        question = self.asked.question
        if self.counting:
            return [self.wording.pick("why one", phrases.WHY_ONE)]
        told = " ".join(f.text for f in facts)
        if (
            not self._closing()
            and not question.startswith(("What is the story", "What do we know"))
            and (answer is not None or near(question, told) >= 0.4)
        ):
            bank = phrases.PAYOFF_SHORT if self.frame.seconds[1] <= 60 else phrases.PAYOFF
            return split(self.wording.pick("payoff", bank, q=question, lower=question[0].lower() + question[1:]))
        if leans(facts[0].text) or self.frame.seconds[1] <= 60:
            return []
        if facts[0].section not in self.sections and (said := self._heading(facts[0])):
            return split(said)
        if re.search(r"\b(?:today|now)\b", f"{facts[0].section} {facts[0].text}", re.IGNORECASE):
            return [] if self.wording.spent(phrases.PAYOFF_NOW) else [self.wording.pick("now", phrases.PAYOFF_NOW)]
        dated = sum(bool(f.dates) for f in self.brief.facts)
        return [self.wording.pick("end", phrases.PAYOFF_STORY if dated >= 3 else phrases.PAYOFF_LAST)]

    def _recap(self, i: int) -> list[Line]:
        told = [self.by[f] for s in self.board.shots[:i] if part(s.role) != "payoff" for f in s.facts if f in self.by]
        spoken_ = {" ".join(tokens(t)) for t in self.said}
        once = [f for f in {f.id: f for f in told}.values() if " ".join(tokens(board.recap_line(f))) not in spoken_]
        facts = board.recap_facts(once)
        lead = split(self.wording.pick("recap", phrases.RECAP))
        return (
            [
                *(Line(text=t) for t in lead),
                *(Line(text=board.recap_line(f, self.seen), notes=(f.note,)) for f in facts),
            ]
            if len(facts) > 1
            else []
        )

    def _loop(self) -> list[Line]:
        asks = bool(self.opening) and self.opening[0].endswith("?")
        return [Line(text=self.wording.pick("loop", phrases.LOOP_ASK if asks else phrases.LOOP_SAY))]

    # --- the middle -------------------------------------------------------------------------------

    def _item(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        left = sum(part(s.role) in {"item", "peak"} for s in self.board.shots[i:])
        names = {
            1: "one",
            2: "two",
            3: "three",
            4: "four",
            5: "five",
            6: "six",
            7: "seven",
            8: "eight",
            9: "nine",
            10: "ten",
        }
        lead = self.wording.pick("one", phrases.ONE) if left == 1 else f"Number {names.get(left, left)}."
        name = board.heading(facts[0]) if facts else ""
        if name and shot.title.endswith(f": {name}"):
            lead = f"{'Number one' if left == 1 else lead.rstrip('.')}: {name}."
            return [[Line(text=lead, notes=(facts[0].note,)), *self.teller.tell(facts)]]
        return [[Line(text=lead), *self.teller.tell(facts)]]

    def _body(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        link = self._link(i, shot, facts)
        person = self._newcomer(facts[0]) if facts else ""
        lines = self.teller.tell(facts, first=not link)
        if person and link and person in link and lines[0].text.startswith(person + " "):
            pronoun = self.teller.person(person)
            lines[0] = lines[0].model_copy(update={"text": pronoun + lines[0].text[len(person) :]})
        if part(shot.role) == "loop" or not lines:
            return [lines]
        head = [Line(text=t) for t in split(link)] if link else []
        if len(facts) > 2:
            cut = max(1, len(lines) // 2)
            return [head + lines[:cut], lines[cut:]]
        return [head + lines]

    def _link(self, i: int, shot: Shot, facts: list[Fact]) -> str:
        """A sentence that leads into a scene, for a reason that is in its facts; without one none is said."""
        if not facts:
            return ""
        first = facts[0]
        if connective(first.text)[0] or leans(first.text):
            return ""
        role = part(shot.role)
        short = self.frame.seconds[1] <= 60
        if role == "turn" and TROUBLE.search(first.section):
            return self.wording.pick("turn", phrases.TURN)
        heading = self._heading(first)
        if heading and not (i == 1 and heading.startswith(("Now, ", "Next, ", "Then there is ", "Here is "))):
            return heading
        name = self._newcomer(first)
        if name and self.wording.spent(phrases.PERSON) < 1:
            return self.wording.pick("person", phrases.PERSON, name=name)
        if short:
            return ""
        if i == 1 and not front(first.text)[0]:
            if re.match(r"Before\b", first.text):
                return self.wording.pick("before", phrases.BEFORE)
            return self.wording.pick("stakes", phrases.STAKES) if _past(first.text) else ""
        if self.thin and i > 1:
            return self.wording.pick("next", phrases.NEXT)
        if (
            len(facts) > 1
            and facts[0].quantities
            and facts[1].quantities
            and not first.items
            and not front(first.text)[0]
            and self.wording.spent(phrases.NUMBERS) < 1
        ):
            return self.wording.pick("numbers", phrases.NUMBERS)
        return ""

    def _heading(self, fact: Fact) -> str:
        """A note's own heading, said: a question is asked, a short name is called."""
        section = fact.section.strip().rstrip(".:")
        if not section or fact.section in self.sections or count(section) > 8:
            return ""
        if section.endswith("?"):
            return upper_first(section)
        if re.search(r"\b(?:today|now|present)\b", section, re.IGNORECASE):
            if self.wording.spent(phrases.PAYOFF_NOW):
                return ""
            return self.wording.pick("now", phrases.PAYOFF_NOW)
        asked = questions.of_title(section, self.seen)
        if asked and re.match(r"(?:why|how|what|who|where)\b", section, re.IGNORECASE):
            return (
                f"So {asked.question[0].lower()}{asked.question[1:]}"
                if self.wording.chance(section, 2)
                else asked.question
            )
        if re.match(r"when\s", section, re.IGNORECASE) and clause(section.split(maxsplit=1)[1]):
            return f"Go back to {section[0].lower()}{section[1:]}."
        named = re.match(r"(?:The|A|An)\s[\w'’ -]+$", section)
        if named and count(section) <= 5 and clause(section) is None:
            lower = section[0].lower() + section[1:]
            return self.wording.pick("heading", HEADINGS, h=lower)
        return ""

    def _newcomer(self, fact: Fact) -> str:
        """A person who is named here for the first time and does something."""
        part_ = clause(fact.text)
        if part_ is None or part_.front:
            return ""
        name = next((n for n in fact.names if part_.subject == n and " " in n), "")
        if not name or name in self.named or name in self.what or not self.teller.person(name):
            return ""
        return name


def _past(text: str) -> bool:
    """Whether a sentence tells of the past."""
    found = clause(text)
    if found is None:
        return False
    return bare(found.verb) in {"was", "were", "had", "could", "would"}


def near(question: str, text: str, subject: str = "") -> float:
    """The share of a question's words, besides its subject, that a text takes up."""
    asked = set(content(question)) - {"work", "story", "happen", "mean"} - set(content(subject))
    return len(asked & set(content(text))) / len(asked) if asked else 0.0


def _reason(because: str) -> list[str]:
    """The because-half of an answer, parted where it is long: "Because ... And ..." """
    text = stop(upper_first(because))
    if count(text) <= 22:
        return [text]
    body = re.sub(r"^.*?because\s+", "", because)
    ways = [h for h in halves(stop(upper_first(body))) if "§" not in h[1]]
    if not ways:
        return [text]
    first, second, kind = min(ways, key=lambda w: abs(count(w[0]) - count(w[1])))
    lead = because[: len(because) - len(body)]
    return [
        upper_first(lead) + lower_first(first),
        f"And because {lower_first(second)}" if kind == "and" and not second.startswith(("But ", "So ")) else second,
    ]


TROUBLE = re.compile(
    r"\b(?:trouble|problem|catch|limit|risk|danger|critic|wrong|fail|against|but|myth|price|cost|other)", re.IGNORECASE
)
HEADINGS = (
    "Now, {h}.",
    "Next, {h}.",
    "Then there is {h}.",
    "Here is {h}.",
)
