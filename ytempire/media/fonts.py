"""The fonts that come with ytempire, and a channel's own: what they can draw, how wide, and what libass calls them.

A font's key is the name of one of ours, or the path of a file that `typefaces.made` has made. The files in `fonts/`
are subsets whose only spacing table is `kern`, so that what is measured here is what libass draws; their three sets
of line metrics agree for the same reason.
"""

from __future__ import annotations

import re
import shutil
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ytempire.errors import ConfigError

FOLDER = Path(__file__).parent / "fonts"
JOINER = "\u2060"  # every font has it, empty and of no width


@dataclass(frozen=True)
class Face:
    """One font file: `family` is the name libass wants; the rest in parts of its em."""

    key: str
    family: str
    ascent: float
    descent: float
    cap: float
    x: float
    advance: dict[str, float]
    bearing: dict[str, float]  # from the pen to the ink, on the left
    kern: dict[str, float]  # by the two characters

    @property
    def file(self) -> Path:
        return _file(self.key)

    @property
    def line(self) -> float:
        """What libass calls a font size of 1: its ascent and descent together, in ems."""
        return self.ascent + self.descent


def keys() -> tuple[str, ...]:
    """Every font that is shipped, such as Inter-ExtraBold."""
    return tuple(sorted(f.stem for f in FOLDER.glob("*.ttf")))


def _file(key: str) -> Path:
    return Path(key) if key.endswith(".ttf") else FOLDER / f"{key}.ttf"


def lay(folder: Path, text: str, more: Iterable[str] = ()) -> None:
    """Put the fonts that an ASS text names into a folder, under names that no path can spoil; `more` are own ones."""
    folder.mkdir(exist_ok=True)
    wanted = {"Inter Regular", *re.findall(r"\\fn([^\\}]+)", text)}
    for key in dict.fromkeys((*keys(), *more)):
        one = face(key)
        file = folder / f"{one.family.replace(' ', '')}.ttf"
        if one.family in wanted and not file.exists():
            shutil.copyfile(one.file, file)


@cache
def face(key: str) -> Face:
    """Read one font's names and measures."""
    data = _file(key).read_bytes()
    tables: dict[bytes, int] = {}
    for i in range(_u16(data, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag] = offset
    upem = _u16(data, tables[b"head"] + 18)
    os2 = tables[b"OS/2"]
    glyphs = _glyphs(data, tables[b"cmap"])
    metrics = _u16(data, tables[b"hhea"] + 34)
    widths = [struct.unpack_from(">Hh", data, tables[b"hmtx"] + 4 * i) for i in range(metrics)]
    advance = {char: widths[min(glyph, metrics - 1)][0] / upem for char, glyph in glyphs.items()}
    bearing = {char: widths[min(glyph, metrics - 1)][1] / upem for char, glyph in glyphs.items()}
    kern = _kern(data, tables[b"kern"], glyphs, upem) if b"kern" in tables else {}
    x_height, cap = struct.unpack_from(">hh", data, os2 + 86)
    made = Face(
        key,
        _family(data, tables[b"name"]),
        _u16(data, os2 + 74) / upem,
        _u16(data, os2 + 76) / upem,
        cap / upem,
        x_height / upem,
        advance,
        bearing,
        kern,
    )
    _SEEN[made.family] = made
    return made


_SEEN: dict[str, Face] = {}


def named(family: str) -> Face | None:
    """The font that libass knows by this name, if it is one of ours or has been measured."""
    if family not in _SEEN:
        for key in keys():
            face(key)
    return _SEEN.get(family)


def _u16(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])


def _family(data: bytes, at: int) -> str:
    count, strings = struct.unpack_from(">HH", data, at + 2)
    for i in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", data, at + 6 + 12 * i)
        if platform == 3 and name == 1:
            start = at + strings + offset
            return data[start : start + length].decode("utf-16-be")
    raise ValueError("a font without a family name")


