"""Which films the notes hold: notes on one subject together, what was filmed left out, the rest ranked with reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import gathering, keywords, labels, questions
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.grammar import bare, clause, has_verb
from ytempire.editorial.lexicon import BASES
from ytempire.editorial.similarity import Space, cosine, subject_key
from ytempire.editorial.words import content, count
from ytempire.models import Candidate, Fact, History, Note

TITLE = 60
NEAR = 0.22  # cosine at which another note is read along
SAME = 0.5  # cosine at which two notes are about one thing
LONG = 60_000  # characters of a note that are read to judge it


@dataclass(frozen=True)
class Group:
    """Notes that make one film."""

    subject: str
    notes: tuple[Note, ...]


def groups(notes: Sequence[Note]) -> list[Group]:
    """Notes by subject: as their front matter says, else each its own with its near relations."""
    named: dict[str, list[Note]] = {}
    loose: list[Note] = []
    names: dict[str, str] = {}
    for note in notes:
        if note.subject:
            key = subject_key(note.subject)
            names.setdefault(key, note.subject)
            named.setdefault(key, []).append(note)
        else:
            loose.append(note)
    loose = _joined(loose, named)
    out = [Group(names[k], tuple(g)) for k, g in named.items()]
    if not loose:
        return out
    space = Space([f"{n.title} {n.title} {n.text[:LONG]}" for n in loose], grams=1)
    left = list(range(len(loose)))
    while left:
        first = (
            max(left, key=lambda i: (loose[i].rights != "quote-only", min(count(loose[i].text[:LONG]), 900), -i))
            if len(left) > 1
            else left[0]
        )
        together = [
            i
            for i in left
            if i == first
            or cosine(space.vectors[first], space.vectors[i]) >= SAME
            or subject_key(own_subject(loose[i])) == subject_key(own_subject(loose[first]))
        ]
        left = [i for i in left if i not in together]
        others = [
            i
            for i in range(len(loose))
            if i not in together and NEAR * 1.6 <= cosine(space.vectors[first], space.vectors[i]) < SAME
        ]
        members = [loose[i] for i in [first, *(i for i in together if i != first), *others[:2]]]
        out.append(Group(own_subject(loose[first]), tuple(members)))
    order = {n.id: i for i, n in enumerate(notes)}
    return sorted(out, key=lambda g: min(order[n.id] for n in g.notes))


def _joined(loose: list[Note], named: dict[str, list[Note]]) -> list[Note]:
    """Notes without a subject go to one that others name when they are about it; the rest stay."""
    if not named or not loose:
        return loose
    keys = list(named)
    space = Space([" ".join(n.text[:LONG] for n in named[k]) for k in keys] + [n.text[:LONG] for n in loose], grams=1)
    left = []
    for i, note in enumerate(loose):
        near = [cosine(space.vectors[len(keys) + i], space.vectors[j]) for j in range(len(keys))]
        own = subject_key(own_subject(note))
        titled = [j for j, k in enumerate(keys) if k == own or set(k.split()) <= set(content(note.title))]
        best = titled[0] if titled else max(range(len(keys)), key=lambda j: (near[j], -j))
        if titled or near[best] >= SAME:
            named[keys[best]].append(note)
        else:
            left.append(note)
    return left


_SERIES = re.compile(
    r"\b(?:question|week|month|day|episode|part|chapter|lesson|series|faq|q&a|explained|mailbag|\d+)\b", re.IGNORECASE
)


def own_subject(note: Note) -> str:
    """What a note without a subject is about: its title's thing, else what its words turn on."""
    title = note.title.strip().rstrip(".!?")
    text = note.text[:LONG]
    lead = re.match(r"^([^:–—|]{3,40})\s*[:–—|]\s+(\S.*)$", title)
    if lead and _SERIES.search(lead.group(1)):
        title = lead.group(2)
    elif lead and not has_verb(lead.group(1)):
        return lead.group(1).strip()
    works = re.match(
        r"^(?:How|Why|What|Where|When|Who)\s+(?:do |does |did |is |are |was |were )?"
        r"((?:the |an? )?[\w'’-]+(?:\s[\w'’-]+){0,2}?)\s+"
        r"(?:works?|is|are|was|were|became|began|came|changed|made|makes|got|stays?|keeps?|lasts?|rises?|forms?|grows?|fell|failed)\b",
        title,
        re.IGNORECASE,
    )
    if works:
        return re.sub(r"^(?:the|an?)\s+", "", works.group(1), flags=re.IGNORECASE)
    makes = re.match(
        r"^What (?:makes|made|causes|caused|drives|is|are|was|were|killed)\s+(?:the\s+|an?\s+)?(\S.{2,30})$", title
    )
    if makes and count(makes.group(1)) <= 3:
        return makes.group(1)
    story = re.match(
        r"^(?:An?|The)?\s*(?:short |brief |true )?(?:history|story|life|making|rise|fall|origins?|anatomy|guide)\s+"
        r"(?:and \w+ )?(?:of|to|behind)\s+(.{3,40})$",
        title,
        re.IGNORECASE,
    )
    if story:
        return story.group(1)
    stated = re.sub(
        r"^(?:how(?:\s+(?:long|many|much|far|fast|old|often|big|tall|heavy|hot|deep))?|why|what|when|where)\s+"
        r"(?:(?:do|does|did)\s+)?(?:(?:most|many|some|all|every)\s+)?",
        "",
        title,
        flags=re.IGNORECASE,
    )
    part = clause(upper_first(stated)) if has_verb(stated) else None
    if (
        part
        and not part.front
        and not labels.points(part.subject)
        and count(part.subject) <= 4
        and "," not in part.subject
    ):
        subject = re.sub(r"^(?:the|an?|no|every|each|all|your|our|my)\s+", "", part.subject, flags=re.IGNORECASE)
        many = bare(part.verb) in BASES | {"are", "were", "have"}
        if subject:
            return subject[0].lower() + subject[1:] if many and " " not in subject else lower_first(subject, text)
    top = keywords.phrases(f"{title}. {text}", 5)
    if count(title) <= 4 and not has_verb(title) and any(set(content(title)) & set(content(k)) for k in top):
        return title
    stem = note.file.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("-", " ").replace("_", " ") if note.file else ""
    stem = re.sub(r"\b(?:notes?|draft|final|copy|\d+)\b", "", stem, flags=re.IGNORECASE).strip()
    inside = set(content(text))
    if (
        stem
        and count(stem) <= 4
        and len(content(stem)) > 0
        and all(w in inside for w in content(stem))
        and not has_verb(title)
    ):
        return _as_written(stem, text)
    if top:
        titled = [k for k in top if set(content(k)) & set(content(title))]
        return lower_first((titled or top)[0], text)
    return stem or title


