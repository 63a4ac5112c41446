"""The trip, walked through the command line: made once, kept after that, and remade only where something changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import QUICK

pytestmark = pytest.mark.slow
STAGES = [
    "plan",
    "research",
    "script",
    "review",
    "voice",
    "timeline",
    "render",
    "inspect",
    "package",
    "upload",
    "report",
]
TINY = ("--channel", "tiny")


def states(document: dict) -> dict[str, str]:
    return {stage["name"]: stage["state"] for stage in document["stages"]}


def calls_made(home) -> int:
    return home("runs", "show", "1", "--json").document["calls"]["made"]


def test_a_run_prints_the_one_document_and_leaves_the_whole_folder(finished):
    said = finished("run", *TINY, "--video", finished.folder.name, "--json")
    found = said.document
    assert set(found) == {"run", "channel", "topic", "folder", "video", "seconds", "cost_usd", "calls", "stages",
                          "publication"}  # fmt: skip
    assert found["cost_usd"] == 0
    assert [stage["name"] for stage in found["stages"]] == STAGES
    names = {path.name for path in finished.folder.iterdir()}
    assert {"script.md", "topic.json", "narration.json", "timeline.json", "video.mp4", "inspection.json",
            "captions.srt", "upload", "report.json"} <= names  # fmt: skip
    assert {path.name for path in (finished.folder / "upload").iterdir()} == {
        "video.mp4", "thumbnail.jpg", "thumbnail-2.jpg", "thumbnail-3.jpg", "captions.srt", "title.txt",
        "description.txt", "tags.txt", "checklist.md",
    }  # fmt: skip


def test_the_same_command_again_keeps_everything_and_asks_nothing(finished):
    before = calls_made(finished)
    found = finished("render", *TINY, "--video", finished.folder.name, "--json").document
    assert set(states(found).values()) <= {"kept", "edited"}
    assert calls_made(finished) == before


def test_a_changed_sentence_speaks_one_take_and_draws_one_scene(finished):
    script = finished.folder / "script.md"
    text = script.read_text()
    script.write_text(text.replace("small pieces", "tiny pieces"))
    before = finished("runs", "show", "1", "--json").document["providers"]
    told = finished("render", *TINY, "--video", finished.folder.name, "--explain", "--json").document["pieces"]
    assert [piece["kind"] for piece in told if piece["draws"]] == ["scene"]
    found = finished("render", *TINY, "--video", finished.folder.name, "--json").document
    after = finished("runs", "show", "1", "--json").document["providers"]
    assert states(found)["script"] == "edited"

    def made(rows, kind):
        return sum(row["calls"] for row in rows if row["kind"] == kind and row["state"] == "made")

    assert made(after, "voice") - made(before, "voice") == 1
    assert made(after, "scene") - made(before, "scene") == 2  # it is a long one, in two parts
    assert script.read_text() == text.replace("small pieces", "tiny pieces")


def test_a_script_edited_into_nonsense_is_named_by_line_and_the_original_is_kept(finished):
    script = finished.folder / "script.md"
    text = script.read_text()
    script.write_text(text.replace("## payoff", "```visual\nkind: nonsense\n```\n## payoff"))
    said = finished("render", *TINY, "--video", finished.folder.name)
    assert said.code == 2
    assert "script.md:" in said.err
    script.unlink()
    assert finished("render", *TINY, "--video", finished.folder.name).code == 0
    assert script.read_text() == text


def test_deleting_a_document_brings_it_back(finished):
    path = finished.folder / "timeline.json"
    text = path.read_text()
    path.unlink()
    assert finished("render", *TINY, "--video", finished.folder.name).code == 0
    assert path.read_text() == text


def test_deleting_the_film_lays_it_down_again_without_drawing(finished):
    before = calls_made(finished)
    film = (finished.folder / "video.mp4").read_bytes()
    (finished.folder / "video.mp4").unlink()
    assert finished("render", *TINY, "--video", finished.folder.name).code == 0
    assert (finished.folder / "video.mp4").read_bytes() == film
    assert calls_made(finished) == before


def test_with_the_cache_deleted_a_finished_film_is_still_kept(finished):
    shutil.rmtree(finished.path / "cache")
    found = finished("render", *TINY, "--video", finished.folder.name, "--json").document
    assert "made" not in states(found).values()


def test_with_the_cache_deleted_an_edit_makes_what_it_needs_again(finished):
    shutil.rmtree(finished.path / "cache")
    script = finished.folder / "script.md"
    script.write_text(script.read_text().replace("small pieces", "tiny pieces"))
    said = finished("run", *TINY, "--video", finished.folder.name, "--json")
    assert said.code == 0, said.err
    assert states(said.document)["render"] == "made"


def test_a_truncated_blob_is_made_again(finished):
    for blob in (finished.path / "cache" / "blobs").rglob("*.wav"):
        blob.write_bytes(blob.read_bytes()[:50])
    script = finished.folder / "script.md"
    script.write_text(script.read_text().replace("small pieces", "tiny pieces"))
    said = finished("run", *TINY, "--video", finished.folder.name, "--json")
    assert said.code == 0, said.err


def test_changing_the_theme_draws_again_and_speaks_nothing(finished):
    channel = finished.path / "channels" / "tiny.yaml"
    channel.write_text(channel.read_text().replace("theme: dusk", "theme: paper"))
    found = states(finished("render", *TINY, "--video", finished.folder.name, "--json").document)
    assert found["voice"] == "kept"
    assert found["timeline"] == found["render"] == "made"


def test_redo_makes_a_stage_anew(finished):
    found = finished("render", *TINY, "--video", finished.folder.name, "--redo", "render", "--json").document
    assert states(found)["render"] == "made"
    assert "--redo" in finished("runs", "why", "1").out


def test_a_hand_edit_that_is_redone_stays_beside(finished):
    review = finished.folder / "review.json"
    edited = json.loads(review.read_text()) | {"approved_by": "Jo"}
    review.write_text(json.dumps(edited))
    assert states(finished("render", *TINY, "--video", finished.folder.name, "--json").document)["review"] == "edited"
    finished("render", *TINY, "--video", finished.folder.name, "--redo", "review")
    assert json.loads((finished.folder / "review.before-redo.json").read_text()) == edited
    assert json.loads(review.read_text())["approved_by"] == ""


def test_a_film_whose_ledger_is_lost_is_read_from_its_folder(finished):
    (finished.path / "ytempire.db").unlink()
    said = finished("render", *TINY, "--video", finished.folder.name, "--json")
    assert said.code == 0, said.err
    assert set(states(said.document).values()) == {"edited"}


def test_an_unknown_video_is_named_with_the_nearest(finished):
    said = finished("render", *TINY, "--video", finished.folder.name[:-2])
    assert said.code == 2
    assert f"Did you mean {finished.folder.name}?" in said.err


def test_a_dry_run_changes_nothing(finished):
    before = {path: path.stat().st_mtime_ns for path in finished.path.rglob("*") if path.is_file()}
    script = finished.folder / "script.md"
    script.write_text(script.read_text().replace("small pieces", "tiny pieces"))
    before[script] = script.stat().st_mtime_ns
    found = finished("render", *TINY, "--video", finished.folder.name, "--dry-run", "--json").document
    assert "voice" in found["would_make"]
    assert found["cost_usd_at_most"] == 0
    after = {path: path.stat().st_mtime_ns for path in finished.path.rglob("*") if path.is_file()}
    assert {p for p in after if before.get(p) != after[p] and "cache.db" not in p.name} == set()


def test_approval_is_asked_for_and_recorded(home):
    home.channel((home.path / "channels/tiny.yaml").read_text().replace("never", "always"))
    said = home.own_film(text=QUICK)
    assert said.code == 5
    assert "waits for a person" in said.err
    assert (home.folder / "video.mp4").exists()
    assert not (home.folder / "upload").exists()
    said = home("upload", *TINY, "--video", home.folder.name, "--approve", "Jo")
    assert said.code == 0, said.err
    assert (home.folder / "upload" / "video.mp4").exists()


def test_two_starts_at_once_do_the_work_once(home):
    own = str(home.write("own.md", "## hook: One\n\nAn owl turns its head. It hears a mouse.\n"))
    starts = [home.start("run", *TINY, "--script", own) for _ in range(4)]
    codes = sorted(start.wait() for start in starts)
    assert codes == [0, 7, 7, 7]


def test_thumbnails_are_drawn_anew_and_the_chosen_one_is_kept_as_an_edit(finished):
    folder = finished.folder
    found = finished("thumb", "make", *TINY, "--video", folder.name, "--idea", "object", "--use", "--json").document
    best = found["thumbnails"][0]
    assert best["idea"] == "object"
    assert best["score"] == max(one["score"] for one in found["thumbnails"])
    assert (folder / "thumbnail.jpg").read_bytes() == Path(best["file"]).read_bytes()
    again = finished("run", *TINY, "--video", folder.name, "--json").document
    assert {s["name"]: s["state"] for s in again["stages"]}["package"] == "edited"
    assert (folder / "thumbnail.jpg").read_bytes() == Path(best["file"]).read_bytes()
    assert finished("thumb", "sheet", *TINY, "-o", str(finished.path / "sheet.jpg")).code == 0
    assert (finished.path / "sheet.jpg").stat().st_size > 10_000


def test_a_film_that_breaks_a_rule_ends_with_5_and_one_that_only_warns_goes_on(finished):
    channel = finished.path / "channels" / "tiny.yaml"
    text = channel.read_text()
    channel.write_text(text + "inspect: {lufs: -30}\n")
    said = finished("inspect", *TINY, "--video", finished.folder.name, "--json")
    assert said.code == 5
    wrong = [row for row in said.document["measures"] if not row["passed"]]
    assert [row["check"] for row in wrong] == ["loudness"]
    assert Path(wrong[0]["picture"]).parent == finished.folder / "inspection"
    channel.write_text(text + "inspect: {lufs: -30, off: [loudness]}\n")
    said = finished("inspect", *TINY, "--video", finished.folder.name)
    assert said.code == 0
    assert "1 only warned" in said.out
