"""A server of ElevenLabs' protocol on this machine: speech with the times of its characters, history, voices, plan.

It really speaks, with espeak-ng, and sends an MP3. What it spoke stands in its history, whether the answer came or not.
"""

from __future__ import annotations

import base64
import functools
import tempfile
import time
from pathlib import Path
from typing import Any

from served import Answer, Asked, Served

KEY = "el-test-key-0123456789"


class ElevenLabsServer(Served):
    """Speaks /v1/text-to-speech/ID/with-timestamps, /v1/history, /v2/voices and /v1/user/subscription.

    key: the one that it takes; credits: those left; most: calls at a time, more are turned away; fails_on: a word, and
    every text with it is answered with 500; history_allowed: whether the key may look there; spoil: how the next
    answers are of no use: empty, short, late, ragged, back, schema, json; free: the header character-cost is left out;
    normalized: only the times of the text as it was read are told; untimed: none are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.key = KEY
        self.credits = 100_000
        self.history: list[dict[str, Any]] = []
        self.sounds: dict[str, bytes] = {}
        self.spoil: list[str] = []
        self.free = self.normalized = self.untimed = False
        self.history_allowed = True
        self.most = 0  # calls at a time that it takes; 0 is any
        self.fails_on = ""  # a word: a text with it is always answered with 500

    @property
    def spoken(self) -> list[str]:
        """The texts that were spoken, in order: what is billed."""
        return [item["text"] for item in self.history]

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("xi-api-key") != self.key:
            return _error(401, "invalid_api_key", "Invalid API key", "authentication_error")
        parts = asked.path.strip("/").split("/")
        if parts[:2] == ["v1", "text-to-speech"]:
            return self._speak(parts[2], asked)
        if parts == ["v1", "history"]:
            return self._pages(asked)
        if parts[:2] == ["v1", "history"] and parts[-1] == "audio":
            return Answer(body=self.sounds[parts[2]], headers={"Content-Type": "audio/mpeg"})
        if parts == ["v1", "user", "subscription"]:
            return Answer(body={"tier": "creator", "character_count": 1_000, "character_limit": 101_000,
                                "status": "active"})  # fmt: skip
        if parts == ["v2", "voices"]:
            labels = {"accent": "british", "language": "en"}
            voices = [
                {"voice_id": f"voice{n}", "name": name, "category": "premade", "labels": labels}
                for n, name in enumerate(("Ada", "Bo"))
            ]
            return Answer(body={"voices": voices, "has_more": False, "total_count": 2})
        return _error(404, "not_found", f"There is no {asked.path}.")

    def _speak(self, voice: str, asked: Asked) -> Answer:
        body = asked.json()
        text, model = body["text"], body.get("model_id", "eleven_multilingual_v2")
        if self.most and self._now > self.most:
            return _error(429, "concurrent_limit_exceeded", "Too many concurrent requests.", "rate_limit_error")
        if self.fails_on and self.fails_on in text:
            return _error(500, "internal_error", "Something went wrong.")
        cost = int(len(text) * (0.5 if "flash" in model or "turbo" in model else 1)) or 1
        if self.credits < cost:
            return _error(402, "insufficient_credits", "You have no credits left.", "payment_required")
        self.credits -= cost
        number, spoil = f"req{len(self.history) + 1:04d}", self.spoil.pop(0) if self.spoil else ""
        speech, times = spoken(text)
        rows: dict[str, Any] = {
            "characters": list(text),
            "character_start_times_seconds": [start for start, _ in times],
            "character_end_times_seconds": [end for _, end in times],
        }
        self.sounds[f"item-{number}"] = speech
        self.history.append({
            "history_item_id": f"item-{number}", "request_id": number, "voice_id": voice, "model_id": model,
            "text": text, "date_unix": int(time.time()), "character_count_change_from": 0,
            "character_count_change_to": cost, "content_type": "audio/mpeg", "state": "created", "source": "TTS",
            "settings": body.get("voice_settings") or {},
            "alignments": {"alignment": rows, "normalized_alignment": rows},
        })  # fmt: skip
        told: dict[str, Any] = {
            "audio_base64": base64.b64encode(spoiled(speech, spoil, text)).decode(),
            "alignment": None if self.normalized or self.untimed else broken(rows, spoil),
            "normalized_alignment": None if self.untimed else broken(rows, spoil),
        }
        headers = {"request-id": number} | ({} if self.free else {"character-cost": str(cost)})
        if spoil == "json":
            return Answer(body=b'{"audio_base64": "SUQz', headers={**headers, "Content-Type": "application/json"})
        return Answer(body={"sound": "here"} if spoil == "schema" else told, headers=headers)

    def _pages(self, asked: Asked) -> Answer:
        if not self.history_allowed:
            return _error(401, "missing_permissions", "The key lacks the permission speech_history_read.")
        rows = [item for item in reversed(self.history) if asked.query.get("voice_id") in (None, item["voice_id"])]
        after, size = asked.query.get("start_after_history_item_id"), int(asked.query.get("page_size", 100))
        ids = [item["history_item_id"] for item in rows]
        at = ids.index(after) + 1 if after in ids else 0
        page = rows[at : at + size]
        return Answer(body={
            "history": page, "has_more": at + size < len(rows),
            "last_history_item_id": page[-1]["history_item_id"] if page else None, "scanned_until": 0,
        })  # fmt: skip


@functools.cache
def spoken(text: str) -> tuple[bytes, tuple[tuple[float, float], ...]]:
    """A text spoken by espeak-ng as an MP3, and the time of every character in it."""
    from ytempire.editorial.speakable import Said
    from ytempire.media import ffmpeg, wav
    from ytempire.providers import _espeak

    words = text.split()
    said = [Said(i, word) for i, word in enumerate(words)]
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "said.wav", Path(folder) / "said.mp3"
        events = _espeak.spoken(said, file, "en-us+f4")
        rate, samples = wav.read(file)
        spans = _espeak.timed(said, events, 0, len(samples) * 1000 // rate)
        ffmpeg.run(["-i", f"file:{file}", "-ar", "44100", "-b:a", "96k", f"file:{out}"])
        sound = out.read_bytes()
    times: list[tuple[float, float]] = []
    for i, (word, (start, end)) in enumerate(zip(words, spans, strict=True)):
        each = (end - start) / len(word) / 1000
        times += [(start / 1000 + each * k, start / 1000 + each * (k + 1)) for k in range(len(word))]
        if i + 1 < len(words):
            times.append((end / 1000, max(end, spans[i + 1][0]) / 1000))
    return sound, tuple(times)


def spoiled(sound: bytes, how: str, text: str) -> bytes:
    """The sound as it comes when something went wrong."""
    if how == "empty":
        return b""
    if how == "short":
        return spoken(text.split()[0])[0]
    return sound


def broken(rows: dict[str, Any], how: str) -> dict[str, Any]:
    """Times that cannot be right: ends behind the sound, lists of other lengths, time that goes back."""
    starts, ends = rows["character_start_times_seconds"], rows["character_end_times_seconds"]
    if how == "late":
        return {**rows, "character_start_times_seconds": [t * 4 for t in starts],
                "character_end_times_seconds": [t * 4 for t in ends]}  # fmt: skip
    if how == "ragged":
        return {**rows, "character_end_times_seconds": ends[:-3]}
    if how == "back":
        return {**rows, "character_start_times_seconds": starts[::-1], "character_end_times_seconds": ends[::-1]}
    return rows


def _error(status: int, code: str, message: str, type: str = "api_error") -> Answer:
    return Answer(status, {"detail": {"type": type, "code": code, "status": code, "message": message}})
