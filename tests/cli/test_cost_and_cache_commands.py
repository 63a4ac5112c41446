"""`ytempire cost` and `ytempire cache`, as a person types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ytempire.cli.main import main
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, History

CHANNEL = "name: {name}\ntitle: Owls\nbudget: {{per_month_usd: 50}}\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of two channels with three films, a cached take, and a call whose end nobody knows."""
    home = tmp_path / "home"
    (home / "channels").mkdir(parents=True)
    for name in ("owls", "tides"):
        (home / "channels" / f"{name}.yaml").write_text(CHANNEL.format(name=name))
    ledger, store = Ledger(home / "ytempire.db"), Store(home / "cache" / "calls")
    blobs = Blobs(home / "cache" / "blobs")
    for number, channel in enumerate(("owls", "owls", "tides"), 1):
        run = ledger.begin(channel, "2026-11-20", 1, "short@1.0.0", Asked(), History())
        ledger.mark(run.id, state="done", folder=f"videos/{channel}/2026-11-20-film-{number}")
        key = f"{number}" * 64
        blob = blobs.put(f"take {number}".encode(), ".wav")
        store.put(key, {"reply": {"audio": blob.model_dump(mode="json")}})
        ledger.called(run.id, channel, "voice", "voice", "elevenlabs", key, "made", microusd=1_000_000 * number,
                      account="elevenlabs", model="eleven_flash_v2_5", prices="2026-11-20",
                      used=json.dumps({"characters": 400, "credits": 200.0, "request": f"r{number}"}))  # fmt: skip
        ledger.called(run.id, channel, "voice", "voice", "elevenlabs", "1" * 64, "remembered", saved=1_000_000)
        ledger.called(run.id, channel, "render", "scene", "ffmpeg", "f" * 64, "made", ms=20)
    ledger.called(2, "owls", "script", "writer", "openai", "9" * 64, "unsure", microusd=250_000, account="openai")
    ledger.close()
    store.close()
    monkeypatch.setenv("YTEMPIRE_HOME", str(home))
    return home


