"""The front matter of a note: what it says of itself, every mistake told with its line."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ytempire.errors import ConfigError, Problem
from ytempire.models import Photo, Spotted

FRONT_LIMIT = 65_536  # characters

_KEYS = ("title", "subject", "url", "author", "date", "licence", "rights", "source", "photos", "places")
_RIGHTS = {
    "own": "own",
    "public-domain": "public-domain",
    "public domain": "public-domain",
    "cc0": "public-domain",
    "quote-only": "quote-only",
    "quote only": "quote-only",
}


def front(text: str, name: str) -> tuple[dict[str, Any], str]:
    """What the front matter says, checked, and the text under it."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return {}, text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        if any(re.match(r"^[a-z_]+:\s", line) for line in lines[1:6]):
            raise ConfigError("the front matter has no end", f"{name}:1", "Close it with a line of three dashes.")
        return {}, text
    raw = "\n".join(lines[1:end])
    if not re.search(r"^[A-Za-z_][\w -]*:(?:\s|$)", raw, re.MULTILINE):
        return {}, text  # two rules with words between them
    if len(raw) > FRONT_LIMIT:
        raise ConfigError("the front matter is over 64 kB", f"{name}:1", "Put the text under it.")
    return _meta(raw, name), "\n".join(lines[end + 1 :])


def _meta(raw: str, name: str) -> dict[str, Any]:
    import yaml

    class Strict(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "aliases are not taken", mark)
            return super().compose_node(parent, index)

    try:
        found = yaml.load(raw, Strict)
        node = yaml.compose(raw, Strict)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        what = getattr(error, "problem", None) or type(error).__name__
        raise ConfigError(
            f"the front matter cannot be read: {what}",
            f"{name}:{line}",
            "Quote a value that holds a colon, or mend the line.",
        ) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ConfigError(
            "the front matter is not a list of keys and values", f"{name}:2", "Write lines such as title: The box."
        )
    where = {str(k.value): k.start_mark.line + 2 for k, _ in node.value} if node is not None else {}
    return _checked(found, where, name)


def _checked(found: dict[Any, Any], where: dict[str, int], name: str) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    problems: list[Problem] = []

    def wrong(key: str, what: str, next: str = "") -> None:
        problems.append(Problem(f"{key}: {what}", f"{name}:{where.get(key, 1)}", next))

    for given, value in found.items():
        key = {"license": "licence"}.get(str(given).lower(), str(given).lower())
        if key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, 1, 0.8)
            if close:
                wrong(str(given), "no such key.", f"Did you mean {close[0]}?")
            continue
        if value is None:
            continue
        if key == "photos":
            meta["photos"] = _photos(value, name, lambda what: wrong("photos", what))
        elif key == "places":
            meta["places"] = _places(value, lambda what: wrong("places", what, "Write Malta: [35.9, 14.5]."))
        elif isinstance(value, (dict, list, bytes)):
            wrong(str(given), "takes a text")
        elif key == "rights":
            rights = _RIGHTS.get(str(value).strip().lower())
            if rights is None:
                wrong("rights", f"{value!r} is not one of own, public-domain, quote-only")
            else:
                meta["rights"] = rights
        elif isinstance(value, (date, datetime)):
            meta[key] = value.isoformat()[:10]
        else:
            meta[key] = " ".join(str(value).split())[:2000]
    if meta.get("rights") == "public-domain" and not meta.get("licence"):
        wrong("rights", "public-domain needs a licence", "Say why it is free, such as licence: published before 1929.")
    if problems:
        raise ConfigError(problems)
    return meta


def _photos(value: Any, name: str, wrong: Any) -> list[Photo]:
    out = []
    for item in value if isinstance(value, list) else [value]:
        entry = {"file": item} if isinstance(item, str) else item
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
            wrong("each is a file, or file with caption, credit and licence")
            continue
        file = near(entry["file"], name)
        if file is None:
            wrong(f"{entry['file']!r} is not a file of this channel")
            continue
        text = {k: str(entry.get(k) or "")[:300] for k in ("caption", "credit")}
        out.append(Photo(file=file, **text, licence=str(entry.get("licence") or entry.get("license") or "")[:200]))
    return out


def _places(value: Any, wrong: Callable[[str], None]) -> tuple[Spotted, ...]:
    """Places by name, each with its degrees north and east."""
    if not isinstance(value, dict):
        wrong("takes names, each with its degrees north and east")
        return ()
    out = []
    for name, at in value.items():
        plain = isinstance(at, list) and len(at) == 2 and all(type(x) in (int, float) for x in at)
        if not plain or not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
            wrong(f"{name}: {at!r} is not [degrees north, degrees east]")
        else:
            out.append(Spotted(name=" ".join(str(name).split())[:60], north=float(at[0]), east=float(at[1])))
    return tuple(out)


def near(file: str, name: str) -> str | None:
    """A picture's path beside its note, relative to the channel's folder; None if it leads outside or away."""
    file = file.replace("\\", "/")
    if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", file) or file.startswith(("/", "#", "~")):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
    return None if path.startswith("..") or path == "." else path
