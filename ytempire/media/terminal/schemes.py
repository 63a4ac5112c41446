"""The colours of a terminal: schemes of sixteen and their ground."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache

from ytempire.errors import ConfigError
from ytempire.media.themes import Theme, contrast, luminance, mix

NAMED = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
READ, LIFTED = 3.0, 4.5  # a program's own colours with less contrast than the first are lifted to the second


@dataclass(frozen=True)
class Scheme:
    """One set of colours: ground, ink, cursor, the window's bar, and eight colours plain and bright."""

    name: str
    summary: str
    ground: str
    ink: str
    cursor: str
    bar: str
    plain: tuple[str, str, str, str, str, str, str, str]
    bright: tuple[str, str, str, str, str, str, str, str]

    @property
    def light(self) -> bool:
        return luminance(self.ground) > 0.4

    @property
    def faint(self) -> str:
        """What stands back: the window's name, the border of panes."""
        return self.bright[0]

    def colour(self, name: str, ground: bool = False) -> str:
        """A cell's colour by its name in the emulator."""
        if name == "default":
            return self.ground if ground else self.ink
        if name.startswith(("bright", "bfight")):
            return self.bright[NAMED.index(name[6:])]
        if name in NAMED:
            return self.plain[NAMED.index(name)]
        return f"#{name.removeprefix('~').lower()}"  # "~" stands before a colour that is meant as it is


def _scheme(name: str, summary: str, ground: str, ink: str, cursor: str, bar: str, plain: str, bright: str) -> Scheme:
    def eight(colours: str) -> tuple[str, str, str, str, str, str, str, str]:
        a, b, c, d, e, f, g, h = (f"#{colour}" for colour in colours.split())
        return a, b, c, d, e, f, g, h

    return Scheme(name, summary, ground, ink, cursor, bar, eight(plain), eight(bright))


SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        _scheme("harbour", "Night blue with clear, cool colours and an amber light.",
                "#0b1424", "#dbe5f5", "#ffb224", "#17233a",
                "16233b f0717e 7fd18f f2b950 6fb0f5 c79bf0 5fd0d8 c3cfe2",
                "8494b0 ff8f9a 9ce6aa ffd07a 93c6ff dab8ff 86e6ec f4f8ff"),
        _scheme("ember", "Warm charcoal, cream and embers.",
                "#1c1714", "#efe2cc", "#ff9d4d", "#2b241f",
                "322a24 f2745c b3bf5a eebb4d 8fb2a8 dd94a8 8cc795 d8cab0",
                "a5957f ff927a cddb72 ffd36b a9cdc2 f4b0c1 a9e2b1 fff3dc"),
        _scheme("orchid", "Plum with violet, rose and lime.",
                "#1f1530", "#f3eafb", "#ffd93b", "#2f2146",
                "382a52 ff6f91 8ee07a f7d154 a59bff f289e3 74dcec dccfeb",
                "a392c0 ff94ac aef59c ffe47f c0b8ff ffa9f0 9bedf8 ffffff"),
        _scheme("moss", "Forest green-grey, soft and quiet.",
                "#111a17", "#dbe8dd", "#5cf0b4", "#1d2a25",
                "24352e ea8079 8fd08a d9c36b 7db8cf cf9fc8 6fd0b2 c4d3c7",
                "869c8f ff9d95 abe8a5 f0da85 9dd2e6 e5b9de 8eeace f3fbf4"),
        _scheme("coal", "Near black, plain colours that stand out.",
                "#101214", "#e6e8ea", "#f5f5f5", "#1e2226",
                "2a2f35 f47067 6bc46d daaa3f 6cb6ff dcbdfb 56d4dd c9d1d9",
                "8b949e ff938a 8ddb8c f0c95c 96d0ff eed2ff 8ae8ef ffffff"),
        _scheme("phosphor", "A green tube: one colour in its shades.",
                "#04120a", "#8ff5ac", "#c8ffd6", "#0a2014",
                "0f2c1b 63d68a 8ff5ac b6ffc8 57c78c 7ce3b4 9df7cf bdf5cd",
                "4fae74 86efa6 b3ffc7 d5ffdf 7be0a6 a1f7cd c3ffe6 eafff0"),
        _scheme("amber", "An amber tube: one colour in its shades.",
                "#160d02", "#ffbf5e", "#ffe0ab", "#261804",
                "33210a f28c3d ffbf5e ffd382 d99a4a eda963 ffca7a f5d5a2",
                "b98442 ffa75e ffd487 ffe3ab ecb267 ffc383 ffdc9f fff0d6"),
        _scheme("vellum", "Ink on warm paper.",
                "#fbf5e6", "#2f2a24", "#a11c17", "#ece2cb",
                "2f2a24 a8261c 4c6b12 855a00 1f5f93 8a2f77 0f6b6b 6a6257",
                "71685b 8f1a12 3c5a08 704a00 124d7d 74205f 05585a 473f36"),
        _scheme("chalk", "Clear colours on white.",
                "#fafbfc", "#24292f", "#0b62c4", "#e8ecf0",
                "24292f c0222f 1a7034 855c00 0b62c4 7b3fc4 0f6f82 57606a",
                "636c76 a3121f 0d5c26 6e4b00 054da3 662db0 045969 32383f"),
    )
}  # fmt: skip
_BY_THEME = {"midnight": "harbour", "paper": "vellum", "dusk": "orchid", "signal": "moss", "clinic": "chalk"}


def scheme(name: str, theme: Theme | None = None, where: str = "") -> Scheme:
    """The scheme of this name; with none, the one that suits the theme."""
    if not name:
        if theme is None:
            return SCHEMES["harbour"]
        suited = "coal" if luminance(theme.ink) > 0.5 else "vellum"
        return SCHEMES[_BY_THEME.get(theme.name, suited)]
    if name not in SCHEMES:
        close = difflib.get_close_matches(name[:60], list(SCHEMES), n=1)
        then = f"Did you mean {close[0]}?" if close else f"There are {', '.join(SCHEMES)}."
        raise ConfigError(f"no scheme {name[:60]!r}", where or "scheme", then)
    return SCHEMES[name]


@lru_cache(4096)
def readable(ink: str, ground: str) -> str:
    """The ink, lifted away from its ground until it can be read."""
    if ink == ground or contrast(ink, ground) >= READ:
        return ink
    pole = "#ffffff" if luminance(ground) < 0.18 else "#000000"
    for step in range(1, 11):
        lifted = mix(ink, pole, step / 10)
        if contrast(lifted, ground) >= LIFTED:
            return lifted
    return pole
