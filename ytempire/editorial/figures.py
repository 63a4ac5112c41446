"""Figures in English words: money, dates, times, measures, fractions, ranges, codes and addresses."""

from __future__ import annotations

import re
from abc import abstractmethod

from ytempire.editorial import sayings as S
from ytempire.editorial.numerals import DIGITS, cardinal, decade, decimal, ordinal, spelled, year
from ytempire.editorial.utterance import DASH, MONEY, NUM, SIGN, Speaker

CASH = re.compile(rf"({SIGN})({MONEY})({NUM})(?:{DASH}(?:{MONEY})?({NUM}))?({'|'.join(S.MAGNITUDES)})?(\+)?")
_CASH_AFTER = re.compile(rf"({SIGN})({NUM})(?:{DASH}({NUM}))?({'|'.join(S.MAGNITUDES)})?({MONEY})")
_CENTS = re.compile(rf"({NUM})(?:{DASH}({NUM}))?¢")
_AMOUNT = re.compile(rf"({SIGN})({NUM})(?:{DASH}({NUM}))?(.*)", re.DOTALL)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?i:([ap])\.?m\.?)?")
_HOUR = re.compile(r"(\d{1,2})(?:\.(\d{2}))?(?i:([ap])\.?m\.?)")
_NTH = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+)(?i:st|nd|rd|th)")
_DECADE = re.compile(r"(')?(\d{3}0|\d0)'?s")
_MIXED = re.compile(r"(?:(\d+)&)?(\d+)/(\d+)")
_FEET = re.compile(r"(\d+)['′](\d{1,2})(?:[\"″]|'')?")
_POWER = re.compile(rf"({NUM})\^(-?)(\d+)")
_RATIO = re.compile(r"(\d+):(\d+)")
_PHONE = re.compile(r"\+?\(?\d+\)?(?:[-.)]\d{2,4}){2,}|\d{3}-\d{4}")
URL = re.compile(
    r"(?:https?://|ftp://)(\S+)|(www\.\S+)|([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)|([\w-]+(?:\.[\w-]+)+(?:/\S*)?)",
    re.IGNORECASE,
)
_URL_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "&": "and", "+": "plus",
              ":": "colon", "=": "equals", "?": "question mark", "#": "hash"}  # fmt: skip


class Figures(Speaker):
    """The rules for one written word that holds a figure."""

    @abstractmethod
    def word(self, core: str, i: int = -1) -> str:
        """One written word, whatever it is."""

    @abstractmethod
    def compound(self, parts: list[str]) -> str:
        """Parts that hyphens or slashes join."""

    def figure(self, core: str, i: int) -> str:
        """One written word that holds a figure."""
        possessive = re.fullmatch(r"(.*\d)'s", core)
        if possessive and not _DECADE.fullmatch(core):
            return self.word(possessive[1], i) + "'s"
        if (m := _ISO.fullmatch(core)) and 1 <= int(m[2]) <= 12 and 1 <= int(m[3]) <= 31:
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
            return {"10": "tens", "100": "hundreds", "1000": "thousands"}.get(m[1] + m[2], f"{cardinal(m[1] + m[2])} s")
        if _PHONE.fullmatch(core):
            return ", ".join(spelled(group) for group in re.findall(r"\d+", core))
        if m := CASH.fullmatch(core):
            return self._cash(m)
        if (m := re.fullmatch(r"(.+)-(thousand|million|billion|trillion)", core)) and (cash := CASH.fullmatch(m[1])):
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
        if (url := URL.fullmatch(core)) and (said := self._url(url, core)):
            return said
        parts = [p for p in re.split(rf"({DASH}|[/_&+=@:])", core) if p]
        if len(parts) > 1:
            return self.compound(parts)
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
        if (by := re.fullmatch(rf"[x×]({NUM})", rest)) and not second:
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
        counted = (plural and not self.at(i).pause) or before.low in S.COUNT_BEFORE
        return cardinal(number) if counted else year(int(number))

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
                out.append(letters(piece.upper()) if short else piece)
        return " ".join(out)

    def _url(self, m: re.Match[str], core: str) -> str:
        text = next(g for g in m.groups() if g).rstrip("/")
        if m[4]:
            host, _, _ = m[4].partition("/")
            if host.rpartition(".")[2].lower() not in S.DOMAINS or not host[0].isalpha():
                return ""
        words = []
        for piece in re.findall(r"[^\W\d_]+|\d+|[./@_?=&#:+-]", text.partition("?")[0].partition("#")[0]):
            if piece in _URL_SIGNS:
                words.append(_URL_SIGNS[piece])
            elif piece.isdigit():
                words.append(_pairs(piece) if len(piece) == 4 else cardinal(piece))
            elif piece.lower() in S.DOMAINS and words and words[-1] == "dot":
                words.append(piece.lower() if piece.lower() in S.SAID_DOMAINS else letters(piece.upper()))
            elif piece.lower() == "www":
                words.append("W.W.W")
            else:
                spell = len(piece) == 1 or (len(piece) < 4 and not re.search("[aeiouy]", piece.lower()))
                words.append(letters(piece.upper()) if spell else piece.lower())
        return " ".join(words)


def letters(text: str, ending: str = "") -> str:
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
