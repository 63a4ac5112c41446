"""Pictures from words, by a ComfyUI of one's own."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ytempire import contracts
from ytempire.address import text_digest
from ytempire.contracts import Kit, MakePicture, Pace, Pictured, Provider
from ytempire.errors import ConfigError, Refused
from ytempire.media import photos
from ytempire.models import Used, bound
from ytempire.providers import _jobs, _web

NEGATIVE = "text, letters, watermark, logo, deformed, blurry, low quality"
PLAIN: dict[str, Any] = {  # ComfyUI's own first workflow, in its API format
    "3": {"class_type": "KSampler", "inputs": {
        "seed": "%seed%", "steps": "%steps%", "cfg": 7.0, "sampler_name": "euler", "scheduler": "normal",
        "denoise": 1.0, "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "%checkpoint%"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": "%width%", "height": "%height%", "batch_size": 1}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "%prompt%", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "%negative%", "clip": ["4", 1]}},
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "ytempire", "images": ["8", 0]}},
}  # fmt: skip
MOST = 1 << 20  # bytes of a workflow
NAMESPACE = uuid.UUID("6b1d0d0e-9a55-5f0e-8b2a-0c6b6d1f7a11")  # a job's number is made from its call's key


class ComfyOptions(contracts.Options):
    base_url: str = Field(default="http://127.0.0.1:8188", pattern=r"^https?://\S+$", description="Where it is.")
    file: str = Field(
        default="", description="A workflow of the channel, saved in API format, with %prompt% where the words go."
    )
    checkpoint: str = Field(default="", max_length=200, description="The model of the plain workflow.")
    negative: str = Field(default=NEGATIVE, max_length=1000, description="What should not be seen.")
    steps: int = Field(default=28, ge=1, le=200, description="Steps of the plain workflow.")
    pixels: int = Field(default=1024, ge=256, le=4096, description="Width and height of a square picture.")
    timeout: float = Field(default=30.0, ge=0.05, le=600, description="Seconds that one answer may take.")
    patience: float = Field(default=900.0, ge=0.1, le=86400, description="Seconds that a picture may take.")
    every: float = Field(default=1.0, ge=0.01, le=60, description="Seconds between two looks.")


class _Read(ComfyOptions):
    workflow: str = ""  # a digest of the file: another workflow makes another picture


class ImageComfyui(Provider):
    """Has pictures made by a ComfyUI; on a machine of one's own they cost nothing."""

    kind = "image"
    name = "comfyui"
    summary = "pictures made by a ComfyUI of your own, with your workflow"
    Options = ComfyOptions

    def __init__(self, options: ComfyOptions, kit: Kit) -> None:
        super().__init__(options, kit)
        self.account = self.name
        self.trouble = ""
        self.workflow = PLAIN
        if options.file:
            self._read(options)
        self.jobs = _jobs.Jobs(kit.home, self.name)
        self.url = options.base_url.rstrip("/")
        self._stop = threading.Event()

    def ready(self) -> str | None:
        """Whether there is a workflow that can be sent."""
        if self.trouble:
            return self.trouble
        if not self.options.file and not self.options.checkpoint:
            return "its options name no checkpoint and no workflow file"
        return None

    def pace(self) -> Pace:
        """One picture at a time."""
        return Pace(at_a_time=1)

    def price(self, request: MakePicture) -> int | None:
        """Nothing, unless the price list has a line for comfyui."""
        price = self.kit.prices.of(self.account, self.options.checkpoint or "*")
        return 0 if price is None else bound(price, Used(images=1))

    def check(self) -> str:
        """Whether it answers."""
        data, _ = self._ask("GET", "/system_stats")
        system = data.get("system") if isinstance(data, dict) else None
        return f"ComfyUI {system.get('comfyui_version') or ''}".strip() if isinstance(system, dict) else "it answers"

    def answer(self, request: MakePicture, call: str) -> Pictured:
        """One picture; a job that an earlier try began is waited for, not begun again."""
        if not isinstance(request, MakePicture):
            raise Refused(f"comfyui makes no {type(request).__name__}", self.name)
        own = str(uuid.uuid5(NAMESPACE, call))
        job = self.jobs.of(call) or own
        if self._at_work(job) is None:  # never begun, or forgotten there
            job = self._begin(request, own)
        self.jobs.keep(call, job)
        return self._collect(request, call, job)

    def recover(self, request: MakePicture, call: str) -> Pictured | None:
        """What a job that was begun has come to."""
        job = self.jobs.of(call)
        return self._collect(request, call, job) if job else None

    def stop(self) -> None:
        """Wait no longer; the job goes on, and is collected the next time."""
        self._stop.set()

    # --- a job ---

    def _begin(self, request: MakePicture, job: str) -> str:
        values = self._values(request)
        body = {"prompt": _filled(self.workflow, values), "client_id": "ytempire", "prompt_id": job}
        data, _ = self._ask("POST", "/prompt", body)
        given = data.get("prompt_id") if isinstance(data, dict) else None
        if not isinstance(given, str) or not given:
            raise Refused("comfyui took the workflow and gave no number", self.name)
        return given  # an older ComfyUI gives a number of its own

    def _at_work(self, job: str) -> dict[str, Any] | None:
        """A job as it is told: finished, waiting or being done; None when it is not known there."""
        data, _ = self._ask("GET", f"/history/{job}")
        entry = data.get(job) if isinstance(data, dict) else None
        if isinstance(entry, dict):
            return entry
        data, _ = self._ask("GET", "/queue")
        queue = data if isinstance(data, dict) else {}
        rows = [*(queue.get("queue_running") or ()), *(queue.get("queue_pending") or ())]
        if any(isinstance(row, list) and job in row[:3] for row in rows):
            return {}
        data, _ = self._ask("GET", f"/history/{job}")  # it may have ended between the two looks
        entry = data.get(job) if isinstance(data, dict) else None
        return entry if isinstance(entry, dict) else None

    def _collect(self, request: MakePicture, call: str, job: str) -> Pictured:
        self._stop.clear()

        def look() -> dict[str, Any] | None:
            entry = self._at_work(job)
            if entry is None:
                self.jobs.forget(call)
                raise Refused(f"comfyui does not know job {job} any more", self.name, "Run the same command again.")
            status = entry.get("status") or {}
            if status.get("status_str") == "error":
                self.jobs.forget(call)
                raise Refused(f"comfyui could not make it: {_why(status)}", self.name, "Try the workflow there first.")
            return entry if entry.get("outputs") else None

        o = self.options
        entry = _jobs.watch(self.name, look, o.every, o.patience, self._stop)
        return self._fetch(request, call, _images(entry["outputs"]))

    def _fetch(self, request: MakePicture, call: str, images: list[dict[str, str]]) -> Pictured:
        if not images:
            self.jobs.forget(call)
            raise Refused("the workflow ended and saved no picture", self.name, "It needs a SaveImage node.")
        folder = self.kit.scratch / f"image-{call[:20]}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "made.png"
        try:
            from urllib.parse import urlencode

            _web.fetch(self.name, f"{self.url}/view?{urlencode(images[0])}", file, most=64 << 20,
                       seconds=self.options.timeout)  # fmt: skip
            photos.load(file, f"comfyui {images[0]['filename'][:80]}")
            blob = self.kit.blobs.take(file)
        except ConfigError as error:
            self.jobs.forget(call)
            raise Refused(str(error), self.name) from error
        finally:
            file.unlink(missing_ok=True)
        model = self.options.checkpoint or self.options.file
        cost = self.price(request) or 0
        used = Used(model=model[:120], images=1, microusd=cost, told=not cost, prices=self.kit.prices.version)
        return Pictured(file=blob, credit="Picture made by a model (ComfyUI)", licence="made by a model", model=model,
                        used=used)  # fmt: skip

    def _ask(self, method: str, path: str, body: Any = None) -> tuple[Any, Mapping[str, str]]:
        return _web.ask(self.name, method, self.url + path, body=body, seconds=self.options.timeout)

    # --- a workflow ---

    def _read(self, options: ComfyOptions) -> None:
        folder = self.kit.channel_folder.resolve()
        path = (folder / options.file).resolve()
        called = f"channels/{self.kit.channel}/{options.file[:80]}"
        try:
            if not path.is_relative_to(folder) or path.stat().st_size > MOST:
                raise ValueError("is outside the channel's folder, or too large")
            text = path.read_text("utf-8")
            found = json.loads(text)
            nodes = list(found.values()) if isinstance(found, dict) else []
            if not nodes or not all(isinstance(node, dict) and "class_type" in node for node in nodes):
                raise ValueError("is no workflow in API format: save it with Workflow > Export (API)")
            if "%prompt%" not in text:
                raise ValueError("has no %prompt% where the words go")
        except (OSError, ValueError) as error:
            self.trouble = f"{called}: {error}"
            return
        self.workflow = found
        self.options = _Read(**options.model_dump(), workflow=text_digest(text))

    def _values(self, request: MakePicture) -> dict[str, Any]:
        area = float(self.options.pixels) ** 2
        shape = request.width / max(1, request.height)
        width, height = (round((area * shape) ** 0.5 / 64) * 64, round((area / shape) ** 0.5 / 64) * 64)
        return {"prompt": request.prompt, "negative": self.options.negative, "seed": request.seed % (1 << 32),
                "width": max(64, width), "height": max(64, height), "steps": self.options.steps,
                "checkpoint": self.options.checkpoint}  # fmt: skip


