"""A server that speaks Runway's protocol: tasks that are paid when they are taken, and looked at until they end."""

from __future__ import annotations

import uuid
from typing import Any

from real_media import mp4
from served import Answer, Asked, Served

MODELS = {"text_to_video": ("gen4.5", "veo3", "veo3.1", "veo3.1_fast"),
          "image_to_video": ("gen4.5", "gen4_turbo", "veo3", "veo3.1", "veo3.1_fast")}  # fmt: skip


class RunwayServer(Served):
    """A task ends after it was looked at `looks` times; `tasks` were taken, and so paid."""

    def __init__(self, key: str = "key_runway_tests", looks: int = 2) -> None:
        super().__init__()
        self.key, self.looks = key, looks
        self.tasks: dict[str, dict[str, Any]] = {}
        self.looked: dict[str, int] = {}
        self.ends = "SUCCEEDED"
        self.code = ""
        self.lose_files = 0  # addresses that are no longer good

    def answer(self, asked: Asked) -> Answer:
        parts = asked.path.strip("/").split("/")
        if parts[0] == "out":
            if self.lose_files:
                self.lose_files -= 1
                return Answer(403, {"error": "expired"})
            return Answer(body=mp4(7, 2.0), headers={"Content-Type": "video/mp4"})
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return Answer(401, {"error": "You did not provide a valid API key."})
        if asked.headers.get("x-runway-version") != "2024-11-06":
            return Answer(400, {"error": "X-Runway-Version header is required."})
        if parts[1:] == ["organization"]:
            return Answer(body={"creditBalance": 4210, "tier": {"maxMonthlyCreditSpend": 1000}})
        if asked.method == "POST" and parts[1] in MODELS:
            return self._begin(parts[1], asked.json())
        if parts[1] == "tasks":
            return self._look(parts[2])
        return Answer(404, {"error": "not found"})

    def _begin(self, way: str, body: dict[str, Any]) -> Answer:
        wrong = [name for name, good in (
            ("model", body.get("model") in MODELS[way]), ("ratio", ":" in str(body.get("ratio"))),
            ("duration", isinstance(body.get("duration"), int)),
            ("promptText", 0 < len(body.get("promptText", "")) <= 1000),
            ("promptImage", way == "text_to_video" or str(body.get("promptImage")).startswith("data:image/jpeg;")),
        ) if not good]  # fmt: skip
        if wrong:
            return Answer(400, {"error": "Validation of body failed", "issues": wrong})
        task = str(uuid.UUID(int=len(self.tasks) + 1))
        self.tasks[task] = {"way": way, **body}
        self.looked[task] = 0
        return Answer(body={"id": task})

    def _look(self, task: str) -> Answer:
        if task not in self.tasks:
            return Answer(404, {"error": "No task was found."})
        self.looked[task] += 1
        base = {"id": task, "createdAt": "2026-11-21T10:00:00Z"}
        if self.looked[task] <= self.looks:
            return Answer(body={**base, "status": "RUNNING" if self.looked[task] > 1 else "PENDING", "progress": 0.4})
        if self.ends == "SUCCEEDED":
            return Answer(body={**base, "status": "SUCCEEDED", "output": [f"{self.url}/out/{task}.mp4?_jwt=x"]})
        return Answer(body={**base, "status": self.ends, "failure": "It did not work.", "failureCode": self.code})
