"""Maps and end cards drawn whole: what lies on the ground and not in the graphics."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ytempire.contracts import DrawScene, Kit, Picturing
from ytempire.errors import ConfigError
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Area, Blob, Cut, End, Map, Series, Spot
from ytempire.providers.scene_ffmpeg import FfmpegScene


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


def drawn(kit: Kit, visual: Any, frames: int, frame: int, files: dict[str, Blob] | None = None) -> Any:
    """One frame of a small scene, as rows of red, green and blue."""
    import numpy as np

    cut = Cut(id="s1", frames=frames, visual=visual, count=3, files=files or {}, beats=(0, 0, 0), layout="center")
    scene = FfmpegScene(FfmpegScene.Options(preset="ultrafast", crf=12), kit)
    look = Picturing(width=480, height=270, fps=30, theme="midnight")
    film = scene.answer(DrawScene(cut=cut, look=look), "call").segment
    raw = kit.home / "out.rgb"
    ffmpeg.run(
        ["-i", str(kit.blobs.path(film)), "-vf", f"select=eq(n\\,{frame})", "-frames:v", "1", "-pix_fmt", "rgb24",
         "-f", "rawvideo", str(raw)],
        cwd=kit.home,
    )  # fmt: skip
    return np.frombuffer(raw.read_bytes(), np.uint8).reshape(270, 480, 3).astype(int)


def test_the_land_is_lighter_than_the_sea(kit: Kit) -> None:
    seen = drawn(kit, Map(title="", spots=(Spot(name="Madrid", north=40.4, east=-3.7),)), 40, 25)
    bare = drawn(kit, Map(title="", spots=(Spot(name="Nowhere", north=-40, east=-110),)), 40, 25)
    change = (seen - bare).sum(axis=2)
    assert change[170:220, 215:330].mean() > 12  # the Sahara
    assert change[84:105, 200:230].mean() > 12  # Castile
    assert abs(change[60:160, 4:90].mean()) < 8  # the Atlantic


def test_the_next_video_hangs_in_its_frame_and_a_lost_picture_is_refused(kit: Kit) -> None:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (480, 480), (30, 200, 60)).save(data, "PNG")
    picture = kit.blobs.put(data.getvalue(), ".png")
    visual = End(headline="Bye", next="More", next_file="next.png")
    seen = drawn(kit, visual, 40, 25, {"next.png": picture})
    red, green, blue = seen[80, 300]
    assert green > red + 80
    assert green > blue + 80
    assert drawn(kit, visual, 40, 25)[80, 300][1] < 120
    with pytest.raises(ConfigError, match=r"the picture next\.png is not there"):
        drawn(kit, visual, 40, 25, {"next.png": Blob(digest="0" * 64, bytes=9, suffix=".png")})


def test_a_surface_draws_itself_from_left_to_right(kit: Kit) -> None:
    visual = Area(title="", labels=("a", "b"), series=(Series(values=(9, 9)),))
    early, late = drawn(kit, visual, 60, 4), drawn(kit, visual, 60, 50)
    left, right = (slice(120, 180), slice(50, 90)), (slice(120, 180), slice(300, 340))
    red = late[..., 0] - early[..., 0]
    assert red[right].mean() > 20
    assert abs(red[left].mean()) < 10
