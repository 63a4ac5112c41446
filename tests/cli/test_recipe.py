"""recipe list, show, lock, diff, pin, rollback and test, as a person calls them."""

import json
from pathlib import Path

import pytest
from talk_recipe import CHANNEL, desk as desk, put

from ytempire.cli.main import main


@pytest.fixture
def two(desk: Path, capsys) -> Path:
    assert main(["recipe", "lock"]) == 0
    put(desk, "1.1.0", "Write {{board}} from {{facts}}, for the ear.\n")
    assert main(["recipe", "lock"]) == 0
    capsys.readouterr()
    return desk


def told(capsys, *args: str) -> object:
    assert main([*args, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_new_workspace_has_the_lock_and_is_valid(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    assert (tmp_path / "recipes" / "recipes.lock").is_file()
    assert main(["validate"]) == 0
    assert "not locked" not in capsys.readouterr().out
    script = tmp_path / "recipes" / "short" / "prompts" / "script.md"
    script.write_text(script.read_text("utf-8") + "\nLouder.\n", "utf-8")
    assert main(["validate"]) == 2
    assert "is not what was locked: prompts/script.md changed" in capsys.readouterr().err


def test_a_change_without_a_version_ends_validate_with_2_and_a_version_mends_it(two, capsys):
    put(two, "1.1.0", "Write {{board}} from {{facts}}, louder.\n")
    assert main(["validate", "--json"]) == 2
    out, err = capsys.readouterr()
    assert not json.loads(out)["valid"]
    assert "recipes/talk  talk@1.1.0 is not what was locked: prompts/script.md changed" in err
    assert main(["recipe", "lock"]) == 2
    put(two, "1.2.0", "Write {{board}} from {{facts}}, louder.\n")
    capsys.readouterr()
    assert main(["validate"]) == 0
    assert "recipe talk@1.2.0: not locked yet: ytempire recipe lock" in capsys.readouterr().out
    assert told(capsys, "recipe", "lock") == {"locked": ["talk@1.2.0"], "before": ["talk@1.0.0", "talk@1.1.0"]}


def test_the_recipe_of_one_channel_is_held_to_its_lock_too(two, capsys):
    put(two, "1.1.0", "Write {{board}} from {{facts}}, louder.\n")
    assert main(["validate", "--channel", "owls"]) == 2
    assert "talk@1.1.0 is not what was locked" in capsys.readouterr().err


def test_recipes_are_listed_with_their_older_versions(two, capsys):
    rows = {row["name"]: row for row in told(capsys, "recipe", "list")}
    assert rows["talk"]["version"] == "1.1.0"
    assert rows["talk"]["older"] == ["1.0.0"]
    assert main(["recipe", "list"]) == 0
    assert "talk" in capsys.readouterr().out


def test_the_words_of_a_stage_are_shown(two, capsys):
    assert main(["recipe", "show", "talk", "--prompt", "script"]) == 0
    assert capsys.readouterr().out == "Write {{board}} from {{facts}}, for the ear.\n"
    assert main(["recipe", "show", "talk@1.0.0", "--prompt", "scirpt"]) == 2
    assert "Did you mean script?" in capsys.readouterr().err
    assert main(["recipe", "show", "talk"]) == 0
    assert "script  standard" in capsys.readouterr().out


def test_versions_are_named_alone_or_behind_the_recipes_name(two, capsys):
    first = told(capsys, "recipe", "diff", "talk", "1.0.0", "1.1.0")
    assert told(capsys, "recipe", "diff", "talk@1.0.0", "talk@1.1.0") == first
    assert told(capsys, "recipe", "diff", "talk@1.0.0") == first
    assert main(["recipe", "diff", "talk@1.0.0", "talk@9.9.9"]) == 2
    assert "talk@9.9.9: no such version is kept. There are: 1.0.0, 1.1.0." in capsys.readouterr().err


def test_a_difference_is_told_by_file_and_line(two, capsys):
    found = told(capsys, "recipe", "diff", "talk")
    assert (found["old"], found["new"], found["step"]) == ("1.0.0", "1.1.0", "minor")
    lines = {file["file"]: file["lines"] for file in found["files"]}
    assert lines["prompts/script.md"][1:] == [
        "-Write {{board}} from {{facts}}.",
        "+Write {{board}} from {{facts}}, for the ear.",
    ]
    assert told(capsys, "recipe", "diff", "talk", "1.0.0", "1.1.0") == found
    put(two, "1.1.0", "Write {{board}} from {{facts}}, louder.\n")
    assert told(capsys, "recipe", "diff", "talk")["new"] == "1.1.0 as it is now"
    assert main(["recipe", "diff", "talk", "0.1.0"]) == 2
    assert "talk@0.1.0: no such version is kept. There are: 1.0.0, 1.1.0." in capsys.readouterr().err


def test_a_first_version_has_none_before_it(desk, capsys):
    assert main(["recipe", "diff", "talk"]) == 2
    assert "talk 1.0.0 has no version before it" in capsys.readouterr().err
    assert main(["recipe", "rollback", "talk"]) == 2
    assert main(["recipe", "diff", "tlak"]) == 2
    assert "Did you mean talk?" in capsys.readouterr().err


def test_a_pin_is_one_line_of_the_channels_file(two, capsys):
    assert told(capsys, "recipe", "pin", "talk@1.0.0", "-c", "owls") == [
        {"channel": "owls", "before": "talk@^1.0", "after": "talk@=1.0.0"}
    ]
    assert (two / "channels" / "owls.yaml").read_text() == CHANNEL.replace("talk@^1.0", "talk@=1.0.0")
    assert told(capsys, "recipe", "pin", "talk@1.0.0") == []
    assert main(["validate", "-c", "owls"]) == 0
    assert main(["recipe", "pin", "talk@9"]) == 2


def test_a_recipe_that_no_channel_takes_wants_one_named(two, capsys):
    assert main(["recipe", "pin", "short"]) == 2
    assert "no channel takes short. Name one with --channel." in capsys.readouterr().err.replace(
        "ytempire recipe pin  ", ""
    )


def test_going_back_takes_the_version_before_and_names_it(two, capsys):
    back = told(capsys, "recipe", "rollback", "talk")
    assert back == {
        "name": "talk",
        "version": "1.0.0",
        "restored": [],
        "pinned": [{"channel": "owls", "before": "talk@^1.0", "after": "talk@=1.0.0"}],
    }
    assert main(["recipe", "rollback", "talk", "--to", "1.0.0"]) == 0
    assert "is what is taken already" in capsys.readouterr().out


def test_changes_are_only_lost_when_that_is_said(two, capsys):
    script = two / "recipes" / "talk" / "prompts" / "script.md"
    extra = script.with_name("hook.md")
    extra.write_text("{{script}} {{facts}}")
    script.write_text("Write {{board}} from {{facts}}, louder.\n")
    assert main(["recipe", "rollback", "talk", "--to", "1.1.0"]) == 2
    assert "was changed: prompts/script.md changed, prompts/hook.md is new" in capsys.readouterr().err
    assert "louder" in script.read_text()
    back = told(capsys, "recipe", "rollback", "talk", "--to", "1.1.0", "--force")
    assert back["restored"] == ["recipes/talk/prompts/script.md", "recipes/talk/prompts/hook.md"]
    assert back["pinned"] == []
    assert script.read_text() == "Write {{board}} from {{facts}}, for the ear.\n"
    assert not extra.exists()
    assert main(["validate"]) == 0


def test_an_older_version_of_the_starter_is_brought_into_the_workspace(desk, capsys):
    (desk / "channels" / "owls.yaml").write_text(CHANNEL.replace("talk", "explainer"))
    back = told(capsys, "recipe", "rollback", "explainer", "--to", "1.1.0")
    assert back["restored"] == ["recipes/kept/explainer@1.1.0"]
    assert back["pinned"][0]["after"] == "explainer@=1.1.0"
    assert main(["validate"]) == 0
    assert "explainer@1.1.0" in (desk / "recipes" / "recipes.lock").read_text()


def test_a_lock_of_nothing_says_where_recipes_come_from(desk, capsys):
    (desk / "recipes").rename(desk / "elsewhere")
    assert main(["recipe", "lock"]) == 2
    assert "holds no recipe. ytempire init copies" in capsys.readouterr().err


def test_a_workspace_of_an_older_ytempire_keeps_its_recipes_whole(desk, capsys):
    old = desk / "recipes" / "kept" / "explainer@1.1.0"
    assert main(["init", "."]) == 0
    for file in (desk / "recipes").glob("explainer/**/*"):
        if file.is_file():
            file.unlink()
    for file in ("recipe.yaml", "CHANGELOG.md"):
        (desk / "recipes" / "explainer" / file).write_bytes((old / file).read_bytes())
    capsys.readouterr()
    assert told(capsys, "init", ".")["wrote"] == []
    assert told(capsys, "validate")["valid"]
    rows = {row["name"]: row["version"] for row in told(capsys, "recipe", "list")}
    assert rows["explainer"] == "1.1.0"


def test_a_lock_with_the_marks_of_a_merge_is_said_once_with_its_line(two, capsys):
    file = two / "recipes" / "recipes.lock"
    file.write_text(f"<<<<<<< mine\n{file.read_text()}")
    assert main(["validate"]) == 2
    err = capsys.readouterr().err.strip().splitlines()
    assert len(err) == 1
    assert err[0].startswith("recipes/recipes.lock:")
