"""The script of a terminal scene: one step a line, nothing of it ever executed."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ytempire.errors import ConfigError, Problem

Verb = Literal[
    "type", "run", "output", "wait", "clear", "split", "pane", "prompt", "speed", "size", "title", "typos"
]  # fmt: skip
VERBS: dict[str, str] = {
    "type": "types a text at the prompt",
    "run": "types a command and presses Enter",
    "output": "what a command prints; `output: |` and indented lines for several",
    "wait": "seconds in which nothing happens",
    "clear": "empties the screen",
    "split": "opens a second pane: right or down",
    "pane": "goes on in pane 1 or 2",
    "prompt": 'what stands before a command, such as "$ "',
    "speed": "how fast it is typed from here on, 1 is a person",
    "size": "columns x rows, such as 80x24; first of all",
    "title": "what stands in the window's bar",
    "typos": "on or off: now and then a wrong key, and its correction",
}
PROMPT = "$ "
MOST_CHARACTERS, MOST_STEPS, MOST_LINES, LONGEST = 200_000, 2_000, 2_000, 1_000
COLUMNS, ROWS = (20, 240), (4, 80)  # of a screen, fewest and most
SPEED, WAIT = (0.1, 10.0), (0.0, 60.0)
_ESCAPED = re.compile(r"\\(?:e|x1b|x1B|033)\[")
_STEP = re.compile(r"([A-Za-z_-]+)\s*(?::(.*))?$", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One line of a script: what is done, its words, and its number where it has one."""

    verb: Verb
    text: str = ""
    value: float = 0.0
    size: tuple[int, int] = (0, 0)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Script:
    """What happens in a terminal, in order."""

    steps: tuple[Step, ...]

    @property
    def size(self) -> tuple[int, int] | None:
        """Columns and rows, if the script says so."""
        return next((step.size for step in self.steps if step.verb == "size"), None)

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed, line by line."""
        return tuple(step.text for step in self.steps if step.verb in ("type", "run"))


def parse(text: str, name: str = "script") -> Script:
    """Read a script; every mistake at once, each with its line and what to do."""
    if len(text) > MOST_CHARACTERS:
        raise ConfigError(f"a script has at most {MOST_CHARACTERS} characters", name)
    problems: list[Problem] = []
    steps: list[Step] = []
    lines = textwrap.dedent(text.removeprefix("\ufeff")).splitlines()
    at = 0
    while at < len(lines):
        number, line = at + 1, lines[at]
        at += 1
        if not line.strip() or line.startswith("#"):
            continue
        block: list[str] = []
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t"):
            block.append(lines[at])
            at += 1
        try:
            steps.append(_step(line, block, number))
        except ValueError as error:
            what, _, then = str(error).partition("\n")
            problems.append(Problem(what, f"{name}:{number}", then))
    if not problems:
        problems = list(_order(steps, name))
    if problems:
        raise ConfigError(problems)
    return Script(tuple(steps))


def _step(line: str, block: list[str], number: int) -> Step:
    """One step of its line and the indented lines under it; what is wrong is a ValueError of two lines."""
    found = _STEP.match(line)
    if not found:
        raise ValueError("not a step\nWrite a step as `type: text`, `run: command`, `output: text` or `wait: 0.8`.")
    word, given = found[1], (found[2] or "").strip()
    verb = word.lower()
    if verb not in VERBS:
        close = difflib.get_close_matches(verb[:40], list(VERBS), n=1)
        then = f"Did you mean {close[0]}?" if close else f"There are {', '.join(VERBS)}."
        raise ValueError(f"{word[:40]}: no such step\n{then}")
    if found[2] is None and verb != "clear":
        raise ValueError(f"{verb} without a colon\nWrite `{verb}: ...`.")
    extra = [row for row in block if row.strip()]
    if verb == "output":
        text = _block(block) if given == "|" else given
        if extra and given != "|":
            raise ValueError("the lines under `output:` are indented\nWrite `output: |` over several lines of output.")
        return Step("output", _shown(_ESCAPED.sub("\x1b[", text)), line=number)
    if extra:
        raise ValueError(f"{verb} takes one line\nMove what follows to the left, or write it as output.")
    return _READERS[verb](given, number)


def _block(rows: list[str]) -> str:
    """Indented lines without their indent, without the empty ones at their end."""
    while rows and not rows[-1].strip():
        rows = rows[:-1]
    return "\n".join(row.rstrip() for row in textwrap.dedent("\n".join(rows)).split("\n"))


def _shown(text: str) -> str:
    """What may be printed: no control character but those that a terminal's colours and cursor need."""
    return _without(text, "\n\t\x1b\b\x07")


def _without(text: str, allowed: str = "") -> str:
    for char in text:
        if (ord(char) < 32 or 127 <= ord(char) < 160 or 0xD800 <= ord(char) < 0xE000) and char not in allowed:
            raise ValueError(f"a control character (U+{ord(char):04X})\nTake it out.")
    if any(len(row) > LONGEST for row in text.split("\n")):
        raise ValueError(f"a line of more than {LONGEST} characters\nBreak it.")
    return text


