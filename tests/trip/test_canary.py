"""Secrets in every place where one can be, a run in which much fails, and then a look into every byte it left."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from served import Answer, Asked, Served

from tests.trip.conftest import Home
from ytempire.contracts import Kit, Speak
from ytempire.media.blobs import Blobs
from ytempire.providers.voice_espeak import EspeakOptions, EspeakVoice

CANARIES = {
    "OPENAI_API_KEY": "sk-canary/env+7Qm2ZpX9wLr4",
    "ELEVENLABS_API_KEY": "el_canary_file_3Hn8VtK1sYd6",
    "PEXELS_API_KEY": "px-canary-file-5Jc0RbW2fGu7",
    "PIXABAY_API_KEY": "99887766-canaryquery4Tk9",
}
PASSWORD = "pw-canary-userinfo-8Bx3"


class Parrot(Served):
    """Says back whatever it was told, keys and all, with one failure after another; now and then it even works."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.voice = EspeakVoice(EspeakOptions(voice="en-us+f4"), Kit(folder, "x", Blobs(folder), folder))
        self.count = 0

    def answer(self, asked: Asked) -> Answer:
        self.count += 1
        said = f"{asked.headers} {asked.query} key={CANARIES['PIXABAY_API_KEY']}"
        headers = {"x-request-id": f"req {asked.headers.get('authorization', '')}", "request-id": said[:300]}
        if asked.path.endswith("/audio/speech") and self.count != 3:
            take = self.voice.answer(Speak(text=asked.json()["input"]), "call")
            return Answer(200, self.voice.kit.blobs.path(take.audio).read_bytes(), headers)
        status = 500 if asked.path.endswith("/audio/speech") else (401, 400)[self.count % 2]
        return Answer(status, {"error": {"message": said, "code": "bad"}, "detail": {"message": said}}, headers)


@pytest.fixture
def parrot(tmp_path: Path) -> Iterator[Parrot]:
    with Parrot(tmp_path / "server") as parrot:
        yield parrot


def spellings(secret: str) -> set[bytes]:
    """A secret as it is, in an address, in hexadecimal, backwards to base64 at each of its three offsets."""
    found = {secret, quote(secret, safe=""), secret.encode().hex()}
    for before in (b"", b"a", b"ab"):
        found.add(base64.b64encode(before + secret.encode()).decode()[4:-4])
    return {form.encode() for form in found}


def test_no_secret_is_found_anywhere_but_where_it_was_put(home: Home, parrot: Parrot):
    address = parrot.url.replace("://", f"://someone:{PASSWORD}@")
    options = f"{{openai: {{base_url: '{parrot.url}/v1'}}, offline: {{}}}}"
    home.channel(f"""name: tiny
title: Tiny Owls
recipe: short@^1.0
look: {{aspect: "9:16", theme: dusk, music: none}}
writer: {{use: [openai, offline], options: {options}}}
voices:
  narrator:
    use: [elevenlabs, openai, espeak]
    options:
      elevenlabs: {{base_url: '{address}', voice_id: abcdefghijklmnopqrst}}
      openai: {{base_url: '{parrot.url}/v1', model: tts-1, key: OPENAI_API_KEY}}
footage:
  use: [local, pexels, pixabay]
  options: {{pexels: {{base_url: '{address}'}}, pixabay: {{base_url: '{parrot.url}'}}}}
publish: {{use: [folder], approval: never}}
""")
    home.write("prices.yaml", "prices:\n" + "".join(
        f"  - {{provider: {who}, model: '*', input: 1, output: 1, characters: 1}}\n" for who in ("openai",)
    ) + "  - {provider: elevenlabs, model: '*', credit: 1, credits_per_character: 1}\n")  # fmt: skip
    kept = home.write(".env", "".join(f"{n}={v}\n" for n, v in CANARIES.items() if n != "OPENAI_API_KEY"))
    kept.chmod(0o600)
    loud = {"OPENAI_API_KEY": CANARIES["OPENAI_API_KEY"], "OPENAI_LOG": "debug", "PYTHONWARNINGS": "default"}
    said = [home.own_film("--json", "--until", "voice", **loud)]
    said += [home(*args, **loud) for args in (("secrets", "check"), ("doctor", "--quick", "--keys"), ("runs", "show",
             "1"), ("report", "slo"), ("channel", "show", "tiny"))]  # fmt: skip
    assert parrot.count > 4
    sent = "".join(f"{asked.headers}{asked.query}" for asked in parrot.asked)
    assert CANARIES["OPENAI_API_KEY"] in sent  # they were used
    hidden = set().union(*(spellings(secret) for secret in (*CANARIES.values(), PASSWORD)))
    own = {home.path / ".env", home.path / "channels" / "tiny.yaml"}
    for file in home.path.rglob("*"):
        if file.is_file() and file not in own:
            data = file.read_bytes()
            assert not [form for form in hidden if form in data], file
    for one in said:
        told = (one.out + one.err).encode()
        assert not [form for form in hidden if form in told], told[:3000]
