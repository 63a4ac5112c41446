"""Plays something in the real terminal, and leaves it as it was."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator


def real() -> bool:
    """Whether there is a terminal to play in."""
    return sys.stdout.isatty()


def size() -> tuple[int, int]:
    """Its columns and rows."""
    import shutil

    found = shutil.get_terminal_size((80, 24))
    return found.columns, found.lines


def play(moments: Iterator[tuple[float, str]], last: str = "") -> None:
    """Write each text at its second from now, on a screen of its own; then `last` where the prompt was.

    However it ends, the cursor is seen, keys are echoed and the screen is the one from before.
    """
    out = sys.stdout
    with _quiet_keys():
        out.write("\x1b[?1049h\x1b[0m\x1b[2J\x1b[H")
        try:
            start = time.monotonic()
            for at, text in moments:
                wait = start + at - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
                out.write(text)
                out.flush()
        finally:
            out.write("\x1b[0m\x1b[?25h\x1b[?1049l")
            out.flush()
    if last:
        out.write(last.rstrip("\n") + "\n")
        out.flush()


@contextlib.contextmanager
def _quiet_keys() -> Iterator[None]:
    """While inside, what is typed is not shown; Ctrl-C still stops."""
    try:
        import termios

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
    except (ImportError, OSError, ValueError, AttributeError):
        yield
        return
    except Exception as error:
        if type(error).__module__ != "termios":
            raise
        yield
        return
    quiet = [*before]
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(handle, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSAFLUSH, before)
