"""A contact sheet of thumbnails as a viewer meets them: on a white and on a dark page, at full and at phone size."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ytempire.media import fonts
from ytempire.media.photos import load

PAGES = (("#ffffff", "#0f0f0f", "#606060"), ("#0f0f0f", "#f1f1f1", "#aaaaaa"))  # ground, ink, and quiet ink
FULL, PHONE, GAP = 400, 120, 22  # pixels across


@dataclass(frozen=True)
class Film:
    """A film's title, and its thumbnails with what is said of each."""

    title: str
    thumbs: tuple[tuple[Path, str], ...]


def sheet(films: Sequence[Film]) -> bytes:
    """A JPEG: every film a row, once on white and once on dark."""
    from PIL import Image

    rows = [_row(film, page) for page in PAGES for film in films]
    wide = max(row.width for row in rows)
    out = Image.new("RGB", (wide, sum(row.height for row in rows)), PAGES[0][0])
    y = 0
    for number, row in enumerate(rows):
        ground = PAGES[number // len(films)][0]
        out.paste(Image.new("RGB", (wide, row.height), ground), (0, y))
        out.paste(row, (0, y))
        y += row.height
    data = io.BytesIO()
    out.save(data, "JPEG", quality=86, optimize=True)
    return data.getvalue()


def _row(film: Film, page: tuple[str, str, str]) -> Any:
    from PIL import Image, ImageDraw

    ground, ink, quiet = page
    shown = [(load(file), said) for file, said in film.thumbs]
    across = all(picture.width > picture.height for picture, _ in shown)
    full, phone = (FULL, PHONE) if across else (FULL // 2, PHONE // 2)
    tall = max(round(p.height * full / p.width) for p, _ in shown)
    small = max(round(p.height * phone / p.width) for p, _ in shown)
    cell = max(full, 250) + GAP
    out = Image.new("RGB", (GAP + len(shown) * cell, tall + small + 116), ground)
    pencil = ImageDraw.Draw(out)
    _write(pencil, film.title, GAP, 34, 19, ink, out.width - 2 * GAP)
    for n, (picture, said) in enumerate(shown):
        x = GAP + n * cell
        _write(pencil, said, x, tall + 72, 15, quiet, cell - GAP)
        for wide, y in ((full, 50), (phone, tall + 88)):
            size = (wide, round(picture.height * wide / picture.width))
            out.paste(picture.resize(size, Image.Resampling.LANCZOS), (x, y), _rounded(size))
    return out


def _rounded(size: tuple[int, int]) -> Any:
    """The page's own round corners."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", (size[0] * 4, size[1] * 4))
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, size[0] * 4 - 1, size[1] * 4 - 1), max(4, size[0] // 32) * 4, fill=255
    )
    return mask.resize(size, Image.Resampling.LANCZOS)


def _write(pencil: Any, text: str, x: float, base: float, size: float, ink: str, room: float) -> None:
    from PIL import ImageFont

    key = "Inter-Medium"
    text = "".join(c if c in fonts.face(key).advance else "?" for c in fonts.settle(text))
    while len(text) > 4 and fonts.width(text, key, size) > room:
        text = text[:-2].rstrip(" .…") + "…"
    pencil.text((x, base), text, font=ImageFont.truetype(str(fonts.face(key).file), size), fill=ink, anchor="ls")
