"""English as it is said: rules over several words, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ytempire.editorial import sayings as S
from ytempire.editorial.figures import CASH, URL, Figures, letters
from ytempire.editorial.numerals import cardinal, decimal, ordinal, spelled, year
from ytempire.editorial.utterance import DASH, MONEY, NUM, SIGN, Token

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
_WHOLE_MONTHS = {month.casefold() for month in S.MONTH_NAMES}


class English(Figures):
    """The words of an English sentence, one after another."""

    def __init__(self, tokens: list[Token], own: Mapping[tuple[str, ...], str]) -> None:
        super().__init__(tokens, own)
        long = [t.core for t in tokens if len(t.core) > 1 and t.core.isalpha()]
        self.shouted = any(len(w) > 5 or w in S.STRESSED for w in long) and all(w.isupper() for w in long)

    def say(self, i: int) -> int:
        token = self.tokens[i]
        if not token.core or len(token.core) > 400:
            token.said = token.core
            if re.fullmatch(rf"{DASH}+", token.raw) and self._number(i - 1) and self._number(i + 1):
                token.said, token.pause = "to", ""
            return 1
        for rule in (self.date, self.phone, self.amount, self.roman, self.short):
            if n := rule(i):
                return n
        token.said = self.word(token.core, i)
        return 1

    def _number(self, i: int) -> bool:
        return bool(re.fullmatch(rf"{SIGN}(?:{MONEY})?{NUM}\D{{0,5}}", self.at(i).core))

    # --- rules over several words ----------------------------------------------------------------

    def date(self, i: int) -> int:
        """26 April 1956, April 26, 1956, 26th of April."""
        t, n = self.tokens[i], self.at(i + 1)
        month = n.low in S.MONTHS and n.core[0].isupper() and not t.pause
        if month and (day := re.fullmatch(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", t.core)):
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

    def _drop_dot(self, token: Token, i: int) -> None:
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
        cash = CASH.fullmatch(t.core)
        magnitude = n.low if n.low in S.MAGNITUDE_WORDS else S.MAGNITUDES.get(n.core, "")
        if cash and not cash[5] and magnitude and not t.pause and (n.low in S.MAGNITUDE_WORDS or len(n.core) < 4):
            t.said = self._signed(cash[1]) + self._span(cash[3], cash[4])
            n.said = f"{magnitude} {S.MONEY[cash[2]][1]}"
            self._drop_dot(n, i + 1)
            return 2
        if t.core in S.MONEY and not t.pause and self._number(i + 1) and not self.at(i + 1).core.startswith("$"):
            joined = CASH.fullmatch(t.core + n.core)
            if joined:
                t.said, n.said = "", self._cash(joined)
                return 2
        plain = re.fullmatch(rf"({SIGN})({NUM})(?:{DASH}({NUM}))?", t.core)
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
        fraction = re.fullmatch(r"(\d{1,2})/(\d{1,2})", n.core)
        if not fraction or int(fraction[1]) >= int(fraction[2]):
            return 0
        t.said, n.said = decimal(plain[2]), f"and {self._fraction(fraction[1], fraction[2], a=True)}"
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
            over = p.core[:1].isupper() and t.dotted and n.low in S.SENTENCE_STARTERS
            said = "saint" if capital and not over else "street"
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
        if (url := URL.fullmatch(core)) and (said := self._url(url, core)):
            return said
        token = self.at(i)
        if _DOTTED.fullmatch(core) and len(core) > 1:
            if token.pause == "." and self.at(i + 1).core and self.at(i + 1).low not in S.SENTENCE_STARTERS:
                token.pause = ""
            return letters(core.replace(".", "").upper())
        if core.isalpha() and core.isascii() and core.isupper():
            return self._capitals(core, i)
        if ending := re.fullmatch(r"([A-Z]{2,})('?s)", core):
            base = ending[1]
            whole = self._capitals(base, i)
            return f"{whole}{'s' if ending[2] == 's' else chr(39) + 's'}" if "." not in whole else letters(base, "s")
        if core in ("A",):
            return core
        if core[0] == "@" and len(core) > 1:
            return "at " + self.word(core[1:], -1)
        parts = [p for p in re.split(rf"({DASH}|[/_&+=@])", core) if p]
        if len(parts) > 1:
            return self.compound(parts)
        if re.fullmatch(r"\w+(?:\.\w+)+", core) and token.core:
            return core.replace(".", " dot ")
        return core

    def compound(self, parts: list[str]) -> str:
        """A compound: its parts one by one; a unit after a number stays singular (a ten-kilometer road)."""
        out: list[str] = []
        before = ""
        for part in parts:
            if part in S.SYMBOLS and part in "&+=@":
                out.append(S.SYMBOLS[part])
            elif re.fullmatch(rf"{DASH}|[/_]", part):
                if part in "-‐‑–—" and out and before.isalpha():
                    out.append("-" if part in "-‐‑" else ",")
            elif part in S.UNITS and re.fullmatch(NUM, before):
                out.append(S.UNITS[part][0])
            elif out and part in S.MAGNITUDES and re.fullmatch(NUM, before):
                out.append(S.MAGNITUDES[part])
            elif part.lower() in S.ABBREVIATIONS and len(part) > 2:
                out.append(S.ABBREVIATIONS[part.lower()])
            else:
                out.append(self.word(part))
            before = part if not re.fullmatch(rf"{DASH}|[/_]", part) else before
        if "&" in parts:
            out = [letters(p) if p.isupper() and len(p) < 4 and p.isalpha() else said for p, said in zip(
                [p for p in parts if not re.fullmatch(rf"{DASH}|[/_]", p)], out, strict=False)]  # fmt: skip
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
        return letters(core)

    def _letter(self, core: str, i: int) -> str:
        """A lone capital: the article or the letter."""
        if core != "A":
            return core
        before, after = self.at(i - 1), self.at(i + 1)
        begins = not before.core or before.pause in tuple(".?!:")
        follows = after.core[:1].islower() and not self.at(i).pause
        if before.low in S.LETTERED:
            return "eh"
        return "A" if begins or follows or after.core else "eh"
