"""A film of 12 sentences and 6 pictures, killed at every named point and at random, pays for no answer twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from ytempire.gateway import points

BENCH = Path(__file__).parents[2] / "bench" / "spend.py"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_an_answer_that_was_received_is_never_paid_for_again_wherever_the_process_dies():
    told = subprocess.run(
        [sys.executable, str(BENCH), "--kills", "20", "--nth", "5"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "20 kills at random" in told.stdout


def test_nobody_dies_who_was_not_asked_to(monkeypatch):
    monkeypatch.delenv("YTEMPIRE_CRASH_AT", raising=False)
    for point in points.POINTS:
        points.reached(point)


@pytest.mark.parametrize(("asked", "died"), [("kept", True), ("kept:2", True), ("kept:3", False), ("lost", False)])
def test_a_process_dies_at_the_point_that_was_named(asked, died):
    code = "from ytempire.gateway.points import reached; reached('kept'); reached('kept')"
    done = subprocess.run([sys.executable, "-c", code], env={"YTEMPIRE_CRASH_AT": asked}, check=False)
    assert (done.returncode == -9) is died
