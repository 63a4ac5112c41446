"""The rules of the house that can be read off the code; each check returns what breaks it.

Floors are import-linter's; here is what it cannot tell: one file a provider, one keeper a library, files of a size
that can be read, nothing of this machine in what is handed out.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

KEEPERS: dict[str, tuple[str, ...]] = {
    "typer": ("cli/",),
    "rich": ("console/",),
    "sqlite_utils": ("ledger/",),
    "diskcache": ("gateway/store.py",),
    "stamina": ("gateway/attempts.py",),
    "filelock": ("gateway/locks.py", "pipeline/opening.py"),  # one for calls and accounts, one for a channel
    "yaml": ("config/yaml.py", "editorial/directive.py", "editorial/front.py"),  # what is configured, edited, noted
    "ffmpeg": ("media/ffmpeg/",),
    "imageio_ffmpeg": ("media/ffmpeg/",),
    "pysubs2": ("media/",),
    "pyte": ("media/terminal/",),
    "wcwidth": ("media/terminal/",),
    "espeakng_loader": ("providers/_espeak.py",),
    "numpy": ("media/",),
    "cv2": ("media/",),
    "PIL": ("media/",),
    "fontTools": ("media/typefaces.py",),
    "num2words": ("editorial/",),
    "feedparser": ("editorial/",),
    "pygments": ("media/graphics/code.py",),
    "httpx": ("providers/_web.py",),
    "openai": ("providers/_openai.py", "providers/_openai_failed.py"),  # its calls, and what its errors mean
    "elevenlabs": ("providers/voice_elevenlabs.py",),
    "gtts": ("providers/voice_gtts.py",),
    "piper": ("providers/voice_piper.py",),
    "keyring": ("config/keyring.py",),
}
"""Where each library may be imported; where only a floor is named, one file or few of it do."""

ONE_FILE = ("diskcache", "stamina", "imageio_ffmpeg", "pysubs2", "espeakng_loader", "num2words", "feedparser",
            "pyte", "wcwidth")  # fmt: skip
"""Libraries that exactly one file knows, so that it can be replaced in an afternoon."""

EVERYWHERE = {"pydantic", "pydantic_core"}

LONG: dict[str, str] = {
    "cli/commands.py": "the one table of all commands; cut in two, nobody would see what there is",
    "models/visuals.py": "every kind of scene in one place, so that a writer can read all that can be shown",
    "editorial/board.py": "the rules that make neighbouring scenes differ hold each other; apart they contradict",
    "editorial/cutting.py": "one text is cut in the order in which it is read; each rule leans on the one before",
    "editorial/formats/asking.py": "one kind of film from its question to its answer",
    "editorial/formats/sides.py": "one comparison from two things to a verdict; its steps share what they found",
    "editorial/formats/tutorial.py": "one kind of film from its first command to its last",
    "media/align.py": "one way from two sounds to the times of words, in its order",
    "editorial/draft.py": "one way of writing a role beside the other, so that the film has one voice",
    "editorial/quantities.py": "one grammar of numbers; its patterns overlap and are ordered",
    "editorial/visuals.py": "one choice with a case for each visual",
}
"""Files that may be over 300 lines, and why."""

MOST_LINES = 300


def unkept(package: Path) -> Iterator[str]:
    """Libraries that are imported where they have no keeper, or have none at all."""
    users: dict[str, set[str]] = {}
    for file, tree in _sources(package):
        for library, line in _imported(tree):
            if library in sys.stdlib_module_names or library in EVERYWHERE or library == "ytempire":
                continue
            if library not in KEEPERS:
                yield f"{file}:{line}  {library} has no keeper"
            elif not file.startswith(KEEPERS[library]):
                yield f"{file}:{line}  {library} belongs to {' and '.join(KEEPERS[library])}"
            else:
                users.setdefault(library, set()).add(file)
    for library in ONE_FILE:
        if len(found := sorted(users.get(library, ()))) > 1:
            yield f"{', '.join(found)}  {library} has more than one keeper"


def scattered(package: Path) -> Iterator[str]:
    """Provider files that are not one class, or not the one that their name says."""
    for file, tree in _sources(package / "providers"):
        if file.startswith("_"):
            continue
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_provider(node)]
        if len(classes) != 1:
            yield f"providers/{file}  holds {len(classes)} providers and not one"
            continue
        kind, name = (_constant(classes[0], key) for key in ("kind", "name"))
        if f"{kind}_{str(name).replace('-', '_')}.py" != file:
            yield f"providers/{file}  calls itself {kind} {name}"
        for library, line in _imported(tree, whole=True):
            # what several providers of one protocol share lies in a file that begins with a line
            if library.startswith(("ytempire.providers", "ytempire.gateway")) and "providers._" not in library:
                yield f"providers/{file}:{line}  knows {library}"


def untested(package: Path, tests: Path) -> Iterator[str]:
    """Providers that no test knows by their file."""
    known = "\n".join(file.read_text("utf-8") for file in tests.rglob("test_*.py"))
    for file, _ in _sources(package / "providers"):
        stem = file.removesuffix(".py")
        if not file.startswith("_") and f"providers.{stem}" not in known and f"providers import {stem}" not in known:
            yield f"providers/{file}  has no test that knows it"


def printing(package: Path) -> Iterator[str]:
    """Files other than the console that print."""
    for file, tree in _sources(package):
        for node in _nodes(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "print"
                and not file.startswith("console/")
            ):
                yield f"{file}:{node.lineno}  prints"


def long(package: Path) -> Iterator[str]:
    """Files that are too long to be read, without a reason; and reasons for files that are gone or short again."""
    for file, _ in _sources(package):
        count = len((package / file).read_text("utf-8").splitlines())
        if count > MOST_LINES and file not in LONG:
            yield f"{file}  has {count} lines"
        elif count <= MOST_LINES and file in LONG:
            yield f"{file}  has {count} lines, and needs no reason to be long"
    for file in LONG:
        if not (package / file).is_file():
            yield f"{file}  is not there, and has a reason to be long"


WORDS = re.compile(r"\b(Manager|Engine|Service|Context|Factory|Handler|Base|Utils?)\b|\bTODO\b|\bFIXME\b|\bXXX\b")


def empty_words(package: Path) -> Iterator[str]:
    """Classes and files whose name says nothing, and work that was put off."""
    for file, tree in _sources(package):
        if WORDS.search("".join(part.title() for part in Path(file).stem.split("_"))):
            yield f"{file}  has a name that says nothing"
        for node in _nodes(tree):
            if isinstance(node, ast.ClassDef) and WORDS.search(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", node.name)):
                yield f"{file}:{node.lineno}  {node.name} says nothing"
        for number, line in enumerate((package / file).read_text("utf-8").splitlines(), 1):
            if re.search(r"#.*\b(TODO|FIXME|XXX)\b", line):
                yield f"{file}:{number}  was put off"


def _sources(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield file.relative_to(folder).as_posix(), _parsed(file.read_text("utf-8"))


@cache  # several checks read the same files
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def _imported(tree: ast.Module, whole: bool = False) -> Iterator[tuple[str, int]]:
    for node in _nodes(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            own = whole and node.module == "ytempire.providers"  # what is taken from there is a file of it
            names = [f"{node.module}.{alias.name}" for alias in node.names] if own else [node.module]
        for name in names:
            yield (name if whole else name.partition(".")[0]), node.lineno


def _is_provider(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).rpartition(".")[2] == "Provider" for base in node.bases)


def _constant(node: ast.ClassDef, name: str) -> object:
    for line in node.body:
        if not isinstance(line, (ast.Assign, ast.AnnAssign)) or not isinstance(line.value, ast.Constant):
            continue
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        if isinstance(target, ast.Name) and target.id == name:
            return line.value.value
    return None
