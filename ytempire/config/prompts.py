"""The templates of a recipe: `prompts/<stage>.md`, Markdown with front matter and {{names}} that code fills in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ytempire.config.check import near_or_all, short, validated
from ytempire.config.yaml import MAX_BYTES, Document, parse
from ytempire.errors import ConfigError, Problem
from ytempire.models import Prompt
from ytempire.models.prompts import BRACES, FILLED, NEEDED, STAGES

FENCE = "---"


def prompts_in(folder: Path, called: str) -> tuple[dict[str, Prompt], list[Problem]]:
    """Every template of a recipe's folder by its stage, and every mistake in them; `called` is how errors name it."""
    found: dict[str, Prompt] = {}
    wrong: list[Problem] = []
    for file in sorted(folder.glob("*")):
        name = f"{called}/{file.name}"
        if file.name.startswith(".") or file.name.endswith("~"):
            continue
        if file.suffix != ".md":
            wrong.append(Problem("is no template: only <stage>.md is read here", name, "Rename it, or take it away."))
        elif file.stem not in STAGES:
            wrong.append(Problem(f"{short(file.stem)}: no such stage", name, near_or_all(file.stem, STAGES)))
        else:
            try:
                found[file.stem] = read_prompt(file, file.stem, name)
            except ConfigError as error:
                wrong += error.problems
    return found, wrong


def read_prompt(file: Path, stage: str, name: str) -> Prompt:
    """A template with what its front matter says; every mistake at once otherwise."""
    text = _text(file, name)
    head, body, first = _parted(text, name)
    given = _header(head, name)
    wrong = list(mistakes(stage, body, name, first))
    try:
        prompt = validated(Prompt, Document(name, {**given.value, "text": body}, {**given.lines, ("text",): first}))
    except ConfigError as error:
        wrong = [*error.problems, *wrong] if body else list(error.problems)
    if wrong:
        raise ConfigError(wrong)
    return prompt


def mistakes(stage: str, text: str, name: str, first: int = 1) -> Iterator[Problem]:
    """Names that nothing fills in, braces that are no name, and what the stage cannot do without."""
    known = FILLED[stage]
    seen = set()
    for match in BRACES.finditer(text):
        seen.add(word := match[1].strip())
        if word not in known:
            then = near_or_all(word, known, f"For {stage} there are")
            yield Problem(f"{{{{{short(word)}}}}}: no such name", f"{name}:{_line(text, match.start(), first)}", then)
    rest = BRACES.sub(lambda match: " " * len(match[0]), text)
    for braces in ("{{", "}}"):
        if (at := rest.find(braces)) >= 0:
            where = f"{name}:{_line(text, at, first)}"
            yield Problem(f"has {braces} that belongs to no name", where, "A name is {{name}}.")
    for word in NEEDED[stage]:
        if text and word not in seen:
            yield Problem(f"never says {{{{{word}}}}}", f"{name}:{first}", f"That is {known[word]}.")


def _line(text: str, at: int, first: int) -> int:
    return first + text.count("\n", 0, at)


def _text(file: Path, name: str) -> str:
    try:
        with file.open("rb") as f:
            data = f.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", name) from error
    if len(data) > MAX_BYTES:
        raise ConfigError(f"is larger than {MAX_BYTES // 1024} KB", name)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8", name, "Save it as UTF-8.") from None


def _parted(text: str, name: str) -> tuple[str, str, int]:
    """The front matter, the words under it, and the line on which they begin."""
    head = ""
    lines = text.split("\n")
    first = 0
    if lines[0].rstrip() == FENCE:
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
        if not end:
            raise ConfigError("the front matter has no end", f"{name}:1", "Close it with a line of three dashes.")
        head, first = "\n".join(lines[1:end]), end + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    body = "\n".join(lines[first:]).rstrip()
    return (head, f"{body}\n", first + 1) if body else (head, "", 1)


def _header(head: str, name: str) -> Document:
    """The front matter's keys; its first line is the file's second."""
    if not head.strip():
        return Document(name, {}, {})
    # A line before it makes every line count as the file's own, in mistakes of YAML too.
    document = parse(f"\n{head}", name)
    if document.value is None:
        return Document(name, {}, {})
    if not isinstance(document.value, dict):
        raise ConfigError("the front matter is not a list of keys and values", document.where(),
                          "Write lines such as tier: polish.")  # fmt: skip
    if "text" in document.value:
        raise ConfigError("text: no such key", document.where(("text",)), "The words stand under the front matter.")
    return document
