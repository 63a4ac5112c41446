"""What stands around a film: its title, a summary, tags, and few words for the thumbnail."""

from __future__ import annotations

import re

from ytempire.editorial import keywords, labels, measures, quantities
from ytempire.editorial.bags import bag
from ytempire.editorial.casing import upper_first
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import ALSO_NOUNS
from ytempire.editorial.roles import part
from ytempire.editorial.words import STOPWORDS, content, count, stem, tokens
from ytempire.models import Line, Script, Topic

TITLE = 60
_HALF = re.compile(r"The (?:first|second|other|one|last)\s(?:was|is|were|had|has|of)\b")  # of what, was said before
_META = re.compile(
    r"\?$|\bthis film\b|^(?:The figures (?:come|begin)|All of these numbers|The line runs)\b", re.IGNORECASE
)


def title(script: Script, topic: Topic) -> str:
    """The film's title, at most sixty characters."""
    for text in (script.title, topic.title, script.question, upper_first(topic.subject)):
        text = " ".join(text.split()).rstrip(".")
        if 0 < len(text) <= TITLE:
            return text
    words = script.title.split()
    while len(" ".join(words)) > TITLE or words[-1].lower() in labels.LOOSE:
        words.pop()
    return " ".join(words)


def summary(script: Script, topic: Topic) -> str:
    """Two or three sentences: the question, and what the film tells on the way, without the answer."""
    question = script.question or topic.question
    if question.startswith("What is the news"):
        items = [s.title.rstrip(".") for s in script.scenes if s.role == "news"]
        return " ".join(f"{name}." for name in dict.fromkeys(items)) or question
    told = _claims(script, ("body", "turn", "item", "peak", "point"))
    out = [question] if question.endswith("?") and not question.startswith("What is the story") else []
    for line in sorted(told, key=lambda x: (-_worth(x.text), told.index(x)))[:6]:
        if len(out) == 3:
            break
        text = line.text
        if (
            not 6 <= count(text) <= 26
            or leans(text)
            or _HALF.match(text)
            or any(stem_overlap(text, o) > 0.6 for o in out)
        ):
            continue
        out.append(text)
    if len(out) < 2:
        out += [line.text for line in told[:2] if line.text not in out]
    if len(out) < 2:
        out.append(f"A film about {topic.subject}.")
    return " ".join(out[:3])


def _claims(script: Script, parts: tuple[str, ...]) -> list[Line]:
    return [
        line
        for s in script.scenes
        if part(s.role) in parts
        for line in s.lines
        if line.notes and not _META.search(line.text) and "“" not in line.text
    ]


def _worth(text: str) -> float:
    return 1.0 * bool(quantities.find(text)) + 0.4 * len(re.findall(r"\s[A-Z]", text)) - 0.03 * abs(count(text) - 14)


def stem_overlap(a: str, b: str) -> float:
    """The share of the smaller text's words that stand in the other."""
    x, y = set(content(a)), set(content(b))
    return len(x & y) / max(1, min(len(x), len(y)))


_PLAIN = frozenset(
    bag("""time times year years number numbers people world thing things day days way part parts remember look""")
)


def tags(script: Script, topic: Topic, most: int = 10) -> tuple[str, ...]:
    """The subject first, then the phrases that the script turns on, then its names."""
    text = " ".join(
        line.text
        for s in script.scenes
        if part(s.role) not in {"action", "recap", "hook"}
        for line in s.lines
        if line.notes
    )
    found = [re.sub(r"^(?:the|an?)\s+", "", topic.subject, flags=re.IGNORECASE), *keywords.phrases(text, 14)]
    out: list[str] = []
    size = 0
    for tag in found:
        low = " ".join(tag.lower().split())
        single = " " not in low and (low in ALSO_NOUNS or low in _PLAIN) and out
        if not low or single or low in out or len(low) > 30 or low in STOPWORDS or size + len(low) > 400:
            continue
        if any(low != o and {stem(t) for t in tokens(low)} == {stem(t) for t in tokens(o)} for o in out):
            continue
        out.append(low)
        size += len(low)
        if len(out) == most:
            break
    return tuple(out)


def thumbnail(script: Script, topic: Topic) -> tuple[str, str]:
    """At most four words that the title does not say, and the one of them to set in colour."""
    name = title(script, topic)
    known = {stem(t) for t in tokens(name)}
    best: tuple[float, str] = (-1.0, "")
    for place, scene in enumerate(script.scenes):
        if part(scene.role) in {"action", "recap", "rule", "loop"}:
            continue
        for text in _short(scene.visual, [line.text for line in scene.lines if line.notes]):
            words = {stem(t) for t in tokens(text)}
            if not 1 <= count(text) <= 4 or not words or len(text) > 30:
                continue
            value = 1.0 - 2.0 * len(words & known) / len(words) + _figure_worth(text) + 0.2 * (count(text) >= 2)
            value -= 0.7 * bool(HOW_LONG.fullmatch(text))
            value += 0.3 * (part(scene.role) in {"hook", "payoff", "peak"}) - 0.02 * place - 0.01 * len(text)
            if value > best[0] + 1e-9:
                best = (value, text)
    chosen = best[1] or " ".join(name.split()[:4])
    return chosen, labels.accent(chosen)


# "10 years" could be said of any film
HOW_LONG = re.compile(r"\S+ (?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|metres?|feet|degrees)")


def _figure_worth(text: str) -> float:
    found = [f.quantity.value for f in quantities.find(text)]
    return 0.0 if not found else 0.9 if max(map(abs, found)) >= 10 else 0.2


def _short(visual: object, told: list[str]) -> list[str]:
    from ytempire.models import Chart, Comparison, Counter

    out: list[str] = []
    if isinstance(visual, Counter) and visual.label[:1].islower() and count(f"{visual.shown} {visual.label}") <= 4:
        out.append(f"{visual.shown} {visual.label}")
    if isinstance(visual, Chart) and len(visual.bars) == 2:
        out.append(f"{visual.bars[0].shown} or {visual.bars[1].shown}?")
    if isinstance(visual, Comparison) and visual.left.shown and visual.right.shown:
        out.append(f"{visual.left.shown} or {visual.right.shown}?")
    for text in told:
        short = labels.told(text, 4)
        if short and count(short) >= 2:
            out.append(upper_first(short))
        for found in quantities.find(text):
            label = measures.counted(found.quantity)
            if abs(found.quantity.value) >= 10 and label and count(f"{found.quantity.shown} {label}") <= 4:
                out.append(f"{found.quantity.shown} {label}")
    return out
