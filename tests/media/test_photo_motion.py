"""A photograph moves by parts of a pixel, and stays as sharp as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ytempire.contracts import DrawScene, Kit, Picturing
from ytempire.media import ffmpeg, grounds, pairs, pictures, stills
from ytempire.media.blobs import Blobs
from ytempire.media.pans import EDGE, SLACK, Still, along, bordered, frame_planes, phase, placed, travelled
from ytempire.media.themes import theme
from ytempire.media.zones import zones
from ytempire.models import Blob, Cut, Pair, Picture, Visual
from ytempire.providers.scene_ffmpeg import FfmpegScene

W, H = 640, 360
FRAMES = 90
MOTIONS: tuple[stills.Motion, ...] = ("auto", "in", "out", "left", "right", "up", "down", "still")
MOST = 0.1  # pixels that an edge may be off its path


@given(st.floats(EDGE, 700), st.floats(1.02, 1.16))
def test_a_phase_says_how_far_off_it_is(at, size):
    begin, skip, off = phase(at, size)
    assert begin >= 0
    assert abs(abs(begin + (size - 1) / 2 + skip * size - at) - off) < 1e-6
    assert off <= 0.09


@pytest.fixture(scope="module")
def planes():
    import cv2

    dice = np.random.default_rng(5)
    w, h = round(W * 1.16 / 4) * 4, round(H * 1.16 / 4) * 4
    fine = cv2.resize(dice.integers(16, 235, (h // 2, w // 2), dtype=np.uint8), (w, h), interpolation=cv2.INTER_CUBIC)
    half = np.ascontiguousarray(fine[::2, ::2])
    return tuple(bordered(p) for p in (fine, half, half))


@pytest.mark.parametrize(
    "pan",
    [
        ((4.0, 3.0, 1.14), (45.0, 26.0, 1.02)),
        ((0.0, 10.0, 1.03), (80.0, 20.0, 1.03)),
        ((50.0, 40.0, 1.04), (0.0, 30.3, 1.04)),
        ((10.7, 0.0, 1.02), (20.0, 8.0, 1.13)),
    ],
)
def test_it_is_what_an_exact_warp_gives_and_keeps_its_sharpness(planes, pan):
    import cv2

    frame = np.empty((H, W), np.uint8)
    sharp = []
    for t in np.linspace(0, 1, 25):
        x, y, s = along(pan, t)
        placed(planes[0], frame, (x, y, s))
        way = np.array([[s, 0, x + EDGE], [0, s, y + EDGE]])
        exact = cv2.warpAffine(planes[0], way, (W, H), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        assert np.abs(exact.astype(int) - frame).mean() < 2
        sharp.append(float(cv2.Laplacian(frame, cv2.CV_32F).std()) / s**2)
    assert max(sharp) / min(sharp) < 1.1


# --- the path of an edge ---


def card(folder: Path, name: str = "card.png", alpha: bool = False, soft: float = 0.0) -> Path:
    """A test card: a white field on black, whose four edges are to be followed; as a cut-out, its middle alone."""
    import cv2
    from PIL import Image

    pixels = np.zeros((900, 1600, 4 if alpha else 3), np.uint8)
    pixels[..., :3] = 20
    if alpha:
        pixels[400:540, 640:860] = 255
    else:
        pixels[330:610, 520:1130] = 235
    if soft:
        pixels = cv2.GaussianBlur(pixels, (0, 0), soft)
    Image.fromarray(pixels).save(folder / name)
    return folder / name


def edges(y: Any) -> tuple[float, float]:
    """Where the left and the upper edge of the white field are: so much of the few pixels around them is dark."""
    y = y.astype(np.float64)
    h, w = y.shape
    band = max(2, h // 40)
    across, down = y[h // 2 - band : h // 2 + band].mean(0), y[:, w // 2 - band : w // 2 + band].mean(1)
    out = []
    for line in (across[: w // 2], down[: h // 2]):
        near = int(np.argmax(line > (line.min() + line.max()) / 2))
        dark, bright = line[near - 9 : near - 5].mean(), line[near + 5 : near + 9].mean()
        assert bright - dark > 60
        out.append(near - 5 + float(((bright - line[near - 5 : near + 5]) / (bright - dark)).sum()))
    return out[0], out[1]


def wobble(path: list[float]) -> float:
    """How far a path departs from a smooth one, at most."""
    t = np.linspace(-1, 1, len(path))
    return float(np.abs(np.polynomial.Polynomial.fit(t, path, 7)(t) - path).max())


def followed(frames: Any) -> float:
    found = [edges(y) for y in frames]
    return max(wobble([f[k] for f in found]) for k in (0, 1))


def moved(still: Still, size: tuple[int, int], frames: int = FRAMES) -> Any:
    planes, spare = frame_planes(*size), frame_planes(*size)
    for i in range(frames):
        travelled(still, i, frames, 30, planes, spare)
        yield planes[0].copy()


@pytest.mark.parametrize("motion", MOTIONS)
def test_an_edge_keeps_to_its_path_in_the_planes(motion, tmp_path):
    made = stills.still(card(tmp_path), (960, 540), 2, FRAMES / 30, motion)
    assert followed(moved(made, (960, 540))) <= MOST


@pytest.mark.parametrize("motion", ["in", "out"])
def test_an_edge_keeps_to_its_path_through_every_size(motion, tmp_path):
    """Long scenes pass sizes such as 1.5, 4/3 and 1.25, at which a resize alone would be a quarter of a pixel off."""
    still = stills.still(card(tmp_path), (W, H), 0, 20.0, motion)
    assert max(end[2] for end in still.ways[0]) > 1.4
    assert followed(moved(still, (W, H), 240)) <= MOST


def test_a_slow_zoom_never_leaves_its_exact_way(tmp_path):
    still = stills.still(card(tmp_path), (W, H), 0, 6.0, "in")
    found = [edges(y)[0] for y in moved(still, (W, H), 180)]
    x0 = found[0] * 0
    for frame, at in enumerate(found):
        t = (frame + 15) / (180 + 30 - 1)
        x, _, s = along(still.ways[0], t)
        scale = still.planes[0].shape[1] - 2 * EDGE
        exact = (520 * scale / 1600 - x - 0.5) / s + 0.5
        x0 = max(x0, abs(at - exact))
    assert x0 <= MOST + SLACK


def scene(kit: Kit, visual: Visual, size: tuple[int, int], frames: int = FRAMES, **more: Any) -> tuple[Cut, Picturing]:
    files = {p.name: kit.blobs.put(p.read_bytes(), p.suffix) for p in sorted(kit.home.glob("*.png"))}
    cut = Cut(id="s1", frames=frames, visual=visual, files=files, plain=True, **more)
    return cut, Picturing(width=size[0], height=size[1], fps=30, theme="midnight", captions="none")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    card(tmp_path)
    card(tmp_path, "front.png", alpha=True)
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


def lumas(kit: Kit, segment: Blob, size: tuple[int, int]) -> list[Any]:
    """A segment's frames as they are decoded."""
    out = kit.home / "y.raw"
    ffmpeg.run(["-i", str(kit.blobs.path(segment)), "-f", "rawvideo", "-pix_fmt", "gray", str(out)])
    return list(np.fromfile(out, np.uint8).reshape(-1, size[1], size[0]))


