"""Text as it is said: every written word with the words that a voice speaks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ytempire.editorial import sayings as S
from ytempire.editorial.numerals import (
    DIGITS, ascii_digits, cardinal, decade, decimal, elsewhere, ordinal, spelled, year,
)  # fmt: skip

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+)"
_SIGN = r"[-−–+~≈<>≤≥±]?"
_MONEY = "|".join(sorted(map(re.escape, S.MONEY), key=len, reverse=True))
_DASH = "[-‐‑‒–—−]"
_CASH = re.compile(rf"({_SIGN})({_MONEY})({_NUM})(?:{_DASH}(?:{_MONEY})?({_NUM}))?({'|'.join(S.MAGNITUDES)})?(\+)?")
_CASH_AFTER = re.compile(rf"({_SIGN})({_NUM})(?:{_DASH}({_NUM}))?({'|'.join(S.MAGNITUDES)})?({_MONEY})")
_CENTS = re.compile(rf"({_NUM})(?:{_DASH}({_NUM}))?¢")
_AMOUNT = re.compile(rf"({_SIGN})({_NUM})(?:{_DASH}({_NUM}))?(.*)", re.DOTALL)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?i:([ap])\.?m\.?)?")
_HOUR = re.compile(r"(\d{1,2})(?:\.(\d{2}))?(?i:([ap])\.?m\.?)")
_NTH = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+)(?i:st|nd|rd|th)")
_DECADE = re.compile(r"(')?(\d{3}0|\d0)'?s")
_MIXED = re.compile(r"(?:(\d+)&)?(\d+)/(\d+)")
_FEET = re.compile(r"(\d+)['′](\d{1,2})(?:[\"″]|'')?")
_POWER = re.compile(rf"({_NUM})\^(-?)(\d+)")
_RATIO = re.compile(r"(\d+):(\d+)")
_PHONE = re.compile(r"\+?\(?\d+\)?(?:[-.)]\d{2,4}){2,}|\d{3}-\d{4}")
_URL = re.compile(r"(?:https?://|ftp://)(\S+)|(www\.\S+)|([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)|([\w-]+(?:\.[\w-]+)+(?:/\S*)?)",
                  re.IGNORECASE)  # fmt: skip
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
_KEPT_BEFORE = re.compile(rf"(?:{_MONEY}|{_SIGN}(?:{_MONEY})?(?=\.?\d)|\.(?=\d)|['’](?=\d0)|[#№](?=\d)|[&@](?=\w)|°)")
_SENTENCE = re.compile(r"[?!.,;:…]|[-–—)]")


@dataclass(frozen=True)
class Said:
    """What is spoken for the written word at `index`, with the pause after it as a mark."""

    index: int
    text: str


@dataclass
class _Token:
    raw: str
    core: str
    pause: str
    dotted: bool  # a full stop stood right behind it
    said: str | None = None

    @property
    def low(self) -> str:
        return self.core.casefold()


def written(text: str) -> list[str]:
    """The words of a text as they are written, with what clings to them."""
    return text.split()


def speakable(text: str, language: str = "en", lexicon: Mapping[str, str] | None = None) -> list[Said]:
    """Every written word that has a sound, as it is spoken; what has none (a dash, an emoji) is a pause or nothing."""
    english = language.partition("-")[0] == "en"
    tokens = [_token(raw) for raw in written(text)]
    own = {tuple(_folded(word).split()): said for word, said in (lexicon or {}).items() if word.strip()}
    speaker = _English(tokens, own) if english else _Other(tokens, own, language)
    speaker.run()
    for token, after in zip(tokens, [*tokens[1:], _NOTHING], strict=False):
        if token.pause == "…":
            token.pause = "," if after.core[:1].islower() else "."
        elif not token.pause and after.raw[:1] in tuple("([–—") and token.said != "to":
            token.pause = ","
    out: list[Said] = []
    for i, token in enumerate(tokens):
        words = _clean(token.said or "", english)
        if not words and any(c.isalnum() for c in token.raw):
            words = _last_resort(token.raw, english)
        if words:
            out.append(Said(i, words + (token.pause if words[-1].isalnum() or words[-1] in "'%" else "")))
        elif out and token.pause and out[-1].text[-1] not in ".,;:?!":
            out[-1] = Said(out[-1].index, out[-1].text + token.pause)
    return out


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _token(raw: str) -> _Token:
    core = ascii_digits(raw.replace("(s)", "")).replace("’", "'").replace("‘", "'")
    core = "".join(unicodedata.normalize("NFKC", c) if unicodedata.category(c) == "Nl" or "０" <= c <= "ｚ" else c for c in core)
    start = 0
    while start < len(core) and not core[start].isalnum() and not _KEPT_BEFORE.match(core, start):
        start += 1
    end = len(core)
    while end > start and not (core[end - 1].isalnum() or core[end - 1] in "%‰°¢$€£¥+″′"):
        end -= 1
    if core[end - 1 : end] == "+" and not core[start:end].rstrip("+")[-1:].isdigit():
        end = start + len(core[start:end].rstrip("+")) if core[start:end].rstrip("+") else end
    tail = core[end:]
    if start < end:
        lone = core[start:end].rstrip("'")
    else:
        lone = core if core in S.SYMBOLS else ""
        tail = "" if lone else core
    whole = S.WHOLE.get(raw.strip(",.;:!?()\"'“”").casefold())
    return _Token(raw, lone, _pause(tail), tail.startswith("."), whole)


def _pause(tail: str) -> str:
    marks = _SENTENCE.findall(re.sub(r"\.{2,}", "…", tail))
    for mark in "?!….;:":
        if mark in marks:
            return mark
    return "," if marks else ""


def _clean(said: str, english: bool) -> str:
    """Letters, apostrophes, hyphens and inner marks only; no figure is left to chance."""
    if english:
        said = re.sub(r"\d", lambda m: f" {DIGITS[int(m[0])]} ", ascii_digits(said))
    kept = "" if english else "%€$£&+°"
    out = "".join(
        c if c.isalnum() or c in "'-,.;:?! " or c in kept or unicodedata.category(c)[0] == "M" else " " for c in said
    )  # fmt: skip
    out = re.sub(r"(?<![^\W_])['.-]+|['.-]+(?![^\W_])", " ", out)
    return " ".join(out.split()).strip(",.;:?! ") if any(c.isalnum() for c in out) else ""


def _last_resort(raw: str, english: bool) -> str:
    plain = unicodedata.normalize("NFKC", raw)
    words = _clean(" ".join(re.findall(r"\d+|[^\W\d]+", ascii_digits(plain))), english)
    return words or _clean(" ".join(unicodedata.name(c, "sign").lower() for c in raw if c.isalnum()), english)


class _Speaker:
    """Goes over the words from the left; each rule says one or several of them."""

    def __init__(self, tokens: list[_Token], own: Mapping[tuple[str, ...], str]) -> None:
        self.tokens, self.own = tokens, own
        self.longest = max((len(key) for key in own), default=0)

    def at(self, i: int) -> _Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else _NOTHING

    def run(self) -> None:
        i = 0
        while i < len(self.tokens):
            i += self.lexical(i) or (1 if self.tokens[i].said is not None else self.say(i))

    def say(self, i: int) -> int:
        raise NotImplementedError

    def lexical(self, i: int) -> int:
        """The channel's own way to say a word, or several in a row."""
        for n in range(min(self.longest, len(self.tokens) - i), 0, -1):
            words = [_folded(t.core) for t in self.tokens[i : i + n]]
            ending = "'s" if words[-1].endswith("'s") and tuple(words) not in self.own else ""
            words[-1] = words[-1].removesuffix(ending) if ending else words[-1]
            said = self.own.get(tuple(words))
            if said is None or (n > 1 and any(t.pause for t in self.tokens[i : i + n - 1])):
                continue
            parts = said.split() or [""]
            for k in range(n):
                self.tokens[i + k].said = parts[k] if k < len(parts) else ""
            self.tokens[i + n - 1].said = " ".join([self.tokens[i + n - 1].said or "", *parts[n:]]).strip() + ending
            return n
        return 0


