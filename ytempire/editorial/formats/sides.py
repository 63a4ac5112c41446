"""Two things in the notes: which they are, what is said of each, and on which points they meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ytempire.editorial import dates, labels, quantities
from ytempire.editorial.casing import upper_first
from ytempire.editorial.ear import halves, plainer
from ytempire.editorial.formats.skeleton import size, spoken
from ytempire.editorial.grammar import bare, clause, has_verb
from ytempire.editorial.leaning import leans
from ytempire.editorial.lexicon import AUX, FUNCTION, LEMMA_PAST, LEMMA_THIRD
from ytempire.editorial.words import content, count, stem, tokens
from ytempire.models import Brief, Fact, Quantity

_APART = re.compile(r"\s+(?:vs\.?|versus|or|against|and|compared (?:with|to))\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:the )?differences? between|how(?: do| are| is)?|why|comparing|choosing between|which is \w+[:,]?|"
    r"what sets)\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+(?:differ|compare|compared|side by side|apart|explained|for)\b.*$", re.IGNORECASE)
_JUDGES = re.compile(r"^(?:Both|Neither)\b|\b(?:better|best|choice|choose|pick)\b")
_STOCK = re.compile(
    r"\b(?:verdict|which|who|choose|conclusion|bottom line|in short|in common|alike|introduction)\b", re.I
)


@dataclass(frozen=True)
class Two:
    """Two things by name, and the words by which each is told from the other."""

    a: str
    b: str
    of_a: frozenset[str]
    of_b: frozenset[str]

    def of(self, text: str) -> str:
        """Whose a text is: a, b, ab for both, or nobody's."""
        said = {stem(t) for t in tokens(text)}
        return ("a" if said & self.of_a else "") + ("b" if said & self.of_b else "")


@dataclass(frozen=True)
class Criterion:
    """A point on which both are told of: its name, and the facts with whose they are."""

    name: str
    told: tuple[tuple[str, Fact], ...]

    @property
    def facts(self) -> list[Fact]:
        return [f for _, f in self.told]

    @property
    def order(self) -> int:
        return min(f.order for f in self.facts)

    @property
    def worth(self) -> float:
        numbers = sum(bool(f.quantities) for f in self.facts)
        return min(2, numbers) + 0.5 * (len(self.told) >= 2) - 0.01 * size(self.facts)

    def side(self, whose: str) -> list[Fact]:
        return [f for w, f in self.told if w == whose]

    def within(self, words: int) -> Criterion:
        """The criterion in so many words: facts of the fuller side go first, and neither side goes out."""
        told = list(self.told)
        while size([f for _, f in told]) > words and len(told) > 1:
            spare = [i for i, (w, _) in enumerate(told) if w in {"", "ab"} and len(told) > 2] or [
                i for i, (w, _) in enumerate(told) if sum(x == w for x, _ in told) > 1
            ]
            if not spare:
                break
            del told[spare[-1]]
        return replace(self, told=tuple(told))

    def numbers(self, two: Two) -> tuple[Quantity, Quantity] | None:
        """One number of each, of the same measure."""
        pieces = _owned(self, two)
        for one in (f for t in pieces["a"] for f in _figures(t)):
            for other in (f for t in pieces["b"] for f in _figures(t)):
                (a, is_a), (b, is_b) = one, other
                same = a.unit.rstrip("s") == b.unit.rstrip("s") and (a.unit or a.of.rstrip("s") == b.of.rstrip("s"))
                if same and is_a == is_b and (a.unit or a.of):
                    return a, b
        return None


UNNAMED = ("The difference", "Another difference", "One more difference", "A further difference")  # no word fits
MEASURED = frozenset(["price", "weight", "width", "length", "height", "depth", "power", "temperature", "speed", "age"])
_IS = re.compile(r"\s*(wide|long|tall|high|deep|away|old|thick|heavy|hot|cold|broad|across|fast)\b")


_OVER = frozenset(["more than", "over", "at least"])
_UNDER = frozenset(["fewer than", "less than", "under", "up to", "at most"])


def _figures(text: str) -> list[tuple[Quantity, str]]:
    """The numbers of a sentence that can be held against another's, each with the "wide" or "old" behind it."""
    out = []
    for found in quantities.find(text):
        after, q = text[found.end :], found.quantity
        if q.value <= 0 or "times" in (q.unit, q.of) or re.match(r"[\w\s]{0,12}(?:below|minus|earlier|ago)\b", after):
            continue
        behind = _IS.match(after)
        sign = "+" if found.hedge in _OVER else "< " if found.hedge in _UNDER else ""
        q = q.model_copy(update={"shown": f"{q.shown}+" if sign == "+" else f"{sign}{q.shown}"})
        out.append((q, behind[1] if behind else ""))
    return out


