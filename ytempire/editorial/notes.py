"""A text becomes a Note: front matter, title, and its words in one light structure (#, -, >, paragraphs)."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ytempire.editorial import listings, pages, words
from ytempire.editorial.sentences import split
from ytempire.errors import ConfigError, Problem
from ytempire.models import Note, Photo, Spotted

MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
FEEDS = (".xml", ".rss", ".atom")
PLAIN = (".txt", ".text")
FRONT_LIMIT = 65_536

_KEYS = ("title", "subject", "url", "author", "date", "licence", "rights", "source", "photos", "places")
_RIGHTS = {
    "own": "own",
    "public-domain": "public-domain",
    "public domain": "public-domain",
    "cc0": "public-domain",
    "quote-only": "quote-only",
    "quote only": "quote-only",
}
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"“']([^\"”]*)[\"”'])?\s*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_BULLET = re.compile(r"^\s*(?:[-*+•·–]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")


def note_id(name: str) -> str:
    """The id of the note in a file: its path without the suffix, as a slug."""
    stem = name.rsplit(".", 1)[0] if "." in name.rsplit("/", 1)[-1] else name
    return words.slug(stem.removeprefix("notes/"), 60)


def parse_note(text: str, name: str) -> Note:
    """Read one note; `name` is its file relative to the channel's folder, and says by its suffix what it is.

    Raises ConfigError with file:line when the front matter is wrong.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix in PAGES:
        return pages.parse(text, name, note_id(name))
    meta: dict[str, Any] = {}
    if suffix in MARKDOWN:
        meta, text = _front(text, name)
    found, text = listings.fenced(text) if suffix in MARKDOWN else ([], text)
    body, photos, heading = _markdown(text, name, bool(meta.get("title"))) if suffix in MARKDOWN else _plain(text)
    title = _cased(meta.get("title", "") or heading or _first(body), body)
    return Note(
        id=note_id(name),
        title=title[:200],
        text=body,
        file=name,
        **{k: v for k, v in meta.items() if k not in {"title", "photos"}},
        photos=tuple(_unique([*meta.get("photos", ()), *photos])),
        listings=tuple(found),
    )


def _cased(title: str, body: str) -> str:
    """A shouted title in small letters, but for the names that the text writes with a capital."""
    if not title.isupper() or len(title.split()) < 2:
        return title
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]*", body))
    low = {n.lower(): n for n in names if len(n) > 1}
    said = " ".join(low.get(w.lower(), w.lower()) for w in title.split())
    return said[0].upper() + said[1:]


def _first(body: str) -> str:
    for line in body.split("\n"):
        line = _BULLET.sub("", re.sub(r"^[#>\s]+", "", line)).strip()
        if line:
            return (split(line) or [line])[0].rstrip(".")[:120]
    return ""


def _unique(photos: list[Photo]) -> list[Photo]:
    seen: dict[str, Photo] = {}
    for photo in photos:
        seen.setdefault(photo.file, photo)
    return list(seen.values())


def near(file: str, name: str) -> str | None:
    """A picture's path beside its note, relative to the channel's folder; None if it leads outside or away."""
    file = file.replace("\\", "/")
    if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", file) or file.startswith(("/", "#", "~")):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
    return None if path.startswith("..") or path == "." else path


# --- front matter --------------------------------------------------------------------------------


def _front(text: str, name: str) -> tuple[dict[str, Any], str]:
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


# --- bodies --------------------------------------------------------------------------------------


def _markdown(text: str, name: str, titled: bool = False) -> tuple[str, list[Photo], str]:
    """Body, pictures and title; in a note that is `titled` already a first heading of a lower rank stays a heading."""
    photos: list[Photo] = []

    def keep(match: re.Match[str]) -> str:
        file = near(match.group(2), name)
        if file:
            photos.append(Photo(file=file, caption=_inline(match.group(1)), credit=_inline(match.group(3) or "")))
        return ""

    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^(```|~~~).*?^\1\s*$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = _IMAGE.sub(keep, text)
    text = re.sub(r"^(.{3,120})\n(={3,}|-{3,})\s*$", r"# \1", text, flags=re.MULTILINE)
    title = ""
    out: list[str] = []
    block: list[str] = []
    for raw in [*text.split("\n"), ""]:
        line = raw.rstrip()
        heading = _HEADING.match(line)
        plain = line.strip()
        special = bool(heading or _BULLET.match(line) or plain.startswith(">"))
        if re.match(r"^\[\^?[^\]]+\]:\s", plain) or re.fullmatch(r"[-*_=\s]{3,}|\|?[\s:|-]+\|[\s:|-]*", plain):
            continue
        if not plain or special:
            if block:
                out.append(_flow(block))
                block = []
            if not plain:
                out.append("")
        if heading:
            words_ = _inline(heading.group(1))
            if not title and not any(o.strip() for o in out) and not (titled and plain.startswith("##")):
                title = words_
            elif words_:
                out += ["", f"## {words_}", ""]
        elif plain.startswith("|"):
            out.append("- " + ": ".join(c.strip() for c in _inline(plain).strip("|").split("|") if c.strip()))
        elif special and not plain.startswith(">"):
            out.append("- " + _inline(_BULLET.sub("", re.sub(r"^(\s*[-*+]\s+)\[[ xX]\]\s+", r"\1", line))))
        elif plain.startswith(">"):
            out.append("> " + _inline(plain.lstrip("> ")))
        elif plain:
            block.append(_inline(plain))
    return _tidy(out), photos, title


def _inline(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"\[\^[^\]]+\]|<https?://[^>]+>|</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])", r"\1", text)
    text = re.sub(r"`([^`]+)`", r"\1", text)
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!>~-])", r"\1", text).split())


def _plain(text: str) -> tuple[str, list[Photo], str]:
    out: list[str] = []
    block: list[str] = []
    for raw in [*text.split("\n"), ""]:
        line = raw.strip()
        if line and not _BULLET.match(raw) and not re.fullmatch(r"[-*_=~\s]{3,}", line):
            block.append(line)
            continue
        if block:
            out.append(_flow(block))
            block = []
        if _BULLET.match(raw):
            out.append("- " + _BULLET.sub("", raw).strip())
        elif not line:
            out.append("")
    body = _tidy(out)
    first, _, rest = body.partition("\n")
    heading = ""
    if (
        rest.strip()
        and not first.startswith("- ")
        and len(first.split()) <= 12
        and not first.endswith((".", "!", ":", ",", ";"))
    ):
        heading, body = first.strip(), rest.strip()
    return body, [], heading


def _flow(lines: list[str]) -> str:
    """Lines of a block as a paragraph, or each as its own where a person wrote one thing a line."""
    if len(lines) < 2:
        return " ".join(lines)
    opens = sum(1 for line in lines if line[0].isupper() or line[0].isdigit() or line[0] in "\"“'‘$€£") / len(lines)
    closed = [line.rstrip("\"”’')").endswith((".", "!", "?", "…", ":")) for line in lines]
    if opens < 0.9:
        return " ".join(lines)
    if sum(closed) / len(lines) >= 0.7 or not any(closed[1:]):
        ends = [
            line if done or not any(c.isalpha() for c in line) else line.rstrip(",;")
            for line, done in zip(lines, closed, strict=True)
        ]
        if not any(closed[1:]) and len(lines) > 2:
            return "\n".join(f"{line}{'' if i == 0 and len(line.split()) <= 8 else '.'}" for i, line in enumerate(ends))
        return "\n".join(ends)
    return " ".join(lines)


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
