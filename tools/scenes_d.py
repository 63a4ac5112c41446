"""Examples of pictures, pairs of them and footage, and what they show, drawn by code: a valley by day and by night."""

from __future__ import annotations

import io
import math
import random
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

from PIL import Image, ImageDraw, ImageFilter

from ytempire.media import ffmpeg
from ytempire.models import Pair, Picture, Roll, Visual

DAY = ((250, 214, 165), (120, 170, 205), ((118, 140, 160), (82, 112, 122), (52, 84, 86), (30, 56, 58)), (255, 244, 214))
NIGHT = ((62, 72, 128), (14, 18, 48), ((44, 52, 96), (32, 38, 76), (20, 26, 54), (10, 14, 32)), (240, 240, 226))
Colours = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, ...], ...], tuple[int, ...]]
WIDE, TALL = 1920, 1200

DAWN = Picture(file="valley-day.jpg", title="The valley at noon", caption="Wind from the west", credit="Drawn by code")
DUSK = Picture(file="valley-night.jpg", title="The same at night", caption="No wind at all", credit="Drawn by code")

SCENES: dict[str, Visual] = {
    "picture": Picture(
        file="valley-day.jpg",
        title="Where the mill stood",
        caption="The valley in the year of the great wind",
        credit="Drawn by code, public domain",
    ),
    "picture-layers": Picture(file="valley-night.jpg", front="mill.png", title="It turns by night", motion="right"),
    "pair": Pair(first=DAWN, second=DUSK, title="Twelve hours apart"),
    "pair-becomes": Pair(first=DAWN, second=DUSK, title="One valley, two winds", way="becomes"),
    "footage": Roll(file="sunrise.mp4", title="The sun comes up", caption="Four seconds of a morning",
                    credit="Drawn by code"),
    "footage-contain": Roll(file="sunrise.mp4", fit="contain"),
}  # fmt: skip


@cache
def files() -> dict[str, bytes]:
    """What the examples show, by name."""
    return {
        "valley-day.jpg": _jpeg(_valley(WIDE, TALL, DAY, sun=0.30)),
        "valley-night.jpg": _jpeg(_valley(WIDE, TALL, NIGHT, sun=0.24, stars=True)),
        "mill.png": _png(_mill(WIDE, TALL)),
        "sunrise.mp4": _sunrise(1280, 720, 96),
    }


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _valley(w: int, h: int, colours: Colours, sun: float, shift: float = 0.0, stars: bool = False) -> Image.Image:
    """Hills behind hills under a sun or a moon; `shift` moves the near ones farther than the far ones."""
    low, high, hills, light = colours
    column = Image.new("RGB", (1, h))
    for y in range(h):
        t = min(1.0, y / (h * 0.62))
        column.putpixel((0, y), tuple(round(a + (b - a) * t) for a, b in zip(high, low, strict=True)))
    image = column.resize((w, h))
    draw = ImageDraw.Draw(image)
    dice = random.Random(11)
    for _ in range(140 if stars else 0):
        x, y, r = dice.random() * w, dice.random() * h * 0.5, dice.choice((1, 1, 2))
        draw.ellipse((x, y, x + r, y + r), fill=(220, 224, 240))
    glow = Image.new("L", (w, h), 0)
    cx, cy, r = w * 0.68, h * sun, h * 0.075
    ImageDraw.Draw(glow).ellipse((cx - r * 2, cy - r * 2, cx + r * 2, cy + r * 2), fill=120)
    image.paste(Image.new("RGB", (w, h), light), mask=glow.filter(ImageFilter.GaussianBlur(r)))
    draw = ImageDraw.Draw(image)
    draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=light)
    for k, colour in enumerate(hills):
        top = h * (0.52 + 0.115 * k)
        waves = [(dice.uniform(0.6, 1.6) * (k + 1) * 0.8, dice.uniform(0, 6), dice.uniform(0.4, 1)) for _ in range(4)]
        line = []
        for x in range(0, w + 8, 8):
            at = (x + shift * (k + 1) * 60) / w * 6.28
            rise = sum(math.sin(at * f / 1.6 + p) * s for f, p, s in waves) / 4
            line.append((x, top - rise * h * 0.075))
        draw.polygon([*line, (w, h), (0, h)], fill=colour)
    return image


def _mill(w: int, h: int) -> Image.Image:
    """A windmill on a near hill, cut out."""
    image = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    dark, edge = (8, 10, 24, 255), (214, 168, 92, 255)
    hill = [(x, h * 0.90 - math.sin(x / w * 3.1) * h * 0.07) for x in range(0, w + 8, 8)]
    draw.polygon([*hill, (w, h), (0, h)], fill=dark)
    x, foot, top = w * 0.30, h * 0.85, h * 0.44
    draw.polygon([(x - 86, foot), (x - 48, top), (x + 48, top), (x + 86, foot)], fill=dark)
    draw.pieslice((x - 56, top - 62, x + 56, top + 50), 180, 360, fill=dark)
    draw.rectangle((x - 14, top + 140, x + 14, top + 190), fill=edge)
    for k in range(4):
        a = math.radians(24 + 90 * k)
        tip = (x + math.cos(a) * 330, top + math.sin(a) * 330)
        side = (math.cos(a + 1.57) * 44, math.sin(a + 1.57) * 44)
        near = (x + math.cos(a) * 70, top + math.sin(a) * 70)
        draw.line((x, top, *tip), fill=dark, width=14)
        draw.polygon([near, tip, (tip[0] + side[0], tip[1] + side[1]), (near[0] + side[0], near[1] + side[1])],
                     outline=dark, width=8)  # fmt: skip
    draw.ellipse((x - 18, top - 18, x + 18, top + 18), fill=edge)
    return image


def _sunrise(w: int, h: int, frames: int) -> bytes:
    """A clip of a sun that comes up while the view goes along the hills."""

    def feed(pipe: IO[bytes]) -> None:
        for k in range(frames):
            t = k / frames
            mixed = tuple(
                tuple(round(a + (b - a) * t) for a, b in zip(dark, lit, strict=True))
                for dark, lit in zip((*NIGHT[:2], *NIGHT[2], NIGHT[3]), (*DAY[:2], *DAY[2], DAY[3]), strict=True)
            )
            colours: Colours = (mixed[0], mixed[1], mixed[2:6], mixed[6])
            pipe.write(_valley(w, h, colours, sun=0.52 - 0.26 * t, shift=3 * t).tobytes())

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "clip.mp4"
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{w}x{h}", "-r", "24", "-i", "pipe:0"]
        coded = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"]
        ffmpeg.run([*raw, *coded, str(out)], feed=feed)
        return out.read_bytes()
