"""The channels' files are listed, found, checked and seen; the cache gives room without losing what cost money."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ytempire.config.workspace import Workspace
from ytempire.errors import Busy
from ytempire.gateway.store import Store
from ytempire.ledger import Asset, Kept, Ledger
from ytempire.media import ffmpeg, wav
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Credit, Cut, History, Picture, Timeline
from ytempire.pipeline.assets import scan, shown, wants
from ytempire.pipeline.opening import holding
from ytempire.pipeline.sweep import sweep


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("assets")
    folder = home / "channels" / "owls"
    (folder / "pictures").mkdir(parents=True)
    (folder / "clips").mkdir()
    (home / "channels" / "owls.yaml").write_text("name: owls\ntitle: Owls\n")
    Image.new("RGB", (640, 480), "#446688").save(folder / "pictures" / "barnOwl.png")
    Image.new("RGB", (20, 20)).save(folder / "pictures" / "tiny.png")
    wav.write(folder / "bed.wav", 8000, wav.silence(8000, 2000))
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-c:v", "libx264", "-preset", "ultrafast",
                str(folder / "clips" / "DSC_0042.mp4")])  # fmt: skip
    (folder / "clips" / "DSC_0042.yaml").write_text("credit: Ann\nlicence: CC0\nwords: a café by the harbour\n")
    return home


@pytest.fixture
def home(_made: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(_made, tmp_path / "home")
    return tmp_path / "home"


def said(home: Path, *args: str, code: int = 0) -> Any:
    env = {**os.environ, "YTEMPIRE_HOME": str(home), "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-m", "ytempire.cli.main", "asset", *args, "--json"], env=env, text=True,
                          capture_output=True, timeout=120, check=False, cwd=home)  # fmt: skip
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_every_file_is_listed_with_what_is_known_of_it(home):
    rows = {row["file"]: row for row in said(home, "list", "--channel", "owls")}
    assert list(rows) == ["bed.wav", "clips/DSC_0042.mp4", "pictures/barnOwl.png", "pictures/tiny.png"]
    clip = rows["clips/DSC_0042.mp4"]
    assert (clip["kind"], clip["width"], clip["codec"], clip["licence"]) == ("clip", 320, "h264", "CC0")
    assert rows["bed.wav"]["kind"] == "music"
    assert rows["bed.wav"]["seconds"] == 2.0
    assert "too small" in rows["pictures/tiny.png"]["problem"]


def test_a_file_is_looked_at_again_only_when_it_changed(home):
    space, ledger, looked = Workspace(home), Ledger(None), []
    scan(space, "owls", ledger, looked.append)
    assert len(looked) == 4
    looked.clear()
    (home / "channels/owls/clips/DSC_0042.yaml").write_text("credit: Bea\n")
    assert {a.file: a.credit for a in scan(space, "owls", ledger, looked.append)}["clips/DSC_0042.mp4"] == "Bea"
    assert looked == []
    Image.new("RGB", (800, 480)).save(home / "channels/owls/pictures/barnOwl.png")
    (home / "channels/owls/bed.wav").unlink()
    again = {a.file: a for a in scan(space, "owls", ledger, looked.append)}
    assert looked == ["pictures/barnOwl.png"]
    assert again["pictures/barnOwl.png"].width == 800
    assert "bed.wav" not in again
    assert list(ledger.assets("owls")) == list(again)


@pytest.mark.parametrize(
    ("words", "file"),
    [("cafe harbours", "clips/DSC_0042.mp4"), ("owl barn", "pictures/barnOwl.png"), ("ann", "clips/DSC_0042.mp4")],
)
def test_files_are_found_by_their_words(home, words, file):
    space, ledger = Workspace(home), Ledger(None)
    scan(space, "owls", ledger)
    assert [asset.file for asset in ledger.search("owls", words)] == [file]


@pytest.mark.parametrize("words", ["", "zebra", '"', "a AND", "NEAR(", "*", "-x:y", "'; drop table assets"])
def test_any_words_may_be_asked_for(home, words):
    ledger = Ledger(None)
    scan(Workspace(home), "owls", ledger)
    assert ledger.search("owls", words) == [] or words == "a AND"


def test_what_is_forgotten_is_no_longer_found():
    ledger = Ledger(None)
    owl = Asset("owls", "owl.png", "0" * 64, 1, 1, "picture", words="a tawny owl")
    ledger.shelve("owls", [owl])
    assert ledger.search("owls", "tawny") == [owl]
    ledger.shelve("owls", [])
    assert ledger.search("owls", "tawny") == []


def test_an_older_ledger_learns_of_files(tmp_path):
    ledger = Ledger(tmp_path / "ytempire.db")
    with ledger.write() as conn:
        for table in ("assets", "assets_fts"):
            conn.execute(f"drop table {table}")
        conn.execute("pragma user_version = 1")
    ledger.close()
    later = Ledger(tmp_path / "ytempire.db")
    later.shelve("owls", [Asset("owls", "owl.png", "0" * 64, 1, 1, "picture", words="a tawny owl")])
    assert len(later.search("owls", "tawny")) == 1
    later.close()


def test_check_tells_what_cannot_be_used_and_what_is_not_said(home):
    rows = {row["file"]: row for row in said(home, "check", "--channel", "owls", code=2)}
    assert not rows["pictures/tiny.png"]["usable"]
    assert rows["clips/DSC_0042.mp4"]["wants"] == []
    assert "its licence is not said" in rows["pictures/barnOwl.png"]["wants"]


def test_a_clip_that_nothing_is_told_of_is_named():
    bare = Asset("owls", "clips/IMG_0001.mp4", "0" * 64, 1, 1, "clip", credit="x", licence="x")
    assert wants(bare) == ["nothing tells what is seen in it, so it is never chosen by `about`"]


def test_a_bad_sidecar_is_a_problem_until_it_is_mended(home):
    space, ledger = Workspace(home), Ledger(None)
    side = home / "channels/owls/clips/DSC_0042.yaml"
    side.write_text("creidt: Ann\n")
    assert "Did you mean credit" in {a.file: a for a in scan(space, "owls", ledger)}["clips/DSC_0042.mp4"].problem
    side.write_text("credit: Ann\n")
    assert {a.file: a for a in scan(space, "owls", ledger)}["clips/DSC_0042.mp4"].problem == ""


def test_a_sheet_shows_pictures_and_clips(home):
    assert said(home, "sheet", "--channel", "owls", "-o", str(home / "sheet.jpg"))["files"] == 3
    with Image.open(home / "sheet.jpg") as image:
        assert image.width > 1000


def test_an_unknown_file_or_channel_is_said(home):
    env = {**os.environ, "YTEMPIRE_HOME": str(home)}
    for args, told in ((("show", "no.png", "-c", "owls"), "no.png"), (("list", "-c", "owlz"), "owls")):
        done = subprocess.run([sys.executable, "-m", "ytempire.cli.main", "asset", *args], env=env, text=True,
                              capture_output=True, timeout=60, check=False)  # fmt: skip
        assert done.returncode == 2
        assert told in done.stderr


# --- room ---


def filled(home: Path) -> tuple[Ledger, Blobs, Store, dict[str, Any]]:
    """A cache with a drawn scene, a paid take, a film's own picture, and bytes that nobody knows."""
    ledger, blobs, store = Ledger(None), Blobs(home / "cache/blobs"), Store(home / "cache/calls")
    picture = home / "channels/owls/pictures/barnOwl.png"
    made = {
        "scene": blobs.put(b"a scene", ".mp4"),
        "paid": blobs.put(b"a take", ".mp3"),
        "own": blobs.copy(picture, ".png"),
        "last": blobs.put(b"a picture that is gone from the folder", ".jpg"),
        "unknown": blobs.put(b"who knows", ".bin"),
    }
    run = ledger.begin("owls", "2026-01-01", 1, "short@1.0.0", Asked(), History())
    for key, kind, provider, usd, blob in (
        ("k1", "scene", "ffmpeg", 0, "scene"),
        ("k2", "voice", "espeak", 5, "paid"),
        ("k3", "voice", "nobody", 0, "paid"),
    ):
        ledger.called(run.id, "owls", "x", kind, provider, key, "made", microusd=usd, ms=1500)
        store.put(key, {"reply": {"file": made[blob].model_dump(mode="json")}})
    files = {"a.png": made["own"], "b.jpg": made["last"]}
    cut = Cut(id="s1", frames=30, visual=Picture(file="a.png"), files=files, credits=(Credit(file="a.png"),))
    film = Timeline(width=1920, height=1080, cuts=(cut,))
    ledger.keep(run.id, Kept("timeline", "k", {}, "d", film.model_dump_json(), "t", "made", True, 1.0, (), "now"))
    return ledger, blobs, store, made


