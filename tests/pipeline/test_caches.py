"""The cache is whole or says where it is not, gives back what was free, and travels with what was paid for."""

from __future__ import annotations

import io
import json
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.gateway.store import Store
from ytempire.ledger import Kept, Ledger, now
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Blob, History
from ytempire.pipeline.caches import prune, stats, verify
from ytempire.pipeline.carrying import pack, unpack

PAID, DRAWN, TAKE = "a" * 64, "b" * 64, "c" * 64


class Home:
    """A workspace with a paid take, a drawn scene and a take of a free voice."""

    def __init__(self, path: Path, filled: bool = True) -> None:
        (path / "channels").mkdir(parents=True)
        self.space = Workspace(path)
        self.blobs = Blobs(self.space.cache / "blobs")
        self.ledger = Ledger(self.space.database)
        if filled:
            self.run = self.ledger.begin("owls", "2026-11-20", 1, "short@1.0.0", Asked(), History()).id
            self.paid = self.keep(PAID, "voice", "elevenlabs", b"spoken for money", 800)
            self.drawn = self.keep(DRAWN, "scene", "ffmpeg", b"drawn here")
            self.free = self.keep(TAKE, "voice", "espeak", b"spoken here")

    def keep(self, key: str, kind: str, provider: str, data: bytes, microusd: int = 0) -> Blob:
        blob = self.blobs.put(data, ".bin")
        self.store.put(key, {"reply": {"audio": blob.model_dump(mode="json"), "ms": 5}})
        self.ledger.called(self.run, "owls", kind, kind, provider, key, "made", microusd=microusd, ms=1500)
        return blob

    @property
    def store(self) -> Store:
        return Store(self.space.cache / "calls")

    def old(self) -> None:
        for path in (self.space.cache / "blobs").rglob("*.bin"):
            os.utime(path, (1, 1))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "one")


def test_what_is_remembered_is_told_by_kind_and_provider_with_what_it_cost_and_saved(home):
    home.ledger.called(home.run, "owls", "voice", "voice", "elevenlabs", PAID, "remembered", saved=800)
    found = {(shelf.kind, shelf.provider): shelf for shelf in stats(home.space, home.ledger)}
    assert set(found) == {("voice", "elevenlabs"), ("scene", "ffmpeg"), ("voice", "espeak")}
    shelf = found["voice", "elevenlabs"]
    assert (shelf.answers, shelf.files, shelf.bytes, shelf.microusd) == (1, 1, 16, 800)
    assert (shelf.remembered, shelf.saved, shelf.saved_ms) == (1, 800, 1500)


def test_a_whole_cache_is_whole_and_nothing_in_it_is_unnamed(home):
    verdict = verify(home.space, home.ledger)
    assert (verdict.answers, verdict.broken, verdict.unnamed) == (3, [], [])
    assert verdict.bytes == sum(blob.bytes for blob in (home.paid, home.drawn, home.free))


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda path: path.unlink(), "is gone"),
        (lambda path: path.write_bytes(b"short"), "has 5 bytes and not 16"),
        (lambda path: path.write_bytes(b"spoken for honey"), "holds other bytes"),
    ],
)
def test_an_answer_whose_bytes_are_not_what_they_were_is_named(home, spoil, what):
    spoil(home.blobs.path(home.paid))
    ((answer, fault),) = verify(home.space, home.ledger).broken
    assert (answer.key, answer.provider, answer.microusd) == (PAID, "elevenlabs", 800)
    assert what in fault


def test_an_answer_that_cannot_be_read_is_named(home):
    home.store._open().set(PAID, "{half")
    ((answer, fault),) = verify(home.space, home.ledger).broken
    assert (answer.key, fault) == (PAID, "it cannot be read")


def test_files_that_neither_an_answer_nor_a_document_names_are_listed(home):
    stray, named = home.blobs.put(b"nobody's", ".bin"), home.blobs.put(b"a document's", ".bin")
    body = json.dumps({"takes": [{"audio": named.model_dump(mode="json")}]})
    home.ledger.keep(home.run, Kept("voice", "k", {}, "d", body, "t", "made", True, 0.0, (), now()))
    assert verify(home.space, home.ledger).unnamed == [(home.blobs.path(stray), stray.bytes)]


def test_only_what_was_computed_goes_and_what_was_paid_for_stays(home):
    home.old()
    classes, left = prune(home.space, home.ledger, 0, False, False)
    assert sum(one.answers for one in classes) == 2
    assert left == 1
    assert home.store.get(PAID)
    assert home.blobs.path(home.paid).exists()
    assert not home.blobs.path(home.drawn).exists()
    assert not home.blobs.path(home.free).exists()


