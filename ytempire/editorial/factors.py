"""What a script is worth, part by part: each factor with what was seen."""

from __future__ import annotations

import re
from itertools import pairwise

from ytempire.editorial.arranging import flow, order, outline
from ytempire.editorial.casing import names_in
from ytempire.editorial.gates import GREETING, said_twice
from ytempire.editorial.knowledge import COUNTED, Knowledge, Said, claimed, ungrounded
from ytempire.editorial.leaning import leans
from ytempire.editorial.roles import part
from ytempire.editorial.similarity import repeated
from ytempire.editorial.words import content, count, reading_ease, tokens
from ytempire.models import Brief, Factor, Script

WEIGHTS = {
    "hook": 14,
    "grounding": 16,
    "focus": 10,
    "order": 8,
    "flow": 8,
    "outline": 6,
    "repetition": 10,
    "readability": 6,
    "length": 6,
    "variety": 4,
    "clean": 4,
    "ending": 3,
    "pictures": 5,
}


CLICHE = re.compile(
    r"\b(?:in conclusion|it(?: is|'s) important to note|in today's (?:fast-paced )?world|needless to say|"
    r"at the end of the day|game[- ]changer|delve|tapestry|you won't believe|mind[- ]blowing|basically|literally|"
    r"actually|"
    r"so to speak|i mean|kind of|sort of|um|uh|like, )\b",
    re.IGNORECASE,
)


def factors_of(
    script: Script, said: list[Said], brief: Brief, knows: Knowledge, seconds: tuple[float, float], wpm: float
) -> list[Factor]:
    texts = [s.line.text for s in said]
    measured = {
        "hook": _hook(script, brief, knows, wpm),
        "grounding": _grounding(said, knows),
        "focus": _focus(said, knows, brief),
        "order": order(texts),
        "flow": flow(script, said),
        "outline": outline(script, said, brief),
        "repetition": _repetition(said, script.question),
        "readability": _readability(texts),
        "length": _length(texts, seconds, wpm),
        "variety": _variety(texts),
        "clean": _clean(texts),
        "ending": _ending(script),
        "pictures": _pictures(script),
    }
    return [
        Factor(name=n, value=round(min(1.0, max(0.0, v)), 3), weight=WEIGHTS[n], why=why)
        for n, (v, why) in measured.items()
    ]


def _hook(script: Script, brief: Brief, knows: Knowledge, wpm: float) -> tuple[float, str]:
    first = script.scenes[0]
    opening: list[str] = []
    for line in (x.text for s in script.scenes[:2] for x in s.lines):
        if sum(map(count, opening)) >= wpm / 5:
            break
        opening.append(line)
    text = " ".join(opening)
    low = text.lower()
    about = set(content(f"{script.title} {brief.subject}"))
    points = {
        "it is the hook's place": 0.2 * (part(first.role) == "hook"),
        "a question or a contrast": 0.2
        * ("?" in text or bool(re.search(r"\b(?:but|never|nobody|no|not|only|instead|without|n't)\b", low))),
        "a number or a name": 0.2 * (bool(claimed(text)) or bool(names_in(text)) or bool(about & set(content(text)))),
        "the title's words": 0.2 * min(1.0, len(about & set(content(text))) / 2),
        "short": 0.2
        * (bool(first.lines) and max((count(x.text) for x in first.lines), default=99) <= 24 and len(first.lines) <= 5),
    }
    value = sum(points.values())
    if GREETING.search(text) or (opening and leans(opening[0])):
        value *= 0.4
    lacks = [k for k, v in points.items() if v < 0.1]
    return value, f"“{opening[0] if opening else ''}”" + (
        f" lacks {', '.join(lacks)}" if lacks else " has what it needs"
    )


def _grounding(said: list[Said], knows: Knowledge) -> tuple[float, str]:
    if knows.empty:
        return 0.6, "there are no notes to hold it against"
    claims = [s for s in said if claimed(s.line.text) or names_in(s.line.text)]
    if not claims:
        return 0.5, "it claims nothing that could be checked"
    loose = {s.evidence for s in ungrounded(said, knows)}
    uncited = [
        s
        for s in claims
        if not s.line.notes and part(s.scene.role) not in {"action", "item", "peak"} and not s.line.text.endswith("?")
    ]
    bad = len([s for s in claims if s.line.text in loose])
    share = bad / len(claims)
    cited = 1 - 0.3 * len(uncited) / len(claims)
    return max(
        0.0, 1 - 4 * share
    ) * cited, f"{len(claims) - bad} of {len(claims)} sentences with a number or a name are in the notes"


