"""A digest of the news: three to five dated notes, the newest first, each with its source and its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ytempire.editorial import draft, labels
from ytempire.editorial.casing import upper_first
from ytempire.editorial.formats.skeleton import Laid, Skeleton, board, fixed, room, size, spoken
from ytempire.editorial.house import Frame, House
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import MONTHS
from ytempire.editorial.questions import Asked
from ytempire.editorial.roles import part
from ytempire.editorial.similarity import Space, cosine
from ytempire.editorial.words import content, count
from ytempire.models import Brief, Candidate, Fact, History, Items, Line, Note, Shot, Storyboard, Title

FEWEST, MOST = 3, 5
WINDOW = 45  # days between the newest item and the oldest
_NEXT = re.compile(
    r"\b(?:will|(?:is|are) (?:due|expected|planned|scheduled|set) (?:to|for|in)|plans? to|hopes? to|"
    r"next (?:year|month|week|spring|summer|autumn|winter))\b"
)
_SUBJECT = "the news of "
_OPENS = ("{n} stories, the newest first.", "The newest first, in {n} stories.", "Here are {n} stories, newest first.")
_FIRST = ("First, from {s}, {d}.", "We begin with {s}, {d}.", "The newest is from {s}, {d}.")
_THEN = ("Next, from {s}, {d}.", "Then this, from {s}, {d}.", "From {s}, {d}.", "And from {s}, {d}.")
_LAST = ("And last, from {s}, {d}.", "To end with, {s}, {d}.", "The last one is from {s}, {d}.")
_FIRST_DAY = ("First, from {d}.", "The newest is from {d}.", "We begin on {d}.")
_THEN_DAY = ("Next, from {d}.", "Then, on {d}.", "On {d}.", "And from {d}.")
_LAST_DAY = ("And last, from {d}.", "The last one is from {d}.", "And at the end, {d}.")
_WRITES = ("{s} writes:", "{s} reports:", "In the words of {s}:", "{s} has this:", "{s} puts it like this:")
_MORE = ("It goes on:", "And it adds:", "It also says:", "And further:", "It says besides:")
_AHEAD = ("And what comes next?", "So what is still to come?", "What is there to watch for?")
_CLOSE = ("That was {what}.", "And that was {what}.", "So much for {what}.")
_NUMBERS = ("no", "one", "two", "three", "four", "five")


def day(note: Note) -> date | None:
    """The day of a note, where its front matter or its feed gives one."""
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})", note.date)
    try:
        if iso:
            return date(*(int(x) for x in iso.groups()))
        month = next((m for m in MONTHS if m in note.date), "")
        number = re.search(r"(?<!\d)(\d{1,2})(?!\d)", note.date)
        year = re.search(r"\b\d{4}\b", note.date)
        return date(int(year[0]), MONTHS[month], int(number[1])) if month and number and year else None
    except ValueError:
        return None


def source(note: Note) -> str:
    """Whose news it is, as it is said: a source, an author, or the site."""
    named = note.source or note.author
    if not named and note.url:
        site = re.match(r"https?://(?:www\.)?([^/:]+)", note.url)
        named = site[1] if site else ""
    return re.sub(r"\s*[(\[][^)\]]*[)\]]", "", named).strip().rstrip(".,;:")


def worded(when: date, year: bool = True) -> str:
    """A day in words: 18 November 2026."""
    month = next(m for m, n in MONTHS.items() if (n == when.month and len(m) > 3) or (n == when.month and m == "May"))
    return f"{when.day} {month}{f' {when.year}' if year else ''}"


def items(notes: Sequence[Note]) -> list[Note]:
    """The notes of one digest: dated and with a source, the newest first, none much older than the newest."""
    found = [(when, n) for n in notes if (when := day(n)) and source(n)]
    found.sort(key=lambda x: (-x[0].toordinal(), x[1].id))
    return [n for when, n in found if (found[0][0] - when).days <= WINDOW][:MOST]


def lacking(notes: Sequence[Note]) -> str:
    """Why these notes make no digest."""
    dated = [n for n in notes if day(n)]
    if len(items(notes)) >= FEWEST:
        return ""
    need = f"a digest needs {FEWEST} notes with a day and a source"
    if len(dated) < FEWEST:
        have = "1 has" if len(dated) == 1 else f"{len(dated)} have"
        return f"{need}; of {len(notes)} here, {have} a date: in the front matter"
    named = [n for n in dated if source(n)]
    if len(named) < FEWEST:
        return f"{need}; {len(dated) - len(named)} of {len(dated)} name no source:, author: or url: in the front matter"
    return f"{need} within {WINDOW} days of each other; here {len(items(notes))} lie so near the newest"


def unfit(brief: Brief) -> str:
    """Why these notes make no digest."""
    lack = lacking(brief.sources)
    told = {f.note for f in spoken(brief)}
    if not lack and sum(n.id in told for n in items(brief.sources)) < FEWEST:
        return f"fewer than {FEWEST} of the dated notes hold a sentence that can be said"
    return lack


def find(notes: Sequence[Note], history: History, asked: str, least: int) -> list[Candidate]:
    """One film: what is dated, and newer than the channel's last digest."""
    done = max((d for f in history.films if (d := _covered(f.subject))), default=None)
    fresh = [n for n in notes if done is None or ((when := day(n)) and when > done)]
    if asked.strip():
        fresh = _about(fresh, asked)
    if done is not None and len(items(fresh)) < FEWEST:
        return []
    chosen = items(fresh)
    if len(chosen) < FEWEST:
        chosen = list(fresh)
    if not chosen:
        return []
    newest = max((d for n in chosen if (d := day(n))), default=None)
    what = f"{_SUBJECT}{worded(newest)}" if newest else "the news"
    lead = _headline(chosen[0], 7)
    title = f"{lead}, and {_NUMBERS[min(len(chosen) - 1, 5)]} more stories"
    return [
        Candidate(
            subject=what,
            question=f"What is {what}?",
            title=title if len(title) <= 60 else upper_first(what),
            reasons=(f"{len(chosen)} notes with a day and a source, the newest of {chosen[0].date}",),
            score=50.0,
            notes=tuple(n.id for n in chosen),
        )
    ]


