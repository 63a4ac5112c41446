"""Channels and recipes, whole and checked."""

from pathlib import Path

import pytest
from pydantic import Field

from ytempire import contracts
from ytempire.config.load import load_channel
from ytempire.config.recipes import every_recipe, load_recipe
from ytempire.config.sections import MOODS
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.media.bed import MOODS as BED_MOODS

RECIPE = """\
schema: 1
name: {name}
version: {version}
summary: Why something is as it is.
format: explainer
seconds: [20, 60]
roles:
  - {{name: hook, seconds: [4, 8], visuals: [title, counter]}}
  - {{name: background, min: 2, max: 5, seconds: [8, 20]}}
"""


class Say:
    """A provider's class as config sees one: it has Options."""

    class Options(contracts.Options):
        rate: int = Field(default=160, ge=80, le=450)
        voice: str = "adam"
        path: str = ""


class Bare:
    class Options(contracts.Options):
        pass


KNOWN = {("voice", "say"): Say, ("writer", "plain"): Bare, ("source", "folder"): Say, ("publish", "folder"): Bare}


def find(kind: str, name: str) -> type:
    if (kind, name) not in KNOWN:
        raise ConfigError(f"{name}: no such {kind} provider", next="Did you mean say?")
    return KNOWN[kind, name]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "channels" / "owls" / "notes").mkdir(parents=True)
    recipe(tmp_path, "talk", "1.2.0")
    return Workspace(tmp_path)


def recipe(home: Path, name: str, version: str, text: str = RECIPE, folder: str = "") -> Path:
    place = home / "recipes" / (folder or name)
    place.mkdir(parents=True)
    (place / "recipe.yaml").write_text(text.format(name=name, version=version))
    return place


def channel(space: Workspace, text: str, name: str = "owls") -> None:
    head = f"name: {name}\ntitle: Owls\nrecipe: talk@^1.0\nvoices: {{narrator: {{use: [say]}}}}\n"
    space.channel_file(name).write_text(head + text)


def mistakes(space: Workspace, name: str = "owls") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_channel(space, name, find)
    return [str(problem) for problem in caught.value.problems]


def test_a_channel_loads_with_typed_options(space):
    channel(space, "lexicon: {AI: ay eye}\nsources: {use: [folder], options: {folder: {path: notes, rate: 100}}}")
    found = load_channel(space, "owls", find)
    assert found.sources.options == {"folder": {"path": "notes", "rate": 100}}
    assert found.writer.use == ("offline",)
    assert found.lexicon == {"AI": "ay eye"}


def test_an_unknown_channel_is_named_with_the_close_one(space):
    channel(space, "")
    with pytest.raises(ConfigError, match=r"owl: no such channel\. Did you mean owls\?"):
        load_channel(space, "owl")


def test_what_a_channel_names_is_checked_all_at_once(space):
    space.channel_file("owls").write_text(
        "name: owl\n"
        "title: Owls\n"
        "recipe: talk@^2.0\n"
        "look: {theme: midnite, music: loud}\n"
        "voices:\n"
        "  narrator: {use: [sya], options: {say: {rate: 20, vioce: x}}}\n"
        "  Bad Name: {use: [say]}\n"
        "sources: {use: [folder], options: {folder: {path: nots}}}\n"
        "quality: {approve_at: 40, refuse_below: 60}\n"
    )
    assert mistakes(space) == [
        "channels/owls.yaml:1  name: owl is not the file's name, owls. Name the file owl.yaml, or the channel owls.",
        "channels/owls.yaml:3  recipe: talk@^2.0: no such version of talk. There are: 1.2.0.",
        "channels/owls.yaml:4  look.theme: midnite: no such theme. Did you mean midnight?",
        "channels/owls.yaml:4  look.music: loud: no such mood. There are: calm, bright, tense, warm, none.",
        "channels/owls.yaml:6  voices.narrator.use.0: sya: no such voice provider. Did you mean say?",
        "channels/owls.yaml:6  voices.narrator.options.say.rate: 20 is not between 80 and 450",
        "channels/owls.yaml:6  voices.narrator.options.say.vioce: no such key. Did you mean voice?",
        "channels/owls.yaml:7  voices.Bad Name: a speaker is small letters, digits and _. "
        "In a script it stands in capitals: HOST: and GUEST:.",
        "channels/owls.yaml:8  sources.options.folder.path: channels/owls/nots is not there",
        "channels/owls.yaml:9  quality.refuse_below: 60 is more than approve_at, 40",
    ]


