"""Photographs from outside: opened with care, and turned the right way up."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError

Colour = tuple[int, int, int]
GREY: Colour = (128, 128, 128)

MOST_PIXELS = 40_000_000
SUFFIXES = (".png", ".webp", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
LONGEST, SHORTEST = 20_000, 320  # pixels a side
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")  # JPEG opens a phone's MPO too
NEXT = "Put another picture there: JPEG, PNG or WebP, at least 320 pixels on its shorter side."


def load(file: Path, where: str = "", draft: int = 0, alpha: bool = False, under: Colour = GREY) -> Any:
    """A picture as a PIL image in RGB, upright. What cannot be used is refused with the reason.

    draft: the side that is needed, so that a large JPEG need not be decoded whole.
    alpha: keep what is transparent (RGBA), and take small ones too: a mark, not a photograph.
    under: the colour that is seen through what is transparent.
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
                    ground = Image.new("RGBA", clear.size, (*under, 255))
                    return Image.alpha_composite(ground, clear).convert("RGB")
                if upright.mode.startswith("I"):
                    upright = upright.point(lambda v: v / 256).convert("L")
                return upright.convert("RGB")
    except ConfigError:
        raise
    except FileNotFoundError as error:
        raise ConfigError("there is no such picture", where, "Check its name, or leave the picture out.") from error
    except UnidentifiedImageError as error:
        if (kind := _named(file)) in UNREAD:
            raise ConfigError(f"is a {kind} picture, which cannot be read here", where, UNREAD_NEXT) from error
        raise ConfigError("this is not a picture that can be read", where, NEXT) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ConfigError(
            f"this picture has more than {MOST_PIXELS // 1_000_000} million pixels",
            where,
            "Make it smaller; 4000 pixels across are plenty.",
        ) from error
    except (OSError, SyntaxError, ValueError, Warning, EOFError, MemoryError, IndexError, TypeError) as error:
        raise ConfigError(f"this picture is damaged ({type(error).__name__})", where, NEXT) from error


UNREAD = ("HEIC", "AVIF", "JPEG XL", "SVG", "PSD", "PDF")
UNREAD_NEXT = "Save it as JPEG or PNG; a phone can be told to take JPEG (“most compatible”)."


def _named(file: Path) -> str:
    """What a file says it is in its first bytes, of what people have and Pillow does not read."""
    with file.open("rb") as f:
        start = f.read(256)
    if start[4:8] == b"ftyp":
        return "AVIF" if start[8:11] == b"avi" else "HEIC" if start[8:10] in (b"he", b"mi", b"ms") else "film"
    if start.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL")):
        return "JPEG XL"
    if b"<svg" in start:
        return "SVG"
    return {b"8BPS": "PSD", b"%PDF": "PDF"}.get(start[:4], "")


def _check(width: int, height: int, where: str, least: int) -> None:
    if min(width, height) < least:
        raise ConfigError(f"this picture is too small: {width}x{height} pixels", where, NEXT)
    if max(width, height) > LONGEST:
        raise ConfigError(
            f"this picture is too long: {width}x{height} pixels, at most {LONGEST} on a side",
            where,
            "Cut it or make it smaller.",
        )
