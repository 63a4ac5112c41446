"""The screen of a terminal, and recordings played on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.terminal import cast
from ytempire.media.terminal.ansi import change
from ytempire.media.terminal.emulator import Screen, columns_of, plain
from ytempire.media.terminal.play import in_scene, of_script
from ytempire.media.terminal.script import parse
from ytempire.media.terminal.shots import Stage, used


def lines(screen: Screen) -> list[str]:
    return ["".join(cell.data for cell in screen.row(y)).rstrip() for y in range(screen.lines)]


def test_colours_named_numbered_and_true_and_styles_reach_their_cells() -> None:
    screen = Screen(40, 3)
    screen.write(
        "\x1b[31mR\x1b[0m\x1b[38;5;9mB\x1b[38;5;208mN\x1b[38;2;1;2;3mT\x1b[38:2::9:8:7mC\x1b[48;5;4;1;3;4;7;9mS"
    )
    cells = screen.row(0)
    assert [cell.fg for cell in cells[:5]] == ["red", "brightred", "ff8700", "010203", "090807"]
    styled = cells[5]
    assert styled.bg == "blue"
    assert styled.bold
    assert styled.italics
    assert styled.underscore
    assert styled.reverse
    assert styled.strikethrough
    screen.write("\x1b[0;2mF\x1b[22mG")
    assert [cell.blink for cell in screen.row(0)[6:8]] == [True, False], "faint, and no longer"


def test_a_wide_letter_takes_two_columns_and_goes_to_the_next_line_whole() -> None:
    screen = Screen(5, 3)
    screen.write("日本語x")
    assert lines(screen)[:2] == ["日本", "語x"]
    assert columns_of("日本x\u0301") == 5
    screen.write("a\u200db\ufe0fc")
    assert lines(screen)[1] == "語xab"


def test_the_other_screen_comes_and_goes_and_leaves_what_was_there() -> None:
    screen = Screen(20, 4)
    screen.write("before\r\n\x1b[?1049h\x1b[2J\x1b[Hfull screen")
    assert lines(screen)[0] == "full screen"
    screen.write("\x1b[?1049lafter")
    assert lines(screen)[:2] == ["before", "after"]


def test_it_scrolls_repeats_and_takes_half_a_sequence_in_two_parts() -> None:
    screen = Screen(10, 3)
    for n in range(5):
        screen.write(f"{n}\r\n")
    assert lines(screen) == ["3", "4", ""]
    screen.write("\x1b[3")
    screen.write("1mx\x1b[4b\x1b[2S")
    assert lines(screen)[0] == "xxxxx"
    assert screen.row(0)[0].fg == "red"
    screen.write("\x1b]0;the title\x07\x1bPq#0;1\x1b\\\x1b[>4;2m.\x1b[1 q")
    assert screen.title == "the title"
    assert not screen.row(2)[0].underscore


def test_a_narrower_screen_breaks_its_lines_and_loses_none() -> None:
    screen = Screen(20, 6)
    screen.write("a line of twenty col\r\nshort\r\n$ ")
    screen.reshape(10, 6)
    assert lines(screen)[:4] == ["a line of", "twenty col", "short", "$"]
    assert (screen.cursor.x, screen.cursor.y) == (2, 3)


@pytest.mark.parametrize("sequence", ["\x1b[3K", "\x1b[4J", "\x1b[?9K", "\x1b[999J"])
def test_a_part_that_no_terminal_knows_is_not_erased(sequence: str) -> None:
    screen = Screen(12, 4)
    screen.write(f"hello{sequence}!")
    assert lines(screen)[0] == "hello!"


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.text(alphabet="\x1b[]?;:0123456789mHJKhlSTbXu日é\u0301\u200dab \r\n\t\x07\\P", max_size=24), max_size=6)
)
def test_no_text_whatever_breaks_the_screen(parts: list[str]) -> None:
    screen = Screen(12, 4)
    for part in parts:
        screen.write(part)
    for y in range(4):
        assert len(screen.row(y)) == 12
    assert 0 <= screen.cursor.x <= 12
    assert 0 <= screen.cursor.y < 4


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \x1b[31m0;7m日│", max_size=80))
def test_what_is_sent_to_a_real_terminal_gives_the_same_screen(text: str) -> None:
    play = of_script(parse("output: x\nrun: y"), "s")
    stage, screen = Stage(play, 20, 5), Screen(20, 5)
    before = None
    for at in [act.at for act in play.acts]:
        shot = stage.at(at)
        screen.write(change(shot, before))
        before = shot
    assert [row.rstrip() for row in lines(screen)] == (shot.text().split("\n") + [""] * 5)[:5]
    assert "\x1b[" not in plain(text.replace("\x1b", "\x1b[0m"))


def recorded(*events: object, version: int = 2, **more: object) -> str:
    size = {"width": 30, "height": 6} if version == 2 else {"term": {"cols": 30, "rows": 6}}
    head = {"version": version, **size, **more}
    return "\n".join(json.dumps(line) for line in (head, *events)) + "\n"


@pytest.mark.parametrize("version", [2, 3])
def test_a_recording_plays_with_its_pauses_cut_and_its_input_passed_over(version: int) -> None:
    times = (0.5, 0.7, 60.0, 60.1) if version == 2 else (0.5, 0.2, 59.3, 0.1)
    text = recorded([times[0], "o", "$ ls\r\n"], [times[1], "i", "secret"], [times[2], "o", "a.txt\r\n"],
                    [times[3], "r", "20x4"], version=version, idle_time_limit=2, title="list")  # fmt: skip
    play = cast.parse(text)
    assert [act.at for act in play.acts] == pytest.approx([0, 0.5, 2.7, 2.8])
    assert play.size == (30, 6)
    assert play.title == "list"
    shot = Stage(play, 30, 6).end()
    assert shot.text() == "$ ls\na.txt"
    assert used(play, 30, 6) == (5, 3)


def test_every_broken_line_of_a_recording_is_named_by_its_number() -> None:
    text = recorded([0.1, "o", "x"]) + 'foo\n[1, "o"]\n[0.05, "o", "back"]\n["a", "o", "x"]\n[2, "r", "0x9"]\n'
    with pytest.raises(ConfigError) as told:
        cast.parse(text, "demo.cast")
    assert [problem.where for problem in told.value.problems] == [f"demo.cast:{n}" for n in (3, 4, 5, 6, 7)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "header"),
        ("[1,2]", "header"),
        (recorded(), "nothing is shown"),
        (recorded([0, "o", "x"]).replace('"version": 2', '"version": 1'), "version 1"),
        (recorded([0, "o", "x"]).replace("30", "3000"), "width is 3000"),
        (recorded([0, "o", "x"], idle_time_limit=-1), "idle_time_limit"),
        (recorded(*([n * 50, "o", "x"] for n in range(100)), idle_time_limit=50), "60 minutes"),
    ],
)
def test_a_recording_that_cannot_be_played_says_why(text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        cast.parse(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=40)
    | st.lists(
        st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda x: st.lists(x, max_size=4))
        | st.dictionaries(st.sampled_from(["version", "width", "height", "term", "title"]), st.integers() | st.text()),
        max_size=4,
    ).map(lambda rows: "\n".join(json.dumps(row) for row in rows))
)
def test_any_text_is_a_recording_or_is_refused(text: str) -> None:
    try:
        play = cast.parse(text)
    except ConfigError:
        return
    assert play.size


def test_a_play_written_as_a_recording_plays_the_same(tmp_path: Path) -> None:
    play = of_script(parse("size: 30x6\nrun: date\noutput: \\e[31mMonday\\e[0m"), "s")
    file = tmp_path / "x.cast"
    file.write_text("\n".join(cast.written(play)), "utf-8")
    again = cast.read(file)
    assert Stage(again, 30, 6).end().rows == Stage(play, 30, 6).end().rows


def test_a_recording_longer_than_its_scene_goes_faster_and_ends_in_it() -> None:
    play = cast.parse(recorded(*([n * 1.0, "o", f"{n}\r\n"] for n in range(20))))
    there = in_scene(play, (5,), 150, 30)
    assert there.acts[-1].at <= 5.0 - 0.5
    short = in_scene(play, (5,), 3000, 30)
    assert short.acts[-1].at == pytest.approx(play.acts[-1].at)
