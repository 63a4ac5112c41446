"""gTTS: a take is whole or there is none, and it is a draft's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gtts_server import GttsServer
from served import Fault

from ytempire.contracts import Kit, ListVoices, Speak
from ytempire.errors import Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.providers.voice_gtts import GttsOptions, GttsVoice, language_of

LONG = (
    "Before containers came, loading a freighter was slow and expensive work, and everything travelled loose. "
    "In 1956 an American trucking millionaire put fifty-eight aluminium boxes aboard an old tanker in Newark, "
    "and nobody on the waterfront understood what was happening to them."
)


@pytest.fixture
def server() -> Iterator[GttsServer]:
    with GttsServer() as server:
        yield server


def voice(server: GttsServer, folder: Path, **options: object) -> GttsVoice:
    kit = Kit(folder, "demo", Blobs(folder / "blobs"), folder / "scratch")
    return GttsVoice(GttsOptions.model_validate({"base_url": server.url, **options}), kit)


def test_a_long_sentence_comes_in_parts_and_is_one_take_and_a_draft(server, tmp_path):
    take = voice(server, tmp_path).answer(Speak(text=LONG), "call")
    assert len(server.parts) >= 3
    assert all(len(text) <= 100 for text, _, _ in server.parts)
    assert [w.text for w in take.words] == LONG.split()
    assert take.draft
    assert take.ms > 12_000


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_part_without_sound_is_no_take(server, tmp_path, lost):
    server.silent = {lost}
    with pytest.raises(Unavailable, match="no sound for a part"):
        voice(server, tmp_path).answer(Speak(text=LONG), "call")


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (Fault(status=429), Throttled),
        (Fault(status=403), Refused),
        (Fault(status=500), Unavailable),
        (Fault(drop=True), Unavailable),
        (Fault(half=True), Unavailable),
        (Fault(hang=True), Unavailable),
        (Fault(body=b"<html>are you a robot</html>"), Unavailable),
    ],
)
def test_every_failure_is_said_as_what_it_means(server, tmp_path, fault, meaning):
    server.faults = [fault]
    with pytest.raises(meaning):
        voice(server, tmp_path, timeout=0.3 if fault.hang else 10).answer(Speak(text="Hello there."), "call")
    assert len(server.asked) == 1


def test_its_options_and_the_language_are_sent(server, tmp_path):
    voice(server, tmp_path, slow=True).answer(Speak(text="Three ships came home.", language="en-GB"), "call")
    assert server.parts == [("Three ships came home.", "en", True)]


def test_a_language_that_it_does_not_speak_is_refused_before_anything_is_sent(server, tmp_path):
    with pytest.raises(Refused, match="does not speak xx"):
        voice(server, tmp_path).answer(Speak(text="Hello.", language="xx"), "call")
    assert server.asked == []
    assert (language_of("pt-PT"), language_of("en-GB")) == ("pt-PT", "en")


def test_it_is_free_has_a_pace_and_tells_its_languages(server, tmp_path):
    gtts = voice(server, tmp_path)
    assert gtts.price(Speak(text=LONG)) == 0
    assert gtts.pace().at_a_time == 1
    assert gtts.check() == "answers"
    assert {"en", "de", "ja"} <= {known.id for known in gtts.answer(ListVoices(), "call").voices}


def test_what_has_no_sound_is_asked_of_nobody(server, tmp_path):
    assert voice(server, tmp_path).answer(Speak(text="🙂"), "call").words == ()
    assert server.asked == []
