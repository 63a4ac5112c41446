"""What is in a film's file: what is told of it, what is refused, and that any name is only a name."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.ffmpeg.probe import read

# --- what is in a file ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clip")
    tag = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,format=yuv420p"
    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=30", "-f", "lavfi", "-i", "sine=sample_rate=48000",
         "-vf", tag, "-t", "2.5", "-ac", "2", "-c:a", "aac", "clip.mp4"], cwd=folder,
    )  # fmt: skip
    return folder / "clip.mp4"


def test_probing_counts_what_is_there(clip):
    media = ffmpeg.probe(clip)
    assert (media.width, media.height, media.fps, media.frames, media.seconds) == (320, 180, 30.0, 75, 2.5)
    assert (media.codec, media.pix_fmt, media.color) == ("h264", "yuv420p", "bt709")
    assert (media.audio_codec, media.audio_rate, media.audio_channels) == ("aac", 48000, 2)
    assert media.audio_seconds == pytest.approx(2.5, abs=0.03)


def test_a_playlist_in_disguise_cannot_read_a_file(tmp_path, clip):
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://{clip}\n#EXT-X-ENDLIST\n"
    for text in (playlist, f"ffconcat version 1.0\nfile '{clip}'\n"):
        disguised = tmp_path / "film.mp4"
        disguised.write_text(text)
        with pytest.raises(Refused):
            ffmpeg.probe(disguised)


@pytest.mark.parametrize("name", ["-y.mp4", "http:x.mp4", "it's; [a],b=%d.mp4", "zwölf ☂.mp4"])
def test_any_name_of_a_file_is_only_a_name(tmp_path, clip, name):
    file = tmp_path / name
    file.write_bytes(clip.read_bytes())
    assert ffmpeg.probe(file).frames == 75


@pytest.mark.parametrize("data", [b"", b"hello\n" * 100, bytes(5000), b"\0\0\0\x18ftypmp42" + bytes(64)])
def test_what_is_no_film_is_refused(tmp_path, data):
    file = tmp_path / "x.mp4"
    file.write_bytes(data)
    with pytest.raises(Refused):
        ffmpeg.probe(file)


STREAMS = (
    "  Stream #0:0: Video: h264 (High), yuv420p(tv, bt709), 1x1, 30 fps",
    "  Stream #0:1: Audio: aac, 48000 Hz, stereo",
    "  Stream #0:0[0x1](und): Video: , , x, fps",
    "  Stream #0:3: Video: vp9, yuv420p, 99999999x9, 1.2.3k fps",
)


OTHERS = ("    title           : Stream #0:0: Video: h264", "               : Stream #0:1: Audio: aac", "Stream #0:0")


@given(st.text(max_size=200), st.lists(st.sampled_from([*STREAMS, *OTHERS]), max_size=5))
def test_reading_what_it_tells_never_fails_and_counts_only_streams(noise, lines):
    media = read("\n".join(["Input #0", noise, *lines]))
    assert media.streams == sum(line in STREAMS for line in lines)
