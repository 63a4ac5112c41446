"""Neighbours that English does not allow, as a text has them that was put together wrongly."""

from __future__ import annotations

from ytempire.editorial.bags import bag
from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import AUX, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS

_DETERMINERS = DETERMINERS - frozenset(
    bag("""this that these those all both some many few each most more no any another either neither several her such
    every""")
)
_AFTER_THE = PREPOSITIONS - frozenset(
    bag("above below over under about off near inside outside in like past up down till behind")
)
_NO_END = frozenset(bag("of from with into and or because than very"))


def stumbles(text: str) -> int:
    """Neighbours that sound English does not allow: "the of", "a is", "of was", a sentence that ends on "the"."""
    words = [bare(w) for w in text.split()]
    pieces = text.split()
    bad = 0
    for i, w in enumerate(words[:-1]):
        then = words[i + 1]
        if pieces[i][-1:] in ',;:.!?—–”"' or not w or not then:
            continue
        if (
            (
                w in _DETERMINERS
                and (
                    then in _AFTER_THE
                    or then in AUX
                    or then in CONJUNCTIONS
                    or then in _DETERMINERS
                    or then in PRONOUNS - {"one", "many", "few", "most", "others", "all", "something", "nothing"}
                )
            )
            or (w == then and w not in {"that", "had", "very", "so", "is"})
            or (w in {"of", "from", "for", "with", "into", "at"} and then in AUX)
            or (
                w in {"i", "he", "she", "we", "they"}
                and (then in _DETERMINERS or then in {"of", "for", "with", "from", "by", "at"})
            )
            or (
                w in AUX - {"have", "has", "had", "do", "does", "did", "cannot"}
                and then in {"of", "is", "was", "are", "were"}
                and w not in {"is", "was", "are", "were", "can", "will", "might", "may"}
            )
        ):
            bad += 1
    if (
        len(words) > 2
        and pieces[-1][-1:] in ".!?"
        and words[-1]
        in _DETERMINERS
        | {"of", "from", "with", "into", "and", "or", "because", "than", "very"} - {"his", "her", "mine"}
    ):
        bad += 1
    if len(words) > 3 and words[0] in {"of", "was", "were", "and,", "or"} and not text.rstrip().endswith("?"):
        bad += 1
    return bad
