"""Secrets: from the environment or a private .env file, and out of everything that is written or shown."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from ytempire.errors import ConfigError

PLACEHOLDER = re.compile(r"^(|x+|\.+|changeme|your[-_ ].*|<.*>|sk-\.\.\.|todo)$", re.IGNORECASE)
SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$")


class Secrets:
    """Keys by the name of their environment variable; `.env` in the workspace must be readable by its owner alone."""

    def __init__(self, home: Path) -> None:
        self.file = home / ".env"
        self._from_file: dict[str, str] | None = None

    def get(self, name: str) -> str | None:
        """The secret, or None when it is absent or only a placeholder."""
        value = os.environ.get(name) or self._file_values().get(name)
        return None if value is None or PLACEHOLDER.match(value.strip()) else value.strip()

    def redact(self, text: str) -> str:
        """The text without any secret known to this process."""
        known = {**self._file_values_or_none(), **{k: v for k, v in os.environ.items() if SECRET_NAME.search(k)}}
        for value in sorted({v.strip() for v in known.values()}, key=len, reverse=True):
            if len(value) >= 8:
                text = text.replace(value, "[secret]")
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
