"""Clips from anybody: a clear verdict, no other file read, no request sent, within memory and time."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ytempire.errors import ConfigError
from ytempire.media import clips, ffmpeg, wav

CANARY = "canary-4711-in-a-file-that-nobody-named"
MOST_KB = 512 * 1024


def made(file: Path, *more: str, size: str = "320x180", rate: int = 25, seconds: float = 2) -> Path:
    ffmpeg.run(["-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}", "-c:v", "libx264", "-preset",
                "ultrafast", "-pix_fmt", "yuv420p", *more, str(file)])  # fmt: skip
    return file


class Listener:
    """A port of this machine that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.came = 0
        threading.Thread(target=self._wait, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/evil.ts"

    def _wait(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.came += 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    one = Listener()
    yield one
    one.socket.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good clip in two containers, to spoil copies of."""
    folder = tmp_path_factory.mktemp("good")
    made(folder / "good.mp4")
    made(folder / "good.mkv", seconds=4)
    return folder


def reads(canary: Path, url: str) -> dict[str, str]:
    """Texts that would have FFmpeg open other files and addresses, if it took them for what they are."""
    hls = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n{}\n#EXT-X-ENDLIST\n"
    return {
        "hls.mp4": hls.format(f"file://{canary}"),
        "hls-address.mp4": hls.format(url),
        "hls-concat.mov": hls.format(f"concat:{canary}|{url}"),
        "list.mkv": f"ffconcat version 1.0\nfile '{canary}'\n",
        "list-address.webm": f"ffconcat version 1.0\nfile '{url}'\n",
        "dash.m4v": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet>'
                    f'<Representation id="1"><BaseURL>{url}</BaseURL></Representation></AdaptationSet></Period></MPD>',
        "session.avi": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:{url}\n"
                       "m=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        "script.mpg": f"Import('{canary}')\n",
        "drawing.gif": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>',
    }  # fmt: skip


def test_what_is_no_clip_inside_is_refused_and_reads_and_asks_nothing(tmp_path, listener, capfd):
    canary = tmp_path / "canary.ts"
    made(canary, "-f", "mpegts")
    with canary.open("ab") as f:
        f.write(CANARY.encode())
    opened = canary.stat().st_atime_ns
    for name, text in reads(canary, listener.url).items():
        (tmp_path / name).write_text(text)
        with pytest.raises(ConfigError) as error:
            clips.look(tmp_path / name, f"channels/owls/{name}")
        assert str(error.value).startswith(f"channels/owls/{name}  ")
        assert error.value.problems[0].next
        assert CANARY not in str(error.value)
        with pytest.raises(ConfigError):
            clips.listen(tmp_path / name)
    assert listener.came == 0
    assert canary.stat().st_atime_ns == opened
    assert CANARY not in "".join(capfd.readouterr())


def spoiled(folder: Path, kind: str, good: Path) -> Path:
    mp4, mkv = (good / "good.mp4").read_bytes(), (good / "good.mkv").read_bytes()
    file = folder / {"mkv cut short": "x.mkv", "a codec we lack": "x.mkv", "a wide gif": "x.gif"}.get(kind, "x.mp4")
    match kind:
        case "empty":
            file.write_bytes(b"")
        case "noise":
            file.write_bytes(bytes((k * 7919 + k // 13) % 256 for k in range(50_000)))
        case "text":
            file.write_text("I am a clip, honest.\n" * 50)
        case "mp4 cut short":
            file.write_bytes(mp4[: len(mp4) // 2])
        case "mkv cut short":
            file.write_bytes(mkv[: len(mkv) // 3])
        case "header only":
            file.write_bytes(mp4[:64])
        case "a codec we lack":
            file.write_bytes(mkv.replace(b"V_MPEG4/ISO/AVC", b"V_MPEG4/ISO/QQQ"))
        case "a wide gif":
            size = (60_000).to_bytes(2, "little") * 2
            head = b"GIF89a" + size + b"\x80\0\0" + bytes(6) + b"\x2c" + bytes(4) + size
            file.write_bytes(head + b"\0\x02\x02\x44\x01\0\x3b")
        case "sound alone":
            wav.write(folder / "s.wav", 8000, wav.silence(8000, 2000))
            (folder / "s.wav").rename(file)
        case "spoiled inside":
            middle = len(mp4) // 2
            file.write_bytes(mp4[:5000] + bytes(middle - 5000) + mp4[middle:])
        case "tiny":
            made(file, size="32x32", seconds=1)
    return file


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("empty", "is empty"),
        ("noise", "is no clip"),
        ("text", "is no clip"),
        ("mp4 cut short", "is cut short"),
        ("mkv cut short", "is cut short"),
        ("header only", "is cut short|is no clip|cannot be read"),
        ("a codec we lack", r"cannot read here \(V_MPEG4/ISO/QQQ\)"),
        ("a wide gif", "too large|pixels|cannot be read"),
        ("sound alone", "has sound but no picture"),
        ("tiny", "is 32x32 pixels"),
    ],
)
def test_a_clip_that_cannot_be_used_is_told_with_the_reason(kind, told, good, tmp_path):
    with pytest.raises(ConfigError, match=told) as error:
        clips.look(spoiled(tmp_path, kind, good), "channels/owls/x")
    assert str(error.value).startswith("channels/owls/x  ")
    assert error.value.problems[0].next


def test_a_clip_that_is_spoiled_inside_gives_a_verdict_and_no_trace(good, tmp_path):
    try:
        clips.look(spoiled(tmp_path, "spoiled inside", good))
    except ConfigError as error:
        assert error.problems[0].next


def hours(file: Path, count: float) -> Path:
    """A piece of silence so many hours long: a header, and a hole in the disk."""
    wav.write(file, 8000, wav.silence(8000, 10))
    head, size = bytearray(file.read_bytes()[:44]), int(count * 3600 * 8000 * 2)
    head[4:8], head[40:44] = (size + 36).to_bytes(4, "little"), size.to_bytes(4, "little")
    file.write_bytes(bytes(head))
    with file.open("ab") as f:
        f.truncate(44 + size)
    return file


def test_eight_hours_of_sound_are_refused_as_music_and_as_a_clip(tmp_path):
    file = hours(tmp_path / "night.wav", 8)
    with pytest.raises(ConfigError, match=r"is 8\.0 hours long"):
        clips.listen(file)
    with pytest.raises(ConfigError, match="no picture"):
        clips.look(file)


def test_music_in_another_box_is_taken(tmp_path):
    ffmpeg.run(["-f", "lavfi", "-i", "sine=440:d=3", "-c:a", "flac", str(tmp_path / "song.mkv")])
    assert clips.listen(tmp_path / "song.mkv") == pytest.approx(3, abs=0.1)


def test_a_look_that_takes_too_long_is_given_up(good):
    with pytest.raises(ConfigError, match=r"takes longer than 0\.001 seconds"):
        clips.look(good / "good.mp4", patience=0.001)


LOOKED = """
import json, pathlib, resource, sys
from ytempire.errors import YtempireError
from ytempire.media import clips
from ytempire.media.rolls import Footage, plan
said = {}
for name in sys.argv[1:]:
    try:
        clip = clips.look(pathlib.Path(name))
        made = Footage(pathlib.Path(name), clip, plan(clip.seconds, 0, 1, 20, 30), "cover", 480, 270, 30)
        said[name] = sum(1 for _ in made.frames(0, 20))
    except YtempireError as error:
        said[name] = str(error)
print(json.dumps([said, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux counts it")
def test_no_clip_takes_more_than_512_megabytes(good, tmp_path):
    files = [spoiled(tmp_path / f"f{k}", kind, good) for k, kind in enumerate(("a wide gif", "noise", "mkv cut short"))
             if (tmp_path / f"f{k}").mkdir() is None]  # fmt: skip
    files.append(hours(tmp_path / "night.wav", 8))
    files.append(made(tmp_path / "large.mp4", "-pix_fmt", "yuv420p10le", "-bf", "3", size="3840x2160", seconds=0.2))
    files.append(made(tmp_path / "quick.mp4", size="1280x720", rate=240, seconds=0.3))
    told = subprocess.run(
        [sys.executable, "-c", LOOKED, *map(str, files)], capture_output=True, text=True, check=True, timeout=120
    )
    said, kilobytes = json.loads(told.stdout)
    assert kilobytes < MOST_KB
    assert [said[str(f)] for f in files[-2:]] == [20, 20]
    assert all(isinstance(said[str(f)], str) for f in files[:-2])


def test_a_name_that_is_an_option_or_an_address_is_only_a_name(good, tmp_path):
    for name in ("-y.mp4", "http:x.mp4", "a'b, [c]: %d.mp4", "x\ny.mp4"):
        shutil.copy(good / "good.mp4", tmp_path / name)
        assert clips.look(tmp_path / name).width == 320
