"""`ytempire voice`: a stage by its bare name, and beside it hearing, comparing, listing and preparing voices."""

from __future__ import annotations

import json
import math
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from elevenlabs_server import KEY, ElevenLabsServer

from ytempire.cli.main import main
from ytempire.ledger import Ledger
from ytempire.media.samples import loudness, sample

CHANNEL = """\
name: owls
title: Owls
recipe: short
voices:
  narrator: {use: [elevenlabs, espeak], options: {elevenlabs: {base_url: "%s"}}}
"""
PRICES = 'prices:\n  - {provider: elevenlabs, model: "*", credit: 0.2, source: my plan, date: 2026-11-20}\n'
LINE = "Nobody on the quay understood it."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "channels" / "owls").mkdir(parents=True)
    monkeypatch.delenv("YTEMPIRE_HOME", raising=False)
    monkeypatch.delenv("ELEVENLABS_API_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    def call(*args: str) -> tuple[int, Any, str]:
        code = main([*args, "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out), err

    return call


def test_a_preview_is_a_file_with_its_length_and_its_price(home, said):
    code, found, _ = said("voice", "preview", LINE, "--with", "espeak:rate=150", "-o", "a.wav")
    assert code == 0
    with wave.open("a.wav") as file:
        assert abs(file.getnframes() / file.getframerate() - found["seconds"]) < 0.01
    assert found["cost_usd"] == 0
    assert [word["text"] for word in found["words"]] == LINE.split()
    assert -40 < found["lufs"] < -5


def test_a_paid_preview_is_written_down_and_the_second_costs_nothing(home, said, monkeypatch):
    monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
    (home / "prices.yaml").write_text(PRICES)
    with ElevenLabsServer() as server:
        (home / "channels" / "owls.yaml").write_text(CHANNEL % server.url)
        _, first, _ = said("voice", "preview", LINE, "--channel", "owls")
        _, again, _ = said("voice", "preview", LINE, "--channel", "owls")
        assert (first["provider"], first["cost_usd"], again["cost_usd"]) == ("elevenlabs", len(LINE) * 0.0002, 0)
        assert server.spoken == [LINE]
    ledger = Ledger(home / "ytempire.db")
    rows = ledger.rows("select run, channel, provider, state, microusd from calls order by id")
    ledger.close()
    assert [tuple(row.values()) for row in rows] == [
        (0, "owls", "elevenlabs", "made", len(LINE) * 200), (0, "owls", "elevenlabs", "remembered", 0),
    ]  # fmt: skip


def test_without_a_price_nothing_is_heard_and_nothing_is_sent(home, said, monkeypatch):
    monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
    with ElevenLabsServer() as server:
        code, _, err = said("voice", "preview", LINE, "--with", f"elevenlabs:base_url={server.url}")
        assert code == 3
        assert "price" in err
        assert server.asked == []


def test_voices_are_compared_side_by_side_and_one_that_fails_stops_no_other(home, said):
    (home / "voices.yaml").write_text("low: {use: [espeak], options: {espeak: {pitch: 20}}}\n")
    code, rows, err = said("voice", "compare", LINE, "--with", "espeak", "--with", "low", "--with", "elevenlabs")
    assert code == 0
    assert [(row["voice"], row["error"] is None) for row in rows] == [
        ("espeak", True), ("low", True), ("elevenlabs", False),
    ]  # fmt: skip
    assert "ELEVENLABS_API_KEY is not set" in rows[2]["error"] in err
    assert {Path(row["file"]).name for row in rows[:2]} == {"1-espeak.wav", "2-low.wav"}
    assert said("voice", "compare", LINE, "--with", "elevenlabs")[0] == 4


def test_voices_are_listed_with_the_profiles_and_those_who_cannot_tell(home, said, monkeypatch):
    (home / "voices.yaml").write_text("low: {use: [espeak], style: calm}\n")
    code, found, _ = said("voice", "list", "--language", "en")
    assert code == 0
    assert found["profiles"] == {"low": {"style": "calm"}}
    assert {row["id"] for row in found["voices"] if row["provider"] == "espeak"} >= {"en-us", "en-gb"}
    assert found["cannot_tell"]["elevenlabs"] == "ELEVENLABS_API_KEY is not set"
    monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
    with ElevenLabsServer() as server:
        found = said("voice", "list", "--provider", f"elevenlabs:base_url={server.url}")[1]
    assert [row["name"] for row in found["voices"]] == ["Ada", "Bo"]
    assert said("voice", "list", "--provider", "gtts", "--language", "de")[1]["voices"][0]["name"] == "German"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--video", "x"], "Missing option '--channel'"),
        (["--channel", "owls", "preview"], "these options belong behind preview"),
        (["preview", "--with", "espek"], "espek: no such voice profile or provider. Did you mean espeak?"),
        (["preview", "--with", "espeak:fast"], "fast is not OPTION=VALUE. Such as espeak:speed=1.1"),
        (["preview", "--with", "espeak:rate=9000"], "rate"),
        (["preview", "-o", "a.mp3"], "Let it end in .wav"),
        (["preview", "--channel", "nobody"], "nobody: no such channel"),
        (["compare"], "Say --with VOICE for each"),
        (["list", "--provider", "esp"], "esp: no such voice provider. Did you mean espeak?"),
        (["lsit"], "Did you mean list?"),
        (["clone-prep", "nowhere"], "there is no such folder"),
    ],
)
def test_a_mistake_ends_with_2_and_a_hint(home, capsys, args, words):
    assert main(["voice", *args]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err


def test_the_bare_name_shows_what_there_is(home, capsys):
    assert main(["voice"]) == 0
    shown = capsys.readouterr().out
    assert "--channel" in shown
    assert "clone-prep" in shown


# --- recordings ---


def recording(file: Path, seconds: float, rate: int = 44100, gain: float = 0.3, noise: float = 0.0, gap: float = 0.2):
    """A voice-like hum of syllables with pauses, over noise; over 1 it is clipped."""
    samples = array("h")
    for n in range(int(seconds * rate)):
        t = n / rate
        on = 1.0 if t % 1 > gap else 0.0
        hum = sum(math.sin(2 * math.pi * 140 * k * t) / k for k in (1, 2, 3)) * on * gain
        grain = ((n * 7919) % 1009 / 1009 - 0.5) * 2 * noise
        samples.append(int(max(-1.0, min(1.0, hum + grain)) * 32767))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ({"seconds": 4}, ""),
        ({"seconds": 2}, "is 2.0 s long"),
        ({"seconds": 4, "rate": 16000}, "has 16000 Hz"),
        ({"seconds": 4, "gain": 2.5}, "is clipped"),
        ({"seconds": 4, "noise": 0.05}, "is noisy"),
        ({"seconds": 4, "gain": 0.003}, "is almost silent"),
        ({"seconds": 4, "gap": 0.7}, "is silent for"),
    ],
)
def test_a_recording_is_told_what_is_wrong_with_it(tmp_path, made, told):
    recording(tmp_path / "a.wav", **made)
    wrong = " ".join(sample(tmp_path / "a.wav", tmp_path / "scratch").wrong)
    assert told in wrong
    assert bool(told) == bool(wrong)


