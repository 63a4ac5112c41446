"""Each theme moves in its own way: bars, numbers and the ground."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.media import plates
from ytempire.media.graphics.compose import compose
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import zones
from ytempire.models import Bar, Chart, Counter, Cut

BARS = Chart(title="Three", bars=tuple(Bar(label=f"b{v}", value=v, shown=str(v)) for v in (100, 50, -25)))
PLATE = plates.paint(theme("clinic"), 96, 54, free="left", variant=0, seed="s")
DRIFTS = ("round", "sway", "climb", "tick")


def sheet(name: str) -> Sheet:
    return Sheet(Cut(id="s01", frames=150, visual=BARS), theme(name), zones(1920, 1080), 30)


@pytest.mark.parametrize("name", NAMES)
def test_what_runs_never_goes_back_and_ends_where_it_should(name: str) -> None:
    on = sheet(name)
    way = [on.eased(k / 40) for k in range(41)]
    assert way == sorted(way)
    assert way[0] <= 0.05
    assert way[-1] == pytest.approx(1.0)
    assert 15 <= on.run(1000) <= 60


def test_bars_go_over_and_back_in_steps_or_smoothly_as_the_theme_does() -> None:
    tags = {}
    for name in NAMES:
        made = compose(Cut(id="s01", frames=150, visual=BARS, layout="left"), theme(name), zones(1920, 1080), 30)
        moving = [e.text for e in made.events if r"\p4" in e.text and e.layer == 11]
        assert moving, name
        tags[name] = " ".join(moving)
    for name in NAMES:
        ease = theme(name).motion.ease
        assert (r"\fscx10" in tags[name]) == (ease == "snap"), name
        assert (len(re.findall(r"\\t\(", tags[name])) > 12) == (ease == "step"), name


def test_a_bar_that_goes_over_stays_within_a_few_pixels_of_its_end() -> None:
    made = compose(Cut(id="s01", frames=150, visual=BARS, layout="left"), theme("dusk"), zones(1920, 1080), 30)
    for event in made.events:
        for over in re.findall(r"\\fsc[xy](10\d(?:\.\d+)?)\)", event.text):
            assert float(over) <= 105


def test_a_number_counts_longer_where_the_theme_is_slow() -> None:
    def steps(name: str) -> int:
        visual = Counter(value=1956, shown="1956", label="the year")
        made = compose(Cut(id="s01", frames=150, visual=visual), theme(name), zones(1920, 1080), 30)
        return max(e.start for e in made.events if re.search(r"\}\d$", e.text))

    assert steps("dusk") < steps("midnight") < steps("paper")


@settings(deadline=None)
@given(st.sampled_from(DRIFTS), st.floats(-5, 200), st.floats(4, 40), st.floats(0, 6.28), st.booleans())
def test_the_ground_never_leaves_its_plate_and_never_jumps(
    way: str, t: float, seconds: float, start: float, back: bool
) -> None:
    plate = PLATE
    drift = plates.Drift(34, -seconds if back else seconds, start, way)  # type: ignore[arg-type]
    x, y = plates._drifted(plate, drift, t)
    assert 0 <= x <= 2 * plate.rim
    assert 0 <= y <= 2 * plate.rim
    nx, ny = plates._drifted(plate, drift, t + 1 / 30)
    assert math.hypot(nx - x, ny - y) <= 34 * 54 / 1080 * 0.5


def test_no_two_themes_let_the_ground_go_the_same_way() -> None:
    ways = set()
    for name in NAMES:
        plate = plates.paint(theme(name), 96, 54, free="left", variant=0, seed="s")
        assert plate.over
        ways.add((plate.over.way, round(plate.over.radius, 2), round(plate.over.seconds, 2)))
    assert len(ways) == len(NAMES)
