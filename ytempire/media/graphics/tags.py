"""The words of libass: a colour, a veil, a text that opens no command; and the layers that events lie in."""

from __future__ import annotations

from ytempire.media import fonts
from ytempire.media.themes import rgb

WIDER = " \u200a"  # a space and a hair
LEAVE_MS = 160  # what leaves at the cut, leaves in this time
BACK, FIGURE, TEXT, OVER, CAPTION = 0, 10, 20, 30, 40  # layers


def eased(t: float) -> float:
    """Fast first, then slow: where something is at share t of its way."""
    return 1 - (1 - min(1.0, max(0.0, t))) ** 3


def colour(value: str, channel: int = 1) -> str:
    r, g, b = rgb(value)
    return rf"\{channel}c&H{b:02X}{g:02X}{r:02X}&"


def veil(alpha: float) -> str:
    """How much shows through, 0 none to 1 all."""
    return rf"\alpha&H{round(255 * min(1.0, max(0.0, alpha))):02X}&"


def escape(text: str) -> str:
    """Text that libass takes as it is: no braces that open a command, no backslash that is one."""
    return text.replace("\\", "\\" + fonts.JOINER).replace("{", r"\{").replace("}", r"\}").replace("\n", " ")
