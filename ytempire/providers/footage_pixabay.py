"""Photos and videos of Pixabay, by words."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from ytempire.contracts import Fetch, Found, Hits, Pace, Provider, Search
from ytempire.errors import Refused
from ytempire.models import Hit
from ytempire.providers import _stock, _web

HOME = "https://pixabay.com"
LICENCE = "Pixabay Content License"
ROWS, MOST_WORDS = 50, 100  # hits asked for; characters of a search
SHAPES = {"wide": "horizontal", "tall": "vertical", "square": "all"}
LANGUAGES = ("cs", "da", "de", "en", "es", "fr", "id", "it", "hu", "nl", "no", "pl", "pt", "ro", "sk", "fi", "sv",
             "tr", "vi", "th", "bg", "ru", "el", "ja", "ko", "zh")  # fmt: skip
SIZES = ("large", "medium", "small", "tiny")


class PixabayOptions(_stock.Remote):
    made_by_models: bool = Field(default=False, description="Whether pictures that a model made are taken too.")


class FootagePixabay(_stock.OnStock, Provider):
    """Looks for photos and videos on Pixabay; free, with a key, 100 requests a minute, an answer kept for a day."""

    kind = "footage"
    name = "pixabay"
    summary = "photos and videos of Pixabay by words; free, named in the credits"
    Options = PixabayOptions
    key = "PIXABAY_API_KEY"
    side_by_side = 4
    searches = ("photo", "clip")

    def pace(self) -> Pace:
        """A hundred requests a minute, as they ask."""
        return self.stock.pace(100.0)

    def check(self) -> str:
        """The smallest search there is."""
        self._ask("/api/", {"q": "sea", "per_page": 3})
        return "the key is good"

    def answer(self, request: Search | Fetch, call: str) -> Hits | Found:
        """What fits the words, or the file of one hit."""
        if isinstance(request, Fetch):
            kind = "Video" if request.media == "clip" else "Image"
            credit = f"{kind} by {request.hit.author} on Pixabay" if request.hit.author else f"{kind} on Pixabay"
            return self.stock.fetch(request, call, credit, self.options.timeout)
        if not isinstance(request, Search) or request.media not in self.searches:
            raise Refused(f"pixabay cannot answer a {type(request).__name__}", self.name)
        params: dict[str, Any] = {"q": _short(request.words), "per_page": ROWS, "safesearch": "true"}
        if request.language[:2] in LANGUAGES:
            params["lang"] = request.language[:2]
        if request.media == "clip":  # a video's shape cannot be asked for
            return self.stock.hits(self._ask("/api/videos/", {**params, "video_type": "film"}), "hits", self._video)
        params |= {"image_type": "photo", "orientation": SHAPES[request.shape]}
        return self.stock.hits(self._ask("/api/", params), "hits", self._photo)

    def _ask(self, path: str, params: dict[str, Any]) -> Any:
        url = (self.options.base_url or HOME).rstrip("/") + path
        keyed = {"key": self.kit.secret(self.key or "") or "", **params}
        seconds = self.options.timeout
        try:
            return self.stock.ask(lambda: _web.ask(self.name, "GET", url, params=keyed, seconds=seconds))
        except Refused as error:
            if " 400" in error.problems[0].where:  # it says so of a key too
                raise Refused("pixabay refused the question or the key", error.problems[0].where,
                              f"Look at the key: ytempire secrets set {self.key}") from error  # fmt: skip
            raise

    def _photo(self, row: dict[str, Any]) -> Hit | None:
        w, h = int(row["imageWidth"]), int(row["imageHeight"])
        sizes = _stock.copies(
            (row.get("imageURL"), w, h), (row.get("fullHDURL"), *_stock.boxed(w, h, 1920, 1920)),
            (row.get("largeImageURL"), *_stock.boxed(w, h, 1280, 1280)),
            (row.get("webformatURL"), row.get("webformatWidth"), row.get("webformatHeight")),
        )  # fmt: skip
        return self._hit(row, width=w, height=h, copies=sizes)

    def _video(self, row: dict[str, Any]) -> Hit | None:
        files = [file for name in SIZES if isinstance(file := row["videos"].get(name), dict) and file.get("width")]
        sizes = _stock.copies(*((file.get("url"), file["width"], file.get("height")) for file in files))
        width, height = (sizes[0].width, sizes[0].height) if sizes else (0, 0)
        return self._hit(row, width=width, height=height, copies=sizes, seconds=float(row.get("duration") or 0))

    def _hit(self, row: dict[str, Any], **more: Any) -> Hit | None:
        if row.get("isAiGenerated") is True and not self.options.made_by_models:
            return None
        words = f"{row.get('tags') or ''} {_stock.slug_words(row.get('pageURL'))}"
        return Hit(id=str(row["id"]), words=_stock.tidy(words, 1000), author=_stock.tidy(row.get("user"), 80),
                   licence=LICENCE, page=_stock.page(row.get("pageURL"), HOME), **more)  # fmt: skip


def _short(words: str) -> str:
    """A search of at most a hundred characters, cut between words."""
    kept: list[str] = []
    for word in words.split():
        if len(" ".join((*kept, word))) > MOST_WORDS:
            break
        kept.append(word)
    return " ".join(kept) or words[:MOST_WORDS]