def said(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert main(list(args)) == code
    got = capsys.readouterr()
    return got.out if code == 0 else got.err


def test_show_adds_up_by_video_and_lists_what_is_uncertain(space, capsys):
    out = said(capsys, "cost", "show")
    assert out.index("film-3") < out.index("film-2") < out.index("film-1")
    assert "$6.2500" in out
    assert "1 uncertain" in out
    assert "openai" in out


def test_show_takes_a_channel_a_video_a_span_and_a_view(space, capsys):
    found = json.loads(said(capsys, "cost", "show", "--by", "provider", "--channel", "owls", "--json"))
    assert {line["name"]: line["microusd"] for line in found["lines"]} == {
        "elevenlabs": 3_000_000, "openai": 250_000, "ffmpeg": 0}  # fmt: skip
    assert found["total"]["uncertain"] == {"calls": 1, "microusd": 250_000}
    assert [call["account"] for call in found["uncertain"]] == ["openai"]
    one = json.loads(said(capsys, "cost", "show", "--video", "2026-11-20-film-1", "--json"))
    assert one["total"]["cost_usd"] == 1.0
    assert json.loads(said(capsys, "cost", "show", "--in", "2020", "--json"))["lines"] == []


def test_show_split_divides_what_several_films_used(space, capsys):
    found = json.loads(said(capsys, "cost", "show", "--split", "--json"))
    assert {line["name"]: line["microusd"] for line in found["lines"]} == {
        "2026-11-20-film-3": 3_333_333, "2026-11-20-film-2": 2_583_333, "2026-11-20-film-1": 333_334}  # fmt: skip
    assert found["total"]["microusd"] == 6_250_000


def test_forecast_and_compare_answer_in_tables_and_in_one_document(space, capsys):
    assert "how sure?" in said(capsys, "cost", "forecast")
    (owls, tides) = json.loads(said(capsys, "cost", "forecast", "--json"))
    assert (owls["channel"], owls["rests_on"], owls["budget_usd"], tides["rests_on"]) == ("owls", 2, 50.0, 1)
    out = said(capsys, "cost", "compare", "owls", "tides")
    assert "-$0.2500" in out
    found = json.loads(said(capsys, "cost", "compare", "run:1", "run:3", "--json"))
    assert found["lines"][0] == {"name": "voice", "cost_usd": [1.0, 3.0], "difference_usd": 2.0}


def test_export_writes_a_row_for_each_paid_call(space, capsys, tmp_path):
    rows = list(csv.DictReader(io.StringIO(said(capsys, "cost", "export"))))
    assert [row["cost_usd"] for row in rows if row["state"] == "made"] == ["1.000000", "2.000000", "3.000000"]
    assert rows[0]["request"] == "r1"
    assert len(rows) == 7
    file = tmp_path / "calls.json"
    said(capsys, "cost", "export", "--format", "json", "--output", str(file))
    assert [row["id"] for row in json.loads(file.read_text())] == [int(row["id"]) for row in rows]
    assert "--force" in said(capsys, "cost", "export", "--output", str(file), code=2)
    assert len(json.loads(said(capsys, "cost", "export", "--all", "--json"))) == 10


def test_prices_say_their_version_source_and_age_and_warn_of_old_ones(space, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    out = said(capsys, "cost", "prices", "--model", "5-mini")
    assert "2026-08-05" in out
    assert "108" in out
    (space / "prices.yaml").write_text(
        "prices:\n  - {provider: openai, model: gpt-5-mini, input: 1, output: 2, source: mine, date: 2026-01-01}\n"
    )
    assert main(["cost", "prices", "--model", "gpt-5-mini"]) == 0
    assert "324 days old" in capsys.readouterr().err
    found = json.loads(said(capsys, "cost", "prices", "--model", "gpt-5-mini", "--json"))
    assert (found["prices"][0]["own"], found["prices"][0]["stale"]) == (True, True)
    assert found["version"].startswith("2026-11-20+")


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (("show", "--by", "stge"), "Did you mean stage?"),
        (("show", "--video", "nothing"), "no such video"),
        (("show", "--channel", "owl"), "Did you mean owls?"),
        (("show", "--in", "someday"), "Write a day"),
        (("compare", "owls", "moon"), "no such channel, film or period"),
        (("export", "--format", "xls"), "not one of csv, json"),
        (("prices", "--model", "gpt-99"), "no price is known"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_ends_with_2(space, capsys, args, what):
    assert what in said(capsys, "cost", *args, code=2)


def test_cache_tells_what_is_remembered_and_whether_it_is_whole(space, capsys):
    (shelf,) = json.loads(said(capsys, "cache", "stats", "--json"))
    assert (shelf["answers"], shelf["cost_usd"], shelf["remembered"], shelf["saved_usd"]) == (3, 6.0, 3, 3.0)
    assert "3 answers" in said(capsys, "cache", "verify")
    next((space / "cache" / "blobs").glob("*/*.wav")).unlink()
    assert main(["cache", "verify", "--json"]) == 5
    found = json.loads(capsys.readouterr().out)
    assert not found["whole"]
    assert len(found["broken"]) == 1


def test_cache_prunes_only_what_was_computed_and_only_when_that_is_said(space, capsys):
    assert "--computed" in said(capsys, "cache", "prune", code=2)
    found = json.loads(said(capsys, "cache", "prune", "--computed", "--unnamed", "--json"))
    assert (found["classes"], found["answers_left"]) == ([], 3)


def test_cache_carries_paid_answers_into_another_workspace(space, capsys, tmp_path, monkeypatch):
    file, other = tmp_path / "answers.tar", tmp_path / "other"
    (other / "channels").mkdir(parents=True)
    assert "3 answers written" in said(capsys, "cache", "export", str(file))
    monkeypatch.setenv("YTEMPIRE_HOME", str(other))
    assert "3 answers taken" in said(capsys, "cache", "import", str(file))
    assert "3 were here already" in said(capsys, "cache", "import", str(file))
    assert json.loads(said(capsys, "cache", "stats", "--json"))[0]["cost_usd"] == 6.0
    assert "is no file of" in said(capsys, "cache", "import", str(space / "channels" / "owls.yaml"), code=2)
