"""Contact sheets of a film."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ytempire.contracts import DrawSheet, Kit
from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Blob
from ytempire.providers.film_sheet import SheetFilm


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "it's scratch")


@pytest.fixture
def film(kit: Kit) -> Blob:
    """Ten frames of red and ten of blue."""
    red, blue = (f"color={c}:s=320x180:r=10:d=1" for c in ("red", "blue"))
    args = ["-f", "lavfi", "-i", red, "-f", "lavfi", "-i", blue, "-filter_complex", "[0][1]concat=n=2", "f.mp4"]
    ffmpeg.run(args, cwd=kit.home)
    return kit.blobs.take(kit.home / "f.mp4")


def drawn(kit: Kit, film: Blob, *moments: tuple[int, str], columns: int = 2) -> Image.Image:
    request = DrawSheet(film=film, fps=10, moments=moments, columns=columns)
    reply = SheetFilm(SheetFilm.Options(), kit).answer(request, "call")
    return Image.open(io.BytesIO(kit.blobs.path(reply.image).read_bytes()))


def test_each_moment_stands_at_its_place_whatever_the_order(kit: Kit, film: Blob) -> None:
    sheet = drawn(kit, film, (15, "late"), (2, "early"), (19, "a line that is far too long for its picture " * 4))
    left, right = sheet.getpixel((200, 100)), sheet.getpixel((sheet.width - 200, 100))
    assert left[2] > 150 > left[0]
    assert right[0] > 150 > right[2]
    assert sheet.height > 2 * 270


def test_a_moment_after_the_end_is_refused_by_its_line(kit: Kit, film: Blob) -> None:
    with pytest.raises(Refused, match="no frame 99"):
        drawn(kit, film, (3, "in"), (99, "the end"))
