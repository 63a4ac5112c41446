"""An encoder that works when it is tried and fails at work: nothing that was finished is lost, and the film joins."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ytempire.contracts import Drawn, DrawScene, Join, Kit, Picturing
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Cut, Title
from ytempire.providers.film_ffmpeg import FfmpegFilm, header
from ytempire.providers.scene_ffmpeg import FfmpegScene

WRAPPER = """#!{python}
# An FFmpeg whose h264_nvenc is another encoder, and fails after so many segments as `good` says.
import os, pathlib, sys
args, here = sys.argv[1:], pathlib.Path(__file__).parent
if "h264_nvenc" in args:
    if args[-1] == "s.mp4":
        done = here / "done"
        count = int(done.read_text()) if done.exists() else 0
        done.write_text(str(count + 1))
        if count >= int((here / "good").read_text()):
            sys.exit("OpenEncodeSessionEx failed: out of memory (10)")
    at = args.index("-rc")
    del args[at : at + 6]
    at = args.index("h264_nvenc")
    args[at : at + 1] = ["libx264", "-profile:v", "baseline", "-preset", "ultrafast", "-refs", "3", "-crf", "14"]
os.execv({real!r}, ["ffmpeg", *args])
"""
LOOK = Picturing(width=480, height=270, fps=30, theme="midnight", captions="none")
LENGTHS = (9, 14, 6, 11)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One program for all tests, so that it is tried once."""
    made = tmp_path_factory.mktemp("bin") / "ffmpeg"
    made.write_text(WRAPPER.format(python=sys.executable, real=ffmpeg.tool().path))
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


@pytest.fixture
def breaking(program: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Our FFmpeg from now on is one whose h264_nvenc fails after so many segments."""

    def breaks(good: int) -> None:
        (program.parent / "good").write_text(str(good))
        (program.parent / "done").unlink(missing_ok=True)
        monkeypatch.setenv("YTEMPIRE_FFMPEG", str(program))

    return breaks


def draw(kit: Kit) -> list[Drawn]:
    scenes = FfmpegScene(FfmpegScene.Options(encoder="h264_nvenc"), kit)
    cuts = [
        Cut(id=f"s{n}", frames=frames, visual=Title(headline=f"Part {n}"), index=n, count=9, variant=n)
        for n, frames in enumerate(LENGTHS)
    ]
    return [scenes.answer(DrawScene(cut=cut, look=LOOK), "call") for cut in cuts]


def decoded(file: Path, folder: Path) -> bytes:
    ffmpeg.run(["-i", str(file), "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "gray", "out.gray"], cwd=folder)
    return (folder / "out.gray").read_bytes()


needs_nvenc = pytest.mark.skipif(
    os.name == "nt" or "h264_nvenc" not in ffmpeg.features().encoders, reason="an FFmpeg that knows h264_nvenc"
)


@needs_nvenc
@pytest.mark.parametrize(("good", "again"), [(2, 2), (1, 1), (3, 1)])
def test_a_film_begun_by_one_encoder_is_finished_by_another_and_shows_every_frame(
    kit: Kit, tmp_path: Path, breaking: Callable[[int], None], good: int, again: int
) -> None:
    import numpy as np

    breaking(good)
    drawn = draw(kit)
    assert [d.encoder for d in drawn] == ["h264_nvenc"] * good + ["libx264"] * (4 - good)
    assert len({header(kit.blobs.path(d.segment)) for d in drawn}) == 2
    sound = ["-f", "lavfi", "-i", "sine=duration=1.4:sample_rate=48000", "-ac", "2", "-c:a", "aac", "a.m4a"]
    ffmpeg.run(sound, cwd=tmp_path)
    audio = kit.blobs.take(tmp_path / "a.m4a")
    request = Join(segments=tuple(d.segment for d in drawn), frames=LENGTHS, fps=30, audio=audio)
    made = FfmpegFilm(FfmpegFilm.Options(), kit).answer(request, "call")
    assert (made.frames, made.encoded_again) == (sum(LENGTHS), again)
    film = np.frombuffer(decoded(kit.blobs.path(made.film), tmp_path), np.uint8).reshape(-1, 270, 480)
    parts = b"".join(decoded(kit.blobs.path(d.segment), tmp_path) for d in drawn)
    wanted = np.frombuffer(parts, np.uint8).reshape(-1, 270, 480)
    assert film.shape == wanted.shape
    assert np.abs(film.astype(int) - wanted.astype(int)).mean(axis=(1, 2)).max() < 0.8


@needs_nvenc
def test_an_encoder_that_is_faster_and_good_is_chosen_and_its_place_is_remembered(
    kit: Kit, tmp_path: Path, breaking: Callable[[int], None]
) -> None:
    breaking(99)
    memo = tmp_path / "cache" / "encoders.json"
    trials = {trial.encoder: trial for trial in ffmpeg.encoders(memo)}
    nvenc, ours = trials["h264_nvenc"], trials["libx264"]
    assert nvenc.good
    assert min(nvenc.fps, ours.fps, nvenc.at_a_time) > 0
    assert nvenc.likeness > 0.97
    best = ffmpeg.ranking(list(trials.values()))[0]
    cut = Cut(id="s", frames=3, visual=Title(headline="One"), count=2)
    auto = FfmpegScene(FfmpegScene.Options(), kit)
    assert auto.answer(DrawScene(cut=cut, look=LOOK), "call").encoder == best.encoder
    assert "h264_nvenc" in memo.read_text()


def test_what_is_wanted_lossless_is_exactly_what_is_drawn(kit: Kit, tmp_path: Path) -> None:
    scenes = FfmpegScene(FfmpegScene.Options(crf=34), kit)
    request = DrawScene(
        cut=Cut(id="s", frames=9, visual=Title(headline="One"), count=2), look=LOOK, first=4, last=7, lossless=True
    )
    scenes.keep_frames(request, tmp_path / "raw.yuv")
    file = kit.blobs.path(scenes.answer(request, "call").segment)
    ffmpeg.run(["-i", str(file), "-f", "rawvideo", "-pix_fmt", "yuv420p", "out.yuv"], cwd=tmp_path)
    assert (tmp_path / "out.yuv").read_bytes() == (tmp_path / "raw.yuv").read_bytes()
