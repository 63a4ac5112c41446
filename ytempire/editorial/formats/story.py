"""A story: a moment out of its middle, then from the beginning in the order of time, a turn, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import choosing, draft, hooks, labels, phrases, plan
from ytempire.editorial.board import OPENS
from ytempire.editorial.casing import upper_first
from ytempire.editorial.dates import year
from ytempire.editorial.ear import plainer, shorten
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, room, shown, size, spoken
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import connective, leans, stands_alone
from ytempire.editorial.plan import asked_of
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.sentences import split
from ytempire.editorial.strong import strong
from ytempire.editorial.words import count, slug
from ytempire.models import Brief, Fact, Line, Shot, Storyboard

TIMES, FEWEST = 3, 8  # different years or days, and facts, that a story needs
_BREAKS = re.compile(
    r"\b(?:explod\w+|sank|crash\w*|struck|collapsed|crushed|caught fire|burst|burned|burnt|broke|died|killed|murdered|"
    r"arrested|vanished|disappeared|stolen|stole|erupted|shot|drowned|wrecked|abandoned|rescued|surrendered)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:but|however|until|suddenly|instead|never again|at last|finally|nobody expected|went wrong|hit|lost|failed|"
    r"ran out|discovered|found|"
    r"understood|reali[sz]ed|proved|fell|dropped|gave up|won|defeated|banned|"
    r"refused|cancelled|stopped|survived|escaped|resigned|noticed|by accident)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:today|now|still|to this day)\b", re.IGNORECASE)
_BACK = ("It began in {when}.", "Go back to {when}.", "Back to {when} first.")
_BEGINS = ("How did it come to that?", "This is how it came to that.", "But first, the beginning.")
_TURNED = ("And this is where it turned.", "Then came the turn.", "And then it turned.", "Here the story turns.")
_AGAIN = ("And that is where we began.", "That is the moment we began with.", "Which brings us back to where we began.")
_BACK_AT = ("Which brings us back to {day}.", "And so we are back at {day}.", "And that brings us to {day} again.")
_ON = ("What came next", "And then")  # names of scenes that have none of their own
_ENDED = ("And how did it end?", "So how did it end?", "And what came of it?", "And what was the end of it?")


@dataclass(frozen=True)
class Told:
    """A story laid out: what comes before the turn, the turn with its strongest moment, and what comes after it."""

    before: tuple[Fact, ...]
    turn: tuple[Fact, ...]
    after: tuple[Fact, ...]
    peak: Fact


def when(fact: Fact) -> float | None:
    """The time that a fact tells of."""
    found = [y for d in fact.dates if re.search(r"\b\d{4}\b(?!s)|\d (?:BC|AD)", d) and (y := year(d)) is not None]
    return found[0] if found else None


def in_time(facts: Sequence[Fact]) -> list[Fact]:
    """Facts in the order of time; what has no date stays with what stood before it, today comes last."""
    groups: list[tuple[float, int, list[Fact]]] = []
    at = float("-inf")
    for n, chain in enumerate(choosing.chains(list(facts))):
        own = when(chain[0])
        now = bool(_NOW.search(chain[0].text)) and own is None and not re.search(r"\bwas|were|had\b", chain[0].text)
        at = own if own is not None and not now else at
        same = groups and groups[-1][2][-1].section == chain[0].section and groups[-1][2][-1].note == chain[0].note
        groups.append((9999.0 if now and not same else at, n, chain))
    groups.sort(key=lambda g: (g[0], g[1]))
    return [f for _, _, chain in groups for f in chain]


def told(facts: Sequence[Fact], subject: str) -> Told | None:
    """The story of these facts with its turn; None where nothing in it turns."""
    ordered = [f for f in in_time(facts) if not f.items or len(f.items) < 6]
    low, high = max(2, round(len(ordered) * 0.25)), max(3, round(len(ordered) * 0.8))
    best, at = 0.0, -1
    for i in range(low, min(high, len(ordered) - 1)):
        fact = ordered[i]
        if fact.quote or (leans(fact.text) and not connective(fact.text)[0]):
            continue
        signs = len(_BREAKS.findall(fact.text)), len(_TURNS.findall(fact.text))
        if not any(signs):
            continue
        worth = 1.6 * min(1, signs[0]) + 0.8 * min(2, signs[1]) + 0.3 * hooks.striking(fact.text)
        worth += 0.7 * bool(connective(fact.text)[0] in {"but", "however", "yet"}) + 0.5 * bool(fact.dates)
        worth += 0.6 * _alone(fact)
        worth += 0.4 * (0.4 <= i / len(ordered) <= 0.75) - 0.03 * max(0, count(fact.text) - 16)
        if worth > best + 1e-9:
            best, at = worth, i
    if at < 0:
        return None
    start, stop = _around(ordered, at)
    return Told(tuple(ordered[:start]), tuple(ordered[start:stop]), tuple(ordered[stop:]), ordered[at])


def _around(ordered: Sequence[Fact], at: int) -> tuple[int, int]:
    """Where the turn begins and ends: what stands under its heading, else what happened next at that time."""
    peak, time = ordered[at], when(ordered[at])
    start, stop = at, at + 1

    def beside(fact: Fact) -> bool:
        other = when(fact)
        return (fact.note, fact.section) == (peak.note, peak.section) and (other is None or time in {None, other})

    while peak.section and start > 2 and at - start < 3 and beside(ordered[start - 1]):
        start -= 1
    while start < at and leans(ordered[start].text):  # the turn does not begin with "it"
        start += 1
    while stop < len(ordered) - 1 and (leans(ordered[stop].text) or (stop - at < 2 and beside(ordered[stop]))):
        stop += 1
    return start, stop


def unfit(brief: Brief) -> str:
    """Why these notes tell no story."""
    facts = spoken(brief)
    times = {t for f in facts if (t := when(f)) is not None}
    if len(times) < TIMES:
        there = "one time" if len(times) == 1 else f"{len(times)} times" if times else "no date"
        return f"a story needs {TIMES} different dates to be told in the order of time; its facts give {there}"
    if len(facts) < FEWEST:
        return f"a story needs {FEWEST} facts; there are {len(facts)}"
    if told(facts, brief.subject) is None:
        return "nothing in its middle turns: no but, until, failed, found or the like"
    return ""


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """A cold open, the beginning, what rises, the turn, and the end; about `words` words of facts."""
    asked = asked_of(brief, title)
    whole = spoken(brief)
    story = told(whole, brief.subject)
    assert story is not None
    opens = _cold(story)
    free = [f for f in whole if f not in opens]
    chosen = _chosen(free, story, asked, words - size(opens), brief.subject)
    kept = {f.id for f in chosen}
    before = [f for f in story.before if f.id in kept]
    turn = [f for f in story.turn if f.id in kept]
    after = [f for f in story.after if f.id in kept]
    if not after:
        turn, after = turn[:-1], turn[-1:]
    end_role = next(r for r in frame.roles if part(r.name) == "payoff")
    end: list[Fact] = []
    for chain in reversed(choosing.chains(after)):
        if end and size([*chain, *end]) > room(frame, end_role):
            break
        end = [*chain, *end]
    turn += [f for f in after if f not in end]
    rises = [r for r in frame.roles if r.name in {"setting", "rise"}]
    parts = choosing.fill(before, rises, frame.wpm, asked) if before else []
    scenes: list[Laid] = []
    used: set[str] = set()
    for r in frame.roles:
        kind = part(r.name)
        if kind == "hook":
            ids = [f.id for f in opens]
            hook = None if ids else plan.opening(before, asked, frame, brief.subject, slug(brief.subject), seed)
            facts = opens or [f for f in before if hook and f.id in hook.facts and hook.tease]
            scenes.append(Laid(r, title, tuple(facts), goal=OPENS["date"] if opens else ""))
        elif r.name in {"setting", "rise"}:
            scenes += [
                Laid(r, _named(own, r.title, used), tuple(own), shown(own))
                for slot, own in parts
                if slot.role is r and own
            ]
        elif kind == "turn":
            scenes += [Laid(r, _named(turn, r.title, used), tuple(turn), shown(turn))] if turn else []
        elif kind == "payoff":
            scenes.append(Laid(r, _named(end, r.title, used), tuple(end), shown(end)))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(r, r.title))
    return board(scenes, title, asked, frame)


def _cold(story: Told) -> list[Fact]:
    """The moment to open with: the strongest of the turn, where it stands alone and more of it is told later."""
    return [story.peak] if _alone(story.peak) and len(story.turn) > 1 and story.before else []


def _alone(fact: Fact) -> bool:
    """Whether a film can open with a fact: nobody in it is only "her" or "they" before a name is said."""
    text = upper_first(re.sub(r"^(?:But|Then|And|However,)\s+", "", fact.text))
    points = re.search(r"\b(?:he|she|they|him|her|his|their|them|its?)\b", text)
    named = any(text.startswith(n) for n in fact.names)
    plain = not fact.quote and fact.rights != "quote-only" and count(text) <= 30
    return plain and stands_alone(text) and (points is None or named)


def _chosen(facts: list[Fact], story: Told, asked: Asked, words: int, subject: str) -> list[Fact]:
    """The facts that fit, in the order of time; the turn and the end stay."""
    order = [f for f in (*story.before, *story.turn, *story.after) if f in facts]
    if size(order) <= words:
        return order
    held = {f.id for f in (*story.turn, *story.after[-2:])}
    rest = [f for f in order if f.id not in held]
    spare = words - size([f for f in order if f.id in held])
    kept = {f.id for f in choosing.select(rest, asked, max(20, spare), subject)} if rest else set()
    return [f for f in order if f.id in held or f.id in kept]


def _named(facts: Sequence[Fact], fallback: str, used: set[str]) -> str:
    """A scene's name: the heading over its facts, else their first thought in a few words."""
    names = [f.section.strip(" .:") for f in facts if f.section and count(f.section) <= 6]
    names += [labels.headline(f.text, 5) for f in facts if not leans(f.text)]
    names += [best.text.rstrip(".") for f in facts if (best := strong(f.text, 7)) and not labels.points(best.text)]
    names += [fallback, *(n for n in _ON if fallback.startswith("How it went"))]
    name = next((n for n in names if n and n.lower() not in used), fallback)
    used.add(name.lower())
    return upper_first(name)


