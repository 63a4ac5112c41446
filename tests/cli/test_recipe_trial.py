"""recipe test: golden briefs through the real stages, held against earlier scores."""

import json

import pytest
from minds import Scribe
from openai_server import OpenAIServer
from talk_recipe import CHANNEL, NOTE, RECIPE, desk as desk, put

from ytempire.cli.main import main
from ytempire.config.starter import starter
from ytempire.ledger import Ledger
from ytempire.pipeline.trials import Scored, _worse

RECIPES = sorted(file.parent.name for file in (starter() / "recipes").glob("*/recipe.yaml"))


def told(capsys, code: int, *args: str) -> dict:
    assert main(["recipe", "test", *args, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_golden_brief_becomes_a_script_and_its_score_is_kept(desk, capsys):
    found = told(capsys, 0, "talk", "--keep")
    assert found["writer"] == "offline"
    (one,) = found["briefs"]
    assert one["brief"] == "bridge"
    assert one["verdict"] in ("approve", "doubt")
    assert 40 < one["words"] < 200
    assert 0 < one["variety"] <= 1
    kept = json.loads((desk / "recipes" / "talk" / "golden" / "scores.json").read_text())
    assert kept["offline"]["version"] == "1.0.0"
    again = told(capsys, 0, "talk")
    assert again["against"] == "kept scores"
    assert again["before"] == again["briefs"]
    assert not (desk / "videos").exists()
    assert not (desk / "ytempire.db").exists()


def test_a_version_that_writes_worse_ends_with_5_and_says_where(desk, capsys):
    assert main(["recipe", "lock"]) == 0
    put(desk, "1.1.0")
    file = desk / "recipes" / "talk" / "recipe.yaml"
    file.write_text(RECIPE.format(version="1.1.0").replace("[20, 70]", "[150, 300]").replace("max: 5", "max: 20"))
    capsys.readouterr()
    assert main(["recipe", "test", "talk", "--against", "1.0.0"]) == 5
    out, err = capsys.readouterr()
    assert "against talk 1.0.0" in out
    assert "talk 1.1.0  bridge: " in err


def test_scores_that_fell_can_be_kept_on_purpose(desk, capsys):
    told(capsys, 0, "talk", "--keep")
    scores = desk / "recipes" / "talk" / "golden" / "scores.json"
    kept = json.loads(scores.read_text())
    kept["offline"]["briefs"]["bridge"]["score"] = 100.0
    scores.write_text(json.dumps(kept))
    fell = told(capsys, 5, "talk", "--tolerance", "0")
    assert fell["worse"][0].startswith("the mean score fell from 100 to ")
    told(capsys, 0, "talk", "--keep", "--tolerance", "0")
    assert not told(capsys, 0, "talk", "--tolerance", "0")["worse"]


def test_a_folder_of_notes_is_one_brief_and_any_folder_can_be_tried(desk, capsys):
    mine = desk / "mine" / "bridge"
    mine.mkdir(parents=True)
    for number, part in enumerate(NOTE.split("In 1954"), 1):
        head = "" if number == 1 else "---\ntitle: Its cables\nsubject: the humming bridge\n---\n\nIn 1954"
        (mine / f"{number}.md").write_text(head + part)
    found = told(capsys, 0, "talk", "--golden", "mine")
    assert [one["brief"] for one in found["briefs"]] == ["bridge"]
    assert found["briefs"][0]["words"] > 40


def test_a_brief_that_gives_no_script_counts_as_nothing_and_goes_on(desk, capsys):
    (desk / "recipes" / "talk" / "golden" / "empty.md").write_text("---\ntitle: Nothing\n---\n\nOh. Well. So.\n")
    found = told(capsys, 0, "talk")
    by_name = {one["brief"]: one for one in found["briefs"]}
    assert (by_name["empty"]["score"], by_name["empty"]["verdict"]) == (0.0, "failed")
    assert by_name["bridge"]["score"] > 0


def test_a_channels_writers_write_in_its_name_and_its_films_know_nothing_of_it(desk, capsys):
    found = told(capsys, 0, "talk", "--channel", "owls")
    assert found["briefs"][0]["score"] > 0
    ledger = Ledger(desk / "ytempire.db")
    try:
        (run,) = ledger.runs("owls")
        assert (run.state, run.error, run.folder) == ("dropped", "recipe test", "")
        assert ledger.count_calls(run.id)["made"] > 0
    finally:
        ledger.close()
    assert not [entry for entry in (desk / "videos" / "owls").iterdir() if entry.is_dir()]


def test_a_model_is_told_the_recipes_words_and_the_second_test_asks_it_nothing(desk, capsys, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-1234567890")
    with OpenAIServer(Scribe()) as server:
        (desk / "channels" / "owls.yaml").write_text(
            f"{CHANNEL}writer: {{use: [openai], options: {{openai: {{base_url: '{server.url}/v1'}}}}}}\n"
        )
        found = told(capsys, 0, "talk", "--channel", "owls", "--keep")
        assert found["writer"] == "openai"
        assert found["briefs"][0]["words"] > 40
        asked = len(server.bodies)
        said = [body["messages"][1]["content"] for body in server.bodies]
        assert any(text.startswith("Write ⟦board ") for text in said)
        assert told(capsys, 0, "talk", "--channel", "owls")["against"] == "kept scores"
        assert len(server.bodies) == asked
        assert told(capsys, 0, "talk")["against"] == ""  # other writers' scores are held against their own


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["talk", "--golden", "nowhere"], "has no golden briefs"),
        (["talk", "--against", "0.1.0"], "no such version of talk"),
        (["talk", "--channel", "owl"], "Did you mean owls?"),
        (["tlak"], "Did you mean talk?"),
    ],
)
def test_what_is_not_there_is_said_before_anything_is_written(desk, capsys, args, words):
    assert main(["recipe", "test", *args]) == 2
    assert words in capsys.readouterr().err


