"""Versions as major.minor.patch, and the ranges of them that a channel will take."""

from __future__ import annotations

import re
from dataclasses import dataclass

Version = tuple[int, int, int]

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)
_RANGE = re.compile(r"([\^~=]?)(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?", re.ASCII)


def version(text: str) -> Version:
    """`1.2.0` as three numbers."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is not a version such as 1.2.0")
    major, minor, patch = (int(part) for part in match.groups())
    return major, minor, patch


def is_version(text: str) -> bool:
    """Whether a text is a version, such as 1.2.0."""
    return _VERSION.fullmatch(text) is not None


@dataclass(frozen=True)
class Range:
    """Versions from `low` up to but not with `high`."""

    low: Version
    high: Version

    def __contains__(self, other: Version) -> bool:
        return self.low <= other < self.high

    @property
    def exact(self) -> bool:
        """Whether it holds one version alone."""
        return self.high == (*self.low[:2], self.low[2] + 1)


ANY = Range((0, 0, 0), (1_000_000, 0, 0))


def range_of(text: str) -> Range:
    """`^1.0` what 1.0 promised, `~1.2` its mends only, `1.2.3` that one, `1.2` and `1` any of them, `` any at all."""
    if text in ("", "*"):
        return ANY
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is not a range of versions such as ^1.0, ~1.2 or 1.2.0")
    sign, a, b, c = match.groups()
    major, minor, patch = int(a), int(b or 0), int(c or 0)
    low = (major, minor, patch)
    if sign == "^" and b is not None:
        if major:
            return Range(low, (major + 1, 0, 0))
        if minor or c is None:
            return Range(low, (0, minor + 1, 0))
        return Range(low, (0, 0, patch + 1))
    if b is None:
        return Range(low, (major + 1, 0, 0))
    if sign == "~" or c is None:
        return Range(low, (major, minor + 1, 0))
    return Range(low, (major, minor, patch + 1))
