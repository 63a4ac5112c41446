"""How a film opens: a number, two numbers, a date, a saying, a contrast, a strange fact or the question itself."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytempire.editorial import labels, measures, phrases, quantities
from ytempire.editorial.blocks import join
from ytempire.editorial.casing import upper_first
from ytempire.editorial.choosing import needs
from ytempire.editorial.dates import DATE
from ytempire.editorial.ear import halves, plainer, shorten, stop
from ytempire.editorial.grammar import front
from ytempire.editorial.leaning import connective, leans, stands_alone
from ytempire.editorial.phrases import Wording
from ytempire.editorial.questions import Asked
from ytempire.editorial.words import COMMON, content, count, stem
from ytempire.models import Fact, Quantity

_STRIKING = re.compile(
    r"\b(?:never|nobody|no one|nothing|no|only|first|last|largest|smallest|fastest|oldest|deepest|farthest|most|every|"
    r"without|still|hotter|older|longer|impossible|wrong|secret|strange|cannot|forbidden|accident|lost|died|alive)\b",
    re.IGNORECASE,
)


_KNOWN = re.compile(r"\b[Tt]he ([a-z]{4,})\b(?! of\b)")


@dataclass(frozen=True)
class Hook:
    """One way to open: its kind, the facts it stands on, whether they are told again later, and how strong it is."""

    kind: str
    facts: tuple[str, ...]
    tease: bool
    worth: float


def ways(facts: Sequence[Fact], asked: Asked, subject: str, room: int) -> list[Hook]:
    """The openings that these facts allow in `room` words, best first; the bare question is always one."""
    out: list[Hook] = []
    spoken = [f for f in facts if f.kind != "picture"]
    about = set(content(subject))
    need = needs(spoken, subject)
    for i, fact in enumerate(spoken):
        if fact.id == asked.answer:
            continue
        alone = stands_alone(fact.text) and "“" not in fact.text and '"' not in fact.text
        followed = i + 1 < len(spoken) and leans(spoken[i + 1].text) and spoken[i + 1].note == fact.note
        alone = alone and not (
            re.match(r"The\s[a-z]", fact.text) and not (about & set(content(" ".join(fact.text.split()[:4]))))
        )
        earlier = {w for f in spoken[:i] for w in content(f.text)} - about
        alone = alone and not any(stem(n) in earlier for n in _KNOWN.findall(fact.text) if n not in COMMON)
        near = 0.5 if about & set(content(fact.text)) else 0.0
        words = count(fact.text)
        if fact.quote and fact.by and 3 <= count(fact.quote) <= 14 and fact.quote[-1:] in ".!?" and room >= 20:
            out.append(Hook("quote", (fact.id,), False, 2.1))
        if not alone or need[i] or fact.rights == "quote-only":
            continue
        odd = 0.35 * striking(fact.text)
        if not followed and words <= min(17, room):
            out.append(
                Hook(
                    "fact",
                    (fact.id,),
                    False,
                    1.7 + odd + near + 0.15 * bool(fact.quantities) + (0.9 if i == 0 else 0) - 0.03 * words,
                )
            )
        head, rest = front(fact.text)
        if (
            head
            and DATE.search(head)
            and not followed
            and count(rest) <= 18
            and room >= 18
            and not connective(fact.text)[0]
        ):
            out.append(Hook("date", (fact.id,), False, 1.9 + odd + near + (0.5 if i == 0 else 0)))
        split = [
            h
            for h in halves(plainer(fact.text))
            if h[2] in {"and", "while", "but"} and (h[2] == "while" or h[1].startswith("But "))
        ]
        if split and words <= 24 and room >= 20 and not followed:
            out.append(Hook("contrast", (fact.id,), False, 2.3 + odd + near))
        if room >= 14:
            for q in fact.quantities:
                if _worthy(q):
                    out.append(Hook("number", (fact.id,), True, 1.9 + near))
                    break
    if room >= 16:
        by = {f.id: f for f in spoken}
        for a, b in measures.pairs([f for f in spoken if f.rights != "quote-only"]):
            big, small = max(a.quantity.value, b.quantity.value), min(a.quantity.value, b.quantity.value)
            if small <= 0 or big / small < 2.5 or not a.text or not b.text or not measures.counted(a.quantity):
                continue
            if not _pair((a, b)):
                continue
            ids = tuple(
                dict.fromkeys(
                    f.id
                    for t in (a, b)
                    for f in spoken
                    if t.quantity in f.quantities and (t.text in f.text or t.text == f.text)
                )
            )
            if 1 <= len(ids) <= 2 and asked.answer not in ids and all(i in by for i in ids):
                out.append(
                    Hook(
                        "pair",
                        ids,
                        True,
                        2.6 + (0.4 if a.year and b.year and a.year != b.year else 0) + min(0.6, big / small / 100),
                    )
                )
    plain = asked.question.startswith(("What is the story", "What do we know"))
    out.append(Hook("question", (), False, 0.9 if plain else 2.0 if count(asked.question) <= room else 0.2))
    best: dict[tuple[str, tuple[str, ...]], Hook] = {}
    for hook in out:
        best.setdefault((hook.kind, hook.facts), hook)
    return sorted(best.values(), key=lambda h: (-h.worth, h.kind, h.facts))


def striking(text: str) -> int:
    """How much in a sentence makes one look up, 0 to 2: never, nobody, first, hottest, without."""
    return min(2, len(_STRIKING.findall(text)))


def pick(found: Sequence[Hook], wording: Wording) -> Hook:
    """One of the strong openings; which one is a matter of the film and its seed, so that films differ."""
    top = [h for h in found if h.worth >= found[0].worth - 0.7]
    kinds = list({h.kind: h for h in reversed(top)})[::-1]
    kind = kinds[wording.chance("hook", len(kinds))]
    return next(h for h in top if h.kind == kind)


def _promised(told: Sequence[Fact], wording: Wording, story: bool, what: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a bare question needs beside it: the year in which its answer begins, or three things met on the way."""
    dated = [d for f in told[:1] for d in f.dates[:1] if re.search(r"\d{4}", d)]
    if dated and not story:
        when = re.search(r"\d{4}s?", dated[0])
        assert when is not None
        text = wording.pick("begins", phrases.BEGINS, year=_in(when.group()))
        return [(text, (told[0].id,))]
    met: list[tuple[str, str]] = []
    for fact in told:
        if len(met) == 3 or fact.quote:
            continue
        names = [
            f"the {n}" if f"the {n}" in fact.text else n
            for n in fact.names
            if " " in n and not any(n in m or m in n for m in (what, *(m for m, _ in met)))
        ]
        figures = [
            shown(q) for q in fact.quantities if q.of and abs(q.value) >= 1000 and not q.unit and count(shown(q)) <= 4
        ]
        if names or figures:
            met.append(((names or figures)[0], fact.id))
    if len(met) >= 2:
        text = wording.pick("met", phrases.MET, things=join([m for m, _ in met]))
        return [(text, tuple(i for _, i in met))]
    return [] if story else [(wording.pick("begins", phrases.BEGINS_OLD), ())]


