"""What a note says, sentence by sentence, with its numbers, dates, sayings, lists, causes and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import quantities
from ytempire.editorial.dates import DATE, dates as dates_in
from ytempire.editorial.grammar import bare, clause, connective, has_verb, lower_first, names_in, upper_first
from ytempire.editorial.lexicon import ALSO_NOUNS, AUX, FUNCTION, LEMMA_PAST, LEMMA_THIRD, PAST
from ytempire.editorial.sentences import split
from ytempire.editorial.words import count, stem, tokens
from ytempire.models import Fact, FactKind, Note

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
_SAID = r"(?:said|says|wrote|writes|called|put it|remarked|recalled|warned|argued|noted|explained|asked|replied|declared|added|told|answered|remembered saying|reported|complained|announced|observed|admitted|promised)"
_QUOTE = re.compile(r"[“\"]([^“”\"]{3,400})[”\"]")
_CAUSE = re.compile(
    r"\b(?:because|due to|led to|leads to|caused|causes|as a result|so that|which is why|that is why|therefore|"
    r"meant that|thanks to|resulted in|results in|made it possible)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(?:but|however|whereas|although|though|yet|nevertheless)\b|, while\b|^Instead\b|^Unlike\b|^Despite\b"
)
_DEFINES = re.compile(
    r"^(?:An?\s|The\s)?[\w'’ -]{2,50}?\s(?:is|are|was|were)\s(?:an?\s|the\s(?:name|study|process|first|largest|art)|called\b|known as\b|made of\b)"
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
    if len(values) < 2 or any(a <= b for a, b in zip(values, values[1:], strict=False)):
        return found
    order = {heading: i for i, (_, heading) in enumerate(reversed(marks))}
    first = [b for b in found if b.heading not in order]
    return first + sorted((b for b in found if b.heading in order), key=lambda b: order[b.heading])


def _listed(heading: str, para: list[str], bullets: list[str], intro: str, seen: str) -> list[Block]:
    """Bullets: full sentences are sentences, pieces are the items of one list."""
    bullets = [_dated(b) for b in bullets]
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
        flat = tuple(b + "." for b in items if has_verb(b))
        return [Block(heading, tuple(before) + flat)] if before or flat else []
    return [Block(heading, tuple([*before, f"{lead}: {join(items)}."]), items=items)]


def _dated(item: str) -> str:
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


def names(note: Note) -> frozenset[str]:
    """Words that are written with a capital in the middle of this note's sentences: names."""
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for block in blocks(note):
        for sentence in block.sentences:
            words = re.findall(r"[^\W\d_][\w'’-]*", sentence)
            for i, word in enumerate(words):
                word = re.sub(r"['’]s$", "", word)
                if word[0].islower():
                    small[word.lower()] += 1
                elif i:
                    inside[word] += 1
    return frozenset(w for w, n in inside.items() if n > small[w.lower()] and w.lower() not in FUNCTION)


def extract(note: Note) -> list[Fact]:
    """The facts of one note in its order; nothing in them is not in the note."""
    known = names(note)
    people = [n for b in blocks(note) for s in b.sentences for n in names_in(s, known) if " " in n]
    facts: list[Fact] = []
    for p, block in enumerate(blocks(note)):
        waiting = ""
        for s, raw in enumerate(block.sentences):
            text = tidy(_dated(raw))
            last = s == len(block.sentences) - 1
            items = block.items if last else ()
            if block.quoted:
                made = _saying(note, block, text)
                if made is None:
                    continue
                fact = made
            else:
                if text.endswith("?"):
                    if tokens(text) != tokens(note.title) and not last:
                        waiting = text
                    continue
                text, waiting = f"{waiting} {text}".strip(), ""
                if not _speakable(text, items, raw.rstrip().endswith((".", "!", "?", "…", '"', "”"))):
                    continue
                fact = _fact(text, items, known, note)
            if fact.by and " " not in fact.by:
                full = next((n for n in people if n.split()[-1] == fact.by), fact.by)
                fact = fact.model_copy(update={"by": full})
            facts.append(fact.model_copy(update={
                "id": f"{note.id}.{len(facts) + 1}", "note": note.id, "rights": note.rights,
                "order": p * 100 + min(s, 99), "section": _called(block.heading),
            }))  # fmt: skip
            if block.quoted:
                break
    return facts