def test_no_voice_is_prepared_without_the_consent_of_its_person(home, said):
    folder = home / "samples"
    folder.mkdir()
    recording(folder / "one.wav", 31, rate=22050)
    recording(folder / "two.wav", 31, rate=22050)
    code, found, err = said("voice", "clone-prep", "samples")
    assert (code, found["ready"], found["wrong"]) == (5, False, [])
    assert "there is no consent of the person whose voice it is" in err
    code, found, _ = said("voice", "clone-prep", "samples", "--signed", "Ada Byron")
    assert (code, found["ready"], found["consent"]["name"]) == (0, True, "Ada Byron")
    assert set(found["consent"]["files"]) == {"one.wav", "two.wav"}
    (folder / "two.wav").unlink()
    code, found, _ = said("voice", "clone-prep", "samples")
    assert code == 2
    assert "60 s are the least" in found["wrong"][0]
    recording(folder / "one.wav", 4)
    assert said("voice", "clone-prep", "samples")[0] == 5  # another recording than was agreed to


def test_silence_has_a_loudness_too(tmp_path):
    recording(tmp_path / "a.wav", 1, gain=0)
    assert loudness(tmp_path / "a.wav") == -70.0


def test_recordings_that_are_no_sound_are_named_all_at_once(home, capsys):
    (home / "anna").mkdir()
    for name in ("a.wav", "b.mp3"):
        (home / "anna" / name).write_bytes(b"no sound" * 40)
    assert main(["voice", "clone-prep", "anna"]) == 2
    err = capsys.readouterr().err
    assert "anna/a.wav  is no sound that can be decoded. Take it away, or record it again." in err
    assert "anna/b.mp3" in err


def test_a_language_that_nobody_speaks_is_told(home, capsys):
    assert main(["voice", "list", "--provider", "espeak", "--language", "xq"]) == 0
    assert "No voice of those that can tell speaks xq." in capsys.readouterr().out