def _text(verb: Verb) -> Callable[[str, int], Step]:
    return lambda given, number: Step(verb, _without(given), line=number)


def _number(verb: Verb, least: float, most: float) -> Callable[[str, int], Step]:
    def read(given: str, number: int) -> Step:
        try:
            value = float(given.removesuffix("s"))
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise ValueError(f"{verb}: {given[:40]!r} is not a number from {least:g} to {most:g}\n")
        return Step(verb, value=value, line=number)

    return read


def _one_of(verb: Verb, *words: str) -> Callable[[str, int], Step]:
    def read(given: str, number: int) -> Step:
        word = given.lower()
        if word not in words:
            close = difflib.get_close_matches(word[:40], words, n=1)
            then = f"Did you mean {close[0]}?" if close else f"Write {' or '.join(words)}."
            raise ValueError(f"{verb}: {given[:40]!r} is not one of {', '.join(words)}\n{then}")
        return Step(verb, word, line=number)

    return read


def _prompt(given: str, number: int) -> Step:
    if len(given) > 1 and given[0] == given[-1] == '"':
        given = given[1:-1]
    elif given:
        given += " "
    given = _without(_ESCAPED.sub("\x1b[", given), "\x1b")
    if len(given) > 200:
        raise ValueError("a prompt of more than 200 characters\nShorten it.")
    return Step("prompt", given, line=number)


def _size(given: str, number: int) -> Step:
    found = re.fullmatch(r"([0-9]{1,4})\s*[xX×]\s*([0-9]{1,4})", given)
    columns, rows = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (COLUMNS[0] <= columns <= COLUMNS[1] and ROWS[0] <= rows <= ROWS[1]):
        raise ValueError(
            f"size: {given[:40]!r} is not columns x rows, from {COLUMNS[0]}x{ROWS[0]} to {COLUMNS[1]}x{ROWS[1]}"
            "\nWrite it as 80x24."
        )
    return Step("size", size=(columns, rows), line=number)


def _nothing(given: str, number: int) -> Step:
    if given:
        raise ValueError(f"clear takes no words\nPut {given[:40]!r} on a line of its own.")
    return Step("clear", line=number)


_READERS: dict[str, Callable[[str, int], Step]] = {
    "type": _text("type"),
    "run": _text("run"),
    "title": _text("title"),
    "wait": _number("wait", *WAIT),
    "speed": _number("speed", *SPEED),
    "clear": _nothing,
    "split": _one_of("split", "right", "down"),
    "pane": _one_of("pane", "1", "2"),
    "typos": _one_of("typos", "on", "off"),
    "prompt": _prompt,
    "size": _size,
}


def _order(steps: list[Step], name: str) -> list[Problem]:
    """What is wrong with steps that are right each for itself."""
    problems = []
    split, shown, sized = False, False, False
    for step in steps:
        where = f"{name}:{step.line}"
        if step.verb == "size":
            if shown or sized:
                problems.append(Problem("the size comes before anything is shown, once", where, "Move it to the top."))
            sized = True
        elif step.verb == "split":
            if split:
                problems.append(Problem("there are two panes already", where, "Leave this split out."))
            split = True
        elif step.verb == "pane" and not split:
            problems.append(Problem("there is one pane", where, "Write `split: right` or `split: down` first."))
        shown = shown or step.verb in ("type", "run", "output", "clear", "split")
    if not any(step.verb in ("type", "run", "output") for step in steps):
        problems.append(Problem("nothing happens in it", name, "Write a line such as `run: date`."))
    if len(steps) > MOST_STEPS:
        problems.append(Problem(f"it has {len(steps)} steps, at most {MOST_STEPS}", name, "Cut it."))
    if sum(step.text.count("\n") + 1 for step in steps if step.verb == "output") > MOST_LINES:
        problems.append(Problem(f"it prints more than {MOST_LINES} lines", name, "Cut its output."))
    return problems


def written(script: Script) -> str:
    """The script as text, one form for every way of writing it; it reads back to the same."""
    return "".join(f"{line}\n" for step in script.steps for line in _lines(step))


def _lines(step: Step) -> list[str]:
    text = step.text.replace("\x1b[", "\\e[")
    match step.verb:
        case "output":
            if "\n" in text or text != text.strip() or text == "|":
                return ["output: |", *(f"  {row}" if row.strip() else "" for row in text.split("\n"))]
            return [f"output: {text}".rstrip()]
        case "prompt":
            return [f'prompt: "{text}"']
        case "wait" | "speed":
            return [f"{step.verb}: {step.value!r}"]
        case "size":
            return [f"size: {step.size[0]}x{step.size[1]}"]
        case "clear":
            return ["clear"]
        case _:
            return [f"{step.verb}: {text if step.verb not in ('type', 'run', 'title') else step.text}".rstrip()]
