"""A channel's own theme and fonts, from its folder through the timeline into the drawn frame."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ytempire.config.sections import Budget, Footage, Look
from ytempire.contracts import DrawScene, Kit, Picturing
from ytempire.errors import ConfigError
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media import fonts
from ytempire.media.blobs import Blobs
from ytempire.media.themes import rgb
from ytempire.models import Asked, Cut, History, Timeline, Title
from ytempire.providers.scene_ffmpeg import FfmpegScene
from ytempire.stages.own_theme import own_theme
from ytempire.stages.render import picturing

MINE = """\
base: paper
fonts: {display: fonts/Mine.ttf}
accent: "#0b4fc4"
paper: {near: "#eef3f8", far: "#dfe8f2", lights: ["#f8fbff", "#d5e2f0"]}
"""


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    folder = tmp_path / "channels" / "owls"
    (folder / "fonts").mkdir(parents=True)
    shutil.copy(fonts.FOLDER / "JetBrainsMono-ExtraBold.ttf", folder / "fonts" / "Mine.ttf")
    (folder / "mine.yaml").write_text(MINE)
    ledger = Ledger(tmp_path / "ytempire.db")
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
    kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch")
    return Gateway(run.id, "owls", ledger, Store(tmp_path / "cache" / "calls"), kit, Budget(), stage="timeline")


def test_it_is_brought_whole_and_drawn_as_it_says(gateway: Gateway) -> None:
    import numpy as np

    own = own_theme(Look(theme="mine.yaml#0123456789ab"), Footage(), gateway)
    assert own is not None
    assert list(own.fonts) == ["fonts/Mine.ttf"]
    cut = Cut(id="s01", frames=30, visual=Title(headline="Quiet wings"), layout="center")
    film = Timeline(width=480, height=270, theme="mine.yaml", own=own, captions="none", cuts=(cut,))
    again = Timeline.model_validate_json(film.model_dump_json())
    assert again == film
    scene = FfmpegScene(FfmpegScene.Options(), gateway.kit)
    file = gateway.kit.home / "frame.raw"
    scene.keep_frames(DrawScene(cut=cut, look=picturing(again), first=29, last=30), file)
    bright = np.frombuffer(file.read_bytes(), np.uint8)[: 480 * 270]
    assert abs(float(np.median(bright)) - (16 + rgb("#e6edf5")[1] / 255 * 219)) < 16
    plain = Picturing(width=480, height=270, fps=30, theme="paper", captions="none")
    scene.keep_frames(DrawScene(cut=cut, look=plain, first=29, last=30), file)
    assert abs(np.frombuffer(file.read_bytes(), np.uint8).astype(int)[: 480 * 270] - bright).mean() > 1


def test_one_of_ours_needs_no_file(gateway: Gateway) -> None:
    assert own_theme(Look(theme="dusk"), Footage(), gateway) is None


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("mine.yaml", "base: papre\n", "channels/owls/mine.yaml:1  base: papre: no such theme. Did you mean paper?"),
        ("fonts/Mine.ttf", "no font", "mine.yaml:2  fonts.display: channels/owls/fonts/Mine.ttf  is no font"),
        ("mine.yaml", "fonts: {display: ../../x.ttf}\n", "outside"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_before_anything_is_drawn(gateway: Gateway, file: str, text: str, why: str) -> None:
    (gateway.kit.channel_folder / file).write_text(text)
    with pytest.raises(ConfigError, match=why):
        own_theme(Look(theme="mine.yaml"), Footage(), gateway)


def test_an_accent_that_cannot_be_read_on_it_is_refused(gateway: Gateway) -> None:
    with pytest.raises(ConfigError, match=r"look.accent  the accent #ffe9a0 cannot be read"):
        own_theme(Look(theme="mine.yaml", accent="#ffe9a0"), Footage(), gateway)
