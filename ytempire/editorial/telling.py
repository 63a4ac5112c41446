"""Facts told for the ear: openings vary, long sentences part, reasons are asked for, names give way to "it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ytempire.editorial import phrases
from ytempire.editorial.bags import bag
from ytempire.editorial.casing import can_lower, lower_first, upper_first
from ytempire.editorial.dates import DATE, year
from ytempire.editorial.ear import LONG, halves, plainer, reason, refer, shorten, stop
from ytempire.editorial.grammar import bare, clause, front, lemma
from ytempire.editorial.guesses import how_many
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import NUMBER_WORDS, PREPOSITIONS
from ytempire.editorial.phrases import Wording
from ytempire.editorial.words import count
from ytempire.models import Fact, Line

_SMALL = {n: w for w, n in NUMBER_WORDS.items() if n <= 90 and w != "dozen"}
_WORDS = _SMALL | {t + n: f"{_SMALL[t]}-{_SMALL[n]}" for t in range(20, 100, 10) for n in range(1, 10)}
_PERSONS = {"He": "he", "His": "he", "She": "she", "Her": "she"}


@dataclass
class Teller:
    """Tells facts scene by scene and remembers what it has said, so that it does not say it the same way again."""

    wording: Wording
    seen: str  # all the notes' words, to judge names by
    facts: Sequence[Fact] = ()
    most: int = LONG
    years: list[float] = field(default_factory=list)
    tricks: dict[str, int] = field(default_factory=dict)
    last: str = ""
    story: bool = True  # whether what is told goes on in time; a countdown does not
    just: str = ""  # the year of the fact before
    said_year: str = ""  # a year that the opening has just named
    guesses: bool = False  # whether a number may be asked for before it is told, once a film

    def tell(self, facts: Sequence[Fact], first: bool = True) -> list[Line]:
        """The sentences that tell these facts; `first` where a scene begins with them."""
        out: list[Line] = []
        who = ""
        for i, fact in enumerate(facts):
            texts = self._fact(fact, first and not out)
            part = clause(texts[0]) if texts else None
            subject = part.subject if part else ""
            if i and who and subject.lower() == who.lower() and not part.front:  # type: ignore[union-attr]
                texts[0] = self._again(texts[0], subject, part.verb)  # type: ignore[union-attr]
            who = _last_subject(texts, subject)
            self.last = subject
            out += [Line(text=t, notes=(fact.note,)) for t in texts if t]
        return _merged([_figure_first(line) for line in out], self)

    def _fact(self, fact: Fact, opens: bool) -> list[str]:
        text = plainer(fact.text)
        asks = re.match(r"^([^“”\"]+\?)\s+(.+)$", text)
        if asks:
            return [
                upper_first(asks.group(1)),
                *[upper_first(stop(s)) for s in shorten(upper_first(asks.group(2)), self.most)],
            ]
        if fact.quote and fact.by:
            return self._saying(fact, text)
        text = re.sub(r"[“”\"]", "", text) if text.count('"') % 2 or text.count("“") != text.count("”") else text
        texts = (
            self._guess(fact, text)
            or self._list(fact, text)
            or self._why(fact, text, opens)
            or self._dated(fact, text, opens)
            or self._parted(text)
        )
        self.just = _year_of(fact.dates[-1]) if fact.dates else ""
        self.years += [when for date in fact.dates if (when := year(date)) is not None]
        return [upper_first(stop(t)) for t in texts]

    def _guess(self, fact: Fact, text: str) -> list[str]:
        """A number, asked for before it is told: "How many hearts does an octopus have?" """
        if not self.guesses or fact.dates or leans(text) or count(text) > 14 or len(fact.quantities) != 1:
            return []
        asked = how_many(text, self.seen)
        if not asked or not self._may("guess", 1):
            return []
        return [asked, text]

    def _saying(self, fact: Fact, text: str) -> list[str]:
        """Somebody's words: as the note brings them, or with the name first where it only says who."""
        outside = text.replace(fact.quote, "")
        rest = re.sub(re.escape(fact.by), "", outside)
        plain = count(rest) <= 4 and not any(c.isdigit() for c in rest)
        he = self.person(fact.by)
        if plain and he and self.last == fact.by and self._may("his", 1):
            return [f"{'His' if he == 'He' else 'Her'} words: “{_closed(fact.quote)}”"]
        if plain and self._may("quoted", 4):
            return [self.wording.pick("quoted", phrases.QUOTED, by=fact.by, quote=_closed(fact.quote))]
        return [re.sub(r"\"([^\"]*)\"", r"“\1”", text)]

    def _list(self, fact: Fact, text: str) -> list[str]:
        """A long list after a colon: what it is a list of, then the list."""
        match = re.match(r"^([^:“”\"]{10,}):\s+([^:]+)[.!]$", text)
        if not match or count(text) <= 18 or not clause(match.group(1)) or len(fact.items) < 3:
            return []
        if "," not in match.group(2):
            return []
        return [match.group(1), upper_first(match.group(2))]

    def _why(self, fact: Fact, text: str, opens: bool) -> list[str]:
        """A sentence with "because": told whole when short, else with its reason on its own."""
        ways = [h for h in halves(text) if h[2] == "because"]
        if not ways or (len(halves(text)) > 1 and count(text) > 30):
            return []
        first, second, _ = ways[-1]
        long = count(text) > 15
        if (
            long
            and count(second) <= self.most + 2
            and count(first) <= self.most
            and self._may("why", 2)
            and "partly" not in second
        ):
            return [first, self.wording.pick("why", phrases.WHY), reason(second, "asked")]
        if count(text) > self.most and count(first) <= self.most:
            return [first, reason(second, "plain")]
        return [text] if count(text) <= self.most + 3 else []

    def _dated(self, fact: Fact, text: str, opens: bool) -> list[str]:
        """A sentence that begins with its date: as it is, years after the last one, or with the date alone."""
        head, rest = front(text)
        date = DATE.search(head)
        when = year(date.group()) if date else None
        if date is None or when is None or not re.match(r"(?:In|On)\s", head):
            return self._moved(fact, text)
        gap = when - max(self.years, default=when)
        if self.said_year and self.said_year == _year_of(date.group()) and count(head) <= 3 and clause(rest):
            self.said_year = ""
            return self._parted(upper_first(rest))
        self.said_year = ""
        if (
            self.just
            and _year_of(date.group()) == self.just
            and count(head) <= 3
            and not opens
            and self._may("same", 2)
        ):
            return self._parted(f"{self.wording.pick('same', phrases.SAME_YEAR)} {rest}")
        whole = re.sub(r"^(?:In|On)\s+", "", head.strip().rstrip(","))
        if not self.story:
            return self._parted(f"{head.strip().rstrip(',')}, {rest}" if count(head) > 1 else text)
        if re.search(r"\b(?:later|after|earlier)\b", rest[:45]):
            return self._parted(f"{head.strip().rstrip(',')}, {rest}")
        bank = next((b for g, b in sorted(phrases.LATER.items(), reverse=True) if gap >= g), None)
        if gap > 0 and bank and self._may("later", 3) and re.match(r"(?:In|On)\s", head) and not opens:
            lead = self.wording.pick("later", bank)
            return self._parted(f"{lead} {head[0].lower()}{head[1:].strip().rstrip(',')}, {rest}")
        if gap > 2 and re.fullmatch(r"(?:[A-Z][a-z]+ )?\d{4}", whole) and self._may("came", 1) and clause(rest):
            return [self.wording.pick("came", phrases.THEN_CAME, date=whole), *self._parted(upper_first(rest))]
        if (
            re.fullmatch(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}", whole)
            and self._may("cold", 2)
            and opens
            and clause(rest)
        ):
            return [stop(whole), *self._parted(upper_first(rest))]
        return self._parted(f"{head.strip().rstrip(',')}, {rest}" if count(head) > 1 else text)

    def _moved(self, fact: Fact, text: str) -> list[str]:
        """A year at the end goes to the front, where the story needs it."""
        match = re.match(r"^(.{15,}?)\s+(in (?:[A-Z][a-z]+ )?\d{4})\.$", text)
        if (
            not match
            or len(fact.dates) != 1
            or not can_lower(text, self.seen)
            or front(text)[0]
            or re.search(r"[,;:]", text)
            or bare(text.split()[0]) in PREPOSITIONS
        ):
            return []
        if not self._may("moved", 2) or clause(match.group(1)) is None or leans(text):
            return []
        return self._parted(f"{upper_first(match.group(2))}, {lower_first(match.group(1), self.seen)}.")

    def _parted(self, text: str) -> list[str]:
        """Long sentences parted, and some middling ones, so that lengths vary."""
        if count(text) > self.most:
            return shorten(text, self.most)
        ways = [
            h
            for h in halves(text)
            if h[2] in {"and", "while", "semi", "colon", "where", "which", "sothat", "result"} and "§" not in h[1]
        ]
        if count(text) >= 13 and ways and self.wording.chance(text, 3):
            half = count(text) / 2
            first, second, _ = min(ways, key=lambda w: (abs(count(w[0]) - half), w[2]))
            if not re.match(r"\d", second) and count(second) >= 4:
                return [first, second]
        return [text]

    def _may(self, trick: str, most: int) -> bool:
        """Whether a way of telling may be used once more in this film."""
        if self.tricks.get(trick, 0) >= most:
            return False
        self.tricks[trick] = self.tricks.get(trick, 0) + 1
        return True

    def _again(self, text: str, subject: str, verb: str) -> str:
        """The subject of the sentence before, as "it", "they", "he" or "she" where that is plain."""
        pronoun = self.person(subject) or ("" if _name_of_person(subject, self.seen) else refer(subject, verb))
        if not pronoun or not text.startswith(subject):
            return text
        if re.search(r"\b(?:it|they|he|she|them|him)\b", text[len(subject) :]):
            return text
        return pronoun + text[len(subject) :]

    def person(self, subject: str) -> str:
        """He or She for a name that the notes show to be a person's; empty where they do not."""
        if not re.fullmatch(r"[A-ZÀ-Þ][\w'’-]{2,}(?:\s(?:de|van|von|der|la|le|of|[A-ZÀ-Þ][\w'’.-]+)){0,3}", subject):
            return ""
        if re.search(rf"\b[Tt]he {re.escape(subject)}\b", self.seen):
            return ""
        found: set[str] = set()
        human = False
        for i, fact in enumerate(self.facts):
            part = clause(fact.text)
            if part is None or part.subject.split(",")[0] != subject:
                continue
            known = lemma(part.verb)
            human |= bool(known and known[0] in _HUMAN) or bool(re.match(r"(?:an?|the|born)\b", part.rest))
            nearby = [fact.text[fact.text.index(subject) + len(subject) :]]
            if i + 1 < len(self.facts) and re.match(r"(?:He|His|She|Her)\b", self.facts[i + 1].text):
                nearby.append(self.facts[i + 1].text)
            for text in nearby:
                found |= {w.lower() for w in re.findall(r"\b(?:he|she|his|her|He|She|His|Her)\b", text)}
        male, female = bool(found & {"he", "his"}), bool(found & {"she", "her"})
        return "" if male == female or not human else "He" if male else "She"


