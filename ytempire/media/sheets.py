"""Contact sheets: many pictures on one, each with a line under it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ytempire.errors import Refused
from ytempire.media import ffmpeg, fonts

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

INK, QUIET = "#e9edf5", "#111418"


def sheet(
    pictures: Sequence[tuple[Image.Image, str]], columns: int, cell: int = 480, ground: str = QUIET, ink: str = INK
) -> bytes:
    """A JPEG of all pictures in rows of `columns`, each `cell` pixels wide, with its line; long lines are cut short."""
    from PIL import Image, ImageDraw, ImageFont

    gap, size = max(8, cell // 30), max(13, cell // 26)
    face = ImageFont.truetype(str(fonts.face("Inter-Medium").file), size)
    rows = [pictures[i : i + columns] for i in range(0, len(pictures), max(1, columns))]
    drawn = [[_sized(picture, cell) for picture, _ in row] for row in rows]
    under = size + gap
    tall = [max(p.height for p in row) + under for row in drawn]
    whole = Image.new("RGB", (gap + max(1, columns) * (cell + gap), gap + sum(t + gap for t in tall)), ground)
    pen, y = ImageDraw.Draw(whole), gap
    for row, shown, high in zip(rows, drawn, tall, strict=True):
        for column, ((_, label), picture) in enumerate(zip(row, shown, strict=True)):
            x = gap + column * (cell + gap)
            whole.paste(picture, (x, y), picture if picture.mode == "RGBA" else None)
            pen.text((x, y + picture.height + gap // 3), _short(label, face.getlength, cell), font=face, fill=ink)
        y += high + gap
    out = io.BytesIO()
    whole.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def of_film(film: Path, moments: Sequence[tuple[int, str]], columns: int, folder: Path, cell: int = 480) -> bytes:
    """A contact sheet of a film's frames, each with its line; decoded in one pass, in `folder`, which is scratch."""
    from PIL import Image

    wanted = sorted({frame for frame, _ in moments})
    chosen = "+".join(f"eq(n,{frame})" for frame in wanted)
    args = ["-i", str(film.resolve()), "-vf", f"select='{chosen}',scale={cell}:-2", "-fps_mode", "passthrough"]
    ffmpeg.run([*args, "m%05d.png"], cwd=folder)
    pictures = []
    for frame, line in moments:
        file = folder / f"m{wanted.index(frame) + 1:05d}.png"
        if not file.exists():
            raise Refused(f"the film has no frame {frame}", line)
        with Image.open(file) as opened:
            pictures.append((opened.convert("RGB"), line))
    return sheet(pictures, columns, cell)


def _sized(picture: Image.Image, wide: int) -> Image.Image:
    from PIL import Image

    shown = picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")
    return shown.resize((wide, max(1, round(shown.height * wide / shown.width))), Image.Resampling.LANCZOS)


def _short(text: str, length: object, room: int) -> str:
    assert callable(length)
    if length(text) <= room:
        return text
    while text and length(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"
