"""Films with a fault made on purpose: each is found, in the right scene, at the right time, and has its picture."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ytempire.media import ffmpeg, inspect
from ytempire.media.blobs import Blobs
from ytempire.media.inspect.laid import outside
from ytempire.media.inspect.likeness import ssim
from ytempire.media.inspect.voices import pitch
from ytempire.media.zones import Box, zones
from ytempire.models import (
    Blob,
    Clip,
    Cue,
    CueWord,
    Cut,
    Measure,
    Picture,
    Roll,
    Rules,
    Statement,
    Timeline,
    Title,
    Visual,
)

W, H, FPS = 480, 270, 30
SMALL = Rules(least_pixels=H)
TAG = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
RATE = 16_000
WORDS = (4, 11, 17, 26, 31, 40, 46, 56)  # frames at which a word of a scene begins
TEXT = "One small wing is quieter than a breath."


def voice(pitch: float = 120.0, level: float = 0.3, rate: int = RATE, seconds: float = 2.4) -> bytes:
    """A voice that says a tone for each word, as a WAV."""
    t = np.arange(round(rate * seconds)) / rate
    sound = np.zeros(len(t))
    for start, end in zip(WORDS, (*WORDS[1:], 64), strict=True):
        a, b = (start - WORDS[0]) / FPS, (end - WORDS[0]) / FPS - 0.05
        inside = (t >= a) & (t < b)
        shape = np.clip(np.minimum((t - a) / 0.02, (b - t) / 0.06), 0, 1)
        sound += inside * shape * sum(np.sin(2 * np.pi * pitch * n * t) / n for n in range(1, 14))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(sound * level, -1, 1) * 32_000).astype("<i2").tobytes())
    return out.getvalue()


def spoken(scene: int, blobs: Blobs, visual: Visual | None = None, late: int = 0, **tone: float) -> Cut:
    """A scene of three seconds with one sentence, whose captions may come too late."""
    take = blobs.put(voice(**tone), ".wav")  # type: ignore[arg-type]
    ends = (*WORDS[1:], 64)
    words = tuple(
        CueWord(text=text, start=8 + a + late, end=8 + b + late)
        for text, a, b in zip(TEXT.split(), WORDS, ends, strict=True)
    )
    cue = Cue(start=words[0].start, end=words[-1].end, words=words)
    return Cut(
        id=f"s{scene}", title=f"Scene {scene}", frames=90, visual=visual or Title(headline=f"Number {scene}"),
        speech=(cue,), clips=(Clip(start=8 + WORDS[0], audio=take, ms=2400),),
    )  # fmt: skip


def plan(*cuts: Cut, **more: object) -> Timeline:
    found = {"width": W, "height": H, "captions": "keys", "cuts": cuts} | more
    return Timeline.model_validate(found)


def made(folder: Path, timeline: Timeline, blobs: Blobs, quality: int = 20) -> Path:
    """The film of a timeline: a moving picture, and its takes where it has them, over a faint noise."""
    seconds = timeline.frames / FPS
    args, mixed, begin = [], "[1:a]", 0
    for clip in (c for cut in timeline.cuts for c in cut.clips):
        args += ["-i", str(blobs.path(clip.audio).resolve())]
    delays, n = [], 2
    for cut in timeline.cuts:
        for clip in cut.clips:
            ms = round((begin + clip.start) * 1000 / FPS)
            delays.append(f"[{n}:a]aresample=48000,adelay={ms}|{ms}[a{n}]")
            mixed += f"[a{n}]"
            n += 1
        begin += cut.frames
    graph = ";".join(
        [*delays, f"{mixed}amix=inputs={n - 1}:normalize=0:duration=first,aformat=channel_layouts=stereo,"
                  f"alimiter=limit=0.8:level=0[out]", f"[0:v]{TAG}[v]"]
    )  # fmt: skip
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size={W}x{H}:rate={FPS}:duration={seconds}", "-f", "lavfi", "-i",
         f"anoisesrc=color=pink:seed=3:sample_rate=48000:amplitude=0.01:duration={seconds}", *args,
         "-filter_complex", graph, "-map", "[v]", "-map", "[out]", "-c:v", "libx264", "-preset", "ultrafast", "-crf",
         str(quality), "-c:a", "aac", "-ar", "48000", "film.mp4"],
        cwd=folder,
    )  # fmt: skip
    return folder / "film.mp4"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


def failed(measures: tuple[Measure, ...]) -> dict[str, Measure]:
    return {m.check: m for m in measures if not m.passed}


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


# --- pictures seen before -------------------------------------------------------------------------

OWL, FOX = (Blob(digest=d * 64, bytes=9, suffix=".jpg") for d in "ab")


def shown(scene: int, blob: Blob, name: str, visual: Visual | None = None, plain: bool = False) -> Cut:
    return Cut(id=f"s{scene}", frames=60, visual=visual or Picture(file=name), files={name: blob}, plain=plain)


def laid(timeline: Timeline, rules: Rules = SMALL, used: tuple[str, ...] = ()) -> dict[str, Measure]:
    from ytempire.media.inspect.laid import repetition

    placed, begin = [], 0
    for cut in timeline.cuts:
        placed.append(inspect.rows.Placed(cut, begin))
        begin += cut.frames
    return failed(tuple(repetition(placed, timeline, rules, used)))


def test_a_picture_twice_is_found_even_under_another_name():
    twice = laid(plan(shown(0, OWL, "owl.jpg"), shown(1, FOX, "fox.jpg"), shown(2, OWL, "same owl.jpg")))
    assert (twice["repetition"].scene, twice["repetition"].at) == ("s2", 4.0)
    assert "scene s0" in twice["repetition"].value
    assert not twice["repetition"].warning
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg")))["repetition"].warning  # as the script asks
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg")), Rules(repeats=1)) == {}
    assert laid(plan(shown(0, OWL, "a.jpg"), shown(1, OWL, "a.jpg", plain=True))) == {}


def test_a_picture_of_the_last_films_is_found():
    wrong = laid(plan(shown(0, OWL, "owl.jpg"), shown(1, FOX, "fox.jpg")), used=(FOX.digest,))
    assert list(wrong) == ["seen before"]
    assert wrong["seen before"].scene == "s1"


@given(st.floats(0, 30), st.floats(0, 30))
def test_two_parts_of_a_clip_count_as_one_only_where_they_meet(first, second):
    cuts = [shown(n, OWL, "x.mp4", Roll(file="x.mp4", start=at)) for n, at in enumerate((first, second))]
    assert ("repetition" in laid(plan(*cuts))) == (2 - abs(first - second) > 0.5)


# --- likeness -------------------------------------------------------------------------------------


def lossless(folder: Path, first: int, frames: int = 3) -> Path:
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size={W}x{H}:rate={FPS}", "-vf",
         f"select=gte(n\\,{first}),{TAG}", "-frames:v", str(frames), "-fps_mode", "passthrough", "-c:v", "libx264",
         "-qp", "0", f"{first}.mp4"],
        cwd=folder,
    )  # fmt: skip
    return folder / f"{first}.mp4"


def test_frames_are_held_against_what_was_drawn(tmp_path, blobs):
    timeline = plan(*(Cut(id=f"s{n}", frames=45, visual=Title(headline="x")) for n in range(3)))
    samples = [inspect.Drawn(f"s{n}", n * 45 + 25, lossless(tmp_path, n * 45 + 25), 3) for n in range(3)]
    rules, more = SMALL, {"samples": samples, "keep": lambda data: blobs.put(data, ".jpg")}
    good = made(tmp_path, timeline, blobs, quality=18)
    assert "likeness" not in failed(inspect.measure(good, timeline, rules, **more))
    poor = failed(inspect.measure(made(tmp_path, timeline, blobs, quality=48), timeline, rules, **more))["likeness"]
    assert poor.scene == "s2"
    assert poor.value < "SSIM 0.93"
    assert poor.picture
    elsewhere = [inspect.Drawn("s1", 70, lossless(tmp_path, 25), 3)]  # another moment than the film has there
    made(tmp_path, timeline, blobs, quality=18)
    assert "likeness" in failed(inspect.measure(good, timeline, rules, samples=elsewhere))
    beyond = [inspect.Drawn("s2", 134, lossless(tmp_path, 25), 3)]
    assert "1 of 3 frames" in failed(inspect.measure(good, timeline, rules, samples=beyond))["likeness"].value


def test_likeness_is_one_for_the_same_and_falls_with_noise():
    dice = np.random.default_rng(1)
    still = dice.integers(0, 255, (90, 160), np.uint8)
    rough = np.clip(still + dice.normal(0, 40, still.shape), 0, 255).astype(np.uint8)
    assert ssim(still, still) == pytest.approx(1.0)
    assert ssim(still, rough) < 0.95


# --- letters and places ---------------------------------------------------------------------------


def test_a_letter_without_a_font_and_a_scene_without_room_are_told(tmp_path, blobs):
    cuts = (
        Cut(id="fine", frames=30, visual=Title(headline="Fine")),
        Cut(id="boxes", frames=30, visual=Title(headline="箱 first")),
        Cut(id="long", frames=30, visual=Statement(text="Word " * 120)),
    )
    wrong = failed(tuple(inspect.laid(plan(*cuts), SMALL)))
    assert (wrong["letters"].scene, wrong["letters"].timecode) == ("boxes", "00:01.00")
    assert "U+7BB1" in wrong["letters"].value
    assert wrong["layout"].scene in ("boxes", "long")


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080)])
def test_what_leaves_the_safe_area_is_found(size):
    zoned = zones(*size, "words")
    safe = zoned.safe
    inside = Box(safe.x0 + 5, safe.y0 + 5, safe.x0 + 300, safe.y0 + 90, "headline")
    low = Box(safe.x0, safe.y1 - 40, safe.x0 + 200, safe.y1 + 30, "support")
    caption = Box(300, zoned.caption.y0, 600, zoned.caption.y1, "caption")
    over = Box(320, zoned.caption.y0 - 40, 500, zoned.caption.y0 + 20, "bar")
    assert outside((inside, caption), zoned) == []
    assert [box for box, _ in outside((inside, low), zoned)] == [low]
    assert ("meets the captions") in [said for _, said in outside((caption, over), zoned)]


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
