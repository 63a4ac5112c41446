"""Recordings of a terminal: asciinema's .cast files, version 2 and 3."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ytempire.errors import ConfigError, Problem
from ytempire.media.terminal.play import HOLD, Act, Play
from ytempire.media.terminal.script import COLUMNS, ROWS

MOST_BYTES, MOST_EVENTS, MOST_SECONDS = 8_000_000, 200_000, 3600.0
IDLE = 2.5  # seconds: a longer pause is cut to this, when the recording says nothing
TOLD = 20  # mistakes at most that are told
AGAIN = "Record it again with asciinema, or take the line out."


def read(file: Path, where: str = "") -> Play:
    """A recording from a file."""
    where = where or file.name
    try:
        if file.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise ConfigError(f"this recording is larger than {most} MB", where, "Record a shorter piece.")
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("this recording is not UTF-8 text", where, "Is it an asciinema .cast file?") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", where) from error
    return parse(text, where)


def parse(text: str, where: str = "recording.cast") -> Play:
    """A recording from its text: its header, then an event a line. Every broken line is named."""
    lines = text.split("\n")
    place = next((n for n, line in enumerate(lines) if line.strip()), 0)
    version, size, idle, title = _header(lines[place] if lines else "", f"{where}:{place + 1}")
    problems: list[Problem] = []
    acts = [Act(0.0, "size", size=size)]
    largest, clock, raw = size, 0.0, 0.0
    events = 0
    for number, line in enumerate(lines[place + 1 :], place + 2):
        if not line.strip() or (version == 3 and line.startswith("#")):
            continue
        try:
            at, code, data = _event(line)
            gap = at if version == 3 else at - raw
            if gap < -0.001:
                raise ValueError("its time goes back")
            raw = max(raw, at)
            clock += min(max(0.0, gap), idle)
            events += 1
            if code == "o":
                acts.append(Act(clock, "write", data))
            elif code == "r":
                now = _resized(data)
                largest = (max(largest[0], now[0]), max(largest[1], now[1]))
                acts.append(Act(clock, "size", size=now))
        except ValueError as error:
            problems.append(Problem(str(error), f"{where}:{number}", AGAIN))
        if len(problems) >= TOLD or events > MOST_EVENTS or clock > MOST_SECONDS:
            break
    if problems:
        raise ConfigError(problems)
    if events > MOST_EVENTS:
        raise ConfigError(f"it has more than {MOST_EVENTS} events", where, "Record a shorter piece.")
    if clock > MOST_SECONDS:
        raise ConfigError(f"it goes on for more than {MOST_SECONDS / 60:g} minutes", where, "Record a shorter piece.")
    if not any(act.do == "write" for act in acts):
        raise ConfigError("nothing is shown in this recording", where, "Record it again with asciinema.")
    return Play(tuple(acts), clock + HOLD, largest, (), title, largest[0])


def _header(line: str, where: str) -> tuple[int, tuple[int, int], float, str]:
    """Version, columns and rows, the longest pause, and a title."""
    then = "Record it with asciinema: `asciinema rec demo.cast`."
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict):
        raise ConfigError("this does not begin with the header of a recording", where, then)
    version = head.get("version")
    if version not in (2, 3) or isinstance(version, bool):
        raise ConfigError(f"version {str(version)[:20]} is not 2 or 3", where, "Convert it with `asciinema convert`.")
    term = head.get("term")
    term = term if isinstance(term, dict) else {}
    wide, tall = (head.get("width"), head.get("height")) if version == 2 else (term.get("cols"), term.get("rows"))
    names = ("width", "height") if version == 2 else ("term.cols", "term.rows")
    problems = [
        Problem(f"{name} is {str(value)[:20]} and not a number from {least} to {most}", where, then)
        for name, value, (least, most) in zip(names, (wide, tall), ((1, COLUMNS[1]), (1, ROWS[1])), strict=True)
        if not (isinstance(value, int) and not isinstance(value, bool) and least <= value <= most)
    ]
    idle = head.get("idle_time_limit")
    if idle is None:
        idle = IDLE
    elif not _number(idle) or idle <= 0:
        problems.append(Problem(f"idle_time_limit is {str(idle)[:20]} and not a number above 0", where, then))
    if problems:
        raise ConfigError(problems)
    assert isinstance(wide, int)
    assert isinstance(tall, int)
    title = head.get("title")
    shown = "".join(c for c in title if c.isprintable())[:120] if isinstance(title, str) else ""
    return version, (wide, tall), min(60.0, float(idle)), shown


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _event(line: str) -> tuple[float, str, str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("this line is not an event of a recording") from error
    if not (isinstance(found, list) and len(found) == 3):
        raise ValueError("an event is a time, a letter and a text")
    at, code, data = found
    if not _number(at) or not 0 <= at <= 1e7:
        raise ValueError("an event begins with its time in seconds")
    if not (isinstance(code, str) and isinstance(data, str)):
        raise ValueError("an event's second and third part are texts")
    return float(at), code, data


def _resized(data: str) -> tuple[int, int]:
    wide, _, tall = data.partition("x")
    if not (wide.isdecimal() and tall.isdecimal() and len(data) < 12):
        raise ValueError(f"a size is columns x rows, and this is {data[:20]!r}")
    size = (int(wide), int(tall))
    if not (1 <= size[0] <= COLUMNS[1] and 1 <= size[1] <= ROWS[1]):
        raise ValueError(f"a screen of {data} is too large or empty")
    return size


def written(play: Play) -> Iterator[str]:
    """The play as the lines of a recording of version 2."""
    size = play.size or (80, 24)
    yield json.dumps({"version": 2, "width": size[0], "height": size[1], "title": play.title})
    for act in play.acts:
        if act.do == "write":
            yield json.dumps([round(act.at, 6), "o", act.text])
        elif act.do == "size" and act.at > 0:
            yield json.dumps([round(act.at, 6), "r", f"{act.size[0]}x{act.size[1]}"])
