"""A server that speaks ComfyUI's protocol: a queue of workflows, their history, and the pictures that they saved."""

from __future__ import annotations

import uuid
from typing import Any

from real_media import png
from served import Answer, Asked, Served


class ComfyServer(Served):
    """A job is finished after it was looked at `looks` times; `begun` are the workflows that were taken."""

    def __init__(self, looks: int = 2, own_numbers: bool = False) -> None:
        super().__init__()
        self.looks, self.own_numbers = looks, own_numbers
        self.begun: list[dict[str, Any]] = []
        self.jobs: dict[str, int] = {}  # how often each was looked at
        self.error = ""

    def answer(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix("/api")
        if path == "/system_stats":
            return Answer(body={"system": {"os": "posix", "comfyui_version": "0.9.1"}, "devices": []})
        if asked.method == "POST" and path == "/prompt":
            return self._begin(asked.json())
        if path == "/queue":
            waiting = [[1, job, {}, {}, []] for job, looked in self.jobs.items() if looked <= self.looks]
            return Answer(body={"queue_running": waiting[:1], "queue_pending": waiting[1:]})
        if path.startswith("/history/"):
            return Answer(body=self._history(path.rpartition("/")[2]))
        if path == "/view":
            number = len(asked.query["filename"]) + list(self.jobs).index(asked.query["subfolder"])
            return Answer(body=png(number, 512, 512), headers={"Content-Type": "image/png"})
        return Answer(404, {"error": "not found"})

    def _begin(self, body: dict[str, Any]) -> Answer:
        flow = body.get("prompt")
        if not flow or any("class_type" not in node for node in flow.values()):
            return Answer(400, {"error": {"type": "invalid_prompt", "message": "Cannot execute"}, "node_errors": {}})
        self.begun.append(flow)
        job = str(uuid.UUID(int=len(self.begun))) if self.own_numbers else str(body.get("prompt_id"))
        self.jobs[job] = 0
        return Answer(body={"prompt_id": job, "number": len(self.begun), "node_errors": {}})

    def _history(self, job: str) -> dict[str, Any]:
        if job not in self.jobs:
            return {}
        self.jobs[job] += 1
        if self.jobs[job] <= self.looks:
            return {}
        if self.error:
            told = ["execution_error", {"node_type": "KSampler", "exception_message": self.error}]
            return {job: {"outputs": {}, "status": {"status_str": "error", "completed": False, "messages": [told]}}}
        shown = {"filename": "seen.png", "subfolder": job, "type": "temp"}
        saved = {"filename": "ytempire_00001_.png", "subfolder": job, "type": "output"}
        status = {"status_str": "success", "completed": True, "messages": []}
        return {job: {"outputs": {"8": {"images": [shown]}, "9": {"images": [saved]}}, "status": status}}
