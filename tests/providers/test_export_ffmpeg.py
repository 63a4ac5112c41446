"""Other forms of a finished film."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ytempire.contracts import Export, Kit
from ytempire.errors import StorageError
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Blob
from ytempire.providers.export_ffmpeg import FfmpegExport


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "it's scratch")


@pytest.fixture
def film(kit: Kit) -> Blob:
    picture, tone = "testsrc2=s=320x180:r=10:d=3", "sine=f=440:d=3:r=48000"
    args = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", tone, "-pix_fmt", "yuv420p", "-metadata", "title=A film"]
    ffmpeg.run([*args, "f.mp4"], cwd=kit.home)
    return kit.blobs.take(kit.home / "f.mp4")


def exported(kit: Kit, **wish: object) -> Path:
    reply = FfmpegExport(FfmpegExport.Options(), kit).answer(Export(**wish), "call")  # type: ignore[arg-type]
    return kit.blobs.path(reply.file)


def told(file: Path) -> str:
    return subprocess.run([ffmpeg.tool().path, "-i", file], capture_output=True, text=True, check=False).stderr


def loudness(file: Path) -> float:
    said = ffmpeg.run(["-i", str(file), "-af", "ebur128=framelog=verbose", "-f", "null", "-"]).stderr
    return float(said.rsplit("I:", 1)[1].split("LUFS")[0])


def test_a_podcast_is_the_sound_as_much_quieter_as_asked_with_its_cover(kit: Kit, film: Blob) -> None:
    cover = kit.home / "c.jpg"
    ffmpeg.run(["-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", "c.jpg"], cwd=kit.home)
    file = exported(kit, form="podcast", film=film, gain_db=-2.0, cover=kit.blobs.take(cover))
    assert loudness(file) == pytest.approx(loudness(kit.blobs.path(film)) - 2, abs=0.3)
    assert "attached pic" in told(file)
    assert "A film" in told(file)


def test_an_archive_encodes_nothing_again_and_holds_every_document(kit: Kit, film: Blob) -> None:
    captions = kit.blobs.put(b"1\n00:00:00,000 --> 00:00:01,000\nA word\n", ".srt")
    script = kit.blobs.put("# Words: ünïcode\n".encode(), ".md")
    file = exported(kit, form="archive", film=film, captions=captions, documents=(("script.md", script),))
    ffmpeg.run(["-dump_attachment:t:0", "out.md", "-i", str(file), "-t", "0.1", "-f", "null", "-"], cwd=kit.home)
    assert (kit.home / "out.md").read_text("utf-8") == "# Words: ünïcode\n"
    decoded = [
        ffmpeg.run(["-i", str(f), "-map", "0:v", "-f", "framemd5", str(kit.home / f"d{n}.txt")])
        and [line.split(",")[-1] for line in (kit.home / f"d{n}.txt").read_text().splitlines() if line[0] != "#"]
        for n, f in enumerate((file, kit.blobs.path(film)))
    ]
    assert decoded[0] == decoded[1]
    assert "subrip" in told(file)


def test_a_gif_is_as_wide_and_long_as_asked(kit: Kit, film: Blob) -> None:
    file = exported(kit, form="gif", film=film, start=1.0, seconds=1.0, width=160)
    said = told(file)
    assert "160x90" in said
    assert "Duration: 00:00:01.0" in said


def test_a_film_that_the_cache_lost_is_told(kit: Kit, film: Blob) -> None:
    kit.blobs.path(film).unlink()
    with pytest.raises(StorageError, match="not in the cache"):
        exported(kit, form="gif", film=film)
