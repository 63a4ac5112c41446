"""Review v1: gates that refuse, and a score of 0 to 100 from weighted factors, each with what was seen and a fix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import quantities
from ytempire.editorial.bags import bag
from ytempire.editorial.dates import DATE
from ytempire.editorial.grammar import bare, connective, leans, names_in
from ytempire.editorial.lexicon import (
    AUX,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
)  # fmt: skip
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.similarity import Space, cosine, duplicates, repeated, subject_key
from ytempire.editorial.words import STOPWORDS, content, count, reading_ease, stem, tokens
from ytempire.models import Brief, Factor, Finding, History, Line, Review, Scene, Script

WEIGHTS = {
    "hook": 14, "grounding": 16, "focus": 10, "order": 8, "flow": 8, "outline": 6, "repetition": 10,
    "readability": 6, "length": 6, "variety": 4, "clean": 4, "ending": 3, "pictures": 5,
}  # fmt: skip

GREETING = re.compile(
    r"\b(?:welcome (?:back )?to (?:my|our|the|this|another)|(?:hey|hi|hello|what's up)\b[ ,!]*(?:guys|everyone|everybody|folks|there|youtube)"
    r"|in (?:this|today's) video|before we (?:get started|begin|dive in)|don't forget to (?:like|subscribe)|smash (?:that|the) like"
    r"|hit (?:that|the) (?:like|bell|subscribe)|make sure to subscribe|without further ado|let's (?:dive|jump) (?:right )?in)\b",
    re.IGNORECASE,
)
CLICHE = re.compile(
    r"\b(?:in conclusion|it is important to note|it's important to note|in today's (?:fast-paced )?world|needless to say|"
    r"at the end of the day|game[- ]changer|delve|tapestry|you won't believe|mind[- ]blowing|basically|literally|actually|"
    r"you know|i mean|kind of|sort of|um|uh|like, )\b",
    re.IGNORECASE,
)
PROFANE = frozenset(
    bag("""fuck fucking fucked shit shitty bitch bastard asshole cunt motherfucker bullshit dickhead""")
)


@dataclass(frozen=True)
class Said:
    """A sentence of the script with the scene that it stands in."""

    scene: Scene
    line: Line
    place: int


def review(script: Script, brief: Brief, history: History, *, seconds: tuple[float, float], roles: Sequence[RoleLike] = (),
           words_per_minute: float = 165.0, approve_at: float = 80.0, refuse_below: float = 50.0,
           banned: Sequence[str] = ()) -> Review:  # fmt: skip
    """What the checks say of a script; any gate refuses, else the score decides."""
    said = [Said(scene, line, i) for i, (scene, line) in enumerate((s, x) for s in script.scenes for x in s.lines)]
    knows = Knowledge(brief)
    gates, warnings = _gates(script, said, brief, history, knows, seconds, roles, words_per_minute, banned)
    factors = _factors(script, said, brief, knows, seconds, words_per_minute)
    score = round(sum(f.value * f.weight for f in factors) / sum(f.weight for f in factors) * 100, 1)
    warnings += [Finding(check=f.name, what=f.why, fix=FIXES[f.name]) for f in factors if f.value < 0.6]
    verdict = "refuse" if gates or score < refuse_below else "approve" if score >= approve_at else "doubt"
    return Review(verdict=verdict, score=score, gates=tuple(gates), factors=tuple(factors), warnings=tuple(warnings))  # type: ignore[arg-type]


FIXES = {
    "hook": "Begin with a number, a name or the question itself, in one to three short sentences.",
    "grounding": "Say only what a note says, with its number and its name.",
    "focus": "Leave out what the notes do not speak of.",
    "order": "Read it aloud and mend the sentences that stumble.",
    "flow": "Let each sentence take up a word of the one before it.",
    "outline": "Tell the facts in the order in which the notes tell them.",
    "repetition": "Say each thing once.",
    "readability": "Use shorter words and shorter sentences.",
    "length": "Bring the script to the length that the recipe asks for.",
    "variety": "Mix short and long sentences, and begin them differently.",
    "clean": "Take out filler words and worn phrases.",
    "ending": "End on the answer, and then stop or say what comes next.",
    "pictures": "Give every scene a picture of its own.",
}


# --- what the notes know --------------------------------------------------------------------------


class Knowledge:
    """The notes as a checker sees them: numbers by value, names, and the words of each note."""

    def __init__(self, brief: Brief) -> None:
        self.empty = not brief.facts and not any(n.text.strip() for n in brief.sources)
        self.texts = [f"{n.title}. {n.text} {n.author} {n.source} {n.date} {n.subject}" for n in brief.sources]
        extra = [f.text for f in brief.facts] + [f"{brief.subject} {brief.question}"]
        self.words = {stem(t) for text in [*self.texts, *extra] for t in tokens(text)}
        self.numbers = {v for text in [*self.texts, *extra] for v in values(text)}
        self.names = {w.lower() for text in [*self.texts, *extra] for w in re.findall(r"[^\W\d_][\w'’-]*", text)}
        self.near: list[tuple[set[float], set[str]]] = []
        for text in self.texts:
            for piece in re.split(r"(?<=[.!?])\s+|\n+", text):
                self.near.append((values(piece), {stem(t) for t in tokens(piece)}))

    def number(self, value: float, words: set[str]) -> bool:
        """Whether a number stands in the notes; and where a claim has words, near some of them."""
        if value not in self.numbers:
            return False
        if not words:
            return True
        close = [w for v, w in self.near if value in v]
        known = words & self.words
        return len(known) < 3 or not close or any(known & w for w in close)


def values(text: str) -> set[float]:
    """Every number of a text by its value, in digits and in words: 1.5 million is 1500000."""
    out: set[float] = set()
    for m in re.finditer(
        r"(?<![\w.])[-−]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-](hundred|thousand|million|billion|trillion)\b)?",
        text,
    ):
        out.add(quantities.value_of(m.group(1), m.group(2) or ""))
        if m.group(2):
            out.add(quantities.value_of(m.group(1)))
    for m in quantities.SPELLED.finditer(text):
        value = quantities.spelled_value(m.group())
        if value is not None:
            out.add(value)
    return out


def claimed(text: str) -> list[tuple[str, float]]:
    """The numbers that a sentence claims: every one in digits, and those in words from three up."""
    out: list[tuple[str, float]] = []
    text = re.sub(r"\b[vV]?\d+\.\d+\.\d+\b", " ", text)
    for m in re.finditer(
        r"(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-](hundred|thousand|million|billion|trillion)\b)?",
        text,
    ):
        out.append((m.group().strip(), quantities.value_of(m.group(1), m.group(2) or "")))
    for m in quantities.SPELLED.finditer(text):
        value = quantities.spelled_value(m.group())
        if value is not None and value >= 3 and value != int(value) + 0.5:
            out.append((m.group(), value))
    return out


# --- gates ----------------------------------------------------------------------------------------


def _gates(script: Script, said: list[Said], brief: Brief, history: History, knows: Knowledge, seconds: tuple[float, float],
           roles: Sequence[RoleLike], wpm: float, banned: Sequence[str]) -> tuple[list[Finding], list[Finding]]:  # fmt: skip
    gates: list[Finding] = []
    warnings: list[Finding] = []
    loose = _ungrounded(said, knows)
    if knows.empty:
        if any(s.line.text for s in said):
            warnings.append(Finding(check="grounding", what="there are no notes to hold the script against",
                                    fix="Put a note on the subject into the channel, or check the facts yourself."))  # fmt: skip
    else:
        gates += loose
    have = {s.role.lower() for s in script.scenes if s.lines}
    for role in roles:
        if role.min > 0 and role.name.lower() not in have:
            gates.append(
                Finding(
                    check="missing role",
                    what=f"there is no {role.name}",
                    evidence=role.name,
                    fix=f"Write one: {role.goal or role.name}.",
                )
            )
    words = sum(count(s.line.text) for s in said)
    least = seconds[0] * wpm / 60 * 0.85
    if words < least:
        gates.append(Finding(check="too short", what=f"{words} words are {words * 60 / wpm:.0f} s; the recipe wants {seconds[0]:.0f} s",
                             fix="Tell more of the facts, or add notes."))  # fmt: skip
    if words > seconds[1] * wpm / 60 * 1.25:
        warnings.append(Finding(check="too long", what=f"{words} words are {words * 60 / wpm:.0f} s; the recipe wants at most {seconds[1]:.0f} s",
                                fix="Leave out what matters least."))  # fmt: skip
    gates += _words_barred(said, banned)
    head = 0
    for s in said:
        if head < 60 and (m := GREETING.search(s.line.text)):
            gates.append(
                Finding(
                    check="greeting",
                    what="it greets instead of beginning",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix=f"Leave out {m.group()!r} and begin with the subject.",
                )
            )
            break
        head += count(s.line.text)
    twice = _twice(said, script.question)
    if len(twice) >= 3:
        for _, again in twice[:5]:
            s = said[again]
            gates.append(
                Finding(
                    check="duplicate sentences",
                    what="it is said twice in the same words",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix="Say it once.",
                )
            )
    gates += _filmed(script, brief, history)
    if len(script.title) > 100:
        gates.append(
            Finding(
                check="title",
                what=f"the title has {len(script.title)} characters; 100 is the limit",
                evidence=script.title,
                fix="Shorten it.",
            )
        )
    elif len(script.title) > 60:
        warnings.append(
            Finding(
                check="title",
                what=f"the title has {len(script.title)} characters; over 60 it is cut off",
                evidence=script.title,
                fix="Shorten it.",
            )
        )
    return gates, warnings


def _ungrounded(said: list[Said], knows: Knowledge) -> list[Finding]:
    """Numbers and names that no note holds; what a recipe counts itself ("Number five") is no claim."""
    out: list[Finding] = []
    for s in said:
        if not s.line.notes and part(s.scene.role) == "action":
            continue
        text = s.line.text
        if re.fullmatch(r"Number [\w-]+[.:,]?(?: then\.)?", text):
            continue
        words = {
            stem(t)
            for t in tokens(text)
            if t not in STOPWORDS and not any(c.isdigit() for c in t) and t not in NUMBER_WORDS
        }
        for shown, value in claimed(text):
            if not knows.number(value, words if count(text) > 6 else set()):
                out.append(Finding(check="ungrounded number", what=f"no note says {shown}", scene=s.scene.id, evidence=text,
                                   fix=f"Take {shown} out, or put a note that says it."))  # fmt: skip
                break
        for name in names_in(text):
            parts = [p for p in re.findall(r"[^\W\d_][\w'’-]*", name) if p.lower() not in FUNCTION]
            if len(parts) > 1 and text.lstrip('“"').startswith(parts[0]):
                parts = parts[1:]
            missing = [p for p in parts if not _known_name(p, knows)]
            if missing:
                out.append(Finding(check="ungrounded name", what=f"no note names {name}", scene=s.scene.id, evidence=text,
                                   fix=f"Take {name} out, or put a note that names it."))  # fmt: skip
                break
    return out


def _known_name(word: str, knows: Knowledge) -> bool:
    low = re.sub(r"['’]s$", "", word.lower())
    return low in knows.names or stem(low) in knows.words or f"{low}s" in knows.names or low.rstrip("s") in knows.names


def _twice(said: list[Said], question: str) -> list[tuple[int, int]]:
    """Sentences said twice; the film's own question may come back once."""
    asked = tokens(question)
    again = duplicates([s.line.text for s in said])
    free = 1
    out = []
    for first, second in again:
        if asked and tokens(said[second].line.text)[-len(asked) :] == asked and free:
            free -= 1
            continue
        out.append((first, second))
    return out


