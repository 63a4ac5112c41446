"""Numbers as words: the keeper of num2words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST = 10**15
_COMMA_DECIMAL = {"af", "az", "be", "bg", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu",
                  "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk",
                  "sl", "sq", "sr", "sv", "tr", "uk", "vi"}  # fmt: skip


@cache
def _words(number: int, language: str, to: str) -> str:
    from num2words import num2words

    said = str(num2words(number, lang=language, to=to))
    return said.replace(",", "") if language.startswith("en") else said


def speaks(language: str) -> bool:
    """Whether numbers can be said in words in this language."""
    from num2words import CONVERTER_CLASSES

    return language in CONVERTER_CLASSES or language.partition("-")[0] in CONVERTER_CLASSES


def _code(language: str) -> str:
    return "en" if language.startswith("en") else language.partition("-")[0]


def cardinal(digits: str, language: str = "en") -> str:
    """A whole number; digit by digit when it begins with a zero or is too long to follow."""
    if (len(digits) > 1 and digits[0] == "0") or int(digits) >= _MOST:
        return spelled(digits, language)
    return _words(int(digits), _code(language), "cardinal")


def ordinal(number: int) -> str:
    """First, second, third."""
    return _words(number, "en", "ordinal") if number < _MOST else spelled(str(number)) + "th"


def year(number: int, language: str = "en") -> str:
    """Nineteen fifty-six, two thousand and six, twenty ten."""
    return _words(number, _code(language), "year").replace("oh-", "oh ")


def decade(number: int) -> str:
    """1960 as nineteen sixties, 60 as sixties, 1900 as nineteen hundreds."""
    said = year(number) if number > 99 else _words(number, "en", "cardinal")
    return said[:-1] + "ies" if said.endswith("y") else said + ("es" if said.endswith("x") else "s")


def spelled(digits: str, language: str = "en") -> str:
    """Digit by digit."""
    return " ".join(DIGITS[int(d)] if language.startswith("en") else _words(int(d), _code(language), "cardinal")
                    for d in digits)  # fmt: skip


def decimal(number: str) -> str:
    """An English number as it is written: 1,234.5, .5, 3.11.2."""
    whole, *parts = number.replace(",", "").split(".")
    said = [cardinal(whole) if whole else "zero"]
    for i, part in enumerate(parts):
        said += ["point", spelled(part) if i == len(parts) - 1 and len(parts) == 1 else cardinal(part)]
    return " ".join(said)


def elsewhere(text: str, language: str) -> str:
    """Whole numbers and decimals in a text in another language; unknown languages are left to the voice."""
    if not speaks(language):
        return text
    code = _code(language)
    point, comma = (",", r"[.\u00a0\u202f']") if code in _COMMA_DECIMAL else (r"\.", ",")
    pattern = re.compile(rf"(?<![\w.,])(\d{{1,3}}(?:{comma}\d{{3}})+|\d+)(?:{point}(\d+))?(?![\w]|[.,]\d)")

    def say(match: re.Match[str]) -> str:
        whole = re.sub(r"\D", "", match[1])
        try:
            if match[2]:
                from num2words import num2words

                return str(num2words(float(f"{whole}.{match[2]}"), lang=code))
            bare = match[1] == whole and len(whole) == 4 and 1100 <= int(whole) < 2100
            return year(int(whole), code) if bare else cardinal(whole, code)
        except (NotImplementedError, ValueError, OverflowError, KeyError, IndexError, TypeError, ArithmeticError):
            return match[0]  # a gap in that language's words: the voice reads the figure by itself

    return pattern.sub(say, text)


def ascii_digits(text: str) -> str:
    """Digits of every script as 0 to 9; raised ones behind a number as ^2, written fractions as 1/2 or 3&1/2."""
    out = ""
    for c in text:
        if c.isascii():
            out += c
        elif c in "⁻⁺":
            out += "^-" if c == "⁻" and out[-1:].isdigit() else ""
        elif (digit := unicodedata.digit(c, None)) is not None:
            raised = unicodedata.decomposition(c).startswith("<super>")
            power = raised and out[-1:].isdigit() and not re.search(r"\^-?\d*$", out)
            out += f"^{digit}" if power else str(digit)
        elif unicodedata.category(c) == "No" and (parts := unicodedata.normalize("NFKC", c)) != c:
            fraction = parts.replace("\u2044", "/")
            out += f"&{fraction}" if "/" in fraction and out[-1:].isdigit() else fraction
        elif unicodedata.category(c) == "No" and unicodedata.numeric(c).is_integer():
            out += f"{unicodedata.numeric(c):.0f}"
        else:
            out += c
    return out
