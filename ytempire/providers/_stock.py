"""What services with pictures, clips and music to search have in common: hits in one shape, files checked."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field

from ytempire import contracts
from ytempire.contracts import Fetch, Found, Hits, Kit, Pace
from ytempire.errors import ConfigError, OutOfCredit, Refused, Throttled
from ytempire.media import clips, photos
from ytempire.models import Copy, Hit, Media
from ytempire.providers import _web

SUFFIXES: dict[Media, tuple[str, ...]] = {
    "photo": (".jpg", ".jpeg", ".png", ".webp"),
    "clip": (".mp4", ".mov", ".webm"),
    "music": (".mp3", ".ogg", ".wav", ".flac"),
}
MOST: dict[Media, int] = {"photo": 64 << 20, "clip": 512 << 20, "music": 64 << 20}  # bytes of a file
ROOM = 1.25  # a moving view needs more pixels than the frame has
SOON = 3600.0  # seconds; a limit that ends later is a quota, and waiting for it does not help
FEW = 40  # requests; with fewer left, they are spread over the time that is left


class Remote(contracts.Options):
    """What each of them takes."""

    base_url: str = Field(default="", pattern=r"^(https?://\S+)?$", description="Where the service is.")
    timeout: float = Field(default=60.0, ge=0.05, le=3600, description="Seconds that an answer may take.")


class Stock:
    """One service: what was last said of its limits, and the files that it gives."""

    def __init__(self, name: str, kit: Kit) -> None:
        self.name, self.kit = name, kit
        self.left: int | None = None  # requests, as the last answer said
        self.until = 0.0  # when they are counted anew

    # --- limits ---

    def pace(self, a_minute: float = 0.0) -> Pace:
        """How often it may be asked: what is known beforehand, less where the last answer said that few are left."""
        minutes = (self.until - time.time()) / 60
        if self.left is not None and 0 < self.left < FEW and 0 < minutes <= SOON / 60:
            own = max(1.0, self.left / minutes)
            a_minute = min(a_minute, own) if a_minute else own
        return Pace(at_a_time=4, requests_a_minute=a_minute)

    def ask(self, ask: Callable[[], tuple[Any, Mapping[str, str]]]) -> Any:
        """One search; nobody is asked while it is known that the answer would be no."""
        wait = self.until - time.time()
        if self.left == 0 and wait > 0:
            raise self._over(wait)
        try:
            data, headers = ask()
        except Throttled as error:
            if error.after is not None and error.after > SOON:
                self.left, self.until = 0, time.time() + error.after
                raise self._over(error.after) from error
            raise
        told = {name.lower(): value for name, value in headers.items()}
        left, wait_ = told.get("x-ratelimit-remaining", ""), _web.reset_after(told)
        if left.isdigit() and wait_ is not None:
            self.left, self.until = int(left), time.time() + wait_
        return data

    def _over(self, wait: float) -> Exception:
        if wait > SOON:
            return OutOfCredit(f"{self.name}: its requests are used up for {wait / 3600:.0f} hours", self.name,
                               "Wait, ask them for more, or name another provider.")  # fmt: skip
        return Throttled(f"{self.name} is asked too often", self.name, after=wait)

    # --- hits ---

    def hits(self, data: Any, key: str, read: Callable[[dict[str, Any]], Hit | None]) -> Hits:
        """The rows of an answer as hits; a row that is not what it should be is left out."""
        rows = data.get(key) if isinstance(data, dict) else None
        if not isinstance(rows, list):
            raise Refused(f"{self.name} answered with JSON of another shape", self.name)
        found: dict[str, Hit] = {}
        for row in rows:
            try:
                hit = read(row) if isinstance(row, dict) else None
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                continue
            if hit and hit.copies:
                found.setdefault(hit.id, hit)
        return Hits(hits=tuple(found.values()))

    # --- files ---

    def fetch(self, request: Fetch, call: str, credit: str, seconds: float) -> Found:
        """A hit's file, once it is sure that it is what it is taken for."""
        hit, media = request.hit, request.media
        name = f"{self.name}/{media}-{hit.id}"
        copy = best(hit, media, request.pixels)
        folder = self.kit.scratch / f"{self.name}-{call[:20]}"
        folder.mkdir(parents=True, exist_ok=True)
        suffix = PurePosixPath(unquote(urlsplit(copy.url).path)).suffix.lower()
        suffix = suffix if suffix in SUFFIXES[media] else SUFFIXES[media][0]
        file = folder / f"{media}-{hit.id}{suffix}"
        length, sound = 0.0, False
        try:
            _web.fetch(self.name, copy.url, file, most=MOST[media], seconds=seconds)
            if media == "photo":
                photos.load(file, name)
            elif media == "clip":
                clip = clips.look(file, name)
                length, sound = clip.seconds, clip.audio
            else:
                length, sound = clips.listen(file, name), True
            blob = self.kit.blobs.take(file)
        except ConfigError as error:  # another hit may do
            raise Refused(str(error), self.name) from error
        finally:
            file.unlink(missing_ok=True)
        return Found(file=blob, credit=credit, licence=hit.licence, name=f"{name}{suffix}", url=hit.page,
                     seconds=length, sound=sound)  # fmt: skip