def test_what_can_be_made_again_goes_and_what_cost_money_stays(home):
    ledger, blobs, store, made = filled(home)
    looked = sweep(Workspace(home), ledger, dry_run=True)
    assert {one.name for one in looked} == {"drawn scenes and joins", "copies of the channels' own files"}
    assert next(one for one in looked if one.answers).ms == 1500
    assert all(blobs.path(blob).exists() for blob in made.values())
    sweep(Workspace(home), ledger)
    assert {name for name, blob in made.items() if blobs.path(blob).exists()} == {"paid", "last", "unknown"}
    assert store.keys() == ["k2", "k3"]
    assert (home / "channels/owls/pictures/barnOwl.png").exists()
    assert sweep(Workspace(home), ledger) == []


def test_what_is_newer_than_asked_stays(home):
    ledger, blobs, _, made = filled(home)
    assert sweep(Workspace(home), ledger, older=1) == []
    assert all(blobs.path(blob).exists() for blob in made.values())


def test_nothing_is_taken_while_somebody_works(home):
    ledger, *_ = filled(home)
    with holding(Workspace(home), "owls"), pytest.raises(Busy):
        sweep(Workspace(home), ledger)


def test_when_a_file_was_shown_is_told_from_the_films(home):
    ledger, _, _, made = filled(home)
    assert shown(ledger, "owls")[made["own"].digest].films == 1
