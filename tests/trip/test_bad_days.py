"""Bad input and bad days: what a person is told, how the command ends, and that nothing is lost."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CHANNEL, NOTE, QUICK, SCRIPT

TINY = ("--channel", "tiny")
GOOD = (
    "A barn owl weighs about 350 grams, less than a loaf of bread. "
    "In 1871 a naturalist counted 12 owls in one barn. "
    "Owls hear a mouse under snow because their ears sit at different heights. "
    "An owl can turn its head by 270 degrees. "
    "The owl swallows a mouse whole, but it gives the bones back. "
    "By 1932 Britain had 12,000 pairs of barn owls. "
    "A pair feeds its young about 1,000 mice in 3 months."
)


def noted(home, name: str = "owl.md") -> Path:
    return home.write(f"channels/tiny/notes/{name}", NOTE % ("The barn owl", "the barn owl", GOOD))


# --- words and files ---


def test_an_unknown_channel_is_named_with_the_nearest(home):
    said = home("run", "--channel", "tiney")
    assert said.code == 2
    assert "Did you mean tiny?" in said.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: [", "tiny.yaml:"),
        (CHANNEL + "provders: {}\n", "no such key"),
        (CHANNEL.replace("short@^1.0", "short@^9.0"), "no such version"),
        (CHANNEL.replace("dusk", "dask"), "Did you mean dusk?"),
        (CHANNEL.replace("[espeak]", "[espeek]"), "Did you mean espeak?"),
        ("a: &x [1]\nb: *x\n", "tiny.yaml:"),
        ("x: y\n" * 100_000, "tiny.yaml"),
    ],
)
def test_a_broken_channel_is_refused_with_file_and_line(home, text, told):
    home.channel(text)
    said = home("run", *TINY)
    assert said.code == 2
    assert told in said.err
    assert "channels/tiny.yaml" in said.err
    assert not (home.path / "ytempire.db").exists()


def test_an_empty_notes_folder_says_what_to_put_there(home):
    said = home("run", *TINY)
    assert said.code == 2
    assert "note" in said.err
    assert home("runs", "list", "--json").document[0]["state"] == "dropped"


def test_bad_notes_are_passed_over_and_good_ones_are_used(home):
    noted(home)
    notes = home.path / "channels/tiny/notes"
    (notes / "huge.txt").write_text("word " * 1_000_000)
    (notes / "binary.md").write_bytes(bytes(range(256)) * 40)
    (notes / "latin.txt").write_bytes("Der Kauz frisst Mäuse.\n".encode("latin-1"))
    (notes / "empty.md").write_text("")
    said = home("plan", *TINY, "--json")
    assert said.code == 0, said.err
    assert "barn owl" in said.document["topic"].lower()


def test_only_bad_notes_are_an_error_that_names_them(home):
    (home.path / "channels/tiny/notes/huge.txt").write_text("word " * 1_000_000)
    said = home("plan", *TINY)
    assert said.code == 2
    assert "huge.txt" in said.err


def test_a_topic_that_no_note_is_about_is_refused(home):
    noted(home)
    said = home("run", *TINY, "--topic", "the price of copper")
    assert said.code == 2
    assert "copper" in said.err


def picture(home, name: str, data: bytes) -> str:
    path = home.path / "channels/tiny" / name
    path.write_bytes(data)
    return SCRIPT.replace("A barn owl", f"```visual\nkind: picture\nfile: {name}\n```\n\nA barn owl")


def wide_png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"\0" * (30_001 * 4000), 9)
    head = struct.pack(">IIBBBBB", 30_000, 4000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["corrupt", "tiny", "wide", "text", "gone", "outside"])
def test_a_bad_picture_is_named_and_nothing_is_lost(home, kind):
    from PIL import Image

    if kind == "tiny":
        Image.new("RGB", (1, 1)).save(home.path / "one.png")
    data = {
        "corrupt": b"\x89PNG\r\n\x1a\n" + b"broken" * 50,
        "tiny": (home.path / "one.png").read_bytes() if kind == "tiny" else b"",
        "wide": wide_png() if kind == "wide" else b"",
        "text": b"I am a picture, honest.",
    }.get(kind, b"")
    script = picture(home, "owl.png", data)
    if kind == "gone":
        (home.path / "channels/tiny/owl.png").unlink()
    if kind == "outside":
        script = script.replace("owl.png", "../../../../../etc/passwd")
    said = home("run", *TINY, "--script", str(home.write("mine.md", script)))
    assert said.code == 2, said.err
    assert "channels/tiny" in said.err
    assert "Traceback" not in said.err


def test_letters_that_no_font_has_are_named(home):
    script = SCRIPT.replace("A wing in the dark", "暗闇の翼").replace("A barn owl", "暗闇 owl")
    said = home("run", *TINY, "--script", str(home.write("mine.md", script)))
    assert said.code in (2, 4), said.err
    assert "暗" in said.err


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n", "\x00\x01", "## hook: x\n\n"])
def test_a_script_that_is_none_is_refused_before_anything_is_begun(home, text):
    said = home("run", *TINY, "--script", str(home.write("mine.md", text)))
    assert said.code == 2
    assert "mine.md" in said.err
    assert not (home.path / "ytempire.db").exists()


def test_an_unknown_stage_is_named_with_those_there_are(home):
    said = home("run", *TINY, "--until", "moon")
    assert said.code == 2
    assert "render" in said.err


# --- the machine ---


def test_no_ffmpeg_where_it_was_named_is_said_with_what_to_do(home):
    said = home.own_film(text=QUICK, YTEMPIRE_FFMPEG="/nowhere/ffmpeg")
    assert said.code == 4, said.err
    assert "/nowhere/ffmpeg" in said.err
    assert "Install FFmpeg" in said.err


@pytest.mark.slow
def test_an_ffmpeg_that_dies_in_the_middle_is_no_bug_and_the_next_run_finishes(home):
    """A wrapper that kills itself on its third film stands for one that the system kills."""
    real = subprocess.run(
        [sys.executable, "-c", "from ytempire.media.ffmpeg import tool; print(tool().path)"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    dying = home.write(
        "dying", f'#!/bin/sh\ncase "$*" in *libx264*ass*|*ass*libx264*) kill -9 $$;; esac\nexec "{real}" "$@"\n'
    )
    dying.chmod(0o755)
    said = home.own_film(text=QUICK, YTEMPIRE_FFMPEG=str(dying))
    assert said.code in (2, 4), said.err
    assert "Traceback" not in said.err
    assert home.own_film(text=QUICK).code == 0


@pytest.mark.slow
def test_a_full_disk_in_the_middle_of_drawing_loses_nothing(home):
    """A limit on the size of files stands in for a full disk: writes fail in the middle in the same way."""
    script = home.write("mine.md", QUICK)
    command, env = home.command("run", *TINY, "--script", str(script))
    full = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, cwd=home.path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )  # fmt: skip
    assert full.returncode == 4, full.stderr
    assert "Traceback" not in full.stderr
    assert home.own_film(text=QUICK).code == 0


def test_a_ledger_that_another_program_holds_is_said(home):
    noted(home)
    assert home("plan", *TINY).code == 0
    other = sqlite3.connect(home.path / "ytempire.db", isolation_level=None)
    other.execute("begin exclusive")
    said = home("plan", *TINY)
    other.execute("rollback")
    assert said.code == 4
    assert "another program holds it" in said.err


def test_a_ledger_that_is_no_database_is_said_and_left_alone(home):
    noted(home)
    home.write("ytempire.db", "words, not a database " * 100)
    said = home("plan", *TINY)
    assert said.code == 4
    assert "ytempire.db" in said.err
    assert (home.path / "ytempire.db").read_text().startswith("words")


def test_a_deleted_cache_is_made_again(home):
    noted(home)
    assert home("plan", *TINY).code == 0
    shutil.rmtree(home.path / "cache")
    assert home("research", *TINY).code == 0
