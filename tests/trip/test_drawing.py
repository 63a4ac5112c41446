"""Drawing on the command line: what would be drawn again, fast looks, timelines of other programs, other forms."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ytempire.media import ffmpeg

pytestmark = pytest.mark.slow
TINY = ("--channel", "tiny")


def film_of(finished: Any) -> tuple[str, ...]:
    return (*TINY, "--video", finished.folder.name)


def edit(finished: Any, old: str, new: str) -> None:
    file = finished.folder / "script.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_explain_keeps_every_piece_of_a_finished_film(finished):
    found = finished("render", *film_of(finished), "--explain", "--json").document
    assert found["draws"] == 0
    assert found["kept"] == len(found["pieces"]) > 2
    assert {piece["why"] for piece in found["pieces"]} == {"it is remembered"}


def test_explain_names_the_edited_scene_and_what_changed_in_it_and_draws_nothing(finished):
    before = (finished.folder / "video.mp4").read_bytes()
    edit(finished, "hears its supper", "hears its small supper")
    found = finished("render", *film_of(finished), "--explain", "--json").document
    again = [piece for piece in found["pieces"] if piece["draws"]]
    assert 1 <= len(again) < len(found["pieces"])
    assert all("s03" in piece["scene"] for piece in again)
    assert "its words" in again[-1]["why"]
    assert (finished.folder / "video.mp4").read_bytes() == before
    shown = finished("render", *film_of(finished), "--explain").out
    assert f"{len(again)} of {len(found['pieces'])} would be drawn" in shown


def test_a_preview_is_small_and_has_a_contact_sheet_and_leaves_the_film_alone(finished):
    before = (finished.folder / "video.mp4").read_bytes()
    found = finished("render", *film_of(finished), "--preview", "--json").document
    seen = ffmpeg.probe(Path(found["preview"]))
    assert (seen.width, seen.height) == (270, 480)
    assert seen.audio
    whole = ffmpeg.probe(finished.folder / "video.mp4")
    assert seen.frames == whole.frames
    assert Path(found["sheet"]).read_bytes()[:3] == b"\xff\xd8\xff"
    assert (finished.folder / "video.mp4").read_bytes() == before


def test_print_cmd_shows_commands_that_can_be_read_and_none_when_nothing_is_drawn(finished):
    still = finished("render", *film_of(finished), "--print-cmd")
    assert "libx264" not in still.err
    drawn = finished("render", *film_of(finished), "--redo", "render", "--print-cmd")
    lines = [line for line in drawn.err.splitlines() if line.startswith("(cd ")]
    assert any("libx264" in line and "pipe:0" in line for line in lines)
    assert all(line.endswith(")") for line in lines)


def test_a_timeline_of_another_program_is_drawn_with_the_files_beside_it(finished, tmp_path):
    place = tmp_path / "it's mine"
    (place / "takes").mkdir(parents=True)
    audio = json.loads((finished.folder / "timeline.json").read_text("utf-8"))["cuts"][0]["clips"][0]
    blob = audio["audio"]
    take = finished.path / "cache" / "blobs" / blob["digest"][:2] / f"{blob['digest']}{blob['suffix']}"
    shutil.copyfile(take, place / "takes" / "one.wav")
    timeline = {
        "width": 480, "height": 270, "theme": "paper", "captions": "none",
        "cuts": [
            {"id": "a", "frames": 60, "visual": {"kind": "title", "headline": "Two scenes"},
             "clips": [{"start": 3, "audio": {"path": "takes/one.wav"}, "ms": audio["ms"]}]},
            {"id": "b", "frames": 45, "visual": {"kind": "counter", "value": 7, "shown": "7", "label": "owls"}},
        ],
        "joins": [{"kind": "dissolve", "frames": 10}],
    }  # fmt: skip
    file = place / "two.timeline.json"
    file.write_text(json.dumps(timeline), "utf-8")
    said = finished("render", "--timeline", str(file), "--json")
    found = said.document
    assert found["video"] == str(place / "two.mp4")
    assert ffmpeg.probe(place / "two.mp4").frames == 105
    again = finished("render", "--timeline", str(file))
    assert again.code == 2
    assert "is there already" in again.err
    forced = finished("render", "--timeline", str(file), "--force", "--print-cmd")
    assert forced.code == 0
    assert "libx264" not in forced.err


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"fps": "fast"}, "t.json:", "fps"),
        ({"colour": "red"}, "t.json:", "colour"),
        ({"cuts": []}, "t.json:", "cuts"),
        ({"bed": {"file": {"path": "../secret.wav"}}}, "t.json", "outside"),
        ({"bed": {"file": {"path": "no.wav"}}}, "t.json", "not there"),
    ],
)
def test_a_bad_timeline_is_refused_with_its_place(home, tmp_path, change, where, what):
    good = {
        "width": 480,
        "height": 270,
        "cuts": [{"id": "a", "frames": 9, "visual": {"kind": "title", "headline": "A"}}],
    }
    (tmp_path / "secret.wav").write_bytes(b"RIFF")
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "t.json"
    file.write_text(json.dumps({**good, **change}, indent=1), "utf-8")
    said = home("render", "--timeline", str(file))
    assert said.code == 2
    assert where in said.err
    assert what in said.err


def test_a_timeline_that_is_no_json_is_refused_with_its_line(home, tmp_path):
    file = tmp_path / "t.json"
    file.write_text('{\n "width": 480,\n "height" 270\n}', "utf-8")
    said = home("render", "--timeline", str(file))
    assert said.code == 2
    assert "t.json:3" in said.err


def test_options_that_do_not_go_together_are_refused(home):
    for args in (("render",), ("render", *TINY, "--out", "x.mp4"), ("render", *TINY, "--explain", "--preview")):
        said = home(*args)
        assert said.code == 2
        assert "--" in said.err


def test_a_square_export_is_laid_out_again_and_sounds_the_same(finished, tmp_path):
    found = finished(
        "export", finished.folder.name, "--aspect", "1:1", "--to", str(tmp_path / "out"), "--json"
    ).document
    file = Path(found["exports"][0]["file"])
    seen, master = ffmpeg.probe(file), ffmpeg.probe(finished.folder / "video.mp4")
    assert (seen.width, seen.height, seen.frames) == (1080, 1080, master.frames)
    assert loudness(file) == pytest.approx(loudness(finished.folder / "video.mp4"), abs=0.1)


def test_the_shape_that_the_film_has_is_handed_out_as_it_is(finished):
    found = finished("export", str(finished.folder / "video.mp4"), "--preset", "shorts", "--json").document
    assert Path(found["exports"][0]["file"]).read_bytes() == (finished.folder / "video.mp4").read_bytes()


def test_a_podcast_an_archive_and_a_gif_are_made_of_the_finished_film(finished, tmp_path):
    wish = ("--preset", "podcast-audio", "--preset", "archive", "--preset", "gif", "--seconds", "1")
    found = finished("export", finished.folder.name, *wish, "--to", str(tmp_path), "--json").document
    sound, archive, gif = (Path(e["file"]) for e in found["exports"])
    assert loudness(sound) == pytest.approx(-16, abs=0.5)
    told = subprocess.run([ffmpeg.tool().path, "-i", archive], capture_output=True, text=True, check=False).stderr
    assert "Subtitle: subrip" in told
    assert "script.md" in told
    assert "timeline.json" in told
    assert gif.read_bytes()[:6] == b"GIF89a"
    once_more = finished("export", finished.folder.name, "--preset", "gif", "--to", str(tmp_path))
    assert once_more.code == 2
    assert "is there already" in once_more.err


def test_what_cannot_be_exported_is_said_before_anything_is_made(home):
    for args, what in (
        (("export", "nothing"), "which form"),
        (("export", "nothing", "--preset", "shorts"), "no such film"),
        (("export", "nothing", "--preset", "short"), "Did you mean shorts"),
        (("export", "nothing", "--aspect", "4:3"), "no such shape"),
        (("export",), "which video"),
    ):
        said = home(*args)
        assert said.code == 2
        assert what in said.err


def loudness(file: Path) -> float:
    told = ffmpeg.run(["-i", str(file), "-af", "ebur128=framelog=verbose", "-f", "null", "-"]).stderr
    return float(told.rsplit("I:", 1)[1].split("LUFS")[0])
