"""Every kind of visual: what it covers, when it comes, and what is refused."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest
from graphics_laid import SQUARE, TALL, TEXT, VISUALS, WIDE, cut, laid, texts
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.graphics.compose import KINDS, Composition, refusal
from ytempire.media.graphics.counter import number
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import Box
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Cue,
    CueWord,
    Items,
    Moment,
    Moments,
    Picture,
    Quotation,
    Side,
    Statement,
    Title,
)


def check(made: Composition) -> None:
    z = made.zones
    for box in made.boxes:
        assert box.within(z.safe, 2), box
        if box.what == "caption":
            assert box.within(z.caption, 2) or box.within(z.content, 2), box
        elif box.what not in ("source", "mark"):
            assert not box.meets(z.caption), box
            assert not box.meets(z.progress), box
        if z.tall and not z.square and box.y1 > 960:
            assert box.x1 <= 931, box


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE])
@pytest.mark.parametrize("kind", list(VISUALS))
def test_every_visual_stays_in_its_zone_in_every_layout(kind: str, size: tuple[int, int], name: str) -> None:
    for layout in ("left", "right", "center"):
        for variant in range(3):
            for captions in ("keys", "words", "none"):
                check(laid(VISUALS[kind], size, name, captions, layout=layout, variant=variant))


def clashes(made: Composition) -> list[tuple[Box, Box]]:
    """Words that lie on other words; the same words at other times do not count, nor the lines of one text."""
    seen = {(b.what, round(b.x0), round(b.y0), round(b.x1)): b for b in made.boxes if b.what in TEXT}
    boxes = list(seen.values())
    return [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a.what != b.what and Box(a.x0 + 2, a.y0 + 2, a.x1 - 2, a.y1 - 0.12 * a.height).meets(b, -1)
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", list(VISUALS))
def test_no_words_lie_on_others(kind: str, name: str) -> None:
    for size in (WIDE, TALL, SQUARE):
        for layout in ("left", "right", "center"):
            for variant in range(2):
                assert not clashes(laid(VISUALS[kind], size, name, "keys", layout=layout, variant=variant))


def test_what_opens_commands_in_libass_is_written_as_text() -> None:
    made = laid(Statement(text=r"a {\b1} \N C:\new 50% 'q' {"))
    body = re.sub(r"\{\\fsp[^}]*\}", "", made.ass())  # pairs of letters, written as spacing
    assert r"\{" in body
    assert "\\\u2060N" in body
    assert "\\\u2060new" in body
    words = texts(made, 179).replace("\\\u2060", "")
    assert "\\N" not in words
    assert "\\n" not in words


def test_a_missing_glyph_is_named_and_not_drawn_as_a_box() -> None:
    with pytest.raises(ConfigError, match=r"箱 \(U\+7BB1 .*\).*Write it with Latin letters") as error:
        laid(Title(headline="The 箱 that won"))
    assert "scene s03" in str(error.value)
    with pytest.raises(ConfigError, match="U\\+1F600"):
        laid(Items(title="Three", items=("one 😀", "two")))


def test_what_is_too_long_is_refused_with_its_place() -> None:
    long = "word " * 300
    with pytest.raises(ConfigError, match=r"scene s03, headline .* does not fit: \d+ characters, about \d+ have room"):
        laid(Title(headline=long))
    assert "does not fit" in refusal(cut(Title(headline=long)), theme("midnight"), *WIDE)
    assert refusal(cut(VISUALS["title"]), theme("midnight"), *WIDE) == ""


def test_a_number_is_taken_apart_and_counts_within_its_own_places() -> None:
    assert (number("$5.86 a ton").before, number("$5.86 a ton").figures, number("$5.86 a ton").after) == (
        "$",
        "5.86",
        " a ton",
    )
    assert number("1,200 km").at(37) == "37"
    assert number("1,200").at(1200) == "1,200"
    assert number("5.86").at(3) == "0.03"
    assert number("none").figures == ""
    assert number("90%").count == 90


@given(st.integers(0, 10**9), st.sampled_from(["{}", "${}", "{} km", "−{}%"]))
def test_a_counter_ends_on_what_is_written(value: int, form: str) -> None:
    said = number(form.format(f"{value:,}"))
    assert said.at(said.count) == said.figures
    assert all(len(said.at(k)) <= len(said.figures) for k in range(0, said.count + 1, max(1, said.count // 7)))


def test_bars_are_as_long_as_their_values() -> None:
    bars = tuple(Bar(label=f"b{v}", value=v, shown=str(v)) for v in (100, 50, 25))
    made = laid(Chart(title="Three", bars=bars), layout="left", variant=0)
    wide = [b.width for b in made.boxes if b.what == "bar"]
    assert wide[0] / wide[1] == pytest.approx(2, rel=0.01)
    assert wide[0] / wide[2] == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize("values", [(-5.0, 3.0), (0.0, 0.0), (-1.0, -2.0), (1e-9, 1e9)])
def test_bars_of_any_value_stay_on_their_track(values: tuple[float, float]) -> None:
    bars = tuple(Bar(label=str(v), value=v, shown=f"{v:g}") for v in values)
    made = laid(Chart(title="Odd", bars=bars), layout="left")
    track = next(b for b in made.boxes if b.what == "track")
    assert all(b.x0 >= track.x0 - 1 and b.x1 <= track.x1 + 9 for b in made.boxes if b.what in ("bar", "value"))


WORD = st.text(string.ascii_letters + "éüßñ0123456789$%-'’.,{}\\&", min_size=1, max_size=18)
SAID = st.lists(WORD, min_size=1, max_size=16).map(" ".join)
SHORT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ANY = st.one_of(
    st.builds(Title, headline=SAID, accent=SHORT, kicker=SHORT, support=SAID),
    st.builds(Statement, text=SAID, accent=SHORT, kicker=SHORT),
    st.builds(Counter, value=st.floats(0, 1e6), shown=SHORT, label=SAID, kicker=SHORT, second=SHORT),
    st.builds(
        Chart,
        title=SHORT,
        unit=SHORT,
        accent=st.none() | st.integers(0, 5),
        bars=st.lists(st.builds(Bar, label=SHORT, value=st.floats(-1e6, 1e6), shown=WORD), min_size=2, max_size=6),
    ),
    st.builds(
        Moments,
        title=SHORT,
        moments=st.lists(st.builds(Moment, date=WORD, text=SHORT, detail=SHORT), min_size=2, max_size=5),
    ),
    st.builds(Items, title=SHORT, items=st.lists(SAID, min_size=2, max_size=6), numbered=st.booleans()),
    st.builds(Quotation, text=SAID, by=SHORT, of=SHORT),
    st.builds(
        Comparison,
        title=SHORT,
        left=st.builds(Side, title=SHORT, shown=WORD, points=st.lists(SHORT, max_size=4)),
        right=st.builds(Side, title=SHORT, shown=WORD, points=st.lists(SHORT, max_size=4)),
    ),
    st.builds(Picture, file=st.just("x.jpg"), title=SHORT, caption=SAID, credit=SHORT),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ANY,
    st.sampled_from(NAMES),
    st.sampled_from([WIDE, TALL, SQUARE]),
    st.sampled_from(["left", "right", "center"]),
    st.integers(0, 7),
    st.sampled_from(["keys", "words", "none"]),
)
def test_any_words_fit_or_are_refused(
    visual: Any, name: str, size: tuple[int, int], layout: str, variant: int, captions: str
) -> None:
    try:
        made = laid(visual, size, name, captions, layout=layout, variant=variant)
    except ConfigError as error:
        assert "scene s03" in str(error)
        return
    check(made)
    assert made.ass().isprintable() is False  # it has lines
    assert not clashes(made)


def test_every_kind_of_the_model_can_be_drawn() -> None:
    assert set(VISUALS) <= set(KINDS)


def test_long_sources_are_kept_whole_or_counted() -> None:
    many = "; ".join(f"Author {k}, A Book With a Rather Long Title (200{k})" for k in range(6))
    made = laid(VISUALS["title"], source=many)
    shown = texts(made, 100)
    assert re.search(r"and \d more", shown)
    check(made)


def test_captions_and_graphics_never_meet() -> None:
    words = [
        CueWord(text=w, start=5 + 8 * k, end=12 + 8 * k)
        for k, w in enumerate(["In", "April", "1956", "a", "converted", "tanker"])
    ]
    cues = (Cue(start=5, end=60, words=tuple(words), lines=(3, 3)),)
    for size in (WIDE, TALL, SQUARE):
        for kind, visual in VISUALS.items():
            made = laid(visual, size, "dusk", "words", cues=cues)
            captions = [b for b in made.boxes if b.what == "caption" and b.within(made.zones.caption, 2)]
            assert len(captions) >= 2, kind
            others = [b for b in made.boxes if b not in captions]
            assert not any(c.meets(o) for c in captions for o in others), kind


def test_what_has_no_room_in_its_layout_is_laid_out_in_another() -> None:
    moments = tuple(
        Moment(date=f"19{k}0", text="Refrigerated standardised containers cross every international ocean there is")
        for k in range(5)
    )
    made = laid(Moments(title="Five", moments=moments), layout="left")
    assert made.cut.layout != "left"
    check(made)
