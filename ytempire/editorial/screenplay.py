"""script.md: the words of a film as Markdown that a person can read, edit, or write from nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ytempire.editorial.directive import dump, write_visual
from ytempire.editorial.markup import decoded, encoded
from ytempire.editorial.scriptreader import FRONT, SPEAKER, Reader, heading_of
from ytempire.errors import ConfigError
from ytempire.models import Line, Script

MOST_BYTES = 256 * 1024


def from_markdown(text: str, name: str = "script.md") -> Script:
    """Read a script; raises ConfigError with every problem at once, each with its line.

    A person's own text may lack the front matter, the roles, or every heading: then each paragraph is a scene.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ConfigError("the script is over 256 KB", name, "A film of an hour is 60 KB; cut it into several.")
    reader = Reader(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    script = reader.read()
    if reader.problems or script is None:
        raise ConfigError(sorted(reader.problems, key=lambda p: int(p.where.rpartition(":")[2])))
    return script


def to_markdown(script: Script) -> str:
    """Write a script, a sentence a line; reading it back gives the same script."""
    front = {key: value for key in FRONT if (value := getattr(script, key)) or key == "title"}
    parts = [f"---\n{dump(front)}---\n"]
    for scene in script.scenes:
        role, title = _role(scene.role), encoded(scene.title, lambda raw: heading_of(f"x: {raw} {{#x}}")[1])
        parts.append(f"## {role}: {title} {{#{scene.id}}}\n")
        if scene.visual is not None:
            parts.append(f"```visual\n{write_visual(scene.visual)}```\n")
        parts.extend("\n".join(_paragraph(paragraph)) + "\n" for paragraph in scene.paragraphs)
    return "\n".join(parts)


def _role(role: str) -> str:
    return encoded(role, lambda raw: heading_of(f"{raw}: x {{#x}}")[0])


def _said(rows: Iterable[str]) -> tuple[Line, ...] | None:
    """What a scene of these rows would say, or None if they are no plain paragraph."""
    reader = Reader("", ["## x: x", "", *"\n".join(rows).split("\n")])
    script = reader.read()
    if script is None or len(script.scenes) != 1 or len(script.scenes[0].paragraphs) != 1:
        return None
    return script.scenes[0].paragraphs[0] if script.scenes[0].visual is None else None


def _paragraph(paragraph: Sequence[Line]) -> list[str]:
    rows: list[str] = []
    speaker = "narrator"
    for line in paragraph:
        name = "" if line.speaker == speaker else f"{_name(line.speaker)}: "
        speaker = line.speaker
        raw = encoded(line.text, _alone)
        rows.append(f"{name}{raw}{_notes(line.notes)}")
    if _said(rows) != tuple(paragraph):  # a sentence without its full stop would run on
        rows = [f"{row}\\" for row in rows[:-1]] + rows[-1:]
    return rows


def _alone(raw: str) -> str | None:
    """What one sentence reads as wherever it may stand, or None if that is not one sentence of the narrator."""
    after = Line(text="Then it ends.")
    first = (_said([raw]) or (None,))[0]
    if first is None or first.speaker != "narrator":
        return None
    noted = first.model_copy(update={"notes": ("n1",)})
    same = (_said([f"{raw}\\", after.text]) == (first, after) and _said([f"{raw} [n1]"]) == (noted,)
            and _said([after.text, raw + " [n1]\\", after.text]) == (after, noted, after))  # fmt: skip
    return first.text if same else None


def _name(speaker: str) -> str:
    """A speaker as it stands before the colon: in capitals, which are read as small letters."""
    raw = speaker.upper()
    if (match := SPEAKER.match(f"{raw}: x")) and match[1] == raw and decoded(raw.lower()) == speaker:
        return raw
    return "".join(c.upper() if c in "abcdefghijklmnopqrstuvwxyz0123456789" else f"&#{ord(c)};" for c in speaker)


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    if all(re.fullmatch(r"n[0-9]{1,6}", note) for note in notes):
        return f" [{', '.join(notes)}]"
    return f" [note: {', '.join(encoded(note, _noted) for note in notes)}]"


def _noted(raw: str) -> str | None:
    return decoded(raw) if re.fullmatch(r"[\w.-]+|[\w&#;]+", raw) else None
