"""A server that answers as Google Translate answers gTTS: each part's sound as base64 inside of JSON inside of text."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs

from elevenlabs_server import spoken
from served import Answer, Asked, Served


class GttsServer(Served):
    """Speaks each part; `silent` holds the numbers of parts that are answered with 200 and no sound in it."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: set[int] = set()
        self.parts: list[tuple[str, str, bool]] = []  # text, language, whether slowly

    def answer(self, asked: Asked) -> Answer:
        rpc = json.loads(parse_qs(asked.body.decode())["f.req"][0])
        text, language, slow, _ = json.loads(rpc[0][0][1])
        self.parts.append((text, language, bool(slow)))
        sound = [base64.b64encode(spoken(text)[0]).decode()] if len(self.parts) not in self.silent else None
        row = [["wrb.fr", "jQ1olc", json.dumps(sound, separators=(",", ":")) if sound else None, None, "generic"]]
        body = f")]}}'\n\n123\n{json.dumps(row, separators=(',', ':'))}\n"
        return Answer(body=body.encode(), headers={"Content-Type": "application/json; charset=utf-8"})
