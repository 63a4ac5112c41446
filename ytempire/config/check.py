"""From what pydantic saw to what a person can mend: the line, the key in dots, plain words, and the likely slip."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ytempire.config.yaml import Document, Loc
from ytempire.errors import ConfigError, Problem

M = TypeVar("M", bound=BaseModel)
MOST = 50  # more lines than this help nobody

PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and single dashes, such as night-owls",
    r"^(#[0-9a-fA-F]{6})?$": "a colour such as #ffb000",
    r"^#[0-9a-fA-F]{6}$": "a colour such as #ffb000",
    r"^[a-z]{2}(-[A-Z]{2})?$": "a language such as en or en-GB",
    r"^\d{1,6}\.\d{1,6}\.\d{1,6}$": "a version such as 1.2.0",
    r"^https?://\S+$": "an address such as https://example.org",
    r"^(https?://\S+)?$": "an address such as https://example.org",
    r"^(\d{4}-\d{2}-\d{2})?$": "a day such as 2026-11-20",
}
"""What a pattern of ours asks for, in words."""


def validated(model: type[M], document: Document, at: Loc = (), value: Any = None) -> M:
    """The document as a model; every mistake at once otherwise."""
    value = document.value if value is None and not at else value
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise ConfigError(problems(error, model, document, at)) from None


def problems(error: ValidationError, model: type[BaseModel], document: Document, at: Loc = ()) -> list[Problem]:
    """One problem a mistake, in the order of the file."""
    details = [detail for detail in error.errors(include_url=False) if not _follows(detail)]
    found = [_problem(detail, model, document, at, _plain(detail["loc"])) for detail in details]
    return limited(sorted(found, key=line_of))


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is only called too short because what stands in it is wrong, which is said already."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail.get("ctx", {}).get("min_length", 0)


def limited(found: Sequence[Problem]) -> list[Problem]:
    """At most fifty problems, and how many more there are."""
    out = list(dict.fromkeys(found))
    if len(out) > MOST:
        out = [*out[:MOST], Problem(f"and {len(out) - MOST} more", where=out[MOST].where.partition(":")[0])]
    return out


def near(word: str, known: Collection[str]) -> str:
    """`Did you mean owls?` when a known word is close, else ``."""
    close = difflib.get_close_matches(word[:80].lower(), {k.lower(): k for k in known}, n=1, cutoff=0.6)
    by_lower = {k.lower(): k for k in known}
    return f"Did you mean {by_lower[close[0]]}?" if close else ""


def near_or_all(word: str, known: Collection[str], called: str = "There are") -> str:
    """The close one, or all of them."""
    if not known:
        return ""
    return near(word, known) or f"{called}: {', '.join(known)}."


def dotted(loc: Loc) -> str:
    """`voices.narrator.use.0` for a person to find."""
    return ".".join(short(str(part), 60) for part in loc)


def short(value: Any, most: int = 60) -> str:
    """A value as it was typed, cut to fit a line."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def line_of(problem: Problem) -> int:
    """The line that a problem names, to sort by."""
    tail = problem.where.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def _plain(loc: tuple[int | str, ...]) -> Loc:
    return tuple(part for part in loc if part != "[key]")


def _problem(detail: ErrorDetails, model: type[BaseModel], document: Document, at: Loc, loc: Loc) -> Problem:
    kind = detail["type"]
    key = dotted((*at, *loc))
    where = document.where((*at, *loc))
    above = _at(model, loc[:-1])
    if kind == "extra_forbidden":
        known = keys_of(above) if isinstance(above, type) else ()
        return Problem(f"{key}: no such key", where, near_or_all(str(loc[-1]), known, "Keys here are"))
    info = above.model_fields.get(_name(above, str(loc[-1]))) if loc and _is_model(above) else None
    if kind == "missing":
        return Problem(f"{key}: is missing", where, (info.description if info else "") or "")
    what, then = _words(detail, info)
    return Problem(f"{key}: {what}" if key else what, where, then)


