"""YAML that cannot surprise: plain values with their lines, and a clear refusal for everything else.

Scalars stay text (`NO`, `12:30:45`, `010`, `2026-01-02` are what was typed); only an empty value, `~` and `null`
are None. The model that reads them says which are numbers and which are true or false, so a type decides and
not a guess. Aliases, anchors, tags, merge keys and a second document are refused while they are read, so no
file can grow in memory.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml as pyyaml
from yaml.reader import ReaderError

from ytempire.errors import ConfigError, Problem

MAX_BYTES = 256 * 1024
MAX_VALUES = 20_000
MAX_DEPTH = 24

Loc = tuple[str | int, ...]
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Document:
    """A file's values, and the line on which each of them stands."""

    name: str
    value: Any
    lines: Mapping[Loc, int] = field(default_factory=dict)

    def where(self, loc: Loc = ()) -> str:
        """The place of a key as `channels/owls.yaml:14`; of a key that is not there, the nearest one above it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return f"{self.name}:{self.lines.get(loc, 1)}"


def read(path: Path, name: str = "") -> Document:
    """The values of a file; `name` is how errors call it."""
    name = name or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ConfigError("is not a file", where=name)
        with path.open("rb") as f:
            data = f.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError("there is no such file", where=name) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ConfigError(f"cannot be read: {reason}", where=name) from error
    return parse(data, name)


def parse(data: bytes | str, name: str) -> Document:
    """The values of YAML text."""
    text = _text(data, name)
    walk = _Walk(name)
    try:
        value = walk.document(pyyaml.parse(text, Loader=pyyaml.SafeLoader))
    except pyyaml.MarkedYAMLError as error:
        line, what, then = _spoken(error)
        raise _bad(name, line, what, then) from None
    except ReaderError as error:
        raise _bad(name, text.count("\n", 0, error.position), "holds a character that YAML does not allow") from None
    except (pyyaml.YAMLError, ValueError, OverflowError) as error:
        raise _bad(name, walk.line, f"is not YAML: {error}") from None
    return Document(name, value, walk.lines)


def _text(data: bytes | str, name: str) -> str:
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise _bad(name, 0, f"is larger than {MAX_BYTES // 1024} KB", "Long texts belong in notes, not here.")
    if b"\0" in data:
        raise _bad(name, data.count(b"\n", 0, data.index(b"\0")), "is binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(name, data.count(b"\n", 0, error.start), "is not UTF-8", "Save it as UTF-8.") from None


def _bad(name: str, line: int, what: str, then: str = "") -> ConfigError:
    return ConfigError([Problem(what, where=f"{name}:{line + 1}", next=then)])


def _spoken(error: pyyaml.MarkedYAMLError) -> tuple[int, str, str]:
    """The line, what is wrong with it in plain words, and what to do."""
    words = str(error.problem or error.context or "cannot be read")
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    if "'\\t'" in words:
        return line, "has a tab where spaces are wanted", "Use spaces to indent."
    if match := re.search(r"found character '(.)' that cannot start", words):
        return line, f"has a value that starts with {match[1]}", "Put it in quotes."
    if "mapping values are not allowed" in words:
        return line, "has a colon where none can be", "Put the text in quotes, or mend the spaces before the key."
    if "could not find expected ':'" in words:
        return line, "has a key without a colon", "A line is `key: value`."
    if "end of stream" in words or "stream end" in words:
        line = error.context_mark.line if error.context_mark else line
        return line, "opens quotes or brackets that are never closed", ""
    return line, f"is not YAML: {words}", "Look at its spaces, brackets and quotes."


class _Walk:
    """One pass over the parser's events; it holds where it is, so that a refusal can say where."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.line = 0
        self.values = 0
        self.lines: dict[Loc, int] = {}

    def refuse(self, what: str, then: str = "") -> ConfigError:
        return _bad(self.name, self.line, what, then)

    def step(self, events: Iterator[pyyaml.Event]) -> pyyaml.Event:
        event = next(events)
        self.line = event.start_mark.line if event.start_mark else self.line
        return event

    def document(self, events: Iterator[pyyaml.Event]) -> Any:
        self.step(events)
        event = self.step(events)
        if isinstance(event, pyyaml.StreamEndEvent):
            return None
        if isinstance(event, pyyaml.DocumentStartEvent) and event.tags:
            raise self.refuse("has a %TAG line; tags are not taken")
        value = self.node(self.step(events), events, ())
        self.step(events)
        event = self.step(events)
        if not isinstance(event, pyyaml.StreamEndEvent):
            raise self.refuse("has a second document after ---", "One file is one document.")
        return value

    def node(self, event: pyyaml.Event, events: Iterator[pyyaml.Event], loc: Loc) -> Any:
        if isinstance(event, pyyaml.AliasEvent):
            raise self.refuse(f"has an alias (*{_short(event.anchor or '')})", "Write the value out where it is used.")
        if not isinstance(event, pyyaml.NodeEvent):
            raise self.refuse("is not YAML")
        if event.anchor:
            raise self.refuse(f"has an anchor (&{_short(event.anchor)})", "Write the value out where it is used.")
        if tag := getattr(event, "tag", None):
            raise self.refuse(f"has a tag ({_short(tag)})", "Values are plain text, numbers, true and false.")
        self.values += 1
        if self.values > MAX_VALUES:
            raise self.refuse(f"holds more than {MAX_VALUES} values")
        if len(loc) > MAX_DEPTH:
            raise self.refuse(f"is nested more than {MAX_DEPTH} deep")
        self.lines.setdefault(loc, self.line + 1)
        if isinstance(event, pyyaml.SequenceStartEvent):
            return self.sequence(events, loc)
        if isinstance(event, pyyaml.MappingStartEvent):
            return self.mapping(events, loc)
        assert isinstance(event, pyyaml.ScalarEvent)
        return self.scalar(event)

    def sequence(self, events: Iterator[pyyaml.Event], loc: Loc) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := self.step(events), pyyaml.SequenceEndEvent):
            out.append(self.node(event, events, (*loc, len(out))))
        return out

    def mapping(self, events: Iterator[pyyaml.Event], loc: Loc) -> dict[str, Any]:
        out: dict[str, Any] = {}
        while not isinstance(event := self.step(events), pyyaml.MappingEndEvent):
            line = self.line
            if not isinstance(event, (pyyaml.ScalarEvent, pyyaml.AliasEvent)):
                raise self.refuse("has a key that is not one word", "Put a text with { or [ in quotes.")
            key = self.node(event, events, (*loc, ""))
            self.lines.pop((*loc, ""), None)
            if key is None:
                raise self.refuse("has a value without a key")
            if key == "<<" and isinstance(event, pyyaml.ScalarEvent) and event.style is None:
                raise self.refuse("has a merge key (<<)", "Write the keys out where they are used.")
            if key in out:
                self.line = line
                raise self.refuse(f"{_short(key)}: is given twice, first on line {self.lines[(*loc, key)]}")
            self.lines[(*loc, key)] = line + 1
            out[key] = self.node(self.step(events), events, (*loc, key))
        return out

    def scalar(self, event: pyyaml.ScalarEvent) -> str | None:
        value: str = event.value
        if event.style is None and value in _NULL:
            return None
        for character in value:
            code = ord(character)
            if (code < 32 and character not in "\n\t") or 127 <= code < 160 or 0xD800 <= code < 0xE000:
                raise self.refuse(f"holds the control character U+{code:04X}")
        return value


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def dump(value: Any) -> str:
    """Plain values as YAML that `parse` reads back, for a person."""
    return pyyaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
