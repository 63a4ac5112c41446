"""How long a narration takes: 12 sentences, a server that takes a second for each, and 5 at a time.

    python bench/voices.py                      one process, and a voice that does nothing with what it is sent
    python bench/voices.py --processes 3        the same film's worth in each of several, which share the account's pace
    python bench/voices.py --through elevenlabs speech with the times of its characters, decoded, trimmed and checked
    python bench/voices.py --through openai     speech without times, which are found by listening

It prints the seconds and the most that the server had at once, and ends with 1 when that was ever more than the pace
says, or when one process took more than 3.5 seconds for the first; of the voices whose sound is worked on here, which
takes as long as this machine takes, the seconds are only told.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fakes"))  # its providers are found as those of an installed package are

from elevenlabs_server import KEY, ElevenLabsServer, spoken  # noqa: E402
from openai_server import OpenAIServer  # noqa: E402
from served import Asked as Request  # noqa: E402
from ytempire_fakes.billed import Till  # noqa: E402

from ytempire.config.sections import Budget, Chain  # noqa: E402
from ytempire.contracts import Kit, MakePicture, Speak  # noqa: E402
from ytempire.gateway import Gateway  # noqa: E402
from ytempire.gateway.store import Store  # noqa: E402
from ytempire.ledger import Ledger  # noqa: E402
from ytempire.media.blobs import Blobs  # noqa: E402
from ytempire.models import Asked, History, Price, Prices  # noqa: E402

AT_A_TIME, SENTENCES, MOST = 5, 12, 3.5  # at a time, of them, seconds
OPTIONS = {
    "billed": {"at_a_time": AT_A_TIME},
    "openai": {"at_a_time": AT_A_TIME, "account": "openai", "key": "OPENAI_API_KEY"},
    "elevenlabs": {"plan": "creator"},
}
WHICH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth")  # fmt: skip
FREE = {"input": 0, "output": 0, "audio_output": 0, "characters": 0}
PRICES = Prices(version="bench", prices=(
    Price(provider="elevenlabs", model="*", credits_per_character=1, credit=0.1),
    Price(provider="openai", model="*", **FREE),
))  # fmt: skip


def sentence(number: int, channel: str) -> str:
    return f"Of {channel}, the {WHICH[number]} sentence tells in plain words what nobody on the quay had understood."


def narrate(home: Path, url: str, channel: str, through: str = "billed", till: str = "") -> float:
    """The seconds that a narration took."""
    ledger = Ledger(home / "ytempire.db")
    run = ledger.begin(channel, "2026-11-20", 1, "explainer@1.0.0", Asked(), History())
    blobs = Blobs(home / "cache" / "blobs")
    kit = Kit(home, channel, blobs, home / "scratch", lambda name: KEY, PRICES)
    door = Gateway(run.id, channel, ledger, Store(home / "cache" / "calls"), kit, Budget(), stage="voice")
    # a run has opened its cache and asked somebody long before it speaks
    door.ask(MakePicture(prompt=channel), Chain(use=("billed",), options={"billed": {"base_url": till or url}}))
    chain = Chain(use=(through,), options={through: {**OPTIONS[through], "base_url": url}})
    began = time.monotonic()
    door.map([Speak(text=sentence(n, channel)) for n in range(SENTENCES)], chain)
    return time.monotonic() - began


def speaker(through: str, channel: str, pipe: Connection) -> None:
    """A server in a process of its own that takes a second for each sentence; all were spoken before it begins.

    It tells its address, and at the end, when it is asked, how many calls it had at once and how many it answered.
    """
    server = ElevenLabsServer() if through == "elevenlabs" else OpenAIServer()
    for number in range(SENTENCES):
        spoken(sentence(number, channel))
    if isinstance(server, OpenAIServer):
        server.speak = lambda body: (spoken(body["input"])[0], "audio/mpeg")

    def wait(asked: Request) -> None:
        if asked.method == "POST":
            server.stopping.wait(1.0)

    server.before = wait
    with server:
        pipe.send(server.url)
        pipe.recv()
        pipe.send((server.most_at_once, server.done))


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--processes", type=int, default=1)
    ask.add_argument("--through", choices=sorted(OPTIONS), default="billed")
    ask.add_argument("--child", nargs=3, metavar=("HOME", "URL", "CHANNEL"), help=argparse.SUPPRESS)
    told = ask.parse_args()
    if told.child:
        home, url, channel = told.child
        print(f"{channel}: {narrate(Path(home), url, channel):.2f} s for {SENTENCES} sentences", flush=True)
        return 0
    with tempfile.TemporaryDirectory(prefix="voices-") as folder, Till(seconds=1.0) as till:
        Ledger(Path(folder) / "ytempire.db").close()
        took, most, answers = 0.0, 0, 0
        if told.processes > 1:
            children = [os.spawnl(os.P_NOWAIT, sys.executable, sys.executable, __file__, "--child", folder, till.url,
                                  f"channel-{n}") for n in range(told.processes)]  # fmt: skip
            if any(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children):
                return 1
        elif told.through == "billed":
            took = narrate(Path(folder), till.url, "owls")
        else:
            here, there = multiprocessing.Pipe()
            server = multiprocessing.Process(target=speaker, args=(told.through, "owls", there), daemon=True)
            server.start()
            took = narrate(Path(folder), here.recv(), "owls", told.through, till.url)
            here.send("done")
            most, answers = here.recv()
            server.join()
        if took:
            print(f"{took:.2f} s for {SENTENCES} sentences of a second each, {AT_A_TIME} at a time, {told.through}")
        most, answers = max(most, till.most_at_once), answers + len(till.work)
        print(f"{most} at once at most, {answers} answers")
        return int(most > AT_A_TIME or (told.through == "billed" and took > MOST))


if __name__ == "__main__":
    sys.exit(main())
