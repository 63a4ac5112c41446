"""From takes to a timeline: who speaks, what stands round the scenes, and what is heard beside the words."""

from __future__ import annotations

import struct
import wave
import zlib
from pathlib import Path
from typing import Any

import pytest

from ytempire.config.sections import Bookend, Budget, Clips, Footage, Images, Look, Voice, Voices
from ytempire.contracts import Brand, Format, Kit, Role
from ytempire.editorial.screenplay import from_markdown
from ytempire.errors import ConfigError, Refused
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Blob, Brief, End, History, Narration, Past, Seed, Take, Timeline, Title, Word
from ytempire.stages.timeline import timeline

AUDIO = Blob(digest="0" * 64, bytes=1, suffix=".wav")
SCRIPT = from_markdown("""---
title: Why owls are quiet
---

## hook: A wing in the dark

HOST: A barn owl crosses a field and nobody hears a thing.
GUEST: Because its wing is built like a comb.

## body: Three parts

GUEST: The front edge of its wing has a comb that breaks the rush of air into very small pieces.

## payoff: The answer

HOST: A quiet wing hears its supper before it is heard.
""")


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    (tmp_path / "channels" / "owls").mkdir(parents=True)
    ledger = Ledger(tmp_path / "ytempire.db")
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
    kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch")
    return Gateway(run.id, "owls", ledger, Store(tmp_path / "cache" / "calls"), kit, Budget(), stage="timeline")


def narrated() -> Narration:
    takes = []
    for scene in SCRIPT.scenes:
        for number, line in enumerate(scene.lines):
            texts = line.text.split()
            words = tuple(Word(text=t, start=60 + 300 * i, end=340 + 300 * i) for i, t in enumerate(texts))
            takes.append(Take(scene=scene.id, line=number, speaker=line.speaker, text=line.text, audio=AUDIO,
                              ms=300 * len(texts) + 240, words=words))  # fmt: skip
    return Narration(provider={}, takes=tuple(takes))


FORMAT = Format(
    name="x", version="1.0.0", format="short", seconds=(10, 30), roles=(Role(name="hook"),), joins=("slide",)
)
SPEAKERS = {"narrator": Voice(), "host": Voice(shown_as="Ada Byron, biologist"), "guest": Voice()}


def made(
    gateway: Gateway, films: tuple[Past, ...] = (), voices: dict[str, Voice] | None = None, **look: Any
) -> Timeline:
    return timeline(
        SCRIPT,
        narrated(),
        Brief(subject="owls", question="", sources=(), facts=()),
        FORMAT,
        Look(**{"music": "none", "captions": "words", **look}),
        Brand(name="owls", title="Tiny Owls", tagline="Small birds", call_to_action="Subscribe for an owl a week."),
        Voices(speakers=voices or SPEAKERS),
        Footage(),
        Images(),
        Clips(),
        History(films=films),
        Seed(value=7),
        gateway,
    )  # fmt: skip


def test_two_speakers_stand_apart_in_colours_of_their_own_and_share_no_caption(gateway):
    film = made(gateway)
    host, guest = film.speakers
    assert (host.name, guest.name) == ("host", "guest")
    assert host.pan == -guest.pan != 0
    assert host.colour != guest.colour
    assert [clip.speaker for cut in film.cuts for clip in cut.clips] == ["host", "guest", "guest", "host"]
    for cut in film.cuts:
        for cue in (*cut.cues, *cut.speech):
            assert cue.speaker in ("host", "guest")
    assert {cue.speaker for cue in film.cuts[0].speech} == {"host", "guest"}


def test_what_the_channel_says_of_a_voice_is_kept(gateway):
    voices = {"host": Voice(pan=-0.5, tone="warm", colour="#4cc3f0"), "guest": Voice()}
    host, guest = made(gateway, voices=voices).speakers
    assert (host.pan, host.tone, host.colour) == (-0.5, "warm", "#4cc3f0")
    assert (guest.pan, guest.tone) == (0, "plain")


def test_a_plain_film_has_no_brand_and_no_effects(gateway):
    film = made(gateway)
    assert film.watermark is None
    assert not any(cut.effects or cut.lower_third or cut.plain for cut in film.cuts)


def test_names_effects_an_intro_and_an_outro(gateway):
    past = Past(subject="x", question="", title="How owls see", date="2025-12-01")
    film = made(gateway, (past,), effects=True, lower_thirds=True, intro=Bookend(show="card"),
                outro=Bookend(show="card", seconds=6))  # fmt: skip
    assert [cut.role for cut in film.cuts] == ["hook", "intro", "body", "payoff", "outro"]
    first, last = film.cuts[1], film.cuts[-1]
    assert first.visual == Title(headline="Tiny Owls", support="Small birds")
    assert last.visual == End(headline="Thanks for watching", next="How owls see", ask="Subscribe for an owl a week.")
    assert (first.frames, last.frames) == (75, 180)
    assert first.effects[0].name == "chime"
    third = film.cuts[0].lower_third
    assert third
    assert (third.name, third.text) == ("Ada Byron", "biologist")
    assert len(film.joins) == len(film.cuts) - 1
    names = [effect.name for cut in film.cuts for effect in cut.effects]
    assert "whoosh" in names


def test_a_change_of_the_brand_leaves_the_scenes_as_they_were(gateway):
    before = list(made(gateway).cuts)
    after = [cut for cut in made(gateway, intro=Bookend(show="card"), watermark="").cuts if not cut.plain]
    assert before == after


def test_a_watermark_is_a_small_picture_with_alpha(gateway, tmp_path):
    file = tmp_path / "channels" / "owls" / "mark.png"
    file.write_bytes(png(64, 24))
    film = made(gateway, watermark="mark.png", watermark_corner="bottom-left", watermark_opacity=0.5)
    assert film.watermark
    assert (film.watermark.corner, film.watermark.opacity) == ("bottom-left", 0.5)
    assert gateway.kit.blobs.path(film.watermark.image).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(("name", "data"), [("mark.png", b"no picture"), ("mark.gif", b"GIF89a"), ("gone.png", None)])
def test_a_watermark_that_is_none_is_told(gateway, tmp_path, name, data):
    if data is not None:
        (tmp_path / "channels" / "owls" / name).write_bytes(data)
    with pytest.raises((ConfigError, Refused), match=name.partition(".")[0]):
        made(gateway, watermark=name)


def test_own_music_comes_with_whose_it_is(gateway, tmp_path):
    folder = tmp_path / "channels" / "owls"
    with wave.open(str(folder / "theme.wav"), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(bytes(8_000 * 2 * 3))
    bed = made(gateway, music="theme.wav").bed
    assert bed
    assert bed.credit
    assert (bed.mood, bed.credit.file) == ("file", "theme.wav")


def png(width: int, height: int) -> bytes:
    """A small picture, half clear."""
    rows = b"".join(b"\0" + b"\xff\x80\x20\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in parts
    )
