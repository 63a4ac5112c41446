"""Any video measured from the command line, and thumbnails scored and laid out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ytempire.cli.main import main
from ytempire.media import ffmpeg


def said(capsys: Any, *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def film(tmp_path: Path) -> Path:
    tag = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=4", "-f", "lavfi", "-i",
         "anoisesrc=color=pink:seed=3:sample_rate=48000:duration=4", "-vf",
         f"drawbox=t=fill:color=black:enable='between(t,1,2.5)',{tag}", "-ac", "2", "-c:v", "libx264", "-preset",
         "ultrafast", "x.mp4"],
        cwd=tmp_path,
    )  # fmt: skip
    return tmp_path / "x.mp4"


def test_any_file_is_measured_and_a_fault_ends_with_5_and_leaves_its_picture(film, tmp_path, capsys):
    pictures = tmp_path / "faults"
    code, out, _ = said(capsys, "inspect", "--file", str(film), "--pictures", str(pictures))
    assert code == 5
    assert "black" in out
    assert "00:01.00" in out
    assert "failed:" in out
    assert (pictures / "black-00m01s00.jpg").stat().st_size > 1000


def test_the_same_as_one_document(film, capsys):
    code, out, _ = said(capsys, "inspect", "--file", str(film), "--json")
    found = json.loads(out)
    assert (code, found["passed"]) == (5, False)
    black = next(row for row in found["measures"] if row["check"] == "black")
    assert (black["passed"], black["at"], black["until"]) == (False, 1.0, pytest.approx(2.53, abs=0.05))


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Give --channel NAME, or any video with --file FILE"),
        (("--file", "nothing.mp4"), "there is no such file"),
        (("--file", "x.mp4", "--video", "y"), "--file measures one file as it is"),
        (("--channel", "x", "--pictures", "y"), "--pictures is for --file"),
    ],
)
def test_what_does_not_go_together_is_said(args, told, capsys):
    code, _, err = said(capsys, "inspect", *args)
    assert code == 2
    assert told in err


NO_FILMS = (b"", b"\x00" * 4000, b"#EXTM3U\nhttp://127.0.0.1:9/a.ts\n", b"RIFF\xff\xff\xff\xffAVI ")


@pytest.mark.parametrize("data", NO_FILMS)
def test_what_is_no_film_gets_a_clear_verdict(tmp_path, data, capsys):
    file = tmp_path / "film.mp4"
    file.write_bytes(data)
    code, out, _ = said(capsys, "inspect", "--file", str(file), "--json")
    (row,) = json.loads(out)["measures"]
    assert code == 5
    assert (row["check"], row["passed"]) == ("file", False)


def test_a_picture_is_scored_rule_by_rule_and_what_is_none_is_refused(tmp_path, capsys):
    from ytempire.media import thumbs
    from ytempire.media.themes import theme

    file = tmp_path / "thumb.jpg"
    file.write_bytes(thumbs.draw("Nobody heard it", theme("dusk"))[0])
    code, out, _ = said(capsys, "thumb", "score", str(file))
    assert code == 0
    assert "of 100" in out
    assert {"size", "subject", "clutter", "page", "phone"} <= {line.split()[0] for line in out.splitlines() if line}
    assert "Its words are not known" in out
    file.write_bytes(b"no picture")
    code, _, err = said(capsys, "thumb", "score", str(file))
    assert code == 2
    assert "not a picture" in err
    assert said(capsys, "thumb", "score")[0] == 2