class Storyteller(draft.Writer):
    """Tells what happened, one thing after the other."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        match part(shot.role):
            case "hook" if facts:
                return self._opens(facts)
            case "turn":
                return self._turns(shot, facts)
            case "payoff":
                return self._ends(facts)
        if i == 1 and self._cold():
            return [self._back(facts), *self._body(i, shot, facts)]
        return super().lines(i, shot, facts)

    def _cold(self) -> bool:
        first = self.board.shots[0]
        return part(first.role) == "hook" and any(f in self.by and self.by[f].kind != "picture" for f in first.facts)

    def _opens(self, facts: list[Fact]) -> list[list[Line]]:
        fact = facts[0]
        text = upper_first(re.sub(r"^(?:But|Then|And|However,)\s+", "", fact.text))
        said = hooks.cold(text) if fact.dates else shorten(plainer(text))
        self.opening = list(said)
        return [[Line(text=t, notes=(fact.note,)) for s in said for t in split(s)]]

    def _back(self, facts: list[Fact]) -> list[Line]:
        """From the moment of the opening to the beginning."""
        years = re.search(r"\b\d{4}s?\b", facts[0].dates[0]) if facts and facts[0].dates else None
        opened = " ".join(self.opening)
        if years and count(facts[0].dates[0]) <= 3 and years[0] not in opened:
            said = self.wording.pick("back", _BACK, when=f"the {years[0]}" if years[0].endswith("s") else years[0])
            self.teller.said_year = years[0]
            return [Line(text=said, notes=(facts[0].note,))]
        return [Line(text=self.wording.pick("begins", _BEGINS))]

    def _link(self, i: int, shot: Shot, facts: list[Fact]) -> str:
        """What leads into a scene; a story puts no number on anything."""
        link = "" if i == 1 and self._cold() else super()._link(i, shot, facts)
        return "" if link in {*phrases.NUMBERS, *phrases.NEXT, *phrases.STAKES} else link

    def _turns(self, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        if not facts:
            return []
        first = connective(facts[0].text)[0]
        day = re.match(r"(\d{1,2} [A-Z][a-z]+)|([A-Z][a-z]+ \d{4})|(\d{4})", " ".join(self.opening))
        if self._cold():
            bank = _BACK_AT if day else _AGAIN
            cited = tuple(self.by[f].note for f in self.board.shots[0].facts[:1] if f in self.by)
            text = self.wording.pick("turn", bank, day=day[0] if day else "")
            lead = [Line(text=text, notes=cited if day else ())]
        else:
            lead = [] if first else [Line(text=self.wording.pick("turn", _TURNED))]
        return [[*lead, *self.teller.tell(facts, first=not lead)]]

    def _ends(self, facts: list[Fact]) -> list[list[Line]]:
        if not facts or leans(facts[0].text):
            return [self.teller.tell(facts, first=False)]
        if facts[0].id == self.asked.answer or draft.near(self.asked.question, " ".join(f.text for f in facts)) >= 0.5:
            return self._payoff(facts)
        now = _NOW.search(facts[0].text)
        bank = phrases.PAYOFF_NOW if now else _ENDED
        return [[Line(text=self.wording.pick("end", bank)), *self.teller.tell(facts, first=False)]]


SKELETON = Skeleton("story", unfit, lay_out, Storyteller)
