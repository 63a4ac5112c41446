"""Sentences for the ear: brackets out, plain words, long ones split at clause borders; sayings stay as they are."""

from __future__ import annotations

import re
from functools import lru_cache

from ytempire.editorial.bags import bag
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.grammar import bare, clause, finite, plural, starts_clause
from ytempire.editorial.lexicon import BASES, BE, LEMMA_ING, LEMMA_PAST, LEMMA_THIRD, PAST, PLAIN, PREPOSITIONS
from ytempire.editorial.words import count

LONG = 20

_PLAIN = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, PLAIN), key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SHORT_FORMS = (
    (r"\be\.g\.,?", "for example"),
    (r"\bi\.e\.,?", "that is"),
    (r",?\s+etc\.(?=\s*$)", " and so on."),
    (r",?\s+etc\.", " and so on"),
    (r"\bapprox\.", "about"),
    (r"\bvs\.?(?=\s)", "against"),
    (r"\s&\s", " and "),
    (r"\bca\.\s(?=\d)", "about "),
    (r"\bw/o\b", "without"),
    (r"\bw/(?=\s)", "with"),
    (r"~\s?(?=\d)", "about "),
    (r"(?<=\d)\s?–\s?(?=\d)", " to "),
    (r"\s-\s", ", "),
    (r"\band/or\b", "or"),
)
_NOT = {
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "were not": "weren't",
    "cannot": "can't",
    "could not": "couldn't",
    "would not": "wouldn't",
    "will not": "won't",
    "has not": "hasn't",
    "have not": "haven't",
    "had not": "hadn't",
    "should not": "shouldn't",
}
_NOTS = re.compile(r"\b(" + "|".join(_NOT) + r")\b(?=\s+\w)(?!\s+only\b)", re.IGNORECASE)
_IT_IS = re.compile(r"\b(\w+ )?\b([Ii])t is(?=\s+(?:a|an|the|not|also|still|only|just|now)\s)")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


def _outside(text: str, change: object) -> str:
    """Change what is not in quotation marks."""
    out, last = [], 0
    for m in _QUOTED.finditer(text):
        out += [change(text[last : m.start()]), m.group()]  # type: ignore[operator]
        last = m.end()
    return "".join([*out, change(text[last:])])  # type: ignore[operator]


def _short_is(found: re.Match[str]) -> str:
    """ "it is" as "it's", but not in "the network behind it is smaller"."""
    before = found[1] or ""
    return found[0] if bare(before) in PREPOSITIONS else f"{before}{found[2]}t's"


@lru_cache(maxsize=16384)
def plainer(text: str, contract: bool = True) -> str:
    """The same sentence in words that a person would say."""

    def change(piece: str) -> str:
        piece = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", piece)
        for pattern, put in _SHORT_FORMS:
            piece = re.sub(pattern, put, piece)
        piece = re.sub(r"\s+[—–]\s+", ", ", piece)
        piece = re.sub(r"(?<=[a-z])—(?=[a-z])", ", ", piece)
        piece = _PLAIN.sub(lambda m: _cased(PLAIN[m.group().lower()], m.group()), piece)
        if contract:
            piece = _NOTS.sub(lambda m: _cased(_NOT[m.group().lower()], m.group()), piece)
            piece = _IT_IS.sub(_short_is, piece)
            piece = re.sub(r"\b([Tt])hat is(?=\s+(?:why|how|where|what|when)\s)", r"\1hat's", piece)
        return piece

    out = _outside(text.strip(), change)
    out = re.sub(r"\s{2,}", " ", re.sub(r"\s+([,.;:!?])", r"\1", out)).strip()
    out = re.sub(r",\s*,", ",", re.sub(r",\s*([.!?])", r"\1", out))
    out = re.sub(r"^However,?\s+(?=\w)", "But ", out)
    out = re.sub(r"^(?:Therefore|Thus|Consequently|Hence),?\s+", "So ", out)
    out = re.sub(r"^(?:Nevertheless|Nonetheless),?\s+", "Still, ", out)
    out = re.sub(r"^(?:In addition|Additionally|Moreover|Furthermore|Also),\s+", "And ", out)
    out = re.sub(r"^(But|So|And) ([A-Z])(?=\w*\s)", lambda m: m.group(1) + " " + _soft(out[m.start(2) :])[0], out)
    return upper_first(out)


def _soft(rest: str) -> str:
    return lower_first(rest)


def _cased(put: str, was: str) -> str:
    return put[0].upper() + put[1:] if was[:1].isupper() else put


def stop(text: str) -> str:
    """A mark at the end."""
    text = text.strip().rstrip(",;:–— ")
    return text if text[-1:] in {".", "!", "?", "…"} or re.search(r"[.!?]['”\"’]$", text) else text + "."


