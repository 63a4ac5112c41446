"""One address for everything that is remembered: canonical JSON under a tagged digest."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no NaN; pydantic models by their fields."""
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"{type(value).__name__} has no address")


def address(tag: str, *parts: Any) -> str:
    """The address of `parts` under a tag: 64 hex digits (SHA-256); equal parts under two tags differ."""
    return text_digest(canonical([tag, *parts]))


def text_digest(text: str | bytes) -> str:
    """SHA-256 of a text or of bytes, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


@cache
def code_digest(*modules: str) -> str:
    """A digest of the source of these modules (a package counts with all its files).

    A computed answer's key holds it, so an upgrade never serves what older code made.
    """
    digest = hashlib.sha256()
    for name in sorted(modules):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name)
        origin = Path(spec.origin)
        package = origin.name == "__init__.py"
        files = sorted(origin.parent.rglob("*.py")) if package else [origin]
        for file in files:
            digest.update(file.relative_to(origin.parent).as_posix().encode())
            digest.update(b"\0")
            digest.update(file.read_bytes())
    return digest.hexdigest()
