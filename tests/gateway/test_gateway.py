"""The door remembers, affords, retries, records and falls back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ytempire.config.sections import Budget, Chain
from ytempire.contracts import Event, Kit, Publish, Speak
from ytempire.errors import BudgetReached, Unavailable, Unsure
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Blob, History, Package, Video

SAY = [Speak(text=f"Sentence number {n}.") for n in range(5)]
DIGEST = "0" * 64


@pytest.fixture
def door(tmp_path: Path) -> Callable[..., Gateway]:
    """Opens a gateway on one and the same workspace, as each start of a run does."""

    def open_door(**budget: float) -> Gateway:
        ledger = Ledger(tmp_path / "ytempire.db")
        runs = ledger.runs()
        run = runs[-1] if runs else ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
        ledger.doubt("owls")
        kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch")
        return Gateway(
            run.id, "owls", ledger, Store(tmp_path / "cache" / "calls"), kit, Budget(**budget), stage="voice"
        )

    return open_door


def paid(url: str, *more: str, price: int = 1000) -> Chain:
    return Chain(use=("counted", *more), options={"counted": {"base_url": url, "price": price}})


def test_an_answer_is_paid_for_once_over_two_starts(door, counting):
    first = door().map(SAY, paid(counting.url))
    second = door().map(SAY, paid(counting.url))
    assert first == second
    assert counting.asked == len(SAY)


def test_equal_requests_in_one_batch_are_asked_once(door, counting):
    replies = door().map([SAY[0]] * 6, paid(counting.url))
    assert len(replies) == 6
    assert counting.asked == 1


def test_other_options_are_another_request(door, counting):
    door().ask(SAY[0], paid(counting.url, price=1000))
    door().ask(SAY[0], paid(counting.url, price=1002))
    assert counting.asked == 2


def test_an_answer_whose_bytes_were_cut_short_counts_as_absent(door, counting):
    gateway = door()
    reply = gateway.ask(SAY[0], paid(counting.url))
    path = gateway.kit.blobs.path(reply.audio)
    path.write_bytes(path.read_bytes()[:100])
    again = door()
    assert again.ask(SAY[0], paid(counting.url)) == reply
    assert again.kit.blobs.has(reply.audio)


def test_unavailable_is_tried_again_and_each_try_is_recorded(door, counting):
    counting.fail_next = 2
    gateway = door()
    gateway.ask(SAY[0], paid(counting.url))
    assert gateway.ledger.rows("select tries, state from calls")[-1] == {"tries": 3, "state": "made"}


def test_a_lost_answer_is_looked_for_before_it_is_paid_for_again(door, counting):
    counting.lose_next = 1
    door().ask(SAY[0], paid(counting.url))
    assert list(counting.done.values()) == [1]


def test_a_call_that_a_dead_process_left_open_is_looked_for_first(door, counting):
    gateway = door()
    chain = paid(counting.url)
    reply = gateway.ask(SAY[0], chain)
    key = gateway.ledger.rows("select key from calls")[-1]["key"]
    # As a kill between the server's answer and its keeping leaves things:
    gateway.store._open().delete(key)
    with gateway.ledger.write() as conn:
        conn.execute("update calls set state = 'intent'")
    assert door().ask(SAY[0], chain) == reply
    assert counting.done[key] == 1


def test_a_refusal_falls_back_to_the_next_for_all_of_them(door, counting):
    counting.refuse = True
    name, replies = door().together(SAY[:2], paid(counting.url, "espeak"))
    assert name == "espeak"
    assert len(replies) == 2


def test_a_provider_that_stays_away_is_not_asked_again_in_the_run(door, counting):
    counting.fail_next = 1000
    gateway = door()
    gateway.together(SAY[:1], paid(counting.url, "espeak"))
    asked = counting.asked
    gateway.together(SAY[1:2], paid(counting.url, "espeak"))
    assert counting.asked == asked


def test_nobody_left_is_unavailable_with_every_reason(door, counting):
    counting.refuse = True
    with pytest.raises(Unavailable, match=r"counted: .*400"):
        door().ask(SAY[0], paid(counting.url))


def test_an_unknown_price_is_not_spent(door, counting):
    with pytest.raises(BudgetReached, match="price"):
        door().ask(SAY[0], Chain(use=("unpriced",), options={"unpriced": {"base_url": counting.url}}))
    assert counting.asked == 0


def test_a_budget_is_never_passed_not_even_side_by_side(door, counting):
    gateway = door(per_video_usd=0.0021)
    with pytest.raises(BudgetReached, match="per_video"):
        gateway.map(SAY, paid(counting.url))
    assert sum(counting.done.values()) * 500 <= 2100


def test_what_was_spent_is_recorded_to_the_micro_dollar(door, counting):
    gateway = door()
    gateway.map(SAY, paid(counting.url))
    assert gateway.ledger.count_calls(gateway.run) == {"made": 5, "remembered": 0, "microusd": 2500}


def film() -> Publish:
    blob = Blob(digest=DIGEST, bytes=1, suffix=".mp4")
    return Publish(
        channel="owls", folder="videos/owls/x",
        video=Video(film=blob, width=1, height=1, fps=30, frames=1, seconds=1, lufs=-14, peak_db=-1),
        package=Package(title="Owls", description="", captions=blob, thumbnail=blob),
    )  # fmt: skip


def test_publishing_happens_once(door, counting):
    door().ask(film(), paid(counting.url))
    door().ask(film(), paid(counting.url))
    assert counting.asked == 1


def test_a_crash_in_the_middle_of_publishing_is_reconciled_by_asking_the_other_side(door, counting):
    gateway = door()
    gateway.ask(film(), paid(counting.url))
    with gateway.ledger.write() as conn:
        conn.execute("update acts set state = 'intent', reply = ''")
    door().ask(film(), paid(counting.url))
    assert counting.asked == 1


def test_a_publication_that_nobody_can_tell_of_is_unsure_and_not_repeated(door, counting):
    gateway = door()
    gateway.ask(film(), paid(counting.url))
    with gateway.ledger.write() as conn:
        conn.execute("update acts set state = 'intent', reply = ''")
    counting.done.clear()
    for _ in range(2):
        with pytest.raises(Unsure):
            door().ask(film(), paid(counting.url))
    assert counting.asked == 1


def test_steps_are_told_as_answers_come(door, counting):
    gateway = door()
    told: list[Event] = []
    gateway.tell = told.append
    gateway.map(SAY, paid(counting.url))
    assert [event.done for event in told if event.state == "step"][-1] == 5


def test_no_pickled_row_is_ever_written(door, counting):
    import sqlite3

    gateway = door()
    gateway.map(SAY, paid(counting.url))
    rows = sqlite3.connect(gateway.store.folder / "cache.db").execute("select mode, filename from Cache").fetchall()
    assert rows
    assert all(mode != 4 and filename is None for mode, filename in rows)
