"""How well a thumbnail is made, from measures of the picture alone: 0-100, rule by rule.

It says nothing of clicks. What must be (size, words, room for the time stamp, contrast) counts most; what helps
(one subject that stands out, little clutter, a colour unlike the page, words that can be read small, not the same
as the last ones) counts the rest. A thumbnail that breaks what must be has at most 40.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ytempire.media.photos import load
from ytempire.media.themes import READABLE
from ytempire.media.thumbs.canvas import BYTES
from ytempire.media.thumbs.told import WORDS, spoken
from ytempire.models import Reason

REFUSED = 40.0  # the most that a thumbnail may have which breaks what must be
SIZES = ((1280, 720), (1080, 1920))
CAP = {True: 0.045, False: 0.10}  # of the height, upright and across: what a phone still shows as letters
PAGES = {"white": (255, 255, 255), "dark": (15, 15, 15)}


@dataclass(frozen=True)
class Set:
    """What is known of a thumbnail's words because we set them."""

    said: tuple[str, ...]
    cap: float  # the smallest capitals of its words, in pixels
    contrast: float
    boxes: tuple[tuple[float, float, float, float], ...]
    corner_free: bool


def score(
    image: bytes, words: Set | None = None, title: str = "", earlier: Sequence[Path] = ()
) -> tuple[float, tuple[Reason, ...]]:
    """The score of a JPEG or PNG and its reasons; of a picture that is not ours, what can be seen of it."""
    pixels = _opened(image)
    reasons = [*_file(image, pixels), *(_words(words, pixels, title) if words else ()),
               *_seen(pixels, words, earlier)]  # fmt: skip
    most = sum(reason.most for reason in reasons)
    value = round(100 * sum(reason.points for reason in reasons) / most, 1) if most else 0.0
    refused = any(reason.must and reason.points == 0 for reason in reasons)
    return (min(value, REFUSED) if refused else value), tuple(reasons)


def _opened(image: bytes) -> Any:
    from PIL import Image

    with Image.open(io.BytesIO(image)) as found:
        return np.asarray(found.convert("RGB"))


def shared(words: str, title: str) -> float:
    """Which share of the words stands in the title too."""
    own = _bare(words)
    return len(own & _bare(title)) / len(own) if own else 0.0


def _bare(text: str) -> set[str]:
    parts = ("".join(c for c in part if c.isalnum()).casefold() for part in text.split())
    return {part for part in parts if part}


# --- what must be ---------------------------------------------------------------------------------


def _file(image: bytes, pixels: Any) -> list[Reason]:
    height, width = pixels.shape[:2]
    fits = (width, height) in SIZES
    light = len(image) <= BYTES
    return [
        Reason(check="size", value=f"{width}x{height}", rule="1280x720, upright 1080x1920", points=5.0 if fits else 0.0,
               most=5, must=True),
        Reason(check="file", value=f"{len(image) / 1000:.0f} kB", rule="at most 2 MB", points=5.0 if light else 0.0,
               most=5, must=True),
    ]  # fmt: skip


def _words(words: Set, pixels: Any, title: str) -> list[Reason]:
    height, width = pixels.shape[:2]
    upright = height > width
    count = spoken(*words.said)
    cap, least = words.cap / height, CAP[upright]
    big = 0.0 if cap < least - 1e-3 else 6 + 4 * min(1.0, (cap - least) / (least * 1.4))
    clear = 0.0 if words.contrast < READABLE else 9 + 6 * min(1.0, (words.contrast - READABLE) / 6.5)
    double = shared(" ".join(words.said), title)
    return [
        Reason(check="words", value=str(count), rule=f"at most {WORDS}", most=10,
               points=10.0 if count <= WORDS else 0.0, must=True),
        Reason(check="letters", value=f"capitals {cap:.0%} of the height", rule=f"at least {least:.1%}",
               points=round(big, 1), most=10, must=True),
        Reason(check="time stamp", value="free" if words.corner_free else "covered",
               rule="nothing in the last 12 % x 15 %", points=10.0 if words.corner_free else 0.0, most=10, must=True),
        Reason(check="contrast", value=f"{words.contrast:.1f}", rule=f"at least {READABLE}", points=round(clear, 1),
               most=15, must=True),
        Reason(check="title", value=f"{double:.0%} of its words", rule="under 50 % are in the title",
               points=10.0 * (1 - double) if double < 0.5 else 0.0, most=10),
    ]  # fmt: skip


