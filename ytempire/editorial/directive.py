"""Reads a visual directive: YAML that says what is seen, checked key by key with the line of every mistake."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable
from typing import Any, cast, get_args

import yaml
from pydantic import ValidationError

from ytempire.errors import Problem
from ytempire.models import Frozen, Visual

VISUALS: dict[str, type[Frozen]] = {
    cls.model_fields["kind"].default: cls for cls in get_args(get_args(Visual)[0])
}  # fmt: skip
_DEPTH = 12


class _Plain(yaml.SafeLoader):
    """YAML without guesses: every scalar is text, so a title of NO stays NO and 12:30 is no number."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" in text and all(c.isprintable() for c in text.replace("\n", "")):  # a program, a terminal: as it is
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    odd = any(not c.isprintable() for c in text)  # a line break in a quoted text would span lines
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if odd else None)


_Dumper.add_representer(str, _text)


def dump(data: dict[str, Any]) -> str:
    """A mapping as YAML, one value a line, in the order given."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)


def load(text: str, name: str, line: int) -> tuple[Any, Lines, list[Problem]]:
    """YAML as plain text values; `line` is where it begins in the file `name`."""
    lines = Lines(name, line)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_Plain):
            depth += {"SequenceStart": 1, "MappingStart": 1, "SequenceEnd": -1, "MappingEnd": -1}.get(
                type(event).__name__.removesuffix("Event"), 0
            )
            at = lines.place(event.start_mark.line if event.start_mark else 0)
            if getattr(event, "anchor", None) is not None:
                return None, lines, [Problem("anchors and aliases (& and *) are not read", at, "Quote the text.")]
            if depth > _DEPTH:
                return None, lines, [Problem("this is nested too deep", at, "Write it flat.")]
        node = yaml.compose(text, Loader=_Plain)
        if node is None:
            return {}, lines, []
        problems = lines.walk(node)
        loader = _Plain("")
        return (None if problems else loader.construct_document(node)), lines, problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join((error.problem or "this is not YAML").split())
        return None, lines, [Problem(f"this is not YAML: {what}", lines.place(mark.line if mark else 0),
                                     "Put a text with : or # or quotes in it between \"double quotes\".")]  # fmt: skip
    except yaml.YAMLError as error:
        where = lines.place(text.count("\n", 0, getattr(error, "position", 0)))
        return None, lines, [Problem("this holds a character that YAML does not take", where, "Remove it.")]
    except ValueError as error:
        return None, lines, [Problem(f"this is not YAML: {error}", lines.place(0), "Write key: value lines.")]


class Lines:
    """Where each key of a piece of YAML stands in its file."""

    def __init__(self, name: str, first: int) -> None:
        self.name, self.first = name, first
        self._at: dict[tuple[Any, ...], int] = {}

    def place(self, line: int) -> str:
        return f"{self.name}:{self.first + line}"

    def of(self, path: Iterable[Any]) -> str:
        """The line of a key; of the nearest thing around it when it is not there."""
        key = tuple(path)
        while key and key not in self._at:
            key = key[:-1]
        return self.place(self._at.get(key, 0))

    def walk(self, node: yaml.Node, path: tuple[Any, ...] = ()) -> list[Problem]:
        self._at.setdefault(path, node.start_mark.line)
        problems: list[Problem] = []
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                at = self.place(key.start_mark.line)
                if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                    problems.append(Problem("a key is not a word", at, "Write key: value."))
                    continue
                if key.value in seen:
                    problems.append(Problem(f"{key.value} stands here twice", at, "Keep one of them."))
                seen.add(key.value)
                self._at[(*path, key.value)] = key.start_mark.line
                problems += self.walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for i, value in enumerate(node.value):
                problems += self.walk(value, (*path, i))
        if node.tag.startswith("!"):
            problems.append(Problem(f"{node.tag} is not read", self.place(node.start_mark.line), "Write plain text."))
        return problems


def near(word: str, words: Iterable[str]) -> str:
    """A question that names the nearest known word, or a list of all of them."""
    known = list(words)
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."


def read_visual(text: str, name: str = "script.md", line: int = 1) -> tuple[Visual | None, list[Problem]]:
    """A directive's YAML as a Visual, or everything that is wrong with it."""
    data, lines, problems = load(text, name, line)
    if problems:
        return None, problems
    if not isinstance(data, dict) or not data:
        return None, [Problem("the visual says nothing", lines.place(0),
                              f"Begin with kind: one of {', '.join(VISUALS)}.")]  # fmt: skip
    kind = data.get("kind")
    if not isinstance(kind, str):
        return None, [Problem("the visual has no kind", lines.of(("kind",)),
                              f"Begin with kind: one of {', '.join(VISUALS)}.")]  # fmt: skip
    cls = VISUALS.get(kind)
    if cls is None:
        return None, [Problem(f"{kind!r} is no kind of visual", lines.of(("kind",)), near(kind, VISUALS))]
    try:
        visual = cls.model_validate(_without_nulls(data))
    except ValidationError as error:
        errors = error.errors()
        deeper = {e["loc"][:n] for e in errors for n in range(1, len(e["loc"]))}  # a list of bad items counts as empty
        return None, [_problem(e, kind, cls, lines) for e in errors if e["loc"] not in deeper]
    endless = [Problem(f"{'.'.join(map(str, path))}: {value} is not a number to draw", lines.of(path), "Write digits.")
               for path, value in _floats(visual.model_dump()) if not math.isfinite(value)]  # fmt: skip
    return (None, endless) if endless else (cast(Visual, visual), [])