def _glyphs(data: bytes, at: int) -> dict[str, int]:
    """The glyph of each character, from the cmap's table of format 4."""
    subs = [at + struct.unpack_from(">I", data, at + 8 + 8 * i)[0] for i in range(_u16(data, at + 2))]
    sub = next(s for s in subs if _u16(data, s) == 4)
    half = _u16(data, sub + 6)
    ends, starts, deltas, ranges = (sub + 14, sub + 16 + half, sub + 16 + 2 * half, sub + 16 + 3 * half)
    glyphs: dict[str, int] = {}
    for i in range(0, half, 2):
        for code in range(_u16(data, starts + i), _u16(data, ends + i) + 1):
            offset = _u16(data, ranges + i)
            glyph = _u16(data, ranges + i + offset + 2 * (code - _u16(data, starts + i))) if offset else code
            if glyph and (glyph := (glyph + _u16(data, deltas + i)) & 0xFFFF):
                glyphs[chr(code)] = glyph
    return glyphs


def _kern(data: bytes, at: int, glyphs: dict[str, int], upem: int) -> dict[str, float]:
    chars: dict[int, list[str]] = {}
    for char, glyph in glyphs.items():
        chars.setdefault(glyph, []).append(char)
    pairs: dict[str, float] = {}
    for i in range(_u16(data, at + 10)):
        left, right, value = struct.unpack_from(">HHh", data, at + 18 + 6 * i)
        for a in chars.get(left, ()):
            for b in chars.get(right, ()):
                pairs[a + b] = value / upem
    return pairs


@lru_cache(1 << 16)
def _ems(key: str, text: str) -> float:
    font = face(key)
    total = sum(font.advance.get(c, 0.6) for c in text)
    return total + sum(font.kern.get(text[i : i + 2], 0.0) for i in range(len(text) - 1))


FALLBACK = ("Inter-Regular", "Inter-ExtraBold", "JetBrainsMono-Regular")
_HEAVY = {
    "Fraunces-Bold": "Inter-Bold",
    "Fraunces-BoldItalic": "Inter-Bold",
    "JetBrainsMono-Bold": "Inter-Bold",
    "JetBrainsMono-ExtraBold": "Inter-ExtraBold",
}


@lru_cache(1 << 16)
def runs(text: str, key: str) -> tuple[tuple[str, str], ...]:
    """The text in pieces of (font, text): what this font lacks is drawn by another that we ship."""
    parts: list[tuple[str, str]] = []
    own = face(key).advance
    for char in text:
        use = key if char in own else _substitute(char, key)
        if parts and parts[-1][0] == use:
            parts[-1] = (use, parts[-1][1] + char)
        else:
            parts.append((use, char))
    return tuple(parts)


def _substitute(char: str, key: str) -> str:
    for other in (_HEAVY.get(key, "Inter-Bold" if key.endswith(".ttf") else "Inter-Regular"), *FALLBACK):
        if char in face(other).advance:
            return other
    return key


@lru_cache(1 << 16)
def width(text: str, key: str, size: float, track: float = 0.0) -> float:
    """How wide a line is in pixels at an em of `size`; `track` is added after every character."""
    return sum(_ems(k, part) for k, part in runs(text, key)) * size + track * len(text)


def missing_glyphs(text: str, key: str = "Inter-Regular") -> str:
    """The characters that no font we ship can draw, each once, in order; empty when all can be drawn."""
    fonts = [face(k).advance for k in (key, *FALLBACK)]
    return "".join(dict.fromkeys(c for c in settle(text) if not any(c in font for font in fonts)))


def require(text: str, key: str = "Inter-Regular", where: str = "") -> None:
    """Refuse a text that would be drawn with boxes, naming the characters."""
    lost = missing_glyphs(text, key)
    if not lost:
        return
    named = ", ".join(
        f"{c if c.isprintable() else '?'} (U+{ord(c):04X} {unicodedata.name(c, 'no name').lower()})" for c in lost[:6]
    )
    more = f" and {len(lost) - 6} more" if len(lost) > 6 else ""
    raise ConfigError(
        f"no font draws {named}{more}",
        where,
        "Write it with Latin letters, figures and common signs, or leave it out.",
    )


def settle(text: str) -> str:
    """One form of a text: composed letters, single spaces, and none of the marks that are never drawn."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()
