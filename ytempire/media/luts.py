"""Tables of colours: a `.cube` file read with care, and laid on a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError

MOST_BYTES = 16 * 1024 * 1024
LARGEST = 65  # entries a side; what an editor exports is 17, 33 or 65
NEXT = "Export it again as a .cube file with a 3D table of 17, 33 or 65."


@dataclass(frozen=True)
class Lut:
    """A table of `size` colours a side, red changing fastest, each of 0 to 1."""

    size: int
    table: tuple[float, ...]


@lru_cache(maxsize=4)
def read(file: Path, where: str = "") -> Lut:
    """The table in a `.cube` file; what is wrong with it is said with its line."""
    where = where or file.name
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ConfigError("is too large to be a table of colours", where, NEXT)
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("is not text, so it is no .cube file", where, NEXT) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where) from error
    return parse(text, where)


def parse(text: str, where: str = "lut.cube") -> Lut:
    """The table that a `.cube` file's text says."""
    size = flat = 0
    values: list[float] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#", 1)[0].split() if not line.lstrip().startswith("TITLE") else []
        if not words:
            continue
        at = f"{where}:{number}"
        match words[0]:
            case "LUT_3D_SIZE" | "LUT_1D_SIZE":
                if size or flat:
                    raise ConfigError("says a size a second time", at, "Keep one table in a file.")
                most = LARGEST if words[0] == "LUT_3D_SIZE" else 4096
                count = int(words[1]) if len(words) == 2 and words[1].isdecimal() and len(words[1]) < 6 else 0
                if not 2 <= count <= most:
                    raise ConfigError(f"{words[0]} is not a number from 2 to {most}", at, NEXT)
                size, flat = (count, 0) if words[0] == "LUT_3D_SIZE" else (0, count)
            case "DOMAIN_MIN" | "DOMAIN_MAX" | "LUT_3D_INPUT_RANGE" | "LUT_1D_INPUT_RANGE":
                wanted = [0.0, 1.0] if words[0].endswith("RANGE") else [float(words[0] == "DOMAIN_MAX")] * 3
                if [_number(w, at) for w in words[1:]] != wanted:
                    raise ConfigError(f"{words[0]} is not the usual 0 to 1", at, "Export it for the range 0 to 1.")
            case _:
                if len(words) != 3:
                    raise ConfigError(f"{line.strip()[:40]!r} is not three numbers", at, NEXT)
                if not (size or flat):
                    raise ConfigError("has colours before it says LUT_3D_SIZE", at, NEXT)
                values += [min(1.0, max(0.0, _number(word, at))) for word in words]
                if len(values) > 3 * (size**3 if size else flat):
                    raise ConfigError(f"has more colours than its size of {size or flat} says", at, NEXT)
    wanted_count = size**3 if size else flat
    if not wanted_count:
        raise ConfigError("says no LUT_3D_SIZE", where, NEXT)
    if len(values) != 3 * wanted_count:
        raise ConfigError(f"has {len(values) // 3} colours of {wanted_count}", where, "It is cut short; copy it anew.")
    return Lut(size, tuple(values)) if size else _cubed(values, flat)


def _number(word: str, at: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ConfigError(f"{word[:20]!r} is not a number", at, NEXT)
    return value


def _cubed(values: list[float], flat: int) -> Lut:
    """Three curves as a table of 33 a side."""
    size = 33

    def at(share: float, channel: int) -> float:
        place = share * (flat - 1)
        low = min(int(place), flat - 2)
        a, b = values[3 * low + channel], values[3 * (low + 1) + channel]
        return a + (b - a) * (place - low)

    curves = [[at(i / (size - 1), c) for i in range(size)] for c in range(3)]
    return Lut(size, tuple(v for b in range(size) for g in range(size) for r in range(size)
                           for v in (curves[0][r], curves[1][g], curves[2][b])))  # fmt: skip


def graded(image: Any, lut: Lut) -> Any:
    """A picture (PIL, RGB) through the table."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.Color3DLUT(lut.size, list(lut.table)))
