"""What a script is worth, part by part: each factor with what was seen."""

from __future__ import annotations

import re
from itertools import pairwise

from ytempire.editorial.bags import bag
from ytempire.editorial.casing import names_in
from ytempire.editorial.dates import DATE
from ytempire.editorial.gates import GREETING, said_twice
from ytempire.editorial.grammar import bare
from ytempire.editorial.knowledge import COUNTED, Knowledge, Said, claimed, ungrounded
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.lexicon import AUX, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
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
        "order": _order(texts),
        "flow": _flow(script, said),
        "outline": _outline(script, said, brief),
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


_ILL = {
    "det": DETERMINERS
    - {
        "this",
        "that",
        "these",
        "those",
        "all",
        "both",
        "some",
        "many",
        "few",
        "each",
        "most",
        "more",
        "no",
        "any",
        "another",
        "either",
        "neither",
        "several",
        "her",
        "such",
        "every",
    },
    "aux": AUX - {"do", "does", "did", "can", "have", "has", "had", "will", "might", "may", "must"},
    "prep": PREPOSITIONS
    - {
        "in",
        "on",
        "out",
        "up",
        "off",
        "down",
        "over",
        "before",
        "after",
        "since",
        "to",
        "by",
        "about",
        "like",
        "as",
        "than",
        "around",
        "through",
        "below",
        "above",
        "behind",
        "near",
        "inside",
        "outside",
        "until",
        "within",
        "under",
        "along",
        "across",
        "between",
        "from",
    },
}


_AFTER_THE = PREPOSITIONS - frozenset(
    bag("""above below over under about off near inside outside in like past up down till behind""")
)


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
                w in _ILL["det"]
                and (
                    then in _AFTER_THE
                    or then in AUX
                    or then in CONJUNCTIONS
                    or then in _ILL["det"]
                    or then in PRONOUNS - {"one", "many", "few", "most", "others", "all", "something", "nothing"}
                )
            )
            or (w == then and w not in {"that", "had", "very", "so", "is"})
            or (w in {"of", "from", "for", "with", "into", "at"} and then in AUX)
            or (
                w in {"i", "he", "she", "we", "they"}
                and (then in _ILL["det"] or then in {"of", "for", "with", "from", "by", "at"})
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
        in _ILL["det"] | {"of", "from", "with", "into", "and", "or", "because", "than", "very"} - {"his", "her", "mine"}
    ):
        bad += 1
    if len(words) > 3 and words[0] in {"of", "was", "were", "and,", "or"} and not text.rstrip().endswith("?"):
        bad += 1
    return bad


def _order(texts: list[str]) -> tuple[float, str]:
    """Whether words stand in an order that English allows, and sentences begin and end as they should."""
    if not texts:
        return 0.0, "there is nothing"
    bad = [
        t
        for t in texts
        if stumbles(t)
        or t.rstrip()[-1:] not in '.!?…”"'
        or (t[:1].isalpha() and t[:1].islower() and not re.match(r"[a-z][A-Z]", t))
    ]
    value = 1 - 5 * len(bad) / len(texts)
    return value, f"“{bad[0][:90]}” stumbles" if bad else "every sentence reads on"


def _flow(script: Script, said: list[Said]) -> tuple[float, str]:
    """Whether a sentence is tied to the two before it by a word, a pronoun or a link; none points at nothing."""
    tied = broken = seen = 0
    example = ""
    before: list[str] = []
    scene = ""
    for s in said:
        text = s.line.text
        words = set(content(text))
        new = s.scene.id != scene
        scene = s.scene.id
        lean = leans(text)
        if part(s.scene.role) in {"action", "rule", "loop"} or COUNTED.fullmatch(text):
            before = [*before[-1:], text]
            continue
        if before:
            seen += 1
            shared = words & set(content(" ".join(before[-2:])))
            answer = bool(re.match(r"(?:Partly |Mainly |Simply |Largely )?[Bb]ecause\b", text))
            if (answer and not before[-1].endswith("?")) or (
                before[-1] in {"Why?", "Why is that?", "The reason?", "How come?"} and not answer
            ):
                broken += 1
                example = example or text
            elif (
                shared
                or lean
                or text.endswith("?")
                or connective(text)[0]
                or DATE.match(re.sub(r"^(?:In|On|By) ", "", text))
                or count(text) <= 5
                or new
            ):
                tied += 1
        elif lean:
            broken += 2
            example = text
        before = [*before[-1:], text]
    if not seen:
        return 0.5, "there is one sentence"
    value = min(1.0, (tied / seen) / 0.6) - 5 * broken / seen
    return value, f"{tied} of {seen} sentences take up what was said" + (
        f"; “{example[:80]}” hangs in the air" if example else ""
    )


OWN_ORDER = frozenset({"item", "peak", "point"})


def _outline(script: Script, said: list[Said], brief: Brief) -> tuple[float, str]:
    """Whether facts come in the notes' order, roles where they belong, and sentences beside their neighbours."""
    kinds = [part(s.role) for s in script.scenes]
    value = 1.0
    why = []
    if "hook" in kinds and kinds.index("hook") != 0:
        value -= 0.3
        why.append("the hook is not first")
    for late in ("payoff", "recap", "action", "loop"):
        if late in kinds and kinds.index(late) < len(kinds) - 4:
            value -= 0.2
            why.append(f"the {late} comes early")
    order = [s.role for n, s in enumerate(script.scenes) if n == 0 or s.role != script.scenes[n - 1].role]
    if torn := sorted({role for role in order if order.count(role) > 1 and part(role) not in OWN_ORDER}):
        value -= 0.3 * len(torn)
        why.append(f"the {torn[0]} is torn apart")
    placed = _places(said, brief)
    if len(placed) >= 4 and not any(k in OWN_ORDER for k in kinds):
        pairs = [(a, b) for a, b in pairwise(placed)]
        steps = sum(b >= a for a, b in pairs) / len(pairs)
        value -= (1 - steps) + max(0.0, 0.85 - steps) * 2
        why.append(f"{steps:.0%} of its facts follow the notes' order")
    elif len(placed) >= 4:
        why.append("what is counted, compared or asked has its own order")
    return value, "; ".join(why) or "scenes stand where they belong"


def _places(said: list[Said], brief: Brief) -> list[int]:
    """The place in the brief of each claim of the middle of the film."""
    facts = [f for f in brief.facts if f.kind != "picture"]
    bags = [set(content(f.text)) for f in facts]
    out: list[int] = []
    for s in said:
        if part(s.scene.role) in {"hook", "payoff", "recap", "action", "rule", "loop"}:
            continue
        words = set(content(s.line.text))
        if len(words) < 3:
            continue
        score, at = max(((len(words & b) / len(words), -i) for i, b in enumerate(bags)), default=(0.0, 0))
        if score >= 0.6:
            out.append(-at)
    return out


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
