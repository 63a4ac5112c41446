from __future__ import annotations

import math
import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ytempire.media.align import DOUBT, align
from ytempire.media.hear import Sound

RATE = 16_000


def voice(notes: list[int], rate: int = RATE, stretch: float = 1.0, pitch: float = 1.0) -> tuple[Sound, list]:
    """A little language: each note is a sound of its own for 200 ms, with its harmonics and a soft start."""
    rows, marks, at = [], [], 0
    for note in notes:
        count = int(rate * 0.2 * stretch)
        t = np.arange(count) / rate
        formant = 400 * 1.35**note
        tone = sum(math.exp(-(((k * 120 * pitch - formant) / 300) ** 2)) * np.sin(2 * math.pi * k * 120 * pitch * t)
                   for k in range(1, 40))  # fmt: skip
        rows.append(0.2 * tone * np.sin(math.pi * np.arange(count) / count) ** 0.5)
        marks.append((at * 1000 // rate, (at + count) * 1000 // rate))
        at += count
    return Sound(np.concatenate(rows).astype(np.float32), rate), marks


NOTES = [0, 4, 1, 6, 2, 7, 3, 5, 0, 6, 1, 7]


def off(notes: list[int], **of: float) -> float:
    rendering, marks = voice(notes)
    recording, truth = voice(notes, **of)
    found = align(recording, rendering, marks)
    return sum(abs(a[0] - b[0]) for a, b in zip(found.times, truth, strict=True)) / len(truth)


@pytest.mark.parametrize(
    "of", [{}, {"rate": 8000}, {"rate": 44100}, {"stretch": 1.5}, {"stretch": 0.7}, {"pitch": 1.6}]
)
def test_marks_are_carried_over_at_any_rate_pace_and_pitch(of: dict[str, float]):
    assert off(NOTES, **of) <= 30


def test_as_many_times_come_back_as_marks_in_order_and_within_the_recording():
    rendering, marks = voice(NOTES)
    recording, _ = voice(NOTES[:7], stretch=1.3)
    found = align(recording, rendering, marks).times
    assert len(found) == len(marks)
    assert all(a[0] <= b[0] for a, b in pairwise(found))
    assert all(0 <= start <= end <= recording.ms for start, end in found)


def test_a_pause_that_the_rendering_lacks_moves_only_what_follows_it():
    rendering, marks = voice(NOTES)
    recording, truth = voice(NOTES)
    at = truth[6][0] * RATE // 1000
    pause = np.zeros(RATE * 7 // 10, np.float32)
    paused = Sound(np.concatenate([recording.samples[:at], pause, recording.samples[at:]]), RATE)
    moved = [(start + 700 * (n >= 6), end + 700 * (n >= 6)) for n, (start, end) in enumerate(truth)]
    found = align(paused, rendering, marks)
    assert max(abs(a[0] - b[0]) for a, b in zip(found.times, moved, strict=True)) <= 60
    assert max(abs(a[1] - b[1]) for a, b in zip(found.times, moved, strict=True)) <= 60
    assert not found.wrong


def test_silence_around_the_recording_is_passed_over():
    rendering, marks = voice(NOTES)
    recording, truth = voice(NOTES)
    padded = Sound(np.pad(recording.samples, (RATE // 2, RATE)), RATE)
    found = align(padded, rendering, marks).times
    assert max(abs(a[0] - b[0] - 500) for a, b in zip(found, truth, strict=True)) <= 60


@pytest.mark.parametrize("notes", [NOTES[::-1], NOTES[:5], [*NOTES, *NOTES], NOTES[6:] + NOTES[:6]])
def test_other_sounds_too_few_and_too_many_are_flagged(notes: list[int]):
    rendering, marks = voice(NOTES)
    assert not align(voice(NOTES, stretch=1.2, pitch=1.3)[0], rendering, marks).wrong
    found = align(voice(notes)[0], rendering, marks)
    assert found.wrong
    assert found.doubt > DOUBT
    assert found.trust < 0.5


def test_silence_and_noise_are_no_text():
    rendering, marks = voice(NOTES)
    noise = np.random.default_rng(1).normal(0, 0.1, rendering.samples.shape).astype(np.float32)
    for samples in (np.zeros(RATE, np.float32), noise):
        assert align(Sound(samples, RATE), rendering, marks).wrong


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1, 1, width=32), max_size=3000), st.lists(st.integers(0, 900), max_size=12),
       st.sampled_from([8000, 11025, 24000, 48000]))  # fmt: skip
def test_no_sound_breaks_it(samples: list[float], starts: list[int], rate: int):
    rendering, _ = voice(NOTES[:4])
    recording = Sound(np.array(samples, np.float32), rate)
    found = align(recording, rendering, [(at, at + 50) for at in sorted(starts)]).times
    assert len(found) == len(starts)
    assert all(0 <= start <= end <= recording.ms for start, end in found)
    assert all(a[0] <= b[0] for a, b in pairwise(found))


def test_memory_grows_with_the_length_and_not_with_its_square():
    notes = [int(n) for n in np.random.default_rng(2).integers(0, 8, 200)]  # forty seconds
    rendering, marks = voice(notes)
    recording, truth = voice(notes, stretch=1.1)
    tracemalloc.start()
    found = align(recording, rendering, marks)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert max(abs(a[0] - b[0]) for a, b in zip(found.times, truth, strict=True)) <= 80
    assert most < 60 << 20  # the square would be 4,000 times 4,400 times 16 bytes: 280 MB
