"""A server that speaks Pixabay's protocol: images and videos by words, its key in the address, errors as text."""

from __future__ import annotations

import zlib
from typing import Any

from real_media import jpeg, mp4
from served import Answer, Asked, Served


class PixabayServer(Served):
    """Has `rows` hits for any words; each address of a file is signed anew with each search, as theirs are."""

    def __init__(self, key: str = "1234-pixabay-key", rows: int = 4) -> None:
        super().__init__()
        self.key, self.rows = key, rows
        self.searches: list[dict[str, str]] = []
        self.files: list[str] = []

    def answer(self, asked: Asked) -> Answer:
        if asked.path.startswith("/get/"):
            self.files.append(asked.path)
            number = int(asked.path.split("/")[2])
            return Answer(body=mp4(number) if asked.path.endswith(".mp4") else jpeg(number))
        if asked.query.get("key") != self.key:
            return Answer(400, b"[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).")
        if len(asked.query.get("q", "")) > 100:
            return Answer(400, b'[ERROR 400] "q" must not be longer than 100 characters.')
        self.searches.append(asked.query)
        made = {"/api/": self._image, "/api/videos/": self._video}.get(asked.path)
        if made is None:
            return Answer(404, b"[ERROR 404]")
        rows = [made(asked.query.get("q", ""), n) for n in range(self.rows)]
        headers = {"X-RateLimit-Limit": "100", "X-RateLimit-Remaining": str(100 - len(self.searches) % 90),
                   "X-RateLimit-Reset": "60"}  # fmt: skip
        return Answer(body={"total": len(rows), "totalHits": len(rows), "hits": rows}, headers=headers)

    def _image(self, query: str, n: int) -> dict[str, Any]:
        number = 1000 + zlib.crc32(query.encode()) % 9000 * 10 + n
        file = f"{self.url}/get/{number}/{len(self.searches)}_1280.jpg"
        return {
            "id": number, "pageURL": f"https://pixabay.com/photos/{query.replace(' ', '-')}-{number}/",
            "type": "photo", "tags": ", ".join(query.split()), "user": f"cat{n}", "user_id": n,
            "imageWidth": 4000, "imageHeight": 2250, "imageSize": 4_000_000, "views": 10, "likes": 2, "downloads": 5,
            "previewURL": file, "webformatURL": file, "webformatWidth": 640, "webformatHeight": 360,
            "largeImageURL": file, "isAiGenerated": n == 0, "isGRated": True,
        }  # fmt: skip

    def _video(self, query: str, n: int) -> dict[str, Any]:
        number = 1005 + zlib.crc32(query.encode()) % 9000 * 10 + n
        file = f"{self.url}/get/{number}/{len(self.searches)}_tiny.mp4"
        sizes = {
            "large": (0, 0, ""),
            "medium": (1920, 1080, file),
            "small": (1280, 720, file),
            "tiny": (960, 540, file),
        }
        return {
            "id": number, "pageURL": f"https://pixabay.com/videos/id-{number}/", "type": "film",
            "tags": ", ".join(query.split()), "duration": 2, "user": f"dog{n}", "user_id": n,
            "videos": {name: {"url": url, "width": w, "height": h, "size": 9} for name, (w, h, url) in sizes.items()},
        }  # fmt: skip
