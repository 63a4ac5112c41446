"""Music of Freesound: only what may stand under a film that earns money, and its maker named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from freesound_server import FreesoundServer
from served import Fault

from ytempire.contracts import Fetch, Kit, Search
from ytempire.errors import Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.providers.footage_freesound import FootageFreesound


@pytest.fixture
def server() -> Iterator[FreesoundServer]:
    with FreesoundServer() as made:
        yield made


def provider(folder: Path, server: FreesoundServer, **options: object) -> FootageFreesound:
    kit = Kit(folder, "owls", Blobs(folder / "blobs"), folder, secret={"FREESOUND_API_KEY": server.key}.get)
    return FootageFreesound(FootageFreesound.Options(base_url=server.url, timeout=2.0, **options), kit)


def test_only_sounds_that_may_be_used_are_hits(tmp_path, server):
    hits = provider(tmp_path, server).answer(Search(words="calm piano", media="music"), "call").hits
    assert [hit.licence for hit in hits] == ["CC0 1.0", "CC BY 4.0"]
    assert 'license:("Creative Commons 0" OR "Attribution")' in server.searches[0]["filter"]
    assert hits[0].words == "Calm Piano 0; calm piano loop"
    assert hits[1].date == "2021-04-01"
    free = provider(tmp_path, server, licences="cc0")
    assert [hit.licence for hit in free.answer(Search(words="rain", media="music"), "call").hits] == ["CC0 1.0"]


def test_a_piece_is_fetched_as_sound_and_its_maker_is_named(tmp_path, server):
    freesound = provider(tmp_path, server)
    hit = freesound.answer(Search(words="calm piano", media="music"), "call").hits[1]
    found = freesound.answer(Fetch(id=hit.id, media="music", hit=hit), "call")
    assert found.credit == "“Calm Piano 1” by ear1 on Freesound"
    assert (found.licence, found.url) == ("CC BY 4.0", "https://freesound.org/people/ear1/sounds/71/")
    assert found.file.suffix == ".mp3"
    assert found.sound
    assert found.seconds == pytest.approx(3.0, abs=0.2)
    assert server.key not in str(server.asked[-1].headers)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(status=429, body={"detail": "Request was throttled."}, headers={"Retry-After": "20"}), Throttled),
        (Fault(status=429), Throttled),
        (Fault(status=503), Unavailable),
        (Fault(status=401, body={"detail": "Invalid token"}), Refused),
        (Fault(drop=True), Unavailable),
        (Fault(hang=True), Unavailable),
        (Fault(half=True), Unavailable),
        (Fault(body=b"<html>"), Refused),
        (Fault(body={"detail": "?"}), Refused),
    ],
)
def test_a_failure_is_said_as_what_it_means(tmp_path, server, fault, error):
    server.faults = [fault]
    freesound = provider(tmp_path, server)
    with pytest.raises(error) as caught:
        freesound.answer(Search(words="rain", media="music"), "call")
    assert server.key not in str(caught.value)


def test_pictures_are_not_its_business_and_its_pace_is_as_they_ask(tmp_path, server):
    freesound = provider(tmp_path, server)
    with pytest.raises(Refused):
        freesound.answer(Search(words="rain"), "call")
    assert freesound.pace().requests_a_minute == 60
    assert freesound.check() == "the key is good"
