"""A provider with a bug: it says its key where nobody expects it."""

from __future__ import annotations

import logging
import urllib.request
from typing import Any

from ytempire.contracts import Options, Provider, Speak, Spoken


class ClumsyOptions(Options):
    address: str


class VoiceClumsy(Provider):
    """Logs its key, puts it into its error, and has it in a line of the trace."""

    kind = "voice"
    name = "clumsy"
    summary = "falls over its key"
    key = "CLUMSY_VOICE_API_KEY"
    Options = ClumsyOptions

    def answer(self, request: Speak, call: str) -> Spoken:
        key = self.kit.secret(self.key or "")
        logging.getLogger("clumsy").error("asked with %s at %s", key, self.options.address)
        try:
            self.ask(key)
        except ValueError as error:
            raise RuntimeError(f"{error} at {self.options.address}/v1?api_key={key}") from error
        raise AssertionError

    def ask(self, key: Any) -> None:
        urllib.request.Request(f"not an address {key}")
