"""The screen of a terminal: what is written to it, with all its escape sequences, as rows of cells."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import Any

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

Cell = Char  # data, fg, bg, bold, italics, underscore, strikethrough, reverse; `blink` stands for faint, see _colours
Row = tuple[Cell, ...]
BLANK = Cell(" ")
LONGEST_SEQUENCE = 8192
_TOKEN = re.compile(
    r"(?P<csi>\x1b\[(?P<lead>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<middle>[ -/]*)(?P<last>[@-~]))"
    r"|(?P<osc>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<string>\x1b[PX^_][^\x1b]*\x1b\\)"
    r"|(?P<escape>\x1b[ -/]*[0-OQ-WYZ\\`-~=>])"
    r"|(?P<text>[^\x1b]+)"
)
_OPEN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07]*|[PX^_].*|[ -/]*)?\Z", re.DOTALL)  # may still become a sequence
_ALTERNATE = {"47", "1047", "1049"}


def columns_of(text: str) -> int:
    """How many columns a text takes; what has no width takes none."""
    return sum(max(0, wcwidth(char)) for char in text)


def plain(text: str) -> str:
    """A text without its escape sequences."""
    return "".join(found["text"] or "" for found in _TOKEN.finditer(text))


class Screen(pyte.Screen):  # type: ignore[misc, unused-ignore]
    """A screen that also knows what newer programs ask for: the other screen, faint text, scrolling, repeating."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self._stream = pyte.Stream(self, strict=False)
        self._rest = ""
        self._last = " "
        self._first: tuple[Any, Any] | None = None  # the usual screen while the other one is shown

    def write(self, data: str) -> None:
        """Take what a program prints; half a sequence waits for its other half, what is unknown is passed over."""
        data, self._rest = self._rest + data, ""
        at = 0
        while at < len(data):
            found = _TOKEN.match(data, at)
            if found is None:
                if _OPEN.match(data, at) and len(data) - at < LONGEST_SEQUENCE:
                    self._rest = data[at:]
                    return
                at += 1
                continue
            at = found.end()
            if found["text"]:
                self._feed(found["text"])
            elif found["csi"]:
                self._control(found["lead"], found["numbers"], found["middle"], found["last"])
            elif found["osc"]:
                self._titled(found["osc"])
            elif found["escape"] and len(found["escape"]) == 2:
                self._feed(found["escape"])

    def _feed(self, data: str) -> None:
        with contextlib.suppress(TypeError, ValueError, IndexError, KeyError, AssertionError):
            self._stream.feed(data)

    def _titled(self, sequence: str) -> None:
        number, _, text = sequence[2:].rstrip("\x07\\").rstrip("\x1b").partition(";")
        if number in ("0", "2"):
            self.title = "".join(char for char in text if char.isprintable())[:120]

    def _control(self, lead: str, numbers: str, middle: str, last: str) -> None:
        if middle or lead in ("<", "=", ">"):
            return
        first = min(999, int(numbers.partition(";")[0] or 0)) if numbers.replace(";", "").isdecimal() else 0
        if lead == "?":
            if last in "hl":
                wanted = numbers.split(";")
                if _ALTERNATE.intersection(wanted):
                    self._change(last == "h")
                rest = ";".join(n for n in wanted if n not in _ALTERNATE)
                if rest:
                    self._feed(f"\x1b[?{rest}{last}")
            elif last in "JK":
                self._feed(f"\x1b[{numbers}{last}")
        elif last == "m":
            self._feed(f"\x1b[{_colours(numbers)}m")
        elif last in "ST":
            self._scroll(max(1, first), up=last == "S")
        elif last == "b":
            self._feed(self._last * min(max(1, first), self.columns))
        elif last in "su" and not numbers:
            (self.save_cursor if last == "s" else self.restore_cursor)()
        else:
            self._feed(f"\x1b[{numbers.replace(':', ';')}{last}")

    def _change(self, other: bool) -> None:
        """To the other screen, which is empty, and back to what was there before."""
        if other and self._first is None:
            self._first = (dict(self.buffer), (self.cursor.x, self.cursor.y))
            self.buffer.clear()
        elif not other and self._first is not None:
            lines, (x, y) = self._first
            self._first = None
            self.buffer.clear()
            self.buffer.update(lines)
            self.cursor.x, self.cursor.y = min(x, self.columns), min(y, self.lines - 1)
        self.dirty.update(range(self.lines))

    def _scroll(self, count: int, up: bool) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = bottom if up else top
        for _ in range(min(count, self.lines)):
            (self.index if up else self.reverse_index)()
        self.cursor.x, self.cursor.y = x, y

    def draw(self, data: str) -> None:
        """Put text down: a wide letter that has no room left goes to the next line, what has no width is left out."""
        # pyte gives up the rest of a text at the first sign without a width
        data = "".join(
            char for char in data if wcwidth(char) > 0 or (wcwidth(char) == 0 and unicodedata.combining(char))
        )
        if not data:
            return
        if data.isascii():
            super().draw(data)
        else:
            for char in data:
                if wcwidth(char) == 2 and self.cursor.x == self.columns - 1:
                    self.carriage_return()
                    self.linefeed()
                super().draw(char)
        self._last = data[-1]

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase a part of the line; a part that no terminal knows is passed over, where pyte would fail."""
        if how in (0, 1, 2):
            super().erase_in_line(how, private)

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        """Erase a part of the screen; a part that no terminal knows is passed over."""
        if how in (0, 1, 2, 3):
            super().erase_in_display(how, *args, **kwargs)

    def row(self, y: int) -> Row:
        """One row as it stands."""
        line = self.buffer[y]
        return tuple(line[x] for x in range(self.columns))

    def reshape(self, columns: int, rows: int) -> None:
        """Another size: lines that are too long for it are broken, and the last ones stay."""
        if columns >= self.columns and rows >= self.lines:
            self.resize(rows, columns)
            return
        lines: list[list[Cell]] = []
        for y in range(self.cursor.y + 1):
            row = list(self.row(y))
            while row and row[-1].data == " " and len(row) > (self.cursor.x if y == self.cursor.y else 0):
                row.pop()
            lines += [row[x : x + columns] for x in range(0, max(1, len(row)), columns)]
        x = len(lines[-1])
        lines = lines[-rows:]
        self.resize(rows, columns)
        self.buffer.clear()
        for y, cells in enumerate(lines):
            for place, cell in enumerate(cells):
                self.buffer[y][place] = cell
        self.cursor.x, self.cursor.y = x, len(lines) - 1
        self.dirty.update(range(rows))


def _colours(numbers: str) -> str:
    """A colour sequence in the one form that the screen reads.

    The sixteen named colours become the scheme's own, also when asked for by number. Faint text is kept as
    "blink": pyte knows no faint, and nothing on a screen of ours blinks but the cursor.
    """
    out: list[str] = []
    groups = [group.split(":") for group in numbers.split(";")]
    at = 0
    while at < len(groups):
        group = groups[at]
        at += 1
        code = group[0]
        if code in ("38", "48"):
            if len(group) > 1:
                parts = [part for part in group[1:] if part] if group[1] == "5" else [group[1], *group[-3:]]
            else:
                take = {"5": 2, "2": 4}.get(groups[at][0] if at < len(groups) else "", 0)
                parts = [part[0] for part in groups[at : at + take]]
                at += take or 1
            out += _extended(code, [part or "0" for part in parts])
        elif code == "2":
            out.append("5")
        elif code == "22":
            out += ["22", "25"]
        elif code == "4" and len(group) > 1:
            out.append("24" if group[1] == "0" else "4")
        elif code not in ("5", "6", "25"):
            out.append(code or "0")
    return ";".join(out) or ("0" if not numbers else "10")  # 10 is the usual font: nothing changes


def _extended(code: str, parts: list[str]) -> list[str]:
    numbers = [int(part) for part in parts if part.isdecimal()]
    if len(numbers) == 2 and numbers[0] == 5 and numbers[1] < 256:
        if numbers[1] < 16:
            shift = 0 if code == "38" else 10
            return [str((30 if numbers[1] < 8 else 82) + numbers[1] + shift)]
        return [code, "5", str(numbers[1])]
    if len(numbers) == 4 and numbers[0] == 2:
        return [code, "2", *(str(min(255, n)) for n in numbers[1:])]
    return []