def _covered(subject: str) -> date | None:
    """The day up to which an earlier digest told the news."""
    if not subject.lower().startswith(_SUBJECT):
        return None
    return day(Note(id="x", title="", text="", date=subject[len(_SUBJECT) :]))


def _about(notes: Sequence[Note], asked: str) -> list[Note]:
    space = Space([f"{n.title} {n.title} {n.subject} {n.text}" for n in notes], grams=1)
    wanted, words = space.vector(asked), set(content(asked))
    return [
        n
        for n, v in zip(notes, space.vectors, strict=True)
        if cosine(wanted, v) >= 0.05 or words & set(content(f"{n.title} {n.subject}"))
    ]


def _headline(note: Note, most: int = 6) -> str:
    """A note's title in few words."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", note.title).strip().rstrip(".")
    plain = re.split(r"\s[–—|]\s|:\s", plain)[0] if count(plain) > most else plain
    if count(plain) <= most:
        return upper_first(plain)
    short = labels.told(plain + ".", most) or labels.headline(plain + ".", most)
    cut = labels.cut(plain.split(), most, 3) or plain.split()[:most]
    return upper_first(short or " ".join(cut)).rstrip(".,;:")


def lay_out(brief: Brief, title: str, frame: Frame, house: House, seed: int, words: int) -> Storyboard:
    """Headlines, items from the newest to the oldest, and what is still to come; about `words` words of facts."""
    told = spoken(brief)
    notes = [n for n in items(brief.sources) if any(f.note == n.id for f in told)]
    role = next(r for r in frame.roles if part(r.name) == "point")
    notes = notes[: role.max]
    own = {n.id: [f for f in told if f.note == n.id] for n in notes}
    ahead = [f for n in notes for f in own[n.id][1:] if _NEXT.search(f.text) and not leans(f.text) and not f.quote][:2]
    kept = _kept(own, ahead, words - size(ahead), room(frame, role))
    asked = Asked(brief.question, brief.subject)
    heads = tuple(dict.fromkeys(_headline(n) for n in notes))
    scenes: list[Laid] = []
    for r in frame.roles:
        kind = part(r.name)
        if kind == "hook":
            shown = fixed(Items(title=upper_first(brief.subject), items=heads)) if len(heads) > 1 else ()
            scenes.append(Laid(r, title, (), shown))
        elif r is role:
            scenes += [Laid(r, _headline(n), tuple(kept[n.id]), fixed(_card(n))) for n in notes]
        elif kind == "payoff":
            close = Title(headline=upper_first(brief.subject), accent=labels.accent(brief.subject), support=house.title)
            scenes.append(Laid(r, r.title if ahead else "That was it", tuple(ahead), () if ahead else fixed(close)))
        elif kind != "action" or house.call_to_action:
            scenes.append(Laid(r, r.title))
    return board(scenes, title, asked, frame)


def _card(note: Note) -> Title:
    name, when = _headline(note), day(note)
    by = source(note).split(",")[0]
    kicker = f"{worded(when)} · {by}" if when and len(by) <= 28 else worded(when) if when else ""
    return Title(headline=name, accent=labels.accent(name), kicker=kicker, support="" if by in kicker else by)


def _kept(own: dict[str, list[Fact]], ahead: Sequence[Fact], words: int, most: int) -> dict[str, list[Fact]]:
    """What is told of each item: its first fact, and the following ones in turn while there is room."""
    left = {k: _whole([f for f in facts if f not in ahead]) for k, facts in own.items()}
    kept = {k: facts[:1] for k, facts in left.items()}
    for n in range(1, 5):
        for k, facts in left.items():
            if len(facts) > n and len(kept[k]) == n and size([*kept[k], facts[n]]) <= most - 8:
                total = sum(size(x) for x in kept.values())
                if total + count(facts[n].text) <= words:
                    kept[k].append(facts[n])
    return kept


def _whole(facts: list[Fact]) -> list[Fact]:
    """Of other people's words whole sentences that are quoted, and a bare figure only where there is none."""
    quoted = [f for f in facts if f.quote and "’" not in f.quote[:1] and f.rights == "quote-only"]
    return quoted[:2] or facts


