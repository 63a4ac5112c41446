"""The sound and the gauge as they are asked: by request, with blobs in and blobs out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import wave

import numpy as np
import pytest

from ytempire.contracts import Gauge, Join, Kit, Memory, Mix
from ytempire.errors import ConfigError
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Bed, Clip, Cut, Rules, Timeline, Title
from ytempire.providers.film_ffmpeg import FfmpegFilm
from ytempire.providers.gauge_ffmpeg import FfmpegGauge
from ytempire.providers.sound_ffmpeg import FfmpegSound


@pytest.fixture
def kit(tmp_path):
    return Kit(tmp_path, "x", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


def take(kit: Kit, seconds: float, pitch: float = 140) -> Clip:
    t = np.arange(int(22_050 * seconds)) / 22_050
    sound = sum(np.sin(2 * np.pi * pitch * n * t) / n for n in range(1, 12)) * (0.6 + 0.4 * np.sin(18 * t)) * 0.3
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes((np.clip(sound, -1, 1) * 32_000).astype("<i2").tobytes())
    return Clip(start=0, audio=kit.blobs.put(out.getvalue(), ".wav"), ms=round(seconds * 1000))


def at(clip: Clip, frame: int) -> Clip:
    return clip.model_copy(update={"start": frame})


def test_a_mix_tells_what_it_measured_and_leaves_nothing_behind(kit):
    clip = take(kit, 1.5)
    clips = (at(clip, 20), at(clip, 100))
    request = Mix(frames=240, fps=30, clips=clips, bed=Bed(mood="calm", seed=4), cut_frames=(0, 90))
    sound = FfmpegSound(FfmpegSound.Options(), kit)
    made = sound.answer(request, "call")
    assert made.lufs == pytest.approx(-14, abs=0.5)
    assert made.peak_db <= -1
    assert made == sound.answer(request, "call")
    assert ffmpeg.probe(kit.blobs.path(made.audio)).audio_seconds == pytest.approx(8.0, abs=0.03)
    assert list(kit.scratch.iterdir()) == []


def test_what_is_mixed_and_joined_passes_the_gauge(kit):
    clip = take(kit, 2.0)
    clips = (at(clip, 10), at(clip, 130))
    mixed = FfmpegSound(FfmpegSound.Options(), kit).answer(Mix(frames=240, fps=30, clips=clips, bed=Bed(seed=1)), "a")
    scenes = []
    for _ in range(2):
        picture = "testsrc2=size=320x180:rate=30"
        tag = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
        args = ["-f", "lavfi", "-i", picture, "-vf", tag, "-frames:v", "120", "-c:v", "libx264", "-preset", "ultrafast"]
        ffmpeg.run([*args, "s.mp4"], cwd=kit.home)
        scenes.append(kit.blobs.take(kit.home / "s.mp4"))
    request = Join(segments=tuple(scenes), frames=(120, 120), fps=30, audio=mixed.audio, title="Whole")
    film = FfmpegFilm(FfmpegFilm.Options(), kit).answer(request, "b").film
    cuts = tuple(Cut(id=f"s{n}", role="r", title="t", frames=120, visual=Title(headline="x")) for n in range(2))
    timeline = Timeline(width=320, height=180, theme="midnight", captions="none", cuts=cuts)
    gauge = FfmpegGauge(FfmpegGauge.Options(), kit)
    rules = Rules(least_pixels=180)
    measures = gauge.answer(Gauge(film=film, timeline=timeline, rules=rules), "c").measures
    assert [m for m in measures if not m.passed] == []
    longer = timeline.model_copy(update={"cuts": (*cuts, cuts[0])})
    asked = Gauge(film=film, timeline=longer, rules=rules)
    wrong = [m.check for m in gauge.answer(asked, "d").measures if not m.passed]
    assert wrong == ["picture length", "sound length"]


@pytest.mark.parametrize("kind", [FfmpegSound, FfmpegFilm, FfmpegGauge])
def test_each_is_remembered_by_its_code_and_the_build_of_ffmpeg(kit, kind):
    provider = kind(kind.Options(), kit)
    assert provider.memory is Memory.COMPUTED
    assert f"ytempire.providers.{kind.kind}_ffmpeg" in kind.code
    assert ffmpeg.tool().build in provider.version()
    assert provider.ready() is None


def test_without_an_ffmpeg_each_says_why_and_what_next(kit, tmp_path, monkeypatch):
    monkeypatch.setenv("YTEMPIRE_FFMPEG", str(tmp_path / "gone"))
    for kind in (FfmpegSound, FfmpegFilm, FfmpegGauge):
        why = kind(kind.Options(), kit).ready()
        assert why
        assert "unset YTEMPIRE_FFMPEG" in why or "Install FFmpeg" in why


def test_a_mood_that_does_not_exist_is_told(kit):
    with pytest.raises(ConfigError, match="not a mood"):
        FfmpegSound(FfmpegSound.Options(), kit).answer(Mix(frames=30, fps=30, clips=(), bed=Bed(mood="angry")), "a")


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(os, "geteuid"), reason="limits a file's size")
def test_a_full_disk_during_the_mix_loses_nothing_and_is_told(tmp_path):
    code = (
        "import resource, pathlib\nfrom ytempire.contracts import Kit, Mix\nfrom ytempire.errors import StorageError\n"
        "from ytempire.media.blobs import Blobs\nfrom ytempire.models import Bed\n"
        "from ytempire.providers.sound_ffmpeg import FfmpegSound\n"
        "home = pathlib.Path('.')\nkit = Kit(home, 'x', Blobs(home / 'blobs'), home / 'scratch')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n    FfmpegSound(FfmpegSound.Options(), kit).answer(Mix(frames=90, fps=30, clips=(), bed=Bed()), 'a')\n"
        "except StorageError as error:\n    print(error, '|', list(kit.scratch.iterdir()), (home / 'blobs').exists())\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True).stdout
    assert "run the same command again" in told
    assert told.endswith("| [] False\n")
