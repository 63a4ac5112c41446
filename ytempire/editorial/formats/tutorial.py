"""A tutorial: what you will have, what you need, step after step with its commands, and whether it works."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ytempire.editorial import draft, listings, questions
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.ear import plainer, stop
from ytempire.editorial.facts import kin
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, fixed, shown, size, spoken
from ytempire.editorial.grammar import clause
from ytempire.editorial.house import Frame, House
from ytempire.editorial.lexicon import BASES, FUNCTION
from ytempire.editorial.plan import asked_of
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.sentences import split
from ytempire.editorial.words import count, tokens
from ytempire.models import Brief, Candidate, Fact, Items, Line, Shot, Storyboard

FEWEST, MOST = 3, 6
_NEEDS = re.compile(
    r"\b(?:before you (?:start|begin)|requirements?|prerequisites?|(?:what )?you (?:will )?need|setup)\b", re.I
)
_CHECK = re.compile(r"\b(?:check|verify|test|does it work|see (?:if|that) it works|result|try it)\b", re.I)
_AFTER = re.compile(
    r"\b(?:next|after|from here|going on|clean(?:ing)? up|undo|common|trouble|errors?|wrong|why|notes?)\b", re.I
)
_UNSAID = re.compile(r"(?:^|\s)--?[a-z]\S*|https?:|[\[\]{}<>|\\$=]|\S+/\S*/|~/|\w+\(\)|\b\w+_\w+\b")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_STEPS = (
    "It takes {n} steps.",
    "{n} steps, and you see every command.",
    "Here it is, in {n} steps.",
    "We do it in {n} steps, each one on the screen.",
)
_NEED = ("First, what you need.", "Before the first step, a look at what it takes.", "This much must be there.")
_WORKS = ("Does it work?", "Now see whether it works.", "And the test.")
_DONE = ("And that is all of it.", "And that is it.", "That was the last step.")


@dataclass(frozen=True)
class Step:
    """One step: what it is called, what is said of it, and the listings that are typed in it."""

    name: str
    facts: tuple[Fact, ...]
    typed: tuple[Fact, ...]
    more: tuple[Fact, ...] = field(default=())  # what could be said besides, when there is room


def read(brief: Brief) -> tuple[list[Fact], list[Step], list[Fact]]:
    """What is said before the steps, the steps, and what is said after them."""
    facts = [f for f in spoken(brief) if not _UNSAID.search(f.text)]
    typed = [f for f in brief.facts if f.listing]
    if not typed:
        return facts, [], []
    note = max({f.note for f in typed}, key=lambda n: sum(f.note == n for f in typed))
    typed = [f for f in typed if f.note == note]
    own = [f for f in facts if f.note == note]
    headed = dict.fromkeys(f.listing.heading for f in typed if f.listing and f.listing.heading)
    return (
        _headed(own, typed)
        if len(headed) >= FEWEST
        else _in_a_row(own, typed, next(n.text for n in brief.sources if n.id == note))
    )


def _headed(own: list[Fact], typed: list[Fact]) -> tuple[list[Fact], list[Step], list[Fact]]:
    """Steps that stand under headings of their own."""
    steps: list[Step] = []
    for heading in dict.fromkeys(f.listing.heading for f in typed if f.listing):
        facts = [f for f in own if f.section == _section(heading)]
        steps.append(
            Step(_name(heading), tuple(facts), tuple(f for f in typed if f.listing and f.listing.heading == heading))
        )
    used = {f.id for s in steps for f in s.facts}
    first = min((f.order for s in steps for f in s.facts), default=10**9)
    before = [f for f in own if f.id not in used and f.order < first]
    after = [f for f in own if f.id not in used and f.order > first]
    return before, steps, after


def _section(heading: str) -> str:
    from ytempire.editorial.facts import _called

    return _called(heading)


def _in_a_row(own: list[Fact], typed: list[Fact], text: str) -> tuple[list[Fact], list[Step], list[Fact]]:
    """Steps out of running text: each listing with the words that lead to it, and what is said until the next one."""
    at: list[int] = []
    for listing in typed:
        found = text.find(listing.text[:24], at[-1] + 1 if at else 0)
        at.append(found if found >= 0 else at[-1] if at else 0)
    places = {f.id: text.find(f.text[:24]) for f in own}
    steps: list[Step] = []
    for n, listing in enumerate(typed):
        stop = at[n + 1] if n + 1 < len(at) else len(text) + 1
        name = _ordered(listing.text)
        mine = [f for f in own if at[n] <= places[f.id] < stop]
        mine = [f for f in mine if not name or tokens(f.text) != tokens(listing.text)]
        if n and at[n] == at[n - 1]:
            steps[-1] = replace(steps[-1], typed=(*steps[-1].typed, listing))
            continue
        steps.append(Step(name, tuple(mine), (listing,)))
    return [f for f in own if places[f.id] < at[0]], steps, []


def _ordered(caption: str) -> str:
    """What a sentence before a listing tells to do, as a step is called: "Then activate it:" is Activate it."""
    plain = re.sub(r"^(?:then|next|now|finally|after that|and|first|last),?\s+", "", caption.strip(), flags=re.I)
    plain = re.sub(r"^(?:when|if|once|as soon as)\b[^,]+,\s+", "", plain, flags=re.I)
    plain = re.split(r"[,;:]\s|[.:]$|\s(?:so that|because|which|and then|and the)\s", plain)[0].strip()
    words = plain.split()
    if not 2 <= len(words) <= 8 or _UNSAID.search(plain):
        return ""
    first = words[0].lower()
    tells = first in BASES or (first not in FUNCTION and not first.endswith(("ing", "s")) and clause(plain) is None)
    return upper_first(plain) if tells else ""


def _name(heading: str) -> str:
    """A heading as a step is called: without its own number."""
    plain = re.sub(
        r"^(?:step\s+)?(?:\d+|one|two|three|four|five|six|seven|eight)[.):]?\s*[:.–—-]?\s+", "", heading, flags=re.I
    )
    return upper_first((plain or heading).strip().rstrip(".:"))


def unfit(brief: Brief) -> str:
    """Why these notes make no tutorial."""
    listed = sum(len(n.listings) for n in brief.sources)
    if not listed:
        return "a tutorial shows commands, and no note holds a fenced block of code (``` before and after it)"
    _, steps, _ = read(brief)
    steps = [s for s in steps if s.facts or s.name]
    if len(steps) < FEWEST:
        there = "is 1" if len(steps) == 1 else f"are {len(steps)}"
        return f"a tutorial needs {FEWEST} steps with a command each, and there {there}"
    if not any(s.facts for s in steps):
        return "its commands have no sentence that says what they do"
    return ""


def entitled(candidate: Candidate, brief: Brief) -> Candidate:
    """The question of a tutorial: how to do what its title says."""
    made = questions.of_title(candidate.title, questions.written(brief))
    if made and made.question.startswith("How"):
        return candidate.model_copy(update={"question": made.question})
    first = candidate.title.split()[0].lower() if candidate.title.split() else ""
    if first.endswith("ing") and count(candidate.title) <= 8:
        return candidate.model_copy(update={"question": f"How does {lower_first(candidate.title)} work?"})
    if first in BASES:
        return candidate.model_copy(update={"question": f"How do you {lower_first(candidate.title)}?"})
    return candidate.model_copy(update={"question": f"How do you begin with {lower_first(candidate.title)}?"})


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """What you get, what you need, the steps with what is typed, and the check; about `words` words of facts."""
    before, steps, after = read(brief)
    asked = asked_of(brief, title)
    role = next(r for r in frame.roles if r.name == "step")
    steps = [s for s in steps if s.facts or s.name]
    check = [s for s in steps[FEWEST:] if _CHECK.search(s.name)][-1:]
    steps = [s for s in steps if s not in check][: role.max]
    need = [f for f in before if _NEEDS.search(f"{f.section} {f.text}")]
    opens = [f for f in before if f not in need]
    checked = [f for f in after if _CHECK.search(f.section)] or [f for f in after if not _AFTER.search(f.section)]
    ends = [*(f for s in check for f in s.facts), *checked]
    hook, need, steps, ends = _fitted(opens, need, steps, ends, words, frame)
    scenes: list[Laid] = []
    for r in frame.roles:
        kind = part(r.name)
        if kind == "hook":
            scenes.append(Laid(r, title, tuple(hook)))
        elif r.name == "needs":
            scenes += [Laid(r, r.title, tuple(need))] if need else []
        elif r is role:
            for n, step in enumerate(steps):
                scenes += _step(r, n, step)
        elif kind == "payoff":
            scenes.append(_result(r, ends, check, [s.name for s in steps if s.name]))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(r, r.title))
    return board(scenes, title, asked, frame)


def _fitted(
    opens: list[Fact], need: list[Fact], steps: list[Step], ends: list[Fact], words: int, frame: Frame
) -> tuple[list[Fact], list[Fact], list[Step], list[Fact]]:
    """What is said, within `words`: every step keeps its first sentence, and gets the others in turn."""
    hook = opens[:1]
    kept = [list(s.facts[:1]) for s in steps]
    got = size(hook) + size(need[:2]) + size(ends[:1]) + sum(map(size, kept)) + sum(count(s.name) + 2 for s in steps)
    for extra in range(1, 6):
        for own, step in zip(kept, steps, strict=True):
            if extra < len(step.facts) and got + count(step.facts[extra].text) <= words and len(own) == extra:
                own.append(step.facts[extra])
                got += count(step.facts[extra].text)
    out = ends[:1]
    for fact in ends[1:4]:
        if got + count(fact.text) <= words:
            out.append(fact)
            got += count(fact.text)
    for fact in opens[1:3]:
        if got + count(fact.text) <= words and size(hook) + count(fact.text) <= 34:
            hook.append(fact)
            got += count(fact.text)
    return hook, need[:2], [replace(s, facts=tuple(k)) for s, k in zip(steps, kept, strict=True)], out


def _step(role: RoleLike, n: int, step: Step) -> list[Laid]:
    """A step's scenes: one for each of its first two listings."""
    title = f"Step {n + 1}: {step.name}" if step.name else f"Step {n + 1}"
    typed = [f for f in step.typed if f.listing]
    cut = len(step.facts) if len(typed) < 2 else max(1, len(step.facts) - 1)
    groups = [step.facts[:cut], step.facts[cut:]]
    if len(typed) > 1:
        lead = next((i for i, f in enumerate(step.facts) if i and kin(f, typed[1]) >= 0.9), cut)
        groups = [step.facts[:lead], step.facts[lead:]]
    out = []
    for k, listing in enumerate(typed[:2]):
        if k and not groups[1]:
            break
        assert listing.listing is not None
        picture = fixed(
            listings.shown(listing.listing).model_copy(update={"title": step.name if count(step.name) <= 6 else ""})
        )
        out.append(
            Laid(role, title if not k else f"{step.name or title}, go on", groups[k], picture, beside=(listing,))
        )
    return out


