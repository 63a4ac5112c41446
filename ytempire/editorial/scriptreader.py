"""Reads script.md line by line, and keeps everything that is wrong with it, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from ytempire.editorial.directive import load, near, read_visual
from ytempire.editorial.markup import decoded
from ytempire.editorial.sentences import split
from ytempire.errors import Problem
from ytempire.models import Line, Picture, Scene, Script, Visual

FRONT = ("title", "question", "promise")
ROLES = ("hook", "promise", "stakes", "background", "mechanism", "turn", "item", "body", "payoff", "recap", "outro",
         "number one", "call to action")  # fmt: skip

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ID = re.compile(r"(?<!\\)\{#([^{}]*)\}\s*$")
_GOOD_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_ROLE = re.compile(r"((?:[a-z]|&#)[^\s:]*):(?:\s+(.*))?$")
_LONG_ROLE = re.compile(r"([A-Za-z][A-Za-z-]*(?: [a-z][a-z-]*){0,3}):(?:\s+(.*))?$")
SPEAKER = re.compile(
    r"((?:[A-Z0-9&][A-Z0-9&#;._-]*)(?: [A-Z0-9&#;._-]+){0,3}|(?i:host|guest|narrator)):(?:[ \t]+(.*))?$"
)
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(\S*)")
_RULE = re.compile(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_BULLET = re.compile(r"(?:[-*+]|>)[ \t]+(?=\S)")
_IMAGE = re.compile(r'!\[([^\[\]]*)\]\(([^()\s"]+)(?:[ \t]+"([^"]*)")?\)$')
_MARKER = re.compile(r"\\.|\[(n[0-9]{1,6}(?:[ ]*,[ ]*n[0-9]{1,6})*|note:[^\[\]]*)\]", re.DOTALL)
_STOP = re.compile(r"[.!?…]+[\"'”’»)]*")
_ENDED = re.compile(r"[.!?…][\"'”’»)]*$")


@dataclass
class _Draft:
    """A scene while it is read."""

    at: int
    role: str = ""
    title: str = ""
    id: str = ""
    visual: Visual | None = None
    seen: bool = False
    paragraphs: list[tuple[Line, ...]] = field(default_factory=list)


class Reader:
    """Goes through the lines once and keeps what is wrong with them."""

    def __init__(self, name: str, lines: list[str], first: int = 1) -> None:
        self.name, self.lines, self.first = name, lines, first
        self.problems: list[Problem] = []

    def wrong(self, at: int, what: str, next: str) -> None:
        self.problems.append(Problem(what, f"{self.name}:{self.first + at}", next))

    def read(self) -> Script | None:
        for i, line in enumerate(self.lines):
            odd = next((c for c in line if (ord(c) < 32 and c != "\t") or 0xD800 <= ord(c) < 0xE000), None)
            if odd is not None:
                self.wrong(i, f"a character that is no text (U+{ord(odd):04X})", "Remove it; save the file as UTF-8.")
        if self.problems:
            return None
        front, start = self._front()
        levels = [len(m[1]) for _, line in self._outside_fences(start) if (m := _HEADING.match(line))]
        top = 2 if any(level > 1 for level in levels) or len(levels) < 2 else 1
        drafts, heading = self._scenes(start, top)
        if not any(draft.title or draft.role for draft in drafts):
            drafts = self._one_a_paragraph(drafts)
        title = heading or PurePath(self.name).stem.replace("-", " ").replace("_", " ").strip()
        if not drafts and not self.problems:
            self.wrong(len(self.lines) - 1, "no scene is here", "Write ## hook: A title, and under it what is said.")
        scenes = self._finished(drafts)
        if self.problems:
            return None
        return Script(title=front.get("title", title), scenes=scenes,
                      question=front.get("question", ""), promise=front.get("promise", ""))  # fmt: skip

    def _front(self) -> tuple[dict[str, str], int]:
        if not self.lines or self.lines[0].rstrip() != "---":
            return {}, 0
        end = next((i for i in range(1, len(self.lines)) if self.lines[i].rstrip() == "---"), None)
        if end is None:
            self.wrong(0, "the front matter has no end", "Close it with a line of three dashes, or remove this one.")
            return {}, 1
        data, lines, problems = load("\n".join(self.lines[1:end]) + "\n", self.name, self.first + 1)
        self.problems += problems
        front: dict[str, str] = {}
        if problems:
            return front, end + 1
        if not isinstance(data, dict):
            self.wrong(1, "the front matter is not key: value lines", f"Known: {', '.join(FRONT)}.")
            return front, end + 1
        for key, value in data.items():
            if key not in FRONT:
                self.problems.append(Problem(f"{key}: no such key", lines.of((key,)), near(str(key), FRONT)))
            elif not isinstance(value, (str, type(None))):
                self.problems.append(Problem(f"{key}: this is not one text", lines.of((key,)), "Put it on one line."))
            else:
                front[key] = value or ""
        return front, end + 1

    def _outside_fences(self, start: int) -> Iterable[tuple[int, str]]:
        closing = ""
        for i in range(start, len(self.lines)):
            line = self.lines[i].strip()
            if closing:
                closing = "" if line == closing else closing
            elif fence := _FENCE.match(line):
                closing = fence[1]
            else:
                yield i, line

    def _scenes(self, start: int, top: int) -> tuple[list[_Draft], str]:
        drafts: list[_Draft] = []
        title, i = "", start
        body: list[tuple[int, str]] = []

        def flush() -> None:
            if body:
                if not drafts:
                    drafts.append(_Draft(body[0][0]))
                if words := self._paragraph(body):
                    drafts[-1].paragraphs.append(words)
                body.clear()

        while i < len(self.lines):
            line = self.lines[i].strip(" \t")
            if not line or _RULE.match(line):
                flush()
            elif heading := _HEADING.match(line):
                flush()
                words = (heading[2] or "").strip(" \t")
                if len(heading[1]) < top:
                    title = title or decoded(words)
                else:
                    drafts.append(self._headed(i, words))
            elif fence := _FENCE.match(line):
                flush()
                i = self._fenced(i, fence[1], fence[2], drafts)
            elif line.startswith("<!--"):
                flush()
                while "-->" not in self.lines[i] and i + 1 < len(self.lines):
                    i += 1
                if "-->" not in self.lines[i]:
                    self.wrong(i, "a comment has no end", "Close it with -->.")
            elif image := _IMAGE.match(line):
                flush()
                self._see(i, drafts, Picture(file=image[2], caption=decoded(image[1]), title=decoded(image[3] or "")))
            else:
                body.append((i, line))
            i += 1
        flush()
        return drafts, title

    def _headed(self, at: int, words: str) -> _Draft:
        role, title, id = heading_of(words)
        if id and not _GOOD_ID.fullmatch(id):
            self.wrong(at, f"{{#{id}}} is no id for a scene", "Use letters, digits and dashes, such as {#s01}.")
        return _Draft(at, role, title, id)

    def _fenced(self, at: int, closing: str, word: str, drafts: list[_Draft]) -> int:
        end = next((j for j in range(at + 1, len(self.lines)) if self.lines[j].strip() == closing), None)
        if end is None:
            self.wrong(at, "a fenced block has no end", f"Close it with a line {closing}.")
            return len(self.lines)
        if word != "visual":
            self.wrong(at, f"a fenced block of {word or 'nothing'} is not read", "Only ```visual is; cut the rest.")
            return end
        text = "\n".join(self.lines[at + 1 : end]) + "\n"
        visual, problems = read_visual(text, self.name, self.first + at + 1)
        self.problems += problems
        self._see(at, drafts, visual)
        return end

    def _see(self, at: int, drafts: list[_Draft], visual: Visual | None) -> None:
        if not drafts:
            self.wrong(at, "this picture stands before the first scene", "Put it under a heading ## hook: A title.")
        elif drafts[-1].seen:
            self.wrong(at, "the scene has two pictures", "Keep one, or begin another scene with ##.")
        else:
            drafts[-1].visual, drafts[-1].seen = visual, True

    def _paragraph(self, body: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
        """Lines that are joined, except after a backslash, at a speaker's name and at a list's dash."""
        speaker = "narrator"
        pieces: list[tuple[int, str, str]] = []
        open_ = False
        for at, raw in body:
            line = raw
            if bullet := _BULLET.match(line):
                line, open_ = line[bullet.end() :], False
            if named := SPEAKER.match(line):
                speaker, line, open_ = decoded(named[1].lower()), (named[2] or ""), False
            hard = (len(line) - len(line.rstrip("\\"))) % 2 == 1
            line = line[:-1].rstrip(" \t") if hard else line
            if line and open_:
                pieces[-1] = (pieces[-1][0], speaker, f"{pieces[-1][2]} {line}")
            elif line:
                pieces.append((at, speaker, line))
            open_ = not hard and bool(line or open_)
        lines = [line for at, who, text in pieces for line in self._sentences(at, who, text)]
        if not lines and not pieces:
            self.wrong(body[0][0], "a speaker who says nothing", "Write the words after the colon.")
        return tuple(lines)

    def _sentences(self, at: int, speaker: str, text: str) -> list[Line]:
        """Sentences with the notes that stand after, or in, each of them."""
        done: list[tuple[str, list[str]]] = []
        begun = False  # the last sentence may still go on
        for part, notes in _marked(re.sub(r"[ \t]+", " ", text)):
            if begun and (stop := _STOP.match(part)):
                done[-1] = (done[-1][0] + stop[0], done[-1][1])
                part, begun = part[stop.end() :], False
            sentences = split(part.strip(" \t")) if part.strip(" \t") else []
            if begun and sentences:
                done[-1] = (f"{done[-1][0]} {sentences.pop(0)}", done[-1][1])
            done.extend((sentence, []) for sentence in sentences)
            if notes and not done:
                self.wrong(at, "a note stands before any sentence", "Put [n1] at the end of its sentence.")
            elif notes:
                done[-1][1].extend(n for n in notes if n not in done[-1][1])
            begun = bool(done) and not _ENDED.search(done[-1][0])
        return [Line(text=decoded(raw), speaker=speaker, notes=tuple(notes)) for raw, notes in done]

    def _one_a_paragraph(self, drafts: list[_Draft]) -> list[_Draft]:
        if len(drafts) != 1 or drafts[0].visual is not None or not drafts[0].paragraphs:
            return drafts
        return [_Draft(drafts[0].at, paragraphs=[paragraph]) for paragraph in drafts[0].paragraphs]

    def _finished(self, drafts: list[_Draft]) -> tuple[Scene, ...]:
        taken: dict[str, int] = {}
        for draft in drafts:
            if draft.id and draft.id in taken:
                self.wrong(draft.at, f"{{#{draft.id}}} is already the scene of line {self.first + taken[draft.id]}",
                           "Give one of them another id, or none.")  # fmt: skip
            elif draft.id:
                taken[draft.id] = draft.at
        scenes = []
        for i, draft in enumerate(drafts):
            words = [line.text for paragraph in draft.paragraphs for line in paragraph]
            if not any(c.isalnum() for text in words for c in text):
                self.wrong(draft.at, f"scene {i + 1} has no words", "Write what is said under it, or remove it.")
                continue
            number = i + 1
            while (id := draft.id or f"s{number:02d}") in taken and id != draft.id:
                number += 1
            taken.setdefault(id, draft.at)
            role = draft.role or ("hook" if i == 0 else "payoff" if i == len(drafts) - 1 else "body")
            title = draft.title or ("" if draft.role else _title(words[0]))
            scenes.append(Scene(id=id, role=role, title=title, visual=draft.visual,
                                paragraphs=tuple(draft.paragraphs)))  # fmt: skip
        return tuple(scenes)


def _title(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]).rstrip(".,;:!?…") + ("…" if len(words) > 6 else "")


def heading_of(words: str) -> tuple[str, str, str]:
    """Role, title and id of a scene's heading."""
    id = ""
    if found := _ID.search(words):
        id, words = found[1].strip(), words[: found.start()].strip(" \t")
    match, long = _ROLE.match(words), _LONG_ROLE.match(words)
    if match is None and long and (long[1].lower() in ROLES or (id and long[1].islower())):
        role, title = long[1].lower(), long[2] or ""  # with an id it is a heading of ours: call to action: ...
    else:
        role, title = (match[1], match[2] or "") if match else ("", words)
    return decoded(role), decoded(re.sub(r"[ \t]+", " ", title)), id


def _marked(text: str) -> Iterable[tuple[str, list[str]]]:
    """The text in pieces, each with the notes that follow it."""
    start = 0
    for match in _MARKER.finditer(text):
        if match[1] is None:
            continue
        ids = match[1].removeprefix("note:").split(",")
        yield text[start : match.start()], [decoded(id.strip(" ")) for id in ids if id.strip(" ")]
        start = match.end()
    yield text[start:], []