_SINGULAR = frozenset(bag("is was has makes made means meant gives gave leaves left can could"))
_BORDERS = (
    (re.compile(r":\s+(?=[a-z])"), "colon"),
    (re.compile(r";\s+"), "semi"),
    (re.compile(r",\s+so that\s+"), "sothat"),
    (re.compile(r",\s+(and|but|so|yet)\s+"), "and"),
    (re.compile(r",\s+(?:while|whereas)\s+"), "while"),
    (re.compile(r",\s+where\s+"), "where"),
    (re.compile(r",\s+which\s+(?=\w)"), "which"),
    (re.compile(r",\s+((?:partly|mainly|simply|largely)\s+)?because\s+"), "because"),
    (
        re.compile(
            r",\s+(making|leaving|causing|letting|allowing|giving|turning|cutting|forcing|meaning|bringing|saving|"
            r"reducing|doubling|helping|keeping|sending)\s+"
        ),
        "result",
    ),
    (re.compile(r"\s+(?=but\s)"), "but"),
)


def halves(sentence: str) -> list[tuple[str, str, str]]:
    """Every sound way to make two sentences of one: (first, second, by which border)."""
    return list(_halves(sentence))


@lru_cache(maxsize=16384)
def _halves(sentence: str) -> tuple[tuple[str, str, str], ...]:
    if len(sentence) < 30 or re.search(r"[“”\"]", sentence):
        return ()
    out = []
    for pattern, kind in _BORDERS:
        for m in pattern.finditer(sentence):
            left, right = sentence[: m.start()], sentence[m.end() :]
            second = _second(kind, m, left, right)
            if second and count(left) >= 3 and count(second) >= 3 and _whole(left):
                out.append((stop(left), upper_first(stop(second)), kind))
    return tuple(out)


def _whole(left: str) -> bool:
    """Whether the first half can stand alone: it has its verb and opens no "if" or "not only" that stays open."""
    if re.search(r"\b(?:not only|either|neither|both|between|such|so (?:\w+ )?that|whether)\b[^,]*$", left):
        return False
    if (
        re.match(r"(?:If|When|While|Although|Though|Because|Since|As|Unless|Once|After|Before|Until)\b", left)
        and "," not in left
    ):
        return False
    return clause(left) is not None


def _second(kind: str, m: re.Match[str], left: str, right: str) -> str:
    body = right.rstrip(".!?")
    if kind == "colon":
        orders = bare(body.split()[0]) in BASES and len(body.split()) > 3
        return right if orders or (starts_clause(body) and not re.match(r"[^,]+,[^,]+ and ", body)) else ""
    if kind == "semi":
        return right if starts_clause(body) else ""
    if kind == "sothat":
        return "that way, " + right if starts_clause(body) else ""
    if kind == "and":
        listed = re.search(r":[^:]*,[^:]*$", left) or re.match(
            r"(?:that|which|who|what|how|why|where|when|whether)\b", body
        )
        if listed or ":" in left or not starts_clause(body):
            return ""
        word = m.group(1)
        return right if word == "and" else f"{'but' if word == 'yet' else word} {right}"
    if kind == "while":
        return right if starts_clause(body) else ""
    if kind == "where":
        return "there, " + right if starts_clause(body) else ""
    if kind == "which":
        verb = bare(right.split()[0])
        if verb in _SINGULAR or verb in LEMMA_THIRD:
            return "that " + right
        if verb in {"were", "are", "have"}:
            return "these " + right
        return ""
    if kind == "because":
        return "§because§" + (m.group(1) or "") + right if clause(body) else ""
    if kind == "result":
        lemma = LEMMA_ING[m.group(1)]
        part = clause(left)
        if part is None:
            return ""
        v = bare(part.verb)
        past = v in LEMMA_PAST or v in {"was", "were", "had", "did"} or v.endswith("ed")
        third = {"have": "has"}.get(lemma) or next(t for t, b in LEMMA_THIRD.items() if b == lemma)
        if not past and v not in LEMMA_THIRD and v not in BE | {"has", "have"}:
            return ""
        return f"that {PAST[lemma] if past else third} {right}"
    if kind == "but":
        inner = right[4:]
        return (
            right
            if starts_clause(inner.rstrip(".!?")) and not left.endswith(",") and finite(left.split()) is not None
            else ""
        )
    return ""


def shorten(sentence: str, most: int = LONG, depth: int = 0) -> list[str]:
    """The sentence, in as many pieces as the ear needs; whole where no border is safe."""
    if count(sentence) <= most or depth > 3:
        return [sentence]
    ways = halves(sentence)
    if not ways:
        return [sentence]
    half = count(sentence) / 2
    first, second, _ = min(
        ways, key=lambda w: (abs(count(w[0]) - half) + (6 if w[2] in {"because", "which"} else 0), w[2])
    )
    if second.startswith("§") or "§" in second:
        second = reason(second, "plain")
    return [*shorten(first, most, depth + 1), *shorten(second, most, depth + 1)]


def reason(second: str, how: str) -> str:
    """The because-half of a split sentence as a sentence: "That is because ...", "Because ..."."""
    rest = re.sub(r"^§[Bb]ecause§", "", second)
    degree = re.match(r"(partly|mainly|simply|largely)\s+", rest)
    word = degree.group() if degree else ""
    rest = rest[degree.end() :] if degree else rest
    if how == "asked":
        return upper_first(f"{word}because {rest}")
    return f"That's {word}because {rest}"


def refer(phrase: str, verb: str) -> str:
    """It or They for a thing that was just named; empty when it is not plain which."""
    many = plural(phrase, verb)
    return "" if many is None else "They" if many else "It"
