from __future__ import annotations

import array
import math
from itertools import pairwise
from pathlib import Path

import pytest

from ytempire.contracts import Kit, Speak, Spoken
from ytempire.errors import Refused
from ytempire.media import ffmpeg, wav
from ytempire.media.blobs import Blobs
from ytempire.models import Word
from ytempire.providers._aligned import taken
from ytempire.providers.voice_espeak import EspeakOptions, EspeakVoice

SENTENCES = (
    "A barn owl crosses a field and nobody hears a thing.",
    "In 1956, loading a ton of cargo cost $5.86 – by hand.",
    "The comb breaks the rush of air into small pieces.",
    "Before containers, loading a freighter was slow, expensive work.",
    "Nobody on the waterfront understood what was happening to them.",
    "A quiet wing hears its supper before it is heard.",
    "By 1970, 3 of 4 ports had built a crane for it.",
    "Harrison's clock lost five seconds in eighty-one days at sea.",
    "Why would anybody pay for a box that is empty?",
    "The ship sailed from Newark to Houston with fifty-eight of them aboard.",
    "Sailors knew how far north they were, but never how far east.",
    "It was not the engine that changed the world; it was the box.",
)
VOICES = (("en-us+f4", 175), ("en-gb+m3", 150), ("en-us+belinda", 190), ("en-us+Reed", 140), ("en-us+klatt6", 205))


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "demo", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


def other(kit: Kit, text: str, number: int = 0) -> Spoken:
    """Another voice, with known times."""
    voice, rate = VOICES[number % len(VOICES)]
    return EspeakVoice(EspeakOptions(voice=voice, rate=rate), kit).answer(Speak(text=text), "call")


def coded(kit: Kit, spoken: Spoken, form: str = "mp3", *args: str) -> bytes:
    out = kit.scratch / f"coded.{form}"
    ffmpeg.run(["-i", str(kit.blobs.path(spoken.audio)), *args, str(out)])
    return out.read_bytes()


def sound(samples: array.array, kit: Kit, rate: int = 22050) -> bytes:
    kit.scratch.mkdir(exist_ok=True)
    wav.write(kit.scratch / "own.wav", rate, samples)
    return (kit.scratch / "own.wav").read_bytes()


def test_words_of_another_voice_through_mp3_are_found_within_40_ms(kit: Kit):
    errors: list[int] = []
    for number, text in enumerate(SENTENCES):
        truth = other(kit, text, number)
        rate = ("32k", "48k", "64k")[number % 3]
        take = taken(kit, coded(kit, truth, "mp3", "-ar", "24000", "-b:a", rate), Speak(text=text), "fake")
        assert [w.text for w in take.words] == [w.text for w in truth.words]
        assert all(a.start <= b.start for a, b in pairwise(take.words))
        assert take.words[-1].end <= take.ms
        assert take.trust > 0.9
        errors += [abs(a.start - b.start) for a, b in zip(take.words, truth.words, strict=True)]
    assert sum(errors) / len(errors) <= 40


def test_another_text_is_flagged_and_its_own_is_not(kit: Kit):
    for number, text in enumerate(SENTENCES):
        data = coded(kit, other(kit, text, number))
        said = SENTENCES[(number + 1) % len(SENTENCES)]
        with pytest.raises(Refused) as caught:
            taken(kit, data, Speak(text=said), "fake")
        assert "its text" in str(caught.value)
        assert caught.value.problems[0].next


@pytest.mark.parametrize("share", [0.35, 0.6])
def test_sound_that_is_shorter_than_its_text_is_refused(kit: Kit, share: float):
    rate, samples = wav.read(kit.blobs.path(other(kit, SENTENCES[4]).audio))
    with pytest.raises(Refused, match="text"):
        taken(kit, sound(samples[: int(len(samples) * share)], kit, rate), Speak(text=SENTENCES[4]), "fake")


@pytest.mark.parametrize("data", [b"", b"{}", b"ID3 nothing", b"RIFF\0\0\0\0WAVE"])
def test_what_is_no_sound_is_refused(kit: Kit, data: bytes):
    with pytest.raises(Refused):
        taken(kit, data, Speak(text=SENTENCES[0]), "fake")


