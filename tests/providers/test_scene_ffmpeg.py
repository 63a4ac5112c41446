"""Scenes drawn whole: exact frames, the same bytes, the right colours, and bad pictures refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ytempire.contracts import DrawScene, Kit, Picturing
from ytempire.errors import ConfigError
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.media.themes import rgb, theme
from ytempire.models import Blob, Counter, Cue, CueWord, Cut, Picture, Title
from ytempire.providers.scene_ffmpeg import FfmpegScene


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "it's [a], folder: odd")


def ask(
    kit: Kit, frames: int = 20, size: tuple[int, int] = (480, 270), options: dict[str, Any] | None = None, **more: Any
) -> Any:
    words = tuple(CueWord(text=w, start=3 * i, end=3 * i + 3) for i, w in enumerate(["A", "box", "on", "a", "ship"]))
    own = {"id": "s1", "role": "x", "title": "", "frames": frames, "count": 3}
    own |= {"visual": Title(headline="The box", accent="box"), "cues": (Cue(start=0, end=15, words=words),)}
    cut = Cut(**{**own, **more})
    scene = FfmpegScene(FfmpegScene.Options(**(options or {"preset": "ultrafast"})), kit)
    look = Picturing(width=size[0], height=size[1], fps=30, theme="midnight", captions="words", mark="Boxes")
    request = DrawScene(cut=cut, look=look)
    return scene.answer(request, "call")


def pixels(kit: Kit, blob: Blob, frame: int) -> Any:
    import numpy as np

    film = kit.blobs.path(blob)
    media = ffmpeg.probe(film)
    args = [
        "-i",
        str(film),
        "-vf",
        f"select=eq(n\\,{frame})",
        "-frames:v",
        "1",
        "-pix_fmt",
        "rgb24",
        "-f",
        "rawvideo",
        "out.rgb",
    ]
    ffmpeg.run(args, cwd=kit.home)
    return (
        np.frombuffer((kit.home / "out.rgb").read_bytes(), np.uint8).reshape(media.height, media.width, 3).astype(int)
    )


@pytest.mark.parametrize("frames", [1, 2, 31])
def test_a_segment_has_exactly_its_frames_and_no_sound(kit: Kit, frames: int) -> None:
    drawn = ask(kit, frames)
    media = ffmpeg.probe(kit.blobs.path(drawn.segment))
    counted = ffmpeg.run(["-i", str(kit.blobs.path(drawn.segment)), "-f", "null", "-"])
    assert drawn.frames == frames == counted.frames
    assert (media.width, media.height) == (480, 270)
    assert not media.audio
    assert (media.codec, media.pix_fmt, media.color) == ("h264", "yuv420p", "bt709")


def test_the_same_scene_gives_the_same_bytes_and_another_word_gives_others(kit: Kit) -> None:
    first = ask(kit).segment
    assert ask(kit).segment == first
    assert ask(kit, visual=Title(headline="The ship")).segment != first
    assert ask(kit, variant=1).segment != first


def test_nothing_is_left_in_scratch(kit: Kit) -> None:
    ask(kit)
    assert list(kit.scratch.iterdir()) == []


def test_the_words_have_the_themes_own_colours(kit: Kit) -> None:
    import numpy as np

    chosen = theme("midnight")
    visual = Counter(value=8, shown="888", label="boxes")
    drawn = ask(kit, 60, (960, 540), visual=visual, cues=(), options={"crf": 12}, index=1)
    seen = pixels(kit, drawn.segment, 50).reshape(-1, 3)
    for colour in (chosen.ink, chosen.accent):
        near = np.abs(seen - np.array(rgb(colour))).max(1)
        assert (near <= 8).sum() > 60, colour


def test_captions_are_burnt_in(kit: Kit) -> None:
    import numpy as np

    with_words, without = pixels(kit, ask(kit).segment, 8), pixels(kit, ask(kit, cues=()).segment, 8)
    low = np.abs(with_words - without)[190:240]
    assert low.max() > 100


def picture(kit: Kit, size: tuple[int, int] = (640, 480)) -> Blob:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG")
    return kit.blobs.put(out.getvalue(), ".jpg")


@pytest.mark.parametrize("size", [(480, 270), (270, 480)])
@pytest.mark.parametrize("variant", [0, 1])
def test_a_photograph_is_drawn(kit: Kit, size: tuple[int, int], variant: int) -> None:
    drawn = ask(
        kit, 12, size, visual=Picture(file="p.jpg", title="A ship"), files={"p.jpg": picture(kit)}, variant=variant
    )
    assert drawn.frames == 12
    assert pixels(kit, drawn.segment, 6).std() > 15


def test_a_bad_photograph_is_refused_by_its_name(kit: Kit) -> None:
    bad = kit.blobs.put(b"not a picture", ".jpg")
    with pytest.raises(ConfigError, match=r"pictures/x.jpg  this is not a picture"):
        ask(kit, visual=Picture(file="pictures/x.jpg"), files={"pictures/x.jpg": bad})
    with pytest.raises(ConfigError, match=r"the picture pictures/x.jpg is not there"):
        ask(kit, visual=Picture(file="pictures/x.jpg"))


def test_an_encoder_that_does_not_work_here_falls_back(kit: Kit) -> None:
    broken = [t.encoder for t in ffmpeg.encoders() if not t.works and t.encoder != "libx264"]
    if not broken:
        pytest.skip("every hardware encoder works here")
    assert ask(kit, 5, options={"encoder": broken[0]}).frames == 5


def test_its_version_names_what_draws() -> None:
    told = FfmpegScene.version(FfmpegScene(FfmpegScene.Options(), None))
    assert all(name in told for name in ("ffmpeg", "opencv", "numpy", "pillow"))