def words(
    hook: Hook,
    facts: Sequence[Fact],
    asked: Asked,
    what: str,
    wording: Wording,
    room: int,
    told: Sequence[Fact] = (),
    ask: bool = True,
    more: bool = False,
) -> list[tuple[str, tuple[str, ...]]]:
    """The opening's sentences, each with the facts it claims."""
    chosen = [f for f in facts if f.id in hook.facts]
    lines: list[tuple[str, tuple[str, ...]]] = []
    story = asked.question.startswith("What is the story")
    if hook.kind == "list":
        asks = wording.pick("list", phrases.LIST_HOOK, what=what)
        return [(s, ()) for s in _sentences(asks)]
    if hook.kind == "question" or not chosen:
        if story:
            lines.append((wording.pick("story", phrases.STORY, what=what), ()))
        else:
            lines.append((asked.question, ()))
        if room >= 18:
            lines += _promised(told, wording, story, what)
        return lines
    ids = tuple(f.id for f in chosen)
    fact = chosen[0]
    if hook.kind == "quote":
        lines += [(wording.pick("hook", phrases.HOOK_QUOTE, quote=fact.quote, by=fact.by), ids)]
    elif hook.kind == "number":
        q = next(q for q in fact.quantities if _worthy(q))
        hedge = next((f.hedge for f in quantities.find(fact.text) if f.quantity == q), "")
        lines += [(wording.pick("hook", phrases.HOOK_NUMBER, n=f"{hedge} {shown(q)}".strip()), ids)]
    elif hook.kind == "pair":
        found = [p for p in measures.pairs(chosen) if _pair(p)]
        widest = max(
            found, key=lambda p: abs(math.log(max(1e-9, p[0].quantity.value) / max(1e-9, p[1].quantity.value)))
        )
        lines += [(s, ids) for s in _pair(widest)]
    elif hook.kind == "date":
        lines += [(s, ids) for s in cold(fact.text)]
    else:
        lines += [
            (s, ids)
            for s in (shorten(plainer(fact.text), 14) if hook.kind == "contrast" else shorten(plainer(fact.text)))
        ]
    lines = [(stop(s) if "“" not in s else s, i) for s, i in lines]
    lines = [part for s, i in lines for part in [(p, i) for p in _sentences(s)]]
    spent = sum(count(s) for s, _ in lines)
    know = asked.question.startswith("What do we know")
    asks_already = content(asked.question) and set(content(asked.question)) <= set(
        content(" ".join(s for s, _ in lines))
    )
    ask_ = phrases.STORY if story else phrases.KNOW if know or asks_already else phrases.ASKED
    if ask and count(asked.question) + spent <= room + (6 if room > 12 else 0) and not (asks_already and room <= 12):
        closing = wording.pick("asked", ask_, what=what, q=asked.question)
        lines += [(s, ()) for s in _sentences(closing)]
    if more and ask:
        lines += _promised(told, wording, story or know, what)
    return lines


