"""The mix, measured on the finished file."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.mix import Laid, mix
from ytempire.media.sound import RATE
from ytempire.models import Bed


def speech(seconds: float, pitch: float, rate: int = 22_050, seed: int = 1) -> np.ndarray:
    """Syllables of a buzzing voice with formants: as spiky as a synthetic one."""
    dice = np.random.default_rng(seed)
    t = np.arange(int(seconds * rate)) / rate
    glide = pitch * (1 + 0.08 * np.sin(2 * np.pi * 0.7 * t))
    pulses = (np.diff(np.floor(np.cumsum(glide) / rate), prepend=0) > 0).astype(float)
    formants = np.zeros(400)
    for hz, wide in ((520, 70), (1450, 90), (2500, 150), (3400, 250)):
        u = np.arange(400) / rate
        formants += np.exp(-wide * np.pi * u) * np.sin(2 * np.pi * hz * u)
    voiced = np.convolve(pulses, formants)[: len(t)]
    gate = np.repeat(dice.random(int(seconds * 5) + 1) < 0.8, rate // 5)[: len(t)]
    gate = np.convolve(gate, np.hanning(800) / 400, "same") * (0.4 + 0.6 * dice.random())
    out = voiced * gate + 0.01 * dice.standard_normal(len(t)) * gate
    return out / np.abs(out).max() * 0.9


def saved(file: Path, samples: np.ndarray, rate: int = 22_050) -> Path:
    out = io.BytesIO()
    with wave.open(out, "wb") as wav:
        channels = 1 if samples.ndim == 1 else samples.shape[1]
        wav.setparams((channels, 2, rate, 0, "NONE", ""))
        wav.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    file.write_bytes(out.getvalue())
    return file


def laid(folder: Path, seconds: float, pitch: float = 110, rate: int = 22_050, start: float = 0.4) -> list[Laid]:
    takes, at, index = [], start, 0
    lengths = (2.1, 3.4, 1.2, 4.0)
    while at + lengths[index % 4] < seconds - 0.3:
        length = lengths[index % 4]
        file = saved(folder / f"take{index}.wav", speech(length, pitch, rate, index), rate)
        takes.append(Laid(at, file, length))
        at, index = at + length + (0.25 if index % 3 else 0.8), index + 1
    return takes


def heard(file: Path) -> np.ndarray:
    ffmpeg.run(["-i", file.name, "-c:a", "pcm_f32le", "-ar", str(RATE), "-f", "f32le", "heard.f32"], cwd=file.parent)
    return np.fromfile(file.parent / "heard.f32", np.float32).reshape(-1, 2).T


@pytest.mark.parametrize(
    ("seconds", "pitch", "rate", "mood"),
    [
        (3.0, 110, 22_050, "calm"),
        (9.0, 210, 24_000, "bright"),
        (25.0, 95, 16_000, "tense"),
        (25.0, 180, 44_100, None),
        (45.0, 120, 48_000, "warm"),
    ],
)
def test_any_voice_over_any_bed_comes_out_as_loud_as_it_should(tmp_path, seconds, pitch, rate, mood):
    bed = Bed(mood=mood, seed=3) if mood else None
    made = mix(laid(tmp_path, seconds, pitch, rate), seconds, tmp_path, bed=bed, cuts=(0.0, seconds / 2))
    assert made.lufs == pytest.approx(-14, abs=0.5)
    assert made.peak_db <= -1
    media = ffmpeg.probe(made.file)
    assert (media.audio_codec, media.audio_rate, media.audio_channels) == ("aac", 48_000, 2)
    assert media.audio_seconds == pytest.approx(seconds, abs=0.03)


def test_the_bed_goes_down_by_fifteen_decibels_while_somebody_speaks(tmp_path):
    quiet = saved(tmp_path / "quiet.wav", np.zeros(8 * 22_050))
    music = np.random.default_rng(2).standard_normal((24 * RATE, 2)) * 0.1
    file = saved(tmp_path / "music.wav", music, RATE)
    made = mix([Laid(8.0, quiet, 8.0)], 24.0, tmp_path, bed=Bed(), music=file)
    sound = heard(made.file)

    def level(start: float, end: float) -> float:
        part = sound[:, int(start * RATE) : int(end * RATE)]
        return float(10 * np.log10(np.square(part).mean()))

    assert level(3, 7) - level(8, 16) >= 15
    assert level(18, 20.5) - level(8, 16) >= 15
    assert level(7.97, 8.03) < level(3, 7) - 14, "it is down before the first word"


def test_a_take_is_heard_where_it_was_laid(tmp_path):
    click = np.zeros(22_050)
    click[11_025:11_800] = speech(0.4, 150)[2000:2775]
    file = saved(tmp_path / "a.wav", click)
    made = mix([Laid(1.0, file, 1.0), Laid(3.5, file, 1.0)], 6.0, tmp_path)
    loud = np.abs(heard(made.file)[0])
    edges = [int(np.argmax(loud[int(a * RATE) :] > loud.max() / 8)) / RATE + a for a in (1.0, 3.0)]
    assert edges[0] == pytest.approx(1.5, abs=0.006)
    assert edges[1] - edges[0] == pytest.approx(2.5, abs=0.001)


def test_with_nothing_to_hear_there_is_silence_of_the_right_length(tmp_path):
    made = mix([], 3.0, tmp_path)
    assert made.lufs == -70
    assert ffmpeg.probe(made.file).audio_seconds == pytest.approx(3.0, abs=0.03)


def test_a_bed_alone_is_levelled_too(tmp_path):
    assert mix([], 12.0, tmp_path, bed=Bed(mood="bright", seed=1)).lufs == pytest.approx(-14, abs=0.5)


def test_the_same_mix_is_the_same_bytes(tmp_path):
    made = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        made.append(mix(laid(folder, 12.0), 12.0, folder, bed=Bed(mood="calm", seed=9), cuts=(0, 5)).file.read_bytes())
    assert made[0] == made[1]


def test_a_short_piece_of_music_is_looped_without_a_gap(tmp_path):
    t = np.arange(5 * RATE) / RATE
    chord = np.stack([np.sin(2 * np.pi * 220 * t), np.sin(2 * np.pi * 330 * t)], 1) * 0.4
    music = saved(tmp_path / "music.wav", chord, RATE)
    made = mix([], 16.0, tmp_path, bed=Bed(), music=music)
    sound = heard(made.file)[:, RATE : 13 * RATE]
    levels = 10 * np.log10(np.square(sound).mean(axis=0).reshape(-1, RATE // 10).mean(axis=1))
    assert np.ptp(levels) < 6


@pytest.mark.parametrize("data", [b"", b"no music at all", b"#EXTM3U\nfile:///etc/hostname\n"])
def test_music_that_is_none_is_refused(tmp_path, data):
    (tmp_path / "music.mp3").write_bytes(data)
    with pytest.raises(Refused, match="cannot be read as sound"):
        mix([], 4.0, tmp_path, bed=Bed(), music=tmp_path / "music.mp3")


def test_a_take_of_another_format_is_decoded(tmp_path):
    saved(tmp_path / "a.wav", speech(2.0, 120))
    ffmpeg.run(["-i", "a.wav", "-c:a", "flac", "a.flac"], cwd=tmp_path)
    assert mix([Laid(0.5, tmp_path / "a.flac", 2.0)], 3.0, tmp_path).lufs == pytest.approx(-14, abs=0.5)
