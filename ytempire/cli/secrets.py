"""Keys by their names; a value is never on the command line, and never shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ytempire import console
from ytempire.cli import options

if TYPE_CHECKING:
    from ytempire.config.workspace import Workspace

MOST = 20_000

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
    workspace = options.workspace()
    secrets = Secrets(workspace.home)
    secrets.may_put(name)
    secrets.put(name, _asked(name), keyring)
    where = secrets.where(name)
    if not console.document({"name": name, "where": where}):
        console.say(f"{name} is kept in {'the keyring' if keyring else '.env'}. Try it: ytempire secrets check {name}")
    if where == "environment":
        console.warn(f"{name} is also set in the environment, and that one is used.")
    if meant := _unknown(workspace, name):
        console.warn(f"no provider uses {name}.{meant}")
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


def check(name: MaybeName = "", value: Refusable = None) -> int:
    """Try keys with the cheapest real call there is; ends with 4 when one does not work."""
    from ytempire.errors import Refused
    from ytempire.pipeline.keys import tried

    _no_value(name, value)
    workspace = options.workspace()
    found = list(tried(workspace, name))
    if name and not found:
        _nobody(workspace, name)
    if not console.document([{"name": t.use.key, "used_by": str(t.use), "works": t.works, "said": t.said,
                              "next": t.next} for t in found]):  # fmt: skip
        for t in found:
            console.answer(f"{t.use.key}  {t}")
            if t.next:
                console.say(f"  {t.next}")
        if not found:
            console.say("No channel needs a key.")
    return Refused.exit_code if any(t.works is False for t in found) else 0


def rotate(name: Name, value: Refusable = None, keyring: Keyring = False) -> int:
    """Put a new key in the place of the old one, once it was tried and works; the old one stays until then."""
    from ytempire.config.secrets import Secrets
    from ytempire.errors import ConfigError, Problem, Refused
    from ytempire.pipeline.keys import tried, uses

    _no_value(name, value)
    workspace = options.workspace()
    secrets = Secrets(workspace.home)
    secrets.may_put(name)
    if not any(use.key == name for use in uses(workspace, every=True)):
        _nobody(workspace, name)
    new = _asked(name).strip()
    secrets.may_be(name, new)
    found = list(tried(workspace, name, new))
    stays = "The old one stays." if secrets.where(name) else "Nothing was kept."
    untried = f"To keep it untried: ytempire secrets set {name}"
    if failed := [t for t in found if t.works is False]:
        raise Refused([Problem(f"the new key was not taken: {t.said}", f"{name} ({t.use})", f"{stays} {untried}")
                       for t in failed])  # fmt: skip
    if not any(t.works for t in found):
        raise ConfigError([Problem(f"the new key was not tried: {t.said}", f"{name} ({t.use})", f"{stays} {untried}")
                           for t in found])  # fmt: skip
    secrets.put(name, new, keyring or secrets.where(name) == "keyring")
    where = secrets.where(name)
    by = {works: [str(t.use) for t in found if t.works is works] for works in (True, None)}
    if not console.document({"name": name, "where": where, "tried_by": by[True], "not_tried_by": by[None]}):
        for t in found:
            console.say(f"{name}  {t}")
        console.say(f"{name}: the new key is in its place. Withdraw the old one where it was issued.")
    if where == "environment":
        console.warn(f"{name} is also set in the environment, and that one is used: change it there.")
    return 0


def _no_value(name: str, value: list[str] | None) -> None:
    from ytempire.errors import ConfigError

    if value or "=" in name:
        raise ConfigError("a value does not belong on the command line: others can read it there, and the shell "
                          "keeps it", "ytempire secrets", "Give the name alone; the value is asked for. Now that it "
                          "was typed, take a new key.")  # fmt: skip


def _unknown(workspace: Workspace, name: str) -> str:
    """What to do about a name that no provider uses; nothing about one that is used."""
    from ytempire.config.check import near
    from ytempire.pipeline.keys import uses

    known = {use.key for use in uses(workspace, every=True)}
    return "" if name in known else f" {near(name, known) or 'See: ytempire secrets list'}"


def _nobody(workspace: Workspace, name: str) -> NoReturn:
    from ytempire.config.secrets import NAME
    from ytempire.errors import ConfigError

    named = name if NAME.fullmatch(name) else "this name"  # it may be a value, put in the wrong place
    raise ConfigError(f"no provider uses {named}, so it cannot be tried", next=_unknown(workspace, name).strip())


def _asked(name: str) -> str:
    """The value, typed where nobody sees it, or from a pipe."""
    from ytempire.errors import ConfigError

    if sys.stdin is None:
        raise ConfigError("there is nobody to ask for the value", name, "Pipe it in, or run it in a terminal.")
    try:
        if sys.stdin.isatty():
            import getpass

            return getpass.getpass(f"{name} (not shown): ")
        value = sys.stdin.read(MOST + 1)
    except EOFError:
        raise ConfigError("no value was given", name, "Nothing was changed.") from None
    except UnicodeDecodeError:  # what it says holds the value
        raise ConfigError("the value is no text", name, "Nothing was changed.") from None
    if len(value) > MOST:
        raise ConfigError(f"the value has more than {MOST:,} letters", name, "Nothing was changed.")
    return value
