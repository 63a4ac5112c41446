"""What a crash costs: a film of 12 sentences and 6 pictures through the real gateway, killed wherever it can be.

    python bench/spend.py                  every named point, and 200 kills at random moments
    python bench/spend.py --kills 20       fewer

The sentences are spoken and the pictures made by a server that keeps a bill; killed is the process, with SIGKILL, and
then the same work is begun again until it is done. It ends with 1 when a promise is broken:

- an answer that was kept is never paid for again, and a finished film asks nobody anything;
- works beyond one an answer are at most one a kill and a worker, and each is in the ledger as an uncertain call;
- where the other side can tell what it did, there are none;
- the ledger never holds less than the bill, and one made row for each answer, at what the answer cost.

The points are those of `ytempire/gateway/points.py` (YTEMPIRE_CRASH_AT), and `sent`: the server has done the work, and
the process that asked is dead before it hears of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import diskcache  # noqa: F401 - what every start imports is imported before they are forked
import httpx  # noqa: F401
import stamina

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fakes"))  # its providers are found as those of an installed package are

from served import Answer, Asked, Fault  # noqa: E402
from ytempire_fakes.billed import Till  # noqa: E402

from ytempire.config.sections import Budget, Chain  # noqa: E402
from ytempire.contracts import Kit, MakePicture, Speak  # noqa: E402
from ytempire.gateway import Gateway  # noqa: E402
from ytempire.gateway.points import POINTS  # noqa: E402
from ytempire.gateway.store import Store  # noqa: E402
from ytempire.ledger import Ledger  # noqa: E402
from ytempire.media.blobs import Blobs  # noqa: E402
from ytempire.models import Asked as AskedFor, History  # noqa: E402

SENTENCES = [Speak(text=f"This is sentence number {n} of the film.") for n in range(12)]
PICTURES = [MakePicture(prompt=f"a quiet owl, the {n}. time") for n in range(6)]
ANSWERS = len(SENTENCES) + len(PICTURES)
WORKERS, PRICE, COST = 4, 1000, 700
SECONDS = 0.02  # that a work takes
FAULTS = {"lost": Fault(drop=True), "looked": Fault(drop=True), "failed": Fault(status=503)}


class Bench(Till):
    """The till with a back door: what it did, how it is to fail, and whose process dies with which work."""

    victim, nth = 0, 0

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/set":
            told = asked.json()
            self.tells, self.victim, self.nth = told["tells"], 0, 0
            self.work.clear()
            self.faults = [FAULTS[name] for name in told["faults"]]
            return Answer(200, {})
        if asked.path == "/kill":
            self.victim, self.nth = asked.json()["pid"], asked.json()["nth"]
            return Answer(200, {})
        if asked.path == "/bill":
            return Answer(200, {"work": self.work})
        reply = super().answer(asked)
        if asked.path == "/do" and self.victim and len(self.work) == self.nth:
            os.kill(self.victim, signal.SIGKILL)
        return reply


@dataclass
class Film:
    """One film from its first start to its last, and what was seen on the way."""

    home: Path
    url: str
    kills: int = 0
    dropped: int = 0  # answers that were lost on the way: each is uncertain, like a kill with one worker
    kept: dict[str, int] = field(default_factory=dict)  # the work that each kept answer came from

    def start(self, crash: str = "") -> int:
        """Begin or go on, in a process of its own."""
        pid = os.fork()
        if pid:
            return pid
        code = 70
        try:
            if crash:
                os.environ["YTEMPIRE_CRASH_AT"] = crash
            make(self.home, self.url)
            code = 0
        finally:
            os._exit(code)

    def wait(self, pid: int, seconds: float = 60.0) -> bool:
        """Whether the process finished the film; one that takes too long is killed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                self.look()
                if os.WIFSIGNALED(status):
                    self.kills += 1
                elif os.waitstatus_to_exitcode(status):
                    raise SystemExit(f"the film failed with {os.waitstatus_to_exitcode(status)}")
                return not os.WIFSIGNALED(status)
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.kills += 1
        self.look()
        return False

    def look(self) -> None:
        """Note which answers are kept by now; one that was kept and came anew would show."""
        if not (self.home / "cache" / "calls" / "cache.db").exists():
            return
        store = Store(self.home / "cache" / "calls", read_only=True)
        known = store.keys()
        for key in known:
            found = store.get(key)
            number = int(found["reply"]["used"]["request"]) if found else 0
            self.kept.setdefault(key, number)
        store.close()

    def wrong(self, tells: bool) -> tuple[list[str], int]:
        """What is broken about the finished film, and how many works were done twice."""
        work = [(key, number) for key, number in say(self.url, "/bill")["work"]]
        conn = sqlite3.connect(self.home / "ytempire.db")
        rows = conn.execute("select key, state, microusd from calls").fetchall()
        conn.close()
        made = Counter(key for key, state, _ in rows if state == "made")
        unsure = Counter(key for key, state, _ in rows if state == "unsure")
        done = Counter(key for key, _ in work)
        extra, bad = len(work) - ANSWERS, []
        again = [number for key, number in work if key in self.kept and number > self.kept[key]]
        if again:
            bad.append(f"{len(again)} works were done after their answer was kept")
        if len(done) != ANSWERS or set(made.values()) != {1} or len(made) != ANSWERS:
            bad.append(f"{len(done)} answers, {sum(made.values())} made rows of {len(made)} calls; {ANSWERS} are right")
        if extra > self.kills * WORKERS + self.dropped or (tells and extra):
            bad.append(f"{extra} works too many after {self.kills} kills")
        if silent := [key for key in done if done[key] - 1 > unsure[key]]:
            bad.append(f"{len(silent)} works too many that are not uncertain calls in the ledger")
        spent, bill = sum(usd for _, _, usd in rows), len(work) * COST
        if spent < bill:
            bad.append(f"the ledger says {spent}, the bill {bill}")
        if any(usd != COST for _, state, usd in rows if state == "made"):
            bad.append("a made row is not at what its answer cost")
        if any(state == "intent" for _, state, _ in rows):
            bad.append("an intent is still open")
        return bad, extra


