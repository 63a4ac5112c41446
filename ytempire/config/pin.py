"""One line of a channel's file, written anew: which recipe it takes. Everything else stays as it was typed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from ytempire.config.load import channel_document
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import Document, parse
from ytempire.errors import ConfigError

_VALUE = re.compile(r"""(recipe\s*:[ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s#][^#\n]*?)?([ \t]*(?:[ \t]\#.*)?)""")
BY_HAND = "Write it there yourself: recipe: {wanted}"


def recipe_of(workspace: Workspace, channel: str) -> str:
    """What a channel's file says of its recipe, as it stands; `explainer` when it says nothing."""
    value = channel_document(workspace, channel).value
    found = value.get("recipe") if isinstance(value, dict) else None
    return found if isinstance(found, str) and found else "explainer"


def pin(workspace: Workspace, channel: str, wanted: str) -> bool:
    """Have a channel take this recipe; whether its file had to be changed. Comments and order stay."""
    document = channel_document(workspace, channel)
    file = workspace.channel_file(channel).resolve()
    if not isinstance(document.value, dict):
        raise ConfigError("is not a list of keys with values", document.where())
    if document.value.get("recipe") == wanted:
        return False
    text = file.read_bytes().decode("utf-8")
    new = _line_changed(text, document, wanted) if "recipe" in document.value else _line_added(text, document, wanted)
    if new is None or not _only(new, document, wanted):
        raise ConfigError("recipe: cannot be changed in one line", document.where(("recipe",)),
                          BY_HAND.format(wanted=wanted))  # fmt: skip
    _write(file, new, document.name)
    return True


def _line_changed(text: str, document: Document, wanted: str) -> str | None:
    lines = text.splitlines(keepends=True)
    at = document.lines[("recipe",)] - 1
    body = lines[at].rstrip("\r\n")
    match = _VALUE.fullmatch(body.removeprefix("\ufeff"))
    if match is None:
        return None
    mark = "\ufeff" if body.startswith("\ufeff") else ""
    head = match[1] if match[1].endswith((" ", "\t")) else f"{match[1]} "
    lines[at] = f"{mark}{head}{wanted}{match[3]}{lines[at][len(body) :]}"
    return "".join(lines)


def _line_added(text: str, document: Document, wanted: str) -> str | None:
    """Under the line of its title, else of its name, where a person would look for it."""
    lines = text.splitlines(keepends=True)
    for key in ("title", "name"):
        if (key,) not in document.lines:
            continue
        at = document.lines[(key,)] - 1
        if not lines[at].lstrip("\ufeff").startswith(key):
            return None
        end = "\r\n" if lines[at].endswith("\r\n") else "\n"
        if not lines[at].endswith("\n"):
            lines[at] += end
        return "".join([*lines[: at + 1], f"recipe: {wanted}{end}", *lines[at + 1 :]])
    return None


def _only(text: str, before: Document, wanted: str) -> bool:
    """Whether the text now says what it said, but for the recipe."""
    try:
        now: Any = parse(text, before.name).value
    except ConfigError:
        return False
    return isinstance(now, dict) and now == {**before.value, "recipe": wanted}


def _write(file: Path, text: str, called: str) -> None:
    temp = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temp.write_bytes(text.encode("utf-8"))
        temp.chmod(file.stat().st_mode & 0o777)
        temp.replace(file)
    except OSError as error:
        temp.unlink(missing_ok=True)
        raise ConfigError(f"cannot be written: {error.strerror}", called) from error
