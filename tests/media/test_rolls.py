"""Footage: each frame of the scene shows the moment of the clip that it should, upright, in the right colours."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ytempire.errors import ConfigError
from ytempire.media import clips, ffmpeg
from ytempire.media.rolls import SLOWEST, Footage, plan, tamed

SIZE = (160, 90)
PER_SECOND = 60.0  # how much brighter a clock grows in a second


def clock(file: Path, *more: str, rate: str = "30", seconds: float = 3, filters: str = "null") -> Path:
    """A clip whose brightness tells the time."""
    grey = f"nullsrc=s=160x120:r={rate}:d={seconds},geq=lum='40+{PER_SECOND}*T':cb=128:cr=128"
    ffmpeg.run(["-f", "lavfi", "-i", f"{grey},{filters}", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "8",
                "-pix_fmt", "yuv420p", "-color_range", "tv", *more, str(file)])  # fmt: skip
    return file


def footage(file: Path, frames: int, start: float = 0, speed: float = 1, fit: Any = "cover", **more: Any) -> Footage:
    clip = clips.look(file)
    return Footage(file, clip, plan(clip.seconds, start, speed, frames, 30), fit, *SIZE, 30, **more)


def times(one: Footage, first: int, last: int) -> list[float]:
    """The second of the clip that each frame shows."""
    return [(float(y[30:60, 60:100].mean()) - 40) / PER_SECOND for y, _, _ in one.frames(first, last)]


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clocks")
    clock(folder / "30.mp4")
    clock(folder / "24.mov", rate="24000/1001")
    clock(folder / "240.mp4", rate="240", seconds=1.5)
    clock(folder / "vfr.mkv", "-fps_mode", "vfr", rate="60", filters="select='if(lt(t,1),1,not(mod(n,11)))'")
    clock(folder / "late.mkv", "-output_ts_offset", "5")
    clock(folder / "t.mts", "-g", "40")
    clock(folder / "slow.webm", "-c:v", "libvpx", "-b:v", "1M", rate="10")
    return folder


@pytest.mark.parametrize(
    ("name", "off"),
    [("30.mp4", 0.03), ("24.mov", 0.06), ("240.mp4", 0.03), ("vfr.mkv", 0.2), ("late.mkv", 0.03), ("t.mts", 0.05),
     ("slow.webm", 0.11)],
)  # fmt: skip
def test_every_rate_becomes_the_films_own_at_the_right_moments(reel, name, off):
    one = footage(reel / name, 40)
    seen = times(one, 0, 40)
    wanted = [one.plan.at(k, 30) for k in range(40)]
    assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= off


@pytest.mark.parametrize(("start", "speed"), [(0.5, 1.0), (1.0, 2.0), (0.2, 0.5), (1.4, 1.0)])
def test_a_clip_begins_where_it_is_told_and_goes_as_fast(reel, start, speed):
    seen = times(footage(reel / "30.mp4", 20, start, speed), 0, 20)
    assert all(abs(t - (start + k / 30 * speed)) <= 0.04 for k, t in enumerate(seen))


@pytest.mark.parametrize("name", ["30.mp4", "24.mov", "vfr.mkv", "slow.webm"])
def test_any_part_of_a_scene_is_what_the_whole_has_there(reel, name):
    """A join asks for the end of a scene alone, and for what would have come before its beginning."""
    one = footage(reel / name, 80, start=0.3)
    whole = [y.copy() for y, _, _ in one.frames(-20, 95)]
    for first, last in ((-20, -12), (-3, 4), (50, 60), (75, 95), (88, 92)):
        part = [y.copy() for y, _, _ in one.frames(first, last)]
        assert len(part) == last - first
        for k, y in enumerate(part):
            assert np.array_equal(y, whole[first + 20 + k]), (first, last, k)


def test_before_its_beginning_the_first_picture_stands(reel):
    seen = times(footage(reel / "30.mp4", 40), -10, 3)
    assert seen[:11] == [seen[0]] * 11
    assert abs(seen[0]) < 0.03


def test_a_frame_may_be_painted_over_by_whoever_takes_it(reel):
    seen = []
    for y, _, _ in footage(reel / "30.mp4", 200).frames(-3, 200):
        seen.append(float(y.mean()))
        y[:] = 0
    assert min(seen) > 30


def test_a_clip_that_is_too_short_goes_slower_then_its_last_picture_comes_nearer(tmp_path):
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-c:v", "libx264", "-preset", "ultrafast",
                str(tmp_path / "s.mp4")])  # fmt: skip
    one = footage(tmp_path / "s.mp4", 90)
    assert one.plan.speed == SLOWEST
    assert 40 <= one.plan.stands <= 44
    made = [y.astype(int) for y, _, _ in one.frames(0, 90)]
    steps = [np.abs(b - a).mean() for a, b in itertools.pairwise(made[44:])]
    assert min(steps) > 0
    assert max(steps) < 6  # it comes nearer and does not jump
    assert footage(tmp_path / "s.mp4", 36).plan.speed == pytest.approx(0.81, abs=0.03)


@given(st.floats(0.1, 300), st.floats(0, 200), st.floats(0.1, 8), st.integers(1, 9000))
def test_a_plan_never_asks_for_more_than_there_is(seconds, start, speed, frames):
    if start >= seconds:
        with pytest.raises(ConfigError, match="the clip ends at"):
            plan(seconds, start, speed, frames, 30)
        return
    made = plan(seconds, start, speed, frames, 30)
    assert speed * SLOWEST - 1e-9 <= made.speed <= speed + 1e-9
    assert made.at(made.stands - 1, 30) < seconds
    if seconds - start >= frames / 30 * speed:
        assert made.speed == speed
        assert made.stands >= frames


# --- the picture ---


def corners(file: Path, *more: str, size: str = "320x180") -> Path:
    """A clip that is red at the upper left, and green, blue, white at the others."""
    w, h = map(int, size.split("x"))
    boxes = [(0, 0, "red"), (w // 2, 0, "lime"), (0, h // 2, "blue"), (w // 2, h // 2, "white")]
    drawn = ",".join(f"drawbox=x={x}:y={y}:w={w // 2}:h={h // 2}:c={c}:t=fill" for x, y, c in boxes)
    ffmpeg.run(["-f", "lavfi", "-i", f"color=black:s={size}:r=30:d=1,format=rgb24,{drawn}", "-c:v", "libx264",
                "-preset", "ultrafast", "-crf", "10", *more, str(file)])  # fmt: skip
    return file


def seen(one: Footage) -> Any:
    """The first frame in RGB."""
    import cv2

    y, u, v = next(one.frames(0, 1))
    flat = np.concatenate([p.ravel() for p in (y, u, v)]).reshape(SIZE[1] * 3 // 2, SIZE[0])
    rgb = cv2.cvtColor(flat, cv2.COLOR_YUV2RGB_I420).astype(int)
    return {name: tuple(rgb[y, x]) for name, (x, y) in
            {"upper left": (20, 12), "upper right": (140, 12), "lower left": (20, 78), "lower right": (140, 78),
             "left edge": (6, 45), "middle": (79, 30)}.items()}  # fmt: skip


def near(a: Any, b: tuple[int, int, int], off: int = 46) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= off


WRITTEN = ("-colorspace", "bt709", "-vf")
RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


@pytest.mark.parametrize(
    "more",
    [
        (*WRITTEN, "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-color_range", "tv"),
        (*WRITTEN, "scale=out_color_matrix=bt709:out_range=pc,format=yuv420p", "-color_range", "pc"),
        ("-vf", "scale=out_color_matrix=smpte170m:out_range=tv,format=yuv420p", "-colorspace", "smpte170m"),
        ("-vf", "scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le", "-colorspace", "bt2020nc"),
        ("-vf", "format=yuv444p",),
        ("-c:v", "libx264rgb"),
        ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "2"),
        ("-c:v", "prores_ks"),
    ],
    ids=["studio", "full", "bt601", "bt2020 10 bit", "444", "rgb", "mjpeg", "prores"],
)  # fmt: skip
def test_colours_come_as_they_were_whatever_they_were_written_in(tmp_path, more):
    got = seen(footage(corners(tmp_path / "c.mov", *more), 10))
    for name, colour in (("upper left", RED), ("upper right", LIME), ("lower left", BLUE), ("lower right", WHITE)):
        assert near(got[name], colour), (name, got)


def test_a_phones_upright_clip_stands_upright(tmp_path):
    corners(tmp_path / "flat.mp4", size="320x180")
    ffmpeg.run(["-display_rotation", "-90", "-i", str(tmp_path / "flat.mp4"), "-c", "copy", str(tmp_path / "up.mp4")])
    clip = clips.look(tmp_path / "up.mp4")
    assert (clip.width, clip.height) == (180, 320)
    got = seen(footage(tmp_path / "up.mp4", 10))  # turned to the right: what was at the lower left is at the top left
    assert near(got["upper left"], BLUE)
    assert near(got["upper right"], RED)
    assert near(got["lower right"], LIME)


def test_pixels_that_are_not_square_are_made_so(tmp_path):
    clip = clips.look(corners(tmp_path / "dv.mkv", "-vf", "scale=180:288,setsar=64/45,format=yuv420p"))
    assert (clip.width, clip.height) == (256, 288)
    assert clip.raw == (180, 288)


def test_what_a_contained_clip_does_not_fill_is_its_own_blur(tmp_path):
    corners(tmp_path / "tall.mp4", size="180x320")
    got = seen(footage(tmp_path / "tall.mp4", 10, fit="contain"))
    assert not near(got["left edge"], (0, 0, 0), 8)
    assert not near(got["left edge"], RED, 60)  # dimmer than the clip
    whole = footage(tmp_path / "tall.mp4", 10, fit="cover")
    assert near(seen(whole)["upper left"], RED)


def test_interlaced_clips_are_told_and_made_whole(tmp_path):
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc2=s=352x288:r=50:d=1", "-vf", "interlace", "-c:v", "mpeg2video", "-flags",
                "+ildct+ilme", "-b:v", "4M", str(tmp_path / "i.mpg")])  # fmt: skip
    one = footage(tmp_path / "i.mpg", 10)
    assert one.clip.interlaced
    assert one._filters(0, tmp_path)[0].startswith("bwdif")
    assert len(list(one.frames(0, 10))) == 10


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_a_bright_scenes_light_is_bent_and_not_cut(transfer):
    rows = [tuple(map(float, line.split())) for line in tamed(transfer).splitlines()[1:]]
    greys = [rows[k * (1 + 33 + 33 * 33)] for k in range(33)]
    assert greys[0] == (0, 0, 0)
    assert all(max(g) - min(g) < 0.02 for g in greys)
    levels = [g[0] for g in greys]
    assert levels == sorted(levels)
    assert len({round(v, 3) for v in levels[4:26]}) == 22
    white = levels[18 if transfer == "smpte2084" else 24]  # about 203 nits: paper
    assert 0.7 < white < 0.95


def test_hdr_is_told_by_its_curve_and_drawn(tmp_path):
    file = corners(tmp_path / "hdr.mp4", "-vf", "scale=out_color_matrix=bt2020,format=yuv420p10le", "-colorspace",
                   "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-x264-params",
                   "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc")  # fmt: skip
    one = footage(file, 10)
    assert one.clip.hdr
    assert min(seen(one)["lower right"]) > 200


def test_a_table_of_colours_grades_a_clip(tmp_path):
    rows = "\n".join(f"0 {g} {b}" for b in (0, 1) for g in (0, 1) for _ in (0, 1))
    (tmp_path / "no red.cube").write_text(f"LUT_3D_SIZE 2\n{rows}\n")
    got = seen(footage(corners(tmp_path / "c.mp4"), 10, lut=tmp_path / "no red.cube"))
    assert near(got["upper left"], (0, 0, 0))
    assert near(got["upper right"], LIME)
    assert near(got["lower right"], (0, 255, 255))