def write_visual(visual: Visual) -> str:
    """A Visual as the directive's YAML, without what is default anyway."""
    return dump({"kind": visual.kind, **visual.model_dump(exclude_defaults=True)})


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    return [_without_nulls(v) for v in value] if isinstance(value, list) else value


def _floats(value: Any, path: tuple[Any, ...] = ()) -> Iterable[tuple[tuple[Any, ...], float]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    for key, inner in pairs:
        yield from _floats(inner, (*path, key))
    if isinstance(value, float):
        yield path, value


def _problem(error: Any, kind: str, cls: type[Frozen], lines: Lines) -> Problem:
    loc = tuple(error["loc"])
    key = ".".join(str(p) for p in loc)
    where = lines.of(loc)
    match error["type"]:
        case "extra_forbidden":
            fields = _fields_at(cls, loc[:-1])
            return Problem(f"{key}: {kind} has no such key", where, near(str(loc[-1]), fields))
        case "missing":
            return Problem(f"{kind} lacks {key}", where, f"Add a line {loc[-1]}: ...")
        case "too_short" | "too_long":
            few = error["type"] == "too_short"
            limit = error["ctx"]["min_length" if few else "max_length"]
            return Problem(f"{key}: {error['ctx']['actual_length']} are too {'few' if few else 'many'}", where,
                           f"{'At least' if few else 'At most'} {limit}.")  # fmt: skip
        case "float_parsing" | "float_type" | "int_parsing" | "int_type" | "int_from_float":
            return Problem(f"{key}: {_shown(error['input'])} is not a number", where,
                           "Write digits only, such as 5.86; how it looks goes into shown.")  # fmt: skip
        case "bool_parsing" | "bool_type":
            return Problem(f"{key}: {_shown(error['input'])} is not yes or no", where, "Write true or false.")
        case "string_type":
            return Problem(f"{key}: this is not one text", where, "Put it on one line, between quotes if need be.")
        case "tuple_type" | "list_type":
            return Problem(f"{key}: this is not a list", where, "Write a line with - for each.")
        case "model_type" | "model_attributes_type" | "dict_type":
            return Problem(f"{key}: this has no keys", where, f"Known: {', '.join(_fields_at(cls, loc))}.")
        case _:
            return Problem(f"{key}: {error['msg']}", where)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _fields_at(cls: type[Frozen], loc: tuple[Any, ...]) -> list[str]:
    """The keys that a place in a visual knows."""
    for part in loc:
        if isinstance(part, int):
            continue
        annotation = cls.model_fields[part].annotation if part in cls.model_fields else None
        inner = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type) and issubclass(a, Frozen)]
        if not inner:
            return list(cls.model_fields)
        cls = inner[0]
    return list(cls.model_fields)