def test_a_broken_key_hides_no_mistake_of_another(space):
    channel(space, "look: {aspect: wide, theme: midnite}\nquality: no\nwriter: {use: [plane]}")
    assert [line.split("  ")[1].split(":")[0] for line in mistakes(space)] == [
        "look.aspect", "look.theme", "quality", "writer.use.0",
    ]  # fmt: skip


def test_an_accent_that_cannot_be_read_is_refused(space):
    channel(space, "look: {theme: paper, accent: '#fff8e0'}")
    (line,) = mistakes(space)
    assert line.startswith("channels/owls.yaml:5  look.accent: ")
    assert "contrast" in line


@pytest.mark.parametrize("music", ["../music.wav", "/etc/passwd", "x\\y.wav", "none.wav", "a/" * 3000 + "x.wav"])
def test_music_is_a_file_of_the_channel(space, music):
    (space.channels / "music.wav").write_bytes(b"RIFF")
    channel(space, f"look: {{music: '{music}'}}")
    assert "look.music" in mistakes(space)[0]


def test_music_that_is_there_is_taken(space):
    (space.channel_folder("owls") / "bed.wav").write_bytes(b"RIFF")
    channel(space, "look: {music: bed.wav}")
    assert load_channel(space, "owls", find).look.music == "bed.wav"


@pytest.mark.parametrize(("text", "words"), [("", "is empty"), ("- a", "not a list of keys"), ("a: *b", "alias")])
def test_a_file_that_is_no_channel_says_why(space, text, words):
    space.channel_file("owls").write_text(text)
    assert words in mistakes(space)[0]


def test_a_channel_speaks_the_language_of_its_recipe(space):
    channel(space, "language: de")
    assert mistakes(space) == [
        "channels/owls.yaml:3  recipe: talk is for en, the channel is de. Take a recipe of the channel's language."
    ]


def test_the_moods_that_config_knows_are_those_of_the_bed():
    assert tuple(BED_MOODS) == MOODS


# --- recipes ---


@pytest.mark.parametrize(
    ("wanted", "version"),
    [("talk", "2.0.0"), ("talk@^1.0", "1.2.0"), ("talk@1.0.0", "1.0.0"), ("talk@~1.0", "1.0.0"), ("talk@2", "2.0.0")],
)
def test_the_newest_version_in_range_is_taken(tmp_path, wanted, version):
    recipe(tmp_path, "talk", "2.0.0")
    recipe(tmp_path, "talk", "1.2.0", folder="talk@1.2.0")
    recipe(tmp_path, "talk", "1.0.0", folder="talk@1.0.0")
    assert load_recipe(Workspace(tmp_path), wanted).version == version


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("talk@^3.0", "no such version of talk. There are: 1.2.0."),
        ("tlak", "tlak: no such recipe. Did you mean talk?"),
        ("talk@new", "not a range of versions"),
        ("../talk", "no such recipe"),
    ],
)
def test_a_recipe_that_is_not_there_is_named_with_those_that_are(space, wanted, words):
    with pytest.raises(ConfigError) as caught:
        load_recipe(space, wanted)
    assert words in str(caught.value)


def test_prompts_come_from_their_files(space):
    prompts = space.recipes / "talk" / "prompts"
    prompts.mkdir()
    (prompts / "script.md").write_text("Write for the ear: {{board}} {{facts}}\n")
    found = load_recipe(space, "talk")
    assert found.prompts["script"].text == "Write for the ear: {{board}} {{facts}}\n"
    assert found.for_writers().prompts == found.prompts
    assert not hasattr(found.for_writers(), "summary")


