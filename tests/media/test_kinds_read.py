"""Numbers, axes, tables, maps and code: how they are read, and what is refused and why."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.graphics import axes, code, table, world as world_
from ytempire.media.graphics.compose import Composition
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.land import land, water
from ytempire.media.layers import fields
from ytempire.media.themes import NAMES, contrast, mix, theme
from ytempire.media.zones import Box, zones
from ytempire.models import Area, Bar, Code, Curve, Cut, End, Map, Pie, Quiz, Series, Spot, Table  # fmt: skip

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from scenes_a import SCENES
from scenes_laid import SIZES, WIDE, check, laid, shown

# --- numbers --------------------------------------------------------------------------------------


def line(*values: float | None, **more: Any) -> Curve:
    labels = tuple(f"{1900 + 10 * k}" for k in range(len(values)))
    return Curve(title="A line", labels=labels, series=(Series(name="One", values=values),), **more)


@pytest.mark.parametrize(
    ("value", "step", "said"),
    [
        (0, 0, "0"),
        (5.86, 0, "5.86"),
        (1200, 0, "1,200"),
        (-1.5e6, 0, "−1.5\u00a0M"),
        (1e12, 0, "1\u00a0tn"),
        (20000, 5000, "20\u00a0k"),
        (2.5, 0.5, "2.5"),
        (5, 2.5, "5.0"),
        (0.0004, 0, "0"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, step: float, said: str) -> None:
    assert axes.spoken(value, step) == said


def test_an_axis_wears_the_sign_of_its_number() -> None:
    assert axes.dressed("5", "$0.16") == "$5"
    assert axes.dressed("−5", "$0.16") == "−$5"
    assert axes.dressed("40", "46%") == "40%"
    assert "$0" in shown(laid(line(1, 2, 4, shown="$4.00")), 200)


@given(st.floats(-1e15, 1e15), st.floats(-1e15, 1e15))
def test_an_axis_has_a_few_round_numbers_and_holds_every_value(a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    marks = axes.ticks(low, high)
    assert 2 <= len(marks) <= 9
    slack = (marks[1] - marks[0]) * 1e-6
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack


@pytest.mark.parametrize(
    "values",
    [(0, 0, 0), (-5, -2, -9), (1e12, 2e12, 3e12), (None, 4, None, 6), (1e-7, 2e-7), (-1e9, 1e9), (7, 7), (None, 3)],
)
def test_lines_of_any_value_stay_on_their_ground(values: tuple[float | None, ...]) -> None:
    for size in SIZES:
        check(laid(line(*values), size))


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), 1e30])
@pytest.mark.parametrize("kind", ["line", "area", "pie"])
def test_what_is_no_number_is_refused_with_its_place(kind: str, bad: float) -> None:
    labels, series = ("a", "b"), (Series(name="One", values=(1, bad)),)
    visual: Any = {
        "line": Curve(title="x", labels=labels, series=series),
        "area": Area(title="x", labels=labels, series=series),
        "pie": Pie(title="x", parts=(Bar(label="a", value=bad, shown="?"), Bar(label="b", value=1, shown="1"))),
    }[kind]
    with pytest.raises(ConfigError, match=r"scene s03, (series 1 “One”, value 2|part 1 “a”) .*drawn"):
        laid(visual)


def test_years_lie_as_far_apart_as_they_are_and_anything_else_evenly() -> None:
    assert axes.along(("1970", "2000", "2016", "2023")) == pytest.approx((0, 30 / 53, 46 / 53, 1))
    assert axes.along(("Mon", "Tue", "Wed")) == (0, 0.5, 1)
    assert axes.along(("2000", "1990", "2010")) == (0, 0.5, 1)


def test_labels_of_years_that_lie_close_do_not_meet() -> None:
    years = ("1900", "2019", "2020", "2021", "2022")
    close = Curve(title="A line", labels=years, series=(Series(name="One", values=(1, 2, 3, 4, 5)),))
    said = [box for box in laid(close).boxes if box.what == "axis"]
    assert said
    assert {"1900", "2022"} <= set(shown(laid(close), 200).split())


def test_a_unit_that_the_title_says_is_not_said_again() -> None:
    once = Curve(title="Births", unit="births", labels=("1970", "2000"), series=(Series(values=(9, 4)),))
    assert "births" not in shown(laid(once), 200).split()


def test_a_gap_is_a_gap() -> None:
    made = laid(line(1, 2, None, 4, 5))
    whole = laid(line(1, 2, 3, 4, 5))

    def lines(m: Composition) -> int:
        return sum(r"\bord" in e.text and r"\p4" in e.text for e in m.events)

    assert lines(made) == lines(whole) - 2


# --- refusals -------------------------------------------------------------------------------------

REFUSED: list[tuple[Any, str]] = [
    (
        Curve(title="x", labels=("a", "b", "c"), series=(Series(values=(1, 2)),)),
        "series 1 has 2 values for 3 labels. Write one value for each label",
    ),
    (Curve(title="x", labels=("a", "b"), series=(Series(name="N", values=(None, None)),)), "series 1 “N” has no value"),
    (
        Area(title="x", labels=("a", "b"), series=(Series(values=(1, -1)), Series(values=(1, 2)))),
        "series 1, value 2  surfaces that lie on one another have no room below zero. Show it as lines",
    ),
    (
        Pie(title="x", parts=(Bar(label="a", value=-1, shown="-1"), Bar(label="b", value=2, shown="2"))),
        "a part of a whole cannot be less than nothing, and “a” is -1",
    ),
    (
        Pie(title="x", parts=(Bar(label="a", value=0, shown="0"), Bar(label="b", value=0, shown="0"))),
        "all its parts are nothing",
    ),
    (
        Table(title="x", columns=("a", "b"), rows=(("1", "2"), ("3",))),
        "row 2 has 1 cells for 2 columns. Write one cell for each column",
    ),
    (Table(title="x", columns=("a", "b"), rows=(("1", "word " * 90),)), "a table of 1 rows and 2 columns does not fit"),
    (Code(text="print(1)\n" + "x = " + "y" * 200), r"line 2 is 204 characters long, \d+ have room. Break it"),
    (Code(text="x\n" * 60), r"it has 60 lines, \d+ have room"),
    (Code(text="x = 1", lit=(2,)), "line 2 is to be lit, and there are 1"),
    (Code(text="x = 1", language="pyhton"), "no language 'pyhton' is known for its colours. Did you mean python?"),
    (Code(text="  \n "), "there is no code in it"),
    (Quiz(text="What?", options=("a", "b"), answer=4), "option 4 is the answer, and there are 2"),
    (Quiz(text="What? " * 80), "question .* does not fit"),
    (
        Map(title="x", spots=tuple(Spot(name=f"A place with a long name {k}", north=50, east=k / 9,
                                        text="and more to say of it than has room " * 6) for k in range(6))),
        "does not fit|no room on the map",
    ),
    (End(headline="Thanks " * 60), "headline .* does not fit"),
]  # fmt: skip


@pytest.mark.parametrize(("visual", "said"), REFUSED, ids=[f"{v.kind}-{i}" for i, (v, _) in enumerate(REFUSED)])
def test_what_cannot_be_shown_is_refused_with_the_reason_and_what_to_do(visual: Any, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as error:
        laid(visual)
    assert "scene s03" in str(error.value)


# --- each kind's own rules ------------------------------------------------------------------------


def test_numbers_of_a_table_stand_under_each_other_by_their_point() -> None:
    rows = (("a", "5.86"), ("b", "1,200"), ("c", "0.16"), ("d", "−12.5"))
    made = laid(Table(title="Prices", columns=("What", "Dollars"), rows=rows))
    cells = {b.y0: b for b in made.boxes if b.what == "cell 2"}
    assert len(cells) == 4
    assert table.split("$1,200.50 km") == ("$1,200", ".50 km")
    assert table.split("470 g") == ("470", " g")
    places = [e for e in made.events if "1,200" in e.text]
    assert places


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=6), st.lists(st.floats(5, 90), min_size=6, max_size=6))
def test_labels_that_are_moved_apart_do_not_meet_and_keep_their_order(
    wanted: list[float], heights: list[float]
) -> None:
    heights = heights[: len(wanted)]
    middles = axes.apart(wanted, heights, 0, 1000)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for a, b in itertools.pairwise(order):
        assert middles[b] - middles[a] >= (heights[a] + heights[b]) / 2 + 8 - 1e-6
    assert all(h / 2 - 1e-6 <= m <= 1000 - h / 2 + 1e-6 for m, h in zip(middles, heights, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_parts_differ_in_lightness_too(name: str) -> None:
    for accent in (None, 0, 5):
        sheet = Sheet(Cut(id="a", frames=9, visual=SCENES["pie"]), theme(name), zones(*WIDE), 30)
        inks = axes.shades(sheet, 6, accent)
        assert len(set(inks)) == 6
        assert all(contrast(inks[i], inks[i - 1]) > 1.12 for i in range(1, 6)), inks


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=6))
def test_every_place_of_a_map_lies_in_its_room(places: list[tuple[float, float]]) -> None:
    room = Box(115, 150, 1805, 838)
    spots = [Spot(name="x", north=north, east=east) for north, east in places]
    world = world_.framed(spots, room)
    for spot in spots:
        x, y = world.place(spot.north, spot.east)
        assert room.x0 <= x <= room.x1
        assert room.y0 <= y <= room.y1


def test_a_route_over_the_date_line_does_not_go_round_the_world() -> None:
    spots = (Spot(name="Tokyo", north=35.7, east=139.7), Spot(name="San Francisco", north=37.8, east=-122.4))
    room = Box(115, 150, 1805, 838)
    world = world_.framed(spots, room)
    (x0, _), (x1, _) = (world.place(s.north, s.east) for s in spots)
    assert x0 < x1
    check(laid(Map(title="Over the Pacific", spots=spots, route=True)))


@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_on_land_and_on_the_lit_row(name: str) -> None:
    look = theme(name)
    paper = look.paper
    grounds = [paper.near, paper.far]
    grounds += [mix(end, light, paper.strength) for end in (paper.near, paper.far) for light in paper.lights]
    land_ = next(f for f in laid(SCENES["map"], name=name).fields if f.shape and not f.line)
    row = next(f for f in laid(SCENES["table"], name=name).fields if f.colour == look.accent)
    for field, inks in ((land_, (look.ink, look.muted)), (row, (look.ink, look.accent))):
        assert all(contrast(ink, mix(field.colour, g, field.alpha)) >= 4.5 for ink in inks for g in grounds)


def test_a_map_of_the_open_sea_has_no_land() -> None:
    made = laid(Map(title="Point Nemo", spots=(Spot(name="Point Nemo", north=-48.9, east=-123.4),)))
    assert not any(f.width > 1900 and f.height > 1000 for f in made.fields)
    assert any(f.shape for f in laid(SCENES["map"]).fields)


@pytest.mark.parametrize(
    ("name", "north", "east", "dry"),
    [
        ("Paris", 48.9, 2.4, True), ("Madrid", 40.4, -3.7, True), ("Moscow", 55.8, 37.6, True),
        ("Nairobi", -1.3, 36.8, True), ("Delhi", 28.6, 77.2, True), ("Beijing", 39.9, 116.4, True),
        ("Denver", 39.7, -105, True), ("Brasilia", -15.8, -47.9, True), ("Alice Springs", -23.7, 133.9, True),
        ("Birmingham", 52.5, -1.9, True), ("Nagano", 36.6, 138.2, True), ("the Atlantic", 40, -40, False),
        ("the Pacific", 10, -150, False), ("the Indian Ocean", -25, 80, False), ("the Black Sea", 43.2, 34, False),
        ("the Caspian", 41.5, 50.8, False), ("Biscay", 45.5, -4, False), ("the Gulf of Mexico", 25, -91, False),
        ("the Mediterranean", 35, 18, False), ("Hudson Bay", 60, -86, False), ("the North Sea", 56, 3.5, False),
    ],
)  # fmt: skip
def test_the_land_is_where_it_is(name: str, north: float, east: float, dry: bool) -> None:
    def inside(rings: Any) -> bool:
        hits = 0
        for ring in rings:
            for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
                if (y0 > north) != (y1 > north) and east < x0 + (north - y0) / (y1 - y0) * (x1 - x0):
                    hits += 1
        return hits % 2 == 1

    assert (inside(land()) and not inside(water())) == dry


@given(
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=50), min_size=1, max_size=9),
    st.sampled_from(["python", "js", "bash", "json", "html", "sql", "text", "c", "yaml", "console", ""]),
)
@settings(max_examples=60, deadline=None)
def test_colours_change_no_sign_of_the_code(lines: list[str], language: str) -> None:
    made = code.colours(lines, language, "here")
    assert ["".join(text for text, _ in runs) for runs in made] == lines


def test_a_shape_comes_from_left_to_right_and_leaves_its_holes() -> None:
    import numpy as np

    from ytempire.media.layers import Field

    whole: Any = ((0.0, 0.0), (200.0, 0.0), (200.0, 100.0), (0.0, 100.0))
    hole: Any = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))
    field = Field(0, 0, 200, 100, "#ffffff", 0.0, at=0, shape=(whole,), holes=(hole,), wipe=10)
    (layer,) = fields([field], 1.0, 200, 100)
    planes = tuple(np.full(s, 50, np.uint8) for s in ((100, 200), (50, 100), (50, 100)))
    layer.lay(planes, 5)
    assert planes[0][20, 20] > 200
    assert planes[0][50, 50] == 50
    assert planes[0][20, 150] == 50