class OnStock(contracts.Provider):
    """A provider that asks one service, whose name is the account."""

    def __init__(self, options: Any, kit: Kit) -> None:
        super().__init__(options, kit)
        self.account = self.name
        self.stock = Stock(self.name, kit)


def best(hit: Hit, media: Media, pixels: int) -> Copy:
    """The smallest copy that covers the frame, else the largest; never one too large to be opened."""
    side, longest = (photos.MOST_PIXELS, photos.LONGEST) if media == "photo" else (clips.MOST_PIXELS, clips.LONGEST)
    fits = [c for c in hit.copies if c.width * c.height <= side and max(c.width, c.height) <= longest]
    wanted = pixels * (ROOM if media == "photo" else 1.0)
    if not fits:
        raise Refused(f"none of its {len(hit.copies)} sizes can be used", f"{media} {hit.id}")
    covers = [c for c in fits if min(c.width, c.height) >= wanted]
    if covers:
        return min(covers, key=lambda c: c.width * c.height)
    return max(fits, key=lambda c: c.width * c.height)


def copies(*found: tuple[Any, Any, Any]) -> tuple[Copy, ...]:
    """Sizes as (address, width, height); what has no address is left out."""
    kept = [(url, w, h) for url, w, h in found if isinstance(url, str) and url.startswith(("https://", "http://"))]
    return tuple(Copy(url=url, width=int(w or 0), height=int(h or 0)) for url, w, h in kept)


def tidy(text: Any, most: int) -> str:
    """A text from outside in one line: no marks of HTML, nothing that cannot be seen, and not too long."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in str(text or "") if c not in "<>")
    return " ".join(plain.split())[:most].strip()


def page(url: Any, home: str) -> str:
    """The address of a hit's page where it is one of the web, and nothing else is hidden in it."""
    text = tidy(url, 500)
    return text if re.fullmatch(r"https?://[^\s\"'<>()]+", text) else home


def slug_words(url: Any) -> str:
    """`.../video/aerial-view-of-a-beach-854100/` as words."""
    last = next((part for part in reversed(urlsplit(str(url or "")).path.split("/")) if part), "")
    return " ".join(word for word in unquote(last).replace("_", "-").split("-") if not word.isdigit())


def day(text: Any) -> str:
    """The day of a date and time, or nothing."""
    found = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", str(text or ""))
    return found.group() if found else ""


def boxed(width: Any, height: Any, most_width: int, most_height: int) -> tuple[int, int]:
    """What is left of a size that is made to fit a box."""
    w, h = max(1, int(width)), max(1, int(height))
    share = min(1.0, most_width / w, most_height / h)
    return round(w * share), round(h * share)
