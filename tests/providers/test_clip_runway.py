"""Clips made at Runway: paid when a task is taken, so its number is kept and it is collected after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from real_media import jpeg
from runway_server import RunwayServer
from served import Fault

from ytempire.contracts import Kit, MakeClip
from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.media.blobs import Blobs
from ytempire.models import Price, Prices
from ytempire.providers.clip_runway import ClipRunway, _cut

PRICE = Price(provider="runway", model="gen4.5", second=Decimal("0.12"))
ASKED = MakeClip(prompt="a barn owl takes off", seconds=4.2)


@pytest.fixture
def server() -> Iterator[RunwayServer]:
    with RunwayServer() as made:
        yield made


def provider(
    folder: Path, server: RunwayServer, key: str = "", price: Price | None = PRICE, **options: object
) -> ClipRunway:
    prices = Prices(version="2026-11-20", prices=(price,) if price else ())
    kit = Kit(folder, "owls", Blobs(folder / "blobs"), folder, {"RUNWAYML_API_SECRET": key or server.key}.get, prices)
    given = {"every": 0.01, "timeout": 2.0, "patience": 3, **options}
    return ClipRunway(ClipRunway.Options(base_url=server.url, **given), kit)


def test_a_clip_is_asked_for_in_whole_seconds_and_its_bound_is_what_it_costs(tmp_path, server):
    runway = provider(tmp_path, server)
    assert runway.price(ASKED) == 600_000
    made = runway.answer(ASKED, "call-1")
    (task,) = server.tasks.values()
    assert (task["way"], task["duration"], task["ratio"]) == ("text_to_video", 5, "1280:720")
    assert made.seconds == pytest.approx(2.0, abs=0.1)
    assert made.used is not None
    assert (made.used.microusd, made.used.seconds, made.used.prices) == (600_000, 5, "2026-11-20")
    assert made.used.request in server.tasks
    assert provider(tmp_path, server, price=None).price(ASKED) is None


def test_a_picture_is_sent_with_the_question_and_a_model_may_need_one(tmp_path, server):
    turbo = provider(tmp_path, server, model="gen4_turbo")
    with pytest.raises(Refused, match="pictures alone"):
        turbo.answer(ASKED, "call-1")
    assert not server.tasks
    picture = turbo.kit.blobs.put(jpeg(1, 4000, 2250), ".jpg")
    turbo.answer(ASKED.model_copy(update={"picture": picture, "width": 9, "height": 16}), "call-2")
    (task,) = server.tasks.values()
    assert (task["way"], task["ratio"]) == ("image_to_video", "720:1280")
    assert len(task["promptImage"]) < 1_000_000


@pytest.mark.parametrize(
    ("model", "seconds", "asked"),
    [("veo3.1", 5, 6), ("veo3.1", 60, 8), ("veo3", 2, 8), ("gen4.5", 0.5, 2), ("gen4.5", 30, 10), ("new", 6, 10)],
)
def test_the_shortest_that_is_long_enough_is_taken(tmp_path, server, model, seconds, asked):
    assert provider(tmp_path, server, model=model)._seconds(ASKED.model_copy(update={"seconds": seconds})) == asked


def test_after_a_crash_the_task_is_collected_and_not_paid_again(tmp_path, server):
    server.looks = 10_000
    with pytest.raises(Unavailable, match="still at work"):
        provider(tmp_path, server, patience=0.1).answer(ASKED, "call-1")
    server.looks = 0
    runway = provider(tmp_path, server)
    assert runway.recover(ASKED, "call-1") is not None
    assert runway.answer(ASKED, "call-1").file.suffix == ".mp4"
    assert len(server.tasks) == 1
    assert runway.recover(ASKED, "another") is None


def test_looks_that_fail_now_and_then_do_not_end_it(tmp_path, server):
    faults = [Fault(status=503), Fault(drop=True), Fault(body=b"<html>"), Fault(status=429)]
    server.before = lambda asked: server.faults.append(faults.pop()) if faults and "tasks" in asked.path else None
    assert provider(tmp_path, server).answer(ASKED, "call-1").file
    assert not faults
    assert len(server.tasks) == 1


def test_a_clip_whose_address_is_no_longer_good_is_looked_up_again(tmp_path, server):
    server.lose_files = 1
    runway = provider(tmp_path, server)
    with pytest.raises(Unavailable, match="does not hand it out"):
        runway.answer(ASKED, "call-1")
    assert runway.recover(ASKED, "call-1") is not None
    assert len(server.tasks) == 1


@pytest.mark.parametrize(
    ("fault", "error", "begun"),
    [
        (Fault(status=429, headers={"Retry-After": "9"}), Throttled, 0),
        (Fault(status=429), Throttled, 0),
        (Fault(status=500), Unavailable, 0),
        (Fault(status=402, body={"error": "You do not have enough credits"}), OutOfCredit, 0),
        (Fault(status=400, body={"error": "Validation of body failed"}), Refused, 0),
        (Fault(drop=True), Lost, 1),
        (Fault(hang=True), Lost, 1),
        (Fault(half=True), Lost, 1),
        (Fault(body=b"{no json"), Lost, 1),
        (Fault(body={"task": 1}), Lost, 1),
    ],
)
def test_a_failure_before_the_number_is_known_is_said_as_what_it_means_for_money(tmp_path, server, fault, error, begun):
    server.faults = [fault]
    with pytest.raises(error):
        provider(tmp_path, server).answer(ASKED, "call-1")
    assert (len(server.asked), len(server.tasks)) == (1, begun)


@pytest.mark.parametrize(("code", "billed"), [("SAFETY.INPUT.TEXT", 600_000), ("INTERNAL.BAD_OUTPUT.CODE01", 0)])
def test_a_task_that_came_to_nothing_is_refused_and_what_is_billed_is_told(tmp_path, server, code, billed):
    server.ends, server.code = "FAILED", code
    runway = provider(tmp_path, server)
    with pytest.raises(Refused, match=code.replace(".", r"\.")) as caught:
        runway.answer(ASKED, "call-1")
    assert caught.value.microusd == billed
    assert runway.recover(ASKED, "call-1") is None  # nothing is left to collect


def test_a_task_that_is_known_no_more_is_forgotten(tmp_path, server):
    runway = provider(tmp_path, server)
    runway.jobs.keep("call-1", "gone")
    with pytest.raises(Refused, match="any more"):
        runway.recover(ASKED, "call-1")
    assert runway.answer(ASKED, "call-1").file


def test_the_key_can_be_tried_and_is_not_told(tmp_path, server):
    assert provider(tmp_path, server).check() == "the key is good, 4,210 credits"
    with pytest.raises(Refused, match="does not accept the key") as caught:
        provider(tmp_path, server, key="key_wrong_12345").check()
    assert "key_wrong" not in str(caught.value)


def test_a_prompt_is_cut_as_they_count():
    assert _cut("owl " * 500) == ("owl " * 250).strip()
    assert len(_cut("🦉" * 900).encode("utf-16-le")) // 2 <= 1000
