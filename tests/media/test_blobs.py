"""Bytes are kept whole or not at all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from ytempire.errors import StorageError
from ytempire.media.blobs import Blobs


@given(data=st.binary(max_size=2000))
def test_bytes_come_back(tmp_path_factory, data):
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    blob = blobs.put(data, ".bin")
    assert Blobs(blobs.root).has(blob)
    assert blobs.path(blob).read_bytes() == data


def test_a_file_is_moved_in(tmp_path):
    blobs = Blobs(tmp_path / "blobs")
    made = tmp_path / "scene.mp4"
    made.write_bytes(b"frames")
    blob = blobs.take(made)
    assert not made.exists()
    assert blobs.path(blob).read_bytes() == b"frames"


def test_a_truncated_a_changed_and_a_missing_blob_count_as_absent(tmp_path):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"0123456789", ".bin")
    path = blobs.path(blob)
    for broken in (b"01234", b"012345678X"):
        path.write_bytes(broken)
        assert not Blobs(tmp_path).has(blob)
    path.unlink()
    assert not Blobs(tmp_path).has(blob)
    assert not blobs.has(blob)


def test_a_broken_blob_is_mended_by_keeping_it_again(tmp_path):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"0123456789", ".bin")
    blobs.path(blob).write_bytes(b"01")
    assert Blobs(tmp_path).put(b"0123456789", ".bin") == blob
    assert Blobs(tmp_path).has(blob)


def test_a_full_disk_leaves_no_half_blob(tmp_path):
    """A limit on the size of files stands in for a full disk: the write fails in the middle in the same way."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from ytempire.media.blobs import Blobs\n"
        "from ytempire.errors import StorageError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: Blobs(Path(sys.argv[1])).put(b'x' * 20000, '.bin')\n"
        "except StorageError as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "Free some space" in said.stdout
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_folder_that_takes_no_file_is_a_storage_error(tmp_path):
    (tmp_path / "blobs").write_text("a file stands where the folder should be")
    with pytest.raises(StorageError):
        Blobs(tmp_path / "blobs").put(b"x", ".bin")