def test_a_recipe_with_mistakes_names_them_all(tmp_path):
    folder = recipe(tmp_path, "talk", "1.2", text="""\
schema: 1
name: talks
version: {version}
summary: x
format: explainer
seconds: [60, 20]
roles:
  - {{name: hook, min: 3, max: 1, seconds: [9, 4], visuals: [titel]}}
  - {{nam: hook}}
""")  # fmt: skip
    with pytest.raises(ConfigError) as caught:
        every_recipe(Workspace(tmp_path))
    assert [str(p) for p in caught.value.problems] == [
        "recipes/talk/recipe.yaml:3  version: 1.2 is not a version such as 1.2.0",
        "recipes/talk/recipe.yaml:9  roles.1.name: is missing. The part, such as hook, mechanism or payoff.",
        "recipes/talk/recipe.yaml:9  roles.1.nam: no such key. Did you mean name?",
    ]
    file = folder / "recipe.yaml"
    file.write_text(file.read_text().replace("1.2", "1.2.0").replace("{nam:", "{name:"))
    (folder / "prompts").mkdir()
    (folder / "prompts" / "script.md").write_bytes(b"\xff")
    with pytest.raises(ConfigError) as caught:
        every_recipe(Workspace(tmp_path))
    assert [str(p) for p in caught.value.problems] == [
        "recipes/talk/recipe.yaml:2  name: talks is not the folder's name, talk",
        "recipes/talk/recipe.yaml:6  seconds: wants two numbers up to 3600, the smaller first",
        "recipes/talk/recipe.yaml:8  roles.0.min: 3 is more than its max of 1",
        "recipes/talk/recipe.yaml:8  roles.0.seconds: wants two numbers up to 600, the smaller first",
        "recipes/talk/recipe.yaml:8  roles.0.visuals.0: titel: no such picture. Did you mean title?",
        "recipes/talk/prompts/script.md  is not UTF-8. Save it as UTF-8.",
    ]


def test_roles_that_cannot_fill_the_film_are_refused(tmp_path):
    recipe(tmp_path, "talk", "1.0.0", text=RECIPE.replace("[20, 60]", "[600, 900]"))
    with pytest.raises(ConfigError, match="20 to 108 seconds, which never meets the film's"):
        load_recipe(Workspace(tmp_path), "talk")


# --- the workspace ---


def test_a_workspace_is_found_from_a_folder_inside_it(space, monkeypatch):
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(space.channel_folder("owls"))
    assert Workspace.find().home == space.home


def test_a_named_workspace_goes_before_the_environment_and_that_before_the_folder(space, tmp_path_factory, monkeypatch):
    other = tmp_path_factory.mktemp("other")
    (other / "channels").mkdir()
    monkeypatch.setenv("YTEMPIRE_HOME", str(other))
    monkeypatch.chdir(space.home)
    assert Workspace.find().home == other
    assert Workspace.find(space.home).home == space.home


@pytest.mark.parametrize("named", ["/nowhere/at/all", "x" * 5000, "a\0b"])
def test_a_folder_that_is_no_workspace_says_what_to_do(tmp_path, monkeypatch, named):
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="ytempire init"):
        Workspace.find()
    with pytest.raises(ConfigError, match="no workspace"):
        Workspace.find(named)


def test_what_stands_round_the_scenes_is_a_card_or_a_file_that_is_there(space):
    (space.channel_folder("owls") / "end.mp4").write_bytes(b"x")
    channel(space, "look: {intro: {show: crad}, outro: {show: end.mp4}, watermark: mark.png}")
    told = mistakes(space)
    assert [line.split("  ")[1].split(":")[0] for line in told] == ["look.watermark", "look.intro.show"]
    assert "crad is no card and no file" in told[1]
    channel(space, "look: {intro: {show: card}, outro: {show: end.mp4}}")
    assert load_channel(space, "owls", find).look.outro.show == "end.mp4"


@pytest.mark.parametrize(("theme", "colour", "good"), [
    ("midnight", "#ffd93b", True), ("midnight", "#101030", False), ("paper", "#ffd93b", False),
])  # fmt: skip
def test_a_speakers_colour_is_one_that_can_be_read(space, theme, colour, good):
    space.channel_file("owls").write_text(
        f"name: owls\ntitle: Owls\nrecipe: talk@^1.0\nsources: {{use: [folder]}}\nlook: {{theme: {theme}}}\n"
        f"voices:\n  narrator: {{use: [say]}}\n  host: {{use: [say], colour: '{colour}'}}\n"
    )
    told = [] if good else mistakes(space)
    assert good == (not [line for line in told if "voices.host.colour" in line])
    assert not good or load_channel(space, "owls", find).voices["host"].colour == colour
