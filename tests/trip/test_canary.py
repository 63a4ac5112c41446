"""Secrets in every place where one can be, a run in which much fails, and then a look into every byte it left."""

from __future__ import annotations

import base64
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from served import Answer, Asked, Served

from tests.trip.conftest import Home, Said
from ytempire.contracts import Kit, Speak
from ytempire.media.blobs import Blobs
from ytempire.providers.voice_espeak import EspeakOptions, EspeakVoice

CANARIES = {
    "OPENAI_API_KEY": "sk-canary/env+7Qm2ZpX9wLr4",
    "ELEVENLABS_API_KEY": "el_canary_file_3Hn8VtK1sYd6",
    "PEXELS_API_KEY": "px-canary-file-5Jc0RbW2fGu7",
    "PIXABAY_API_KEY": "99887766-canaryquery4Tk9",
    "CLUMSY_VOICE_API_KEY": "cv_canary_keyring_2Lp5NqZ8",
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


HIDDEN = set().union(*(spellings(secret) for secret in (*CANARIES.values(), PASSWORD)))


def lives(home: Home, parrot: Parrot, first: str) -> dict[str, str]:
    """A channel whose every provider has a secret: from the environment, from .env, or from the keyring."""
    address = parrot.url.replace("://", f"://someone:{PASSWORD}@")
    home.channel(f"""name: tiny
title: Tiny Owls
recipe: short@^1.0
look: {{aspect: "1:1", theme: dusk, music: none}}
writer: {{use: [openai, offline], options: {{openai: {{base_url: '{parrot.url}/v1', account: openai}}, offline: {{}}}}}}
voices:
  narrator:
    use: [{first}, openai, espeak]
    options:
      elevenlabs: {{base_url: '{address}', voice_id: abcdefghijklmnopqrst}}
      clumsy: {{address: '{address}'}}
      openai: {{base_url: '{parrot.url}/v1', model: tts-1, key: OPENAI_API_KEY}}
footage:
  use: [local, pexels, pixabay]
  options: {{pexels: {{base_url: '{address}'}}, pixabay: {{base_url: '{parrot.url}'}}}}
publish: {{use: [folder], approval: never}}
""")
    home.write("prices.yaml", "prices:\n" + "".join(
        f"  - {{provider: {who}, model: '*', input: 1, output: 1, characters: 1}}\n" for who in ("openai", "local")
    ) + "  - {provider: elevenlabs, model: '*', credit: 1, credits_per_character: 1}\n")  # fmt: skip
    elsewhere = {"OPENAI_API_KEY": CANARIES["OPENAI_API_KEY"], "CLUMSY_VOICE_API_KEY": "keyring:"}
    kept = home.write(
        ".env", "".join(f"{n}={v}\n" for n, v in {**CANARIES, **elsewhere}.items() if n != "OPENAI_API_KEY")
    )
    kept.chmod(0o600)
    ring = home.path.parent / "ring"
    ring.write_text(json.dumps({"ytempire CLUMSY_VOICE_API_KEY": CANARIES["CLUMSY_VOICE_API_KEY"]}))
    return {"OPENAI_API_KEY": CANARIES["OPENAI_API_KEY"], "OPENAI_LOG": "debug", "PYTHONWARNINGS": "default",
            "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.InAFile", "YTEMPIRE_TEST_KEYRING": str(ring)}  # fmt: skip


def holds_one(data: bytes) -> bool:
    return any(form in data for form in HIDDEN)


def found_in(home: Home, *said: Said) -> list[str]:
    """Every file and every line with a secret in it that is no place of one."""
    own = {home.path / ".env", home.path / "channels" / "tiny.yaml"}
    files = [file for file in home.path.rglob("*") if file.is_file() and file not in own]
    found = [str(file) for file in files if holds_one(file.read_bytes())]
    lines = [line for one in said for line in (one.out + one.err).splitlines()]
    return found + [line for line in lines if holds_one(line.encode())]


@pytest.mark.slow
def test_no_secret_is_found_anywhere_but_where_it_was_put(home: Home, parrot: Parrot):
    loud = lives(home, parrot, "elevenlabs")
    said = [home.own_film("--json", **loud)]
    asked = (("doctor", "--quick", "--keys"), ("runs", "show", "1"), ("report", "slo"),
             ("report", "-c", "tiny", "--json"), ("cost", "export"), ("cache", "export", "answers.tar"),
             ("export", home.folder.name, "--preset", "podcast-audio"))  # fmt: skip
    said += [home(*args, **loud) for args in asked]
    assert parrot.count > 4
    sent = "".join(f"{asked.headers}{asked.query}" for asked in parrot.asked)
    assert CANARIES["OPENAI_API_KEY"] in sent  # they were used
    assert [one.code for one in (said[0], *said[-6:])] == [0] * 7, said[-1].err
    assert found_in(home, *said) == []
    with tarfile.open(home.path / "answers.tar") as packed:
        data = b"".join((packed.extractfile(one) or io.BytesIO()).read() for one in packed if one.isfile())
    assert data
    assert not holds_one(data)


@pytest.mark.slow
def test_no_secret_is_in_the_trace_of_a_bug(home: Home, parrot: Parrot):
    loud = lives(home, parrot, "clumsy")
    said = home.own_film("--json", **loud)
    assert said.code == 1
    assert "This is a bug in ytempire" in said.err
    assert "RuntimeError" in said.err
    assert "urllib.request.Request(" in said.err  # the whole trace is there
    assert "asked with [secret]" in said.err
    assert found_in(home, said, home("runs", "show", "1", **loud)) == []
    assert "[secret]" in json.dumps(said.document["error"])