_HUMAN = frozenset(
    bag("""
    know meet found buy build write say invent die sell notice discover take make begin describe propose publish patent
    think believe want decide try lead run study teach travel sail design draw paint bet work call name hire dream pull
    sit remember warn knew carry ask tell learn see find come go leave live marry win lose give get shine send start
    persuade borrow inherit save use put hold think stand walk read sing speak fight pay own translate
    """)
)


def _name_of_person(subject: str, seen: str) -> bool:
    """A name without an article may be a person's: "it" would be rude, and perhaps wrong."""
    words = subject.split()
    if bare(words[0]) in {"the", "a", "an", "this", "that", "every", "no"}:
        return False
    if not all(w[0].isupper() or w[0].isdigit() for w in words):
        return False
    return not re.search(rf"\b{re.escape(subject)}\b[^.]*\b(?:its|itself)\b|\bIts\b", seen)


def _last_subject(texts: Sequence[str], subject: str) -> str:
    if len(texts) < 2:
        return subject
    part = clause(texts[-1])
    return part.subject if part and part.subject.lower() == subject.lower() else ""


def _year_of(date: str) -> str:
    found = re.search(r"\d{4}", date)
    return found.group() if found else ""


def _closed(quote: str) -> str:
    return quote if quote[-1:] in ".!?…" else quote.rstrip(",;:") + "."


def _figure_first(line: Line) -> Line:
    """A small number that begins a sentence is written out."""
    match = re.match(r"(\d{1,2})(?=\s[a-z])", line.text)
    if match and int(match.group()) in _WORDS:
        word = _WORDS[int(match.group())]
        return line.model_copy(update={"text": upper_first(word) + line.text[match.end() :]})
    return line


def _merged(lines: list[Line], teller: Teller) -> list[Line]:
    """Two very short sentences on one thing become one."""
    out: list[Line] = []
    for line in lines:
        if out and out[-1].notes == line.notes and count(out[-1].text) <= 6 and 3 <= count(line.text) <= 7:
            match = re.match(r"(It|They|He|She)\s", line.text)
            plain = (
                out[-1].text.endswith(".") and "“" not in out[-1].text + line.text and not out[-1].text[:1].isdigit()
            )
            if match and plain and clause(out[-1].text) and clause(line.text) and teller._may("merge", 3):
                text = f"{out[-1].text[:-1]}, and {line.text[0].lower()}{line.text[1:]}"
                out[-1] = Line(text=text, notes=line.notes)
                continue
        out.append(line)
    return out
