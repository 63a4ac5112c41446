"""The pages are current, their links lead somewhere, and each sentence has its own line."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import docs  # noqa: E402
from ytempire.config.load import load_channel  # noqa: E402
from ytempire.config.workspace import Workspace  # noqa: E402
from ytempire.editorial.screenplay import from_markdown  # noqa: E402
from ytempire.errors import ConfigError  # noqa: E402
from ytempire.gateway import finder  # noqa: E402

PAGES = sorted(page for folder in ("", "docs/**/", "channels/", "recipes/*/") for page in ROOT.glob(f"{folder}*.md"))


def named(pages):
    return [page.relative_to(ROOT).as_posix() for page in pages]


def test_what_follows_from_the_code_is_current():
    stale = [path for path, text in docs.pages().items() if not path.exists() or path.read_text("utf-8") != text]
    assert named(stale) == [], "Run: python tools/docs.py"


@pytest.mark.parametrize("page", named(PAGES))
def test_every_link_leads_to_something(page):
    text = (ROOT / page).read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", without_code(text))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.M)
            assert anchor in [re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in heads], link


@pytest.mark.parametrize("page", named(PAGES))
def test_a_line_is_a_sentence(page):
    for line in without_code((ROOT / page).read_text("utf-8")).splitlines():
        if not line.strip() or line.startswith(("#", "|", "<", "!", "- ", "---")):
            continue
        words = re.sub(r"`[^`]*`", "code", line.strip())
        assert not re.search(r"[a-z0-9)][.?!] +[A-Z]", re.sub(r"^\d+\. ", "", words)), line
        assert words.endswith((".", "?", "!", ":", ")")), line


def without_code(text: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1$", "", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S), flags=re.M | re.S)


def test_the_channel_in_the_guide_is_a_channel(tmp_path):
    (example,) = re.findall(
        r"^```yaml\n(# yaml-language.*?)^```$", (ROOT / "docs/guide.md").read_text("utf-8"), re.M | re.S
    )
    (tmp_path / "channels" / "owls" / "notes").mkdir(parents=True)
    (tmp_path / "channels" / "owls.yaml").write_text(example, "utf-8")
    assert load_channel(Workspace(tmp_path), "owls", finder.find).title == "The Owl Desk"


def test_the_mistakes_in_the_guide_are_what_is_said(tmp_path):
    guide = (ROOT / "docs/guide.md").read_text("utf-8")
    (example,) = re.findall(r"^```yaml\n(# yaml-language.*?)^```$", guide, re.M | re.S)
    (said,) = re.findall(r"^```\n(channels/owls.*?)^```$", guide, re.M | re.S)
    (tmp_path / "channels" / "owls" / "notes").mkdir(parents=True)
    broken = example.replace("paper", "papre").replace("voice: en-us+f4", "rate: 20")
    (tmp_path / "channels" / "owls.yaml").write_text(broken, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_channel(Workspace(tmp_path), "owls", finder.find)
    assert str(caught.value) == said.strip()


def test_the_script_in_the_guide_is_a_script():
    (example,) = re.findall(r"^````markdown\n(.*?)^````$", (ROOT / "docs/guide.md").read_text("utf-8"), re.M | re.S)
    script = from_markdown(example)
    assert (script.scenes[0].role, script.scenes[0].lines[0].notes) == ("mechanism", ("n2",))