def _words_barred(said: list[Said], banned: Sequence[str]) -> list[Finding]:
    out = []
    for s in said:
        for word in banned:
            if word.strip() and re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", s.line.text, re.IGNORECASE):
                out.append(
                    Finding(
                        check="banned word",
                        what=f"{word!r} must not be said on this channel",
                        scene=s.scene.id,
                        evidence=s.line.text,
                        fix="Say it in other words.",
                    )
                )
        bad = next((t for t in tokens(s.line.text) if t in PROFANE), None)
        if bad:
            out.append(
                Finding(
                    check="banned word",
                    what="it swears",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix="Say it in other words.",
                )
            )
    return out


def _filmed(script: Script, brief: Brief, history: History) -> list[Finding]:
    """The same subject told in much the same words is the same film again."""
    text = " ".join(line.text for s in script.scenes for line in s.lines)
    key = subject_key(brief.subject or script.title)
    for past in reversed(history.films):
        if subject_key(past.subject) != key and past.title.lower() != script.title.lower():
            continue
        near = cosine(*Space((text, past.text), grams=1).vectors) if past.text else 0.0
        if near >= 0.35 or (not past.text and past.question.lower() == script.question.lower()):
            return [Finding(check="duplicate film", what=f"{past.title!r} of {past.date} told this already ({near:.0%} alike)",
                            evidence=past.title, fix="Choose another subject, or another question with other facts.")]  # fmt: skip
    return []


