"""An account is asked no oftener than its pace says, by all threads and processes together."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from ytempire_fakes.billed import BilledOptions, VoiceBilled, VoiceSpare

from ytempire.contracts import Kit
from ytempire.errors import Unavailable
from ytempire.gateway.rates import PATIENCE, Rates, Stopped, pool
from ytempire.media.blobs import Blobs


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds + 1e-6


def voice(folder: Path, kind: type = VoiceBilled, tokens: int = 10, **options: float) -> VoiceBilled:
    made = kind(BilledOptions(**options), Kit(folder, "owls", Blobs(folder / "blobs"), folder / "scratch"))
    made.tokens = lambda request: tokens
    return made


def sent_at(rates: Rates, clock: Clock, provider: VoiceBilled, tokens: list[int]) -> list[float]:
    at = []
    for many in tokens:
        with rates.turn(provider, many):
            at.append(clock.now)
    return at


@settings(max_examples=40, deadline=None)
@given(rate=st.floats(0.2, 40), calls=st.integers(1, 60), gaps=st.lists(st.floats(0, 30), min_size=60, max_size=60))
def test_no_minute_ever_holds_more_requests_than_the_pace_says(tmp_path_factory, rate, calls, gaps):
    clock, folder = Clock(), tmp_path_factory.mktemp("rates")
    rates, provider = Rates(folder, clock=clock, sleep=clock.sleep), voice(folder, requests_a_minute=rate)
    at = []
    for gap in gaps[:calls]:
        clock.now += gap
        at += sent_at(rates, clock, provider, [1])
    window = 60.0 * max(1, int(rate)) / rate
    assert all(sum(start <= other < start + window for other in at) <= max(1, int(rate)) for start in at)


@settings(max_examples=30, deadline=None)
@given(rate=st.integers(100, 1000), tokens=st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_no_minute_ever_holds_more_tokens_than_the_pace_says_but_for_one_that_is_larger(tmp_path_factory, rate, tokens):
    clock, folder = Clock(), tmp_path_factory.mktemp("rates")
    rates = Rates(folder, clock=clock, sleep=clock.sleep)
    at = sent_at(rates, clock, voice(folder, tokens_a_minute=rate), tokens)
    for start in at:
        held = [many for when, many in zip(at, tokens, strict=True) if start <= when < start + 60]
        assert sum(held) <= rate or [many for many in held if many] == [max(held)]


def test_a_pace_that_is_not_reached_waits_for_nothing(tmp_path):
    clock = Clock()
    sent_at(Rates(tmp_path, clock=clock, sleep=clock.sleep), clock, voice(tmp_path, requests_a_minute=100), [1] * 20)
    assert clock.waited == []


def test_who_was_asked_to_leave_it_alone_waits_so_long_and_so_do_the_others(tmp_path):
    clock = Clock()
    provider = voice(tmp_path)
    Rates(tmp_path, clock=clock, sleep=clock.sleep).rest(provider, 30)
    other = Rates(tmp_path, clock=clock, sleep=clock.sleep)  # of another process
    sent_at(other, clock, provider, [1])
    assert sum(clock.waited) == pytest.approx(30, abs=0.1)
    sent_at(other, clock, voice(tmp_path, VoiceSpare), [1])  # another account
    assert sum(clock.waited) == pytest.approx(30, abs=0.1)


def test_a_longer_wait_than_anybody_has_patience_for_is_told_with_its_time(tmp_path):
    clock = Clock()
    rates, provider = Rates(tmp_path, clock=clock, sleep=clock.sleep), voice(tmp_path)
    rates.rest(provider, PATIENCE * 10)
    with pytest.raises(Unavailable, match=r"till is not to be asked before \d\d:\d\d, in 20 minutes"):
        sent_at(rates, clock, provider, [1])
    assert clock.waited == []


def test_a_clock_that_was_set_back_makes_nobody_wait_for_longer_than_was_meant(tmp_path):
    clock = Clock()
    rates, provider = Rates(tmp_path, clock=clock, sleep=clock.sleep), voice(tmp_path, requests_a_minute=2)
    rates.rest(provider, 60)
    sent_at(rates, clock, provider, [1, 1])
    clock.now -= 86400
    before = sum(clock.waited)
    sent_at(rates, clock, provider, [1])
    assert sum(clock.waited) - before <= 61


def test_a_file_that_was_cut_short_is_no_reason_to_stop(tmp_path):
    clock = Clock()
    rates, provider = Rates(tmp_path, clock=clock, sleep=clock.sleep), voice(tmp_path, requests_a_minute=2)
    sent_at(rates, clock, provider, [1])
    (tmp_path / pool(provider) / "sent.json").write_text('{"rest": [0.0,')
    sent_at(rates, clock, provider, [1])
    assert clock.waited == []


def test_another_address_is_another_pace(tmp_path):
    assert pool(voice(tmp_path)) == "till"
    assert pool(voice(tmp_path, base_url="http://127.0.0.1:1")).startswith("till-")


def test_whoever_works_on_an_answer_that_came_holds_no_place(tmp_path):
    provider, one, other = voice(tmp_path, at_a_time=1), Rates(tmp_path), Rates(tmp_path)
    other.stop.set()  # it does not wait for a place
    with one.turn(provider, 0):
        with pytest.raises(Stopped), other.turn(provider, 0):
            pass
        one.answered()
        with other.turn(provider, 0):
            pass
        one.answered()  # said twice, and after the place is another's


def test_a_place_that_was_given_up_early_is_not_taken_from_the_next(tmp_path):
    provider, one, other, third = voice(tmp_path, at_a_time=1), Rates(tmp_path), Rates(tmp_path), Rates(tmp_path)
    other.stop.set(), third.stop.set()
    first = one.turn(provider, 0)
    first.__enter__()
    one.answered()
    with other.turn(provider, 0):
        first.__exit__(None, None, None)
        one.answered()
        with pytest.raises(Stopped), third.turn(provider, 0):
            pass


HOLD = """
import sys
from pathlib import Path
from ytempire_fakes.billed import BilledOptions, VoiceBilled
from ytempire.gateway.rates import Rates
with Rates(Path(sys.argv[1])).turn(VoiceBilled(BilledOptions(at_a_time=1), None), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_killed_process_keeps_no_place(tmp_path):
    fakes = str(Path(__file__).parents[1] / "fakes")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": fakes, "PATH": ""}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    rates, had = Rates(tmp_path), threading.Event()

    def ask() -> None:
        with rates.turn(voice(tmp_path, at_a_time=1), 0):
            had.set()

    asking = threading.Thread(target=ask)
    asking.start()
    assert not had.wait(0.3)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert had.wait(10)
    asking.join()
