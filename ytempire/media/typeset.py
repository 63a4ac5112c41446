"""Type that is set and not dropped: true quotes, dashes and dots; and which words are meant."""

from __future__ import annotations

import re

from ytempire.media import fonts


def typeset(text: str) -> str:
    """The text with true quotes, dashes and dots; figures and words stay as they are."""
    text = fonts.settle(text).replace("...", "…")
    text = re.sub(r"(?<=\w)'(?=\w)|(?<=\w)'|(?<=\s)'(?=\d\ds?\b)", "’", text)
    text = re.sub(r'(^|(?<=[\s(\[—–“]))"', "“", text).replace('"', "”")
    text = re.sub(r"(^|(?<=[\s(\[—–“]))'", "‘", text).replace("'", "’")
    text = re.sub(r"\s+--?-?\s+", " – ", text)
    text = re.sub(r"(?<![\d-])(\d{3,4})-(\d{3,4})(?![\d-])", r"\1–\2", text)
    return re.sub(r"(^|(?<=\s))-(?=[\d.$€£])", "−", text)


def accented(words: tuple[str, ...], accent: str) -> frozenset[int]:
    """The places of the words that the accent names; none if it is not among them."""
    want = [bare(w) for w in typeset(accent).split(" ") if bare(w)]
    if not want:
        return frozenset()
    have = [bare(w) for w in words]
    for i in range(len(have) - len(want) + 1):
        if have[i : i + len(want)] == want:
            return frozenset(range(i, i + len(want)))
    return frozenset()


def bare(word: str) -> str:
    """A word without the stops around it, for comparing."""
    return re.sub(r"^[^\w$€£%]+|[^\w$€£%]+$", "", word).casefold()
