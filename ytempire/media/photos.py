"""Photographs from outside: opened with care, turned the right way up, cut to the frame and set in motion."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError
from ytempire.media.plates import EDGE, Drift, Inset, Pan, Plate, paint_scene, yuv
from ytempire.media.themes import Theme, mix, rgb
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut

MOST_PIXELS = 40_000_000
LONGEST, SHORTEST = 20_000, 320  # pixels a side
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")  # JPEG opens a phone's MPO too
ROOM = 1.16  # how much larger a picture is than what is seen of it: it moves in that
NEXT = "Put another picture there: JPEG, PNG or WebP, at least 320 pixels on its shorter side."


def load(file: Path, where: str = "", draft: int = 0, alpha: bool = False) -> Any:
    """A picture as a PIL image in RGB, upright. What cannot be used is refused with the reason.

    draft: the side that is needed, so that a large JPEG need not be decoded whole.
    alpha: keep what is transparent (RGBA), and take small ones too: a mark, not a photograph.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    where = where or file.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS
            with Image.open(file, formats=KINDS) as image:
                _check(image.width, image.height, where, 16 if alpha else SHORTEST)
                if draft and image.format == "JPEG":
                    image.draft("RGB", (draft, draft))
                image.load()
                upright = ImageOps.exif_transpose(image)
                if alpha:
                    return upright.convert("RGBA")
                if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                    clear = upright.convert("RGBA")
                    ground = Image.new("RGBA", clear.size, (128, 128, 128, 255))
                    return Image.alpha_composite(ground, clear).convert("RGB")
                if upright.mode.startswith("I"):
                    upright = upright.point(lambda v: v / 256).convert("L")
                return upright.convert("RGB")
    except ConfigError:
        raise
    except FileNotFoundError as error:
        raise ConfigError("there is no such picture", where, "Check its name, or leave the picture out.") from error
    except UnidentifiedImageError as error:
        raise ConfigError("this is not a picture that can be read", where, NEXT) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ConfigError(
            f"this picture has more than {MOST_PIXELS // 1_000_000} million pixels",
            where,
            "Make it smaller; 4000 pixels across are plenty.",
        ) from error
    except (OSError, SyntaxError, ValueError, Warning, EOFError, MemoryError, IndexError, TypeError) as error:
        raise ConfigError(f"this picture is damaged ({type(error).__name__})", where, NEXT) from error


def _check(width: int, height: int, where: str, least: int) -> None:
    if min(width, height) < least:
        raise ConfigError(f"this picture is too small: {width}x{height} pixels", where, NEXT)
    if max(width, height) > LONGEST:
        raise ConfigError(
            f"this picture is too long: {width}x{height} pixels, at most {LONGEST} on a side",
            where,
            "Cut it or make it smaller.",
        )


def window(cut: Cut, theme: Theme, zones: Zones) -> Box | None:
    """Where the picture hangs on the theme's paper; None if it fills the frame."""
    light = theme.paper.relief < 0  # a veil of light would wash a picture out
    if not light and (zones.tall or cut.variant % 2 == 0 or cut.layout == "center"):
        return None
    c = zones.content
    if zones.tall:
        return Box(c.x0, c.y0 + 6, c.x1, c.y0 + 560, "picture")
    wide = 1030.0
    if cut.layout == "right":
        return Box(c.x0, c.y0 + 8, c.x0 + wide, c.y1 - 8, "picture")
    if cut.layout == "center":
        return Box(960 - 640, c.y0 + 8, 960 + 640, c.y1 - 190, "picture")
    return Box(c.x1 - wide, c.y0 + 8, c.x1, c.y1 - 8, "picture")


def plate(
    file: Path, theme: Theme, width: int, height: int, cut: Cut, zones: Zones, where: str = "", fps: int = 30
) -> Plate:
    """A photograph in motion: over the whole frame with a scrim under its words, or hung on the theme's paper."""
    hung = window(cut, theme, zones)
    if hung is None:
        planes, pans = _moving(file, width, height, cut, fps, where)
        shade = scrim(theme, width, height, cut.layout)
        still = Drift(0, 1, 0)
        return Plate(*planes, width, height, 0, still, pans=pans, scrim=shade, length=cut.frames, fps=fps)
    ground = paint_scene(theme, width, height, cut.model_copy(update={"layout": "center"}), fps)
    unit = width / zones.width
    left, top = (2 * round(v * unit / 2) for v in (hung.x0, hung.y0))
    wide, tall = (2 * round(v * unit / 2) for v in (hung.width, hung.height))
    planes, pans = _moving(file, wide, tall, cut, fps, where)
    inset = Inset(*planes, left, top, wide, tall, pans)
    return replace(ground, inset=inset, scrim=_shadow(width, height, left, top, wide, tall, theme))


