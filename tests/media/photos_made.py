"""Pictures to show: made here, and looked at frame by frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ytempire.media import grounds
from ytempire.media.blobs import Blobs
from ytempire.media.themes import theme
from ytempire.media.zones import zones
from ytempire.models import Blob, Cut, Frozen, Picture

SMALL = (480, 270)


class Look(Frozen):
    """What a ground must know of a frame."""

    width: int = SMALL[0]
    height: int = SMALL[1]
    fps: int = 30
    lut: Blob | None = None


def photo(
    folder: Path, width: int = 800, height: int = 600, form: str = "JPEG", mode: str = "RGB", **more: Any
) -> Path:
    import numpy as np
    from PIL import Image

    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([x * 255 / width, y * 255 / height, (x * 7 + y * 3) % 256], 2).astype(np.uint8)
    image = Image.fromarray(picture).convert(mode)
    file = folder / f"p.{form.lower()}"
    image.save(file, form, **more)
    return file


def lumas(folder: Path, name: str, frames: int, look: Look | None = None, **more: Any) -> list[Any]:
    """The brightness of a picture's frames."""
    look = look or Look()
    blobs = Blobs(folder / "blobs")
    own = Cut(**{"id": "s01", "frames": frames, "visual": Picture(file="p.jpg"), **more})
    files = {
        n: blobs.put((folder / n).read_bytes(), Path(n).suffix) for n in ("p.jpg", "f.png") if (folder / n).exists()
    }
    own = own.model_copy(update={"files": files})
    places = zones(1920, 1080, "keys") if look.width > look.height else zones(1080, 1920, "words")
    ground = grounds.ground(own, look, theme(name), places, blobs)
    return [planes[0].astype(int) for planes in ground.frames(0, frames)]
