"""Small pictures, clips and pieces of music that are really such, each number another one; made once a session."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from ytempire.media import ffmpeg


@cache
def jpeg(number: int, width: int = 1280, height: int = 720) -> bytes:
    """A JPEG with a disc on a ground, whose colours and place are of the number."""
    image = Image.new("RGB", (width, height), (40 + number * 37 % 180, 60 + number * 61 % 150, 90 + number * 17 % 130))
    x, y, r = width * (2 + number % 7) // 10, height * (2 + number % 5) // 8, min(width, height) // 5
    ImageDraw.Draw(image).ellipse((x - r, y - r, x + r, y + r), fill=(250, 240 - number * 13 % 200, 120))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


@cache
def png(number: int, width: int = 1024, height: int = 1024) -> bytes:
    """The same as PNG."""
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg(number, width, height))).save(out, "PNG")
    return out.getvalue()


@cache
def mp4(number: int, seconds: float = 2.0, width: int = 320, height: int = 180) -> bytes:
    """A clip of moving colours."""
    seen = f"testsrc2=s={width}x{height}:r=25:d={seconds},hue=h={number * 31 % 360}"
    return _made(["-f", "lavfi", "-i", seen, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"], ".mp4")


@cache
def mp3(number: int, seconds: float = 3.0) -> bytes:
    """A tone."""
    return _made(["-f", "lavfi", "-i", f"sine={220 + number * 7}:d={seconds}", "-c:a", "libmp3lame"], ".mp3")


def _made(args: list[str], suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"made{suffix}"
        ffmpeg.run([*args, str(file)])
        return file.read_bytes()
