"""init, validate, channel, recipe, schema and doctor, as a person calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.cli.main import main
from ytempire.config.load import load_channel
from ytempire.config.workspace import Workspace
from ytempire.gateway.finder import find


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made(here: Path, capsys) -> Path:
    assert main(["init", "."]) == 0
    capsys.readouterr()
    return here


def test_init_makes_a_workspace_that_is_valid_and_says_what_next(here, capsys):
    assert main(["init", "desk", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["next"] == "cd desk && ytempire run --channel demo"
    assert {"channels/demo.yaml", "channels/demo-short.yaml", ".gitignore", "schemas/channel.json"} <= set(
        told["wrote"]
    )
    assert main(["validate", "--home", "desk", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert checked["valid"]
    assert [row["name"] for row in checked["checked"] if row["kind"] == "channel"] == ["demo", "demo-short"]


def test_init_never_overwrites(made, capsys):
    mine = made / "channels" / "demo.yaml"
    mine.write_text("mine")
    (made / "schemas" / "recipe.json").unlink()
    assert main(["init", ".", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["wrote"] == ["schemas/recipe.json"]
    assert mine.read_text() == "mine"


def test_init_where_nothing_can_be_written_says_so(here, capsys):
    (here / "file").write_text("x")
    assert main(["init", "file/desk"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_validate_says_every_mistake_of_every_channel(made, capsys):
    (made / "channels" / "owls.yaml").write_text("name: owls\ntitle: Owls\nloook: {}\n")
    (made / "channels" / "bats.yaml").write_text("name: &a bats\n")
    assert main(["validate"]) == 2
    out, err = capsys.readouterr()
    assert "channels/bats.yaml:1  has an anchor (&a)" in err
    assert "channels/owls.yaml:3  loook: no such key. Did you mean look?" in err
    assert "channel demo: ok" in out
    assert "channel owls: 1 to mend" in out


def test_validate_of_one_channel_looks_at_that_one(made, capsys):
    (made / "channels" / "bats.yaml").write_text("name: &a bats\n")
    assert main(["validate", "--channel", "demo"]) == 0
    assert main(["validate", "--channel", "demmo"]) == 2
    assert "Did you mean demo" in capsys.readouterr().err
    assert main(["validate", "--channel", "demo", "--all"]) == 2


def test_a_profile_of_a_provider_that_is_not_there_is_told_with_its_line(made, capsys):
    (made / "voices.yaml").write_text(
        "low:\n  use: [espeak, espeek]\n  options: {espeak: {rate: 9999}}\nhigh: {use: [elevenlabs]}\n"
    )
    assert main(["validate"]) == 2
    err = capsys.readouterr().err
    assert "voices.yaml:2  low.use: espeek: no such voice provider. Did you mean espeak?" in err
    assert "voices.yaml:3  low.options.espeak.rate: 9999 is not between" in err
    assert "high" not in err
    assert main(["init", "voices.yaml"]) == 2
    assert "voices.yaml  is a file and no folder" in capsys.readouterr().err


KEYED = "name: keyed\ntitle: K\nvoices: {narrator: {use: [keyed], options: {keyed: {base_url: 'http://x'}}}}\n"


def test_a_provider_without_its_key_is_said_and_is_no_mistake(made, capsys, monkeypatch):
    (made / "channels" / "keyed.yaml").write_text(KEYED)
    monkeypatch.delenv("FAKE_VOICE_API_KEY", raising=False)
    assert main(["validate", "--channel", "keyed"]) == 0
    assert "voices.narrator: keyed cannot work here: FAKE_VOICE_API_KEY is not set" in capsys.readouterr().out
    monkeypatch.setenv("FAKE_VOICE_API_KEY", "canary-1234567890")
    assert main(["validate", "--channel", "keyed"]) == 0
    assert "FAKE_VOICE_API_KEY" not in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such rights there")
def test_a_key_file_that_others_can_read_is_refused_with_what_to_do(made, capsys):
    (made / "channels" / "keyed.yaml").write_text(KEYED)
    (made / ".env").write_text("FAKE_VOICE_API_KEY=canary-1234567890")
    (made / ".env").chmod(0o644)
    main(["validate", "--channel", "keyed"])
    out, err = capsys.readouterr()
    assert "chmod 600" in out + err
    assert "canary" not in out + err


def test_channels_are_listed_with_what_is_wrong(made, capsys):
    (made / "channels" / "owls.yaml").write_text("name: owls\n")
    assert main(["channel", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["name", "demo", "demo-short", "owls"]
    assert "1 to mend: ytempire validate -c owls" in lines[-1]


def test_a_channel_as_shown_is_the_channel(made, capsys):
    assert main(["channel", "show", "demo"]) == 0
    (made / "channels" / "demo.yaml").write_text(capsys.readouterr().out)
    space = Workspace(made)
    again = load_channel(space, "demo", find)
    assert main(["channel", "show", "demo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == again.model_dump(mode="json")


def test_recipes_are_listed_and_shown(made, capsys):
    assert main(["recipe", "list", "--json"]) == 0
    names = {row["name"] for row in json.loads(capsys.readouterr().out)}
    assert {"explainer", "listicle", "short"} <= names
    assert main(["recipe", "show", "explainer@^1"]) == 0
    assert "hook" in capsys.readouterr().out
    assert main(["recipe", "show", "explaner"]) == 2
    assert "Did you mean explainer?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["channel", "recipe", "script", "timeline"])
def test_a_schema_is_one_json_document(here, capsys, name):
    assert main(["schema", name]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main(["schema", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == plain
    assert plain["type"] == "object"


def test_the_channel_schema_knows_themes_providers_and_their_options(here, capsys):
    assert main(["schema", "channel"]) == 0
    found = json.loads(capsys.readouterr().out)["$defs"]
    assert "midnight" in found["Look"]["properties"]["theme"]["anyOf"][0]["enum"]
    assert "espeak" in found["Voice"]["properties"]["use"]["items"]["anyOf"][0]["enum"]
    assert "path" in found["Sources"]["properties"]["options"]["properties"]["folder"]["properties"]


def test_the_starter_names_its_schemas_where_init_puts_them(made):
    for file in [*made.glob("channels/*.yaml"), *made.glob("recipes/*/recipe.yaml")]:
        first = file.read_text().splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (file.parent / first.partition("=")[2]).resolve().is_file(), file


def test_doctor_is_content_with_this_machine_and_shows_no_key(made, capsys, monkeypatch):
    monkeypatch.setenv("FAKE_VOICE_API_KEY", "canary-1234567890")
    code = main(["doctor", "--quick", "--json"])
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert [row for row in told["seen"] if row["state"] == "lacks"] == []
    assert (code, told["ready"]) == (0, True)
    assert {"Machine", "FFmpeg", "Fonts", "Providers", "Keys"} <= {row["part"] for row in told["seen"]}
    assert "canary" not in out + err


def test_doctor_without_an_ffmpeg_says_what_to_do_and_ends_with_2(made):
    env = {**os.environ, "YTEMPIRE_FFMPEG": "/nowhere/ffmpeg", "PATH": ""}
    told = subprocess.run(
        [sys.executable, "-m", "ytempire.cli.main", "doctor", "--quick", "--json"],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert told.returncode == 2, told.stderr
    lacks = [row for row in json.loads(told.stdout)["seen"] if row["state"] == "lacks"]
    assert any(row["name"] == "ffmpeg" and row["next"] for row in lacks)


WORDS = st.sampled_from(
    ["channel", "list", "show", "demo", "validate", "--all", "-c", "--json", "--quiet", "--home", ".", "recipe",
     "schema", "timeline", "--", "", "-x", "--home=/nowhere", "runs", "0", "999", "why", "report", "-q", "é",
     "a\x00b", "--help"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_end_with_a_code_of_the_table_and_no_trace(made, capsys, words):
    code = main(words)
    out, err = capsys.readouterr()
    assert code in (0, 2, 5), err
    assert "Traceback" not in err
    if "--json" in words[: words.index("--") if "--" in words else None] and code:
        json.loads(out)


def test_doctor_ranks_the_encoders_and_says_why_each_other_is_passed_over(made, capsys):
    main(["doctor", "--json"])
    rows = [row for row in json.loads(capsys.readouterr().out)["seen"] if row["part"] == "Encoders"]
    assert {"libx264", "h264_nvenc", "h264_qsv", "h264_vaapi", "h264_amf", "h264_videotoolbox"} == {
        row["name"] for row in rows
    }
    assert rows[0]["found"].startswith("used: ")
    assert all(row["found"].startswith("passed over, ") for row in rows[1:])
    assert all(len(row["found"]) > len("passed over, does not work: ") for row in rows[1:])
