"""The way in: options, one command, and the one place where errors become lines and an exit code."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NoReturn

import typer

import ytempire
from ytempire import console
from ytempire.cli.commands import COMMANDS, Lazy, filled
from ytempire.cli.options import Home, Json, Quiet, forget, give
from ytempire.errors import ConfigError, YtempireError

CLICK: type[Exception] = typer.BadParameter.__mro__[2]  # every mistake on a command line; typer gives it no name
STOPPED = "stopped; the same command goes on"
A_BUG = (
    "This is a bug in ytempire. What was finished is kept, and the same command goes on from there.\n"
    "Please report it with the lines above and what `ytempire doctor --json` prints."
)

app = typer.Typer(cls=Lazy, add_completion=True, rich_markup_mode=None, no_args_is_help=False)


def _version(wanted: bool) -> None:
    if wanted:
        console.answer(f"ytempire {ytempire.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    home: Home = "",
    json: Json = False,
    quiet: Quiet = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """One YAML file per channel in, finished videos out."""
    give(home, json, quiet)
    if ctx.invoked_subcommand is None:
        console.say(ctx.get_help())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is the table's in the README."""
    args = list(sys.argv[1:] if argv is None else argv)
    forget()
    give("", "--json" in args[: args.index("--") if "--" in args else None], False)
    try:
        with _terminated():
            return _called(args)
    except YtempireError as error:
        return _failed(error, error.exit_code)
    except (KeyboardInterrupt, typer.Abort) as stop:
        code = 143 if isinstance(stop, _Terminated) else 130
        return _failed(YtempireError(STOPPED), code)
    except Exception as error:
        return _nobody_reads() if _reader_left(error) else _bug()


def _called(args: list[str]) -> int:
    command = filled(app, COMMANDS)
    if "_YTEMPIRE_COMPLETE" in os.environ:  # the shell asks for completions
        command.main(args, prog_name="ytempire")
    try:
        with command.make_context("ytempire", args) as ctx:
            result = command.invoke(ctx)
            return result if isinstance(result, int) else 0
    except typer.Exit as leave:
        return int(leave.exit_code)
    except CLICK as error:
        raise _misused(error) from None


def _misused(error: Any) -> ConfigError:
    """A mistake on the command line, in our words."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "ytempire"
    then = f"See: {path} --help"
    if name := getattr(error, "option_name", "") if hasattr(error, "possibilities") else "":
        close = sorted(error.possibilities or ())
        return ConfigError(f"{name}: no such option", path, f"Did you mean {' or '.join(close)}?" if close else then)
    return ConfigError(error.format_message().rstrip("."), path, then)


def _failed(error: YtempireError, code: int) -> int:
    problems = [{"what": p.what, "where": p.where, "next": p.next} for p in error.problems]
    try:
        console.fail(error)
        console.document({"error": problems, "exit": code})
    except console.NobodyReads:
        _nobody_reads()
    return code


def _bug() -> int:
    import traceback

    trace = traceback.format_exc()
    console.warn(f"{trace}\n{A_BUG}")
    console.document({"error": [{"what": trace.strip().splitlines()[-1], "where": "", "next": A_BUG}], "exit": 1})
    return 1


def _reader_left(error: Exception) -> bool:
    """`ytempire runs list | head` is no bug; a pipe that broke anywhere but at what we or the help print is."""
    if not isinstance(error, BrokenPipeError):
        return False
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    last = at.tb_frame.f_globals.get("__name__", "") if at else ""
    return isinstance(error, console.NobodyReads) or last.split(".")[0] in ("typer", "click")


def _nobody_reads() -> int:
    """Nothing more can be printed, not even while Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


class _Terminated(KeyboardInterrupt):
    """Asked to stop by the system; the work ends as cleanly as with Ctrl-C."""


@contextlib.contextmanager
def _terminated() -> Iterator[None]:
    """While inside, SIGTERM stops the work like Ctrl-C does."""

    def stop(number: int, frame: object) -> NoReturn:
        raise _Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    sys.exit(main())
