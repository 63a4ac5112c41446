from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ytempire.media import wav

RATE = 22050
sounds = st.lists(st.integers(-32768, 32767), max_size=4000).map(lambda s: array("h", s))


def test_a_sound_is_read_as_it_was_written(tmp_path: Path):
    samples = array("h", [0, 1, -1, 32767, -32768])
    wav.write(tmp_path / "a.wav", RATE, samples)
    assert wav.read(tmp_path / "a.wav") == (RATE, samples)


def test_two_channels_are_refused(tmp_path: Path):
    import wave

    with wave.open(str(tmp_path / "b.wav"), "wb") as f:
        f.setnchannels(2)
        f.setsampwidth(2)
        f.setframerate(RATE)
        f.writeframes(b"\0" * 8)
    with pytest.raises(ValueError, match="not one channel"):
        wav.read(tmp_path / "b.wav")


def test_silence_around_a_sound_is_cut_to_what_is_asked():
    tone = array("h", [8000, -8000] * (RATE // 4))
    samples = wav.silence(RATE, 500) + tone + wav.silence(RATE, 900)
    out, cut = wav.trimmed(RATE, samples, 60, 180)
    first, last = wav.sounding(RATE, out)
    assert abs(first - RATE * 60 // 1000) <= RATE // 250
    assert abs(len(out) - last - RATE * 180 // 1000) <= RATE // 250
    assert abs(cut - RATE * 440 // 1000) <= RATE // 250


@given(sounds, st.integers(0, 200), st.integers(0, 400))
def test_what_can_be_heard_is_never_cut(samples: array, lead: int, gap: int):
    first, last = wav.sounding(RATE, samples)
    out, cut = wav.trimmed(RATE, samples, lead, gap)
    assert out[first - cut : last - cut] == samples[first:last]
    assert len(out) == last - cut + RATE * gap // 1000
