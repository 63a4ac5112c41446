"""A good film passes; a broken one is caught, and the right scene is blamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ytempire.media import ffmpeg, inspect
from ytempire.models import Blob, Clip, Cue, CueWord, Cut, Measure, Rules, Timeline, Title

W, H = 320, 180
SMALL = Rules(least_pixels=H)
TAG = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
VOICE = Blob(digest="0" * 64, bytes=1, suffix=".wav")


def plan(seconds: tuple[float, ...] = (4, 4, 4), **more: object) -> Timeline:
    cuts = tuple(
        Cut(id=f"s{n}", role="r", title="t", frames=round(s * 30), visual=Title(headline="x"))
        for n, s in enumerate(seconds)
    )
    return Timeline.model_validate(
        {"width": W, "height": H, "theme": "midnight", "captions": "none", "cuts": cuts} | more
    )


def film(
    folder: Path, picture: str = "null", sound: str = "anull", *, seconds: float = 12, heard: float | None = None,
    tag: str = TAG, codec: str = "aac",
) -> Path:  # fmt: skip
    """A film of a moving picture and a levelled sound, with something done to it."""
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size={W}x{H}:rate=30", "-f", "lavfi",
         "-i", "anoisesrc=color=pink:seed=3:sample_rate=48000:duration=60", "-vf",
         f"trim=end_frame={round(seconds * 30)},{picture},{tag}", "-af",
         f"tremolo=f=2:d=0.5,volume=3.6dB,alimiter=limit=0.7:level=0,aformat=channel_layouts=stereo,{sound},"
         f"atrim=end={heard or seconds}",
         "-c:v", "libx264", "-preset", "ultrafast", "-c:a", codec, "x.mp4"],
        cwd=folder,
    )  # fmt: skip
    return folder / "x.mp4"


def failed(measures: tuple[Measure, ...]) -> dict[str, Measure]:
    return {m.check: m for m in measures if not m.passed}


def test_a_good_film_passes_every_rule(tmp_path):
    measures = inspect.measure(film(tmp_path), plan(), SMALL)
    assert failed(measures) == {}
    assert {"black", "frozen", "silence", "loudness", "true peak", "clipping", "decodes", "together"} <= {
        m.check for m in measures
    }
    assert all(m.value and m.rule for m in measures)


@pytest.mark.parametrize(
    ("picture", "sound", "check", "at", "scene"),
    [
        ("drawbox=t=fill:color=black:enable='between(t,5,6)'", "anull", "black", 5.0, "s1"),
        ("drawbox=t=fill:color=gray:enable='between(t,5,9.5)'", "anull", "frozen", 5.0, "s1"),
        ("null", "volume=0:enable='between(t,2,3.8)'", "silence", 2.0, "s0"),
        ("null", "volume=-3dB", "loudness", None, ""),
    ],
)
def test_what_is_wrong_is_seen_and_placed(tmp_path, picture, sound, check, at, scene):
    wrong = failed(inspect.measure(film(tmp_path, picture, sound), plan(), SMALL))
    assert check in wrong
    assert wrong[check].scene == scene
    assert wrong[check].at == (pytest.approx(at, abs=0.15) if at is not None else None)


def test_clipped_sound_is_caught(tmp_path):
    wrong = failed(inspect.measure(film(tmp_path, sound="volume=30dB", codec="alac"), plan(), SMALL))
    assert {"clipping", "true peak", "loudness"} <= set(wrong)


def test_the_first_and_last_half_second_may_be_black(tmp_path):
    black = "drawbox=t=fill:color=black:enable='lt(t,0.5)+gte(t,11.5)'"
    assert "black" not in failed(inspect.measure(film(tmp_path, black), plan(), SMALL))


def test_a_film_that_ends_black_and_silent_is_caught_though_neither_ends(tmp_path):
    made = film(tmp_path, "drawbox=t=fill:color=black:enable='gt(t,7)'", "volume=0:enable='gt(t,9)'")
    wrong = failed(inspect.measure(made, plan(), SMALL))
    assert {"black", "silence", "frozen"} <= set(wrong)
    assert wrong["silence"].scene == "s2"


def test_wrong_lengths_are_caught(tmp_path):
    made = film(tmp_path, seconds=6)
    assert {"picture length", "sound length"} <= set(failed(inspect.measure(made, plan(), SMALL)))
    made = film(tmp_path, seconds=12, heard=11.7)
    assert set(failed(inspect.measure(made, plan(), SMALL))) == {"together"}


def test_the_wrong_kind_of_film_is_caught(tmp_path):
    made = film(tmp_path, tag="fps=25,scale=160:90,format=yuv444p")
    assert {"size", "rate", "picture"} <= set(failed(inspect.measure(made, plan(), SMALL)))
    ffmpeg.run(["-i", "x.mp4", "-an", "-c", "copy", "mute.mp4"], cwd=tmp_path)
    assert set(failed(inspect.measure(tmp_path / "mute.mp4", plan(), SMALL))) == {"streams"}


def test_damaged_bytes_are_caught(tmp_path):
    made = film(tmp_path)
    data = bytearray(made.read_bytes())
    third = len(data) // 3
    data[third : third + 4000] = bytes(4000)
    made.write_bytes(data)
    assert "decodes" in failed(inspect.measure(made, plan(), SMALL))


@pytest.mark.parametrize("keep", [0, 100, 0.5])
def test_half_a_file_is_no_film(tmp_path, keep):
    made = film(tmp_path)
    data = made.read_bytes()
    made.write_bytes(data[: int(keep * len(data)) if isinstance(keep, float) else keep])
    assert failed(inspect.measure(made, plan(), SMALL))


# --- captions -------------------------------------------------------------------------------------


def cue(start: int, end: int, text: str = "a few plain words", lines: tuple[int, ...] = ()) -> Cue:
    words = text.split()
    step = max(1, (end - start) // max(1, len(words)))
    return Cue(start=start, end=end, lines=lines, words=tuple(
        CueWord(text=word, start=start + n * step, end=start + (n + 1) * step) for n, word in enumerate(words)
    ))  # fmt: skip


def told(*cues: Cue, ms: int = 3000, **more: object) -> dict[str, Measure]:
    timeline = plan((4, 4), captions="keys")
    cut = timeline.cuts[1].model_copy(update={"speech": cues, "clips": (Clip(start=10, audio=VOICE, ms=ms),)} | more)
    timeline = timeline.model_copy(update={"cuts": (timeline.cuts[0], cut)})
    return failed(tuple(inspect.captions(timeline)))


def test_captions_that_cover_the_speech_pass():
    assert told(cue(10, 50), cue(52, 98)) == {}


def test_a_sentence_without_a_caption_is_caught():
    (wrong,) = told(cue(10, 40)).values()
    assert (wrong.check, wrong.scene, wrong.at) == ("captions cover", "s1", pytest.approx(4 + 10 / 30, abs=0.01))


@pytest.mark.parametrize(
    ("cues", "says"),
    [
        ((cue(10, 50), cue(49, 100)), "runs into the next"),
        ((cue(10, 50), cue(60, 60), cue(60, 100)), "for no time"),
        ((cue(10, 130),), "over its scene"),
        ((cue(10, 100, "one two three", (1, 1, 1)),), "has 3 lines"),
        ((cue(10, 100, " ".join(["characters"] * 6)),), "line of 65 characters"),
        ((cue(10, 18), cue(18, 100)), "is gone in 0.27 s"),
    ],
)
def test_a_cue_that_cannot_be_read_is_caught(cues, says):
    wrong = told(*cues)["captions"]
    assert says in wrong.value
    assert wrong.scene == "s1"


def test_burnt_cues_are_looked_at_too():
    burnt = (cue(10, 30, "key"), cue(20, 40, "words"))
    assert "runs into" in told(cue(10, 98), cues=burnt)["captions"].value


# --- reading --------------------------------------------------------------------------------------


def test_something_that_never_ended_lasts_until_the_end():
    seen = inspect.read("[x] silence_start: 5.5\n[f] lavfi.freezedetect.freeze_start: 7\n", 10.0)
    assert (seen.silent, seen.frozen) == (((5.5, 10.0),), ((7.0, 10.0),))


def test_not_a_number_is_not_a_loudness():
    seen = inspect.read("    I:         nan LUFS\n    Peak:       -inf dBFS\n", 1.0)
    assert seen.lufs is None
    assert seen.peak_db == float("-inf")


SAID = (
    "silence_start: 1", "silence_end: 2.5 | silence_duration: 1.5", "silence_start: -0.01", "\x00",
    "lavfi.freezedetect.freeze_start: 1", "lavfi.freezedetect.freeze_end: 3", "    I: -14.0 LUFS",
    "black_start:1 black_end:2 black_duration:1", "black_start:x black_end:", "Flat factor: 1e9",
)  # fmt: skip


@given(st.lists(st.sampled_from(SAID), max_size=12), st.text(max_size=60))
def test_reading_never_fails_and_spans_are_spans(lines, noise):
    seen = inspect.read("\n".join([*lines, noise]), 60.0)
    assert all(a <= b for a, b in (*seen.silent, *seen.frozen))
