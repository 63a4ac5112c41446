"""The pages are current, their links lead somewhere, and each sentence has its own line."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import docs  # noqa: E402

PAGES = sorted(page for folder in ("", "docs/**/", "channels/", "recipes/*/") for page in ROOT.glob(f"{folder}*.md"))


def named(pages):
    return [page.relative_to(ROOT).as_posix() for page in pages]


def test_what_follows_from_the_code_is_current():
    stale = [path for path, text in docs.pages().items() if not path.exists() or path.read_text("utf-8") != text]
    assert named(stale) == [], "Run: python tools/docs.py"


@pytest.mark.parametrize("page", named(PAGES))
def test_every_link_leads_to_something(page):
    text = (ROOT / page).read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
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
