"""Where a sentence ends: abbreviations, initials, decimals and quotations do not fool it."""

from __future__ import annotations

import re

from ytempire.editorial.bags import bag

ABBREVIATIONS = frozenset(
    bag("""
    mr mrs ms dr prof rev hon sr jr st mt ft gen col sgt capt lt cmdr adm gov sen rep pres vs no nos fig figs
    vol ch sec pp p ed eds approx ca cf al dept univ assn bros inc ltd co corp est viz jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    """)
)
NEVER_LAST = frozenset(
    bag("""mr mrs ms dr prof rev hon st mt gen col sgt capt lt gov sen vs fig e.g i.e approx ca cf""")
)
STARTERS = frozenset(
    bag("""
    a after all also although an and another as at because before but by during each every few for from he her
    here his how however if in instead it its just later many meanwhile most my no nobody now of on once one
    only our over she since so some soon still such that the their then there these they this those though three
    today two under until we what when where while who why with without yet you your
    """)
)
_END = re.compile(r"([.!?…]+)([\"'”’)\]»]*)(?=\s|$)")
_OPEN = "\"'“‘([«¿¡"


def split(text: str) -> list[str]:
    """The sentences of a text, in order; nothing but white space is lost between them."""
    flat = " ".join(text.split())
    out: list[str] = []
    start = 0
    for match in _END.finditer(flat):
        if match.end() < len(flat) and not _ends(flat, start, match):
            continue
        piece = flat[start : match.end()].strip()
        if piece:
            out.append(piece)
        start = match.end()
    rest = flat[start:].strip()
    if rest:
        out.append(rest)
    return out


def _ends(flat: str, start: int, match: re.Match[str]) -> bool:
    after = flat[match.end() : match.end() + 80].lstrip()
    head = after.lstrip(_OPEN)
    if not head or head[0].islower():
        return False
    if _inside_quote(flat, start, match.start()) and not match.group(2):
        return False
    stop, closing = match.group(1), match.group(2)
    if closing and closing[0] in "\"”’'»" and _tag_follows(head):
        return False
    if stop != "." or (closing and closing[0] in '"”»'):
        return True
    word = re.search(r"[^\s(\[\"“‘]*$", flat[max(start, match.start() - 60) : match.start()])
    last = (word.group() if word else "").rstrip(".")
    low = last.lower()
    if low in NEVER_LAST:
        return False
    following = re.match(r"[\w'’-]+", head)
    opens = bool(following) and following.group().lower() in STARTERS  # type: ignore[union-attr]
    if len(last) == 1 and last.isalpha() and last.isupper() and last != "I":
        return opens and _not_a_name(flat, start, match.start())
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last) or low in ABBREVIATIONS:
        return opens and not (low in {"no", "nos", "p", "pp"} and head[0].isdigit())
    return not (last.isdigit() and len(last) <= 2 and not flat[start : match.start() - len(last)].strip())


def _not_a_name(flat: str, start: int, stop: int) -> bool:
    """ "vitamin C. The ..." ends; "J. The ..." after another initial or at the start does not."""
    before = flat[start : stop - 1].split()
    return bool(before) and not re.fullmatch(r"(?:[A-Z]\.)+", before[-1]) and not before[-1][0].isupper()


def _inside_quote(flat: str, start: int, at: int) -> bool:
    """In an open quotation that closes soon: a person's two sentences stay together."""
    piece = flat[start:at]
    window = flat[at : at + 240]
    if piece.count("“") > piece.count("”"):
        return "”" in window
    return piece.count('"') % 2 == 1 and '"' in window


def _tag_follows(head: str) -> bool:
    """After a closing quotation: `"Why?" Asked ...` does not begin a sentence."""
    return bool(
        re.match(
            r"(?:(?:[A-Z][\w.'’-]*\s){1,4})?(?:said|asked|wrote|replied|answered|added|explained|called|warned)\b", head
        )
    )


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph; an empty line parts them."""
    return [s for block in re.split(r"\n\s*\n", text) if (s := split(block))]
