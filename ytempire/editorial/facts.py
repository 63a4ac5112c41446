"""What a note says, sentence by sentence, with its numbers, dates, sayings, lists, causes and names."""

from __future__ import annotations

import re
from collections import Counter

from ytempire.editorial import quantities
from ytempire.editorial.blocks import Block, blocks, dated_item, tidy
from ytempire.editorial.casing import names_in
from ytempire.editorial.dates import DATE, dates as dates_in
from ytempire.editorial.grammar import has_verb
from ytempire.editorial.leaning import connective
from ytempire.editorial.lexicon import FUNCTION
from ytempire.editorial.lists import inline_list
from ytempire.editorial.words import count, stem, tokens
from ytempire.models import Fact, FactKind, Note

_SAID = (
    r"(?:said|says|wrote|writes|called|put it|remarked|recalled|warned|argued|noted|explained|asked|replied|declared|"
    r"added|told|answered|remembered saying|reported|complained|announced|observed|admitted|promised)"
)


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
    r"^(?:An?\s|The\s)?[\w'’ -]{2,50}?\s(?:is|are|was|were)\s"
    r"(?:an?\s|the\s(?:name|study|process|first|largest|art)|called\b|known as\b|made of\b)"
)


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
            text = tidy(dated_item(raw))
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
            facts.append(
                fact.model_copy(
                    update={
                        "id": f"{note.id}.{len(facts) + 1}",
                        "note": note.id,
                        "rights": note.rights,
                        "order": p * 100 + min(s, 99),
                        "section": _called(block.heading),
                    }
                )
            )
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
    return Fact(
        id="",
        note="",
        kind=kind,
        text=text,
        quantities=tuple(found),
        dates=tuple(dates),
        items=tuple(listed),
        names=tuple(names_in(text, known)),
        quote=quote if by else "",
        by=by,
    )


def quotation(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The words in quotation marks and who said them; both empty when it is not plain who did."""
    match = _QUOTE.search(text)
    if not match or count(match.group(1)) < 3:
        return "", ""
    around = text[: match.start()] + " § " + text[match.end() :]
    who = r"((?:[A-Z][\w'’.-]+)(?:\s+(?:of|de|van|von|the|[A-Z][\w'’.-]+))*)"
    for pattern in (
        rf"§\s*,?\s*{_SAID}\s+{who}",
        rf"{who}(?:\s+(?:later|once|then|famously|himself|herself))?\s+{_SAID}\b[^§]{{0,60}}§",
        rf"§\s*,?\s*{who}\s+{_SAID}",
        rf"(?:according to|as|in the words of|for)\s+{who}",
    ):
        found = re.search(pattern, around)
        if found:
            name = re.sub(r"\s+(?:of|the|de|van|von)$", "", found.group(1).strip().rstrip(".,"))
            words = name.split()
            while words and words[0].lower() in FUNCTION | {"years", "later", ""}:
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


def kin(a: Fact, b: Fact) -> float:
    """How much two facts share, 0 to 1: the smaller one's words found in the other."""
    x = {stem(t) for t in tokens(a.text) if t not in FUNCTION}
    y = {stem(t) for t in tokens(b.text) if t not in FUNCTION}
    return len(x & y) / max(1, min(len(x), len(y)))