def _filled(part: Any, values: Mapping[str, Any]) -> Any:
    """A workflow with its %names% filled in; one that stands alone becomes what it stands for, a number too."""
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    if not isinstance(part, str):
        return part
    for name, value in values.items():
        if part == f"%{name}%":
            return value
    out, rest = "", part
    while rest:  # from left to right once: what is filled in is not looked at again
        at, name = min(((rest.find(f"%{n}%"), n) for n in values if f"%{n}%" in rest), default=(-1, ""))
        if at < 0:
            return out + rest
        out, rest = out + rest[:at] + str(values[name]), rest[at + len(name) + 2 :]
    return out


def _images(outputs: Any) -> list[dict[str, str]]:
    """The pictures that were saved, before those that are only shown."""
    nodes = [node for node in outputs.values() if isinstance(node, dict)] if isinstance(outputs, dict) else []
    found = [i for node in nodes for i in node.get("images") or () if isinstance(i, dict) and i.get("filename")]
    found.sort(key=lambda image: image.get("type") != "output")
    return [{key: str(image.get(key) or "") for key in ("filename", "subfolder", "type")} for image in found]


def _why(status: Mapping[str, Any]) -> str:
    for message in status.get("messages") or ():
        if isinstance(message, list) and len(message) == 2 and message[0] == "execution_error":
            return f"{message[1].get('node_type', '')}: {message[1].get('exception_message', '')}"[:300].strip(": ")
    return "it did not say why"