def _focus(said: list[Said], knows: Knowledge, brief: Brief) -> tuple[float, str]:
    """How much of the lowest quarter's words the notes know."""
    if knows.empty:
        about = set(content(f"{brief.subject} {' '.join(s.line.text for s in said[:6])}"))
        return (0.7 if about else 0.5), "there are no notes to hold it against"
    shares = []
    for s in said:
        if part(s.scene.role) in {"action", "rule", "loop"} or COUNTED.fullmatch(s.line.text):
            continue
        words = [w for w in content(s.line.text) if not w.isdigit()]
        if len(words) >= 3:
            shares.append((sum(w in knows.words for w in words) / len(words), s.line.text))
    if not shares:
        return 0.4, "there is hardly a full sentence"
    shares.sort()
    low = shares[: max(1, len(shares) // 4)]
    value = sum(v for v, _ in low) / len(low)
    return (
        value - 0.25
    ) / 0.55, f"the loosest quarter shares {value:.0%} of its words with the notes: “{low[0][1][:80]}”"


def _repetition(said: list[Said], question: str) -> tuple[float, str]:
    words = [
        t
        for s in said
        if part(s.scene.role) not in {"recap"} and tokens(question) != tokens(s.line.text)
        for t in tokens(s.line.text)
    ]
    share = repeated(words)
    twice = said_twice(said, question)
    value = 1 - max(0.0, share - 0.05) / 0.15 - 0.25 * len(twice)
    example = f"; “{said[twice[0][1]].line.text[:60]}” comes twice" if twice else ""
    return value, f"{share:.1%} of four-word runs come again{example}"


def _readability(texts: list[str]) -> tuple[float, str]:
    ease = reading_ease(texts)
    value = 1.0 if 52 <= ease <= 96 else 1 - (52 - ease) / 35 if ease < 52 else 1 - (ease - 96) / 30
    return value, f"reading ease {ease:.0f}; 52 to 96 is plain speech"


def _length(texts: list[str], seconds: tuple[float, float], wpm: float) -> tuple[float, str]:
    words = sum(map(count, texts))
    told = words * 60 / wpm
    low, high = seconds
    value = (
        1.0
        if low <= told <= high
        else max(0.0, 1 - 3 * (low - told) / low)
        if told < low
        else max(0.0, 1 - 2 * (told - high) / high)
    )
    return value, f"{words} words are {told:.0f} s; the recipe wants {low:.0f} to {high:.0f}"


def _variety(texts: list[str]) -> tuple[float, str]:
    lengths = [count(t) for t in texts if count(t)]
    if len(lengths) < 4:
        return 0.4, "too few sentences to vary"
    mean = sum(lengths) / len(lengths)
    spread = (sum((x - mean) ** 2 for x in lengths) / len(lengths)) ** 0.5 / mean
    firsts = [tokens(t)[:1] for t in texts if tokens(t)]
    same = sum(a == b for a, b in pairwise(firsts)) / max(1, len(firsts) - 1)
    long = sum(x > 26 for x in lengths) / len(lengths)
    value = min(1.0, spread / 0.35) - 1.2 * max(0.0, same - 0.2) - 1.5 * long
    return value, f"sentences of {min(lengths)} to {max(lengths)} words, {same:.0%} begin like the one before"


def _clean(texts: list[str]) -> tuple[float, str]:
    worn = [m.group() for t in texts for m in CLICHE.finditer(t)]
    raw = [t for t in texts if re.search(r"https?:|[\[\]{}<>|\\]|\((?!s\))", t)]
    value = 1 - 8 * (len(worn) + len(raw)) / max(1, len(texts))
    return (
        value,
        f"worn: {', '.join(sorted(set(worn))[:4])}"
        if worn
        else f"“{raw[0][:60]}” cannot be spoken"
        if raw
        else "no filler",
    )


def _ending(script: Script) -> tuple[float, str]:
    kinds = [part(s.role) for s in script.scenes]
    asked = set(content(script.question or script.title))
    value = 0.0
    pay = [s for s, k in zip(script.scenes, kinds, strict=True) if k in {"payoff", "peak"}]
    if pay:
        value += 0.5
    last = [s for s, k in zip(script.scenes, kinds, strict=True) if k in {"payoff", "peak", "recap", "action", "loop"}]
    tail = " ".join(x.text for s in (last or script.scenes[-1:]) for x in s.lines)
    value += 0.3 if not asked or asked & set(content(tail)) else 0.1
    final = script.scenes[-1].lines[-1].text if script.scenes[-1].lines else ""
    value += (
        0.2 if final.rstrip()[-1:] in '.!?…”"' and kinds[-1] in {"payoff", "peak", "recap", "action", "loop"} else 0.0
    )
    return value, "it ends on its answer" if value >= 0.8 else "it ends without coming back to what it asked"


def _pictures(script: Script) -> tuple[float, str]:
    total = sum(count(x.text) for s in script.scenes for x in s.lines) or 1
    shown = sum(count(x.text) for s in script.scenes for x in s.lines if s.visual is not None)
    kinds = [s.visual.kind if s.visual else "" for s in script.scenes]
    same = sum(a == b and a != "" for a, b in pairwise(kinds)) / max(1, len(kinds) - 1)
    longest = max((sum(count(x.text) for x in s.lines) for s in script.scenes), default=0)
    value = shown / total - 0.8 * same - max(0.0, longest - 70) / 100
    return value, f"{shown / total:.0%} of the words have a picture, {len(set(kinds) - {''})} kinds"