# --- what helps -----------------------------------------------------------------------------------


def _seen(pixels: Any, words: Set | None, earlier: Sequence[Path]) -> list[Reason]:
    import cv2

    small = cv2.resize(pixels, (320, round(320 * pixels.shape[0] / pixels.shape[1])), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    out = [
        _reason("subject", subject(lab), "one thing stands out: colour distance 85", 85.0, 8, "{:.0f}"),
        _clutter(small),
        _reason("page", page(lab), "colour distance 32 from white and dark pages", 32.0, 7, "{:.0f}"),
        _reason("phone", phone(pixels, words), "light and dark 0.7 apart at 120 pixels", 0.7, 8, "{:.2f}"),
    ]
    if earlier:
        unlike = min(difference(lab, _lab(file)) for file in earlier)
        out.append(_reason("others", unlike, f"distance 18 from the last {len(earlier)}", 18.0, 5, "{:.0f}"))
    return out


def _reason(check: str, value: float, rule: str, full: float, most: float, shown: str) -> Reason:
    share = min(1.0, max(0.0, value / full))
    return Reason(check=check, value=shown.format(value), rule=rule, points=round(most * share, 1), most=most)


def _clutter(small: Any) -> Reason:
    import cv2

    edges = cv2.Canny(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.2), 50, 120)
    share = float((edges > 0).mean())
    points = 7 * min(1.0, max(0.0, (0.16 - share) / 0.12))
    return Reason(check="clutter", value=f"{share:.1%} edges", rule="at most 4 %", points=round(points, 1), most=7)


def subject(lab: Any) -> float:
    """How far what stands out most is from the rest, as a distance of colours."""
    flat = lab.reshape(-1, 3)
    middle = np.median(flat, axis=0)
    away = np.linalg.norm(flat - middle, axis=1)
    return float(np.percentile(away, 92))


def page(lab: Any) -> float:
    """How far the edge of the picture is from the nearer of a white and a dark page."""
    import cv2

    ring = np.concatenate([lab[:8].reshape(-1, 3), lab[-8:].reshape(-1, 3), lab[:, :8].reshape(-1, 3),
                           lab[:, -8:].reshape(-1, 3)])  # fmt: skip
    pages = np.array([[colour] for colour in PAGES.values()], np.float32) / 255
    shades = cv2.cvtColor(pages, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    return float(min(np.linalg.norm(ring - shade, axis=1).mean() for shade in shades))


def phone(pixels: Any, words: Set | None) -> float:
    """How far light and dark are apart where the words are, on a picture 120 pixels wide."""
    import cv2

    width = 120
    scale = width / pixels.shape[1]
    small = cv2.resize(pixels, (width, round(pixels.shape[0] * scale)), interpolation=cv2.INTER_AREA)
    light = (small.astype(np.float32) / 255) ** 2.2 @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    light = light ** (1 / 2.2)
    boxes = words.boxes if words else ((0.0, 0.0, float(pixels.shape[1]), float(pixels.shape[0])),)
    apart = []
    for x0, y0, x1, y1 in boxes:
        part = light[int(y0 * scale) : int(y1 * scale) + 1, int(x0 * scale) : int(x1 * scale) + 1]
        if part.size:
            apart.append(float(np.percentile(part, 92) - np.percentile(part, 8)))
    return min(apart, default=0.0)


def difference(lab: Any, other: Any) -> float:
    """How far two pictures are apart, part by part."""
    import cv2

    a, b = (cv2.resize(one, (24, 14), interpolation=cv2.INTER_AREA) for one in (lab, other))
    return float(np.linalg.norm(a - b, axis=2).mean())


def _lab(file: Path) -> Any:
    import cv2

    pixels = np.asarray(load(file, draft=640))
    small = cv2.resize(pixels, (320, round(320 * pixels.shape[0] / pixels.shape[1])), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)


def set_of(canvas: Any) -> Set:
    """What a canvas knows of its words."""
    return Set(
        said=tuple(canvas.said),
        cap=min(canvas.caps, default=0.0),
        contrast=round(canvas.contrast, 2),
        boxes=tuple((b.x0, b.y0, b.x1, b.y1) for b in canvas.boxes),
        corner_free=not any(box.meets(canvas.corner) for box in canvas.boxes),
    )