def test_silence_and_a_hum_are_refused(kit: Kit):
    hum = array.array("h", (int(9000 * math.sin(n / 20)) for n in range(60000)))
    for samples in (array.array("h", bytes(60000)), hum):
        with pytest.raises(Refused):
            taken(kit, sound(samples, kit), Speak(text=SENTENCES[0]), "fake")


def test_silence_before_and_after_is_cut_as_in_every_take(kit: Kit):
    truth = other(kit, SENTENCES[0])
    rate, samples = wav.read(kit.blobs.path(truth.audio))
    padded = array.array("h", bytes(rate)) + samples + array.array("h", bytes(2 * rate))
    take = taken(kit, sound(padded, kit, rate), Speak(text=SENTENCES[0]), "fake")
    assert 0 <= take.ms - truth.ms <= 70  # 60 ms before the first sound, where the voice itself left none
    rate, samples = wav.read(kit.blobs.path(take.audio))
    first, last = wav.sounding(rate, samples)
    assert first * 1000 / rate <= 62
    assert 170 <= take.ms - last * 1000 / rate <= 190


def test_times_that_came_with_the_sound_are_kept_and_moved_with_what_was_cut(kit: Kit):
    truth = other(kit, SENTENCES[0])
    rate, samples = wav.read(kit.blobs.path(truth.audio))
    padded = array.array("h", bytes(rate)) + samples  # half a second
    told = tuple(Word(text=w.text, start=w.start + 507, end=w.end + 507) for w in truth.words)
    take = taken(kit, sound(padded, kit, rate), Speak(text=SENTENCES[0]), "fake", told)
    moved = {a.start - b.start for a, b in zip(take.words, truth.words, strict=True)}
    assert len(moved) == 1
    assert 0 <= moved.pop() - 7 <= 62


@pytest.mark.parametrize("how", ["back", "behind", "fewer", "scaled"])
def test_told_times_that_cannot_be_true_are_found_anew(kit: Kit, how: str):
    truth = other(kit, SENTENCES[3])
    told = [Word(text=w.text, start=w.start, end=w.end) for w in truth.words]
    if how == "back":
        told = [*told[:2], told[2].model_copy(update={"start": 0, "end": 0}), *told[3:]]
        told[1] = told[1].model_copy(update={"start": 900, "end": 950})
    elif how == "behind":
        told[-1] = told[-1].model_copy(update={"end": truth.ms + 2000})
    elif how == "fewer":
        told.pop()
    else:
        told = [Word(text=w.text, start=w.start // 4, end=w.end // 4) for w in told]
    take = taken(kit, coded(kit, truth), Speak(text=SENTENCES[3]), "fake", told)
    assert max(abs(a.start - b.start) for a, b in zip(take.words, truth.words, strict=True)) <= 100


@pytest.mark.parametrize("text", ["No.", "Why?", "Not yet.", "It's over."])
def test_a_word_or_two_is_a_take_too(kit: Kit, text: str):
    truth = other(kit, text)
    take = taken(kit, coded(kit, truth), Speak(text=text), "fake")
    assert [w.text for w in take.words] == text.split()
    assert abs(take.words[-1].end - truth.words[-1].end) <= 150


def test_another_language_is_aligned_with_its_own_voice(kit: Kit):
    text = "Drei Schiffe fuhren 1956 von Hamburg nach New York."
    options = EspeakOptions(voice="de+f2", rate=150)
    truth = EspeakVoice(options, kit).answer(Speak(text=text, language="de"), "call")
    take = taken(kit, coded(kit, truth), Speak(text=text, language="de"), "fake")
    assert sum(abs(a.start - b.start) for a, b in zip(take.words, truth.words, strict=True)) / len(take.words) <= 40


@pytest.mark.parametrize("form", ["flac", "ogg", "wav", "m4a"])
def test_any_form_of_sound_will_do(kit: Kit, form: str):
    truth = other(kit, SENTENCES[2])
    args = ("-ar", "44100", "-ac", "2") if form != "ogg" else ("-c:a", "libvorbis", "-ar", "44100")
    take = taken(kit, coded(kit, truth, form, *args), Speak(text=SENTENCES[2]), "fake")
    assert max(abs(a.start - b.start) for a, b in zip(take.words, truth.words, strict=True)) <= 100
