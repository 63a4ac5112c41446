"""The system's keyring, for those who chose it: `pip install ytempire[keyring]`."""

from __future__ import annotations

import contextlib
from typing import Any

from ytempire.errors import ConfigError

SERVICE = "ytempire"


def get(name: str) -> str | None:
    """The secret of this name, or None."""
    ring = _ring()
    try:
        value = ring.get_password(SERVICE, name)
    except Exception as error:  # what stands behind it is the system's, and raises what it likes
        raise _trouble(name, error) from error
    return None if value is None else str(value)


def put(name: str, value: str) -> None:
    """Keep a secret, and look whether it was kept."""
    ring = _ring()
    try:
        ring.set_password(SERVICE, name, value)
        kept = ring.get_password(SERVICE, name)
    except Exception as error:
        raise _trouble(name, error) from error
    if kept != value:
        raise ConfigError("the keyring took the key and did not keep it", "keyring", _in_file(name))


def drop(name: str) -> None:
    """Forget a secret that is kept elsewhere now; a keyring that does not let go of it is no trouble."""
    with contextlib.suppress(Exception):
        _ring().delete_password(SERVICE, name)


def _ring() -> Any:
    try:
        import keyring
    except ImportError as error:
        raise ConfigError("the package keyring is not installed", "keyring",
                          "Run: pip install 'ytempire[keyring]'") from error  # fmt: skip
    return keyring


def _trouble(name: str, error: Exception) -> ConfigError:
    kind = type(error).__name__
    what = {"NoKeyringError": "this machine has no keyring", "KeyringLocked": "the keyring is locked"}.get(kind)
    then = _in_file(name) if kind == "NoKeyringError" else f"Unlock it. {_in_file(name)}"
    return ConfigError(what or f"the keyring did not answer: {kind}", "keyring", then)


def _in_file(name: str) -> str:
    return f"To keep the key in .env: ytempire secrets set {name}"
