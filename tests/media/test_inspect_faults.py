"""Films with a fault made on purpose: each is found, in the right scene, at the right time, and has its picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from films_with_faults import FPS, SMALL, TAG, WORDS, H, W, blobs as blobs, failed, made, plan, spoken
from hypothesis import given, strategies as st

from ytempire.media import ffmpeg, inspect
from ytempire.media.blobs import Blobs
from ytempire.media.inspect.voices import pitch
from ytempire.models import Cut, Measure, Picture, Rules, Timeline, Title


def gauged(folder: Path, timeline: Timeline, blobs: Blobs, rules: Rules = SMALL, **more: object) -> dict[str, Measure]:
    """What is wrong with the film of a timeline, without its loudness: tones are no voice."""
    found = inspect.measure(made(folder, timeline, blobs), timeline, rules, find=blobs.path,
                            keep=lambda data: blobs.put(data, ".jpg"), **more)  # type: ignore[arg-type]  # fmt: skip
    return {name: row for name, row in failed(found).items() if name not in ("loudness", "true peak")}


# --- captions against the voice -------------------------------------------------------------------


def test_a_spoken_film_passes(tmp_path, blobs):
    assert gauged(tmp_path, plan(*(spoken(n, blobs) for n in range(3))), blobs) == {}


@pytest.mark.parametrize(("late", "said"), [(12, "late"), (-7, "early")])
def test_captions_of_one_scene_that_are_off_are_found_there_with_a_picture(tmp_path, blobs, late, said):
    cuts = [spoken(0, blobs), spoken(1, blobs, late=late), spoken(2, blobs)]
    wrong = gauged(tmp_path, plan(*cuts), blobs)["sync"]
    assert (wrong.scene, wrong.title) == ("s1", "Scene 1")
    assert said in wrong.value
    assert abs(int(wrong.value.split()[2]) - abs(late) * 1000 / FPS) < 60
    assert wrong.at == pytest.approx(3 + (8 + WORDS[0] + late) / FPS, abs=0.05)
    assert wrong.picture
    assert blobs.has(wrong.picture)


# --- voices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tone", "check"),
    [({"pitch": 180.0}, "voice pitch"), ({"level": 0.08}, "voice level"), ({"rate": 22_050}, "voice source")],
)
def test_a_take_that_is_unlike_its_speaker_is_named_with_its_scene(tmp_path, blobs, tone, check):
    cuts = [spoken(0, blobs), spoken(1, blobs), spoken(2, blobs, **tone), spoken(3, blobs)]
    wrong = gauged(tmp_path, plan(*cuts), blobs)
    assert set(wrong) == {check}
    assert (wrong[check].scene, wrong[check].timecode) == ("s2", "00:06.12")


@given(st.floats(80, 300), st.sampled_from([16_000, 22_050, 44_100]))
def test_the_pitch_of_a_voice_is_told_within_three_percent(hertz, rate):
    t = np.arange(rate // 2) / rate
    sound = sum(np.sin(2 * np.pi * hertz * n * t) / n for n in range(1, 10)).astype(np.float32) * 0.2
    assert pitch(sound, rate) == pytest.approx(hertz, rel=0.03)


# --- rules ----------------------------------------------------------------------------------------


def test_a_rule_that_only_warns_keeps_its_reason(tmp_path, blobs):
    timeline = plan(*(spoken(n, blobs, late=12) for n in range(2)))
    row = gauged(tmp_path, timeline, blobs, Rules(least_pixels=H, off=("sync",)))["sync"]
    assert row.warning
    assert not row.passed
    assert "late" in row.value


def test_a_picture_marked_as_still_may_stand(tmp_path):
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"color=gray:size={W}x{H}:rate=30:duration=7", "-f", "lavfi", "-i",
         "anoisesrc=seed=3:sample_rate=48000:amplitude=0.2:duration=7", "-vf", TAG, "-ac", "2", "-shortest", "x.mp4"],
        cwd=tmp_path,
    )  # fmt: skip
    for motion, found in (("still", False), ("in", True)):
        cut = Cut(id="s0", frames=210, visual=Picture(file="a.jpg", motion=motion))
        rows = inspect.measure(tmp_path / "x.mp4", plan(cut, captions="none"), SMALL)
        assert ("frozen" in failed(rows)) == found


def test_any_video_can_be_measured_without_a_plan(tmp_path, blobs):
    film = made(tmp_path, plan(Cut(id="s0", frames=60, visual=Title(headline="x"))), blobs)
    rows = inspect.measure(film)
    assert {"least size", "black", "loudness", "decodes"} <= {row.check for row in rows}
    assert not {"size", "picture length", "sync", "layout"} & {row.check for row in rows}
    assert failed(rows)["least size"].value == "480x270"


def test_a_playlist_that_calls_itself_a_film_is_refused_unread(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read this")
    film = tmp_path / "film.mp4"
    film.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n")
    (row,) = inspect.measure(film)
    assert (row.check, row.passed) == ("file", False)
    assert "do not read" not in row.value


@given(st.integers(0, 400_000), st.sampled_from([24, 25, 30, 60]))
def test_a_timecode_names_its_frame(frame, fps):
    told = inspect.timecode(frame / fps, fps)
    minutes, rest = told.split(":")
    seconds, part = rest.split(".")
    assert (int(minutes) * 60 + int(seconds)) * fps + int(part) == frame
