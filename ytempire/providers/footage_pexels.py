"""Photos and videos of Pexels, by words."""

from __future__ import annotations

from typing import Any

from ytempire.contracts import Fetch, Found, Hits, Pace, Provider, Search
from ytempire.errors import Refused
from ytempire.models import Hit
from ytempire.providers import _stock, _web

HOME = "https://api.pexels.com"
LICENCE, SITE = "Pexels License", "https://www.pexels.com"
ROWS = 40
SHAPES = {"wide": "landscape", "tall": "portrait", "square": "square"}
LOCALES = {  # a language of the channel as Pexels writes it
    "en": "en-US", "pt": "pt-BR", "es": "es-ES", "ca": "ca-ES", "de": "de-DE", "it": "it-IT", "fr": "fr-FR",
    "sv": "sv-SE", "id": "id-ID", "pl": "pl-PL", "ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "th": "th-TH",
    "nl": "nl-NL", "hu": "hu-HU", "vi": "vi-VN", "cs": "cs-CZ", "da": "da-DK", "fi": "fi-FI", "uk": "uk-UA",
    "el": "el-GR", "ro": "ro-RO", "nb": "nb-NO", "sk": "sk-SK", "tr": "tr-TR", "ru": "ru-RU",
}  # fmt: skip


class FootagePexels(_stock.OnStock, Provider):
    """Looks for photos and videos on Pexels; free, with a key, 200 searches an hour and 20,000 a month."""

    kind = "footage"
    name = "pexels"
    summary = "photos and videos of Pexels by words; free, named in the credits"
    Options = _stock.Remote
    key = "PEXELS_API_KEY"
    side_by_side = 4
    searches = ("photo", "clip")

    def pace(self) -> Pace:
        """As often as one likes, until few searches are left of the month's."""
        return self.stock.pace()

    def check(self) -> str:
        """One photo out of the shop window."""
        self._ask("/v1/curated", {"per_page": 1})
        left = self.stock.left
        return "the key is good" + (f", {left:,} searches left this month" if left is not None else "")

    def answer(self, request: Search | Fetch, call: str) -> Hits | Found:
        """What fits the words, or the file of one hit."""
        if isinstance(request, Fetch):
            kind = "Video" if request.media == "clip" else "Photo"
            credit = f"{kind} by {request.hit.author} on Pexels" if request.hit.author else f"{kind} on Pexels"
            return self.stock.fetch(request, call, credit, self.options.timeout)
        if not isinstance(request, Search) or request.media not in self.searches:
            raise Refused(f"pexels cannot answer a {type(request).__name__}", self.name)
        params: dict[str, Any] = {"query": " ".join(request.words.split())[:200], "per_page": ROWS,
                                  "orientation": SHAPES[request.shape]}  # fmt: skip
        if locale := LOCALES.get(request.language[:2]):
            params["locale"] = locale
        if request.media == "clip":
            return self.stock.hits(self._ask("/v1/videos/search", params), "videos", _video)
        return self.stock.hits(self._ask("/v1/search", params), "photos", _photo)

    def _ask(self, path: str, params: dict[str, Any]) -> Any:
        url = (self.options.base_url or HOME).rstrip("/") + path
        headers = {"Authorization": self.kit.secret(self.key or "") or ""}
        seconds = self.options.timeout
        return self.stock.ask(lambda: _web.ask(self.name, "GET", url, headers=headers, params=params, seconds=seconds))


def _photo(row: dict[str, Any]) -> Hit:
    src, w, h = row["src"], int(row["width"]), int(row["height"])
    return _hit(
        row, row.get("photographer"), " ".join((str(row.get("alt") or ""), _stock.slug_words(row.get("url")))),
        copies=_stock.copies((src.get("original"), w, h), (src.get("large2x"), *_stock.boxed(w, h, 1880, 1300)),
                             (src.get("large"), *_stock.boxed(w, h, 940, 650))),
    )  # fmt: skip


def _video(row: dict[str, Any]) -> Hit:
    tags = [str(tag.get("title") if isinstance(tag, dict) else tag) for tag in row.get("tags") or ()]
    files = [f for f in row["video_files"] if f.get("file_type") == "video/mp4" and f.get("width") and f.get("height")]
    return _hit(
        row, (row.get("user") or {}).get("name"), " ".join((*tags, _stock.slug_words(row.get("url")))),
        seconds=float(row.get("duration") or 0),
        copies=_stock.copies(*((f.get("link"), f["width"], f["height"]) for f in files)),
    )  # fmt: skip


def _hit(row: dict[str, Any], author: Any, words: str, **more: Any) -> Hit:
    return Hit(id=str(row["id"]), words=_stock.tidy(words, 1000), author=_stock.tidy(author, 80), licence=LICENCE,
               page=_stock.page(row.get("url"), SITE), width=int(row["width"]), height=int(row["height"]),
               **more)  # fmt: skip
