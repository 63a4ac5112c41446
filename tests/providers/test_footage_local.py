"""Pictures and music of the channel's own folder, and nothing else."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image

from ytempire.contracts import FindFile, FindMusic, FindPhoto, FindRoll, Kit
from ytempire.errors import ConfigError, YtempireError
from ytempire.media import ffmpeg, wav
from ytempire.media.blobs import Blobs
from ytempire.providers.footage_local import FootageLocal


def clip(file: Path, seconds: float = 1.0, size: str = "320x180", sound: bool = False, hue: int = 0) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    heard = ["-f", "lavfi", "-i", f"sine=440:d={seconds}", "-c:a", "aac"] if sound else []
    ffmpeg.run(["-f", "lavfi", "-i", f"testsrc2=s={size}:r=25:d={seconds},hue=h={hue}", *heard, "-c:v", "libx264",
                "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(file)])  # fmt: skip
    return file


@pytest.fixture
def local(tmp_path: Path) -> FootageLocal:
    folder = tmp_path / "channels" / "owls"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (640, 480), "#446688").save(folder / "pictures" / "owl.png")
    wav.write(folder / "bed.wav", 8000, wav.silence(8000, 1500))
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
    assert (found.seconds, found.sound) == (1.5, True)


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


# --- clips ---


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clips of a channel: two of ships, one of a crane, one that is broken."""
    folder = tmp_path_factory.mktemp("reel")
    clip(folder / "clips" / "ship-at-night.mp4", sound=True)
    clip(folder / "clips" / "ShipInStorm.mkv", 2.5, hue=90)
    clip(folder / "clips" / "P1010.mov", hue=180)
    (folder / "clips" / "ship-broken.mp4").write_bytes(b"not a clip at all" * 99)
    told = "words: a crane lifts a container\ncredit: J. Doe\nlicence: CC BY 4.0\n"
    (folder / "clips" / "P1010.yaml").write_text(told)
    (folder / "clips" / "credits.yaml").write_text("ship-at-night.mp4: {credit: The harbour, source: its archive}\n")
    return folder


@pytest.fixture
def filmed(local: FootageLocal, reel: Path) -> FootageLocal:
    shutil.copytree(reel / "clips", local.kit.channel_folder / "clips")
    return local


def test_a_clip_that_is_named_comes_with_its_length_and_credit(filmed):
    found = filmed.answer(FindRoll(file="clips/ship-at-night.mp4"), "call")
    assert found.name == "clips/ship-at-night.mp4"
    assert found.seconds == pytest.approx(1.0, abs=0.05)
    assert found.sound
    assert (found.credit, found.licence) == ("The harbour", "")


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("a ship at night", "ship-at-night.mp4"),
        ("ships in a storm", "ShipInStorm.mkv"),
        ("the crane that lifted containers", "P1010.mov"),
    ],
)
def test_a_clip_is_chosen_by_what_is_told_of_it(filmed, about, name):
    assert filmed.answer(FindRoll(about=about), "call").name == f"clips/{name}"


def test_a_clip_is_chosen_by_what_a_note_says_under_it(filmed):
    notes = filmed.kit.channel_folder / "notes"
    notes.mkdir()
    (notes / "port.md").write_text("![Rotterdam in the fog](../clips/P1010.mov)\n")
    assert filmed.answer(FindRoll(about="fog over Rotterdam"), "call").name == "clips/P1010.mov"


def test_no_clip_comes_twice_and_the_end_of_them_says_what_to_do(filmed):
    used: list[str] = []
    for name in ("ship-at-night.mp4", "ShipInStorm.mkv"):
        found = filmed.answer(FindRoll(about="ship night", used=tuple(used)), "call")
        assert found.name == f"clips/{name}"
        used.append(found.file.digest)
    (filmed.kit.channel_folder / "clips" / "ship-broken.mp4").unlink()
    with pytest.raises(ConfigError, match=r"every clip that fits .* was shown") as error:
        filmed.answer(FindRoll(about="ship night", used=tuple(used)), "call")
    assert "not_again" in str(error.value)
    with pytest.raises(ConfigError, match="no clip fits “zebra”"):
        filmed.answer(FindRoll(about="zebra"), "call")


