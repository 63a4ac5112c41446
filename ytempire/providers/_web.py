"""Asking over HTTP: bounded, tried once, and every failure said as what it means for money."""

from __future__ import annotations

import email.utils
import json
import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from ytempire.errors import Crowded, Lost, OutOfCredit, Refused, Throttled, Unavailable

AGENT = "ytempire (+https://github.com/ytempire/ytempire)"
WAIT, LONG = 10.0, 60.0  # seconds to connect, and to be answered
MOST_JSON, MOST_FILE = 8 << 20, 1 << 30  # bytes


def ask(
    who: str, method: str, url: str, *, headers: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None, body: Any = None, seconds: float = LONG, paid: bool = False,
) -> tuple[Any, Mapping[str, str]]:  # fmt: skip
    """Ask once and take JSON; gives it with the answer's headers.

    who: how the provider is called in what is said; paid: whether a lost answer may have been billed.

    Raises Throttled (429), Unavailable (5xx, no connection), Lost (it went out and no answer came), OutOfCredit,
    Refused (anything else that was said, or no JSON).
    """
    with opened(who, method, url, headers=headers, params=params, body=body, seconds=seconds, paid=paid) as answer:
        data = b""
        for part in read(who, answer, MOST_JSON, paid):
            data += part
        try:
            return json.loads(data), dict(answer.headers)
        except ValueError as error:
            lost = Lost if paid else Refused
            raise lost(f"{who} answered with something that is no JSON", url.partition("?")[0]) from error


def fetch(who: str, url: str, into: Path, *, headers: Mapping[str, str] | None = None, most: int = MOST_FILE,
          seconds: float = LONG) -> None:  # fmt: skip
    """Take a file down; it is there whole or not at all. Raises as `ask`."""
    part = into.with_name(f"{into.name}.part")
    with opened(who, "GET", url, headers=headers, seconds=seconds) as answer:
        try:
            with part.open("wb") as out:
                for piece in read(who, answer, most, False):
                    out.write(piece)
            said = answer.headers.get("content-length")
            if (
                said
                and said.isdigit()
                and not answer.headers.get("content-encoding")
                and part.stat().st_size != int(said)
            ):
                raise Unavailable(f"{who} broke off in the middle of a file", url.partition("?")[0])
            part.replace(into)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def opened(
    who: str, method: str, url: str, *, headers: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None, body: Any = None, content: bytes | None = None, seconds: float = LONG,
    paid: bool = False,
) -> Iterator[Any]:  # fmt: skip
    """An answer whose body is still to be read; what is no success is raised. Redirects are followed for GET alone.

    body: sent as JSON; content: sent as it is.
    """
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would tell every address whole, with keys in it
    if not url.startswith(("https://", "http://")):
        raise Refused(f"{who}: this is no address of the web", url[:200])
    limits = httpx.Timeout(seconds, connect=WAIT)
    told = {"User-Agent": AGENT, **(headers or {})}
    sent = False
    try:
        follow = method == "GET"
        with httpx.Client(timeout=limits, follow_redirects=follow, max_redirects=5, verify=_trusted()) as client:
            request = client.build_request(method, url, headers=told, params=params, json=body, content=content)
            sent = True
            answer = client.send(request, stream=True)
            try:
                if answer.status_code >= 300:
                    raise failure(who, answer.status_code, dict(answer.headers), _said(answer))
                yield answer
            finally:
                answer.close()
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unavailable(f"{who} cannot be reached", url.partition("?")[0], "Check the network.") from error
    except httpx.TransportError as error:
        raise _broken(who, error, sent and paid) from error
    except (httpx.InvalidURL, httpx.TooManyRedirects, httpx.DecodingError) as error:
        raise Refused(f"{who}: {type(error).__name__}", url.partition("?")[0]) from error


def client(seconds: float, heard: Callable[[Mapping[str, str]], None] = lambda headers: None) -> Any:
    """A client for an SDK that takes one; `heard` is told an answer's headers before its body is read."""
    import httpx

    limits = httpx.Timeout(seconds, connect=min(WAIT, seconds))
    hooks = {"response": [lambda answer: heard(dict(answer.headers))]}
    return httpx.Client(timeout=limits, event_hooks=hooks, headers={"User-Agent": AGENT}, verify=_trusted())


@contextmanager
def translated(who: str, where: str, paid: bool) -> Iterator[None]:
    """What an SDK's client raises, as ours: cannot be reached, or a lost answer."""
    import httpx

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unavailable(f"{who} cannot be reached", where, "Check the network and base_url.") from error
    except httpx.TransportError as error:
        raise _broken(who, error, paid) from error
    except (httpx.InvalidURL, httpx.TooManyRedirects, httpx.DecodingError) as error:
        raise Refused(f"{who}: {type(error).__name__}", where) from error


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates count, read once: that takes longer than most answers."""
    import httpx

    return httpx.create_ssl_context()


def read(who: str, answer: Any, most: int, paid: bool) -> Iterator[bytes]:
    """The body, piece by piece, and not more than `most` bytes of it."""
    import httpx

    had = 0
    try:
        for piece in answer.iter_bytes(1 << 16):
            had += len(piece)
            if had > most:
                raise Refused(f"{who} sent more than {most >> 20} MB")
            yield piece
    except httpx.TransportError as error:
        raise _broken(who, error, paid) from error


def failure(who: str, status: int, headers: Mapping[str, str], said: str) -> Exception:
    """What a status means: try later, out of credit, or never."""
    low = said.lower()
    where = f"{who} {status}"
    spent = any(word in low for word in ("insufficient_quota", "insufficient_credits", "quota_exceeded", "billing"))
    if status == 402 or (status in (401, 403, 429) and spent):
        return OutOfCredit(f"{who} has no credit left: {said}", where, "Top it up, or choose another provider.")
    if status in (401, 403):
        return Refused(f"{who} does not accept the key: {said}", where, "Set it anew: ytempire secrets set NAME")
    if status == 429:
        many = Crowded if "concurren" in low else Throttled
        return many(f"{who} is asked too often: {said}", where, after=retry_after(headers))
    if status in (408, 409, 425) or status >= 500:
        return Unavailable(f"{who} is not well: {said or status}", where, after=retry_after(headers))
    return Refused(f"{who} refused: {said or status}", where)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that an answer asks to wait: Retry-After in seconds or as a date, else until the limit ends."""
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return reset_after(headers)


def reset_after(headers: Mapping[str, str]) -> float | None:
    """The seconds until a limit is counted anew, from X-RateLimit-Reset as seconds or as a time since 1970."""
    text = next((value for name, value in headers.items() if name.lower() == "x-ratelimit-reset"), "").strip()
    if not text.isdigit():
        return None
    return max(0.0, float(text) - time.time()) if len(text) > 8 else float(text)


def _broken(who: str, error: Exception, paid: bool) -> Unavailable:
    what = f"{who} gave no answer: {type(error).__name__}"
    return Lost(what, who, "It may have been billed.") if paid else Unavailable(what, who)


def _said(answer: Any) -> str:
    """The few words that an error answer is about."""
    try:
        data = answer.read()[:4000]
        return told(json.loads(data))
    except Exception:  # what cannot be read says nothing
        return ""


def told(found: Any) -> str:
    """The few words that an error's JSON is about."""
    for name in ("error", "detail", "message", "failure"):
        inner = found.get(name) if isinstance(found, dict) else None
        if isinstance(inner, dict):
            parts = [str(inner.get(key)) for key in ("code", "status", "type", "message") if inner.get(key)]
            return ": ".join(dict.fromkeys(parts))[:300]
        if inner:
            return str(inner)[:300]
    return ""
