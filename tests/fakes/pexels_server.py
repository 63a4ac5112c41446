"""A server that speaks Pexels' protocol: photos and videos by words, its key in a header, its limits in others."""

from __future__ import annotations

import time
import zlib
from typing import Any

from real_media import jpeg, mp4
from served import Answer, Asked, Served


class PexelsServer(Served):
    """Has `rows` hits for any words; `searches` and `files` are what was asked of each."""

    def __init__(self, key: str = "pexels-key-for-tests", rows: int = 4) -> None:
        super().__init__()
        self.key, self.rows = key, rows
        self.left = 19_990
        self.nothing_for: set[str] = set()  # words that nothing is found for
        self.searches: list[str] = []
        self.files: list[str] = []

    def answer(self, asked: Asked) -> Answer:
        if asked.path.startswith("/files/"):
            self.files.append(asked.path)
            number = int(asked.path.rpartition("-")[2].partition(".")[0])
            body = mp4(number) if asked.path.endswith(".mp4") else jpeg(number)
            return Answer(body=body, headers={"Content-Type": "video/mp4" if "mp4" in asked.path else "image/jpeg"})
        if asked.headers.get("authorization") != self.key:
            return Answer(401, {"status": 401, "code": "Unauthorized"})
        self.left -= 1
        told = {"X-Ratelimit-Limit": "20000", "X-Ratelimit-Remaining": str(self.left),
                "X-Ratelimit-Reset": str(int(time.time()) + 1800)}  # fmt: skip
        query = asked.query.get("query", "")
        if asked.path == "/v1/curated":
            return Answer(body={"page": 1, "per_page": 1, "photos": [self._photo("a view", 1)]}, headers=told)
        if not query:
            return Answer(400, {"error": "Bad Request"})
        self.searches.append(query)
        wanted = [] if query in self.nothing_for else range(self.rows)
        if asked.path == "/v1/search":
            rows = [self._photo(query, n) for n in wanted]
            return Answer(body={"page": 1, "total_results": len(rows), "photos": rows}, headers=told)
        if asked.path == "/v1/videos/search":
            rows = [self._video(query, n) for n in wanted]
            return Answer(body={"page": 1, "total_results": len(rows), "videos": rows}, headers=told)
        return Answer(404, {"error": "Not Found"})

    def number(self, query: str, n: int) -> int:
        """The same hit for the same words, as a service has it."""
        return 1000 + zlib.crc32(query.encode()) % 9000 * 10 + n

    def _photo(self, query: str, n: int) -> dict[str, Any]:
        number = self.number(query, n)
        file = f"{self.url}/files/photo-{number}.jpeg"
        return {
            "id": number, "width": 1280, "height": 720, "url": f"https://www.pexels.com/photo/{number}/",
            "photographer": f"Ann <b>{n}</b> Ngọc", "photographer_url": "https://www.pexels.com/@ann",
            "photographer_id": n, "avg_color": "#446688", "liked": False, "alt": f"Photo of {query} number {n}",
            "src": {"original": file, "large2x": file, "large": file, "medium": file, "small": file,
                    "portrait": file, "landscape": file, "tiny": file},
        }  # fmt: skip

    def _video(self, query: str, n: int) -> dict[str, Any]:
        number = self.number(query, n) + 5
        file = f"{self.url}/files/video-{number}.mp4"
        slug = query.replace(" ", "-")
        return {
            "id": number, "width": 1920, "height": 1080, "duration": 2, "tags": [], "full_res": None,
            "url": f"https://www.pexels.com/video/{slug}-{number}/", "image": "",
            "user": {"id": n, "name": f"Bea {n}", "url": "https://www.pexels.com/@bea"},
            "video_files": [
                {"id": 1, "quality": "hls", "file_type": "video/mp4", "width": None, "height": None, "link": file},
                {"id": 2, "quality": "sd", "file_type": "video/mp4", "width": 320, "height": 180, "link": file},
            ],
            "video_pictures": [],
        }  # fmt: skip
