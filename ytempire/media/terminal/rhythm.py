"""How a person types: slower at the start of a word and at signs, now and then a burst; the same each time."""

from __future__ import annotations

import random

from ytempire.address import text_digest

KEY = 0.066  # seconds from key to key, in the middle of a word
MOST = 4.2  # seconds for one line: a long one is typed faster
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def keys(text: str, seed: str, speed: float = 1.0, typos: bool = False) -> tuple[tuple[float, str], ...]:
    """Each key with the seconds before it; a wrong one is followed by what takes it back."""
    dice = random.Random(int(text_digest(f"keys\0{seed}\0{text}")[:16], 16))
    found: list[tuple[float, str]] = []
    burst, before = 1.0, " "
    for place, char in enumerate(text):
        gap = KEY * min(2.2, max(0.45, dice.gauss(1.0, 0.26))) * burst
        if before == " " and place:
            burst = 0.62 if dice.random() < 0.18 else 1.0
            gap = KEY * dice.uniform(1.3, 2.1)
        elif not char.isalnum() and char != " ":
            gap *= dice.uniform(1.25, 1.8)
        elif char.isupper():
            gap *= 1.35
        elif char == before:
            gap *= 0.72
        if typos and place and char.lower() in "".join(_ROWS) and dice.random() < 0.045:
            found.append((gap, _neighbour(char, dice)))
            found.append((dice.uniform(0.16, 0.3), "\b \b"))
            gap = dice.uniform(0.09, 0.16)
        found.append((gap, char))
        before = char
    whole = sum(gap for gap, _ in found)
    share = min(1.0, MOST / whole) / speed if whole else 1.0
    return tuple((gap * share, key) for gap, key in found)


def _neighbour(char: str, dice: random.Random) -> str:
    """The key beside it."""
    row = next(row for row in _ROWS if char.lower() in row)
    at = row.index(char.lower())
    beside = row[max(0, at - 1)] if at and (dice.random() < 0.5 or at + 1 == len(row)) else row[at + 1]
    return beside.upper() if char.isupper() else beside
