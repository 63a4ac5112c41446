"""Music and sounds of Freesound, by words."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ytempire.contracts import Fetch, Found, Hits, Pace, Provider, Search
from ytempire.errors import Refused
from ytempire.models import Hit
from ytempire.providers import _stock, _web

HOME = "https://freesound.org"
ROWS = 50
FIELDS = "id,name,tags,username,license,duration,created,previews,url"
LICENCES = {  # what may stand under a film that earns money, by a part of its address
    "publicdomain/zero": "CC0 1.0", "licenses/by/4.0": "CC BY 4.0", "licenses/by/3.0": "CC BY 3.0",
}  # fmt: skip
SHORTEST, LONGEST = 15.0, 900.0  # seconds; a bed is looped


class FreesoundOptions(_stock.Remote):
    licences: Literal["all", "cc0"] = Field(
        default="all", description="all: CC0 and CC BY, whose makers are named; cc0: what needs nobody named."
    )


class FootageFreesound(_stock.OnStock, Provider):
    """Looks for music and sounds on Freesound; free, with a key, 60 requests a minute and 2,000 a day."""

    kind = "footage"
    name = "freesound"
    summary = "music of Freesound by words (CC0 and CC BY); free, named in the credits"
    Options = FreesoundOptions
    key = "FREESOUND_API_KEY"
    searches = ("music",)

    def pace(self) -> Pace:
        """Sixty requests a minute, as they ask."""
        return self.stock.pace(60.0)

    def check(self) -> str:
        """The smallest search there is."""
        self._ask({"query": "rain", "page_size": 1, "fields": "id"})
        return "the key is good"

    def answer(self, request: Search | Fetch, call: str) -> Hits | Found:
        """What fits the words, or the sound of one hit as an mp3 of good quality."""
        if isinstance(request, Fetch):
            hit = request.hit
            credit = f"“{hit.words.partition(';')[0]}” by {hit.author} on Freesound"
            return self.stock.fetch(request, call, credit, self.options.timeout)
        if not isinstance(request, Search) or request.media not in self.searches:
            raise Refused(f"freesound cannot answer a {type(request).__name__}", self.name)
        free = '"Creative Commons 0"' if self.options.licences == "cc0" else '("Creative Commons 0" OR "Attribution")'
        found = self._ask({
            "query": " ".join(request.words.split())[:200], "page_size": ROWS, "fields": FIELDS,
            "filter": f"license:{free} duration:[{SHORTEST:g} TO {LONGEST:g}]",
        })  # fmt: skip
        return self.stock.hits(found, "results", self._hit)

    def _ask(self, params: dict[str, Any]) -> Any:
        url = (self.options.base_url or HOME).rstrip("/") + "/apiv2/search/"
        headers = {"Authorization": f"Token {self.kit.secret(self.key or '') or ''}"}
        seconds = self.options.timeout
        return self.stock.ask(lambda: _web.ask(self.name, "GET", url, headers=headers, params=params, seconds=seconds))

    def _hit(self, row: dict[str, Any]) -> Hit | None:
        licence = next((name for part, name in LICENCES.items() if part in str(row["license"])), "")
        if not licence or (self.options.licences == "cc0" and licence != "CC0 1.0"):
            return None
        name = _stock.tidy(str(row.get("name") or "").rpartition(".")[0] or row.get("name"), 100).replace(";", ",")
        tags = " ".join(str(tag) for tag in row.get("tags") or ())
        return Hit(
            id=str(row["id"]), words=_stock.tidy(f"{name}; {tags}", 1000), author=_stock.tidy(row["username"], 80),
            licence=licence, page=_stock.page(row.get("url"), HOME), seconds=float(row["duration"]),
            date=_stock.day(row.get("created")), copies=_stock.copies((row["previews"].get("preview-hq-mp3"), 0, 0)),
        )  # fmt: skip