def _result(role: RoleLike, ends: list[Fact], check: list[Step], names: list[str]) -> Laid:
    """The end: what shows that it works, else the steps once more."""
    typed = [f for s in check for f in s.typed][:1]
    if typed and typed[0].listing:
        return Laid(role, role.title, tuple(ends), fixed(listings.shown(typed[0].listing)), beside=tuple(typed))
    if not ends and len(names) > 1:
        return Laid(role, "In short", (), fixed(Items(title="In short", items=tuple(names[:6]), numbered=True)))
    return Laid(role, role.title if ends else "Done", tuple(ends), shown(ends, role.title))


class Guide(draft.Writer):
    """Says what each step does while it is typed."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        kind = part(shot.role)
        self.teller.story = False
        if kind == "hook":
            return self._opens(facts)
        if kind == "payoff":
            return self._works(shot, facts)
        if shot.role == "needs":
            plain = bool(facts) and facts[0].text.startswith("You ")
            lead = [] if plain else [Line(text=self.wording.pick("need", _NEED))]
            return [[*lead, *self.teller.tell(facts, first=False)]]
        if shot.role == "step":
            return [[*self._called(shot, bool(facts)), *(self.teller.tell(facts, first=False) or self._led(shot))]]
        return super().lines(i, shot, facts)

    def _opens(self, facts: list[Fact]) -> list[list[Line]]:
        n = sum(bool(re.match(r"Step \d+", s.title)) for s in self.board.shots)
        asks = [Line(text=self.board.question)] if self.board.question.startswith("How") else []
        steps = upper_first(self.wording.pick("steps", _STEPS, n=_NUMBERS[min(n, 8) - 1] if n else "few"))
        return [[*asks, *self.teller.tell(facts)], [Line(text=t) for t in split(steps)]]

    def _led(self, shot: Shot) -> list[Line]:
        """The words before a listing, where they are all that is known of a step."""
        typed = [self.by[f] for f in shot.facts if f in self.by and self.by[f].listing]
        return [Line(text=stop(upper_first(plainer(f.text))), notes=(f.note,)) for f in typed[:1]]

    def _small(self, name: str) -> str:
        """A step's name inside a sentence: small, unless it begins with a name."""
        first = name.split()[0]
        named = first[1:] != first[1:].lower() or any(first in n.split() for f in self.brief.facts for n in f.names)
        return name if named else name[0].lower() + name[1:]

    def _called(self, shot: Shot, told: bool) -> list[Line]:
        named = re.match(r"Step (\d+)(?:: (.+))?$", shot.title)
        if not named:
            return []
        number = _NUMBERS[min(int(named[1]), 8) - 1]
        name = self._small(named[2]) if named[2] and told else ""
        cited = tuple(dict.fromkeys(self.by[f].note for f in shot.facts if f in self.by))
        return [Line(text=f"Step {number}: {name}." if name else f"Step {number}.", notes=cited if name else ())]

    def _works(self, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        if not facts:
            return [[Line(text=self.wording.pick("done", _DONE)), *self._again()]]
        checks = any(_CHECK.search(f"{f.section} {f.text}") for f in facts)
        lead = [Line(text=self.wording.pick("works", _WORKS))] if checks else []
        return [[*lead, *self.teller.tell(facts, first=False)], [Line(text=self.wording.pick("done", _DONE))]]

    def _again(self) -> list[Line]:
        """The steps once more, by their names."""
        names = [m[1] for s in self.board.shots if (m := re.match(r"Step \d+: (.+)$", s.title))]
        text = upper_first(", ".join(self._small(n) for n in names)) + "."
        return [Line(text=text)] if len(names) > 2 and count(text) <= 20 else []


SKELETON = Skeleton("tutorial", unfit, lay_out, Guide, entitled=entitled, fixed=frozenset({"terminal", "code", "list"}))
