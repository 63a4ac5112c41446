"""What the notes know: their numbers by value, their names, and what a sentence claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ytempire.editorial import quantities
from ytempire.editorial.casing import names_in
from ytempire.editorial.lexicon import FUNCTION, NUMBER_WORDS
from ytempire.editorial.roles import part
from ytempire.editorial.words import STOPWORDS, count, stem, tokens
from ytempire.models import Brief, Finding, Line, Scene

COUNTED = re.compile(r"(?:Number|Step|Question) [\w-]+[.:,]?(?: then\.)?")
"""What a film counts itself is no claim: "Number five.", "Step two." """
_ANNOUNCED = re.compile(r"\b(?:three|four|five|six|seven|eight) (?:questions|steps|stories|things)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A sentence of the script with the scene that it stands in."""

    scene: Scene
    line: Line
    place: int


class Knowledge:
    """The notes as a checker sees them: numbers by value, names, and the words of each note."""

    def __init__(self, brief: Brief) -> None:
        self.empty = not brief.facts and not any(n.text.strip() for n in brief.sources)
        self.texts = [f"{n.title}. {n.text} {n.author} {n.source} {n.date} {n.subject}" for n in brief.sources]
        extra = [f.text for f in brief.facts] + [f"{brief.subject} {brief.question}"]
        self.words = {stem(t) for text in [*self.texts, *extra] for t in tokens(text)}
        self.numbers = {v for text in [*self.texts, *extra] for v in values(text)}
        self.names = {w.lower() for text in [*self.texts, *extra] for w in re.findall(r"[^\W\d_][\w'’-]*", text)}
        self.near: list[tuple[set[float], set[str]]] = []
        for text in self.texts:
            for piece in re.split(r"(?<=[.!?])\s+|\n+", text):
                self.near.append((values(piece), {stem(t) for t in tokens(piece)}))

    def number(self, value: float, words: set[str]) -> bool:
        """Whether a number stands in the notes; and where a claim has words, near some of them."""
        if value not in self.numbers:
            return False
        if not words:
            return True
        close = [w for v, w in self.near if value in v]
        known = words & self.words
        return len(known) < 3 or not close or any(known & w for w in close)


def values(text: str) -> set[float]:
    """Every number of a text by its value, in digits and in words: 1.5 million is 1500000."""
    out: set[float] = set()
    for m in re.finditer(
        r"(?<![\w.])[-−]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-](hundred|thousand|million|billion|trillion)\b)?",
        text,
    ):
        out.add(quantities.value_of(m.group(1), m.group(2) or ""))
        if m.group(2):
            out.add(quantities.value_of(m.group(1)))
    for m in quantities.SPELLED.finditer(text):
        value = quantities.spelled_value(m.group())
        if value is not None:
            out.add(value)
    return out


def claimed(text: str) -> list[tuple[str, float]]:
    """The numbers that a sentence claims: every one in digits, and those in words from three up."""
    out: list[tuple[str, float]] = []
    text = re.sub(r"^(?:Number|Step|Question) [\w-]+:\s", "", re.sub(r"\b[vV]?\d+\.\d+\.\d+\b", " ", text))
    for m in re.finditer(
        r"(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-](hundred|thousand|million|billion|trillion)\b)?",
        text,
    ):
        out.append((m.group().strip(), quantities.value_of(m.group(1), m.group(2) or "")))
    for m in quantities.SPELLED.finditer(text):
        value = quantities.spelled_value(m.group())
        if value is not None and value >= 3 and value != int(value) + 0.5:
            out.append((m.group(), value))
    return out


def ungrounded(said: list[Said], knows: Knowledge) -> list[Finding]:
    """Numbers and names that no note holds; what a recipe counts itself ("Number five") is no claim."""
    out: list[Finding] = []
    for s in said:
        if not s.line.notes and part(s.scene.role) == "action":
            continue
        text = s.line.text
        if COUNTED.fullmatch(text):
            continue
        text = _ANNOUNCED.sub("", text) if part(s.scene.role) in {"hook", "rule"} else text
        words = {
            stem(t)
            for t in tokens(text)
            if t not in STOPWORDS and not any(c.isdigit() for c in t) and t not in NUMBER_WORDS
        }
        for shown, value in claimed(text):
            if not knows.number(value, words if count(text) > 6 else set()):
                out.append(
                    Finding(
                        check="ungrounded number",
                        what=f"no note says {shown}",
                        scene=s.scene.id,
                        evidence=text,
                        fix=f"Take {shown} out, or put a note that says it.",
                    )
                )
                break
        for name in names_in(text):
            parts = [p for p in re.findall(r"[^\W\d_][\w'’-]*", name) if p.lower() not in FUNCTION]
            if len(parts) > 1 and text.lstrip('“"').startswith(parts[0]):
                parts = parts[1:]
            missing = [p for p in parts if not _known_name(p, knows)]
            if missing:
                out.append(
                    Finding(
                        check="ungrounded name",
                        what=f"no note names {name}",
                        scene=s.scene.id,
                        evidence=text,
                        fix=f"Take {name} out, or put a note that names it.",
                    )
                )
                break
    return out


def _known_name(word: str, knows: Knowledge) -> bool:
    low = re.sub(r"['’]s$", "", word.lower())
    return low in knows.names or stem(low) in knows.words or f"{low}s" in knows.names or low.rstrip("s") in knows.names
