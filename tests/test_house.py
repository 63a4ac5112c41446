"""The rules of the house hold, and the checks of them see what breaks them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest

import ytempire
from ytempire.errors import EXIT_CODES, YtempireError

ROOT = Path(__file__).parent.parent
PACKAGE = Path(ytempire.__file__).parent
sys.path.insert(0, str(ROOT / "tools"))

import house  # noqa: E402

CHECKS = {
    "one keeper a library": house.unkept,
    "one file a provider": house.scattered,
    "a test a provider": lambda package: house.untested(package, ROOT / "tests"),
    "only the console prints": house.printing,
    "files that can be read": house.long,
    "names that say something": house.empty_words,
}


@cache
def found(rule: str) -> list[str]:
    return list(CHECKS[rule](PACKAGE))


@pytest.mark.parametrize("rule", CHECKS)
def test_the_house_keeps_its_rule(rule):
    assert found(rule) == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's sources, to plant something in."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, folder / "ytempire", ignore=lambda folder, names: [
        name for name in names if ("." in name and not name.endswith(".py")) or name == "__pycache__"
    ])  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder / "ytempire"


@contextmanager
def planted(file: Path, text: str) -> Iterator[None]:
    """More text in a file, or a file more, for a while."""
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n\n{text}\n", "utf-8")
    yield
    if before is None:
        file.unlink()
    else:
        file.write_text(before, "utf-8")


PROVIDER = """
from ytempire.contracts import Provider
class {name}(Provider):
    kind = "voice"
    name = "{name}"
    summary = "planted"
    def answer(self, request, call):
        return request
"""


@pytest.mark.parametrize(
    ("rule", "file", "text", "seen"),
    [
        ("one keeper a library", "stages/plan.py", "import typer", "typer belongs to cli/"),
        ("one keeper a library", "cli/run.py", "from rich.table import Table", "rich belongs to console/"),
        ("one keeper a library", "media/blobs.py", "def f():\n    import requests", "requests has no keeper"),
        ("one keeper a library", "gateway/finder.py", "import diskcache", "diskcache belongs to gateway/store.py"),
        ("one keeper a library", "media/themes.py", "import pysubs2", "pysubs2 has more than one keeper"),
        ("one file a provider", "providers/voice_espeak.py", PROVIDER.format(name="other"), "holds 2 providers"),
        ("one file a provider", "providers/voice_robot.py", PROVIDER.format(name="other"), "calls itself voice other"),
        ("one file a provider", "providers/voice_none.py", "VOICE = 1", "holds 0 providers"),
        ("one file a provider", "providers/publish_folder.py", "import ytempire.gateway", "knows ytempire.gateway"),
        ("a test a provider", "providers/voice_robot.py", PROVIDER.format(name="robot"), "voice_robot.py  has no test"),
        ("only the console prints", "stages/plan.py", "print('here')", "prints"),
        ("files that can be read", "stages/plan.py", "x = 1\n" * 301, "lines"),
        ("names that say something", "stages/plan.py", "class PlanManager: pass", "PlanManager says nothing"),
        ("names that say something", "stages/utils.py", "x = 1", "has a name that says nothing"),
    ],
)  # fmt: skip
def test_a_planted_violation_is_seen(copy, rule, file, text, seen):
    before = found(rule)
    with planted(copy / file, text):
        new = [line for line in CHECKS[rule](copy) if line not in before]
    assert any(seen in line for line in new), new


def floors(folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports;"
        " sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_the_floors_hold():
    told = floors(ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.slow
def test_a_planted_import_breaks_the_floors(copy):
    with ExitStack() as plants:
        for file, text in (
            ("models/__init__.py", "import ytempire.media.themes"),  # upward
            ("providers/publish_folder.py", "import ytempire.gateway.finder"),  # a neighbour
            ("stages/plan.py", "def f():\n    import ytempire.pipeline"),  # upward, and late
        ):
            plants.enter_context(planted(copy / file, text))
        told = floors(copy.parent)
    assert told.returncode == 1
    for seen in (
        "ytempire.models -> ytempire.media.themes",
        "ytempire.providers.publish_folder -> ytempire.gateway.finder",
        "ytempire.stages.plan -> ytempire.pipeline",
    ):
        assert seen in told.stdout


@pytest.mark.slow
def test_a_planted_file_on_no_floor_is_seen(copy):
    with planted(copy / "helpers.py", "x = 1"):
        told = floors(copy.parent)
    assert told.returncode == 1
    assert "helpers" in told.stdout


def test_every_error_class_has_a_code_and_a_meaning_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    for error in EXIT_CODES:
        assert f"| {error.exit_code} | {error.meaning} |" in readme
    for error in YtempireError.__subclasses__():
        if error.__module__ == "ytempire.errors":
            assert error.exit_code in {known.exit_code for known in EXIT_CODES}, error


def test_a_provider_of_every_kind_is_found_by_its_file():
    from ytempire.gateway import finder

    ours = {file.stem for file in (PACKAGE / "providers").glob("[a-z]*_*.py")}
    found = {f"{kind}_{name.replace('-', '_')}" for kind in finder.kinds() for name in finder.names(kind)}
    assert ours <= found
    for kind in finder.kinds(ours=True):
        for name, provider in finder.every(kind, ours=True).items():
            assert (provider.kind, provider.name) == (kind, name)
            assert provider.summary
            assert provider.__doc__
            for key, info in provider.Options.model_fields.items():
                assert info.description, f"{kind} {name} {key}"
