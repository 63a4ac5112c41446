"""A terminal's script: read, written back, and every mistake told at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.editorial.beats import typed
from ytempire.errors import ConfigError
from ytempire.media.terminal.play import in_scene, of_script
from ytempire.media.terminal.rhythm import keys
from ytempire.media.terminal.script import VERBS, parse, written
from ytempire.media.terminal.shots import Stage

FULL = """
# a comment
prompt: "\\e[32m>\\e[0m "
size: 40x12
title: a desk
speed: 1.5
typos: on
run: ls -la # not a comment here
output: |
  total 3
    a.txt   \\e[31mred\\e[0m
  run: this is printed, not typed

  b.txt
wait: 0.4s
type: echo "a: b"
clear
split: right
run: date
output: Monday
pane: 1
"""


def test_a_script_reads_as_its_steps_and_writes_back_to_the_same() -> None:
    script = parse(FULL)
    assert script.size == (40, 12)
    assert script.typed == ("ls -la # not a comment here", 'echo "a: b"', "date")
    printed = next(step.text for step in script.steps if step.verb == "output")
    assert printed == "total 3\n  a.txt   \x1b[31mred\x1b[0m\nrun: this is printed, not typed\n\nb.txt"
    assert parse(written(script)) == script


lines = st.one_of(
    st.builds(
        lambda verb, rest, space: f"{verb}:{space}{rest}",
        st.sampled_from(sorted(VERBS)),
        st.one_of(
            st.text(max_size=20), st.sampled_from(["|", "1", "2", "right", "down", "on", "80x24", "0.5", '"$ "'])
        ),
        st.sampled_from(["", " ", "  "]),
    ),
    st.builds(lambda indent, text: " " * indent + text, st.integers(0, 4), st.text(max_size=20)),
    st.sampled_from(["", "clear", "# x", "output: |", "split: right", "\\e[1mx", "run:", "\ttab"]),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(lines, max_size=12).map("\n".join) | st.text(max_size=60))
def test_any_text_is_a_script_that_reads_back_or_is_refused(text: str) -> None:
    try:
        script = parse(text)
    except ConfigError as error:
        assert all(problem.what and problem.where for problem in error.problems)
        return
    assert parse(written(script)) == script
    assert list(script.typed) == typed(text), "the timeline counts the lines as the terminal does"
    play = of_script(script, "seed")
    assert len(play.typed) == len(script.typed)
    Stage(play, 30, 8).end()


def test_every_mistake_is_told_at_once_with_its_line_and_what_to_do() -> None:
    with pytest.raises(ConfigError) as told:
        parse("tpye: x\nwait: long\nrun: ok\n\nsplit: rihgt\nclear: all\nhello", "demo.term")
    found = [str(problem) for problem in told.value.problems]
    assert [line.split("  ")[0] for line in found] == [f"demo.term:{n}" for n in (1, 2, 5, 6, 7)]
    assert "Did you mean type?" in found[0]
    assert "Did you mean right?" in found[3 - 1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("pane: 2\nrun: x", "one pane"),
        ("run: x\nsize: 80x24", "comes before anything"),
        ("split: down\nsplit: down\nrun: x", "two panes already"),
        ("wait: 1", "nothing happens"),
        ("size: 5x5\nrun: x", "not columns x rows"),
        ("run: a\n  b", "one line"),
        ("run: a\x07", "control character"),
        ("speed: nan\nrun: x", "not a number"),
        ("output: x" * 30_000, "at most"),
        ("output: " + "y" * 2000, "more than 1000"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        parse(text)


def test_typing_is_the_same_for_the_same_seed_slower_at_words_and_never_wrong_at_the_end() -> None:
    text = "git commit -m 'The first film, and the last'"
    assert keys(text, "a") == keys(text, "a") != keys(text, "b")
    plain = "".join(key for _, key in keys(text, "a"))
    assert plain == text
    wrong = next(seed for seed in "abcdefghij" if any("\b" in key for _, key in keys(text, seed, typos=True)))
    screen = ""
    for _, key in keys(text, wrong, typos=True):
        screen = screen[:-1] if key == "\b \b" else screen + key
    assert screen == text
    many = [gap for seed in range(60) for gap, _ in keys("aaaa bbbb cccc dddd", str(seed))]
    starts = [many[n] for n in range(len(many)) if n % 19 in (5, 10, 15)]
    inside = [many[n] for n in range(len(many)) if n % 19 in (2, 7, 12)]
    assert sum(starts) / len(starts) > 1.5 * sum(inside) / len(inside)
    assert sum(gap for gap, _ in keys("x" * 400, "a")) <= 4.3


@given(
    st.lists(st.integers(0, 290), min_size=3, max_size=3).map(sorted),
    st.integers(30, 300),
    st.sampled_from([24, 30]),
)
@settings(max_examples=60, deadline=None)
def test_in_a_film_each_line_begins_at_its_beat_and_all_of_it_happens(beats: list[int], frames: int, fps: int) -> None:
    play = of_script(parse("run: first command\noutput: one\nwait: 2\nrun: second\noutput: two\ntype: third"), "s")
    there = in_scene(play, beats, frames, fps)
    assert there.seconds == frames / fps
    times = [act.at for act in there.acts]
    assert times == sorted(times)
    assert times[-1] <= there.seconds
    for beat, at in zip(beats, there.typed, strict=True):
        if beat / fps < there.seconds * 0.5:
            assert at == pytest.approx(beat / fps, abs=1.5 / fps) or at > beat / fps
    assert Stage(there, 40, 10).end().text() == Stage(play, 40, 10).end().text()


def test_a_line_whose_next_beat_comes_early_hurries_and_one_with_time_does_not() -> None:
    play = of_script(parse("run: a long command that takes a while\nrun: next\n"), "s")
    calm, hurried = (in_scene(play, beats, 300, 30) for beats in ((10, 200), (10, 30)))
    assert calm.typed == pytest.approx((10 / 30, 200 / 30))
    assert hurried.typed == pytest.approx((10 / 30, 1.0))
    entered = [next(act.at for act in p.acts if act.text == "\r\n") for p in (calm, hurried)]
    assert entered[0] - 10 / 30 == pytest.approx(play.acts[-1].at * 0 + 2.9, abs=1.2)
    assert entered[1] < 1.0


def test_a_pane_that_still_runs_something_has_no_prompt() -> None:
    play = of_script(
        parse("run: serve\noutput: up\nsplit: right\nrun: call\noutput: ok\npane: 1\noutput: served\nrun: q"), "s"
    )
    shot = Stage(play, 41, 8).end()
    left = [line[:20].rstrip() for line in shot.text().split("\n")]
    assert left[:4] == ["$ serve", "up", "served", "$ q"]
    assert "".join(cell.data for cell in shot.rows[0][20:22]) == "│$"
