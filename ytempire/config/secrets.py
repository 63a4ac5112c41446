"""Secrets: from the environment, a private .env file or the keyring, and out of everything that is written or shown."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import re
import secrets as chance
import stat
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from ytempire.errors import ConfigError, StorageError

PLACEHOLDER = re.compile(r"^(|x+|\.+|changeme|your[-_ ].*|<.*>|sk-\.\.\.|todo)$", re.IGNORECASE)
SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$")
NAME = re.compile(r"^[A-Z][A-Z0-9_]{2,79}$")
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
        return value

    def where(self, name: str) -> str:
        """Where a secret is from: environment, .env, keyring, or nothing."""
        if _real(os.environ.get(name)):
            return "environment"
        if self._file_values().get(name) == IN_KEYRING:
            return "keyring" if self._kept(name) else ""
        return ".env" if _real(self._file_values().get(name)) else ""

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
        if not NAME.match(name):
            raise ConfigError(f"{name[:20]}: no name of a key", next="Names are capitals, such as OPENAI_API_KEY.")
        value = value.strip()
        if _real(value) is None or value == IN_KEYRING:
            raise ConfigError("the value is empty or a placeholder", name, "Nothing was changed.")
        if any(ord(c) < 32 for c in value) or value != value.strip("'\""):
            raise ConfigError("the value has quotes round it or more than one line", name, "Nothing was changed.")
        _handed.add(value)
        self._file_values()  # refuses what others can read, and what is no .env
        if in_keyring:
            from ytempire.config import keyring

            keyring.put(name, value)
        lines = self.file.read_text("utf-8", "replace").splitlines() if self.file.exists() else []
        line = f"{name}={IN_KEYRING if in_keyring else value}"
        own = [
            n for n, old in enumerate(lines) if old.strip().removeprefix("export ").partition("=")[0].strip() == name
        ]
        for number in reversed(own[1:]):
            del lines[number]
        if own:
            lines[own[0]] = line
        else:
            lines.append(line)
        self._write("\n".join(lines) + "\n")
        self._from_file = None

    def _write(self, text: str) -> None:
        temp = self.file.with_name(f".env.{os.getpid()}-{chance.token_hex(4)}")
        try:
            # private from its first byte on, whatever the umask lets others do
            number = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                if os.name == "posix":
                    os.fchmod(file.fileno(), 0o600)
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temp.replace(self.file)
        except OSError as error:
            temp.unlink(missing_ok=True)
            raise StorageError(f"cannot be written: {error.strerror}", str(self.file)) from error

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
            self._from_file = self._read()
        return self._from_file

    def _read(self) -> dict[str, str]:
        try:
            mode = self.file.stat().st_mode
        except OSError:
            return {}
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigError("others on this machine can read it", str(self.file), f"Run: chmod 600 {self.file}")
        found: dict[str, str] = {}
        for number, line in enumerate(self.file.read_text("utf-8", "replace").splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            name, sign, value = line.removeprefix("export ").partition("=")
            if not sign or not name.strip().isidentifier():
                raise ConfigError("this is not NAME=value", f"{self.file.name}:{number}")
            found[name.strip()] = value.strip().strip("'\"")
        return found


def _real(value: str | None) -> str | None:
    return None if value is None or PLACEHOLDER.match(value.strip()) else value.strip()


@lru_cache(maxsize=8)
def _spellings(values: frozenset[str]) -> re.Pattern[str]:
    """Every value as it is, escaped, in an address, in hexadecimal, and inside base64, longest first."""
    forms: set[str] = set()
    for value in values:
        data = value.encode()
        forms |= {value, quote(value, safe=""), quote(value), quote_plus(value), json.dumps(value)[1:-1], data.hex()}
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
