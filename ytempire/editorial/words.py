"""Words as the other modules count them: tokens, stems, syllables; no data to download."""

from __future__ import annotations

import re
from functools import lru_cache

from ytempire.editorial.bags import bag

TOKEN = re.compile(r"[$€£]?\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
SPOKEN = re.compile(r"[^\s–—-][^\s–—]*", re.UNICODE)

STOPWORDS = frozenset(
    bag("""
    a about above across after again against all almost along already also although always am among an and
    another any anybody anyone anything are aren't around as at away back be because been before behind being
    below between both but by can can't cannot come comes could couldn't did didn't do does doesn't doing done
    don't down during each either else enough even ever every everybody everyone everything few first for from
    further gave get gets getting give gives go goes going gone got had hadn't has hasn't have haven't having he
    her here hers herself him himself his how however i i'd i'll i'm i've if in inside instead into is isn't it
    it's its itself just keep kept last later least less let let's like little long lot made make makes many may
    maybe me might mine more most much must my myself near nearly need never next no nobody none nor not nothing
    now of off often on once one only onto or other others our ours ourselves out over own per perhaps put quite
    rather really same say says see seem seemed seems several shall she should since so some somebody someone
    something soon still such take taken takes than that that's the their theirs them themselves then there
    there's therefore these they they're thing things this those though through thus to together too took toward
    towards under until up upon us use used uses using very was wasn't way we we're well went were weren't what
    what's when where whether which while who who's whom whose why will with within without won't would wouldn't
    yes yet you you'll you're you've your yours yourself
    """)
)


COMMON = frozenset(
    bag("world sky earth moon same sea ocean ground past future north south east west time year day night")
)


def tokens(text: str) -> list[str]:
    """Words and numbers in lower case, with one kind of apostrophe."""
    return [t.replace("’", "'").lower() for t in TOKEN.findall(text)]


@lru_cache(maxsize=65536)
def count(text: str) -> int:
    """How many words a voice will say, roughly as a person would count them."""
    return sum(1 for t in SPOKEN.findall(text) if any(c.isalnum() for c in t))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: plurals, -ed, -ing, -ly; enough to see that "boxes" and "box" are one word."""
    w = word.lower().replace("’", "'")
    w = w.removesuffix("'s").removesuffix("'")
    if len(w) <= 3 or not w.isalpha():
        return w
    for tail, put in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z")):
        if w.endswith(tail) and len(w) > len(tail) + 1:
            return w[: -len(tail)] + put
    if w.endswith("s") and not w.endswith(("ss", "us", "is", "ous")):
        w = w[:-1]
    for tail in ("ing", "ed"):
        if w.endswith(tail) and len(w) - len(tail) >= 3 and re.search(r"[aeiouy]", w[: -len(tail)]):
            w = w[: -len(tail)]
            if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "lsz":
                w = w[:-1]
            break
    if w.endswith("ly") and len(w) > 5:
        w = w[:-2]
    if w.endswith("ise"):
        w = w[:-3] + "ize"
    return w[:-1] if w.endswith("e") and len(w) > 4 else w


def content(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    return [stem(t) for t in tokens(text) if t not in STOPWORDS and len(t) > 1]


def syllables(word: str) -> int:
    """Syllables by groups of vowels, with the usual silent endings."""
    w = re.sub(r"[^a-z]", "", word.lower())
    if not w:
        return 1
    if len(w) > 3:
        w = re.sub(r"(?<![td])ed$|(?<=[^aeiou])e$|(?<=[^aeioucgsxz])es$", "", w)
    return max(1, len(re.findall(r"[aeiouy]+", w)))


def reading_ease(sentences: list[str]) -> float:
    """Flesch reading ease: about 60 is plain spoken English, under 30 is hard work for the ear."""
    words = [t for s in sentences for t in tokens(s)]
    if not words or not sentences:
        return 0.0
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)


def slug(text: str, length: int = 40) -> str:
    """Lower-case words joined by dashes, cut at a word: safe as a file's name and as an id."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))
    out = ""
    for part in parts:
        if len(out) + len(part) + bool(out) > length:
            break
        out += ("-" if out else "") + part
    return out or (parts[0][:length] if parts else "untitled")
