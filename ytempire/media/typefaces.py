"""A channel's own font, made into what ours are: plain outlines, pairs of letters, and a name that nothing else has.

libass draws with it exactly what `fonts.py` measures: no ligatures, no tables that one renderer reads and another
does not. Scripts that need them (Arabic, Devanagari and their like) are left out, and so are not claimed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from ytempire.address import text_digest
from ytempire.errors import ConfigError

MOST = 24 * 1024 * 1024
SUFFIXES = (".ttf", ".otf")
NEEDED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?-'"
RANGES = ((0x20, 0x7E), (0xA0, 0x2FF), (0x370, 0x58F), (0x10A0, 0x10FF), (0x1E00, 0x2BFF), (0xFB01, 0xFB02))
STATIC = "Take one of its static files, such as its Bold."
JOINER = 0x2060


def made(data: bytes, where: str) -> bytes:
    """A font file as ours are; the same bytes give the same bytes. Refuses what cannot be used, with the reason."""
    font = opened(data, where)
    try:
        return _made(font, data, where)
    except ConfigError:
        raise
    except Exception as error:  # a broken table can fail in any way that the library did not foresee
        raise _broken(where, error) from error


def _made(font: Any, data: bytes, where: str) -> bytes:
    from fontTools.fontBuilder import FontBuilder

    upem = int(font["head"].unitsPerEm)
    chars = _chars(font)
    lost = [c for c in NEEDED if ord(c) not in chars]
    if lost:
        raise ConfigError(
            f"the font lacks {' '.join(lost[:12])}{' and more' if len(lost) > 12 else ''}",
            where,
            "Use a font with the letters A to Z and the figures, or leave this one out.",
        )
    glyphs, metrics, names = _outlines(font, chars)
    build = FontBuilder(upem, isTTF=True)
    build.setupGlyphOrder(list(glyphs))
    build.setupCharacterMap({code: names[glyph] for code, glyph in chars.items()} | {JOINER: "joiner"})
    build.setupGlyf(glyphs)
    build.setupHorizontalMetrics(metrics)
    rise, fall = _lines(font, upem)
    build.setupHorizontalHeader(ascent=rise, descent=-fall)
    family = f"Own {text_digest(data)[:16]}"
    build.setupNameTable(
        {"familyName": family, "styleName": "Regular", "fullName": family, "psName": family.replace(" ", "")}
    )
    tops = {char: _top(glyphs[names[chars[ord(char)]]], upem) for char in "Hx"}
    build.setupOS2(
        sTypoAscender=rise, sTypoDescender=-fall, sTypoLineGap=0, usWinAscent=rise, usWinDescent=fall,
        sCapHeight=tops["H"], sxHeight=tops["x"], usWeightClass=400, fsSelection=0x40, version=4,
    )  # fmt: skip
    build.setupPost(keepGlyphNames=False)
    build.setupHead(unitsPerEm=upem, created=0, modified=0)
    pairs = {
        (names[a], names[b]): v for (a, b), v in _pairs(font, set(chars.values())).items() if a in names and b in names
    }
    if pairs:
        build.font["kern"] = _kern(pairs)
    out = io.BytesIO()
    build.font.recalcTimestamp = False
    build.font.save(out)
    return out.getvalue()


def opened(data: bytes, where: str) -> Any:
    """The font, if it is one that can be drawn with."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on much that does not matter here
    kinds = {
        b"ttcf": ("is a collection of fonts", "Take one font out of it, as a .ttf or .otf file."),
        b"wOFF": ("is a font for web pages", "Use its .ttf or .otf file."),
        b"wOF2": ("is a font for web pages", "Use its .ttf or .otf file."),
    }
    if len(data) > MOST:
        raise ConfigError(f"is larger than {MOST >> 20} MB", where, "Use a font of fewer letters.")
    if data[:4] in kinds:
        raise ConfigError(kinds[data[:4]][0], where, kinds[data[:4]][1])
    if data[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        raise ConfigError("is no font", where, f"Use a {' or '.join(SUFFIXES)} file.")
    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        missing = [tag for tag in ("head", "hhea", "hmtx", "cmap", "maxp") if tag not in font]
        outlines = any(tag in font for tag in ("glyf", "CFF "))
        if not missing and outlines and not 16 <= font["head"].unitsPerEm <= 16384:
            missing = ["head"]
    except Exception as error:  # as above
        raise _broken(where, error) from error
    if "fvar" in font:
        raise ConfigError("is a variable font", where, STATIC)
    if missing or not outlines:
        raise ConfigError(
            f"has no {', '.join(missing)} table" if missing else "has no outlines, only pictures of letters", where,
            "Use another font.",
        )  # fmt: skip
    return font


def _broken(where: str, error: Exception) -> ConfigError:
    return ConfigError(f"is a broken font: {str(error)[:80] or type(error).__name__}", where, "Get the file again.")


def _chars(font: Any) -> dict[int, str]:
    """The glyph of each character that can be set without rules of its script."""
    every = font.getBestCmap() or {}
    return {code: every[code] for low, high in RANGES for code in range(low, high + 1) if code in every}


def _outlines(font: Any, chars: dict[int, str]) -> tuple[dict[str, Any], dict[str, tuple[int, int]], dict[str, str]]:
    """Each glyph as plain quadratic curves, its advance and bearing, and its new name by its old one."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn = font.getGlyphSet()
    fine = font["head"].unitsPerEm / 1000
    empty = TTGlyphPen(None).glyph()
    glyphs: dict[str, Any] = {".notdef": empty, "joiner": empty}
    metrics = {".notdef": (font["head"].unitsPerEm // 2, 0), "joiner": (0, 0)}
    names: dict[str, str] = {}
    for glyph in dict.fromkeys(chars.values()):
        pen, flat = TTGlyphPen(None), DecomposingRecordingPen(drawn)
        drawn[glyph].draw(flat)
        flat.replay(Cu2QuPen(pen, fine, reverse_direction="CFF " in font))
        name = names[glyph] = f"g{len(names):05d}"
        glyphs[name] = pen.glyph(dropImpliedOnCurves=False)
        metrics[name] = (max(0, round(drawn[glyph].width)), _left(glyphs[name]))
    return glyphs, metrics, names


def _left(glyph: Any) -> int:
    return min((x for x, _ in glyph.coordinates), default=0) if glyph.numberOfContours > 0 else 0


def _top(glyph: Any, upem: int) -> int:
    top = max((y for _, y in glyph.coordinates), default=0) if glyph.numberOfContours > 0 else 0
    return int(min(upem, max(upem // 4, top)))


def _lines(font: Any, upem: int) -> tuple[int, int]:
    """How far lines reach up and down; one pair for every renderer."""
    wide = font.get("OS/2")
    rise = int(wide.usWinAscent) if wide is not None else int(font["hhea"].ascent)
    fall = int(wide.usWinDescent) if wide is not None else -int(font["hhea"].descent)
    return min(2 * upem, max(upem // 2, rise)), min(2 * upem, max(upem // 10, fall))


def _pairs(font: Any, glyphs: set[str]) -> dict[tuple[str, str], int]:
    """How much nearer or farther two letters stand: from `kern`, or out of the first rules of GPOS that say so."""
    found: dict[tuple[str, str], int] = {}
    try:
        for rule in _rules(font):
            for (a, b), value in _of(rule, glyphs):
                found.setdefault((a, b), value)
        if not found and "kern" in font:
            for table in font["kern"].kernTables:
                found |= {(a, b): v for (a, b), v in getattr(table, "kernTable", {}).items() if {a, b} <= glyphs}
    except Exception:  # without pairs a font is still a font
        return {}
    strong = sorted(((p, v) for p, v in found.items() if v), key=lambda item: (-abs(item[1]), item[0]))
    return dict(strong[:10000])  # as many as one table holds


def _rules(font: Any) -> Iterator[Any]:
    """The pair rules of GPOS's `kern`."""
    if "GPOS" not in font or not font["GPOS"].table.FeatureList:
        return
    table = font["GPOS"].table
    asked = [f.Feature.LookupListIndex for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    for index in sorted({i for places in asked for i in places}):
        for rule in table.LookupList.Lookup[index].SubTable:
            rule = rule.ExtSubTable if rule.LookupType == 9 else rule
            if rule.LookupType == 2:
                yield rule


def _of(rule: Any, glyphs: set[str]) -> Iterator[tuple[tuple[str, str], int]]:
    first = [g for g in rule.Coverage.glyphs if g in glyphs]
    if rule.Format == 1:
        place = {g: i for i, g in enumerate(rule.Coverage.glyphs)}
        for a in first:
            for pair in rule.PairSet[place[a]].PairValueRecord:
                if pair.SecondGlyph in glyphs:
                    yield (a, pair.SecondGlyph), int(getattr(pair.Value1, "XAdvance", 0) or 0)
        return
    groups: dict[int, list[str]] = {}
    for b in sorted(glyphs):
        groups.setdefault(rule.ClassDef2.classDefs.get(b, 0), []).append(b)
    for a in first:
        row = rule.Class1Record[rule.ClassDef1.classDefs.get(a, 0)].Class2Record
        for kind, seconds in groups.items():
            value = int(getattr(row[kind].Value1, "XAdvance", 0) or 0)
            if value:
                yield from (((a, b), value) for b in seconds)


def _kern(pairs: dict[tuple[str, str], int]) -> Any:
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

    table, sub = newTable("kern"), KernTable_format_0()
    sub.coverage, sub.tupleIndex = 1, None
    sub.kernTable = pairs
    table.version, table.kernTables = 0, [sub]
    return table
