"""A terminal drawn: letters that can be read, effects that repeat, frames from anywhere."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.blobs import Blobs
from ytempire.media.graphics.compose import compose
from ytempire.media.grounds import ground
from ytempire.media.terminal.draw import Painter, glass
from ytempire.media.terminal.effects import EFFECTS, lead, read
from ytempire.media.terminal.emulator import columns_of
from ytempire.media.terminal.glyphs import Glyphs, lacking
from ytempire.media.terminal.ground import from_file
from ytempire.media.terminal.place import SMALLEST, alone, fitted, room
from ytempire.media.terminal.play import of_script
from ytempire.media.terminal.schemes import READ, SCHEMES, readable, scheme
from ytempire.media.terminal.script import parse
from ytempire.media.terminal.shots import Stage
from ytempire.media.terminal.showing import Showing, check_letters, laid_out
from ytempire.media.themes import contrast, theme
from ytempire.media.zones import zones
from ytempire.models import Cut, Terminal

SCRIPT = "run: ls\noutput: |\n  \\e[32mone\\e[0m\n  two ✓ ─┼╬ █\nwait: 1\ntype: echo done\n"
SIZES = {"16:9": (480, 270), "9:16": (270, 480), "1:1": (270, 270)}


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PIL import Image

    file = tmp_path_factory.mktemp("p") / "owl.png"
    ramp = np.linspace(0, 255, 400, dtype=np.uint8)
    Image.fromarray(np.dstack([np.tile(ramp, (400, 1)), np.tile(ramp[:, None], (1, 400)), np.full((400, 400), 90)
                               .astype(np.uint8)])).save(file)  # fmt: skip
    return file


def showing(*effects: str, photo: Path | None = None, script: str = SCRIPT, **more: Any) -> tuple[Showing, float]:
    play = of_script(parse(script), "s")
    box, unit = alone(480, 270)
    wishes = read(effects)
    place = laid_out(play, box, "", False)
    pictures = {"owl.png": photo} if photo else {}
    return Showing(play, place, scheme("harbour"), "block", wishes, 30, "seed", pictures, **more), unit


def frames(shown: tuple[Showing, float], first: int, last: int) -> list[Any]:
    one, unit = shown
    return [(*(p.copy() for p in seen.glass), seen.shift) for seen in one.frames(first, last, unit)]


def same(a: Any, b: Any) -> bool:
    return a[3] == b[3] and all(np.array_equal(x, y) for x, y in zip(a[:3], b[:3], strict=True))


def named(name: str) -> str:
    return "ascii:owl.png" if name == "ascii" else name


@pytest.mark.parametrize("name", EFFECTS)
def test_each_effect_is_seen_and_is_the_same_each_time_and_from_any_frame(name: str, photo: Path) -> None:
    plain = frames(showing(), 0, 75)
    whole = frames(showing(named(name), photo=photo), 0, 75)
    assert not all(same(a, b) for a, b in zip(plain, whole, strict=True)), "it does something"
    for frame in (0, 31, 74):
        assert same(frames(showing(named(name), photo=photo), frame, frame + 1)[0], whole[frame])


def test_effects_go_together_in_a_list(photo: Path) -> None:
    names = ["ascii:owl.png:0.3", "matrix:0.4", "decrypt", "scanlines", "bloom:1", "curve"]
    both = frames(showing(*names, photo=photo), 60, 61)[0]
    assert not same(both, frames(showing(*names[:-1], photo=photo), 60, 61)[0])
    assert not same(both, frames(showing(*reversed(names), photo=photo), 60, 61)[0])
    assert lead(read(["boot:0", "ascii:x.png:1"])) == pytest.approx(2.8)


def test_wrong_effects_are_told_all_at_once() -> None:
    with pytest.raises(ConfigError) as told:
        read(["glich", "bloom:7", "ascii", "shake", "shake"], "here")
    found = [str(problem) for problem in told.value.problems]
    assert len(found) == 4
    assert "Did you mean glitch?" in found[0]
    assert "number from 0 to 1" in found[1]
    with pytest.raises(ConfigError, match="at most 6"):
        read(list(EFFECTS)[:7])


def test_rain_and_pictures_leave_the_text_alone(photo: Path) -> None:
    shown, unit = showing("matrix:0.7")
    plain = showing()[0]
    for frame in (40, 70, 120):
        shot = plain.letters(frame / 30)
        pane = shown.glass(unit)
        a = next(iter(shown.frames(frame, frame + 1, unit))).glass[0]
        b = next(iter(plain.frames(frame, frame + 1, unit))).glass[0]
        for y, row in enumerate(shot.rows):
            for x, cell in enumerate(row):
                if cell.data.strip():
                    left, top = pane.origin[0] + x * pane.cell, pane.origin[1] + y * pane.line
                    part = np.s_[top : top + pane.line, left : left + pane.cell]
                    assert np.array_equal(a[part], b[part])


def test_only_the_cells_that_change_are_drawn_again() -> None:
    shown, unit = showing()
    painter = Painter(shown.glass(unit), shown.scheme)
    stage = Stage(shown.play, shown.place.columns, shown.place.rows)
    counts = [painter.draw(stage.at(frame / 30)) for frame in range(60)]
    assert counts[0] == shown.place.columns * shown.place.rows + 1
    assert max(counts[1:]) <= 20
    assert counts.count(0) > 20


def test_frames_before_the_first_stand_and_after_the_last_go_on() -> None:
    early = frames(showing(), -3, 2)
    assert len(early) == 5
    assert same(early[0], early[3])
    assert len(frames(showing(), 4000, 4002)) == 2


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_of_a_scheme_can_be_read_on_its_ground(name: str) -> None:
    one = SCHEMES[name]
    for colour in (one.ink, one.cursor, *one.plain[1:], *one.bright):
        assert contrast(colour, one.ground) >= 4.5, colour
    assert contrast(one.faint, one.bar) >= 3.5
    assert len(SCHEMES) >= 6


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
@settings(max_examples=100, deadline=None)
def test_a_programs_own_colours_are_lifted_until_they_can_be_read(ink: int, ground_: int) -> None:
    a, b = f"#{ink:06x}", f"#{ground_:06x}"
    if a != b:
        assert contrast(readable(a, b), b) >= READ


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("captions", ["words", "keys", "none"])
def test_a_window_stands_in_its_zone_and_its_letters_are_large_enough(shape: str, captions: Any) -> None:
    width, height = (v * 4 for v in SIZES[shape])
    places = zones(width, height, captions)
    for title in ("", "What it says"):
        box = room(places, title)
        assert box.within(places.content)
        assert box.x1 <= places.edge(box.y1) + 0.5
        for longest, lines in ((10, 3), (70, 20), (300, 200)):
            from ytempire.media.terminal.place import suited

            place = suited(box, longest, lines)
            assert place.box.within(box)
            assert place.em >= SMALLEST
            assert place.columns * place.cell <= place.box.width
        with pytest.raises(ConfigError, match="Use at most"):
            fitted(box, (160, 50))
    cut = Cut(id="s", frames=90, visual=Terminal(script=SCRIPT, title="A title over it"), beats=(5, 40), count=3)
    composed = compose(cut, theme("midnight"), places, 30, captions)
    assert any(box.what == "window" for box in composed.boxes)


def test_a_recording_too_wide_for_the_frame_loses_only_what_it_never_used(tmp_path: Path) -> None:
    file = tmp_path / "wide.cast"
    file.write_text('{"version": 2, "width": 120, "height": 40}\n[0.1, "o", "short\\r\\nlines\\r\\n"]\n')
    play = from_file(file, "wide.cast", "s")
    place = laid_out(play, room(zones(1080, 1920, "keys")))
    assert (place.columns, place.rows) == (20, 4)
    file.write_text('{"version": 2, "width": 120, "height": 40}\n[0.1, "o", "' + "x" * 119 + '"]\n')
    with pytest.raises(ConfigError, match="can be read"):
        laid_out(from_file(file, "wide.cast", "s"), room(zones(1080, 1920, "keys")), "wide.cast")


@pytest.mark.parametrize("shape", SIZES)
def test_a_scene_gives_the_same_frames_from_anywhere_and_its_light_moves(shape: str, tmp_path: Path) -> None:
    width, height = SIZES[shape]
    look: Any = SimpleNamespace(width=width, height=height, fps=30, lut=None)
    cut = Cut(id="s", frames=60, visual=Terminal(script=SCRIPT, effects=("shake", "scanlines")), beats=(5, 40))
    moving = ground(cut, look, theme("paper"), zones(width, height), Blobs(tmp_path))
    whole = [[p.copy() for p in planes] for planes in moving.frames(0, 60)]
    assert [p.shape for p in whole[0]] == [(height, width), (height // 2, width // 2), (height // 2, width // 2)]
    for first in (0, 17, 59):
        planes = next(iter(moving.frames(first, first + 1)))
        assert all(np.array_equal(a, b) for a, b in zip(planes, whole[first], strict=True))
    assert len(list(moving.frames(-5, 3))) == 8
    assert not np.array_equal(whole[50][0], whole[58][0]), "nothing stands dead still"
    assert int(whole[30][0].min()) >= 14
    assert int(whole[30][0].max()) <= 240


@pytest.mark.parametrize(
    ("visual", "why"),
    [
        (Terminal(), "shows nothing"),
        (Terminal(script="run: x", file="x.cast"), "not both"),
        (Terminal(script="rum: x"), "Did you mean run"),
        (Terminal(script="run: x", effects=("blom",)), "Did you mean bloom"),
        (Terminal(script="run: x", scheme="ambr"), "Did you mean amber"),
        (Terminal(script="run: 梟"), "U+689F"),
        (Terminal(script="run: x", title="word " * 60), "title"),
    ],
)
def test_a_scene_that_cannot_be_shown_says_why(visual: Terminal, why: str) -> None:
    cut = Cut(id="s", frames=60, visual=visual)
    with pytest.raises(ConfigError) as told:
        compose(cut, theme("midnight"), zones(1920, 1080), 30)
    assert why.split("+")[0] in str(told.value)


def test_lines_meet_without_a_seam_and_signs_are_drawn() -> None:
    glyphs = Glyphs(20, 44)
    cross, heavy, round_ = (glyphs.mask(c, False, False, 1) for c in "┼╋╭")
    assert cross[:, 10].min() > 100
    assert cross[22, :].min() > 100
    assert heavy.sum() > 1.6 * cross.sum()
    assert round_[-1].max() > 100
    assert round_[22:, -1].max() > 100
    assert round_[0].max() == 0
    for char in "▀▄█▌▐░▒▓▖▞⠋⣿✓✗➜ЖΩé→":
        assert glyphs.mask(char, False, False, 1).max() > 40, char
    assert lacking("abc ┼ ✓ Ａ ⠋") == ""
    assert lacking("a梟🚀") == "梟🚀"
    assert glyphs.mask("Ａ", False, False, 2).shape == (44, 40)
    assert columns_of("Ａ") == 2
    assert not np.array_equal(glyphs.mask("a", True, False, 1), glyphs.mask("a", False, False, 1))
    assert not np.array_equal(glyphs.mask("a", False, True, 1), glyphs.mask("a", False, False, 1))


def test_letters_that_no_font_has_are_named_before_anything_is_drawn() -> None:
    with pytest.raises(ConfigError, match="U\\+1F680"):
        check_letters(of_script(parse("run: go 🚀"), "s"), (), "x.term")


@pytest.mark.parametrize("cursor", ["block", "bar", "underline", "none"])
def test_a_cursor_stands_where_the_next_letter_goes_and_blinks(cursor: Any) -> None:
    shown, unit = showing()
    pane = glass(shown.place, unit)
    painter = Painter(pane, shown.scheme, cursor)
    stage = Stage(shown.play, shown.place.columns, shown.place.rows)
    painter.draw(stage.at(0.0))
    left, top = pane.origin[0] + 2 * pane.cell, pane.origin[1]
    part = painter.planes[0][top : top + pane.line, left : left + pane.cell]
    assert (int(part.max()) > 120) == (cursor != "none")
    seen = {stage.at(60 + n / 30).cursor is None for n in range(40)}
    assert seen == {True, False}


@pytest.mark.slow
def test_a_terminal_costs_a_few_milliseconds_a_frame_and_not_more_than_its_paper_many_times_over() -> None:
    """Against the ground that it lies on, in the same process: figures of a machine would not hold on another."""
    look: Any = SimpleNamespace(width=1920, height=1080, fps=30, lut=None)
    cut = Cut(id="s", frames=120, visual=Terminal(script=SCRIPT), beats=(5, 60))
    moving: Any = ground(cut, look, theme("midnight"), zones(1920, 1080), Blobs(Path("unused")))

    def cost(one: Any) -> float:
        start = time.process_time()
        for _ in one.frames(0, 120):
            pass
        return time.process_time() - start

    assert cost(moving) < 6 * min(cost(moving.below) for _ in range(2))
