"""Photos and videos of Pixabay: its key is in the address, and never in what is said."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixabay_server import PixabayServer
from served import Fault

from ytempire.address import address
from ytempire.contracts import Fetch, Kit, Search
from ytempire.errors import Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.providers.footage_pixabay import FootagePixabay


@pytest.fixture
def server() -> Iterator[PixabayServer]:
    with PixabayServer() as made:
        yield made


def provider(folder: Path, server: PixabayServer, key: str = "", **options: object) -> FootagePixabay:
    kit = Kit(folder, "owls", Blobs(folder / "blobs"), folder, secret={"PIXABAY_API_KEY": key or server.key}.get)
    return FootagePixabay(FootagePixabay.Options(base_url=server.url, timeout=2.0, **options), kit)


@pytest.fixture
def pixabay(tmp_path: Path, server: PixabayServer) -> FootagePixabay:
    return provider(tmp_path, server)


def test_a_search_asks_for_safe_photos_of_the_shape_and_leaves_out_what_a_model_made(pixabay, server, tmp_path):
    hits = pixabay.answer(Search(words="night train", shape="tall", language="de-DE"), "call").hits
    assert len(hits) == server.rows - 1
    (query,) = server.searches
    assert (query["orientation"], query["safesearch"], query["image_type"]) == ("vertical", "true", "photo")
    assert query["lang"] == "de"
    assert "night" in hits[0].words
    assert (hits[0].author, hits[0].licence) == ("cat1", "Pixabay Content License")
    assert [(c.width, c.height) for c in hits[0].copies] == [(1280, 720), (640, 360)]
    with_made = provider(tmp_path, server, made_by_models=True)
    assert len(with_made.answer(Search(words="night train"), "call").hits) == server.rows


def test_videos_are_searched_at_their_own_address(pixabay, server):
    hits = pixabay.answer(Search(words="night train", media="clip"), "call").hits
    assert "orientation" not in server.searches[0]
    assert [c.width for c in hits[0].copies] == [1920, 1280, 960]
    found = pixabay.answer(Fetch(id=hits[0].id, media="clip", hit=hits[0]), "call")
    assert found.credit == "Video by dog0 on Pixabay"
    assert found.seconds == pytest.approx(2.0, abs=0.1)


def test_a_file_is_the_same_one_although_its_address_is_signed_anew(pixabay, server):
    asked = [Fetch(id=hit.id, hit=hit) for _ in range(2)
             for hit in pixabay.answer(Search(words="night train"), "call").hits[:1]]  # fmt: skip
    assert asked[0].hit.copies != asked[1].hit.copies
    assert address("call", asked[0]) == address("call", asked[1])


def test_a_search_is_no_longer_than_they_take(pixabay, server):
    pixabay.answer(Search(words="lighthouse " * 30), "call")
    assert server.searches[0]["q"] == " ".join(["lighthouse"] * 9)
    assert pixabay.pace().requests_a_minute == 100


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(status=429, body=b"API rate limit exceeded", headers={"X-RateLimit-Reset": "12"}), Throttled),
        (Fault(status=429, headers={"Retry-After": "3"}), Throttled),
        (Fault(status=500, body=b"[ERROR 500]"), Unavailable),
        (Fault(drop=True), Unavailable),
        (Fault(hang=True), Unavailable),
        (Fault(half=True), Unavailable),
        (Fault(body=b"not json"), Refused),
        (Fault(body={"hits": 3}), Refused),
    ],
)
def test_no_failure_tells_the_key(pixabay, server, fault, error, caplog):
    caplog.set_level(logging.DEBUG)
    server.faults = [fault]
    with pytest.raises(error) as caught:
        pixabay.answer(Search(words="owl"), "call")
    trace = "".join(str(e) for e in (caught.value, caught.value.__cause__, caught.value.__context__))
    assert server.key not in trace
    assert server.key not in caplog.text
    if fault.status == 429:
        assert caught.value.after in (12, 3)


def test_a_wrong_key_is_said_and_not_told(tmp_path, server, caplog):
    caplog.set_level(logging.DEBUG)
    wrong = provider(tmp_path, server, key="a-wrong-key-1234")
    with pytest.raises(Refused, match="secrets set PIXABAY_API_KEY") as caught:
        wrong.check()
    assert "a-wrong-key-1234" not in str(caught.value)
    assert "a-wrong-key-1234" not in caplog.text
    assert provider(tmp_path, server).check() == "the key is good"
