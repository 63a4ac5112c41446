"""Fakes that every test may use: real servers on this machine, real folders, real providers of other people's."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import stamina
from hypothesis import HealthCheck, settings

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as ytempire does, before numpy is imported
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every command that a test starts would compile it all again
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # begun in the background, no child would stop at Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
# how quick an example is says more of what else this machine does than of us
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
FAKES = Path(__file__).parent / "fakes"
if str(FAKES) not in sys.path:
    sys.path.insert(0, str(FAKES))  # its dist-info registers providers, as an installed package would


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many run tests side by side: two to four, as there are cores; one file alone is run at once, by itself.

    Fewer than two would wait on FFmpeg and on servers; more than four take each other's cores, since FFmpeg and OpenCV
    use several themselves, and each has a memory of its own to fill.
    """
    if len(config.args) == 1 and ".py" in config.args[0]:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return min(max(cores, 2), 4)


class CountingServer(ThreadingHTTPServer):
    """Does things for money and counts them by key; can be told to fail, to refuse, and to lose its answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.done: Counter[str] = Counter()
        self.asked = 0
        self.fail_next = 0
        self.refuse = False
        self.lose_next = 0
        self.guard = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: CountingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        with server.guard:
            if self.path == "/look":
                return self._say(200, {"done": server.done[body["key"]] > 0})
            server.asked += 1
            if server.refuse:
                return self._say(400, {})
            if server.fail_next:
                server.fail_next -= 1
                return self._say(503, {})
            server.done[body["key"]] += 1
            if server.lose_next:
                server.lose_next -= 1
                self.close_connection = True
                return None
        return self._say(200, {"ok": True})

    def _say(self, status: int, body: dict) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def counting() -> Iterator[CountingServer]:
    """A server that counts what it is paid to do."""
    server = CountingServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_waiting_between_tries() -> Iterator[None]:
    """Tries follow each other at once; stamina offers this for tests."""
    stamina.set_testing(True, attempts=4)
    yield
    stamina.set_testing(False)
