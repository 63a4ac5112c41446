"""Paid providers of other people's, against a server on this machine that counts what it is asked to do."""

from __future__ import annotations

import array
import hashlib
import io
import json
import math
import urllib.error
import urllib.request
import wave
from typing import Any, ClassVar

from ytempire.contracts import Options, Provider, Publish, Published, Speak, Spoken
from ytempire.errors import Lost, Refused, Unavailable
from ytempire.models import Word


class ServerOptions(Options):
    base_url: str
    price: int = 1000


class _Remote(Provider):
    Options: ClassVar[type[Options]] = ServerOptions
    side_by_side = 4

    def price(self, request: Any) -> int | None:
        return self.options.price

    def spent(self, reply: Any) -> int:
        return self.options.price // 2

    def send(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self.options.base_url}/{what}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise Unavailable(f"the server said {error.code}") from error
            raise Refused(f"the server said {error.code}") from error
        except OSError as error:
            raise (Lost if what == "do" else Unavailable)(f"no answer: {error}") from error


class VoiceCounted(_Remote):
    """Speaks as beeps, one a word, for money."""

    kind = "voice"
    name = "counted"
    summary = "beeps for money"

    def answer(self, request: Speak, call: str) -> Spoken:
        self.send("do", {"key": call, "text": request.text})
        return self._spoken(request.text)

    def recover(self, request: Speak, call: str) -> Spoken | None:
        return self._spoken(request.text) if self.send("look", {"key": call})["done"] else None

    def _spoken(self, text: str) -> Spoken:
        rate, words, samples = 22050, [], array.array("h")
        for word in text.split():
            pitch = 180 + hashlib.sha256(word.encode()).digest()[0] % 16  # one voice, whatever it says
            start = len(samples) * 1000 // rate
            samples.extend(int(9000 * math.sin(2 * math.pi * pitch * n / rate)) for n in range(rate // 4))
            words.append(Word(text=word, start=start, end=len(samples) * 1000 // rate))
            samples.extend([0] * (rate // 20))
        data = io.BytesIO()
        with wave.open(data, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(samples.tobytes())
        return Spoken(audio=self.kit.blobs.put(data.getvalue(), ".wav"), ms=len(samples) * 1000 // rate,
                      words=tuple(words))  # fmt: skip


class VoiceUnpriced(VoiceCounted):
    """A voice whose price nobody knows."""

    name = "unpriced"
    summary = "beeps for who knows what"

    def price(self, request: Any) -> int | None:
        return None


class VoiceKeyed(VoiceCounted):
    """A voice that needs a key."""

    name = "keyed"
    summary = "beeps for those who have a key"
    key = "FAKE_VOICE_API_KEY"


class PublishCounted(_Remote):
    """Publishes to a server that counts."""

    kind = "publish"
    name = "counted"
    summary = "a server that counts"

    def price(self, request: Any) -> int | None:
        return 0

    def answer(self, request: Publish, call: str) -> Published:
        self.send("do", {"key": call, "text": request.package.title})
        return Published(where=self.options.base_url, id=call[:8], privacy=request.privacy)

    def recover(self, request: Publish, call: str) -> Published | None:
        if self.send("look", {"key": call})["done"]:
            return Published(where=self.options.base_url, id=call[:8], privacy=request.privacy)
        return None