def _moving(
    file: Path, width: int, height: int, cut: Cut, fps: int, where: str
) -> tuple[tuple[Any, Any, Any], tuple[Pan, ...]]:
    """A picture's planes, larger than what is seen of it, and its ways: in a long scene the whole, then a part."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    seconds = cut.frames / fps
    count = max(1, min(3, round(seconds / 6)))
    close = 1.5 if count > 1 else ROOM
    array = np.asarray(load(file, where, draft=round(max(width, height) * close * 1.2)))
    has = min(array.shape[1] / width, array.shape[0] / height)
    room = max(ROOM, min(close, has * 1.15))  # a part is shown as large as its own pixels allow
    w, h = (2 * math.ceil(v * room / 2) for v in (width, height))
    scale = max(w / array.shape[1], h / array.shape[0])
    fitted = cv2.resize(
        array,
        (max(w, round(array.shape[1] * scale)), max(h, round(array.shape[0] * scale))),
        interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC,
    )
    top = round((fitted.shape[0] - h) * 0.38)  # a face is above the middle more often than below
    left = (fitted.shape[1] - w) // 2
    y, u, v = _planes(fitted[top : top + h, left : left + w])
    y, u, v = (cv2.copyMakeBorder(p, EDGE, 4, EDGE, 4, cv2.BORDER_REPLICATE) for p in (y, u, v))
    pans = tuple(_way((width, height), (w, h), cut.variant, k, seconds / count) for k in range(count))
    return (y, u, v), pans


def _way(seen: tuple[int, int], size: tuple[int, int], variant: int, turn: int, seconds: float) -> Pan:
    """One way over a picture, never faster than an eye likes: nearer, farther, across, or up."""
    (width, height), (w, h) = seen, size
    whole = min(w / width, h / height) * 0.99
    near = 1.02 if turn % 2 == 0 and whole < 1.2 else max(1.02, whole * (0.72 if turn % 2 else 0.87))
    first, last = (whole, max(near, whole - 0.021 * seconds)) if turn % 2 == 0 else (near * 1.03, near)
    kind = (variant + turn * 2) % 5
    if kind in (1, 4):
        first, last = last, first
    reach = 34 * min(width, height) / 1080 * seconds  # pixels that it may wander

    def at(px: float, py: float, zoom: float, away: float) -> tuple[float, float, float]:
        """An end of a way: the part around (px, py) of the room there is, wandered `away` of the reach."""
        free = (w - width * zoom, h - height * zoom)
        x = free[0] * px + away * min(reach, free[0]) * (1 if kind % 2 else -1) * 0.5
        y = free[1] * py + (away * min(reach, free[1]) * 0.5 if kind in (2, 4) else 0.0)
        return min(max(0.0, x), max(0.0, free[0])), min(max(0.0, y), max(0.0, free[1])), zoom

    px, py = ((0.5, 0.45), (0.62, 0.4), (0.36, 0.5))[turn % 3]
    return at(px, py, first, -1.0), at(px, py, last, 1.0)


def _planes(picture: Any) -> tuple[Any, Any, Any]:
    """A picture as Y, and U and V at half the size; in strips, because their numbers are four times as large."""
    import cv2
    import numpy as np

    h, w = picture.shape[:2]
    y, u, v = (np.empty((h // k, w // k), np.uint8) for k in (1, 2, 2))
    for top in range(0, h, 128):
        strip = yuv(picture[top : top + 128].astype(np.float32))
        y[top : top + 128] = np.clip(strip[0] + 0.5, 16, 235)
        for plane, part in zip((u, v), strip[1:], strict=True):
            half = cv2.resize(part, (w // 2, part.shape[0] // 2), interpolation=cv2.INTER_AREA)
            plane[top // 2 : top // 2 + half.shape[0]] = np.clip(half + 0.5, 16, 240)
    return y, u, v


def scrim(theme: Theme, width: int, height: int, layout: str) -> tuple[tuple[Any, Any], ...]:
    """A veil of the theme's paper where the words stand: for Y, U and V, how much of 255 stays and what is added."""
    import numpy as np

    q = 8
    gy, gx = np.mgrid[0 : height // q, 0 : width // q].astype(np.float32)
    fx, fy = gx / (width / q), gy / (height / q)
    if height > width:
        veil = np.clip((fy - 0.30) / 0.22, 0, 1) * (0.93 - 0.25 * np.clip((fy - 0.78) / 0.2, 0, 1))
        head = np.clip(1.1 - fy / 0.17, 0, 1) * 0.80
    else:
        reach = {"left": fx, "right": 1 - fx, "center": np.abs(fx - 0.5)}[layout]
        low = np.clip((fy - 0.24) / 0.34, 0, 1) * np.clip(1.42 - reach / 0.62, 0, 1) * 0.93
        veil = np.maximum(low, np.clip((fy - 0.66) / 0.20, 0, 1) * 0.91)
        head = np.clip(1 - fy / 0.2, 0, 1) * 0.25
    veil = np.maximum(veil, head)
    return _veiled(veil, rgb(theme.paper.near), width, height)


def _veiled(veil: Any, tint: tuple[int, int, int], width: int, height: int) -> tuple[tuple[Any, Any], ...]:
    import cv2
    import numpy as np

    layers = []
    for plane, share in zip(yuv(np.array(tint, np.float32).reshape(1, 1, 3)), (1, 2, 2), strict=True):
        big = cv2.resize(veil, (width // share, height // share), interpolation=cv2.INTER_LINEAR)
        keep = np.clip((1 - big) * 255 + 0.5, 0, 255).astype(np.uint8)
        left = 1 - keep.astype(np.float32) / 255
        layers.append((keep, np.clip(left * float(plane[0, 0]) + 0.3, 0, 255).astype(np.uint8)))
    return tuple(layers)


def _shadow(
    width: int, height: int, left: int, top: int, wide: int, tall: int, theme: Theme
) -> tuple[tuple[Any, Any], ...]:
    """What a hung picture throws on its paper."""
    import cv2
    import numpy as np

    q = 8
    veil: Any = np.zeros((height // q, width // q), np.float32)
    down = 22 * min(width, height) // 1080 // q
    veil[top // q + down : (top + tall) // q + down, left // q : (left + wide) // q] = (
        0.34 if theme.paper.relief < 0 else 0.62
    )
    veil = cv2.GaussianBlur(veil, (0, 0), 26 * min(width, height) / 1080 / q)
    tint = rgb(mix(theme.paper.far, "#000000", 0.72))
    return _veiled(veil, tint, width, height)
