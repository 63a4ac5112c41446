"""A server of OpenAI's protocol on this machine: chat, speech, pictures and the list of models.

`mind` is the model: it gets the request's body and gives the text that is answered. Nothing here is random.
"""

from __future__ import annotations

import base64
import io
import json
import math
import struct
import wave
from collections.abc import Callable
from typing import Any

from served import Answer, Asked, Served


class OpenAIServer(Served):
    """Speaks /chat/completions, /audio/speech, /images/generations and /models under its address and under /v1.

    knows_not: parameters that it refuses with a 400 that names them, such as json_schema, json_object, seed,
    temperature, max_tokens; key: the one key that it takes, any when empty; usage: what an answer tells, None for
    nothing; each entry of `bodies` is a chat as it was asked.
    """

    def __init__(self, mind: Callable[[dict[str, Any]], str] | None = None) -> None:
        super().__init__()
        self.mind = mind or (lambda body: "{}")
        self.knows_not: set[str] = set()
        self.key = ""
        self.names = ["gpt-5-mini", "gpt-5", "gpt-4o-mini-tts", "gpt-image-1"]
        self.usage: Callable[[dict[str, Any], str], dict[str, Any] | None] = usage
        self.bodies: list[dict[str, Any]] = []
        self.finish = "stop"
        self.speak: Callable[[dict[str, Any]], tuple[bytes, str]] = tone

    def answer(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix("/v1")
        if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
            return _error(401, "invalid_api_key", "Incorrect API key provided.")
        if path == "/models":
            return Answer(body={"object": "list", "data": [{"id": name, "object": "model"} for name in self.names]})
        if path == "/chat/completions":
            return self._chat(asked.json())
        if path == "/audio/speech":
            sound, kind = self.speak(asked.json())
            return Answer(body=sound, headers={"Content-Type": kind, "x-request-id": f"req_{len(self.asked)}"})
        if path == "/images/generations":
            return self._picture(asked.json())
        return _error(404, "not_found", f"There is no {path}.")

    def _chat(self, body: dict[str, Any]) -> Answer:
        form = (body.get("response_format") or {}).get("type", "")
        for name in self.knows_not & ({*body, form} if form else {*body}):
            shown = f"response_format ({name})" if name == form else name
            return _error(400, "unsupported_parameter", f"Unsupported parameter: '{shown}'.", param=shown)
        self.bodies.append(body)
        text = self.mind(body)
        told = self.usage(body, text)
        return Answer(
            body={
                "id": f"chatcmpl-{len(self.bodies)}",
                "object": "chat.completion",
                "created": 0,
                "model": f"{body['model']}-2025-08-07",
                "choices": [
                    {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": self.finish}
                ],
                **({"usage": told} if told is not None else {}),
            },
            headers={"x-request-id": f"req_{len(self.bodies)}"},
        )

    def _picture(self, body: dict[str, Any]) -> Answer:
        size = str(body.get("size") or "1024x1024")
        wide, high = (int(n) for n in size.split("x")) if "x" in size else (1024, 1024)
        data = base64.b64encode(picture(wide, high, str(body.get("prompt", "")))).decode()
        told = {
            "input_tokens": 40, "output_tokens": 1056, "total_tokens": 1096,
            "input_tokens_details": {"text_tokens": 40, "image_tokens": 0},
        }  # fmt: skip
        return Answer(body={"created": 0, "data": [{"b64_json": data}], "usage": told},
                      headers={"x-request-id": f"req_{len(self.asked)}"})  # fmt: skip


def usage(body: dict[str, Any], text: str) -> dict[str, Any]:
    """What a chat used: a token for every four bytes, a quarter of the input from the cache, some of it thought."""
    into = len(json.dumps(body["messages"]).encode()) // 4 + 1
    out = len(text.encode()) // 4 + 1
    return {
        "prompt_tokens": into,
        "completion_tokens": out + 64,
        "total_tokens": into + out + 64,
        "prompt_tokens_details": {"cached_tokens": into // 4, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 64, "audio_tokens": 0},
    }


def tone(body: dict[str, Any]) -> tuple[bytes, str]:
    """A sound as long as the words would take: a syllable's hum for each few letters, silence between words."""
    rate = 24_000
    samples = bytearray()
    for word in str(body.get("input", "")).split():
        hum = int(rate * (0.06 * len(word) + 0.05))
        pitch = 110 + 12 * (sum(word.encode()) % 7)
        for n in range(hum):
            fade = min(1.0, n / 400, (hum - n) / 400)
            samples += struct.pack("<h", int(9000 * fade * math.sin(2 * math.pi * pitch * n / rate)))
        samples += b"\0\0" * int(rate * 0.05)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(samples))
    return out.getvalue(), "audio/wav"


def picture(wide: int, high: int, words: str) -> bytes:
    """A picture of that size whose colours come from the words."""
    from PIL import Image, ImageDraw

    base = sum(words.encode()) % 200
    image = Image.new("RGB", (wide, high), (base, 90, 200 - base))
    draw = ImageDraw.Draw(image)
    for n in range(8):
        draw.ellipse(
            (wide * n // 9, high * n // 10, wide * (n + 2) // 9, high * (n + 3) // 10), fill=(base, 30 * n, 80)
        )
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _error(status: int, code: str, message: str, param: str | None = None) -> Answer:
    said = {"message": message, "type": "invalid_request_error", "code": code, "param": param}
    return Answer(status, {"error": said})
