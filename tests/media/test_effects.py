"""Short sounds: the set, each quiet, short and always the same."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from ytempire.media.effects import effect, names
from ytempire.media.sound import RATE, power
from ytempire.models import EffectName

NOTHING = np.zeros((2, 0), np.float32)


def test_the_set_is_what_a_timeline_may_name():
    assert set(names()) == set(get_args(EffectName))


@pytest.mark.parametrize("name", get_args(EffectName))
def test_an_effect_is_short_soft_at_both_ends_and_under_a_voice(name):
    sound = effect(name)
    assert 0.05 * RATE <= sound.shape[1] <= 0.8 * RATE
    assert np.isfinite(sound).all()
    assert np.abs(sound[:, 0]).max() < 1e-4
    assert np.abs(sound[:, -1]).max() < 1e-3
    bins = [power(np.pad(sound, ((0, 0), (at, 0))), NOTHING) for at in range(0, 4800, 480)]
    loudest = -0.691 + 10 * np.log10(max(part.max() for part in bins))
    assert -40 < loudest < -31, "12 to 18 dB under a voice of -20"
    assert np.abs(np.diff(sound, axis=1)).max() < 0.2
    assert np.abs(sound.mean(axis=1)).max() < 0.002


def test_effects_can_be_told_apart():
    def centre(name: str) -> tuple[float, int]:
        sound = effect(name).mean(axis=0)
        spectrum = np.abs(np.fft.rfft(sound)) ** 2
        return float((spectrum * np.fft.rfftfreq(len(sound), 1 / RATE)).sum() / spectrum.sum()), len(sound)

    told = [centre(name) for name in names()]
    apart = [abs(np.log2(a[0] / b[0])) + abs(np.log2(a[1] / b[1])) for i, a in enumerate(told) for b in told[:i]]
    assert min(apart) > 0.25


def test_an_effect_is_the_same_every_time():
    first = effect("whoosh").copy()
    effect.cache_clear()
    assert np.array_equal(first, effect("whoosh"))


def test_air_passes_from_left_to_right():
    sound = np.square(effect("whoosh"))
    half = sound.shape[1] // 2
    assert sound[0, :half].sum() > sound[1, :half].sum()
    assert sound[1, half:].sum() > sound[0, half:].sum()
