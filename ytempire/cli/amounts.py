"""How amounts are written for a person: money, sizes, and how many of a thing."""

from __future__ import annotations


def usd(microusd: int) -> str:
    """Micro-dollars as dollars, to a hundredth of a cent."""
    return f"${microusd / 1e6:,.4f}"


def mb(size: int) -> str:
    """Bytes as megabytes."""
    return f"{size / 1e6:.1f} MB"


def count(number: int, thing: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