def two_of(brief: Brief) -> Two | None:
    """The two things that these notes compare: from a title, from the subject, or the titles of two notes."""
    titles = [brief.subject, *(n.title for n in brief.sources)]
    for title in titles:
        if (found := _named(title)) and (two := _two(*found)) and _both(brief, two):
            return two
    if len(brief.sources) == 2:
        a, b = (n.title.strip().rstrip(".") for n in brief.sources)
        if all(0 < count(x) <= 3 and not has_verb(x) for x in (a, b)) and (two := _two(a, b)) and _both(brief, two):
            return two
    return None


def _named(title: str) -> tuple[str, str] | None:
    plain = re.split(r"\s*[:?–—|]\s*", title.strip())
    for piece in plain:
        piece = _BEHIND.sub("", _BEFORE.sub("", piece)).strip(" .?!")
        parts = _APART.split(piece)
        if len(parts) == 2 and all(0 < count(p) <= 4 and not has_verb(p) for p in parts):
            return re.sub(r"^(?:an?|the)\s+", "", parts[0], flags=re.I), re.sub(
                r"^(?:an?|the)\s+", "", parts[1], flags=re.I
            )
    return None


def _two(a: str, b: str) -> Two | None:
    x, y = ({stem(t) for t in tokens(n) if t not in FUNCTION} for n in (a, b))
    if not x - y or not y - x:
        return None
    tail = b.split()[-1]
    a = f"{a} {tail}" if count(b) > 1 and count(a) == 1 and a.endswith(("ic", "al", "ed", "n")) else a
    return Two(upper_first(a), upper_first(b), frozenset(x - y), frozenset(y - x))


def _both(brief: Brief, two: Two) -> bool:
    said = [two.of(f"{f.text} {f.section}") for f in spoken(brief)]
    return sum("a" in s for s in said) >= 2 and sum("b" in s for s in said) >= 2


def owners(brief: Brief, two: Two) -> list[tuple[str, Fact]]:
    """Every fact with whose it is: by its words, by the one that it leans on, by its heading or its note."""
    titles = {n.id: two.of(n.title) for n in brief.sources}
    out: list[tuple[str, Fact]] = []
    for fact in spoken(brief):
        whose = two.of(fact.text)
        before = out[-1] if out and out[-1][1].note == fact.note else None
        if not whose and before and leans(fact.text) and before[1].section == fact.section:
            whose = before[0]
        if not whose:
            whose = two.of(fact.section) or titles[fact.note]
            whose = whose if len(whose) == 1 else ""
        out.append((whose, fact))
    return out


def criteria(brief: Brief, two: Two) -> list[Criterion]:
    """The points on which both are told of: headings over both, else facts of each that speak of one thing."""
    told = [(w, f) for w, f in owners(brief, two) if not f.quote]
    headed: dict[str, list[tuple[str, Fact]]] = {}
    for whose, fact in told:
        if fact.section and not two.of(fact.section) and not _STOCK.search(fact.section):
            headed.setdefault(fact.section, []).append((whose, fact))
    found = [Criterion(upper_first(name.strip(" .:")), tuple(own)) for name, own in headed.items() if _meets(own)]
    return found if len(found) >= 2 else _paired(told, two)


def _meets(own: Sequence[tuple[str, Fact]]) -> bool:
    said = "".join(w for w, _ in own)
    return "a" in said and "b" in said


def _paired(told: Sequence[tuple[str, Fact]], two: Two) -> list[Criterion]:
    """Facts of one and of the other that have a measure or a word in common, and facts that hold both."""
    out: list[Criterion] = []
    lefts = [f for w, f in told if w == "a" and not _STOCK.search(f.section)]
    rights = [f for w, f in told if w == "b" and not _STOCK.search(f.section)]
    pairs = sorted(((_near(a, b, two), i, j) for i, a in enumerate(lefts) for j, b in enumerate(rights)), reverse=True)
    seen: set[str] = set()
    for near, i, j in pairs:
        a, b = lefts[i], rights[j]
        if near < 1.0 or a.id in seen or b.id in seen:
            continue
        seen |= {a.id, b.id}
        own = (("a", a), ("b", b)) if a.note != b.note or a.order < b.order else (("b", b), ("a", a))
        out.append(Criterion(_name(a, b, two), own))
    for whose, fact in told:
        if whose == "ab" and not _JUDGES.search(fact.text) and _halved(fact, two):
            out.append(Criterion(_name(fact, fact, two), (("ab", fact),)))
    names: set[str] = set()
    kept: list[Criterion] = []
    for c in sorted(out, key=lambda c: c.order):
        name = c.name if c.name and c.name.lower() not in names else ""
        names |= {c.name.lower()}
        unnamed = sum(k.name in UNNAMED for k in kept)
        kept.append(replace(c, name=name or UNNAMED[min(unnamed, len(UNNAMED) - 1)]))
    return kept


