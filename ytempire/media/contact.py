"""A sheet of small pictures: what a folder holds, to be seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError, Refused
from ytempire.media import clips, fonts, photos
from ytempire.media.rolls import Footage, plan

WIDE, TALL, FOOT, GAP, COLUMNS = 384, 216, 62, 18, 5
GROUND, INK, DIM, ACCENT = (18, 20, 26), (236, 238, 242), (140, 146, 158), (255, 176, 0)
MOST = 100


@dataclass(frozen=True)
class Spot:
    """One of the pictures: its file, its name, and a line on it; `clip` is whether it moves."""

    file: Path
    name: str
    text: str = ""
    clip: bool = False


def sheet(spots: Sequence[Spot], out: Path) -> int:
    """Draw the first hundred of them on one sheet, as JPEG or PNG by the name of `out`; gives how many it shows."""
    from PIL import Image, ImageDraw, ImageFont

    spots = spots[:MOST]
    if not spots:
        raise ConfigError("there is nothing to show", out.name, "Put pictures or clips into the channel's folder.")
    columns = min(COLUMNS, len(spots))
    rows = -(-len(spots) // columns)
    size = (GAP + columns * (WIDE + GAP), GAP + rows * (TALL + FOOT + GAP))
    page = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(page)
    bold, plain = (ImageFont.truetype(str(fonts.face(key).file), 19) for key in ("Inter-Bold", "Inter-Regular"))
    for place, spot in enumerate(spots):
        x = GAP + place % columns * (WIDE + GAP)
        y = GAP + place // columns * (TALL + FOOT + GAP)
        draw.rectangle((x, y, x + WIDE - 1, y + TALL - 1), fill=(30, 33, 41))
        try:
            small = _seen(spot)
            small.thumbnail((WIDE, TALL))
            page.paste(small, (x + (WIDE - small.width) // 2, y + (TALL - small.height) // 2))
            if spot.clip:
                draw.polygon([(x + 14, y + 12), (x + 34, y + 23), (x + 14, y + 34)], fill=ACCENT, outline=GROUND)
        except (ConfigError, Refused):
            draw.text((x + WIDE / 2, y + TALL / 2), "cannot be read", font=plain, fill=DIM, anchor="mm")
        draw.text((x, y + TALL + 8), _cut(spot.name, bold), font=bold, fill=INK)
        draw.text((x, y + TALL + 34), _cut(spot.text, plain), font=plain, fill=DIM)
    page.save(out, quality=88)
    return len(spots)


def _cut(text: str, font: Any) -> str:
    """As much of a text as stands under its picture; of a long name the end tells most."""
    if font.getlength(text) <= WIDE:
        return text
    while text and font.getlength("…" + text) > WIDE:
        text = text[1:]
    return "…" + text


def _seen(spot: Spot) -> Any:
    """A picture small; a clip's picture from a third of its length."""
    from PIL import Image

    if not spot.clip:
        return photos.load(spot.file, spot.name, draft=WIDE * 2)
    import cv2
    import numpy as np

    clip = clips.look(spot.file, spot.name)
    one = Footage(spot.file, clip, plan(clip.seconds, clip.seconds / 3, 1, 1, 30), "contain", WIDE, TALL, 30)
    for y, u, v in one.frames(0, 1):
        flat = np.concatenate([part.ravel() for part in (y, u, v)]).reshape(TALL * 3 // 2, WIDE)
        return Image.fromarray(cv2.cvtColor(flat, cv2.COLOR_YUV2RGB_I420))
    raise Refused("gave no picture", spot.name)
