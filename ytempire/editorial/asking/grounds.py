"""Whether a sentence of a model may be said: it stands on notes, names no link, and can be spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.casing import names_in
from ytempire.editorial.gates import GREETING, PROFANE
from ytempire.editorial.knowledge import Knowledge, Said, claimed, ungrounded, values
from ytempire.editorial.lexicon import FUNCTION
from ytempire.editorial.quoting import RUN
from ytempire.editorial.roles import part
from ytempire.editorial.words import count, stem, tokens
from ytempire.models import Brief, Line, Note, Scene

LONGEST = 45  # words in one sentence
_TLD = (
    "com|net|org|io|co|ai|app|dev|info|biz|xyz|me|tv|ly|gg|ru|cn|uk|de|fr|eu|us|to|shop|site|online|link|club|top|"
    "live|store|click|gov|edu|onion"
)
LINK = re.compile(
    rf"\b(?:h(?:tt|xx)ps?|ftps?)\s*:|\b(?:mailto|javascript|data|file|tel|magnet):\S|:\s*//|\bwww\d?\s*\.|"
    rf"(?<!\w)@\w+|\w+@[\w.]+|#\w+|"
    rf"(?<![\w.])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:{_TLD})\b(?!\.\w)|"
    rf"\b[\w-]+\s*(?:\[\s*\.\s*\]|\(\s*\.\s*\)|\(dot\)|\[dot\]|\bdot\b)\s*(?:com|net|org|io|co|ai|xyz)\b|"
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\w-]+\.[a-z]{2,6}/\w",
    re.IGNORECASE,
)
MARKUP = re.compile(r"[\[\]{}<>|\\⟦⟧]|\*\*|__|^#+ |`|\((?!s\))")
_SAYING = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def linked(text: str) -> str:
    """What in a text is a link, an address, a handle or a hashtag; '' if nothing is."""
    found = LINK.search(text)
    return found.group().strip() if found else ""


def written(text: str) -> list[str]:
    """What keeps a text from being shown: a link, or signs that belong to no language."""
    out = []
    if link := linked(text):
        out.append(f"{link!r} is a link or a handle; leave it out")
    if "<" in text or ">" in text or "⟦" in text or "⟧" in text:
        out.append("it has signs of markup; write plain words")
    if bad := next((t for t in tokens(text) if t in PROFANE), None):
        out.append(f"{bad!r} is not said here")
    return out


def speakable(text: str) -> list[str]:
    """What keeps a sentence from being spoken."""
    out = written(text)
    if not any(c.isalnum() for c in text):
        out.append("it has no words")
    if MARKUP.search(text) and not out:
        out.append("it has brackets or marks that cannot be spoken")
    if "\n" in text:
        out.append("it has more than one line")
    if count(text) > LONGEST:
        out.append(f"it has {count(text)} words; say it in shorter sentences")
    if found := GREETING.search(text):
        out.append(f"{found.group()!r} is a greeting; begin with the subject")
    if text.rstrip()[-1:] not in '.!?…”"':
        out.append("it does not end as a sentence")
    return out


class Grounds:
    """What may be said of a brief: its facts by id, and what each note holds."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.knows = Knowledge(brief)
        self.facts = {fact.id: fact for fact in brief.facts}
        self.numbers = {note.id: _numbers(note) for note in brief.sources}
        self.said = {note.id: _plain(note.text) for note in brief.sources}
        self.runs = {
            run for note in brief.sources if note.rights == "quote-only" for run in _runs(_SAYING.sub(" ", note.text))
        }
        self.about = {stem(t) for t in tokens(f"{brief.subject} {brief.question}")}

    def notes(self, facts: Sequence[str]) -> tuple[str, ...]:
        """The notes that these facts are bound to, each once."""
        return tuple(dict.fromkeys(self.facts[id].note for id in facts if id in self.facts))

    def line(self, text: str, facts: Sequence[str], role: str = "") -> list[str]:
        """Why a sentence cannot be said, in words that a writer can mend it by; nothing if it can."""
        out = speakable(text)
        if strange := [id for id in facts if id not in self.facts]:
            out.append(f"there is no fact {', '.join(strange)[:80]}")
        notes = self.notes(facts)
        numbers, names = claimed(text), self._names(text)
        asks = text.rstrip().endswith("?")
        quotes = [q for q in _SAYING.findall(text) if count(q) >= 3]
        if not notes and (numbers or names or quotes) and not asks:
            what = numbers[0][0] if numbers else names[0] if names else quotes[0]
            out.append(f"it claims {what[:60]!r} and names no fact")
        for shown, value in numbers:
            if notes and not any(value in self.numbers.get(note, ()) for note in notes):
                out.append(f"no note of its facts says {shown}")
        for quote in quotes:
            where = notes or tuple(self.said)
            if not any(_plain(quote) in self.said.get(note, "") for note in where):
                out.append(f"nobody says “{quote[:60]}” in those words")
        if self.runs and any(run in self.runs for run in _runs(_SAYING.sub(" ", text))):
            out.append("it takes over a note's words that may only be quoted; say it in your own, or quote it")
        line = Line(text=text, notes=notes)
        scene = Scene(id="x", role=role or "body", title="", paragraphs=((line,),))
        if not self.knows.empty:
            out += [f.what for f in ungrounded([Said(scene, line, 0)], self.knows)]
        return list(dict.fromkeys(out))

    def shown(self, texts: Sequence[str], notes: Sequence[str] = ()) -> list[str]:
        """Why words cannot stand in a picture: a link, a number or a name that no note has."""
        out: list[str] = []
        for text in texts:
            out += written(text)
            for shown, value in claimed(text):
                if not any(value in self.numbers.get(n, ()) for n in (notes or self.numbers)):
                    out.append(f"no note says {shown}")
            for name in names_in(text):
                low = [w.lower() for w in re.findall(r"[^\W\d_][\w'’-]*", name)]
                if not all(w in self.knows.names or stem(w) in self.knows.words or w in FUNCTION for w in low):
                    out.append(f"no note names {name}")
        return out

    def _names(self, text: str) -> list[str]:
        """Names that a sentence claims; the film's own subject is none."""
        return [n for n in names_in(text) if not {stem(t) for t in tokens(n)} <= self.about | FUNCTION]


def apart(role: str) -> bool:
    """Whether code writes a scene itself: what is asked of the viewer at the end."""
    return part(role) == "action"


def _numbers(note: Note) -> set[float]:
    return values(f"{note.title}. {note.text} {note.author} {note.source} {note.date} {note.subject}")


def _plain(text: str) -> str:
    return " ".join(tokens(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of words that are longer than may be taken over."""
    words = tokens(text)
    return {tuple(words[i : i + RUN + 1]) for i in range(len(words) - RUN)}
