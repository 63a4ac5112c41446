"""Sound as numbers: every rule holds for any sound."""

from __future__ import annotations

import io
import itertools
import wave

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError, Refused
from ytempire.media.bed import MOODS, compose
from ytempire.media.sound import (
    RATE,
    SILENT,
    Heard,
    duck,
    fades,
    fast_size,
    limiter,
    lufs,
    peaks,
    power,
    settle,
    slew,
    spans,
)  # fmt: skip
from ytempire.media.takes import read_wav, voice

NOTHING = np.zeros((2, 0), np.float32)


def wav(samples: np.ndarray, rate: int = 22_050, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return out.getvalue()


def tone(hz: float, seconds: float, rate: int = RATE, peak: float = 1.0) -> np.ndarray:
    return (peak * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


# --- reading --------------------------------------------------------------------------------------


@given(st.lists(st.integers(-32768, 32767), max_size=200), st.sampled_from([8000, 16000, 22050, 44100, 48000]))
def test_a_wav_is_read_as_it_was_written(numbers, rate):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(np.array(numbers, "<i2").tobytes())
    samples, told = read_wav(out.getvalue())
    assert told == rate
    assert np.array_equal(samples, np.array(numbers, np.float32) / 32768)


@given(st.binary(max_size=300), st.integers(0, 60))
def test_any_bytes_are_read_or_refused(noise, keep):
    good = wav(tone(440, 0.01))
    for data in (noise, b"RIFF\0\0\0\0WAVE" + noise, good[:keep] + noise, good[:keep]):
        try:
            samples, rate = read_wav(data)
        except Refused:
            continue
        assert rate > 0
        assert np.isfinite(samples).all()


@pytest.mark.parametrize(
    ("bits", "code", "kind"), [(8, 1, "u1"), (24, 1, None), (32, 1, "<i4"), (32, 3, "<f4"), (64, 3, "<f8")]
)
def test_every_kind_of_sample_is_understood(bits, code, kind):
    level = 0.5
    if bits == 24:
        body = (int(level * 2**23)).to_bytes(3, "little", signed=True) * 100
    else:
        full = {"u1": 128 + 64, "<i4": int(level * 2**31)}.get(kind, level)
        body = np.full(100, full, kind).tobytes()
    head = b"fmt " + (16).to_bytes(4, "little") + np.array([code, 1], "<u2").tobytes()
    head += np.array([RATE, RATE * bits // 8], "<u4").tobytes() + np.array([bits // 8, bits], "<u2").tobytes()
    data = b"RIFF\0\0\0\0WAVE" + head + b"data" + (0xFFFFFFFF).to_bytes(4, "little") + body
    samples, _ = read_wav(data)
    assert samples == pytest.approx(np.full(100, level), abs=0.01)


# --- the voice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000])
def test_a_take_keeps_its_pitch_and_length_at_any_rate(rate):
    heard = voice(tone(1000, 1.0, rate, 0.3), rate)
    assert len(heard) == RATE
    spectrum = np.abs(np.fft.rfft(heard))
    assert spectrum.argmax() == 1000
    assert spectrum[1500:].max() < spectrum.max() / 100


def test_quiet_and_loud_takes_come_to_one_level():
    speech = tone(200, 1.0, peak=0.5) * (1 + tone(4, 1.0)) / 2
    levels = [float(np.square(voice(speech * gain, RATE)).mean()) for gain in (0.02, 0.2, 1.0)]
    assert max(levels) / min(levels) < 1.12


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(500), np.full(3, 1e-7), np.ones(1), np.full(900, 0.5)])
def test_a_take_of_nothing_is_no_trouble(samples):
    heard = voice(samples.astype(np.float32), 22_050)
    assert np.isfinite(heard).all()


@given(st.integers(1, 3_000_000), st.sampled_from([1, 7, 147, 441]))
def test_an_fft_size_is_enough_and_not_much_more(least, multiple):
    size = fast_size(least, multiple)
    assert size >= least
    assert size % multiple == 0
    assert size <= max(least * 1.25 + 2 * multiple, 4)


# --- curves ---------------------------------------------------------------------------------------

levels = st.lists(st.floats(-60, 20), min_size=1, max_size=80).map(np.array)


@given(levels, st.floats(0.01, 9), st.floats(0.01, 9))
def test_a_slew_covers_what_it_follows_and_keeps_its_slopes(level, fall, rise):
    curve = slew(level, fall, rise)
    assert (curve >= level - 1e-9).all()
    steps = np.diff(curve)
    assert (steps <= rise + 1e-9).all()
    assert (steps >= -fall - 1e-9).all()


@given(st.lists(st.floats(0, 40), min_size=1, max_size=200).map(np.array), st.floats(-6, -0.5))
def test_the_limiter_lets_no_peak_through(ticks, ceiling):
    gain = limiter(ticks, ceiling)
    assert len(gain) == len(ticks)
    assert (ticks * gain <= 10 ** (ceiling / 20) + 1e-6).all()
    assert (gain <= 1 + 1e-9).all()


times = st.lists(st.tuples(st.floats(0, 60), st.floats(0.05, 8)), max_size=12)


@given(times, st.floats(15, 24))
def test_the_bed_is_down_whenever_somebody_speaks(clips, down):
    speech = spans([(start, start + length) for start, length in clips])
    at = np.arange(0, 70, 0.005)
    gain = 20 * np.log10(duck(speech, down, at))
    for start, length in clips:
        within = gain[(at >= start) & (at <= start + length)]
        assert (within <= -down + 0.01).all()
    assert (np.abs(np.diff(gain)) < 1.0).all()  # no step that could be heard as a click
    assert (gain <= 1e-6).all()


@given(times)
def test_spans_never_touch_and_cover_every_clip(clips):
    given_spans = [(start, start + length) for start, length in clips]
    merged = spans(given_spans)
    assert all(b[0] - a[1] >= 1.8 for a, b in itertools.pairwise(merged))
    assert all(any(a <= start and end <= b for a, b in merged) for start, end in given_spans)


@given(st.floats(0.5, 2000))
def test_a_film_fades_in_and_out_whatever_its_length(total):
    at = np.linspace(0, total, 500)
    curve = fades(at, total)
    assert curve[0] == pytest.approx(0, abs=1e-6)
    assert curve[-1] == pytest.approx(0, abs=1e-6)
    assert curve.max() <= 1


# --- loudness -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [-23.0, -14.0, -36.0])
def test_loudness_is_what_the_standard_says(level):
    one = tone(997, 6.0, peak=10 ** (level / 20))
    assert lufs(power(np.stack([one, one]), NOTHING)) == pytest.approx(level, abs=0.1)


def test_loudness_in_blocks_is_loudness_in_one():
    noise = np.random.default_rng(4).standard_normal((2, 3 * RATE)).astype(np.float32) * 0.1
    whole = power(noise, NOTHING)
    parts = [power(noise[:, :RATE], NOTHING), power(noise[:, RATE : 2 * RATE], noise[:, RATE - 4096 : RATE]),
             power(noise[:, 2 * RATE :], noise[:, 2 * RATE - 4096 : 2 * RATE])]  # fmt: skip
    assert np.concatenate(parts) == pytest.approx(whole, rel=1e-4)


def test_silence_has_a_loudness_too():
    assert lufs(np.zeros(50)) == SILENT
    assert lufs(np.zeros(0)) == SILENT


def test_a_peak_between_two_samples_is_found():
    x = np.sin(2 * np.pi * np.arange(RATE) / 4 + np.pi / 4).astype(np.float32)
    assert np.abs(x).max() < 0.71
    assert peaks(np.stack([x, x]))[10:-10].max() == pytest.approx(1.0, abs=0.03)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.001, 2), st.floats(1, 3))
