"""The themes: type, paper, temper and motion, chosen by one word in a channel's look, or brought by the channel."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol

from ytempire.errors import ConfigError
from ytempire.media.looks import LOOKS
from ytempire.models import Blob
from ytempire.models.theme import OwnTheme as OwnTheme, Theme as Theme

READABLE = 4.5  # the least WCAG contrast of any text on its paper


class Kept(Protocol):
    """Where a blob's bytes are; `media.blobs.Blobs` is one."""

    def path(self, blob: Blob) -> Path: ...


_THEMES: dict[str, Theme] = {look.name: look for look in LOOKS}
NAMES: tuple[str, ...] = tuple(_THEMES)


def theme(name: str, accent: str = "") -> Theme:
    """Our theme of this name, with the channel's own accent if it has one and it can be read."""
    if name not in _THEMES:
        near = get_close_matches(name, NAMES, 1)
        raise ConfigError(
            f"no theme {name!r}", "look.theme", f"Did you mean {near[0]}?" if near else f"There are {', '.join(NAMES)}."
        )
    return accented(_THEMES[name], accent)


def chosen(name: str, accent: str, own: OwnTheme | None, kept: Kept) -> Theme:
    """What a film is drawn in: its own theme, with the channel's own fonts as files, or one of ours by name."""
    if own is None:
        return theme(name, accent)
    files = {key: str(kept.path(blob).resolve()) for key, blob in own.fonts.items()}
    keys = {use: files.get(key, key) for use, key in own.theme.type.model_dump().items() if isinstance(key, str)}
    return accented(own.theme.model_copy(update={"type": own.theme.type.model_copy(update=keys)}), accent)


def own_fonts(chosen: Theme) -> tuple[str, ...]:
    """The keys of a theme's fonts that are files of a channel."""
    return tuple(v for v in chosen.type.model_dump().values() if isinstance(v, str) and v.endswith(".ttf"))


def accented(chosen: Theme, accent: str) -> Theme:
    """A theme with another accent, if it can be read on it."""
    if not accent or accent.lower() == chosen.accent:
        return chosen
    worst = min(contrast(accent, c) for c in shades(chosen))
    if worst < READABLE:
        way = "lighter" if luminance(chosen.ink) > 0.5 else "darker"
        raise ConfigError(
            f"the accent {accent} cannot be read on the theme {chosen.name}: "
            f"contrast {worst:.1f}, {READABLE} is needed",
            "look.accent",
            f"Choose a {way} colour, or leave it out for {chosen.accent}.",
        )
    on = max((chosen.on_accent, chosen.ink, chosen.paper.near), key=lambda c: contrast(c, accent))
    return chosen.model_copy(update={"accent": accent.lower(), "on_accent": on})


def unreadable(theme: Theme) -> Iterator[tuple[str, str]]:
    """Which of a theme's inks cannot be read where they stand, by key, and the reason."""
    under = shades(theme)
    for key in ("ink", "muted", "accent"):
        ink = getattr(theme, key)
        worst = min(under, key=lambda c: contrast(ink, c))
        if contrast(ink, worst) < READABLE:
            yield key, f"{ink} cannot be read on {worst}: contrast {contrast(ink, worst):.1f}, {READABLE} is needed"
    if contrast(theme.on_accent, theme.accent) < READABLE:
        got = contrast(theme.on_accent, theme.accent)
        yield (
            "on_accent",
            f"{theme.on_accent} cannot be read on {theme.accent}: contrast {got:.1f}, {READABLE} is needed",
        )


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
