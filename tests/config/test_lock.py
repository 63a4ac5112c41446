"""The lock of recipes, and the one line of a channel that names a version."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ytempire.address import address
from ytempire.config.lock import files_of, mistakes, read_lock, unlocked, versions_of, write_lock
from ytempire.config.pin import pin, recipe_of
from ytempire.config.recipes import find_recipe, load_recipe
from ytempire.config.starter import starter
from ytempire.config.workspace import Workspace
from ytempire.contracts import Brand, Propose
from ytempire.errors import ConfigError
from ytempire.models import History
from ytempire.pipeline.locking import lock, step_between

RECIPE = """\
schema: 1
name: talk
version: {version}
summary: Why something is as it is.
format: explainer
seconds: [20, 60]
roles:
  - {{name: hook, seconds: [4, 8]}}
  - {{name: {second}, min: 2, max: 5, seconds: [8, 20]}}
"""


def put(space: Workspace, version: str, second: str = "background", script: str = "{{board}} {{facts}}") -> Path:
    folder = space.recipes / "talk"
    (folder / "prompts").mkdir(parents=True, exist_ok=True)
    (folder / "recipe.yaml").write_text(RECIPE.format(version=version, second=second))
    (folder / "prompts" / "script.md").write_text(script)
    changes = folder / "CHANGELOG.md"
    old = changes.read_text() if changes.exists() else "# talk\n"
    if f"## {version}\n" not in old:
        changes.write_text(f"{old}\n## {version}\n\n- Something.\n")
    return folder


def wrong(space: Workspace) -> list[str]:
    return [str(problem) for problem in mistakes(space.recipes, "recipes")]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "channels").mkdir()
    found = Workspace(tmp_path)
    put(found, "1.0.0")
    return found


@pytest.fixture
def locked(space: Workspace) -> Workspace:
    assert lock(space) == (["talk@1.0.0"], [])
    return space


def test_every_file_of_the_starters_recipes_is_as_it_was_locked():
    recipes = starter() / "recipes"
    assert not list(mistakes(recipes, "recipes"))
    assert not unlocked(recipes)


def test_a_version_that_is_locked_is_as_it_was(locked):
    assert not wrong(locked)
    assert not unlocked(locked.recipes)
    assert lock(locked) == ([], ["talk@1.0.0"])


def test_changed_content_without_a_changed_version_names_the_files_and_what_to_do(locked):
    folder = locked.recipes / "talk"
    (folder / "prompts" / "script.md").write_text("{{board}} {{facts}} louder")
    (folder / "prompts" / "hook.md").write_text("{{script}} {{facts}}")
    (folder / "CHANGELOG.md").unlink()
    assert wrong(locked) == [
        "recipes/talk  talk@1.0.0 is not what was locked: "
        "prompts/script.md changed, prompts/hook.md is new, CHANGELOG.md is gone. "
        "Raise its version, say why in CHANGELOG.md, then: ytempire recipe lock. "
        "To undo the change: ytempire recipe rollback talk --to 1.0.0 --force"
    ]
    with pytest.raises(ConfigError, match="is not what was locked"):
        lock(locked)


@pytest.mark.parametrize("file", ["CHANGELOG.md", "recipe.yaml", "prompts/script.md"])
def test_each_file_counts_but_not_its_line_ends(locked, file):
    path = locked.recipes / "talk" / file
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not wrong(locked)
    path.write_bytes(path.read_bytes() + b"# more\n")
    assert len(wrong(locked)) == 1


def test_what_an_editor_leaves_and_what_was_measured_are_no_part_of_a_version(locked):
    folder = locked.recipes / "talk"
    (folder / "golden").mkdir()
    for name in (".script.md.swp", "recipe.yaml~", "golden/scores.json"):
        (folder / name).write_text("x")
    assert not wrong(locked)


def test_a_kept_version_is_not_edited_either(locked):
    (locked.recipes / "kept" / "talk@1.0.0" / "recipe.yaml").write_text(RECIPE.format(version="1.0.0", second="turn"))
    assert "recipes/kept/talk@1.0.0  talk@1.0.0 is not what was locked: recipe.yaml changed" in wrong(locked)[0]


@pytest.mark.parametrize(
    ("version", "changed", "words"),
    [
        ("0.9.0", {"script": "{{board}} {{facts}} x"}, "version: 0.9.0 is not higher than 1.0.0, which is locked"),
        ("1.0.1", {"script": "{{board}} {{facts}} x"},
         "version: 1.0.0 to 1.0.1 is too small a step: what is written changed. Make it 1.1.0."),
        ("1.1.0", {"second": "turn"},
         "version: 1.0.0 to 1.1.0 is too small a step: its roles or their order changed. Make it 2.0.0."),
    ],
)  # fmt: skip
def test_a_new_version_goes_up_by_a_step_as_large_as_the_change(locked, version, changed, words):
    put(locked, version, **changed)
    with pytest.raises(ConfigError) as caught:
        lock(locked)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("version", "changed"),
    [("1.0.1", {}), ("1.1.0", {"script": "{{board}} {{facts}} x"}), ("2.0.0", {"second": "turn"})],
)
def test_a_higher_version_is_locked_and_the_older_one_can_still_be_named(locked, version, changed):
    put(locked, version, **changed)
    assert unlocked(locked.recipes) == [f"talk@{version}"]
    assert lock(locked) == ([f"talk@{version}"], ["talk@1.0.0"])
    assert load_recipe(locked, "talk").version == version
    old, place = find_recipe(locked, "talk@1.0.0")
    assert old.version == "1.0.0"
    assert place.folder == locked.recipes / "kept" / "talk@1.0.0"
    assert versions_of(read_lock(locked.recipes), "talk") == ["1.0.0", version]


def test_a_version_without_a_word_on_what_changed_is_not_locked(locked):
    folder = put(locked, "1.1.0", script="{{board}} {{facts}} x")
    (folder / "CHANGELOG.md").write_text("# talk\n")
    with pytest.raises(ConfigError, match=r"has no heading for 1\.1\.0\. Write `## 1\.1\.0` and what changed\."):
        lock(locked)


def test_an_unfinished_film_keeps_its_version_while_the_next_one_is_written(locked):
    before = load_recipe(locked, "talk@1.0.0")
    put(locked, "1.1.0", script="{{board}} {{facts}} half of a thought")
    assert load_recipe(locked, "talk@1.0.0") == before


def test_an_exact_version_is_found_while_the_one_worked_on_is_broken(locked):
    (locked.recipes / "talk" / "recipe.yaml").write_text("name: talk\nversion: 1.1.0\nseconds: [")
    assert load_recipe(locked, "talk@=1.0.0").version == "1.0.0"
    with pytest.raises(ConfigError, match="quotes or brackets that are never closed"):
        load_recipe(locked, "talk@^1.0")


@pytest.mark.parametrize("text", ["recipes: [a]", "schema: 1\nrecipes: {a@1: {b: [c]}}\n", "\0", "schema: 2\n"])
def test_a_lock_that_cannot_be_read_says_where(locked, text):
    (locked.recipes / "recipes.lock").write_text(text)
    assert wrong(locked)[0].startswith("recipes/recipes.lock:")


def test_a_lock_is_read_back_as_it_was_written(locked):
    before = read_lock(locked.recipes)
    write_lock(locked.recipes, before)
    assert read_lock(locked.recipes) == before
    assert before.recipes["talk@1.0.0"] == files_of(locked.recipes / "talk")


def test_the_version_and_the_words_of_a_recipe_are_in_the_requests_address(locked):
    def asked() -> str:
        format = load_recipe(locked, "talk").for_writers()
        request = Propose(brand=Brand(name="a", title="A"), format=format, notes=(), history=History())
        return address("request", request)

    first = asked()
    put(locked, "1.0.1")
    second = asked()
    put(locked, "1.1.0", script="{{board}} {{facts}} x")
    assert len({first, second, asked()}) == 3
    put(locked, "1.0.0")
    assert asked() == first


def test_steps_are_told_by_what_films_have_to_do_with(locked):
    old = load_recipe(locked, "talk")
    assert step_between(old, old.model_copy(update={"summary": "Else.", "version": "1.0.1"})) == "patch"
    assert step_between(old, old.model_copy(update={"words_per_minute": 170.0})) == "minor"
    assert step_between(old, old.model_copy(update={"roles": old.roles[::-1]})) == "major"


# --- one line ---


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("name: owls\nrecipe: talk@^1.0  # the calm one\ntitle: O\n",
         "name: owls\nrecipe: talk@=1.0.0  # the calm one\ntitle: O\n"),
        ("name: owls\nrecipe: 'talk'\n", "name: owls\nrecipe: talk@=1.0.0\n"),
        ('name: owls\r\nrecipe:   "talk@1"\r\n', "name: owls\r\nrecipe:   talk@=1.0.0\r\n"),
        ("# mine\nname: owls\ntitle: O # t\n# end\n", "# mine\nname: owls\ntitle: O # t\nrecipe: talk@=1.0.0\n# end\n"),
        ("name: owls", "name: owls\nrecipe: talk@=1.0.0\n"),
        ("\ufeffname: owls\nrecipe: talk\n", "\ufeffname: owls\nrecipe: talk@=1.0.0\n"),
        ("\ufeffrecipe: talk\nname: owls\n", "\ufeffrecipe: talk@=1.0.0\nname: owls\n"),
        ("name: owls\nrecipe:\n", "name: owls\nrecipe: talk@=1.0.0\n"),
    ],
)  # fmt: skip
def test_a_pin_changes_one_line_and_keeps_every_comment(space, text, then):
    file = space.channel_file("owls")
    file.write_bytes(text.encode())
    assert pin(space, "owls", "talk@=1.0.0")
    assert file.read_bytes().decode() == then
    assert not pin(space, "owls", "talk@=1.0.0")
    assert recipe_of(space, "owls") == "talk@=1.0.0"


@pytest.mark.parametrize(
    "text",
    ["{name: owls, recipe: talk}\n", "{name: owls}\n", "name: owls\nrecipe: >\n  talk\n", "name: owls\n'recipe': a\n"],
)
def test_what_cannot_be_changed_in_one_line_is_left_to_the_person(space, text):
    file = space.channel_file("owls")
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"Write it there yourself: recipe: talk@=1\.0\.0"):
        pin(space, "owls", "talk@=1.0.0")
    assert file.read_text() == text


@given(
    before=st.lists(st.sampled_from(["# note", "", "language: en", "look: {theme: dusk}"]), max_size=4, unique=True),
    value=st.sampled_from(["talk", "'talk@^1.0'", '"talk"', "talk@~1.2   # why", "talk #no"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_other_line_stays_byte_for_byte(space, before, value, end):
    lines = ["name: owls", *before, f"recipe: {value}", "title: The owls # t"]
    file = space.channel_file("owls")
    file.write_bytes(end.join(lines).encode())
    assert pin(space, "owls", "talk@=9.9.9")
    now = file.read_bytes().decode().split(end)
    place = len(before) + 1
    assert [*now[:place], *now[place + 1 :]] == [*lines[:place], *lines[place + 1 :]]
    assert now[place].startswith("recipe: talk@=9.9.9")


def test_a_workspaces_own_and_the_starters_versions_can_both_be_named(space):
    folder = space.recipes / "explainer"
    shutil.copytree(starter() / "recipes" / "explainer", folder)
    file = folder / "recipe.yaml"
    file.write_text(file.read_text("utf-8").replace("version: ", "version: 7", 1), "utf-8")
    assert load_recipe(space, "explainer").version.startswith("7")
    assert load_recipe(space, "explainer@=1.1.0").version == "1.1.0"
