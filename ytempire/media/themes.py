"""The themes: type, paper, temper and motion, chosen by one word in a channel's look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from ytempire.errors import ConfigError

READABLE = 4.5  # the least WCAG contrast of any text on its paper

Entrance = Literal["rise", "wipe", "pop", "type"]


@dataclass(frozen=True)
class Type:
    """The fonts of a theme, by what they set."""

    display: str  # headlines, numbers
    accented: str  # the one accented word in a headline
    strong: str  # labels, dates, small heads
    text: str  # support lines
    fine: str  # sources, credits
    big: float = 1.0  # how large a headline may be against the scale: wide letters less
    leading: float = 1.1  # headline line to line, in ems
    upper: bool = False  # headlines in capitals
    tight: float = 0.0  # letter spacing of headlines, in ems


@dataclass(frozen=True)
class Paper:
    """What the background is painted from: two ends of a gradient, soft lights on it, grain, and ornaments."""

    near: str  # top of the gradient
    far: str  # bottom of the gradient
    lights: tuple[str, ...]  # soft spots, the first the largest
    strength: float  # of the first light, 0-1
    grain: float  # in grey levels
    texture: Literal["smooth", "fibre", "scan"]
    ornaments: tuple[str, ...]  # which of the ornaments in media/ornaments.py it draws, in turn
    relief: int  # grey levels that an ornament differs from its paper; below 0 it is darker


@dataclass(frozen=True)
class Theme:
    """One look: three colours on a paper, fonts, and how things enter."""

    name: str
    summary: str
    ink: str
    muted: str
    accent: str
    on_accent: str  # text on a field of the accent
    panel: str  # fields and tracks
    type: Type
    paper: Paper
    entrance: Entrance
    kicker: Literal["dash", "rule", "pill", "bracket"]
    emphasis: Literal["colour", "italic", "block", "underline"]
    bullet: Literal["dash", "diamond", "disc", "caret"]
    border: Literal["none", "page", "corners"]
    round: int  # corner radius of fields, in pixels at 1080p
    panel_alpha: float = 0.0  # how much of the paper shows through a field, 0 none


_INTER = Type("Inter-ExtraBold", "Inter-ExtraBold", "Inter-Bold", "Inter-Regular", "Inter-Medium", tight=-0.018)
_SERIF = Type(
    "Fraunces-Bold",
    "Fraunces-BoldItalic",
    "Fraunces-Bold",
    "Fraunces-Regular",
    "Fraunces-Regular",
    leading=1.08,
    tight=-0.008,
)
_BLACK = Type(
    "Inter-Black", "Inter-Black", "Inter-ExtraBold", "Inter-Bold", "Inter-Bold", leading=1.04, upper=True, tight=-0.018
)
_MONO = Type(
    "JetBrainsMono-ExtraBold",
    "JetBrainsMono-ExtraBold",
    "JetBrainsMono-Bold",
    "JetBrainsMono-Regular",
    "JetBrainsMono-Regular",
    big=0.86,
    leading=1.14,
    tight=-0.04,
)

_THEMES: dict[str, Theme] = {
    t.name: t
    for t in (
        Theme(
            "midnight",
            "Deep navy, clear sans, amber: calm and exact.",
            ink="#f5f7ff",
            muted="#c2cee7",
            accent="#ffb224",
            on_accent="#101a33",
            panel="#8fb4ec",
            panel_alpha=0.9,
            type=_INTER,
            entrance="rise",
            kicker="dash",
            emphasis="colour",
            bullet="dash",
            border="none",
            round=10,
            paper=Paper(
                "#070d1f",
                "#10284a",
                ("#21508a", "#3a2f6b"),
                0.72,
                1.6,
                "smooth",
                ("rings", "stars", "swell", "beams"),
                15,
            ),
        ),
        Theme(
            "paper",
            "Cream paper, old-style serif, red: a good book.",
            ink="#211c17",
            muted="#544a3e",
            accent="#a11c17",
            on_accent="#fdf6e9",
            panel="#7a5c33",
            panel_alpha=0.9,
            type=_SERIF,
            entrance="wipe",
            kicker="rule",
            emphasis="italic",
            bullet="diamond",
            border="page",
            round=0,
            paper=Paper(
                "#faf4e8",
                "#eadfc8",
                ("#fffdf6", "#f1dfc0"),
                0.85,
                2.2,
                "fibre",
                ("contours", "rosette", "hatch", "scallops"),
                -13,
            ),
        ),
        Theme(
            "dusk",
            "Violet to magenta, heavy capitals, yellow: loud and quick.",
            ink="#fff7fb",
            muted="#eddcf2",
            accent="#ffd93b",
            on_accent="#2a0b3d",
            panel="#ffffff",
            panel_alpha=0.87,
            type=_BLACK,
            entrance="pop",
            kicker="pill",
            emphasis="block",
            bullet="disc",
            border="none",
            round=26,
            paper=Paper(
                "#220a3f",
                "#4c0f5e",
                ("#8f2460", "#4427a0"),
                0.8,
                1.6,
                "smooth",
                ("sun", "halftone", "ribbons", "bokeh"),
                17,
            ),
        ),
        Theme(
            "signal",
            "Dark green-grey, monospace, mint: an instrument.",
            ink="#eaf5ef",
            muted="#abc5b9",
            accent="#5cf0b4",
            on_accent="#06231a",
            panel="#7fd8b4",
            panel_alpha=0.89,
            type=_MONO,
            entrance="type",
            kicker="bracket",
            emphasis="underline",
            bullet="caret",
            border="corners",
            round=4,
            paper=Paper(
                "#0a1212", "#13211f", ("#1f4a40", "#16304a"), 0.7, 1.4, "scan", ("grid", "trace", "radar", "matrix"), 15
            ),
        ),
    )
}

NAMES: tuple[str, ...] = tuple(_THEMES)


def theme(name: str, accent: str = "") -> Theme:
    """The theme of this name, with the channel's own accent if it has one and it can be read."""
    if name not in _THEMES:
        near = get_close_matches(name, NAMES, 1)
        raise ConfigError(
            f"no theme {name!r}", "look.theme", f"Did you mean {near[0]}?" if near else f"There are {', '.join(NAMES)}."
        )
    chosen = _THEMES[name]
    if not accent or accent.lower() == chosen.accent:
        return chosen
    worst = min(contrast(accent, c) for c in shades(chosen))
    if worst < READABLE:
        way = "lighter" if luminance(chosen.ink) > 0.5 else "darker"
        raise ConfigError(
            f"the accent {accent} cannot be read on the theme {name}: contrast {worst:.1f}, {READABLE} is needed",
            "look.accent",
            f"Choose a {way} colour, or leave it out for {chosen.accent}.",
        )
    on = max((chosen.on_accent, chosen.ink, chosen.paper.near), key=lambda c: contrast(c, accent))
    return replace(chosen, accent=accent.lower(), on_accent=on)


def shades(theme: Theme) -> tuple[str, ...]:
    """The extremes of what lies under a theme's text: paper, paper in full light, and both with a field on them."""
    paper = theme.paper
    base = (
        paper.near,
        paper.far,
        *(mix(paper.far, light, paper.strength) for light in paper.lights),
        *(mix(paper.near, light, paper.strength) for light in paper.lights),
    )
    return (*base, *(mix(theme.panel, c, theme.panel_alpha) for c in base))


# --- colours -------------------------------------------------------------------------------------


def rgb(colour: str) -> tuple[int, int, int]:
    """ "#rrggbb" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(a: str, b: str, share: float) -> str:
    """A colour on the way from a to b."""
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(rgb(a), rgb(b), strict=True))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)
