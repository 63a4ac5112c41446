"""A saved page or feed becomes notes: what a reader would read, without menus, scripts and styles."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from ytempire.editorial import words
from ytempire.editorial.bags import bag
from ytempire.models import Note, Rights

_DROP = frozenset(bag("""script style nav footer aside noscript svg button select textarea template iframe"""))
_BLOCK = frozenset(
    bag("""p div section article main header form tr table ul ol dl dt dd figure figcaption pre address details""")
)


class _Reader(HTMLParser):
    """Collects title, meta and blocks of text; closes what a page forgot to close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = self.h1 = ""
        self.meta: dict[str, str] = {}
        self.out: list[str] = []
        self._text: list[str] = []
        self._mark = ""
        self._drop: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "meta":
            name = (given.get("name") or given.get("property") or "").lower()
            self.meta.setdefault(name, " ".join(given.get("content", "").split()))
        if tag == "link" and given.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", given.get("href", ""))
        if tag == "title" and not self.title:
            self._in_title = True
            return
        if tag in _DROP:
            self._flush()
            self._drop.append(tag)
        if self._drop:
            return
        if re.fullmatch(r"h[1-6]", tag):
            self._flush()
            self._mark = "h1" if tag == "h1" else "## "
        elif tag in {"li", "dt"}:
            self._flush()
            self._mark = "- "
        elif tag == "blockquote":
            self._flush()
            self._mark = "> "
        elif tag in {"td", "th"} and self._text:
            self._text.append(": ")
        elif tag in _BLOCK:
            mark = self._mark
            self._flush()
            self._mark = "- " if tag == "tr" else mark if mark in {"> ", "- "} and tag == "p" else ""
        elif tag == "br":
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
            return
        if tag in self._drop:
            self._flush()
            while self._drop and self._drop.pop() != tag:
                pass
            return
        if self._drop:
            return
        if re.fullmatch(r"h[1-6]", tag) or tag in _BLOCK or tag in {"li", "blockquote"}:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._drop:
            self._text.append(re.sub(r"\s+", " ", data))

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        mark, self._mark = self._mark, ""
        for part in text.split("\n"):
            part = " ".join(part.split())
            if not part:
                continue
            if mark == "h1" and not self.h1:
                self.h1 = part
            else:
                heading = mark in {"h1", "## "}
                self.out += ["", f"## {part}", ""] if heading else [f"{mark}{part}"] if mark else [part, ""]

    def close(self) -> None:
        super().close()
        self._flush()


def read(text: str) -> _Reader:
    """Read a page; broken markup never stops it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


def parse(text: str, name: str, id: str) -> Note:
    """The note in a saved page."""
    page = read(text)
    meta = page.meta
    title = page.h1 or re.sub(r"\s+[|–—·-]\s+[^|–—·]{2,40}$", "", " ".join(page.title.split()))
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(page.out)).strip()
    rights = meta.get("rights", "").strip().lower().replace(" ", "-")
    licence = meta.get("licence") or meta.get("license") or meta.get("dcterms.license") or ""
    allowed: Rights = "quote-only" if rights == "quote-only" else "own"
    if rights in {"public-domain", "cc0"}:
        allowed, licence = "public-domain", licence or rights
    date = re.match(r"\d{4}-\d{2}-\d{2}|\d{4}", meta.get("date") or meta.get("article:published_time") or "")
    if not title:
        title = next((line.lstrip("#-> ") for line in body.split("\n") if line.strip()), "")[:120].rstrip(".")
    return Note(
        id=id,
        title=title[:200],
        text=body,
        file=name,
        url=meta.get("canonical") or meta.get("og:url") or "",
        author=meta.get("author", ""),
        date=date.group() if date else "",
        licence=licence,
        rights=allowed,
        subject=meta.get("subject", ""),
        source=meta.get("source") or meta.get("og:site_name") or "",
    )


def parse_feed(data: bytes, name: str, id: str, rights: Rights = "quote-only") -> tuple[Note, ...]:
    """The notes in a saved RSS or Atom feed, one an entry; other people's words unless the feed frees them."""
    import feedparser

    feed: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    site = " ".join(str(feed.feed.get("title", "")).split())
    freed = str(feed.feed.get("rights", ""))
    if re.search(r"public domain|\bCC0\b", freed, re.IGNORECASE):
        rights = "public-domain"
    notes: list[Note] = []
    used: set[str] = set()
    for entry in feed.entries:
        longest = max([*(c.get("value", "") for c in entry.get("content", [])), entry.get("summary", "")], key=len)
        body = re.sub(r"\n{3,}", "\n\n", "\n".join(read(longest).out)).strip()
        title = " ".join("".join(t for t in re.split(r"<[^>]+>", str(entry.get("title", "")))).split())
        if not body or not title:
            continue
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        own = base = f"{id}-{words.slug(title, 30)}"
        n = 2
        while own in used:
            own, n = f"{base}-{n}", n + 1
        used.add(own)
        notes.append(
            Note(
                id=own,
                title=title[:200],
                text=body,
                file=name,
                url=str(entry.get("link", "")),
                author=str(entry.get("author", "")),
                rights=rights,
                source=site,
                licence=freed[:200] if rights == "public-domain" else "",
                date=f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else "",
            )
        )
    return tuple(notes)
