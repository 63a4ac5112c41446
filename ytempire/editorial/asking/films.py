"""Which films there could be, and what is known for one: asked of a model, held against the notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ytempire.editorial.asking import listing, marks
from ytempire.editorial.asking.asks import Ask, Desk, ask, common
from ytempire.editorial.asking.grounds import Grounds, written
from ytempire.editorial.asking.shapes import Facts, Film, Films
from ytempire.editorial.casing import upper_first
from ytempire.editorial.facts import extract, kin
from ytempire.editorial.gathering import gather as gather_offline, in_order
from ytempire.editorial.quoting import restated
from ytempire.editorial.similarity import subject_key
from ytempire.editorial.words import content, count
from ytempire.models import Brief, Candidate, Fact, Format, History, Note, Topic

TITLE = 70  # characters; the platform cuts off at 60, and refuses over 100
KIN = 0.5  # how much of a fact its note must say
THIN = 0.5  # of a film's fewest words that its notes must have


def proposing(desk: Desk, format: Format, notes: Sequence[Note], history: History, asked: str) -> Ask[Films]:
    """Asks which films could be made."""
    mark = marks.mark_of("plan", desk, format.name, asked, *(n.id + n.text for n in notes))
    done = "\n".join(listing.row(subject=p.subject, question=p.question) for p in history.films[-200:])
    values = {
        **common(desk, format),
        "roles": listing.roles(format.roles),
        "notes": listing.notes(notes, each=4000),
        "done": done,
        "asked": asked,
    }

    def check(answer: Films) -> list[str]:
        good, wrong = _sorted_out(answer, format, notes, history, asked)
        return [] if good else wrong or ["there is no film in the answer"]

    return ask("plan", Films, values, format, mark, check, lambda a: "; ".join(f.title for f in a.films))


def candidates(
    answer: Films, format: Format, notes: Sequence[Note], history: History, asked: str
) -> tuple[Candidate, ...]:
    """The films of an answer that may be made, best first."""
    good, _ = _sorted_out(answer, format, notes, history, asked)
    return tuple(
        Candidate(subject=f.subject, question=f.question, title=f.title, notes=f.notes, score=round(1 - 0.1 * n, 2),
                  reasons=(f.why,) if f.why and not written(f.why) else ("chosen by the model",))
        for n, f in enumerate(good)
    )  # fmt: skip


def _sorted_out(
    answer: Films, format: Format, notes: Sequence[Note], history: History, asked: str
) -> tuple[list[Film], list[str]]:
    known = {n.id: n for n in notes}
    done = {subject_key(p.subject) for p in history.films}
    least = format.seconds[0] * format.words_per_minute / 60 * THIN
    good: list[Film] = []
    wrong: list[str] = []
    for film in answer.films[:8]:
        here = [known[id] for id in film.notes if id in known]
        why = [w for text in (film.subject, film.question, film.title) for w in written(text)]
        if not film.subject or not film.title or not film.question.endswith("?"):
            why.append("it wants a subject, a title and a question that ends with a question mark")
        if len(film.title) > TITLE:
            why.append(f"the title has {len(film.title)} characters")
        if not here or len(here) < len(film.notes):
            why.append("it names no note, or one that is not there")
        if subject_key(film.subject) in done:
            why.append("this subject is a film already")
        if here and sum(count(n.text) for n in here) < least:
            why.append("its notes are too short for a film")
        if here:
            grounds = Grounds(Brief(subject="", question="", sources=tuple(here), facts=()))
            why += grounds.shown([film.title, film.question, film.subject])
            about = {*content(" ".join([film.subject, film.question, film.title, *(n.title for n in here)]))}
            if asked and not about & {*content(asked)}:
                why.append("it is not about what was asked for")
        if why:
            wrong.append(f"{film.title[:60]!r}: {'; '.join(dict.fromkeys(why))}")
        elif subject_key(film.subject) not in {subject_key(f.subject) for f in good}:
            good.append(film)
    return good, wrong


def gathering(topic: Topic, notes: Sequence[Note], language: str, format: Format | None) -> Ask[Facts]:
    """Asks for the facts of a topic."""
    here = in_order(notes)
    mark = marks.mark_of("research", topic.subject, topic.question, *(n.id + n.text for n in here))
    values = {
        "language": marks.language(language),
        "format": format.format if format else "video",
        "subject": marks.line(topic.subject),
        "question": marks.line(topic.question),
        "title": marks.line(topic.title),
        "notes": listing.notes(here),
    }
    bench = Bench(topic, here)

    def check(answer: Facts) -> list[str]:
        good, wrong = bench.take(answer)  # a few that do not stand are left out; asking again would cost more
        return wrong if not good or len(wrong) * 4 > len(good) else []

    return ask("research", Facts, values, format, mark, check, lambda a: "\n".join(f.text for f in a.facts))


class Bench:
    """Facts as a model tells them, each laid beside the sentence of its note that says it."""

    def __init__(self, topic: Topic, notes: Sequence[Note]) -> None:
        self.topic = topic
        self.notes = {n.id: n for n in notes}
        self.offline = gather_offline(topic.subject, topic.question, notes)
        self.grounds = Grounds(self.offline)
        self.say: dict[str, Callable[[Note], list[Fact]]] = {
            n.id: restated if n.rights == "quote-only" else extract for n in notes
        }
        self.own = {n.id: extract(n) for n in notes}

    def take(self, answer: Facts) -> tuple[list[Fact], list[str]]:
        """The facts that stand, with what each of them holds, and what is wrong with the others."""
        good: list[Fact] = []
        wrong: list[str] = []
        for told in answer.facts[:120]:
            note = self.notes.get(told.note)
            if note is None:
                wrong.append(f"“{told.text[:60]}”: there is no note {told.note[:20]!r}")
                continue
            made, why = self._fact(note, told.text)
            if made is None or why:
                wrong.append(f"“{told.text[:80]}”: {'; '.join(why) or 'it is no full sentence'}")
            elif not any(kin(made, f) >= 0.85 and kin(f, made) >= 0.85 for f in good):
                good.append(made)
        if not good and not wrong:
            wrong.append("there is no fact in the answer")
        return good, wrong

    def brief(self, answer: Facts, format: Format | None) -> Brief:
        """The brief: the facts that stand, in the notes' order; where they are few, with more out of the notes."""
        good, _ = self.take(answer)
        if format is not None:
            wanted = format.seconds[0] * format.words_per_minute / 60
            for fact in self.offline.facts:
                if sum(count(f.text) for f in good) >= wanted:
                    break
                if fact.kind != "picture" and not any(kin(fact, f) >= 0.7 for f in good):
                    good.append(fact)
        good.sort(key=lambda f: f.order)
        numbered: dict[str, int] = {}
        facts = []
        for fact in good:
            numbered[fact.note] = numbered.get(fact.note, 0) + 1
            facts.append(fact.model_copy(update={"id": f"{fact.note}.{numbered[fact.note]}"}))
        pictures = [f for f in self.offline.facts if f.kind == "picture"]
        return self.offline.model_copy(update={"facts": (*facts, *pictures)})

    def _fact(self, note: Note, text: str) -> tuple[Fact | None, list[str]]:
        text = upper_first(" ".join(text.split()))
        why = self.grounds.shown([text], [note.id])
        probe = Fact(id="x", note=note.id, kind="statement", text=text)
        near = max(self.own[note.id], key=lambda f: _said(probe, f), default=None)
        if near is None or _said(probe, near) < KIN:
            why.append(f"note {note.id} does not say so")
        found = extract(note.model_copy(update={"text": text, "photos": (), "listings": ()}))
        if note.rights == "quote-only":
            checked = self.grounds.line(text, ())
            why += [w for w in checked if "only be quoted" in w or "nobody says" in w]
        if why or near is None:
            return None, list(dict.fromkeys(why))
        made = found[0] if len(found) == 1 else probe
        place = next((f for f in self.offline.facts if f.note == note.id and f.id == near.id), near)
        return made.model_copy(update={"note": note.id, "rights": note.rights, "order": _order(place, self.offline),
                                       "section": near.section}), []  # fmt: skip


def _said(fact: Fact, source: Fact) -> float:
    """How much of a fact's words a sentence of the note has."""
    words = {*content(fact.text)}
    return len(words & {*content(source.text)}) / max(1, len(words))


def _order(fact: Fact, brief: Brief) -> int:
    """A fact's place in the brief; one that the brief left out stands where its note says it."""
    place = next((i for i, n in enumerate(brief.sources) if n.id == fact.note), 0)
    return fact.order if fact.order >= place * 100_000 else place * 100_000 + fact.order
