"""Clips from words and pictures, by Runway."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ytempire import contracts
from ytempire.contracts import Kit, MakeClip, Pace, Pictured, Provider
from ytempire.errors import ConfigError, Lost, Refused, Unavailable
from ytempire.media import clips, photos
from ytempire.models import Used, bound
from ytempire.providers import _jobs, _web

HOME, VERSION = "https://api.dev.runwayml.com", "2024-11-06"
SECONDS: dict[str, tuple[int, ...]] = {  # how long a model's clips are
    "gen4.5": tuple(range(2, 11)), "gen4_turbo": tuple(range(2, 11)), "veo3.1": (4, 6, 8), "veo3.1_fast": (4, 6, 8),
    "veo3": (8,),
}  # fmt: skip
SEEDED = ("gen4.5", "gen4_turbo")  # models that take a seed, and a square
FROM_PICTURE = ("gen4_turbo",)  # models that make nothing from words alone
MOST_WORDS, SIDE = 1000, 1280  # of a prompt, in UTF-16 units; pixels of the picture that is sent
UNBILLED = ("INTERNAL", "INPUT_PREPROCESSING", "THIRD_PARTY")  # failures that are theirs, by how their code begins


class RunwayOptions(contracts.Options):
    base_url: str = Field(default=HOME, pattern=r"^https?://\S+$", description="Where the service is.")
    model: str = Field(default="gen4.5", min_length=1, max_length=60, description="The model.")
    sound: bool = Field(default=False, description="Whether a model that can makes sound too; it costs more.")
    timeout: float = Field(default=60.0, ge=0.05, le=600, description="Seconds that one answer may take.")
    patience: float = Field(default=900.0, ge=0.1, le=86400, description="Seconds that a clip may take.")
    every: float = Field(default=5.0, ge=0.01, le=60, description="Seconds between two looks; they ask for five.")
    at_a_time: int = Field(default=2, ge=1, le=50, description="Clips at a time, as the account's tier allows.")


class ClipRunway(Provider):
    """Has clips made at Runway; the number of a task is kept, so that a crash collects and does not pay again."""

    kind = "clip"
    name = "runway"
    summary = "clips made by a model at Runway, from words or a picture"
    Options = RunwayOptions
    key = "RUNWAYML_API_SECRET"
    side_by_side = 2

    def __init__(self, options: RunwayOptions, kit: Kit) -> None:
        super().__init__(options, kit)
        self.account = self.name
        self.jobs = _jobs.Jobs(kit.home, self.name)
        self.url = options.base_url.rstrip("/")
        self._stop = threading.Event()

    def pace(self) -> Pace:
        """As many clips at a time as the account may have."""
        return Pace(at_a_time=self.options.at_a_time)

    def check(self) -> str:
        """What is left on the account."""
        data = self._ask("GET", "/v1/organization")
        left = data.get("creditBalance") if isinstance(data, dict) else None
        return "the key is good" + (f", {left:,} credits" if isinstance(left, int) else "")

    def price(self, request: MakeClip) -> int | None:
        """Its seconds."""
        price = self.kit.prices.of(self.account, self.options.model)
        return None if price is None else bound(price, Used(seconds=self._seconds(request)))

    def answer(self, request: MakeClip, call: str) -> Pictured:
        """One clip; a task that an earlier try began is waited for, not begun again."""
        if not isinstance(request, MakeClip):
            raise Refused(f"runway makes no {type(request).__name__}", self.name)
        job = self.jobs.of(call)
        if not job:
            job = self._begin(request)
            self.jobs.keep(call, job)
        return self._collect(request, call, job)

    def recover(self, request: MakeClip, call: str) -> Pictured | None:
        """What a task that was begun has come to; None when none is known."""
        job = self.jobs.of(call)
        return self._collect(request, call, job) if job else None

    def stop(self) -> None:
        """Wait no longer; the task goes on there, and is collected the next time."""
        self._stop.set()

    # --- a task ---

    def _begin(self, request: MakeClip) -> str:
        o = self.options
        body: dict[str, Any] = {
            "model": o.model, "promptText": _cut(request.prompt), "ratio": self._ratio(request),
            "duration": self._seconds(request),
        }  # fmt: skip
        if o.model in SEEDED:
            body["seed"] = request.seed % (1 << 32)
        if o.model.startswith("veo3.1"):
            body["audio"] = o.sound
        if request.picture is None and o.model in FROM_PICTURE:
            raise Refused(f"{o.model} makes clips from pictures alone, and there is none", self.name,
                          "Choose another model in clips.options.runway.model.")  # fmt: skip
        if request.picture is not None:
            body["promptImage"] = self._picture(request)
        path = "/v1/text_to_video" if request.picture is None else "/v1/image_to_video"
        data = self._ask("POST", path, body, paid=True)
        job = data.get("id") if isinstance(data, dict) else None
        if not isinstance(job, str) or not job:
            raise Lost("runway took the task and gave no number", self.name, "It may have been billed.")
        return job

    def _collect(self, request: MakeClip, call: str, job: str) -> Pictured:
        self._stop.clear()

        def look() -> dict[str, Any] | None:
            data = self._look(call, job)
            status = data.get("status")
            if status in ("FAILED", "CANCELLED"):
                self.jobs.forget(call)
                raise self._failed(request, data)
            return data if status == "SUCCEEDED" else None

        o = self.options
        done = _jobs.watch(self.name, look, o.every, o.patience, self._stop)
        output = done.get("output")
        url = output[0] if isinstance(output, list) and output and isinstance(output[0], str) else ""
        return self._fetch(request, call, job, url)

    def _look(self, call: str, job: str) -> dict[str, Any]:
        try:
            data = self._ask("GET", f"/v1/tasks/{job}")
        except Refused as error:
            if " 404" in error.problems[0].where:
                self.jobs.forget(call)
                raise Refused(f"runway does not know task {job} any more", self.name) from error
            if "no JSON" in str(error):
                raise Unavailable("runway answered with something that is no JSON", self.name) from error
            raise
        if not isinstance(data, dict) or not isinstance(data.get("status"), str):
            raise Unavailable("runway answered with JSON of another shape", self.name)
        return data

    def _failed(self, request: MakeClip, data: Mapping[str, Any]) -> Refused:
        code, why = str(data.get("failureCode") or ""), str(data.get("failure") or data.get("status"))
        error = Refused(f"runway could not make it: {why[:200]}{f' ({code[:60]})' if code else ''}", self.name)
        if not code.startswith(UNBILLED) and data.get("status") == "FAILED":
            error.microusd = self.price(request) or 0  # what is refused for its content is billed all the same
        return error

    def _fetch(self, request: MakeClip, call: str, job: str, url: str) -> Pictured:
        folder = self.kit.scratch / f"clip-{call[:20]}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "made.mp4"
        try:
            try:
                _web.fetch(self.name, url, file, most=512 << 20, seconds=self.options.timeout)
            except Refused as error:  # its address is good for a day, and looking again gives another one
                raise Unavailable(f"runway made it and does not hand it out: {error}", self.name) from error
            seconds = clips.look(file, f"runway task {job[:60]}").seconds
            blob = self.kit.blobs.take(file)
        except ConfigError as error:
            self.jobs.forget(call)
            refusal = Refused(str(error), self.name)
            refusal.microusd = self.price(request) or 0
            raise refusal from error
        finally:
            file.unlink(missing_ok=True)
        model = self.options.model
        used = Used(model=model, seconds=self._seconds(request), request=job, microusd=self.price(request) or 0,
                    told=False, prices=self.kit.prices.version)  # fmt: skip
        return Pictured(file=blob, credit=f"Clip made by a model (Runway {model})", licence="made by a model",
                        model=model, seconds=seconds, used=used)  # fmt: skip

    # --- what is sent ---

    def _ask(self, method: str, path: str, body: Any = None, paid: bool = False) -> Any:
        headers = {"Authorization": f"Bearer {self.kit.secret(self.key or '') or ''}", "X-Runway-Version": VERSION}
        data, _ = _web.ask(self.name, method, self.url + path, headers=headers, body=body,
                           seconds=self.options.timeout, paid=paid)  # fmt: skip
        return data

    def _seconds(self, request: MakeClip) -> int:
        """The shortest that is long enough, else the longest there is."""
        known = SECONDS.get(self.options.model, (5, 10))
        return next((n for n in known if n >= request.seconds), known[-1])

    def _ratio(self, request: MakeClip) -> str:
        shape = request.width / max(1, request.height)
        if 0.8 <= shape <= 1.25 and self.options.model in SEEDED:
            return "960:960"
        return "1280:720" if shape >= 1 else "720:1280"

    def _picture(self, request: MakeClip) -> str:
        """The picture as they take it: a JPEG of a few hundred kilobytes, inside the question."""
        assert request.picture is not None
        image = photos.load(self.kit.blobs.path(request.picture), "the clip's picture")
        image.thumbnail((SIDE, SIDE))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=88)
        return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()


def _cut(prompt: str) -> str:
    """At most a thousand units of UTF-16, as they count, cut between words."""
    text = " ".join(prompt.split())
    while len(text.encode("utf-16-le")) // 2 > MOST_WORDS:
        text = text.rpartition(" ")[0] or text[: MOST_WORDS // 2]
    return text
