"""Providers are found by their file, or by an entry point."""

import subprocess
import sys

import pytest

from ytempire.errors import ConfigError
from ytempire.gateway import finder


def test_naming_providers_imports_none_of_them():
    code = (
        "import sys; from ytempire.gateway import finder; finder.kinds(); finder.names('voice');"
        "print([name for name in sys.modules if name.startswith('ytempire.providers.')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_provider_is_found_by_its_files_name():
    assert finder.find("publish", "folder").__module__ == "ytempire.providers.publish_folder"
    assert "folder" in finder.names("publish")


def test_an_unknown_provider_is_named_with_the_close_one():
    with pytest.raises(ConfigError, match=r"foldr: no such publish provider\. Did you mean folder\?"):
        finder.find("publish", "foldr")
    with pytest.raises(ConfigError, match=r"There are: .*folder"):
        finder.find("publish", "x" * 100_000)
    with pytest.raises(ConfigError, match="Nothing here answers dancing"):
        finder.find("dancing", "alone")


@pytest.mark.parametrize("name", ["", ".", "../folder", "folder.py", "FOLDER", "fol der", "\0"])
def test_no_name_leads_outside_the_folder_of_providers(name):
    with pytest.raises(ConfigError):
        finder.find("publish", name)


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("voice_espeak", ("voice", "espeak")),
        ("voice_google_cloud", ("voice", "google-cloud")),
        ("voice", None),
        ("_voice_x", None),
        ("voice_", None),
    ],
)
def test_a_file_name_is_kind_and_name(stem, named):
    assert finder._named(stem) == named
