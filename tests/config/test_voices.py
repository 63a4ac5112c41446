"""Voice profiles and consents: read whole, laid under a channel's own keys, every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytempire.config import consent
from ytempire.config.load import load_channel
from ytempire.config.sections import Channel
from ytempire.config.voices import profiles
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.gateway.finder import find

VOICES = """\
anna:
  use: [elevenlabs, espeak]
  options:
    elevenlabs: {voice_id: abc, stability: 0.6}
    espeak: {voice: en-gb+f4}
  style: calm
  tone: warm
  lexicon: {Maersk: mairsk, Suez: soo ez}
low: {use: [espeak], options: {espeak: {pitch: 30}}}
"""
CHANNEL = """\
name: owls
title: Owls
recipe: short
voices:
  narrator: {profile: anna}
"""


@pytest.fixture
def home(tmp_path: Path) -> Workspace:
    (tmp_path / "channels" / "owls").mkdir(parents=True)
    (tmp_path / "voices.yaml").write_text(VOICES)
    return Workspace(tmp_path)


def channel(home: Workspace, text: str = CHANNEL) -> Channel:
    home.channel_file("owls").write_text(text)
    return load_channel(home, "owls", find)


def refused(home: Workspace, text: str = CHANNEL) -> str:
    with pytest.raises(ConfigError) as caught:
        channel(home, text)
    return str(caught.value)


def test_a_speaker_takes_a_profile_and_its_name_holds_what_it_says(home):
    narrator = channel(home).voices["narrator"]
    assert narrator.use == ("elevenlabs", "espeak")
    assert (narrator.tone, narrator.lexicon["Maersk"]) == ("warm", "mairsk")
    name, sign, digits = narrator.profile.partition("#")
    assert (name, sign, len(digits)) == ("anna", "#", 12)
    (home.home / "voices.yaml").write_text(VOICES.replace("0.6", "0.7"))
    assert channel(home).voices["narrator"].profile != narrator.profile
    (home.home / "voices.yaml").write_text(VOICES.replace("pitch: 30", "pitch: 31") + "# a comment\n")
    assert channel(home).voices["narrator"].profile == narrator.profile


def test_a_style_is_what_each_provider_makes_of_it_under_the_options_given(home):
    options = channel(home).voices["narrator"].options
    assert options["elevenlabs"] == {"voice_id": "abc", "stability": 0.6, "exaggeration": 0.0, "speed": 0.94}
    assert options["espeak"] == {"voice": "en-gb+f4", "rate": 150, "range": 60}


def test_keys_of_the_channel_come_before_the_profiles(home):
    own = "  narrator: {profile: anna, tone: bright, lexicon: {Suez: sway}, options: {elevenlabs: {speed: 1.1}}}\n"
    narrator = channel(home, CHANNEL.replace("  narrator: {profile: anna}\n", own)).voices["narrator"]
    assert narrator.tone == "bright"
    assert narrator.lexicon == {"Maersk": "mairsk", "Suez": "sway"}
    assert narrator.options["elevenlabs"]["speed"] == 1.1
    assert narrator.options["elevenlabs"]["voice_id"] == "abc"


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (VOICES.replace("anna:", "annabel:"), "channels/owls.yaml:5  voices.narrator.profile: anna: no such profile"),
        (VOICES.replace("tone: warm", "tone: hot"), "voices.yaml:7  anna.tone"),
        (VOICES.replace("anna:", "Anna B:"), "voices.yaml:1  Anna B: a profile is small letters"),
        (VOICES.replace("low: {", "low: {profile: anna, "), "voices.yaml:9  low.profile: a profile names no other"),
        (VOICES.replace("style: calm", "style: wild"), "voices.yaml:6  anna.style"),
        ("- anna\n", "voices.yaml:1  is not a list of voices by name"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(home, file, told):
    (home.home / "voices.yaml").write_text(file)
    assert told in refused(home)


def test_an_option_that_a_provider_does_not_have_is_seen_through_a_profile(home):
    (home.home / "voices.yaml").write_text(VOICES.replace("stability: 0.6", "stability: 6"))
    assert "stability" in refused(home)


def test_there_are_none_without_a_file(home):
    (home.home / "voices.yaml").unlink()
    assert profiles(home) == {}
    assert "voices.yaml holds none" in refused(home)


def test_a_copied_voice_needs_the_consent_of_its_person(home):
    folder = home.home / "samples" / "anna"
    (home.home / "voices.yaml").write_text(VOICES.replace("  tone: warm", "  tone: warm\n  consent: samples/anna"))
    assert "there is no consent of the person" in refused(home)
    folder.mkdir(parents=True)
    recording = folder / "one.wav"
    recording.write_bytes(b"her voice")
    consent.sign(folder, [recording], 'Anna "A." Byron', "2026-11-20")
    assert channel(home).voices["narrator"].consent == "samples/anna"
    assert consent.signed(folder, "samples/anna").name == 'Anna "A." Byron'
    recording.write_bytes(b"another voice")
    assert "one.wav is another recording than Anna" in refused(home)
    (home.home / "voices.yaml").write_text(VOICES.replace("  tone: warm", "  tone: warm\n  consent: ../elsewhere"))
    assert "is outside the workspace" in refused(home)
