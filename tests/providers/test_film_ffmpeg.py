"""Joining: exact frames, no second encoding, and whatever a title holds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ytempire.contracts import Join, Kit
from ytempire.errors import Refused, StorageError
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Blob, Chapter
from ytempire.providers.film_ffmpeg import FfmpegFilm, about, escaped

TAG = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
FRAMES = (37, 60, 1, 44)


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Scenes and sounds, made once."""
    folder = tmp_path_factory.mktemp("parts")
    kit = Kit(folder, "x", Blobs(folder / "blobs"), folder / "scratch")

    def scene(frames: int, size: str = "320x180", hue: int = 0) -> Blob:
        args = ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=30", "-vf", f"hue=h={hue},{TAG}"]
        args += ["-frames:v", str(frames), "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2"]
        ffmpeg.run([*args, "s.mp4"], cwd=folder)
        return kit.blobs.take(folder / "s.mp4")

    def sound(seconds: float) -> Blob:
        args = ["-f", "lavfi", "-i", f"sine=duration={seconds}:sample_rate=48000", "-ac", "2", "-c:a", "aac", "a.m4a"]
        ffmpeg.run([*args[:-1], "-fflags", "+bitexact", args[-1]], cwd=folder)
        return kit.blobs.take(folder / "a.m4a")

    scenes = tuple(scene(n, hue=30 * i) for i, n in enumerate(FRAMES))
    return kit, scenes, scene(10, "160x90"), {s: sound(s) for s in (4.73, 3.0, 9.0)}


def rows(file: Path) -> list[list[str]]:
    return [line.split(",") for line in file.read_text().splitlines() if line[0] != "#"]


def join(parts, **more):
    kit, scenes, _, sounds = parts
    request = Join.model_validate({"segments": scenes, "frames": FRAMES, "fps": 30, "audio": sounds[4.73]} | more)
    return FfmpegFilm(FfmpegFilm.Options(), kit).answer(request, "call")


def test_every_frame_is_there_and_evenly_spaced(parts, tmp_path):
    made = join(parts)
    file = parts[0].blobs.path(made.film)
    assert (made.frames, made.seconds) == (142, 4.733)
    media = ffmpeg.probe(file)
    assert (media.frames, media.width, media.codec, media.color) == (142, 320, "h264", "bt709")
    ffmpeg.run(["-i", str(file), "-map", "0:v", "-c", "copy", "-f", "framecrc", "crc.txt"], cwd=tmp_path)
    shown = sorted(int(row[2]) for row in rows(tmp_path / "crc.txt"))
    assert [b - a for a, b in pairwise(shown)] == [512] * 141


def test_the_picture_is_not_encoded_again(parts, tmp_path):
    file = parts[0].blobs.path(join(parts).film)
    for name, source in (("a", file), ("b", parts[0].blobs.path(parts[1][1]))):
        ffmpeg.run(["-i", str(source), "-map", "0:v", "-f", "framemd5", f"{name}.txt"], cwd=tmp_path)
    sums = [[row[-1] for row in rows(tmp_path / f"{n}.txt")] for n in "ab"]
    assert sums[0][FRAMES[0] : FRAMES[0] + FRAMES[1]] == sums[1]


def test_a_player_can_start_before_the_end_has_come(parts):
    data = parts[0].blobs.path(join(parts).film).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("seconds", [3.0, 9.0])
def test_sound_of_another_length_is_brought_to_the_film(parts, seconds):
    file = parts[0].blobs.path(join(parts, audio=parts[3][seconds]).film)
    assert ffmpeg.probe(file).audio_seconds == pytest.approx(142 / 30, abs=0.03)


def test_the_same_join_is_the_same_bytes(parts):
    chapters = (Chapter(start=0, title="One"), Chapter(start=2, title="Two"))
    one = join(parts, title="A", chapters=chapters)
    assert one == join(parts, title="A", chapters=chapters)
    assert one != join(parts, title="B", chapters=chapters)


NASTY = 'He said: "a=b; #c\\d\'s"\n[CHAPTER]\nSTART=0; ünïcödé 🎬'


def test_a_title_and_chapters_survive_whatever_they_hold(parts, tmp_path):
    chapters = (Chapter(start=0, title=NASTY), Chapter(start=1.5, title="=;#"), Chapter(start=3, title="End"))
    file = parts[0].blobs.path(join(parts, title=NASTY, chapters=chapters).film)
    ffmpeg.run(["-i", str(file), "-f", "ffmetadata", "m.txt"], cwd=tmp_path)
    text = (tmp_path / "m.txt").read_text("utf-8")
    titles = [plain(t) for t in re.findall(r"^title=((?:[^\\\n]|\\.|\\\n)*)$", text, re.M)]
    assert titles == [NASTY, NASTY, "=;#", "End"]
    assert text.count("\n[CHAPTER]\nTIMEBASE") == 3


def plain(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value, flags=re.S)


@given(st.text(max_size=80))
def test_an_escaped_value_means_itself(value):
    kept = "".join(c for c in value.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    assert plain(escaped(value)) == kept
    assert not re.search(r"(?<!\\)(?:\\\\)*[=;#\n]", escaped(value))


@given(st.lists(st.floats(0, 100), max_size=6), st.text(max_size=20))
def test_chapters_never_run_backwards(starts, title):
    text = about(title, tuple(Chapter(start=s, title=title) for s in starts), 60.0)
    spans = re.findall(r"^START=(\d+)\nEND=(\d+)$", text, re.M)
    assert all(int(a) < int(b) <= 60_000 for a, b in spans)


def test_scenes_that_do_not_belong_together_are_refused(parts):
    with pytest.raises(Refused, match="scene 2 is not like scene 1: 160 where the first has 320"):
        join(parts, segments=(parts[1][0], parts[2]), frames=(37, 10))


def test_a_scene_of_the_wrong_length_is_refused_by_its_number(parts):
    with pytest.raises(Refused, match="scene 2 has 60 frames where 61 are planned"):
        join(parts, frames=(37, 61, 1, 44))
    with pytest.raises(Refused, match="cannot be joined"):
        join(parts, frames=(37,))


def test_a_scene_that_has_gone_from_the_cache_is_told(parts):
    gone = Blob(digest="1" * 64, bytes=5, suffix=".mp4")
    with pytest.raises(StorageError, match="not in the cache any more"):
        join(parts, segments=(gone,), frames=(10,))


def test_nothing_is_left_behind(parts):
    join(parts)
    assert list(Path(parts[0].scratch).iterdir()) == []
