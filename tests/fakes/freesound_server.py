"""A server that speaks Freesound's protocol: sounds by words, a token in a header, previews to take."""

from __future__ import annotations

from typing import Any

from real_media import mp3
from served import Answer, Asked, Served

LICENCES = (
    "http://creativecommons.org/publicdomain/zero/1.0/", "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by-nc/4.0/", "http://creativecommons.org/licenses/sampling+/1.0/",
)  # fmt: skip


class FreesoundServer(Served):
    """Has a sound of each licence for any words."""

    def __init__(self, key: str = "freesound-key") -> None:
        super().__init__()
        self.key = key
        self.searches: list[dict[str, str]] = []
        self.files: list[str] = []

    def answer(self, asked: Asked) -> Answer:
        if asked.path.startswith("/data/previews/"):
            self.files.append(asked.path)
            return Answer(body=mp3(int(asked.path.rpartition("/")[2].partition("_")[0])))
        if asked.headers.get("authorization") != f"Token {self.key}":
            return Answer(401, {"detail": "Invalid token"})
        if asked.path != "/apiv2/search/":
            return Answer(404, {"detail": "Not found."})
        self.searches.append(asked.query)
        rows = [self._sound(asked.query["query"], n) for n in range(len(LICENCES))]
        return Answer(body={"count": len(rows), "next": None, "previous": None, "results": rows})

    def _sound(self, query: str, n: int) -> dict[str, Any]:
        base = f"{self.url}/data/previews/0/{n}"
        return {
            "id": 70 + n, "name": f"{query.title()} {n}.wav", "tags": [*query.split(), "loop"], "username": f"ear{n}",
            "license": LICENCES[n], "duration": 3.0 + n, "created": f"202{n}-04-01T10:00:00",
            "url": f"https://freesound.org/people/ear{n}/sounds/{70 + n}/",
            "previews": {"preview-hq-mp3": f"{base}_1-hq.mp3", "preview-lq-mp3": f"{base}_1-lq.mp3",
                         "preview-hq-ogg": f"{base}_1-hq.ogg", "preview-lq-ogg": f"{base}_1-lq.ogg"},
        }  # fmt: skip
