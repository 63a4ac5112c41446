"""The page of what can be seen is current, and shows every kind."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import gallery  # noqa: E402

from ytempire.editorial.directive import VISUALS, read_visual  # noqa: E402
from ytempire.media.ornaments import ORNAMENTS  # noqa: E402
from ytempire.media.themes import NAMES  # noqa: E402
from ytempire.models.theme import Motion, Paper, Theme, Type  # noqa: E402


def test_the_pages_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.main(["--check"]) == 0, capsys.readouterr().out


def test_every_kind_has_an_example_and_a_picture_of_a_sane_size() -> None:
    assert list(gallery.examples()) == list(VISUALS)
    sizes = {name: (gallery.PICTURES / f"{name}.jpg").stat().st_size for name in gallery.every()}
    assert sum(sizes.values()) < 6_500_000
    assert {f.stem for f in gallery.PICTURES.iterdir()} == set(sizes)


def test_every_example_on_the_page_is_read_back_as_it_was_written() -> None:
    page = (ROOT / "docs" / "scenes.md").read_text("utf-8")
    blocks = re.findall(r"^```visual\n(.*?)^```$", page, re.S | re.M)
    assert len(blocks) == len(VISUALS)
    assert [read_visual(block) for block in blocks] == [(visual, []) for visual in gallery.examples().values()]


def test_every_key_of_every_kind_says_what_it_is() -> None:
    rows = [row for row in "\n".join(gallery.scenes()).splitlines() if row.startswith("| `")]
    assert len(rows) > 80
    assert not [row for row in rows if row.endswith("|  |")]


def test_the_page_of_themes_names_every_theme_key_and_choice() -> None:
    page = (ROOT / "docs" / "themes.md").read_text("utf-8")
    keys = {name for part in (Theme, Type, Paper, Motion) for name in part.model_fields} - {"name", "summary"}
    for word in (*NAMES, *ORNAMENTS, *keys):
        assert f"`{word}`" in page, word


@pytest.mark.slow
def test_a_kind_is_drawn_in_every_theme_and_shape(tmp_path: Path) -> None:
    from PIL import Image

    gallery.draw(["statement"], tmp_path)
    with Image.open(tmp_path / "statement.jpg") as sheet:
        assert sheet.width > 1500
        assert len(sheet.convert("RGB").resize((320, 160)).getcolors(1 << 20) or ()) > 2000
