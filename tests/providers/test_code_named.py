"""A computed answer is remembered under the code that computed it: whatever a provider uses, it names."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

from ytempire.address import code_digest
from ytempire.gateway import finder

COMPUTED = [(kind, name) for kind in finder.kinds(ours=True) for name in finder.names(kind)
            if (found := finder.every(kind, ours=True).get(name)) and found.code]  # fmt: skip
FLOORS = ("ytempire.media", "ytempire.editorial", "ytempire.providers")
ANYWHERE = {
    "media.blobs": "where bytes are kept",
    "media.scratch": "where they are kept for a while",
    "media.thrift": "how memory is given back",
    "providers._onffmpeg": "whether it can work, and its version, which is remembered by itself",
    "providers._voices": "silence for a text without words, and a line for the account",
}
"""Modules that decide no answer, and what they decide."""
OWN = {
    ("gauge", "ffmpeg"): {"clips", "grounds", "luts", "ornaments", "pairs", "pans", "photos", "pictures", "plates",
                          "rolls", "stills"},  # what lies under the graphics is measured in the film, not laid out
    ("voice", "piper"): {"sound"},  # the type of samples
}  # fmt: skip
"""Modules of ytempire.media that come along with what is used, and decide nothing there."""


@pytest.mark.parametrize(("kind", "name"), COMPUTED, ids=lambda part: part)
def test_a_computed_answer_is_remembered_under_all_the_code_that_decides_it(kind: str, name: str) -> None:
    provider = finder.every(kind, ours=True)[name]
    code = (provider.__module__, *provider.code)
    assert len(code_digest(*code)) == 64
    left = {module for module in reached(code) if not module.startswith(tuple(f"{c}." for c in code))} - {*code}
    left -= {f"ytempire.{module}" for module in ANYWHERE}
    other = OWN.get((kind, name), set())
    assert {m for m in left if m.split(".")[2] not in other or m.split(".")[1] != "media"} == set(), (
        f"add them to the code of {provider.__name__}"
    )


def test_every_provider_that_computes_is_among_them() -> None:
    assert {("scene", "ffmpeg"), ("thumb", "pillow"), ("gauge", "ffmpeg"), ("voice", "piper")} <= {*COMPUTED}


def reached(modules: tuple[str, ...]) -> set[str]:
    """The modules of these floors that are imported from there on, at any depth."""
    seen: set[str] = set()
    wanted = [*modules]
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted += imports(name)
    return seen


def imports(module: str) -> set[str]:
    """The modules of these floors that a module imports, anywhere in it."""
    spec = find_spec(module)
    found = set()
    for node in ast.walk(ast.parse(Path(spec.origin).read_text("utf-8"))) if spec and spec.origin else ():
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(FLOORS):
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                found.add(whole if there(whole) else node.module)
    return found - {*FLOORS}


def there(name: str) -> bool:
    """Whether a dotted name is a module, and not something in one."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
