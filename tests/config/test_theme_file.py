"""A channel's own theme file: what differs from one of ours, every mistake with its line, fonts of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ytempire.config.load import load_channel
from ytempire.config.themes import is_file, read_theme
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import parse
from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.blobs import Blobs
from ytempire.media.graphics.compose import compose
from ytempire.media.ornaments import ORNAMENTS
from ytempire.media.themes import NAMES, READABLE, chosen, contrast, shades, theme, unreadable
from ytempire.media.zones import zones
from ytempire.models import Cut, OwnTheme, Title

MINE = """\
base: midnight
accent: "#7cffb2"
fonts: {display: fonts/Mine.ttf, text: Fraunces-Regular}
type: {upper: true, tight: "0.01"}
paper: {near: "#06140d", far: "#0b2a1c", lights: ["#14503a", "#0d3340"], ornaments: [contours, bokeh]}
motion: {ease: snap, drift: climb}
entrance: pop
"""


def read(text: str):
    return read_theme(parse(text, "channels/owls/mine.yaml"))


def test_a_theme_file_says_only_what_differs() -> None:
    own = read(MINE)
    base = theme("midnight")
    assert own.theme.name == "mine"
    assert own.theme.type.display == own.theme.type.accented == "fonts/Mine.ttf"
    assert own.theme.type.text == "Fraunces-Regular"
    assert own.theme.type.strong == base.type.strong
    assert own.theme.type.upper
    assert own.theme.type.tight == 0.01
    assert (own.theme.motion.ease, own.theme.motion.pace) == ("snap", base.motion.pace)
    assert own.theme.paper.grain == base.paper.grain
    assert list(own.files) == ["fonts/Mine.ttf"]
    assert own.files["fonts/Mine.ttf"] == "channels/owls/mine.yaml:3  fonts.display"


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_of_ours_can_be_the_base_as_it_is(name: str) -> None:
    assert read(f"base: {name}\nname: {name}\n").theme == theme(name)


def test_every_mistake_comes_at_once_with_its_line_and_the_likely_slip() -> None:
    with pytest.raises(ConfigError) as error:
        read(
            "base: paper\nink: red\npaper: {nera: '#ffffff', ornaments: [ring]}\n"
            "motion: {ease: glyde, pace: 9}\nround: 1e9\n"
        )
    assert str(error.value).splitlines() == [
        "channels/owls/mine.yaml:2  ink: red is not a colour such as #ffb000",
        f"channels/owls/mine.yaml:3  paper.ornaments.0: ring is not one of {', '.join(ORNAMENTS)}. Did you mean rings?",
        "channels/owls/mine.yaml:3  paper.nera: no such key. Did you mean near?",
        "channels/owls/mine.yaml:4  motion.ease: glyde is not one of glide, settle, snap, step. Did you mean glide?",
        "channels/owls/mine.yaml:4  motion.pace: 9 is not between 0.5 and 2",
        "channels/owls/mine.yaml:5  round: 1e9 is not a whole number",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "mine.yaml:1  is empty. Begin it with a line such as `base: midnight`"),
        ("- a\n- b\n", "is not a list of keys with values"),
        ("base: midnigt\n", "mine.yaml:1  base: midnigt: no such theme. Did you mean midnight"),
        ("base: paper\nmuted: '#c0b8a8'\n", "mine.yaml:2  muted: #c0b8a8 cannot be read on .* Choose a darker colour"),
        ("base: midnight\naccent: '#203060'\n", "mine.yaml:2  accent: .* Choose a lighter colour"),
        ("base: midnight\non_accent: '#ffffff'\n", "mine.yaml:2  on_accent: #ffffff cannot be read on #ffb224"),
        ("fonts: {display: Inter-Blck}\n", "fonts.display: Inter-Blck: no such font. Did you mean Inter-Black"),
        ("type: {text: x.woff}\n", "mine.yaml:1  type.text: x.woff: no such font. A font file is one of .ttf, .otf"),
        ("paper: flat\n", "mine.yaml:1  paper: flat is not a group of keys"),
        ("paper: {grain: .nan}\n", "paper.grain"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        read(text)


COLOUR = st.integers(0, 0xFFFFFF).map(lambda v: f"#{v:06x}")


@given(
    st.sampled_from(NAMES), st.sampled_from(["ink", "muted", "accent", "on_accent", "panel"]), COLOUR, COLOUR, COLOUR
)
def test_any_colours_can_be_read_or_are_refused(base: str, key: str, one: str, near: str, far: str) -> None:
    try:
        own = read(f"base: {base}\n{key}: '{one}'\npaper: {{near: '{near}', far: '{far}'}}\n").theme
    except ConfigError as error:
        assert "channels/owls/mine.yaml:" in str(error)
        return
    assert not list(unreadable(own))
    assert min(contrast(own.muted, shade) for shade in shades(own)) >= READABLE


@given(st.text(max_size=200))
def test_any_text_is_a_theme_or_refused(text: str) -> None:
    try:
        read(text)
    except ConfigError as error:
        assert "mine.yaml" in str(error)


def test_the_names_of_files_are_told_from_the_names_of_themes() -> None:
    assert is_file("mine.yaml")
    assert is_file("looks/Mine.YML#0123456789ab")
    assert not any(is_file(name) for name in NAMES)


@pytest.fixture
def owls(tmp_path: Path) -> Path:
    folder = tmp_path / "channels" / "owls"
    (folder / "fonts").mkdir(parents=True)
    shutil.copy(fonts.FOLDER / "Fraunces-Bold.ttf", folder / "fonts" / "Mine.ttf")
    (folder / "mine.yaml").write_text(MINE)
    (folder.parent / "owls.yaml").write_text("name: owls\ntitle: Owls\nlook: {theme: mine.yaml}\n")
    return folder


def mistakes(folder: Path) -> list[str]:
    try:
        load_channel(Workspace(folder.parents[1]), "owls")
    except ConfigError as error:
        return [line for line in str(error).splitlines() if "recipe" not in line]
    return []


def test_a_channel_is_checked_with_its_theme_and_fonts(owls: Path) -> None:
    assert mistakes(owls) == []
    (owls / "fonts" / "Mine.ttf").write_bytes(b"wOF2....")
    assert mistakes(owls) == [
        "channels/owls/mine.yaml:3  fonts.display  is a font for web pages. Use its .ttf or .otf file."
    ]
    (owls / "fonts" / "Mine.ttf").unlink()
    assert mistakes(owls) == ["channels/owls/mine.yaml:3  fonts.display  channels/owls/fonts/Mine.ttf is not there"]
    (owls / "mine.yaml").write_text("base: paper\ninc: '#000000'\n")
    assert mistakes(owls) == ["channels/owls/mine.yaml:2  inc: no such key. Did you mean ink?"]
    (owls / "mine.yaml").unlink()
    assert mistakes(owls) == ["channels/owls.yaml:3  look.theme: channels/owls/mine.yaml is not there"]
    (owls.parent / "owls.yaml").write_text("name: owls\ntitle: Owls\nlook: {theme: ../x.yaml}\n")
    (owls.parent / "x.yaml").write_text("base: paper\n")
    assert mistakes(owls) == ["channels/owls.yaml:3  look.theme: ../x.yaml is outside channels/owls/"]


def test_fonts_outside_the_channels_folder_are_not_read(owls: Path) -> None:
    (owls / "mine.yaml").write_text("fonts: {display: ../../Mine.ttf}\n")
    shutil.copy(owls / "fonts" / "Mine.ttf", owls.parents[1] / "Mine.ttf")
    assert "is outside channels/owls/" in mistakes(owls)[0]


def test_an_own_theme_is_drawn_with_its_own_fonts(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    own = read(MINE).theme
    blob = blobs.put((fonts.FOLDER / "Fraunces-Bold.ttf").read_bytes(), ".ttf")
    made = chosen("mine.yaml#1", "", OwnTheme(theme=own, fonts={"fonts/Mine.ttf": blob}), blobs)
    assert made.type.display == str(blobs.path(blob).resolve())
    cut = Cut(id="s01", frames=90, visual=Title(headline="Quiet wings", support="How an owl hunts"))
    text = compose(cut, made, zones(1920, 1080), 30).ass()
    assert r"\fnFraunces Bold" in text
    assert r"\fnFraunces Regular" in text
    fonts.lay(tmp_path / "fonts", text, (made.type.display,))
    assert len(list((tmp_path / "fonts").iterdir())) >= 2