def _sentences(text: str) -> list[str]:
    from ytempire.editorial.sentences import split

    return [upper_first(s) for s in split(text)]


def shown(q: Quantity) -> str:
    """A number with its measure, as it is said: "$5.83 a ton", "58 aluminium boxes"."""
    value = q.shown.replace("−", "minus ")
    if q.unit == "%":
        return f"{value} of {q.of}" if q.of else value
    return f"{value} {measures.counted(q)}".strip()


def _worthy(q: Quantity) -> bool:
    """A number that says something alone: of things, or of money, or a share of something."""
    told = (q.unit in {"", "%"} and q.of) or (q.unit[:1] in {"$", "£", "€"} and q.unit)
    return bool(told) and abs(q.value) >= 30 and len(q.shown) <= 12 and count(shown(q)) <= 6


def _pair(pair: tuple[measures.Said, measures.Said]) -> list[str]:
    """Two numbers, each with its year or with what it is said of; nothing where neither makes them plain."""
    a, b = pair
    one, two = _hedged(a), _hedged(b)
    if a.year and b.year and a.year != b.year and a.quantity.of and not a.quantity.unit:
        return [f"In {_in(a.year)}, {one}.", f"In {_in(b.year)}, {two}."]
    names = measures.bar_labels([a, b])
    if names and all(not n[:1].isdigit() for n in names) and all(count(n) >= 2 for n in names):
        return [f"{names[0]}: {one}.", f"{names[1]}: {two}."]
    return []


def _hedged(t: measures.Said) -> str:
    return f"{t.hedge} {shown(t.quantity)}".strip()


def _in(when: str) -> str:
    return f"the {when}" if when.endswith("s") else when


def cold(text: str) -> list[str]:
    """A dated sentence as a cold opening: "26 April 1956. A crane in Newark loaded 58 boxes." """
    head, rest = front(plainer(text))
    date = DATE.search(head)
    if not date or not labels.core(rest):
        return shorten(plainer(text))
    when = re.sub(r"^(?:[Oo]n|[Ii]n|[Bb]y|[Aa]round|[Ss]ince)\s+", "", head.strip().rstrip(","))
    if len(when.split()) > 4 or not re.match(
        r"(?:\d|January|February|March|April|May|June|July|August|September|October|November|December)", when
    ):
        return shorten(plainer(text))
    return [stop(when), *shorten(upper_first(rest))]