# --- factors --------------------------------------------------------------------------------------


def _factors(
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
    loose = {s.evidence for s in _ungrounded(said, knows)}
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
        if part(s.scene.role) == "action":
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
    """Neighbours that do not stand side by side in sound English: "the of", "a is", "of was", a sentence that ends on "the"."""
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
    """Whether the words of each sentence stand in an order that English allows, and sentences begin and end as they should."""
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
    """Whether a sentence is tied to the two before it, by a shared word, a pronoun or a link; and none points at nothing."""
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
        if part(s.scene.role) in {"action", "rule", "loop"} or re.fullmatch(r"Number [\w-]+\.", text):
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
    value = min(1.0, (tied / seen) / 0.6) - 2.5 * broken / seen
    return value, f"{tied} of {seen} sentences take up what was said" + (
        f"; “{example[:80]}” hangs in the air" if example else ""
    )


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
    placed = _places(said, brief)
    if len(placed) >= 4 and not any(k in {"item", "peak"} for k in kinds):
        pairs = [(a, b) for a, b in zip(placed, placed[1:], strict=False)]
        steps = sum(b >= a for a, b in pairs) / len(pairs)
        value -= max(0.0, 0.85 - steps) * 1.6
        why.append(f"{steps:.0%} of its facts follow the notes' order")
    elif len(placed) >= 4:
        why.append("a countdown has its own order")
    return value, "; ".join(why) or "scenes stand where they belong"


def _places(said: list[Said], brief: Brief) -> list[int]:
    """The place in the brief of each claim of the middle of the film."""
    facts = [f for f in brief.facts if not f.photo]
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
    twice = _twice(said, question)
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
    same = sum(a == b for a, b in zip(firsts, firsts[1:], strict=False)) / max(1, len(firsts) - 1)
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
    same = sum(a == b and a != "" for a, b in zip(kinds, kinds[1:], strict=False)) / max(1, len(kinds) - 1)
    longest = max((sum(count(x.text) for x in s.lines) for s in script.scenes), default=0)
    value = shown / total - 0.8 * same - max(0.0, longest - 70) / 100
    return value, f"{shown / total:.0%} of the words have a picture, {len(set(kinds) - {''})} kinds"
