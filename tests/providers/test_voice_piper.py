"""piper: what it says when something is missing, and its phonemes as the times of written words."""

from __future__ import annotations

import importlib.util
import io
import wave
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pydantic import ValidationError

from ytempire.contracts import Kit, ListVoices, Speak
from ytempire.editorial.spelling import spelled
from ytempire.media.blobs import Blobs
from ytempire.providers.voice_piper import PiperOptions, PiperVoice, joined, timed

HERE = importlib.util.find_spec("piper") is not None


@dataclass
class Row:
    """As piper.voice.PhonemeAlignment."""

    phoneme: str
    phoneme_ids: list[int]
    num_samples: int


@dataclass
class Piece:
    """As piper.voice.AudioChunk, as far as it is read."""

    audio_int16_bytes: bytes
    sample_rate: int = 22050
    phoneme_alignments: list[Row] | None = field(default=None)


def recorded(*phonemes: tuple[str, int]) -> Piece:
    rows = [Row(phoneme, [0], samples) for phoneme, samples in phonemes]
    return Piece(b"\1\0" * sum(samples for _, samples in phonemes), phoneme_alignments=rows)


# "It cost five dollars.": /ɪt kˈɔst fˈaɪv dˈɑlɚz./ as a model of 22,050 Hz told it
FIVE = recorded(
    ("^", 2205), ("ɪ", 1102), ("t", 1103), (" ", 0), ("k", 2205), ("ˈ", 0), ("ɔ", 2205), ("s", 1102), ("t", 1103),
    (" ", 0), ("f", 2205), ("ˈ", 0), ("a", 2205), ("ɪ", 1102), ("v", 1103), (" ", 0), ("d", 2205), ("ˈ", 0),
    ("ɑ", 2205), ("l", 2205), ("ɚ", 2205), ("z", 2205), (".", 4410), ("$", 2205),
)  # fmt: skip


def test_phonemes_between_spaces_are_the_times_of_written_words():
    asked = Speak(text="It cost $5.")
    sound, rate, told = joined([FIVE])
    words = timed(asked, spelled(asked.text), told, rate)
    assert [(w.text, w.start, w.end) for w in words] == [("It", 100, 200), ("cost", 200, 500), ("$5.", 500, 1300)]
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getframerate(), file.getnframes()) == (22050, sum(r.num_samples for r in FIVE.phoneme_alignments))


def test_other_words_than_were_written_are_found_by_listening_instead():
    asked = Speak(text="It cost of the five.")
    assert timed(asked, spelled(asked.text), joined([FIVE])[2], 22050) is None


def test_a_model_that_tells_no_phonemes_is_no_mistake():
    _, _, told = joined([FIVE, Piece(b"\0\0" * 10)])
    assert told == []


def test_sentences_follow_each_other():
    asked = Speak(text="It cost $5. It cost $5.")
    words = timed(asked, spelled(asked.text), joined([FIVE, FIVE])[2], 22050)
    total = sum(row.num_samples for row in FIVE.phoneme_alignments) * 1000 // 22050
    assert words[3].start == total + 100


def voice(folder: Path, **options: object) -> PiperVoice:
    kit = Kit(folder, "demo", Blobs(folder / "blobs"), folder / "scratch")
    return PiperVoice(PiperOptions.model_validate(options), kit)


@pytest.mark.skipif(HERE, reason="piper is installed")
def test_without_the_library_it_says_how_to_get_it(tmp_path):
    assert voice(tmp_path).ready() == "piper is not installed; run: pip install 'ytempire[piper]'"


@pytest.mark.skipif(not HERE, reason="piper is not installed")
def test_without_a_model_it_says_what_to_put_where(tmp_path):
    assert "NAME.onnx.json" in voice(tmp_path).ready()
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "en_US-x.onnx").write_bytes(b"model")
    assert "en_US-x.onnx" in voice(tmp_path).ready()
    assert "en_US-x.onnx.json is not there" in voice(tmp_path, model="en_US-x.onnx").ready()


def test_the_models_of_the_workspace_are_its_voices(tmp_path):
    (tmp_path / "voices" / "de").mkdir(parents=True)
    for name in ("en_US-x.onnx", "de/de_DE-y.onnx"):
        (tmp_path / "voices" / name).write_bytes(b"model")
    assert [known.id for known in voice(tmp_path).answer(ListVoices(), "call").voices] == [
        "de/de_DE-y.onnx", "en_US-x.onnx",
    ]  # fmt: skip


def test_what_has_no_sound_needs_no_model(tmp_path):
    assert voice(tmp_path).answer(Speak(text="🙂"), "call").words == ()


@pytest.mark.parametrize("model", ["/etc/x.onnx", "../x.onnx", "x.bin", "-x.onnx"])
def test_a_model_is_a_file_of_the_workspace(model):
    with pytest.raises(ValidationError):
        PiperOptions(model=model)
