"""Themes: everything can be read on everything it may stand on."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import plates
from ytempire.media.themes import NAMES, READABLE, contrast, luminance, mix, shades, theme


@pytest.mark.parametrize("name", NAMES)
def test_ink_muted_and_accent_can_be_read_on_every_shade_of_the_paper(name: str) -> None:
    chosen = theme(name)
    for ink in (chosen.ink, chosen.muted, chosen.accent):
        assert min(contrast(ink, shade) for shade in shades(chosen)) >= READABLE
    assert contrast(chosen.on_accent, chosen.accent) >= READABLE


@pytest.mark.parametrize("name", NAMES)
def test_ink_muted_and_accent_can_be_read_on_the_painted_paper(name: str) -> None:
    import numpy as np

    chosen = theme(name)
    for variant in range(4):
        plate = plates.paint(chosen, 480, 270, free="left", variant=variant, seed="s01")
        frame = np.frombuffer(next(iter(plates.moving(plate, 1, 30))), np.uint8)[: 480 * 270]
        light = ((frame.astype(float) - 16) / 219).clip(0, 1) ** 2.2
        worst = np.percentile(light, 99.5 if luminance(chosen.ink) > 0.5 else 0.5)
        for ink in (chosen.ink, chosen.muted, chosen.accent):
            high, low = sorted((luminance(ink) + 0.05, worst + 0.05), reverse=True)
            assert high / low >= READABLE, (ink, variant)


def test_no_theme_has_pure_black_or_pure_white_and_all_differ() -> None:
    chosen = [theme(name) for name in NAMES]
    assert len(chosen) >= 4
    colours = [c for t in chosen for c in (t.ink, t.muted, t.accent, t.paper.near, t.paper.far)]
    assert not {"#000000", "#ffffff"} & set(colours)
    assert len({(t.type.display, t.type.text) for t in chosen}) == len({t.accent for t in chosen}) == len(chosen)
    for i, one in enumerate(chosen):
        for other in chosen[i + 1 :]:
            assert not set(one.paper.ornaments) & set(other.paper.ornaments)
            shared = [
                p
                for p in ("entrance", "kicker", "emphasis", "bullet", "border")
                if getattr(one, p) == getattr(other, p)
            ]
            assert len(shared) <= 2, (one.name, other.name, shared)
            moves = [
                p
                for p in ("ease", "drift", "pace", "swing", "reach")
                if getattr(one.motion, p) == getattr(other.motion, p)
            ]
            assert len(moves) <= 2, (one.name, other.name, moves)


def test_an_accent_of_ones_own_is_taken_if_it_can_be_read() -> None:
    own = theme("midnight", "#7CFFB2")
    assert own.accent == "#7cffb2"
    assert contrast(own.on_accent, own.accent) >= READABLE
    with pytest.raises(ConfigError, match=r"look.accent  the accent #203060 cannot be read .* Choose a lighter colour"):
        theme("midnight", "#203060")
    with pytest.raises(ConfigError, match="Choose a darker colour"):
        theme("paper", "#ffe9a0")


def test_a_theme_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"no theme 'midnite'\. Did you mean midnight"):
        theme("midnite")
    with pytest.raises(ConfigError, match="There are midnight, paper"):
        theme("zzz")


COLOUR = st.integers(0, 0xFFFFFF).map(lambda v: f"#{v:06x}")


@given(COLOUR, COLOUR)
def test_contrast_is_between_1_and_21_and_the_same_both_ways(a: str, b: str) -> None:
    assert 1 <= contrast(a, b) <= 21.01
    assert contrast(a, b) == contrast(b, a)
    assert mix(a, b, 0) == a
    assert mix(a, b, 1) == b


@given(COLOUR, st.sampled_from(NAMES))
def test_any_accent_is_readable_or_refused(accent: str, name: str) -> None:
    try:
        own = theme(name, accent)
    except ConfigError:
        return
    assert min(contrast(own.accent, s) for s in shades(own)) >= READABLE
    assert contrast(own.on_accent, own.accent) >= 3.0
