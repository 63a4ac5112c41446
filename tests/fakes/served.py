"""A server on this machine that speaks a provider's protocol, counts, and fails as it is told to."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in small letters
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body or b"null")


@dataclass
class Answer:
    """What is sent back. `done` says whether the work was done, and billed, although the answer may be lost."""

    status: int = 200
    body: Any = None  # bytes as they are, anything else as JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fault:
    """How the next request goes wrong.

    status: answered with it, with `headers` and `body`, and nothing was done; drop: the work is done and the
    connection ends without an answer; half: the work is done and half of the body comes; hang: the work is done and
    no answer comes until the server stops; body: the work is done, but this is what is answered.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    drop: bool = False
    half: bool = False
    hang: bool = False


class Served(ThreadingHTTPServer, ABC):
    """Subclass it with `answer(asked) -> Answer`; `with Server() as server:` runs it, `server.url` is its address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[Asked] = []
        self.done = 0  # works done, so billed
        self.faults: list[Fault] = []
        self.most_at_once = 0
        self._now = 0
        self.guard = threading.RLock()
        self.stopping = threading.Event()
        self.before: Callable[[Asked], None] = lambda asked: None  # called outside the guard: it may wait

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @abstractmethod
    def answer(self, asked: Asked) -> Answer:
        """What is sent back to one request."""

    def faulty(self, asked: Asked) -> bool:
        """Whether the faults are for this request; the others go well."""
        return True

    def __enter__(self) -> Served:
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is what is tested here, and nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    server: Served
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        server, parts = self.server, urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query)), headers, self.rfile.read(length))
        with server.guard:
            server.asked.append(asked)
            server._now += 1
            server.most_at_once = max(server.most_at_once, server._now)
        try:
            server.before(asked)
            with server.guard:
                fault = server.faults.pop(0) if server.faults and server.faulty(asked) else None
                if fault and fault.status:
                    return self._say(Answer(fault.status, fault.body, fault.headers))
                answer = server.answer(asked)
                server.done += answer.status < 300
            if fault and fault.body is not None:
                answer = Answer(answer.status, fault.body, {**answer.headers, **fault.headers})
            if fault and fault.hang:
                server.stopping.wait(60)
            if fault and (fault.drop or fault.hang):
                self.close_connection = True
                return None
            return self._say(answer, half=bool(fault and fault.half))
        finally:
            with server.guard:
                server._now -= 1

    def _say(self, answer: Answer, half: bool = False) -> None:
        raw = isinstance(answer.body, bytes)
        data = answer.body if raw else json.dumps(answer.body).encode() if answer.body is not None else b""
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not any(name.lower() == "content-type" for name in answer.headers):
            self.send_header("Content-Type", "application/octet-stream" if raw else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if half else data)
        if half:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _serve

    def log_message(self, *args: object) -> None:
        """What it was asked is kept in `asked`, and not printed."""
