"""How long a narration takes: 12 sentences, a server that takes a second for each, and 5 at a time.

    python bench/voices.py               one process
    python bench/voices.py --processes 3 the same film's worth in each of several, which share the account's pace

It prints the seconds and the most that the server had at once, and ends with 1 when that was ever more than the pace
says, or when one process alone took more than 3.5 seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fakes"))  # its providers are found as those of an installed package are

from ytempire_fakes.billed import Till  # noqa: E402

from ytempire.config.sections import Budget, Chain  # noqa: E402
from ytempire.contracts import Kit, MakePicture, Speak  # noqa: E402
from ytempire.gateway import Gateway  # noqa: E402
from ytempire.gateway.store import Store  # noqa: E402
from ytempire.ledger import Ledger  # noqa: E402
from ytempire.media.blobs import Blobs  # noqa: E402
from ytempire.models import Asked, History  # noqa: E402

AT_A_TIME, SENTENCES, MOST = 5, 12, 3.5


def narrate(home: Path, url: str, channel: str) -> float:
    """The seconds that a narration took."""
    ledger = Ledger(home / "ytempire.db")
    run = ledger.begin(channel, "2026-11-20", 1, "explainer@1.0.0", Asked(), History())
    kit = Kit(home, channel, Blobs(home / "cache" / "blobs"), home / "scratch")
    door = Gateway(run.id, channel, ledger, Store(home / "cache" / "calls"), kit, Budget(), stage="voice")
    chain = Chain(use=("billed",), options={"billed": {"base_url": url, "at_a_time": AT_A_TIME}})
    door.ask(MakePicture(prompt=channel), chain)  # a run has opened its cache and asked somebody long before it speaks
    began = time.monotonic()
    door.map([Speak(text=f"Sentence number {n} of {channel}.") for n in range(SENTENCES)], chain)
    return time.monotonic() - began


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--processes", type=int, default=1)
    ask.add_argument("--child", nargs=3, metavar=("HOME", "URL", "CHANNEL"), help=argparse.SUPPRESS)
    told = ask.parse_args()
    if told.child:
        home, url, channel = told.child
        print(f"{channel}: {narrate(Path(home), url, channel):.2f} s for {SENTENCES} sentences", flush=True)
        return 0
    with tempfile.TemporaryDirectory(prefix="voices-") as folder, Till(seconds=1.0) as server:
        Ledger(Path(folder) / "ytempire.db").close()
        if told.processes == 1:
            took = narrate(Path(folder), server.url, "owls")
            print(f"{took:.2f} s for {SENTENCES} sentences of a second each, {AT_A_TIME} at a time")
        else:
            took = 0.0
            children = [os.spawnl(os.P_NOWAIT, sys.executable, sys.executable, __file__, "--child", folder, server.url,
                                  f"channel-{n}") for n in range(told.processes)]  # fmt: skip
            if any(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children):
                return 1
        print(f"{server.most_at_once} at once at most, {len(server.work)} answers")
        return int(server.most_at_once > AT_A_TIME or took > MOST)


if __name__ == "__main__":
    sys.exit(main())
