"""Draws the pictures of docs/inspection.md and docs/thumbnails.md: faults made on purpose, and every idea and theme.

python tools/faults.py
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "media"))

import films_with_faults as made_on_purpose

from ytempire.media import inspect, thumbs
from ytempire.media.blobs import Blobs
from ytempire.media.sheets import sheet
from ytempire.media.themes import NAMES, theme
from ytempire.models import Rules

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"

SAYS: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("number", 0, {"words": "to load a ton", "accent_word": "ton", "figure": "$5.86"}),
    ("number", 2, {"words": "times cheaper", "accent_word": "cheaper", "figure": "36×"}),
    ("question", 0, {"words": "Who paid for it?", "accent_word": "paid"}),
    ("question", 1, {"words": "Why did ships stop?"}),
    ("object", 0, {"words": "Nobody heard it", "accent_word": "Nobody", "object": "owl"}),
    ("object", 1, {"words": "The box that won", "accent_word": "box", "object": "container"}),
    ("comparison", 0, {"words": "", "figure": "$5.86", "second": "$0.16", "sides": ("hand", "box")}),
    ("comparison", 1, {"words": "", "figure": "$5.86", "second": "$0.16"}),
)


def ideas() -> bytes:
    """Every idea in two layouts, in every theme."""
    from PIL import Image

    cells = []
    for name in NAMES:
        for idea, seed, says in SAYS:
            data, _ = thumbs.draw(theme=theme(name), idea=idea, seed=seed, mark="The Short Way Round", **says)  # type: ignore[arg-type]
            cells.append((Image.open(io.BytesIO(data)), f"{name}: {idea}"))
    return sheet(cells, 8, 240)


def faults(folder: Path) -> bytes:
    """What the pictures of some faults look like."""
    from PIL import Image

    blobs = Blobs(folder / "blobs")
    cuts = [made_on_purpose.spoken(n, blobs, late=12 if n == 1 else 0) for n in range(3)]
    timeline = made_on_purpose.plan(*cuts)
    samples = [inspect.Drawn("s0", 20, made_on_purpose.lossless(folder, 20), 2)]
    film = made_on_purpose.made(folder, timeline, blobs, quality=50)
    rules = Rules(least_pixels=made_on_purpose.H, lufs_tolerance=3)
    rows = inspect.measure(film, timeline, rules, samples=samples, find=blobs.path,
                           keep=lambda data: blobs.put(data, ".jpg"))  # fmt: skip
    shown = [(Image.open(blobs.path(row.picture)), row.check) for row in rows if row.picture]
    return sheet(shown[:4], 2, 720)


if __name__ == "__main__":
    (PICTURES / "thumbnails.jpg").write_bytes(ideas())
    with tempfile.TemporaryDirectory() as scratch:
        (PICTURES / "inspection.jpg").write_bytes(faults(Path(scratch)))
