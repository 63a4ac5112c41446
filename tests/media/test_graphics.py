"""Every kind of visual: what it covers, when it comes, and what is refused."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.graphics.compose import KINDS, Composition, compose, refusal
from ytempire.media.graphics.counter import number
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import Box, zones
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Cue,
    CueWord,
    Cut,
    Items,
    Moment,
    Moments,
    Picture,
    Quotation,
    Side,
    Statement,
    Title,
)

WIDE, TALL, SQUARE = (1920, 1080), (1080, 1920), (1080, 1080)
VISUALS: dict[str, Any] = {
    "title": Title(
        headline="The box that shrank the world",
        accent="world",
        kicker="The box · part one",
        support="How one trucking boss made distance cheap",
    ),
    "statement": Statement(text="A ship earns money only when she is at sea.", accent="at sea", kicker="The rule"),
    "counter": Counter(
        value=5.86, shown="$5.86", label="to load one ton by hand", kicker="1956", second="16 cents in a box"
    ),
    "chart": Chart(
        title="Thirty-six times cheaper",
        unit="US dollars a ton, 1956",
        accent=1,
        bars=(Bar(label="By hand", value=5.86, shown="$5.86"), Bar(label="In a box", value=0.16, shown="$0.16")),
    ),
    "timeline": Moments(
        title="Ten years to change every port",
        moments=(
            Moment(date="1956", text="Ideal X sails", detail="58 boxes"),
            Moment(date="1961", text="ISO starts"),
            Moment(date="1966", text="First Atlantic run", detail="to Rotterdam"),
            Moment(date="1968", text="ISO 668"),
        ),
    ),
    "list": Items(
        title="What the box did away with", items=("Gangs of twenty men", "Weeks in port", "Theft"), numbered=True
    ),
    "quote": Quotation(
        text="A ship earns money only when she is at sea.", by="Malcom McLean", of="founder of Sea-Land"
    ),
    "comparison": Comparison(
        title="Before and after the box",
        left=Side(title="By hand", shown="$5.86", points=("a week",)),
        right=Side(title="In a box", shown="$0.16", points=("one day", "one driver")),
    ),
    "picture": Picture(
        file="x.jpg", title="Port Elizabeth", caption="Built for nothing but boxes", credit="Public domain"
    ),
}


def cut(visual: Any, **more: Any) -> Cut:
    return Cut(
        **{
            "id": "s03",
            "role": "mechanism",
            "title": "",
            "frames": 180,
            "visual": visual,
            "index": 3,
            "count": 11,
            "source": "Levinson, The Box (2006)",
            **more,
        }
    )


def laid(
    visual: Any, size: tuple[int, int] = WIDE, name: str = "midnight", captions: Any = "keys", **more: Any
) -> Composition:
    return compose(cut(visual, **more), theme(name), zones(*size, captions), 30, captions, "The Box Desk")


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


TEXT = {
    "headline",
    "kicker",
    "support",
    "label",
    "second",
    "unit",
    "quotation",
    "by",
    "of",
    "item",
    "moment",
    "detail",
    "date",
    "side",
    "shown",
    "point",
    "value",
    "credit",
    "number",
    "drawing",
    "source",
    "mark",
    "statement",
}


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


@pytest.mark.parametrize("kind", list(VISUALS))
def test_something_is_seen_from_the_first_frames(kind: str) -> None:
    if kind == "picture":
        return  # the photograph itself
    late = tuple(range(60, 60 + 8 * 20, 8))
    made = laid(VISUALS[kind], beats=late, frames=300)
    assert any(b.what in TEXT for b in made.boxes)
    words = [
        e
        for e in made.events
        if e.start <= 8
        and r"\p4" not in e.text
        and "Box Desk" not in e.text
        and "Levinson" not in e.text
        and e.layer < 40
    ]
    assert words


def texts(made: Composition, frame: int) -> str:
    shown = [e.text for e in made.events if e.start <= frame < e.end and r"\p4" not in e.text]
    return " ".join(re.sub(r"\{[^}]*\}", "", t) for t in shown)


def test_each_word_of_a_statement_comes_at_its_beat() -> None:
    words = VISUALS["statement"].text.split()
    beats = tuple(10 + 9 * k for k in range(len(words)))
    made = laid(VISUALS["statement"], beats=beats)
    for word, beat in zip(words, beats, strict=True):
        assert word not in texts(made, beat - 1).split()[-99:] or words.count(word) > 1
        assert word in texts(made, beat + 1)


def test_each_item_of_a_list_comes_at_its_beat() -> None:
    made = laid(VISUALS["list"], beats=(20, 60, 100))
    assert "Weeks" not in texts(made, 59)
    assert "Weeks" in texts(made, 61)
    assert "Theft" not in texts(made, 99)


@pytest.mark.parametrize("kind", list(VISUALS))
@pytest.mark.parametrize("frames", [1, 7, 20])
def test_a_scene_may_be_very_short(kind: str, frames: int) -> None:
    made = laid(VISUALS[kind], frames=frames, beats=(0, 5, 90))
    assert all(0 <= e.start < e.end <= frames for e in made.events)


@pytest.mark.parametrize("kind", list(VISUALS))
def test_without_beats_everything_has_come_after_two_thirds(kind: str) -> None:
    made = laid(VISUALS[kind], frames=300)
    assert all(e.start <= 200 for e in made.events if e.layer < 30)


def test_everything_leaves_by_the_cut_but_the_last_scene_stays() -> None:
    fading = [e for e in laid(VISUALS["title"]).events if e.end == 180 and r"\fad(" in e.text]
    assert fading
    assert any(re.search(r"\\fad\(\d+,160\)", e.text) for e in fading)
    ending = laid(VISUALS["title"], index=10, count=11)
    assert not any(re.search(r"\\fad\(\d+,160\)", e.text) for e in ending.events)


def test_the_progress_line_depends_on_place_and_count_alone() -> None:
    def line(frames: int) -> set[str]:
        made = laid(VISUALS["title"], frames=frames, index=4, count=10)
        return {re.sub(r"\\t\(0,\d+", "", e.text) for e in made.events if e.layer >= 30}

    assert line(90) == line(400)


def test_the_same_scene_is_the_same_text_and_another_layout_is_another() -> None:
    first = laid(VISUALS["list"]).ass()
    assert first == laid(VISUALS["list"]).ass()
    assert first != laid(VISUALS["list"], layout="right").ass()
    assert first != laid(VISUALS["list"], layout="center", variant=1).ass()


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


def test_objects_are_drawn_when_they_are_said() -> None:
    spoken = [("The", 5), ("ship", 20), ("carried", 40), ("letters,", 130), ("then", 200), ("money.", 260)]
    cue = Cue(start=0, end=300, words=tuple(CueWord(text=t, start=s, end=s + 9) for t, s in spoken))
    made = laid(Title(headline="One old story"), frames=400, speech=(cue,), layout="left")
    drawn = [e for e in made.events if r"\move" in e.text and r"\p4" in e.text]
    assert any(e.start < 20 for e in drawn)
    assert any(130 <= e.start < 160 for e in drawn)
    assert any(260 <= e.start < 290 for e in drawn)
    assert not any(e.end > 130 for e in drawn if e.start < 100)
