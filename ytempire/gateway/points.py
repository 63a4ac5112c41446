"""Named points of a paid call at which a process can be made to die, to try what a crash there leaves behind.

`YTEMPIRE_CRASH_AT=kept` kills the process with SIGKILL when it comes to that point for the first time,
`YTEMPIRE_CRASH_AT=kept:3` when it comes there for the third time. Nothing else in ytempire looks at it.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections import defaultdict
from collections.abc import Iterator

POINTS = {
    "waiting": "a place and the minute's allowance are had; no intent yet",
    "reserved": "the intent is committed, nothing was sent",
    "answered": "the answer came, and is not kept yet",
    "kept": "the answer is on the disk, and its row is not settled",
    "settled": "the row counts as made, and nobody was told",
    "lost": "no answer came, the row counts as unsure, and the other side was not asked",
    "looked": "the other side gave the lost answer back, and it is not kept yet",
    "failed": "the attempt failed for sure, and its row says so",
}
"""In the order in which a call comes to them."""

_seen: dict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))


def reached(point: str) -> None:
    """The call is at this point; the process dies here if it was asked to."""
    asked = os.environ.get("YTEMPIRE_CRASH_AT")
    if not asked:
        return
    name, _, which = asked.partition(":")
    if name == point and next(_seen[point]) == int(which or 1):
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