def _as_written(name: str, text: str) -> str:
    """A name out of a file's name, with the capitals that its words always have in the text."""
    out = []
    for word in name.split():
        seen = set(re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))
        out.append(seen.pop() if len(seen) == 1 else word)
    return " ".join(out)


def candidates(notes: Sequence[Note], history: History, asked: str = "", least: int = 0) -> list[Candidate]:
    """Films that could be made, best first; `least` is how many words a film needs at least."""
    done = {subject_key(f.subject) for f in history.films}
    found: list[tuple[float, Candidate]] = []
    all_groups = [g for g in groups(notes) if subject_key(g.subject) not in done]
    near = _asked(all_groups, asked) if asked.strip() else {}
    newest = max((n.date for n in notes if n.date), default="")
    for i, group in enumerate(all_groups):
        if asked.strip() and i not in near:
            continue
        short = [n.model_copy(update={"text": n.text[:LONG]}) for n in group.notes]
        brief = gathering.gather(group.subject, "", short)
        facts = [f for f in brief.facts if f.kind != "picture"]
        if not facts:
            continue
        title, question = entitled(group.subject, brief.sources, facts)
        reasons, value = _reasons(brief.facts, group, newest, least)
        if i in near:
            reasons.insert(0, f"is about {asked.strip()!r}, as asked")
            value += 100 * near[i]
        found.append(
            (
                value,
                Candidate(
                    subject=group.subject,
                    question=question,
                    title=title,
                    reasons=tuple(reasons),
                    score=round(value, 2),
                    notes=tuple(n.id for n in brief.sources),
                ),
            )
        )
    order = sorted(range(len(found)), key=lambda k: (-found[k][0], k))
    return [found[k][1] for k in order]


