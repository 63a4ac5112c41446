"""Dates as people write them, and where they lie on a line of years."""

from __future__ import annotations

import re

from ytempire.editorial.bags import bag
from ytempire.editorial.lexicon import MONTHS

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_ERA = r"(?:\s?(?:BC|BCE|AD|CE|B\.C\.|A\.D\.))"
DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{3,4}})?\b"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|{_MONTH}\s+\d{{4}}\b"
    rf"|(?:the\s+)?(?:early\s+|mid-?|late\s+)?(?:1[0-9]|20)\d0s\b"
    rf"|(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fifth|sixth|tenth|eleventh|twelfth|thirteenth|"
    rf"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)[\s-]century{_ERA}?"
    rf"|\d{{1,4}}{_ERA}"
    rf"|AD\s\d{{1,4}}"
    rf"|(?:1[0-9]|20)\d\d\b(?![,.]\d|%|\s?(?:kilo|metre|meter|miles|tons|tonnes|people|men)))",
)
_CENTURIES = {
    w: n
    for n, w in enumerate(
        bag("""
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """)
    )
}


def dates(text: str) -> list[str]:
    """The dates of a sentence as they are written."""
    return [re.sub(r"^the\s+", "", m.group()).strip() for m in DATE.finditer(text)]


def year(date: str) -> float | None:
    """A date on a line of years: 1956.32 for 26 April 1956, -100 for 100 BC; None if it has no year."""
    century = re.match(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)[\s-]century", date)
    if not century:
        word = re.match(r"(?:the\s+)?(\w+)[\s-]century", date)
        n = _CENTURIES.get(word.group(1).lower()) if word else None
    else:
        n = int(century.group(1))
    if n is not None:
        return -100.0 * (n - 1) - 50 if re.search(r"B\.?C", date) else 100.0 * (n - 1) + 50
    digits = re.search(r"\d{4}", date) or re.search(r"\d{1,4}(?=\s?(?:BC|BCE|AD|CE|B\.C|A\.D))|(?<=AD )\d+", date)
    if not digits or not (re.search(r"\d{4}", date) or re.search(r"BC|BCE|AD|CE|B\.C|A\.D", date)):
        return None
    value = float(digits.group())
    if re.search(r"B\.?C", date):
        return -value
    if re.search(r"\d0s$", date):
        return value + (2 if "early" in date else 8 if "late" in date else 5)
    month = re.search(_MONTH, date)
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", re.sub(r"\d{4}", "", date))
    iso = re.match(r"\d{4}-(\d\d)-(\d\d)", date)
    if iso:
        return value + int(iso.group(1)) / 12.5 + int(iso.group(2)) / 500
    if month:
        value += MONTHS[month.group()] / 12.5 + (int(day.group()) / 500 if day else 0)
    return value
