"""A backend of the keyring library that keeps its values in a file: PYTHON_KEYRING_BACKEND=keyring_in_a_file.InAFile.

YTEMPIRE_TEST_KEYRING names the file; one that begins with `locked`, or `broken`, answers as such a keyring does.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class InAFile(KeyringBackend):
    """Service, name and value, as JSON."""

    priority = 1

    @property
    def file(self) -> Path:
        return Path(os.environ["YTEMPIRE_TEST_KEYRING"])

    def _values(self) -> dict[str, str]:
        text = self.file.read_text() if self.file.exists() else "{}"
        if text.startswith("locked"):
            raise KeyringLocked("nobody typed the password")
        if text.startswith("broken"):
            raise OSError("the bus went away")
        return json.loads(text)

    def get_password(self, service: str, username: str) -> str | None:
        return self._values().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.file.write_text(json.dumps({**self._values(), f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        values = self._values()
        if values.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError(username)
        self.file.write_text(json.dumps(values))


class Forgetful(InAFile):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass
