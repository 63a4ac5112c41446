"""Keys by their names; a value is never on the command line, and never shown."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ytempire import console
from ytempire.cli import options

Name = Annotated[str, typer.Argument(metavar="NAME", help="The key's name, such as OPENAI_API_KEY.")]
MaybeName = Annotated[str, typer.Argument(metavar="[NAME]", help="One key; all of the channels otherwise.")]
Refusable = Annotated[list[str] | None, typer.Argument(hidden=True)]
Keyring = Annotated[bool, typer.Option("--keyring", help="Keep it in the system's keyring, not in .env.")]


def set_secret(name: Name, value: Refusable = None, keyring: Keyring = False) -> int:
    """Keep a key: it is asked for without being shown, or read from stdin.

    It goes into .env of the workspace, which only you can read. It is not tried: see `secrets check`.
    """
    from ytempire.config.secrets import Secrets

    _no_value(name, value)
    secrets = Secrets(options.workspace().home)
    secrets.put(name, _asked(name), keyring)
    if not console.document({"name": name, "where": secrets.where(name)}):
        console.say(f"{name} is kept in {'the keyring' if keyring else '.env'}. Try it: ytempire secrets check {name}")
        if secrets.where(name) == "environment":
            console.warn(f"{name} is also set in the environment, and that one is used.")
    return 0


def list_secrets() -> int:
    """List keys: their names, where each is from, its age, and who uses it."""
    from datetime import UTC, datetime

    from ytempire.config.secrets import Secrets
    from ytempire.pipeline.keys import uses

    workspace = options.workspace()
    secrets = Secrets(workspace.home)
    known = uses(workspace, every=True)
    rows: list[dict[str, Any]] = []
    for name in sorted({*secrets.names(), *(use.key for use in known)}):
        where = secrets.where(name)
        users = [str(use) for use in known if use.key == name]
        when = secrets.file.stat().st_mtime if where == ".env" else None  # the file's, of which it is a line
        days = int((datetime.now(UTC).timestamp() - when) // 86400) if when else None
        rows.append({"name": name, "where": where or "not set", "days": days, "used_by": users})
    if not console.document(rows):
        cells = [(r["name"], r["where"], "" if r["days"] is None else f"{r['days']} days at most ago",
                  ", ".join(r["used_by"]) or "nobody") for r in rows]  # fmt: skip
        console.table(("name", "where", "changed", "used by"), cells)
    return 0


def check(name: MaybeName = "") -> int:
    """Try keys with the cheapest real call there is; ends with 4 when one does not work."""
    from ytempire.errors import Refused
    from ytempire.pipeline.keys import tried

    found = list(tried(options.workspace(), name))
    if name and not found:
        _nobody(name)
    if not console.document([{"name": t.use.key, "used_by": str(t.use), "works": t.works, "said": t.said,
                              "next": t.next} for t in found]):  # fmt: skip
        for t in found:
            console.answer(f"{t.use.key}  {t.use}: {'works, ' if t.works else ''}{t.said}")
            if t.next:
                console.say(f"  {t.next}")
        if not found:
            console.say("No channel needs a key.")
    return 0 if all(t.works for t in found) else Refused.exit_code


def rotate(name: Name, value: Refusable = None, keyring: Keyring = False) -> int:
    """Put a new key in the place of the old one, once it was tried and works; the old one stays until then."""
    from ytempire.config.secrets import Secrets
    from ytempire.errors import Problem, Refused
    from ytempire.pipeline.keys import tried

    _no_value(name, value)
    workspace = options.workspace()
    secrets = Secrets(workspace.home)
    new = _asked(name)
    found = list(tried(workspace, name, new))
    if not found:
        _nobody(name)
    if failed := [t for t in found if not t.works]:
        raise Refused([Problem(f"the new key does not work: {t.said}", f"{name} ({t.use})", "The old one was kept.")
                       for t in failed])  # fmt: skip
    secrets.put(name, new, keyring or secrets.where(name) == "keyring")
    if not console.document({"name": name, "where": secrets.where(name), "tried_by": [str(t.use) for t in found]}):
        console.say(f"{name}: the new key works, and the old one is gone. Withdraw it where it was issued.")
        if secrets.where(name) == "environment":
            console.warn(f"{name} is also set in the environment, and that one is used: change it there.")
    return 0


def _no_value(name: str, value: list[str] | None) -> None:
    from ytempire.errors import ConfigError

    if value or "=" in name:
        raise ConfigError("a value does not belong on the command line: others can read it there, and the shell "
                          "keeps it", "ytempire secrets", "Give the name alone; the value is asked for. Now that it "
                          "was typed, take a new key.")  # fmt: skip


def _nobody(name: str) -> None:
    from ytempire.errors import ConfigError

    raise ConfigError(f"no provider uses {name[:80]}, so it cannot be tried", next="See: ytempire secrets list")


def _asked(name: str) -> str:
    """The value, typed where nobody sees it, or from a pipe."""
    from ytempire.errors import ConfigError

    if sys.stdin is None:
        raise ConfigError("there is nobody to ask for the value", name, "Pipe it in, or run it in a terminal.")
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(f"{name} (not shown): ")
    return sys.stdin.read(20_000)
