"""The shapes that a model answers in: flat, small, and read with patience."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST = 400_000  # characters of an answer that are read


class Shape(BaseModel):
    """What a model answers; keys that are not asked for are dropped, and decide nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, str_strip_whitespace=True)


class Film(Shape):
    subject: str = Field(description="What it is about, two to five words.")
    question: str = Field(description="The one question that the film answers; ends with a question mark.")
    title: str = Field(description="At most 60 characters; no lie, no shouting.")
    why: str = Field(default="", description="Why this one now, in one sentence.")
    notes: tuple[str, ...] = Field(description="The ids of the notes that it stands on.")


class Films(Shape):
    """Films that could be made, best first."""

    films: tuple[Film, ...] = Field(description="One to five films, best first.")


class Told(Shape):
    note: str = Field(description="The id of the note that says it.")
    text: str = Field(description="One fact in one plain sentence that can be understood alone.")


class Facts(Shape):
    """What the notes say on the subject."""

    facts: tuple[Told, ...] = Field(description="The facts, in the order in which the notes tell them.")


class Planned(Shape):
    role: str = Field(description="The name of the part, as in the list of roles.")
    title: str = Field(default="", description="Two to six words that say what the scene tells.")
    facts: tuple[str, ...] = Field(default=(), description="Ids of the facts that are told in it.")
    picture: str = Field(default="", description="The kind of picture, from the list.")
    heading: str = Field(default="", description="The picture's headline, at most six words.")
    rows: tuple[str, ...] = Field(default=(), description="What stands in the picture, as its kind wants it.")


class Plan(Shape):
    """A film, scene by scene."""

    title: str = Field(description="The film's title, at most 60 characters.")
    scenes: tuple[Planned, ...] = Field(description="The scenes, in order.")


class Sentence(Shape):
    text: str = Field(description="One sentence to be spoken.")
    facts: tuple[str, ...] = Field(default=(), description="Ids of the facts that it stands on, if it claims anything.")


class Spoken(Shape):
    scene: str = Field(description="The scene's id.")
    lines: tuple[Sentence, ...] = Field(description="Its sentences, in order.")


class Words(Shape):
    """The words of scenes."""

    scenes: tuple[Spoken, ...] = Field(description="Every scene that is asked for, in order.")


class Opening(Shape):
    """The words of the first scene."""

    lines: tuple[Sentence, ...] = Field(description="One to four sentences.")


class Choice(Shape):
    """A number."""

    choice: int = Field(description="The number of the best take.")


class Wrapped(Shape):
    """What stands around a film."""

    title: str = Field(description="At most 60 characters.")
    summary: str = Field(description="Two or three sentences: what the film tells, without its answer.")
    tags: tuple[str, ...] = Field(default=(), description="Five to twelve search words, most telling first.")
    thumbnail: str = Field(description="Two to four words for the thumbnail, not the title again.")
    accent: str = Field(default="", description="The one of these words that is marked.")


S = TypeVar("S", bound=Shape)


def name(shape: type[Shape]) -> str:
    """What a shape is called where it is asked for."""
    return shape.__name__.lower()


def schema(shape: type[Shape]) -> dict[str, Any]:
    """The shape as strict services want it: everything inline, everything required, nothing else allowed."""
    whole = shape.model_json_schema()
    return dict(_plain(whole, whole.get("$defs", {})))


def _plain(part: Any, known: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_plain(item, known) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _plain(known[part["$ref"].rpartition("/")[2]], known)
    kept = {key: part[key] for key in ("type", "description", "items", "properties") if key in part}
    if kept.get("type") == "object":
        inner = {key: _plain(value, known) for key, value in part.get("properties", {}).items()}
        return {"type": "object", "properties": inner, "required": [*inner], "additionalProperties": False}
    if "items" in kept:
        kept["items"] = _plain(kept["items"], known)
    return kept


def told(shape: type[Shape]) -> str:
    """The shape in words, for models that are given no schema."""
    return f"Answer with one JSON object, {name(shape)}:\n{_words(schema(shape), 0)}"


def _words(part: dict[str, Any], deep: int) -> str:
    said = f"  # {part['description']}" if part.get("description") and deep else ""
    if part["type"] == "object":
        pad = "  " * (deep + 1)
        inner = "\n".join(f'{pad}"{key}": {_words(value, deep + 1)}' for key, value in part["properties"].items())
        return f"{{\n{inner}\n{'  ' * deep}}}"
    if part["type"] == "array":
        return f"[{_words(part['items'], deep)}, ...]{said}"
    return f"{part['type']}{said}"


def read(text: str, shape: type[S]) -> S:
    """An answer as its shape. Raises ValueError, which says what is wrong in words that a model can mend."""
    found = _object(text[:MOST])
    if isinstance(found, list):
        lists = [key for key, field in shape.model_fields.items() if str(field.annotation).startswith("tuple")]
        found = {lists[0]: found} if len(lists) == 1 else None
    if not isinstance(found, dict):
        raise ValueError("the answer is not one JSON object")
    inner = found.get(name(shape))
    if isinstance(inner, dict) and not set(shape.model_fields) & set(found):
        found = inner  # some put the object under its own name
    try:
        return shape.model_validate(_without_nulls(found))
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:8]]
        raise ValueError("; ".join(wrong)) from None


def _object(text: str) -> Any:
    """The JSON in a text: without thoughts before it, fences around it, and commas before a closing bracket."""
    text = re.sub(r"<think>.*?</think>", "", text, flags=re.DOTALL)
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if not starts:
        raise ValueError("there is no JSON in the answer")
    start = min(starts)
    end = max(text.rfind("}"), text.rfind("]"))
    body = text[start : end + 1]
    for tried in (body, _no_commas(body), text[text.find("{") : text.rfind("}") + 1]):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(body)[0]
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the JSON cannot be read: {str(error)[:120]}") from None


def _no_commas(text: str) -> str:
    """Commas before a closing bracket taken out, but for those inside strings."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|,(\s*[}\]])', lambda m: m.group(1) or m.group(2), text, flags=re.DOTALL)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value if inner is not None]
    return value
