"""Whether words, sentences and scenes stand where they belong: three factors of a script's score."""

from __future__ import annotations

import re
from itertools import pairwise

from ytempire.editorial.dates import DATE
from ytempire.editorial.knowledge import COUNTED, Said
from ytempire.editorial.leaning import connective, leans
from ytempire.editorial.roles import part
from ytempire.editorial.stumbling import stumbles
from ytempire.editorial.words import content, count
from ytempire.models import Brief, Script


def order(texts: list[str]) -> tuple[float, str]:
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


def flow(script: Script, said: list[Said]) -> tuple[float, str]:
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


def outline(script: Script, said: list[Said], brief: Brief) -> tuple[float, str]:
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
