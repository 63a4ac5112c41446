"""The question that a film answers: out of a title, a heading, or a sentence that says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ytempire.editorial.casing import can_lower, lower_first, upper_first
from ytempire.editorial.dates import DATE
from ytempire.editorial.grammar import bare, clause, finite, lemma, plural
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import AUX, BE, DETERMINERS, LEMMA_PAST, LEMMA_THIRD, PARTICIPLES
from ytempire.editorial.similarity import alike
from ytempire.editorial.words import COMMON, content, count, stem
from ytempire.models import Brief, Fact

_WH = re.compile(r"^(why|how|when|where|what|who)\b\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A question, the same as part of a sentence ("why the sky is blue"), and the fact that answers it."""

    question: str
    indirect: str = ""
    answer: str = ""


def invert(subject: str, verb: str, rest: str) -> str | None:
    """ "the sky", "is", "blue" becomes "is the sky blue"; "prices", "fell" becomes "did prices fall"."""
    v = bare(verb)
    if v in AUX:
        if v in {"have", "has", "had"} and not _perfect(rest):
            base, aux = "have", {"has": "does", "have": "do", "had": "did"}[v]
            return " ".join(f"{aux} {subject} {base} {rest}".split())
        if v.endswith("n't") or v == "cannot" or rest.split()[:1] == ["not"]:
            return None
        return " ".join(f"{v} {subject} {rest}".split())
    known = lemma(verb)
    if known is None:
        return None
    base, aux = known
    many = plural(subject)
    if aux == "did" and v == base and re.search(r"[^s]s$", subject) and many is not False and not DATE.search(rest):
        aux = "do"  # "players hit a clock" tells of today unless it names a year
    if aux == "do" and many is False:
        return None
    return " ".join(f"{aux} {subject} {base} {rest}".split())


def _perfect(rest: str) -> bool:
    """Whether "had" is followed by a participle: "had built", not "had money"."""

    words = [bare(w) for w in rest.split()[:3]]
    words = [w for w in words if w not in {"not", "never", "already", "just", "also", "always", "long"}]
    return bool(words) and (words[0] in PARTICIPLES or words[0] == "been" or words[0].endswith("ed"))


def of_title(title: str, text: str = "") -> Asked | None:
    """The question in a title or a heading: "Why the sky is blue", "The box that shrank the world"."""
    title = " ".join(title.split()).rstrip(".!")
    if title.endswith("?"):
        tail = re.split(r"[:–—]\s+", title)[-1]
        return Asked(upper_first(tail) if _WH.match(tail) else title)
    match = _WH.match(title)
    if match:
        return _of_wh(match.group(1).lower(), title[match.end() :], title)
    that = re.match(r"^(?:The|A|An)\s+((?:[a-zA-Z-]+\s){1,3})(that|who)\s+(.+)$", title)
    if that:
        noun, tail = that.group(1).strip(), that.group(3).split()
        if that[2] == "who" or re.match(r"\d|(?:his|her|its|their)$", " ".join(tail[1:2])):
            what = f"the story of the {noun} {that[2]} {that[3]}"
            return Asked(f"What is {what}?", what)
        known = lemma(tail[0]) if tail else None
        if known and len(tail) == 1 and known[1] == "did":
            return Asked(f"How did the {noun} {known[0]}?", f"how the {noun} {tail[0]}")
        if known and len(tail) > 1 and known[1] in {"did", "does"} and not noun.endswith("s"):
            article = "an" if noun[0].lower() in "aeiou" else "a"
            return Asked(
                f"How {known[1]} {article} {noun} {known[0]} {' '.join(tail[1:])}?",
                f"how {article} {noun} {' '.join(tail)}",
            )
    by = re.match(r"^(.{8,70}?)\s+by\s+\w+ing\b", title)
    part = clause(by.group(1)) if by else None
    if part and not part.front and can_lower(title, text) and count(part.rest) > 1:
        subject = part.subject[0].lower() + part.subject[1:]
        turned = invert(subject, part.verb, part.rest)
        if turned:
            return Asked(f"How {turned}?", f"how {subject} {part.verb} {part.rest}")
    return None


