"""ElevenLabs as it is asked, as it answers, and as it fails; against a server on this machine that really speaks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from elevenlabs_server import KEY, ElevenLabsServer
from pydantic import ValidationError
from served import Asked, Fault

from ytempire.contracts import Kit, ListVoices, Speak, Spoken
from ytempire.errors import Crowded, Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.media import wav
from ytempire.media.blobs import Blobs
from ytempire.models import Price, Prices
from ytempire.providers.voice_elevenlabs import ElevenLabsOptions, ElevenLabsVoice

SENTENCE = "Nobody on the quay understood what was happening to them."
MULTI, FLASH = "eleven_multilingual_v2", "eleven_flash_v2_5"
PRICES = Prices(version="2026-11-20", prices=(
    Price(provider="elevenlabs", model=MULTI, credits_per_character=1),
    Price(provider="elevenlabs", model=FLASH, credits_per_character=0.5),
    Price(provider="elevenlabs", model="*", credit=0.2),
))  # fmt: skip


@pytest.fixture
def server() -> Iterator[ElevenLabsServer]:
    with ElevenLabsServer() as server:
        yield server


def voice(server: ElevenLabsServer, folder: Path, key: str | None = KEY, prices: Prices = PRICES, **options: object):
    kit = Kit(folder, "demo", Blobs(folder / "blobs"), folder / "scratch", lambda name: key, prices)
    return ElevenLabsVoice(ElevenLabsOptions.model_validate({"base_url": server.url, **options}), kit)


def test_a_take_has_the_written_words_with_the_times_of_their_characters(server, tmp_path):
    eleven = voice(server, tmp_path)
    take = eleven.answer(Speak(text=SENTENCE), "call")
    assert [w.text for w in take.words] == SENTENCE.split()
    assert all(a.end <= b.start + 60 for a, b in pairwise(take.words))
    assert take.words[-1].end <= take.ms
    rate, samples = wav.read(eleven.kit.blobs.path(take.audio))
    assert len(samples) * 1000 // rate == take.ms
    first, _ = wav.sounding(rate, samples)
    assert abs(take.words[0].start - first * 1000 / rate) < 80


def test_what_it_took_is_what_its_header_says(server, tmp_path):
    take = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert (take.used.credits, take.used.characters, take.used.told) == (len(SENTENCE), len(SENTENCE), True)
    assert take.used.request == "req0001"
    assert take.used.microusd == round(len(SENTENCE) * 200)
    assert take.used.prices == "2026-11-20"


def test_without_the_header_the_upper_bound_stands(server, tmp_path):
    server.free = True
    eleven = voice(server, tmp_path, model=FLASH)
    take = eleven.answer(Speak(text=SENTENCE), "call")
    assert not take.used.told
    assert take.used.microusd == eleven.price(Speak(text=SENTENCE)) == len(SENTENCE) * 100


def test_a_model_without_a_price_has_none_and_lists_cost_nothing(server, tmp_path):
    eleven = voice(server, tmp_path, prices=Prices(version="none"))
    assert eleven.price(Speak(text=SENTENCE)) is None
    assert eleven.price(ListVoices()) == 0
    assert [known.id for known in eleven.answer(ListVoices(), "call").voices] == ["voice0", "voice1"]


def test_figures_and_the_lexicon_are_sent_in_words_and_shown_as_written(server, tmp_path):
    asked = Speak(text="Maersk lost $5 million in 1956.", lexicon={"Maersk": "mairsk"})
    take = voice(server, tmp_path).answer(asked, "call")
    assert server.spoken == ["mairsk lost five million dollars in nineteen fifty-six."]
    assert [w.text for w in take.words] == ["Maersk", "lost", "$5", "million", "in", "1956."]
    assert take.words[-1].end - take.words[-1].start > 600


def test_its_options_are_sent(server, tmp_path):
    options = {"voice_id": "voice1", "model": FLASH, "stability": 0.3, "similarity": 0.9, "exaggeration": 0.2,
               "speed": 1.1}  # fmt: skip
    voice(server, tmp_path, **options).answer(Speak(text=SENTENCE, language="en-GB"), "call")
    asked = server.asked[-1]
    body = asked.json()
    assert asked.path == "/v1/text-to-speech/voice1/with-timestamps"
    assert (body["model_id"], body["language_code"]) == (FLASH, "en")
    assert body["voice_settings"] == {"stability": 0.3, "similarity_boost": 0.9, "style": 0.2, "speed": 1.1,
                                      "use_speaker_boost": True}  # fmt: skip


@pytest.mark.parametrize("plan", [("free", 2), ("starter", 3), ("creator", 5), ("pro", 10), ("scale", 15),
                                  ("business", 15)])  # fmt: skip
def test_the_plan_says_how_many_at_a_time(server, tmp_path, plan):
    assert voice(server, tmp_path, plan=plan[0]).pace().at_a_time == plan[1]


def test_a_key_is_tried_with_a_call_that_costs_nothing(server, tmp_path):
    assert voice(server, tmp_path).check() == "plan creator: 100,000 of 101,000 credits left"
    assert server.spoken == []
    with pytest.raises(Refused, match="does not accept the key"):
        voice(server, tmp_path, key="expired").check()
    assert voice(server, tmp_path, key=None).ready() == "ELEVENLABS_API_KEY is not set"


@pytest.mark.parametrize("told", ["normalized", "untimed"])
def test_without_the_times_of_the_text_words_have_times_all_the_same(server, tmp_path, told):
    exact = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    setattr(server, told, True)
    take = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert [w.text for w in take.words] == SENTENCE.split()
    assert sum(abs(a.start - b.start) for a, b in zip(take.words, exact.words, strict=True)) / len(take.words) < 60


@pytest.mark.parametrize("how", ["late", "ragged", "back"])
def test_times_that_cannot_be_right_are_found_by_listening(server, tmp_path, how):
    exact = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    server.spoil = [how]
    take = voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert sum(abs(a.start - b.start) for a, b in zip(take.words, exact.words, strict=True)) / len(take.words) < 60
    assert take.words[-1].end <= take.ms


@pytest.mark.parametrize("how", ["empty", "short"])
def test_a_sound_of_no_use_is_asked_for_once_more_and_each_was_billed(server, tmp_path, how):
    server.spoil = [how, how]
    eleven = voice(server, tmp_path)
    with pytest.raises(Unavailable, match="of no use") as first:
        eleven.answer(Speak(text=SENTENCE), "call")
    with pytest.raises(Refused, match="of no use") as second:
        eleven.answer(Speak(text=SENTENCE), "call")
    assert first.value.microusd == second.value.microusd == len(SENTENCE) * 200
    assert isinstance(eleven.answer(Speak(text=SENTENCE), "another call"), Spoken)


FAULTS = [
    (Fault(status=429, headers={"Retry-After": "7"}), Throttled),
    (Fault(status=429), Throttled),
    (Fault(status=500), Unavailable),
    (Fault(status=503, body={"detail": {"code": "system_busy", "message": "busy"}}), Unavailable),
    (Fault(status=422, body={"detail": [{"msg": "text is too long"}]}), Refused),
    (Fault(status=402, body={"detail": {"code": "insufficient_credits", "message": "none left"}}), OutOfCredit),
    (Fault(status=401, body={"detail": {"status": "quota_exceeded", "message": "quota"}}), OutOfCredit),
    (Fault(drop=True), Lost),
    (Fault(half=True), Lost),
    (Fault(hang=True), Lost),
    (Fault(body=b"not json at all"), Lost),
    (Fault(body=b"[1, 2]"), Lost),
    (Fault(body=b'{"audio_base64": 5}'), Lost),
]


@pytest.mark.parametrize(("fault", "meaning"), FAULTS, ids=lambda x: getattr(x, "__name__", None))
def test_every_failure_is_said_as_what_it_means_and_asked_once(server, tmp_path, fault, meaning):
    server.faults = [fault]
    # a hung answer is given up soon; everything else may take its time
    eleven = voice(server, tmp_path, timeout=0.3 if fault.hang else 30)
    with pytest.raises(meaning) as caught:
        eleven.answer(Speak(text=SENTENCE), "call")
    assert len(server.asked) == 1
    assert type(caught.value) is meaning
    assert KEY not in f"{caught.value}{caught.value.__cause__}"
    if "Retry-After" in fault.headers:
        assert caught.value.after == 7


def test_no_connection_was_never_sent(server, tmp_path):
    eleven = voice(server, tmp_path, base_url="http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="cannot be reached") as caught:
        eleven.answer(Speak(text=SENTENCE), "call")
    assert not isinstance(caught.value, Lost)


def test_too_many_at_a_time_is_a_wait_and_no_failure(server, tmp_path):
    here, go = threading.Barrier(2), threading.Event()

    def hold(asked: Asked) -> None:
        if len(server.asked) == 1:
            here.wait(10)
            go.wait(10)

    server.most, server.before = 1, hold
    eleven = voice(server, tmp_path)
    first = threading.Thread(target=eleven.answer, args=(Speak(text=SENTENCE), "one"))
    first.start()
    here.wait(10)
    with pytest.raises(Crowded) as caught:
        eleven.answer(Speak(text=SENTENCE), "two")
    go.set()
    first.join()
    assert caught.value.after == 0.5


@pytest.mark.parametrize("fault", [Fault(drop=True), Fault(half=True), Fault(body=b'{"sound": "here"}')])
def test_a_take_whose_answer_was_lost_is_fetched_and_not_paid_for_twice(server, tmp_path, fault):
    server.faults = [fault]
    eleven = voice(server, tmp_path)
    with pytest.raises(Unavailable):
        eleven.answer(Speak(text=SENTENCE), "call")
    found = eleven.recover(Speak(text=SENTENCE), "call")
    assert found is not None
    assert [w.text for w in found.words] == SENTENCE.split()
    assert (found.used.microusd, found.used.request, found.used.told) == (len(SENTENCE) * 200, "req0001", True)
    assert server.spoken == [SENTENCE]


def test_after_a_crash_it_is_found_by_its_text_voice_model_and_settings(server, tmp_path):
    voice(server, tmp_path).answer(Speak(text=SENTENCE), "call")
    assert voice(server, tmp_path).recover(Speak(text=SENTENCE), "call") is not None
    for other in ({"voice_id": "voice1"}, {"model": FLASH}, {"speed": 1.1}):
        assert voice(server, tmp_path, **other).recover(Speak(text=SENTENCE), "call") is None
    assert voice(server, tmp_path).recover(Speak(text="Another sentence."), "call") is None
    assert len(server.spoken) == 1


def test_it_looks_back_over_more_than_one_page(server, tmp_path):
    other = {"voice_id": "JBFqnCBsd6RMkjVDRZzb", "model_id": MULTI, "text": "x", "date_unix": 0, "state": "created",
             "character_count_change_from": 0, "character_count_change_to": 1, "content_type": "mp3"}  # fmt: skip
    server.history = [{**other, "history_item_id": f"old{n}", "request_id": f"old{n}"} for n in range(150)]
    eleven = voice(server, tmp_path)
    eleven.answer(Speak(text=SENTENCE), "call")
    server.history.insert(0, server.history.pop())  # the oldest of all
    assert eleven.recover(Speak(text=SENTENCE), "call") is not None


def test_a_key_that_may_not_look_back_cannot_tell(server, tmp_path):
    server.history_allowed = False
    assert voice(server, tmp_path).recover(Speak(text=SENTENCE), "call") is None


@pytest.mark.parametrize("text", ["", "🙂", "—"])
def test_what_has_no_sound_is_asked_of_nobody(server, tmp_path, text):
    eleven = voice(server, tmp_path)
    assert eleven.price(Speak(text=text)) == 0
    assert eleven.answer(Speak(text=text), "call").words == ()
    assert server.asked == []


@pytest.mark.parametrize("options", [{"speed": 2}, {"voice_id": "../x"}, {"plan": "gold"}, {"rate": 1}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ValidationError):
        ElevenLabsOptions.model_validate(options)
