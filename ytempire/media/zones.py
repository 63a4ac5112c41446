"""Where things may stand in a frame: margins, the captions' own place, and a platform's buttons kept clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ytempire.errors import ConfigError

Captions = Literal["words", "keys", "none"]


@dataclass(frozen=True)
class Box:
    """A rectangle in nominal pixels (a frame is 1920x1080, 1080x1920 or 1080x1080), and what stands in it."""

    x0: float
    y0: float
    x1: float
    y1: float
    what: str = ""

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come closer than `gap`."""
        return (
            self.x0 < other.x1 + gap
            and other.x0 < self.x1 + gap
            and self.y0 < other.y1 + gap
            and other.y0 < self.y1 + gap
        )

    def within(self, other: Box, slack: float = 0.5) -> bool:
        return (
            self.x0 >= other.x0 - slack
            and self.x1 <= other.x1 + slack
            and self.y0 >= other.y0 - slack
            and self.y1 <= other.y1 + slack
        )


@dataclass(frozen=True)
class Zones:
    """One frame's places, in nominal pixels."""

    width: int
    height: int
    content: Box  # graphics and their words
    caption: Box  # nothing but captions
    source: Box
    mark: Box
    progress: Box
    tall: bool  # things stand one under another: 9:16, and 1:1
    square: bool = False

    @property
    def safe(self) -> Box:
        """Where any word may stand."""
        if self.square:
            return Box(65, 60, 1015, 1020)
        if self.tall:
            return Box(65, 154, 1015, 1497)
        return Box(115, 65, 1805, 1022)

    @property
    def reach(self) -> float:
        """How far right a tall frame's words may go at any height."""
        return 1015.0 if self.square else 929.0

    def line(self, centred: bool = False) -> float:
        """How wide a tall frame's words may be, from its left edge or about its middle."""
        if self.square:
            return 900.0 if centred else 950.0
        return 778.0 if centred else 864.0

    def edge(self, bottom: float) -> float:
        """How far right something may reach whose lower end is at `bottom`: lower down are the platform's buttons."""
        return 929.0 if self.tall and not self.square and bottom > 960 else self.content.x1


def zones(width: int, height: int, captions: Captions = "keys") -> Zones:
    """The places of a frame of this shape."""
    shape = width / height
    if abs(shape - 16 / 9) < 0.02:
        content = Box(115, 72, 1805, {"none": 912, "keys": 838, "words": 768}[captions])
        caption = {
            "none": Box(115, 924, 1805, 926),
            "keys": Box(115, 858, 1805, 926),
            "words": Box(250, 790, 1670, 930),
        }[captions]
        return Zones(
            1920,
            1080,
            content,
            caption,
            source=Box(115, 956, 1440, 1022),
            mark=Box(1465, 956, 1805, 1022),
            progress=Box(115, 944, 1805, 948),
            tall=False,
        )
    if abs(shape - 9 / 16) < 0.01:
        content = Box(65, 262, 1015, 1130 if captions != "none" else 1400)
        caption = Box(151, 1188, 929, 1436) if captions != "none" else Box(151, 1416, 929, 1418)
        return Zones(
            1080,
            1920,
            content,
            caption,
            source=Box(65, 1446, 929, 1497),
            mark=Box(65, 182, 1015, 226),
            progress=Box(65, 160, 1015, 166),
            tall=True,
        )
    if abs(shape - 1) < 0.01:
        content = Box(65, 118, 1015, {"none": 920, "keys": 836, "words": 790}[captions])
        caption = {
            "none": Box(65, 930, 1015, 932),
            "keys": Box(65, 856, 1015, 930),
            "words": Box(95, 806, 985, 932),
        }[captions]
        return Zones(
            1080,
            1080,
            content,
            caption,
            source=Box(65, 968, 1015, 1020),
            mark=Box(65, 60, 1015, 98),
            progress=Box(65, 948, 1015, 952),
            tall=True,
            square=True,
        )
    raise ConfigError(f"a frame of {width}x{height} has no layout", "look.aspect", "Choose 16:9, 9:16 or 1:1.")
