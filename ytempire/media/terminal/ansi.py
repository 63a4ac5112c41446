"""A screen's rows as text with colours, for a real terminal."""

from __future__ import annotations

from ytempire.media.terminal.emulator import Cell, Row
from ytempire.media.terminal.schemes import NAMED
from ytempire.media.terminal.shots import Shot

_FLAGS = (
    ("bold", "1"),
    ("blink", "2"),
    ("italics", "3"),
    ("underscore", "4"),
    ("reverse", "7"),
    ("strikethrough", "9"),
)


def line(row: Row) -> str:
    """One row with its colours, without the blanks at its end."""
    cells = list(row)
    while cells and _empty(cells[-1]):
        cells.pop()
    out, before = [], ""
    for cell in cells:
        style = _style(cell)
        if style != before:
            out.append(f"\x1b[{style}m")
            before = style
        out.append(cell.data)
    return "".join(out) + ("\x1b[0m" if before not in ("", "0") else "")


def change(shot: Shot, before: Shot | None) -> str:
    """What makes a terminal that shows `before` show this one: the rows that changed, then the cursor."""
    out = []
    for y, row in enumerate(shot.rows):
        if before is None or row is not before.rows[y]:
            out.append(f"\x1b[{y + 1};1H\x1b[0m\x1b[2K{line(row)}")
    if out or before is None or shot.cursor != before.cursor:
        if shot.cursor:
            out.append(f"\x1b[{shot.cursor[1] + 1};{shot.cursor[0] + 1}H\x1b[?25h")
        else:
            out.append("\x1b[?25l")
    return "".join(out)


def _empty(cell: Cell) -> bool:
    marked = cell.reverse or cell.underscore or cell.strikethrough
    return cell.data == " " and cell.bg == "default" and not marked


def _style(cell: Cell) -> str:
    parts = ["0", *(code for name, code in _FLAGS if getattr(cell, name))]
    parts += _colour(cell.fg, 30) + _colour(cell.bg, 40)
    return ";".join(parts)


def _colour(name: str, first: int) -> list[str]:
    if name == "default":
        return []
    if name.startswith(("bright", "bfight")):
        return [str(first + 60 + NAMED.index(name[6:]))]
    if name in NAMED:
        return [str(first + NAMED.index(name))]
    value = name.removeprefix("~")
    return [str(first + 8), "2", *(str(int(value[n : n + 2], 16)) for n in (0, 2, 4))]