def _called(heading: str) -> str:
    """A heading as it may be shown: without dates in brackets, a version by name."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", heading).strip()
    return f"Version {plain.lstrip('vV')}" if re.fullmatch(r"[vV]?\d+(?:\.\d+)+", plain) else plain


def _speakable(text: str, items: tuple[str, ...], closed: bool) -> bool:
    words = tokens(text)
    if len(words) < 3 or not any(w[0].isalpha() for w in words):
        return False
    if items:
        return True
    dated = re.match(r"^(?:In\s+)?" + DATE.pattern + r"\s*[:–—-]", text)
    odd = sum(1 for c in text if c in "{}<>|\\=_^~#")
    return (odd < 3 and (bool(dated) or (closed and len(words) > 3) or has_verb(text))) or bool(_QUOTE.search(text))


def _fact(text: str, items: tuple[str, ...], known: frozenset[str], note: Note) -> Fact:
    found = [f.quantity for f in quantities.find(text)]
    dates = dates_in(text)
    quote, by = quotation(text, known)
    listed = items or inline_list(text)
    _, rest = connective(text)
    kind: FactKind = "statement"
    if quote and by:
        kind = "quote"
    elif listed:
        kind = "list"
    elif re.search(r"\bbecause\b", text):
        kind = "cause"
    elif _CONTRAST.search(text):
        kind = "contrast"
    elif _CAUSE.search(text):
        kind = "cause"
    elif found:
        kind = "number"
    elif dates:
        kind = "date"
    elif _DEFINES.match(rest):
        kind = "definition"
    return Fact(id="", note="", kind=kind, text=text, quantities=tuple(found), dates=tuple(dates), items=tuple(listed),
                names=tuple(names_in(text, known)), quote=quote if by else "", by=by)  # fmt: skip


def quotation(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The words in quotation marks and who said them; both empty when it is not plain who did."""
    match = _QUOTE.search(text)
    if not match or count(match.group(1)) < 3:
        return "", ""
    around = text[: match.start()] + " § " + text[match.end() :]
    who = r"((?:[A-Z][\w'’.-]+)(?:\s+(?:of|de|van|von|the|[A-Z][\w'’.-]+))*)"
    for pattern in (rf"§\s*,?\s*{_SAID}\s+{who}", rf"{who}(?:\s+(?:later|once|then|famously|himself|herself))?\s+{_SAID}\b[^§]{{0,60}}§",
                    rf"§\s*,?\s*{who}\s+{_SAID}", rf"(?:according to|as|in the words of|for)\s+{who}"):  # fmt: skip
        found = re.search(pattern, around)
        if found:
            name = re.sub(r"\s+(?:of|the|de|van|von)$", "", found.group(1).strip().rstrip(".,"))
            words = name.split()
            while words and words[0].lower() in FUNCTION | {"years", "later", "president" if False else ""}:
                words = words[1:]
            if words and words[0].lower() not in {"he", "she", "they", "it"}:
                return match.group(1).strip().rstrip(","), " ".join(words)
    return "", ""


def _saying(note: Note, block: Block, text: str) -> Fact | None:
    """A block quotation with its name after a dash, or of the note's author."""
    whole = " ".join(block.sentences)
    match = re.match(r"^[“\"]?(.*?)[”\"]?\s*(?:[—–-]{1,2}\s*([A-Z][^—–]{2,60}))?$", whole)
    said, by = (match.group(1), match.group(2) or "") if match else (whole, "")
    by = by or note.author
    said = said.strip().strip('“”"')
    if not by or count(said) < 3 or count(said) > 60:
        return None
    return Fact(id="", note="", kind="quote", text=f"{by.strip()} put it this way: “{said}”", quote=said, by=by.strip())


def inline_list(text: str) -> tuple[str, ...]:
    """Three or more short things that a sentence lists: after a colon, or joined by commas and "and"."""
    colon = re.search(r":\s+([^:“\"]+)[.!?]$", text)
    part = colon.group(1) if colon else ""
    if part and part.count(",") >= 1:
        items = [i.strip() for i in re.split(r",\s+(?:and|or)\s+|,\s+|\s+(?:and|or)\s+(?=[^,]+$)", part) if i.strip()]
        if 3 <= len(items) <= 6 and all(count(i) <= 9 for i in items):
            return tuple(items)
    parts = re.split(r",\s+", re.sub(r"[“”\"]", "", text).rstrip(".!?"))
    for i in range(len(parts) - 1):
        items = _run(parts, i)
        if items:
            return items
    return ()


def _run(parts: list[str], i: int) -> tuple[str, ...]:
    """The list that begins at the end of part `i`: short parts, until one holds the closing "and" or "or"."""
    found = [_tail(parts[i])]
    for part in parts[i + 1 :]:
        words = part.split()
        at = next((k for k, w in enumerate(words[:6]) if w in {"and", "or"}), None)
        if at is not None:
            if at:
                found.append(" ".join(words[:at]))
            found.append(_head(" ".join(words[at + 1 :])))
            break
        if len(words) > 5:
            return ()
        found.append(part.strip())
    else:
        return ()
    if not 3 <= len(found) <= 6 or not all(found) or any(count(f) > 5 or has_clause(f) for f in found[1:]):
        return ()
    return tuple(found)


def _tail(words: str) -> str:
    """The thing at the end of a sentence's beginning: "carried the cases" ends with the cases."""
    out: list[str] = []
    for word in reversed(words.split()):
        w = bare(word)
        if out and (w in LEMMA_PAST or w in LEMMA_THIRD or w in AUX or w in FUNCTION - {"the", "a", "an"}):
            break
        out.insert(0, word)
        if w in {"the", "a", "an"} or len(out) == 4:
            break
    return "" if (out and bare(out[0]) in FUNCTION - {"the", "a", "an"}) or len(out) == 4 else " ".join(out)


def _head(words: str) -> str:
    """The thing at the beginning of a sentence's end: "barrels on and off" begins with barrels."""
    out: list[str] = []
    for word in words.split():
        if out and (bare(word) in FUNCTION or bare(word) in LEMMA_PAST):
            break
        out.append(word)
    return "" if out and bare(out[0]) in FUNCTION - {"the", "a", "an"} else " ".join(out)


def has_clause(item: str) -> bool:
    """Whether an item is more than a thing: it holds a verb."""
    words = [bare(w) for w in item.split()]
    return (any(w in AUX for w in words) or clause(item) is not None
            or (bool(words) and (words[0] in FUNCTION - {"the", "a", "an", "no", "too", "more", "less"} or words[0] in LEMMA_PAST
                                or (words[0] in LEMMA_THIRD and words[0] not in ALSO_NOUNS))))  # fmt: skip


def kin(a: Fact, b: Fact) -> float:
    """How much two facts share, 0 to 1: the smaller one's words found in the other."""
    x = {stem(t) for t in tokens(a.text) if t not in FUNCTION}
    y = {stem(t) for t in tokens(b.text) if t not in FUNCTION}
    return len(x & y) / max(1, min(len(x), len(y)))