def make(home: Path, url: str) -> None:
    """What every start of the film does."""
    stamina.set_testing(True, attempts=4)  # further tries follow at once
    ledger = Ledger(home / "ytempire.db")
    runs = ledger.runs()
    run = runs[-1] if runs else ledger.begin("owls", "2026-11-20", 1, "explainer@1.0.0", AskedFor(), History())
    ledger.doubt("owls")
    kit = Kit(home, "owls", Blobs(home / "cache" / "blobs"), home / "scratch")
    store = Store(home / "cache" / "calls")
    door = Gateway(run.id, "owls", ledger, store, kit, Budget(), stage="voice")
    chain = Chain(use=("billed",), options={"billed": {"base_url": url, "price": PRICE, "at_a_time": WORKERS}})
    door.map(SENTENCES, chain)
    door.map(PICTURES, chain)


def say(url: str, path: str, **body: Any) -> Any:
    request = urllib.request.Request(url + path, json.dumps({"key": "", "most": 0, **body}).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def serve() -> tuple[int, str]:
    """The server in a process of its own, so that this one may fork."""
    out, into = os.pipe()
    pid = os.fork()
    if not pid:
        with Bench(SECONDS, costs=COST) as server:
            os.write(into, server.url.encode() + b"\n")
            signal.pause()
        os._exit(0)
    with os.fdopen(out) as said:
        return pid, said.readline().strip()


def matrix(folder: Path, url: str, nths: tuple[int, ...]) -> bool:
    """Every named point, at several of the film's calls, with a server that can tell and one that cannot."""
    print(f"{'point':<10} {'tells':<6} {'kills':>5} {'extra':>5}")
    fine = True
    for point in [*POINTS, "sent"]:
        for tells in (True, False):
            if point == "looked" and not tells:
                continue
            kills = extra = 0
            bad: list[str] = []
            for nth in (1, 2, 3) if point in FAULTS else nths:  # more faults than tries would end the film
                film = Film(Path(tempfile.mkdtemp(dir=folder)), url)
                film.dropped = nth if point in ("lost", "looked") else 0
                say(url, "/set", tells=tells, faults=[point] * nth if point in FAULTS else [])
                pid = film.start("" if point == "sent" else f"{point}:{nth}")
                if point == "sent":
                    say(url, "/kill", pid=pid, nth=nth)
                finished = film.wait(pid)
                if finished:
                    bad.append(f"never came to {point}:{nth}")
                say(url, "/kill", pid=0, nth=0)
                while not finished:
                    finished = film.wait(film.start())
                before = len(say(url, "/bill")["work"])
                film.wait(film.start())
                if len(say(url, "/bill")["work"]) != before:
                    bad.append("a finished film asked again")
                wrong, more = film.wrong(tells)
                bad += wrong
                kills, extra = kills + film.kills, extra + more
            print(f"{point:<10} {'yes' if tells else 'no':<6} {kills:>5} {extra:>5}  {'; '.join(bad)}", flush=True)
            fine &= not bad
    return fine


def at_random(folder: Path, url: str, kills: int, seed: int) -> bool:
    """Kills at any moment of a film, over as many films as it takes."""
    chance = random.Random(seed)
    film = Film(Path(tempfile.mkdtemp(dir=folder)), url)
    say(url, "/set", tells=True, faults=[])
    began = time.monotonic()
    film.wait(film.start())
    whole = time.monotonic() - began
    films = done = extra = 0
    bad: list[str] = []
    while done < kills:
        tells = films % 2 == 0
        film = Film(Path(tempfile.mkdtemp(dir=folder)), url)
        say(url, "/set", tells=tells, faults=[])
        finished = False
        while not finished:
            pid = film.start()
            finished = film.wait(pid, chance.uniform(0.01, whole)) if done + film.kills < kills else film.wait(pid)
        wrong, more = film.wrong(tells)
        bad += wrong
        films, done, extra = films + 1, done + film.kills, extra + more
    print(f"{done} kills at random over {films} films: {extra} works too many, each listed as uncertain;"
          f" {films * ANSWERS} answers; {'; '.join(bad) or 'no answer paid for again'}")  # fmt: skip
    return not bad


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--nth", type=int, nargs="+", default=[1, 7, 18], help="the calls at which a point kills")
    told = ask.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="spend-") as folder:
        server, url = serve()
        try:
            fine = matrix(Path(folder), url, tuple(told.nth))
            fine &= at_random(Path(folder), url, told.kills, told.seed)
        finally:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)
    print(f"{'kept' if fine else 'BROKEN'}, in {time.monotonic() - began:.0f} s")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
