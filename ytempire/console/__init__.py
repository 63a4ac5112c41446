"""What is shown: lines and tables, one JSON document, and how a run goes on. Nothing else prints."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from ytempire.contracts import Event
    from ytempire.errors import YtempireError


@dataclass(frozen=True)
class Shown:
    """How this process shows things; chosen once, from the command line."""

    json: bool = False
    quiet: bool = False
    redact: Callable[[str], str] = str


class NobodyReads(BrokenPipeError):
    """Whoever read what we print went away, as `head` does."""


_shown = Shown()


def choose(json: bool = False, quiet: bool = False, redact: Callable[[str], str] = str) -> None:
    """Show the rest of this process so; `redact` takes secrets out of everything that is written."""
    global _shown
    _shown = Shown(json, quiet, redact)


def is_json() -> bool:
    """Whether the answer of this command is one JSON document."""
    return _shown.json


# --- lines ---


def say(text: str = "") -> None:
    """A line for a person: on stdout, with --json on stderr, with --quiet not at all."""
    if not _shown.quiet:
        _write(sys.stderr if _shown.json else sys.stdout, text)


def answer(text: str) -> None:
    """The answer of a command, also with --quiet; with --json the document says it."""
    if not _shown.json:
        _write(sys.stdout, text)


def warn(text: str) -> None:
    """A line on stderr, whatever was chosen."""
    _write(sys.stderr, text)


def fail(error: YtempireError) -> None:
    """What went wrong, one line a problem, on stderr."""
    for problem in error.problems:
        if not _colour(sys.stderr):
            _write(sys.stderr, str(problem))
            continue
        from rich.text import Text

        place, rest = problem.where, str(problem)[len(problem.where) :]
        line = Text.assemble((clean(place), "cyan"), (clean(rest), "" if place else "red"))
        _rich(sys.stderr).print(line, soft_wrap=True)


def document(value: Any) -> bool:
    """With --json: the answer as the one JSON document on stdout, and True. Otherwise nothing, and False."""
    if not _shown.json:
        return False
    text = json.dumps(value, default=_jsonable, indent=2, ensure_ascii=False)
    with contextlib.suppress(UnicodeEncodeError):
        text.encode(sys.stdout.encoding or "utf-8")
        _write(sys.stdout, text, raw=True)
        return True
    _write(sys.stdout, json.dumps(value, default=_jsonable, indent=2), raw=True)
    return True


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[str] = ()) -> None:
    """Rows under their heads; the columns named in `right` stand to the right. Whole lines when not a terminal."""
    if _shown.json:
        return
    cells = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
    if _colour(sys.stdout):
        from rich.table import Table
        from rich.text import Text

        shown = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for head in heads:
            shown.add_column(head, justify="right" if head in right else "left", overflow="fold")
        for row in cells:
            shown.add_row(*(Text(cell) for cell in row))
        _rich(sys.stdout).print(shown)
        return
    widths = [max(len(line[i]) for line in [list(heads), *cells]) for i in range(len(heads))]
    for line in [list(heads), *cells]:
        pairs = zip(heads, line, widths, strict=True)
        padded = [cell.rjust(width) if head in right else cell.ljust(width) for head, cell, width in pairs]
        _write(sys.stdout, "  ".join(padded).rstrip())


def facts(pairs: Mapping[str, object]) -> None:
    """Names and values under each other."""
    if _shown.json:
        return
    width = max((len(name) for name in pairs), default=0)
    for name, value in pairs.items():
        first, *more = clean("" if value is None else str(value)).splitlines() or [""]
        _write(sys.stdout, f"{name.ljust(width)}  {first}".rstrip())
        for line in more:
            _write(sys.stdout, f"{' ' * width}  {line}")


def clean(text: str) -> str:
    """The text as a terminal may have it: no escape sequence of a title can move the cursor, no secret is in it."""
    return "".join(c for c in _shown.redact(text) if c in "\n\t" or not _hidden(ord(c)))


def _hidden(code: int) -> bool:
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000


def _write(stream: TextIO, text: str, raw: bool = False) -> None:
    text = (_shown.redact(text) if raw else clean(text)) + "\n"
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(text.encode(stream.encoding or "ascii", "replace").decode(stream.encoding or "ascii"))
        stream.flush()
    except BrokenPipeError as error:
        raise NobodyReads(*error.args) from error


def _jsonable(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def _colour(stream: TextIO) -> bool:
    return stream.isatty()


def _rich(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


@contextlib.contextmanager
def progress(mode: Literal["auto", "live", "plain", "none"] = "auto") -> Iterator[Callable[[Event], None]]:
    """Shows the events of a run on stderr: live on a terminal, else a line a stage; nothing with --quiet."""
    if mode == "auto":
        mode = "none" if _shown.quiet else "live" if sys.stderr.isatty() else "plain"
    if mode == "none":
        yield lambda event: warn(event.text) if event.state == "warn" else None
    elif mode == "plain":
        from ytempire.console.trip import Plain

        yield Plain(warn).tell
    else:
        from rich.live import Live

        from ytempire.console.trip import Lively

        console = _rich(sys.stderr)
        shown = Lively(console, clean)
        with Live(shown, console=console, refresh_per_second=10, transient=True):
            yield shown.tell
