"""Photos and videos of Pexels, from a server that speaks its protocol: hits, files, credits, and every failure."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from pexels_server import PexelsServer
from real_media import jpeg
from served import Fault

from ytempire.contracts import Fetch, FindPhoto, Kit, Search
from ytempire.errors import OutOfCredit, Refused, Throttled, Unavailable, YtempireError
from ytempire.media.blobs import Blobs
from ytempire.models import Copy, Hit
from ytempire.providers import _stock
from ytempire.providers.footage_pexels import FootagePexels


@pytest.fixture
def server() -> Iterator[PexelsServer]:
    with PexelsServer() as made:
        yield made


@pytest.fixture
def pexels(tmp_path: Path, server: PexelsServer) -> FootagePexels:
    kit = Kit(
        tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path, secret={"PEXELS_API_KEY": server.key}.get
    )
    return FootagePexels(FootagePexels.Options(base_url=server.url, timeout=2.0), kit)


def test_a_search_gives_hits_with_words_author_licence_and_page(pexels, server):
    hits = pexels.answer(Search(words="barn owl"), "call").hits
    assert len(hits) == server.rows
    first = hits[0]
    assert "barn owl" in first.words
    assert first.author == "Ann b0/b Ngọc"  # nothing of HTML is left
    assert first.licence == "Pexels License"
    assert first.page == f"https://www.pexels.com/photo/{first.id}/"
    assert (first.width, first.height) == (1280, 720)
    (asked,) = server.asked
    assert asked.headers["authorization"] == server.key
    assert asked.query["orientation"] == "landscape"
    assert asked.query["locale"] == "en-US"


def test_a_video_is_told_by_its_address_and_has_only_sizes_with_pixels(pexels):
    hits = pexels.answer(Search(words="owl flying", media="clip", shape="tall"), "call").hits
    assert "owl flying" in hits[0].words
    assert hits[0].seconds == 2
    assert [copy.width for copy in hits[0].copies] == [320]


def test_a_hit_is_fetched_checked_and_credited(pexels, server):
    hit = pexels.answer(Search(words="barn owl"), "call").hits[0]
    found = pexels.answer(Fetch(id=hit.id, hit=hit), "call")
    assert pexels.kit.blobs.path(found.file).read_bytes() == jpeg(int(hit.id))
    assert found.name == f"pexels/photo-{hit.id}.jpeg"
    assert (found.credit, found.licence, found.url) == ("Photo by Ann b0/b Ngọc on Pexels", "Pexels License", hit.page)
    assert "authorization" not in server.asked[-1].headers  # the key goes to nobody else
    clip = pexels.answer(Search(words="barn owl", media="clip"), "call").hits[0]
    film = pexels.answer(Fetch(id=clip.id, media="clip", hit=clip), "call")
    assert film.seconds == pytest.approx(2.0, abs=0.1)
    assert film.file.suffix == ".mp4"


def test_what_comes_and_is_no_picture_is_refused(pexels, server):
    hit = pexels.answer(Search(words="barn owl"), "call").hits[0]
    for bad in (b"<html>gone</html>", b"", jpeg(1)[:2000]):
        server.faults = [Fault(body=bad)]
        with pytest.raises(Refused, match=f"pexels/photo-{hit.id}"):
            pexels.answer(Fetch(id=hit.id, hit=hit), "call")
    server.faults = [Fault(half=True)]
    with pytest.raises(Unavailable):
        pexels.answer(Fetch(id=hit.id, hit=hit), "call")
    assert not list(pexels.kit.scratch.rglob("*.jpeg"))


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        (Fault(status=429, headers={"Retry-After": "7"}), Throttled, "asked too often"),
        (Fault(status=429), Throttled, "asked too often"),
        (Fault(status=500), Unavailable, "not well"),
        (Fault(status=401, body={"error": "bad key"}), Refused, "does not accept the key"),
        (Fault(drop=True), Unavailable, "gave no answer"),
        (Fault(hang=True), Unavailable, "gave no answer"),
        (Fault(half=True), Unavailable, "gave no answer"),
        (Fault(body=b"{nothing"), Refused, "no JSON"),
        (Fault(body={"photos": {"a": 1}}), Refused, "another shape"),
        (Fault(body=[1, 2]), Refused, "another shape"),
    ],
)
def test_a_failure_is_said_as_what_it_means(pexels, server, fault, error, says):
    server.faults = [fault]
    with pytest.raises(error, match=says) as caught:
        pexels.answer(Search(words="owl"), "call")
    assert server.key not in str(caught.value)
    assert pexels.answer(Search(words="owl"), "call").hits  # and the next one is answered


def test_a_limit_that_ends_soon_is_waited_for_and_a_month_is_not(pexels, server):
    server.faults = [Fault(status=429, headers={"X-Ratelimit-Reset": str(int(time.time()) + 30)})]
    with pytest.raises(Throttled) as caught:
        pexels.answer(Search(words="owl"), "call")
    assert caught.value.after == pytest.approx(30, abs=2)
    server.faults = [Fault(status=429, headers={"X-Ratelimit-Reset": str(int(time.time()) + 9 * 86400)})]
    with pytest.raises(OutOfCredit, match=r"21[56] hours"):
        pexels.answer(Search(words="owl"), "call")
    asked = len(server.asked)
    with pytest.raises(OutOfCredit):
        pexels.answer(Search(words="owl"), "call")
    assert len(server.asked) == asked  # what would be refused is not even sent


def test_few_searches_that_are_left_are_spread(pexels, server):
    assert pexels.pace().requests_a_minute == 0
    server.left = 16
    pexels.answer(Search(words="owl"), "call")
    assert pexels.pace().requests_a_minute == pytest.approx(1.0)


def test_rows_that_are_not_as_they_should_be_are_left_out(pexels, server):
    good = server._photo("owl", 1)
    odd = [None, 7, {}, {**good, "src": None}, {**good, "id": "../../etc"}, {**good, "width": "wide"},
           {**good, "src": {"original": "file:///etc/passwd"}}, good, good]  # fmt: skip
    server.faults = [Fault(body={"photos": odd})]
    assert [hit.id for hit in pexels.answer(Search(words="owl"), "call").hits] == [str(good["id"])]


def test_without_a_key_it_is_not_ready_and_the_key_can_be_tried(pexels, tmp_path):
    assert pexels.ready() is None
    assert "searches left" in pexels.check()
    without = FootagePexels(FootagePexels.Options(), Kit(tmp_path, "owls", Blobs(tmp_path), tmp_path))
    assert without.ready() == "PEXELS_API_KEY is not set"
    assert pexels.price(Search(words="x")) == 0


def test_the_channels_own_files_are_not_its_business(pexels):
    with pytest.raises(Refused):
        pexels.answer(FindPhoto(file="owl.png"), "call")


def test_the_smallest_copy_that_covers_the_frame_is_taken():
    sizes = tuple(Copy(url=f"https://x/{w}", width=w, height=h)
                  for w, h in ((8000, 6000), (4000, 2250), (2400, 1350), (1280, 720), (0, 0)))  # fmt: skip
    hit = Hit(id="1", copies=sizes)
    assert _stock.best(hit, "photo", 1080).width == 2400
    assert _stock.best(hit, "photo", 1500).width == 4000
    assert _stock.best(hit, "photo", 4000).width == 4000  # 48 million pixels cannot be opened
    assert _stock.best(hit, "clip", 1080).width == 2400
    with pytest.raises(Refused):
        _stock.best(Hit(id="1", copies=sizes[:1]), "photo", 1080)


odd_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["id", "src", "original", "photos", "width", "height", "url", "alt", "photographer"]), inner,
        max_size=6),
    max_leaves=20,
)  # fmt: skip


@given(odd_json)
@settings(max_examples=200, deadline=None)
def test_no_answer_breaks_the_reader(data):
    from ytempire.providers.footage_pexels import _photo, _video

    stock = _stock.Stock("pexels", Kit(Path(), "owls", Blobs(Path()), Path()))
    for read in (_photo, _video):
        try:
            stock.hits(data, "photos", read)
        except YtempireError as error:
            assert "another shape" in str(error)
