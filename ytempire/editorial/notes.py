"""A text becomes a Note: front matter, title, and its words in one light structure (#, -, >, paragraphs)."""

from __future__ import annotations

import re
from typing import Any

from ytempire.editorial import listings, pages, words
from ytempire.editorial.front import front, near as near
from ytempire.editorial.sentences import split
from ytempire.models import Note, Photo

MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
FEEDS = (".xml", ".rss", ".atom")
PLAIN = (".txt", ".text")

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
        meta, text = front(text, name)
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