@pytest.mark.slow
@pytest.mark.parametrize("motion", ["in", "right", "down"])
def test_an_edge_keeps_to_its_path_in_the_finished_segment(motion, kit):
    size = (960, 540)
    card(kit.home, soft=1.4)  # as a lens draws an edge; what is harder, an encoder's quarters of a pixel show
    cut, look = scene(kit, Picture(file="card.png", motion=motion), size, 60)
    drawn = FfmpegScene(FfmpegScene.Options(crf=12), kit).answer(DrawScene(cut=cut, look=look), "call")
    assert followed(lumas(kit, drawn.segment, size)) <= MOST


@pytest.mark.parametrize("motion", MOTIONS)
def test_both_layers_of_a_picture_keep_to_their_paths(motion, kit):
    import cv2

    size = (960, 540)
    cut, look = scene(kit, Picture(file="card.png", front="front.png", motion=motion), size)
    ground = grounds.ground(cut, look, theme("midnight"), zones(1920, 1080), kit.blobs)
    seen = [planes[0].copy() for planes in ground.frames(0, FRAMES)]
    outer = [cv2.threshold(y, 180, 180, cv2.THRESH_TRUNC)[1] for y in seen]
    assert followed(outer) <= MOST
    back, front = cut.files["card.png"], cut.files["front.png"]
    far, near = stills.layered(
        (kit.blobs.path(back), "back"), (kit.blobs.path(front), "front"), size, 0, 3.0, motion, (0, 0, 0), None
    )
    if motion != "still":
        ways = [np.array(one.ways[0]) for one in (far, near)]
        far_goes, near_goes = (np.abs(w[1] - w[0]).max() for w in ways)
        assert near_goes > 1.3 * far_goes


@pytest.mark.parametrize("way", ["beside", "becomes"])
def test_pictures_of_a_pair_keep_to_their_paths(way, kit):
    picture, places = Picture(file="card.png", motion="in"), zones(1920, 1080)
    cut, look = scene(kit, Pair(first=picture, second=picture, way=way), (960, 540), beats=(0, 200))
    ground = grounds.ground(cut, look, theme("midnight"), places, kit.blobs)
    hung = pairs.windows(cut, theme("midnight"), places)
    left, top, wide, tall = pictures.pixels(hung[0], 0.5) if hung else (0, 0, 960, 540)
    seen = [y[top : top + tall, left : left + wide].copy() for y, _, _ in ground.frames(0, 55)]
    assert followed(seen) <= MOST
