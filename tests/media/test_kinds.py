"""Charts, tables, maps, code, questions and ends: what they cover, when it comes, what is refused and why."""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.graphics.compose import Composition
from ytempire.media.themes import NAMES
from ytempire.media.zones import Box
from ytempire.models import Area, Bar, Code, Curve, End, Map, Pie, Quiz, Series, Spot, Table  # fmt: skip

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from scenes_a import SCENES
from scenes_laid import SIZES, check, laid, shown

LAYOUTS = ("left", "right", "center")
GROUNDS = {
    "plot",
    "track",
    "row",
    "window",
    "light",
    "option field",
    "ring",
    "rule",
    "hairline",
    "next video",
    "button",
}


def clashes(made: Composition) -> list[tuple[Box, Box]]:
    """Words and signs that lie on others; the lines of one text, and what takes another's place, do not count."""
    seen = {(b.what, round(b.x0), round(b.y0), round(b.x1)): b for b in made.boxes if b.what not in GROUNDS | {""}}
    boxes = list(seen.values())
    apart = {frozenset(("countdown", "seconds")), frozenset(("countdown", "answer")), frozenset(("seconds", "answer"))}
    return [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if (a.what != b.what or a.what == "axis")
        and frozenset((a.what, b.what)) not in apart
        and Box(a.x0 + 2, a.y0 + 2, a.x1 - 2, a.y1 - 0.14 * a.height).meets(
            Box(b.x0 + 2, b.y0 + 2, b.x1 - 2, b.y1 - 0.14 * b.height)
        )
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", list(SCENES))
def test_each_kind_stays_in_its_zone_and_off_itself(kind: str, size: tuple[int, int], name: str) -> None:
    for variant, layout in enumerate(LAYOUTS):
        for captions in ("keys", "words", "none"):
            made = laid(SCENES[kind], size, name, captions, layout=layout, variant=variant)
            check(made)
            assert not clashes(made)


def test_the_examples_show_eight_kinds() -> None:
    assert {v.kind for v in SCENES.values()} == {"line", "area", "pie", "table", "map", "code", "question", "end"}


WORDS = {
    "pie": ("Oxygen", "Silicon", "Aluminium", "Iron", "rest"),
    "table": ("Barn", "Great", "Snowy", "Elf"),
    "map": ("Portsmouth", "Madeira", "Royal"),
    "question": ("turn", "behind", "cannot", "frighten", "tubes"),
    "end": ("Thanks", "unload", "Friday"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", list(WORDS))
def test_each_element_comes_at_its_beat(kind: str, size: tuple[int, int]) -> None:
    words = WORDS[kind]
    beats = tuple(4 + 36 * k for k in range(len(words)))
    made = laid(SCENES[kind], size, beats=beats)
    for word, beat in zip(words, beats, strict=True):
        assert word not in shown(made, beat - 1)
        assert word in shown(made, beat + 18)


@pytest.mark.parametrize("kind", ["line", "area"])
def test_each_series_draws_itself_from_its_beat_on_and_is_named_after(kind: str) -> None:
    visual = SCENES[kind]
    beats = tuple(10 + 70 * k for k in range(len(visual.series)))
    made = laid(visual, beats=beats)
    for series, beat in zip(visual.series, beats, strict=True):
        assert any(e.start == beat and r"\clip(" in e.text and r"\p4" in e.text for e in made.events)
        assert series.name not in shown(made, beat)
        assert series.name in shown(made, beat + 66)
    if kind == "area":
        assert [f.at for f in made.fields if f.shape] == list(beats)


def test_lit_lines_of_code_are_lit_one_after_another_and_the_rest_is_dim() -> None:
    made = laid(SCENES["code"], beats=(30, 90, 150))
    lights = [e for e in made.events if r"\p4" in e.text and e.start in (30, 90, 150) and "&HDB&" in e.text]
    assert [(e.start, e.end) for e in lights] == [(30, 90), (90, 150), (150, 300)]

    def bright(frame: int) -> str:
        """The lines in more than one colour, and those in one that is not the quiet one."""
        lines = [e.text for e in made.events if e.start <= frame < e.end and r"\p4" not in e.text and "Mono" in e.text]
        quiet = next(re.findall(r"\\1c&H\w+&", t)[0] for t in lines if t.endswith("}9"))
        lit = [t for t in lines if set(re.findall(r"\\1c&H\w+&", t)) != {quiet}]
        return " ".join(re.sub(r"\{[^}]*\}", "", t) for t in lit)

    assert "datetime" in bright(10)
    assert "degrees" in bright(40)
    assert "return" not in bright(40)
    assert "return" in bright(200)
    assert "degrees" not in bright(200)


def test_the_countdown_ends_at_the_answer_and_is_shorter_when_there_is_less_time() -> None:
    def seconds(*beats: int) -> list[tuple[str, int, int]]:
        made = laid(SCENES["question"], beats=beats)
        texts = [(re.sub(r"\{[^}]*\}", "", e.text), e.start, e.end) for e in made.events if r"\fscx70" in e.text]
        return [t for t in texts if t[0].isdigit()]

    assert seconds(0, 30, 50, 70, 240) == [("3", 150, 180), ("2", 180, 210), ("1", 210, 240)]
    assert [s[0] for s in seconds(0, 30, 50, 70, 130)] == ["2", "1"]
    assert seconds(0, 30, 50, 70, 80) == []


def test_the_right_option_is_lit_and_the_others_go_dim() -> None:
    made = laid(SCENES["question"], beats=(0, 20, 40, 60, 200))
    after = [e for e in made.events if e.start == 200 and r"\p4" not in e.text]
    dim = [re.sub(r"\{[^}]*\}", "", e.text) for e in after if r"\alpha&H4" in e.text]
    assert "To see behind itself" in dim
    assert "Its eyes cannot move" not in dim


def test_the_next_video_keeps_its_room() -> None:
    for size in SIZES:
        boxes = [b for b in laid(SCENES["end"], size).boxes if b.what == "next video"]
        assert len(boxes) == 1
        assert boxes[0].width / boxes[0].height == pytest.approx(16 / 9, rel=0.04)
        assert boxes[0].width > 400
    assert not any(b.what == "next video" for b in laid(End(headline="Bye")).boxes)


# --- anything -------------------------------------------------------------------------------------

WORD = st.text(string.ascii_letters + "éüßñ0123456789$%-'’.,{}\\&:\"", min_size=1, max_size=18) | st.sampled_from(
    ["Donaudampfschifffahrtsgesellschaft", "שלום", "箱子", "😀", "%{}\\:'\"", "\\N", "{\\b1}", "…", "\u200f", ""]
)


SHORT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
SAID = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
NUMBER = st.floats(-1e13, 1e13) | st.sampled_from([0.0, -0.0, 1e12, 1e-9, float("nan"), float("inf"), 1e308])


@st.composite
def charts(draw: Any) -> Any:
    count = draw(st.integers(2, 14))
    series = draw(st.integers(1, 4))
    values = st.lists(st.none() | NUMBER, min_size=count, max_size=count)
    made = [Series(name=draw(SHORT), values=tuple(draw(values))) for _ in range(series)]
    kind = draw(st.sampled_from([Curve, Area]))
    labels = tuple(draw(st.lists(WORD, min_size=count, max_size=count)))
    return kind(
        title=draw(SHORT),
        unit=draw(SHORT),
        labels=labels,
        series=tuple(made),
        shown=draw(WORD),
        accent=draw(st.none() | st.integers(-1, 5)),
    )


@st.composite
def tables(draw: Any) -> Any:
    wide = draw(st.integers(2, 5))
    row = st.tuples(*[SHORT | NUMBER.map(str)] * wide)
    return Table(
        title=draw(SHORT),
        columns=tuple(draw(st.lists(WORD, min_size=wide, max_size=wide))),
        rows=tuple(draw(st.lists(row, min_size=1, max_size=7))),
        accent=draw(st.none() | st.integers(-1, 9)),
    )


PART = st.builds(Bar, label=SHORT, value=NUMBER, shown=WORD)
PLACE = st.builds(Spot, name=SHORT, north=st.floats(-90, 90), east=st.floats(-180, 180), text=SHORT)
ANY = st.one_of(
    charts(),
    tables(),
    st.builds(Pie, title=SHORT, unit=SHORT, parts=st.lists(PART, min_size=2, max_size=6), middle=SHORT,
              accent=st.none() | st.integers(-1, 7)),
    st.builds(Map, title=SHORT, spots=st.lists(PLACE, min_size=1, max_size=6), route=st.booleans()),
    st.builds(Code, text=st.lists(SAID, min_size=1, max_size=12).map("\n".join), file=WORD, title=SHORT,
              language=st.sampled_from(["python", "", "html"]), lit=st.lists(st.integers(-1, 13), max_size=4)),
    st.builds(Quiz, text=SAID, options=st.lists(SHORT, max_size=4), answer=st.integers(0, 4), reveal=SHORT,
              seconds=st.integers(0, 10)),
    st.builds(End, headline=SHORT, next=SHORT, ask=SAID),
)  # fmt: skip


@settings(max_examples=160, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ANY,
    st.sampled_from(NAMES),
    st.sampled_from(SIZES),
    st.sampled_from(LAYOUTS),
    st.integers(0, 3),
    st.sampled_from(["keys", "words", "none"]),
    st.integers(1, 400),
)
def test_anything_fits_or_is_refused(
    visual: Any, name: str, size: tuple[int, int], layout: str, variant: int, captions: str, frames: int
) -> None:
    try:
        made = laid(visual, size, name, captions, layout=layout, variant=variant, frames=frames)
    except ConfigError as error:
        assert "scene s03" in str(error)
        return
    check(made)
    assert not clashes(made)
    assert all(0 <= e.start < e.end <= frames for e in made.events)
    assert made.ass()