def _of_wh(wh: str, rest: str, title: str) -> Asked | None:
    words = rest.split()
    if not words or count(title) > 14:
        return None
    if words[0].lower() in AUX - {"have"}:
        return Asked(upper_first(title) + "?")
    if wh == "how" and words[0].lower() == "to":
        return Asked(f"How do you {' '.join(words[1:])}?", f"how to {' '.join(words[1:])}") if len(words) > 1 else None
    if wh == "how" and words[0].lower() in {"many", "much", "long", "far", "old", "big", "often"}:
        return None
    if wh in {"what", "who"} and (bare(words[0]) in LEMMA_THIRD or bare(words[0]) in LEMMA_PAST):
        return Asked(upper_first(title) + "?", title[0].lower() + title[1:])
    at = finite(words)
    if at is None or at == 0:
        return None
    turned = invert(" ".join(words[:at]), words[at], " ".join(words[at + 1 :]))
    return Asked(f"{wh.capitalize()} {turned}?", f"{wh} {rest}") if turned else None


_BECAUSE = re.compile(r"^(.{8,140}?),?\s+(?:(?:partly|mainly|simply|largely)\s+)?because\s+(.{8,})[.!]$")


def of_cause(fact: Fact, text: str = "") -> Asked | None:
    """The why-question that a sentence with "because" answers."""
    if re.search(r"[“”\"]", fact.text) or leans(fact.text):
        return None
    match = _BECAUSE.match(fact.text)
    if not match or re.search(r"\b(?:not|n't)$", match.group(1)) or match.group(1).lower().startswith(("if ", "when ")):
        return None
    effect = match.group(1)
    part = clause(effect)
    if part is None or not can_lower(part.subject, text) or re.search(r",|\bbut\b|\band (?!\w+$)", part.subject):
        return None
    if part.front and not re.match(r"^(?:In|On|At|By)\s", part.front):
        return None
    subject = lower_first(part.subject, text)
    first = bare(subject.split()[0])
    if first in {"nobody", "nothing", "none", "no"} and not (first == "no" and bare(part.verb) in {"could", "can"}):
        return None
    if re.search(r"\b(?:he|she|they|it|his|her|their|its|this|these|that)\b", subject):
        return None
    rest = re.sub(r",\s*(?:although|though|while|whereas|but|and|so|which)\b.*$", "", part.rest)
    if bare(part.verb) in BE | {"could", "can", "did", "does", "do"} and re.match(r"not\b|n't\b", rest):
        negated = {
            "could": "couldn't",
            "did": "didn't",
            "does": "doesn't",
            "do": "don't",
            "is": "isn't",
            "are": "aren't",
            "was": "wasn't",
            "were": "weren't",
            "can": "can't",
        }.get(bare(part.verb))
        turned = f"{negated} {subject} {rest[4:].strip()}" if negated and rest.startswith("not ") else None
    else:
        turned = invert(subject, part.verb, rest)
    if turned is None or count(turned) > 16 or count(rest) < 1:
        return None
    front = f" {lower_first(part.front.rstrip(','))}" if part.front else ""
    return Asked(f"Why {turned}{front}?", f"why {subject} {part.verb} {rest}{front}", fact.id)


def full_name(question: str, subject: str) -> str:
    """ "Why was the mechanism saved?" says which mechanism, when the subject does."""
    words = re.sub(r"^(?:the|an?)\s+", "", subject, flags=re.IGNORECASE).split()
    if len(words) < 2 or " ".join(words).lower() in question.lower():
        return question
    return re.sub(rf"\bthe {re.escape(words[-1])}\b", f"the {' '.join(words)}", question, count=1, flags=re.IGNORECASE)


