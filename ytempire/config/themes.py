"""A channel's own theme file: what differs from one of ours, and the channel's own fonts."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import Field, ValidationError

from ytempire.address import text_digest
from ytempire.config.check import dotted, limited, line_of, near_or_all, problems, short
from ytempire.config.yaml import Document, read
from ytempire.errors import ConfigError, Problem
from ytempire.media import fonts, typefaces
from ytempire.media.themes import NAMES, accented, luminance, theme, unreadable
from ytempire.models.theme import Part, Theme

SUFFIXES = (".yaml", ".yml")
FONT_SUFFIXES = (".ttf", ".otf")
USES = ("display", "accented", "strong", "text", "fine")


class Fonts(Part):
    """Fonts of the channel, by what they set; what is not named stays as it is in the theme it begins from."""

    display: str = Field(default="", description="Headlines and numbers; the accented word too, if it has none.")
    accented: str = Field(default="", description="The one accented word in a headline.")
    strong: str = Field(default="", description="Labels, dates and small heads.")
    text: str = Field(default="", description="Support lines.")
    fine: str = Field(default="", description="Sources and credits.")


class ThemeFile(Theme):
    """A theme file; every key may be left out, and is then as in `base`."""

    name: str = Field(default="", max_length=40, description="What errors call it; the file's name if left out.")
    base: str = Field(default="midnight", description="The theme that it begins from.")
    fonts: Fonts = Field(default=Fonts(), description="Font files of the channel, or names of ours.")


@dataclass(frozen=True)
class Own:
    """A theme file that was read: the theme, and the font files it names, where they are named."""

    theme: Theme
    files: dict[str, str]  # by the path as it is written, its place as file:line with the key


def is_file(name: str) -> bool:
    """Whether a channel's `look.theme` names a file of its own and not one of our themes."""
    return name.partition("#")[0].lower().endswith(SUFFIXES)


def read_theme(document: Document) -> Own:
    """The theme that a file describes; every mistake at once otherwise."""
    given = document.value
    if not isinstance(given, dict):
        what = "is empty" if given is None else "is not a list of keys with values"
        raise ConfigError(what, document.where(), "Begin it with a line such as `base: midnight`.")
    base = given.get("base", "midnight")
    if base not in NAMES:
        what, then = f"base: {short(base)}: no such theme", near_or_all(str(base), NAMES)
        raise ConfigError(what, document.where(("base",)), then)
    start = theme(base).model_dump(mode="json")
    whole = {**_over(start, given), "name": given.get("name") or PurePosixPath(document.name).stem[:40] or "own"}
    try:
        made = ThemeFile.model_validate(whole)
    except ValidationError as error:
        raise ConfigError(problems(error, ThemeFile, document)) from None
    wrong: list[Problem] = []
    files: dict[str, str] = {}
    uses = {use: value for use in USES if (value := getattr(made.fonts, use))}
    if "display" in uses:
        uses.setdefault("accented", uses["display"])
    keys = fonts.keys()
    for use in USES:
        named = "fonts" if use in uses else "type"
        value = uses.get(use) or getattr(made.type, use)
        loc = (named, use if use in (given.get(named) or {}) else "display")
        if value.lower().endswith(FONT_SUFFIXES):
            files.setdefault(value, f"{document.where(loc)}  {dotted(loc)}")
        elif value not in keys:
            wrong.append(Problem(f"{dotted(loc)}: {short(value)}: no such font", document.where(loc),
                                 _font(value, keys)))  # fmt: skip
    own = Theme.model_validate(
        {**made.model_dump(exclude={"base", "fonts"}), "type": {**made.type.model_dump(), **uses}}
    )
    wrong += [Problem(f"{key}: {what}", document.where((key,)), _lighter(key, own)) for key, what in unreadable(own)]
    if wrong:
        raise ConfigError(limited(sorted(dict.fromkeys(wrong), key=line_of)))
    return Own(own, files)


def checked_theme(folder: Path, file: str, called: str, accent: str = "") -> tuple[Theme, str]:
    """A theme file in a channel's folder with all the fonts it names, and the digest of them all."""
    own = read_theme(read(folder / file, f"{called}/{file}"))
    accented(own.theme, accent)
    seen: list[str] = [text_digest((folder / file).read_bytes())]
    wrong: list[Problem] = []
    for name, where in own.files.items():
        try:
            path = (folder / name).resolve()
            if not path.is_relative_to(folder.resolve()):
                raise ConfigError(f"{short(name)} is outside {called}/", where, "Copy it in.")
            data = path.read_bytes()
            seen.append(text_digest(data))
            typefaces.opened(data, where)
        except (OSError, ValueError):
            wrong.append(Problem(f"{called}/{short(name)} is not there", where))
        except ConfigError as error:
            wrong += error.problems
    if wrong:
        raise ConfigError(wrong)
    return own.theme, text_digest("\n".join(seen))


def _over(start: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What is given, over what it starts from; groups of keys are laid over each other."""
    out = copy.deepcopy(start)
    for key, value in given.items():
        old = out.get(key)
        out[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return out


def _font(value: str, keys: tuple[str, ...]) -> str:
    if "." in value:
        return f"A font file is one of {', '.join(FONT_SUFFIXES)}."
    return near_or_all(value, keys)


def _lighter(key: str, own: Theme) -> str:
    if key == "on_accent":
        return "Choose two colours farther apart."
    dark_paper = max(luminance(own.paper.near), luminance(own.paper.far)) < 0.18
    return f"Choose a {'lighter' if dark_paper else 'darker'} colour, or other colours of paper and panel."
