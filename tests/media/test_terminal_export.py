"""A terminal as a file: alpha laid over red and over blue, and nothing half-written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ytempire.errors import ConfigError
from ytempire.media import ffmpeg
from ytempire.media.terminal.export import _clear, chosen, export
from ytempire.media.terminal.place import alone
from ytempire.media.terminal.play import of_script
from ytempire.media.terminal.schemes import scheme
from ytempire.media.terminal.script import parse
from ytempire.media.terminal.showing import Showing, laid_out
from ytempire.media.themes import rgb, theme

SIZE = (480, 270)


def showing(name: str = "harbour", fps: int = 10) -> tuple[Showing, float]:
    play = of_script(parse("prompt: ''\nrun: ls\noutput: █████ \\e[31mred\\e[0m\n"), "s")
    box, unit = alone(*SIZE)
    return Showing(play, laid_out(play, box), scheme(name), "block", (), fps, "s"), unit


def colours(planes: tuple[Any, ...]) -> Any:
    """Y, U, V of BT.709 in studio range as red, green, blue."""
    y, u, v = (np.kron(p, np.ones((SIZE[1] // p.shape[0],) * 2)) if p.shape[0] < SIZE[1] else p for p in planes)
    y, u, v = (y.astype(float) - 16) / 219, (u.astype(float) - 128) / 224, (v.astype(float) - 128) / 224
    r, b = y + 1.5748 * v, y + 1.8556 * u
    return np.clip(np.dstack([r, (y - 0.2126 * r - 0.0722 * b) / 0.7152, b]) * 255, 0, 255)


def decoded(file: Path, decoder: tuple[str, ...] = ()) -> Any:
    """The last frame of a film as red, green, blue and alpha."""
    full = (
        "scale=in_color_matrix=bt709:in_range=tv:out_range=pc," if file.suffix != ".mov" or "pro" in file.stem else ""
    )
    ffmpeg.run([*decoder, "-i", file.name, "-vf", f"{full}format=rgba", "-f", "rawvideo", "out.raw"], cwd=file.parent)
    raw = np.frombuffer((file.parent / "out.raw").read_bytes(), np.uint8)
    return raw.reshape(-1, SIZE[1], SIZE[0], 4)[-1].astype(float)


def over(picture: Any, ground: tuple[int, int, int]) -> Any:
    share = picture[..., 3:] / 255
    return picture[..., :3] * share + np.array(ground) * (1 - share)


KINDS = [("prores", ".mov", ()), ("qtrle", ".mov", ()), ("vp9", ".webm", ("-c:v", "libvpx-vp9"))]
RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.mark.parametrize("name", ["harbour", "chalk"])
@pytest.mark.parametrize(("kind", "suffix", "decoder"), KINDS)
def test_alpha_is_right_over_red_and_over_blue_and_no_edge_has_a_halo(
    kind: Any, suffix: str, decoder: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    shown, unit = showing(name)
    out = tmp_path / f"{kind}{suffix}"
    made = export(shown, out, kind, SIZE, unit, 0.4, alpha=True)
    assert (made.frames, made.alpha) == (4, True)
    found = decoded(out, decoder)
    planes = list(_clear(shown, SIZE, unit, 1 if kind != "vp9" else 2, 0, 4))[-1]
    wanted = np.dstack([colours(planes[:3]), planes[3]])
    soft = {"prores": 4, "qtrle": 2.5, "vp9": 9}[kind]
    assert np.abs(found[..., 3] - wanted[..., 3]).max() <= (6 if kind == "vp9" else 2)
    alpha = found[..., 3]
    assert alpha[0].max() == 0, "nothing is behind it"
    assert alpha[SIZE[1] // 2, SIZE[0] // 2] == 255
    assert ((alpha > 8) & (alpha < 247)).sum() > 500, "a soft shadow, round corners"
    dark = np.array(rgb(shown.scheme.ground))
    for ground in (RED, BLUE):
        there, should = over(found, ground), over(wanted, ground)
        assert np.abs(there - should).mean() <= soft
        # a shadow only darkens: where nothing else is, each colour is the ground's or less, never a light seam
        pane = shown.glass(unit)
        beside = there[pane.top + 20 : pane.top + pane.height - 20, max(0, pane.left - 14) : pane.left]
        assert (beside <= np.array(ground) + 26 + soft).all()
        # across the edge it goes from ground to window without passing either
        row = there[pane.top + pane.height // 2, pane.left - 6 : pane.left + 6]
        low, high = np.minimum(dark, ground) - 30, np.maximum(dark, ground) + 30
        assert (row >= np.minimum(low, 0) - 1).all()
        assert (row <= high + soft).all()
    difference = over(found, RED) - over(found, BLUE)
    assert np.abs(difference[..., 0] - (255 - alpha)).max() < 1


@pytest.mark.parametrize(("kind", "suffix"), [("h264", ".mp4"), ("gif", ".gif"), ("vp9", ".webm"), ("prores", ".mov")])
def test_a_film_with_a_ground_has_its_frames_and_size(kind: Any, suffix: str, tmp_path: Path) -> None:
    shown, unit = showing()
    out = tmp_path / f"it's a [film], 100%{suffix}"
    export(shown, out, kind, SIZE, unit, 0.5, theme=theme("midnight"))
    told = ffmpeg.run(["-i", str(out), "-f", "null", "-"])
    assert told.frames in (5, 6)
    assert f"{SIZE[0]}x{SIZE[1]}" in told.stderr
    assert [file.name for file in tmp_path.iterdir()] == [out.name], "nothing else is left"


def test_the_same_terminal_gives_the_same_bytes(tmp_path: Path) -> None:
    for n in (1, 2):
        export(*(showing()[:1]), tmp_path / f"{n}.mp4", "h264", SIZE, showing()[1], 0.5, theme=theme("dusk"))
    assert (tmp_path / "1.mp4").read_bytes() == (tmp_path / "2.mp4").read_bytes()


def test_what_fails_midway_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    shown, unit = showing()
    out = tmp_path / "film.mp4"
    out.write_bytes(b"the film from yesterday")

    class Stopped(Exception):
        pass

    class Torn(Showing):
        def frames(self, *args: Any, **more: Any) -> Any:
            yield next(iter(super().frames(*args, **more)))
            raise Stopped

    broken = Torn(**{name: getattr(shown, name) for name in shown.__dataclass_fields__})
    with pytest.raises(Stopped):
        export(broken, out, "h264", SIZE, unit, 1.0, theme=theme("midnight"))
    assert out.read_bytes() == b"the film from yesterday"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "wanted", "alpha", "why"),
    [
        ("x.avi", "", False, "no kind of file"),
        ("x", "", False, "no suffix"),
        ("x.mp4", "", True, "no alpha"),
        ("x.gif", "", True, "no alpha"),
        ("x.webm", "qtrle", False, "does not go into"),
        ("x.mov", "divx", False, "There are"),
    ],
)
def test_formats_that_do_not_go_together_are_refused(name: str, wanted: str, alpha: bool, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        chosen(Path(name), wanted, alpha)
    assert chosen(Path("x.MOV"), "", True) == "prores"
    assert chosen(Path("x.mov"), "qtrle", True) == "qtrle"
