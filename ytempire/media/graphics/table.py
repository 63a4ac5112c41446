"""A table: columns as wide as what stands in them, numbers under each other by their places, rows as they are said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Literal

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.fit import Setting, Voice
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Table
from ytempire.models.theme import Entrance

NUMBER = re.compile(
    r"[-−–+±~≈<>]?\s?[$€£¥₹]?\s?[-−]?(\d{1,3}([,\u202f\u00a0]\d{3})+|\d+)(?P<part>\.\d+)?(?P<unit>\s?\S{0,6})"
)
EMPTY = {"", "-", "–", "—", "−", "?", "n/a"}
GAP = 56.0
LEAST = 28.0
SIZES = (58.0, 52.0, 47.0, 43.0, 39.0, 36.0, 33.0, 30.0, LEAST)


@dataclass(frozen=True)
class Column:
    """One column: `whole` is how wide its numbers are up to their point, 0 where it holds words."""

    x: float
    width: float
    number: bool
    whole: float = 0.0


def build(sheet: Sheet, visual: Table) -> None:
    """Elements: each row."""
    for i, row in enumerate(visual.rows):
        if len(row) != len(visual.columns):
            raise ConfigError(
                f"row {i + 1} has {len(row)} cells for {len(visual.columns)} columns",
                sheet.where("table"),
                "Write one cell for each column; an empty one is “”.",
            )
    z = sheet.zones
    if not z.tall and sheet.cut.layout == "right" and len(visual.columns) <= 3:
        room = side_head(sheet, visual.title, share=0.3)
        room = Box(room.x0 - 40, room.y0, room.x1, room.y1)
    else:
        room = head(sheet, visual.title, small=True)
    room = Box(room.x0, room.y0, min(room.x1, z.edge(room.y1)), room.y1)
    cells = [[typeset(cell) for cell in row] for row in visual.rows]
    names = [typeset(name) for name in visual.columns]
    for i, row_ in enumerate([names, *cells]):
        for text in row_:
            fonts.require(text, sheet.theme.type.strong, sheet.where(f"row {i}" if i else "the columns"))
    ways = [*((s, 1) for s in SIZES if s > 42), *((s, 2) for s in SIZES if s > 35), *product(SIZES, (1, 2, 3))]
    for size, lines in ways:
        if _set(sheet, visual, names, cells, room, size, lines):
            return
    raise ConfigError(
        f"a table of {len(cells)} rows and {len(names)} columns does not fit: its longest row is "
        f"“{max((' | '.join(r) for r in cells), key=len)[:70]}”",
        sheet.where("table"),
        "Say its cells shorter, or show fewer rows or columns.",
    )


def _numbers(cells: list[list[str]], k: int) -> bool:
    said = [row[k] for row in cells if row[k] not in EMPTY]
    return bool(said) and all(NUMBER.fullmatch(text) for text in said)


def split(text: str) -> tuple[str, str]:
    """A number up to its point, and what comes after."""
    match = NUMBER.fullmatch(text)
    if not match:
        return text, ""
    cut = match.start("part") if match["part"] else match.start("unit")
    return text[:cut], text[cut:]


def _columns(
    sheet: Sheet, names: list[str], cells: list[list[str]], width: float, size: float, heading: float, lines: int
) -> list[Column] | None:
    """How wide each column is; None if that leaves no room. Words are set in up to `lines` lines."""
    key = sheet.theme.type.strong
    numbers = [_numbers(cells, k) for k in range(len(names))]
    natural, least, whole = [], [], []
    for k, name in enumerate(names):
        title = fonts.width(name, key, heading)
        if numbers[k]:
            parts = [split(row[k]) for row in cells if row[k] not in EMPTY]
            before = max(fonts.width(a, key, size) for a, _ in parts)
            after = max(fonts.width(b, key, size) for _, b in parts)
            wide = max(before + after, title)
            natural.append(wide)
            least.append(wide)
            whole.append(wide - after)
        else:
            texts = [row[k] for row in cells]
            natural.append(max(title, *(fonts.width(t, key, size) for t in texts)) + 2)
            words = max((fonts.width(w, key, size) for t in texts for w in t.split()), default=0.0)
            least.append(max(title, words, natural[-1] / lines * 1.15 if lines > 1 else natural[-1]) + 2)
            whole.append(0.0)
    free = width - GAP * (len(names) - 1)
    if sum(least) > free:
        return None
    spare = free - sum(least)
    want = [a - b for a, b in zip(natural, least, strict=True)]
    give = min(1.0, spare / sum(want)) if sum(want) > 0 else 1.0
    widths = [b + w * give for b, w in zip(least, want, strict=True)]
    rest = free - sum(widths)  # air, shared out: more of it before numbers than the eye can lose its row in is bad
    air = min(rest / max(1, len(names) - 1), 150.0) if len(names) > 1 else 0.0
    out, x = [], 0.0
    for k, wide in enumerate(widths):
        out.append(Column(x, wide, numbers[k], whole[k]))
        x += wide + GAP + air
    return out


def _set(
    sheet: Sheet, visual: Table, names: list[str], cells: list[list[str]], room: Box, size: float, lines: int
) -> bool:
    """Set the table in this size, if it fits."""
    theme = sheet.theme
    key = theme.type.strong
    heading = max(LEAST, size * 0.66)
    columns = _columns(sheet, names, cells, room.width - 48, size, heading, lines)
    if columns is None:
        return False
    voice = sheet.strong(1.14)
    settings: list[list[Setting]] = []
    for texts in cells:
        try:
            settings.append([_cell(sheet, texts[k], voice, c, size, lines) for k, c in enumerate(columns)])
        except ConfigError:
            return False
    pad = max(22.0, size * 0.5)
    heights = [max(s.height for s in row) + pad for row in settings]
    top = heading * 0.75 + 34
    if top + sum(heights) > room.height:
        return False
    air = min((room.height - top - sum(heights)) / len(heights), 40.0)
    heights = [h + air for h in heights]
    left = room.x0 + 24
    y = room.y0 + min(60.0, (room.height - top - sum(heights)) * (0.4 if not sheet.zones.tall else 0.12))
    cap = fonts.face(key).cap
    for name, column in zip(names, columns, strict=True):
        x = left + column.x + (column.width if column.number else 0.0)
        sheet.line(
            name, key, heading, x, y + cap * heading, theme.muted, align="right" if column.number else "left",
            enter="fade", at=2, what="column",
        )  # fmt: skip
    y += top
    wide = columns[-1].x + columns[-1].width + 48
    sheet.fill(room.x0, y - 4, wide, 4, theme.accent, reveal="right", ms=600, what="rule")
    beats = sheet.beats(len(cells))
    for i, (row, tall, at) in enumerate(zip(settings, heights, beats, strict=True)):
        lit = visual.accent == i
        cards = sheet.cut.variant % 2 == 1
        if lit:
            radius = theme.round if cards else 0.0
            sheet.field(room.x0, y, wide, tall, ink=theme.accent, alpha=0.89, at=at, what="row", radius=radius)
            sheet.fill(room.x0, y, 8, tall, theme.accent, at=at, reveal="down", ms=300)
        elif cards:
            sheet.field(room.x0, y + 3, wide, tall - 6, at=at, radius=theme.round)
        elif i + 1 < len(cells) and visual.accent != i + 1:
            sheet.field(room.x0, y + tall - 1, wide, 2, ink=theme.muted, alpha=0.76, at=min(3 + 2 * i, at))
        _row(sheet, cells[i], row, columns, left, y, tall, size, at, lit)
        y += tall
    return True


def _cell(sheet: Sheet, text: str, voice: Voice, column: Column, size: float, lines: int) -> Setting:
    rows = 1 if column.number else lines
    return sheet.fit(text, voice, column.width + 1, size * (1.0 + 1.2 * (rows - 1)), most=size, least=size, rows=rows)


def _row(
    sheet: Sheet,
    texts: list[str],
    row: list[Setting],
    columns: list[Column],
    left: float,
    y: float,
    tall: float,
    size: float,
    at: int,
    lit: bool,
) -> None:
    theme = sheet.theme
    key = theme.type.strong
    for k, (text, setting, column) in enumerate(zip(texts, row, columns, strict=True)):
        if not text:
            continue
        ink = theme.ink
        start = at + 2 * k
        first = y + (tall - (setting.height - 0.22 * size)) / 2
        if not column.number:
            sheet.block(
                setting, left + column.x, first, ink, at=start, step=1, what=f"cell {k + 1}", enter=_enter(sheet)
            )
            continue
        before, _ = split(text)
        x = left + column.x + column.whole - fonts.width(before, key, size)
        if text in EMPTY:
            x = left + column.x + column.whole - fonts.width(text, key, size)
        if lit:
            ink = theme.accent
        sheet.line(text, key, size, x, first + setting.cap, ink, at=start, what=f"cell {k + 1}", enter=_enter(sheet))


def _enter(sheet: Sheet) -> Entrance | Literal["fade"]:
    """Many cells come; they come quietly."""
    return "fade" if sheet.theme.entrance in ("pop", "type") else sheet.theme.entrance