def choose(title: str, subject: str, facts: Sequence[Fact], titles: Sequence[str] = (), text: str = "") -> Asked:
    """The best question for a film: one that the notes themselves answer."""
    found = of_title(title, text)
    if found and found.question.lower().startswith("why"):
        return answered(found, facts)
    best: tuple[float, Asked] | None = None
    about = set(content(subject))
    about_all = about | set(content(" ".join([title, *titles])))
    for i, fact in enumerate(facts):
        asked = of_cause(fact, text)
        if asked is None:
            continue
        asked = replace(asked, question=full_name(asked.question, subject), indirect=full_name(asked.indirect, subject))
        words = set(content(asked.question))
        late = i / max(1, len(facts) - 1)
        present = bool(re.match(r"Why (?:is|are|does|do|can|don't|doesn't|isn't|aren't|can't)\b", asked.question))
        near = len(about & words) / max(1, len(about))
        score = (
            1.2 * late
            + (0.7 if present else 0)
            + 0.6 * near
            - 0.05 * abs(count(asked.question) - 9)
            - 0.25 * len(fact.dates)
        )
        score += 0.2 * alike(title, asked.question)
        if not words & about_all and not re.search(r"\b(?:today|now)\b", f"{fact.section} {fact.text}", re.IGNORECASE):
            score -= 1.5
        strange = [n for n in re.findall(r"\bthe ([a-z]{4,})\b(?! of\b)", asked.question) if stem(n) not in about_all]
        past = bool(re.match(r"Why (?:did|was|were|could|had)\b", asked.question))
        score -= 0.8 * (past and any(n not in COMMON for n in strange))
        if best is None or score > best[0] + 1e-9:
            best = (score, asked)
    if found:
        return found
    for other in titles:
        asked = of_title(other, text)
        if asked and asked.question.lower().startswith("why"):
            return answered(asked, facts)
    if best is not None and best[0] >= 0.75:
        return best[1]
    for other in titles:
        asked = of_title(other, text)
        if asked:
            return asked
    sections = " ".join(dict.fromkeys(f.section.lower() for f in facts))
    what = phrase(subject, text)
    if re.search(r"\bwhat (?:it |has )?changed\b", sections):
        return Asked(f"What did {what} change?", f"what {what} changed")
    if best is not None:
        return best[1]
    if sum(bool(f.dates) for f in facts) >= 3:
        return Asked(f"What is the story behind {what}?", f"the story behind {what}")
    return Asked(f"What do we know about {what}?", f"what we know about {what}")


def answered(asked: Asked, facts: Sequence[Fact]) -> Asked:
    """A why-question from a title, with the cause that is nearest to it, if one is near."""
    best, which = 0.0, ""
    wanted = set(content(asked.question))
    for fact in facts:
        if fact.kind == "cause" or "because" in fact.text.lower():
            effect = set(content(re.split(r"\bbecause\b", fact.text, flags=re.IGNORECASE)[0]))
            near = 0.5 * alike(asked.question, fact.text.split("because")[0]) + 0.5 * len(wanted & effect) / max(
                1, len(wanted)
            )
            if near > best and not leans(fact.text):
                best, which = near, fact.id
    return Asked(asked.question, asked.indirect, which if best >= 0.5 else "")


def written(brief: Brief) -> str:
    """All that the notes say, with their titles, to judge by how a name is written."""
    return "\n".join(f"{note.title}\n{note.text}" for note in brief.sources)


def phrase(subject: str, text: str = "") -> str:
    """A subject as it stands inside a sentence: "the shipping container", "sourdough", "Voyager 1"."""
    subject = " ".join(subject.split()).rstrip(".!?")
    lowered = lower_first(subject, text)
    first = bare(lowered.split()[0]) if lowered else ""
    head = lowered.split()[-1] if lowered else ""
    if (
        " " in lowered
        and head.islower()
        and not head.endswith("s")
        and first not in DETERMINERS
        and _with(head, "the", text)
        and not _with(lowered, "", text) - _with(lowered, "the", text)
    ):
        return f"the {lowered}"
    if (
        not lowered
        or first in DETERMINERS
        or (lowered.endswith("s") and first not in DETERMINERS and not _with(lowered, "the", text))
    ):
        return lowered
    if _with(lowered, "the", text) >= max(1, _with(lowered, "", text) / 2):
        return f"the {lowered}"
    countable = lowered.islower() and re.search(rf"\b{re.escape(lowered)}s\b", text, re.IGNORECASE)
    if _with(lowered, "a", text) or _with(lowered, "an", text) or countable:
        return f"the {lowered}"
    return lowered


def _with(noun: str, article: str, text: str) -> int:
    lead = rf"\b{article}\s+" if article else r"\b"
    return len(re.findall(lead + re.escape(noun) + r"(?!\w)", text, re.IGNORECASE))
