"""Pictures and music of the channel's own folder, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image

from ytempire.contracts import FindMusic, FindPhoto, Kit
from ytempire.errors import YtempireError
from ytempire.media.blobs import Blobs
from ytempire.providers.footage_local import FootageLocal


@pytest.fixture
def local(tmp_path: Path) -> FootageLocal:
    folder = tmp_path / "channels" / "owls"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (640, 480), "#446688").save(folder / "pictures" / "owl.png")
    (folder / "bed.wav").write_bytes(b"RIFF and so on")
    (tmp_path / "secret.png").write_bytes((folder / "pictures" / "owl.png").read_bytes())
    kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path)
    return FootageLocal(FootageLocal.Options(), kit)


def test_a_picture_comes_as_its_bytes(local):
    found = local.answer(FindPhoto(file="pictures/owl.png"), "call")
    kept = local.kit.blobs.path(found.file)
    assert kept.read_bytes() == (local.kit.channel_folder / "pictures" / "owl.png").read_bytes()


def test_music_comes_as_its_bytes(local):
    found = local.answer(FindMusic(file="bed.wav"), "call")
    assert found.file.suffix == ".wav"
    assert found.file.bytes == 14


@pytest.mark.parametrize(
    "file", ["../../secret.png", "pictures/../../../secret.png", "none.png", "", ".", "pictures", "/etc/passwd", "a\0b"]
)
def test_what_is_outside_or_not_there_is_refused(local, file):
    with pytest.raises(YtempireError):
        local.answer(FindPhoto(file=file), "call")


def test_a_link_that_leads_outside_is_refused(local):
    (local.kit.channel_folder / "pictures" / "link.png").symlink_to(local.kit.home / "secret.png")
    with pytest.raises(YtempireError, match="outside"):
        local.answer(FindPhoto(file="pictures/link.png"), "call")


@pytest.mark.parametrize("data", [b"", b"just text", b"\x89PNG\r\n\x1a\n broken", b"#EXTM3U\nfile:///etc/passwd"])
def test_a_file_that_is_no_picture_is_refused_with_its_place(local, data):
    (local.kit.channel_folder / "pictures" / "bad.png").write_bytes(data)
    with pytest.raises(YtempireError) as caught:
        local.answer(FindPhoto(file="pictures/bad.png"), "call")
    assert "channels/owls/pictures/bad.png" in str(caught.value)


def test_a_picture_is_no_music(local):
    with pytest.raises(YtempireError, match="no music file"):
        local.answer(FindMusic(file="pictures/owl.png"), "call")


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_leads_outside(local, file):
    try:
        found = local.answer(FindPhoto(file=file), "call")
    except YtempireError:
        return
    assert found.file.bytes == (local.kit.channel_folder / "pictures" / "owl.png").stat().st_size