def test_settling_meets_the_target_under_the_ceiling(seed, level, crest):
    dice = np.random.default_rng(seed)
    power_ = np.square(level) * dice.uniform(0.3, 1.0, 120)
    ticks = np.repeat(np.sqrt(power_ / 2), 100) * dice.uniform(1, crest, 12_000)
    gain, curve = settle(Heard(power_, ticks), -14.0, -2.0)
    assert (ticks * gain * curve).max() <= 10 ** (-2 / 20) + 1e-6
    reached = lufs(power_ * gain**2 * np.square(curve).reshape(-1, 100).mean(axis=1))
    assert reached == pytest.approx(-14, abs=0.6)


# --- the bed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [5, 6])
@pytest.mark.parametrize("mood", sorted(MOODS))
def test_a_bed_is_quiet_music_without_flaws(mood, seed):
    bed = compose(mood, seed)
    cuts = [0, 6 * RATE, 13 * RATE, 21 * RATE]
    heard = bed.part(0, 28 * RATE, cuts)
    assert np.abs(heard.mean(axis=1)).max() < 1e-3, "DC"
    loud = np.sqrt(np.square(heard).mean())
    assert 20 * np.log10(np.abs(heard).max() / loud) < 20, "one note sticks out"
    assert np.abs(np.diff(heard)).max() / loud < 2.5, "a click"
    hz = np.fft.rfftfreq(heard.shape[1], 1 / RATE)
    spectrum = np.square(np.abs(np.fft.rfft(heard.mean(axis=0))))
    assert spectrum[(hz > 1500) & (hz < 5000)].sum() / spectrum.sum() < 0.12, "it stands where a voice stands"
    assert 0.1 < np.corrcoef(heard)[0, 1] < 0.95, "stereo, and whole in mono"
    parts = [bed.part(a, a + 7 * RATE, cuts) for a in range(0, 28 * RATE, 7 * RATE)]
    assert np.abs(np.concatenate(parts, axis=1) - heard).max() < 1e-5, "a part is not what it is in the whole"


def test_a_bed_repeats_without_a_seam():
    for layer in compose("calm", 2).layers:
        seam = np.abs(layer[:, 0] - layer[:, -1]).max()
        assert seam <= np.abs(np.diff(layer)).max() * 1.01


def test_the_same_seed_is_the_same_bed_and_another_is_another():
    one, same, other = compose("warm", 7), compose("warm", 7), compose("warm", 8)
    assert all(np.array_equal(a, b) for a, b in zip(one.layers, same.layers, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(one.layers, other.layers, strict=True))


def test_an_unknown_mood_is_told_with_those_that_are_known():
    with pytest.raises(ConfigError, match="calm, bright, tense, warm"):
        compose("angry", 1)
