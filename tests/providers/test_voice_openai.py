"""Voices of OpenAI's protocol: the words' times by listening, and prices by characters or by tokens of sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elevenlabs_server import spoken
from openai_server import OpenAIServer
from served import Fault

from ytempire.contracts import Kit, ListVoices, Speak
from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.models import Price, Prices
from ytempire.providers.voice_openai import OpenAIVoice, OpenAIVoiceOptions

SENTENCE = "Nobody on the quay understood what was happening to them."
PRICES = Prices(version="2026-11-20", prices=(
    Price(provider="local", model="tts-1", characters=15),
    Price(provider="local", model="gpt-4o-mini-tts", input="0.6", audio_output=12),
))  # fmt: skip


def speech(body: dict[str, Any]) -> tuple[bytes, str]:
    return spoken(body["input"])[0], "audio/mpeg"


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        server.speak = speech
        yield server


def voice(server: OpenAIServer, folder: Path, **options: object) -> OpenAIVoice:
    kit = Kit(folder, "demo", Blobs(folder / "blobs"), folder / "scratch", lambda name: None, PRICES)
    return OpenAIVoice(OpenAIVoiceOptions.model_validate({"base_url": f"{server.url}/v1", **options}), kit)


def test_a_take_has_the_written_words_with_times_near_the_true_ones(server, tmp_path):
    take = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert [w.text for w in take.words] == SENTENCE.split()
    true = [spoken(SENTENCE)[1][SENTENCE.index(word)][0] * 1000 for word in ("Nobody", "quay", "understood", "them")]
    heard = [take.words[i].start for i in (0, 3, 4, 9)]
    shift = true[0] - heard[0]
    assert all(abs(a - b - shift) < 120 for a, b in zip(true, heard, strict=True))


def test_its_options_are_sent_and_figures_in_words(server, tmp_path):
    voice(server, tmp_path, model="tts-1", voice="nova", speed=1.1, instructions="Calmly.").answer(
        Speak(text="It cost $5 in all, and nobody paid more."), "call"
    )
    body = server.asked[-1].json()
    assert body == {"model": "tts-1", "voice": "nova", "input": "It cost five dollars in all, and nobody paid more.",
                    "response_format": "mp3", "speed": 1.1, "instructions": "Calmly."}  # fmt: skip


def test_sold_by_characters_the_price_is_known_exactly(server, tmp_path):
    tts = voice(server, tmp_path, model="tts-1")
    take = tts.answer(Speak(text=SENTENCE), "call")
    assert take.used.told
    assert take.used.microusd == tts.price(Speak(text=SENTENCE)) == len(SENTENCE) * 15


def test_sold_by_tokens_of_sound_the_bound_stands_and_is_no_less_than_the_sound(server, tmp_path):
    tts = voice(server, tmp_path)
    take = tts.answer(Speak(text=SENTENCE), "call")
    bound = tts.price(Speak(text=SENTENCE))
    assert not take.used.told
    assert take.used.microusd == bound
    assert bound >= take.ms / 1000 * 21 * 12


def test_without_a_price_there_is_none(server, tmp_path):
    assert voice(server, tmp_path, model="other").price(Speak(text=SENTENCE)) is None
    assert voice(server, tmp_path, model="other").price(ListVoices()) == 0


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (Fault(status=429, headers={"Retry-After": "3"}), Throttled),
        (Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "quota"}}), OutOfCredit),
        (Fault(status=401), Refused),
        (Fault(status=500), Unavailable),
        (Fault(drop=True), Lost),
        (Fault(body=b""), Unavailable),
    ],
)
def test_every_failure_is_said_as_what_it_means(server, tmp_path, fault, meaning):
    server.faults = [fault]
    with pytest.raises(meaning):
        voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert len(server.asked) == 1


def test_a_sound_shorter_than_its_text_is_asked_for_once_more(server, tmp_path):
    server.speak = lambda body: (spoken("Nobody")[0], "audio/mpeg")
    tts = voice(server, tmp_path, model="tts-1")
    with pytest.raises(Unavailable) as first:
        tts.answer(Speak(text=SENTENCE), "call")
    assert first.value.microusd == len(SENTENCE) * 15
    with pytest.raises(Refused):
        tts.answer(Speak(text=SENTENCE), "call")


def test_what_has_no_sound_is_asked_of_nobody(server, tmp_path):
    assert voice(server, tmp_path).answer(Speak(text="🙂"), "call").words == ()
    assert server.asked == []