def test_a_dry_run_says_the_same_and_takes_nothing(home):
    home.old()
    would, there = prune(home.space, home.ledger, 0, True, True)
    assert there == 3
    assert verify(home.space, home.ledger).answers == 3
    did, _ = prune(home.space, home.ledger, 0, True, False)
    assert [(one.name, one.bytes) for one in would] == [(one.name, one.bytes) for one in did]


def test_bytes_that_a_paid_answer_names_too_stay_when_a_computed_one_goes(home):
    home.keep("d" * 64, "scene", "ffmpeg", b"spoken for money")
    home.old()
    prune(home.space, home.ledger, 0, True, False)
    assert home.blobs.path(home.paid).exists()


def test_unnamed_files_go_only_when_asked_and_only_after_a_day(home):
    stray = home.blobs.path(home.blobs.put(b"nobody's", ".bin"))
    prune(home.space, home.ledger, 0, True, False)
    assert stray.exists()
    os.utime(stray, (1, 1))
    prune(home.space, home.ledger, 0, False, False)
    assert stray.exists()
    prune(home.space, home.ledger, 0, True, False)
    assert not stray.exists()


def test_paid_answers_travel_with_their_bytes_and_arrive_once(home, tmp_path):
    file, other = tmp_path / "answers.tar", Home(tmp_path / "two", filled=False)
    wrote = pack(home.space, home.ledger, file)
    assert (wrote.answers, wrote.files, wrote.microusd, wrote.passed_over) == (1, 1, 800, [])
    took, again = unpack(other.space, file), unpack(other.space, file)
    assert (took.answers, took.microusd, again.answers, again.there) == (1, 800, 0, 1)
    assert other.store.get(PAID)["reply"] == home.store.get(PAID)["reply"]
    assert other.blobs.has(home.paid)
    ((shelf,), verdict) = stats(other.space, other.ledger), verify(other.space, other.ledger)
    assert (shelf.provider, shelf.microusd, verdict.broken, verdict.unnamed) == ("elevenlabs", 800, [], [])
    other.old()
    prune(other.space, other.ledger, 0, True, False)
    assert other.store.get(PAID)


def test_an_answer_whose_bytes_are_gone_does_not_travel_and_that_is_said(home, tmp_path):
    home.blobs.path(home.paid).unlink()
    done = pack(home.space, home.ledger, tmp_path / "answers.tar")
    assert (done.answers, done.passed_over) == (0, [f"voice elevenlabs {PAID[:12]}: its bytes are gone"])


def test_a_file_that_is_there_stays_unless_forced(home, tmp_path):
    file = tmp_path / "answers.tar"
    file.write_text("mine")
    with pytest.raises(ConfigError, match="--force"):
        pack(home.space, home.ledger, file)
    assert file.read_text() == "mine"
    assert pack(home.space, home.ledger, file, force=True).answers == 1


def test_nothing_of_a_hostile_file_is_taken_or_written_elsewhere(home, tmp_path):
    good = json.dumps({"reply": {"ms": 1}, "from": {"kind": "voice", "provider": "x", "microusd": 1}}).encode()
    digest = home.paid.digest
    hostile = {
        "../../etc/passwd": b"x", "/tmp/x": b"x", f"blobs/{digest[:2]}/{digest}.bin": b"other bytes",
        f"blobs/00/{digest}.bin": b"x", f"blobs/{digest[:2]}/../{digest}.bin": b"x", "answers/short.json": good,
        f"answers/{'1' * 64}.json": b"[]", f"answers/{'2' * 64}.json": b"{" * 50_000,
        f"answers/{'3' * 64}.json": good.replace(b'"microusd": 1', b'"microusd": -1'),
        f"answers/{'4' * 64}.json": good.replace(b'{"ms": 1}', json.dumps(
            {"audio": {"digest": "9" * 64, "bytes": 4, "suffix": ".wav"}}).encode()),
    }  # fmt: skip
    file, other = tmp_path / "hostile.tar", Home(tmp_path / "two", filled=False)
    with tarfile.open(file, "w") as tar:
        for name, data in hostile.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo(f"answers/{'5' * 64}.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    before = {path for path in tmp_path.rglob("*") if "cache" not in path.parts}
    done = unpack(other.space, file)
    assert (done.answers, done.files) == (0, 0)
    assert len(done.passed_over) == len(hostile) + 1
    assert {path for path in tmp_path.rglob("*") if "cache" not in path.parts} == before
    assert not [path for path in (other.space.cache / "blobs").rglob("*") if path.is_file()]
    assert not other.store.keys()


@given(st.binary(max_size=3000))
@settings(max_examples=60, deadline=None)
def test_any_file_is_taken_or_refused_in_words(data):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        other = Home(Path(folder) / "home", filled=False)
        file = Path(folder) / "any.tar"
        file.write_bytes(data)
        try:
            assert unpack(other.space, file).answers == 0
        except ConfigError as error:
            assert "ytempire cache export" in str(error)
