"""The system's keyring, for those who chose it: `pip install ytempire[keyring]`."""

from __future__ import annotations

from typing import Any

from ytempire.errors import ConfigError

SERVICE = "ytempire"


def get(name: str) -> str | None:
    """The secret of this name, or None."""
    ring, failed = _ring()
    try:
        value = ring.get_password(SERVICE, name)
    except failed as error:
        raise _trouble(error) from error
    return None if value is None else str(value)


def put(name: str, value: str) -> None:
    """Keep a secret."""
    ring, failed = _ring()
    try:
        ring.set_password(SERVICE, name, value)
    except failed as error:
        raise _trouble(error) from error


def _ring() -> tuple[Any, type[Exception]]:
    try:
        import keyring
        import keyring.errors
    except ImportError as error:
        raise ConfigError("a secret is in the keyring, and the keyring package is not installed", ".env",
                          "Run: pip install 'ytempire[keyring]'") from error  # fmt: skip
    return keyring, keyring.errors.KeyringError


def _trouble(error: Exception) -> ConfigError:
    return ConfigError(f"the keyring did not answer: {type(error).__name__}", "keyring",
                       "Unlock it, or keep the key in .env: ytempire secrets set NAME")  # fmt: skip
