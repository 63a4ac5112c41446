"""Any service that speaks OpenAI's protocol: who is billed, its key, one try a call, and what an answer used."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import Field

from ytempire import contracts
from ytempire.address import text_digest
from ytempire.contracts import Kit, Pace
from ytempire.errors import ConfigError, Lost, Refused
from ytempire.models import Used, bound, cost
from ytempire.providers import _web
from ytempire.providers._openai_failed import meaning, translated
from ytempire.providers._used import dollars, together as together, used_of

if TYPE_CHECKING:
    from openai import OpenAI

HOME = "https://api.openai.com/v1"
CONNECT = 10.0  # seconds
MOST_BYTES = 64 << 20  # of an answer with a picture in it


class Remote(contracts.Options):
    """What every provider of this protocol takes."""

    base_url: str = Field(default=HOME, pattern=r"^https?://\S+$", description="Where the service is.")
    account: str = Field(
        default="",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        max_length=40,
        description="Who is billed, as in the price list; from the address when empty: openai, openrouter, local...",
    )
    key: str = Field(
        default="", pattern=r"^([A-Z][A-Z0-9_]*)?$", description="The key's name; OPENAI_API_KEY for openai and so on."
    )
    timeout: float = Field(default=180.0, ge=0.05, le=3600, description="Seconds that an answer may take.")
    at_a_time: int = Field(default=4, ge=0, le=64, description="Calls at a time, of all processes together.")
    requests_a_minute: float = Field(default=0.0, ge=0, description="Calls a minute; 0 is as many as one likes.")
    tokens_a_minute: float = Field(default=0.0, ge=0, description="Tokens a minute; 0 is as many as one likes.")


@dataclass(frozen=True)
class Answered:
    """What a model said: `text` as it is, and what it used; `whole` is False where it was cut off."""

    text: str
    used: Used
    whole: bool = True


class Account:
    """One account at one address: `name` is billed, `key` names the secret; each method is one call, tried once.

    Raises Throttled, Unavailable, Lost, OutOfCredit or Refused, each said as what it means for money.
    """

    def __init__(self, options: Remote, kit: Kit) -> None:
        self.options, self.kit = options, kit
        self.url = options.base_url.rstrip("/")
        self.name = options.account or account_of(self.url)
        self.key = options.key or f"{self.name.upper().replace('-', '_')}_API_KEY"
        self._client: OpenAI | None = None

    # --- before a call ---

    def lack(self) -> str | None:
        """Why it cannot be asked, or None: a key is missing, and the address is not of this machine."""
        if self.here or self.kit.secret(self.key):
            return None
        return f"{self.key} is not set"

    @property
    def here(self) -> bool:
        """Whether the service is on this machine, and so needs no key."""
        return (urlsplit(self.url).hostname or "") in ("127.0.0.1", "localhost", "::1")

    def pace(self) -> Pace:
        """How often it may be asked, as the options say."""
        o = self.options
        return Pace(at_a_time=o.at_a_time, requests_a_minute=o.requests_a_minute, tokens_a_minute=o.tokens_a_minute)

    def bound(self, used: Used) -> int | None:
        """The most that this much costs, in micro-dollars; None when the price is not known."""
        price = self.kit.prices.of(self.name, used.model)
        return None if price is None else bound(price, used)

    def settled(self, used: Used, bound: int) -> Used:
        """What was used, with what it cost; where the answer did not tell, or has no price, the bound stands."""
        price = self.kit.prices.of(self.name, used.model) if used.told else None
        exact = cost(price, used) if price is not None else None
        told = exact is not None
        return used.model_copy(update={
            "microusd": used.microusd or (exact if exact is not None else bound),
            "told": told, "prices": self.kit.prices.version,
        })  # fmt: skip

    # --- calls ---

    def chat(self, body: Mapping[str, Any]) -> Answered:
        """One turn of a chat: `body` is what the protocol takes (model, messages, response_format and so on)."""
        client = self._open()
        raw = self._once(lambda: client.chat.completions.with_raw_response.create(**body))
        data, model = self._json(raw), str(body["model"])
        used = used_of(data.get("usage"), model, str(data.get("id") or ""))
        if self.name == "openrouter" and used.told:
            used = used.model_copy(update={"microusd": dollars(data["usage"].get("cost"))})
        choices = data.get("choices")
        first = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        message = first.get("message")
        message = message if isinstance(message, dict) else {}
        text = message.get("content")
        if isinstance(text, list):  # some servers answer in parts
            text = "".join(str(part.get("text") or "") for part in text if isinstance(part, dict))
        refusal = message.get("refusal")
        if isinstance(refusal, str) and refusal.strip() and not text:
            text = refusal
        return Answered(text if isinstance(text, str) else "", used, first.get("finish_reason") != "length")

    def speech(self, body: Mapping[str, Any]) -> tuple[bytes, str]:
        """Words spoken: `body` has input, model, voice, response_format...; gives the sound and the call's number.

        The protocol tells no usage here: the caller counts what is billed.
        """
        client = self._open()
        raw = self._once(lambda: client.audio.speech.with_raw_response.create(**body))
        kind = str(raw.headers.get("content-type", "")).lower()
        if "json" in kind or "text/html" in kind:
            raise Refused(f"{self.name} answered with {kind.split(';')[0]} and not with sound", self.url)
        return bytes(raw.content), _number(raw)

    def image(self, body: Mapping[str, Any]) -> tuple[bytes, Used]:
        """A picture from words: `body` has prompt, model, size...; gives its bytes and what it used."""
        client = self._open()
        raw = self._once(lambda: client.images.with_raw_response.generate(**body))
        data, model = self._json(raw), str(body.get("model") or "")
        found = data.get("data")
        first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
        price = self.kit.prices.of(self.name, model)
        if price is not None and price.image is not None and price.output is None:
            used = Used(model=model, images=1, request=_number(raw))  # sold by the piece: tokens do not count
        else:
            used = used_of(data.get("usage"), model, _number(raw)).model_copy(update={"images": 1})
        if isinstance(first.get("b64_json"), str):
            try:
                return base64.b64decode(first["b64_json"], validate=True), used
            except ValueError as error:
                raise Refused(f"{self.name} sent a picture that cannot be read", self.url) from error
        if isinstance(first.get("url"), str):
            return self._picture_at(first["url"]), used
        raise Refused(f"{self.name} sent no picture", self.url)

    def models(self) -> tuple[str, ...]:
        """The models that there are; costs nothing, and shows that the key is good."""
        client = self._open()
        found = self._json(self._once(lambda: client.models.with_raw_response.list(), paid=False)).get("data")
        rows = found if isinstance(found, list) else []
        return tuple(str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id"))

    def tried(self, model: str) -> str:
        """The key, tried with the cheapest call there is: a line for `doctor --keys`."""
        there = self.models()
        missing = there and model not in there and f"{model}:latest" not in there
        return f"{len(there)} models" + (f", but none is called {model}" if missing else f", {model} among them")

    # --- inside ---

    def _open(self) -> OpenAI:
        if self._client is None:
            from openai import OpenAI, Timeout

            lack = self.lack()
            if lack:
                raise Refused(f"{self.name}: {lack}", self.url, f"Set it: ytempire secrets set {self.key}")
            try:
                self._client = OpenAI(
                    api_key=self.kit.secret(self.key) or "none", base_url=self.url, max_retries=0,
                    timeout=Timeout(self.options.timeout, connect=min(CONNECT, self.options.timeout)),
                    default_headers={"User-Agent": _web.AGENT},
                )  # fmt: skip
                if self.name != "openai":  # what is set for OpenAI is nobody else's business
                    self._client.organization = self._client.project = None
            except ValueError as error:
                raise ConfigError(f"{self.url}: {error}", "base_url") from error
        return self._client

    def _once(self, call: Callable[[], Any], paid: bool = True) -> Any:
        import openai

        try:
            return call()
        except openai.OpenAIError as error:
            raise translated(error, self.name, self.key, paid) from error

    def _json(self, raw: Any) -> dict[str, Any]:
        if len(raw.content) > MOST_BYTES:
            raise Refused(f"{self.name} sent more than {MOST_BYTES >> 20} MB", self.url)
        try:
            data = json.loads(raw.content)
        except ValueError as error:
            raise Lost(f"{self.name} answered with something that is no JSON", self.url, "It may have been billed.") \
                from error  # fmt: skip
        if not isinstance(data, dict):
            raise Lost(f"{self.name} answered with JSON of another shape", self.url, "It may have been billed.")
        if isinstance(data.get("error"), dict) and not data.get("choices"):  # some routers answer 200 with an error
            inner = data["error"]
            said = f"{inner.get('code') or ''}: {inner.get('message') or ''}".strip(": ")[:300]
            status = inner.get("code") if isinstance(inner.get("code"), int) else 400
            raise meaning(self.name, self.key, int(status), {}, str(inner.get("code") or ""), said)
        return data

    def _picture_at(self, url: str) -> bytes:
        folder = self.kit.scratch / "openai-picture"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / text_digest(url)[:16]
        try:
            _web.fetch(self.name, url, file, most=MOST_BYTES)
            return file.read_bytes()
        finally:
            file.unlink(missing_ok=True)


class OnAccount(contracts.Provider):
    """A provider that asks one account of this protocol: it is ready, paced and tried as the account is."""

    def __init__(self, options: Any, kit: Kit) -> None:
        super().__init__(options, kit)
        self.remote = Account(options, kit)
        self.account, self.key = self.remote.name, self.remote.key

    def ready(self) -> str | None:
        """Whether there is a key, or the service is on this machine."""
        return self.remote.lack()

    def pace(self) -> Pace:
        """As the options say."""
        return self.remote.pace()

    def check(self) -> str:
        """Ask which models there are."""
        return self.remote.tried(self.options.model)


def account_of(url: str) -> str:
    """Who is billed at an address: openai, openrouter, local for this machine, else the host's own name."""
    host = (urlsplit(url).hostname or "").lower()
    if host in ("127.0.0.1", "localhost", "::1"):
        return "local"
    parts = [p for p in host.split(".") if p]
    if re.fullmatch(r"[\d.]+", host) or ":" in host or len(parts) < 2:
        return re.sub(r"[^a-z0-9]+", "-", host).strip("-")[:40] or "other"
    return re.sub(r"[^a-z0-9]+", "-", parts[-2]).strip("-")[:40]


def _number(raw: Any) -> str:
    return str(raw.headers.get("x-request-id") or "")[:200]