def _near(a: Fact, b: Fact, two: Two) -> float:
    """How surely two facts tell the same of two things."""
    names = two.of_a | two.of_b
    x, y = set(content(a.text)) - names, set(content(b.text)) - names
    x, y = ({w for w in s if not w[:1].isdigit()} for s in (x, y))
    units = {q.unit for q in a.quantities if q.unit} & {q.unit for q in b.quantities if q.unit}
    verbs = [labels.core(f.text) for f in (a, b)]
    verb = all(verbs) and bare(verbs[0][1]) == bare(verbs[1][1])  # type: ignore[index]
    shared = len(x & y)
    return 0.6 * min(3, shared) + 0.8 * bool(units) * bool(shared or verb) + 0.25 * verb * bool(shared)


_MEASURES = (
    (r"\bcosts?\b|[$£€]\d|\bprice\b", "Price"),
    (r"\bweigh(?:s|ed)?\b|\bheavy\b|\bkilograms\b", "Weight"),
    (r"\bwide\b|\bacross\b", "Width"),
    (r"\bmetres long\b|\bfeet long\b|\blength\b", "Length"),
    (r"\btall\b|\bhigh\b", "Height"),
    (r"\bdeep\b", "Depth"),
    (r"\bwatts?\b|\bkilowatts?\b", "Power"),
    (r"\bdegrees\b|\bhot\b", "Temperature"),
    (r"\b(?:an|per) hour\b|\bkm/h\b", "Speed"),
    (r"\blasts?\b", "How long it lasts"),
    (r"\blives?\b.*\byears\b", "Age"),
    (r"\bcharg(?:e|es|ed|ing)\b", "Charging"),
    (r"\bcaffeine\b", "Caffeine"),
)


def _name(a: Fact, b: Fact, two: Two) -> str:
    """What two facts are both about: what of the two they speak of, the measure, or the longest word they share."""
    names = {stem(t) for t in tokens(f"{two.a} {two.b}")}
    raw = [re.match(r"(?:the|an?)\s+([a-z]+)\s+(?:of|on|in|for)\b", f.text, re.I) for f in (a, b)]
    if raw[0] and raw[1] and stem(raw[0][1]) == stem(raw[1][1]):
        return f"{upper_first(raw[0][0].split()[0])} {raw[0][1].lower()}"
    for pattern, name in _MEASURES:
        if re.search(pattern, a.text) and re.search(pattern, b.text):
            return name
    shared = (set(content(a.text)) & set(content(b.text))) - names
    verbs = {stem(bare(part[1])) for f in (a, b) if (part := labels.core(f.text))}
    no = FUNCTION | LEMMA_PAST.keys() | LEMMA_THIRD.keys()
    run: list[str] = []
    for word in re.findall(r"[^\W\d_][\w'’-]+|[,.;:]", a.text):
        if stem(word) in shared - verbs and word.lower() not in no and word[-2:] != "ly":
            run.append(word.lower())
        elif run:
            break
    if not run or a is b:
        return ""
    best = " ".join(run[-3:])
    if best in quantities.UNITS:  # "tonnes of carbon dioxide": what is measured, and not in what
        of = re.search(rf"\b{best} of ((?:[a-z]+ )?[a-z]+)", f"{a.text} {b.text}")
        return upper_first(labels.thing(of[1], 2)) if of else ""
    the = re.search(rf"\b(the|an?) {re.escape(best)}\b", f"{a.text} {b.text}", re.IGNORECASE)
    return f"The {best}" if the else upper_first(best)


def _halved(fact: Fact, two: Two) -> tuple[str, str] | None:
    """A sentence that says one thing of one and another of the other, in its two halves: of a, of b."""
    for first, second, kind in halves(plainer(fact.text, contract=False)):
        if kind not in {"while", "and", "semi"}:
            continue
        one, other = two.of(first), two.of(second)
        if {one, other} == {"a", "b"}:
            return (first, second) if one == "a" else (second, first)
    return None