class Reader(draft.Writer):
    """Reads the headlines, then the items, each with where it is from and of which day."""

    def lines(self, i: int, shot: Shot, facts: list[Fact]) -> list[list[Line]]:
        own = [s for s in self.board.shots if part(s.role) == "point"]
        self.teller.story = False
        match part(shot.role):
            case "hook":
                return self._headlines(own)
            case "point":
                return [[*self._from(own.index(shot), len(own), facts), *self._items(facts)]]
            case "payoff":
                lead = [Line(text=self.wording.pick("ahead", _AHEAD))] if facts else []
                close = Line(text=self.wording.pick("close", _CLOSE, what=self.brief.subject))
                return [[*lead, *self.teller.tell(facts, first=False)], [close]]
        return super().lines(i, shot, facts)

    def _headlines(self, own: Sequence[Shot]) -> list[list[Line]]:
        notes = {n.id: n for n in self.brief.sources}
        out = []
        for shot in own[:3]:
            fact = next((self.by[f] for f in shot.facts if f in self.by), None)
            if fact and (name := _headline(notes[fact.note], 8)):
                out.append(Line(text=f"{name}.", notes=(fact.note,)))
        opens = self.wording.pick("opens", _OPENS, n=_NUMBERS[min(len(own), 5)])
        return [out, [Line(text=upper_first(opens))]]

    def _items(self, facts: list[Fact]) -> list[Line]:
        """What happened; words of the source that was just named need no name again."""
        names = {n.id: source(n) for n in self.brief.sources}
        if not facts or not all(f.quote and f.by == names.get(f.note) for f in facts):
            return self.teller.tell(facts, first=False)
        by = re.sub(r"^The ", "the ", names[facts[0].note])
        leads = [upper_first(self.wording.pick("writes", _WRITES, s=by))]
        leads += [self.wording.pick("more", _MORE) for _ in facts[1:]]
        return [Line(text=f"{lead} “{f.quote}”", notes=(f.note,)) for lead, f in zip(leads, facts, strict=True)]

    def _from(self, n: int, of: int, facts: Sequence[Fact]) -> list[Line]:
        note = next((s for s in self.brief.sources if facts and s.id == facts[0].note), None)
        when = day(note) if note else None
        if note is None or when is None:
            return []
        newest = max((d for s in self.brief.sources if (d := day(s))), default=when)
        bank = _FIRST if n == 0 else _LAST if n == of - 1 else _THEN
        if all(f.quote and f.by == source(note) for f in facts):  # whose words they are is said right before them
            bank = _FIRST_DAY if n == 0 else _LAST_DAY if n == of - 1 else _THEN_DAY
        by = re.sub(r"^The ", "the ", source(note))
        said = self.wording.pick("from", bank, s=by, d=worded(when, n == 0 or when.year != newest.year))
        return [Line(text=upper_first(said), notes=(note.id,))]


SKELETON = Skeleton("news-digest", unfit, lay_out, Reader, find=find, fixed=frozenset({"title", "list"}))