def test_scores_that_cannot_be_read_are_kept_anew(desk, capsys):
    scores = desk / "recipes" / "talk" / "golden" / "scores.json"
    for broken in ("{", "[1]", '{"offline": {"briefs": {"bridge": {"score": 1}}}}'):
        scores.write_text(broken)
        assert main(["recipe", "test", "talk"]) == 2
        assert "Keep them anew with --keep." in capsys.readouterr().err
    told(capsys, 0, "talk", "--golden", str(scores.parent), "--against", "1.0.0", "--keep")
    assert told(capsys, 0, "talk")["before"]


def test_worse_is_a_lower_mean_a_fallen_brief_a_new_gate_or_less_variety():
    def one(brief: str, score: float, gates: tuple[str, ...] = (), variety: float = 0.5) -> Scored:
        return Scored(brief, score, "approve", 200, 80, 10, variety, gates)

    before = [one("a", 90), one("b", 80)]
    assert list(_worse(before, [one("a", 89), one("b", 79)], 2.0)) == []
    assert list(_worse(before, [one("a", 80), one("b", 88)], 2.0)) == ["a: the score fell from 90 to 80"]
    assert list(_worse(before, [one("a", 87), one("b", 77)], 2.0)) == ["the mean score fell from 85 to 82"]
    assert list(_worse(before, [one("a", 90, ("length",)), one("c", 1)], 2.0)) == ["a: now refused for length"]
    assert list(_worse(before, [one("a", 90, variety=0.3)], 2.0)) == ["a: its pictures vary less, 0.5 to 0.3"]


@pytest.mark.slow
@pytest.mark.parametrize("name", RECIPES)
def test_a_starter_recipe_is_no_worse_than_its_kept_scores(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "channels").mkdir()
    assert told(capsys, 0, name)["against"] == "kept scores"