def entitled(subject: str, notes: Sequence[Note], facts: Sequence[Fact]) -> tuple[str, str]:
    """A title of at most sixty characters and the question of the film."""
    text = "\n".join(n.text[:LONG] for n in notes)
    main = notes[0]
    asked = questions.choose(main.title, subject, facts, [n.title for n in notes[1:]], text)
    title = main.title.strip().rstrip(".")
    if not 8 <= len(title) <= TITLE or count(title) < 2:
        bare = asked.question.rstrip("?") if asked.question.startswith(("How", "Why", "What")) else ""
        indirect = upper_first(asked.indirect) if asked.indirect and len(asked.indirect) <= TITLE else ""
        options = [indirect, f"{bare}?" if bare else "", upper_first(subject)]
        title = next((o for o in options if 8 <= len(o) <= TITLE), upper_first(subject)[:TITLE].rstrip())
    return upper_first(title), asked.question


def _asked(found: Sequence[Group], asked: str) -> dict[int, float]:
    """Groups that have something to do with what was asked for, and how much."""
    space = Space(
        [f"{g.subject} " * 3 + " ".join(f"{n.title} {n.text[:LONG]}" for n in g.notes) for g in found], grams=1
    )
    vector = space.vector(asked)
    words = set(content(asked))
    out = {}
    for i, group in enumerate(found):
        head = set(content(f"{group.subject} {' '.join(n.title for n in group.notes)}"))
        inside = set(content(" ".join(n.text[:LONG] for n in group.notes)))
        value = cosine(vector, space.vectors[i]) + 0.5 * len(words & head) / max(1, len(words))
        if words & head or (words and len(words & inside) / len(words) >= 0.6 and value >= 0.05):
            out[i] = value
    return out


def _reasons(facts: Sequence[Fact], group: Group, newest: str, least: int) -> tuple[list[str], float]:
    told = [f for f in facts if f.kind != "picture"]
    words = sum(count(f.text) for f in told)
    numbers = sum(bool(f.quantities) for f in told)
    dated = sum(bool(f.dates) for f in told)
    quotes = sum(bool(f.quote) for f in told)
    photos = len(facts) - len(told)
    reasons = [f"{_n(len(told), 'fact')} from {_n(len(group.notes), 'note')}"]
    if numbers:
        reasons.append(f"{_n(numbers, 'fact')} with numbers to show")
    if dated >= 2:
        reasons.append(f"{dated} dates make a timeline")
    if quotes:
        reasons.append(_n(quotes, "saying") + " to quote")
    if photos:
        reasons.append(_n(photos, "picture"))
    causes = sum(f.kind == "cause" for f in told)
    if causes:
        reasons.append(f"{_n(causes, 'reason')} that answer a why" if causes > 1 else "1 reason that answers a why")
    reasons.append("not covered yet")
    date = max((n.date for n in group.notes if n.date), default="")
    value = (
        20
        + min(30.0, 1.5 * len(told))
        + min(15, 2 * numbers)
        + min(8, dated)
        + 3 * min(3, quotes)
        + 2 * min(4, photos)
        + 2 * min(5, causes)
    )
    if date and date == newest:
        value += 1
        reasons.append(f"newest notes ({date})")
    if least and words < least:
        reasons.append(f"thin: {words} words of facts, a film wants {least}")
        value *= 0.3 + 0.5 * words / least
    return reasons, value


def _n(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
