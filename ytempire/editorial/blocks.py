"""A note's paragraphs and lists, as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.grammar import bare, has_verb
from ytempire.editorial.lexicon import AUX, LEMMA_PAST, PAST
from ytempire.editorial.sentences import split
from ytempire.editorial.words import count
from ytempire.models import Note

_BACK_MATTER = re.compile(
    r"^(?:references?|sources?|bibliography|see also|further reading|external links?|notes?|footnotes|contents|"
    r"table of contents|links|credits|related(?: posts| articles)?|comments|tags)\W*$",
    re.IGNORECASE,
)


_ASIDE = re.compile(
    r"^(?:todo|tbd|fixme|nb|note to self|draft|copyright|©|all rights reserved|share this|subscribe|sign up|click here|"
    r"read more|posted (?:by|on|in)|last (?:updated|modified)|source:|sources:|image:|photo:|via |cookie|https?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Block:
    """A paragraph of a note: the heading over it and its sentences; `list` for what stood behind dashes."""

    heading: str
    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()
    quoted: bool = False


def blocks(note: Note) -> list[Block]:
    """A note's paragraphs and lists; references, menus and the writer's own memos are left out."""
    out: list[Block] = []
    heading = ""
    skip = False
    para: list[str] = []
    bullets: list[str] = []
    quoted: list[str] = []

    def close() -> None:
        nonlocal para, bullets, quoted
        intro = para[-1] if para and para[-1].rstrip().endswith(":") else ""
        if (
            bullets
            and not intro
            and not para
            and out
            and out[-1].sentences
            and out[-1].sentences[-1].endswith(":")
            and out[-1].heading == heading
        ):
            intro = out[-1].sentences[-1]
            para = list(out.pop().sentences)
        if bullets:
            out.extend(_listed(heading, para, bullets, intro, note.text))
        elif para:
            out.append(Block(heading, tuple(para)))
        if quoted:
            out.append(Block(heading, tuple(quoted), quoted=True))
        para, bullets, quoted = [], [], []

    for line in [*note.text.split("\n"), ""]:
        line = line.strip()
        if line.startswith("#"):
            close()
            heading = line.lstrip("# ").strip()
            skip = bool(_BACK_MATTER.match(heading))
        elif not line:
            if para and para[-1].endswith(":"):
                continue
            close()
        elif skip or _ASIDE.match(line.lstrip("->* ")):
            continue
        elif line.startswith("- "):
            bullets.append(line[2:].strip())
        elif line.startswith("> "):
            quoted.append(line[2:].strip())
        else:
            if bullets:
                close()
            para += [s for s in split(line) if not _ASIDE.match(s)]
    close()
    return _forward(out)


def _forward(found: list[Block]) -> list[Block]:
    """Sections with dates or versions over them, newest first, are turned round: a story goes forward."""
    marks: list[tuple[float, str]] = []
    for heading in dict.fromkeys(b.heading for b in found):
        date = re.search(r"\d{4}-\d{2}(?:-\d{2})?|\b(?:19|20)\d{2}\b", heading)
        version = re.match(r"(?:version\s+|v)?(\d+)\.(\d+)", heading, re.IGNORECASE)
        if date:
            marks.append((float(date.group().replace("-", "").ljust(8, "0")), heading))
        elif version:
            marks.append((int(version.group(1)) * 1000.0 + int(version.group(2)), heading))
    values = [m for m, _ in marks]
    if len(values) < 2 or any(a <= b for a, b in pairwise(values)):
        return found
    order = {heading: i for i, (_, heading) in enumerate(reversed(marks))}
    first = [b for b in found if b.heading not in order]
    return first + sorted((b for b in found if b.heading in order), key=lambda b: order[b.heading])


def _listed(heading: str, para: list[str], bullets: list[str], intro: str, seen: str) -> list[Block]:
    """Bullets: full sentences are sentences, pieces are the items of one list."""
    bullets = [dated_item(b) for b in bullets]
    sentences = [b for b in bullets if (b.endswith((".", "!", "?")) or count(b) > 7) and has_verb(b)]
    if len(sentences) > len(bullets) / 2 and not intro:
        flat = [s for b in bullets for s in split(b if b.endswith((".", "!", "?")) else b + ".")]
        return [Block(heading, tuple(para + flat))]
    items = tuple(re.sub(r"[.;,]+$", "", b) for b in bullets)
    lead = intro.rstrip().rstrip(":") if intro else ""
    before = para[:-1] if intro else para
    version = re.match(r"(?:version\s+|v)?(\d+\.\d+(?:\.\d+)*)", heading, re.IGNORECASE)
    if not lead and version:
        return [
            *([Block(heading, tuple(before))] if before else []),
            Block(heading, _changes(version.group(1), items, seen)),
        ]
    if not lead:
        lead = heading if heading and not has_verb(heading) else ""
    if len(items) == 1 or not lead:
        told = [b + "." for b in items if has_verb(b)]
        return [Block(heading, (*before, *told))] if before or told else []
    return [Block(heading, (*before, f"{lead}: {join(items)}."), items=items)]


def dated_item(item: str) -> str:
    """ "1698: Winstanley lights the tower" as a sentence: "In 1698, Winstanley lights the tower." """
    match = re.match(rf"^({DATE.pattern})\s*(?::|–|—|-)\s+(.+)$", item)
    if not match:
        return item
    date, rest = match.group(1), match.group(match.lastindex or 2)
    if not has_verb(rest):
        return f"{date}: {rest.rstrip('.')}."
    lead = "On" if re.match(r"\d{1,2}\s|[A-Z][a-z]+ \d{1,2},?\s", date) else "In"
    return f"{lead} {date}, {rest.rstrip('.')}."


def _changes(version: str, items: Sequence[str], seen: str) -> tuple[str, ...]:
    """A changelog's bullets as sentences about the version that brought them."""
    out = []
    for i, item in enumerate(items):
        words = item.split()
        verb = bare(words[0])
        tail = " ".join(words[1:])
        who = f"Version {version}" if i == 0 else "It" if i % 2 else f"Version {version}"
        if verb in LEMMA_PAST and tail:
            out.append(f"{who} {verb} {tail}.")
        elif verb in PAST and verb not in AUX and tail:
            out.append(f"{who} {PAST[verb]} {tail}.")
        elif has_verb(item):
            out.append(f"In version {version}, {lower_first(item, seen)}.")
        else:
            out.append(f"{who} brought {lower_first(item, seen)}.")
    return tuple(out)


def join(items: Sequence[str]) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def tidy(sentence: str) -> str:
    """A sentence without footnote marks, addresses and stray brackets, with a mark at its end."""
    s = re.sub(r"\s*\[(?:\d+|citation needed|note \d+|[a-z])\](?:\s*:\s*\d+)?", "", sentence)
    s = re.sub(r"\s*\((?:see|cf\.?|fig(?:ure|\.)|source|via|page|p\.)[^)]*\)", "", s, flags=re.IGNORECASE)
    s = re.sub(r"\s*<?https?://\S+>?", "", s)
    s = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s{2,}", " ", s)).strip()
    s = re.sub(r"\bper cent\b", "percent", s)
    if s and s[-1] not in ".!?…\"”’'":
        s = s.rstrip(":;,–—- ") + "."
    return upper_first(s)
