"""Numbers and dates as they stand in a sentence: value, how it is shown, its unit, and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ytempire.editorial.bags import bag
from ytempire.editorial.dates import DATE
from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import (
    ADVERBS,
    ALSO_NOUNS,
    AUX,
    BASES,
    CONJUNCTIONS,
    LEMMA_PAST,
    LEMMA_THIRD,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from ytempire.models import Quantity

_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER = re.compile(
    r"(?P<sign>minus\s+|[-−](?=\d))?(?P<cur>[$€£¥]|US\$)?\s?(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
    r"(?:(?P<half>½|¼|¾))?"
    rf"(?:[\s-](?P<scale>{_SCALE})\b)?"
    r"(?P<pct>\s?%|\s?percent\b|\s?per cent\b)?"
)
SPELLED = re.compile(rf"\b(?:{_WORDS})(?:[\s-](?:and\s)?(?:{_WORDS}))*\b", re.IGNORECASE)
_VERSION = re.compile(r"\bv?\d+\.\d+\.\d+\b|\b[vV]\d+(?:\.\d+)*\b")
_STOP = (
    PREPOSITIONS
    | CONJUNCTIONS
    | RELATIVES
    | AUX
    | PRONOUNS
    | (ADVERBS - {"long"})
    | {"the", "a", "an", "its", "his", "their", "each"}
)
CURRENCY_UNITS = frozenset(
    bag("""cent cents dollar dollars pound pounds euro euros pence shilling shillings franc francs""")
)
UNITS = (
    frozenset(
        bag("""
    second seconds minute minutes hour hours day days week weeks month months year years decade decades century
    centuries metre metres meter meters kilometre kilometres kilometer kilometers mile miles foot feet inch
    inches yard yards centimetre centimetres centimeter centimeters millimetre millimetres millimeter
    millimeters nanometre nanometres nanometer nanometers gram grams kilogram kilograms kilo kilos tonne tonnes
    ton tons ounce ounces litre litres liter liters gallon gallons degree degrees volt volts watt watts knot
    knots byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes km kg cm mm nm mph kmh lbs
    light-years mb gb kb ms times
    """)
    )
    | CURRENCY_UNITS
)


_MANY = frozenset(["men", "women", "people", "children", "feet", "teeth", "mice", "geese", "fish", "sheep", "oxen"])
_FRACTIONS = re.compile(
    r"\s(?:half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth|billionth)s?)\b"
)


_GOES_ON = re.compile(r"-[a-z]+-|(?:st|nd|rd|th)\b|[A-Za-z]{3,}|-[A-Za-z]{2}|:\d|/\d|\.\d")
_TIED_UNIT = re.compile(rf"-(?:{'|'.join(sorted(UNITS))})\b")


@dataclass(frozen=True)
class Found:
    """A quantity and where it stands in its sentence."""

    quantity: Quantity
    start: int
    end: int
    hedge: str = ""  # "about", "more than": what keeps it honest when it is said alone


def spelled_value(text: str) -> float | None:
    """The value of a number in words: "twenty-four", "two hundred and six", "three million"."""
    total = current = 0.0
    parts = [p for p in re.split(r"[\s-]+", text.lower()) if p and p != "and"]
    if not parts:
        return None
    for part in parts:
        n = NUMBER_WORDS.get(part)
        if n is None:
            return None
        if n == 12 and part == "dozen":
            current = (current or 1) * 12
        elif n == 100:
            current = (current or 1) * 100
        elif n >= 1000:
            total, current = total + (current or 1) * n, 0.0
        else:
            current += n
    return total + current


def value_of(number: str, scale: str = "") -> float:
    """The value of digits and a scale word: ("1.2", "million") is 1200000."""
    value = float(number.replace(",", "")) * (NUMBER_WORDS[scale.lower()] if scale else 1)
    return round(value, 9)


def find(text: str) -> list[Found]:
    """The quantities of a sentence, left to right; years, versions, names with numbers and ordinals are none."""
    return list(_find(text))


_HEDGE = re.compile(
    r"\b((?:a )?(?:about|around|nearly|almost|roughly|some|over|under|more than|less than|fewer than|at least|up to|"
    r"at most|"
    r"just under|just over))\s$",
    re.IGNORECASE,
)


def _hedge(text: str, at: int) -> str:
    found = _HEDGE.search(text[:at])
    return found.group(1).lower() if found else ""


@lru_cache(maxsize=16384)
def _find(text: str) -> tuple[Found, ...]:
    taken = [m.span() for m in DATE.finditer(text)] + [m.span() for m in _VERSION.finditer(text)]

    def free(a: int, b: int) -> bool:
        return not any(a < y and x < b for x, y in taken)

    out: list[Found] = []
    for m in NUMBER.finditer(text):
        a, b = m.span()
        a += len(m.group()) - len(m.group().lstrip())
        tied = _TIED_UNIT.match(text[b:]) and not re.match(r"-[a-z]+-", text[b:])
        part_of_more = _GOES_ON.match(text[b:]) and not tied
        if not free(m.start("num"), b) or part_of_more:
            continue
        before = text[:a].rstrip()
        if re.search(r"[A-Za-zÀ-ÿ]$|[#./:]$", text[:a]) or (re.search(r"\d[–—-]$", text[:a])):
            continue
        if not m.group("cur") and _named(before, text[b:]):
            continue
        if _FRACTIONS.match(text[b:]) and not m.group("pct"):
            continue
        if (
            out
            and (joint := _RANGE.fullmatch(text[_digits_end(text, out[-1].start) : a]))
            and (joint[0] != " and " or text[: out[-1].start].rstrip().lower().endswith("between"))
            and out[-1].quantity.unit in {"", "$", "£", "€"} | UNITS
        ):
            first = out.pop()
            second = _found(text, m, a, b)
            shown = f"{first.quantity.shown} to {second.quantity.shown}"
            out.append(Found(second.quantity.model_copy(update={"shown": shown}), first.start, second.end, first.hedge))
            taken.append((a, second.end))
            continue
        out.append(_found(text, m, a, b))
        taken.append((a, out[-1].end))
    for m in SPELLED.finditer(text):
        a, b = m.span()
        value = spelled_value(m.group())
        if (
            value is None
            or not free(a, b)
            or m.group().lower() in {"one", "zero", "hundred", "thousand", "million", "billion"}
        ):
            continue
        if (re.match(r"(?:\s(?:of|more|other|another)\b|-\w)", text[b:]) and value < 13) or re.search(
            r"\b(?:the|these|those|other|all|both|last|first|next)\s$", text[:a], re.IGNORECASE
        ):
            continue
        unit, of, end = _rated(text, b)
        if (not unit and not of) or _FRACTIONS.match(text[b:]):
            continue
        shown = f"{int(value):,}" if value < 1e6 else m.group().lower()
        if value >= 1e6:
            shown = _large(value)
        out.append(Found(Quantity(value=value, shown=shown, unit=unit, of=of), a, end, _hedge(text, a)))
    return tuple(sorted((f for f in out if not _of_many(text, f)), key=lambda f: f.start))


_FEW = r"one|two|three|four|five|six|seven|eight|nine|\d"
_ONE_IN = re.compile(rf"(?:^|\s)(?:{_FEW})(?:\s[a-z]+)?\s(?:in|out of)\s$", re.IGNORECASE)


def _of_many(text: str, found: Found) -> bool:
    """Whether a number is half of "one mother in ten" or "1 in 4 adults": alone it would say something else."""
    if found.quantity.unit:
        return False
    bare_ = not found.quantity.of and re.match(r"\s(?:in|out of)\s\d{1,3}\b(?![,.]\d)", text[found.end :])
    return bool(_ONE_IN.search(text[: found.start])) or bool(bare_)


def _named(before: str, after: str) -> bool:
    """Whether a number belongs to a name before it: "Apollo 11", "ISO 668"; not "In 58 days", not "Ghent 2 weeks"."""
    word = re.search(r"([\w'’-]+)$", before)
    if not word or not word.group(1)[0].isupper():
        return False
    unit = re.match(r"[\s-]+([a-z]+)", after)
    if unit and unit.group(1) in UNITS:
        return False
    opens = not before[: word.start()].strip() or before[: word.start()].rstrip()[-1:] in set(".:!?")
    low = bare(word.group(1))
    return not (
        opens
        and (low in _STOP or low in LEMMA_PAST or low in {"about", "nearly", "some", "only", "all", "every", "count"})
    )


_RANGE = re.compile(r"\s?(?:to|–|-|or)\s?[$€£]?|\sand\s")


def _digits_end(text: str, at: int) -> int:
    """Where the bare number that begins at `at` ends."""
    m = re.match(r"[$€£]?[\d,.]*\d", text[at:])
    return at + (m.end() if m else 0)


def _large(value: float) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:g} {word}"
    return f"{value:,.0f}"


def _found(text: str, m: re.Match[str], a: int, b: int) -> Found:
    value = value_of(m.group("num"), m.group("scale") or "")
    value += {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(m.group("half") or "", 0)
    if m.group("sign"):
        value = -value
    shown = " ".join(text[a:b].replace("minus ", "−").replace("per cent", "%").replace(" percent", "%").split())
    shown = re.sub(r"\s+%$", "%", shown)
    hedge = _hedge(text, a)
    if m.group("pct"):
        _, of, end = _counted(text, b, share=True)
        return Found(Quantity(value=value, shown=shown, unit="%", of=of), a, end, hedge)
    if m.group("cur"):
        per = re.match(r"\s+(?:a|per|an)\s+([a-z]+)", text[b:])
        unit = m.group("cur") + (f" a {per.group(1)}" if per else "")
        return Found(Quantity(value=value, shown=shown, unit=unit, of=""), a, b + (per.end() if per else 0), hedge)
    unit, of, end = _rated(text, b)
    return Found(Quantity(value=value, shown=shown, unit=unit, of=of), a, end, hedge)


_RATE = re.compile(
    r"\s(?:a|an|per|every|each)\s(?:second|minute|hour|day|week|month|year|ton|tonne|head|person|mile|kilometre)\b"
)


def _rated(text: str, at: int) -> tuple[str, str, int]:
    """What a number counts, with its rate where it has one: "words an hour"."""
    unit, of, end = _counted(text, at)
    rate = _RATE.match(text[end:]) if unit or of else None
    if rate is None:
        return unit, of, end
    return unit, (of + rate.group()).strip(), end + rate.end()


def _counted(text: str, at: int, share: bool = False) -> tuple[str, str, int]:
    """What a number counts: its unit ("kilometres", "days") or the things ("aluminium boxes"), and where they end."""
    rest = text[at:]
    if share:
        phrase = _shared(rest)
        return "%", phrase, at + (rest.index(phrase) + len(phrase) if phrase else 0)
    words: list[str] = []
    end = at
    for m in re.finditer(r"(\s+|-)([^\s,;:.!?()–—-]+(?:-[^\s,;:.!?()–—]+)?)", rest):
        if m.start() != end - at or len(words) == 4:
            break
        word = m.group(2)
        w = bare(word)
        if (
            w in _STOP
            or not w
            or not w[0].isalpha()
            or (
                words
                and (
                    (w in LEMMA_PAST and not _adjective(w, rest[m.end() :]))
                    or (w in LEMMA_THIRD and w not in ALSO_NOUNS)
                )
            )
        ):
            break
        if words and w in LEMMA_THIRD and words[-1].lower().endswith("s") and not words[-1].lower().endswith("ss"):
            break
        if words and words[-1].lower() in UNITS and w not in {"celsius", "fahrenheit"} and words[-1].lower() != "times":
            break
        if (
            words
            and (words[-1].lower() in _MANY or re.search(r"[^su]s$", words[-1]))
            and words[-1].lower() not in UNITS
        ):
            break
        words.append(word.rstrip("\"”’'"))
        end = at + m.end()
        if re.match(r"[,;:.!?()–—\"”]", rest[m.end() :]):
            break
        if w.endswith("s") and len(words) >= 2 and not w.endswith("ss") and w not in UNITS:
            break
    if not words:
        return "", "", at
    phrase = " ".join(words)
    if bare(words[0]) in UNITS:
        unit = words[0] + (" " + words[1] if len(words) > 1 and words[1].lower() in {"celsius", "fahrenheit"} else "")
        of = " ".join(words[len(unit.split()) :])
        return unit, of, end
    if len(words) > 1 and bare(words[1]) in UNITS:
        return " ".join(words[:2]), " ".join(words[2:]), end
    return "", phrase, end


def _shared(rest: str) -> str:
    """What a share is of: " of the world's goods travel" gives the world's goods."""
    m = re.match(r"\s+of\s+((?:the\s+|all\s+|its\s+|their\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3})", rest)
    if not m:
        return ""
    words = m.group(1).split()

    def verb(k: int) -> bool:
        word, then = bare(words[k]), bare(words[k + 1]) if k + 1 < len(words) else ""
        if word in BASES:
            return bool(re.search(r"[^s]s$", words[k - 1]))
        return word in LEMMA_THIRD and (word not in ALSO_NOUNS or then in _STOP | {""})

    stop = next((k for k, w in enumerate(words) if k and (bare(w) in _STOP or verb(k))), len(words))
    words = words[:stop]
    while words and (bare(words[-1]) in _STOP or bare(words[-1]) in LEMMA_PAST):
        words.pop()
    return " ".join(words)


def _adjective(word: str, after: str) -> bool:
    """A participle between a number and its noun: "58 loaded boxes"."""
    following = re.match(r"\s+([a-z]+)", after)
    return word.endswith("ed") and bool(following) and following.group(1) not in _STOP  # type: ignore[union-attr]