def test_a_clip_that_is_long_enough_goes_before_one_that_fits_better(filmed):
    assert filmed.answer(FindRoll(about="ship night", seconds=2.5), "call").name == "clips/ShipInStorm.mkv"
    assert filmed.answer(FindRoll(about="ship night", seconds=60), "call").name == "clips/ship-at-night.mp4"


def test_a_clip_is_not_read_into_memory(local):
    """A clip of 300 MB: what follows its picture is never held as one piece."""
    import tracemalloc

    file = clip(local.kit.channel_folder / "large.mkv")
    with file.open("ab") as f:
        f.truncate(300 << 20)
    tracemalloc.start()
    found = local.answer(FindRoll(file="large.mkv"), "call")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.file.bytes == 300 << 20
    assert peak < 20 << 20


def test_other_files_are_checked_by_what_they_are_to_be(local):
    folder = local.kit.channel_folder
    (folder / "c.cube").write_text("LUT_3D_SIZE 2\n")
    with pytest.raises(ConfigError, match="colours of 8"):
        local.answer(FindFile(file="c.cube", suffixes=(".cube",)), "call")
    with pytest.raises(ConfigError, match=r"Use one of \.cast"):
        local.answer(FindFile(file="c.cube", suffixes=(".cast",)), "call")
    Image.new("RGBA", (40, 40)).save(folder / "mark.png")
    assert local.answer(FindFile(file="mark.png", suffixes=(".png",)), "call").file.suffix == ".png"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("clips/P1010.yaml", "credit: [", "channels/owls/clips/P1010.yaml"),
        ("clips/P1010.yaml", "creidt: X", "Did you mean credit"),
        ("clips/credits.yaml", "- a", "is not a list of files"),
    ],
)
def test_a_bad_word_on_whose_a_file_is_is_told_with_its_place(filmed, file, text, told):
    (filmed.kit.channel_folder / "clips" / "P1010.yaml").unlink()
    (filmed.kit.channel_folder / file).write_text(text)
    with pytest.raises(ConfigError, match=told):
        filmed.answer(FindRoll(file="clips/P1010.mov"), "call")


def test_a_text_beside_a_file_tells_whose_it_is(filmed):
    beside = filmed.kit.channel_folder / "clips" / "P1010"
    beside.with_suffix(".yaml").unlink()
    beside.with_suffix(".txt").write_text("Credit: Ann\nLicense: CC0\nA blue lorry\non a bridge\n")
    found = filmed.answer(FindRoll(about="lorry bridge"), "call")
    assert (found.name, found.credit, found.licence) == ("clips/P1010.mov", "Ann", "CC0")


# --- pictures by what they are about ---


def test_a_picture_is_chosen_by_what_is_told_of_it_and_never_twice(local):
    folder = local.kit.channel_folder / "pictures"
    Image.new("RGB", (640, 480), "#224466").save(folder / "P200.jpg")
    (folder / "P200.yaml").write_text("words: a night train leaves the station\ncredit: Ann\n")
    found = local.answer(FindPhoto(about="the night train"), "call")
    assert (found.name, found.credit) == ("pictures/P200.jpg", "Ann")
    with pytest.raises(ConfigError, match="no picture fits “the night train”"):
        local.answer(FindPhoto(about="the night train", used=(found.file.digest,)), "call")
    with pytest.raises(ConfigError, match="no picture fits"):  # one word of four does not show what is said
        local.answer(FindPhoto(about="a train over a stone bridge"), "call")


def test_a_picture_that_is_broken_is_told_where_no_other_fits(local):
    (local.kit.channel_folder / "pictures" / "lighthouse.jpg").write_bytes(b"not a picture")
    with pytest.raises(ConfigError, match=r"lighthouse\.jpg"):
        local.answer(FindPhoto(about="a lighthouse"), "call")