def _owned(criterion: Criterion, two: Two) -> dict[str, list[str]]:
    """What is said of each, sentence by sentence; a sentence on both in its halves."""
    out: dict[str, list[str]] = {"a": [], "b": []}
    for whose, fact in criterion.told:
        if whose in out:
            out[whose].append(fact.text)
        elif whose == "ab" and (both := _halved(fact, two)):
            out["a"].append(both[0])
            out["b"].append(re.sub(r"^(?:But|And|So)\s+", "", both[1]))
    return out


def cells(criterion: Criterion, two: Two, most: int = 6) -> tuple[str, str]:
    """What a table says of each in a few words: the number where both have one, else what each is or does."""
    if pair := criterion.numbers(two):
        return _figure(pair[0]), _figure(pair[1])
    pieces = _owned(criterion, two)
    a = next((c for t in pieces["a"] if (c := _short(t, two, most) or _dated(t))), "")
    b = next((c for t in pieces["b"] if (c := _short(t, two, most) or _dated(t))), "")
    return _unlike(a, b) if a.lower() != b.lower() else ("", "")


def _dated(text: str) -> str:
    """The one day or year of a sentence: "Fuji last erupted in December 1707" is December 1707."""
    days = dates.dates(text)
    return upper_first(days[0]) if len(days) == 1 and re.search(r"\d{4}", days[0]) else ""


def _unlike(a: str, b: str) -> tuple[str, str]:
    """Two cells without the words with which both begin: "Live in fresh water" and "Live in the sea"."""
    x, y = a.split(), b.split()
    same = 0
    while same < min(len(x), len(y)) - 1 and x[same].lower() == y[same].lower():
        same += 1
    return (upper_first(" ".join(x[same:])), upper_first(" ".join(y[same:]))) if same else (a, b)


def _figure(q: Quantity) -> str:
    if q.unit == "%" or q.unit[:1] in {"$", "£", "€", "¥"}:
        return q.shown
    what = q.unit or (q.of if count(q.of) <= 2 else "")
    return f"{q.shown} {what}".strip()


_TIED = frozenset(["below", "above", "as", "than", "per", "times", "minus", "or"])


_FIRST = re.compile(r"\s(?:and|but|so|which|that)\s|[;:]\s|,\s(?=\w+ (?:like|as)\b|\w+ed\b|which\b|without\b|like\b)")


def _short(text: str, two: Two, most: int) -> str:
    """A sentence's predicate in at most `most` words: "Alligators have a wide snout" is A wide snout."""
    text = re.sub(r"^(?:When|If|In|On|At|For|With)\b[^,]+,\s+", "", text)
    text = upper_first(re.sub(r"^(?:Most|Many|All|Some|Nearly all)\s+", "", text))
    plain = re.sub(r"^(?:its|their|the)\s+", "", text, flags=re.I).rstrip(".!")
    part = labels.core(text)
    if part is None or labels.points(part[0]):
        own = not two.of(plain) and 2 <= count(plain) <= most and "," not in plain
        return upper_first(plain) if own else ""
    verb = bare(part[1])
    if verb in {"has", "have", "had"} and (whole := clause(plainer(text, contract=False))):
        first = re.sub(r"^had\s+", "", _FIRST.split(whole.rest.rstrip(".!"))[0])  # "has had glaciers"
        if 0 < count(first) <= most and not re.match(r"(?:these|this|those|such)\b", first):
            return upper_first(re.sub(r"^(?:an?|the)\s+(?=\w+ \w)", "", first).strip(" ,.;:"))
    words = (
        part[2].split()
        if verb in {"is", "are", "was", "were", "has", "have", "had"}
        else f"{part[1]} {part[2]}".split()
    )
    if verb in AUX - {"is", "are", "was", "were", "has", "have", "had"} or not words:
        words = f"{part[1]} {part[2]}".split()
    kept = words if len(words) <= most else labels.cut(words, most, 1)
    if kept and len(kept) < len(words) and "and" in kept[1:]:
        kept = kept[: kept.index("and")]
    elif kept and len(kept) < len(words) and bare(words[len(kept)]) in _TIED:
        return ""
    if kept and len(kept) == 1 and (kept[0] == part[1] or bare(kept[0]) in LEMMA_THIRD | LEMMA_PAST):
        return ""
    if not kept or bare(kept[-1]) in labels.LOOSE or bare(kept[0]) in {"these", "this", "those", "such", "it", "them"}:
        return ""
    out = " ".join(kept).strip(" ,.;:")
    return upper_first(re.sub(r"^(?:an?|the)\s+(?=\w+ \w)", "", out)) if 0 < count(out) <= most else ""