def _words(detail: ErrorDetails, info: FieldInfo | None) -> tuple[str, str]:
    kind, given, ctx = detail["type"], detail["input"], detail.get("ctx", {})
    shown = short(given)
    if given is None and kind.endswith(("_type", "_attributes_type")):
        return "is empty", "Give it a value, or leave the key out."
    if kind == "literal_error":
        allowed = [str(v) for v in _literals(info.annotation)] if info else re.findall(r"'([^']*)'", ctx["expected"])
        return f"{shown} is not one of {', '.join(allowed)}", near(str(given), allowed)
    if kind in {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}:
        return _bounds(shown, kind, ctx, info), ""
    if kind == "string_pattern_mismatch":
        wanted = PATTERNS.get(str(ctx.get("pattern")), f"the pattern {ctx.get('pattern')}")
        return f"{shown} is not {wanted}", ""
    if kind in {"string_too_long", "too_long"}:
        return f"has {_count(given)}, more than {ctx.get('max_length')}", ""
    if kind in {"string_too_short", "too_short"}:
        least = ctx.get("min_length")
        return ("is empty" if not given else f"has {_count(given)}, fewer than {least}"), ""
    if kind.startswith("int_"):
        return _not(given, "a whole number"), ""
    if kind.startswith(("float_", "finite_", "decimal_")):
        return _not(given, "a number"), ""
    if kind.startswith("bool_"):
        return _not(given, "true or false"), ""
    if kind == "string_type":
        return _not(given, "text"), ""
    if kind in {"tuple_type", "list_type", "set_type"}:
        return _not(given, "a list"), f"Write it as [{shown}]." if isinstance(given, str) else ""
    if kind in {"dict_type", "model_type", "model_attributes_type", "mapping_type"}:
        return _not(given, "a group of keys"), ""
    return str(detail["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, "), ""


def _bounds(shown: str, kind: str, ctx: Mapping[str, Any], info: FieldInfo | None) -> str:
    low = high = None
    over = False
    for rule in info.metadata if info else ():
        low = next((v for n in ("ge", "gt") if (v := getattr(rule, n, None)) is not None), low)
        high = next((v for n in ("le", "lt") if (v := getattr(rule, n, None)) is not None), high)
        over = over or getattr(rule, "gt", None) is not None
    if low is not None and high is not None:
        words = "over {} and up to {}" if over else "between {} and {}"
        return f"{shown} is not {words.format(number(low), number(high))}"
    word = {"greater_than": "over", "greater_than_equal": "at least", "less_than": "under"}.get(kind, "at most")
    return f"{shown} is not {word} {number(next(iter(ctx.values()), 0))}"


def number(value: float) -> str:
    """`1,000,000` and `0.5`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def _not(given: Any, wanted: str) -> str:
    if isinstance(given, dict):
        return f"is a group of keys, not {wanted}"
    if isinstance(given, list):
        return f"is a list, not {wanted}"
    return f"{short(given)} is not {wanted}" if str(given).strip() else f"is empty, not {wanted}"


def _count(given: Any) -> str:
    return f"{len(given)} characters" if isinstance(given, str) else f"{len(given)} of them"


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """A model's keys as they stand in a file."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _name(model: type[BaseModel], key: str) -> str:
    return next((name for name, info in model.model_fields.items() if info.alias == key), key)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _at(kind: Any, loc: Loc) -> Any:
    """The type that stands at a place in a model, or None where it cannot be told."""
    for part in loc:
        kind = _bare(kind)
        if _is_model(kind):
            info = kind.model_fields.get(_name(kind, str(part)))
            kind = info.annotation if info else None
            continue
        inner = get_args(kind)
        kind = (inner[-1] if get_origin(kind) is dict else inner[0]) if inner else None
    return _bare(kind)


def _bare(kind: Any) -> Any:
    """A type without its `| None` and its notes."""
    while get_origin(kind) in (Union, types.UnionType) or hasattr(kind, "__metadata__"):
        inner = [arg for arg in get_args(kind) if arg is not type(None)]
        kind = inner[0] if inner else None
    return kind


def _literals(kind: Any) -> tuple[Any, ...]:
    return get_args(_bare(kind))