_NOTHING = _Token("", "", "", False)


class _Other(_Speaker):
    """Another language: figures in its words, the rest as it is written."""

    def __init__(self, tokens: list[_Token], own: Mapping[tuple[str, ...], str], language: str) -> None:
        super().__init__(tokens, own)
        self.language = language

    def say(self, i: int) -> int:
        self.tokens[i].said = elsewhere(self.tokens[i].core, self.language)
        return 1


class _English(_Speaker):
    def __init__(self, tokens: list[_Token], own: Mapping[tuple[str, ...], str]) -> None:
        super().__init__(tokens, own)
        letters = [t.core for t in tokens if len(t.core) > 1 and t.core.isalpha()]
        self.shouted = any(len(w) > 5 or w in S.STRESSED for w in letters) and all(w.isupper() for w in letters)

    def say(self, i: int) -> int:
        token = self.tokens[i]
        if not token.core or len(token.core) > 400:
            token.said = token.core
            if re.fullmatch(rf"{_DASH}+", token.raw) and self._number(i - 1) and self._number(i + 1):
                token.said, token.pause = "to", ""
            return 1
        for rule in (self.date, self.phone, self.amount, self.roman, self.short):
            if n := rule(i):
                return n
        token.said = self.word(token.core, i)
        return 1

    def _number(self, i: int) -> bool:
        return bool(re.fullmatch(rf"{_SIGN}(?:{_MONEY})?{_NUM}\D{{0,5}}", self.at(i).core))

    # --- rules over several words ----------------------------------------------------------------

    def date(self, i: int) -> int:
        """26 April 1956, April 26, 1956, 26th of April."""
        t, n = self.tokens[i], self.at(i + 1)
        if (day := re.fullmatch(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", t.core)) and n.low in S.MONTHS and not t.pause:
            if n.core[0].isupper():
                before = "" if self.at(i - 1).low == "the" else "the "
                t.said, n.said = f"{before}{ordinal(int(day[1]))} of", S.MONTHS[n.low]
                self._drop_dot(n, i + 1)
                return 2 + self._say_year(i + 2)
        if t.low in S.MONTHS and t.core[0].isupper() and t.pause in ("", "."):
            day = re.fullmatch(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:[-–]([1-9]|[12]\d|3[01]))?", n.core)
            if day and not (n.low.isdigit() and self.at(i + 2).low in S.UNITS):
                t.said, n.said = S.MONTHS[t.low], ordinal(int(day[1]))
                if day[2]:
                    n.said += f" to {ordinal(int(day[2]))}"
                self._drop_dot(t, i)
                return 2 + self._say_year(i + 2)
            if t.dotted and (t.low not in ("may", "march")) and self._year(i + 1):
                t.said, t.pause = S.MONTHS[t.low], ""
                return 1
        return 0

    def _year(self, i: int) -> bool:
        return bool(re.fullmatch(r"1[0-9]\d\d|20\d\d", self.at(i).core))

    def _say_year(self, i: int) -> int:
        if not self._year(i):
            return 0
        self.tokens[i].said = year(int(self.at(i).core))
        return 1

    def _drop_dot(self, token: _Token, i: int) -> None:
        if token.pause == "." and i + 1 < len(self.tokens) and token.low not in _WHOLE_MONTHS:
            token.pause = ""

    def phone(self, i: int) -> int:
        """+1 (555) 010-2233: digit by digit."""
        if not self.tokens[i].raw.lstrip("\"'“").startswith(("+", "(")):
            return 0
        n = 0
        while re.fullmatch(r"[+(]*\d[\d()./-]*", self.at(i + n).raw.rstrip(".,;!?")):
            n += 1
        digits = "".join(t.raw for t in self.tokens[i : i + n])
        if n < 2 or sum(c.isdigit() for c in digits) < 7:
            return 0
        for t in self.tokens[i : i + n]:
            plus = "plus " if t.raw.startswith("+") else ""
            t.said = plus + spelled("".join(c for c in t.core if c.isdigit()))
            t.pause = t.pause or ("," if t is not self.tokens[i + n - 1] else "")
        return n

    def amount(self, i: int) -> int:
        """$3 billion, 5 km, 1.5 million tons, 5 %: the unit is said where it is written."""
        t, n = self.tokens[i], self.at(i + 1)
        cash = _CASH.fullmatch(t.core)
        magnitude = n.low if n.low in S.MAGNITUDE_WORDS else S.MAGNITUDES.get(n.core, "")
        if cash and not cash[5] and magnitude and not t.pause and (n.low in S.MAGNITUDE_WORDS or len(n.core) < 4):
            t.said = self._signed(cash[1]) + self._span(cash[3], cash[4])
            n.said = f"{magnitude} {S.MONEY[cash[2]][1]}"
            self._drop_dot(n, i + 1)
            return 2
        if t.core in S.MONEY and not t.pause and self._number(i + 1) and not self.at(i + 1).core.startswith("$"):
            joined = _CASH.fullmatch(t.core + n.core)
            if joined:
                t.said, n.said = "", self._cash(joined)
                return 2
        plain = re.fullmatch(rf"({_SIGN})({_NUM})(?:{_DASH}({_NUM}))?", t.core)
        if not plain or t.pause:
            return 0
        unit = self._unit(i + 1)
        if unit is not None and not (plain[2].isdigit() and len(plain[2]) == 4 and n.core in S.ALSO_WORDS):
            t.said = self._signed(plain[1]) + self._span(plain[2], plain[3], counted=True)
            n.said = unit[0 if plain[2] == "1" and not plain[3] else 1]
            self._drop_dot(n, i + 1)
            return 2
        if re.fullmatch(r"(?i)[ap]\.?m\.?", n.core) and re.fullmatch(r"\d{1,2}(\.\d\d)?", t.core):
            t.said = self._clock(*re.fullmatch(r"(\d+)(?:\.(\d+))?", t.core).groups())  # type: ignore[union-attr]
            n.said = f"{n.core[0].upper()}.M"
            self._drop_dot(n, i + 1)
            return 2
        if n.core == "of" or not (fraction := re.fullmatch(r"(\d+)/(\d+)", n.core)) or int(fraction[1]) >= int(fraction[2]):
            return 0
        t.said, n.said = cardinal(t.core) if t.core.isdigit() else decimal(plain[2]), f"and {self._fraction(fraction[1], fraction[2], a=True)}"
        return 2

    def _unit(self, i: int) -> tuple[str, str] | None:
        core = self.at(i).core
        unit = S.UNITS.get(core)
        if unit is None or core in ("x", "×"):
            return None
        if core in ("m", "s", "h", "g", "t", "l", "B", "K") and self.at(i).raw.endswith("'s"):
            return None
        return unit

    def roman(self, i: int) -> int:
        """Henry VIII, World War II, Chapter IV."""
        t, p = self.tokens[i], self.at(i - 1)
        core = t.core.removesuffix("'s")
        if not _ROMAN.fullmatch(core) or p.pause or not p.core:
            return 0
        number = sum({"I": 1, "V": 5, "X": 10, "L": 50}[c] * (-1 if core[k : k + 2] in ("IV", "IX", "XL") else 1)
                     for k, c in enumerate(core))  # fmt: skip
        ending = "'s" if t.core != core else ""
        if p.low in S.KINGS and p.core[0].isupper():
            t.said = f"the {ordinal(number)}{ending}"
        elif p.low in S.NUMBERED or (p.low.removesuffix("s") in S.NUMBERED) or (len(core) > 1 and p.core[0].isupper()
                                                                               and not p.core.isupper()):  # fmt: skip
            t.said = cardinal(str(number)) + ending
        else:
            return 0
        return 1

    def short(self, i: int) -> int:
        """Dr., e.g., St., No. 5: what stands short is said long, and its dot is no pause."""
        t, n, p = self.tokens[i], self.at(i + 1), self.at(i - 1)
        dotted = t.low + "." if t.dotted else t.low
        capital = n.core[:1].isupper()
        said: str | None = None
        if t.low == "st" and (t.dotted or capital):
            said = "saint" if capital and not (p.core[:1].isupper() and t.dotted and n.core in ("The", "In", "It")) else "street"
        elif t.low == "dr" and (t.dotted or capital):
            said = "doctor" if capital or not p.core[:1].isupper() else "drive"
        elif dotted in ("p.", "c.") and n.core[:1].isdigit():
            said = {"p.": "page", "c.": "circa"}[dotted]
        elif dotted in S.ONLY_AFTER_NUMBER and self._number(i - 1):
            said = "feet" if dotted == "ft." else "miles" if dotted == "mi." else S.ABBREVIATIONS.get(dotted)
        elif dotted in S.ONLY_BEFORE_NUMBER:
            said = S.ABBREVIATIONS[dotted] if re.match(r"[#\d]|[IVX]+$", n.core) else None
        elif dotted in S.ONLY_BEFORE_NAME:
            said = S.ABBREVIATIONS[dotted] if capital or (dotted == "v." and n.core) else None
        elif dotted in S.ABBREVIATIONS and (dotted.rstrip(".") not in S.MONTHS or t.core[0].isupper()):
            said = S.ABBREVIATIONS[dotted]
            if dotted in ("sep", "dec", "mar", "jan", "jun", "jul", "aug", "oct", "nov", "feb", "apr"):
                said = None
        elif t.low == "mph":
            said = "miles an hour"
        if said is None:
            return 0
        t.said = said
        if t.dotted and t.pause == "." and n.core and not (said in ("et cetera", "street", "drive") and capital):
            t.pause = "" if dotted not in ("etc.",) else ","
        return 1

    # --- one word --------------------------------------------------------------------------------

    def word(self, core: str, i: int = -1) -> str:
        """One written word, whatever it is."""
        if core in S.SYMBOLS and core not in S.LONE:
            return "by" if core == "×" and not (self._number(i - 1) and self._number(i + 1)) else S.SYMBOLS[core]
        if core in S.LONE or (core in S.UNITS and core[-1].isdigit()):
            return S.UNITS[core][1]
        if any(c.isdigit() for c in core) and (said := self.figure(core, i)):
            return said
        if core in S.MONEY_CODES:
            return S.MONEY_CODES[core]
        if (url := _URL.fullmatch(core)) and (said := self._url(url, core)):
            return said
        token = self.at(i)
        if _DOTTED.fullmatch(core) and len(core) > 1:
            if token.pause == "." and self.at(i + 1).core and self.at(i + 1).low not in S.SENTENCE_STARTERS:
                token.pause = ""
            return _letters(core.replace(".", "").upper())
        if core.isalpha() and core.isascii() and core.isupper():
            return self._capitals(core, i)
        if ending := re.fullmatch(r"([A-Z]{2,})('?s)", core):
            base = ending[1]
            whole = self._capitals(base, i)
            return f"{whole}{'s' if ending[2] == 's' else chr(39) + 's'}" if "." not in whole else _letters(base, "s")
        if core in ("A",):
            return core
        if core[0] == "@" and len(core) > 1:
            return "at " + self.word(core[1:], -1)
        parts = [p for p in re.split(rf"({_DASH}|[/_&+=@])", core) if p]
        if len(parts) > 1:
            return self._joined(parts)
        if re.fullmatch(r"\w+(?:\.\w+)+", core) and token.core:
            return core.replace(".", " dot ")
        return core

    def _joined(self, parts: list[str]) -> str:
        """A compound: its parts one by one; a unit after a number stays singular (a ten-kilometer road)."""
        out: list[str] = []
        before = ""
        for part in parts:
            if part in S.SYMBOLS and part in "&+=@":
                out.append(S.SYMBOLS[part])
            elif re.fullmatch(rf"{_DASH}|[/_]", part):
                if part in "-‐‑–—" and out and before.isalpha():
                    out.append("-" if part in "-‐‑" else ",")
            elif part in S.UNITS and re.fullmatch(_NUM, before):
                out.append(S.UNITS[part][0])
            elif out and part in S.MAGNITUDES and re.fullmatch(_NUM, before):
                out.append(S.MAGNITUDES[part])
            elif part.lower() in S.ABBREVIATIONS and len(part) > 2:
                out.append(S.ABBREVIATIONS[part.lower()])
            else:
                out.append(self.word(part))
            before = part if not re.fullmatch(rf"{_DASH}|[/_]", part) else before
        if "&" in parts:
            out = [_letters(p) if p.isupper() and len(p) < 4 and p.isalpha() else said for p, said in zip(
                [p for p in parts if not re.fullmatch(rf"{_DASH}|[/_]", p)], out, strict=False)]  # fmt: skip
        text = ""
        for piece in out:  # a hyphen between words stays a hyphen: well-known is one word to a voice
            text = text + piece if piece in ("-", ",") or text.endswith("-") else f"{text} {piece}"
        return re.sub(r"-(?=$)|^-", "", text.strip())

    def _capitals(self, core: str, i: int) -> str:
        if len(core) == 1:
            return self._letter(core, i)
        if core in S.AS_WORDS or self.shouted:
            return core.lower()
        if core in S.STRESSED and not (core in ("WHO", "IT") and self.at(i - 1).low == "the"):
            return core.lower()
        if len(core) > 4 and re.search("[AEIOUY]", core):
            return core.lower()
        return _letters(core)

    def _letter(self, core: str, i: int) -> str:
        """A lone capital: the article or the letter."""
        if core != "A":
            return core
        before, after = self.at(i - 1), self.at(i + 1)
        begins = not before.core or before.pause in tuple(".?!:")
        follows = after.core[:1].islower() and not self.at(i).pause
        if before.low in ("vitamin", "plan", "grade", "group", "hepatitis", "type", "class", "point", "side", "exhibit"):
            return "eh"
        return "A" if begins or follows or after.core else "eh"

    # --- figures ---------------------------------------------------------------------------------

    def figure(self, core: str, i: int) -> str:
        """One written word that holds a figure."""
        possessive = re.fullmatch(r"(.*\d)'s", core)
        if possessive and not _DECADE.fullmatch(core):
            return self.word(possessive[1], i) + "'s"
        if m := _ISO.fullmatch(core):
            if 1 <= int(m[2]) <= 12 and 1 <= int(m[3]) <= 31:
                return f"{S.MONTH_NAMES[int(m[2]) - 1]} {ordinal(int(m[3]))} {year(int(m[1]))}"
        if m := _SLASHED.fullmatch(core):
            month, day = int(m[1]), int(m[3])
            if month > 12 or m[2] == ".":
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{S.MONTH_NAMES[month - 1]} {ordinal(day)} {year(int(m[4]))}"
        if (m := _TIME.fullmatch(core)) and int(m[1]) < 25 and int(m[2]) < 60:
            half = f" {m[4].upper()}.M" if m[4] else ""
            alone = not half and not re.fullmatch(r"[ap]\.?m", self.at(i + 1).low if i >= 0 else "")
            seconds = f" and {cardinal(str(int(m[3])))} seconds" if m[3] else ""
            return self._clock(m[1], m[2], alone and not seconds) + seconds + half
        if (m := _HOUR.fullmatch(core)) and int(m[1]) < 25:
            return f"{self._clock(m[1], m[2])} {m[3].upper()}.M"
        if m := _RATIO.fullmatch(core):
            return f"{cardinal(m[1])} to {cardinal(m[2])}"
        if m := _NTH.fullmatch(core):
            return ordinal(int(m[1].replace(",", "")))
        if m := _DECADE.fullmatch(core):
            spoken_of = self.at(i - 1).low in S.DECADE_BEFORE
            if m[1] or len(m[2]) == 4 or spoken_of or core.endswith("'s"):
                return decade(int(m[2]))
        if m := re.fullmatch(r"(1|10|100)(0{0,3})s", core):
            return {"1": "", "10": "tens", "100": "hundreds", "1000": "thousands"}.get(m[1] + m[2], "") or f"{cardinal(m[1] + m[2])} s"
        if _PHONE.fullmatch(core):
            return ", ".join(spelled(group) for group in re.findall(r"\d+", core))
        if m := _CASH.fullmatch(core):
            return self._cash(m)
        if (m := re.fullmatch(r"(.+)-(thousand|million|billion|trillion)", core)) and (cash := _CASH.fullmatch(m[1])):
            return f"{self._signed(cash[1])}{self._span(cash[3], cash[4], True)} {m[2]} {S.MONEY[cash[2]][1]}"
        if m := _CASH_AFTER.fullmatch(core):
            one, many = S.MONEY[m[5]][:2]
            size = f" {S.MAGNITUDES[m[4]]}" if m[4] else ""
            single = m[2] == "1" and not m[3] and not size
            return f"{self._signed(m[1])}{self._span(m[2], m[3], True)}{size} {one if single else many}"
        if m := _CENTS.fullmatch(core):
            return f"{self._span(m[1], m[2], True)} {'cent' if m[1] == '1' and not m[2] else 'cents'}"
        if m := _FEET.fullmatch(core):
            return f"{cardinal(m[1])} foot {cardinal(m[2])}"
        if (m := _MIXED.fullmatch(core)) and (said := self._mixed(m)):
            return said
        if m := _POWER.fullmatch(core):
            minus = "minus " if m[2] else ""
            small = {"2": "squared", "3": "cubed"}.get(m[3], "") if not minus else ""
            return f"{decimal(m[1])} {small or f'to the power of {minus}{cardinal(m[3])}'}"
        if core[0] in "#№" and len(core) > 1:
            return f"number {self.word(core[1:])}"
        if (m := _AMOUNT.fullmatch(core)) and (said := self._measured(m, i)):
            return said
        if (url := _URL.fullmatch(core)) and (said := self._url(url, core)):
            return said
        parts = [p for p in re.split(rf"({_DASH}|[/_&+=@:])", core) if p]
        if len(parts) > 1:
            return self._joined(parts)
        return self._code(core)

    def _measured(self, m: re.Match[str], i: int) -> str:
        """5km, 20°C, 5-10%, 1914-1918, 3.5, 10+."""
        sign, first, second, rest = m.groups()
        if sign in ("-", "−", "–") and i < 0:
            sign = ""
        if not rest:
            if second is None:
                return self._signed(sign) + self._plain(first, i)
            return self._signed(sign) + self._span(first, second, at=i)
        if rest == "+":
            return self._signed(sign) + self._span(first, second, True) + " plus"
        if rest == "K" and not second and int(float(first.replace(",", "") if first.count(".") < 2 else 0)) > 16:
            return f"{decimal(first)} thousand"
        if rest in ("M", "B", "bn", "mn", "k", "tn"):
            return f"{self._signed(sign)}{self._span(first, second, True)} {S.MAGNITUDES[rest]}"
        if rest in S.UNITS and rest not in ("K", "L", "N", "J"):
            single = first == "1" and not second
            return f"{self._signed(sign)}{self._span(first, second, True)} {S.UNITS[rest][0 if single else 1]}"
        if rest in ("p", "i") and not second and len(first) in (3, 4) and first.isdigit():
            return f"{_pairs(first)} {rest.upper()}"
        if (by := re.fullmatch(rf"[x×]({_NUM})", rest)) and not second:
            return f"{self._plain(first, -2)} by {self._plain(by[1], -2)}"
        return ""

    def _plain(self, number: str, i: int) -> str:
        """A bare number: a year if it may be one, else a count."""
        if not re.fullmatch(r"1[1-9]\d\d|20\d\d", number) or i == -2:
            return decimal(number)
        if i < 0:
            return year(int(number))
        before, after = self.at(i - 1), self.at(i + 1)
        many = after.core in S.MANY or (len(after.core) > 3 and after.core.endswith("s"))
        plural = many and after.core.isalpha() and after.core.islower() and after.core not in S.NO_PLURAL
        if before.low in S.YEAR_BEFORE or before.low.startswith("mid-"):
            return year(int(number))
        return cardinal(number) if (plural and not self.at(i).pause) or before.low in S.COUNT_BEFORE else year(int(number))

    def _span(self, first: str, second: str | None, counted: bool = False, at: int = -1) -> str:
        if second is None:
            return decimal(first)
        years = not counted and re.fullmatch(r"1[1-9]\d\d|20\d\d", first) and len(second) in (2, 4)
        if years and (len(second) == 2 or re.fullmatch(r"1[1-9]\d\d|20\d\d", second)):
            return f"{year(int(first))} to {year(int(second)) if len(second) == 4 else _pairs(second)}"
        return f"{decimal(first)} to {decimal(second)}"

    def _signed(self, sign: str) -> str:
        return {"": "", "-": "minus ", "–": "minus "}.get(sign) or (f"{S.SYMBOLS[sign]} " if sign in S.SYMBOLS
                                                                  else "about " if sign == "~" else "")  # fmt: skip

    def _cash(self, m: re.Match[str]) -> str:
        sign, coin, first, second, size, plus = m.groups()
        one, many, cent, cents = S.MONEY[coin]
        tail = " plus" if plus else ""
        head = self._signed(sign)
        if size:
            return f"{head}{self._span(first, second, True)} {S.MAGNITUDES[size]} {many}{tail}"
        split = re.fullmatch(r"([\d,]*)\.(\d\d)", first)
        if split and not second and cent:
            whole, part = int(split[1].replace(",", "") or 0), int(split[2])
            pieces = [f"{cardinal(str(whole))} {one if whole == 1 else many}"] if whole or not part else []
            if part:
                pieces.append(f"{cardinal(str(part))} {cent if part == 1 else cents}")
            return head + " and ".join(pieces) + tail
        return f"{head}{self._span(first, second, True)} {one if first == '1' and not second else many}{tail}"

    def _clock(self, hour: str, minute: str | None, oclock: bool = False) -> str:
        said = cardinal(str(int(hour)))
        if not minute or int(minute) == 0:
            return f"{said} o'clock" if oclock and 0 < int(hour) < 13 else said if not oclock else f"{said} hundred"
        return f"{said} {'oh ' if int(minute) < 10 else ''}{cardinal(str(int(minute)))}"

    def _mixed(self, m: re.Match[str]) -> str:
        whole, over, under = m.groups()
        if (over, under) in (("24", "7"), ("9", "11")):
            return f"{cardinal(over)} {cardinal(under)}"
        if not 1 < int(under) <= 100 or (int(over) >= int(under) and not whole) or over[0] == "0":
            return f"{cardinal(over)} over {cardinal(under)}" if not whole else ""
        return f"{cardinal(whole)} and {self._fraction(over, under, a=True)}" if whole else self._fraction(over, under)

    def _fraction(self, over: str, under: str, a: bool = False) -> str:
        name = {2: "half", 4: "quarter"}.get(int(under), "") or ordinal(int(under))
        if over == "1":
            return f"{'a' if a else 'one'} {name}"
        return f"{cardinal(over)} {'halves' if name == 'half' else name + 's'}"

    def _code(self, core: str) -> str:
        """B52, H2O, MP3, 4K: letters and figures side by side."""
        out = []
        for piece in re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+|&", core):
            if piece[0].isdigit():
                out.append(decimal(piece) if len(piece) < 4 or "." in piece else _pairs(piece))
            elif piece == "&":
                out.append("and")
            else:
                short = piece.isascii() and (piece.isupper() or len(piece) == 1) and len(piece) < 4
                out.append(_letters(piece.upper()) if short else piece)
        return " ".join(out)

    def _url(self, m: re.Match[str], core: str) -> str:
        text = next(g for g in m.groups() if g).rstrip("/")
        if m[4]:
            host, _, path = m[4].partition("/")
            if host.rpartition(".")[2].lower() not in S.DOMAINS or not host[0].isalpha():
                return ""
        words = []
        for piece in re.findall(r"[^\W\d_]+|\d+|[./@_?=&#:+-]", text.partition("?")[0].partition("#")[0]):
            if piece in _URL_SIGNS:
                words.append(_URL_SIGNS[piece])
            elif piece.isdigit():
                words.append(_pairs(piece) if len(piece) == 4 else cardinal(piece))
            elif piece.lower() in S.DOMAINS and words and words[-1] == "dot":
                words.append(piece.lower() if piece.lower() in S.SAID_DOMAINS else _letters(piece.upper()))
            elif piece.lower() == "www":
                words.append("W.W.W")
            else:
                spell = len(piece) == 1 or (len(piece) < 4 and not re.search("[aeiouy]", piece.lower()))
                words.append(_letters(piece.upper()) if spell else piece.lower())
        return " ".join(words)


_WHOLE_MONTHS = {month.casefold() for month in S.MONTH_NAMES}
_URL_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "&": "and", "+": "plus", ":": "colon",
              "=": "equals", "?": "question mark", "#": "hash"}  # fmt: skip


def _letters(text: str, ending: str = "") -> str:
    """Letter by letter; joined by dots, which a voice reads smoothly."""
    last = text[-1]
    if ending:
        head = ".".join(text[:-1]) if len(text) > 2 else S.LETTER_NAMES.get(text[0], text[0])
        return f"{head} {'eyes' if last == 'I' else last + chr(39) + 's'}"
    return ".".join(text) if len(text) > 1 else S.LETTER_NAMES.get(text, text)


def _pairs(digits: str) -> str:
    """Figures as people read them off: 1080 as ten eighty, 720 as seven twenty."""
    if len(digits) == 4 and digits[0] != "0" and digits[1:] != "000" and digits[2:] != "00":
        return f"{cardinal(digits[:2])} {'oh ' if digits[2] == '0' else ''}{cardinal(str(int(digits[2:])))}"
    if len(digits) == 3 and digits[0] != "0" and digits[1:] != "00":
        return f"{cardinal(digits[0])} {'oh ' if digits[1] == '0' else ''}{cardinal(str(int(digits[1:])))}"
    return cardinal(digits) if digits[0] != "0" or len(digits) > 2 else f"oh {DIGITS[int(digits[-1])]}"
