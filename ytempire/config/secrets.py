"""Secrets: from the environment, a private .env file or the keyring, and out of everything that is written or shown."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import re
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from ytempire.config import envfile
from ytempire.errors import ConfigError

PLACEHOLDER = re.compile(r"^(|x+|\.+|changeme|your[-_ ].*|<.*>|sk-\.\.\.|todo)$", re.IGNORECASE)
SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$")
NAME = re.compile(r"[A-Z][A-Z0-9_]{2,79}")
IN_KEYRING = "keyring:"  # in .env, in place of a value
LEAST = 8  # characters; less than this is no secret, and would be found in every text
SHOWN = "[secret]"
IN_ADDRESS = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]{1,15}://)[^/\s@\"'<>]+@")
IN_QUERY = re.compile(r"(?i)([?&](?:api[-_]?key|key|token|access[-_]token|secret|password|signature)=)[^&\s\"'<>#]+")
IN_HEADER = re.compile(r"(?i)\b(basic|bearer)( +)(?=[^\s'\"]*[\d=])[A-Za-z0-9+/._~=-]{8,}")

_handed: set[str] = set()  # every value that anybody was given in this process


class Secrets:
    """Keys by the name of their environment variable; `.env` in the workspace must be readable by its owner alone."""

    def __init__(self, home: Path) -> None:
        self.file = home / ".env"
        self._from_file: dict[str, str] | None = None

    def get(self, name: str) -> str | None:
        """The secret, or None when it is absent or only a placeholder."""
        value = _real(os.environ.get(name)) or _real(self._kept(name))
        if value:
            _handed.add(value)
            if not (value.isascii() and value.isprintable()):  # no header of a request can carry it
                where = f"{self.where(name)} {name}"
                raise ConfigError("has a letter or a sign that no key has", where, f"Run: ytempire secrets set {name}")
        return value

    def where(self, name: str) -> str:
        """Where a secret is from: environment, .env, keyring, or nothing. The keyring is not asked."""
        if _real(os.environ.get(name)):
            return "environment"
        value = self._file_values().get(name)
        return "keyring" if value == IN_KEYRING else ".env" if _real(value) else ""

    def names(self) -> tuple[str, ...]:
        """The names in .env, those that are in the keyring too."""
        return tuple(sorted(self._file_values()))

    def _kept(self, name: str) -> str | None:
        value = self._file_values().get(name)
        if value != IN_KEYRING:
            return value
        from ytempire.config import keyring

        return keyring.get(name)

    # --- writing ---

    def put(self, name: str, value: str, in_keyring: bool = False) -> None:
        """Keep a secret: its line in .env whole or not at all, for its owner alone; the other lines stay."""
        self.may_put(name)
        value = value.strip()
        self.may_be(name, value)
        was_in_keyring = self._file_values().get(name) == IN_KEYRING
        if in_keyring:
            from ytempire.config import keyring

            keyring.put(name, value)
        envfile.put(self.file, name, IN_KEYRING if in_keyring else value)
        self._from_file = None
        if was_in_keyring and not in_keyring:
            from ytempire.config import keyring

            keyring.drop(name)

    def may_be(self, name: str, value: str) -> None:
        """Raises ConfigError where a value is nothing that a key can be."""
        _handed.add(value)
        why = _no_key(name, value)
        if why:
            raise ConfigError(f"the value {why}", name, "Nothing was changed.")

    def may_put(self, name: str) -> None:
        """Raises ConfigError where a secret of this name cannot be kept, whatever its value."""
        if not NAME.fullmatch(name):  # and it is not repeated: it may be a value, put in the wrong place
            raise ConfigError("this is no name of a key", "NAME", "Names are capitals, such as OPENAI_API_KEY.")
        self._from_file = None
        self._file_values()  # refuses what others can read, and what is no .env

    # --- keeping it out of everything else ---

    def redact(self, text: str) -> str:
        """The text without any secret known to this process, as it is or in another spelling of it."""
        named = {v for k, v in os.environ.items() if SECRET_NAME.search(k)}
        values = {v.strip() for v in (*self._file_values_or_none().values(), *named, *_handed)} - {IN_KEYRING}
        known = frozenset(v for v in values if len(v) >= LEAST and not PLACEHOLDER.match(v))
        if known:
            text = _spellings(known).sub(SHOWN, text)
        text = IN_HEADER.sub(rf"\1\2{SHOWN}", text)
        if "://" in text or "=" in text:
            text = IN_QUERY.sub(rf"\1{SHOWN}", IN_ADDRESS.sub(rf"\1{SHOWN}@", text))
        return text

    def _file_values_or_none(self) -> dict[str, str]:
        try:
            return self._file_values()
        except ConfigError:
            return {}

    def _file_values(self) -> dict[str, str]:
        if self._from_file is None:
            self._from_file = envfile.read(self.file)
        return self._from_file


def _no_key(name: str, value: str) -> str:
    """Why a value cannot be a key, or nothing."""
    if _real(value) is None or value == IN_KEYRING:
        return "is empty or a placeholder"
    if value.startswith(f"{name}="):
        return f"begins with {name}=; give what stands behind it"
    if value != value.strip("'\""):
        return "has quotes round it"
    if not value.isprintable() or " " in value:
        return "has a space, a second line or a character that cannot be seen"
    return "" if value.isascii() else "has a letter or a sign that no key has"


def _real(value: str | None) -> str | None:
    return None if value is None or PLACEHOLDER.match(value.strip()) else value.strip()


@lru_cache(maxsize=8)
def _spellings(values: frozenset[str]) -> re.Pattern[str]:
    """Every value as it is, escaped, in an address, in hexadecimal, and inside base64, longest first."""
    forms: set[str] = set()
    for value in values:
        data = value.encode("utf-8", "surrogatepass")  # the environment may hold what is no text
        forms |= {value, quote(data, safe=""), quote(data), quote_plus(data), json.dumps(value)[1:-1], data.hex()}
        forms |= set(_in_base64(data))
    longest = sorted((form for form in forms if len(form) >= LEAST), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


def _in_base64(data: bytes) -> Iterator[str]:
    """What a value looks like in base64 after any number of other bytes; the letters that its neighbours share go."""
    for before in range(3):
        inside = base64.b64encode(bytes(before) + data).decode().rstrip("=")
        whole = inside[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
        yield whole
        yield whole.replace("+", "-").replace("/", "_")


def clean_logs(redact: Callable[[str], str]) -> None:
    """From now on every line that any library logs is without secrets, traces too."""

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = logging.LogRecord(*args, **kwargs)
        with contextlib.suppress(Exception):  # a line that cannot be put together is the library's own trouble
            made.msg, made.args = redact(made.getMessage()), None
        if made.exc_info and made.exc_info[0] is not None:
            made.exc_text = redact("".join(traceback.format_exception(*made.exc_info)).rstrip())
            made.exc_info = None
        return made

    logging.setLogRecordFactory(record)
